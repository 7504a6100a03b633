"""pyqtgraph in the house's own look: a still plot without menus, zoom or boxes, and the few things drawn on it.

It is imported inside of functions alone: no start waits for it, only the first review.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QFrame, QGraphicsPathItem, QWidget

from planner.ui.theme import color, font, theme

Ticks = Sequence[tuple[float, str]]
DASHES = [4.0, 4.0]  # in widths of the pen
BEYOND = 60  # px that a tick's words may reach beyond their axis


class Frame(NamedTuple):
    """What a plot shows, in its own units, and the px around it that hold the ticks' words."""

    left: float
    right: float
    bottom: float
    top: float
    margin_left: int = 40
    margin_bottom: int = 26
    margin_right: int = 14
    margin_top: int = 8


class Canvas:
    """One plot. `view` is its widget; everything is drawn anew by `begin` and what follows."""

    def __init__(self, parent: QWidget) -> None:
        import pyqtgraph

        self._pg: Any = pyqtgraph
        self.view = pyqtgraph.PlotWidget(parent, enableMenu=False)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.view.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.view.setAccessibleName("")
        self.plot = self.view.getPlotItem()
        self.plot.hideButtons()
        self.plot.setMouseEnabled(False, False)
        self.box = self.plot.getViewBox()
        self.box.setDefaultPadding(0)
        self.box.setMenuEnabled(False)

    def begin(self, frame: Frame) -> None:
        """A clean sheet."""
        self.plot.clear()
        self.view.setBackground(color(theme().tokens.paper))
        self.box.disableAutoRange()
        self.box.setRange(
            xRange=(frame.left, frame.right),
            yRange=(min(frame.bottom, frame.top), max(frame.bottom, frame.top)),
            padding=0,
        )
        self.box.invertY(frame.bottom > frame.top)
        self._margins(frame)

    def _margins(self, frame: Frame) -> None:
        self.plot.layout.setContentsMargins(0, frame.margin_top, frame.margin_right, 0)
        for side, room in (("left", frame.margin_left), ("bottom", frame.margin_bottom)):
            axis = self.plot.getAxis(side)
            axis.setVisible(room > 0)
            axis.setStyle(tickLength=0, tickAlpha=0, tickTextOffset=6, tickFont=font("small"))
            axis.setStyle(autoExpandTextSpace=False, hideOverlappingLabels=BEYOND)
            axis.setPen(QPen(color("#000000", 0)))
            axis.setTextPen(QPen(color(theme().tokens.soft)))
            axis.setTicks([[]])
        self.plot.getAxis("left").setWidth(frame.margin_left)
        self.plot.getAxis("bottom").setHeight(frame.margin_bottom)

    def ticks(self, side: str, ticks: Ticks, *, lines: bool = True) -> None:
        """Words along a side ("left", "bottom"), and a faint line through the plot at each."""
        self.plot.getAxis(side).setTicks([list(ticks)])
        for at, _ in ticks if lines else ():
            line = self._pg.InfiniteLine(at, angle=0 if side == "left" else 90, pen=self.pen(theme().tokens.rule))
            line.setZValue(-10)
            self.plot.addItem(line)

    def pen(self, name: str, width: float = 1.0, *, dashed: bool = False, alpha: int = 255) -> QPen:
        pen = QPen(color(name, alpha), width * self.view.devicePixelRatioF())
        pen.setCosmetic(True)  # in pixels of the screen, whatever the plot's units are
        if dashed:
            pen.setDashPattern(DASHES)
        return pen

    def line(self, xs: Sequence[float], ys: Sequence[float], pen: QPen) -> None:
        curve = self._pg.PlotCurveItem(list(xs), list(ys), pen=pen, antialias=True)
        self.plot.addItem(curve)

    def band(self, xs: Sequence[float], lows: Sequence[float], highs: Sequence[float], name: str, alpha: int) -> None:
        """The area between two lines."""
        path = QPainterPath()
        corners = [*zip(xs, highs, strict=True), *reversed(list(zip(xs, lows, strict=True)))]
        path.moveTo(*corners[0])
        for corner in corners[1:]:
            path.lineTo(*corner)
        path.closeSubpath()
        item = QGraphicsPathItem(path)
        item.setPen(QPen(Qt.PenStyle.NoPen))
        item.setBrush(color(name, alpha))
        item.setZValue(-5)
        self.plot.addItem(item)

    def points(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        symbol: str,
        name: str,
        *,
        size: int = 8,
        alpha: int = 255,
        hollow: bool = False,
    ) -> None:
        """Signs of one kind. Hollow ones are of few data."""
        paper = theme().tokens.paper
        self.plot.addItem(
            self._pg.ScatterPlotItem(
                x=list(xs),
                y=list(ys),
                symbol=symbol,
                size=size,
                pen=self.pen(name, 1.4) if hollow else QPen(Qt.PenStyle.NoPen),
                brush=QBrush(color(paper) if hollow else color(name, alpha)),
                antialias=True,
            )
        )

    def pixel(self, x: float, y: float) -> QPointF:
        """Where a place of the plot is in the view."""
        return QPointF(self.view.viewportTransform().map(self.box.mapViewToScene(QPointF(x, y))))
