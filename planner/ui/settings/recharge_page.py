"""The settings of the recharge and of the running box."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QWidget

from planner.settings import Settings
from planner.ui.controls import Check
from planner.ui.settings.fields import choice, lines_of, minutes_of, number, own_list, row, time

WHOLE_DAY = 24 * 60


class RechargePage(QWidget):
    changed = Signal()

    def __init__(self, now: Settings) -> None:
        super().__init__()
        self.warning = number(now.warning, "warning", 1, "Warn so long before")
        self.postponements = choice(
            now.postponements, "Put off, at most", (0, "never"), (1, "once"), (2, "twice"), (3, "three times")
        )
        self.strict = Check("Strict: it is neither put off nor left early")
        self.strict.setChecked(now.strict)
        self.hush = choice(
            now.hush,
            "What keeps it waiting",
            ("all", "Every event"),
            ("work", "Events that are work"),
            ("none", "No event"),
        )
        always = (now.guard_closes - now.guard_opens) % WHOLE_DAY == 0
        self.hours = Check("Only from")
        self.hours.setChecked(not always)
        self.opens = time(540 if always else now.guard_opens, "Guarded from")
        self.closes = time(1080 if always else now.guard_closes, "Guarded to")
        self.suggestions = own_list(now.suggestions, "What to do away from the screen, one a line")
        self.focus_line = Check("A task that is started shrinks the planner to one quiet line")
        self.focus_line.setChecked(now.focus_line)
        self.end_bell = Check("Ring when the time of a box is over")
        self.end_bell.setChecked(now.end_bell)
        self.tray = Check("Show a sign with the time left in the tray")
        self.tray.setChecked(now.tray)
        self.notify = Check("Let it notify me, too")
        self.notify.setChecked(now.notify)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        form.addRow("Warn before it", row(self.warning))
        form.addRow("Put off, at most", row(self.postponements, "in a stretch, by 5 min"))
        form.addRow("", self.strict)
        form.addRow("It waits for", row(self.hush))
        form.addRow("Guarded", row(self.hours, self.opens, "to", self.closes))
        form.addRow("Away from the screen", self.suggestions)
        form.addRow("The running box", self.focus_line)
        form.addRow("", self.end_bell)
        form.addRow("", self.tray)
        form.addRow("", self.notify)

    def _connect(self) -> None:
        for box in (self.strict, self.hours, self.tray):
            box.toggled.connect(self._look)
        for field in (self.opens, self.closes):
            field.timeChanged.connect(self.changed)
        self.suggestions.textChanged.connect(self.changed)
        self._look()

    def _look(self) -> None:
        self.postponements.setEnabled(not self.strict.isChecked())
        for field in (self.opens, self.closes):
            field.setEnabled(self.hours.isChecked())
        self.notify.setEnabled(self.tray.isChecked())
        self.changed.emit()

    def values(self) -> dict[str, Any]:
        """What the fields say, by the names of the settings."""
        hours = self.hours.isChecked()
        return {
            "warning": self.warning.value(),
            "postponements": self.postponements.currentData(),
            "strict": self.strict.isChecked(),
            "hush": self.hush.currentData(),
            "guard_opens": minutes_of(self.opens) if hours else 0,
            "guard_closes": (minutes_of(self.closes) or WHOLE_DAY) if hours else WHOLE_DAY,
            "suggestions": lines_of(self.suggestions),
            "focus_line": self.focus_line.isChecked(),
            "end_bell": self.end_bell.isChecked(),
            "tray": self.tray.isChecked(),
            "notify": self.notify.isChecked(),
        }
