"""The entry line: every part in any order, nothing lost, nothing raised."""

from __future__ import annotations

import datetime as dt
import itertools
import re
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.entry_line import EntryLine, length_words, parse, place_said, title_problem, with_length, written
from planner.domain.line_parts import NO_BOX
from planner.domain.reading import length
from planner.domain.values import Box, Entry, EntryKind

TODAY = dt.date(2026, 11, 23)  # a Monday


def read(text: str, **more: Any) -> EntryLine:
    return parse(text, today=TODAY, **more)


def marked(line: EntryLine) -> list[str]:
    return [part.text for part in line.parts if not part.understood]


def test_the_example_of_the_manual() -> None:
    line = read("Draft the essay 45m #writing !1 9:30")
    assert (line.title, line.kind, line.estimate, line.start) == ("Draft the essay", "task", 45, 570)
    assert (line.tags, line.rank, line.minutes, line.date, line.problem) == (("writing",), 1, None, None, None)
    assert [(part.kind, part.text) for part in line.parts] == [
        ("length", "45m"),
        ("tag", "#writing"),
        ("rank", "!1"),
        ("time", "9:30"),
    ]


def test_parts_stand_in_any_order() -> None:
    for order in itertools.permutations(["45m", "#writing", "!1", "9:30", "24 Nov", "+book", "@Library"]):
        for text in (
            " ".join(["Draft", *order]),
            " ".join([*order, "Draft"]),
            " ".join([*order[:3], "Draft", *order[3:]]),
        ):
            line = read(text)
            assert (line.title, line.estimate, line.start, line.tags) == ("Draft", 45, 570, ("writing",))
            assert (line.rank, line.date, line.project) == (1, dt.date(2026, 11, 24), "book")
            assert line.place == "Library"
            assert all(part.text == text[part.start : part.end] for part in line.parts)


@pytest.mark.parametrize(
    ("text", "title", "said"),
    [
        ("Read 1h15", "Read", {"estimate": 75}),
        ("Mail 90 min", "Mail", {"estimate": 90}),
        ("Mail for 1 h 15", "Mail", {"estimate": 75}),
        ("Lab 9:30-10:15", "Lab", {"start": 570, "minutes": 45}),
        ("Lab from 9:30 to 10:15", "Lab", {"start": 570, "minutes": 45}),
        ("Call at 3pm", "Call", {"start": 900}),
        ("Draft tomorrow", "Draft", {"date": dt.date(2026, 11, 24)}),
        ("Draft mon", "Draft", {"date": dt.date(2026, 11, 30)}),
        ("mon Draft", "Draft", {"date": dt.date(2026, 11, 30)}),
        ("Draft on Sun 45m #x", "Draft", {"date": dt.date(2026, 11, 29), "estimate": 45, "tags": ("x",)}),
        ("Draft 23 Nov", "Draft", {"date": TODAY}),
        ("Draft 2027-01-31", "Draft", {"date": dt.date(2027, 1, 31)}),
        ("Talk 2 h 15 slides", "Talk 15 slides", {"estimate": 120}),
        ("Talk 1 h 15 Dec", "Talk", {"estimate": 60, "date": dt.date(2026, 12, 15)}),
        ("○ Dentist 15:00", "Dentist", {"kind": "event", "start": 900, "minutes": 60}),
        ("o Dentist 15:00 1h30", "Dentist", {"kind": "event", "start": 900, "minutes": 90}),
        ("○ Fair tomorrow", "Fair", {"kind": "event", "date": dt.date(2026, 11, 24)}),
        ("- a note", "a note", {"kind": "note"}),
        ("– Bob is away tomorrow 9:30 #team", "Bob is away tomorrow 9:30", {"kind": "note", "tags": ("team",)}),
        ("• Draft 5m", "Draft", {"estimate": 5}),
        ("#a #B #a Draft", "Draft", {"tags": ("a", "b")}),
        ("#été Draft #हिन्दी", "Draft", {"tags": ("été", "हिन्दी")}),
        ("Draft, 45m, then send (!2).", "Draft, then send.", {"estimate": 45, "rank": 2}),
        ("9:30: Draft — 45m", "Draft", {"start": 570, "estimate": 45}),
        ('"quoted text 45m" 30m', "quoted text 45m", {"estimate": 30}),
        ("“Meet at 9:30” 10:00", "Meet at 9:30", {"start": 600}),
        ('"Draft," 45m', "Draft,", {"estimate": 45}),
        ('"- no note"', "- no note", {}),
        ("Read 9:30 @Library", "Read", {"start": 570, "place": "Library"}),
        ("Read it (@home) from 9:30-10:15", "Read it", {"start": 570, "minutes": 45, "place": "home"}),
        ("○ Talk @Room_2.1 15:00", "Talk", {"kind": "event", "start": 900, "minutes": 60, "place": "Room_2.1"}),
        ("Lire @9:30 @Café", "Lire", {"start": 570, "place": "Café"}),
        ("Read @ 9:30", "Read", {"start": 570}),
        ("Read @9am", "Read", {"start": 540}),
        ("Mail to a@b.c 9:30", "Mail to a@b.c", {"start": 570}),
        ("Look @ it 9:30", "Look @ it", {"start": 570}),
        ("Write @3rd 9:30", "Write @3rd", {"start": 570}),
        ("- Bob is @Library 9:30", "Bob is @Library 9:30", {"kind": "note"}),
    ],
)
def test_what_is_understood(text: str, title: str, said: dict[str, object]) -> None:
    line = read(text)
    plain = EntryLine(title, parts=line.parts)
    assert line == EntryLine(**{name: getattr(plain, name) for name in ("title", "parts")} | said)
    assert marked(line) == []


@pytest.mark.parametrize(
    "word", ["25:99", "0m", "999h", "-5m", "!4", "NaN", "31 Feb", "9:30-25:00", "10:15-9:30", "!0"]
)
def test_what_is_out_of_range_stays_and_is_marked_with_why(word: str) -> None:
    line = read(f"Draft {word} it")
    assert line.title == f"Draft {word} it"
    assert marked(line) == [word]
    assert all(part.why.endswith(".") for part in line.parts)
    assert (line.estimate, line.start, line.minutes, line.rank, line.date) == (None,) * 5


@pytest.mark.parametrize(
    "title",
    [
        "Sun cream",
        "Buy sun cream",
        "Call Mon Cheri",
        "Enjoy the sun",
        "Work on Sun cream",
        "Sat nav fix",
        "Call about tomorrow's menu",
        "Report for 23 Nov",
        "Send it by 17:00",
        "Leave until Friday",
        "Fix #12 in C++",
        "Score 16:9",
        "Buy nan bread",
        "May plans",
        "Read pages 9-10",
        "Swim 400 m",
        'A 5" disk, 3" wide',
        "Vote +1",
        "Wow!!!",
        "o",
    ],
)
def test_ordinary_titles_lose_no_word(title: str) -> None:
    assert read(title) == EntryLine(title)


def test_the_second_of_two_stays_in_the_title() -> None:
    line = read("Draft 9:30 10:30 45m 50m !1 !2 mon 23 Nov")
    assert (line.start, line.estimate, line.rank) == (570, 45, 1)
    assert marked(line) == ["10:30", "50m", "!2"]
    assert line.title == "Draft 10:30 50m !2"


def test_a_line_has_one_place() -> None:
    line = read("Read 9:30 @Library @home")
    assert (line.title, line.place, marked(line)) == ("Read @home", "Library", ["@home"])
    assert line.parts[-1].why == "A line has one place: the first counts."
    long = read(f"Read 9:30 @{'x' * 61} @home")
    assert (long.place, long.parts[1].why) == ("home", "At most 60 characters.")
    assert read(f"Read 9:30 @{'x' * 60}").place == "x" * 60


@pytest.mark.parametrize(
    "text", ["Read @Library", "Read 45m @Library", "Send by 17:00 @Library", "Read 25:99 @Library"]
)
def test_a_place_needs_a_time_or_a_box(text: str) -> None:
    line = read(text)
    assert line.place is None
    assert line.title.endswith("@Library")
    assert [part.why for part in line.parts if part.kind == "place"] == [NO_BOX]
    boxed = read(text, boxed=True)
    assert boxed.place == "Library"
    assert "@" not in boxed.title


def test_a_place_that_is_not_understood_leaves_the_other_words_alone() -> None:
    assert read("See Cher mon @Library").title == "See Cher mon @Library"
    assert read("See Cher mon @Library 9:30").title == "See Cher"


def test_a_note_or_event_is_no_priority() -> None:
    for text in ("- note !1", "○ Lab 9:30 !1"):
        assert read(text).rank is None
        assert marked(read(text)) == ["!1"]


def test_the_kind_and_the_day_that_the_caller_gives() -> None:
    line = read("Lab 11:00-12:00", kind="event", default_day=TODAY)
    assert (line.kind, line.start, line.minutes, line.date) == ("event", 660, 60, TODAY)
    assert read("• Lab", kind="event").kind == "task"
    assert read("Call at 9:30", kind="note").title == "Call at 9:30"
    assert read("Lab tomorrow", default_day=TODAY).date == dt.date(2026, 11, 24)


@pytest.mark.parametrize("text", ["", "  ", "- ", "○ 15:00", "45m", "\ud800", "\u200b", "\x00"])
def test_an_empty_title_is_a_problem(text: str) -> None:
    assert (read(text).problem or "").startswith("Write what it is")


def test_a_long_title_is_refused_and_never_cut() -> None:
    assert read("x" * 500 + " 45m").problem is None
    for size in (501, 10_000):
        line = read("x" * size)
        assert len(line.title) == size
        assert f"{size:,}" in (line.problem or "")


def test_control_characters_go_and_it_is_said() -> None:
    line = read("a\x00b\tc\nd \ud800e\u0301")
    assert line.title == "ab c d é"
    assert line.notice
    assert read("a\tb").notice is None


@pytest.mark.parametrize("text", ["🧗🏽‍♀️ Climb 45m", "كتابة المقال 45m", "‮evil 45m", "写文章 45m"])
def test_all_scripts(text: str) -> None:
    line = read(text)
    assert line.estimate == 45
    assert line.title == text.removesuffix(" 45m")


PIECES = """
9:30 25:99 45m 0m 1h15 1 h 15 90 min mon sun on at for by 23 Nov !1 !4 #a #1 +p " “ ” ( ) , . - – ○ o • Draft
tomorrow today 2026-11-23 9:30-10:15 NaN @Library @home @9:30 @ a@b.c @1
"""
WORDS = st.sampled_from([*PIECES.split(), "\t", "\x00", "\ud800", "e\u0301", "nbsp\u00a0x"])
LINES = st.one_of(
    st.text(alphabet=st.characters(codec=None, exclude_categories=()), max_size=60),
    st.lists(WORDS, max_size=14).map(" ".join),
    st.lists(WORDS, max_size=9).map("".join),
)
KINDS: st.SearchStrategy[EntryKind] = st.sampled_from(["task", "event", "note"])


@given(LINES, KINDS, st.booleans())
def test_any_line_parses(text: str, kind: EntryKind, boxed: bool) -> None:
    line = parse(text, today=TODAY, kind=kind, boxed=boxed)
    assert line == parse(text, today=TODAY, kind=kind, boxed=boxed)
    at = 0
    for part in line.parts:
        assert at <= part.start < part.end <= len(text)
        assert part.text == text[part.start : part.end]
        assert part.understood != bool(part.why)
        at = part.end
    line.title.encode("utf-8")
    assert line.title == " ".join(line.title.split())
    assert line.problem == title_problem(line.title)
    assert all(1 <= minutes <= 1440 for minutes in (line.estimate, line.minutes) if minutes is not None)
    assert line.place is None or (line.place[0].isalpha() and len(line.place) <= 60 and line.kind != "note")
    assert line.place is None or boxed or line.start is not None


@given(LINES)
def test_no_letter_outside_an_understood_part_is_lost(text: str) -> None:
    line = read(text)
    left, at = [], 0
    for part in line.parts:
        if part.understood:
            left += [text[at : part.start], part.text if part.kind == "quote" else ""]
            at = part.end
    rest = "".join([*left, text[at:]])
    assert letters(line.title) == letters(rest)


def letters(text: str) -> list[str]:
    return [char for char in unicodedata.normalize("NFD", text) if char.isascii() and char.isalnum()]


@given(LINES, st.integers(1, 1440), st.sampled_from([None, 1, 2, 3]), KINDS)
def test_what_is_written_is_read_back(text: str, minutes: int, rank: int | None, kind: EntryKind) -> None:
    title = " ".join(text.replace('"', "").split())
    title = read(f"“{title.replace('”', '').replace('“', '')}”").title
    if title_problem(title):
        return
    task = kind == "task"
    entry = Entry("a", TODAY, title, kind, estimate=minutes if task else None, rank=rank if task else None, tags=("x",))
    line = read(written(entry, "" if kind == "note" else "9:30-10:15"))
    assert (line.title, line.kind, line.estimate) == (title, kind, entry.estimate)
    assert (line.rank, line.tags) == (entry.rank, ("x",))
    assert line.start == (None if kind == "note" else 570)


@given(LINES, st.sampled_from(["", "Library", "home", "Café", "Room_2.1"]), KINDS)
def test_a_line_about_a_box_is_read_back_with_its_place(text: str, place: str, kind: EntryKind) -> None:
    title = read("“" + re.sub('["“”]', "", text) + "”").title
    if title_problem(title):
        return
    boxes = () if kind == "note" else (Box("b", TODAY, "work", 0, 30, "a", place=place),)
    line = read(written(Entry("a", TODAY, title, kind), boxes=boxes), boxed=bool(boxes))
    assert (line.title, line.place or "") == (title, place if boxes else "")


def test_the_place_that_a_line_says_is_the_one_that_all_boxes_share() -> None:
    def said(*places: str) -> str:
        return place_said([Box("b", TODAY, "work", 0, 30, place=place) for place in places])

    assert said("home", "home") == "home"
    assert said("home", "Library") == said("") == said() == ""
    assert said("Room 12") == said("2nd floor") == said("x" * 61) == "", "no line can say these"


@given(st.integers(1, 1440))
def test_length_words_are_read_back(minutes: int) -> None:
    assert length(length_words(minutes)) == minutes


@pytest.mark.parametrize(
    ("text", "minutes", "anew"),
    [
        ("Draft the essay 45m #talk !2", 60, "Draft the essay 1h #talk !2"),
        ("Draft the essay", 25, "Draft the essay 25m"),
        ("Draft for 1h15 at 9:30", 80, "Draft 1h20 at 9:30"),
        ('"Read 45m" 30m ', 40, '"Read 45m" 40m '),
    ],
)
def test_another_length_stands_where_the_first_one_stood(text: str, minutes: int, anew: str) -> None:
    made = with_length(text, parse(text, today=TODAY), minutes)
    assert made == anew
    assert parse(made, today=TODAY).estimate == minutes


ADDED = ("Draft", "the essay", "café", "#talk", "!2", "9:30", "+Book", "(again)", "45m", "1h", "tomorrow")


@given(st.lists(st.sampled_from(ADDED), min_size=1, max_size=6), st.integers(5, 1440))
def test_a_line_given_a_length_has_it_and_the_same_title(pieces: list[str], minutes: int) -> None:
    words = " ".join(["Write", *pieces])
    before = read(words)
    after = read(with_length(words, before, minutes))
    assert (after.estimate, after.title) == (minutes, before.title)
    assert (after.tags, after.rank, after.start, after.date) == (before.tags, before.rank, before.start, before.date)
