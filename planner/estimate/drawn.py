"""The days that are drawn for a forecast: what each job still takes of each, and how its legs share that."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING
from zlib import crc32

from planner.domain.remainder import OVER
from planner.domain.values import BOX_MIN
from planner.estimate.remaining import REST, Job, Remaining

if TYPE_CHECKING:
    from planner.estimate.estimator import Estimator

DRAWS = 1000


def drawn(estimator: Estimator, left: Remaining) -> Generator[None, None, list[list[int]]]:
    """For each job the minutes that it still takes of the day, in every draw.

    A job draws by its own name: however the plan changes around it, its days stay the same.
    """
    columns: list[list[int]] = []
    for job in left.jobs:
        days = estimator.draws([job.task], DRAWS, seed=crc32(job.name.encode()))
        columns.append(_still(job, [minutes for (minutes,) in days]))
        yield
    return columns


def _still(job: Job, totals: Sequence[float]) -> list[int]:
    """What is left of a job whose whole takes so many minutes: whole minutes, at least 1."""
    rest = _longer(totals, job.credit) if job.credit else totals
    return [int(minutes * job.share + 0.5) or 1 for minutes in rest]


def _longer(totals: Sequence[float], credit: int) -> list[float]:
    """What is left of what has already taken `credit` minutes: only longer draws can still come true.

    Each draw keeps its rank among them. Where the past knows of no longer one, it is what a re-plan would allow for.
    """
    tail = sorted(total - credit for total in totals if total > credit)
    if not tail:
        return [OVER] * len(totals)
    rest = [0.0] * len(totals)
    for rank, number in enumerate(sorted(range(len(totals)), key=totals.__getitem__)):
        rest[number] = max(BOX_MIN, tail[rank * len(tail) // len(totals)])
    return rest


def by_leg(left: Remaining, columns: Sequence[list[int]]) -> list[Sequence[int]]:
    """The minutes of each leg: a part takes what is planned for it, the last one what is left."""
    last = {leg.job: index for index, leg in enumerate(left.legs)}
    unspent = dict(enumerate(columns))
    legs: list[Sequence[int]] = []
    for index, leg in enumerate(left.legs):
        if leg.job == REST:
            legs.append([leg.planned] * DRAWS)
        elif last[leg.job] == index:
            legs.append(unspent[leg.job])
        else:
            legs.append([min(leg.planned, minutes) for minutes in unspent[leg.job]])
            unspent[leg.job] = [max(0, minutes - leg.planned) for minutes in unspent[leg.job]]
    return legs
