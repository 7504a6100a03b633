"""What a person at a terminal reads instead of JSON."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.readable import readable
from tests.terminal import Terminal


@pytest.fixture
def planner(data_folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    names = iter(f"{letter * 4}aaaaaaaaaaaa" for letter in "abcdefghijklmnop")
    monkeypatch.setattr("planner.commands.plan.new_id", lambda: next(names))
    return Terminal(data_folder, capfd)


def test_a_page(planner: Terminal) -> None:
    planner.add("Bonus 15m")
    planner.add("Draft the essay 45m #writing !1 9:30")
    planner.do("event", "Lab meeting 11:00-12:00 @Hall")
    planner.add("- a thought")
    planner.do("pin", "dddd")
    assert readable(planner.do("show")).splitlines() == [
        "Monday 23 November 2026   45 min of 6 h planned",
        "",
        "1 ccc  • Draft the essay  #writing  estimate 45 min",
        "  aaa  • Bonus  estimate 15 min  15 min without a box",
        "  eee  ○ Lab meeting",
        "  ggg  – a thought",
        "",
        "  ddd  09:30–10:15  Draft the essay pinned",
        "  fff  11:00–12:00  Lab meeting · Hall",
    ]


def test_a_deed_tells_its_consequences(planner: Terminal) -> None:
    planner.add("Read 30m 9:00")
    assert readable(planner.do("add", "Call 30m 9:00")) == "Add 'Call'\n  'Read' now 09:30\n"


def test_ids_grow_until_they_are_told_apart() -> None:
    box = {"start": "09:00", "end": "09:30", "title": "Tea", "place": "", "pinned": False, "done": True}
    boxes = [{**box, "id": "abcdef"}, {**box, "id": "abcxyz"}]
    page = {"page": "2026-11-23", "load": {"planned": 60, "capacity": 360}, "entries": [], "boxes": boxes}
    lines = readable({**page, "priorities": [], "unplaced": [], "breaches": [{"at": "13:00", "why": "Too long"}]})
    assert lines.splitlines()[2:] == ["  abcd  09:00–09:30  Tea ×", "  abcx  09:00–09:30  Tea ×", "  13:00  Too long"]


def test_lists_and_nothing() -> None:
    assert readable([]) == "None yet.\n"
    assert readable([{"name": "a.sqlite3", "bytes": 12, "sheets": []}]) == "a.sqlite3   12\n"
    assert readable({"healthy": True, "findings": []}) == "The file is sound.\n"
    found = [{"kind": "file", "words": "Page 3 cannot be read"}]
    assert readable({"healthy": False, "findings": found}) == "The file is damaged.\n  Page 3 cannot be read\n"


def test_a_sheet_that_was_read() -> None:
    ticks = [{"value": value} for value in ("ticked", "empty", "ticked", "cancelled")]
    read = {"photo": "/pictures/monday.jpg", "page": "2026-11-23", "ticks": ticks, "intervals": [{}], "questions": []}
    done = {**read, "done": "Read the sheet of 23 Nov 2026", "consequences": ["Recharge moved"]}
    assert readable([done, {**read, "photo": "x.jpg", "page": None, "ticks": [], "questions": ["Too dark."]}]) == (
        "monday.jpg   2026-11-23   2 ticked · 1 crossed out · 1 shaded   Read the sheet of 23 Nov 2026\n"
        "  Recharge moved\n"
        "x.jpg   1 shaded\n"
        "  Too dark.\n"
    )


def test_nothing_that_a_terminal_would_obey() -> None:
    assert readable({"done": "Add '\x1b[31mred\u202e'", "consequences": []}) == "Add ' [31mred '\n"
