"""The pages of a PDF as pictures, and the widget that shows one of them on the desk."""

from __future__ import annotations

import threading

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.ui.theme import color, theme

A5 = (148.0, 210.0)  # millimetres
PAPER_HEIGHT = 560  # px of the window
MARGIN = 24

_pdfium = threading.Lock()  # it draws for one thread at a time


def pictures(content: bytes, height: int) -> list[QImage]:
    """Every page of a PDF, `height` pixels high. For a job."""
    import pypdfium2

    with _pdfium:
        document = pypdfium2.PdfDocument(content)
        try:
            return [_picture(page, height) for page in document]
        finally:
            document.close()


def _picture(page: object, height: int) -> QImage:
    bitmap = page.render(scale=height / page.get_height())  # type: ignore[attr-defined]
    size = (bitmap.width, bitmap.height, bitmap.stride)
    return QImage(bytes(bitmap.buffer), *size, QImage.Format.Format_BGR888).copy()


class Preview(QWidget):
    """One page, as white as paper is, in light and in dark."""

    def __init__(self) -> None:
        super().__init__()
        self._image: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Preview")

    def sizeHint(self) -> QSize:
        return QSize(round(PAPER_HEIGHT * A5[0] / A5[1]) + 2 * MARGIN, PAPER_HEIGHT + 2 * MARGIN)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def pixels(self) -> int:
        """How many pixels of the screen the paper is high."""
        return round(PAPER_HEIGHT * self.devicePixelRatioF())

    def show_image(self, image: QImage | None, words: str) -> None:
        """Show a page; `words` say to a screen reader what is on it."""
        self._image = image
        self.setAccessibleDescription(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), color(tokens.desk))
        paper = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        painter.setPen(Qt.PenStyle.NoPen)
        for grown, strength in ((4, 10), (2, 16), (1, 30)):
            painter.setBrush(color("#000000", strength))
            painter.drawRoundedRect(paper.adjusted(-grown, -grown + 1, grown, grown + 1), grown, grown)
        painter.fillRect(paper, color("#FFFFFF"))
        if self._image is not None:
            painter.drawImage(paper, self._image)
