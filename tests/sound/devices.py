"""Devices that no test hears, and who is told of it."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Generator
from threading import Event, Thread

from planner.sound import player

LONG = 30.0  # seconds after which a test gives up; none is meant to take them
SHORT = 0.05  # the patience with a device that never answers
CHUNK = 4_410


class FakeDevice:
    """Takes what it is given, in a thread of its own, until it is closed. May be opened again."""

    def __init__(self) -> None:
        self.taken = array("h")
        self.closed = Event()
        self._thread: Thread | None = None

    def start(self, samples: Generator[array[int], int, None]) -> None:
        self.closed.clear()
        self._thread = Thread(target=self._take, args=(samples,), daemon=True)
        self._thread.start()

    def _take(self, samples: Generator[array[int], int, None]) -> None:
        while not self.closed.is_set():
            self.taken += samples.send(CHUNK)

    def close(self) -> None:
        self.closed.set()
        if self._thread is not None:
            self._thread.join(LONG)


class DeadDevice(FakeDevice):
    """Opens and starts, but asks for no more than the first samples, if for any."""

    def __init__(self, asks: int) -> None:
        super().__init__()
        self._asks = asks

    def start(self, samples: Generator[array[int], int, None]) -> None:
        for _ in range(self._asks):
            self.taken += samples.send(CHUNK)


class Told:
    """Who is told that a bell was not heard."""

    def __init__(self) -> None:
        self.sentences: list[str] = []
        self.threads: list[Thread] = []

    def __call__(self, sentence: str) -> None:
        self.sentences.append(sentence)
        self.threads.append(threading.current_thread())


def bells() -> list[Thread]:
    return [thread for thread in threading.enumerate() if thread.name.startswith("bell ")]


def all_ended() -> None:
    """Until no bell sounds, and the speaker has let go of its device."""
    player.wait(LONG)
    for thread in threading.enumerate():
        if thread.name == "speaker":
            thread.join(LONG)
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith(("bell ", "speaker"))] == []


def once(told: Told, sentence: str) -> None:
    """Told one time, of this, and not by the thread that rang."""
    all_ended()
    assert told.sentences == [sentence]
    assert told.threads[0] is not threading.current_thread()
