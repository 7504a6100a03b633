from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from planner.ui import theme
from planner.ui.focus.afloat import Afloat
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


@pytest.mark.parametrize("asks", [False, True], ids=["saying", "asking"])
def test_letting_it_go_is_told(qtbot: QtBot, slip: Slip, asks: bool) -> None:
    def come() -> QWidget:
        slip.ask("Why this one?", "", lambda _: None) if asks else slip.say("Recharge")
        return slip.reason if asks else slip

    there = come()
    with qtbot.waitSignal(slip.dismissed):
        qtbot.keyClick(there, Qt.Key.Key_Escape)
    assert not slip.isVisible()
    come()
    with qtbot.waitSignal(slip.dismissed):
        slip.windowHandle().close()  # as the window manager does
    assert not slip.isVisible()


def test_nobody_lets_it_go_by_choosing_or_by_its_fading(qtbot: QtBot, slip: Slip) -> None:
    with qtbot.assertNotEmitted(slip.dismissed, wait=50):
        slip.say("Recharge", [("Rest now", lambda: None)])
        qtbot.mouseClick(slip.offers[0], LEFT)
        slip.say("Recharge")
        slip.fade()
        slip.ask("Why?", "", lambda _: None)
        qtbot.keyClicks(slip.reason, "nearly done")
        qtbot.keyClick(slip.reason, Qt.Key.Key_Return)
        slip.say("Recharge")
        slip.close()


def test_one_that_is_let_go_may_say_the_next_thing(qtbot: QtBot, slip: Slip) -> None:
    slip.dismissed.connect(lambda: slip.say("Recharge in 2 minutes"))
    for let_go in (lambda: qtbot.keyClick(slip.reason, Qt.Key.Key_Escape), lambda: slip.windowHandle().close()):
        slip.ask("Why?", "", lambda _: None)
        let_go()
        qtbot.waitUntil(lambda: slip.isVisible() and slip.words.text() == "Recharge in 2 minutes")


def test_a_half_written_reason_is_brought_back(qtbot: QtBot, slip: Slip) -> None:
    reasons: list[str] = []
    slip.ask("Why?", "", reasons.append)
    assert slip.asking
    qtbot.keyClicks(slip.reason, "nearly")
    written = slip.text
    slip.say("Recharge in 2 minutes")
    assert not slip.asking
    slip.fade()
    slip.ask("Why?", "", reasons.append, text=written)
    assert slip.asking
    qtbot.waitUntil(slip.reason.hasFocus)
    qtbot.keyClicks(slip.reason, " done")
    qtbot.keyClick(slip.reason, Qt.Key.Key_Return)
    assert reasons == ["nearly done"]
    assert not slip.asking


def test_words_after_a_question_have_no_field_and_take_no_keyboard(qtbot: QtBot, slip: Slip) -> None:
    slip.ask("Why this one?", "", lambda _: None)
    slip.say("Ready when you are.")
    assert not slip.reason.isVisible()
    assert not slip.asks


@pytest.mark.parametrize("words", ["<b>Write</b> & rest " * 15, "اكتب المقدمة للفصل الثاني 🌿 " * 12, "two\nlines"])
def test_any_words_are_plain_and_on_the_screen(slip: Slip, words: str) -> None:
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


@pytest.fixture
def three(qtbot: QtBot, slip: Slip) -> tuple[FocusLine, Slip, Slip]:
    line, second = FocusLine(), Slip()
    for each in (line, second):
        qtbot.addWidget(each)
    line.put(None)
    return line, slip, second


def lie_apart(*windows: QWidget) -> bool:
    screen = QGuiApplication.primaryScreen().availableGeometry()
    areas = [window.geometry() for window in windows]
    apart = all(not one.intersects(two) for n, one in enumerate(areas) for two in areas[n + 1 :])
    return apart and all(screen.contains(area) for area in areas)


def test_two_slips_and_the_line_lie_apart(qtbot: QtBot, three: tuple[FocusLine, Slip, Slip]) -> None:
    line, slip, second = three
    line.show()
    slip.say("Recharge in 2 min")
    second.ask("How much more does 'Draft' need?", "15, or 1h", lambda _: None)
    assert lie_apart(*three)
    slip.ask("It was put off once today already. Why again?", "", lambda _: None)
    assert lie_apart(*three)
    qtbot.keyClick(slip.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(slip.trouble.isVisible)
    qtbot.waitUntil(lambda: lie_apart(*three))


def test_slips_make_way_for_the_line_where_it_is_dropped(qtbot: QtBot, three: tuple[FocusLine, Slip, Slip]) -> None:
    line, slip, second = three
    line.put(QRect(140, 400, 520, 40))
    line.show()
    slip.say("Recharge in 2 min")
    second.say("It fills no box.")
    qtbot.mousePress(line, LEFT, pos=QPoint(30, 20))
    qtbot.mouseMove(line, QPoint(30, 20 - line.y() + slip.y() + 5))
    qtbot.mouseRelease(line, LEFT, pos=QPoint(30, 20))
    assert line.y() < 40
    assert lie_apart(*three)


def test_slips_make_way_for_the_line_that_comes_back(three: tuple[FocusLine, Slip, Slip]) -> None:
    line, slip, second = three
    slip.say("Recharge in 2 min")
    second.say("It fills no box.")
    line.show()
    assert lie_apart(*three)


LONG = ["<b>Write</b> & rest " * 15, "اكتب المقدمة للفصل الثاني 🌿 " * 12, "W" * 400]


@pytest.mark.parametrize("words", LONG, ids=["plain", "arabic", "one word"])
def test_no_words_push_it_off_the_screen(qtbot: QtBot, slip: Slip, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    narrow = QRect(0, 0, 480, 320)
    monkeypatch.setattr(Afloat, "room", narrow)
    slip.say(words, [("Rest now", lambda: None), ("5 minutes more", lambda: None)])
    assert slip.width() <= narrow.width()
    slip.ask(words, "", lambda _: None)
    slip.reason.refused.emit(words)
    qtbot.waitUntil(lambda: slip.trouble.isVisible() and slip.width() <= narrow.width())
    assert slip.height() <= narrow.height()


def test_a_title_from_right_to_left_turns_nothing_else_round(slip: Slip) -> None:
    title = "اكتب المقدمة…"
    slip.say(f"Ready when you are. '{title}' waits.")
    assert slip.words.text() == f"\u2068Ready when you are. '\u2068{title}\u2069' waits.\u2069"
    slip.say("Ready when you are. 'Draft' waits.")
    assert slip.words.text() == "Ready when you are. 'Draft' waits."
