"""What a filled-in sheet says of a page, decided by a person, and the one Edit that takes it all home.

A sheet is read more than once, and its plan may have changed since it was printed. So what it tells has ids of its own,
derived from the print: what is on the page already is not added again, and what no longer fits is left out with words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from planner.domain import arrange, entries, sitting, taking, ticks, tracking
from planner.domain.edits import Change, Edit, Outcome, Refused, edit_between
from planner.domain.entry_line import parse
from planner.domain.labels import day_words
from planner.domain.steps import with_interval
from planner.domain.values import Interval, Page, PageHead, Picture, actual_minutes, derived_id

Value = Literal["empty", "ticked", "cancelled"]
About = Literal["box", "entry", "meditation", "feeling"]
LineKind = Literal["bonus", "unplanned", "note", "priority", "actual"]

SLACK = 5  # minutes that a shaded run may reach into the one before it
STEP = 5  # minutes between the places tried for a meditation whose time nobody wrote down
NO_BOX = Refused("Its box is no longer on the plan.")
NO_LINE = Refused("It is no longer on the page.")
UNNAMED = Refused("Nobody has said what it was for.")


@dataclass(frozen=True, slots=True)
class Ticked:
    """A place to tick. `of` is the id of a box or an entry, the minutes of a meditation, or a feeling."""

    mark: str
    about: About
    of: str
    value: Value


@dataclass(frozen=True, slots=True)
class Worked:
    """A shaded run, in page minutes, and the box that it filled; of one that filled none, `text` says what it was for.

    Nothing can be said of a run that is no box's before another one has typed that.
    """

    mark: str
    start: int
    end: int
    box: str | None
    text: str = ""

    @property
    def is_no_boxs(self) -> bool:
        return self.box is None


@dataclass(frozen=True, slots=True)
class Written:
    """A line that somebody wrote, in words that another one typed: without them it says nothing.

    `of` is the rank of a priority, or the id of the entry whose actual time it is.
    """

    mark: str
    kind: LineKind
    of: str = ""
    text: str = ""
    ticked: bool = False


Decision = Ticked | Worked | Written


@dataclass(frozen=True, slots=True)
class Home:
    """What accepting comes to. `left_out` says of marks why they are."""

    edit: Edit
    left_out: dict[str, str] = field(default_factory=dict)

    @property
    def pictures(self) -> tuple[str, ...]:
        """The ids of pictures that it keeps: what they show goes along with it."""
        return tuple(change.after.id for change in self.edit.changes if isinstance(change.after, Picture))

    @property
    def brings_more(self) -> bool:
        """Whether it says more than what is on the page already, but for its picture."""
        return any(not isinstance(change.value, Picture | PageHead) for change in self.edit.changes)


class Origin(NamedTuple):
    """What the ids are derived from: the print, and the number of its sheet. `photo` names the file that it came in by
    its content ("": no picture of it is kept), and `sheets` is how many sheets that file shows.
    """

    print_id: str
    sheet: int
    photo: str = ""
    sheets: int = 1

    def id(self, mark: str) -> str:
        return derived_id("sheet", self.print_id, self.sheet, mark)


def take_home(page: Page, decisions: Iterable[Decision], origin: Origin, *, now: dt.datetime) -> Home:
    """One Edit of all that was decided. Without changes it was all on the page before."""
    return take_home_all([page], decisions, origin, now=now)


def take_home_all(
    pages: Sequence[Page],
    decisions: Iterable[Decision],
    origin: Origin,
    *,
    now: dt.datetime,
    waiting: Collection[str] = (),
) -> Home:
    """The same of a sheet of several days: what is ticked goes to the page that its box is on by now, all else and the
    picture to the first. Marks that are `waiting` for a person are not taken; what reaches into a time among them
    begins where that ends all the same.
    """
    owned: dict[dt.date, list[Decision]] = {page.date: [] for page in pages}
    for decision in _in_order(decisions):
        if decision.mark not in waiting:
            owned[page_with(decision, pages).date].append(decision)
    changes, said, left_out = list[Change](), list[str](), dict[str, str]()
    for page in pages:
        after = _taken(page, owned[page.date], origin, now, said, left_out)
        after = _with_picture(after, origin, now) if page is pages[0] else after
        changes += edit_between(page, after, "").changes
    if left_out:
        said.append("1 mark is left out" if len(left_out) == 1 else f"{len(left_out)} marks are left out")
    name = f"Read the {'sheet' if len(pages) == 1 else 'week'} of {day_words(pages[0].date)}"
    return Home(Edit(name, tuple(changes), tuple(dict.fromkeys(said))), left_out)


def page_with(decision: Decision, pages: Sequence[Page]) -> Page:
    """The page of a sheet that a mark is about: that of its box, else the first."""
    return next((page for page in pages if page.box(box_of(decision)) is not None), pages[0])


def box_of(decision: Decision) -> str | None:
    """The id of the box that a square is about; None of all else."""
    return decision.of if isinstance(decision, Ticked) and decision.about == "box" else None


def _taken(
    page: Page, decisions: list[Decision], origin: Origin, now: dt.datetime, said: list[str], left_out: dict[str, str]
) -> Page:
    """The page after all that was decided of it, in this order, as far as it can be; what comes of it is added to the
    words.
    """
    after = page
    once_more = [one for one in decisions if isinstance(one, Ticked) and one.value == "cancelled"]
    # A box that cannot go beside others of its task can be its only one by now.
    for decision in (*decisions, *once_more):
        outcome = _outcome(after, decision, origin, now)
        if isinstance(outcome, Refused):
            left_out[decision.mark] = outcome.reason
        else:
            left_out.pop(decision.mark, None)
            after = outcome.applied(after)
            said += outcome.consequences
    return after


def _with_picture(page: Page, origin: Origin, now: dt.datetime) -> Page:
    """The page as it was written, once for each photo of a sheet."""
    new = derived_id("picture", *origin[:3])
    if not origin.photo or any(picture.id == new for picture in page.pictures):
        return page
    picture = Picture(new, page.date, tracking.to_second(now), *origin)
    return replace(page, pictures=(*page.pictures, picture))


def _in_order(decisions: Iterable[Decision]) -> list[Decision]:
    """Lines before what may be ticked of them, times before ticks, and what is struck out last."""
    decisions = list(decisions)
    lines = [one for one in decisions if isinstance(one, Written) and one.text.strip()]
    marked = [one for one in decisions if isinstance(one, Ticked) and one.value != "empty"]
    works = apart([one for one in decisions if isinstance(one, Worked)])
    return [
        *(one for one in lines if one.kind != "actual"),
        *works,
        *sorted(marked, key=lambda one: one.value == "cancelled"),
        *(one for one in lines if one.kind == "actual"),
    ]


def apart(works: Sequence[Worked]) -> list[Worked]:
    """By their time, each from where the one before it ends, if it reaches no farther into it than a hand does."""
    found: list[Worked] = []
    for work in sorted(works, key=lambda one: (one.start, one.end)):
        last = found[-1].end if found else work.start
        near = work.start < last <= work.start + SLACK and last < work.end
        found.append(replace(work, start=last) if near else work)
    return found


def _outcome(page: Page, decision: Decision, origin: Origin, now: dt.datetime) -> Outcome:
    if isinstance(decision, Worked):
        return _worked(page, decision, origin.id(decision.mark), now)
    if isinstance(decision, Written):
        return _written(page, decision, origin.id(decision.mark), now)
    marked = {"box": _box, "entry": _entry, "meditation": _meditation, "feeling": _feeling}
    return marked[decision.about](page, decision, origin.id(decision.mark), now)


# Shaded runs


def _worked(page: Page, work: Worked, new: str, now: dt.datetime) -> Outcome:
    """Time on the task of a box; of a recharge, the rest that was taken. An event has no record but the plan."""
    if any(interval.id == new for interval in page.intervals):
        return Edit("")
    start, end = page.frame.at(work.start), page.frame.at(work.end)
    if work.box is None:
        return _named(page, work.text, start, end, new, now)
    box = page.box(work.box)
    if box is None:
        return NO_BOX
    if box.kind == "recharge":
        return _rested(page, Interval(new, page.date, start, end, None, box.id, "recharge", "paper"), now)
    if box.entry is None:
        return Edit("")
    outcome = tracking.log(page, box.entry, start, end, now=now, new=new, source="paper")
    if isinstance(outcome, Refused):
        return outcome
    after = outcome.applied(page)
    logged = next(interval for interval in after.intervals if interval.id == new)
    kept = box.id if after.box(box.id) else None
    return edit_between(page, with_interval(after, replace(logged, box=kept)), "", outcome.consequences)


def _named(page: Page, text: str, start: dt.datetime, end: dt.datetime, new: str, now: dt.datetime) -> Outcome:
    """Time on the task of the page that has this title, else on one that was not planned."""
    if not text.strip():
        return UNNAMED
    line = replace(parse(text, today=page.date), start=None, minutes=None, estimate=None)  # the run has its own times
    title = line.title.casefold()
    known = next((one.id for one in page.entries if one.kind != "note" and one.title.casefold() == title), None)
    if known is not None:
        return tracking.log(page, known, start, end, now=now, new=new, source="paper")
    made = entries.log_unplanned(page, line, now=now, new=derived_id(new, "entry"))
    if isinstance(made, Refused):
        return made
    after = made.applied(page)
    logged = tracking.log(after, derived_id(new, "entry"), start, end, now=now, new=new, source="paper")
    if isinstance(logged, Refused):
        return logged
    return edit_between(page, logged.applied(after), "", (*made.consequences, *logged.consequences))


def _rested(page: Page, rest: Interval, now: dt.datetime) -> Outcome:
    assert rest.end is not None, "a shaded run has two ends"
    rest = replace(rest, start=tracking.to_second(rest.start), end=tracking.to_second(rest.end))
    assert rest.end is not None, "and keeps them"
    refused = tracking.bad_span(page, rest.start, rest.end, now)
    return refused or edit_between(page, with_interval(page, rest), "")


# Written lines


def _written(page: Page, line: Written, new: str, now: dt.datetime) -> Outcome:
    if line.kind == "actual":
        return taking.took(page, line.of, line.text, now=now, new=new)
    if page.entry(new) is not None:
        return Edit("")
    read = parse(f"- {line.text}" if line.kind == "note" else line.text, today=page.date)
    if line.kind == "unplanned":
        return entries.log_unplanned(page, read, now=now, new=new)
    if line.kind == "priority":
        read = replace(read, rank=int(line.of))
    added = entries.add(page, read, now=now, new=new, new_box=derived_id(new, "box"))
    if isinstance(added, Refused) or not line.ticked:
        return added
    after = added.applied(page)
    done = ticks.tick(after, new, now=now)
    return done if isinstance(done, Refused) else edit_between(page, done.applied(after), "", added.consequences)


# Places to tick


def _box(page: Page, mark: Ticked, new: str, now: dt.datetime) -> Outcome:
    """Crossed out: the task is dropped with its only box; of several boxes this one goes."""
    box = page.box(mark.of)
    if box is None:
        return Edit("") if mark.value == "cancelled" else NO_BOX
    if mark.value == "ticked":
        return ticks.tick_box(page, box.id, now=now)
    entry = page.entry(box.entry)
    if entry is None or len(page.boxes_of(entry.id)) > 1:
        return arrange.remove(page, box.id, now=now)
    return entries.drop(page, entry.id, now=now)


def _entry(page: Page, mark: Ticked, new: str, now: dt.datetime) -> Outcome:
    entry = page.entry(mark.of)
    if entry is None:
        return NO_LINE
    if mark.value == "ticked":
        return ticks.tick(page, entry.id, now=now)
    return Edit("") if entry.state == "dropped" else entries.drop(page, entry.id, now=now)


def _feeling(page: Page, mark: Ticked, new: str, now: dt.datetime) -> Outcome:
    if mark.value != "ticked" or any(remark.id == new for remark in page.remarks):
        return Edit("")
    last = page.frame.at(page.length - 1)
    return sitting.feel(page, mark.of, "", now=min(now, last), new=new)


def _meditation(page: Page, mark: Ticked, new: str, now: dt.datetime) -> Outcome:
    """Its length alone is on the sheet: it stands in the first free room from the page's opening on."""
    minutes = int(mark.of)
    if mark.value != "ticked" or minutes in _sat(page):
        return Edit("")
    first: Refused | None = None
    for begin in range(page.hours[0], page.length - minutes, STEP):
        start = page.frame.at(begin)
        outcome = sitting.log(page, start, start + dt.timedelta(minutes=minutes), now=now, new=new)
        if isinstance(outcome, Edit):
            return outcome
        first = first or outcome
    return first or Refused("There is no room for it on the page.")


def _sat(page: Page) -> list[int]:
    """Minutes of each meditation on record."""
    sessions = [one for one in page.intervals if one.kind == "meditation"]
    return [actual_minutes((replace(one, kind="work"),)) for one in sessions]
