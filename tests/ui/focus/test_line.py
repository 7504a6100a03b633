from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from planner.ui import theme
from planner.ui.focus.line import FocusLine, LineShown, SignButton

LEFT = Qt.MouseButton.LeftButton
RUNNING = LineShown("Draft the essay", "12 min left")


@pytest.fixture
def line(qtbot: QtBot) -> Iterator[FocusLine]:
    theme.install(QApplication.instance(), "light")  # type: ignore[arg-type]
    made = FocusLine()
    qtbot.addWidget(made)
    made.show_line(RUNNING)
    made.put(None)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


def inks(line: FocusLine) -> set[str]:
    picture = line.grab().toImage()
    return {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}


def test_it_comes_without_taking_the_keyboard(qtbot: QtBot) -> None:
    work, line = QWidget(), FocusLine()
    for widget in (work, line):
        qtbot.addWidget(widget)
    work.show()
    work.activateWindow()
    qtbot.waitUntil(work.isActiveWindow)
    line.show()
    qtbot.waitExposed(line)
    assert work.isActiveWindow()


@pytest.mark.parametrize("name", ["pause", "done", "more", "open"])
def test_each_sign_asks_for_its_deed(qtbot: QtBot, line: FocusLine, name: str) -> None:
    button: SignButton = getattr(line, f"{name}_button")
    assert button.accessibleName()
    with qtbot.waitSignal(getattr(line, name)):
        qtbot.mouseClick(button, LEFT)


def test_the_state_that_is_wanted_goes_with_the_screen_sign(qtbot: QtBot, line: FocusLine) -> None:
    with qtbot.waitSignal(line.off_screen) as asked:
        qtbot.mouseClick(line.away_button, LEFT)
    assert asked.args == [True]
    line.show_line(RUNNING._replace(off_screen=True))
    with qtbot.waitSignal(line.off_screen) as asked:
        qtbot.mouseClick(line.away_button, LEFT)
    assert asked.args == [False]


def test_states_have_names_and_not_colours_alone(line: FocusLine) -> None:
    line.show_line(RUNNING._replace(paused=True, off_screen=True))
    assert line.pause_button.accessibleName() == "Go on"
    assert "counts as work" in line.away_button.accessibleName()
    line.show_line(RUNNING)
    assert line.pause_button.accessibleName() == "Pause"


def test_time_over_is_amber(line: FocusLine) -> None:
    amber = theme.theme().tokens.over_text.lower()
    assert amber not in inks(line)
    line.show_line(LineShown("Draft the essay", "+4 min", over=True))
    assert amber in inks(line)
    assert line.accessibleDescription() == "Draft the essay, +4 min"


def test_the_same_words_are_not_painted_again(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    painted: list[QRect] = []
    paint = FocusLine.paintEvent

    def noting(self: FocusLine, event: QPaintEvent) -> None:
        painted.append(event.rect())
        paint(self, event)

    monkeypatch.setattr(FocusLine, "paintEvent", noting)
    line = FocusLine()
    qtbot.addWidget(line)
    line.show_line(RUNNING)
    line.show()
    qtbot.waitUntil(lambda: bool(painted))
    QApplication.processEvents()
    painted.clear()
    line.show_line(LineShown("Draft the essay", "12 min left"))
    QApplication.processEvents()
    assert painted == []
    line.show_line(LineShown("Draft the essay", "11 min left"))
    qtbot.waitUntil(lambda: bool(painted))


@pytest.mark.parametrize("title", ["", "<b>x</b> " * 40, "اكتب المقدمة 🌿 " * 20, "two\nlines"])
def test_any_title_is_plain_and_leaves_the_time_its_room(line: FocusLine, title: str) -> None:
    size = line.size()
    line.show_line(LineShown(title, "1 h 12 min left"))
    assert line.size() == size
    assert "<b>" not in line.toolTip()
    line.grab()


def test_a_double_click_opens_the_planner(qtbot: QtBot, line: FocusLine) -> None:
    with qtbot.waitSignal(line.open):
        qtbot.mouseDClick(line, LEFT, pos=QPoint(40, 20))


def test_it_is_dragged_anywhere_and_found_there_again(qtbot: QtBot, line: FocusLine) -> None:
    start = line.pos()
    qtbot.mousePress(line, LEFT, pos=QPoint(30, 20))
    qtbot.mouseMove(line, QPoint(30, 220))
    qtbot.mouseRelease(line, LEFT, pos=QPoint(30, 20))
    assert line.pos() == start + QPoint(0, 200)
    other = FocusLine()
    qtbot.addWidget(other)
    other.put(line.place())
    assert other.pos() == line.pos()


def test_a_place_that_no_screen_has_is_not_taken(line: FocusLine) -> None:
    screen = QGuiApplication.primaryScreen().availableGeometry()
    for kept in (QRect(90_000, 90_000, 520, 40), QRect(screen.right() - 300, 50, 520, 40), None):
        line.put(kept)
        assert screen.contains(line.geometry())


def test_a_press_that_drags_nothing_does_not_move_it(qtbot: QtBot, line: FocusLine) -> None:
    start = line.pos()
    qtbot.mouseClick(line, LEFT, pos=QPoint(30, 20))
    assert line.pos() == start


def test_a_title_from_right_to_left_ends_at_its_left(line: FocusLine) -> None:
    """The dots of what was cut stand where its reader comes last: at the left edge, low and alone."""
    line.show_line(LineShown("اكتب المقدمة للفصل الثاني من الرسالة " * 20, "12 min left"))
    picture, paper = line.grab().toImage(), theme.theme().tokens.paper.lower()
    inked = [
        y for x in range(14, 20) for y in range(2, picture.height() - 2) if picture.pixelColor(x, y).name() != paper
    ]
    assert inked
    assert max(inked) - min(inked) <= 4
