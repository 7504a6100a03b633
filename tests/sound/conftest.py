"""A speaker of its own for each test, and devices in place of the real one."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event

import pytest

from planner.sound import player, speaker
from tests.sound.devices import LONG, SHORT, FakeDevice, Told


@pytest.fixture(autouse=True)
def fresh_speaker(monkeypatch: pytest.MonkeyPatch) -> speaker.Speaker:
    fresh = speaker.Speaker()
    monkeypatch.setattr(player, "_speaker", fresh)
    return fresh


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def device(monkeypatch: pytest.MonkeyPatch) -> FakeDevice:
    fake = FakeDevice()
    monkeypatch.setattr(speaker, "open_device", lambda: fake)
    return fake


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch, device: FakeDevice) -> Iterator[Event]:
    """A sound server that does not answer: the device opens when this is set, and not before."""
    answer = Event()

    def opened() -> speaker.Device:
        assert answer.wait(LONG)
        return device

    monkeypatch.setattr(speaker, "open_device", opened)
    monkeypatch.setattr(speaker, "PATIENCE", SHORT)
    yield answer
    answer.set()
