"""The quiet words under a line that is being written: what such things took, and the key that takes that length."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from planner.domain.times import words_of
from planner.ui.day.entry_field import EntryField
from planner.ui.day.words import draw, elided, height_of, width_of
from planner.ui.theme import color, theme
from planner.workspace import Workspace

if TYPE_CHECKING:
    from planner.domain.entry_line import EntryLine

HEIGHT = 18  # px: less than lies between the entry line and the caption under it
MORE = 4  # px that they are higher than the field where they lie over the next line, so that no half of it looks out
PAD = 10
KEY = 16  # px of the key's own square


class Likely(QWidget):
    """Belongs to one field at a time. The guess stays as it was written until the person takes another."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace, self._sheet = workspace, parent
        self._field: EntryField | None = None
        self._line: EntryLine | None = None
        self._words = ""
        self._minutes: int | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def words(self) -> str:
        """What is said now; "" while nothing is."""
        return self._words if not self.isHidden() else ""

    @property
    def minutes(self) -> int | None:
        """The length that the key takes, None where there is no other to take."""
        return self._minutes if not self.isHidden() else None

    def foresee(self, field: EntryField, line: EntryLine | None) -> None:
        """Say what the line's task will probably take; None says that the field is left or empty."""
        if line is None and field is not self._field:
            return
        self._line = line
        self._belong_to(field if line is not None else None)
        self.look_again()

    def _belong_to(self, field: EntryField | None) -> None:
        if field is self._field:
            return
        for widget in self._bearing(self._field):
            widget.removeEventFilter(self)
        for widget in self._bearing(field):
            widget.installEventFilter(self)
        self._field = field

    def _bearing(self, field: EntryField | None) -> Iterator[QWidget]:
        """The field, and what it lies in on the sheet: whatever of it moves moves the words too."""
        widget: QWidget | None = field
        while widget is not None and widget is not self._sheet:
            yield widget
            widget = widget.parentWidget()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize) and not self.isHidden():
            self._place()
        return False

    def _place(self) -> None:
        if self._field is not None:
            below = self._field.mapTo(self._sheet, QPoint(0, self._field.height() + 1))
            height = self._field.height() + MORE if self._lies_over_lines() else HEIGHT
            self.setGeometry(QRect(below, QSize(self._field.width(), height)))

    def _lies_over_lines(self) -> bool:
        """Whether a line is written anew in its place: without free room below, the words have an edge of their own."""
        return self._field is not None and self._field.parentWidget() is not self._sheet

    def look_again(self) -> None:
        """The past is known better now, or the line has changed."""
        field, line = self._field, self._line
        self._words, self._minutes = self._said(line) if line is not None else ("", None)
        if field is None or not self._words:
            self.hide()
            return
        field.describe(f"{self._words}{self._key_words()}")
        self._place()
        self.show()
        self.raise_()
        self.update()

    def _said(self, line: EntryLine) -> tuple[str, int | None]:
        from planner.estimate import Task, wording

        if line.kind != "task" or not line.title or line.problem:
            return "", None
        guess = line.estimate or line.minutes
        forecast = self._workspace.foresight.latest.predict(Task(guess, line.title, line.tags, self._workspace.today()))
        words, minutes = wording.line_words(forecast, guess), wording.suggested(forecast)
        return words, None if minutes == guess or line.said("range") else minutes

    def take(self) -> None:
        """Write the suggested length into the line, in place of the one that it has. The field's undo takes it back."""
        from planner.domain.entry_line import with_length

        if self._field is not None and self._line is not None and self.minutes is not None:
            write_over(self._field, with_length(self._field.text(), self._line, self.minutes))

    def _key_words(self) -> str:
        return f"; arrow down takes {words_of(self._minutes)}" if self._minutes is not None else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._lies_over_lines():
            painter.setPen(QPen(color(tokens.rule), 1))
            painter.setBrush(color(tokens.event_fill))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        else:
            painter.fillRect(self.rect(), color(tokens.paper))
        top = (self.height() - height_of("small", False)) / 2
        room = self.width() - 2 * PAD
        taken = words_of(self._minutes) if self._minutes is not None else ""
        if taken:
            width = KEY + 5 + width_of(taken, "small")
            left = self.width() - PAD - width
            self._paint_key(painter, left)
            draw(painter, left + KEY + 5, top, taken, "small", False, tokens.work_text)
            room -= int(width) + PAD
        draw(painter, PAD, top, elided(self._words, "small", False, room), "small", False, tokens.soft)

    def _paint_key(self, painter: QPainter, left: float) -> None:
        tokens = theme().tokens
        painter.setPen(QPen(color(tokens.event_edge), 1))
        painter.setBrush(color(tokens.event_fill))
        top = (self.height() - KEY + 1) / 2
        painter.drawRoundedRect(QRectF(left + 0.5, top, KEY - 1, KEY - 2), 3, 3)
        x = left + (KEY - width_of("↓", "small")) / 2
        draw(painter, x, (self.height() - height_of("small", False)) / 2, "↓", "small", False, tokens.soft)


def write_over(field: QLineEdit, text: str) -> None:
    """Have a field hold another text, as if only what differs were typed: so its undo leaves nothing selected."""
    before = field.text()
    start = alike(before, text)
    kept = alike(before[start:][::-1], text[start:][::-1])
    field.home(False)  # a move ends what undo takes back at one go
    field.setSelection(qt_length(before[:start]), qt_length(before[start : len(before) - kept]))
    field.insert(text[start : len(text) - kept])
    field.end(False)


def alike(one: str, other: str) -> int:
    """The characters that two texts have in common at their beginnings."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def qt_length(text: str) -> int:
    """As Qt counts: an emoji as two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
