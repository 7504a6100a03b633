"""What lines say, without a window."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from planner.domain.edits import page_of
from planner.domain.values import Box, Entry, Interval, Page, PageHead
from planner.ui.day import lines

DATE = dt.date(2026, 11, 23)
NOW = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)


def entry(name: str, **fields: object) -> Entry:
    return replace(Entry(name, DATE, name), **fields)  # type: ignore[arg-type]


def interval(of: str, start: int, end: int | None) -> Interval:
    at = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
    ends = None if end is None else at + dt.timedelta(minutes=end)
    return Interval(f"{of}{start}", DATE, at + dt.timedelta(minutes=start), ends, of)


def page(*entries: Entry, boxes: tuple[Box, ...] = (), intervals: tuple[Interval, ...] = ()) -> Page:
    placed = (replace(e, position=n) for n, e in enumerate(entries))
    return page_of(PageHead(DATE), placed, boxes, intervals)


def test_there_are_always_three() -> None:
    shown = lines.three_lines(page(entry("b", rank=2)), NOW)
    assert [(line.slot, line.id) for line in shown] == [(1, ""), (2, "b"), (3, "")]
    assert shown[0].spoken() == "Priority 1: empty"


def test_signs_of_the_bullet_journal() -> None:
    states = ("open", "done", "migrated", "scheduled", "dropped")
    tasks = [entry(state, state=state) for state in states]
    others = [entry("event", kind="event"), entry("note", kind="note")]
    assert [line.sign for line in lines.bonus_lines(page(*tasks, *others), NOW)] == ["•", "×", ">", "<", "•", "○", "–"]


def test_figures_tell_guess_and_actual() -> None:
    def figures(estimate: int | None, *spans: tuple[int, int | None]) -> str:
        made = page(entry("a", estimate=estimate), intervals=tuple(interval("a", *span) for span in spans))
        return lines.bonus_lines(made, NOW)[0].figures

    assert figures(None) == ""
    assert figures(45) == "45 min"
    assert figures(90) == "1 h 30"
    assert figures(60, (0, 75)) == "60 → 75 min"
    assert figures(60, (0, 30), (40, 85)) == "60 → 75 min"
    assert figures(150, (0, 115)) == "2 h 30 → 1 h 55"
    assert figures(60, (90, None)) == "30 of 60 min"
    assert figures(None, (90, None)) == "30 min"


def test_over_the_estimate_is_marked() -> None:
    made = page(
        entry("a", estimate=30), entry("b", estimate=60), intervals=(interval("a", 0, 40), interval("b", 40, 80))
    )
    assert [line.over for line in lines.bonus_lines(made, NOW)] == [True, False]


def test_steps_stand_under_their_task() -> None:
    made = page(entry("a"), entry("other"), entry("a1", parent="a"), entry("a11", parent="a1"), entry("a2", parent="a"))
    shown = lines.bonus_lines(made, NOW)
    assert [(line.id, line.depth) for line in shown] == [("a", 0), ("a1", 1), ("a11", 2), ("a2", 1), ("other", 0)]
    assert shown[0].note == "0 of 2 steps done"


def test_steps_of_a_priority_say_whose_they_are() -> None:
    made = page(entry("essay", rank=1), entry("research", parent="essay"))
    [step] = lines.bonus_lines(made, NOW)
    assert (step.depth, step.note) == (0, "step of essay")


def test_no_line_is_lost_however_deep_the_steps() -> None:
    chain = [entry("0")] + [entry(str(n), parent=str(n - 1)) for n in range(1, 9)]
    shown = lines.bonus_lines(page(*chain), NOW)
    assert [line.id for line in shown] == [e.id for e in chain]
    assert max(line.depth for line in shown) == lines.DEEPEST


def test_an_event_says_when() -> None:
    box = Box("box", DATE, "event", 7 * 60, 60, "a")
    assert lines.bonus_lines(page(entry("a", kind="event"), boxes=(box,)), NOW)[0].figures == "11:00–12:00"


def test_moved_and_moved_again() -> None:
    def note(times: int) -> str:
        return lines.bonus_lines(page(entry("a", migrations=times)), NOW)[0].note

    assert note(1) == ""
    assert note(2) == "moved twice — what is in the way?"
    assert note(5) == "moved 5 times — what is in the way?"


def test_a_line_in_words() -> None:
    made = page(entry("a", title="Review", estimate=30, tags=("essay",), state="done"))
    assert lines.bonus_lines(made, NOW)[0].spoken() == "Task: Review, done, 30 min, #essay"
