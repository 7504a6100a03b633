"""The small fields that the pages of the settings are made of."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPlainTextEdit, QSpinBox, QTimeEdit, QWidget

from planner.settings import RANGES

LINES = 5  # of a list that are in sight


def number(value: int, name: str, step: int, spoken: str, unit: str = " min") -> QSpinBox:
    field = QSpinBox()
    field.setRange(*RANGES[name])
    field.setSingleStep(step)
    field.setSuffix(unit)
    field.setValue(value)
    field.setAccessibleName(spoken)
    return field


def time(minutes: int, spoken: str) -> QTimeEdit:
    field = QTimeEdit(QTime(minutes // 60 % 24, minutes % 60))
    field.setDisplayFormat("HH:mm")
    field.setAccessibleName(spoken)
    return field


def minutes_of(field: QTimeEdit) -> int:
    return field.time().hour() * 60 + field.time().minute()


def choice(now: object, spoken: str, *choices: tuple[object, str]) -> QComboBox:
    """A list to choose from: values and their words."""
    field = QComboBox()
    for value, words in choices:
        field.addItem(words, value)
    field.setCurrentIndex(max(0, field.findData(now)))
    field.setAccessibleName(spoken)
    return field


def own_list(lines: Sequence[str], spoken: str) -> QPlainTextEdit:
    """A list of the person's own, one a line."""
    field = QPlainTextEdit("\n".join(lines))
    field.setAccessibleName(spoken)
    field.setTabChangesFocus(True)
    field.setMinimumHeight(LINES * field.fontMetrics().lineSpacing() + 16)
    return field


def lines_of(field: QPlainTextEdit) -> tuple[str, ...]:
    return tuple(line.strip() for line in field.toPlainText().splitlines() if line.strip())


def row(*parts: QWidget | str) -> QHBoxLayout:
    made = QHBoxLayout()
    made.setSpacing(8)
    for part in parts:
        made.addWidget(QLabel(part) if isinstance(part, str) else part)
    made.addStretch(1)
    return made
