"""One page, or one side of paper, as white as paper is, on the desk; with where it is cut or folded."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.ui.controls import WORDS
from planner.ui.print.pictures import Pictures
from planner.ui.print.views import Guide, View
from planner.ui.theme import color, font, theme

MARGIN = 26  # px of desk around the paper: room for the words of a guide
WORD_WIDTH, WORD_HEIGHT = 60, 16
NOTCH = 120  # of a mouse wheel


class Preview(QWidget):
    """Shows a view as large as there is room for. `stepped(±1)` asks for the next one or the one before."""

    stepped = Signal(int)

    def __init__(self, pictures: Pictures) -> None:
        super().__init__()
        self._pictures = pictures
        self._view: View | None = None
        self._last: QImage | None = None
        self._wheel = 0
        self.words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Preview")
        pictures.drawn.connect(self.update)
        theme().changed.connect(self.update)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 200)

    def show_view(self, view: View | None, words: str = "") -> None:
        """Show a view; `words` stand in its stead where there is none, and say to a screen reader what is on it."""
        if view is None or self._view is None or view[:6] != self._view[:6]:
            self._last = None
        self._view, self.words = view, words
        self.setAccessibleDescription(words)
        self.update()

    def image(self) -> QImage | None:
        """The picture that is shown, once it is drawn."""
        if self._view is None:
            return None
        paper = self._paper(self._view)
        found = self._pictures.of(self._view, max(1, round(paper.height() * self.devicePixelRatioF())))
        if found is not None:
            self._last = found
        return found

    def _paper(self, view: View) -> QRectF:
        """Where the paper lies, on whole pixels."""
        room = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        scale = max(0.01, min(room.width() / view.width, room.height() / view.height))
        width, height = round(view.width * scale), round(view.height * scale)
        left = round(room.center().x() - width / 2)
        return QRectF(left, round(room.center().y() - height / 2), width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._view is None:
            self._paint_words(painter)
            return
        paper = self._paper(self._view)
        paint_paper(painter, paper)
        image = self.image() or self._last
        if image is not None:
            painter.drawImage(paper, image)
        for guide in self._view.guides:
            _paint_guide(painter, paper, guide)

    def _paint_words(self, painter: QPainter) -> None:
        painter.setFont(font("large"))
        painter.setPen(color(theme().tokens.soft))
        room = self.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.words)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._wheel += event.angleDelta().y()
        while abs(self._wheel) >= NOTCH:
            step = 1 if self._wheel < 0 else -1
            self._wheel += step * NOTCH
            self.stepped.emit(step)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the right half turns the page, one on the left half turns it back."""
        self.stepped.emit(1 if event.position().x() > self.width() / 2 else -1)


def paint_paper(painter: QPainter, paper: QRectF) -> None:
    """White paper, and its shadow on the desk."""
    painter.setPen(Qt.PenStyle.NoPen)
    for grown, strength in ((4, 10), (2, 16), (1, 30)):
        painter.setBrush(color("#000000", strength))
        painter.drawRoundedRect(paper.adjusted(-grown, -grown + 1, grown, grown + 1), grown, grown)
    painter.fillRect(paper, color("#FFFFFF"))


def _paint_guide(painter: QPainter, paper: QRectF, guide: Guide) -> None:
    """A dashed line over the paper and a word beside it: on the screen only, the paper has short marks."""
    tokens = theme().tokens
    pen = QPen(color("#5B7A94", 150), 1, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([2, 3] if guide.word == "fold" else [7, 4])
    painter.setPen(pen)
    painter.setFont(font("small"))
    if guide.upright:
        x = round(paper.left() + guide.share * paper.width()) + 0.5
        painter.drawLine(QLineF(x, paper.top(), x, paper.bottom()))
        place = QRectF(x - WORD_WIDTH / 2, paper.top() - WORD_HEIGHT - 5, WORD_WIDTH, WORD_HEIGHT)
        painter.setPen(color(tokens.soft))
        painter.drawText(place, WORDS, guide.word)
        return
    y = round(paper.top() + guide.share * paper.height()) + 0.5
    painter.drawLine(QLineF(paper.left(), y, paper.right(), y))
    painter.save()
    painter.translate(QPointF(paper.left() - WORD_HEIGHT / 2 - 5, y))
    painter.rotate(-90)
    painter.setPen(color(tokens.soft))
    painter.drawText(QRectF(-WORD_WIDTH / 2, -WORD_HEIGHT / 2, WORD_WIDTH, WORD_HEIGHT), WORDS, guide.word)
    painter.restore()
