"""What the window's actions do about rest, by keys, menus and dialogs."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLineEdit, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from planner.domain import arrange
from planner.domain.values import Box
from planner.ui.ask import Question
from planner.ui.focus.in_the_way import InTheWay
from planner.ui.focus.sit_down import SitDown
from planner.ui.focus.tray import Tray, icon
from tests.ui.focus.lives import Life
from tests.ui.hands import GuardedHands


def in_dialog(deed: Callable[[QDialog], object]) -> None:
    """Do something in the dialog that comes up next and waits; it is closed in any case."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        try:
            deed(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(0, look)


class Desk(GuardedHands):
    """The window before a life, and a person's keys in it."""

    def act(self, name: str) -> None:
        self.window.made[name].trigger()

    def dialog(self, kind: type[QDialog]) -> QDialog:
        found = next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())
        self.qtbot.waitUntil(found.isActiveWindow)
        return found

    @property
    def whisper(self) -> str:
        return self.window.whisper.words.text() if self.window.whisper.isVisible() else ""

    @property
    def foot(self) -> str:
        return self.window.foot.words.text()


@pytest.fixture
def at_desk(lived: Callable[..., Life], qtbot: QtBot) -> Iterator[Callable[..., Desk]]:
    desks: list[Desk] = []

    def sit(**settings: object) -> Desk:
        desks.append(Desk(lived(**settings), qtbot))
        return desks[-1]

    yield sit
    for desk in desks:
        desk.life.end = lambda: None  # type: ignore[method-assign]  # the window ends it
        desk.cover.quit()
        desk.life.workspace.close()


@pytest.fixture
def desk(at_desk: Callable[..., Desk]) -> Desk:
    return at_desk()


def test_c_begins_a_recharge_now(desk: Desk) -> None:
    desk.key(Qt.Key.Key_C)
    assert desk.life.curtain_is_down
    assert desk.life.record() == [("recharge", "09:00:00", "")]


def test_the_bar_says_when_the_recharge_really_comes(desk: Desk) -> None:
    desk.life.writes("Draft 3h 9:00")
    desk.life.starts("Draft")
    desk.life.wait(50)
    assert desk.window.bar.recharge.text() == "Recharge in 1 h 10"
    desk.life.writes("o Lab meeting 9:45-11:00")
    desk.life.look()
    assert desk.window.bar.recharge.text() == "Recharge after the event"


def test_a_marks_what_is_done_away_from_the_screen(desk: Desk) -> None:
    desk.life.writes("Read on paper 45m")
    desk.choose("Read on paper")
    desk.key(Qt.Key.Key_A)
    assert desk.life.page.entries[0].off_screen
    assert desk.window.left.bonus.lines.lines[0].note == "away from the screen"
    desk.key(Qt.Key.Key_A)
    assert not desk.life.page.entries[0].off_screen
    desk.life.writes("o Lunch 12:00-13:00")
    desk.choose("Lunch")
    desk.act("off_screen")
    assert "only a task is worked on" in desk.whisper


def test_f_shrinks_the_planner_to_one_line(desk: Desk) -> None:
    desk.key(Qt.Key.Key_F)
    assert desk.foot == "Nothing runs: start a task, then it can shrink to one line."
    desk.life.writes("Draft 45m 9:00")
    desk.life.starts("Draft")
    desk.key(Qt.Key.Key_F)
    assert desk.life.company.quiet.line.isVisible()


def test_quiet_for_an_hour_and_until_the_event_ends(desk: Desk) -> None:
    desk.act("quiet_event")
    assert desk.whisper == "No event runs now: ask for quiet by the hour."
    desk.act("quiet_hour")
    assert desk.life.said() == [("quiet", 60, "")]
    assert desk.window.left.resting.lines[0].text() == "09:00  Quiet for 1 h"


def test_putting_off_what_is_not_due_is_refused_in_words(desk: Desk) -> None:
    desk.act("postpone")
    assert desk.foot == "No recharge is due now: it can be put off once it is announced."


@pytest.mark.parametrize("wrong", ["0", "-5", "1000000000", "long", "", "181"])
def test_a_length_that_makes_no_sense_is_said_under_the_field(desk: Desk, wrong: str) -> None:
    desk.key(Qt.Key.Key_M)
    dialog = desk.dialog(SitDown)
    assert isinstance(dialog, SitDown)
    QTest.keyClicks(dialog.field, wrong)
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.problem.text().endswith((".", "1h."))
    assert desk.life.company.sitting.phase == "none"


def test_an_open_end_is_one_of_the_choices(desk: Desk) -> None:
    desk.key(Qt.Key.Key_M)
    dialog = desk.dialog(SitDown)
    assert isinstance(dialog, SitDown)
    dialog.open_end.click()
    assert desk.life.company.sitting.total is None
    assert desk.life.company.sitting.runs


def test_a_meditation_is_typed_in_later(desk: Desk) -> None:
    desk.life.wait(60)

    seen: list[bool] = []

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, Question)
        field = dialog.findChild(QLineEdit)
        assert field is not None
        for words in ("soon", "11:00-11:20", "9:10-9:30"):
            field.setText(words)
            seen.append(dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled())
        dialog.accept()

    in_dialog(answer)
    desk.act("log_sitting")
    assert seen == [False, False, True]
    assert desk.life.record() == [("meditation", "09:10:00", "09:30:00")]
    assert desk.life.page.intervals[0].source == "typed"


def test_after_a_sitting_one_line_is_asked_for_if_that_was_wished(at_desk: Callable[..., Desk]) -> None:
    for wished in (False, True):
        desk = at_desk(ask_feeling=wished, sit_delay=0)
        desk.life.company.sit(5)
        desk.life.wait(5)
        asked = [w for w in QApplication.topLevelWidgets() if isinstance(w, InTheWay) and w.isVisible()]
        assert bool(asked) == wished
    asked[0].feelings[0].click()
    asked[0].buttons.accepted.emit()
    assert [(r.kind, r.feeling) for r in desk.life.page.remarks] == [("feeling", "anxious")]


def test_nothing_said_keeps_nothing(desk: Desk) -> None:
    desk.key(Qt.Key.Key_Y)
    asked = desk.dialog(InTheWay)
    assert isinstance(asked, InTheWay)
    asked.field.setText("x" * 501)
    asked.buttons.accepted.emit()
    assert "500 are kept at most" in asked.problem.text()
    asked.field.setText("  ")
    asked.buttons.accepted.emit()
    assert desk.life.page.remarks == ()


def carried_over_twice(desk: Desk) -> None:
    desk.life.writes("Write the essay 45m")
    for _ in range(2):
        assert desk.whisper == ""
        desk.choose("Write the essay")
        desk.key(Qt.Key.Key_Greater)
        if desk.life.page.entries[0].state == "migrated" and not desk.whisper:
            desk.window.going.step(1)


def test_what_is_carried_over_twice_is_asked_about_once(desk: Desk) -> None:
    carried_over_twice(desk)
    assert desk.whisper == "'Write the essay' was carried over twice. What is in the way?"
    assert [button.text() for button in desk.window.whisper.offers] == [
        "Say it…",
        "Sit 5 minutes",
        "Cut it smaller…",
    ]
    desk.window.whisper.offers[0].click()
    asked = desk.dialog(InTheWay)
    assert isinstance(asked, InTheWay)
    asked.field.setText("It is too big")
    asked.buttons.accepted.emit()
    remark = desk.window.page.remarks[0]
    assert (remark.words, remark.entry) == ("It is too big", desk.window.page.entries[0].id)


def test_sitting_five_minutes_is_one_way_on(desk: Desk) -> None:
    carried_over_twice(desk)
    desk.window.whisper.offers[1].click()
    assert desk.life.company.sitting.total == 300


def test_cutting_it_smaller_is_another(desk: Desk) -> None:
    carried_over_twice(desk)
    titles: list[str] = []

    in_dialog(lambda dialog: titles.append(dialog.windowTitle()))
    desk.window.whisper.offers[2].click()
    assert titles == ["Break down: Write the essay"]


# The tray


def test_the_tray_has_a_sign_only_if_it_is_wanted(
    at_desk: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(Tray, "is_there", staticmethod(lambda: True))
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda self: None)
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda self, title, words, *rest: told.append(words))
    plain = at_desk()
    plain.life.look()
    assert plain.life.company.tray is None
    desk = at_desk(tray=True, notify=True)
    desk.life.writes("Draft 45m 9:00")
    desk.life.starts("Draft")
    tray = desk.life.company.tray
    assert tray is not None
    assert tray._shown == ("45", "45 min left · recharge in 120 min")
    desk.life.wait(50)
    assert tray._shown[0] == "+5"
    assert told == ["The time for 'Draft' is over."]
    desk.life.wait(68)
    assert told[1:] == ["A recharge is due soon."]
    assert not icon("12").isNull()


def test_a_recharge_box_offers_to_sit(desk: Desk) -> None:
    desk.life.workspace.do(arrange.recharge_at(desk.life.page, 360, 20, now=desk.life.machine(), new="tea"))
    box: Box = desk.life.page.boxes[0]
    desk.window.timeline.choose(box.id)
    menu = desk.window.menus.of("box")
    assert "Meditate…" in [action.text() for action in menu.actions()]
