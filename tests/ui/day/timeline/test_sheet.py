"""The paper: what is painted where, scrolling, the minute, the looks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication, QWidget

from planner.domain.edits import page_of
from planner.domain.values import Box, PageHead
from planner.ui import theme
from planner.ui.day.timeline.geometry import Area
from planner.ui.day.timeline.paint import INSET, Ink
from planner.ui.day.timeline.sheet import HELP_HEIGHT
from planner.ui.day.timeline.shown import Shown
from planner.ui.day.timeline.tips import words_at
from planner.ui.day.words import width_of
from planner.ui.tokens import DARK, LIGHT
from tests.ui.day.timeline.conftest import Desk
from tests.ui.day.timeline.days import DATE, Day, at, m, picture, usual


@pytest.fixture(autouse=True)
def light(qtbot: object) -> Iterator[None]:
    theme.theme().choose("light")
    yield
    theme.theme().choose("light")


def painted(desk: Desk) -> QImage:
    QApplication.processEvents()
    return desk.view.viewport().grab().toImage()


def ink(image: QImage, place: QPoint) -> str:
    ratio = image.devicePixelRatio()
    return QColor(image.pixel(round(place.x() * ratio), round(place.y() * ratio))).name().upper()


def test_boxes_bear_the_colours_of_their_kind(desk: Desk) -> None:
    desk.show(picture(), at("10:52"))
    image = painted(desk)
    assert ink(image, desk.point("09:15", 300)) == LIGHT.work_fill
    assert ink(image, desk.point("09:15", 85)) == LIGHT.priority
    assert ink(image, desk.point("09:45", 85)) == LIGHT.work_line
    assert ink(image, desk.point("12:15", 300)) == LIGHT.event_fill
    assert ink(image, desk.point("12:45", 300)) in (LIGHT.recharge_fill, LIGHT.recharge_stripe)
    assert ink(image, desk.point("09:30", 560)) == LIGHT.over
    assert ink(image, desk.point("10:10", 590)) == LIGHT.done


def test_the_look_changes_while_it_is_shown(desk: Desk) -> None:
    desk.show(picture(), at("10:52"))
    theme.theme().choose("dark")
    assert ink(painted(desk), desk.point("09:15", 300)) == DARK.work_fill


def test_the_now_line_moves_by_the_minute(desk: Desk) -> None:
    desk.show(usual(), at("11:00"))
    assert ink(painted(desk), desk.point("11:00")) == LIGHT.priority
    desk.moment = at("11:20")
    desk.view.tick()
    image = painted(desk)
    assert ink(image, desk.point("11:20")) == LIGHT.priority
    assert ink(image, desk.point("11:00")) != LIGHT.priority


class Painted(QObject):
    """What of a widget is painted again."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.region = QRegion()
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return False


def test_the_now_line_moves_as_a_whole_when_something_was_done(desk: Desk) -> None:
    page = usual()
    desk.show(page, at("11:00"))
    before = [desk.point("11:00", x) for x in (100, 300, 590)]
    painted_again = Painted(desk.view.viewport())
    desk.moment = at("11:02")
    desk.view.show_page(replace(page, boxes=page.boxes[:1]))
    QApplication.processEvents()
    after = [desk.point("11:02", x) for x in (100, 300, 590)]
    assert all(painted_again.region.contains(place) for place in (*before, *after))


def test_the_now_line_strikes_out_no_words_of_an_empty_page(desk: Desk) -> None:
    """They stand at the first open hour, and give way to the line hour by hour."""
    desk.show(Day().page(), at("07:00"))
    seen = []
    for number in range(120):
        desk.moment = at("07:00") + dt.timedelta(minutes=number)
        painted_again = Painted(desk.view.viewport())
        before = desk.view._help_y()
        desk.view.tick()
        QApplication.processEvents()
        now, words = desk.view._now_y(), desk.view._help_y()
        assert now is not None
        assert words is not None
        assert not words < now < words + HELP_HEIGHT
        for top in (before, words) if words != before else ():
            assert top is not None
            whole = QRect(
                0, round(top) - desk.view.verticalScrollBar().value(), desk.view.viewport().width(), HELP_HEIGHT
            )
            assert (QRegion(whole & desk.view.viewport().rect()) - painted_again.region).isEmpty()
        seen.append(words)
    assert seen[0] == seen[-1] == desk.view.ruler.y(m("08:00"))
    assert len(set(seen)) > 1


@pytest.mark.parametrize(("clock", "words"), [("10:12", "Email, once"), ("14:12", "Lab meeting")])
def test_the_now_line_strikes_out_no_words(desk: Desk, clock: str, words: str) -> None:
    desk.show(usual(), at(clock))
    area = next(each.area for each in desk.view.shown if each.title == words)
    left, y = round(area.x + INSET), desk.point(clock).y()
    image = painted(desk)
    row = [ink(image, QPoint(x, y)) for x in range(left, left + round(width_of(words, "body", True)))]
    assert LIGHT.priority not in row
    assert len(set(row)) > 3, "there are words at this height"
    assert ink(image, QPoint(round(area.x + area.w / 2), y)) == LIGHT.priority, "and beyond them the line"


def test_another_page_has_no_now_line(desk: Desk) -> None:
    desk.show(usual(), at("11:00", DATE - dt.timedelta(days=1)))
    assert desk.view._now_y() is None


def test_hours_outside_of_the_pages_are_dimmer_and_can_be_reached(desk: Desk) -> None:
    desk.show(usual())
    early = desk.view.ruler.y(m("06:30"))
    desk.view.verticalScrollBar().setValue(0)
    outside = ink(painted(desk), QPoint(45, round(early)))
    inside = ink(painted(desk), desk.point("08:30", 45))
    assert outside != inside
    desk.drag("09:30", "07:40")
    assert desk.starts()["Write the report"] == "07:10"
    desk.view.verticalScrollBar().setValue(desk.view.verticalScrollBar().maximum())
    assert desk.view.ruler.y(desk.page.length) < desk.view.page_y(desk.view.viewport().height())


def test_a_breach_is_shown_where_it_lies_and_says_why(desk: Desk) -> None:
    day = Day()
    day.event("08:00", 150, "One meeting")
    day.event("10:30", 60, "Another meeting")
    desk.show(day.page())
    left = round(desk.view.ruler.plan_left) - 4
    assert ink(painted(desk), desk.point("10:30", left)) == LIGHT.priority
    words = words_at(desk.view, left, desk.view.ruler.y(m("10:00")))
    assert "3 h 30 of work" in words
    assert "recharge is owed" in words


def test_the_page_opens_at_its_hours_and_the_running_one_shows_now(desk: Desk) -> None:
    desk.show(usual(), at("07:00", DATE - dt.timedelta(days=1)))
    assert 0 < desk.point("08:00").y() < 60
    late = Day()
    late.work("21:00", 30, "Late")
    desk.moment = at("21:10")
    desk.view.show_page(page_of(PageHead(DATE + dt.timedelta(days=1))))
    desk.view.show_page(late.page())
    assert 0 < desk.point("21:10").y() < desk.view.viewport().height() - 100


def test_the_same_page_again_keeps_the_place(desk: Desk) -> None:
    desk.show(usual())
    desk.view.verticalScrollBar().setValue(321)
    desk.view.choose("b0")
    desk.view.move_selected(5)
    assert desk.view.verticalScrollBar().value() == 321
    assert desk.view.chosen_id == "b0"


def test_the_25_hour_page_can_hold_a_box_in_either_pass_of_the_hour(desk: Desk) -> None:
    date = dt.date(2026, 10, 24)
    head = PageHead(date, "Europe/Berlin")
    boxes = [Box("first", date, "event", 22 * 60, 30), Box("second", date, "event", 23 * 60, 30)]
    desk.view.show_page(page_of(head, [], boxes))
    places = [desk.view.view_rect(name).top() for name in ("first", "second")]
    assert places[1] - places[0] == 72
    assert desk.view.ruler.length == 1500


def test_an_empty_page_says_how_a_box_is_made(desk: Desk) -> None:
    desk.show(usual())
    before = painted(desk)
    desk.view.show_page(page_of(PageHead(DATE)))
    room = QPoint(96, round(desk.view.ruler.y(m("08:00")) - desk.view.verticalScrollBar().value()))
    after = painted(desk).copy(room.x(), room.y() + 8, 200, 16)
    assert after != before.copy(room.x(), room.y() + 8, 200, 16)


def test_only_what_changes_is_painted_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    day = Day()
    for hour in range(8, 18):
        day.work(f"{hour:02}:00", 20, f"Task {hour}")
    desk.show(day.page())
    desk.press("08:10")
    desk.move("08:20")
    QApplication.processEvents()
    seen: list[str] = []
    thing = desk.view._ink.thing

    def watched(painter: QPainter, shown: Shown, **how: bool) -> None:
        seen.append(shown.id)
        thing(painter, shown, **how)

    monkeypatch.setattr(desk.view._ink, "thing", watched)
    desk.move("08:26")
    QApplication.processEvents()
    assert set(seen) == {"b0"}


@pytest.mark.parametrize("size", [(300, 300), (380, 700), (560, 640), (1200, 1500)])
def test_every_size_paints(desk: Desk, size: tuple[int, int]) -> None:
    day = Day()
    day.work("08:00", 5, "Five minutes")
    day.work("08:05", 10, "Ten minutes")
    for start in ("11:00", "11:15", "11:30", "11:45"):
        day.event(start, 60, "Ten people " * 40)
    day.work("14:00", 60, "مرحبا 🚀 日本語 \x00 <b>x</b>", 3)
    desk.show(day.page())
    desk.view.resize(*size)
    for zoom in (50, 100, 300):
        desk.view.set_zoom(zoom)
        assert not painted(desk).isNull()


@pytest.mark.parametrize(("width", "words"), [(420, "30 min · started 13:31"), (300, "30 min")])
def test_quiet_words_make_way_for_a_title(width: int, words: str) -> None:
    ink = Ink(LIGHT, 1.0)
    shown = Shown("b", "work", Area(0, 0, width, 33), "Plan the seminar of May", "30 min · started 13:31", running=True)
    assert ink._aside_words(shown, ink.crisp(shown.area)) == words
