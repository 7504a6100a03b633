"""Where a box will probably end while its length is being drawn: a soft band, by what such tasks have taken. No Qt."""

from __future__ import annotations

from typing import NamedTuple

from planner.domain.values import BOX_MIN, Page
from planner.estimate import Forecast, Task
from planner.estimate.wording import basis_words, is_known, range_words
from planner.foresight import Foresight
from planner.ui.day.timeline.drag import Drag


class Band(NamedTuple):
    """Page minutes between which the task of a box ends in eight of ten cases; as likely before as after `likely`."""

    low: float
    likely: float
    high: float


def forecast_of(page: Page, entry_id: str, foresight: Foresight) -> Forecast | None:
    """What the past says of a task of a page; None where it is silent, or nobody has guessed."""
    entry = page.entry(entry_id)
    if entry is None or not entry.estimate:
        return None
    forecast = foresight.latest.predict(Task(entry.estimate, entry.title, entry.tags, page.date))
    return forecast if is_known(forecast) else None


def band(page: Page, box_id: str, forecast: Forecast) -> Band | None:
    """The band of a box on a page as a drag would leave it. What other boxes hold of the task is taken off."""
    box = page.box(box_id)
    if box is None or box.entry is None:
        return None
    others = sum(b.minutes for b in page.boxes_of(box.entry) if b.id != box_id)
    low, likely, high = (
        box.start + max(float(BOX_MIN), minutes - others) for minutes in (forecast.low, forecast.likely, forecast.high)
    )
    return Band(low, likely, high)


class Bands:
    """The band of the drag under way. The past is asked once a drag, not once a frame."""

    def __init__(self, foresight: Foresight) -> None:
        self._foresight = foresight
        self._asked: tuple[Page, str] | None = None
        self._forecast: Forecast | None = None

    def of(self, drag: Drag, after: Page) -> Band | None:
        forecast = self._told(drag)
        return band(after, drag.subject, forecast) if forecast is not None else None

    def words(self, drag: Drag) -> str:
        """ "40–70 min likely, from 23 boxes tagged #writing"; "" where there is no band."""
        forecast = self._told(drag)
        return f"{range_words(forecast)} likely, {basis_words(forecast)}" if forecast is not None else ""

    def _told(self, drag: Drag) -> Forecast | None:
        if drag.kind not in ("start", "end") or drag.box is None or drag.box.entry is None:
            return None
        if self._asked is None or self._asked[0] is not drag.page or self._asked[1] != drag.box.entry:
            self._asked = (drag.page, drag.box.entry)
            self._forecast = forecast_of(drag.page, drag.box.entry, self._foresight)
        return self._forecast
