"""Import history…: choose a file, see how its columns are understood and what its rows come to, and take them over."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from planner.domain.edits import Refused
from planner.domain.importing import Known, tasks_words
from planner.store.problems import StoreProblem
from planner.ui import folders, jobs
from planner.ui.controls import Button, Words, caption
from planner.ui.history.columns import ColumnsForm
from planner.ui.history.drop_place import DropPlace
from planner.ui.history.preview import BadRows, Preview
from planner.ui.history.work import Judged, judge, open_table, sentence_of, summary
from planner.ui.messages import announce
from planner.ui.theme import font, theme

if TYPE_CHECKING:
    from planner.exchange.columns import Columns
    from planner.exchange.table import Table
    from planner.workspace import Workspace

FILTER = "Histories (*.csv *.tsv *.txt *.json);;All files (*)"
SIDE_BY_SIDE = 760  # px from which on the columns and the tasks stand beside each other
FORM_WIDTH = 440


class HistoryDialog(QDialog):
    """Nothing is taken over before Import is pressed, and then all of it or nothing."""

    read_so_far = Signal(int, int)  # which question, and how many rows

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Import history")
        self.resize(980, 640)
        self.workspace = workspace
        self.table: Table | None = None
        self.columns: Columns | None = None
        self.judged: Judged | None = None
        self._wanted = 0
        self._known: Known = {}
        self._make_parts()
        self._lay_out()
        self._show_table()
        self._tell("")
        self.read_so_far.connect(self._count)
        theme().changed.connect(self._show_rows)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Open), self, self._ask_file)

    def _make_parts(self) -> None:
        self.welcome = DropPlace()
        self.choose = Button("Choose a file…", "strong")
        self.file = Words("", font("large", strong=True))
        self.form = ColumnsForm()
        self.preview = Preview()
        self.bad = BadRows()
        self.told = Words("")
        self.told.setWordWrap(True)
        self.take = Button("Import", "ink")
        self.stop = Button("Stop", "soft", "Stop reading")
        self.take.hide()
        self.stop.hide()
        self.close_it = Button("Close", "plain")
        self.choose.clicked.connect(self._ask_file)
        self.welcome.dropped.connect(self.open_file)
        self.take.clicked.connect(self.import_all)
        self.stop.clicked.connect(self._stop_reading)
        self.close_it.clicked.connect(self.reject)
        self.form.place_chosen.connect(self._choose_place)
        self.form.unit_chosen.connect(self._choose_unit)
        self.form.order_chosen.connect(self._choose_order)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.addWidget(self.file, 1)
        first.addWidget(self.choose)
        left = QVBoxLayout()
        left.setSpacing(8)
        self.columns_caption, self.preview_caption = caption("COLUMNS"), caption("")
        left.addWidget(self.columns_caption)
        left.addWidget(self.form)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.preview_caption)
        right.addWidget(self.preview, 3)
        right.addWidget(self.bad, 2)
        self.body = QWidget()
        self.sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.body)
        self.sides.setContentsMargins(0, 0, 0, 0)
        self.sides.setSpacing(24)
        self.sides.addLayout(left)
        self.sides.addLayout(right, 1)
        last = QHBoxLayout()
        last.addWidget(self.told, 1)
        for button in (self.stop, self.close_it, self.take):
            last.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 20, 18)
        column.setSpacing(14)
        column.addLayout(first)
        column.addWidget(self.welcome, 1)
        column.addWidget(self.body, 1)
        column.addLayout(last)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= SIDE_BY_SIDE
        self.sides.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self.form.setMaximumWidth(FORM_WIDTH if wide else 16_777_215)

    # The file

    def _ask_file(self) -> None:
        folder = folders.usual(folders.Kind.DownloadLocation)
        asked = QFileDialog(self, "Choose a history", folder, FILTER)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.setFileMode(QFileDialog.FileMode.ExistingFile)
        asked.fileSelected.connect(lambda name: self.open_file(Path(name)))
        asked.finished.connect(self.activateWindow)  # not every desktop gives the keyboard back by itself
        asked.open()

    def open_file(self, path: Path) -> None:
        """Read another file, in place of the one that is shown."""
        mine = self._begin(f"Reading {path.name}…")
        self.table = self.columns = None
        self._show_table()
        jobs.run(
            partial(open_table, path, self.workspace.store), partial(self._opened, mine), partial(self._failed, mine)
        )

    def _opened(self, mine: int, found: tuple[Table, Columns, Known]) -> None:
        if mine != self._wanted:
            return
        self.table, self.columns, self._known = found
        self.form.show_table(self.table)
        self._show_table()
        self._judge()

    def _show_table(self) -> None:
        """The columns of a backup are known: nothing is to be chosen there."""
        shown = self.table is not None
        by_hand = self.table is not None and self.table.kind != "super productivity"
        self.file.setText(self.table.name if self.table else "Import history")
        self.welcome.setVisible(not shown)
        self.body.setVisible(shown)
        self.columns_caption.setVisible(by_hand)
        self.form.setVisible(by_hand)

    # The columns

    def _choose_place(self, field: Any, place: int | None) -> None:
        from planner.exchange.columns import chosen

        if self.table is not None and self.columns is not None:
            self.columns = chosen(self.table, self.columns, field, place)
            self._judge()

    def _choose_unit(self, field: Any, unit: Any) -> None:
        from planner.exchange.columns import with_unit

        if self.columns is not None:
            self.columns = with_unit(self.columns, field, unit)
            self._judge()

    def _choose_order(self, order: Any) -> None:
        from planner.exchange.columns import with_order

        if self.columns is not None:
            self.columns = with_order(self.columns, order)
            self._judge()

    # What the rows come to

    def _begin(self, words: str) -> int:
        """A new question: only its answer counts, and nothing can be imported before it."""
        self._wanted += 1
        self.judged = None
        self.take.hide()
        self.stop.show()
        self._tell(words)
        return self._wanted

    def _judge(self) -> None:
        table, columns = self.table, self.columns
        if table is None or columns is None:
            return
        self.form.show_columns(table, columns)
        mine = self._begin("Reading…")
        today, known = self.workspace.today(), self._known

        def watch(row: int) -> None:
            if mine != self._wanted:
                raise jobs.Stopped
            self.read_so_far.emit(mine, row)

        jobs.run(
            partial(judge, table, columns, known, today, watch),
            partial(self._show, mine),
            partial(self._failed, mine),
        )

    def _count(self, mine: int, row: int) -> None:
        if mine == self._wanted and self.judged is None and row and self.table is not None:
            self.told.setText(f"Reading… {row:,} of {len(self.table.rows):,} rows")

    def _show(self, mine: int, judged: Judged | None) -> None:
        if mine != self._wanted or judged is None or self.table is None:
            return
        self.judged = judged
        self.stop.hide()
        self._show_rows()
        self.take.setVisible(judged.count > 0)
        if judged.count:
            self.take.setText(f"Import {tasks_words(judged.count)}")
            self.take.setAccessibleName(self.take.text())
            self.take.updateGeometry()
            if self.focusWidget() in (None, self.choose, self.close_it):
                self.take.setFocus(Qt.FocusReason.OtherFocusReason)
        if judged.asked and self.columns is not None:
            self.form.ask(self.columns)
        self._tell(summary(self.table, judged), warns=judged.count == 0)

    def _show_rows(self) -> None:
        table, judged = self.table, self.judged
        if table is None or judged is None:
            return
        if judged.reading is None:
            self.preview_caption.setText("AS IT STANDS IN THE FILE")
            self.preview.show_raw(table)
        else:
            self.preview_caption.setText("AS IT WILL BE READ")
            self.preview.show_tasks(judged.reading.tasks)
        self.bad.show_rows(table, judged.reading)

    def _stop_reading(self) -> None:
        self._wanted += 1
        self.stop.hide()
        self._tell("Reading was stopped: choose a file or a column to read again.")

    def _failed(self, mine: int, problem: Exception) -> None:
        if mine == self._wanted:
            self.stop.hide()
            self._tell(sentence_of(problem), warns=True)

    def _tell(self, words: str, *, warns: bool = False) -> None:
        tokens = theme().tokens
        self.told.wear(tokens.over_text if warns else tokens.soft)
        self.told.setText(words)
        if words:
            announce(self, words)

    # Taking it over

    def import_all(self) -> None:
        """Take over what is shown; the window says so, with Undo."""
        judged = self.judged
        if self.table is None or judged is None or judged.reading is None or not judged.count:
            return
        try:
            outcome = self.workspace.import_history(self.table.name, judged.reading.tasks)
        except StoreProblem as problem:
            outcome = Refused(str(problem))
        if isinstance(outcome, Refused):
            self._tell(outcome.reason, warns=True)
            return
        self.accept()

    def done(self, result: int) -> None:
        self._wanted += 1
        super().done(result)
