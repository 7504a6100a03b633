"""What the window says: the foot line, the toast that offers Undo, and refusals where the eye is.

Nothing here blocks, beeps or counts: words come, stay long enough to be read, and go.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from planner.domain.edits import Edit
from planner.ui.controls import Button, Words
from planner.ui.day.ground import FOOT_HEIGHT
from planner.ui.theme import color, font, theme

TOAST_TIME = 8000  # ms
WHISPER_WIDTH = 420
MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta)


def announce(widget: QWidget, words: str) -> None:
    """Let a screen reader say it."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # 2 ms that no first page needs

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


class Line(QLabel):
    """One line of plain words, elided at its end when the window is narrow; whole in the tooltip's place on hover."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font("body"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)


class Foot(QWidget):
    """The one line at the foot of the page: what a gesture would do, or what was just done, with Undo."""

    def __init__(self, undo: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(FOOT_HEIGHT)
        self.words = Line()
        self.words.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.words.setAccessibleName("What happens")
        self.undo = Button("Undo", "soft", "Undo what was just done")
        self.undo.clicked.connect(undo)
        self.undo.hide()
        self._done, self._can_undo = "", False
        self._timer = QTimer(self, singleShot=True, interval=TOAST_TIME)
        self._timer.timeout.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(30, 0, 30, 6)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.undo)

    def say(self, words: str) -> None:
        """Say it now, over what was there; nothing to say shows again what was done last."""
        self.words.setText(words or self._done)
        self.undo.setVisible(self._can_undo and not words)
        if words:
            self._timer.start()

    def toast(self, edit: Edit) -> None:
        """What was done and what followed from it."""
        self.tell(" · ".join((edit.label, *edit.consequences)), can_undo=True)

    def tell(self, words: str, *, can_undo: bool = False) -> None:
        self._done, self._can_undo = words, can_undo
        self.words.setText(words)
        self.undo.setVisible(can_undo)
        self._timer.start()
        announce(self, words)

    def clear(self) -> None:
        if self.undo.hasFocus():
            self._timer.start()
            return
        self._done, self._can_undo = "", False
        self.words.setText("")
        self.undo.hide()


class Whisper(QFrame):
    """A refusal beside what was refused: one sentence, and what would work, as buttons. Esc or looking away closes."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.words = Words("", font("body"))
        self.words.setWordWrap(True)
        self._row = QHBoxLayout()
        self._row.setSpacing(4)
        self.offers: list[Button] = []
        self._window = window
        self._back: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 10)
        column.setSpacing(8)
        column.addWidget(self.words)
        column.addLayout(self._row)
        self._row.addStretch(1)
        self.hide()

    def refuse(self, reason: str, at: QPoint, offers: Sequence[tuple[str, Callable[[], object]]] = ()) -> None:
        """Say why not, at a point of the window. The first offer gets the keyboard; Esc gives it back."""
        self._back = QApplication.focusWidget()
        self.words.setText(reason)
        self._clear_offers()
        for words, deed in offers:
            self._offer(words, deed)
        self._place(at)
        self.show()
        self.raise_()
        announce(self, reason)
        self._watch(True)
        if offers:
            self.offers[0].setFocus(Qt.FocusReason.PopupFocusReason)

    def _watch(self, on: bool) -> None:
        """Hear every key and click while the words stand, to know when the person looks away."""
        application = QApplication.instance()
        assert application is not None, "there is an application while there is a window"
        application.removeEventFilter(self)
        if on:
            application.installEventFilter(self)

    def _offer(self, words: str, deed: Callable[[], object]) -> None:
        button = Button(words, "soft", parent=self)
        button.clicked.connect(lambda: self._take(deed))
        self._row.insertWidget(len(self.offers), button)
        self.offers.append(button)

    def _take(self, deed: Callable[[], object]) -> None:
        self.close_quietly()
        deed()

    def _clear_offers(self) -> None:
        for button in self.offers:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.offers.clear()

    def _place(self, at: QPoint) -> None:
        room = self._window.rect().adjusted(12, 12, -12, -12)
        width = min(WHISPER_WIDTH, room.width())
        self.words.setFixedWidth(width - 32)
        self.adjustSize()
        frame = QRect(at, QSize(width, self.sizeHint().height()))
        frame.moveRight(min(frame.right(), room.right()))
        if frame.bottom() > room.bottom():
            frame.moveBottom(min(at.y() - 44, room.bottom()))
        frame.moveTop(max(frame.top(), room.top()))
        self.setGeometry(frame)

    def close_quietly(self) -> None:
        """Go, and give the keyboard back to what had it."""
        if not self.isVisible():
            return
        self._watch(False)
        focused = QApplication.focusWidget()
        had_keyboard = focused is not None and self.isAncestorOf(focused)
        self.hide()
        if had_keyboard and self._back is not None:
            self._back.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, QWidget):
            return False
        outside = watched is not self and not self.isAncestorOf(watched)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.close_quietly()
            return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            elsewhere = (
                outside and watched.hasFocus()
            )  # comes of a shortcut's key too, at first to what has the keyboard
            if elsewhere and event.key() not in (*MODIFIERS, Qt.Key.Key_Escape):
                self.close_quietly()
        elif event.type() == QEvent.Type.MouseButtonPress and outside:
            self.close_quietly()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color(tokens.over), 1.2))
        painter.setBrush(color(tokens.event_fill))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
