from __future__ import annotations

from dataclasses import replace

import pytest

from planner.domain.edits import Edit, Refused
from planner.domain.values import Page
from planner.ui.controls import tip
from planner.ui.day.timeline.drag import Drag, take_box, take_paper
from planner.ui.day.timeline.geometry import Geometry
from planner.ui.day.timeline.shown import Scene, Shown, one_line, over_by, overrun, spoken, words_for
from planner.ui.day.timeline.tips import actual_words, full_words
from tests.ui.day.timeline.days import Day, at, m, picture, usual

RULER = Geometry(640, 1440)
PRESS = (300.0, 100.0)


def scene(clock: str = "07:00", clock24: bool = True) -> Scene:
    return Scene(RULER, at(clock), clock24)


def by_id(shown: tuple[Shown, ...]) -> dict[str, Shown]:
    return {thing.id: thing for thing in shown}


def move(page: Page, name: str, clock: str) -> Drag:
    box = page.box(name)
    assert box is not None
    return take_box(page, box, "body", box.start, PRESS, 5).moved(300, 400, m(clock))


def test_a_page_shows_each_box_and_each_actual_in_its_column() -> None:
    shown = scene("10:52").page(picture())
    assert len([thing for thing in shown if not thing.actual]) == 12
    actuals = [thing for thing in shown if thing.actual]
    assert [thing.sort for thing in actuals] == ["over", "done", "running"]
    assert all(thing.area.x == RULER.actual_left for thing in actuals)


def test_what_was_worked_says_how_long_and_by_how_much_over() -> None:
    actuals = [thing.title for thing in scene("10:52").page(picture()) if thing.actual]
    assert actuals == ["1 h 15 · +15", "25 min", "7 min…"]


@pytest.mark.parametrize(
    ("name", "sign", "rank", "aside"),
    [
        ("b0", "×", 1, "1 h"),
        ("b2", "", None, "30 min"),
        ("b3", "", 2, "45 min · started 10:45"),
        ("b4", "", None, "fixed"),
        ("b9", "", None, "30 min · pinned"),
    ],
)
def test_signs_ranks_and_quiet_words(name: str, sign: str, rank: int | None, aside: str) -> None:
    thing = by_id(scene("10:52").page(picture()))[name]
    assert (thing.sign, thing.rank, thing.aside) == (sign, rank, aside)


def test_the_place_of_a_box_is_one_of_its_quiet_words() -> None:
    day = Day()
    day.work("09:00", 60, "Read", place="Library")
    day.work("10:00", 30, "Write", place="Library", pinned=True)
    day.event("11:00", 60, "Talk", place="The large hall\nof the old town hall")
    running = day.work("14:00", 60, "Sort", place="home")
    day.worked(running, "14:05", None)
    asides = [thing.aside for thing in scene("14:10").page(day.page()) if not thing.actual]
    assert asides == [
        "1 h · Library",
        "30 min · pinned · Library",
        "fixed · The large hall of t…",
        "1 h · started 14:05 · home",
    ]


def test_events_that_overlap_lie_side_by_side() -> None:
    day = Day()
    one = day.event("11:00", 60, "One")
    two = day.event("11:30", 60, "Two")
    shown = by_id(scene().page(day.page()))
    assert shown[one].area.right < shown[two].area.x


def test_a_preview_shows_ghost_origin_and_what_is_pushed() -> None:
    page = usual()
    drag = move(page, "b0", "09:30")
    outcome = drag.outcome(at("07:00"))
    looks = [(thing.look, thing.title, thing.aside) for thing in scene().drag(drag, outcome)]
    assert looks == [
        ("origin", "", ""),
        ("pushed", "Email, once", "now 10:30"),
        ("plain", "Lab meeting", "fixed"),
        ("ghost", "Write the report", "09:30–10:30"),
    ]


def test_a_preview_is_what_the_release_leaves() -> None:
    page = usual()
    drag = move(page, "b0", "09:30")
    outcome = drag.outcome(at("07:00"))
    assert isinstance(outcome, Edit)
    seen = {t.id: (t.start, t.end) for t in scene().drag(drag, outcome) if t.look not in ("origin", "leaving")}
    kept = {box.id: (box.start, box.end) for box in outcome.applied(page).boxes}
    assert seen == kept


def test_a_refused_drag_leaves_all_others_as_they_are() -> None:
    page = usual()
    drag = move(page, "b0", "14:00")
    outcome = drag.outcome(at("07:00"))
    assert isinstance(outcome, Refused)
    shown = scene().drag(drag, outcome)
    assert [thing.look for thing in shown] == ["origin", "plain", "plain", "refused"]
    assert shown[-1].start == m("14:00")


def test_what_did_not_change_is_the_same_object_in_the_next_frame() -> None:
    page, eye = usual(), scene()
    one = by_id(eye.drag(move(page, "b0", "11:00"), move(page, "b0", "11:00").outcome(at("07:00"))))
    two = by_id(eye.drag(move(page, "b0", "11:30"), move(page, "b0", "11:30").outcome(at("07:00"))))
    assert one["b1"] is two["b1"]
    assert one["b0"] != two["b0"]


def test_a_title_changed_elsewhere_is_shown_changed() -> None:
    page, eye = usual(), scene()
    assert by_id(eye.page(page))["b0"].title == "Write the report"
    entries = tuple(replace(e, title="Another") if e.id == "e0" else e for e in page.entries)
    assert by_id(eye.page(replace(page, entries=entries)))["b0"].title == "Another"


def test_a_running_box_that_overruns_is_shown_grown_and_what_follows_pushed() -> None:
    day = Day()
    box = day.work("09:00", 30, "Running")
    after = day.work("09:30", 30, "After")
    day.worked(box, "09:00", None)
    page = day.page()
    shown = by_id(scene("09:40").page(page))
    assert (shown[box].end, shown[box].aside) == (m("09:40"), "30 min +10")
    assert shown[after].look == "pushed"
    assert shown[after].start == m("09:40")
    assert overrun(page, at("09:20"))[0] is page


def test_an_overrun_before_a_pinned_box_is_still_shown() -> None:
    day = Day()
    box = day.work("09:00", 30, "Running")
    day.work("09:35", 30, "Pinned", pinned=True)
    day.worked(box, "09:00", None)
    shown = by_id(scene("09:50").page(day.page()))
    assert shown[box].end == m("09:50")


def test_an_interval_is_over_its_box_or_else_its_estimate() -> None:
    day = Day()
    box = day.work("09:00", 30, "Task")
    day.worked(box, "09:00", "09:50")
    page = day.page()
    interval = page.intervals[0]
    assert over_by(page, interval, 50) == 20
    assert over_by(page, replace(interval, box=None), 50) == 20
    assert over_by(page, replace(interval, kind="recharge"), 50) == 0
    assert over_by(page, replace(interval, box=None, entry=None), 50) == 0


def test_the_foot_line_says_time_length_and_consequences() -> None:
    page = usual()
    drag = move(page, "b0", "09:30")
    words = words_for(drag, drag.outcome(at("07:00")))
    assert words.startswith("09:30–10:30, 1 h")
    assert "10:30" in words.split(" · ", 1)[1]


def test_the_foot_line_speaks_the_twelve_hour_clock() -> None:
    drag = take_paper(usual(), m("12:00"), PRESS, 5).moved(300, 400, m("13:30"))
    assert words_for(drag, drag.outcome(at("07:00")), False).startswith("12 pm–1:30 pm, 1 h 30")


def test_a_box_in_words() -> None:
    page = usual()
    assert spoken(page, page.boxes[0], at("07:00")) == "09:00 to 10:00, Write the report, priority 1, not started"
    assert spoken(page, page.boxes[0], at("07:00"), False).startswith("9 am to 10 am")
    there = replace(page.boxes[0], place="Library")
    words = "09:00 to 10:00, Write the report, at Library, priority 1, not started"
    assert spoken(page, there, at("07:00")) == words


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a\nb", "a b"), ("tab\there", "tab here"), ("\x00\x1b[31m", "  [31m"), ("naïve 🚀", "naïve 🚀")],
)
def test_a_title_is_one_line(text: str, shown: str) -> None:
    assert one_line(text) == shown


def test_a_tooltip_has_the_full_text_and_no_markup_of_the_persons() -> None:
    day = Day()
    day.work("09:00", 60, "<img src='http://x'> & " + "long " * 60)
    page = day.page()
    words = full_words(page, page.boxes[0], at("07:00"))
    assert "long " * 59 in words
    assert "09:00–10:00, 1 h" in words
    assert "<img" not in tip(words)
    assert "&lt;img" in tip(words)


def test_a_tooltip_says_all_of_a_place() -> None:
    day = Day()
    day.work("09:00", 60, "Read", place="The large hall of the old town hall")
    page = day.page()
    words = full_words(page, page.boxes[0], at("07:00"))
    assert words == "Read\n09:00–10:00, 1 h\nAt The large hall of the old town hall\nEstimate 1 h"


def test_a_tooltip_of_an_actual_says_what_and_when() -> None:
    page = picture()
    assert actual_words(page, page.intervals[0], at("10:52")) == "Draft the essay\n08:35–09:50, 1 h 15"
    assert actual_words(page, page.intervals[2], at("10:52")).endswith("10:45–10:52, 7 min, running")


def test_drawing_where_it_is_refused_has_no_title() -> None:
    drag = take_paper(usual(), m("14:10"), PRESS, 5).moved(300, 400, m("14:40"))
    shown = scene().drag(drag, drag.outcome(at("07:00")))
    assert [(thing.look, thing.title) for thing in shown][-1] == ("refused", "")
