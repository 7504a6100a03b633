"""The lines of rest: each kind of session and remark, in the order of the day, as plain text on one line."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from planner.domain.values import Interval, Page, Remark, RemarkKind
from planner.ui.day.rest_lines import rest_lines
from planner.ui.day.resting import Resting
from tests.domain.a_day import DAY, EMPTY, at, page_with

NOON = at("12:00")
MARKUP = "<b>Zoë</b> & <img src=x>"


def session(start: str, end: str | None) -> Interval:
    return Interval(f"s{start}", DAY, at(start), at(end) if end else None, kind="meditation")


def remark(clock: str, kind: RemarkKind, minutes: int = 0, words: str = "", **more: str) -> Remark:
    return Remark(f"r{clock}", DAY, at(clock), kind, minutes, words, **more)


def page(*values: Interval | Remark, base: Page = EMPTY) -> Page:
    intervals = tuple(value for value in values if isinstance(value, Interval))
    remarks = tuple(value for value in values if isinstance(value, Remark))
    return replace(base, intervals=intervals, remarks=remarks)


def lines(*values: Interval | Remark, base: Page = EMPTY, clock24: bool = True) -> tuple[str, ...]:
    return rest_lines(page(*values, base=base), NOON, clock24)


def test_a_day_without_rest_has_none() -> None:
    assert lines() == ()
    work, recharge = (Interval(kind, DAY, at("09:00"), at("10:00"), kind=kind) for kind in ("work", "recharge"))
    assert lines(work, recharge) == ()


@pytest.mark.parametrize(
    ("value", "line"),
    [
        (session("09:00", "09:20"), "09:00  Meditated 20 min"),
        (session("09:00", "10:30:20"), "09:00  Meditated 1 h 30"),
        (session("09:00", "09:01"), "09:00  Meditated 1 min"),
        (session("11:59:50", None), "11:59  Meditating"),
        (remark("09:00", "postponed", 5), "09:00  Recharge put off by 5 min"),
        (remark("09:00", "postponed", 5, "a call"), "09:00  Recharge put off by 5 min: a call"),
        (remark("09:00", "left", 20, "the door"), "09:00  Recharge left early, 20 min of work allowed: the door"),
        (remark("09:00", "quiet", 45), "09:00  Quiet for 45 min"),
        (remark("09:00", "feeling", feeling="bored"), "09:00  In the way: bored"),
        (remark("09:00", "feeling", words="too big", feeling="bored"), "09:00  In the way: bored: too big"),
        (remark("09:00", "feeling", words="too big"), "09:00  In the way: too big"),
    ],
)
def test_each_kind_has_its_words(value: Interval | Remark, line: str) -> None:
    assert lines(value) == (line,)


@pytest.mark.parametrize("end", ["09:00:01", "09:00:40", "09:00:59"])
def test_a_session_of_under_a_minute_is_left_out(end: str) -> None:
    assert lines(session("09:00", end), remark("10:00", "quiet", 45)) == ("10:00  Quiet for 45 min",)


def test_they_come_in_the_order_of_the_day() -> None:
    found = lines(
        session("11:00", "11:10"), session("05:00", "05:10"), remark("10:00", "quiet", 45), remark("06:00", "left", 9)
    )
    assert [line[:5] for line in found] == ["05:00", "06:00", "10:00", "11:00"]


def test_after_midnight_is_the_end_of_the_day() -> None:
    late = Interval("late", DAY, at("01:00", 1), at("01:10", 1), kind="meditation")
    assert [line[:5] for line in lines(late, session("23:00", "23:10"))] == ["23:00", "01:00"]


def test_a_clock_of_twelve_hours() -> None:
    assert lines(session("15:05", "15:15"), clock24=False) == ("3:05 pm  Meditated 10 min",)


def test_a_feeling_names_its_task() -> None:
    base = page_with("Draft the essay 45m")
    assert lines(remark("09:00", "feeling", words="too big", feeling="bored", entry="e0"), base=base) == (
        "09:00  In the way: bored (Draft the essay): too big",
    )
    assert lines(remark("09:00", "feeling", feeling="bored", entry="gone"), base=base) == ("09:00  In the way: bored",)


def test_what_was_typed_stays_on_its_line() -> None:
    (line,) = lines(remark("09:00", "postponed", 5, "a\ncall\tfrom\x1b\u2028Zoë\x85"))
    assert line == "09:00  Recharge put off by 5 min: a call from  Zoë "


def test_markup_is_shown_as_it_was_typed(qtbot: QtBot) -> None:
    base = page_with("Draft 45m")
    base = replace(base, entries=tuple(replace(entry, title=MARKUP) for entry in base.entries))
    found = lines(remark("09:00", "feeling", words=MARKUP, feeling=MARKUP, entry="e0"), base=base)
    assert found == (f"09:00  In the way: {MARKUP} ({MARKUP}): {MARKUP}",)
    outside = QWidget()
    qtbot.addWidget(outside)
    shown = Resting(outside)
    shown.show_lines(found)
    assert [(label.text(), label.textFormat()) for label in shown.lines] == [(found[0], Qt.TextFormat.PlainText)]
    shown.show_lines(())
    assert (shown.lines, shown.isHidden()) == ([], True)


def test_now_is_no_part_of_what_has_ended() -> None:
    ended = page(session("09:00", "09:20"))
    assert rest_lines(ended, NOON) == rest_lines(ended, NOON + dt.timedelta(days=9))
