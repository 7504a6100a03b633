"""A chart: a canvas, and over it the glass on which is shown what is pointed at."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.ui.review.canvas import Canvas, Frame
from planner.ui.review.pointed import Pointed, Scale, Things
from planner.ui.theme import theme


class Glass(QWidget):
    """Over the canvas, and for the eye alone."""

    def __init__(self, chart: Chart) -> None:
        super().__init__(chart)
        self._chart = chart
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._chart.is_drawn:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._chart.paint_over(painter)
        self._chart.paint_marks(painter)


class Chart(Pointed):
    """Drawn anew for every review, and whenever the look changes."""

    height_wanted = 300  # px

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._canvas: Canvas | None = None
        self.glass = Glass(self)
        self._frame: Frame | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_height(self.height_wanted)
        theme().changed.connect(self._wear)

    @property
    def is_drawn(self) -> bool:
        return self._frame is not None

    @property
    def canvas(self) -> Canvas:
        """Made when something is first drawn on it: ten milliseconds each."""
        if self._canvas is None:
            self._canvas = Canvas(self)
            self._canvas.box.sigTransformChanged.connect(self._move)
            self._canvas.view.show()
            self._place()
        return self._canvas

    def set_height(self, height: int) -> None:
        self.height_wanted = height
        self.setFixedHeight(height)

    def _wear(self) -> None:
        if self.is_drawn:
            self.draw()

    def paint_over(self, painter: QPainter) -> None:
        """What is drawn in px over the plot: bars with their textures and words."""

    def frame(self) -> Frame:
        """What the plot shows."""
        raise NotImplementedError

    def paint_on(self, canvas: Canvas) -> Things:
        """Draw all there is; the answer is what can be pointed at."""
        raise NotImplementedError

    def draw(self) -> None:
        self._frame = self.frame()
        self.canvas.begin(self._frame)
        self.take(self.paint_on(self.canvas))
        self.glass.update()

    def scale(self) -> Scale:
        assert self._frame is not None, "only what was drawn can be pointed at"
        frame, pixel = self._frame, self.canvas.pixel
        one, other = pixel(frame.left, frame.bottom), pixel(frame.right, frame.top)
        x = (other.x() - one.x()) / (frame.right - frame.left)
        y = (other.y() - one.y()) / (frame.top - frame.bottom)
        return Scale(x, one.x() - x * frame.left, y, one.y() - y * frame.bottom)

    def sizeHint(self) -> QSize:
        return QSize(300, self.height_wanted)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.height_wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _move(self) -> None:
        """The plot has another size, or shows another part of its units."""
        self.forget_spots()
        self.glass.update()

    def _place(self) -> None:
        if self._canvas is not None:
            self._canvas.view.setGeometry(self.rect())
        self.glass.setGeometry(self.rect())
        self.glass.raise_()
        self.forget_spots()
