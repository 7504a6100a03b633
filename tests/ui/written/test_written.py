"""A day that was read from paper can be looked at as it was written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.domain.filled import Origin, take_home
from planner.ui.main_window import MainWindow
from planner.ui.reading.opening import read_files
from planner.ui.written.dialog import LOST, Written
from planner.workspace import Workspace
from tests.paper.reader.sheets import Paper
from tests.ui.hands import ENTER, ESC, Hands
from tests.ui.people import TODAY, Clock, Opened, Person
from tests.ui.reading.papers import photo, printed

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


@pytest.fixture
def paper(workspace: Workspace, person: Person, clock: Clock) -> Paper:
    """The printed sheet of a small day, in the evening, with a doodle on it."""
    person.writes("Draft the essay 1h 8:30", "Email 30m 9:30")
    made = printed(workspace, TODAY)
    clock.at(20, 5)
    page = workspace.page(TODAY)
    made.tick(f"box-{next(box.id for box in page.boxes if page.title_of(box) == 'Email')}")
    return made.stroke((100, 170), (120, 150), (125, 175), (104, 160), width=1.2)


def keep(workspace: Workspace, content: bytes, *photos: str) -> None:
    """Pictures on today's page, as reading them leaves them there."""
    for name in photos:
        home = take_home(workspace.page(TODAY), [], Origin("123456789012", 1, name), now=workspace.now())
        workspace.do(home.edit, dict.fromkeys(home.pictures, content))


def picture(width: int = 600, height: int = 850) -> bytes:
    from planner.ui.reading.incoming import as_png

    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    return as_png(image)


def looked_at(window: MainWindow, qtbot: QtBot) -> Written:
    """The dialog that has come up, once it shows something."""
    dialog = window.findChild(Written)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.zoomed.image is not None or bool(dialog.zoomed.words))
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.zoomed.setFocus()
    return dialog


def closed(window: MainWindow) -> Callable[[], bool]:
    return lambda: window.findChild(Written) is None


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_a_day_that_came_back_is_looked_at_as_it_was_written(
    open_window: Opened, workspace: Workspace, paper: Paper, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window()
    hands = Hands(window, qtbot)
    assert window.left.as_written is None
    hands.key(Key.Key_I, SHIFT)
    assert window.foot.words.text() == "No sheet of this day was read from paper yet."
    read_files(window, [photo(paper, tmp_path / "sheet.jpg")])
    reading = window.places.reading
    qtbot.waitUntil(lambda: reading.draft is not None, timeout=30_000)
    hands.key(ENTER)
    button = window.left.as_written
    assert button is not None
    assert button.isVisible()

    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    dialog = looked_at(window, qtbot)
    assert dialog.windowTitle() == "Monday 23 November, as it was written"
    assert dialog.told.text() == "Read Mon 23 Nov, 20:05"
    image = dialog.zoomed.image
    assert image is not None
    assert (image.width(), image.height()) == (888, 1260)
    assert image.pixelColor(125 * 6, 175 * 6 - 8).lightness() < 150, "the doodle is there"
    assert image.pixelColor(140 * 6, 100 * 6).lightness() > 240, "paper is white"
    assert len(workspace.store.picture(window.page.pictures[0].id) or b"") < 150_000
    hands.key(ESC)
    qtbot.waitUntil(closed(window))

    hands.come_back()
    QTest.keyClick(window, Key.Key_Z, CTRL)
    assert not button.isVisible()
    QTest.keyClick(window, Key.Key_Z, CTRL | SHIFT)
    assert button.isVisible()
    hands.key(Key.Key_I, SHIFT)
    assert looked_at(window, qtbot).zoomed.image is not None
    hands.key(ESC)
    qtbot.waitUntil(closed(window))


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_keys_turn_zoom_and_move(open_window: Opened, workspace: Workspace, clock: Clock, qtbot: QtBot) -> None:
    clock.at(20)
    keep(workspace, picture(), "one")
    clock.at(21, 30)
    keep(workspace, picture(), "two")
    window = open_window()
    hands = Hands(window, qtbot)
    hands.key(Key.Key_I, SHIFT)
    dialog = looked_at(window, qtbot)
    assert dialog.told.text() == "2 of 2 · read Mon 23 Nov, 21:30"
    hands.key(Key.Key_PageUp)
    assert dialog.told.text() == "1 of 2 · read Mon 23 Nov, 20:00"
    assert dialog.zoomed.accessibleDescription() == "1 of 2 · read Mon 23 Nov, 20:00"
    hands.key(Key.Key_Right)
    assert dialog.told.text().startswith("2 of 2")
    qtbot.waitUntil(lambda: dialog.zoomed.image is not None)

    whole = dialog.zoomed.paper()
    hands.key(Key.Key_Plus)
    hands.key(Key.Key_Plus)
    assert dialog.size_button.text() == "200 %"
    near = dialog.zoomed.paper()
    assert near.width() == pytest.approx(2 * whole.width(), abs=2)
    hands.key(Key.Key_Down)
    assert dialog.zoomed.paper().y() < near.y()
    for _ in range(99):
        hands.key(Key.Key_Down)
        hands.key(Key.Key_Right)
    at_end = dialog.zoomed.paper()
    room = dialog.zoomed.rect()
    assert at_end.right() >= room.right() - 30
    assert at_end.bottom() >= room.bottom() - 30
    assert dialog.told.text().startswith("2 of 2")
    hands.key(Key.Key_Minus)
    assert dialog.size_button.text() == "150 %"
    hands.key(Key.Key_0)
    assert dialog.zoomed.paper() == whole
    hands.key(ESC)
    qtbot.waitUntil(closed(window))


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_the_mouse_zooms_to_where_it_is_and_drags(open_window: Opened, workspace: Workspace, qtbot: QtBot) -> None:
    keep(workspace, picture(), "one")
    window = open_window()
    Hands(window, qtbot).key(Key.Key_I, SHIFT)
    dialog = looked_at(window, qtbot)
    zoomed, left = dialog.zoomed, Qt.MouseButton.LeftButton
    whole = zoomed.paper()
    at = QPoint(round(whole.center().x()), round(whole.center().y() + whole.height() / 8))
    QTest.mouseDClick(zoomed, left, pos=at)
    near = zoomed.paper()
    assert dialog.size_button.text() == "200 %"
    was = (at.y() - whole.y()) / whole.height()
    assert (at.y() - near.y()) / near.height() == pytest.approx(was, abs=0.01)
    QTest.mousePress(zoomed, left, pos=at)
    QTest.mouseMove(zoomed, at + QPoint(0, 30))
    QTest.mouseRelease(zoomed, left, pos=at + QPoint(0, 30))
    assert zoomed.paper().topLeft() == near.topLeft() + QPointF(0, 30)
    QTest.mouseClick(dialog.size_button, left)
    assert zoomed.paper() == whole
    QTest.mouseClick(dialog.close_button, left)
    qtbot.waitUntil(closed(window))


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_a_picture_that_is_none_or_gone_says_so(open_window: Opened, workspace: Workspace, qtbot: QtBot) -> None:
    keep(workspace, b"no picture at all", "one")
    window = open_window()
    hands = Hands(window, qtbot)
    hands.key(Key.Key_I, SHIFT)
    assert looked_at(window, qtbot).zoomed.words == LOST
    hands.key(ESC)
    qtbot.waitUntil(closed(window))
    (file,) = (workspace.folder / "pictures").iterdir()
    file.unlink()
    hands.come_back()
    hands.key(Key.Key_I, SHIFT)
    assert looked_at(window, qtbot).zoomed.words == LOST
    hands.key(ESC)
    qtbot.waitUntil(closed(window))


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (640, 480)])
@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_nothing_is_cut_at_any_width(
    open_window: Opened, workspace: Workspace, qtbot: QtBot, width: int, height: int
) -> None:
    keep(workspace, picture(), "one", "two")
    window = open_window(width, height)
    hands = Hands(window, qtbot)
    hands.key(Key.Key_I, SHIFT)
    dialog = looked_at(window, qtbot)
    assert dialog.width() <= width
    assert dialog.height() <= height
    assert dialog.told.width() >= dialog.told.sizeHint().width()
    assert dialog.close_button.geometry().right() <= dialog.width()
    hands.key(ESC)
    qtbot.waitUntil(closed(window))
