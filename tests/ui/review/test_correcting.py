"""Old boxes are corrected from the review: their times, ticks and words; the figures follow, and undo works."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from planner.review.pairs import Pair
from planner.ui.ask import Question
from planner.ui.review.content import Content
from planner.ui.review.days import Placed
from planner.ui.review.place import Review
from planner.workspace import Workspace

Look = Callable[..., Review]
WEEKS = pytest.mark.parametrize("lived", [14])
NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def content_of(review: Review) -> Content:
    assert review.content is not None
    return review.content


def answer(qtbot: QtBot, text: str) -> list[str]:
    """Write over what stands in the question that comes up, and save it; its title is told."""
    titles: list[str] = []

    def look(tries: int = 200) -> None:
        question = QApplication.activeModalWidget()
        if question is not None:
            question.activateWindow()
        if tries and not (isinstance(question, Question) and question.isActiveWindow()):
            QTimer.singleShot(10, lambda: look(tries - 1))
            return
        assert isinstance(question, Question)
        titles.append(question.windowTitle())
        try:
            field = question.field
            assert isinstance(field, QLineEdit | QPlainTextEdit)
            qtbot.keyClick(field, Qt.Key.Key_A, CONTROL)
            qtbot.keyClicks(field, text)
            qtbot.keyClick(field, Qt.Key.Key_Return, CONTROL if isinstance(field, QPlainTextEdit) else NONE)
        finally:
            if question.isVisible():
                question.reject()

    QTimer.singleShot(0, look)
    return titles


def pair_of(review: Review, entry: str) -> Pair | None:
    assert review.looked is not None
    return next((pair for pair in review.looked.review.pairs if pair.entry == entry), None)


def choose_point(review: Review, number: int = 2) -> Pair:
    """Give the keyboard to the chart of guesses, and go to one of its points."""
    guess = content_of(review).guess
    guess.setFocus(Qt.FocusReason.TabFocusReason)
    guess.choose(number)
    target = guess.target()
    assert target is not None
    found = pair_of(review, target.entry)
    assert found is not None
    return found


@WEEKS
def test_the_times_of_a_point_are_corrected_and_taken_back(
    look: Look, workspace: Workspace, qtbot: QtBot, lived: int
) -> None:
    review = look(before=1)
    guess, before = content_of(review).guess, choose_point(review)
    titles = answer(qtbot, "20:05-21:25")
    qtbot.keyClick(guess, Qt.Key.Key_H)
    assert titles == [f"Times worked: {before.title}"]
    qtbot.waitUntil(lambda: review.settled)
    after = pair_of(review, before.entry)
    assert after is not None
    assert after.actual == 80
    assert review.main.places.reviews
    target = guess.target()
    assert target is not None
    assert target.entry == before.entry  # the choice stays with the task
    assert [i.source for i in workspace.page(before.day).intervals_of(before.entry)] == ["typed"]
    qtbot.waitUntil(review.main.isActiveWindow)
    guess.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(guess, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: review.settled)
    assert pair_of(review, before.entry) == before
    assert review.main.places.reviews


@WEEKS
def test_an_old_box_is_unticked_and_ticked(look: Look, workspace: Workspace, qtbot: QtBot, lived: int) -> None:
    review = look(before=1)
    guess, before = content_of(review).guess, choose_point(review)
    qtbot.keyClick(guess, Qt.Key.Key_X)
    entry = workspace.page(before.day).entry(before.entry)
    assert entry is not None
    assert entry.state == "open"
    qtbot.waitUntil(lambda: review.settled)
    assert pair_of(review, before.entry) is None
    review.main.undo()
    qtbot.waitUntil(lambda: review.settled)
    assert pair_of(review, before.entry) == before


@WEEKS
def test_the_words_of_an_old_box_are_corrected(look: Look, workspace: Workspace, qtbot: QtBot, lived: int) -> None:
    review = look(before=1)
    guess, before = content_of(review).guess, choose_point(review)
    titles = answer(qtbot, f"Another name {before.estimate}m #quite-new")
    qtbot.keyClick(guess, Qt.Key.Key_F2)
    assert titles == ["Correct its words"]
    qtbot.waitUntil(lambda: review.settled)
    after = pair_of(review, before.entry)
    assert after is not None
    assert (after.title, after.tags, after.actual) == ("Another name", ("quite-new",), before.actual)


@WEEKS
def test_a_click_on_a_box_asks_for_its_times(look: Look, workspace: Workspace, qtbot: QtBot, lived: int) -> None:
    review = look(before=1)
    beside = content_of(review).beside

    def fits(placed: Placed) -> bool:
        return placed.recorded and placed.block.kind == "work" and placed.block.entry is not None

    index, placed = next((n, p) for n, p in enumerate(beside.placed) if fits(p))
    titles = answer(qtbot, "20:05-21:25")
    qtbot.mouseClick(beside, Qt.MouseButton.LeftButton, pos=beside.spot(index).center().toPoint())
    qtbot.waitUntil(lambda: bool(titles))
    assert titles[0].startswith("Times worked: ")
    assert placed.block.entry is not None
    page = workspace.page(placed.page.date)
    assert [page.frame.clock(page.frame.minute(i.start)) for i in page.intervals_of(placed.block.entry)] == ["20:05"]
    assert review.main.places.reviews


@WEEKS
def test_the_menu_of_a_point_names_what_can_be_done(look: Look, qtbot: QtBot, lived: int) -> None:
    review = look(before=1)
    guess = content_of(review).guess
    choose_point(review)
    place = guess.spot(guess.chosen).center().toPoint()
    content_of(review).asked.disconnect()  # this platform has no pop-ups
    with qtbot.waitSignal(content_of(review).asked):
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, guess.mapToGlobal(place))
        QApplication.sendEvent(guess, event)
    words = [action.text() for action in review.main.menus.of("point").actions() if not action.isSeparator()]
    assert words == ["Tick, untick or reopen", "Times worked…", "Open its day", "Correct its words…"]


@WEEKS
def test_without_a_choice_the_day_comes_first(look: Look, qtbot: QtBot, lived: int) -> None:
    review = look(before=1)
    window = review.main
    window.made["drop"].trigger()
    assert not window.places.reviews
