"""The soft band where a box will probably end, while its length is drawn."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from planner.domain.values import BOX_MIN
from planner.estimate import Basis, Forecast
from planner.ui.day.timeline.band import Band, band
from planner.ui.day.timeline.geometry import GAP
from tests.pasts import live
from tests.ui.day.timeline.conftest import Desk
from tests.ui.day.timeline.days import Day, m, usual

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
KNOWN = Basis("all", 20, "20 boxes")


def writing_that_takes_longer(desk: Desk) -> None:
    for ago in range(30, 0, -1):
        live(desk.workspace, ago, [("Write the report", 60, 60 + 15 * (ago % 4), "writing")])
    desk.workspace.foresight.estimator()


def hold(desk: Desk, start: str, end: str) -> None:
    """Take hold and pull, without letting go."""
    desk.press(start)
    desk.move(start)
    desk.move(end)


def test_a_box_that_is_resized_says_when_it_will_probably_end(desk: Desk) -> None:
    writing_that_takes_longer(desk)
    desk.show(usual())
    hold(desk, "09:59", "10:15")
    said, place = desk.said[-1], desk.view._band
    assert place is not None
    assert " likely, from " in said
    area, likely = place
    assert m("09:30") < desk.view.ruler.minute(area.y) < desk.view.ruler.minute(area.bottom) < m("11:00")
    assert area.y - GAP <= likely <= area.bottom + GAP
    desk.release("10:15")
    assert desk.view._band is None
    assert desk.page.boxes[0].minutes == 75
    assert desk.page.entries[0].estimate == 60


def test_the_band_is_painted_where_the_box_will_end_and_gone_with_esc(desk: Desk) -> None:
    writing_that_takes_longer(desk)
    desk.show(usual())
    spot = desk.point("10:32", 200)
    before = desk.view.viewport().grab().toImage().pixelColor(spot)
    hold(desk, "09:59", "10:05")
    assert desk.view.viewport().grab().toImage().pixelColor(spot) != before
    QTest.keyClick(desk.view, Qt.Key.Key_Escape)
    assert desk.view.viewport().grab().toImage().pixelColor(spot) == before


@pytest.mark.parametrize(("start", "end"), [("09:30", "12:00"), ("14:59", "15:20")])
def test_moving_a_box_or_an_event_shows_no_band(desk: Desk, start: str, end: str) -> None:
    writing_that_takes_longer(desk)
    desk.show(usual())
    hold(desk, start, end)
    assert desk.view._band is None
    assert "likely" not in desk.said[-1]


def test_without_a_past_there_is_no_band(desk: Desk) -> None:
    desk.show(usual())
    hold(desk, "09:59", "10:15")
    assert desk.view._band is None
    assert "likely" not in desk.said[-1]


def test_what_the_other_parts_hold_is_taken_off() -> None:
    day = Day()
    first = day.work("09:00", 60, "Write")
    second = day.work("11:00", 30, "Write")
    page = day.page()
    page = replace(page, boxes=tuple(replace(b, entry=page.boxes[0].entry) for b in page.boxes))
    told = Forecast(100, 80, 140, KNOWN)
    assert band(page, first, told) == Band(m("09:00") + 50, m("09:00") + 70, m("09:00") + 110)
    assert band(page, second, told) == Band(m("11:00") + 20, m("11:00") + 40, m("11:00") + 80)


@given(st.floats(1, 600), st.floats(0, 300), st.floats(0, 300))
def test_the_ends_of_a_band_are_in_their_order(low: float, more: float, most: float) -> None:
    page = usual()
    found = band(page, "b0", Forecast(low + more, low, low + more + most, KNOWN))
    assert found is not None
    assert page.boxes[0].start + BOX_MIN <= found.low <= found.likely <= found.high


def test_a_box_that_is_no_tasks_has_no_band() -> None:
    assert band(usual(), "b2", Forecast(60, 50, 90, KNOWN)) is None


def test_one_key_gives_a_box_the_suggested_length(desk: Desk) -> None:
    for ago in range(40, 0, -1):
        live(desk.workspace, ago, [("Write the report", 60, 90, "writing")])
    desk.workspace.foresight.estimator()
    page = usual()
    short = tuple(replace(b, minutes=30) if b.id == "b0" else b for b in page.boxes)
    desk.show(replace(page, boxes=short))
    desk.view.choose("b0")
    desk.view.take_likely()
    assert desk.page.boxes[0].minutes >= 60
    assert desk.page.entries[0].estimate == 60
    desk.view.take_likely()
    assert "has it already" in desk.said[-1]
    desk.view.choose("b2")
    desk.view.take_likely()
    assert "Only the box of a task" in desk.said[-1]


def test_without_a_past_no_length_is_suggested(desk: Desk) -> None:
    desk.show(usual())
    desk.view.choose("b0")
    desk.view.take_likely()
    assert "no length to suggest" in desk.said[-1]
    assert desk.page.boxes[0].minutes == 60


def test_the_box_of_an_event_has_no_suggested_length(desk: Desk) -> None:
    page = usual()
    boxes = tuple(replace(b, kind="event") if b.id == "b0" else b for b in page.boxes)
    desk.show(replace(page, boxes=boxes))
    desk.view.choose("b0")
    desk.view.take_likely()
    assert "Only the box of a task" in desk.said[-1]
