"""The short glide of boxes to where a push or an undo has put them: it explains, and it is over at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation
from PySide6.QtWidgets import QStyle, QWidget

from planner.ui.day.timeline.geometry import Area
from planner.ui.day.timeline.shown import Shown

LONGEST = 120  # ms


class Motion(QObject):
    """Knows for a while where things come from. `place` is where one is to be painted now."""

    def __init__(self, widget: QWidget, repaint: Callable[[list[Area]], None]) -> None:
        super().__init__(widget)
        self._widget = widget
        self._repaint = repaint
        self._from: dict[str, tuple[Area, Area]] = {}
        self._glide = QVariantAnimation(self)
        self._glide.setDuration(LONGEST)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._glide.setStartValue(0.0)
        self._glide.setEndValue(1.0)
        self._glide.valueChanged.connect(self._step)
        self._glide.finished.connect(self.stop)

    def start(self, before: Iterable[Shown], after: Iterable[Shown]) -> None:
        """Glide what lies elsewhere than before, unless the system asks for rest."""
        self.stop()
        old = {thing.id: thing.area for thing in before if thing.look in ("plain", "ghost", "pushed")}
        pairs = ((thing.id, old.get(thing.id), thing.area) for thing in after if thing.look == "plain")
        moved = {name: (was, area) for name, was, area in pairs if was is not None and was != area}
        if moved and self._wanted():
            self._from = moved
            self._glide.start()

    def stop(self) -> None:
        self._glide.stop()
        rest, self._from = [area for pair in self._from.values() for area in pair], {}
        if rest:
            self._repaint(rest)

    def _wanted(self) -> bool:
        return self._widget.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self._widget) > 0

    def _step(self) -> None:
        if self._from:
            self._repaint([area for pair in self._from.values() for area in pair])

    def place(self, thing: Shown) -> Area:
        """The area in which a thing is to be painted at this moment."""
        pair = self._from.get(thing.id)
        if pair is None:
            return thing.area
        part = self._glide.currentValue()
        was, will = pair
        return Area(
            was.x + (will.x - was.x) * part,
            was.y + (will.y - was.y) * part,
            was.w + (will.w - was.w) * part,
            was.h + (will.h - was.h) * part,
        )
