"""How a reading is held against the truth: what counts as right, missed and invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tests.benchmarks.paper_score import Interval, Line, Score, Tick, scored
from tests.benchmarks.paper_table import failures, figures
from tests.benchmarks.paper_truth import Truth, Worked

PRINT = "123456789012"
TRUTH = Truth(
    ticks={"box-1": "ticked", "box-2": "empty", "box-3": "cancelled"},
    shapes={"box-1": "dot", "box-2": "stray", "box-3": "filled"},
    intervals=[Worked(1, 1380, 1430, "line"), Worked(2, 1435, 1500, "hatch")],  # the second until 01:00
    lines={"bonus-1-1-line": True, "bonus-1-2-line": False},
    begins=1200,
)


@dataclass(frozen=True)
class Said:
    mark: str
    value: str = ""
    written: bool = False


@dataclass(frozen=True)
class Shaded:
    lane: int
    start: str
    end: str


@dataclass(frozen=True)
class Page:
    print_id: str = PRINT
    sheet: int = 1
    ticks: Sequence[Tick] = (Said("box-1", "ticked"), Said("box-2", "empty"), Said("box-3", "cancelled"))
    intervals: Sequence[Interval] = (Shaded(1, "23:02", "23:46"), Shaded(2, "23:55", "01:04"))
    lines: Sequence[Line] = (Said("bonus-1-1-line", written=True), Said("bonus-1-2-line"))
    sure: bool = True
    problems: Sequence[str] = ()


def score(*pages: Page) -> Score:
    groups = {"source": "photo", "size": "12 MP"}
    return scored("photo-1", groups, True, (PRINT, 1), TRUTH, pages, 0.5, 0.5)


def test_a_reading_within_five_minutes_is_right() -> None:
    told = score(Page())
    assert told.faults == ()
    assert (told.located, told.sure, told.ticks, told.intervals, told.lines) == (True, True, 3, 2, 2)


def test_an_interval_six_minutes_off_or_in_the_other_lane_is_wrong() -> None:
    late = Page(intervals=(Shaded(1, "23:00", "23:50"), Shaded(2, "23:55", "01:06")))
    crossed = Page(intervals=(Shaded(1, "23:00", "23:50"), Shaded(1, "23:55", "01:00")))
    assert [score(page).wrong("interval") for page in (late, crossed)] == [1, 1]


def test_a_missed_interval_is_one_fault_and_leaves_the_others_right() -> None:
    told = score(Page(intervals=(Shaded(2, "23:55", "01:00"),)))
    assert [fault.words[:6] for fault in told.faults] == ["missed"]
    assert told.intervals == 2


def test_an_invented_interval_counts_as_one_more() -> None:
    told = score(Page(intervals=(*Page().intervals, Shaded(1, "02:00", "02:20"))))
    assert [fault.words[:8] for fault in told.faults] == ["invented"]
    assert told.intervals == 3


def test_a_square_that_is_read_wrongly_or_not_at_all_is_wrong() -> None:
    told = score(Page(ticks=(Said("box-1", "empty"), Said("box-2", "empty"))))
    assert told.wrong("tick") == 2
    assert told.shapes == {("dot", False): 1, ("stray", True): 1, ("filled", False): 1}


def test_a_line_that_is_taken_for_empty_is_wrong() -> None:
    assert score(Page(lines=(Said("bonus-1-1-line"), Said("bonus-1-2-line")))).wrong("line") == 1


def test_a_sheet_that_is_not_in_the_picture_spoils_the_page() -> None:
    told = score(Page(), replace(Page(), print_id="210987654321"))
    assert (told.located, told.sure, told.wrong("page")) == (True, False, 1)
    assert score(replace(Page(), sheet=2)).located is False


def test_figures_count_shares_and_pages_wrong_though_sure() -> None:
    wrong = Page(ticks=(Said("box-1", "empty"), *Page().ticks[1:]))
    found = figures([score(Page()), score(wrong), score(replace(Page(), sure=False)), score()])
    assert (found.pages, found.located, found.accepted, found.wrong_sure) == (4, 0.75, 0.5, 1)
    assert (found.ticks, found.intervals) == (8 / 9, 1.0)


def test_what_is_sure_and_wrong_is_told_first() -> None:
    wrong = replace(score(Page(ticks=())), seed="photo-9")
    told = list(failures([score(), score(Page()), wrong]))
    assert [line.split(" [")[0] for line in told] == ["photo-9", "photo-1"]
    assert "sure: tick box-1: dot, ticked, read as nothing" in told[0]
