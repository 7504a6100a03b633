"""What the review shows, and that everything in it can be pointed at, by mouse and by key."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from planner.domain import sitting, tracking
from planner.domain.edits import Edit
from planner.domain.values import new_id
from planner.ui.review.content import Content
from planner.ui.review.place import Review
from planner.ui.review.pointed import Pointed
from planner.ui.review.section import Section
from planner.ui.theme import theme
from planner.workspace import Workspace
from tests.ui.people import TODAY, Clock, Person

DAY = dt.timedelta(days=1)
LEFT = Qt.MouseButton.LeftButton
Look = Callable[..., Review]
WEEKS = pytest.mark.parametrize("lived", [21])


def content_of(review: Review) -> Content:
    assert review.content is not None
    return review.content


def middle(pointed: Pointed, index: int) -> QPoint:
    return pointed.spot(index).center().toPoint()


def told(pointed: Pointed) -> str:
    """The line of words under what is pointed at."""
    section = pointed.parentWidget()
    assert isinstance(section, Section)
    return section.told.text()


@WEEKS
def test_a_week_is_told_in_words_and_drawn(look: Look, lived: int) -> None:
    review = look(before=1)
    content = content_of(review)
    found = review.looked
    assert found is not None
    assert found.review.pairs
    assert len(content.guess.things.areas) == len(found.review.pairs)
    assert found.review.sentences[0].words in content.said.accessibleDescription()
    assert "80 % ranges" in content.said.accessibleDescription()
    for body in (content.guess, content.ratio, content.spent, content.three, content.layers, content.beside):
        assert body.isVisible(), body.accessibleName()
        assert body.things.areas, body.accessibleName()
    assert found.layers is not None
    assert found.layers.columns[-1].label == "What happened"


@WEEKS
def test_arrow_keys_walk_the_points_and_enter_opens_the_day(look: Look, qtbot: QtBot, lived: int) -> None:
    review = look(before=1)
    guess, window = content_of(review).guess, review.main
    guess.setFocus(Qt.FocusReason.TabFocusReason)
    assert guess.chosen == 0
    seen = set()
    for _ in range(len(guess.things.areas)):
        assert told(guess) == " · ".join(guess.words().splitlines()) != ""
        assert guess.accessibleDescription() == guess.words()
        seen.add(guess.target())
        qtbot.keyClick(guess, Qt.Key.Key_Right)
    assert len(seen) == len(guess.things.areas)
    qtbot.keyClick(guess, Qt.Key.Key_Home)
    target = guess.target()
    assert target is not None
    qtbot.keyClick(guess, Qt.Key.Key_Return)
    assert not window.places.reviews
    assert window.date == target.day
    assert window.page.entry(target.entry) is not None


@WEEKS
def test_a_click_on_a_point_opens_its_day(look: Look, qtbot: QtBot, lived: int) -> None:
    review = look(before=1)
    guess, window = content_of(review).guess, review.main
    index = guess.at(QPointF(middle(guess, 3)))
    target = guess.things.target(index)
    assert target is not None
    qtbot.mouseClick(guess, LEFT, pos=middle(guess, 3))
    assert (window.places.reviews, window.date) == (False, target.day)


@WEEKS
def test_what_the_mouse_is_over_is_told(look: Look, qtbot: QtBot, lived: int) -> None:
    guess = content_of(look(before=1)).guess
    place = middle(guess, 5)
    qtbot.mouseMove(guess, place)
    assert told(guess) == " · ".join(guess.things.words(guess.at(QPointF(place))).splitlines())
    qtbot.mouseMove(guess, QPoint(1, 1))
    assert told(guess) == ""


@pytest.mark.parametrize("lived", [80])
def test_a_bar_of_a_month_leads_to_its_review(look: Look, qtbot: QtBot, lived: int) -> None:
    review = look("year")
    spent = content_of(review).spent
    october = next(n for n in range(len(spent.things.areas)) if spent.things.words(n).startswith("Oct:"))
    qtbot.mouseClick(spent, LEFT, pos=middle(spent, october))
    assert (review.span.kind, review.span.first) == ("month", dt.date(2026, 10, 1))
    qtbot.waitUntil(lambda: review.settled)
    assert review.main.places.reviews


@WEEKS
def test_in_the_layers_keys_go_down_a_column_and_across(look: Look, qtbot: QtBot, lived: int) -> None:
    layers = content_of(look(before=1)).layers
    layers.setFocus(Qt.FocusReason.TabFocusReason)
    first = layers.spot(layers.chosen)
    qtbot.keyClick(layers, Qt.Key.Key_Down)
    assert layers.spot(layers.chosen).top() >= first.bottom() - 1
    assert layers.spot(layers.chosen).left() == first.left()
    qtbot.keyClick(layers, Qt.Key.Key_Right)
    assert layers.spot(layers.chosen).left() > first.left()


@WEEKS
def test_the_layers_of_another_day_are_a_step_away(look: Look, qtbot: QtBot, lived: int) -> None:
    review = look(before=1)
    content = content_of(review)
    assert content.layers.layers is not None
    last = content.layers.layers.page.date
    qtbot.mouseClick(content.earlier, LEFT)
    qtbot.waitUntil(lambda: review.settled)
    assert content.layers.layers.page.date == last - DAY


# Few, none, much


@pytest.mark.parametrize("lived", [1])
def test_few_data_are_drawn_as_such(look: Look, lived: int, workspace: Workspace, person: Person, clock: Clock) -> None:
    review = look("day")
    assert review.looked is not None
    for number in range(2):
        finish(workspace, person, clock, f"Task {number} 30m", 8 + number, 40)
    review = look("day")
    content = content_of(review)
    assert review.looked is not None
    assert review.looked.review.spread is not None
    assert review.looked.review.spread.few
    assert "too few" in content.said.accessibleDescription()
    assert not review.looked.review.curve or review.looked.review.span.days == 1
    assert [key.words for key in content.ratio.legend() if key.sign == "hollow"] in ([], ["few boxes"])


def finish(workspace: Workspace, person: Person, clock: Clock, line: str, hour: int, minutes: int) -> None:
    """The story before: a task was begun at the full hour, took so long, and was done."""
    from planner.domain import entries

    clock.at(hour)
    person.writes(line)
    entry = workspace.page().entries[-1]
    assert isinstance(workspace.do(tracking.start(workspace.page(), entry.id, now=clock(), new=new_id())), Edit)
    clock.at(hour, minutes)
    assert isinstance(workspace.do(tracking.stop(workspace.page(), now=clock())), Edit)
    assert isinstance(workspace.do(entries.tick(workspace.page(), entry.id, now=clock())), Edit)


def test_nothing_on_record_is_one_calm_sentence_and_no_axes(look: Look) -> None:
    review = look("month")
    assert review.calm.isVisible()
    assert "Nothing is on record for November 2026." in review.calm.said.accessibleDescription()
    assert review.content is None
    assert not review.area.isVisible()


@WEEKS
def test_days_without_a_page_have_no_empty_axes_either(look: Look, qtbot: QtBot, lived: int) -> None:
    review = look()
    review.show_date(dt.date(2020, 5, 4))
    qtbot.waitUntil(lambda: review.settled)
    assert review.calm.isVisible()
    assert not review.area.isVisible()
    review.show_date(TODAY)
    qtbot.waitUntil(lambda: review.settled)
    assert review.area.isVisible()
    assert not review.calm.isVisible()


LONG = ("word " * 60).strip()


@pytest.mark.parametrize("title", [LONG, "كتابة الفصل الأول 📚", "<b>bold</b> & <img src='/etc/passwd'>"])
def test_any_title_is_shown_as_it_is(
    look: Look, workspace: Workspace, person: Person, clock: Clock, title: str, qtbot: QtBot
) -> None:
    finish(workspace, person, clock, f"{title} 30m #مكتب", 9, 40)
    clock.at(11)
    page = workspace.page()
    said = sitting.feel(page, "tired", f"because of {title}", now=clock(), new=new_id(), entry_id=page.entries[0].id)
    assert isinstance(workspace.do(said), Edit)
    content = content_of(look("day"))
    content.guess.setFocus(Qt.FocusReason.TabFocusReason)
    assert content.guess.words().startswith(title[:70])
    assert content.in_the_way.isVisible()
    assert len(content.in_the_way.rows) == 2
    for label in content.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText
    content.grab()


# The look


@WEEKS
@pytest.mark.parametrize("size", [(1280, 800), (900, 700), (640, 480)])
def test_sections_stand_in_columns_and_nothing_is_cut(look: Look, size: tuple[int, int], lived: int) -> None:
    content = content_of(look(before=1, size=size))
    QApplication.processEvents()
    shown = [section for section in content.columns.sections if section.isVisible()]
    lefts = {section.x() for section in shown}
    assert len(lefts) == {1280: 3, 900: 2, 640: 1}[size[0]]
    for section in shown:
        assert content.columns.rect().contains(section.geometry()), section.caption.text()
        for other in shown:
            assert other is section or not other.geometry().intersects(section.geometry())
        for widget in section.findChildren(QWidget):
            if widget.isVisible() and widget.parentWidget() is section:
                assert section.rect().contains(widget.geometry())


@WEEKS
def test_the_look_changes_at_once(look: Look, workspace: Workspace, lived: int) -> None:
    content = content_of(look(before=1))

    def ground() -> str:
        return content.guess.grab().toImage().pixelColor(2, 2).name().upper()

    assert ground() == theme().tokens.paper
    theme().choose("dark")
    try:
        assert ground() == theme().tokens.paper
        assert content.guess.things.areas
    finally:
        theme().choose("light")
    assert ground() == theme().tokens.paper


@WEEKS
def test_the_wheel_over_a_chart_scrolls_the_page(look: Look, qtbot: QtBot, lived: int) -> None:
    review = look(before=1)
    guess, bar = content_of(review).guess, review.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    at = guess.mapTo(guess.window(), guess.rect().center())
    under = guess.window().childAt(at)
    assert under is guess
    while under is not None and not bar.value():  # Qt hands on to the parent what nobody takes, but not what tests send
        place = QPointF(under.mapFrom(guess.window(), at))
        QApplication.sendEvent(under, wheel(place, QPointF(guess.window().mapToGlobal(at))))
        under = under.parentWidget() if under is not review.area.viewport() else None
    assert bar.value() > 0


def wheel(place: QPointF, on_screen: QPointF) -> QWheelEvent:
    none, no_buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.NoButton
    two, phase = QPoint(0, -240), Qt.ScrollPhase.NoScrollPhase
    return QWheelEvent(place, on_screen, QPoint(0, -60), two, no_buttons, none, phase, False)


@WEEKS
def test_everything_that_can_have_the_keyboard_has_a_name_and_is_reached(look: Look, qtbot: QtBot, lived: int) -> None:
    review = look(before=1)
    window = review.main
    tabbed = Qt.FocusPolicy.TabFocus
    wanted = {w for w in window.findChildren(QWidget) if w.isVisible() and w.focusPolicy() & tabbed == tabbed}
    assert all(widget.accessibleName() for widget in wanted), [type(w) for w in wanted if not w.accessibleName()]
    reached: set[QWidget] = set()
    for _ in range(60):
        focused = QApplication.focusWidget()
        if focused is None or focused in reached:
            break
        reached.add(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert wanted <= reached


@WEEKS
def test_painting_it_over_and_over_keeps_the_references_to_none(look: Look, lived: int) -> None:
    content = content_of(look(before=1))
    for chart in (content.three, content.beside, content.groups):
        chart.grab()
    before = sys.getrefcount(None)
    for _ in range(60):
        for chart in (content.three, content.beside, content.groups):
            chart.grab()
    assert abs(sys.getrefcount(None) - before) < 500


# What changes meanwhile


@WEEKS
def test_a_change_behind_the_review_is_seen_when_it_comes_back(
    look: Look, workspace: Workspace, person: Person, clock: Clock, qtbot: QtBot, lived: int
) -> None:
    review = look("day")
    assert review.looked is not None
    before = len(review.looked.review.pairs)
    review.main.places.show_day()
    finish(workspace, person, clock, "Unheard of 30m", 21, 20)
    review.main.going.review()
    qtbot.waitUntil(lambda: review.settled)
    assert len(review.looked.review.pairs) == before + 1


@WEEKS
def test_new_settings_and_another_hour_do_no_harm(look: Look, workspace: Workspace, qtbot: QtBot, lived: int) -> None:
    review = look(before=1)
    workspace.change_settings(replace(workspace.settings, limit=90))
    qtbot.waitUntil(lambda: review.settled)
    assert content_of(review).guess.things.areas
