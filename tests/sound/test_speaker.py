"""One device for all bells: opened, shared, given up when it hangs, let go of. No test needs a sound device."""

from __future__ import annotations

import subprocess
import sys
import threading
from array import array
from collections.abc import Generator
from threading import Event

import pytest

from planner.sound import player, speaker
from tests.sound.devices import CHUNK, LONG, SHORT, DeadDevice, FakeDevice, Told, all_ended, bells, once

# Shared


def test_bells_that_overlap_are_added_up_and_cut_at_full_scale(fresh_speaker: speaker.Speaker) -> None:
    one, other = (speaker.Voice(array("h", values), 1.0) for values in ([20_000, -20_000, 5], [20_000, -20_000]))
    fresh_speaker._voices = [one, other]
    assert list(fresh_speaker._mixed(5)) == [32_767, -32_768, 5, 0, 0]
    assert one.ended.is_set()
    assert other.ended.is_set()
    assert list(fresh_speaker._mixed(2)) == [0, 0]


def test_bells_that_come_while_the_device_opens_begin_together(
    monkeypatch: pytest.MonkeyPatch, fresh_speaker: speaker.Speaker, gate: Event, device: FakeDevice, told: Told
) -> None:
    monkeypatch.setattr(speaker, "PATIENCE", LONG)
    add, added = fresh_speaker._add, threading.Semaphore(0)

    def counted(voice: speaker.Voice) -> None:
        add(voice)
        added.release()

    monkeypatch.setattr(fresh_speaker, "_add", counted)
    player.ring("bell", 40, told)
    player.ring("chime", 40, told)
    assert added.acquire(timeout=LONG)
    assert added.acquire(timeout=LONG)
    gate.set()
    all_ended()
    at = player.RATE
    both = sum(player.samples_of(bell)[at] * player.gain(40) for bell in ("bell", "chime"))
    assert device.taken[at] == round(both)
    assert told.sentences == []


def test_the_device_is_opened_again_for_a_later_bell(monkeypatch: pytest.MonkeyPatch, told: Told) -> None:
    devices: list[FakeDevice] = []

    def opened() -> speaker.Device:
        devices.append(FakeDevice())
        return devices[-1]

    monkeypatch.setattr(speaker, "open_device", opened)
    for _ in range(3):
        player.ring("chime", 40, told)
        all_ended()
    assert [device.closed.is_set() for device in devices] == [True] * 3
    assert told.sentences == []


def test_many_bells_at_once_are_all_heard(device: FakeDevice, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(player, "samples_of", lambda bell: array("h", [100]) * CHUNK)
    for number in range(60):
        player.ring(player.BELLS[number % 3], 100, told)
    all_ended()
    assert sum(device.taken) == 60 * 100 * CHUNK
    assert told.sentences == []


def test_a_device_that_fails_in_an_unknown_way_is_told(monkeypatch: pytest.MonkeyPatch, told: Told) -> None:
    def broken() -> speaker.Device:
        raise ValueError("something new")

    monkeypatch.setattr(speaker, "open_device", broken)
    player.ring("bowl", 60, told)
    once(told, speaker.NO_DEVICE)


# A device that hangs


def test_a_device_that_hangs_is_told(gate: Event, told: Told) -> None:
    player.ring("bowl", 60, told)
    player.wait(LONG)
    assert told.sentences == [speaker.NO_ANSWER]
    assert bells() == []


def test_while_a_device_hangs_later_bells_are_unheard_at_once(
    gate: Event, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    player.ring("bowl", 60, told)
    player.wait(LONG)
    monkeypatch.setattr(speaker, "PATIENCE", LONG * 10)  # whoever waited for it now would not return in time
    for _ in range(5):
        player.ring("bell", 60, told)
    player.wait(LONG)
    assert bells() == []
    assert told.sentences == [speaker.NO_ANSWER] * 6
    assert [thread.name for thread in threading.enumerate()].count("speaker") == 1


def test_a_device_that_answers_late_plays_nothing_old_and_is_used_again(
    gate: Event, told: Told, device: FakeDevice, monkeypatch: pytest.MonkeyPatch
) -> None:
    player.ring("bowl", 60, told)
    player.wait(LONG)
    gate.set()
    all_ended()
    assert (len(device.taken), device.closed.is_set()) == (0, True)
    later = FakeDevice()
    monkeypatch.setattr(speaker, "open_device", lambda: later)
    monkeypatch.setattr(speaker, "PATIENCE", LONG)
    player.ring("chime", 100, told)
    all_ended()
    assert any(later.taken)
    assert told.sentences == [speaker.NO_ANSWER]


@pytest.mark.parametrize(("asks", "sentences"), [(0, [speaker.NO_ANSWER]), (2, [])])
def test_a_device_that_stops_asking_is_closed(
    monkeypatch: pytest.MonkeyPatch, told: Told, asks: int, sentences: list[str]
) -> None:
    """Somebody pulled its plug. A bell that was begun has been heard, if not to its end."""
    dead = DeadDevice(asks)
    monkeypatch.setattr(speaker, "open_device", lambda: dead)
    monkeypatch.setattr(speaker, "PATIENCE", SHORT)
    player.ring("bowl", 60, told)
    all_ended()
    assert dead.closed.is_set()
    assert told.sentences == sentences


# Leaving


def test_leaving_closes_a_device_that_sounds(
    monkeypatch: pytest.MonkeyPatch, told: Told, fresh_speaker: speaker.Speaker
) -> None:
    sounding = Event()

    class Endless(FakeDevice):
        def _take(self, samples: Generator[array[int], int, None]) -> None:
            samples.send(1)
            sounding.set()
            while not self.closed.wait(0.001):
                samples.send(1)

    device = Endless()
    monkeypatch.setattr(speaker, "open_device", lambda: device)
    monkeypatch.setattr(speaker, "FAREWELL", LONG)
    player.ring("bowl", 60, told)
    assert sounding.wait(LONG)
    fresh_speaker.leave()
    assert device.closed.is_set()


def ended(code: str) -> subprocess.CompletedProcess[str]:
    """A process of its own, with the code and nothing else."""
    head = "from planner.sound import player, speaker\nfrom threading import Event\n"
    command = [sys.executable, "-W", "error", "-c", head + code]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=LONG)


def test_a_device_that_hangs_does_not_hold_the_end_of_the_program() -> None:
    done = ended("speaker.open_device = Event().wait\nplayer.ring('bowl', 60, print)\nprint('left')")
    assert (done.returncode, done.stdout, done.stderr) == (0, "left\n", "")


def test_a_bell_that_sounds_does_not_hold_the_end_of_the_program() -> None:
    code = """
begun, closed = Event(), Event()
class Device:
    def start(self, samples):
        samples.send(1)
        begun.set()
    def close(self):
        closed.set()
speaker.open_device = Device
player.ring('bowl', 60, print)
assert begun.wait(20)
"""
    done = ended(code)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


# The real device


def test_the_real_device_says_nothing_on_stderr() -> None:
    """Whether this machine has one or not: ALSA's thirty lines would stand here."""
    code = """
said = []
try:
    speaker.open_device().close()
except speaker.Silence as silence:
    said.append(str(silence))
assert said in ([], [speaker.NO_DEVICE]), said
"""
    done = ended(code)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_only_alsa_is_kept_silent() -> None:
    done = ended("import os\nspeaker._hush_alsa()\nos.write(2, b'heard')")
    assert (done.returncode, done.stderr) == (0, "heard")


def test_hushing_a_machine_without_alsa_is_harmless(monkeypatch: pytest.MonkeyPatch) -> None:
    import ctypes

    def missing(name: str) -> ctypes.CDLL:
        raise OSError(name)

    monkeypatch.setattr(ctypes, "CDLL", missing)
    speaker._hush_alsa.__wrapped__()


def test_a_device_is_asked_for_what_the_files_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    """miniaudio's own device is opened with one channel of 16 bit, on systems that play, and closed for good."""
    import miniaudio

    asked: list[object] = []
    freed: list[object] = []

    def init(self: object, *positional: object, **named: object) -> None:
        asked.extend([*positional, named["backends"]])
        vars(self).update(running=False, _device=None, _context="context")

    monkeypatch.setattr(miniaudio.PlaybackDevice, "__init__", init)
    monkeypatch.setattr(miniaudio.PlaybackDevice, "close", lambda self: None)
    monkeypatch.setattr(miniaudio, "lib", type("Lib", (), {"ma_context_uninit": staticmethod(freed.append)}))
    opened = speaker.open_device()
    opened.close()
    opened.close()
    assert asked[:4] == [miniaudio.SampleFormat.SIGNED16, 1, player.RATE, speaker.PERIOD]
    assert miniaudio.Backend.NULL not in asked[4]  # type: ignore[operator]
    assert freed == ["context"]
