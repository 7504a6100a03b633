"""The chance of the day in the bar: renewed when the plan or the ghost of a drag comes to rest."""

from __future__ import annotations

import re
from functools import partial
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.foresight import ENOUGH
from planner.store.problems import StoreProblem
from planner.ui.controls import Button, Fact
from planner.ui.main_window import MainWindow
from planner.ui.outlook import Outlook
from planner.workspace import Workspace
from tests.pasts import a_month_of_writing, live
from tests.ui.people import Clock, Opened, Person

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
LEFT = Qt.MouseButton.LeftButton


def with_outlook(window: MainWindow, qtbot: QtBot) -> MainWindow:
    outlook = Outlook(window.workspace, window)
    with qtbot.waitSignal(outlook.foretold):
        window.look_out(outlook)
    return window


def chance(window: MainWindow) -> int:
    """The chance as it stands in the bar, in per cent; "< 1 %" as 0."""
    said = window.bar.chance.text()
    if said.startswith("< 1"):
        return 0
    found = re.match(r"> (\d+) %|(\d+) %", said)
    assert found is not None, said
    return int(found[1] or found[2])


def drag(window: MainWindow, kind: QEvent.Type, at: QPoint) -> None:
    viewport, local = window.timeline.viewport(), QPointF(at)
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else LEFT
    held = LEFT if kind != QEvent.Type.MouseButtonRelease else Qt.MouseButton.NoButton
    event = QMouseEvent(kind, local, viewport.mapToGlobal(local), button, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(viewport, event)


def spot(window: MainWindow, clock: str) -> QPoint:
    view = window.timeline
    hours, minutes = map(int, clock.split(":"))
    minute = window.page.frame.of_wall(hours * 60 + minutes)
    assert minute is not None
    return QPoint(300, round(view.ruler.y(minute)) - view.verticalScrollBar().value())


def test_the_day_is_told_with_its_reason_and_the_load_makes_way(
    workspace: Workspace, open_window: Opened, qtbot: QtBot, person: Person
) -> None:
    a_month_of_writing(workspace)
    person.writes("Write the report 60m #writing 9:00")
    window = with_outlook(open_window(), qtbot)
    assert window.bar.chance.text().endswith("% done by 18:00")
    assert chance(window) > 95
    assert "Write the report" in window.bar.chance.accessibleDescription()
    assert "boxes" in window.bar.chance.toolTip()
    assert window.bar.load.isHidden()


def test_too_little_past_tells_no_chance_and_the_load_stays(
    workspace: Workspace, open_window: Opened, qtbot: QtBot, person: Person
) -> None:
    live(workspace, 1, [("Answer mail", 30, 30, "mail")] * (ENOUGH - 1))
    person.writes("Write the report 60m #writing 9:00")
    window = with_outlook(open_window(), qtbot)
    assert window.bar.chance.isHidden()
    assert window.bar.load.text() == "1 h of 6 h"


def test_an_edit_renews_it(workspace: Workspace, open_window: Opened, qtbot: QtBot, person: Person) -> None:
    a_month_of_writing(workspace)
    person.writes("Write the report 60m #writing 16:00")
    window = with_outlook(open_window(), qtbot)
    before = chance(window)
    person.writes("Write the letter 50m #writing 17:00")
    qtbot.waitUntil(lambda: chance(window) != before)
    assert chance(window) < before


def test_a_bad_day_is_amber_and_says_the_one_change_that_helps_most(
    workspace: Workspace, open_window: Opened, qtbot: QtBot, person: Person
) -> None:
    a_month_of_writing(workspace)
    person.writes(
        "Answer mail 30m #mail 14:00", "Write the report 60m #writing 16:00", "Write again 60m #writing 17:00"
    )
    window = with_outlook(open_window(), qtbot)
    assert chance(window) < 50
    assert re.search(r"done by 18:00 · drop “Write .+”: (> )?\d+ %$", window.bar.chance.text())


def test_the_ghost_of_a_drag_is_looked_at_when_it_rests_and_esc_forgets_it(
    workspace: Workspace, open_window: Opened, qtbot: QtBot, person: Person
) -> None:
    a_month_of_writing(workspace)
    person.writes("Write the report 60m #writing 13:00")
    window = with_outlook(open_window(), qtbot)
    before = window.bar.chance.text()
    assert chance(window) > 95
    drag(window, QEvent.Type.MouseButtonPress, spot(window, "13:20"))
    drag(window, QEvent.Type.MouseMove, spot(window, "13:40"))
    assert window.outlook is not None
    with qtbot.waitSignal(window.outlook.foretold):
        drag(window, QEvent.Type.MouseMove, spot(window, "17:20"))
    assert chance(window) < 60
    assert window.workspace.page().boxes[0].start == window.page.boxes[0].start
    with qtbot.waitSignal(window.outlook.foretold):
        qtbot.keyClick(window.timeline, Qt.Key.Key_Escape)
    assert window.bar.chance.text() == before


def test_another_day_has_its_own(
    workspace: Workspace, open_window: Opened, qtbot: QtBot, person: Person, clock: Clock
) -> None:
    a_month_of_writing(workspace)
    person.writes("Write the report 60m #writing 9:00")
    window = with_outlook(open_window(), qtbot)
    window.going.step(-1)
    assert window.bar.chance.isHidden()
    assert window.outlook is not None
    with qtbot.waitSignal(window.outlook.foretold):
        pass
    assert window.bar.chance.isHidden()  # what is past is not forecast
    clock.at(17, 30)
    window.going.today()
    qtbot.waitUntil(lambda: not window.bar.chance.isHidden())
    assert chance(window) < 30


def test_a_past_that_cannot_be_read_is_tried_again_with_the_next_edit(
    workspace: Workspace, open_window: Opened, qtbot: QtBot, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_month_of_writing(workspace)
    window = open_window()
    outlook = Outlook(workspace, window)
    asked: list[str] = []

    def fails(*_: object) -> None:
        asked.append("read")
        raise StoreProblem("The disk failed in the middle of this.")

    with monkeypatch.context() as broken:
        broken.setattr(workspace.store, "past", fails)
        window.look_out(outlook)
        qtbot.waitUntil(lambda: bool(asked))
    with qtbot.waitSignal(outlook.learned):
        person.writes("Write the report 60m #writing 9:00")
    assert asked == ["read"]


@pytest.mark.parametrize("crowded", [False, True])
def test_the_bar_rather_says_less_than_it_cuts_anything_off(
    workspace: Workspace, open_window: Opened, qtbot: QtBot, person: Person, crowded: bool
) -> None:
    a_month_of_writing(workspace)
    hours = (9, 10, 12, 13, 14, 15, 16) if crowded else (16,)
    title = "<b>Write</b> & *read* on and on"
    person.writes(*(f"{title} {hour} 60m #writing {hour}:00" for hour in hours), "Write again 60m #writing 17:00")
    window = with_outlook(open_window(), qtbot)
    bar = window.bar
    whole = bar.chance.text()
    assert whole.endswith("done by 19:30") if crowded else "drop" in whole

    def nothing_is_cut(width: int) -> None:
        assert bar.width() == width
        shown = [w for w in bar.findChildren(Button) + bar.findChildren(Fact) if w.isVisible()]
        assert all(w.width() >= w.sizeHint().width() for w in shown)
        edges = sorted((w.mapTo(bar, QPoint()).x(), w.width()) for w in shown)
        assert all(x + wide <= after for (x, wide), (after, _) in pairwise(edges))

    for width in (1280, 900, 880, 760, 700, 640):
        window.window().resize(width, 800)
        qtbot.waitUntil(partial(nothing_is_cut, width))
        assert bar.recharge.isVisible() == crowded
    window.window().resize(1280, 800)
    qtbot.waitUntil(lambda: bar.chance.text() == whole)
