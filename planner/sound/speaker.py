"""The one sound device, open while bells sound.

A thread opens it, lets it take the sum of all that sounds, and closes it after the last bell. A device may hang at any
step (a sound server that does not answer), so nobody waits for that thread without a limit, and while it hangs every
further bell is unheard at once.
"""

from __future__ import annotations

import logging
import sys
from array import array
from collections.abc import Generator
from contextlib import closing
from functools import cache
from itertools import zip_longest
from threading import Event, Lock, Thread
from typing import Any, Protocol

log = logging.getLogger(__name__)

RATE = 44_100  # samples a second, of 16 bit, on one channel: what the files hold
PERIOD = 100  # milliseconds of sound that the device asks for at a time: a busy window may be late by as much
PATIENCE = 2.0  # seconds that a device may take until it asks for a bell's first samples, or for the next
FAREWELL = 1.0  # seconds that closing the device may hold the program's end
# miniaudio's others: JACK writes to stderr, and NULL takes every bell and plays none.
SYSTEMS = ("WASAPI", "DSOUND", "WINMM", "COREAUDIO", "PULSEAUDIO", "ALSA")

NO_LIBRARY = "The bell cannot be heard: this installation came without the library that plays sounds."
NO_DEVICE = "The bell cannot be heard: this computer offers no sound device."
NO_ANSWER = "The bell cannot be heard: the computer's sound does not answer."


class Silence(Exception):
    """A bell cannot be heard. Its only argument is the sentence that says why."""


class Device(Protocol):
    """A sound device that is open. Its own thread sends the generator a count, and gets as many samples."""

    def start(self, samples: Generator[array[int], int, None], /) -> None: ...

    def close(self) -> None: ...


class Voice:
    """One bell's samples, taken part by part. `problem` says why none will be."""

    def __init__(self, samples: array[int], factor: float) -> None:
        self.begun = Event()
        self.ended = Event()
        self.problem = ""
        self._samples = samples
        self._factor = factor
        self._at = 0

    def take(self, count: int) -> list[float]:
        part = self._samples[self._at : self._at + count]
        self._at += count
        self.begun.set()
        if self._at >= len(self._samples):
            self.ended.set()
        return [sample * self._factor for sample in part]

    def give_up(self, problem: str) -> None:
        if not self.begun.is_set():
            self.problem = problem
        self.begun.set()
        self.ended.set()


class Speaker:
    """The one device, open while bells sound."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._voices: list[Voice] = []
        self._thread: Thread | None = None
        self._asked = Event()  # set whenever the device takes samples: it lives
        self._is_open = False
        self._hangs = False
        self._is_leaving = False

    def play(self, voice: Voice) -> None:
        """Return when the voice has ended. Raises Silence when it cannot begin."""
        self._add(voice)
        if not voice.begun.wait(PATIENCE):
            self._withdraw(voice)
        if voice.problem:
            raise Silence(voice.problem)
        voice.ended.wait()

    def leave(self) -> None:
        """Let go of the device before the interpreter ends: its thread calls Python."""
        with self._lock:
            self._is_leaving = True
            thread = self._thread if self._is_open and not self._hangs else None
        self._asked.set()
        if thread is not None:
            thread.join(FAREWELL)

    def _add(self, voice: Voice) -> None:
        with self._lock:
            if self._hangs or self._is_leaving:
                raise Silence(NO_ANSWER)
            if self._thread is None:
                thread = Thread(target=self._serve, name="speaker", daemon=True)
                thread.start()
                self._thread = thread
            self._voices.append(voice)

    def _withdraw(self, voice: Voice) -> None:
        with self._lock:
            if voice in self._voices and not voice.begun.is_set():
                self._voices.remove(voice)
                self._hangs = True
                voice.give_up(NO_ANSWER)

    def _serve(self) -> None:
        """Open the device for as long as there are bells, and again for one that comes while it is being closed."""
        while True:
            problem = self._session()
            with self._lock:
                if problem:
                    self._give_up(problem)
                if not self._voices or self._is_leaving:
                    self._thread = None
                    self._hangs = False
                    return

    def _session(self) -> str:
        """From opening the device to closing it. Answers with the sentence that says why it could not be used."""
        try:
            with closing(open_device()) as device:
                self._use(device)
        except Silence as silence:
            return str(silence)
        except Exception as problem:
            log.info("the sound device failed: %s", type(problem).__name__)
            return NO_DEVICE
        return ""

    def _use(self, device: Device) -> None:
        with self._lock:
            self._is_open = bool(self._voices) and not self._is_leaving
        if self._is_open:
            samples = self._samples()
            next(samples)
            device.start(samples)
            self._follow()

    def _follow(self) -> None:
        """Return when all has sounded, or when the device asks for no more: somebody pulled its plug."""
        while self._voices and not self._is_leaving:
            if not self._asked.wait(PATIENCE):
                with self._lock:
                    self._hangs = True  # closing it may hang as well
                    self._give_up(NO_ANSWER)
            self._asked.clear()

    def _samples(self) -> Generator[array[int], int, None]:
        count = yield array("h")
        while True:
            count = yield self._mixed(count)

    def _mixed(self, count: int) -> array[int]:
        with self._lock:
            parts = [voice.take(count) for voice in self._voices]
            self._voices = [voice for voice in self._voices if not voice.ended.is_set()]
        self._asked.set()
        sums = [*map(round, map(sum, zip_longest(*parts, fillvalue=0.0)))]  # by map: ten bells must not cost a frame
        if max(sums, default=0) > 32_767 or min(sums, default=0) < -32_768:
            sums = [max(-32_768, min(32_767, value)) for value in sums]
        return array("h", sums) + array("h", bytes(2 * (count - len(sums))))

    def _give_up(self, problem: str) -> None:
        for voice in self._voices:
            voice.give_up(problem)
        self._voices.clear()


def open_device() -> Device:
    """Raises Silence where there is none. May take long, and may never return."""
    miniaudio = library()
    _hush_alsa()
    try:
        return _line(miniaudio)
    except miniaudio.MiniaudioError as error:
        log.info("no sound device: %s", error)
        raise Silence(NO_DEVICE) from error


def library() -> Any:
    try:
        import miniaudio  # 50 ms, and not on every machine
    except (ImportError, OSError) as error:
        raise Silence(NO_LIBRARY) from error
    return miniaudio


def _line(miniaudio: Any) -> Device:
    class Line(miniaudio.PlaybackDevice):  # type: ignore[misc]
        """miniaudio's device, closed for good: the original keeps its connection to the sound server, one a bell."""

        def __init__(self) -> None:
            systems = [miniaudio.Backend[name] for name in SYSTEMS]
            one_channel = (miniaudio.SampleFormat.SIGNED16, 1, RATE, PERIOD)
            try:
                super().__init__(*one_channel, backends=systems, app_name="Timebox Planner")
            except miniaudio.MiniaudioError:
                self.close()
                raise

        def close(self) -> None:
            if self.running:  # first of all: the original takes the samples away while the device still asks for them
                miniaudio.lib.ma_device_stop(self._device)
            super().close()
            context = self.__dict__.pop("_context", None)
            if context is not None:
                miniaudio.lib.ma_context_uninit(context)

    return Line()


@cache
def _hush_alsa() -> None:
    """Keep ALSA, and ALSA alone, from writing to stderr: a machine without a sound card costs it thirty lines."""
    if sys.platform != "linux":
        return
    import ctypes

    try:
        alsa = ctypes.CDLL("libasound.so.2")
    except OSError:
        return
    # In C, so that ALSA may call it at any time, also from a thread that outlives the interpreter: it ignores whatever
    # it is given, and does nothing.
    nothing = ctypes.cast(ctypes.pythonapi.Py_IsInitialized, ctypes.c_void_p)
    for setter in ("snd_lib_error_set_handler", "snd_lib_log_set_handler"):  # the second since ALSA 1.2.15
        if hasattr(alsa, setter):
            getattr(alsa, setter)(nothing)
