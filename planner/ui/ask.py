"""The small questions: a time, a date, the steps of a task. Each shows what its answer would do while it is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from planner.domain import reading
from planner.domain.edits import Edit, Outcome, Refused
from planner.domain.entry_line import EntryLine, parse
from planner.domain.times import words_of
from planner.domain.values import Entry
from planner.ui.calendar import Calendar
from planner.ui.controls import DialogButtons, Words
from planner.ui.dates import long_date
from planner.ui.day.lines import shortened
from planner.ui.theme import color, font, theme

WIDTH = 420
STEPS_HELP = "One step a line, each with its time: Research 45m. Ctrl+Enter when done."


class Question(QDialog):
    """A field, a line that says what would happen, and two buttons; the answer can be given once it is lawful."""

    def __init__(self, window: QWidget, title: str, prompt: str, field: QWidget) -> None:
        super().__init__(window)
        self.setWindowTitle(title)
        self.setMinimumWidth(WIDTH)
        self.prompt = Words(prompt, soft=True)
        self.prompt.setWordWrap(True)
        self.prompt.setBuddy(field)
        self.field = field
        field.setAccessibleName(title)
        field.setAccessibleDescription(prompt)
        self.answer = Words("")
        self.answer.setWordWrap(True)
        self.answer.setMinimumHeight(2 * self.answer.fontMetrics().lineSpacing())
        self.answer.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.buttons = DialogButtons(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, parent=self
        )
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 18, 20, 16)
        self.column.setSpacing(10)
        for widget in (self.prompt, field, self.answer, self.buttons):
            self.column.addWidget(widget)
        field.setFocus()  # else a dialog gives the keyboard to its default button

    def judge(self, words: str, possible: bool) -> None:
        """Say what the answer would do, or why it cannot be."""
        self.answer.setText(words)
        palette = self.answer.palette()
        tokens = theme().tokens
        palette.setColor(QPalette.ColorRole.WindowText, color(tokens.soft if possible else tokens.over_text))
        self.answer.setPalette(palette)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(possible)


def answered(window: QWidget, question: Question) -> bool:
    """Ask, and give the keyboard back to the window: not every desktop does that by itself."""
    taken = question.exec() == QDialog.DialogCode.Accepted
    question.deleteLater()
    window.activateWindow()
    return taken


def words_for(outcome: Outcome) -> str:
    if isinstance(outcome, Refused):
        return outcome.reason
    return " · ".join((outcome.label, *outcome.consequences))


def ask_words(window: QWidget, title: str, prompt: str, text: str, judge: Callable[[str], Outcome]) -> Edit | None:
    """Ask for one line. The answer is the Edit that it stands for; None when the person thought better of it."""
    field = QLineEdit(text)
    field.setFont(font("large"))
    question = Question(window, title, prompt, field)
    found: list[Outcome] = []

    def look() -> None:
        found[:] = [judge(field.text())]
        question.judge(words_for(found[0]), isinstance(found[0], Edit))

    field.textChanged.connect(look)
    look()
    field.selectAll()
    taken = answered(window, question)
    return found[0] if taken and isinstance(found[0], Edit) else None


def ask_date(
    window: QWidget,
    title: str,
    suggested: dt.date,
    today: dt.date,
    judge: Callable[[dt.date], Outcome] | None = None,
) -> dt.date | None:
    """Ask for a date, in words ("thu", "23 nov") that are counted from today, or on the calendar."""
    field = QLineEdit()
    field.setFont(font("large"))
    field.setPlaceholderText("thu, 23 nov, 2026-11-23, tomorrow")
    question = Question(window, title, "Which day?", field)
    calendar = Calendar(suggested)
    question.column.insertWidget(2, calendar)
    chosen = [suggested]

    def look() -> None:
        outcome = judge(chosen[0]) if judge else None
        refused = isinstance(outcome, Refused)
        question.judge(outcome.reason if isinstance(outcome, Refused) else long_date(chosen[0], today), not refused)

    def read() -> None:
        date = reading.day(field.text(), today) if field.text().strip() else suggested
        if date is None:
            question.judge("Write a day, such as thu, 23 nov or 2026-11-23.", False)
            return
        chosen[0] = date
        calendar.blockSignals(True)
        calendar.show_date(date)
        calendar.blockSignals(False)
        look()

    def take() -> None:
        chosen[0] = calendar.date()
        look()

    field.textChanged.connect(read)
    calendar.selectionChanged.connect(take)
    calendar.activated.connect(lambda _: question.accept())
    look()
    taken = answered(window, question)
    return chosen[0] if taken else None


class Steps(QPlainTextEdit):
    """Several lines; Ctrl+Enter answers, Tab leaves the field."""

    def __init__(self, question: Callable[[], object]) -> None:
        super().__init__()
        self._answer = question
        self.setFont(font("body"))
        self.setTabChangesFocus(True)
        self.setMinimumHeight(150)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._answer()
            return
        super().keyPressEvent(event)


def ask_steps(window: QWidget, entry: Entry, judge: Callable[[list[EntryLine]], Outcome]) -> Edit | None:
    """Ask for the steps of a task. The answer is the Edit that adds them; None when the person thought better of it."""
    field = Steps(lambda: question.accept() if isinstance(found[0], Edit) else None)
    question = Question(window, f"Break down: {shortened(entry.title, 50)}", STEPS_HELP, field)
    found: list[Outcome] = [Refused("")]

    def look() -> None:
        texts = [text for text in field.toPlainText().splitlines() if text.strip()]
        lines = [parse(text, today=entry.page) for text in texts]
        found[:] = [judge(lines) if lines else Refused("")]  # what to write stands above the field
        total = sum(line.estimate or 0 for line in lines)
        said = f"{len(lines)} {'step' if len(lines) == 1 else 'steps'}, {words_of(total)}"
        words = found[0].reason if isinstance(found[0], Refused) else said
        question.judge(words, isinstance(found[0], Edit))

    field.textChanged.connect(look)
    look()
    field.setFocus()
    taken = answered(window, question)
    return found[0] if taken and isinstance(found[0], Edit) else None
