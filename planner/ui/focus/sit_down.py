"""The choice before a meditation: ten minutes, twenty, any other length, or until one rises."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from planner.domain.edits import Outcome, Refused
from planner.domain.reading import minutes as minutes_in
from planner.domain.times import words_of
from planner.ui.controls import Button, Words
from planner.ui.theme import font, theme

PRESETS = (10, 20)  # minutes
WIDTH = 400
PROMPT = "A bell begins it and a bell ends it. Bells, delay and face are in the settings."


class SitDown(QDialog):
    """`sit(minutes)` is asked for what is chosen (0: open-ended); a refusal is said under the field."""

    def __init__(self, window: QWidget, usual: int, sit: Callable[[int], Outcome]) -> None:
        super().__init__(window)
        self.setWindowTitle("Meditate")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(WIDTH)
        self._sit = sit
        self.problem = Words("")
        lengths = tuple(dict.fromkeys((usual or PRESETS[0], *PRESETS)))
        self.presets = [self._preset(minutes, first=minutes == lengths[0]) for minutes in lengths]
        self.open_end = Button("Until I rise", "soft", "Meditate until I end it")
        self.open_end.setFont(font("large"))
        self.open_end.clicked.connect(lambda: self._take(0))
        self.field = QLineEdit()
        self.field.setPlaceholderText("Another length: 15, or 1h")
        self.field.setAccessibleName("Another length, in minutes")
        self.field.returnPressed.connect(self._read)
        self.field.textEdited.connect(lambda _: self.problem.setText(""))
        self.problem.setWordWrap(True)
        self.problem.wear(theme().tokens.over_text)
        self._lay_out()
        self.presets[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _preset(self, minutes: int, *, first: bool) -> Button:
        button = Button(words_of(minutes), "ink" if first else "soft", f"Meditate {minutes} minutes")
        button.setFont(font("large"))
        button.clicked.connect(lambda: self._take(minutes))
        return button

    def _lay_out(self) -> None:
        prompt = Words(PROMPT, soft=True)
        prompt.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (*self.presets, self.open_end):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(prompt)
        column.addLayout(row)
        column.addWidget(self.field)
        column.addWidget(self.problem)

    def _read(self) -> None:
        minutes = minutes_in(self.field.text())
        if minutes is None:
            self.problem.setText("Write a length in minutes, such as 15, or 1h.")
            return
        self._take(minutes)

    def _take(self, minutes: int) -> None:
        outcome = self._sit(minutes)
        if isinstance(outcome, Refused):
            self.problem.setText(outcome.reason)
        else:
            self.accept()
