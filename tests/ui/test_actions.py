"""The one table: every action has its words, keys that are its own where it acts, and is in a menu and the palette."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from planner.domain import arrange
from planner.ui import actions
from planner.ui.palette import Palette, matches
from tests.ui.people import Opened, Person


def test_names_and_words_are_unique() -> None:
    assert len({row.name for row in actions.TABLE}) == len(actions.TABLE)
    assert len({row.words for row in actions.TABLE}) == len(actions.TABLE)


def test_no_key_means_two_things_in_one_place() -> None:
    taken: dict[tuple[str, str], str] = {}
    for row in actions.TABLE:
        places = row.where if "window" not in row.where else {"window", "line", "leftover", "box"}
        for key in row.keys:
            spelled = QKeySequence(key).toString()
            assert spelled, f"{row.name} has a key that Qt does not know: {key}"
            for place in places:
                other = taken.setdefault((place, spelled), row.name)
                assert other == row.name, f"{spelled} is {other} and {row.name} in {place}"


def test_every_action_is_in_a_menu(open_window: Opened) -> None:
    window = open_window()
    menu = QMenu(window)
    actions.fill_menu(menu, window.made)
    named = {action.objectName() for sub in menu.findChildren(QMenu) for action in sub.actions()}
    assert {row.name for row in actions.TABLE} <= named
    assert {row.menu for row in actions.TABLE} == set(actions.MENUS)


def test_what_is_offered_on_a_box_can_be_done_to_it(open_window: Opened, person: Person) -> None:
    person.writes("Draft the essay 45m 9:00", "○ Dentist 11:00 30m")
    person.workspace.do(arrange.recharge_at(person.workspace.page(), 360, 20, now=person.workspace.now(), new="tea"))
    window = open_window()
    window.timeline.setFocus()
    offered: dict[str, set[str]] = {}
    for box in window.page.boxes:
        window.timeline.choose(box.id)
        offered[box.kind] = {action.objectName() for action in window.menus.of("box").actions()} - {""}
    assert {"move_up", "pin", "remove", "edit"} <= offered["work"] & offered["event"] & offered["recharge"]
    assert {"start", "first", "steps", "migrate", "drop"} <= offered["work"]
    assert not {"start", "first", "steps", "migrate", "drop"} & (offered["event"] | offered["recharge"])
    assert "times" in offered["event"] - offered["recharge"]


def test_every_action_is_in_the_palette(open_window: Opened, qtbot: QtBot) -> None:
    window = open_window()
    palette = Palette(window)
    names = [palette.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(palette.list.count())]
    assert sorted(names) == sorted(row.name for row in actions.TABLE)
    palette.close()


def test_the_palette_does_what_is_written(open_window: Opened, person: Person, qtbot: QtBot) -> None:
    person.writes("Draft the essay 45m")
    window = open_window()
    window.menus.open_palette()
    palette = window.findChild(Palette)
    assert palette is not None
    qtbot.keyClicks(palette.field, "day aft")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert (window.date - window.workspace.today()).days == 1


@pytest.fixture
def palette(open_window: Opened, person: Person) -> Palette:
    """Opened on a day with one line, so that there is something to undo."""
    person.writes("Draft the essay")
    window = open_window()
    window.menus.open_palette()
    found = window.findChild(Palette)
    assert found is not None
    return found


@pytest.mark.parametrize("keys", [(), (Qt.Key.Key_Space,), (Qt.Key.Key_T, Qt.Key.Key_Backspace)])
def test_enter_in_a_palette_in_which_nothing_is_written_only_closes_it(
    palette: Palette, person: Person, qtbot: QtBot, keys: tuple[Qt.Key, ...]
) -> None:
    for key in keys:
        qtbot.keyClick(palette.field, key)
    assert palette.list.currentItem() is None
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert person.entry("Draft the essay")


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown])
def test_the_first_arrow_in_the_palette_chooses_its_first_row(palette: Palette, qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(palette.field, key)
    assert palette.list.currentRow() == 0
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.list.currentRow() == 1
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)


def test_the_palette_acts_on_the_line_that_was_chosen_before(open_window: Opened, person: Person, qtbot: QtBot) -> None:
    person.writes("Draft the essay 45m !1")
    window = open_window()
    window.menus.open_palette()
    palette = window.findChild(Palette)
    assert palette is not None
    qtbot.keyClicks(palette.field, "tick")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert person.entry("Draft the essay").state == "done"


def test_words_are_found_by_their_beginnings() -> None:
    assert matches("Give it another day…", "day giv")
    assert not matches("Give it another day…", "other")


def test_undo_says_what_it_would_undo(open_window: Opened, person: Person) -> None:
    window = open_window()
    row = next(row for row in actions.TABLE if row.name == "undo")
    assert actions.words(window, row) == "Undo"
    person.writes("Fish & chips 30m")
    assert actions.words(window, row) == "Undo: Add 'Fish & chips'"
    actions.refresh(window, window.made)
    assert window.made["undo"].text() == "Undo: Add 'Fish && chips'"


def test_a_menu_greys_what_cannot_be_done_and_keys_are_heard_after_it(open_window: Opened) -> None:
    window = open_window()
    actions.refresh(window, window.made)
    assert not window.made["tick"].isEnabled()
    assert window.made["new"].isEnabled()
    actions.free(window.made)
    assert window.made["tick"].isEnabled()


def test_help_names_every_key(open_window: Opened) -> None:
    from planner.ui.help import page_of_help

    text = page_of_help()
    for row in actions.TABLE:
        assert row.words.replace("&", "&amp;") in text
