"""A print as a file: whole or not at all."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import hashlib
import os
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from planner.domain.values import Page
from planner.paper.code import ID_DIGITS, LAYOUT
from planner.paper.pdf import pdf
from planner.paper.sheet import Options, Sheet, day_sheets


class PaperProblem(Exception):
    """A sheet could not be written; the text is one sentence for the person."""


@dataclass(frozen=True, slots=True)
class Print:
    """What was printed, as it is remembered: a reader finds every mark by it, though the plan has changed since.

    `page` is the date (the first one of a week or a month), `edit` the number of the last edit that the sheet shows,
    `missing` the words with letters that no font has. `places` says of each sheet where it lies on the paper.
    """

    id: str
    page: dt.date
    kind: str
    options: Options
    edit: int
    sheets: tuple[Sheet, ...]
    missing: tuple[str, ...] = ()
    file: str = ""
    places: tuple[dict[str, Any], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The print as the command line shows it, but for when it was made."""
        return {
            "id": self.id,
            "page": self.page.isoformat(),
            "kind": self.kind,
            "file": self.file,
            "sheets": self.sheets_json(),
        }

    def sheets_json(self) -> list[dict[str, Any]]:
        """Every sheet with its marks in millimetres from its own top left corner, and its place on the paper."""
        sheets = [sheet.as_json() for sheet in self.sheets]
        for sheet, place in zip(sheets, self.places, strict=False):
            sheet["paper"] = place
        return sheets

    def options_json(self) -> dict[str, Any]:
        return asdict(self.options)


def print_id(page: Page, options: Options, edit_number: int, kind: str = "day") -> str:
    """Twelve digits, the same for the same page at the same edit with the same options.

    The ids on the page take part, so that sheets of two people's files are told apart; options left as they come do
    not, so that a new option changes no old id.
    """
    head = page.head
    rules = (head.date.isoformat(), head.zone, head.day_start, head.opens, head.closes, head.limit, head.recharge)
    parts = (LAYOUT, kind, rules, head.capacity, edit_number, _chosen(options), _ids(page))
    return _twelve_digits(parts)


def span_print_id(first: dt.date, pages: Sequence[Page], options: Options, edit_number: int, kind: str) -> str:
    """The same for a sheet that shows several pages; `edit_number` is that of the newest edit of any of them."""
    ids = [one for page in pages for one in _ids(page)]
    return _twelve_digits((LAYOUT, kind, first.isoformat(), edit_number, _chosen(options), ids))


def _chosen(options: Options) -> list[tuple[str, Any]]:
    plain = asdict(Options())
    return sorted((name, value) for name, value in asdict(options).items() if value != plain[name])


def _ids(page: Page) -> list[str]:
    return sorted([e.id for e in page.entries] + [b.id for b in page.boxes])


def _twelve_digits(parts: tuple[Any, ...]) -> str:
    digest = hashlib.blake2b(repr(parts).encode(), digest_size=8).digest()
    return f"{int.from_bytes(digest) % 10**ID_DIGITS:0{ID_DIGITS}d}"


def day_print(page: Page, options: Options, edit_number: int, file: str = "") -> Print:
    """The print of one page, not yet drawn."""
    mine = print_id(page, options, edit_number)
    return print_of(mine, page.date, "day", options, edit_number, day_sheets(page, options, mine), file)


def print_of(
    mine: str, date: dt.date, kind: str, options: Options, edit: int, sheets: tuple[Sheet, ...], file: str = ""
) -> Print:
    missing = tuple(dict.fromkeys(word for sheet in sheets for word in sheet.missing))
    return Print(mine, date, kind, options, edit, sheets, missing, file)


def drawn(prints: Iterable[Print]) -> bytes:
    """One PDF of several prints."""
    sheets = [sheet for one in prints for sheet in one.sheets]
    return pdf(sheets, title_of(sheets))


def title_of(sheets: Sequence[Sheet]) -> str:
    """The title of a document."""
    first, last = sheets[0].title, sheets[-1].title
    return first if len(sheets) == 1 else f"{first} – {last}"


def write_days(pages: Sequence[Page], target: Path, options: Options, edit_number: int) -> tuple[Print, ...]:
    """Write the sheets of pages into one PDF file; gives one print a page. Raises PaperProblem."""
    file = Path(os.path.abspath(target))
    prints = tuple(day_print(page, options, edit_number, str(file)) for page in pages)
    if not prints:
        raise PaperProblem("There is no day to print: name at least one.")
    replace_file(file, drawn(prints))
    return prints


def write_day(page: Page, target: Path, options: Options, edit_number: int) -> Print:
    """Write the sheet of one page. Raises PaperProblem; then the target is as it was."""
    return write_days((page,), target, options, edit_number)[0]


def replace_file(target: Path, content: bytes, *, private: bool = False) -> None:
    """Put content in place of a file in one step: beside it first, flushed to the disk, then renamed.

    A `private` file is its owner's alone to read.
    """
    if "\0" in os.fspath(target):
        raise PaperProblem("That is no file name: choose another.")
    if os.path.isdir(target):
        raise PaperProblem(f"{target} is a folder: name a file in it, such as {target / 'day.pdf'}.")
    real = Path(os.path.realpath(target))
    if os.path.exists(real) and not os.access(real, os.W_OK):
        raise PaperProblem(f"{target} may not be written: choose another name, or allow writing to it.")
    beside = real.with_name(f".{real.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        _write_through(beside, content, 0o600 if private else 0o644)
        os.replace(beside, real)
        _flush_folder(real.parent)
    except OSError as problem:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise PaperProblem(_sentence(problem, target)) from problem


def _write_through(path: Path, content: bytes, mode: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Keep the new name through a power cut, where folders can be flushed (not on Windows)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sentence(problem: OSError, target: Path) -> str:
    if isinstance(problem, FileNotFoundError | NotADirectoryError):
        return f"There is no folder {target.parent}: make it first, or choose another place."
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk of {target.parent} is full: free some space, or choose another place."
    if problem.errno == errno.EROFS:
        return f"{target.parent} may only be read: choose another place."
    if problem.errno == errno.ENAMETOOLONG:
        return "That file name is too long: choose a shorter one."
    return f"{target} cannot be written ({problem.strerror}): close it elsewhere, or choose another place."
