"""What a read sheet proposes: shaded runs go to the boxes that they follow, marks become decisions."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from planner.domain.filled import Ticked, Worked, Written
from planner.domain.values import Page
from planner.paper.reader.proposal import Item, days_of, propose
from planner.paper.reader.values import IntervalRead, LineRead, PageReading, Rect, TickRead, TickValue, places_of
from tests.paper.days import at, real_day
from tests.paper.kinds import MONDAY, ordered
from tests.paper.reader.sheets import real_print, remembered

PLACE = Rect(0, 0, 4, 4)


def reading(*intervals: tuple[int, str, str], **ticks: TickValue) -> PageReading:
    """The sheet of the real day, with these runs and squares; `box00` stands for `box-box00`."""
    printed = remembered(real_print())
    squares = tuple(TickRead(name.replace("box", "box-box"), value, 0.99, PLACE) for name, value in ticks.items())
    runs = tuple(IntervalRead(lane, start, end, 0.97, PLACE) for lane, start, end in intervals)
    return PageReading(printed.id, 1, printed, squares, runs)


def worked(items: tuple[Item, ...]) -> list[tuple[str | None, int, int, bool]]:
    return [
        (one.decision.box, one.decision.start, one.decision.end, one.sure)
        for one in items
        if isinstance(one.decision, Worked)
    ]


def test_runs_go_to_the_ticked_boxes_in_their_order() -> None:
    read = reading((1, "08:35", "09:50"), (2, "09:55", "10:20"), (1, "10:50", "11:30"), box00="ticked", box03="ticked")
    boxes = [box for box, *_ in worked(propose(read, real_day()))]
    assert boxes == ["box00", "box01", "box03"]


def test_a_late_day_is_followed_along() -> None:
    runs = ((1, "09:10", "10:10"), (2, "10:15", "10:45"), (1, "11:10", "11:55"))
    read = reading(*runs, box00="ticked", box01="ticked", box03="ticked")
    assert [(box, sure) for box, _, _, sure in worked(propose(read, real_day()))] == [
        ("box00", True), ("box01", True), ("box03", True),
    ]  # fmt: skip


def test_two_runs_may_be_of_one_box() -> None:
    read = reading((1, "15:45", "16:10"), (1, "16:20", "16:45"), box10="ticked")
    assert [box for box, *_ in worked(propose(read, real_day()))] == ["box10", "box10"]


def test_what_was_shaded_for_an_event_is_no_tasks_time() -> None:
    """From 11:30 on there was a meeting; the tasks before and after it keep their own times."""
    runs = ((1, "10:35", "11:25"), (2, "11:30", "12:35"), (1, "13:30", "13:52"))
    read = reading(*runs, box03="ticked", box04="ticked", box06="ticked")
    found = worked(propose(read, real_day()))
    kinds = [box.kind for name, *_ in found if (box := real_day().box(name or "")) is not None]
    assert kinds == ["work", "event", "work"]
    assert all(sure for *_, sure in found)


def test_who_began_late_goes_on_with_the_next_box_when_one_is_over() -> None:
    boxes = [box for box in real_day().boxes if box.kind == "work"][:4]
    now, runs = boxes[0].start + 50, list[tuple[int, str, str]]()
    clock = real_day().frame.clock
    for number, box in enumerate(boxes):
        runs.append((1 + number % 2, f"{clock(now):0>5}", f"{clock(now + box.minutes):0>5}"))
        now += box.minutes + 3
    read = reading(*runs, box00="ticked", box01="ticked", box03="ticked", box06="ticked")
    assert [name for name, *_ in worked(propose(read, real_day()))] == ["box00", "box01", "box03", "box06"]


def test_a_run_that_may_be_of_two_boxes_is_asked_about() -> None:
    first, second = (box for box in real_day().boxes if box.id in ("box07", "box08"))
    middle = (first.start + second.start) // 2
    clock = real_day().frame.clock
    length = (first.minutes + second.minutes) // 2
    read = reading((1, f"{clock(middle):0>5}", f"{clock(middle + length):0>5}"))
    assert [sure for *_, sure in worked(propose(read, real_day()))] == [False]


def test_a_run_far_from_every_box_is_doubtful() -> None:
    read = reading((1, "17:45", "18:00"), box00="ticked")
    assert [sure for *_, sure in worked(propose(read, real_day()))] == [True]
    page = Page(real_day().head)
    assert worked(propose(read, page)) == [(None, at("17:45"), at("18:00"), False)]


def test_where_a_box_is_gone_its_run_is_nobody_elses_without_a_question() -> None:
    page = real_day()
    page = replace(page, boxes=tuple(box for box in page.boxes if box.id != "box01"))
    read = reading((2, "09:35", "10:00"), box00="ticked", box01="ticked", box03="ticked")
    assert [sure for *_, sure in worked(propose(read, page))] == [False]


def test_a_tick_before_a_written_line_belongs_to_it() -> None:
    read = reading()
    line = (
        next(p.id for p in places_of(read.printed.sheets[0]) if p.means.get("new") == "bonus") if read.printed else ""
    )
    name = line.removesuffix("-line")
    read = replace(
        read,
        ticks=(TickRead(name, "ticked", 0.99, PLACE),),
        lines=(LineRead(f"{name}-line", True, 0.98, PLACE),),
    )
    assert [one.decision for one in propose(read, real_day())] == [Written(f"{name}-line", "bonus", "", "", True)]


def test_squares_say_what_they_stand_for() -> None:
    read = replace(reading(), ticks=(TickRead("meditation-10", "ticked", 0.6, PLACE),))
    (item,) = propose(read, real_day())
    assert (item.decision, item.sure) == (Ticked("meditation-10", "meditation", "10", "ticked"), False)


def test_the_squares_of_a_week_are_of_the_boxes_of_its_days() -> None:
    printed = remembered(ordered(kind="week").prints[0])
    squares = [place for place in places_of(printed.sheets[0]) if place.role == "tick"]
    read = PageReading(printed.id, 1, printed, tuple(TickRead(one.id, "ticked", 0.99, one.rect) for one in squares))
    assert days_of(read) == tuple(MONDAY + dt.timedelta(days=number) for number in range(7))
    found = [item.decision for item in propose(read, real_day())]
    boxes = {str(one.means["box"]) for one in squares if "box" in one.means}
    assert {one.of for one in found if isinstance(one, Ticked) and one.about == "box"} == boxes
    assert len(found) == len(boxes) > 7
    days = {str(one.means["box"]): str(one.means["day"]) for one in squares if "box" in one.means}
    shown = [days[one.of] for one in found if isinstance(one, Ticked)]
    assert shown == sorted(shown)


def test_a_sheet_of_a_month_proposes_nothing() -> None:
    printed = remembered(ordered(kind="month").prints[0])
    lines = tuple(LineRead(one.id, True, 0.98, one.rect) for one in places_of(printed.sheets[0]) if one.role == "line")
    read = PageReading(printed.id, 1, printed, (), (), lines)
    assert len(lines) > 0
    assert (days_of(read), propose(read, real_day())) == ((), ())


def test_what_was_ticked_when_it_was_printed_is_not_claimed_anew() -> None:
    read = replace(reading(), ticks=(TickRead("unplanned-1-1", "ticked", 0.99, PLACE),))
    assert propose(read, real_day()) == ()
    emptied = replace(read, ticks=(TickRead("unplanned-1-1", "empty", 0.99, PLACE),))
    assert propose(emptied, real_day()) == ()
    struck = replace(read, ticks=(TickRead("unplanned-1-1", "cancelled", 0.99, PLACE),))
    assert [item.decision for item in propose(struck, real_day())] == [
        Ticked("unplanned-1-1", "entry", "line02", "cancelled")
    ]


def test_the_planned_time_of_a_box_that_was_not_finished_is_not_surely_another_ones() -> None:
    """Half past two to a quarter to three was planned and shaded; its box is not ticked, the next one is."""
    boxes = {"box07": (at("14:30"), 15), "box08": (at("14:45"), 15)}
    page = real_day()
    page = replace(page, boxes=tuple(
        replace(box, start=boxes[box.id][0], minutes=boxes[box.id][1]) if box.id in boxes else box for box in page.boxes
    ))  # fmt: skip
    shaded = ((1, "14:30", "14:45"), (1, "14:35", "14:50"))
    found = [worked(propose(reading(run, box08="ticked"), page)) for run in shaded]
    assert [[sure for *_, sure in one] for one in found] == [[False], [True]]
