"""The work of the print place's jobs. ReportLab is imported here alone, in functions."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from planner.domain.print_choice import PrintChoice
from planner.domain.values import Page
from planner.foresight import OnPaper
from planner.review.calibration import Calibration, calibrating
from planner.review.span import DAY, Span
from planner.store.problems import StoreProblem
from planner.ui import jobs
from planner.ui.print.views import View, pages_of, sides_of
from planner.ui.review.looking import Looked, Wish, look
from planner.workspace import Workspace

if TYPE_CHECKING:
    from planner.paper.order import Made
    from planner.paper.plan import Options
    from planner.paper.shapes import Sheet
    from planner.store.prints import Print

CANNOT = "The sheet could not be made: please try again."
NOT_REMEMBERED = "is written, but the planner would not know its sheets again."
WORDS_SHOWN = 4  # of those with letters that no font has
FEW = 20  # pages below which nobody counts
READ = 31  # days at one go: a deed of the person's has its turn in between


class Question(NamedTuple):
    """What shall be printed."""

    choice: PrintChoice
    dates: tuple[dt.date, ...]

    @property
    def span(self) -> Span:
        return Span.between(self.dates[0], self.dates[-1])


@dataclass(frozen=True, slots=True)
class Known:
    """The pages that are needed, each with the number of its newest edit; `kept` are those that anything stands on.

    Of a review `looked` is all there is to know.
    """

    pages: Mapping[dt.date, Page]
    numbers: Mapping[dt.date, int]
    kept: frozenset[dt.date]
    looked: Looked | None = None


@dataclass(frozen=True, slots=True)
class Laid:
    """Paper that is ready to go, and what there is to look at of it."""

    question: Question
    made: Made
    content: bytes
    pages: tuple[View, ...]
    sides: tuple[View, ...]

    @property
    def imposed(self) -> bool:
        """Whether a side of paper is anything else than a page."""
        return len(self.pages) != len(self.sides) or any(side.guides for side in self.sides)


def read(workspace: Workspace, question: Question) -> Known:
    """For a job. Raises StoreProblem."""
    from planner.paper.order import dates_needed, dates_shown

    if question.choice.kind == "review":
        wish = Wish(question.span, "tag", None, workspace.now(), workspace.today())
        return Known({}, {}, frozenset(), look(workspace, wish, None))
    first, last = dates_shown(question.choice, question.dates)
    kept: dict[dt.date, Page] = {}
    for start in range(0, (last - first).days + 1, READ):
        begin = first + start * DAY
        end = min(last, begin + (READ - 1) * DAY)
        kept |= {page.date: page for page in workspace.pages(begin, end)}
    needed = sorted({*dates_needed(question.choice, question.dates), *kept})
    pages = {date: kept.get(date) or workspace.page(date) for date in needed}
    numbers = {date: workspace.store.number(date) if date in kept else 0 for date in needed}
    return Known(pages, numbers, frozenset(kept))


class Progress:
    """How far a job has come; told by its thread, read and stopped by the window's."""

    def __init__(self) -> None:
        self.done = self.total = 0
        self.stopped = False

    def step(self) -> None:
        """One more is done. Raises jobs.Stopped where no more are wanted."""
        self.check()
        self.done += 1

    def check(self) -> None:
        if self.stopped:
            raise jobs.Stopped

    def begin(self, total: int) -> None:
        self.done, self.total = 0, total

    def words(self) -> str:
        """What is being done, while it is done."""
        if self.total > FEW:
            return f"Drawing page {self.done} of {self.total}…"
        return f"Laying out page {self.done}…" if self.done > FEW else "Laying out…"


def lay_out(question: Question, known: Known, ahead: Mapping[dt.date, OnPaper], progress: Progress) -> Laid | None:
    """Lay everything out and draw it; None if it was stopped. For a job."""
    try:
        made = _made(question, known, ahead, progress)
        progress.begin(len(made.sides))
        content = made.content(progress.step)
    except jobs.Stopped:
        return None
    return Laid(question, made, content, pages_of(made), sides_of(made, question.choice))


def _made(question: Question, known: Known, ahead: Mapping[dt.date, OnPaper], progress: Progress) -> Made:
    from planner.paper.order import Source, make, make_review

    if known.looked is not None:
        return make_review(question.choice, _reviewing(known.looked, progress))
    sources = {date: Source(page, known.numbers[date], *ahead.get(date, ())) for date, page in known.pages.items()}
    return make(question.choice, question.dates, sources, step=progress.step)


def _reviewing(looked: Looked, progress: Progress) -> Callable[[Options], Sheet]:
    """What draws the page of a review."""
    from planner.paper.review import review_sheet

    known = Calibration(0, 0, 0, 0)
    for more in calibrating(looked.past, looked.wish.span):
        progress.check()
        known = more
    return lambda options: review_sheet(looked.review, known, options)


def write(workspace: Workspace, laid: Laid, target: Path) -> str:
    """Put the PDF where the person wants it and remember it; gives its name. For a job.

    Raises PaperProblem or StoreProblem, a sentence. A file that was written and could not be remembered stays.
    """
    from planner.paper.export import replace_file

    file = os.path.abspath(target)
    replace_file(Path(file), laid.content, private=laid.question.choice.kind == "review")
    try:
        remember(workspace, laid, file)
    except StoreProblem as problem:
        raise StoreProblem(f"{target.name} {NOT_REMEMBERED} {problem}") from problem
    return file


def remember(workspace: Workspace, laid: Laid, file: str = "") -> None:
    """Keep the prints, so that their sheets can be read back. For a job. Raises StoreProblem."""
    at = workspace.now()
    workspace.store.keep_prints(_kept(laid.made, file, at))


def _kept(made: Made, file: str, at: dt.datetime) -> Sequence[Print]:
    from planner.store.prints import Print

    return [
        Print(one.id, one.page, one.edit, one.kind, file, at, one.options_json(), tuple(one.sheets_json()))
        for one in made.prints
    ]


def sentence_of(problem: Exception) -> str:
    """What to tell the person of a job that failed."""
    from planner.paper.export import PaperProblem

    return str(problem) if isinstance(problem, PaperProblem | StoreProblem) else CANNOT


def missing_words(words: tuple[str, ...]) -> str:
    """Which words will have hollow boxes in them, said before anything is printed."""
    shown = ", ".join(f"“{word}”" for word in words[:WORDS_SHOWN])
    more = f" and {len(words) - WORDS_SHOWN} more" if len(words) > WORDS_SHOWN else ""
    return f"No font here has all letters of {shown}{more}: they are printed as hollow boxes." if words else ""


def counted(laid: Laid) -> str:
    """How much paper it is: "14 pages on 4 sheets of paper, both sides"."""
    pages, choice = len(laid.pages), laid.question.choice
    if choice.tablet or not (laid.imposed or choice.two_sided):
        return words_of_number(pages, "page")
    sheets = -(-len(laid.sides) // 2) if choice.two_sided else len(laid.sides)
    both = ", both sides" if choice.two_sided else ""
    return f"{words_of_number(pages, 'page')} on {words_of_number(sheets, 'sheet')} of paper{both}"


def words_of_number(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
