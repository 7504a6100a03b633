"""The running box as one quiet line: what it says, and what its buttons do."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.domain.edits import Refused
from tests.ui.focus.lives import Life


def shrunk(life: Life, text: str = "Draft 45m 9:00") -> None:
    life.writes(text)
    life.starts("Draft")
    assert life.company.quiet.shrink()


def says(life: Life) -> tuple[str, str, bool]:
    shown = life.company.quiet.line._shown
    return shown.title, shown.words, shown.over


def press(life: Life, sign: str) -> None:
    button = getattr(life.company.quiet.line, f"{sign}_button")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(16, 16))
    life.look()


def test_it_says_the_time_left_and_then_the_time_over(life: Life) -> None:
    shrunk(life)
    assert says(life) == ("Draft", "45 min left", False)
    life.wait(44.5)
    assert says(life) == ("Draft", "1 min left", False)
    life.wait(5)
    assert says(life) == ("Draft", "+4 min", True)


def test_nothing_that_runs_is_nothing_to_shrink_to(life: Life) -> None:
    said: list[str] = []
    life.company.said.connect(said.append)
    assert not life.company.quiet.shrink()
    assert said == ["Nothing runs: start a task, then it can shrink to one line."]


def test_a_start_shrinks_it_only_if_that_was_asked_for(lived: Callable[..., Life]) -> None:
    calm = lived()
    calm.writes("Draft 45m 9:00")
    calm.starts("Draft")
    assert not calm.company.quiet._is_up
    quick = lived(focus_line=True)
    shrunk_to: list[bool] = []
    quick.company.shrunk.connect(lambda: shrunk_to.append(True))
    quick.writes("Draft 45m 9:00")
    quick.starts("Draft")
    assert shrunk_to == [True]
    assert quick.company.quiet.line.isVisible()
    quick.kill()
    quick.start()
    assert not quick.company.quiet._is_up


def test_pause_and_go_on(life: Life) -> None:
    shrunk(life)
    life.wait(10)
    press(life, "pause")
    assert life.workspace.running() is None
    assert life.company.quiet.line._shown.paused
    life.wait(5)
    press(life, "pause")
    assert life.workspace.running() is not None
    assert says(life) == ("Draft", "35 min left", False)


def test_done_ticks_it_and_opens_the_planner(life: Life) -> None:
    opened: list[bool] = []
    life.company.opened.connect(lambda: opened.append(True))
    shrunk(life)
    life.wait(10)
    press(life, "done")
    assert life.page.entries[0].state == "done"
    assert opened == [True]
    assert not life.company.quiet.line.isVisible()


def test_needing_more_asks_how_much_and_lays_the_rest_anew(life: Life) -> None:
    life.writes("Send it 30m 9:45")
    shrunk(life)
    life.wait(40)
    press(life, "more")
    slip = life.company.quiet.slip
    slip.reason.setText("lots")
    slip.reason.returnPressed.emit()
    assert slip.asks
    slip.reason.setText("15")
    slip.reason.returnPressed.emit()
    assert life.box("Draft").minutes == 60
    assert life.page.frame.clock(life.box("Send it").start) == "10:00"
    assert says(life) == ("Draft", "20 min left", False)


def test_more_for_what_is_over_is_counted_from_now(life: Life) -> None:
    shrunk(life)
    life.wait(50)
    press(life, "more")
    life.company.quiet.slip.reason.setText("15")
    life.company.quiet.slip.reason.returnPressed.emit()
    assert life.box("Draft").minutes == 65


def test_away_from_the_screen_is_kept_with_the_task(life: Life) -> None:
    shrunk(life)
    press(life, "away")
    assert life.page.entries[0].off_screen
    assert life.guard.off_screen
    press(life, "away")
    assert not life.page.entries[0].off_screen


def test_its_place_is_kept(life: Life) -> None:
    shrunk(life)
    line = life.company.quiet.line
    line.put(line.geometry().translated(0, 120))
    place = line.geometry()
    life.company.quiet.open()
    life.kill()
    life.start()
    assert life.company.quiet.shrink()
    assert life.company.quiet.line.geometry() == place


def test_the_end_of_a_box_rings_once_and_only_if_asked_for(lived: Callable[..., Life]) -> None:
    for wanted in (False, True):
        life = lived(end_bell=wanted)
        life.writes("Draft 45m 9:00")
        life.starts("Draft")
        life.wait(60)
        assert [bell for bell, _ in life.rung] == (["chime"] if wanted else [])


FAR = [[1e12, 0, 520, 40], [10**12, 0, 520, 40]]
BAD_PLACES = [*FAR, [1, 2, 3, "a"], None, "there", [0, 0, -5, 40], {"x": 1}, [True] * 4]


@pytest.mark.parametrize("place", BAD_PLACES, ids=str)
def test_a_place_that_is_none_is_forgotten(life: Life, place: object) -> None:
    life.company.guardian.memory.keep(line=place)
    shrunk(life)
    line = life.company.quiet.line
    assert line.isVisible()
    assert line.screen().availableGeometry().contains(line.geometry())


@pytest.fixture
def opened(life: Life) -> list[bool]:
    found: list[bool] = []
    life.company.opened.connect(lambda: found.append(True))
    return found


def rests(life: Life) -> None:
    life.company.guardian.rest_now()


def sits(life: Life) -> None:
    life.company.sit(5)
    life.wait(1, pace=0.1)


def is_shown(life: Life) -> bool:
    return "line" in life.company.quiet.__dict__ and life.company.quiet.line.isVisible()


@pytest.mark.parametrize("stopped_by", [rests, sits])
def test_a_rest_only_hides_it(life: Life, opened: list[bool], stopped_by: Callable[[Life], None]) -> None:
    life.writes("Send it 30m 11:00")
    shrunk(life)
    life.wait(10)
    stopped_by(life)
    life.look()
    assert not is_shown(life)
    life.machine.types = False
    life.wait(50)
    assert life.guard.state == "idle"
    assert not is_shown(life)
    life.starts("Send it")
    assert is_shown(life)
    assert says(life)[0] == "Send it"
    assert opened == []


def test_a_rest_that_came_and_went_unseen_hides_it_too(life: Life, opened: list[bool]) -> None:
    shrunk(life)
    life.wait(10)
    life.company.guardian.looked.disconnect(life.company.quiet.show)
    rests(life)
    life.machine.types = False
    life.wait(50)
    life.company.guardian.looked.connect(life.company.quiet.show)
    life.look()
    assert not is_shown(life)
    assert opened == []


def test_stopping_it_by_hand_opens_the_planner(life: Life, opened: list[bool]) -> None:
    shrunk(life)
    life.wait(10)
    life.stops()
    assert not is_shown(life)
    assert opened == [True]


def test_what_is_paused_is_there_again_after_the_rest(life: Life, opened: list[bool]) -> None:
    shrunk(life)
    life.wait(10)
    press(life, "pause")
    rests(life)
    life.look()
    assert not is_shown(life)
    life.machine.types = False
    life.wait(50)
    assert is_shown(life)
    assert says(life)[0] == "Draft"
    assert opened == []


def test_the_planner_opened_during_the_rest_stays(life: Life, opened: list[bool]) -> None:
    shrunk(life)
    rests(life)
    life.look()
    life.company.quiet.open()
    assert opened == [True]
    life.machine.types = False
    life.wait(50)
    life.starts("Draft")
    assert not is_shown(life)
    assert opened == [True]


def test_a_refusal_is_said_under_the_line_and_goes(life: Life, qtbot: QtBot) -> None:
    said: list[str] = []
    life.company.said.connect(said.append)
    quiet = life.company.quiet
    quiet._fading.setInterval(50)
    life.writes("Draft")
    life.starts("Draft")
    assert quiet.shrink()
    press(life, "more")
    assert quiet.slip.isVisible()
    assert quiet.slip.words.text() == "It fills no box, so nothing has to be made longer."
    assert quiet.slip.y() > quiet.line.geometry().bottom()
    qtbot.waitUntil(lambda: not quiet.slip.isVisible())
    quiet._do(Refused("It cannot be."))
    assert quiet.slip.words.text() == "It cannot be."
    assert said == []
    quiet.open()
    quiet._do(Refused("It cannot be."))
    assert said == ["It cannot be."]


def test_a_refusal_does_not_take_what_is_being_written(life: Life, qtbot: QtBot) -> None:
    shrunk(life)
    press(life, "more")
    quiet = life.company.quiet
    quiet.slip.reason.setText("1")
    quiet._do(Refused("It cannot be."))
    quiet._fade()
    assert quiet.slip.asking
    assert quiet.slip.text == "1"
    assert quiet.slip.trouble.text() == "It cannot be."
    quiet.slip.reason.setText("lots")
    quiet.slip.reason.returnPressed.emit()
    assert quiet.slip.text == "lots"
    assert quiet.slip.trouble.text() == "Write minutes, such as 15 or 1h."
