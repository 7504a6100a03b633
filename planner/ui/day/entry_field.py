"""The entry line: a field whose chips say, while one writes, what was understood and what was not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from planner.domain.times import words_of
from planner.ui.theme import color, focus_ring, font, theme

if TYPE_CHECKING:
    from planner.domain.entry_line import EntryLine

HEIGHT = 36
SIGN_ROOM = 34
CHIP_PAD = 7
CHIP_GAP = 6
CHIP_SHARE = 0.5  # of the width: the rest stays for writing


@dataclass(frozen=True, slots=True)
class Chip:
    """`why` says what is wrong with a part that was not understood."""

    words: str
    why: str = ""

    @property
    def understood(self) -> bool:
        return not self.why

    def spoken(self) -> str:
        return f"{self.words} {self.why}".strip()


def chips_of(line: EntryLine, today: dt.date) -> tuple[Chip, ...]:
    """What the line says beside its title, in the order of the sheet; then what was not understood."""
    chips = []
    if line.kind != "task":
        chips.append(Chip(line.kind))
    if line.date is not None and line.date != today:
        chips.append(Chip(line.date.strftime("%a ") + f"{line.date.day} " + line.date.strftime("%b")))
    if line.start is not None:
        chips.append(Chip(f"{line.start // 60:02d}:{line.start % 60:02d}"))
    length = line.estimate if line.kind == "task" else line.minutes
    if length is not None:
        chips.append(Chip(words_of(length)))
    if line.rank is not None:
        chips.append(Chip(f"priority {line.rank}"))
    chips += [Chip(f"#{tag}") for tag in line.tags]
    if line.project:
        chips.append(Chip(f"+{line.project}"))
    if line.place:
        chips.append(Chip(f"@{line.place}"))
    return (
        *chips,
        *(Chip(f"{part.text} ?", part.why or "not understood") for part in line.parts if not part.understood),
    )


class EntryField(QLineEdit):
    """`written(EntryLine)` on Enter; `left()` on Esc. The text stays until whoever took it calls `taken()`.

    `read` gives the line whenever it has changed, None when there is none to look at; `lowered` is the arrow down,
    which means nothing to a single line. `boxed` says that what is written here has a box already.
    """

    written = Signal(object)
    left = Signal()
    read = Signal(object)
    lowered = Signal()
    boxed = False

    def __init__(
        self, placeholder: str, name: str, today: Callable[[], dt.date], parent: QWidget, height: int = HEIGHT
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._chips: tuple[Chip, ...] = ()
        self.sign, self.room = "+", SIGN_ROOM
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self.setFrame(False)
        self.setFont(font("body"))
        self.setFixedHeight(height)
        self._clear_ground()
        self.setTextMargins(self.room, 0, 8, 0)
        self.textChanged.connect(self._read)
        self.returnPressed.connect(self._write)

    def line(self) -> EntryLine:
        from planner.domain.entry_line import parse  # its patterns take longer to make than the page to show

        return parse(self.text(), today=self._today(), boxed=self.boxed)

    def chips(self) -> tuple[Chip, ...]:
        return self._chips

    def taken(self) -> None:
        """The line was accepted: an empty field again, with nothing of its own to undo."""
        self.setText("")

    def write(self, text: str) -> None:
        self.setText(text)
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def sizeHint(self) -> QSize:
        return QSize(240, self.maximumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.maximumHeight())

    def _read(self) -> None:
        line = self.line() if self.text().strip() else None
        self._chips = chips_of(line, self._today()) if line is not None else ()
        self._make_room()
        self.describe()
        self.read.emit(line)
        self.update()

    def describe(self, more: str = "") -> None:
        """What a screen reader says of the line: its parts, and what is known beside them."""
        self.setAccessibleDescription(", ".join([*(chip.spoken() for chip in self._chips), *([more] if more else [])]))

    def _write(self) -> None:
        if self.text().strip():
            self.written.emit(self.line())

    # Keys: Ctrl+Z is the page's when nothing was written here

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo, redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
            if (undo and not self.isUndoAvailable()) or (redo and not self.isRedoAvailable()):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        if event.key() == Qt.Key.Key_Down and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.lowered.emit()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # it has been written: Enter means nothing more to the window

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.text().strip():
            self.read.emit(self.line())
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.read.emit(None)

    # Painting

    def _clear_ground(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
        self.setPalette(palette)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        room = sum(self._widths()) + CHIP_GAP * len(self._widths())
        self.setTextMargins(self.room, 0, 10 + room, 0)

    def _widths(self) -> list[int]:
        """The widths of the chips that there is room for."""
        metrics = QFontMetrics(font("small"))
        widths: list[int] = []
        for chip in self._chips:
            width = metrics.horizontalAdvance(chip.words) + 2 * CHIP_PAD
            if sum(widths) + width + CHIP_GAP * len(widths) > self.width() * CHIP_SHARE:
                break
            widths.append(width)
        return widths

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(color(tokens.rule), 1))
        painter.setBrush(color(tokens.event_fill))
        painter.drawRoundedRect(room.adjusted(-0.5, -0.5, 0.5, 0.5), 6, 6)
        if self.hasFocus():
            focus_ring(painter, room, tokens)
        painter.setPen(color(tokens.soft))
        painter.setFont(font("body", strong=True))
        painter.drawText(0, 0, self.room + 4, self.height(), Qt.AlignmentFlag.AlignCenter, self.sign)
        painter.end()
        super().paintEvent(event)
        self._paint_chips()

    def _paint_chips(self) -> None:
        tokens, widths = theme().tokens, self._widths()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font("small"))
        left = self.width() - 10 - sum(widths) - CHIP_GAP * max(0, len(widths) - 1)
        for chip, width in zip(self._chips, widths, strict=False):
            around = QRectF(left, (self.height() - 22) / 2, width, 22)
            painter.setPen(Qt.PenStyle.NoPen if chip.understood else QPen(color(tokens.over), 1, Qt.PenStyle.DashLine))
            painter.setBrush(color(tokens.work_fill) if chip.understood else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(around, 4, 4)
            painter.setPen(color(tokens.work_text if chip.understood else tokens.over_text))
            painter.drawText(around, Qt.AlignmentFlag.AlignCenter, chip.words)
            left += width + CHIP_GAP
