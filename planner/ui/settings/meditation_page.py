"""The settings of the meditation: length, delay, bells, face, and what is in the way."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from planner.settings import Settings
from planner.ui.controls import Button, Check, Words
from planner.ui.settings.fields import choice, lines_of, number, own_list, row

BELLS = (("bowl", "Bowl"), ("bell", "Bell"), ("chime", "Chime"))
MARKS_HELP = "5, 10"


class MeditationPage(QWidget):
    """A bell can be tried; `changed()` whenever the fields say something else."""

    changed = Signal()
    _unheard = Signal(str)  # from the bell's own thread

    def __init__(self, now: Settings) -> None:
        super().__init__()
        self.minutes = number(now.sit_minutes, "sit_minutes", 5, "The usual length")
        self.minutes.setSpecialValueText("until I rise")
        self.delay = number(now.sit_delay, "sit_delay", 5, "Delay before the first bell", " s")
        self.bell = choice(now.bell, "The bell at both ends", *BELLS)
        self.interval_bell = choice(now.interval_bell, "The bell in between", *BELLS)
        self.every = number(now.sit_every, "sit_every", 1, "A bell every so many minutes")
        self.every.setSpecialValueText("none")
        self.marks = QLineEdit(", ".join(map(str, now.sit_marks)))
        self.marks.setPlaceholderText(MARKS_HELP)
        self.marks.setAccessibleName("And at these minutes")
        self.volume = number(now.volume, "volume", 5, "How loud", " %")
        self.face = choice(now.face, "Face", ("circle", "A circle, slowly drawn"), ("none", "Nothing at all"))
        self.feelings = own_list(now.feelings, "Feelings to choose from, one a line")
        self.ask = Check("Ask after each meditation what is in the way")
        self.ask.setChecked(now.ask_feeling)
        self.said = Words("", soft=True)
        self.said.setWordWrap(True)
        self._lay_out()
        for text in (self.marks.textChanged, self.feelings.textChanged):
            text.connect(self.changed)
        self._unheard.connect(self._say)

    def _lay_out(self) -> None:
        self._form = form = QFormLayout(self)
        form.setSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        form.addRow("Usual length", row(self.minutes))
        form.addRow("Delay", row(self.delay))
        form.addRow("Bell at both ends", row(self.bell, self._trial(self.bell)))
        form.addRow("In between", row(self.interval_bell, self._trial(self.interval_bell)))
        form.addRow("every", row(self.every, "and at minute", self.marks))
        form.addRow("Volume", row(self.volume))
        form.addRow("", self.said)
        form.setRowVisible(self.said, False)
        form.addRow("Face", row(self.face))
        form.addRow("Feelings", self.feelings)
        form.addRow("", self.ask)

    def _trial(self, bell: QComboBox) -> Button:
        button = Button("Listen", "soft", f"Listen to it: {bell.accessibleName()}")
        button.clicked.connect(lambda: self._listen(bell.currentData()))
        return button

    def _listen(self, bell: str) -> None:
        from planner.sound.player import ring

        self._say("")
        ring(bell, self.volume.value(), self._unheard.emit)

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self._form.setRowVisible(self.said, bool(words))

    def marks_read(self) -> tuple[int, ...]:
        """The minutes that are written. Raises ValueError, in a sentence, for anything else."""
        parts = [part for part in re.split(r"[,;\s]+", self.marks.text().strip()) if part]
        if not all(re.fullmatch(r"[0-9]{1,3}", part) for part in parts):
            raise ValueError("The bells in between ring at minutes: write them like 5, 10.")
        return tuple(sorted({int(part) for part in parts}))

    def values(self) -> dict[str, Any]:
        """What the fields say, by the names of the settings. Raises ValueError, in a sentence."""
        return {
            "sit_minutes": self.minutes.value(),
            "sit_delay": self.delay.value(),
            "bell": self.bell.currentData(),
            "interval_bell": self.interval_bell.currentData(),
            "sit_every": self.every.value(),
            "sit_marks": self.marks_read(),
            "volume": self.volume.value(),
            "face": self.face.currentData(),
            "feelings": lines_of(self.feelings),
            "ask_feeling": self.ask.isChecked(),
        }
