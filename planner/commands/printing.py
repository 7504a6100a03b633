"""Print from the terminal: the words as a choice of paper, the pages read, the PDF written, the print remembered."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.commands import DONE, Answer, Bad, Job, Request, profiles
from planner.commands import wording as say
from planner.commands.grammar import said
from planner.commands.keeping import file_named, print_shown
from planner.domain.labels import WEEKDAYS
from planner.domain.print_choice import CHOICES, LONGEST_NAME, PrintChoice, is_profile_name
from planner.settings import Settings, SettingsProblem
from planner.store.problems import StoreProblem

if TYPE_CHECKING:
    from planner.paper.order import Made, Source
    from planner.workspace import Workspace

NOUNS = {
    "day": ("day", "days"),
    "spread": ("day", "days"),
    "blank": ("blank day", "blank days"),
    "week": ("week", "weeks"),
    "month": ("month", "months"),
    "notes": ("page of notes", "pages of notes"),
}
# Other names by which people know a paper.
ALSO = {
    "letter-2up": "letter",
    "remarkable2": "remarkable",
    "remarkable-2": "remarkable",
    "supernote-a5x": "supernote",
    "supernote-a6x": "supernote-nomad",
    "kindle": "kindle-scribe",
    "scribe": "kindle-scribe",
}
WORDS = {"kind": "--kind", "paper": "--paper", "ground": "--ground", "strength": "--lines", "ink": "--ink"}
FLAGS = {
    "--left-handed": ("left_handed", True),
    "--right-handed": ("left_handed", False),
    "--feeling": ("feeling", True),
}


def print_sheets(workspace: Workspace, request: Request) -> Answer | Job:
    """The sheets of the days as one PDF. Drawing and writing may happen in a thread; remembering may not."""
    if request.options.get("--profiles") or "--forget" in request.options:
        return profiles.answered(workspace, request)
    if request.option("--to") is None:
        raise Bad("Say where the PDF goes: planner print --to day.pdf")
    target = file_named(request, str(request.options["--to"]))
    choice = chosen(request, workspace.settings)
    kept_as = _new_profile(request)
    dates = say.days(request.words.get("D..D", "today"), workspace.today())
    if choice.kind == "review":
        job = _review(workspace, choice, dates, target)
    else:
        known = _known(workspace, choice, dates)
        job = Job(lambda: _written(choice, dates, known, target), lambda made: _remembered(workspace, made, target))
    return _keeping(workspace, job, kept_as, choice) if kept_as else job


def _keeping(workspace: Workspace, job: Job, name: str, choice: PrintChoice) -> Job:
    """The job, and after it the choice is remembered under a name."""

    def finish(made: Any) -> Answer:
        answer = job.finish(made)
        try:
            workspace.change_settings(workspace.settings.with_profile(name, choice))
        except (ValueError, SettingsProblem) as problem:
            return replace(answer, words=f"Printed, but the profile is not kept: {problem}")
        answer.out["consequences"].append(f"Remembered as {said(name)}")
        return answer

    return Job(job.work, finish)


def _known(workspace: Workspace, choice: PrintChoice, dates: Sequence[dt.date]) -> dict[dt.date, Source]:
    """The pages, and what the past says of those that have something on them."""
    from planner.paper.order import Source, dates_needed, dates_shown

    kept = {page.date: page for page in workspace.pages(*dates_shown(choice, dates))}
    found = {}
    for date in sorted({*dates_needed(choice, dates), *kept}):
        page = kept.get(date) or workspace.page(date)
        coming = date in kept and date >= workspace.today()
        foretold = coming and choice.likely and choice.kind in ("day", "spread")
        ahead = workspace.foresight.on_paper(page, workspace.now()) if foretold else ("", ())
        found[date] = Source(page, workspace.store.number(date), *ahead)
    return found


def _written(choice: PrintChoice, dates: Sequence[dt.date], known: dict[dt.date, Source], target: Path) -> Made:
    from planner.paper.order import make

    return _kept(make(choice, dates, known, os.fspath(target)), target)


def _kept(made: Made, target: Path) -> Made:
    """Put the PDF where it belongs."""
    from planner.paper.export import PaperProblem, replace_file

    try:
        replace_file(target, made.content())
    except PaperProblem as problem:
        raise Bad(str(problem)) from problem
    return made


def _remembered(workspace: Workspace, made: Made, target: Path) -> Answer:
    from planner.store.prints import Print

    at = workspace.now()
    kept = [
        Print(one.id, one.page, one.edit, one.kind, one.file, at, one.options_json(), tuple(one.sheets_json()))
        for one in made.prints
    ]
    try:
        workspace.store.keep_prints(kept)
    except StoreProblem as problem:
        raise Bad(f"{target} is written, but the planner would not know its sheets again. {problem}") from problem
    consequences = [f"No font here has all signs of {said(word)}: they stand as hollow boxes" for word in made.missing]
    prints = [print_shown(each) for each in kept]
    what = _counted([one.kind for one in made.prints]) if len(made.prints) > 1 else str(made.prints[0].page)
    out = {"done": f"Printed {what} to {target}", "consequences": consequences, "file": str(target), "prints": prints}
    return Answer(DONE, out)


def _counted(kinds: Sequence[str]) -> str:
    """7 days · 1 week."""
    found = []
    for kind in dict.fromkeys(kinds):
        number = kinds.count(kind)
        found.append(f"{number} {NOUNS[kind][number > 1]}")
    return ", ".join(found)


def _review(workspace: Workspace, choice: PrintChoice, dates: Sequence[dt.date], target: Path) -> Job:
    """The review of the days, on the paper that is asked for. It is read and not filled in, so no print is kept."""
    from planner.commands.review import known_of, told_of_print
    from planner.review import Span, calibration_of

    if dates[0] > workspace.today():
        raise Bad(f"{dates[0]} has not come yet: look back at days up to {workspace.today()}.")
    span = Span.between(dates[0], dates[-1])
    words = span.words(workspace.today())

    def work() -> Made:
        from planner.paper.order import make_review
        from planner.paper.review import review_sheet

        known = known_of(workspace, span)
        shown = known.review()
        if shown.is_empty:
            raise Bad(f"{shown.empty_words} There is nothing to print.")
        calibration = calibration_of(known.past, known.span)
        return _kept(make_review(choice, lambda options: review_sheet(shown, calibration, options)), target)

    return Job(work, lambda made: told_of_print(target, words, made.missing))


# The choice


def chosen(request: Request, settings: Settings) -> PrintChoice:
    """What the words choose; what they leave open is as the settings have it."""
    choice = _profile(request.option("--profile"), settings)
    values: dict[str, Any] = {}
    for name, option in WORDS.items():
        word = request.option(option)
        if word is not None:
            also = ALSO.get(word.strip().lower(), word) if name == "paper" else word
            values[name] = _one_of(option, also, CHOICES[name])
    word = request.option("--duplex")
    if word is not None:
        values["duplex"] = _one_of("--duplex", word, ("long", "short", "none"))
    if request.options.get("--left-handed") and request.options.get("--right-handed"):
        raise Bad("--left-handed and --right-handed are two answers: choose one.")
    for option, (name, value) in FLAGS.items():
        if request.options.get(option):
            values[name] = value
    values |= _hours(request.option("--hours"))
    likely = request.option("--likely")
    if likely is not None:
        values["likely"] = _one_of("--likely", likely, ("yes", "no")) == "yes"
    clock, weekday = request.option("--clock"), request.option("--first-weekday")
    if clock is not None:
        values["clock24"] = _one_of("--clock", clock, ("24", "12")) == "24"
    if weekday is not None:
        names = tuple(name.lower() for name in WEEKDAYS)
        values["first_weekday"] = names.index(_one_of("--first-weekday", weekday, names))
    try:
        return replace(choice, **values)
    except ValueError as problem:
        raise Bad(str(problem)) from problem


def _profile(name: str | None, settings: Settings) -> PrintChoice:
    """The choice that was remembered under a name; without one what the settings say."""
    if name is None:
        return PrintChoice(left_handed=settings.left_handed, clock24=settings.clock24)
    found = settings.profile(name)
    if found is None:
        raise profiles.none_such(name, settings)
    return found


def _new_profile(request: Request) -> str | None:
    name = request.option("--remember")
    if name is not None and not is_profile_name(name):
        raise Bad(f"{said(name)} is no name for a profile: write one line of at most {LONGEST_NAME} characters.")
    return name


def _one_of(option: str, word: str, known: Sequence[str]) -> str:
    found = word.strip().lower()
    if found not in known:
        raise Bad(f"{option} {said(word)} is not known: it is {', '.join(known[:-1])} or {known[-1]}.")
    return found


def _hours(word: str | None) -> dict[str, int]:
    """`8-18` or `20:00-06:00` as minutes after midnight."""
    if word is None:
        return {}
    from planner.domain.reading import wall_time

    first, _, last = word.replace("–", "-").partition("-")
    opens = _hour(first, wall_time)
    closes = _hour(last, wall_time)
    if opens is None or closes is None or opens == closes:
        raise Bad(f"--hours {said(word)} is no span of hours: write it like 8-18 or 20:00-06:00.")
    return {"opens": opens, "closes": closes}


def _hour(word: str, wall_time: Any) -> int | None:
    """A wall time, or a bare hour; 24 is the end of the day."""
    word = word.strip()
    if word in ("24", "24:00"):
        return 24 * 60
    found: int | None = wall_time(f"{word}:00" if word.isdigit() and len(word) <= 2 else word)
    return found


DEEDS: dict[str, Callable[[Workspace, Request], Answer | Job]] = {"print": print_sheets}
