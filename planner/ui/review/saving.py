"""The review as a file: a picture of it, a table of its boxes, or a page of paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, Qt
from PySide6.QtGui import QImage, QPainter, QRegion
from PySide6.QtWidgets import QFileDialog, QWidget

from planner.review import Calibration, Review, Span, calibration_of
from planner.ui import folders, jobs
from planner.ui.print.work import missing_words
from planner.ui.theme import color, theme

if TYPE_CHECKING:
    from planner.ui.main_window import MainWindow
    from planner.ui.review.looking import Looked

Kind = Literal["png", "csv", "pdf"]
SHARP = 2  # pixels of the picture for a px of the window
CANNOT = "The file could not be made: please try again."


class Shown(NamedTuple):
    """What is to be saved. The calibration is made where it is not there yet."""

    looked: Looked
    calibration: Calibration | None
    content: QWidget


class Sort(NamedTuple):
    """What a file is called in the question for its name."""

    title: str
    filter: str


SORTS: dict[str, Sort] = {
    "png": Sort("Save the review as a picture", "PNG (*.png)"),
    "csv": Sort("Save the review as a table", "CSV (*.csv)"),
    "pdf": Sort("Save the review as an A5 page", "PDF (*.pdf)"),
}


def ask_where(window: QWidget, kind: Kind, span: Span, chosen: Callable[[Path], object]) -> QFileDialog:
    """Ask for a file name; `chosen` gets it."""
    folder = folders.usual(folders.Kind.DocumentsLocation)
    asked = QFileDialog(window, SORTS[kind].title, folder, SORTS[kind].filter)
    asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    asked.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    asked.setDefaultSuffix(kind)
    asked.selectFile(f"{file_name(span)}.{kind}")
    asked.fileSelected.connect(lambda name: chosen(Path(name)))
    asked.open()
    return asked


def file_name(span: Span) -> str:
    """review-2026-11-16-2026-11-22, or one date of one day."""
    days = (span.first, span.last) if span.days > 1 else (span.first,)
    return "-".join(("review", *(day.isoformat() for day in days)))


def picture_of(content: QWidget) -> QImage:
    """All of it, also what is scrolled out of sight."""
    image = QImage(content.size() * SHARP, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SHARP)
    image.fill(color(theme().tokens.paper))
    painter = QPainter(image)
    content.render(painter, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    painter.end()
    return image


def save(window: MainWindow, kind: Kind, shown: Shown, target: Path) -> None:
    """Write it beside other work, and say so."""
    left_handed = window.workspace.settings.left_handed
    image = picture_of(shown.content) if kind == "png" else None

    def written() -> tuple[str, ...]:
        if image is not None:
            _write_picture(image, target)
        elif kind == "csv":
            _write_table(shown.looked.review, target)
        else:
            return _write_page(shown, target, left_handed=left_handed)
        return ()

    def told(missing: tuple[str, ...]) -> None:
        words = missing_words(missing) if missing else ""
        window.say(" · ".join(filter(None, (f"Saved {target.name}", words))))

    jobs.run(written, told, lambda problem: window.say(_sentence_of(problem)))


def _write_picture(image: QImage, target: Path) -> None:
    """For a job. Raises PaperProblem, a sentence."""
    from planner.paper.export import PaperProblem, replace_file

    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise PaperProblem(CANNOT)
    replace_file(target, bytes(content.data()), private=True)


def _write_table(review: Review, target: Path) -> None:
    """For a job. Raises PaperProblem."""
    from planner.paper.export import replace_file
    from planner.review.table import table_of

    replace_file(target, table_of(review).encode(), private=True)


def _write_page(shown: Shown, target: Path, *, left_handed: bool) -> tuple[str, ...]:
    """For a job; gives the words that no font has. Raises PaperProblem."""
    from planner.paper.review import write_review

    looked = shown.looked
    known = shown.calibration or calibration_of(looked.past, looked.wish.span)
    return write_review(looked.review, known, target, left_handed=left_handed, private=True)


def _sentence_of(problem: Exception) -> str:
    """What to tell the person of an export that failed."""
    from planner.paper.export import PaperProblem

    return str(problem) if isinstance(problem, PaperProblem) else CANNOT
