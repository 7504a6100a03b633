from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSizeF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from planner.ui import theme
from planner.ui.focus import curtain as curtain_module
from planner.ui.focus import hold
from planner.ui.focus.curtain import Curtain, CurtainShown
from planner.ui.focus.curtain_page import CurtainPage, time_words
from planner.ui.focus.curtain_window import CurtainWindow
from planner.ui.focus.typeset import Block, Sentence, sized
from planner.ui.tokens import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Tokens
from tests.ui.focus.programs import Program
from tests.ui.test_theme import contrast

REST = CurtainShown(1274, 1800, "Walk to the window.", "Two hours of work are behind you.", "Send the budget", "11:15")
LONG = REST._replace(
    suggestion="Stand up and look at the farthest thing that you can see. " * 4,
    next_title="<b>Write</b> the introduction & the second chapter " * 6,
    notice="This rest could not be written down: the disk is full. It is kept in memory until it can be.",
    paused=True,
)
ARABIC = REST._replace(suggestion="قف وانظر من النافذة إلى شيء بعيد", next_title="اكتب المقدمة للفصل الثاني 🌿" * 8)
SIZES = ((1280, 800), (640, 400), (640, 480), (1920, 1080), (3840, 2160), (1080, 1920))
TWO_SCREENS = [
    {"name": name, "x": left, "y": 0, "width": 1280, "height": 800, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    for name, left in (("left", 0), ("right", 1280))
]


@pytest.fixture
def curtain(qtbot: QtBot) -> Iterator[Curtain]:
    theme.install(QApplication.instance(), "light")  # type: ignore[arg-type]
    made = Curtain()
    yield made
    made.lift()
    made.deleteLater()


@pytest.fixture
def time(curtain: Curtain) -> list[float]:
    """The clock by which a key is meant or not; it stands until it is told another time."""
    now = [1000.0]
    curtain._meant.clock = lambda: now[0]
    return now


@pytest.fixture
def window(qtbot: QtBot, curtain: Curtain, time: list[float]) -> CurtainWindow:
    curtain.show(REST)
    shown = curtain.windows[0]
    qtbot.waitExposed(shown)
    qtbot.waitUntil(shown.isActiveWindow)
    return shown


@pytest.fixture
def asked(qtbot: QtBot, curtain: Curtain, window: CurtainWindow, monkeypatch: pytest.MonkeyPatch) -> CurtainWindow:
    """The question, after Esc was held and let go."""
    monkeypatch.setattr(hold, "TIME", 60)
    qtbot.keyPress(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(window.reason.isVisible)
    qtbot.keyRelease(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not curtain._hold.down)
    return window


def send(window: QWidget, kind: QEvent.Type, *, repeated: bool, key: Qt.Key = Qt.Key.Key_Escape) -> None:
    event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "", repeated)
    QApplication.sendEvent(window, event)


def move(window: QWidget, x: int, y: int) -> None:
    where = QPointF(x, y)
    none = Qt.MouseButton.NoButton
    moved = QEvent.Type.MouseMove
    at = QPointF(window.mapToGlobal(where.toPoint()))
    QApplication.sendEvent(window, QMouseEvent(moved, where, at, none, none, Qt.KeyboardModifier.NoModifier))


def test_it_covers_the_whole_screen_and_lets_it_go(qtbot: QtBot, curtain: Curtain) -> None:
    assert not curtain.up
    curtain.show(REST)
    (window,) = curtain.windows
    assert curtain.up
    assert window.isVisible()
    assert window.geometry() == QGuiApplication.primaryScreen().geometry()
    curtain.lift()
    assert not curtain.up
    assert not window.isVisible()
    assert curtain.windows == ()


def test_showing_it_again_keeps_its_windows(curtain: Curtain) -> None:
    curtain.show(REST)
    before = curtain.windows
    curtain.show(REST._replace(left=1273))
    assert curtain.windows == before


def test_a_screen_reader_is_told_what_it_says(window: CurtainWindow) -> None:
    assert window.accessibleName() == "Recharge"
    spoken = window.accessibleDescription()
    assert "Walk to the window. Two hours of work are behind you." in spoken
    assert "Send the budget" in spoken
    assert "waits at 11:15." in spoken


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1274, "21:14"), (59, "0:59"), (0, "0:00"), (-5, "0:00"), (3600, "1:00:00"), (4000, "1:06:40")],
)
def test_the_time_is_written_as_on_a_clock(seconds: int, words: str) -> None:
    assert time_words(seconds) == words


def test_closing_hiding_and_minimising_are_refused(qtbot: QtBot, curtain: Curtain, window: CurtainWindow) -> None:
    assert not window.close()
    assert window.isVisible()
    window.showMinimized()
    qtbot.waitUntil(lambda: not window.isMinimized() and window.isVisible())
    window.hide()
    curtain.show(REST)
    assert window.isVisible()


def test_a_second_paints_the_time_and_the_bar_alone(
    qtbot: QtBot, curtain: Curtain, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[QRect] = []
    paint = CurtainWindow.paintEvent

    def noting(self: CurtainWindow, event: QPaintEvent) -> None:
        painted.append(event.rect())
        paint(self, event)

    monkeypatch.setattr(CurtainWindow, "paintEvent", noting)
    curtain.show(REST)
    (window,) = curtain.windows
    qtbot.waitUntil(lambda: window.isActiveWindow() and window.rect() in painted)
    QApplication.processEvents()
    painted.clear()
    curtain.show(REST._replace(left=1273))
    qtbot.waitUntil(lambda: bool(painted))
    page = CurtainPage(QSizeF(window.size()), REST, False, "")
    parts = page.digits.united(page.bar).toAlignedRect()
    assert all(parts.contains(area) for area in painted)
    painted.clear()
    curtain.show(REST._replace(left=1273))
    QApplication.processEvents()
    assert painted == []


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("shown", [REST, LONG, ARABIC], ids=["plain", "long", "arabic"])
@pytest.mark.parametrize("asking", [False, True], ids=["rest", "question"])
def test_everything_has_its_place_on_every_screen(
    curtain: Curtain, size: tuple[int, int], shown: CurtainShown, asking: bool
) -> None:
    page = CurtainPage(QSizeF(*size), shown, asking, "Write a few words first." if asking else "")
    assert 0 < page.bar.top() < page.digits.bottom() < page.end
    assert page.end <= min(run.area.top() for run in page.foot)
    assert all(run.area.left() >= 0 and run.area.right() <= size[0] for run in page.foot)
    assert page.hold.bottom() <= size[1]
    assert page.field.left() >= 0
    assert not asking or page.field.bottom() <= page.end


def test_holding_esc_asks_why_and_the_reason_leaves(qtbot: QtBot, curtain: Curtain, asked: CurtainWindow) -> None:
    qtbot.waitUntil(asked.reason.hasFocus)
    qtbot.keyClicks(asked.reason, "The  phone rang, momentarily")
    with qtbot.assertNotEmitted(curtain.sit), qtbot.waitSignal(curtain.leave) as left:
        qtbot.keyClick(asked.reason, Qt.Key.Key_Return)
    assert left.args == ["The phone rang, momentarily"]


def test_letting_esc_go_takes_it_back(qtbot: QtBot, curtain: Curtain, window: CurtainWindow) -> None:
    qtbot.keyPress(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: curtain._hold.part > 0)
    qtbot.keyRelease(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: curtain._hold.part == 0)
    assert not window.reason.isVisible()


@pytest.mark.parametrize("flagged", [True, False], ids=["flagged", "unflagged"])
def test_the_repeats_of_a_held_key_are_no_letting_go(
    qtbot: QtBot, curtain: Curtain, window: CurtainWindow, flagged: bool
) -> None:
    send(window, QEvent.Type.KeyPress, repeated=False)
    qtbot.waitUntil(lambda: curtain._hold.part > 0)
    for _ in range(5):
        before = curtain._hold.part
        send(window, QEvent.Type.KeyRelease, repeated=flagged)
        send(window, QEvent.Type.KeyPress, repeated=flagged)
        qtbot.waitUntil(lambda before=before: curtain._hold.part > before)  # type: ignore[misc]


def test_a_key_held_since_before_the_curtain_does_not_count(curtain: Curtain, window: CurtainWindow) -> None:
    send(window, QEvent.Type.KeyPress, repeated=True)
    assert curtain._hold.part == 0


def test_an_empty_reason_and_one_too_long_are_refused_in_words(
    qtbot: QtBot, curtain: Curtain, asked: CurtainWindow
) -> None:
    with qtbot.assertNotEmitted(curtain.leave):
        for text, words in (("   ", "Write a few words first."), ("x" * 503, "leave out 3")):
            asked.reason.setText(text)
            qtbot.keyClick(asked.reason, Qt.Key.Key_Return)
            assert words in asked._problem
            assert asked.reason.text() == text
    qtbot.keyClick(asked.reason, Qt.Key.Key_Backspace)
    assert asked._problem == ""


def test_esc_goes_back_to_the_rest_and_tab_stays_in_the_field(qtbot: QtBot, asked: CurtainWindow) -> None:
    qtbot.waitUntil(asked.reason.hasFocus)
    qtbot.keyClick(asked.reason, Qt.Key.Key_Tab)
    assert asked.reason.hasFocus()
    qtbot.keyClick(asked.reason, Qt.Key.Key_Escape)
    assert not asked.reason.isVisible()
    assert asked.hasFocus()


def test_strict_lets_nobody_leave(
    qtbot: QtBot, curtain: Curtain, window: CurtainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hold, "TIME", 1)
    curtain.show(REST._replace(strict=True))
    qtbot.keyPress(window, Qt.Key.Key_Escape)
    assert curtain._hold.part == 0
    assert not window.reason.isVisible()


def test_strict_that_comes_meanwhile_takes_the_question_back(curtain: Curtain, asked: CurtainWindow) -> None:
    curtain.show(REST._replace(strict=True))
    assert not asked.reason.isVisible()


def test_m_and_the_quiet_button_sit(qtbot: QtBot, curtain: Curtain, window: CurtainWindow, time: list[float]) -> None:
    time[0] += 3
    with qtbot.waitSignal(curtain.sit):
        qtbot.keyClick(window, Qt.Key.Key_M)
    with qtbot.waitSignal(curtain.sit):
        qtbot.mouseClick(window.sit_button, Qt.MouseButton.LeftButton)
    curtain.show(REST._replace(can_sit=False))
    assert not window.sit_button.isVisible()
    time[0] += 3
    with qtbot.assertNotEmitted(curtain.sit):
        qtbot.keyClick(window, Qt.Key.Key_M)


@pytest.fixture
def sat(curtain: Curtain) -> list[bool]:
    """Each time that the offer was taken."""
    found: list[bool] = []
    curtain.sit.connect(lambda: found.append(True))
    return found


def test_typing_on_as_it_falls_does_not_sit(
    qtbot: QtBot, window: CurtainWindow, time: list[float], sat: list[bool]
) -> None:
    for sign in "mmm, my memo from him":
        qtbot.keyClicks(window, sign)
        time[0] += 0.3
    assert time[0] > 1003
    assert sat == []
    time[0] += 2
    qtbot.keyClick(window, Qt.Key.Key_M)
    assert sat == [True]


def test_m_counts_once_the_curtain_has_been_seen(
    qtbot: QtBot, curtain: Curtain, window: CurtainWindow, time: list[float], sat: list[bool]
) -> None:
    for later in (0, 1.4, 1.4):
        time[0] += later
        qtbot.keyClick(window, Qt.Key.Key_M)
    assert sat == []
    time[0] += 0.3
    qtbot.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ShiftModifier)
    assert sat == [True]
    time[0] += 0.2
    qtbot.keyClick(window, Qt.Key.Key_M)
    assert sat == [True]
    curtain.lift()
    time[0] += 10
    curtain.show(REST)
    qtbot.keyClick(curtain.windows[0], Qt.Key.Key_M)
    assert sat == [True]


@pytest.mark.parametrize("flagged", [True, False], ids=["flagged", "unflagged"])
def test_m_held_since_before_the_curtain_does_not_sit(
    window: CurtainWindow, time: list[float], sat: list[bool], flagged: bool
) -> None:
    for _ in range(200):
        send(window, QEvent.Type.KeyRelease, repeated=flagged, key=Qt.Key.Key_M)
        send(window, QEvent.Type.KeyPress, repeated=flagged, key=Qt.Key.Key_M)
        time[0] += 0.03
    assert sat == []


def test_a_shortcut_with_m_and_a_space_typed_on_do_not_sit(
    qtbot: QtBot, window: CurtainWindow, time: list[float], sat: list[bool]
) -> None:
    time[0] += 10
    qtbot.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_Return):
        QTest.keyClick(window.windowHandle(), key)
    assert sat == []


def test_a_click_sits_at_once(qtbot: QtBot, window: CurtainWindow, sat: list[bool]) -> None:
    qtbot.keyClick(window, Qt.Key.Key_A)
    qtbot.mouseClick(window.sit_button, Qt.MouseButton.LeftButton)
    assert sat == [True]


SITS = REST._replace(sits="You sit: 8:12 left")


def test_one_that_sits_is_told_so_and_may_end_it(
    qtbot: QtBot, curtain: Curtain, window: CurtainWindow, time: list[float], sat: list[bool]
) -> None:
    assert window.sit_button.text() == "Sit instead"
    curtain.show(SITS)
    assert window.sit_button.text() == "End the sitting"
    assert "Walk to the window." not in window.accessibleDescription()
    time[0] += 3
    qtbot.keyClick(window, Qt.Key.Key_M)
    qtbot.mouseClick(window.sit_button, Qt.MouseButton.LeftButton)
    assert sat == [True, True]
    curtain.show(SITS._replace(can_sit=False))
    assert not window.sit_button.isVisible()


def test_a_second_of_a_sitting_paints_what_changed_alone(
    qtbot: QtBot, curtain: Curtain, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[QRect] = []
    paint = CurtainWindow.paintEvent

    def noting(self: CurtainWindow, event: QPaintEvent) -> None:
        painted.extend(area for area in event.region())  # type: ignore[attr-defined]
        paint(self, event)

    monkeypatch.setattr(CurtainWindow, "paintEvent", noting)
    curtain.show(SITS)
    (window,) = curtain.windows
    qtbot.waitUntil(lambda: window.isActiveWindow() and bool(painted))
    QApplication.processEvents()
    page = CurtainPage(QSizeF(window.size()), SITS, False, "")
    parts = [area.toAlignedRect() for area in (page.digits, page.bar, page.heading)]
    before = window.grab(parts[2]).toImage()
    QApplication.processEvents()
    painted.clear()
    curtain.show(SITS._replace(left=1273, sits="You sit: 8:11 left"))
    qtbot.waitUntil(lambda: bool(painted))
    assert all(any(part.contains(area) for part in parts) for area in painted)
    assert window.grab(parts[2]).toImage() != before


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("shown", [REST, LONG, SITS], ids=["plain", "long", "sitting"])
def test_that_the_time_stands_still_is_said_right_under_it(
    curtain: Curtain, size: tuple[int, int], shown: CurtainShown
) -> None:
    page = CurtainPage(QSizeF(*size), shown._replace(paused=True), False, "")
    glyphs = page.digits.bottom() - 12
    assert glyphs < page.stands.top()
    assert page.stands.bottom() < page.heading.top()
    assert page.stands.top() - glyphs < 40 * max(1, size[1] / 820)
    assert page.stands_size >= 15


def test_the_words_that_it_stands_still_come_and_go(curtain: Curtain, window: CurtainWindow) -> None:
    page = CurtainPage(QSizeF(window.size()), REST, False, "")
    place, fill = page.stands.toAlignedRect(), LIGHT.recharge_fill

    def is_said() -> bool:
        picture = window.grab(place).toImage()
        inks = {
            picture.pixelColor(x, y).name().upper() for x in range(picture.width()) for y in range(picture.height())
        }
        return inks != {fill}

    assert not is_said()
    offer = window.sit_button.geometry()
    curtain.show(REST._replace(paused=True))
    assert is_said()
    assert window.sit_button.geometry() == offer
    curtain.show(REST)
    assert not is_said()


def test_enter_alone_does_nothing(qtbot: QtBot, curtain: Curtain, window: CurtainWindow) -> None:
    with qtbot.assertNotEmitted(curtain.sit), qtbot.waitSignal(curtain.touched):
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Return)


def test_every_input_is_told(qtbot: QtBot, curtain: Curtain, window: CurtainWindow) -> None:
    with qtbot.waitSignal(curtain.touched):
        qtbot.keyClick(window, Qt.Key.Key_Shift)
    with qtbot.waitSignal(curtain.touched):
        qtbot.mouseClick(window, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    with qtbot.waitSignal(curtain.touched):
        move(window, 300, 300)


def test_typing_a_reason_is_input_too(qtbot: QtBot, curtain: Curtain, asked: CurtainWindow) -> None:
    with qtbot.waitSignal(curtain.touched):
        qtbot.keyClick(asked.reason, Qt.Key.Key_A)


def test_a_move_that_nobody_made_is_not_input(qtbot: QtBot, curtain: Curtain, window: CurtainWindow) -> None:
    move(window, 300, 300)
    with qtbot.assertNotEmitted(curtain.touched):
        move(window, 300, 300)
        move(window, 301, 302)


def test_a_question_that_waits_does_not_block_it(qtbot: QtBot, curtain: Curtain) -> None:
    behind = QWidget()
    qtbot.addWidget(behind)
    behind.show()
    heard: list[bool] = []

    time = [1000.0]
    curtain._meant.clock = lambda: time[0]

    def come_up() -> None:
        curtain.show(REST)
        time[0] += 3
        curtain.sit.connect(lambda: heard.append(True))
        QTest.keyClick(curtain.windows[0].windowHandle(), Qt.Key.Key_M)
        later.open()
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is later)
        qtbot.waitUntil(lambda: curtain.windows[0].isActiveWindow())
        time[0] += 3
        QTest.keyClick(curtain.windows[0].windowHandle(), Qt.Key.Key_M)
        later.close()
        box.close()

    box, later = QMessageBox(behind), QMessageBox(behind)
    box.setText("A question")
    QTimer.singleShot(0, come_up)
    box.exec()
    assert heard == [True, True]


@pytest.mark.qt_log_ignore("This plugin does not support")  # a menu raises itself and grabs the keyboard
def test_menus_are_closed(qtbot: QtBot, curtain: Curtain) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.addAction("One")
    menu.popup(QPoint(10, 10))
    qtbot.waitUntil(menu.isVisible)
    curtain.show(REST)
    assert not menu.isVisible()
    assert QApplication.activePopupWidget() is None


def test_the_keyboard_goes_back_to_the_window_that_had_it(qtbot: QtBot, curtain: Curtain) -> None:
    behind = QWidget()
    qtbot.addWidget(behind)
    behind.show()
    behind.activateWindow()
    qtbot.waitUntil(behind.isActiveWindow)
    curtain.show(REST)
    qtbot.waitUntil(lambda: curtain.windows[0].isActiveWindow())
    behind.activateWindow()
    qtbot.waitUntil(lambda: curtain.windows[0].isActiveWindow())
    curtain.lift()
    qtbot.waitUntil(behind.isActiveWindow)


def test_every_screen_may_go_and_come_back(curtain: Curtain, monkeypatch: pytest.MonkeyPatch) -> None:
    curtain.show(REST)
    screens = curtain_module._screens
    monkeypatch.setattr(curtain_module, "_screens", list)
    curtain.show(REST)
    assert not curtain.windows
    curtain.show(REST._replace(paused=True))
    monkeypatch.setattr(curtain_module, "_screens", screens)
    QGuiApplication.instance().screenAdded.emit(QGuiApplication.primaryScreen())  # type: ignore[union-attr]
    assert len(curtain.windows) == 1
    assert curtain.windows[0].isVisible()


def test_two_screens_are_both_covered(tmp_path: Path) -> None:
    screens = tmp_path / "screens.json"
    screens.write_text(json.dumps({"screens": TWO_SCREENS}))
    environment = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={screens}"}
    with Program("planner", environment) as planner:
        report = planner.tell("show")
        assert report["windows"] == report["screens"] == [[0, 0, 1280, 800], [1280, 0, 1280, 800]]
        assert planner.tell("lift")["windows"] == []


@pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK], ids=lambda tokens: tokens.name)
def test_its_words_can_be_read(tokens: Tokens) -> None:
    wanted = 7.0 if tokens in (CONTRAST_LIGHT, CONTRAST_DARK) else 4.5
    assert contrast(tokens.recharge_ink, tokens.recharge_fill) >= wanted
    assert contrast(tokens.recharge_text, tokens.recharge_fill) >= wanted


def test_another_look_is_worn_at_once(qtbot: QtBot, curtain: Curtain, window: CurtainWindow) -> None:
    assert window.grab().toImage().pixelColor(0, 0).name().upper() == LIGHT.recharge_fill
    theme.theme().choose("dark")
    assert window.grab().toImage().pixelColor(0, 0).name().upper() == DARK.recharge_fill
    theme.theme().choose("light")


def test_a_title_in_a_script_that_the_font_has_not_stands_upright(curtain: Curtain) -> None:
    body = sized("inter", 15)
    assert Sentence("", "Send the budget", "").formats(body)
    assert Sentence("", "اكتب المقدمة", "").formats(body) == []


def test_a_suggestion_from_right_to_left_is_cut_at_its_left(curtain: Curtain) -> None:
    """The dots lie low and alone at the left end of the last line."""
    block = Block(ARABIC.suggestion * 9, sized("inter", 20), 400, 2)
    picture = QImage(400, round(block.height), QImage.Format.Format_Grayscale8)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    block.draw(painter, 0, 0)
    painter.end()
    rows = range(round(block.pitch), picture.height())
    inked = [(x, y) for x in range(400) for y in rows if picture.pixelColor(x, y).value() < 128]
    first = min(x for x, _ in inked)
    low = [y for x, y in inked if x < first + 8]
    assert max(low) - min(low) <= 4
