"""The print dialog: what it shows, saves, sends and remembers."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from planner.domain import entries
from planner.domain.entry_line import parse
from planner.settings import Settings
from planner.store.store import Store
from planner.ui import jobs
from planner.ui.print.dialog import PrintDialog
from planner.workspace import Workspace
from tests.paper.fonts import only_fonts_in

# Offscreen, every window with a least size says so.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

NOW = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
TODAY = NOW.date()


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    folder = tmp_path / "data"
    made = Workspace(Store.open(folder), Settings(), folder, lambda: NOW)
    yield made
    jobs.wait()
    made.close()


def write(workspace: Workspace, *lines: str) -> None:
    for number, words in enumerate(lines):
        line = parse(words, today=TODAY)
        workspace.do(entries.add(workspace.page(TODAY), line, now=NOW, new=f"entry{number}", new_box=f"box{number}"))


def opened(workspace: Workspace, qtbot: QtBot) -> PrintDialog:
    dialog = PrintDialog(workspace, TODAY)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    ready(dialog, qtbot)
    return dialog


def ready(dialog: PrintDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog.made is not None, timeout=20_000)


def test_it_shows_the_page_that_will_be_printed(workspace: Workspace, qtbot: QtBot) -> None:
    write(workspace, "Draft the essay 60m !1 9:00")
    dialog = opened(workspace, qtbot)
    assert dialog.made is not None
    (image,) = dialog.made.images
    assert image.height() == dialog.preview.pixels()
    assert image.pixelColor(image.width() // 2, 4).lightness() > 250
    assert dialog.preview.accessibleDescription() == "Sheet 1 of 1"
    assert not dialog.missing.isVisible()


def test_a_saved_sheet_is_on_the_disk_said_and_remembered(workspace: Workspace, qtbot: QtBot, tmp_path: Path) -> None:
    write(workspace, "Draft the essay 60m !1 9:00")
    dialog = opened(workspace, qtbot)
    dialog.save_to(tmp_path / "day.pdf")
    qtbot.waitUntil(dialog.open_file.isVisible, timeout=20_000)
    assert dialog.told.text() == "Saved day.pdf"
    assert (tmp_path / "day.pdf").read_bytes().startswith(b"%PDF")
    (kept,) = workspace.store.prints()
    assert (kept.page, kept.kind, kept.file) == (TODAY, "day", str(tmp_path / "day.pdf"))
    assert kept.number == workspace.store.number(TODAY)
    assert {mark["role"] for mark in kept.sheets[0]["marks"]} == {"tick", "rail", "line", "marker", "code"}


def test_a_choice_makes_the_sheet_anew(workspace: Workspace, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened(workspace, qtbot)
    assert dialog.made is not None
    before = dialog.made.kept.id
    dialog.left_handed.click()
    assert not dialog.save.isEnabled()
    ready(dialog, qtbot)
    assert dialog.made.kept.id != before
    assert dialog.made.kept.options.left_handed
    dialog.save_to(tmp_path / "left.pdf")
    qtbot.waitUntil(dialog.open_file.isVisible, timeout=20_000)
    assert workspace.settings.left_handed


def test_what_cannot_be_written_is_said_in_its_own_words(workspace: Workspace, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened(workspace, qtbot)
    dialog.save_to(tmp_path)
    qtbot.waitUntil(lambda: "is a folder" in dialog.told.text(), timeout=20_000)
    assert dialog.save.isEnabled()
    assert not dialog.open_file.isVisible()
    assert workspace.store.prints() == ()


def test_letters_that_no_font_has_are_said_before_printing(workspace: Workspace, qtbot: QtBot) -> None:
    write(workspace, "Party 🎉 !1", "שלום", "日本語")
    with only_fonts_in():
        dialog = opened(workspace, qtbot)
    assert dialog.missing.isVisible()
    assert "“🎉”, “שלום”, “日本語”" in dialog.missing.text()
    assert dialog.missing.textFormat() == Qt.TextFormat.PlainText


def test_a_day_of_two_sheets_shows_both(workspace: Workspace, qtbot: QtBot) -> None:
    write(workspace, *(f"Small thing {number}" for number in range(20)))
    dialog = opened(workspace, qtbot)
    assert dialog.counted.text().startswith("Sheet 1 of 2")
    qtbot.mouseClick(dialog.later, Qt.MouseButton.LeftButton)
    assert dialog.preview.accessibleDescription() == "Sheet 2 of 2"
    assert not dialog.later.isEnabled()


def a_printer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> Path:
    """A system whose lp is our own script."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "lp").write_text(f"#!/bin/sh\n{script}\n")
    (folder / "lp").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return folder


def test_the_printer_gets_the_pdf_itself(
    workspace: Workspace, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = a_printer(tmp_path, monkeypatch, 'echo "$@" > "$(dirname "$0")/words"; cat > "$(dirname "$0")/paper"')
    dialog = opened(workspace, qtbot)
    assert dialog.send.isVisible()
    assert dialog.made is not None
    content = dialog.made.content
    dialog.send.click()
    qtbot.waitUntil(lambda: dialog.told.text() == "Sent to the printer", timeout=20_000)
    assert (folder / "paper").read_bytes() == content
    assert "print-scaling=none" in (folder / "words").read_text()
    assert len(workspace.store.prints()) == 1


def test_a_printer_that_refuses_is_quoted(
    workspace: Workspace, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_printer(tmp_path, monkeypatch, "cat > /dev/null; echo 'lp: no default destination' >&2; exit 1")
    dialog = opened(workspace, qtbot)
    dialog.send_to_printer()
    qtbot.waitUntil(lambda: "no default destination" in dialog.told.text(), timeout=20_000)
    assert workspace.store.prints() == ()


def test_without_a_printing_system_there_is_no_button(
    workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert not opened(workspace, qtbot).send.isVisible()


def test_closing_while_it_works_harms_nothing_and_still_remembers(
    workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened(workspace, qtbot)
    dialog.save_to(tmp_path / "day.pdf")
    dialog.reject()
    qtbot.waitUntil(lambda: len(workspace.store.prints()) == 1, timeout=20_000)
    assert (tmp_path / "day.pdf").exists()


def test_nothing_is_cut_off(workspace: Workspace, qtbot: QtBot) -> None:
    write(workspace, *(f"Party 🎉 with שלום number {number}" for number in range(20)))
    dialog = opened(workspace, qtbot)
    assert dialog.width() <= 1280
    assert dialog.height() <= 760
    for button in (dialog.save, dialog.send, dialog.close_it, dialog.earlier, dialog.later):
        assert button.width() >= button.sizeHint().width()
