"""Every command of the contract, on a page of its own: the JSON that comes back, and what it does to the page."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import jsonschema
import pytest

from tests.terminal import Terminal

SCHEMAS = Path(__file__).parent / "schemas"


@cache
def schema(name: str) -> jsonschema.Draft202012Validator:
    text = (SCHEMAS / f"{name}.json").read_text(encoding="utf-8")
    jsonschema.Draft202012Validator.check_schema(json.loads(text))
    return jsonschema.Draft202012Validator(json.loads(text))


@pytest.fixture
def planner(data_folder: Path, capfd: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(data_folder, capfd)


def box_of(planner: Terminal, title: str, day: str = "today") -> str:
    return next(str(box["id"]) for box in planner.do("show", day)["boxes"] if box["title"] == title)


def test_an_empty_page(planner: Terminal) -> None:
    shown = planner.do("show")
    schema("show").validate(shown)
    assert shown == {
        "page": "2026-11-23",
        "closed": False,
        "priorities": [],
        "entries": [],
        "boxes": [],
        "intervals": [],
        "remarks": [],
        "pictures": [],
        "unplaced": [],
        "breaches": [],
        "load": {"planned": 0, "capacity": 360},
    }
    assert planner.do("show", "fri")["page"] == "2026-11-27"


def test_add_answers_with_the_line_and_its_box(planner: Terminal) -> None:
    answer = planner.do("add", "Draft the essay 45m #writing !1 9:30")
    schema("added").validate(answer)
    entry, box = answer["entry"], answer["box"]
    assert (entry["title"], entry["estimate"], entry["tags"], entry["rank"]) == ("Draft the essay", 45, ["writing"], 1)
    assert (box["start"], box["minutes"], box["entry"]) == ("09:30", 45, entry["id"])
    shown = planner.do("show")
    assert shown == answer["page"]
    assert shown["priorities"] == [{"rank": 1, "entry": entry["id"]}]
    assert shown["load"] == {"planned": 45, "capacity": 360}
    unplaced = planner.do("add", "Call the bank 15m", "--date", "tomorrow")
    assert unplaced["box"] is None
    assert unplaced["page"]["page"] == "2026-11-24"
    assert unplaced["page"]["unplaced"] == [{"entry": unplaced["entry"]["id"], "minutes": 15}]


def test_a_place_comes_onto_the_box_and_another_in_its_stead(planner: Terminal) -> None:
    answer = planner.do("add", "Read 45m 9:30 @Library")
    assert (answer["entry"]["title"], answer["box"]["place"]) == ("Read", "Library")
    assert planner.do("edit", answer["entry"]["id"], "Read @home")["page"]["boxes"][0]["place"] == "home"
    assert planner.do("event", "Talk 11:00-12:00 @Hall")["box"]["place"] == "Hall"
    unplaced = planner.do("add", "Mail @home")
    assert unplaced["entry"]["title"] == "Mail @home"
    assert unplaced["consequences"] == [
        "“@home” stays in the title: a place belongs to a box: give a time too, such as 9:30 @Library"
    ]


def test_the_date_of_a_line_counts_and_may_not_contradict(planner: Terminal) -> None:
    assert planner.do("add", "Dentist tomorrow")["page"]["page"] == "2026-11-24"
    assert "says 2026-11-24 and --date says 2026-11-25" in planner.refused(
        "add", "Tea tomorrow", "--date", "2026-11-25"
    )


def test_what_a_line_says_in_vain_stays_in_its_title_and_is_told(planner: Terminal) -> None:
    for text in ("Tea 25:99", "Tea 0m", "Tea 999h", "Tea -5m", "Tea NaN"):
        answer = planner.do("add", text)
        assert answer["entry"]["title"] == text
        assert len(answer["consequences"]) == 1, text


@pytest.mark.parametrize(
    "title", ["Éphémère 🎈👩‍👩‍👧", "שלום עולם", "Zażółć <b>gęślą</b> & jaźń", "=cmd|' /C calc'!A0", "…" * 500]
)
def test_a_title_comes_back_as_it_was_written(title: str, planner: Terminal) -> None:
    assert planner.do("add", title)["entry"]["title"] == title
    assert [entry["title"] for entry in planner.do("show")["entries"]] == [title]


def test_a_title_that_cannot_be_kept_is_refused_whole(planner: Terminal) -> None:
    assert "at most 500 characters, this one has 10,000" in planner.refused("add", "x" * 10_000)
    entry = planner.add("Tea")
    assert "at most 500 characters" in planner.refused("edit", entry, "y" * 501)
    planner.refused("add", " \t ")
    planner.refused("add", "caf\udce9")
    assert [line["title"] for line in planner.do("show")["entries"]] == ["Tea"]


def test_control_characters_are_left_out_and_said(planner: Terminal) -> None:
    answer = planner.do("add", "Red \x1b[31malert\x07")
    assert answer["entry"]["title"] == "Red [31malert"
    assert answer["consequences"] == ["Characters that cannot be shown were left out."]


def test_a_fourth_priority_is_refused_with_what_to_do(planner: Terminal) -> None:
    first, *_ = [planner.add(f"Task {rank} !{rank}") for rank in (1, 2, 3)]
    fourth = planner.add("Fourth")
    for words in (("priority", fourth, "1"), ("add", "Fifth !2"), ("priority", fourth, "4")):
        sentence = planner.refused(*words)
        assert "priorit" in sentence, sentence
    answer = planner.do("priority", fourth, "1", "--swap")
    assert answer["page"]["priorities"][0] == {"rank": 1, "entry": fourth}
    assert first not in [one["entry"] for one in answer["page"]["priorities"]]
    assert len(planner.do("priority", fourth, "none")["page"]["priorities"]) == 2


def test_place_move_resize_and_remove(planner: Terminal) -> None:
    entry = planner.add("Tea")
    answer = planner.do("place", entry[:6], "9:30", "45m")
    schema("answer").validate(answer)
    box = box_of(planner, "Tea")
    assert planner.boxes() == [("09:30", "Tea", 45)]
    planner.do("move", box[:6], "14:00")
    assert planner.boxes() == [("14:00", "Tea", 45)]
    planner.do("resize", box, "14:00-15:30")
    assert planner.boxes() == [("14:00", "Tea", 90)]
    answer = planner.do("remove", box)
    assert answer["page"]["boxes"] == []
    assert answer["page"]["unplaced"] == [{"entry": entry, "minutes": 90}]


def test_consequences_are_told_as_the_window_tells_them(planner: Terminal) -> None:
    planner.add("Deep reading 90m 9:00")
    answer = planner.do("add", "Call 30m 9:00")
    assert "'Deep reading' now 09:30" in answer["consequences"]
    assert planner.boxes() == [("09:00", "Call", 30), ("09:30", "Deep reading", 90)]


def test_pin_unpin_and_what_a_pinned_box_refuses(planner: Terminal) -> None:
    planner.add("Exam 60m 10:00")
    other = planner.add("Tea 30m")
    box = box_of(planner, "Exam")
    assert planner.do("pin", box)["page"]["boxes"][0]["pinned"] is True
    planner.refused("place", other, "10:15")
    assert planner.do("unpin", box)["page"]["boxes"][0]["pinned"] is False
    planner.do("place", other, "10:15")


def test_swap_split_and_join(planner: Terminal) -> None:
    planner.add("One 30m 9:00")
    planner.add("Two 60m 9:30")
    planner.do("swap", box_of(planner, "One"), box_of(planner, "Two"))
    assert planner.boxes() == [("09:00", "Two", 60), ("10:00", "One", 30)]
    planner.do("split", box_of(planner, "Two"), "9:20")
    assert planner.boxes() == [("09:00", "Two", 20), ("09:20", "Two", 40), ("10:00", "One", 30)]
    parts = [box["id"] for box in planner.do("show")["boxes"] if box["title"] == "Two"]
    planner.do("join", *parts)
    assert planner.boxes() == [("09:00", "Two", 60), ("10:00", "One", 30)]
    planner.add("Three 30m 9:00 tomorrow")
    assert "lie on two pages" in planner.refused("swap", parts[0], box_of(planner, "Three", "tomorrow"))


def test_layout_and_replan(planner: Terminal) -> None:
    planner.add("Bonus 30m")
    planner.add("First 60m !1")
    planner.do("layout")
    assert planner.boxes() == [("08:00", "First", 60), ("09:00", "Bonus", 30)]
    planner.at("11:00")
    planner.do("replan")
    assert planner.boxes() == [("11:00", "First", 60), ("12:00", "Bonus", 30)]
    planner.add("Next day 30m", "--date", "tomorrow")
    assert planner.do("layout", "tomorrow")["page"]["boxes"][0]["start"] == "08:00"


def test_recharge_at(planner: Terminal) -> None:
    answer = planner.do("recharge-at", "15:00", "30")
    assert [(box["kind"], box["start"], box["minutes"]) for box in answer["page"]["boxes"]] == [
        ("recharge", "15:00", 30)
    ]
    assert planner.do("recharge-at", "15:00", "1h", "--date", "tomorrow")["page"]["page"] == "2026-11-24"


def test_an_event_is_one_step(planner: Terminal) -> None:
    answer = planner.do("event", "Lab meeting 11:00-12:00", "--restful")
    schema("added").validate(answer)
    assert (answer["entry"]["kind"], answer["entry"]["title"]) == ("event", "Lab meeting")
    assert (answer["box"]["kind"], answer["box"]["start"], answer["box"]["minutes"]) == ("event", "11:00", 60)
    assert answer["box"]["restful"] is True
    planner.do("undo")
    assert planner.do("show")["entries"] == []
    assert "An event needs its time" in planner.refused("event", "Lab meeting")
    assert planner.do("event", "Fair 10:00 2h", "--date", "sat")["page"]["page"] == "2026-11-28"


def test_edit_drop_delete_and_migrate(planner: Terminal) -> None:
    entry = planner.add("Tea 30m")
    page = planner.do("edit", entry, "Green tea 20m #kitchen")["page"]
    assert (page["entries"][0]["title"], page["entries"][0]["tags"]) == ("Green tea", ["kitchen"])
    page = planner.do("migrate", entry, "tomorrow")["page"]
    assert page["entries"][0]["state"] in ("migrated", "scheduled")
    (carried,) = planner.do("show", "tomorrow")["entries"]
    assert (carried["title"], carried["migrations"]) == ("Green tea", 1)
    planner.do("undo")
    assert planner.do("show", "tomorrow")["entries"] == []
    assert planner.do("drop", entry)["page"]["entries"][0]["state"] == "dropped"
    planner.do("undo")
    assert planner.do("delete", entry)["page"]["entries"] == []


def test_start_stop_done_and_log(planner: Terminal) -> None:
    entry = planner.add("Tea 30m 8:00")
    running = planner.do("start", entry)["page"]["intervals"]
    assert [(one["entry"], one["start"], one["end"], one["source"]) for one in running] == [
        (entry, "2026-11-23T08:00:00+00:00", None, "timer")
    ]
    planner.at("08:20")
    assert planner.do("show")["entries"][0]["actual"] == 20
    assert planner.do("stop")["page"]["intervals"][0]["end"] == "2026-11-23T08:20:00+00:00"
    page = planner.do("log", entry, "7:00-7:30")["page"]
    assert page["entries"][0]["actual"] == 50
    assert [one["source"] for one in page["intervals"]] == ["typed", "timer"]
    assert planner.do("done", entry)["page"]["entries"][0]["state"] == "done"
    planner.refused("stop")
    planner.refused("delete", entry)


def test_work_is_logged_on_the_day_that_is_named(planner: Terminal) -> None:
    entry = planner.add("Tea 30m", "--date", "yesterday")
    page = planner.do("log", entry, "7:00-7:30", "--date", "yesterday")["page"]
    assert page["page"] == "2026-11-22"
    assert page["intervals"][0]["start"] == "2026-11-22T07:00:00+00:00"


def test_undo_and_redo_outlive_the_process(planner: Terminal) -> None:
    planner.add("Tea")
    before = planner.do("show")
    answer = planner.do("undo")
    schema("answer").validate(answer)
    assert answer["page"]["entries"] == []
    assert planner.do("redo")["page"] == before
    assert planner.refused("redo") == "There is nothing to redo."
    planner.do("undo")
    assert planner.refused("undo") == "There is nothing to undo."


def test_a_running_day_over_every_kind_of_thing_keeps_to_the_schema(planner: Terminal) -> None:
    for text in ("Read 100m 8:00 !1", "Write 90m 10:00 !2 #paper +thesis", "- a thought", "○ Dentist 15:00-16:00"):
        planner.add(text)
    planner.do("event", "All hands 16:00-20:00")
    planner.do("start", planner.add("Tea 10m"))
    planner.at("13:00")
    shown = planner.do("show")
    schema("show").validate(shown)
    assert {box["kind"] for box in shown["boxes"]} == {"work", "recharge", "event"}
    assert shown["breaches"]


def test_ids_are_found_by_their_beginning_wherever_they_are(planner: Terminal) -> None:
    far = planner.add("Far away 30m", "--date", "2026-12-24")
    assert planner.do("place", far[:8], "9:00")["page"]["page"] == "2026-12-24"
    box = box_of(planner, "Far away", "2026-12-24")
    assert planner.do("move", box[:8], "10:00")["page"]["boxes"][0]["start"] == "10:00"
    for words in (("done", "x1"), ("done", ""), ("done", far + "a"), ("done", "%"), ("done", "é")):
        assert "is no id" in planner.refused(*words), words
    assert "There is no entry" in planner.refused("done", box)
    assert "There is no box" in planner.refused("move", far, "10:00")


def test_an_id_that_begins_two_things_is_refused(planner: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    names = iter(f"ab{letter * 14}" for letter in "cdefgh")
    monkeypatch.setattr("planner.commands.plan.new_id", lambda: next(names))
    planner.add("One")
    planner.add("Two")
    assert planner.refused("done", "ab") == "“ab” is the beginning of 2 ids: write more of it."
    assert planner.do("done", "abc")["page"]["entries"][0]["state"] == "done"


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("place", "ENTRY", "25:99"), "is no time"),
        (("place", "ENTRY", "9:30", "-5m"), "is no length"),
        (("place", "ENTRY", "9:30", "0m"), "is no length"),
        (("place", "ENTRY", "9:30", "999h"), "is no length"),
        (("place", "ENTRY", "9:30", "NaN"), "is no length"),
        (("place", "ENTRY", "NaN"), "is no time"),
        (("place", "ENTRY", "7:00"), "That time has passed"),
        (("move", "BOX", "-5m"), "is no time"),
        (("resize", "BOX", "15:00-14:00"), "is no span"),
        (("split", "BOX", "20:00"), "Split between"),
        (("recharge-at", "9:00", "999h"), "is no length"),
        (("recharge-at", "9:00", "30", "--date", "never"), "is no day"),
        (("log", "ENTRY", "10:00-9:00"), "is no span"),
        (("migrate", "ENTRY", "2026-02-30"), "is no day"),
        (("show", "9999-99-99"), "is no day"),
        (("priority", "ENTRY", "NaN"), "is no rank"),
        (("print", "--to", ""), "file name is empty"),
        (("print",), "--to day.pdf"),
        (("print", "--kind", "year", "--to", "x.pdf"), "--kind “year” is not known: it is day,"),
        (("print", "--paper", "a3", "--to", "x.pdf"), "--paper “a3” is not known: it is a5,"),
        (("print", "tomorrow..today", "--to", "x.pdf"), "ends before it begins"),
        (("backup", "/dev/null/x"), ""),
        (("restore", "never"), ""),
        (("stop",), ""),
    ],
)
def test_bad_words_change_nothing(words: tuple[str, ...], part: str, planner: Terminal) -> None:
    names = {"ENTRY": planner.add("Tea 30m 9:00"), "BOX": box_of(planner, "Tea")}
    before = planner.do("show")
    assert part in planner.refused(*(names.get(word, word) for word in words))
    assert planner.do("show") == before


def test_a_clock_set_back_loses_nothing(planner: Terminal) -> None:
    entry = planner.add("Tea 30m 10:00")
    planner.at("10:00")
    planner.do("start", entry)
    planner.at("09:00")
    assert planner.do("show")["entries"][0]["actual"] == 0
    said = planner.run("stop")
    assert said.status in (0, 2)
    assert said.stderr.count("\n") <= 1
    planner.at("10:30")
    assert planner.do("show")["entries"][0]["title"] == "Tea"
    planner.do("undo")


def test_the_night_of_25_hours(planner: Terminal, in_zone: Callable[[str], None]) -> None:
    in_zone("Europe/Berlin")
    planner.now = dt.datetime(2026, 10, 24, 8, 0, tzinfo=ZoneInfo("Europe/Berlin"))
    entry = planner.add("Night watch 30m")
    (box,) = planner.do("place", entry, "2:30b")["page"]["boxes"]
    assert (box["start"], box["repeated"]) == ("02:30", True)
    (box,) = planner.do("move", box["id"], "2:30")["page"]["boxes"]
    assert (box["start"], box["repeated"]) == ("02:30", False)


def test_prints(planner: Terminal, tmp_path: Path) -> None:
    planner.add("Draft 45m 9:30 !1")
    file = tmp_path / "day.pdf"
    answer = planner.do("print", "--to", str(file))
    assert file.read_bytes().startswith(b"%PDF")
    assert answer["file"] == str(file)
    again = planner.do("print", "today", "--kind", "day", "--paper", "a5", "--to", str(tmp_path / "again.pdf"))
    assert again["prints"][0]["id"] == answer["prints"][0]["id"]
    planner.do("print", "today..tomorrow", "--to", str(tmp_path / "both.pdf"))
    kept = planner.do("prints")
    schema("prints").validate(kept)
    assert sorted(one["page"] for one in kept) == ["2026-11-23", "2026-11-24"]
    assert "There is no folder" in planner.refused("print", "--to", str(tmp_path / "no" / "day.pdf"))
    assert "is a folder" in planner.refused("print", "--to", str(tmp_path))


def test_backups_restore_and_doctor(planner: Terminal, tmp_path: Path) -> None:
    planner.add("Kept")
    made = planner.do("backup")["backup"]
    (tmp_path / "stick").mkdir()
    assert Path(planner.do("backup", str(tmp_path / "stick"))["backup"]["file"]).parent == tmp_path / "stick"
    planner.add("Regretted")
    listed = planner.do("backups")
    schema("backups").validate(listed)
    assert made in listed
    planner.do("restore", made["name"])
    assert [entry["title"] for entry in planner.do("show")["entries"]] == ["Kept"]
    sound = planner.do("doctor")
    schema("doctor").validate(sound)
    assert sound["healthy"] is True


def test_a_timer_of_a_backup_is_stopped_where_that_was_made(planner: Terminal) -> None:
    essay = planner.add("Draft the essay")
    planner.do("start", essay)
    planner.at("9:30")
    made = planner.do("backup")["backup"]
    os.utime(made["file"], (planner.now.timestamp(),) * 2)
    planner.do("stop")
    planner.at("17:00")
    answer = planner.do("restore", made["name"])
    told = "'Draft the essay' ran when it was made, and is stopped there: 23 Nov 2026, 09:30"
    assert answer["consequences"][0] == told
    (worked,) = planner.do("show")["intervals"]
    assert (worked["start"][11:16], worked["end"][11:16]) == ("08:00", "09:30")


def test_version_and_help_go_to_stdout(planner: Terminal) -> None:
    said = planner.run("--version")
    assert (said.status, said.stderr) == (0, "")
    assert said.stdout.startswith("Timebox Planner ")
    for words in (("--help",), ("-h",), ("help",), ("add", "--help"), ("help", "add")):
        said = planner.run(*words)
        assert (said.status, said.stderr) == (0, "")
        assert "Exit status" in said.stdout
    assert not planner.folder.exists()
