"""The guard beside the window: what it writes, what survives, and what it shows, with clocks in the test's hands."""

from __future__ import annotations

import datetime as dt
import errno
import sqlite3
from collections.abc import Callable, Mapping

import pytest

from planner.domain.edits import Edit, Refused
from planner.domain.stretch import MINUTE
from planner.domain.values import Remark
from planner.store.problems import StoreProblem
from planner.store.store import Store
from tests.ui.focus.lives import DATE, Life

SECOND = dt.timedelta(seconds=1)


def working(life: Life, text: str = "Draft the essay 3h 9:00") -> None:
    life.writes(text)
    life.starts("Draft the essay")


def rest_alone(life: Life, minutes: float) -> None:
    """Away from the keys."""
    life.machine.types = False
    life.wait(minutes)


def test_it_warns_once_and_the_curtain_falls_when_it_is_due(life: Life) -> None:
    working(life)
    assert life.wait(117).state == "working"
    assert life.slip == ""
    life.wait(1)
    assert life.slip == "Recharge in 2 min"
    life.wait(1)
    assert life.slip == "Recharge in 1 min"
    life.wait(1)
    assert life.curtain_is_down
    assert life.slip == ""
    assert life.record() == [("work", "09:00:00", "11:00:00"), ("recharge", "11:00:00", "")]


def test_it_asks_to_be_woken_at_the_very_moment(life: Life) -> None:
    working(life)
    life.wait(119)
    life.machine.passes(59.5 * SECOND)
    life.look()
    assert not life.curtain_is_down
    assert life.company.guardian._timer.remainingTime() <= 502


def test_the_rest_ends_by_itself_and_the_next_box_waits(life: Life) -> None:
    working(life, "Draft the essay 2h 9:00")
    life.writes("Send the grant budget 30m 13:00")
    life.wait(120)
    rest_alone(life, 29)
    assert life.curtain_is_down
    life.wait(1)
    assert not life.curtain_is_down
    assert life.slip == "Ready when you are. 'Send the grant budget' waits."
    assert life.record()[-1] == ("recharge", "11:00:00", "11:30:00")
    assert life.guard.worked == 0 * MINUTE
    life.clicks("Start")
    assert life.record()[-1][:2] == ("work", "11:30:00")
    assert life.slip == ""


def test_input_pauses_the_countdown_and_it_says_so(life: Life) -> None:
    working(life)
    life.wait(120)
    rest_alone(life, 10)
    life.machine.types = True
    life.look()
    life.wait(2, pace=0.05)
    assert life.company.stage._shown().paused
    assert life.guard.left == 20 * MINUTE
    life.machine.types = False
    life.wait(5, pace=1 / 12)
    assert not life.company.stage._shown().paused
    life.wait(20)
    pieces = [row for row in life.record() if row[0] == "recharge"]
    assert len(pieces) == 2
    assert not life.curtain_is_down
    spans = [i.end - i.start for i in life.page.intervals if i.kind == "recharge" and i.end]
    assert sum(spans, 0 * MINUTE) == 30 * MINUTE


def test_a_curtain_that_falls_on_moving_fingers_stays(life: Life) -> None:
    """Held in its very first second, the recharge is on the record all the same."""
    working(life)
    life.wait(119)
    life.wait(1 + 1 / 12, pace=1 / 120)
    assert life.curtain_is_down
    life.kill()
    life.start()
    assert life.curtain_is_down
    assert life.guard.left >= 29.9 * MINUTE


def test_a_key_at_the_curtain_is_seen_where_nothing_else_can_tell(life: Life) -> None:
    working(life)
    life.wait(120)
    life.machine.blind = True
    life.wait(10)
    life.company.stage.curtain.touched.emit()
    assert life.company.stage._shown().paused


def test_it_can_be_put_off_once_and_then_only_with_a_reason(life: Life) -> None:
    working(life)
    life.wait(118)
    life.clicks("5 minutes more")
    assert life.said() == [("postponed", 5, "")]
    assert life.wait(6.9).state == "warned"
    assert [button.text() for button in life.company.stage.slip.offers] == ["Rest now"]
    rest_alone(life, 31)
    assert not life.curtain_is_down
    life.machine.types = True
    life.starts("Draft the essay")
    life.wait(118)
    life.clicks("5 minutes more")
    assert life.company.stage.slip.asks
    assert len(life.said()) == 1
    life.company.stage.slip.reason.setText("The printer is on fire")
    life.company.stage.slip.reason.returnPressed.emit()
    assert life.said()[1] == ("postponed", 5, "The printer is on fire")


def test_strict_knows_neither_later_nor_leaving(lived: Callable[..., Life]) -> None:
    life = lived(strict=True)
    working(life)
    life.wait(118)
    assert [button.text() for button in life.company.stage.slip.offers] == ["Rest now"]
    assert isinstance(life.company.guardian.postpone("please"), Refused)
    assert isinstance(life.company.guardian.keep_quiet(30), Refused)
    life.wait(2)
    assert life.company.stage._shown().strict
    life.company.stage.curtain.leave.emit("please")
    assert life.curtain_is_down
    assert life.said() == []


def test_leaving_early_is_kept_with_its_reason_and_worth_what_was_rested(life: Life) -> None:
    working(life)
    life.wait(120)
    rest_alone(life, 15)
    life.company.stage.curtain.leave.emit("The doorbell")
    assert not life.curtain_is_down
    assert life.said() == [("left", 60, "The doorbell")]
    assert life.slip == ""
    life.machine.types = True
    life.starts("Draft the essay")
    assert life.wait(59).state == "warned"
    life.wait(1)
    assert life.curtain_is_down


def test_leaving_needs_a_reason(life: Life) -> None:
    working(life)
    life.wait(120)
    refused = life.company.guardian.leave("  ")
    assert isinstance(refused, Refused)
    assert "Say why" in refused.reason
    assert life.curtain_is_down


def test_events_hush_it_and_it_falls_when_they_end(life: Life) -> None:
    working(life, "Draft the essay 90m 9:00")
    life.writes("o Lab meeting 10:30-12:00")
    life.wait(90)
    life.stops()
    life.wait(89)
    assert life.guard.worked == 179 * MINUTE
    assert not life.curtain_is_down
    life.wait(1)
    assert life.curtain_is_down
    assert life.record()[-1][:2] == ("recharge", "12:00:00")


def test_quiet_ends_by_itself(life: Life) -> None:
    working(life)
    life.wait(110)
    assert isinstance(life.company.guardian.keep_quiet(60), Edit)
    life.wait(57)
    assert not life.curtain_is_down
    assert life.slip == ""
    life.wait(1)
    assert life.slip == "Recharge in 2 min"
    life.wait(2)
    assert life.curtain_is_down


@pytest.mark.parametrize("minutes", [0, -5, 10**9, 241])
def test_quiet_of_no_sensible_length_is_refused(life: Life, minutes: int) -> None:
    refused = life.company.guardian.keep_quiet(minutes)
    assert isinstance(refused, Refused)
    assert "1 to 240 minutes" in refused.reason
    assert life.said() == []


def test_quiet_until_the_event_ends(life: Life) -> None:
    assert life.company.quiet_until_the_event_ends() is None
    life.writes("o Lunch 9:00-10:15")
    life.wait(5)
    assert isinstance(life.company.quiet_until_the_event_ends(), Edit)
    assert life.said() == [("quiet", 70, "")]


def test_outside_the_working_hours_nothing_falls(lived: Callable[..., Life]) -> None:
    life = lived(guard_opens=600, guard_closes=660)
    working(life)
    life.wait(119)
    assert life.wait(31).state == "working"
    assert not life.curtain_is_down


def test_a_recharge_of_the_persons_own_begins_at_its_time(life: Life) -> None:
    from planner.domain import arrange

    working(life, "Draft the essay 50m 9:00")
    assert isinstance(life.workspace.do(arrange.recharge_at(life.page, 360, 20, now=life.machine(), new="tea")), Edit)
    life.wait(59)
    assert not life.curtain_is_down
    life.wait(1)
    assert life.curtain_is_down
    assert life.guard.needs == 20 * MINUTE
    rest_alone(life, 20)
    assert not life.curtain_is_down
    assert life.record()[-1] == ("recharge", "10:00:00", "10:20:00")


# Away


def test_a_walk_is_a_rest_and_leaves_one_question(life: Life) -> None:
    working(life)
    life.wait(60)
    rest_alone(life, 42)
    assert life.wait(0).state == "idle"
    assert life.slip == ""
    life.machine.types = True
    life.look()
    assert life.slip == "42 min away while 'Draft the essay' ran."
    assert life.guard.state == "working"
    life.clicks("Subtract")
    assert life.record() == [("work", "09:00:00", "10:00:00"), ("work", "10:42:00", "")]
    assert life.wait(1).worked == 1 * MINUTE


def test_what_was_away_can_be_kept(life: Life) -> None:
    working(life)
    life.wait(60)
    rest_alone(life, 42)
    life.machine.types = True
    life.look()
    life.clicks("Keep")
    assert life.record() == [("work", "09:00:00", "")]
    assert life.guard.worked == 102 * MINUTE
    assert life.slip == ""


def test_what_was_away_can_be_split(life: Life) -> None:
    working(life)
    life.wait(60)
    rest_alone(life, 42)
    life.machine.types = True
    life.look()
    life.clicks("Split…")
    slip = life.company.stage.slip
    for wrong in ("most of it", "50", "-3"):
        slip.reason.setText(wrong)
        slip.reason.returnPressed.emit()
        assert slip.asks
        assert "0 to" in slip.trouble.text()
    slip.reason.setText("20")
    slip.reason.returnPressed.emit()
    assert life.record() == [("work", "09:00:00", "10:20:00"), ("work", "10:42:00", "")]


def test_an_empty_chair_rests_also_across_the_limit(life: Life) -> None:
    working(life)
    life.wait(95)
    rest_alone(life, 25)
    assert life.curtain_is_down
    life.wait(4)
    assert life.curtain_is_down
    life.wait(1)
    assert not life.curtain_is_down
    life.machine.types = True
    life.look()
    assert life.slip == "25 min away while 'Draft the essay' ran."
    life.clicks("Subtract")
    assert life.record() == [("work", "09:00:00", "10:35:00"), ("recharge", "11:00:00", "11:05:00")]
    life.look()
    assert not life.curtain_is_down
    life.kill()
    life.start()
    assert (life.guard.state, life.guard.worked) == ("idle", 0 * MINUTE)


def test_an_empty_chair_that_was_work_leaves_the_rest_owed(life: Life) -> None:
    working(life)
    life.wait(95)
    rest_alone(life, 30)
    life.machine.types = True
    life.look()
    life.clicks("Keep")
    life.look()
    assert life.curtain_is_down


def test_the_warning_goes_before_the_question_and_the_question_comes_back(life: Life) -> None:
    working(life)
    life.wait(100)
    rest_alone(life, 16)
    life.machine.types = True
    life.look()
    assert "16 min away" in life.slip
    life.wait(2)
    assert life.slip == "Recharge in 2 min"
    life.wait(2)
    assert life.curtain_is_down
    rest_alone(life, 30)
    life.machine.types = True
    life.starts("Draft the essay")
    assert "16 min away" in life.slip


def test_absences_of_one_task_are_one_question(life: Life) -> None:
    working(life)
    for _ in range(3):
        life.machine.types = True
        life.look()
        life.wait(5)
        rest_alone(life, 12)
    life.machine.types = True
    life.look()
    assert life.slip == "36 min away while 'Draft the essay' ran."
    assert [button.text() for button in life.company.stage.slip.offers] == ["Keep", "Subtract", "Off-screen work"]
    life.clicks("Subtract")
    assert [row[1:] for row in life.record()] == [
        ("09:00:00", "09:05:00"),
        ("09:17:00", "09:22:00"),
        ("09:34:00", "09:39:00"),
        ("09:51:00", ""),
    ]


def test_what_was_off_the_screen_is_known_from_then_on(life: Life) -> None:
    working(life)
    rest_alone(life, 40)
    life.machine.types = True
    life.look()
    life.clicks("Off-screen work")
    assert life.page.entries[0].off_screen
    assert life.guard.worked == 40 * MINUTE
    rest_alone(life, 40)
    life.machine.types = True
    life.look()
    assert life.slip == ""


def test_what_is_put_away_is_not_asked_again(life: Life) -> None:
    working(life)
    life.wait(60)
    rest_alone(life, 42)
    life.machine.types = True
    life.look()
    life.company.stage.slip.fade()
    life.company.stage.slip.dismissed.emit()
    life.wait(3)
    assert life.slip == ""
    life.wait(115)
    assert life.slip == "Recharge in 2 min"


def test_a_question_about_what_is_no_more_is_no_question(life: Life) -> None:
    from planner.domain import tracking

    working(life)
    life.wait(60)
    rest_alone(life, 42)
    life.machine.types = True
    life.look()
    life.workspace.do(tracking.erase(life.page, life.page.intervals[0].id))
    life.look()
    assert life.slip == ""


def test_a_short_absence_asks_nothing(life: Life) -> None:
    working(life)
    life.wait(10)
    rest_alone(life, 9)
    life.machine.types = True
    life.look()
    assert life.slip == ""
    assert life.guard.worked == 19 * MINUTE


def test_off_the_screen_no_key_is_no_rest_and_asks_nothing(life: Life) -> None:
    from planner.domain import entries

    working(life)
    entry = life.page.entries[0]
    life.workspace.do(entries.mark_off_screen(life.page, entry.id, True))
    rest_alone(life, 60)
    assert life.guard.worked == 60 * MINUTE
    life.machine.types = True
    life.wait(1)
    assert life.slip == ""


@pytest.mark.parametrize("minutes", [31, 240])
def test_sleep_is_a_rest(life: Life, minutes: float) -> None:
    working(life)
    life.wait(60)
    life.machine.types = False
    life.wait(minutes, asleep=True)
    assert (life.guard.state, life.guard.worked) == ("idle", 0 * MINUTE)
    life.machine.types = True
    life.wait(1)
    assert "away while" in life.slip


def test_a_locked_screen_is_a_rest(life: Life) -> None:
    working(life)
    life.wait(60)
    life.machine.lock = True
    life.wait(31)
    assert life.guard.state == "idle"
    life.machine.lock = False
    life.wait(1)
    assert "away while" in life.slip


# Clocks


@pytest.mark.parametrize(("hours", "recharging"), [(-1, False), (1, False), (-1, True), (1, True)])
def test_a_clock_that_is_set_changes_neither_the_stretch_nor_the_rest(life: Life, hours: int, recharging: bool) -> None:
    working(life)
    life.wait(120 if recharging else 90)
    if recharging:
        rest_alone(life, 10)
    life.machine.time += dt.timedelta(hours=hours)
    before = life.guard
    after = life.look()
    assert (after.state, after.worked, after.left) == (before.state, before.worked, before.left)
    life.wait(5)
    if recharging:
        assert life.guard.left == 15 * MINUTE
        life.wait(15)
        assert not life.curtain_is_down
    else:
        assert life.guard.worked == 95 * MINUTE
        life.wait(25)
        assert life.curtain_is_down


@pytest.mark.parametrize("hours", [-24, 24])
def test_a_clock_that_is_set_by_a_day_in_a_recharge_neither_ends_it_nor_makes_it_longer(life: Life, hours: int) -> None:
    working(life)
    life.wait(120)
    rest_alone(life, 10)
    life.machine.time += dt.timedelta(hours=hours)
    assert life.look().left == 20 * MINUTE
    life.wait(5)
    assert (life.guard.left, life.curtain_is_down) == (15 * MINUTE, True)
    life.kill()
    life.start()
    assert (life.guard.left, life.curtain_is_down) == (15 * MINUTE, True)
    life.wait(15)
    assert not life.curtain_is_down


@pytest.mark.parametrize("hours", [-24, -1, 1, 24])
def test_a_clock_that_is_set_while_input_holds_the_recharge(life: Life, hours: int) -> None:
    working(life)
    life.wait(120)
    rest_alone(life, 10)
    life.machine.types = True
    life.look()
    life.machine.time += dt.timedelta(hours=hours)
    life.look()
    life.wait(1, pace=0.05)
    assert (life.guard.left, life.curtain_is_down) == (20 * MINUTE, True)
    life.machine.types = False
    life.wait(20 + 0.2, pace=0.1)
    assert not life.curtain_is_down


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_clock_that_is_set_in_a_pause_leaves_the_stretch(life: Life, hours: int) -> None:
    working(life)
    life.wait(100)
    life.stops()
    life.wait(5)
    life.machine.time += dt.timedelta(hours=hours)
    life.look()
    life.starts("Draft the essay")
    assert life.wait(1).worked == 101 * MINUTE


def test_a_clock_that_is_drawn_by_seconds_writes_nothing(life: Life) -> None:
    working(life)
    life.wait(10)
    number = life.store.number(DATE)
    for _ in range(5):
        life.machine.time += dt.timedelta(seconds=3)
        life.wait(1)
    assert life.store.number(DATE) == number


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_clock_that_is_set_by_an_hour_leaves_a_record_as_long(life: Life, hours: int) -> None:
    working(life)
    life.wait(30)
    life.stops()
    life.wait(5)
    life.starts("Draft the essay")
    life.wait(30)
    life.machine.time += dt.timedelta(hours=hours)
    life.look()
    life.kill()
    life.start()
    assert life.look().worked == 60 * MINUTE
    starts = [row[1] for row in life.record()]
    assert starts == (["08:00:00", "08:35:00"] if hours < 0 else ["10:00:00", "10:35:00"])


@pytest.mark.parametrize("hour", [22, 2, 3])
def test_midnight_and_the_day_start_change_nothing(lived: Callable[..., Life], hour: int) -> None:
    life = lived(limit=240)
    life.machine.time = dt.datetime(2026, 11, 23 if hour > 4 else 24, hour, 30, tzinfo=dt.UTC)
    life.look()
    working(life, "Draft the essay 3h")
    life.wait(180)
    assert (life.guard.state, life.guard.worked) == ("working", 180 * MINUTE)
    life.wait(60)
    assert life.curtain_is_down


# A program that is killed


def test_killed_at_work_it_is_found_at_work(life: Life) -> None:
    working(life)
    life.wait(60.5, pace=0.5)
    life.kill()
    life.machine.passes(95 * SECOND)
    life.start()
    assert (life.guard.state, life.guard.worked) == ("working", 60.5 * MINUTE + 95 * SECOND)


def test_killed_while_it_warns_it_warns_again(life: Life) -> None:
    working(life)
    life.wait(118.5)
    life.kill()
    life.machine.passes(20 * SECOND)
    life.start()
    assert life.guard.state == "warned"
    assert life.slip == "Recharge in 2 min"
    life.wait(70 / 60, pace=1 / 60)
    assert life.curtain_is_down


def test_killed_in_a_recharge_the_curtain_comes_back_to_the_second(life: Life) -> None:
    working(life)
    life.wait(120)
    rest_alone(life, 12.5)
    life.kill()
    life.machine.passes(65 * SECOND)
    life.start()
    assert life.curtain_is_down
    assert life.guard.left == 17.5 * MINUTE - 65 * SECOND


def test_killed_in_a_held_recharge_what_was_rested_stays(life: Life) -> None:
    working(life)
    life.wait(120)
    rest_alone(life, 10)
    life.machine.types = True
    life.wait(1)
    life.kill()
    life.machine.types = False
    life.machine.passes(20 * SECOND)
    life.start()
    assert life.curtain_is_down
    assert life.guard.left <= 20 * MINUTE
    assert life.guard.left >= 19 * MINUTE - 20 * SECOND


def test_killed_past_the_end_of_a_recharge_it_ended_when_it_was_complete(life: Life) -> None:
    working(life)
    life.wait(120)
    rest_alone(life, 10)
    life.kill()
    life.machine.passes(60 * MINUTE)
    life.start()
    assert not life.curtain_is_down
    assert life.record()[-1] == ("recharge", "11:00:00", "11:30:00")


def test_a_night_between_is_no_work_and_asks_once(life: Life) -> None:
    working(life)
    life.wait(60)
    life.kill()
    life.machine.passes(9 * 60 * MINUTE)
    life.start()
    life.wait(1)
    assert not life.curtain_is_down
    assert life.guard.worked == 1 * MINUTE
    assert life.slip == "9 h away while 'Draft the essay' ran."
    life.kill()
    life.start()
    life.wait(1)
    assert "9 h away" in life.slip
    life.clicks("Subtract")
    life.kill()
    life.start()
    life.wait(1)
    assert life.slip == ""


# Whoever else writes


def test_what_is_typed_in_counts_at_once(life: Life) -> None:
    from planner.domain import tracking

    entry = life.writes("Draft the essay 3h")
    life.wait(121)
    at = life.machine.time - 119 * MINUTE
    done = tracking.log(life.page, entry.id, at, life.machine.time, now=life.machine(), new="typed")
    life.workspace.do(done)
    life.starts("Draft the essay")
    assert life.guard.state == "warned"


def test_undo_of_leaving_brings_the_curtain_back(life: Life) -> None:
    working(life)
    life.wait(120)
    rest_alone(life, 10)
    life.company.stage.curtain.leave.emit("The doorbell")
    assert not life.curtain_is_down
    life.workspace.undo()
    life.look()
    assert life.curtain_is_down


def test_undo_goes_past_a_recharge_and_takes_no_rest_back(life: Life) -> None:
    working(life)
    life.writes("Tidy the desk 10m")
    life.wait(120)
    rest_alone(life, 31)
    before = life.record()
    assert life.workspace.undo_label == "Add 'Tidy the desk'"
    life.workspace.undo()
    assert life.record() == before
    assert not life.curtain_is_down
    with pytest.raises(StoreProblem, match="stands: what was recorded since rests on it"):
        life.workspace.undo()
    assert life.workspace.undo_label == "Add 'Draft the essay'"
    assert life.record() == before
    assert isinstance(life.workspace.redo(), Edit)
    assert [entry.title for entry in life.page.entries] == ["Draft the essay", "Tidy the desk"]


def test_undo_under_the_curtain_lifts_nothing(lived: Callable[..., Life]) -> None:
    life = lived(strict=True)
    working(life)
    life.wait(60)
    life.company.guardian.rest_now()
    rest_alone(life, 5)
    before = life.guard.left
    with pytest.raises(StoreProblem):
        life.workspace.undo()
    life.look()
    assert life.curtain_is_down
    assert life.guard.left == before


def test_a_rest_that_nobody_saw_does_not_count(life: Life) -> None:
    """Killed under the curtain, and keys pressed before the next start."""
    working(life)
    life.wait(120)
    rest_alone(life, 5)
    life.kill()
    life.machine.passes(26 * MINUTE)
    life.machine.last_key = life.machine.up - 3
    life.start()
    assert life.curtain_is_down
    assert life.guard.left >= 24.9 * MINUTE


def test_a_lock_that_nobody_can_tell_of_any_more_ends_with_the_next_key(life: Life) -> None:
    working(life)
    life.machine.types = False
    life.machine.lock = True
    life.wait(1)
    assert life.guard.locked
    life.machine.lock = None
    life.wait(1)
    assert life.guard.locked
    life.machine.types = True
    life.look()
    assert not life.guard.locked
    assert life.wait(118).state in ("warned", "recharging")


def test_a_planned_recharge_waits_for_who_sits(lived: Callable[..., Life]) -> None:
    from planner.domain import arrange

    life = lived(sit_delay=0)
    life.workspace.do(arrange.recharge_at(life.page, 315, 20, now=life.machine(), new="tea"))
    life.wait(10)
    life.company.sit(10)
    life.wait(9)
    assert not life.curtain_is_down
    life.wait(2)
    assert life.curtain_is_down
    assert life.guard.needs == 20 * MINUTE


def test_quiet_is_for_four_hours_a_day_at_most(life: Life) -> None:
    assert isinstance(life.company.guardian.keep_quiet(200), Edit)
    refused = life.company.guardian.keep_quiet(60)
    assert isinstance(refused, Refused)
    assert "4 h are the most" in refused.reason


# A disk that takes nothing


def test_the_curtain_is_down_before_anything_is_written(life: Life, monkeypatch: pytest.MonkeyPatch) -> None:
    working(life)
    life.wait(119)
    apply, seen = Store.apply, []

    def slow(self: Store, edit: Edit, shown: Mapping[str, bytes] | None = None) -> int:
        seen.append(life.curtain_is_down)
        return apply(self, edit, shown)

    monkeypatch.setattr(Store, "apply", slow)
    life.wait(1)
    assert seen[0]


def test_a_file_that_cannot_be_read_does_not_end_the_guard(life: Life, monkeypatch: pytest.MonkeyPatch) -> None:
    working(life)
    life.wait(119)

    def broken(self: Store, *_: object) -> None:
        raise StoreProblem("The disk failed in the middle of this: see that it is still there, then try again.")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "page", broken)
        patch.setattr(Store, "running", broken)
        patch.setattr(Store, "apply", broken)
        life.company.guardian._read_again()
        life.wait(1)
        assert life.curtain_is_down
        assert life.company.guardian._timer.isActive()
    rest_alone(life, 30)
    assert not life.curtain_is_down


def test_a_full_disk_does_not_hold_the_curtain_up(life: Life, monkeypatch: pytest.MonkeyPatch) -> None:
    working(life)
    life.wait(119)

    def full(self: Store, *_: object) -> int:
        raise StoreProblem("The disk is full and that was not kept: free some space, then do it again.")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "apply", full)
        life.wait(1)
        assert life.curtain_is_down
        assert "disk is full" in life.company.stage._shown().notice
        rest_alone(life, 30)
        assert not life.curtain_is_down
        assert [row[0] for row in life.record()] == ["work"]
    life.wait(1)
    assert life.record() == [("work", "09:00:00", "11:00:00"), ("recharge", "11:00:00", "11:30:00")]
    assert life.company.guardian.ledger.notice == ""
    assert life.guard.worked == 0 * MINUTE


def test_a_memory_that_cannot_be_kept_or_read_is_no_trouble(life: Life, monkeypatch: pytest.MonkeyPatch) -> None:
    import tempfile

    def full(*_: object, **__: object) -> tuple[int, str]:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(tempfile, "mkstemp", full)
    working(life)
    life.wait(2)
    monkeypatch.undo()
    life.kill()
    (life.folder / "guard.json").write_text('{"seen": 7, "absences": [[1, 2], "x", ["a", "b", "c"]], "sitting": []}')
    life.start()
    assert life.look().worked == 2 * MINUTE


def test_the_memory_is_for_its_owner_alone(life: Life) -> None:
    life.wait(1)
    assert (life.folder / "guard.json").stat().st_mode & 0o777 == 0o600
    assert sqlite3.sqlite_version
    assert isinstance(Remark("r", DATE, life.now, "quiet"), Remark)
