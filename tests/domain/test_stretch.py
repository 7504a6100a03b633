"""The guard's state machine: every event in every state, what each rule says, and that counting does not depend on
how often anybody looks.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain import stretch
from planner.domain.happenings import (
    ClockJumped,
    Event,
    EventBegins,
    EventEnds,
    Held,
    HoursBegin,
    HoursEnd,
    IdleSince,
    InputSeen,
    LeftEarly,
    Locked,
    Postponed,
    Quiet,
    RechargeBegins,
    RechargeEnds,
    Slept,
    Started,
    Stopped,
    Tick,
    Unlocked,
)
from planner.domain.stretch import MINUTE, SETTLE, ZERO, Guard, Rules, begun, due_at, earned, later, next_moment, step

NINE = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)
RULES = Rules()


def at(minutes: float) -> dt.datetime:
    return NINE + minutes * MINUTE


def told(*events: tuple[float, Event], guard: Guard | None = None) -> Guard:
    """The guard after events at so many minutes past nine."""
    guard = guard or begun(RULES, NINE)
    for minutes, event in events:
        guard = step(guard, event, at(minutes))
    return guard


IDLE = begun(RULES, NINE)
WORKING = told((0, Started()), (30, Tick()))
WARNED = told((0, Started()), (118, Tick()))
RECHARGING = told((0, Started()), (120, Tick()), (120, Stopped()), (130, Tick()))
STATES = {"idle": IDLE, "working": WORKING, "warned": WARNED, "recharging": RECHARGING}

# State → event → state, each event told at the very instant at which the state stands.
TABLE: dict[str, dict[str, str]] = {
    "Started": {"idle": "working", "working": "working", "warned": "warned", "recharging": "recharging"},
    "Stopped": {"idle": "idle", "working": "idle", "warned": "idle", "recharging": "recharging"},
    "Tick": {"idle": "idle", "working": "working", "warned": "warned", "recharging": "recharging"},
    "InputSeen": {"idle": "idle", "working": "working", "warned": "warned", "recharging": "recharging"},
    "Held": {"idle": "idle", "working": "working", "warned": "warned", "recharging": "recharging"},
    "IdleSince": {"idle": "idle", "working": "working", "warned": "warned", "recharging": "recharging"},
    "Locked": {"idle": "idle", "working": "working", "warned": "warned", "recharging": "recharging"},
    "Unlocked": {"idle": "idle", "working": "working", "warned": "warned", "recharging": "recharging"},
    "Slept": {"idle": "idle", "working": "working", "warned": "warned", "recharging": "recharging"},
    "ClockJumped": {"idle": "idle", "working": "working", "warned": "warned", "recharging": "recharging"},
    "EventBegins": {"idle": "working", "working": "working", "warned": "working", "recharging": "working"},
    "EventEnds": {"idle": "idle", "working": "working", "warned": "warned", "recharging": "recharging"},
    "HoursBegin": {"idle": "idle", "working": "working", "warned": "warned", "recharging": "recharging"},
    "HoursEnd": {"idle": "idle", "working": "working", "warned": "working", "recharging": "recharging"},
    "Quiet": {"idle": "idle", "working": "working", "warned": "working", "recharging": "recharging"},
    "Postponed": {"idle": "idle", "working": "working", "warned": "working", "recharging": "recharging"},
    "RechargeBegins": dict.fromkeys(("idle", "working", "warned", "recharging"), "recharging"),
    "RechargeEnds": {"idle": "idle", "working": "working", "warned": "warned", "recharging": "recharging"},
    "LeftEarly": {"idle": "idle", "working": "working", "warned": "warned", "recharging": "idle"},
}  # fmt: skip


def sample(name: str, guard: Guard) -> Event:
    samples: dict[str, Event] = {
        "Held": Held(guard.at + MINUTE),
        "IdleSince": IdleSince(guard.at - MINUTE),
        "Slept": Slept(MINUTE),
        "ClockJumped": ClockJumped(ZERO),
        "EventBegins": EventBegins("meeting"),
        "EventEnds": EventEnds("meeting"),
        "Quiet": Quiet(guard.at + 60 * MINUTE),
        "Postponed": Postponed(5),
        "RechargeBegins": RechargeBegins(30),
        "LeftEarly": LeftEarly(5),
    }
    plain = {kind.__name__: kind for kind in get_args(Event)}
    return samples.get(name) or plain[name]()


def test_the_table_knows_every_state_and_every_event() -> None:
    assert set(TABLE) == {kind.__name__ for kind in get_args(Event)}
    assert set(STATES) == set(get_args(stretch.State))
    assert all(STATES[name].state == name for name in STATES)
    assert all(set(row) == set(STATES) for row in TABLE.values())


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("event", TABLE)
def test_every_event_in_every_state(state: str, event: str) -> None:
    guard = STATES[state]
    after = step(guard, sample(event, guard), guard.at)
    assert after.state == TABLE[event][state]
    assert after.at == guard.at
    assert after.worked == guard.worked, "no time has passed, so none has been worked"
    assert (after.needs > ZERO) == (after.state == "recharging")
    assert step(guard, sample(event, guard), guard.at) == after


# The stretch


def test_it_warns_two_minutes_before_and_the_curtain_falls_at_the_limit() -> None:
    assert told((0, Started()), (117.99, Tick())).state == "working"
    assert told((0, Started()), (118, Tick())).state == "warned"
    assert told((0, Started()), (119.99, Tick())).state == "warned"
    fallen = told((0, Started()), (120, Tick()))
    assert (fallen.state, fallen.worked, fallen.left) == ("recharging", 120 * MINUTE, 30 * MINUTE)


def test_a_short_pause_is_no_rest_and_a_long_one_is() -> None:
    short = told((0, Started()), (60, Stopped()), (89, Started()), (100, Tick()))
    assert short.worked == 71 * MINUTE
    long = told((0, Started()), (60, Stopped()), (90, Started()), (100, Tick()))
    assert long.worked == 10 * MINUTE


def test_the_recharge_ends_by_itself_and_the_next_stretch_begins_from_nothing() -> None:
    assert later(RECHARGING, at(149.99)).state == "recharging"
    over = later(RECHARGING, at(150))
    assert (over.state, over.worked, over.due) == ("idle", ZERO, 120 * MINUTE)


def test_a_shorter_planned_recharge_ends_but_is_no_rest_that_counts() -> None:
    guard = told((0, Started()), (60, Stopped()), (60, RechargeBegins(15)), (75, Tick()))
    assert (guard.state, guard.worked) == ("idle", 60 * MINUTE)
    assert later(guard, at(90)).worked == ZERO


# The countdown


def test_input_holds_the_countdown_until_it_has_settled() -> None:
    held = step(RECHARGING, InputSeen(), at(130))
    assert held.held
    assert later(held, at(130) + SETTLE).left == held.left == 20 * MINUTE
    assert not later(held, at(130) + SETTLE).held
    assert later(held, at(140) + SETTLE).left == 10 * MINUTE


def test_what_is_typed_at_a_locked_screen_does_not_hold_it() -> None:
    locked = told((130, Locked()), (131, InputSeen()), guard=RECHARGING)
    assert not locked.held
    assert later(locked, at(150)).state == "idle"


def test_sleep_counts_as_rest_during_a_recharge() -> None:
    assert step(RECHARGING, Slept(20 * MINUTE), at(150)).state == "idle"


def test_work_that_somebody_starts_elsewhere_holds_it() -> None:
    guard = told((131, Started()), (140, Tick()), guard=RECHARGING)
    assert (guard.state, guard.left) == ("recharging", 19 * MINUTE)


def test_what_nobody_saw_of_it_is_no_rest() -> None:
    held = step(RECHARGING, Held(at(140)), at(130))
    assert later(held, at(140)).left == 20 * MINUTE
    assert later(held, at(150)).left == 10 * MINUTE


def test_the_rest_that_has_led_up_to_it_is_part_of_it() -> None:
    paused = told((0, Started()), (60, Stopped()), (70, RechargeBegins(30)))
    assert paused.left == 20 * MINUTE
    assert told((0, Started()), (60, Stopped()), (70, RechargeBegins(15, planned=True))).left == 15 * MINUTE
    assert told((70, RechargeBegins(30))).left == 30 * MINUTE


def test_an_empty_chair_rests_also_before_the_curtain_falls() -> None:
    guard = told((0, Started()), (95, IdleSince(at(95))), (120, Tick()))
    assert (guard.state, guard.left) == ("recharging", 5 * MINUTE)
    paper = told((0, Started(off_screen=True)), (95, IdleSince(at(95))), (120, Tick()))
    assert paper.left == 30 * MINUTE


# Away


@pytest.mark.parametrize("gone", [IdleSince(at(20)), Locked(), Slept(30 * MINUTE)])
def test_time_away_for_as_long_as_a_recharge_is_one(gone: Event) -> None:
    told_at = 50 if isinstance(gone, Slept) else 20
    guard = told((0, Started()), (told_at, gone), (50, Tick()))
    assert (guard.state, guard.worked) == ("idle", ZERO)
    back = told((55, Unlocked()), (65, Tick()), guard=guard)
    assert (back.state, back.worked) == ("working", 10 * MINUTE)


def test_a_shorter_absence_is_work_until_the_person_says_otherwise() -> None:
    guard = told((0, Started()), (49.9, IdleSince(at(20))), (49.9, InputSeen()))
    assert guard.worked == 49.9 * MINUTE


@pytest.mark.parametrize("gone", [IdleSince(at(20)), Locked(), Slept(30 * MINUTE)])
def test_off_the_screen_no_key_is_no_rest(gone: Event) -> None:
    told_at = 50 if isinstance(gone, Slept) else 20
    guard = told((0, Started(off_screen=True)), (told_at, gone), (80, Tick()))
    assert (guard.state, guard.worked) == ("working", 80 * MINUTE)


def test_nobody_at_the_keyboard_in_a_meeting_is_no_rest() -> None:
    guard = told((0, EventBegins("lab")), (1, IdleSince(at(1))), (60, Tick()))
    assert (guard.state, guard.worked) == ("working", 60 * MINUTE)


# Put off, left, kept quiet


def test_a_postponement_is_five_minutes_of_work() -> None:
    guard = told((0, Started()), (119, Postponed(5)))
    assert (guard.state, guard.postponed, due_at(guard)) == ("working", 1, at(125))
    assert told((123, Tick()), guard=guard).state == "warned"
    assert told((125, Tick()), guard=guard).state == "recharging"


def test_leaving_early_is_worth_what_was_rested() -> None:
    assert earned(RECHARGING) == 40  # a third of the rest, a third of the limit
    assert earned(told((120, Tick()), guard=replace(WARNED, due=WARNED.worked))) == 5
    left = told((130, LeftEarly(40)), (130, Started()), guard=RECHARGING)
    assert (left.state, due_at(left)) == ("working", at(170))
    assert told((170, Tick()), guard=left).state == "recharging"


def test_rest_after_leaving_goes_on_counting() -> None:
    left = step(RECHARGING, LeftEarly(40), at(130))
    assert later(left, at(149)).worked == 120 * MINUTE
    assert later(left, at(150)).worked == ZERO


def test_events_hush_it_and_the_recharge_is_owed_after_them() -> None:
    guard = told((0, Started()), (100, Stopped()), (100, EventBegins("lab")), (130, Tick()))
    assert (guard.state, guard.worked, next_moment(guard)) == ("working", 130 * MINUTE, None)
    after = told((160, EventEnds("lab")), guard=guard)
    assert (after.state, after.left) == ("recharging", 30 * MINUTE)


def test_a_second_event_keeps_it_waiting() -> None:
    guard = told((0, EventBegins("a")), (100, EventBegins("b")), (130, EventEnds("a")))
    assert guard.state == "working"
    assert told((140, EventEnds("b")), guard=guard).state == "recharging"


def test_an_event_breaks_a_recharge_off() -> None:
    guard = told((135, EventBegins("lab")), (150, Tick()), guard=RECHARGING)
    assert (guard.state, guard.worked) == ("working", 135 * MINUTE)
    after = told((150, EventEnds("lab")), guard=guard)
    assert (after.state, after.left) == ("recharging", 30 * MINUTE)


def test_a_restful_event_breaks_no_recharge_off() -> None:
    guard = told((135, EventBegins("lunch", works=False)), (140, Tick()), guard=RECHARGING)
    assert (guard.state, guard.left) == ("recharging", 10 * MINUTE)


def test_a_restful_event_is_no_work_and_an_unhushed_one_does_not_keep_it_waiting() -> None:
    lunch = told((0, Started()), (60, Stopped()), (60, EventBegins("lunch", works=False)), (90, EventEnds("lunch")))
    assert (lunch.state, lunch.worked) == ("idle", ZERO)
    loud = told((0, EventBegins("lab", hushes=False)), (120, Tick()))
    assert loud.state == "recharging"


def test_quiet_ends_by_itself_with_a_warning() -> None:
    guard = told((0, Started()), (110, Quiet(at(170))), (130, Tick()))
    assert (guard.state, due_at(guard)) == ("working", at(170))
    assert told((168, Tick()), guard=guard).state == "warned"
    assert told((170, Tick()), guard=guard).state == "recharging"


def test_outside_the_working_hours_nothing_is_asked() -> None:
    guard = told((0, HoursEnd()), (0, Started()), (200, Tick()))
    assert (guard.state, guard.worked) == ("working", 200 * MINUTE)
    assert told((210, HoursBegin()), (210, Tick()), guard=guard).state == "recharging"


# Clocks


@pytest.mark.parametrize("hours", [-24, -1, 1, 24])
def test_a_clock_that_is_set_changes_nothing_that_has_elapsed(hours: int) -> None:
    by = dt.timedelta(hours=hours)
    for guard in STATES.values():
        set_to = step(guard, ClockJumped(by), guard.at + by + MINUTE)
        assert replace(set_to, at=guard.at + MINUTE) == later(guard, guard.at + MINUTE)
        assert set_to.at == guard.at + by + MINUTE


def test_an_instant_that_was_counted_already_counts_nothing() -> None:
    assert step(WORKING, Tick(), at(10)) == WORKING


@pytest.mark.parametrize(
    ("guard", "moment"),
    [(IDLE, None), (WORKING, at(118)), (WARNED, at(120)), (RECHARGING, at(150))],
)
def test_the_next_moment_is_when_something_happens_by_itself(guard: Guard, moment: dt.datetime | None) -> None:
    assert next_moment(guard) == moment
    if moment is not None:
        assert step(guard, Tick(), moment - SECOND).state == guard.state
        assert step(guard, Tick(), moment).state != guard.state


# Whatever happens

SPANS = st.integers(0, 4000).map(lambda seconds: seconds * SECOND)
EVENTS = st.sampled_from(
    [
        Started(),
        Started(off_screen=True),
        Stopped(),
        Stopped(),
        Tick(),
        InputSeen(),
        Locked(),
        Unlocked(),
        EventBegins("a"),
        EventBegins("b", works=False),
        EventBegins("c", hushes=False),
        EventEnds("a"),
        EventEnds("b"),
        EventEnds("c"),
        HoursBegin(),
        HoursEnd(),
        Postponed(5),
        RechargeBegins(30),
        RechargeBegins(10),
        RechargeBegins(None),
        RechargeEnds(),
        LeftEarly(5),
    ]
)
TIMED = st.one_of(
    st.integers(0, 3000).map(lambda s: ("idle", s)),
    st.integers(0, 3000).map(lambda s: ("slept", s)),
    st.integers(60, 3600).map(lambda s: ("quiet", s)),
    st.sampled_from([-3600, 3600, -86400]).map(lambda s: ("jump", s)),
)
HISTORIES = st.lists(st.tuples(SPANS, st.one_of(EVENTS, TIMED)), max_size=40)
PAIRS = st.sampled_from([(120, 30), (90, 20), (52, 17), (25, 5), (10, 3), (240, 120)])


def made(event: Event | tuple[str, int], now: dt.datetime) -> tuple[Event, dt.timedelta]:
    """The event, and by how much it moves the clock on the wall."""
    if not isinstance(event, tuple):
        return event, ZERO
    kind, seconds = event[0], event[1] * SECOND
    if kind == "jump":
        return ClockJumped(seconds), seconds
    timed: dict[str, Event] = {
        "idle": IdleSince(now - seconds),
        "slept": Slept(seconds),
        "quiet": Quiet(now + seconds),
    }
    return timed[kind], ZERO


@given(HISTORIES, PAIRS)
def test_the_stretch_never_passes_what_is_due_unless_something_hushes_it(
    history: list[tuple[dt.timedelta, Event]], pair: tuple[int, int]
) -> None:
    """With somebody looking at every moment that the guard names, no minute of work is over what was granted."""
    guard, now = begun(Rules(*pair), NINE), NINE
    for span, written in history:
        until = now + span
        while (moment := next_moment(guard)) is not None and guard.at < moment <= until:
            guard = step(guard, Tick(), moment)
        event, by = made(written, until)
        hushed = guard.hushed or guard.meetings
        now = until + by
        guard = step(step(guard, event, now), Tick(), now)
        told_of = guard.state == "recharging" or guard.hushed or hushed or not guard.busy
        assert guard.worked <= guard.due or told_of
        check(guard, pair)


def check(guard: Guard, pair: tuple[int, int]) -> None:
    limit, recharge = pair
    assert all(getattr(guard, f.name) >= ZERO for f in fields(guard) if f.type == "dt.timedelta")
    assert guard.due >= limit * MINUTE
    assert (guard.state == "recharging") == (guard.needs > ZERO)
    assert guard.rested <= guard.needs
    if guard.state == "warned":
        assert due_at(guard) - guard.at <= guard.rules.warning * MINUTE
    if guard.state == "idle":
        assert not guard.busy
    if not guard.busy and guard.state == "idle" and guard.rest >= recharge * MINUTE:
        assert guard.worked == ZERO


@given(HISTORIES, PAIRS, st.integers(1, 600))
def test_how_often_anybody_counts_makes_no_difference(
    history: list[tuple[dt.timedelta, Event]], pair: tuple[int, int], pace: int
) -> None:
    seldom = often = begun(Rules(*pair), NINE)
    now = NINE
    for span, written in history:
        until = now + span
        moment = now
        while (moment := moment + pace * SECOND) < until:
            often = later(often, moment)
        event, by = made(written, until)
        now = until + by
        seldom, often = step(seldom, event, now), step(often, event, now)
        assert seldom == often
