"""One frame of a drag on a day of 40 boxes: the laws' repair, the preview and the painting, without the screen's wait.

Run alone it prints its rows; `run` is for the table of all benchmarks. The 2x rows need a process of their own, since
Qt reads its scale once.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, cast

ROOT = Path(__file__).resolve().parents[2]
FRAMES = 200
SIZE = (600, 1000)  # px of the widget


def run() -> dict[str, dict[str, float]]:
    """Rows by name, milliseconds a frame: median and 99th percentile, with their aims."""
    rows: dict[str, dict[str, float]] = {}
    for scale in (1, 2):
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(scale)}
        command = [sys.executable, str(Path(__file__)), "--measure"]
        done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True)
        for name, row in json.loads(done.stdout.splitlines()[-1]).items():
            rows[f"drag, {name}, {scale}x"] = row
    return rows


def measure() -> dict[str, dict[str, float]]:
    from PySide6.QtWidgets import QApplication

    from planner.ui import theme

    application = QApplication([])
    theme.install(application, "light")
    return {
        "one box of 40": {**_drag(in_the_evening=True), "aim": 2.0, "aim99": 6.0},
        "all 40 pushed": {**_drag(in_the_evening=False), "aim": 4.0, "aim99": 16.0},
    }


def _drag(*, in_the_evening: bool) -> dict[str, float]:
    from PySide6.QtCore import QPointF, Qt
    from PySide6.QtGui import QGuiApplication

    from planner.ui.day.timeline.drag import take_box
    from planner.ui.day.timeline.view import TimelineView

    day = _Day()
    view = TimelineView(cast(Any, day))
    view.resize(*SIZE)
    view.show()
    view.show_page(day.page())
    box = day.page().boxes[-1 if in_the_evening else 0]
    view.choose(box.id)
    minute = box.start + 5.0
    view.verticalScrollBar().setValue(round(view.ruler.y(box.start)) - 300 if in_the_evening else 0)
    QGuiApplication.processEvents()
    view.pointer.drag = take_box(day.page(), box, "body", minute, (200.0, 0.0), 1)
    times = []
    for frame in range(FRAMES + 10):
        wanted = minute + 20 + frame % 60
        view.pointer._at = QPointF(200, view.ruler.y(wanted) - view.verticalScrollBar().value())
        before = time.perf_counter()
        view.pointer.follow(Qt.KeyboardModifier.NoModifier)
        QGuiApplication.sendPostedEvents()  # the update request: paints now
        times.append((time.perf_counter() - before) * 1000)
    view.pointer.cancel()
    view.close()
    kept = sorted(times[10:])
    return {"median": statistics.median(kept), "p99": kept[round(len(kept) * 0.99) - 1]}


class _Day:
    """A workspace of one day in memory: 40 boxes, of which one late in the evening is alone."""

    def __init__(self) -> None:
        from planner.domain.edits import page_of
        from planner.domain.values import Box, Entry, PageHead
        from planner.settings import Settings

        self.settings = Settings(limit=240, recharge=5, snap=1, zoom=50)
        date = dt.date(2026, 11, 23)
        entries, boxes = [], []
        start = 0
        for number in range(40):
            name = f"e{number:02}"
            entries.append(Entry(name, date, f"Task number {number} of the day", position=number, estimate=20))
            boxes.append(Box(f"b{number:02}", date, "work", start, 20, name))
            start += 20 if number % 10 != 9 else 25
        boxes[-1] = Box("b39", date, "work", 1200, 30, "e39")
        self._page = page_of(PageHead(date, limit=240, recharge=5), entries, boxes)

    def page(self, date: dt.date | None = None) -> Any:
        return self._page

    def now(self) -> dt.datetime:
        return dt.datetime(2026, 11, 22, 20, 0, tzinfo=dt.UTC)

    def running(self) -> None:
        return None


if __name__ == "__main__":
    if "--measure" in sys.argv:
        sys.path.insert(0, str(ROOT))
        print(json.dumps(measure()))
    else:
        for name, row in run().items():
            print(
                f"{name:26} {row['median']:6.2f} {row['p99']:6.2f} ms, aim {row['aim']:.0f} and {row['aim99']:.0f} ms"
            )
