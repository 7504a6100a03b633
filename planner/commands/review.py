"""Looking back from the terminal: all figures as JSON, guess and actual as CSV, or a page of paper."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from planner.commands import DONE, Answer, Bad, Job, Request
from planner.commands import wording as say
from planner.commands.grammar import said
from planner.commands.keeping import file_named
from planner.review import (
    By,
    Review,
    Span,
    SpanProblem,
    calibration_of,
    evening_of,
    layers_of,
    look_back,
)
from planner.review.table import table_of

if TYPE_CHECKING:
    from planner.domain.past import PastTask
    from planner.domain.stages import Stage
    from planner.domain.values import Page
    from planner.workspace import Workspace

PDF = ".pdf"
ONE_OUTPUT = "--csv and --to FILE.pdf are two answers: ask for one at a time."


@dataclass(frozen=True, slots=True)
class Known:
    """What a review is made from."""

    span: Span
    by: By
    pages: tuple[Page, ...]
    past: tuple[PastTask, ...]
    first_plans: dict[dt.date, Page]
    stages: tuple[Stage, ...]
    page: Page
    now: dt.datetime
    today: dt.date

    def review(self) -> Review:
        return look_back(
            self.span, self.pages, self.past, self.now, today=self.today, by=self.by, first_plans=self.first_plans
        )


def review(workspace: Workspace, request: Request) -> Job:
    """The figures of a span: this week, unless another is asked for. Read as a job too: years take seconds."""
    days, file = _targets(request)
    span, by = _span(request, days, workspace.today()), _by(request)
    as_table = bool(request.options.get("--csv"))
    if as_table and file is not None:
        raise Bad(ONE_OUTPUT)
    known = partial(known_of, workspace, span, by)
    if as_table:
        return Job(lambda: table_of(known().review()), lambda text: Answer(DONE, text))
    if file is not None:
        left_handed, words = workspace.settings.left_handed, span.words(workspace.today())
        return Job(lambda: _printed(known(), file, left_handed), partial(told_of_print, file, words))
    return Job(lambda: _figures(known()), lambda shown: Answer(DONE, shown))


def known_of(workspace: Workspace, span: Span, by: By = "tag") -> Known:
    """Read month by month, so that an open window has its turn in between. One day has its layers too."""
    first, months = span.first, span.cut("month")
    return Known(
        span,
        by,
        tuple(page for month in months for page in workspace.pages(month.first, month.last)),
        tuple(workspace.past()),
        {date: plan for month in months for date, plan in workspace.first_plans(month.first, month.last).items()},
        workspace.stages(first) if span.days == 1 else (),
        workspace.page(first),
        workspace.now(),
        workspace.today(),
    )


def _figures(known: Known) -> dict[str, object]:
    from planner.commands.review_shown import day_shown, review_shown

    shown = review_shown(known.review(), calibration_of(known.past, known.span))
    if known.span.days > 1:
        return shown
    layers = layers_of(known.page, known.stages, known.now)
    return {**shown, **day_shown(layers, evening_of(known.page, known.now))}


# Words of the command


def _targets(request: Request) -> tuple[list[str], Path | None]:
    """`--to` names a day, or a file if it ends in .pdf: each at most once."""
    words = request.values("--to")
    files = [word for word in words if word.lower().endswith(PDF)]
    days = [word for word in words if word not in files]
    if len(files) > 1 or len(days) > 1:
        raise Bad("--to is there twice: give one day, and one file that ends in .pdf.")
    return days, file_named(request, files[0]) if files else None


def _span(request: Request, days: list[str], today: dt.date) -> Span:
    first_word = request.option("--from")
    if first_word is None and not days:
        return Span.of("week", today)
    if first_word is None or not days:
        named, missing = ("--to", "--from") if first_word is None else ("--from", "--to")
        raise Bad(f"{named} alone is half a range: write {missing} too, or neither for this week.")
    first, last = say.day(first_word, today), _last_day(days[0], today)
    if first > today:
        raise Bad(f"{said(first_word)} has not come yet: look back at days up to {today}.")
    try:
        return Span.between(first, last)
    except SpanProblem as problem:
        raise Bad(str(problem)) from problem


def _last_day(word: str, today: dt.date) -> dt.date:
    try:
        return say.day(word, today)
    except Bad as problem:
        raise Bad(f"{said(word)} is neither a day like {today} nor a file that ends in {PDF}.") from problem


def _by(request: Request) -> By:
    word = (request.option("--by") or "tag").lower()
    found: tuple[By, ...] = get_args(By)
    by = next((by for by in found if by == word), None)
    if by is None:
        raise Bad(f"--by {said(word)} is not known: group by {found[0]}, {found[1]} or {found[2]}.")
    return by


# Paper


def _printed(known: Known, file: Path, left_handed: bool) -> tuple[str, ...]:
    """Draw and write the page; gives the words that no font has."""
    from planner.paper.export import PaperProblem
    from planner.paper.review import write_review

    made = known.review()
    if made.is_empty:
        raise Bad(f"{made.empty_words} There is nothing to print.")
    try:
        return write_review(made, calibration_of(known.past, known.span), file, left_handed=left_handed)
    except PaperProblem as problem:
        raise Bad(str(problem)) from problem


def told_of_print(file: Path, span: str, missing: tuple[str, ...]) -> Answer:
    consequences = [f"No font here has all signs of {said(word)}: they stand as hollow boxes" for word in missing]
    words = f"Printed the review of {span} to {file}"
    return Answer(DONE, {"done": words, "consequences": consequences, "file": os.fspath(file)})
