"""The settings: few, small, and judged while they are changed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTime, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from planner.domain.edits import Outcome, Refused
from planner.domain.times import words_of
from planner.settings import RANGES, Settings, SettingsProblem
from planner.ui.controls import Words
from planner.ui.theme import color, theme
from planner.workspace import Workspace

PAIRS = ((120, 30), (90, 20), (52, 17), (25, 5))  # minutes of work, then of recharge
THEMES = (("system", "As the system"), ("light", "Light"), ("dark", "Dark"))
SNAPS = (1, 5, 10, 15, 30)
PAIR_HELP = "At most {limit} of work, then {recharge} of recharge. Today follows; other pages keep their rule."


class SettingsDialog(QDialog):
    """What cannot be is said beside the buttons, and Save waits until it can be.

    `kept_out(str)` says why the page of today could not take the new rules.
    """

    kept_out = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Settings")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workspace = workspace
        self._before = workspace.settings
        self._make_fields(workspace.settings)
        self.problem = Words("")
        self.problem.setWordWrap(True)
        self.problem.setMinimumHeight(2 * self.problem.fontMetrics().lineSpacing())
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel, parent=self
        )
        self.buttons.accepted.connect(self.keep)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addLayout(self._form())
        column.addWidget(self.problem)
        column.addWidget(self.buttons)
        self.setMinimumWidth(440)
        self._look()

    def _make_fields(self, now: Settings) -> None:
        self.pair = QComboBox()
        for limit, recharge in PAIRS:
            self.pair.addItem(f"{limit} / {recharge}", (limit, recharge))
        self.pair.addItem("My own", None)
        self.limit = _number(now.limit, "limit", 5, "At most so much work")
        self.recharge = _number(now.recharge, "recharge", 1, "Then so much recharge")
        self.day_start = _time(now.day_start, "The day starts at")
        self.opens = _time(now.opens, "The page's hours begin at")
        self.closes = _time(now.closes % (24 * 60), "The page's hours end at")
        self.capacity = _number(now.capacity, "capacity", 30, "Planned work in a day")
        self.snap = QComboBox()
        for minutes in sorted({*SNAPS, now.snap}):
            self.snap.addItem(words_of(minutes), minutes)
        self.snap.setCurrentIndex(self.snap.findData(now.snap))
        self.clock = QComboBox()
        self.clock.addItem("14:00", True)
        self.clock.addItem("2:00 pm", False)
        self.clock.setCurrentIndex(0 if now.clock24 else 1)
        self.theme = QComboBox()
        for value, words in THEMES:
            self.theme.addItem(words, value)
        self.theme.setCurrentIndex(self.theme.findData(now.theme))
        self.motion = QCheckBox("Show a push or an undo by a short movement")
        self.motion.setChecked(now.motion)
        self._show_pair()
        self._connect()

    def _connect(self) -> None:
        self.pair.activated.connect(self._take_pair)
        for number in (self.limit, self.recharge):
            number.valueChanged.connect(self._show_pair)
            number.valueChanged.connect(self._look)
        for time in (self.day_start, self.opens, self.closes):
            time.timeChanged.connect(self._look)
        self.capacity.valueChanged.connect(self._look)

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        form.addRow("Recharge", _row(self.pair, self.limit, "then", self.recharge))
        form.addRow("Hours of the page", _row(self.opens, "to", self.closes))
        form.addRow("A day starts at", _row(self.day_start))
        form.addRow("Planned work, at most", _row(self.capacity))
        form.addRow("Boxes snap to", _row(self.snap))
        form.addRow("Times as", _row(self.clock))
        form.addRow("Look", _row(self.theme))
        form.addRow("Motion", self.motion)
        for field, name in ((self.pair, "Recharge"), (self.snap, "Boxes snap to"), (self.clock, "Times as")):
            field.setAccessibleName(name)
        self.theme.setAccessibleName("Look")
        return form

    def _take_pair(self) -> None:
        pair = self.pair.currentData()
        if pair is not None:
            self.limit.setValue(pair[0])
            self.recharge.setValue(pair[1])
        else:
            self.limit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_pair(self) -> None:
        known = (self.limit.value(), self.recharge.value())
        self.pair.setCurrentIndex(PAIRS.index(known) if known in PAIRS else len(PAIRS))

    def settings(self) -> Settings:
        """What the fields say. Raises ValueError, in a sentence, for what cannot be."""
        return replace(
            self._before,
            limit=self.limit.value(),
            recharge=self.recharge.value(),
            day_start=_minutes(self.day_start),
            opens=_minutes(self.opens),
            closes=_minutes(self.closes) or 24 * 60,
            capacity=self.capacity.value(),
            snap=self.snap.currentData(),
            clock24=self.clock.currentData(),
            theme=self.theme.currentData(),
            motion=self.motion.isChecked(),
        )

    def _look(self) -> None:
        try:
            settings = self.settings()
        except ValueError as problem:
            self._say(str(problem), possible=False)
            return
        rule = PAIR_HELP.format(limit=words_of(settings.limit), recharge=words_of(settings.recharge))
        self._say(rule, possible=True)

    def _say(self, words: str, *, possible: bool) -> None:
        tokens = theme().tokens
        palette = self.problem.palette()
        palette.setColor(QPalette.ColorRole.WindowText, color(tokens.soft if possible else tokens.over_text))
        self.problem.setPalette(palette)
        self.problem.setText(words)
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(possible)

    def _say_of_today(self, outcome: Outcome) -> None:
        if isinstance(outcome, Refused):
            self.kept_out.emit(f"Today keeps its rules until tomorrow. {outcome.reason}")

    def keep(self) -> None:
        try:
            settings = self.settings()
            if settings != self._workspace.settings:
                self._say_of_today(self._workspace.change_settings(settings))
        except (ValueError, SettingsProblem) as problem:
            self._say(str(problem), possible=False)
            return
        self.accept()


def _number(value: int, name: str, step: int, spoken: str) -> QSpinBox:
    field = QSpinBox()
    field.setRange(*RANGES[name])
    field.setSingleStep(step)
    field.setSuffix(" min")
    field.setValue(value)
    field.setAccessibleName(spoken)
    return field


def _time(minutes: int, spoken: str) -> QTimeEdit:
    field = QTimeEdit(QTime(minutes // 60, minutes % 60))
    field.setDisplayFormat("HH:mm")
    field.setAccessibleName(spoken)
    return field


def _minutes(field: QTimeEdit) -> int:
    return field.time().hour() * 60 + field.time().minute()


def _row(*parts: QWidget | str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for part in parts:
        row.addWidget(QLabel(part) if isinstance(part, str) else part)
    row.addStretch(1)
    return row
