"""A timeline on a real store in a folder of the test's own, with a clock that the test sets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.domain.edits import edit_between
from planner.domain.values import Page
from planner.settings import Settings
from planner.store.store import Store
from planner.ui.day.timeline.view import TimelineView
from planner.workspace import Workspace
from tests.ui.day.timeline.days import DATE, at, m

PLAIN = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


class Desk:
    """The timeline under test, with hands and a clock."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.settings = Settings()
        self.store = Store.open(folder, self.settings.head(DATE, "UTC"))
        self.moment = at("07:00")
        self.workspace = Workspace(self.store, self.settings, folder, lambda: self.moment)
        self.view = TimelineView(self.workspace)
        self.said: list[str] = []
        self.view.message.connect(self.said.append)
        self.view.resize(640, 900)
        qtbot.addWidget(self.view)
        self.view.show()
        self.view.activateWindow()
        self.view.setFocus()

    def show(self, page: Page, now: dt.datetime | None = None) -> None:
        """Keep a page in the store and show it."""
        if now is not None:
            self.moment = now
        fresh = self.workspace.page(DATE)
        self.workspace.do(edit_between(fresh, replace(page, fresh=True), "Set the scene"))
        self.view.show_page(self.workspace.page(DATE))
        QApplication.processEvents()

    @property
    def page(self) -> Page:
        """The page as it is kept, read anew."""
        return self.workspace.page(DATE)

    def starts(self) -> dict[str, str]:
        """Where each title stands, on the wall clock."""
        return {self.page.title_of(box): self.page.frame.clock(box.start) for box in self.page.boxes}

    def point(self, clock: str, x: int = 300) -> QPoint:
        top = self.view.verticalScrollBar().value()
        return QPoint(x, round(self.view.ruler.y(m(clock)) - top))

    def mouse(
        self,
        kind: QEvent.Type,
        place: QPoint,
        button: Qt.MouseButton = LEFT,
        held: Qt.KeyboardModifier = PLAIN,
        down: bool = True,
    ) -> None:
        """One event of the mouse, as the window system would send it."""
        viewport = self.view.viewport()
        moving = kind == QEvent.Type.MouseMove
        buttons = LEFT if down else Qt.MouseButton.NoButton
        local = QPointF(place)
        which = Qt.MouseButton.NoButton if moving else button
        event = QMouseEvent(
            kind, local, viewport.mapToGlobal(local), which, buttons | (which if down else buttons), held
        )
        QApplication.sendEvent(viewport, event)

    def press(self, clock: str, button: Qt.MouseButton = LEFT) -> None:
        self.view.setFocus()
        self.mouse(QEvent.Type.MouseButtonPress, self.point(clock), button)

    def move(self, clock: str, held: Qt.KeyboardModifier = PLAIN) -> None:
        self.mouse(QEvent.Type.MouseMove, self.point(clock), held=held)

    def release(self, clock: str, held: Qt.KeyboardModifier = PLAIN) -> None:
        self.mouse(QEvent.Type.MouseButtonRelease, self.point(clock), held=held, down=False)

    def drag(self, start: str, end: str, held: Qt.KeyboardModifier = PLAIN) -> None:
        """A whole drag, in two steps as a hand makes it."""
        self.press(start)
        self.move(start, held)
        self.move(end, held)
        self.release(end, held)


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(tmp_path / "planner", qtbot)
    yield made
    made.view.hide()
    made.workspace.close()
