"""Linux desktops, asked over D-Bus: GNOME's idle monitor, KDE's and GNOME's screen savers, and logind.

Nothing waits for an answer. A look hands out what has come since and asks again, so an answer is as old as the last
look, and whoever looks less than every FRESH seconds sees nothing. An idle time may be wrong by its age, for it is
handed out as if nobody had touched a key meanwhile.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCall, QDBusVariant

from planner.presence.clocks import SystemClocks
from planner.presence.knock import Knock
from planner.presence.watch import BLIND, Sight

FRESH = 15.0  # seconds that an answer counts
LIMIT = 5.0  # seconds that a service may take
PAUSE = 30.0  # seconds before a service that failed or is not there is asked again

_numbers = itertools.count()


class Question(NamedTuple):
    service: str
    path: str
    interface: str
    method: str
    words: tuple[str, ...] = ()


class Answer(NamedTuple):
    value: object
    age: float  # seconds


def _of_session(name: str) -> Question:
    """A property of the session at logind. Its "auto" is the person's session also for what runs beside it."""
    words = ("org.freedesktop.login1.Session", name)
    path = "/org/freedesktop/login1/session/auto"
    return Question("org.freedesktop.login1", path, "org.freedesktop.DBus.Properties", "Get", words)


MUTTER = "org.gnome.Mutter.IdleMonitor"
GNOME = "org.gnome.ScreenSaver"
FREEDESKTOP = "org.freedesktop.ScreenSaver"

MUTTER_IDLE = Question(MUTTER, "/org/gnome/Mutter/IdleMonitor/Core", MUTTER, "GetIdletime")
GNOME_ACTIVE = Question(GNOME, "/org/gnome/ScreenSaver", GNOME, "GetActive")
FREEDESKTOP_ACTIVE = Question(FREEDESKTOP, "/org/freedesktop/ScreenSaver", FREEDESKTOP, "GetActive")
FREEDESKTOP_IDLE = Question(FREEDESKTOP, "/org/freedesktop/ScreenSaver", FREEDESKTOP, "GetSessionIdleTime")
LOCKED_HINT = _of_session("LockedHint")
IDLE_HINT = _of_session("IdleHint")
IDLE_SINCE = _of_session("IdleSinceHintMonotonic")


def is_kde(environ: Mapping[str, str]) -> bool:
    return "KDE" in environ.get("XDG_CURRENT_DESKTOP", "").split(":")


class Asked:
    """One question, put again and again, and the last answer to it."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self._pending: QDBusPendingCall | None = None
        self._since = 0.0  # when it was put
        self._not_before = 0.0
        self._answer: tuple[object, float] | None = None  # and the moment that it speaks of

    def go_on(self, bus: QDBusConnection, now: float) -> None:
        if self._pending is not None:
            self._collect(self._pending, now)
        if self._pending is None and now >= self._not_before:
            self._pending, self._since = bus.asyncCall(_message(self._question), round(LIMIT * 1000)), now

    def _collect(self, pending: QDBusPendingCall, now: float) -> None:
        late = now - self._since > LIMIT
        if not pending.isFinished() and not late:
            return
        self._pending = None
        words = pending.reply().arguments() if pending.isFinished() and not pending.isError() else []
        if words:
            self._answer = (_plain(words[0]), self._since)
        elif not late:  # refused, or nobody there: that is news. Slowness is none, and the last answer ages by itself
            self._answer = None
        if not words:
            self._not_before = now + PAUSE

    def answer(self, now: float) -> Answer | None:
        if self._answer is None or now - self._answer[1] > FRESH:
            return None
        return Answer(self._answer[0], now - self._answer[1])


def _message(question: Question) -> QDBusMessage:
    message = QDBusMessage.createMethodCall(*question[:4])
    message.setArguments(list(question.words))
    message.setAutoStartService(False)  # to look is not to wake
    return message


def _plain(word: object) -> object:
    return word.variant() if isinstance(word, QDBusVariant) else word


class Bus:
    """A bus that is knocked at, then connected to; and the questions that are put there."""

    def __init__(self, address: str, questions: list[Question]) -> None:
        self._address = address
        self._name = f"planner-presence-{next(_numbers)}"
        self._knock: Knock | None = Knock(address)
        self._connection: QDBusConnection | None = None
        self._asked = {question: Asked(question) for question in questions}

    def go_on(self, now: float) -> None:
        if self._knock is not None and self._knock.listen():
            self._knock = None
            self._connection = QDBusConnection.connectToBus(self._address, self._name)
        if self._connection is not None and not self._connection.isConnected():
            self.close()
        if self._connection is not None:
            for asked in self._asked.values():
                asked.go_on(self._connection, now)

    def answer(self, question: Question, now: float) -> Answer | None:
        asked = self._asked.get(question)
        return None if asked is None or self._connection is None else asked.answer(now)

    def close(self) -> None:
        if self._knock is not None:
            self._knock.close()
        if self._connection is not None:
            QDBusConnection.disconnectFromBus(self._name)
        self._knock = self._connection = None


class DBus:
    """Blind where there is no bus, and for what no service on it answers in time."""

    name = "the desktop's own services"

    def __init__(
        self,
        session: str,
        system: str,
        kde: bool = False,
        elapsed: Callable[[], float] | None = None,
        awake: Callable[[], float] | None = None,
    ) -> None:
        clocks = SystemClocks()
        self._elapsed, self._awake = elapsed or clocks.elapsed, awake or clocks.awake
        # Only KDE's idle time is asked for: of others it is not known whether they count seconds or milliseconds.
        questions = [MUTTER_IDLE, GNOME_ACTIVE, FREEDESKTOP_ACTIVE] + [FREEDESKTOP_IDLE] * kde
        self._buses = [Bus(session, questions), Bus(system, [LOCKED_HINT, IDLE_HINT, IDLE_SINCE])]
        self._has_counted = False  # KDE has once given an idle time that was not 0
        self._has_locked = False  # logind has once been told that the screen is locked

    def look(self) -> Sight:
        now = self._elapsed()
        for bus in self._buses:
            bus.go_on(now)
        return Sight(self._idle(now), self._locked(now)) if self._buses else BLIND

    def close(self) -> None:
        for bus in self._buses:
            bus.close()
        self._buses = []

    def _answer(self, question: Question, now: float) -> Answer | None:
        return next((found for bus in self._buses if (found := bus.answer(question, now)) is not None), None)

    def _idle(self, now: float) -> float | None:
        mutter = self._milliseconds(MUTTER_IDLE, now)
        if mutter is not None:
            return mutter
        kde = self._milliseconds(FREEDESKTOP_IDLE, now)
        # Under Wayland an older KDE says 0 whatever happens; a newer one refuses to answer.
        self._has_counted |= kde is not None and self._value(FREEDESKTOP_IDLE, now) != 0
        return kde if kde is not None and self._has_counted else self._idle_hint(now)

    def _milliseconds(self, question: Question, now: float) -> float | None:
        answer = self._answer(question, now)
        if answer is None or not isinstance(answer.value, int) or answer.value < 0:
            return None
        return answer.value / 1000 + answer.age

    def _idle_hint(self, now: float) -> float | None:
        """Somebody told logind that nobody is there, some minutes after the last key: the time is the least it was.

        That nobody told it so means nothing, since many desktops never do.
        """
        since = self._value(IDLE_SINCE, now)
        if self._value(IDLE_HINT, now) is not True or not isinstance(since, int) or since <= 0:
            return None
        return max(0.0, self._awake() - since / 1e6)

    def _locked(self, now: float) -> bool | None:
        """A hint of False counts once it has been True: many a screen locker never tells logind."""
        hint, gnome, other = (self._value(asked, now) for asked in (LOCKED_HINT, GNOME_ACTIVE, FREEDESKTOP_ACTIVE))
        self._has_locked |= hint is True
        if True in (hint, gnome, other):
            return True
        return False if False in (gnome, other) or (hint is False and self._has_locked) else None

    def _value(self, question: Question, now: float) -> object:
        answer = self._answer(question, now)
        return None if answer is None else answer.value
