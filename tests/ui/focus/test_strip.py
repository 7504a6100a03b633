from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from planner.ui import theme
from planner.ui.focus.line import FocusLine
from planner.ui.focus.strip import Slip

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def slip(qtbot: QtBot) -> Iterator[Slip]:
    theme.install(QApplication.instance(), "light")  # type: ignore[arg-type]
    made = Slip()
    qtbot.addWidget(made)
    yield made
    made.fade()


@pytest.fixture
def work(qtbot: QtBot) -> QWidget:
    """The window that somebody works in."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_it_comes_without_taking_the_keyboard(qtbot: QtBot, work: QWidget, slip: Slip) -> None:
    slip.say("Recharge in 2 minutes", [("5 minutes more", lambda: None), ("Rest now", lambda: None)])
    qtbot.waitExposed(slip)
    assert work.isActiveWindow()
    assert slip.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert slip.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert slip.words.text() == "Recharge in 2 minutes"


def test_it_lies_at_the_top_of_the_screen_in_the_middle(slip: Slip) -> None:
    slip.say("Recharge in 2 minutes")
    room = QGuiApplication.primaryScreen().availableGeometry()
    assert abs(slip.geometry().center().x() - room.center().x()) <= 1
    assert room.top() < slip.y() < room.top() + 40


def test_an_offer_is_taken_once_and_the_slip_goes(qtbot: QtBot, work: QWidget, slip: Slip) -> None:
    taken: list[str] = []
    slip.say("Recharge", [("5 minutes more", lambda: taken.append("more")), ("Rest now", lambda: taken.append("rest"))])
    qtbot.mouseClick(slip.offers[1], LEFT)
    assert taken == ["rest"]
    assert not slip.isVisible()
    assert work.isActiveWindow()


def test_an_offer_may_say_the_next_thing(qtbot: QtBot, slip: Slip) -> None:
    slip.say("Recharge in 2 minutes", [("More", lambda: slip.say("Recharge in 7 minutes"))])
    qtbot.mouseClick(slip.offers[0], LEFT)
    assert slip.isVisible()
    assert slip.words.text() == "Recharge in 7 minutes"
    assert slip.offers == []


def test_a_click_on_its_paper_brings_the_keyboard_to_its_offers(qtbot: QtBot, slip: Slip) -> None:
    taken: list[int] = []
    slip.say("Recharge", [("One", lambda: taken.append(1)), ("Two", lambda: taken.append(2))])
    qtbot.mouseClick(slip, LEFT, pos=QPoint(4, 4))
    qtbot.waitUntil(slip.offers[0].hasFocus)
    qtbot.keyClick(slip.offers[0], Qt.Key.Key_Tab)
    assert slip.offers[1].hasFocus()
    qtbot.keyClick(slip.offers[1], Qt.Key.Key_Return)
    assert taken == [2]


def test_esc_fades_it_and_nothing_follows(qtbot: QtBot, slip: Slip) -> None:
    taken: list[int] = []
    slip.say("Recharge", [("One", lambda: taken.append(1))])
    qtbot.keyClick(slip, Qt.Key.Key_Escape)
    assert not slip.isVisible()
    assert taken == []


def test_a_reason_is_asked_for_with_the_keyboard_in_its_field(qtbot: QtBot, work: QWidget, slip: Slip) -> None:
    reasons: list[str] = []
    slip.ask("Why this one?", "A few words", reasons.append)
    qtbot.waitUntil(slip.reason.hasFocus)
    assert slip.reason.placeholderText() == "A few words"
    qtbot.keyClick(slip.reason, Qt.Key.Key_Return)
    assert slip.trouble.text() == "Write a few words first."
    assert slip.isVisible()
    qtbot.keyClicks(slip.reason, "  nearly done ")
    assert not slip.trouble.isVisible()
    qtbot.keyClick(slip.reason, Qt.Key.Key_Return)
    assert reasons == ["nearly done"]
    assert not slip.isVisible()


def test_a_reason_may_be_withheld(qtbot: QtBot, slip: Slip) -> None:
    reasons: list[str] = []
    slip.ask("Why this one?", "", reasons.append)
    qtbot.waitUntil(slip.reason.hasFocus)
    qtbot.keyClicks(slip.reason, "half a")
    qtbot.keyClick(slip.reason, Qt.Key.Key_Escape)
    assert reasons == []
    assert not slip.isVisible()
    slip.ask("Why this one?", "", reasons.append)
    assert slip.reason.text() == ""


def test_words_after_a_question_have_no_field_and_take_no_keyboard(qtbot: QtBot, slip: Slip) -> None:
    slip.ask("Why this one?", "", lambda _: None)
    slip.say("Ready when you are.")
    assert not slip.reason.isVisible()
    assert not slip.asks


@pytest.mark.parametrize("words", ["<b>Write</b> & rest " * 15, "اكتب المقدمة للفصل الثاني 🌿 " * 12, "two\nlines"])
def test_any_words_are_one_plain_line_on_the_screen(slip: Slip, words: str) -> None:
    slip.say(words, [("Rest now", lambda: None)])
    assert slip.words.textFormat() == Qt.TextFormat.PlainText
    assert "\n" not in slip.words.text()
    assert slip.width() <= 800
    assert slip.words.accessibleName() == words
    assert QGuiApplication.primaryScreen().geometry().contains(slip.geometry())


def test_it_is_dragged_and_stays_there(qtbot: QtBot, slip: Slip) -> None:
    slip.say("Recharge in 2 minutes")
    start = slip.pos()
    qtbot.mousePress(slip, LEFT, pos=QPoint(5, 5))
    qtbot.mouseMove(slip, QPoint(5, 105))
    qtbot.mouseRelease(slip, LEFT, pos=QPoint(5, 5))
    assert slip.pos() == start + QPoint(0, 100)
    slip.fade()
    slip.say("Recharge in 1 minute")
    assert slip.y() == start.y() + 100


def test_it_comes_below_the_focus_line_where_that_stands(qtbot: QtBot) -> None:
    line, slip = FocusLine(), Slip()
    for each in (line, slip):
        qtbot.addWidget(each)
    line.put(None)
    line.show()
    slip.say("Recharge in 2 min")
    assert not slip.geometry().intersects(line.geometry())
    assert slip.geometry().top() > line.geometry().bottom()
    line.hide()
    slip.say("Recharge in 1 min")
    assert slip.geometry().top() < line.geometry().bottom()
