"""`planner import history`: all of a file or nothing of it, told in JSON, and taken back by undo."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from planner.domain.past import PastTask
from planner.readable import readable
from planner.store.store import Store
from tests.terminal import Terminal

SCHEMA = json.loads((Path(__file__).parents[1] / "schemas" / "imported.json").read_text("utf-8"))
PLAIN = "seq,date,title,tags,estimate_min,actual_min\n1,2025-01-07,Draft,writing,25,50\n2,2025-03-01,Mail,,,7.5\n"
BAD = "date,actual\n2025-01-07,-5\n2025-01-08,5\n2025-01-09,nan\n2030-01-01,5\n"


@pytest.fixture
def planner(data_folder: Path, capfd: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(data_folder, capfd)


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the terminal stands in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def past(planner: Terminal) -> list[PastTask]:
    store = Store.open(planner.folder)
    found = list(store.past(planner.now.date()))
    store.close()
    return found


def do(planner: Terminal, *words: str) -> Any:
    answer = planner.do("import", "history", *words)
    jsonschema.Draft202012Validator(SCHEMA).validate(answer)
    return answer


def test_a_file_is_taken_over_and_taken_back(planner: Terminal, files: Path) -> None:
    (files / "old.csv").write_text(PLAIN)
    answer = do(planner, "old.csv")
    assert (answer["done"], answer["imported"], answer["skipped"], answer["problems"]) == ("Import 2 tasks", 2, [], [])
    assert (answer["from"], answer["to"], answer["dry_run"]) == ("2025-01-07", "2025-03-01", False)
    assert answer["columns"]["day"] == {"column": "date", "order": "ymd"}
    assert answer["columns"]["estimate"] == {"column": "estimate_min", "unit": "minutes"}
    draft, mail = past(planner)
    assert (draft.day, draft.title, draft.tags, draft.estimate, draft.actual) == (
        dt.date(2025, 1, 7), "Draft", ("writing",), 25, 50.0,
    )  # fmt: skip
    assert (mail.estimate, mail.actual) == (None, 7.5)
    assert planner.do("undo")["done"] == "Undo: Import 2 tasks"
    assert past(planner) == []
    assert planner.do("redo")["done"] == "Redo: Import 2 tasks"
    assert len(past(planner)) == 2


def test_a_dry_run_tells_all_and_keeps_nothing(planner: Terminal, files: Path) -> None:
    (files / "old.csv").write_text(PLAIN)
    answer = do(planner, "old.csv", "--dry-run")
    assert (answer["done"], answer["imported"], answer["dry_run"]) == ("Would import 2 tasks", 2, True)
    assert readable(answer).splitlines()[:2] == ["Would import 2 tasks", "  From 2025-01-07 to 2025-03-01"]
    assert "estimate from estimate_min in minutes" in readable(answer)
    assert past(planner) == []


def test_one_bad_row_keeps_all_out_and_every_one_is_listed(planner: Terminal, files: Path) -> None:
    (files / "old.csv").write_text(BAD)
    assert planner.refused("import", "history", "old.csv") == (
        "old.csv, line 2: the actual is −5: write minutes above 0. 2 more lines are bad; --dry-run lists all."
        " Nothing is imported."
    )
    assert past(planner) == []
    answer = do(planner, "old.csv", "--dry-run")
    assert answer["done"] == "Would import nothing: 3 lines of old.csv cannot be read"
    assert [(problem["line"], answer["imported"]) for problem in answer["problems"]] == [(2, 0), (4, 0), (5, 0)]
    assert "  Line 5: the day 2030-01-01 has not come yet" in readable(answer).splitlines()


def test_the_same_file_counts_once_and_a_longer_one_adds_what_is_new(planner: Terminal, files: Path) -> None:
    (files / "old.csv").write_text(PLAIN)
    do(planner, "old.csv")
    words = "These 2 tasks are here already: nothing is imported."
    assert planner.refused("import", "history", "old.csv") == words
    assert do(planner, "old.csv", "--dry-run")["done"] == words
    (files / "newer.csv").write_text(f"{PLAIN}3,2025-03-02,Read,,30,40\n")
    answer = do(planner, "newer.csv")
    assert (answer["done"], answer["imported"]) == ("Import 1 task", 1)
    assert answer["skipped"] == [{"line": line, "why": "it is here already"} for line in (2, 3)]
    assert answer["consequences"][0] == "2 tasks were here already"
    assert len(past(planner)) == 3


def test_columns_can_be_named(planner: Terminal, files: Path) -> None:
    (files / "alt.csv").write_text('Wann;"Dauer, echt";Was\n3.4.2025;0,5;Brief\n')
    assert planner.refused("import", "history", "alt.csv") == (
        "Say which column of alt.csv is the day. Write --map day=COLUMN; it has “Wann”, “Dauer, echt”, “Was”."
    )
    answer = do(planner, "alt.csv", "--map", 'day=wann,"actual=Dauer, echt",title=3,unit=hours')
    assert answer["from"] == "2025-04-03"
    assert past(planner)[0].title == "Brief"
    assert past(planner)[0].actual == 30.0


def test_the_order_of_the_dates_is_asked_where_both_would_fit(planner: Terminal, files: Path) -> None:
    (files / "old.csv").write_text("date,actual\n03/04/2025,5\n")
    said = planner.refused("import", "history", "old.csv")
    assert said.endswith("both would fit. Write --map dates=dmy or --map dates=mdy.")
    assert do(planner, "old.csv", "--map", "dates=mdy")["from"] == "2025-03-04"


def test_an_id_that_is_none_can_be_left_out(planner: Terminal, files: Path) -> None:
    (files / "old.csv").write_text("id,date,actual\n1,2025-01-01,5\n1,2025-01-02,5\n")
    assert "the id “1” stands on line 2 already" in planner.refused("import", "history", "old.csv")
    assert do(planner, "old.csv", "--map", "id=")["imported"] == 2


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ("cost=Amount", "“cost” names no field: write pairs like"),
        ("day", "“day” names no field"),
        ("day=Tag", "old.csv has no column “Tag”; it has “seq”, “date”"),
        ("day=9", "old.csv has no column “9”"),
        ("unit=days", "“days” is no unit: write one of minutes, hours"),
        ("dates=dym", "“dym” is no order of dates: write one of ymd, dmy, mdy"),
        ("day=", "Say which column of old.csv is the day."),
    ],
)
def test_a_mapping_that_cannot_be_is_refused(planner: Terminal, files: Path, named: str, words: str) -> None:
    (files / "old.csv").write_text(PLAIN)
    assert words in planner.refused("import", "history", "old.csv", "--map", named)


def test_what_is_no_history_is_refused(planner: Terminal, files: Path) -> None:
    (files / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    with (files / "huge.csv").open("wb") as huge:
        huge.truncate(2_000_000_000)
    for name, words in (
        ("picture.png", "picture.png is a picture: save it as CSV in UTF-8"),
        ("huge.csv", "huge.csv has more than 50 MB"),
        ("gone.csv", "There is no file"),
        (".", "is a folder"),
        (" ", "That file name is empty"),
    ):
        assert words in planner.refused("import", "history", name)
    assert "planner import history “tasks.csv”" in planner.refused("import", "todo", "tasks.csv")
    assert past(planner) == []


def test_fifty_thousand_rows_are_one_deed(planner: Terminal, files: Path) -> None:
    rows = "".join(f"{n},2025-01-{1 + n % 28:02},Task {n % 900},30,{1 + n % 90}\n" for n in range(50_000))
    (files / "many.csv").write_text(f"seq,date,title,estimate_min,actual_min\n{rows}")
    assert do(planner, "many.csv")["done"] == "Import 50,000 tasks"
    assert planner.do("undo")["done"] == "Undo: Import 50,000 tasks"
