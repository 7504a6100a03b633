"""What a person may do to the boxes of a page: each a pure function that answers with an Edit or a refusal.

Starts and ends are page minutes, `now` is an aware instant. A drop that breaks a law is repaired (see settle.py) or
refused in words; earlier pages are edited as made, with no push and no repair.
"""

from planner.domain.arrange.boxes import (
    extend,
    join,
    move,
    pin,
    place,
    place_event,
    recharge_at,
    remove,
    resize,
    split,
    swap,
)
from planner.domain.arrange.day import adopt, lay_out, repair, replan, settled_after_stop
from planner.domain.arrange.landing import TIME_HAS_PASSED, given_back

__all__ = [
    "TIME_HAS_PASSED",
    "adopt",
    "extend",
    "given_back",
    "join",
    "lay_out",
    "move",
    "pin",
    "place",
    "place_event",
    "recharge_at",
    "remove",
    "repair",
    "replan",
    "resize",
    "settled_after_stop",
    "split",
    "swap",
]
