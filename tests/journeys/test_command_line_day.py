"""A real day through the command line alone: an essay in four parts around a meeting, and the sheet in the evening."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from tests.terminal import Terminal


@pytest.fixture
def planner(data_folder: Path, capfd: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(data_folder, capfd)


def test_an_essay_is_planned_worked_and_printed(planner: Terminal, tmp_path: Path) -> None:
    research, outline, draft, review, call = write_the_day_down(planner)
    plan_around_the_meeting(planner, research, outline, draft, review, call)
    change_ones_mind(planner)
    work_through_the_morning(planner, call, research, outline)
    come_back_late_from_lunch(planner, draft)
    leave_the_rest_for_tomorrow(planner, review, outline)
    print_the_sheet(planner, tmp_path)
    regret_all_of_it(planner)


def write_the_day_down(planner: Terminal) -> list[str]:
    lines = [
        "Research 45m !1 #essay",
        "Outline 30m #essay",
        "Draft 90m !2 #essay",
        "Review 30m !3",
        "Call the bank 15m",
    ]
    names = [planner.add(line) for line in lines]
    planner.do("event", "Lab meeting 11:00-12:00")
    assert "priorit" in planner.refused("add", "Tidy the desk !3")
    return names


def plan_around_the_meeting(planner: Terminal, *names: str) -> None:
    research, outline, draft, review, call = names
    planner.do("place", research[:5], "8:30")
    planner.do("place", outline[:5], "9:15")
    # 75 minutes of work, 90 more: they need a recharge between, and then the meeting is in the way
    assert planner.refused("place", draft, "9:45") == ("'Lab meeting' is an event at 11:00–12:00: 12:30 would work.")
    planner.do("place", draft, "12:30")
    planner.do("place", review, "14:00")
    assert planner.do("place", call, "8:30")["consequences"] == ["'Research' now 08:45", "'Outline' now 09:30"]
    assert planner.boxes() == [
        ("08:30", "Call the bank", 15),
        ("08:45", "Research", 45),
        ("09:30", "Outline", 30),
        ("11:00", "Lab meeting", 60),
        ("12:30", "Draft", 90),
        ("14:00", "Review", 30),
    ]


def change_ones_mind(planner: Terminal) -> None:
    """A longer draft would leave no rest before the review: the planner lays one, and undo takes both back."""
    before = planner.do("show")
    box = next(box["id"] for box in before["boxes"] if box["title"] == "Draft")
    planner.do("resize", box, "12:30-14:30")
    after = planner.boxes()
    assert ("14:30", "Recharge", 30) in after
    assert ("15:00", "Review", 30) in after
    assert planner.do("undo")["page"] == before


def work_through_the_morning(planner: Terminal, call: str, research: str, outline: str) -> None:
    planner.at("08:30")
    planner.do("start", call)
    planner.at("08:50")
    # five minutes over: what follows moves on
    assert planner.do("done", call)["consequences"] == ["'Research' now 08:50", "'Outline' now 09:35"]
    planner.do("start", research)
    planner.at("09:40")
    planner.do("start", outline)
    planner.do("done", research)
    planner.at("10:05")
    planner.do("stop")
    planner.do("done", outline)
    assert [entry["actual"] for entry in planner.do("show")["entries"]] == [50, 25, 0, 0, 20, 0]
    assert planner.refused("place", planner.add("Too late 15m"), "9:00") == "That time has passed: log it instead."
    planner.do("undo")


def come_back_late_from_lunch(planner: Terminal, draft: str) -> None:
    planner.at("13:00")
    assert planner.do("replan")["consequences"] == ["'Draft' now 13:00", "'Review' now 14:30"]
    planner.do("start", draft)
    planner.at("14:40")
    assert planner.do("done", draft)["consequences"] == ["Recharge added 14:40–15:10", "'Review' now 15:10"]


def leave_the_rest_for_tomorrow(planner: Terminal, review: str, outline: str) -> None:
    planner.do("migrate", review, "tomorrow")
    (carried,) = planner.do("show", "tomorrow")["entries"]
    assert (carried["title"], carried["estimate"], carried["migrations"]) == ("Review", 30, 1)
    page = planner.do("log", outline, "10:05-10:20")["page"]
    told = [(entry["title"], entry["state"], entry["estimate"], entry["actual"]) for entry in page["entries"]]
    assert told == [
        ("Research", "done", 45, 50),
        ("Outline", "done", 30, 40),
        ("Draft", "done", 90, 100),
        ("Review", "migrated", 30, 0),
        ("Call the bank", "done", 15, 20),
        ("Lab meeting", "open", None, 0),
    ]
    assert page["breaches"] == []


def print_the_sheet(planner: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "monday.pdf"
    planner.do("print", "--to", str(file))
    document = pypdfium2.PdfDocument(file)
    assert len(document) == 1
    words = document[0].get_textpage().get_text_bounded()
    for title in ("Research", "Outline", "Draft", "Call the bank", "Lab meeting"):
        assert title in words
    document.close()
    (kept,) = planner.do("prints")
    ticks = {mark["means"].get("box") for mark in kept["sheets"][0]["marks"] if mark["role"] == "tick"}
    assert {box["id"] for box in planner.do("show")["boxes"]} <= ticks


def regret_all_of_it(planner: Terminal) -> None:
    """Every step back to the empty page, and forth again to the very same day."""
    evening, steps = planner.do("show"), 0
    while planner.run("undo").status == 0:
        steps += 1
    assert steps > 20
    assert planner.do("show")["entries"] == []
    for _ in range(steps):
        planner.do("redo")
    assert planner.do("show") == evening
    assert planner.refused("redo") == "There is nothing to redo."
