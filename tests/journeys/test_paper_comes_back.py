"""A day on paper: planned, printed, filled in by a pen, photographed, read, confirmed, looked back on, taken back."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from planner.commands import Job
from planner.commands.deeds import perform
from planner.commands.grammar import read
from planner.domain.values import Page
from planner.paper.export import day_print
from planner.paper.plan import Options
from planner.ui.main_window import MainWindow
from planner.workspace import Workspace
from tests.benchmarks.paper_camera import photographed
from tests.benchmarks.paper_days import Printing, rendered
from tests.benchmarks.paper_pen import PEOPLE, filled_in, with_pens
from tests.benchmarks.paper_shot import PHONE, TROUBLES, Shot
from tests.benchmarks.paper_truth import Truth
from tests.ui.hands import ENTER, Hands
from tests.ui.people import TODAY, Clock, Opened

LINES = (
    "Draft the essay 1h !1 9:00",
    "Answer mail 30m 10:00",
    "Send the grant budget 45m !2 10:45",
    "Call the landlord 20m 13:30",
    "Outline slides 45m 14:00",
)
MILD = 0.35  # of the strength of each trouble that a photo may have
CLOSE = 5  # minutes


class Photo(NamedTuple):
    file: Path
    truth: Truth


def print_by_command(workspace: Workspace, target: Path) -> None:
    job = perform(workspace, read(["print", "today", "--to", str(target)], str(target.parent)))
    assert isinstance(job, Job)
    job.run()


def take_photo(workspace: Workspace, printed: Path, file: Path, seed: int) -> Photo:
    """The page of the PDF with somebody's marks on it, on a desk, by a phone."""
    rng = np.random.default_rng(seed)
    page = workspace.page(TODAY)
    (kept,) = workspace.store.prints()
    one = day_print(page, Options(), kept.number)
    assert [mark.id for mark in one.sheets[0].marks] == [mark["id"] for mark in kept.sheets[0]["marks"]]
    picture = rendered(printed.read_bytes(), 1)
    sheet, truth, _ = filled_in(Printing("day", page, one, one.sheets[0], picture), with_pens(PEOPLE, ["blue"]), rng)
    shot = Shot(PHONE, 8, dict.fromkeys(TROUBLES, MILD), 1, "wood", False, False)
    file.write_bytes(photographed(sheet, picture, shot, rng))
    return Photo(file, truth)


def read_in_the_window(hands: Hands, file: Path, qtbot: QtBot) -> None:
    """I, the name of the file, Enter."""
    hands.key(Qt.Key.Key_I)
    dialog = hands.window.findChild(QFileDialog)
    assert dialog is not None
    dialog.filesSelected.emit([str(file)])
    dialog.reject()
    hands.come_back()
    qtbot.waitUntil(lambda: hands.window.places.reading.draft is not None, timeout=60_000)
    hands.window.places.reading.focus_rows()


def held_against(truth: Truth, page: Page) -> None:
    """Everything that the pen meant is on the page."""
    for mark, value in truth.ticks.items():
        box = page.box(mark.removeprefix("box-"))
        if mark.startswith("box-") and box is not None:
            assert box.done == (value == "ticked" or _is_done(page, box.entry)), mark
        elif mark.startswith("box-"):
            assert value == "cancelled", mark
    worked = sorted(
        (page.frame.minute(i.start), page.frame.minute(i.end or i.start)) for i in page.intervals if i.kind == "work"
    )
    meant = sorted((one.start - page.head.day_start, one.end - page.head.day_start) for one in truth.intervals)
    assert len(worked) == len(meant)
    for found, wanted in zip(worked, meant, strict=True):
        assert abs(found[0] - wanted[0]) <= CLOSE
        assert abs(found[1] - wanted[1]) <= CLOSE


def _is_done(page: Page, entry_id: str | None) -> bool:
    entry = page.entry(entry_id)
    return entry is not None and entry.state == "done"


def review_of_the_day(hands: Hands, qtbot: QtBot) -> tuple[int, bool]:
    """Minutes that the review of the day shows as worked, and whether it is empty."""
    hands.key(Qt.Key.Key_D, Qt.KeyboardModifier.ShiftModifier)
    review = hands.window.places.review
    qtbot.waitUntil(lambda: review.settled and review.looked is not None, timeout=20_000)
    looked = review.looked
    assert looked is not None
    return round(sum(period.spent.work for period in looked.review.spent)), looked.review.is_empty


def worked_minutes(window: MainWindow) -> int:
    return round(
        sum((i.end - i.start).total_seconds() / 60 for i in window.page.intervals if i.end and i.kind == "work")
    )


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_a_day_goes_to_paper_and_comes_back(
    workspace: Workspace, open_window: Opened, qtbot: QtBot, clock: Clock, tmp_path: Path
) -> None:
    window = open_window()
    hands = Hands(window, qtbot)
    for line in LINES:
        hands.line(line)
    print_by_command(workspace, tmp_path / "day.pdf")
    clock.at(22)
    photo = take_photo(workspace, tmp_path / "day.pdf", tmp_path / "photo.jpg", seed=5)
    planned = workspace.page(TODAY)
    assert photo.truth.intervals, "the pen shaded something"

    read_in_the_window(hands, photo.file, qtbot)
    assert workspace.page(TODAY) == planned
    hands.key(ENTER)
    assert window.places.day_is_in_front
    held_against(photo.truth, window.page)

    minutes, empty = review_of_the_day(hands, qtbot)
    assert not empty
    assert abs(minutes - worked_minutes(window)) <= len(photo.truth.intervals)
    hands.key(Qt.Key.Key_Escape)
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert workspace.page(TODAY) == planned
    assert review_of_the_day(hands, qtbot)[0] == 0
