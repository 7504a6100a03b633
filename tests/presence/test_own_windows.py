from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from planner.presence.own_windows import OwnWindows
from planner.presence.watch import BLIND, Sight
from tests.presence.conftest import Clock
from tests.xserver import XServer

AGO = 60.0


@pytest.fixture
def line(qtbot: QtBot) -> QLineEdit:
    """A window of ours, active."""
    shown = QLineEdit()
    qtbot.addWidget(shown)
    shown.resize(300, 40)
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    return shown


@pytest.fixture
def ours(line: QLineEdit, clock: Clock) -> Iterator[OwnWindows]:
    """Watched for a minute in which nobody did anything."""
    QTest.mouseMove(line, QPoint(5, 5))
    watching = OwnWindows(clock)
    QTest.mouseMove(line, QPoint(6, 6))
    clock.now += AGO
    yield watching
    watching.close()


def test_idle_grows_while_nobody_does_anything(ours: OwnWindows, clock: Clock) -> None:
    assert ours.look() == Sight(AGO, None)
    clock.now += 5
    assert ours.look() == Sight(AGO + 5, None)


def test_a_key_is_a_sign(ours: OwnWindows, line: QLineEdit) -> None:
    QTest.keyClick(line, Qt.Key.Key_A)
    assert ours.look().idle == 0.0
    assert line.text() == "a"


def test_a_click_is_a_sign(ours: OwnWindows, line: QLineEdit) -> None:
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    assert ours.look().idle == 0.0


def test_the_mouse_is_a_sign_when_it_moves_and_not_where_it_rests(
    ours: OwnWindows, line: QLineEdit, clock: Clock
) -> None:
    QTest.mouseMove(line, QPoint(20, 20))
    assert ours.look().idle == 0.0
    clock.now += AGO
    QTest.mouseMove(line, QPoint(20, 20))
    assert ours.look().idle == AGO


def test_an_event_that_a_program_made_is_no_sign(ours: OwnWindows, line: QLineEdit) -> None:
    made = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
    QApplication.sendEvent(line, made)
    assert line.text() == "a"
    assert ours.look().idle == AGO


def test_another_window_of_ours_is_no_sign(ours: OwnWindows, qtbot: QtBot) -> None:
    """The planner shows some by itself."""
    other = QLineEdit()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    assert ours.look().idle == AGO


def test_once_closed_it_is_blind(ours: OwnWindows) -> None:
    ours.close()
    ours.close()
    assert ours.look() == BLIND


# For each line that it is told, it tells what it sees. "later" moves its clock, any other word is a window's title.
PROGRAM = """
import sys
from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication, QWidget
from planner.presence.own_windows import OwnWindows
application = QApplication([])
clock, windows = [0.0], []
ours = OwnWindows(lambda: clock[0])
def appear(title):
    windows.append(QWidget())
    windows[-1].setWindowTitle(title)
    windows[-1].setGeometry(100, 100, 400, 300)
    windows[-1].show()
def hear():
    word = sys.stdin.readline().strip()
    if not word:
        return application.quit()
    if word == "later":
        clock[0] += 60
    elif word != "look":
        appear(word)
    seen = ours.look()
    print("blind" if seen.idle is None else seen.idle, flush=True)
notifier = QSocketNotifier(0, QSocketNotifier.Type.Read)
notifier.activated.connect(hear)
application.exec()
ours.close()
"""


class Program:
    """A program with windows of its own, beside others."""

    def __init__(self, server: XServer) -> None:
        root = Path(__file__).parents[2]
        words = [sys.executable, "-c", PROGRAM]
        self._process = subprocess.Popen(
            words, env=server.environment(), cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def tell(self, word: str = "look") -> float | None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{word}\n")
        self._process.stdin.flush()
        seen = self._process.stdout.readline().strip()
        return None if seen == "blind" else float(seen)

    def is_active(self) -> bool:
        return self.tell() is not None

    def is_blind(self) -> bool:
        return self.tell() is None

    def end(self) -> None:
        self._process.communicate(timeout=30)


@pytest.fixture
def programs(server: XServer) -> Iterator[tuple[Program, Program]]:
    first, second = Program(server), Program(server)
    yield first, second
    first.end()
    second.end()


def test_while_another_program_is_active_it_is_blind_and_then_begins_anew(
    server: XServer, programs: tuple[Program, Program], qtbot: QtBot
) -> None:
    first, second = programs
    first.tell("first")
    qtbot.waitUntil(first.is_active)
    assert first.tell("later") == 60
    second.tell("second")
    qtbot.waitUntil(first.is_blind)
    first.tell("later")
    server.do("search", "--sync", "--name", "^first$", "windowactivate")
    qtbot.waitUntil(first.is_active)
    assert first.tell() == 0


def test_a_window_that_comes_up_under_the_mouse_is_no_sign_and_a_move_is(
    server: XServer, programs: tuple[Program, Program], qtbot: QtBot
) -> None:
    program, _ = programs
    server.do("mousemove", "250", "250")
    program.tell("beside")
    qtbot.waitUntil(program.is_active)
    assert program.tell("later") == 60
    program.tell("under")
    server.do("search", "--sync", "--name", "^under$", "windowactivate", "--sync", "windowmove", "--sync", "150", "150")
    assert program.tell() == 60

    def moved() -> bool:
        server.do("mousemove_relative", "3", "3")
        return program.tell() == 0

    qtbot.waitUntil(moved)
