"""The work of the print dialog's jobs. ReportLab is imported here alone."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from planner.domain.values import Page
from planner.ui.print.preview import pictures

if TYPE_CHECKING:
    from planner.paper.export import Print

CANNOT = "The sheet could not be made: please try again."
WORDS_SHOWN = 4  # of those with letters that no font has


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person chose, as a job may have it."""

    left_handed: bool
    clock24: bool
    feeling: bool
    chance: str = ""
    ranges: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """A sheet that is ready to go."""

    kept: Print
    content: bytes
    images: list[QImage]


def make(page: Page, number: int, choices: Choices, height: int) -> Made:
    """Draw a page and look at it. For a job: ReportLab is imported here."""
    from planner.paper.export import day_print, drawn
    from planner.paper.plan import Options

    options = Options(**asdict(choices))
    kept = day_print(page, options, number)
    content = drawn([kept])
    return Made(kept, content, pictures(content, height))


def write(made: Made, target: Path) -> Print:
    """Put the PDF where the person wants it. For a job; raises PaperProblem, a sentence."""
    from planner.paper.export import replace_file

    file = Path(os.path.abspath(target))
    replace_file(file, made.content)
    return replace(made.kept, file=str(file))


def sentence_of(problem: Exception) -> str:
    """What to tell the person of a job that failed."""
    from planner.paper.export import PaperProblem

    return str(problem) if isinstance(problem, PaperProblem) else CANNOT


def missing_words(words: tuple[str, ...]) -> str:
    """Which words will have hollow boxes in them, said before anything is printed."""
    shown = ", ".join(f"“{word}”" for word in words[:WORDS_SHOWN])
    more = f" and {len(words) - WORDS_SHOWN} more" if len(words) > WORDS_SHOWN else ""
    return f"No font here has all letters of {shown}{more}: they are printed as hollow boxes."
