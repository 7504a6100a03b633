"""A bell is heard, or somebody is told why not; the caller waits for neither. No test needs a sound device."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from array import array
from pathlib import Path
from threading import Event, Thread

import pytest

from planner.sound import player, speaker
from tests.sound.devices import LONG, FakeDevice, Told, all_ended, bells, once


def in_place_of(monkeypatch: pytest.MonkeyPatch, folder: Path, content: bytes | None, bell: str = "bowl") -> None:
    """Other resources, in which a bell has this content, or is missing."""
    (folder / "sounds").mkdir()
    if content is not None:
        (folder / "sounds" / f"{bell}.flac").write_bytes(content)
    monkeypatch.setattr(player, "resources", lambda: folder)


# Heard


@pytest.mark.parametrize(("volume", "factor"), [(100, 1.0), (50, 0.315), (10, 0.0215), (200, 1.0)])
def test_a_device_gets_the_bell_at_its_volume(told: Told, device: FakeDevice, volume: int, factor: float) -> None:
    player.ring("chime", volume, told)
    all_ended()
    whole = player.samples_of("chime")
    assert player.gain(volume) == pytest.approx(factor, rel=0.01)
    assert device.taken[: len(whole)] == array("h", (round(one * player.gain(volume)) for one in whole))
    assert not any(device.taken[len(whole) :])
    assert device.closed.is_set()
    assert told.sentences == []


def test_half_the_volume_is_half_as_loud() -> None:
    assert player.gain(50) ** 0.6 == pytest.approx(0.5)
    assert [player.gain(volume) for volume in range(101)] == sorted(player.gain(volume) for volume in range(101))
    assert (player.gain(0), player.gain(100)) == (0.0, 1.0)


# At once


def test_ring_returns_before_anything_is_done(gate: Event, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is read, the library loaded and the device opened by threads: none of them by the one that rings."""
    monkeypatch.setattr(speaker, "PATIENCE", LONG)
    readers: list[Thread] = []
    reading = Event()

    def read(bell: str) -> array[int]:
        readers.append(threading.current_thread())
        assert reading.wait(LONG)
        return array("h", [1])

    monkeypatch.setattr(player, "samples_of", read)
    player.ring("bowl", 60, told)
    assert [thread.name for thread in bells()] == ["bell bowl"]
    assert all(thread.daemon for thread in bells())
    reading.set()
    gate.set()
    all_ended()
    assert len(readers) == 1
    assert threading.current_thread() not in readers
    assert told.sentences == []


def test_a_start_of_the_planner_loads_no_sound_library() -> None:
    code = "import sys, planner.sound.player\nprint('miniaudio' in sys.modules or '_cffi_backend' in sys.modules)"
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("volume", [0, -5])
def test_no_volume_opens_nothing(monkeypatch: pytest.MonkeyPatch, told: Told, volume: int) -> None:
    opened: list[str] = []
    monkeypatch.setattr(speaker, "open_device", lambda: opened.append("device"))
    monkeypatch.setattr(player, "samples_of", opened.append)
    player.ring("bowl", volume, told)
    assert bells() == []
    assert (opened, told.sentences) == ([], [])


def test_waiting_gives_up(gate: Event, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speaker, "PATIENCE", LONG)
    player.ring("bowl", 60, told)
    player.wait(0.0)
    assert len(bells()) == 1
    gate.set()
    all_ended()


# Unheard


def test_a_missing_file_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: Told, device: FakeDevice
) -> None:
    in_place_of(monkeypatch, tmp_path, None)
    player.ring("bowl", 60, told)
    once(told, player.MISSING)


def test_an_unknown_bell_is_told(told: Told, device: FakeDevice) -> None:
    player.ring("gong", 60, told)
    once(told, player.MISSING)


def test_missing_resources_are_told(monkeypatch: pytest.MonkeyPatch, told: Told, device: FakeDevice) -> None:
    def nowhere() -> Path:
        raise FileNotFoundError("The planner's fonts are missing.")

    monkeypatch.setattr(player, "resources", nowhere)
    player.ring("bowl", 60, told)
    once(told, player.MISSING)


def damaged(how: str) -> bytes:
    whole = player.bell_file("bowl").read_bytes()
    middle = len(whole) // 2
    return {
        "random": random.Random(7).randbytes(50_000),
        "random under the right name": b"fLaC" + random.Random(7).randbytes(50_000),
        "empty": b"",
        "cut off": whole[:middle],
        "one bit": whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :],
        "text": b"This is no sound.\n" * 100,
    }[how]


@pytest.mark.parametrize("how", ["random", "random under the right name", "empty", "cut off", "one bit", "text"])
def test_a_damaged_file_is_told_and_makes_no_noise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: Told, device: FakeDevice, how: str
) -> None:
    content = damaged(how)
    in_place_of(monkeypatch, tmp_path, content)
    player.ring("bowl", 60, told)
    once(told, player.DAMAGED)
    assert len(device.taken) == 0


def test_a_missing_library_is_told(monkeypatch: pytest.MonkeyPatch, told: Told) -> None:
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    player.ring("bowl", 60, told)
    once(told, speaker.NO_LIBRARY)


def test_nobody_need_listen(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(sentence: str) -> None:
        raise RuntimeError("the window is closed")

    monkeypatch.setattr(player, "samples_of", lambda bell: array("h"))
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    player.ring("bowl", 60)
    player.ring("bowl", 60, gone)
    all_ended()


def test_an_interpreter_without_a_further_thread_is_told(monkeypatch: pytest.MonkeyPatch, told: Told) -> None:
    def full(thread: Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(Thread, "start", full)
    player.ring("bowl", 60, told)
    assert told.sentences == [speaker.NO_ANSWER]


def test_the_files_are_where_resources_are(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(player, "resources", lambda: tmp_path)
    assert [player.bell_file(bell) for bell in player.BELLS] == [
        tmp_path / "sounds" / name for name in ("bowl.flac", "bell.flac", "chime.flac")
    ]
