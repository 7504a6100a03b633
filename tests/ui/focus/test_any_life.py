"""Whatever a person, a machine and its clocks do: the curtain is down exactly while a recharge runs, nothing is written
again and again, one timer runs at most, and no work goes on over the limit unasked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.domain import arrange, entries, tracking
from planner.domain.edits import Edit
from planner.domain.entry_line import parse
from planner.domain.stretch import MINUTE
from planner.domain.values import new_id
from planner.store.problems import StoreProblem
from planner.store.store import Store
from tests.ui.focus.lives import Life

SECOND = dt.timedelta(seconds=1)


def works_on(life: Life, minutes: int) -> None:
    life.machine.types = True
    life.wait(minutes)


def is_away(life: Life, minutes: int) -> None:
    life.machine.types = False
    life.wait(minutes)
    life.machine.types = True


def starts(life: Life, number: int) -> None:
    page = life.workspace.page()
    waiting = [entry for entry in page.entries if entry.state == "open" and entry.kind == "task"]
    if waiting:
        task, running = waiting[number % len(waiting)], life.workspace.running()
        life.workspace.do(tracking.start(page, task.id, now=life.machine(), new=new_id(), running=running))


def stops(life: Life, _: int) -> None:
    running = life.workspace.running()
    if running is not None:
        life.workspace.do(tracking.stop(life.workspace.page(running.page), now=life.machine()))


def undoes(life: Life, _: int) -> None:
    with suppress(StoreProblem):
        life.workspace.undo()


def redoes(life: Life, _: int) -> None:
    with suppress(StoreProblem):
        life.workspace.redo()


def meets(life: Life, offset: int) -> None:
    page = life.workspace.page()
    start = max(0, page.frame.minute(life.machine()) + offset % 20 - 10)
    clock = page.frame.clock
    line = parse(f"Meet {clock(start)}-{clock(min(start + 30, page.length - 1))}", today=page.date, kind="event")
    life.workspace.do(entries.add(page, line, now=life.machine(), new=new_id(), new_box=new_id()))


def loses_a_box(life: Life, number: int) -> None:
    page = life.workspace.page()
    if page.boxes:
        life.workspace.do(arrange.remove(page, page.boxes[number % len(page.boxes)].id, now=life.machine()))


def answers(life: Life, kept: int) -> None:
    asked = life.company.guardian.question()
    if asked is not None:
        life.company.guardian.answer(asked, kept % (asked.minutes + 1))


def is_killed(life: Life, seconds: int) -> None:
    life.kill()
    life.machine.passes(seconds * SECOND)
    life.start()


def sets_the_clock(life: Life, number: int) -> None:
    life.machine.time += (-3600, 3600, -300, 600)[number % 4] * SECOND


def locks(life: Life, _: int) -> None:
    life.machine.lock = not life.machine.lock


DEEDS: dict[str, Callable[[Life, int], object]] = {
    "works on": works_on,
    "works a little": lambda life, minutes: works_on(life, minutes % 4),
    "is away": is_away,
    "sleeps": lambda life, minutes: life.wait(minutes, asleep=True),
    "starts": starts,
    "stops": stops,
    "undoes": undoes,
    "redoes": redoes,
    "rests": lambda life, _: life.company.guardian.rest_now(),
    "puts off": lambda life, _: life.company.guardian.postpone("why not"),
    "leaves": lambda life, _: life.company.guardian.leave("the bell"),
    "wants quiet": lambda life, minutes: life.company.guardian.keep_quiet(minutes),
    "sits": lambda life, minutes: life.company.sit(minutes % 20),
    "rises": lambda life, _: life.company.sitting.end(),
    "locks": locks,
    "is killed": is_killed,
    "meets": meets,
    "loses a box": loses_a_box,
    "answers": answers,
    "sets the clock": sets_the_clock,
}
HISTORIES = st.lists(st.tuples(st.sampled_from(sorted(DEEDS)), st.integers(1, 40)), min_size=5, max_size=40)
PAIRS = st.sampled_from([(20, 3), (30, 5), (52, 17), (120, 30)])


@pytest.mark.usefixtures("qapp")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(history=HISTORIES, pair=PAIRS, strict=st.booleans(), delay=st.sampled_from([0, 10]))
def test_any_life(
    tmp_path_factory: pytest.TempPathFactory,
    history: list[tuple[str, int]],
    pair: tuple[int, int],
    strict: bool,
    delay: int,
) -> None:
    folder: Path = tmp_path_factory.mktemp("life")
    life = Life(folder, limit=pair[0], recharge=pair[1], strict=strict, sit_delay=delay)
    try:
        for text in ("Draft 40m", "Read 30m", "Bills"):
            life.writes(text)
        for deed, number in history:
            DEEDS[deed](life, number)
            life.look()
            check(life)
    finally:
        life.end()


def check(life: Life) -> None:
    guard = life.guard
    assert (guard.state == "recharging") == life.curtain_is_down
    assert sum(i.end is None for page in life.workspace.days() for i in page.intervals) <= 1
    assert guard.state == "recharging" or guard.hushed or not guard.busy or guard.worked <= guard.due + 2 * SECOND
    assert writes_in(life, looks=5) <= 2
    assert life.company.guardian._timer.isActive()
    assert guard.worked < 48 * 60 * MINUTE


def writes_in(life: Life, looks: int) -> int:
    """How often the guard writes while no time passes and nobody does anything."""
    count, apply, types = [0], Store.apply, life.machine.types

    def counting(self: Store, edit: Edit, shown: Mapping[str, bytes] | None = None) -> int:
        count[0] += 1
        return apply(self, edit, shown)

    Store.apply = counting  # type: ignore[method-assign]
    life.machine.types = False
    try:
        for _ in range(looks):
            life.look()
    finally:
        Store.apply = apply  # type: ignore[method-assign]
        life.machine.types = types
    return count[0]
