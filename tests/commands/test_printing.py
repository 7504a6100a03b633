"""Paper from the terminal: kinds, papers, ranges, and what is remembered of them."""

from __future__ import annotations

import json
from pathlib import Path

import pypdfium2
import pytest

from tests.paper.days import words_on
from tests.terminal import Terminal
from tests.test_commands import schema


@pytest.fixture
def planner(data_folder: Path, capfd: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(data_folder, capfd)


def sizes(file: Path) -> list[tuple[int, int]]:
    """The pages of a PDF in whole millimetres."""
    document = pypdfium2.PdfDocument(file)
    try:
        return [(round(page.get_width() / 72 * 25.4), round(page.get_height() / 72 * 25.4)) for page in document]
    finally:
        document.close()


WEEK = "2026-11-23..2026-11-29"


@pytest.mark.parametrize(
    ("words", "pages"),
    [
        (("today",), [(148, 210)]),
        ((WEEK,), [(148, 210)] * 7),
        ((WEEK, "--paper", "a4-booklet"), [(297, 210)] * 4),
        ((WEEK, "--kind", "spread", "--paper", "a4-booklet"), [(297, 210)] * 8),
        ((WEEK, "--kind", "spread", "--paper", "a4-2up"), [(297, 210)] * 7),
        ((WEEK, "--kind", "week", "--paper", "half-letter"), [(140, 216)]),
        ((WEEK, "--kind", "day", "--paper", "letter", "--duplex", "short"), [(279, 216)] * 4),
        (("today", "--kind", "month"), [(148, 210)]),
        (("today", "--kind", "notes", "--ground", "grid"), [(148, 210)]),
        (("today", "--kind", "blank", "--hours", "6-22"), [(148, 210)]),
        (("today", "--paper", "pocket", "--left-handed"), [(210, 297)]),
        (("today", "--paper", "remarkable"), [(158, 210)]),
        (("today", "--paper", "Scribe"), [(157, 210)]),
        (("today", "--paper", "supernote-nomad"), [(119, 158)]),
        (("today", "--ink", "colour", "--lines", "strong", "--clock", "12", "--feeling"), [(148, 210)]),
    ],
)
def test_every_kind_and_paper(
    planner: Terminal, tmp_path: Path, words: tuple[str, ...], pages: list[tuple[int, int]]
) -> None:
    planner.add("Draft 45m 9:30 !1")
    file = tmp_path / "paper.pdf"
    answer = planner.do("print", *words, "--to", str(file))
    assert sizes(file) == pages
    kept = planner.do("prints")
    schema("prints").validate(kept)
    assert {one["id"] for one in kept} == {one["id"] for one in answer["prints"]}
    assert all(sheet["paper"]["page"] <= len(pages) for one in kept for sheet in one["sheets"])


def test_a_week_is_kept_under_its_first_day(planner: Terminal, tmp_path: Path) -> None:
    (one,) = planner.do("print", "2026-11-25", "--kind", "week", "--to", str(tmp_path / "w.pdf"))["prints"]
    assert (one["kind"], one["page"]) == ("week", "2026-11-23")


def test_what_was_done_is_said(planner: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "p.pdf"
    assert planner.do("print", WEEK, "--to", str(file))["done"] == f"Printed 7 days to {file}"
    assert planner.do("print", "--to", str(file))["done"] == f"Printed 2026-11-23 to {file}"
    notes = planner.do("print", WEEK, "--kind", "notes", "--to", str(file))
    assert notes["done"] == f"Printed 7 pages of notes to {file}"


def test_the_review_on_the_paper_that_is_asked_for(planner: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "review.pdf"
    assert "There is nothing to print" in planner.refused("print", "--kind", "review", "--to", str(file))
    assert "has not come yet" in planner.refused("print", "tomorrow", "--kind", "review", "--to", str(file))
    entry = planner.add("Draft 45m 9:30 !1")
    planner.at("11:00")
    planner.do("log", entry, "9:30-10:15")
    planner.do("done", entry)
    planner.do("print", "--kind", "review", "--paper", "half-letter", "--to", str(file))
    assert sizes(file) == [(140, 216)]
    assert planner.do("prints") == []


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("--kind", "diary"), "--kind “diary” is not known"),
        (("--paper", "foolscap"), "--paper “foolscap” is not known"),
        (("--duplex", "both"), "--duplex “both” is not known: it is long, short or none"),
        (("--duplex", "long", "--paper", "pocket"), "no back to turn"),
        (("--kind", "week", "--paper", "pocket"), "does not fit on a pocket fold"),
        (("--left-handed", "--right-handed"), "choose one"),
        (("--hours", "8"), "write it like 8-18"),
        (("--hours", "9-9"), "write it like 8-18"),
        (("--hours", "25-30"), "write it like 8-18"),
        (("--clock", "13"), "it is 24 or 12"),
        (("--first-weekday", "Someday"), "it is monday"),
        (("--ink", "green"), "it is one or colour"),
        (("--ground", "sand"), "it is dots, lines, grid or plain"),
        (("--lines", "bold"), "it is fine, normal or strong"),
    ],
)
def test_bad_words_are_one_sentence_and_write_nothing(
    planner: Terminal, tmp_path: Path, words: tuple[str, ...], part: str
) -> None:
    file = tmp_path / "x.pdf"
    assert part in planner.refused("print", *words, "--to", str(file))
    assert not file.exists()
    assert planner.do("prints") == []


def test_the_same_order_is_the_same_file_and_the_same_print(planner: Terminal, tmp_path: Path) -> None:
    planner.add("Draft 45m 9:30 !1")
    one, other = tmp_path / "one.pdf", tmp_path / "other.pdf"
    first = planner.do("print", WEEK, "--kind", "spread", "--paper", "a4-2up", "--to", str(one))["prints"]
    second = planner.do("print", WEEK, "--kind", "spread", "--paper", "a4-2up", "--to", str(other))["prints"]
    assert one.read_bytes() == other.read_bytes()
    assert [kept["id"] for kept in first] == [kept["id"] for kept in second]
    assert json.dumps(first[0]["sheets"]) == json.dumps(second[0]["sheets"])


def test_a_choice_is_remembered_under_a_name(planner: Terminal, tmp_path: Path) -> None:
    file, again = tmp_path / "one.pdf", tmp_path / "again.pdf"
    assert "planner print … --remember NAME keeps one" in planner.refused(
        "print", "--profile", "notebook", "--to", str(file)
    )
    words = ("--kind", "spread", "--duplex", "long", "--left-handed")
    answer = planner.do("print", *words, "--remember", "My notebook", "--to", str(file))
    assert answer["consequences"] == ["Remembered as “My notebook”"]
    planner.do("print", "--profile", "my notebook", "--to", str(again))
    assert again.read_bytes() == file.read_bytes()
    planner.do("print", "--profile", "my notebook", "--kind", "day", "--to", str(again))
    assert len(sizes(again)) == 1
    assert "there are “My notebook”" in planner.refused("print", "--profile", "other", "--to", str(file))


def test_profiles_are_listed_and_forgotten(planner: Terminal, tmp_path: Path) -> None:
    assert planner.do("print", "--profiles") == []
    file = str(tmp_path / "day.pdf")
    planner.do("print", "--likely", "no", "--remember", "plain", "--to", file)
    words = ("--kind", "spread", "--duplex", "long", "--left-handed", "--hours", "8-18", "--clock", "12")
    planner.do("print", *words, "--remember", "My notebook", "--to", file)
    listed = planner.do("print", "--profiles")
    assert [(each["name"], each["words"]) for each in listed] == [
        ("My notebook", "spread on a5, duplex long, left-handed, hours 8:00-18:00, clock 12"),
        ("plain", "day on a5, without how long it will probably take"),
    ]
    assert (listed[0]["choice"]["opens"], listed[1]["choice"]["likely"]) == (8 * 60, False)
    assert planner.do("print", "--forget", "MY notebook") == {
        "done": "Forgot the profile “MY notebook”",
        "consequences": [],
    }
    assert [each["name"] for each in planner.do("print", "--profiles")] == ["plain"]
    assert "there are “plain”" in planner.refused("print", "--forget", "My notebook")
    assert "stand alone" in planner.refused("print", "--forget", "plain", "--to", file)
    assert "stand alone" in planner.refused("print", "today", "--profiles")
    assert "it is yes or no" in planner.refused("print", "--likely", "maybe", "--to", file)


def test_how_long_it_will_probably_take_is_left_out_where_nobody_wants_it(planner: Terminal, tmp_path: Path) -> None:
    rows = (f"2026-11-{day:02d},Writing {day},45,{40 + day % 5 * 10}\n" for day in range(1, 23))
    (tmp_path / "old.csv").write_text("date,title,estimate,actual\n" + "".join(rows))
    planner.do("import", "history", str(tmp_path / "old.csv"))
    planner.add("Writing the essay 45m !1 9:30")
    with_it, without = tmp_path / "with.pdf", tmp_path / "without.pdf"
    planner.do("print", "--to", str(with_it))
    planner.do("print", "--likely", "no", "--remember", "plain", "--to", str(without))
    assert "45 min (" in words_on(with_it.read_bytes())
    assert "45 min (" not in words_on(without.read_bytes())
    planner.do("print", "--profile", "plain", "--to", str(without))
    assert "45 min (" not in words_on(without.read_bytes())
    planner.do("print", "--profile", "plain", "--likely", "yes", "--to", str(without))
    assert "45 min (" in words_on(without.read_bytes())


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, "two\nlines"])
def test_a_profile_needs_a_name(planner: Terminal, tmp_path: Path, name: str) -> None:
    file = tmp_path / "x.pdf"
    assert "is no name for a profile" in planner.refused("print", "--remember", name, "--to", str(file))
    assert not file.exists()


def test_a_year_for_a_tablet_is_kept_whole(planner: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "year.pdf"
    answer = planner.do("print", "2026-01-01..2026-12-31", "--paper", "remarkable", "--to", str(file))
    assert len(sizes(file)) == 1 + 12 + 53 + 365
    assert answer["done"] == f"Printed 12 months, 53 weeks, 365 days to {file}"
    assert len(planner.do("prints")) == 12 + 53 + 365
