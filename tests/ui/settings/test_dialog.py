"""The settings dialog: judged while it is changed, kept on Save."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTime
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QWidget
from pytestqt.qtbot import QtBot

from planner import settings as settings_file
from planner.settings import Settings, SettingsProblem
from planner.ui.controls import Check
from planner.ui.settings.dialog import PAIRS, SettingsDialog
from planner.workspace import Workspace


@pytest.fixture
def dialog(workspace: Workspace, qtbot: QtBot) -> SettingsDialog:
    made = SettingsDialog(workspace)
    qtbot.addWidget(made)
    return made


def can_save(dialog: SettingsDialog) -> bool:
    return dialog.buttons.button(QDialogButtonBox.StandardButton.Save).isEnabled()


def test_it_shows_what_is_kept_and_keeps_what_is_shown(dialog: SettingsDialog, workspace: Workspace) -> None:
    assert dialog.settings() == workspace.settings
    dialog.theme.setCurrentIndex(dialog.theme.findData("dark"))
    dialog.snap.setCurrentIndex(dialog.snap.findData(15))
    dialog.clock.setCurrentIndex(1)
    dialog.capacity.setValue(300)
    dialog.motion.setChecked(False)
    dialog.day_start.setTime(QTime(5, 30))
    dialog.keep()
    wanted = replace(Settings(), theme="dark", snap=15, clock24=False, capacity=300, motion=False, day_start=330)
    assert workspace.settings == wanted
    assert settings_file.load(workspace.folder) == wanted


@pytest.mark.parametrize("pair", PAIRS)
def test_a_pair_is_chosen_at_once(dialog: SettingsDialog, pair: tuple[int, int]) -> None:
    row = PAIRS.index(pair)
    dialog.pair.setCurrentIndex(row)
    dialog.pair.activated.emit(row)
    assert (dialog.settings().limit, dialog.settings().recharge) == pair


def test_a_pair_of_ones_own(dialog: SettingsDialog) -> None:
    dialog.limit.setValue(75)
    assert dialog.pair.currentText() == "My own"
    assert "1 h 15 of work, then 30 min of recharge" in dialog.problem.text()


def test_hours_that_end_before_they_begin_are_refused_in_place(dialog: SettingsDialog) -> None:
    dialog.opens.setTime(QTime(19, 0))
    assert not can_save(dialog)
    assert "end before they begin" in dialog.problem.text()
    dialog.closes.setTime(QTime(22, 0))
    assert can_save(dialog)


def test_a_list_that_cannot_be_is_said_without_repeating_it(dialog: SettingsDialog) -> None:
    suggestions = dialog.recharge_page.suggestions
    for text, words in (
        (" \n\n", "Write at least one thing to do away from the screen, one a line."),
        ("tea\n" + "x" * 312, "A line of the suggestions is 312 characters long: 200 are kept at most."),
        ("tea\n" * 41, "The suggestions are 41 lines: 40 are kept at most."),
    ):
        suggestions.setPlainText(text)
        assert (can_save(dialog), dialog.problem.text()) == (False, words)
    suggestions.setPlainText("tea")
    assert can_save(dialog)
    dialog.meditation_page.feelings.setPlainText("")
    assert dialog.problem.text() == "Write at least one feeling to choose from, one a line."


@pytest.mark.parametrize("text", ["0, 5", "5 500"])
def test_bells_in_between_outside_a_meditation_are_said(dialog: SettingsDialog, text: str) -> None:
    dialog.meditation_page.marks.setText(text)
    assert not can_save(dialog)
    assert dialog.problem.text() == "The bells in between ring at minutes from 1 to 180."


def test_a_recharge_is_announced_a_minute_before_at_least(dialog: SettingsDialog) -> None:
    dialog.recharge_page.warning.setValue(0)
    assert dialog.settings().warning == 1


def test_a_folder_that_takes_no_file_is_said_and_the_dialog_stays(
    dialog: SettingsDialog, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(folder: Path, settings: Settings) -> None:
        raise SettingsProblem("The settings could not be kept: free some space.")

    monkeypatch.setattr(settings_file, "save", refuse)
    dialog.capacity.setValue(300)
    dialog.keep()
    assert "could not be kept" in dialog.problem.text()
    assert workspace.settings.capacity == 360


def test_every_field_has_a_name(dialog: SettingsDialog) -> None:
    for field in (dialog.pair, dialog.limit, dialog.recharge, dialog.opens, dialog.closes, dialog.day_start):
        assert isinstance(field, QWidget)
        assert field.accessibleName()


def test_a_folder_for_photos_is_one_that_is_there(dialog: SettingsDialog, workspace: Workspace, tmp_path: Path) -> None:
    dialog.photos.line.setText(str(tmp_path / "nowhere"))
    assert not can_save(dialog)
    assert dialog.problem.text() == "That folder is not there: choose one, or leave the line empty."
    dialog.photos.line.setText(str(tmp_path))
    assert can_save(dialog)
    dialog.keep()
    assert settings_file.load(workspace.folder).photos == str(tmp_path)


def test_a_folder_that_has_gone_does_not_hold_up_other_settings(
    workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    gone = str(tmp_path / "stick")
    workspace.change_settings(replace(workspace.settings, photos=gone))
    made = SettingsDialog(workspace)
    qtbot.addWidget(made)
    made.capacity.setValue(300)
    made.keep()
    assert (workspace.settings.capacity, workspace.settings.photos) == (300, gone)


def test_no_words_are_cut_where_the_dialog_is_as_small_as_it_can_be(dialog: SettingsDialog) -> None:
    dialog.show()
    dialog.resize(1, 1)
    pages = dialog.pages
    for number in range(pages.count()):
        pages.setCurrentIndex(number)
        QApplication.processEvents()
        checks = pages.currentWidget().findChildren(Check)
        assert checks
        assert all(check.width() >= check.sizeHint().width() for check in checks), pages.tabText(number)


def test_the_keyboard_begins_at_the_pages_and_goes_through_them(dialog: SettingsDialog, qtbot: QtBot) -> None:
    dialog.show()
    qtbot.waitUntil(dialog.isActiveWindow)
    pages = dialog.pages
    assert pages.tabBar().hasFocus()
    qtbot.keyClick(pages.tabBar(), Qt.Key.Key_Right)
    assert pages.currentWidget() is dialog.recharge_page
    qtbot.keyClick(pages.tabBar(), Qt.Key.Key_Tab)
    assert dialog.recharge_page.warning.hasFocus()


def test_the_rule_of_the_recharge_is_told_where_it_is_chosen(dialog: SettingsDialog) -> None:
    assert dialog.problem.text().startswith("At most 2 h of work")
    dialog.pages.setCurrentWidget(dialog.meditation_page)
    assert not dialog.problem.text()
    dialog.meditation_page.feelings.setPlainText("")
    assert dialog.problem.text() == "Write at least one feeling to choose from, one a line."
    dialog.pages.setCurrentIndex(0)
    assert not can_save(dialog)
