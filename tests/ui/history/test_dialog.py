"""Import history from the menu: a file chosen, its columns set right, its rows judged, and all of it taken over."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from planner.exchange import history
from planner.store.problems import StoreProblem
from planner.ui import jobs
from planner.ui.history.dialog import HistoryDialog
from planner.ui.history.preview import LISTED, length_words
from planner.ui.main_window import MainWindow
from tests.ui.people import Opened

# Offscreen, every window with a least size says so.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

PLAIN = "seq,date,title,tags,estimate_min,actual_min\n1,2025-01-07,Draft,writing,25,50\n2,2025-03-01,Mail,,,7.5\n"


@pytest.fixture
def window(open_window: Opened) -> MainWindow:
    return open_window()


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> Iterator[HistoryDialog]:
    """Opened by its action; gone with the test."""
    window.made["import_history"].trigger()
    (found,) = window.findChildren(HistoryDialog)
    found.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.waitUntil(found.isActiveWindow)
    yield found
    found.close()
    assert jobs.wait()


def file(folder: Path, text: str, name: str = "old.csv") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def read(dialog: HistoryDialog, qtbot: QtBot, path: Path) -> None:
    dialog.open_file(path)
    qtbot.waitUntil(lambda: not dialog.stop.isVisible())


def choose(dialog: HistoryDialog, qtbot: QtBot, field: QComboBox, words: str) -> None:
    """With the keyboard: the row is typed by its first letters."""
    field.setFocus()
    qtbot.keyClicks(field, words)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.stop.isVisible())


def cell(dialog: HistoryDialog, row: int, column: int) -> str:
    item = dialog.preview.item(row, column)
    assert item is not None
    return item.text()


def listed(dialog: HistoryDialog) -> list[str]:
    return [dialog.bad.item(row).text() for row in range(dialog.bad.count())]


def test_a_file_is_chosen_seen_and_taken_over_and_undone(
    dialog: HistoryDialog, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = file(tmp_path, PLAIN)
    assert dialog.welcome.isVisible()
    assert not dialog.take.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    (asked,) = dialog.findChildren(QFileDialog)
    name = asked.findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    name.setText(str(path))  # typed, its suggestions would take the Return
    qtbot.keyClick(name, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.take.isVisible)
    assert dialog.take.text() == "Import 2 tasks"
    assert dialog.told.text() == "2 tasks, Tue 7 Jan 2025 to Sat 1 Mar 2025"
    rows = [[cell(dialog, row, column) for column in range(5)] for row in range(2)]
    assert rows == [["2025-01-07", "Draft", "#writing", "25 min", "50 min"], ["2025-03-01", "Mail", "", "", "8 min"]]
    assert not dialog.bad.isVisible()
    assert list(window.workspace.past()) == []
    qtbot.waitUntil(dialog.take.hasFocus)
    qtbot.keyClick(dialog.take, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert [task.title for task in window.workspace.past()] == ["Draft", "Mail"]
    assert window.foot.words.text().startswith("Import 2 tasks")
    qtbot.mouseClick(window.foot.undo, Qt.MouseButton.LeftButton)
    assert list(window.workspace.past()) == []


def test_bad_rows_are_listed_with_their_lines_and_nothing_can_be_imported(
    dialog: HistoryDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    read(dialog, qtbot, file(tmp_path, f"{PLAIN}3,2025-03-02,x,,5,-5\n2,2025-03-02,y,,5,nan\n"))
    assert listed(dialog) == [
        "Line 4: the actual is −5: write minutes above 0",
        "Line 5: the actual is “nan”: write minutes as a number",
    ]
    assert dialog.told.text().startswith("2 lines are bad")
    assert not dialog.take.isVisible()
    dialog.import_all()
    assert list(dialog.workspace.past()) == []


def test_a_few_bad_rows_are_seen_whole_though_their_reasons_wrap(
    dialog: HistoryDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    read(dialog, qtbot, file(tmp_path, "date,actual_min\n" + "2025-01-01,1000000\n" * 5))
    assert len(listed(dialog)) == 5
    qtbot.waitUntil(lambda: dialog.bad.verticalScrollBar().maximum() == 0)


def test_very_many_bad_rows_are_counted(dialog: HistoryDialog, qtbot: QtBot, tmp_path: Path) -> None:
    read(dialog, qtbot, file(tmp_path, "date,actual\n" + "2025-01-01,0\n" * (LISTED + 7)))
    assert listed(dialog)[-1] == "and 7 more"


def test_the_columns_are_set_right_by_the_keyboard(dialog: HistoryDialog, qtbot: QtBot, tmp_path: Path) -> None:
    read(dialog, qtbot, file(tmp_path, "Wann;Was;Lang\n03/04/2025;اكتب المسودة;90\n05/06/2025;Brief;30\n"))
    assert dialog.told.text() == "Say which column of old.csv is the day."
    assert dialog.preview_caption.text() == "AS IT STANDS IN THE FILE"
    assert [cell(dialog, 0, column) for column in range(3)] == ["03/04/2025", "اكتب المسودة", "90"]
    assert dialog.form.places["day"].hasFocus()
    choose(dialog, qtbot, dialog.form.places["day"], "Wann")
    assert dialog.form.examples["day"].text() == "03/04/2025"
    assert dialog.form.places["actual"].hasFocus()
    choose(dialog, qtbot, dialog.form.places["actual"], "Lang")
    assert "both would fit" in dialog.told.text()
    assert dialog.form.order.hasFocus()
    choose(dialog, qtbot, dialog.form.order, "month")
    choose(dialog, qtbot, dialog.form.places["title"], "Was")
    assert dialog.take.text() == "Import 2 tasks"
    assert dialog.preview_caption.text() == "AS IT WILL BE READ"
    assert [cell(dialog, 0, column) for column in (0, 1, 4)] == ["2025-03-04", "اكتب المسودة", "1 h 30"]
    choose(dialog, qtbot, dialog.form.units["actual"], "seconds")
    assert [cell(dialog, row, 4) for row in (0, 1)] == ["2 min", "30 s"]
    qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    assert [task.actual for task in dialog.workspace.past()] == [1.5, 0.5]


def test_a_column_can_be_taken_from_a_field(dialog: HistoryDialog, qtbot: QtBot, tmp_path: Path) -> None:
    read(dialog, qtbot, file(tmp_path, "id,date,actual\n1,2025-01-01,5\n1,2025-01-02,6\n"))
    assert listed(dialog) == ["Line 3: the id “1” stands on line 2 already"]
    dialog.form.places["id"].setFocus()
    qtbot.keyClick(dialog.form.places["id"], Qt.Key.Key_Home)
    qtbot.waitUntil(dialog.take.isVisible)
    assert dialog.take.text() == "Import 2 tasks"


def test_a_backup_of_super_productivity_needs_no_columns(dialog: HistoryDialog, qtbot: QtBot, tmp_path: Path) -> None:
    task = {"id": "a", "title": "Draft", "timeSpentOnDay": {"2025-01-02": 1_500_000}, "timeEstimate": 1_800_000}
    idle = {"id": "b", "title": "Idle"}
    data = {"data": {"task": {"entities": {"a": {**task, "isDone": True}, "b": idle}}}}
    read(dialog, qtbot, file(tmp_path, json.dumps(data), "backup.json"))
    assert not dialog.form.isVisible()
    assert dialog.take.text() == "Import 1 task"
    assert dialog.told.text().endswith("1 task is left out")
    assert listed(dialog) == ["Task 2: no time was spent on it (left out)"]


def test_what_is_no_history_is_said_and_another_file_can_be_chosen(
    dialog: HistoryDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    read(dialog, qtbot, tmp_path / "picture.png")
    assert dialog.told.text() == "picture.png is a picture: save it as CSV in UTF-8, then import that."
    assert dialog.welcome.isVisible()
    read(dialog, qtbot, file(tmp_path, PLAIN))
    assert dialog.take.isVisible()


def test_the_same_file_again_is_here_already(
    dialog: HistoryDialog, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    read(dialog, qtbot, file(tmp_path, PLAIN))
    dialog.import_all()
    window.made["import_history"].trigger()
    again = next(found for found in window.findChildren(HistoryDialog) if found.isVisible())
    read(again, qtbot, tmp_path / "old.csv")
    assert again.told.text() == "These 2 tasks are here already: nothing is imported."
    assert not again.take.isVisible()
    qtbot.keyClick(again, Qt.Key.Key_Escape)
    assert len(list(window.workspace.past())) == 2


def test_a_file_may_be_let_fall_on_it(dialog: HistoryDialog, qtbot: QtBot, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file(tmp_path, PLAIN)))])
    no_key, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    enters = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, left, no_key)
    QApplication.sendEvent(dialog.welcome, enters)
    assert enters.isAccepted()
    QApplication.sendEvent(dialog.welcome, QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, left, no_key))
    qtbot.waitUntil(dialog.take.isVisible)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Reading waits in its first row until it may go on."""
    go_on = threading.Event()
    read_truly = history.read

    def waits(table: object, columns: object, today: object, watch: object) -> object:
        watch(1000)  # type: ignore[operator]
        assert go_on.wait(20)
        return read_truly(table, columns, today, watch)  # type: ignore[arg-type]

    monkeypatch.setattr(history, "read", waits)
    return go_on


def test_reading_tells_how_far_it_is_and_can_be_stopped(
    dialog: HistoryDialog, qtbot: QtBot, tmp_path: Path, slow: threading.Event
) -> None:
    dialog.open_file(file(tmp_path, PLAIN))
    qtbot.waitUntil(lambda: dialog.told.text() == "Reading… 1,000 of 2 rows")
    qtbot.mouseClick(dialog.stop, Qt.MouseButton.LeftButton)
    slow.set()
    assert jobs.wait()
    QApplication.processEvents()
    assert dialog.judged is None
    assert not dialog.take.isVisible()
    assert dialog.told.text().startswith("Reading was stopped")


def test_escape_closes_while_it_reads(
    dialog: HistoryDialog, qtbot: QtBot, tmp_path: Path, slow: threading.Event
) -> None:
    dialog.open_file(file(tmp_path, PLAIN))
    qtbot.waitUntil(lambda: dialog.told.text().startswith("Reading… 1"))
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    slow.set()
    assert jobs.wait()
    QApplication.processEvents()
    assert dialog.judged is None


def test_a_full_disk_is_said_and_the_dialog_stays(
    dialog: HistoryDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> int:
        raise StoreProblem("The disk is full and that was not kept: free some space, then do it again.")

    read(dialog, qtbot, file(tmp_path, PLAIN))
    monkeypatch.setattr(dialog.workspace.store, "keep_import", full)
    qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert "disk is full" in dialog.told.text()
    assert list(dialog.workspace.past()) == []


def test_narrow_the_tasks_stand_below_the_columns(dialog: HistoryDialog, qtbot: QtBot, tmp_path: Path) -> None:
    read(dialog, qtbot, file(tmp_path, PLAIN))
    assert dialog.preview.mapTo(dialog, QPoint()).x() > dialog.form.geometry().right()
    dialog.resize(600, 760)
    qtbot.waitUntil(lambda: dialog.preview.mapTo(dialog, QPoint()).y() > dialog.form.geometry().bottom())
    assert dialog.take.geometry().right() < dialog.width()


def test_everything_has_a_name_for_those_who_hear(dialog: HistoryDialog, qtbot: QtBot, tmp_path: Path) -> None:
    read(dialog, qtbot, file(tmp_path, PLAIN))
    named = [*dialog.form.places.values(), *dialog.form.units.values(), dialog.form.order, dialog.preview, dialog.bad]
    names = [widget.accessibleName() for widget in named]
    assert all(names)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(("ms", "words"), [(1, "1 s"), (59_000, "59 s"), (60_000, "1 min"), (5_400_000, "1 h 30")])
def test_lengths_are_said_in_the_planners_words(ms: int, words: str) -> None:
    assert length_words(ms) == words
