"""The store of one data folder: pages read, Edits written, undone and redone."""

from __future__ import annotations

import datetime as dt
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from planner.domain.edits import Edit
from planner.domain.past import ImportedTask, PastTask
from planner.domain.stages import Stage
from planner.domain.values import Entry, Interval, Page, PageHead
from planner.store import backup, convert, database, folder, history, past, pictures, prints, reading
from planner.store.backup import Backup
from planner.store.prints import Print
from planner.store.problems import RESTORE, Conflict, StoreProblem, spoken

if TYPE_CHECKING:
    from planner.domain.search import KeptLine
    from planner.store.doctor import Report

Clock = Callable[[], dt.datetime]

STANDS = "“{label}” stands: what was recorded since rests on it. Undo again takes back what was done before."
STANDS_AGAINST = "“{label}” is not done again: what was recorded since stands against it."


def _is_stopped_by_what_stands(problem: StoreProblem) -> bool:
    """Whether it is other rows that stand in the way, and not the disk."""
    return isinstance(problem, Conflict) or isinstance(problem.__cause__, sqlite3.IntegrityError)


def utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _label(kept: history.Kept | None) -> str | None:
    return None if kept is None else kept.edit.label


class Store:
    """The one owner of the planner's file while the program runs. Every method may raise StoreProblem.

    An Edit that `apply`, `undo` or `redo` returned from is on the disk. Reads and writes may come from several threads;
    they take turns.
    """

    def __init__(
        self, path: Path, connection: sqlite3.Connection, defaults: PageHead, *, unclean: bool, clock: Clock
    ) -> None:
        self.path = path
        self.defaults = defaults
        self.unclean = unclean
        self._connection = connection
        self._clock = clock
        self._turn = threading.RLock()
        self._copying = threading.RLock()  # a backup lets others have their turn between its steps, but not close
        self._closed = False
        self._stands: int | None = None  # the deed that undo goes past, since it could not be taken back
        self._typing: tuple[str, int] = ("", 0)  # the field being written, and the edit that grows with it

    @classmethod
    def open(cls, data_folder: Path, defaults: PageHead | None = None, *, clock: Clock = utc_now) -> Store:
        """Open the folder's file, or make it. `defaults` are the rules of a page that is not kept yet.

        `store.unclean` then says whether the last run ended without closing: `check` is due. Raises StoreProblem, and
        then has changed nothing.
        """
        path = data_folder / database.FILE_NAME
        folder.prepare(data_folder, database.FILE_NAME)
        if not path.exists() and backup.backups(data_folder):
            raise StoreProblem(f"{path} is missing, but there are backups of it. {RESTORE}")
        connection, unclean = database.open_file(path, partial(backup.before_migration, data_folder))
        return cls(path, connection, defaults or PageHead(dt.date.min), unclean=unclean, clock=clock)

    @property
    def folder(self) -> Path:
        return self.path.parent

    def close(self) -> None:
        """Let go of the file. A second call does nothing."""
        with self._copying, self._turn:
            if not self._closed:
                self._closed = True
                database.close_file(self.path, self._connection)

    def warm_up(self) -> None:
        """Import what writing needs, so that the first Edit need not wait for it. Meant for a quiet moment."""
        from planner.store import writing

        writing.prepare()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._turn, spoken():
            if self._closed:
                raise StoreProblem("The planner's file is closed: open it again.")
            yield self._connection

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction that is on the disk once this is left, or has left nothing."""
        with self._reading() as connection, database.transaction(connection):
            yield connection

    def page(self, date: dt.date, defaults: PageHead | None = None) -> Page:
        """The page of a date; a fresh one under `defaults` (or the store's) if nothing of it is kept."""
        with self._reading() as connection:
            return reading.head_or(reading.page(connection, date), self._head(date, defaults))

    def _head(self, date: dt.date, defaults: PageHead | None = None) -> PageHead:
        return replace(defaults or self.defaults, date=date)

    def pages(self, first: dt.date, last: dt.date) -> tuple[Page, ...]:
        """The kept pages from one date to another, both counted in."""
        with self._reading() as connection:
            return reading.pages(connection, first, last)

    def running(self) -> Interval | None:
        with self._reading() as connection:
            return reading.running(connection)

    def leftovers(self, date: dt.date) -> tuple[Entry, ...]:
        """Open tasks of the last page before `date` that has any."""
        with self._reading() as connection:
            return reading.leftovers(connection, date)

    def find(self, prefix: str) -> tuple[tuple[str, str, dt.date], ...]:
        """Kind ("entry" or "box"), id and page of what has an id that begins so; at most 50."""
        with self._reading() as connection:
            return reading.find(connection, prefix)

    def lines(self) -> Iterator[list[KeptLine]]:
        """The lines of all pages for a search, the newest first; read by some weeks, as they are taken."""
        from planner.store import search

        with self._reading() as connection:
            spans = list(search.spans(connection))
        for first, last in spans:
            with self._reading() as connection:
                lines = search.lines(connection, first, last)
            yield lines

    def past(self, today: dt.date, most: int | None = None) -> Iterator[PastTask]:
        """Every task of the past in the order of its day: of the pages, and of the imports that stand.

        A task that was carried over is told once, on its last page. One that is open and of no page before `today`
        is not of the past. `most` asks for about so many of the newest. Read by the month, as they are taken.
        """
        with self._reading() as connection:
            windows = past.windows(connection, today, most)
        for window in windows:
            with self._reading() as connection:
                tasks = past.within(connection, window, today)
            yield from tasks

    def past_of(self, entry_id: str) -> PastTask | None:
        """What the past tells of one task by now; None where nobody has worked on it."""
        with self._reading() as connection:
            return past.task_of(connection, entry_id)

    def imported(self) -> dict[str, ImportedTask]:
        """The imported tasks that count now, by their keys."""
        with self._reading() as connection:
            return past.imported(connection)

    def apply(self, edit: Edit, shown: Mapping[str, bytes] | None = None) -> int:
        """Write an Edit and return its number once it is on the disk. Raises Conflict if a row is not as `before` says.

        `shown` is what the pictures show that the Edit makes, by their ids: the content of a picture file. An Edit that
        goes on with the typing of the last one (the same `merge`) grows that one instead.
        """
        changes = history.collapsed(edit.changes)
        with self._reading() as connection:
            last = history.last_number(connection)
            if not changes:
                return last
            edit = replace(edit, changes=changes)
            goes_on = bool(edit.merge) and self._typing == (edit.merge, last)
            begun = history.with_number(connection, last) if goes_on else None
            if begun is not None:
                return self._type_on(edit, begun)
            if shown:
                pictures.keep(self.folder, shown)
            self._write(last + 1, "do", edit)
            if not edit.noted:
                self._stands = None
            self._typing = (edit.merge, last + 1)
            return last + 1

    def keep_import(self, edit: Edit, tasks: Sequence[ImportedTask]) -> int:
        """Write the Edit that makes an import, with its tasks, in one transaction; returns the Edit's number."""
        with self._reading() as connection:
            number = history.last_number(connection) + 1
            self._write(number, "do", edit, tasks=tasks)
            self._stands, self._typing = None, ("", 0)
            return number

    def picture(self, picture_id: str) -> bytes | None:
        """What a picture shows, as a picture file holds it; None where that file is gone."""
        with spoken():
            return pictures.content(self.folder, picture_id)

    def taken_home(self, photo: str) -> list[tuple[str, str, int]]:
        """Page, print and sheet of each sheet of a photo, if every one of them is on its page; else none."""
        with self._reading() as connection:
            return pictures.taken_home(connection, photo)

    def _write(
        self,
        number: int,
        kind: str,
        edit: Edit,
        target: int | None = None,
        tasks: Sequence[ImportedTask] = (),
    ) -> None:
        from planner.store import writing

        row = {
            "number": number,
            "at": self._seconds(),
            "kind": kind,
            "label": edit.label,
            "target": target,
            "undone": 0,
            "changes": convert.changes_text(edit.changes),
            "noted": int(edit.noted),
        }
        with self._writing() as connection:
            writing.write_changes(connection, edit.changes)
            writing.keep_edit(connection, row, history.pages_of(edit.changes))
            if tasks:
                writing.keep_tasks(connection, edit.changes, tasks)
            if target is not None:
                writing.mark_undone(connection, target, kind == "undo")

    def _seconds(self) -> int:
        return int(self._clock().timestamp())

    def _type_on(self, edit: Edit, last: history.Kept) -> int:
        from planner.store import writing

        grown = history.collapsed((*last.edit.changes, *edit.changes))
        touched = history.pages_of(last.edit.changes)
        values = {"at": self._seconds(), "label": edit.label, "changes": convert.changes_text(grown)}
        with self._writing() as connection:
            writing.write_changes(connection, edit.changes)
            if grown:
                writing.grow_edit(connection, last.number, values)
                writing.link_pages(connection, last.number, set(history.pages_of(grown)) - set(touched))
            else:
                writing.forget_edit(connection, last.number, touched)
        if not grown:
            self._typing = ("", 0)
        return last.number

    def undo(self) -> Edit | None:
        """Take the last deed back; returns the Edit as it was carried out, None if there is nothing to undo.

        Raises Conflict for a deed that what was noted since rests on: it stands, and the next call goes past it.
        """
        with self._reading() as connection:
            found = history.to_undo(connection, self._stands)
            if found is None:
                return None
            edit = found.edit.inverted()
            try:
                self._write(history.last_number(connection) + 1, "undo", edit, found.number)
            except StoreProblem as problem:
                if not _is_stopped_by_what_stands(problem):
                    raise
                self._stands = found.number
                raise Conflict(STANDS.format(label=found.edit.label)) from problem
            return edit

    def redo(self) -> Edit | None:
        """Do the last deed again that was undone; None if there is none, or something was done since."""
        with self._reading() as connection:
            found = history.to_redo(connection)
            if found is None:
                return None
            try:
                self._write(history.last_number(connection) + 1, "redo", found.edit, found.number)
            except StoreProblem as problem:
                if not _is_stopped_by_what_stands(problem):
                    raise
                raise Conflict(STANDS_AGAINST.format(label=found.edit.label)) from problem
            return found.edit

    def undo_label(self) -> str | None:
        with self._reading() as connection:
            return _label(history.to_undo(connection, self._stands))

    def redo_label(self) -> str | None:
        with self._reading() as connection:
            return _label(history.to_redo(connection))

    def number(self, date: dt.date) -> int:
        """The number of the newest edit that touched a page, 0 if none did: what a print remembers.

        Typing that goes on after this makes a new edit, so that the number keeps its meaning.
        """
        with self._reading() as connection:
            self._typing = ("", 0)
            return history.number_of(connection, date)

    def page_at(self, date: dt.date, number: int) -> Page:
        """The page as it stood after that edit. Raises StoreProblem where that was thinned out."""
        with self._reading() as connection:
            return history.page_at(connection, date, number, self._head(date))

    def history(self, date: dt.date) -> tuple[history.Step, ...]:
        """What happened to a page, oldest first."""
        with self._reading() as connection:
            return history.steps(connection, date)

    def stages(self, date: dt.date) -> tuple[Stage, ...]:
        """The page as each edit left it, oldest first, as far back as that is still known."""
        with self._reading() as connection:
            return history.stages(connection, date, self._head(date))

    def keep_print(self, kept: Print) -> None:
        """Remember a print; one of the same id is replaced."""
        self.keep_prints((kept,))

    def keep_prints(self, kept: Iterable[Print]) -> None:
        """Remember what was printed at one go: all of it or nothing."""
        from planner.store import writing

        rows = [prints.row_of(one) for one in kept]
        with self._writing() as connection:
            self._typing = ("", 0)
            for row in rows:
                writing.keep_print(connection, row)

    def prints(self) -> tuple[Print, ...]:
        """All prints, the newest first."""
        with self._reading() as connection:
            return prints.prints(connection)

    def print_with(self, print_id: str) -> Print | None:
        with self._reading() as connection:
            return prints.print_with(connection, print_id)

    def check(self) -> tuple[str, ...]:
        """What SQLite finds wrong with the file: empty if it is sound. For after an unclean exit, and once a day."""
        with self._reading() as connection:
            return backup.faults(connection)

    def backup(self, into: Path | None = None) -> Backup:
        """A checked backup in the data folder, or in one of the person's own and there with all pictures.

        May run in a thread beside other work.
        """
        with self._copying:
            made = backup.make(self._open_connection(), into or self.folder / backup.FOLDER, self._clock())
        backup.take_pictures_along(made, self.folder)
        return made

    def backups(self) -> tuple[Backup, ...]:
        """The backups in the data folder, the newest first. To restore one, close the store: `restoring.restore`."""
        return backup.backups(self.folder)

    def daily(self) -> Backup | None:
        """The backup of the day and the thinning of what is old; None if that was done today already."""
        from planner.store import thinning

        with self._copying:
            made = backup.daily(self._open_connection(), self.folder, self._clock())
        if made is not None:
            thinning.thin(self._writing, self._clock())
        return made

    def _open_connection(self) -> sqlite3.Connection:
        with self._reading() as connection:
            return connection

    def doctor(self) -> Report:
        """What is wrong with the file and with its pages; mended, if need be, in a copy among the backups."""
        from planner.store import doctor

        with self._reading() as connection:
            return doctor.examine(connection, self.folder, self._clock())
