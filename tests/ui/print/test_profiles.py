"""Profiles in the print place: kept, taken up, changed, renamed, forgotten, and there again next time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLineEdit
from pytestqt.qtbot import QtBot

from planner import settings as settings_file
from planner.domain.print_choice import PrintChoice, Profile
from planner.settings import LONGEST_LIST
from planner.ui.print.place import Printing
from planner.workspace import Workspace
from tests.ui.people import Opened

# Offscreen, menus and dialogs say what the platform cannot do.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

NOTEBOOK = PrintChoice(kind="spread", paper="a4-2up", duplex="short", left_handed=True, likely=False)


@pytest.fixture
def place(open_window: Opened, qtbot: QtBot) -> Callable[[], Printing]:
    def opened() -> Printing:
        window = open_window()
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_P)
        printing = window.places.printing
        qtbot.waitUntil(lambda: printing.going.laid is not None, timeout=30_000)
        return printing

    return opened


def from_menu(printing: Printing, words: str, qtbot: QtBot) -> None:
    """Open the menu beside the profile and take the row that begins so."""
    printing.profiles.more.setFocus()
    QTest.keyClick(printing.profiles.more, Qt.Key.Key_Return)
    row = next(row for row in printing.profiles.menu.actions() if row.text().startswith(words))
    printing.profiles.menu.setActiveAction(row)
    QTest.keyClick(printing.profiles.menu, Qt.Key.Key_Return)


def answer(name: str, *, possible: bool = True) -> list[str]:
    """Write a name into the question that comes up; gives what it said of it."""
    said: list[str] = []

    def write() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            QTimer.singleShot(10, write)
            return
        field = dialog.findChild(QLineEdit)
        assert field is not None
        field.selectAll()
        QTest.keyClicks(field, name)
        said.append(dialog.answer.text())  # type: ignore[attr-defined]
        ok = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)  # type: ignore[union-attr]
        said.append("possible" if ok.isEnabled() else "impossible")
        QTest.keyClick(field, Qt.Key.Key_Return if possible else Qt.Key.Key_Escape)

    QTimer.singleShot(0, write)
    return said


def test_a_choice_is_kept_under_a_name_and_there_again_next_time(
    place: Callable[[], Printing], workspace: Workspace, qtbot: QtBot
) -> None:
    printing = place()
    printing.panel.take(NOTEBOOK)
    printing.choose_kind(NOTEBOOK.kind)
    said = answer("My notebook")
    from_menu(printing, "Keep as", qtbot)
    qtbot.waitUntil(lambda: bool(workspace.settings.profiles), timeout=10_000)
    assert said == ["So it can be taken up again.", "possible"]
    assert printing.profiles.pick.currentText() == "My notebook"
    read = settings_file.load(workspace.folder)
    assert (read.profiles, read.printed_as) == ((Profile("My notebook", NOTEBOOK),), "My notebook")
    again = Printing(printing.main)
    qtbot.addWidget(again)
    assert again.panel.choice() == NOTEBOOK


def test_a_changed_profile_says_so_and_is_taken_up_anew(
    place: Callable[[], Printing], workspace: Workspace, qtbot: QtBot
) -> None:
    workspace.change_settings(
        replace(
            workspace.settings.with_profile("Fridge", PrintChoice(kind="week")).with_profile("My notebook", NOTEBOOK),
            printed_as="My notebook",
        )
    )
    printing = place()
    assert printing.panel.choice() == NOTEBOOK
    QTest.keyClick(printing.panel.left_handed, Qt.Key.Key_Space)
    assert printing.profiles.pick.currentText() == "My notebook, changed"
    from_menu(printing, "Keep the changes", qtbot)
    qtbot.waitUntil(lambda: printing.profiles.pick.currentText() == "My notebook", timeout=10_000)
    assert workspace.settings.profile("my notebook") == replace(NOTEBOOK, left_handed=False)
    printing.profiles.pick.setFocus()
    QTest.keyClick(printing.profiles.pick, Qt.Key.Key_Up)
    assert (printing.profiles.pick.currentText(), printing.panel.choice().kind) == ("Fridge", "week")
    assert printing.span.kind == "week"
    assert workspace.settings.printed_as == "Fridge"


def test_a_profile_is_renamed_but_not_to_the_name_of_another(
    place: Callable[[], Printing], workspace: Workspace, qtbot: QtBot
) -> None:
    workspace.change_settings(
        replace(
            workspace.settings.with_profile("Fridge", PrintChoice()).with_profile("My notebook", NOTEBOOK),
            printed_as="My notebook",
        )
    )
    printing = place()
    said = answer("fridge", possible=False)
    from_menu(printing, "Rename", qtbot)
    qtbot.waitUntil(lambda: len(said) == 2, timeout=10_000)
    assert said == ["There is a profile “fridge” already: choose another name.", "impossible"]
    said = answer("Bullet & journal")
    from_menu(printing, "Rename", qtbot)
    qtbot.waitUntil(lambda: workspace.settings.printed_as == "Bullet & journal", timeout=10_000)
    assert {each.name for each in workspace.settings.profiles} == {"Fridge", "Bullet & journal"}
    assert workspace.settings.profile("Bullet & journal") == NOTEBOOK


def test_a_profile_that_is_deleted_leaves_its_choice(
    place: Callable[[], Printing], workspace: Workspace, qtbot: QtBot
) -> None:
    workspace.change_settings(
        replace(workspace.settings.with_profile("My notebook", NOTEBOOK), printed_as="My notebook")
    )
    printing = place()
    from_menu(printing, "Delete", qtbot)
    qtbot.waitUntil(lambda: not workspace.settings.profiles, timeout=10_000)
    assert printing.profiles.pick.currentText() == "As chosen below"
    assert printing.panel.choice() == NOTEBOOK


def test_no_more_profiles_than_are_kept(place: Callable[[], Printing], workspace: Workspace, qtbot: QtBot) -> None:
    many = tuple(Profile(f"Profile {number}", PrintChoice()) for number in range(LONGEST_LIST))
    workspace.change_settings(replace(workspace.settings, profiles=many))
    printing = place()
    answer("One more")
    from_menu(printing, "Keep as", qtbot)
    qtbot.waitUntil(printing.main.whisper.isVisible, timeout=10_000)
    assert workspace.settings.profiles == many
