"""One line: what is in the way? A feeling of the person's own list, a few words, or neither."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QDialog, QDialogButtonBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from planner.domain.edits import Outcome, Refused
from planner.ui.controls import Button, DialogButtons, Words
from planner.ui.theme import color, theme

WIDTH = 460
ABREAST = 4  # feelings in one line
QUESTION = "What is in the way?"
PLACEHOLDER = "In a few words, if you wish"


class Feeling(Button):
    """A word to choose; the chosen one is framed in ink."""

    def __init__(self, words: str) -> None:
        super().__init__(words, "plain")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.toggled.connect(lambda on: self._wear("strong" if on else "plain"))

    def _wear(self, kind: str) -> None:
        self.kind = "strong" if kind == "strong" else "plain"
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = theme().tokens
        painter.setPen(QPen(color(tokens.ink if self.isChecked() else tokens.rule), 1.4 if self.isChecked() else 1))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -3, -3), 13, 13)


class InTheWay(QDialog):
    """`keep(feeling, words)` takes the answer; a refusal is said under the line. Esc goes without one."""

    def __init__(
        self, window: QWidget, feelings: Sequence[str], keep: Callable[[str, str], Outcome], about: str = ""
    ) -> None:
        super().__init__(window)
        self.setWindowTitle(QUESTION)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(WIDTH)
        self._keep = keep
        self.group = QButtonGroup(self)
        self.group.setExclusive(True)
        self.feelings = [Feeling(words) for words in feelings]
        self.field = QLineEdit()
        self.field.setPlaceholderText(PLACEHOLDER)
        self.field.setAccessibleName(QUESTION)
        self.problem = Words("")
        self.problem.setWordWrap(True)
        self.problem.wear(theme().tokens.over_text)
        self.buttons = DialogButtons(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel, parent=self
        )
        self.buttons.accepted.connect(self._take)
        self.buttons.rejected.connect(self.reject)
        self._lay_out(about)
        self.field.setFocus()

    def _lay_out(self, about: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        if about:
            words = Words(about, soft=True)
            words.setWordWrap(True)
            column.addWidget(words)
        chips = QGridLayout()
        chips.setSpacing(6)
        for number, chip in enumerate(self.feelings):
            self.group.addButton(chip)
            chips.addWidget(chip, number // ABREAST, number % ABREAST, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(chips)
        for widget in (self.field, self.problem, self.buttons):
            column.addWidget(widget)

    def _take(self) -> None:
        chosen = self.group.checkedButton()
        outcome = self._keep(chosen.text() if chosen else "", self.field.text())
        if isinstance(outcome, Refused):
            self.problem.setText(outcome.reason)
        else:
            self.accept()
