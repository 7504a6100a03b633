"""`planner review`: the figures as JSON, CSV and paper, and what is refused."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from planner.app import workspace_in
from planner.commands import Request
from planner.commands.review import review
from planner.domain import entries
from planner.domain.entry_line import parse
from planner.domain.values import new_id
from planner.readable import readable
from planner.review.table import COLUMNS
from tests.paper.days import words_on
from tests.terminal import MONDAY, Terminal

SCHEMA = Draft202012Validator(
    json.loads((Path(__file__).parents[1] / "schemas" / "review.json").read_text(encoding="utf-8"))
)


@pytest.fixture
def planner(data_folder: Path, capfd: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(data_folder, capfd)


@pytest.fixture
def lived(planner: Terminal) -> Terminal:
    """Monday evening after two tasks that were guessed at an hour and half an hour, and one besides."""
    draft = planner.add("Draft the essay 60m #writing +thesis !1 9:00")
    mail = planner.add("=HYPERLINK(1) 30m #mail 10:30")
    planner.at("19:00")
    for entry, span in ((draft, "9:00-10:30"), (mail, "10:30-10:50")):
        planner.do("log", entry, span)
        planner.do("done", entry)
    return planner


def test_the_review_of_this_week(lived: Terminal) -> None:
    shown = lived.do("review")
    SCHEMA.validate(shown)
    assert (shown["from"], shown["to"], shown["title"]) == ("2026-11-23", "2026-11-29", "23 – 29 November")
    ratios = [(pair["estimate"], pair["actual"], pair["ratio"]) for pair in shown["pairs"]]
    assert ratios == [(60, 90, 1.5), (30, 20, 0.667)]
    assert [sentence["words"] for sentence in shown["sentences"]] == [
        "You did the one priority.",
        "Your boxes: 2 boxes, too few to say.",
        "Mail and Writing: 1 box each, too few to say.",
        "80 % ranges: 1 box, too few to say how many hold.",
    ]
    assert shown["spent"][0] | {"from": "", "to": ""} == {
        "from": "",
        "to": "",
        "label": "Mon",
        "days": 1,
        "planned": 110,
        "unplanned": 0,
        "events": 0,
        "recharge": 0,
        "meditation": 0,
        "open": 490,
    }
    assert "layers" not in shown


def test_one_day_has_its_layers_and_its_evening(lived: Terminal) -> None:
    shown = lived.do("review", "--from", "today", "--to", "today")
    SCHEMA.validate(shown)
    assert [layer["label"] for layer in shown["layers"]] == ["First plan", "What happened"]
    assert [block["start"] for block in shown["layers"][0]["blocks"]] == ["09:00", "10:30"]
    assert shown["evening"]["words"] == "2 of 2 done. What is done took 1 h 50, guessed 1 h 30."


def test_groups_by_project_and_by_week(lived: Terminal) -> None:
    by_project = lived.do("review", "--by", "project")
    assert [group["name"] for group in by_project["groups"]] == ["thesis", ""]
    by_week = lived.do("review", "--by", "WEEK")
    SCHEMA.validate(by_week)
    assert [group["name"] for group in by_week["groups"]] == ["2026-W48"]


def test_the_table_is_csv_that_no_spreadsheet_takes_for_formulas(lived: Terminal) -> None:
    said = lived.run("review", "--csv")
    assert (said.status, said.stderr) == (0, "")
    header, *rows = csv.reader(io.StringIO(said.stdout))
    assert header == list(COLUMNS)
    assert [len(row) for row in rows] == [len(COLUMNS)] * 4
    pairs = [dict(zip(header, row, strict=True)) for row in rows if row[0] == "pair"]
    assert [pair["title"] for pair in pairs] == ["Draft the essay", "'=HYPERLINK(1)"]
    assert (pairs[0]["tags"], pairs[0]["project"], pairs[0]["ratio"]) == ("writing", "thesis", "1.5")
    assert [row[0] for row in rows] == ["pair", "pair", "group", "group"]


def test_a_page_of_paper(lived: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "week.PDF"
    answer = lived.do("review", "--to", str(file))
    assert answer == {
        "done": f"Printed the review of 23 – 29 November to {file}",
        "consequences": [],
        "file": str(file),
    }
    assert "23 – 29 November" in words_on(file.read_bytes())


def test_days_and_a_file_may_be_named_together(lived: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "day.pdf"
    lived.do("review", "--from", "today", "--to", "today", "--to", str(file))
    assert "Monday 23 November" in words_on(file.read_bytes())


def test_nothing_on_record_is_said_and_draws_nothing(planner: Terminal, tmp_path: Path) -> None:
    shown = planner.do("review", "--from", "2020-01-01", "--to", "2020-12-31")
    SCHEMA.validate(shown)
    assert shown["empty"]
    assert shown["sentences"] == [{"words": "Nothing is on record for 2020.", "quiet": True}]
    file = tmp_path / "none.pdf"
    assert planner.refused("review", "--to", str(file)) == (
        "Nothing is on record for 23 – 29 November. There is nothing to print."
    )
    assert not file.exists()
    assert planner.run("review", "--csv").stdout == ",".join(COLUMNS) + "\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--from", "mon"], "--from alone is half a range: write --to too, or neither for this week."),
        (["--to", "2026-11-22"], "--to alone is half a range: write --from too, or neither for this week."),
        (
            ["--from", "2026-11-22", "--to", "2026-11-16"],
            "2026-11-22 comes after 2026-11-16: write the earlier day first.",
        ),
        (
            ["--from", "2026-11-24", "--to", "2026-11-30"],
            "“2026-11-24” has not come yet: look back at days up to 2026-11-23.",
        ),
        (
            ["--from", "nevermore", "--to", "today"],
            "“nevermore” is no day: write today, tomorrow, yesterday, a weekday or a date like 2026-11-23.",
        ),
        (
            ["--from", "yesterday", "--to", "out.txt"],
            "“out.txt” is neither a day like 2026-11-23 nor a file that ends in .pdf.",
        ),
        (["--to", "a.pdf", "--to", "b.pdf"], "--to is there twice: give one day, and one file that ends in .pdf."),
        (["--by", "colour"], "--by “colour” is not known: group by tag, project or week."),
        (["--csv", "--to", "a.pdf"], "--csv and --to FILE.pdf are two answers: ask for one at a time."),
        (["all"], "“all” is one word too many: planner review"),
    ],
)
def test_what_cannot_be_looked_back_at(planner: Terminal, words: list[str], sentence: str) -> None:
    assert planner.refused("review", *words).startswith(sentence)


def test_a_file_that_cannot_be_written_is_refused(lived: Terminal, tmp_path: Path) -> None:
    assert "There is no folder" in lived.refused("review", "--to", str(tmp_path / "no" / "week.pdf"))


def test_a_person_reads_words(lived: Terminal) -> None:
    lines = readable(lived.do("review", "--from", "today", "--to", "today")).splitlines()
    assert lines[:3] == ["Monday 23 November", "", "  You did the one priority."]
    assert "  Mon     1 h 50 planned · 8 h 10 open" in lines
    assert lines[-7:] == [
        "First plan",
        "  09:00–10:00  Draft the essay",
        "  10:30–11:00  =HYPERLINK(1)",
        "",
        "What happened",
        "  09:00–10:30  Draft the essay",
        "  10:30–10:50  =HYPERLINK(1)",
    ]


def test_looking_back_changes_nothing(lived: Terminal) -> None:
    before = lived.do("show")
    lived.do("review")
    assert lived.do("show") == before


def test_all_is_read_in_the_job_so_that_an_open_window_goes_on(data_folder: Path) -> None:
    workspace = workspace_in(data_folder, lambda: MONDAY)
    job = review(workspace, Request("review"))
    page, line = workspace.page(), parse("Draft the essay 60m !1", today=workspace.today())
    workspace.do(entries.add(page, line, now=MONDAY, new=new_id(), new_box=new_id()))
    shown = job.run()
    workspace.close()
    assert len(shown.out["priorities"]["days"]) == 1
