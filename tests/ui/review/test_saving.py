"""The review as a file: a picture, a table, a page of paper; private, whole or not at all."""

from __future__ import annotations

import csv
import stat
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from planner.review import Span
from planner.ui.review.place import Review
from planner.ui.review.saving import Kind, file_name
from planner.ui.theme import theme
from tests.ui.people import TODAY

Look = Callable[..., Review]
WEEKS = pytest.mark.parametrize("lived", [14])


def saved(qtbot: QtBot, review: Review, kind: Kind, target: Path) -> Path:
    """The file that is written once its name is chosen in the question for it."""
    next(a for a in review.side.export.menu.actions() if kind.upper() in a.text()).trigger()
    asked = review.main.findChild(QFileDialog)
    assert asked is not None
    assert asked.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    assert asked.defaultSuffix() == kind
    asked.fileSelected.emit(str(target))
    asked.close()
    qtbot.waitUntil(lambda: review.main.foot.words.text() == f"Saved {target.name}", timeout=10_000)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert [file.name for file in target.parent.iterdir()] == [target.name]  # nothing half made is left beside it
    return target


@WEEKS
def test_a_picture_holds_all_of_it_twice_as_sharp(look: Look, qtbot: QtBot, tmp_path: Path, lived: int) -> None:
    review = look(before=1)
    (tmp_path / "out").mkdir()
    image = QImage(str(saved(qtbot, review, "png", tmp_path / "out" / "week.png")))
    assert review.content is not None
    assert (image.width(), image.height()) == (2 * review.content.width(), 2 * review.content.height())
    assert image.height() > 2 * review.area.viewport().height()
    assert image.pixelColor(3, 3).name().upper() == theme().tokens.paper
    chart = review.content.guess
    corner = chart.mapTo(review.content, chart.rect().topLeft()) * 2
    colours = {
        image.pixelColor(corner.x() + x, corner.y() + y).name().upper()
        for x in range(0, 2 * chart.width(), 3)
        for y in range(0, 2 * chart.height(), 3)
    }
    assert len(colours) > 20  # points, lines and words are on it


@WEEKS
def test_a_table_holds_every_pair(look: Look, qtbot: QtBot, tmp_path: Path, lived: int) -> None:
    review = look(before=1)
    (tmp_path / "out").mkdir()
    text = saved(qtbot, review, "csv", tmp_path / "out" / "week.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert review.looked is not None
    pairs = [row for row in rows if row["row"] == "pair"]
    assert [row["entry"] for row in pairs] == [pair.entry for pair in review.looked.review.pairs]


@WEEKS
def test_a_page_of_paper_is_a5(look: Look, qtbot: QtBot, tmp_path: Path, lived: int) -> None:
    review = look(before=1)
    (tmp_path / "out").mkdir()
    document = pypdfium2.PdfDocument(saved(qtbot, review, "pdf", tmp_path / "out" / "week.pdf"))
    width, height = document[0].get_size()
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (148, 210)
    assert "16 – 22 November" in document[0].get_textpage().get_text_range()
    document.close()


@WEEKS
@pytest.mark.parametrize("kind", ["png", "csv", "pdf"])
def test_where_no_file_can_be_it_is_said(look: Look, qtbot: QtBot, tmp_path: Path, kind: Kind, lived: int) -> None:
    review = look(before=1)
    review.export(kind)
    asked = review.main.findChild(QFileDialog)
    assert asked is not None
    asked.fileSelected.emit(str(tmp_path / "no such folder" / "file"))
    asked.close()
    qtbot.waitUntil(lambda: "There is no folder" in review.main.foot.words.text(), timeout=10_000)


def test_nothing_is_not_exported(look: Look) -> None:
    review = look("month")
    review.export("pdf")
    said = "Nothing is on record for November 2026. There is nothing to export."
    assert review.main.foot.words.text() == said
    assert review.main.findChild(QFileDialog) is None


def test_the_name_of_a_file_says_its_days() -> None:
    assert file_name(Span.of("day", TODAY)) == "review-2026-11-23"
    assert file_name(Span.of("month", TODAY)) == "review-2026-11-01-2026-11-30"
