"""What a recharge writes: its pieces in the record, and what was said when it was put off, left or kept quiet.

The guard (stretch.py) says when; these say what is kept. The pieces of one recharge are one Edit (`merge`), and no deed
of a person's: undo goes past it, so that nobody takes a rest back by it, or the stop that the curtain made.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from planner.domain import guarding, resting, tracking
from planner.domain.edits import Edit, Outcome, Refused, edit_between, with_remark
from planner.domain.stretch import MINUTE, SETTLE, Guard, earned
from planner.domain.times import words_of
from planner.domain.values import RECHARGE_RANGE, TITLE_MAX, Interval, Page, Remark, RemarkKind

NAME = "Recharge"
MERGE = "recharge"
QUIET_RANGE = (1, 240)  # minutes
NOT_RECHARGING = Refused("There is no recharge to leave: it is over already.")


def kept_up(pages: Sequence[Page], guard: Guard, *, new: str) -> Edit | None:
    """What the record needs in order to say of the recharge what the guard says at `guard.at`; None if it does.

    `pages` are the one before and the running one. A piece begins with the recharge and after each hold, and ends with
    each hold, with the recharge itself, and when it is broken off.
    """
    today, running = pages[-1], next((found for page in pages if (found := page.running())), None)
    rests = running is not None and running.kind != "work"
    if guard.state == "recharging" and (guard.task or not guard.held):
        if rests:
            return None
        since = guard.at - (guard.rested - guard.kept)
        return begin(today, since, new=new, running=running)
    if running is None or running.kind != "recharge":
        return None
    page = next(page for page in pages if page.date == running.page)
    return end(page, ended_at(pages, guard, running))


def ended_at(pages: Sequence[Page], guard: Guard, running: Interval) -> dt.datetime:
    """When the piece that runs ended: when it was held, or was complete, but not later than now."""
    if guard.state == "recharging" and guard.held_until is not None:
        return guard.held_until - SETTLE
    before = guarding.guarded(pages, guarding.Watch(guard.rules), running.start)
    return min(guard.at, running.start + before.left)


def begin(page: Page, start: dt.datetime, *, new: str, running: Interval | None = None) -> Edit:
    """Begin a recharge on today's page, from `start`; what runs is stopped there, also `running` on another page."""
    edit = resting.begun(page, "recharge", start, NAME, new=new, running=running)
    return replace(edit, merge=MERGE, noted=True)


def end(page: Page, at: dt.datetime) -> Edit:
    """End the piece of recharge that runs: it is complete, or input holds it.

    One that was held at once keeps a second: without a piece on the record there would be no recharge.
    """
    running = page.running()
    if running is not None:
        at = max(at, running.start + tracking.SECOND)
    return replace(resting.ended(page, "recharge", at, NAME) or Edit(NAME), merge=MERGE, noted=True)


# What is said


def postpone(page: Page, guard: Guard, reason: str, *, now: dt.datetime, new: str) -> Outcome:
    """Put the recharge off by a few minutes: once freely in a day, from then on with a reason."""
    rules = guard.rules
    if guard.state == "recharging":
        return Refused("The recharge has begun: it is not put off any more.")
    if rules.strict or not rules.postponements:
        return Refused("The recharge is not put off: you have chosen so in the settings.")
    if guard.state != "warned":
        return Refused("No recharge is due now: it can be put off once it is announced.")
    if guard.postponed >= rules.postponements:
        return Refused(f"This recharge was put off {_times(guard.postponed)} already: take it now.")
    problem = unfit(reason, needed=needs_reason(page))
    if problem:
        return Refused(problem)
    remark = _remark(page, "postponed", now, new, rules.postponement, reason)
    return _said(page, remark, f"Postpone the recharge by {words_of(rules.postponement)}")


def needs_reason(page: Page) -> bool:
    """Whether the next postponement of the day asks for a typed reason: every one but the first."""
    return any(remark.kind == "postponed" for remark in page.remarks)


def leave(page: Page, guard: Guard, reason: str, *, now: dt.datetime, new: str) -> Outcome:
    """Leave the recharge before its end, with a reason. What was rested is worth its share of work."""
    if guard.state != "recharging":
        return NOT_RECHARGING
    if guard.rules.strict:
        return Refused("Strict is on: the recharge ends by itself.")
    problem = unfit(reason, needed=True)
    if problem:
        return Refused(problem)
    minutes, running = earned(guard), page.running()
    at = max(now, running.start + tracking.SECOND) if running else now  # behind what it ends
    remark = _remark(page, "left", at, new, minutes, reason)
    missing = words_of(max(1, round(guard.left / MINUTE)))
    said = (f"{missing} of rest are missing", f"{words_of(minutes)} of work until it is due again")
    return edit_between(page, with_remark(end(page, now).applied(page), remark), "Leave the recharge early", said)


def keep_quiet(page: Page, guard: Guard, minutes: int, *, now: dt.datetime, new: str) -> Outcome:
    """Ask for no recharge for so many minutes; what comes due meanwhile is owed after them."""
    low, high = QUIET_RANGE
    if not low <= minutes <= high:
        return Refused(f"Quiet lasts {low} to {high} minutes: choose a length between them.")
    if guard.state == "recharging":
        return Refused("The recharge has begun: quiet can be asked for after it.")
    if guard.rules.strict:
        return Refused("Strict is on: only an event keeps the recharge waiting.")
    asked = sum(remark.minutes for remark in page.remarks if remark.kind == "quiet")
    if asked + minutes > high:
        return Refused(f"Quiet was asked for {words_of(asked)} today: {words_of(high)} are the most.")
    return _said(page, _remark(page, "quiet", now, new, minutes), f"Quiet for {words_of(minutes)}")


def unfit(reason: str, *, needed: bool) -> str:
    """What is wrong with a reason, in a sentence; empty if nothing is."""
    length = len(reason.strip())
    if needed and not length:
        return "Say why in a few words: they are kept with the day."
    if length > TITLE_MAX:
        return f"That is {length} characters long: {TITLE_MAX} are kept at most, so leave out {length - TITLE_MAX}."
    return ""


def length_problem(minutes: int) -> str:
    """What is wrong with the length of a recharge that is asked for; empty if nothing is."""
    low, high = RECHARGE_RANGE
    return "" if low <= minutes <= high else f"A recharge takes {low} to {high} minutes: choose a length between them."


def _remark(page: Page, kind: RemarkKind, now: dt.datetime, new: str, minutes: int = 0, words: str = "") -> Remark:
    return Remark(new, page.date, tracking.to_second(now), kind, minutes, words.strip())


def _said(page: Page, remark: Remark, label: str) -> Edit:
    return edit_between(page, with_remark(page, remark), label)


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
