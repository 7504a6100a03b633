"""Rings a bell, or says in one sentence why nobody hears it. Neither ever holds the caller up.

Each bell has a thread of its own, which reads the file and sees the bell through. They share one speaker.
"""

from __future__ import annotations

import atexit
import logging
import threading
import time
from array import array
from collections.abc import Callable
from pathlib import Path
from threading import Thread

from planner.paths import resources
from planner.sound.speaker import NO_ANSWER, NO_DEVICE, Silence, Speaker, Voice, library
from planner.sound.speaker import RATE as RATE  # the bells' own rate as well

log = logging.getLogger(__name__)

BELLS = ("bowl", "bell", "chime")

MISSING = "The bell's sound file is missing. Please install the planner again."
DAMAGED = "The bell's sound file is damaged. Please install the planner again."


def bell_file(bell: str) -> Path:
    return resources() / "sounds" / f"{bell}.flac"


def ring(bell: str, volume: int, unheard: Callable[[str], object] | None = None) -> None:
    """Begin a bell, beside those that sound already. `volume` is 0 to 100; at 0 no device is opened.

    Raises nothing: a bell that cannot be heard calls `unheard` once, from another thread, with a sentence.
    """
    if volume <= 0:
        return
    sounding = _Bell(bell, gain(volume), unheard)
    try:
        sounding.start()
    except RuntimeError:  # the interpreter is ending, or may have no further thread
        sounding.tell(NO_ANSWER)


def wait(seconds: float) -> None:
    """Return when every bell has ended, or after so long."""
    deadline = time.monotonic() + seconds
    for thread in threading.enumerate():
        if isinstance(thread, _Bell):
            thread.join(max(0.0, deadline - time.monotonic()))


def gain(volume: int) -> float:
    """The factor for samples. Loudness is pressure to the power of 0.6 (Stevens), so 50 sounds half as loud as 100."""
    return float((min(max(volume, 0), 100) / 100) ** (1 / 0.6))


class _Bell(Thread):
    def __init__(self, bell: str, factor: float, unheard: Callable[[str], object] | None) -> None:
        super().__init__(name=f"bell {bell}", daemon=True)
        self._bell = bell
        self._factor = factor
        self._unheard = unheard

    def run(self) -> None:
        time.sleep(0.001)  # whoever rang goes on first: the interpreter gives a thread 5 ms, and its starter waits
        try:
            _speaker.play(Voice(samples_of(self._bell), self._factor))
        except Silence as silence:
            self.tell(str(silence))
        except Exception as problem:
            log.info("a bell failed: %s", type(problem).__name__)
            self.tell(NO_DEVICE)

    def tell(self, sentence: str) -> None:
        try:
            if self._unheard is not None:
                self._unheard(sentence)
        except Exception as problem:  # the window that would show it may have gone
            log.info("an unheard bell was not told: %s", type(problem).__name__)


def samples_of(bell: str) -> array[int]:
    """Raises Silence for a file that is missing, or that holds anything but a whole bell."""
    try:
        data = bell_file(bell).read_bytes()
    except OSError as error:
        raise Silence(MISSING) from error
    miniaudio = library()
    try:
        whole = miniaudio.flac_get_info(data).num_frames
        sound = miniaudio.flac_read_s16(data)
    except Exception as error:  # whatever a damaged header leads to
        raise Silence(DAMAGED) from error
    samples: array[int] = sound.samples
    if (sound.sample_rate, sound.nchannels, len(samples)) != (RATE, 1, whole) or not whole:
        raise Silence(DAMAGED)
    return samples


_speaker = Speaker()
atexit.register(lambda: _speaker.leave())  # by name: a test has another one
