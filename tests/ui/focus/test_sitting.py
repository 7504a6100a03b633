"""A meditation: bells on time, on the record, in a recharge, through a kill, and where nothing can be heard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.edits import Edit, Refused
from planner.domain.stretch import MINUTE
from planner.settings import Settings
from planner.ui.focus.sitting import bells
from tests.ui.focus.lives import Life

SECOND = MINUTE / 60


def sat(life: Life) -> list[tuple[str, str]]:
    return [row[1:] for row in life.record() if row[0] == "meditation"]


def test_ten_minutes_begin_and_end_with_a_bell(life: Life) -> None:
    assert isinstance(life.company.sit(None), Edit)
    began = life.machine.up + 10
    assert sat(life) == []
    life.wait(10 / 60, pace=1 / 60)
    assert sat(life) == [("09:00:10", "")]
    life.wait(10, pace=1 / 60)
    assert sat(life) == [("09:00:10", "09:10:10")]
    assert [bell for bell, _ in life.rung] == ["bowl", "bowl"]
    assert [round(at - began, 6) for _, at in life.rung] == [0, 600]
    assert life.company.seat.face.isVisible()
    life.wait(10 / 60, pace=1 / 60)
    assert life.company.sitting.phase == "none"
    assert not life.company.seat.face.isVisible()


def test_bells_in_between_ring_at_their_minutes(lived: Callable[..., Life]) -> None:
    life = lived(sit_every=5, sit_marks=(2, 5), sit_delay=0, sit_minutes=12, bell="bell")
    life.company.sit(None)
    began = life.machine.up
    life.wait(12, pace=1 / 60)
    assert [(bell, round((at - began) / 60, 4)) for bell, at in life.rung] == [
        ("bell", 0),
        ("chime", 2),
        ("chime", 5),
        ("chime", 10),
        ("bell", 12),
    ]


@given(st.integers(0, 180), st.integers(0, 60), st.lists(st.integers(1, 180), max_size=5).map(tuple))
def test_there_is_one_bell_at_a_time_and_each_within_the_sitting(
    minutes: int, every: int, marks: tuple[int, ...]
) -> None:
    rung = bells(minutes * 60.0 or None, Settings(sit_every=every, sit_marks=marks))
    times = [at for at, _ in rung]
    assert times == sorted(set(times))
    assert times[0] == 0
    if minutes:
        assert rung[-1] == (minutes * 60.0, "bowl")
        assert all(0 <= at <= minutes * 60 for at in times)
        assert set(times[1:-1]) == {
            m * 60.0 for m in {*marks, *(range(every, minutes, every) if every else ())} if m < minutes
        }


@pytest.mark.parametrize("minutes", [-5, 181, 10**9])
def test_a_length_that_makes_no_sense_is_refused(life: Life, minutes: int) -> None:
    refused = life.company.sit(minutes)
    assert isinstance(refused, Refused)
    assert "1 to 180 minutes" in refused.reason
    assert life.company.sitting.phase == "none"


def test_a_second_one_is_refused_while_one_runs(life: Life) -> None:
    life.company.sit(10)
    assert isinstance(life.company.sit(20), Refused)


def test_an_open_one_ends_when_one_rises(lived: Callable[..., Life]) -> None:
    life = lived(sit_delay=0)
    life.company.sit(0)
    life.wait(33)
    life.company.seat.face.ended.emit()
    assert sat(life) == [("09:00:00", "09:33:00")]
    assert life.company.sitting.phase == "none"


def test_one_that_is_ended_in_its_delay_leaves_no_trace(life: Life) -> None:
    life.company.sit(10)
    life.wait(0.1)
    life.company.sitting.end()
    assert life.record() == []
    assert life.rung == []


def test_it_stops_what_runs_and_is_rest(life: Life) -> None:
    life.writes("Draft 2h 9:00")
    life.starts("Draft")
    life.wait(60)
    life.machine.types = False
    life.company.sit(30)
    life.wait(30 + 1 / 6)
    assert life.record()[0] == ("work", "09:00:00", "10:00:10")
    assert life.guard.worked == 0 * MINUTE


def test_in_a_recharge_the_curtain_stays_and_the_rest_counts_on(life: Life) -> None:
    life.writes("Draft 2h 9:00")
    life.starts("Draft")
    life.wait(120)
    life.machine.types = False
    life.wait(5)
    life.company.stage.curtain.sit.emit()
    life.wait(10 / 60, pace=1 / 60)
    assert life.curtain_is_down
    assert life.company.stage._shown().sits == "You sit: 10:00 left"
    life.wait(10)
    assert life.guard.left == 15 * MINUTE - 10 * SECOND
    life.wait(15)
    assert not life.curtain_is_down
    assert [row[0] for row in life.record()] == ["work", "recharge", "meditation", "recharge"]


def test_it_fills_a_recharge_of_the_plan(life: Life) -> None:
    life.writes("Draft 2h 9:00")
    life.writes("Send it 30m 11:00")
    rest = next(box for box in life.page.boxes if box.kind == "recharge")
    life.wait(120)
    life.company.sit(20)
    life.wait(1)
    (session,) = [i for i in life.page.intervals if i.kind == "meditation"]
    assert session.box == rest.id


def test_without_sound_a_sign_is_seen_and_nothing_waits(lived: Callable[..., Life]) -> None:
    life = lived(sit_delay=0)
    life.deaf = "The bell cannot be heard: this computer offers no sound device."
    said: list[str] = []
    life.company.said.connect(said.append)
    life.company.sit(10)
    assert life.company.seat.face._shown.flash
    assert said == [life.deaf]
    life.wait(10)
    assert sat(life) == [("09:00:00", "09:10:00")]


def test_killed_while_sitting_it_goes_on_and_rings_the_last_bell_on_time(lived: Callable[..., Life]) -> None:
    life = lived(sit_delay=0)
    life.company.sit(10)
    began = life.machine.up
    life.wait(4)
    life.kill()
    life.machine.passes(1 * MINUTE)
    life.start()
    assert life.company.sitting.phase == "sitting"
    life.wait(5, pace=1 / 60)
    assert sat(life) == [("09:00:00", "09:10:00")]
    assert round(life.rung[-1][1] - began, 6) == 600


def test_killed_past_the_end_it_ended_when_it_was_to_end(lived: Callable[..., Life]) -> None:
    life = lived(sit_delay=0)
    life.company.sit(10)
    life.wait(4)
    life.kill()
    life.machine.passes(60 * MINUTE)
    life.start()
    assert sat(life) == [("09:00:00", "09:10:00")]
    assert life.company.sitting.phase == "none"


def test_one_that_is_stopped_from_elsewhere_is_over(lived: Callable[..., Life]) -> None:
    life = lived(sit_delay=0)
    life.company.sit(10)
    life.wait(4)
    life.stops()
    assert life.company.sitting.phase == "none"
    assert sat(life) == [("09:00:00", "09:04:00")]


def test_undo_takes_a_session_back(lived: Callable[..., Life]) -> None:
    life = lived(sit_delay=0)
    life.company.sit(10)
    life.wait(10.2)
    assert life.workspace.undo_label == "Meditated 10 min"
    life.workspace.undo()
    assert life.record() == []


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_clock_that_is_set_leaves_it_as_long(lived: Callable[..., Life], hours: int) -> None:
    life = lived(sit_delay=0)
    life.company.sit(10)
    life.wait(5)
    life.machine.time += hours * 60 * MINUTE
    life.look()
    life.wait(5)
    (session,) = life.page.intervals
    assert session.end is not None
    assert session.end - session.start == 10 * MINUTE


def test_of_bells_that_were_slept_through_the_last_alone_rings(lived: Callable[..., Life]) -> None:
    life = lived(sit_delay=0, sit_every=1)
    life.company.sit(60)
    life.wait(2)
    life.rung.clear()
    life.wait(40, asleep=True)
    assert len(life.rung) == 1


def test_leaving_the_recharge_ends_the_sitting(life: Life) -> None:
    life.writes("Draft 2h 9:00")
    life.starts("Draft")
    life.wait(120)
    life.machine.types = False
    life.company.stage.curtain.sit.emit()
    life.wait(5)
    life.company.stage.curtain.leave.emit("The doorbell")
    assert life.company.sitting.phase == "none"
    assert not life.company.seat.face.isVisible()
    assert not life.curtain_is_down


def test_the_same_key_ends_it_under_the_curtain(life: Life) -> None:
    life.writes("Draft 2h 9:00")
    life.starts("Draft")
    life.wait(120)
    life.machine.types = False
    life.company.stage.curtain.sit.emit()
    life.wait(5)
    life.company.stage.curtain.sit.emit()
    assert life.company.sitting.phase == "none"
    assert life.curtain_is_down
    life.wait(26)
    assert not life.curtain_is_down


@pytest.mark.parametrize(("minutes", "goes_on"), [(1, True), (60, False)])
def test_an_open_one_goes_on_after_a_short_absence_of_the_program(
    lived: Callable[..., Life], minutes: int, goes_on: bool
) -> None:
    life = lived(sit_delay=0)
    life.company.sit(0)
    life.wait(5)
    life.kill()
    life.machine.passes(minutes * MINUTE)
    life.start()
    assert (life.company.sitting.phase == "sitting") == goes_on
    assert sat(life) == [("09:00:00", "" if goes_on else "09:05:00")]
