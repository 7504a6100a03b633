"""Files of other programs become tasks of the past, or every row that cannot is named with its line and the reason."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.past import ImportedTask
from planner.exchange import Problem, Unreadable
from planner.exchange.columns import Columns, chosen, guessed, with_unit
from planner.exchange.history import Reading, question, read
from planner.exchange.table import ROW_LIMIT, opened, table_of_csv

TODAY = dt.date(2026, 11, 24)
MINUTE = 60_000


def told(text: str) -> Reading:
    table = table_of_csv(text, "old.csv")
    return read(table, guessed(table), TODAY)


def one(text: str) -> ImportedTask:
    reading = told(text)
    assert reading.problems == ()
    (task,) = reading.tasks
    return task


def test_the_plain_file_is_read_whole() -> None:
    text = "seq,date,title,tags,estimate_min,actual_min\n1,2009-04-09,Draft,writing,25.0,50.0\n2,2009-04-10,Mail,,,5\n"
    first, second = told(text).tasks
    assert (first.line, first.day, first.title, first.tags) == (2, dt.date(2009, 4, 9), "Draft", ("writing",))
    assert (first.estimate_ms, first.actual_ms) == (25 * MINUTE, 50 * MINUTE)
    assert (second.estimate_ms, second.actual_ms, second.project) == (None, 5 * MINUTE, None)
    assert told(text).days == (dt.date(2009, 4, 9), dt.date(2009, 4, 10))


def test_one_single_row_is_enough() -> None:
    assert one("date,actual\n2020-01-01,30").actual_ms == 30 * MINUTE


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_out(delimiter: str) -> None:
    rows = ["date", "title", "actual (min)"], ["2020-01-01", "Fish, chips; peas", "30"]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    task = one(out.getvalue())
    assert (task.title, task.actual_ms) == ("Fish, chips; peas", 30 * MINUTE)


def test_a_line_is_that_of_the_file_also_behind_quoted_line_breaks_and_gaps() -> None:
    text = 'date,title,actual\n2020-01-01,"one\ntwo\nthree",5\n\n,,\n2020-01-02,Next,-5\n'
    reading = told(text)
    assert [task.line for task in reading.tasks] == [2]
    assert reading.tasks[0].title == "one two three"
    assert reading.problems == (Problem(7, "the actual is −5: write minutes above 0"),)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("2020-01-01,x,30,0", "the actual is 0: write minutes above 0"),
        ("2020-01-01,x,30,-5", "the actual is −5: write minutes above 0"),
        ("2020-01-01,x,30,1000000", "the actual is 16666 h 40: that is more than a week; look at the unit, which is"),
        ("2020-01-01,x,30,1e400", "the actual is “1e400”: write minutes as a number"),
        (f"2020-01-01,x,30,{'9' * 400}", "that is more than a week"),
        ("2020-01-01,x,30,nan", "the actual is “nan”: write minutes as a number"),
        ("2020-01-01,x,30,inf", "the actual is “inf”: write minutes as a number"),
        ("2020-01-01,x,30,", "the actual is missing"),
        ("2020-01-01,x,-3,10", "the estimate is −3: write minutes above 0"),
        ("2020-01-01,x,soon,10", "the estimate is “soon”: write minutes as a number"),
        (",x,30,10", "the day is missing"),
        ("soon,x,30,10", "the day is “soon”: write one like 2026-11-24"),
        ("2020-02-30,x,30,10", "the day is “2020-02-30”: write one like"),
        ("0001-01-01,x,30,10", "the day is “0001-01-01”: write one like"),
        ("2026-11-25,x,30,10", "the day 2026-11-25 has not come yet"),
        (f"2020-01-01,{'x' * 501},30,10", "the title has 501 characters: shorten it to 500"),
        ("2020-01-01,x,30,10,more", "it has 5 cells, and the header names 4 columns"),
        ('2020-01-01,"x"y,30,10', "a quotation mark stands in the middle of a cell: write it twice"),
        ('2020-01-01,"x,30,10', "a quotation mark opens here and is never closed"),
        (f"2020-01-01,{'x' * 200_000},30,10", "a cell is longer than any title can be"),
    ],
)
def test_a_bad_row_is_named_with_its_line(row: str, why: str) -> None:
    reading = told(f"date,title,estimate,actual\n2020-01-01,Good,30,30\n{row}\n")
    assert [problem.line for problem in reading.problems] == [3]
    assert why in reading.problems[0].why


def test_every_bad_row_is_listed_and_the_good_ones_are_read_beside_them() -> None:
    reading = told("date,actual\n" + "2020-01-01,0\n2020-01-01,5\n" * 40)
    assert [problem.line for problem in reading.problems] == list(range(2, 82, 2))
    assert len(reading.tasks) == 40


def test_two_rows_of_one_id_name_both_lines() -> None:
    reading = told("id,date,actual\n7,2020-01-01,5\n8,2020-01-01,5\n7,2020-01-02,6\n")
    assert reading.problems == (Problem(4, "the id “7” stands on line 2 already"),)


def test_an_estimate_of_nought_is_none() -> None:
    assert one("date,estimate,actual\n2020-01-01,0,30").estimate_ms is None
    assert one("date,estimate,actual\n2020-01-01,-,30").estimate_ms is None


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        ("45", 45),
        ("0.75", 0.75),
        ("0,75", 0.75),
        ("1:15", 75),
        ("0:25:30", 25.5),
        ("1 h 15 min", 75),
        ("1h15", 75),
        ("1h", 60),
        ("90m", 90),
        ("1.5 hours", 90),
        ("47:30 min", 47.5),
        ("PT1H30M", 90),
        ("1.500,5", 1500.5),
        ("1,500.5", 1500.5),
    ],
)
def test_a_length_may_be_written_in_many_ways(written: str, minutes: float) -> None:
    assert one(f"date;actual (min)\n2020-01-01;{written}").actual_ms == minutes * MINUTE


@pytest.mark.parametrize(
    ("header", "values", "unit"),
    [
        ("actual", ["25", "50", "300"], "minutes"),
        ("actual", ["0.5", "1.25", "3"], "hours"),
        ("actual", ["1500", "3000", "5400"], "seconds"),
        ("actual", ["1500000", "300000"], "milliseconds"),
        ("actual", ["1:15", "0:20"], "h:mm"),
        ("actual", ["25:00", "12:30"], "m:ss"),
        ("actual (h)", ["25", "50"], "hours"),
        ("Hours", ["25", "50"], "hours"),
        ("timeSpentSeconds", ["25", "50"], "seconds"),
    ],
)
def test_the_unit_is_guessed_from_the_name_or_the_values(header: str, values: list[str], unit: str) -> None:
    table = table_of_csv("\n".join([f"date,{header}", *(f"2020-01-01,{value}" for value in values)]), "x.csv")
    assert guessed(table).unit("actual") == unit


def test_a_guess_and_an_actual_have_one_unit_and_another_can_be_chosen() -> None:
    table = table_of_csv("date,estimate,actual\n2020-01-01,1,2\n2020-01-01,30,45\n2020-01-01,25,50", "x.csv")
    columns = guessed(table)
    assert (columns.unit("estimate"), columns.unit("actual")) == ("minutes", "minutes")
    hours = with_unit(columns, "actual", "hours")
    assert read(table, hours, TODAY).tasks[0].actual_ms == 120 * MINUTE


@pytest.mark.parametrize(
    ("dates", "days"),
    [
        (["2020-01-31"], ["2020-01-31"]),
        (["2020/1/3", "20200104"], ["2020-01-03", "2020-01-04"]),
        (["2020-01-31T23:10:00Z"], ["2020-01-31"]),
        (["3.1.2020"], ["2020-01-03"]),
        (["03/04/2020", "13/04/2020"], ["2020-04-03", "2020-04-13"]),
        (["03/04/2020", "04/13/2020 10:00"], ["2020-03-04", "2020-04-13"]),
        (["31-12-19"], ["2019-12-31"]),
        (["5 Mar 2020", "Thu, March 6, 2020"], ["2020-03-05", "2020-03-06"]),
        (["2020-01-01 - 2020-01-03"], ["2020-01-03"]),
    ],
)
def test_dates_are_read_as_the_data_tell(dates: list[str], days: list[str]) -> None:
    reading = told("\n".join(["date;actual", *(f"{date};5" for date in dates)]))
    assert [task.day.isoformat() for task in reading.tasks] == days
    assert reading.problems == ()


def test_where_the_dates_leave_it_open_a_person_is_asked() -> None:
    table = table_of_csv("date,actual\n03/04/2020,5\n05/06/2020,7", "old.csv")
    columns = guessed(table)
    assert "day or with the month: both would fit" in question(table, columns)
    with pytest.raises(Unreadable, match="day or with the month"):
        read(table, columns, TODAY)
    american = Columns(columns.places, columns.units, "mdy")
    assert [task.day.month for task in read(table, american, TODAY).tasks] == [3, 5]


def test_what_no_column_tells_is_asked_and_can_be_chosen() -> None:
    table = table_of_csv("wann,wie lange\n2020-01-01,30", "alt.csv")
    assert question(table, guessed(table)) == "Say which column of alt.csv is the day."
    columns = chosen(table, guessed(table), "day", 0)
    assert "is the actual" in question(table, columns)
    columns = chosen(table, columns, "actual", 1)
    assert (question(table, columns), len(read(table, columns, TODAY).tasks)) == ("", 1)


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("09:00", "10:30", 90),
        ("23:30", "00:15", 45),
        ("9:00 AM", "1:30 PM", 270),
        ("2020-01-01 23:30", "2020-01-02 01:00", 90),
        ("2020-01-01T09:00:00Z", "2020-01-01T09:00:30Z", 0.5),
    ],
)
def test_a_start_and_an_end_stand_for_the_actual(start: str, end: str, minutes: float) -> None:
    assert one(f"date,start,end\n2020-01-01,{start},{end}").actual_ms == minutes * MINUTE


def test_a_start_with_its_day_tells_the_day_too() -> None:
    assert one("Started at,Ended at\n2020-01-01 09:00,2020-01-01 10:00").day == dt.date(2020, 1, 1)


@pytest.mark.parametrize("end", ["2020-01-01 08:00", "2020-01-20 08:00", "later", "2020-01-01 25:00"])
def test_an_end_that_cannot_be_is_a_bad_row(end: str) -> None:
    assert [problem.line for problem in told(f"start,end\n2020-01-01 09:00,{end}").problems] == [2]


def test_tags_are_small_and_each_stands_once() -> None:
    assert one('date,actual,tags\n2020-01-01,5,"Deep Work, #talk; talk|ÄRGER"').tags == ("deep-work", "talk", "ärger")
    assert one("date,actual,tags\n2020-01-01,5,#deep #talk").tags == ("deep", "talk")


# The same task in another file


def test_a_task_is_known_by_what_it_says() -> None:
    header = "date,title,actual\n"
    both = told(f"{header}2020-01-01,Mail,5\n2020-01-01,Mail,5\n").tasks
    again = told(f"{header}2020-02-02,New,5\n2020-01-01,Mail,5\n2020-01-01,Mail,5\n").tasks
    assert len({task.key for task in both}) == 2
    assert [task.key for task in again[1:]] == [task.key for task in both]


def test_a_number_is_an_id_in_its_own_file_only_and_a_long_one_everywhere() -> None:
    def keys(text: str) -> set[str]:
        return {task.key for task in told(f"id,date,title,actual\n{text}").tasks}

    assert not keys("1,2020-01-01,Mail,5") & keys("1,2020-01-02,Other,5")
    assert keys("1,2020-01-01,Mail,5") == keys("1,2020-01-01,Mail,9")
    assert keys("aZ3_k9-QQ12xx,2020-01-01,Mail,5") == keys("aZ3_k9-QQ12xx,2020-01-09,Mail 2,9")


# Toggl and Super Productivity

USER = "User,Email,Client,Project,Task,Description,Billable"
TIMES = "Start date,Start time,End date,End time,Duration,Tags,Amount ()"
NAV = 'Ada,ada@example.com,Acme,Site,,"Nav, ""footer""",No,2024-03-04,{},2024-03-04,{},{},"design, Deep work",'
TOGGL = "\n".join(
    (
        f"\ufeff{USER},{TIMES}",
        NAV.format("09:00:00", "11:30:00", "02:30:00"),
        NAV.format("13:00:00", "13:30:00", "00:30:00"),
        "Ada,ada@example.com,,,,Mail,No,2024-03-05,13:00:00,2024-03-05,13:15:10,00:15:10,,",
        "Ada,ada@example.com,Acme,Site,Layout,,No,2024-03-06,13:00:00,2024-03-06,13:15:00,00:15:00,,",
        "Ada,ada@example.com,,,,Slipped,No,2024-03-05,13:00:00,2024-03-05,13:00:00,00:00:00,,",
        "Ada,ada@example.com,,,,Runs still,No,2024-03-05,13:00:00,,,,,",
    )
)
TOGGL_OF_LATE = """\
"Description","Duration","Member","Email","Project","Tags","Start date","Start time","Stop date","Stop time"
"Mail","1:00:00","A","a@example.com","-","-","2026-07-14","09:00:00","2026-07-14","10:00:00"
"""


def test_toggls_sittings_of_one_task_and_day_are_one_task(tmp_path: Path) -> None:
    (tmp_path / "toggl.csv").write_text(TOGGL, encoding="utf-8")
    table = opened(tmp_path / "toggl.csv")
    reading = read(table, guessed(table), TODAY)
    assert (table.kind, reading.problems) == ("time sheet", ())
    nav, mail, layout = reading.tasks
    assert (nav.title, nav.project, nav.tags) == ('Nav, "footer"', "Site", ("design", "deep-work"))
    assert (nav.estimate_ms, nav.actual_ms, nav.line) == (None, 180 * MINUTE, 2)
    assert mail.actual_ms == 15 * MINUTE + 10_000
    assert layout.title == "Layout"
    assert reading.skipped == (Problem(6, "no time was spent on it"), Problem(7, "it was still running"))


def test_toggls_newer_export_is_known_too() -> None:
    task = one(TOGGL_OF_LATE)
    assert (task.day, task.title, task.tags, task.project) == (dt.date(2026, 7, 14), "Mail", (), None)
    assert task.actual_ms == 60 * MINUTE


def test_a_worklog_of_super_productivity() -> None:
    text = (
        "Date;Start;End;Worked;Estimate;Titles;Tags;Projects\n"
        "2024-01-01 - 2024-01-03;9:00;17:00;1:05;1:00;Write it; - ;Book\n"
        "2024-01-04;9:00;17:00;0:45; - ;Read it;a | b; - \n"
    )
    first, second = told(text).tasks
    assert (first.estimate_ms, first.actual_ms, first.project, first.tags) == (60 * MINUTE, 65 * MINUTE, "Book", ())
    assert (second.estimate_ms, second.actual_ms, second.tags) == (None, 45 * MINUTE, ("a", "b"))


# What is no table at all


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("date,actual\n", "has a header and no rows"),
        ("2020-01-01,Mail,5\n2020-01-02,Read,30", "has no header: write the names of its columns into the first line"),
        ("just some words\nand more", "has one column only"),
        ('"', "holds no table"),
    ],
)
def test_a_text_that_is_no_table_is_refused_in_a_sentence(text: str, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        table_of_csv(text, "old.csv")


def test_more_rows_than_anyone_has_are_refused() -> None:
    with pytest.raises(Unreadable, match="more than 200,000 rows"):
        table_of_csv("date,actual\n" + "2020-01-01,5\n" * (ROW_LIMIT + 1), "old.csv")


def test_fifty_thousand_rows_are_read_and_may_be_left() -> None:
    table = table_of_csv("date,title,actual\n" + "2020-01-01,Mail,5\n" * 50_000, "old.csv")
    seen: list[int] = []
    assert len(read(table, guessed(table), TODAY, seen.append).tasks) == 50_000
    assert seen == list(range(0, 50_000, 1000))

    def enough(row: int) -> None:
        if row >= 3000:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        read(table, guessed(table), TODAY, enough)


SIGN = st.characters(codec="utf-8")
CELL = st.one_of(
    st.text(SIGN, max_size=12),
    st.sampled_from(["2020-01-01", "1.2.2020", "1/2/20", "-", "nan", "1:61", "999999999999", "PT", "1 h x", "12:"]),
)
HEADER = st.lists(st.sampled_from(["date", "title", "tags", "estimate", "actual", "start", "end", "id", "x", ""]))


@given(HEADER, st.lists(st.lists(CELL, max_size=7), max_size=6))
def test_whatever_the_cells_say_each_row_is_read_or_named(header: list[str], rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([header, *rows])
    try:
        table = table_of_csv(out.getvalue(), "x.csv")
    except Unreadable:
        return
    columns = guessed(table)
    if question(table, columns):
        return
    reading = read(table, columns, TODAY)
    known = {task.line for task in reading.tasks} | {problem.line for problem in reading.problems}
    assert {row.line for row in table.rows} <= known
    assert all(task.actual_ms > 0 and task.day <= TODAY and len(task.title) <= 500 for task in reading.tasks)


@given(st.text(SIGN))
def test_any_text_is_a_table_or_refused(text: str) -> None:
    said = ""
    try:
        table_of_csv(text, "x.csv")
    except Unreadable as refused:
        said = str(refused)
    assert said == "" or said.startswith("x.csv ")
