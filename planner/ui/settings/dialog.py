"""The settings: few, small, judged while they are changed; the day, the recharge and the meditation on a page each."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QTabBar,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from planner.domain.edits import Outcome, Refused
from planner.domain.times import words_of
from planner.settings import Settings, SettingsProblem
from planner.ui.controls import Check, DialogButtons, Words
from planner.ui.settings.fields import minutes_of, number, row, time
from planner.ui.settings.folder_field import FolderField
from planner.ui.settings.meditation_page import MeditationPage
from planner.ui.settings.recharge_page import RechargePage
from planner.ui.theme import focus_ring, theme
from planner.workspace import Workspace

PAIRS = ((120, 30), (90, 20), (52, 17), (25, 5))  # minutes of work, then of recharge
THEMES = (("system", "As the system"), ("light", "Light"), ("dark", "Dark"))
SNAPS = (1, 5, 10, 15, 30)
PAIR_HELP = "At most {limit} of work, then {recharge} of recharge. Today follows; other pages keep their rule."


class Tabs(QTabBar):
    """High enough for the words of those behind: the style sets them lower, and cuts what hangs below the line."""

    def tabSizeHint(self, index: int) -> QSize:  # noqa: N802
        return super().tabSizeHint(index) + QSize(8, 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            focus_ring(painter, QRectF(self.tabRect(self.currentIndex())).adjusted(3, 3, -3, -3), theme().tokens, 4)


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
        self.buttons = DialogButtons(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel, parent=self
        )
        self.buttons.accepted.connect(self.keep)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        self.pages = self._pages()
        self.pages.currentChanged.connect(self._look)
        column.addWidget(self.pages)
        column.addWidget(self.problem)
        column.addWidget(self.buttons)
        self.pages.tabBar().setFocus()  # else a dialog gives the keyboard to its default button
        self._look()

    def _make_fields(self, now: Settings) -> None:
        self.pair = QComboBox()
        for limit, recharge in PAIRS:
            self.pair.addItem(f"{limit} / {recharge}", (limit, recharge))
        self.pair.addItem("My own", None)
        self.limit = number(now.limit, "limit", 5, "At most so much work")
        self.recharge = number(now.recharge, "recharge", 1, "Then so much recharge")
        self.day_start = time(now.day_start, "The day starts at")
        self.opens = time(now.opens, "The page's hours begin at")
        self.closes = time(now.closes % (24 * 60), "The page's hours end at")
        self.capacity = number(now.capacity, "capacity", 30, "Planned work in a day")
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
        self.motion = Check("Show a push or an undo by a short movement")
        self.motion.setChecked(now.motion)
        self.photos = FolderField(now.photos, "Photos of sheets come into", "No folder is watched")
        self.recharge_page = RechargePage(now)
        self.meditation_page = MeditationPage(now)
        self._show_pair()
        self._connect()

    def _connect(self) -> None:
        self.pair.activated.connect(self._take_pair)
        for minutes in (self.limit, self.recharge):
            minutes.valueChanged.connect(self._show_pair)
            minutes.valueChanged.connect(self._look)
        for clock in (self.day_start, self.opens, self.closes):
            clock.timeChanged.connect(self._look)
        self.capacity.valueChanged.connect(self._look)
        self.photos.changed.connect(self._look)
        for page in (self.recharge_page, self.meditation_page):
            page.changed.connect(self._look)

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        form.addRow("Recharge", row(self.pair, self.limit, "then", self.recharge))
        form.addRow("Hours of the page", row(self.opens, "to", self.closes))
        form.addRow("A day starts at", row(self.day_start))
        form.addRow("Planned work, at most", row(self.capacity))
        form.addRow("Boxes snap to", row(self.snap))
        form.addRow("Times as", row(self.clock))
        form.addRow("Look", row(self.theme))
        form.addRow("Motion", self.motion)
        form.addRow("Photos of sheets come into", self.photos)
        for field, name in ((self.pair, "Recharge"), (self.snap, "Boxes snap to"), (self.clock, "Times as")):
            field.setAccessibleName(name)
        self.theme.setAccessibleName("Look")
        return form

    def _pages(self) -> QTabWidget:
        day = QWidget()
        day.setLayout(self._form())
        pages = QTabWidget()
        pages.setTabBar(Tabs())
        pages.tabBar().setAccessibleName("Pages of the settings")
        pages.setDocumentMode(True)
        for page, name in ((day, "Day"), (self.recharge_page, "Recharge"), (self.meditation_page, "Meditation")):
            pages.addTab(page, name)
        return pages

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
            day_start=minutes_of(self.day_start),
            opens=minutes_of(self.opens),
            closes=minutes_of(self.closes) or 24 * 60,
            capacity=self.capacity.value(),
            snap=self.snap.currentData(),
            clock24=self.clock.currentData(),
            theme=self.theme.currentData(),
            motion=self.motion.isChecked(),
            photos=self.photos.value(),
            **self.recharge_page.values(),
            **self.meditation_page.values(),
        )

    def _look(self) -> None:
        try:
            settings = self.settings()
        except ValueError as problem:
            self._say(str(problem), possible=False)
            return
        rule = PAIR_HELP.format(limit=words_of(settings.limit), recharge=words_of(settings.recharge))
        of_the_day = self.pages.currentIndex() == 0  # where the pair is
        self._say(rule if of_the_day else "", possible=True)

    def _say(self, words: str, *, possible: bool) -> None:
        tokens = theme().tokens
        self.problem.wear(tokens.soft if possible else tokens.over_text)
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
