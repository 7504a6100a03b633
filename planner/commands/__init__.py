"""The command line's deeds, shared by the terminal and by the window's local socket, so that there is one way.

Words become a `Request` (grammar.py: what may be said), words of it become values (wording.py: dates, times, lengths,
ids), and a deed (plan.py, keeping.py) turns the request into an `Answer`: an exit status, JSON, or one sentence. The
reading of pictures is slow and needs little of the store: it stays in the process that was called (photos.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

DONE, FAULT, REFUSED, DECIDE = 0, 1, 2, 3  # the exit statuses
INTERRUPTED = 130  # what shells expect after Ctrl+C


class Bad(Exception):
    """What was asked cannot be done. Its only argument is one sentence that says why and what would work."""


@dataclass(frozen=True, slots=True)
class Request:
    """One command as it was typed. `folder` is where relative file names start; `options` holds True for flags.

    Of an option that was given twice the last value counts; `given` holds all of them, in their order. `body` is JSON
    that was worked out before the request came to where the store lives.
    """

    command: str
    words: dict[str, str] = field(default_factory=dict)
    options: dict[str, str | bool] = field(default_factory=dict)
    folder: str = "."
    given: tuple[tuple[str, str], ...] = ()
    body: Any = None

    def values(self, name: str) -> list[str]:
        """Every value of an option."""
        return [value for option, value in self.given if option == name]

    def option(self, name: str) -> str | None:
        value = self.options.get(name)
        return value if isinstance(value, str) else None


@dataclass(frozen=True, slots=True)
class Answer:
    """What comes back: `out` is for stdout as JSON (None: nothing), `words` is the one line for stderr."""

    status: int
    out: Any = None
    words: str = ""


# Asks the window that is open on the data folder: a command's words there, its answer back. None without a window;
# raises Bad for one that keeps silent.
Window = Callable[[Sequence[str]], Answer | None]


@dataclass(frozen=True, slots=True)
class Job:
    """An answer that takes long: `work` may run in a thread, `finish` where the store lives.

    `work` may read the store, and writes nothing.
    """

    work: Callable[[], Any]
    finish: Callable[[Any], Answer]

    def run(self) -> Answer:
        return self.finish(self.work())
