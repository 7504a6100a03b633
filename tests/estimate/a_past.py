"""Pasts to forecast from: whoever always takes as long as guessed, and whoever takes now this, now that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import cycle, islice

from planner.estimate import Basis, Estimator, Forecast, Task


class Past(Estimator):
    """Every task takes its guess times these ratios, by turns: in equal parts of all draws."""

    def __init__(self, *ratios: float, by_title: Mapping[str, Sequence[float]] | None = None, boxes: int = 50) -> None:
        super().__init__()
        self.ratios, self.by_title, self.boxes = ratios, by_title or {}, boxes

    def predict(self, task: Task) -> Forecast:
        minutes = float(task.estimate or 30)
        return Forecast(minutes, minutes, minutes, Basis("all", self.boxes, f"{self.boxes} boxes"))

    def draws(self, tasks: Sequence[Task], count: int, *, seed: int) -> list[list[float]]:
        columns = [self._column(task, count) for task in tasks]
        return [list(day) for day in zip(*columns, strict=True)]

    def _column(self, task: Task, count: int) -> list[float]:
        ratios = self.by_title.get(task.title, self.ratios)
        return [float(task.estimate or 30) * ratio for ratio in islice(cycle(ratios), count)]


EXACT = Past(1.0)
