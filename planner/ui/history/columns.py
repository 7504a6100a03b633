"""Which column is what: one row for each field, with its unit where it has one and an example from the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QComboBox, QGridLayout, QSizePolicy, QWidget

from planner.ui.controls import Words
from planner.ui.messages import Line

if TYPE_CHECKING:
    from planner.exchange.columns import Columns
    from planner.exchange.table import Table

FIELDS = {
    "day": "Day",
    "actual": "Actual",
    "estimate": "Estimate",
    "title": "Title",
    "tags": "Tags",
    "project": "Project",
    "start": "Start",
    "end": "End",
    "id": "Id",
    "done": "Done",
}
NOTHING = "—"
COLUMN_WIDTH = 124  # px that a choice of columns takes at least
EXAMPLE_WIDTH = 88
EXAMPLE_SIGNS = 60  # characters of an example


class ColumnsForm(QWidget):
    """`place_chosen(field, place or None)`, `unit_chosen(field, unit)` and `order_chosen(order)` tell of the person."""

    place_chosen = Signal(str, object)
    unit_chosen = Signal(str, str)
    order_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.places: dict[str, QComboBox] = {}
        self.units: dict[str, QComboBox] = {}
        self.examples: dict[str, Line] = {}
        self.order = _choice("How the dates are written")
        self.order.activated.connect(lambda: self.order_chosen.emit(self.order.currentData()))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(3, 1)
        for row, (field, name) in enumerate(FIELDS.items()):
            self._make_row(row, field, name)
        self._grid.addWidget(self.order, 0, 2)

    def _make_row(self, row: int, field: str, name: str) -> None:
        place = _choice(f"{name}: its column")
        place.setMinimumWidth(COLUMN_WIDTH)
        place.activated.connect(lambda: self.place_chosen.emit(field, place.currentData()))
        example = Line()
        example.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        example.setMinimumWidth(EXAMPLE_WIDTH)
        label = Words(name, soft=True)
        label.setBuddy(place)
        self.places[field], self.examples[field] = place, example
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(place, row, 1)
        self._grid.addWidget(example, row, 3)
        if field in ("actual", "estimate"):
            unit = _choice(f"{name}: its unit")
            unit.activated.connect(lambda: self.unit_chosen.emit(field, unit.currentData()))
            self.units[field] = unit
            self._grid.addWidget(unit, row, 2)

    def show_table(self, table: Table) -> None:
        """Offer the columns of another file."""
        from planner.exchange.days import ORDER_WORDS
        from planner.exchange.durations import UNITS

        for place in self.places.values():
            _fill(place, [(NOTHING, None), *((name or f"Column {n}", n - 1) for n, name in enumerate(table.header, 1))])
        for unit in self.units.values():
            _fill(unit, [(name, name) for name in UNITS])
        _fill(self.order, [("Which order?", None), *((words, order) for order, words in ORDER_WORDS.items())])

    def show_columns(self, table: Table, columns: Columns) -> None:
        """Show what is chosen now, with an example of each."""
        places: dict[str, int] = {str(field): place for field, place in columns.places.items()}
        for field, place in self.places.items():
            at = places.get(field)
            place.setCurrentIndex(place.findData(at))
            self.examples[field].setText(_example(table, at))
        for field in ("actual", "estimate"):
            unit = self.units[field]
            unit.setVisible(field in places)
            unit.setCurrentIndex(unit.findData(dict(columns.units).get(field, "minutes")))  # type: ignore[call-overload]
        self.order.setVisible("day" in places)
        self.order.setCurrentIndex(self.order.findData(columns.order))

    def ask(self, columns: Columns) -> None:
        """Give the keyboard to what still has to be chosen."""
        missing = columns.missing()
        (self.places[missing] if missing else self.order).setFocus(Qt.FocusReason.OtherFocusReason)


def _choice(name: str) -> QComboBox:
    field = QComboBox()
    field.setAccessibleName(name)
    field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    field.setMinimumContentsLength(9)
    field.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return field


def _fill(field: QComboBox, choices: list[tuple[str, Any]]) -> None:
    field.clear()
    for words, value in choices:
        field.addItem(words, value)


def _example(table: Table, place: int | None) -> str:
    from planner.exchange.columns import sample

    found = sample(table.rows[:200], place) if place is not None else []
    return " ".join(found[0][:EXAMPLE_SIGNS].split()) if found else ""
