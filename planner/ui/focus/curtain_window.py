"""One screen's curtain: it covers the screen whole, shows the rest, hears keys and mouse, and cannot be put away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QCursor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QScreen,
)
from PySide6.QtWidgets import QWidget

from planner.ui.controls import Button
from planner.ui.focus.curtain_page import OFFERS, CurtainPage, CurtainShown, Run, behind_words, paint_run, still
from planner.ui.focus.reason import Reason
from planner.ui.focus.systems import bring_up, under_wayland, under_x11
from planner.ui.messages import announce
from planner.ui.theme import theme

STILL = 4  # px that a mouse may drift on a desk without having been moved
SITS = "A meditation is under way."  # to a screen reader, which is not told every second
INPUT = (QEvent.Type.KeyPress, QEvent.Type.InputMethod, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel)


class SitButton(Button):
    """The offer to sit, or to end it, painted as a part of the foot line. Tab does not reach it: its key is M, and a
    Space typed on as the curtain falls must not press it.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", "soft", "", parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.runs: list[Run] = []

    def offer(self, runs: list[Run]) -> None:
        """Be these words of the foot line; without any there is no offer."""
        self.runs = runs
        if runs:
            self.setText(runs[0].words)
            self.setAccessibleName(f"{runs[0].words}: key M")
        self.setVisible(bool(runs))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for run in self.runs:
            moved = run.area.translated(-self.x(), -self.y())
            paint_run(painter, Run(run.words, moved), self.font().pixelSize(), strong=self.underMouse())


class CurtainWindow(QWidget):
    """`esc(down, repeated)` for the key that leaves, `sit_key(down, repeated)` for the one of the offer to sit,
    `typed()` for any other, `elsewhere(where)` for a click on another screen's curtain.
    """

    esc = Signal(bool, bool)
    sit = Signal()
    sit_key = Signal(bool, bool)
    typed = Signal()
    touched = Signal()
    left = Signal(str)
    lost = Signal()
    elsewhere = Signal(QPoint)

    def __init__(self, screen: QScreen) -> None:
        super().__init__(None, _flags())
        self.kept_screen = screen
        self._shown: CurtainShown | None = None
        self._page: CurtainPage | None = None
        self._asking, self._held, self._problem = False, 0.0, ""
        self._holds, self._was_seen = True, False
        self._anchor = QCursor.pos()
        self.setScreen(screen)
        self.setWindowTitle("Recharge")
        self.setAccessibleName("Recharge")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.reason = Reason("Why do you leave?", self)
        self.reason.hide()
        self.reason.given.connect(self.left)
        self.reason.refused.connect(self._refuse)
        self.reason.textEdited.connect(lambda _: self._refuse(""))
        self.sit_button = SitButton(self)
        self.sit_button.clicked.connect(self.sit)
        for child in (self.reason, self.sit_button):
            child.setMouseTracking(True)
            child.installEventFilter(self)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        theme().changed.connect(self.update)

    def cover(self) -> None:
        """Lie over the whole screen, above all, whatever was done to the window."""
        if not self._holds:
            return
        wanted = self.kept_screen.geometry()
        if self.screen() is not self.kept_screen:
            self.setScreen(self.kept_screen)
        if self.geometry() != wanted and not under_wayland():
            self.setGeometry(wanted)
        if under_x11() and self._was_seen and not self.windowHandle().isExposed():
            self.hide()  # somebody took it off the screen behind Qt's back
        if not self.isVisible() or self.isMinimized():
            self._was_seen = False
            self.show() if under_x11() else self.showFullScreen()
        bring_up(self)

    def let_go(self) -> None:
        self._holds = False
        self.close()
        self.deleteLater()

    def tell(self, shown: CurtainShown) -> None:
        """Show this; only what differs is painted anew."""
        before, self._shown = self._shown, shown
        if before is None or self._page is None or still(before) != still(shown):
            self._set_out()
            return
        for area in self._page.tell(shown):
            self.update(area.toAlignedRect())

    def hold(self, part: float) -> None:
        """How much of the ten seconds Esc has been held."""
        before, self._held = self._held, part
        if (part > 0) != (before > 0):
            self.update()
        elif self._page is not None:
            self.update(self._page.hold.toAlignedRect())

    def ask(self, asking: bool, text: str = "") -> None:
        """The question in place of the suggestion, or the rest again."""
        if asking == self._asking:
            return
        self._asking, self._problem = asking, ""
        self.reason.setText(text)
        self._set_out()
        (self.reason if asking else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def press_at(self, where: QPoint) -> None:
        """A click at a place of the desktop that the pointer's grab gave to another screen's curtain."""
        if self.sit_button.isVisible() and self.sit_button.geometry().contains(self.mapFromGlobal(where)):
            self.sit_button.click()

    def _set_out(self) -> None:
        """Find every place anew, for other words or another size."""
        if self._shown is None:
            return
        self._page = page = CurtainPage(QSizeF(self.size()), self._shown, self._asking, self._problem)
        self.sit_button.setFont(page.foot_font)
        self.sit_button.setGeometry(page.sit.toAlignedRect())
        self.sit_button.offer([run for run in page.foot if run.words in OFFERS])
        self.reason.setGeometry(page.field.toAlignedRect())
        self.reason.setVisible(self._asking)
        self.setAccessibleDescription(self._spoken())
        self.update()

    def _spoken(self) -> str:
        shown = self._shown
        if shown is None:
            return ""
        return f"{SITS if shown.sits else shown.suggestion} {behind_words(shown).text} {shown.notice}".strip()

    def _refuse(self, problem: str) -> None:
        if problem == self._problem:
            return
        self._problem = problem
        self._set_out()
        if problem:
            announce(self.reason, problem)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._was_seen = True
        if self._page is not None and self._shown is not None:
            self._page.paint(QPainter(self), QRectF(event.rect()), self._shown, self._held)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._set_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.esc.emit(True, event.isAutoRepeat())
        elif _is_m(event) and self.sit_button.isVisible():
            self.sit_key.emit(True, event.isAutoRepeat())

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self.esc.emit(False, False)
        elif _is_m(event) and not event.isAutoRepeat():
            self.sit_key.emit(False, False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.rect().contains(event.position().toPoint()):
            self.elsewhere.emit(event.globalPosition().toPoint())

    def _hear(self, event: QEvent) -> None:
        """Any input at all, wherever in the window. One that comes up under the pointer hears of a move that nobody
        made, hence the distance.
        """
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            where = event.globalPosition().toPoint()
            if (where - self._anchor).manhattanLength() < STILL:
                return
            self._anchor = where
        elif event.type() not in INPUT:
            return
        elif _is_typing(event):
            self.typed.emit()
        self.touched.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self._hear(event)
        return False

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays in the field while a reason is asked for: there is nowhere else to go."""
        return True if self._asking else super().focusNextPrevChild(forward)

    def event(self, event: QEvent) -> bool:
        self._hear(event)
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # no shortcut of the planner's acts behind the curtain
            return True
        if event.type() == QEvent.Type.WindowBlocked:
            self.lost.emit()
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        lost = event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow()
        if self._holds and (lost or (event.type() == QEvent.Type.WindowStateChange and self.isMinimized())):
            QTimer.singleShot(0, self, self.lost.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(not self._holds)


def _is_m(event: QKeyEvent) -> bool:
    """The key M by itself: with Shift, as it stands on the screen, but as no shortcut."""
    return event.key() == Qt.Key.Key_M and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier


def _is_typing(event: QEvent) -> bool:
    """A key other than M, or words from an input method."""
    if isinstance(event, QKeyEvent):
        return event.key() != Qt.Key.Key_Shift and not _is_m(event)
    return event.type() == QEvent.Type.InputMethod


def _flags() -> Qt.WindowType:
    """X11's window manager is passed by; elsewhere the window asks to be on top."""
    kind = Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
    return kind | Qt.WindowType.BypassWindowManagerHint if under_x11() else kind
