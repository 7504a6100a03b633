"""The pages of a PDF as pictures: drawn beside other work, the one that was asked for last comes first."""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage, QTransform

from planner.ui import jobs
from planner.ui.print.views import View

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

WAITING, KEPT = 60, 240  # pictures
FINER = 2  # times as large, then made smaller: hairlines stay as light as they are
ENOUGH = 1200  # pixels of height from which a hairline is one of them

_pdfium = threading.Lock()  # it draws for one thread at a time


class Document:
    """A PDF in memory, open from its first picture until it is closed."""

    def __init__(self, content: bytes) -> None:
        self._content: bytes | None = content
        self._document: PdfDocument | None = None

    def picture(self, view: View, height: int) -> QImage | None:
        """A view `height` pixels high, upright; None once the document is closed. For a job."""
        import pypdfium2

        with _pdfium:
            if self._content is None:
                return None
            if self._document is None:
                self._document = pypdfium2.PdfDocument(self._content)
            page = self._document[view.number]
            width, whole = page.get_size()
            crop = (view.x, whole - view.y - view.height, width - view.x - view.width, view.y)
            finer = FINER if height < ENOUGH else 1
            bitmap = page.render(scale=finer * height / view.height, crop=tuple(max(0.0, edge) for edge in crop))
            size = (bitmap.width, bitmap.height, bitmap.stride)
            image = QImage(bytes(bitmap.buffer), *size, QImage.Format.Format_BGR888).copy()
            page.close()
        if finer > 1:
            image = image.scaledToHeight(height, Qt.TransformationMode.SmoothTransformation)
        return image.transformed(QTransform().rotate(180)) if view.turned else image

    def close(self) -> None:
        with _pdfium:
            self._content = None
            if self._document is not None:
                self._document.close()
                self._document = None


class Pictures(QObject):
    """Pictures of the document that is shown; `drawn` comes when one more is there."""

    drawn = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._document: Document | None = None
        self._wanted: deque[tuple[View, int]] = deque(maxlen=WAITING)
        self._kept: OrderedDict[tuple[View, int], QImage] = OrderedDict()
        self._drawing = False

    def show(self, document: Document | None) -> None:
        """From now on the pictures are of another document."""
        before, self._document = self._document, document
        self._wanted.clear()
        self._kept.clear()
        if before is not None:
            jobs.run(before.close)

    def of(self, view: View, height: int) -> QImage | None:
        """The picture, if it is there; else it will be drawn."""
        key = (view, height)
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return found
        if key in self._wanted:
            self._wanted.remove(key)
        self._wanted.append(key)
        self._draw()
        return None

    def _draw(self) -> None:
        document = self._document
        if self._drawing or document is None or not self._wanted:
            return
        key = self._wanted.pop()
        self._drawing = True
        jobs.run(lambda: document.picture(*key), lambda image: self._take(document, key, image), self._fail, self)

    def _take(self, document: Document, key: tuple[View, int], image: QImage | None) -> None:
        self._drawing = False
        if document is self._document and image is not None:
            self._kept[key] = image
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            self.drawn.emit()
        self._draw()

    def _fail(self, _: Exception) -> None:
        self._drawing = False
        self._draw()
