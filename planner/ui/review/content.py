"""All that a review says and draws, section by section; a section that has nothing to say is not there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.review import Calibration, Layers, Review, Sentence
from planner.review.blocks import DayBlocks
from planner.review.figures import all_sentences
from planner.review.pairs import By
from planner.ui.controls import Button, Words
from planner.ui.dates import year_date
from planner.ui.review.days import BesideChart, LayersChart
from planner.ui.review.groups import GroupsChart
from planner.ui.review.guess import GuessChart
from planner.ui.review.held import Held
from planner.ui.review.looking import Later, Looked
from planner.ui.review.pointed import Pointed, Target
from planner.ui.review.ratio import RatioChart
from planner.ui.review.rows import Rows, rows_of
from planner.ui.review.said import Said
from planner.ui.review.section import Columns, Section
from planner.ui.review.spent import SpentChart
from planner.ui.review.three import Three
from planner.ui.theme import font

MARGINS = (34, 22, 34, 30)  # px of paper around it
TITLE = "Guess and actual"
NO_RANGES = Calibration(0, 0, 0, 0)
BY: dict[By, str] = {"tag": "By tag", "project": "By project", "week": "Week by week"}
Drawn = GuessChart | RatioChart | GroupsChart | SpentChart | Three


class Content(QWidget):
    """Made once pyqtgraph is there. `day_stepped` asks for the layers of the lived day before or after."""

    opened = Signal(object)
    picked = Signal(object)
    asked = Signal(QPoint)
    day_stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.title, self.span = Words(TITLE, font("date")), Words("", font("large"), soft=True)
        self.span.setMinimumWidth(1)
        self.said, self.three = Said(), Three()
        self.guess, self.ratio, self.groups = GuessChart(), RatioChart(), GroupsChart()
        self.spent, self.layers, self.beside = SpentChart(), LayersChart(), BesideChart()
        self.held = Held()
        self.in_the_way, self.recharges = Rows("What was in the way"), Rows("Recharges left early or put off")
        self.earlier = Button("‹", "plain", "The layers of the day before")
        self.later = Button("›", "plain", "The layers of the day after")
        self.earlier.clicked.connect(lambda: self.day_stepped.emit(-1))
        self.later.clicked.connect(lambda: self.day_stepped.emit(1))
        self.last: Pointed | None = None
        self._section = self._sections()
        self.columns = Columns(list(self._section.values()))
        for section in self._section.values():
            section.setVisible(section.body is self.said)
        column = QVBoxLayout(self)
        column.setContentsMargins(*MARGINS)
        column.setSpacing(14)
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addSpacing(12)
        head.addWidget(self.span, 1, Qt.AlignmentFlag.AlignBottom)
        self.span.setContentsMargins(0, 0, 0, 8)
        column.addLayout(head)
        column.addWidget(self.columns)
        column.addStretch(1)
        for pointed in self.pointed():
            pointed.opened.connect(self.opened)
            pointed.picked.connect(self.picked)
            pointed.asked.connect(self.asked)
            pointed.got_keyboard.connect(lambda pointed=pointed: self._remember(pointed))

    def _sections(self) -> dict[str, Section]:
        """In the order in which they are read where there are fewer columns."""
        return {
            "said": Section("In words", self.said, 0),
            "guess": Section("Each box: guess → actual (minutes, log)", self.guess, 1),
            "spent": Section("Where the time went", self.spent, 2),
            "three": Section("Three a day", self.three, 0),
            "ratio": Section("Actual ÷ guess", self.ratio, 1),
            "layers": Section("The layers of a day", self.layers, 2, self.earlier, self.later),
            "in_the_way": Section("What was in the way", self.in_the_way, 0),
            "recharges": Section("Recharges left early or put off", self.recharges, 0),
            "groups": Section("By tag", self.groups, 1),
            "beside": Section("Plan beside actual", self.beside, 2),
            "held": Section("Of the 80 % ranges", self.held, 1),
        }

    def pointed(self) -> Iterator[Pointed]:
        for section in self._section.values():
            if isinstance(section.body, Pointed):
                yield section.body

    def _remember(self, pointed: Pointed) -> None:
        self.last = pointed

    def target(self) -> Target | None:
        """What is chosen where the keyboard is, or was last."""
        return self.last.target() if self.last is not None and self.last.isVisible() else None

    # What is shown: in steps, for a window that stays awake

    def drawing(self, looked: Looked) -> Iterator[None]:
        yield from self._sections_of(looked.review, None)
        self._show("held", False)
        yield from self._day(looked.layers, looked.days, looked)
        self.columns.arrange()

    def drawing_later(self, later: Later) -> Iterator[None]:
        yield from self._sections_of(later.review, later.calibration, changed=later.changed)
        self.columns.arrange()

    def _sections_of(self, review: Review, calibration: Calibration | None, *, changed: bool = True) -> Iterator[None]:
        """Everything but the days; where the review is not `changed`, only what the calibration says."""
        self.span.setText(review.title)
        self.said.tell(all_sentences(review, calibration or NO_RANGES))
        yield
        if changed:
            yield from self._charts(review)
            self._rows(review)
        if calibration is not None:
            self._show("held", calibration.n > 0)
            self.held.show_calibration(calibration)
            self._section["held"].show_legend(self.held.legend())

    def _charts(self, review: Review) -> Iterator[None]:
        self._section["ratio"].caption.setText(f"Actual ÷ guess, {review.ratios.words}")
        self._section["groups"].caption.setText(BY[review.by])
        charts: tuple[tuple[str, Drawn, bool], ...] = (
            ("guess", self.guess, bool(review.pairs)),
            ("spent", self.spent, any(period.spent.total for period in review.spent)),
            ("three", self.three, review.priorities.chosen > 0),
            ("ratio", self.ratio, any(period.spread for period in review.ratios.periods)),
            ("groups", self.groups, any(group.name for group in review.groups)),
        )
        for name, chart, there in charts:
            self._show(name, there)
            if there:
                chart.show_review(review)
                self._section[name].show_legend(chart.legend())
                self.columns.arrange()
                yield

    def _rows(self, review: Review) -> None:
        for name, body, rows in zip(
            ("in_the_way", "recharges"), (self.in_the_way, self.recharges), rows_of(review), strict=True
        ):
            self._show(name, bool(rows))
            body.show_rows(rows)

    def _day(self, layers: Layers | None, days: Sequence[DayBlocks], looked: Looked) -> Iterator[None]:
        """The layers of one day, and the days around it."""
        self._show("layers", layers is not None)
        if layers is not None:
            self.layers.show_layers(layers)
            day = year_date(layers.page.date, looked.wish.today)
            self._section["layers"].caption.setText(f"The layers of {day}")
            self._section["layers"].show_legend(self.layers.legend())
            self.columns.arrange()
            yield
        there = any(day.planned or day.happened for day in days)
        self._show("beside", there)
        if there:
            self.beside.show_days(days)
            self._section["beside"].show_legend(self.beside.legend())
            yield

    def _show(self, name: str, there: bool) -> None:
        self._section[name].setVisible(there)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns.arrange()


class Calm(QWidget):
    """One sentence in place of everything: nothing is on record, or it is still being read."""

    def __init__(self) -> None:
        super().__init__()
        self.said = Said()
        self.said.setMaximumWidth(520)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGINS[0], 90, MARGINS[2], MARGINS[3])
        column.addWidget(self.said)
        column.addStretch(1)
        column.setAlignment(self.said, Qt.AlignmentFlag.AlignTop)

    def tell(self, *sentences: str) -> None:
        self.said.tell([Sentence(words, quiet=n > 0) for n, words in enumerate(sentences)])
