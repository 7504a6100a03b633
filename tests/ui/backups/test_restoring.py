"""A backup put back while the window is open, from the list or from elsewhere: asked about first, and shown at once."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QLineEdit, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from planner import app
from planner import settings as settings_file
from planner.domain import tracking
from planner.domain.filled import Origin, take_home
from planner.domain.values import new_id
from planner.store import pictures, restoring
from planner.store.problems import StoreProblem
from planner.store.store import Store
from planner.ui import jobs
from planner.ui.backups.dialog import NONE_YET, STOPPED, BackupsDialog
from planner.ui.backups.restoring import Restoring, exchanged
from planner.ui.main_window import MainWindow
from planner.ui.review.said import Said
from planner.workspace import Workspace
from tests.disks import disk, fill_up
from tests.store.test_database import outside
from tests.store.test_restoring import BAD, as_root, spoil
from tests.ui.focus.conftest import lived
from tests.ui.focus.lives import Life
from tests.ui.hands import ENTER, ESC, GuardedHands, Hands
from tests.ui.people import TODAY, Clock, Opened, Person

__all__ = ["lived"]

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

DAY = dt.timedelta(days=1)
SHOWN = b"what a picture shows"
CTRL = Qt.KeyboardModifier.ControlModifier


class Stick:
    """A folder elsewhere with the backup that another machine made of a life of two days, and a picture of a sheet."""

    def __init__(self, place: Path, clock: Clock) -> None:
        settings = settings_file.load(place)
        store = Store.open(place / "other", settings.head(TODAY, "UTC"), clock=clock)
        workspace = Workspace(store, settings, place / "other", clock)
        Person(workspace).writes("Pack the boxes 45m !1", "Call the movers 30m !2")
        Person(workspace).writes("Unpack", date=TODAY + DAY)
        home = take_home(workspace.page(TODAY), [], Origin("123456789012", 1, "photo"), now=clock())
        workspace.do(home.edit, dict.fromkeys(home.pictures, SHOWN))
        self.picture = home.pictures[0]
        self.file = store.backup(place / "stick").path
        workspace.close()


@pytest.fixture
def stick(tmp_path: Path, clock: Clock) -> Stick:
    clock.at(9, days=-1)
    made = Stick(tmp_path, clock)
    clock.at(8)
    return made


class Backups(Hands):
    """A person at the Backups dialog: buttons are clicked, the file's name is typed."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        super().__init__(window, qtbot)
        window.made["backups"].trigger()
        (self.dialog,) = window.findChildren(BackupsDialog)
        qtbot.waitUntil(self.dialog.isActiveWindow)

    def click(self, button: QWidget) -> None:
        assert button.isEnabled()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def choose_file(self, path: Path) -> None:
        self.click(self.dialog.fetch)
        (asked,) = self.dialog.findChildren(QFileDialog)
        name = asked.findChild(QLineEdit, "fileNameEdit")
        assert name is not None
        name.setText(str(path))  # typed, its suggestions would take the Return
        QTest.keyClick(name, ENTER)
        self.qtbot.waitUntil(lambda: not asked.isVisible())

    def asked(self) -> QMessageBox:
        self.qtbot.waitUntil(lambda: any(box.isVisible() for box in self.dialog.findChildren(QMessageBox)))
        return next(box for box in self.dialog.findChildren(QMessageBox) if box.isVisible())

    def agree(self) -> None:
        box = self.asked()
        self.click(next(button for button in box.findChildren(QPushButton) if button.text() == "Restore"))

    def restored(self) -> None:
        """The dialog closes by itself."""
        self.qtbot.waitUntil(lambda: not isValid(self.dialog))
        self.come_back()

    def told(self, words: str) -> None:
        self.qtbot.waitUntil(lambda: self.dialog.words.text() == words)
        assert self.dialog.fetch.isEnabled()
        assert not self.dialog.stop.isVisible()

    def come_back(self) -> None:
        self.window.window().activateWindow()
        self.qtbot.waitUntil(self.window.window().isActiveWindow)


def titles(window: MainWindow) -> list[str]:
    return [entry.title for entry in window.page.entries]


def left_over(folder: Path) -> list[str]:
    """Copies that nobody has put in place or thrown away."""
    return [path.name for path in folder.iterdir() if path.name.endswith(".new")]


@pytest.fixture
def lock(workspace: Workspace) -> Iterator[None]:
    held, _ = app.lock_of(workspace.folder)
    assert held is not None
    yield
    held.unlock()


def second_start(folder: Path) -> str:
    code = (
        "import sys; from pathlib import Path; from planner import app\n"
        "print('took the lock' if app.lock_of(Path(sys.argv[1]))[0] else 'there is a window')"
    )
    command = [sys.executable, "-c", code, str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.usefixtures("lock")
def test_a_backup_from_a_stick_is_seen_agreed_to_and_shown(
    open_window: Opened, workspace: Workspace, person: Person, stick: Stick, qtbot: QtBot
) -> None:
    person.writes("Draft the essay 45m")
    window = open_window()
    hands = Backups(window, qtbot)
    assert hands.dialog.words.text() == NONE_YET
    assert not hands.dialog.restore.isEnabled()
    hands.choose_file(stick.file)
    assert hands.asked().text() == (
        f"Put {stick.file.name} in place of what is open now?\n\n"
        "It was last changed on Sun 22 Nov 2026, 09:00 and holds 2 days. What is open now is moved aside, not lost."
    )
    assert titles(window) == ["Draft the essay"]
    assert not (workspace.folder / pictures.FOLDER).exists()
    hands.agree()
    hands.restored()
    assert titles(window) == ["Pack the boxes", "Call the movers"]
    (aside,) = workspace.store.backups()
    assert window.foot.words.text() == (f"Restored {stick.file.name}. What was open before is kept as {aside.name}.")
    assert not window.foot.undo.isVisible()
    assert workspace.store.picture(stick.picture) == SHOWN
    assert outside(workspace.store.path) == "database is locked"
    assert second_start(workspace.folder) == "there is a window"
    assert left_over(workspace.folder) == []

    hands.key(Qt.Key.Key_Z, CTRL)  # the sheet that was taken home on the other machine
    assert window.page.pictures == ()
    hands.key(Qt.Key.Key_Z, CTRL)
    hands.key(Qt.Key.Key_Z, CTRL)
    assert titles(window) == ["Pack the boxes"]
    hands.key(Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert titles(window) == ["Pack the boxes", "Call the movers"]
    hands.line("And on it goes")
    assert workspace.undo_label == "Add 'And on it goes'"
    assert jobs.wait()


def test_a_restore_is_taken_back_from_the_list(
    open_window: Opened, workspace: Workspace, person: Person, stick: Stick, qtbot: QtBot
) -> None:
    person.writes("Draft the essay 45m")
    window = open_window()
    hands = Backups(window, qtbot)
    hands.choose_file(stick.file)
    hands.agree()
    hands.restored()
    again = Backups(window, qtbot)
    assert again.dialog.list.count() == 1
    again.click(again.dialog.restore)
    assert "last changed on Mon 23 Nov 2026, 08:00 and holds 1 day." in again.asked().text()
    again.agree()
    again.restored()
    assert titles(window) == ["Draft the essay"]
    assert workspace.undo_label == "Add 'Draft the essay'"
    assert jobs.wait()


def week_in_words(window: MainWindow) -> str:
    return window.places.review.findChildren(Said)[0].accessibleDescription()


def sheet_in_words(window: MainWindow) -> str:
    laid = window.places.printing.going.laid
    return pypdfium2.PdfDocument(laid.content)[0].get_textpage().get_text_range() if laid is not None else ""


def evening_in_words(window: MainWindow) -> str:
    return window.places.evening.tomorrow.text()


@pytest.mark.parametrize(
    ("action", "words", "before", "after"),
    [
        ("review_week", week_in_words, "0 of 1 priorities", "0 of 2 priorities"),
        ("print", sheet_in_words, "Draft the essay", "Pack the boxes"),
        ("look_back", evening_in_words, "Nothing is on its page yet.", "On its page: Unpack"),
    ],
)
def test_what_is_in_front_of_the_day_is_shown_anew(
    open_window: Opened,
    person: Person,
    stick: Stick,
    qtbot: QtBot,
    action: str,
    words: Callable[[MainWindow], str],
    before: str,
    after: str,
) -> None:
    person.writes("Draft the essay 45m !1")
    window = open_window()
    window.made[action].trigger()
    qtbot.waitUntil(lambda: before in words(window), timeout=30_000)
    hands = Backups(window, qtbot)
    hands.choose_file(stick.file)
    hands.agree()
    hands.restored()
    qtbot.waitUntil(lambda: after in words(window), timeout=30_000)
    assert jobs.wait()


@pytest.mark.parametrize("kind", BAD)
def test_what_is_no_sound_backup_is_said_and_changes_nothing(
    open_window: Opened, workspace: Workspace, person: Person, stick: Stick, qtbot: QtBot, kind: str
) -> None:
    person.writes("Draft the essay 45m")
    window = open_window()
    hands = Backups(window, qtbot)
    spoil(stick.file, kind)
    hands.dialog.restore_from(stick.file)
    hands.told(BAD[kind].format(stick.file.name))
    assert hands.dialog.findChildren(QMessageBox) == []
    assert titles(window) == ["Draft the essay"]
    assert left_over(workspace.folder) == []
    assert workspace.store.backups() == ()
    person.writes("And on it goes")
    assert outside(workspace.store.path) == "database is locked"


def test_the_open_file_itself_is_no_backup(open_window: Opened, workspace: Workspace, qtbot: QtBot) -> None:
    hands = Backups(open_window(), qtbot)
    hands.choose_file(workspace.store.path)
    hands.told("planner.sqlite3 is the planner's file itself, not a backup of it: choose another.")
    assert outside(workspace.store.path) == "database is locked"


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """The data folder on a disk of its own."""
    with disk(tmp_path / "data", 900) as place:
        yield place


@as_root
def test_on_a_full_disk_nothing_is_restored(
    small: Path, open_window: Opened, person: Person, stick: Stick, qtbot: QtBot
) -> None:
    person.writes("Draft the essay 45m")
    window = open_window()
    hands = Backups(window, qtbot)
    ballast = fill_up(small, leave=80_000)
    hands.choose_file(stick.file)
    hands.told(restoring.FULL)
    assert left_over(small) == []
    ballast.unlink()
    hands.choose_file(stick.file)
    hands.asked()
    ballast = fill_up(small)
    hands.agree()
    hands.told(without_its_picture(stick))
    assert titles(window) == ["Draft the essay"]
    assert left_over(small) == []
    ballast.unlink()
    hands.choose_file(stick.file)
    hands.agree()
    hands.restored()
    assert titles(window) == ["Pack the boxes", "Call the movers"]
    assert jobs.wait()


def without_its_picture(stick: Stick) -> str:
    picture = stick.file.parent / pictures.FOLDER / pictures.file_name(stick.picture)
    return (
        f"Nothing was restored, since a picture could not be ({picture}: No space left on device): "
        "see to that or move it away, then restore again."
    )


@pytest.mark.parametrize("way", ["Cancel", "Esc", "the window closes"])
def test_whoever_does_not_agree_keeps_what_is_open(
    open_window: Opened, workspace: Workspace, person: Person, stick: Stick, qtbot: QtBot, way: str
) -> None:
    person.writes("Draft the essay 45m")
    window = open_window()
    hands = Backups(window, qtbot)
    hands.choose_file(stick.file)
    box = hands.asked()
    assert len(left_over(workspace.folder)) == 1
    if way == "Cancel":
        hands.click(box.button(QMessageBox.StandardButton.Cancel))
    elif way == "Esc":
        QTest.keyClick(box, ESC)
    else:
        window.window().close()
    if way != "the window closes":
        hands.told(STOPPED)
    assert left_over(workspace.folder) == []
    assert [entry.title for entry in workspace.page(TODAY).entries] == ["Draft the essay"]


class Slow:
    """A stick that is waited for: it gives nothing more until it `may_go_on`."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
        self.begun, self._gate = threading.Event(), threading.Event()
        watch = getattr(Restoring, step)

        def slow(going: Restoring, done: int, whole: int) -> None:
            self.begun.set()
            assert self._gate.wait(20)
            watch(going, done, whole)

        monkeypatch.setattr(Restoring, step, slow)

    def may_go_on(self) -> None:
        self._gate.set()


@pytest.mark.parametrize("way", ["Stop", "Close", "Esc", "the window closes"])
@pytest.mark.parametrize("step", ["_watch", "_count"])
def test_a_slow_stick_holds_nobody_and_can_be_left(
    open_window: Opened,
    workspace: Workspace,
    person: Person,
    stick: Stick,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    way: str,
) -> None:
    """While it is copied (`_watch`), and while pictures come along (`_count`)."""
    person.writes("Draft the essay 45m")
    window = open_window()
    slow = Slow(monkeypatch, step)
    hands = Backups(window, qtbot)
    hands.choose_file(stick.file)
    if step == "_count":
        hands.agree()
    qtbot.waitUntil(slow.begun.is_set)
    assert hands.dialog.words.text().startswith("Restoring" if step == "_count" else "Reading")
    assert not any(button.isEnabled() for button in hands.dialog._deeds())
    person.writes("Written meanwhile")
    assert titles(window) == ["Draft the essay", "Written meanwhile"]
    if way == "Stop":
        hands.click(hands.dialog.stop)
        hands.told(STOPPED)
    elif way == "Esc":
        QTest.keyClick(hands.dialog, ESC)
    elif way == "Close":
        hands.click(hands.dialog.buttons.button(QDialogButtonBox.StandardButton.Close))
    else:
        hands.dialog.finished.connect(slow.may_go_on)
        window.window().close()
    slow.may_go_on()
    qtbot.waitUntil(lambda: not jobs._running)
    assert left_over(workspace.folder) == []
    assert [entry.title for entry in workspace.page(TODAY).entries] == ["Draft the essay", "Written meanwhile"]
    assert workspace.store.backups() == ()


def test_the_files_are_exchanged_when_no_other_work_is_at_them(
    open_window: Opened, workspace: Workspace, person: Person, stick: Stick, qtbot: QtBot
) -> None:
    person.writes("Draft the essay 45m")
    window = open_window()
    may_end, read = threading.Event(), list[str]()
    store = workspace.store

    def other() -> None:
        assert may_end.wait(20)
        read.extend(entry.title for entry in store.page(TODAY).entries)

    hands = Backups(window, qtbot)
    jobs.run(other)
    hands.choose_file(stick.file)
    hands.agree()
    qtbot.waitUntil(lambda: (workspace.folder / pictures.FOLDER).exists() and len(jobs._running) == 1)
    assert titles(window) == ["Draft the essay"]
    assert hands.dialog.stop.isVisible()
    may_end.set()
    hands.restored()
    assert read == ["Draft the essay"]
    assert titles(window) == ["Pack the boxes", "Call the movers"]
    assert jobs.wait()


def test_an_exchange_that_fails_leaves_the_open_file(
    open_window: Opened, workspace: Workspace, person: Person, stick: Stick
) -> None:
    person.writes("Draft the essay 45m")
    window = open_window()
    incoming = restoring.fetch(workspace.folder, stick.file)
    incoming.copy.write_bytes(b"")  # the disk has lost it meanwhile
    with pytest.raises(StoreProblem):
        exchanged(workspace, incoming)
    assert titles(window) == ["Draft the essay"]
    person.writes("And on it goes")
    assert workspace.undo_label == "Add 'And on it goes'"
    assert outside(workspace.store.path) == "database is locked"
    assert left_over(workspace.folder) == []


def test_the_running_day_is_guarded_by_the_record_that_was_put_back(lived: Callable[..., Life], qtbot: QtBot) -> None:
    life = lived()
    life.writes("Draft the essay 2h")
    kept = life.store.backup()
    life.starts("Draft the essay")
    desk = GuardedHands(life, qtbot)
    assert life.wait(20).state == "working"
    exchanged(life.workspace, restoring.fetch(life.folder, kept.path))
    assert life.look().state == "idle"
    assert life.company.guardian.running is None
    life.wait(5)
    life.starts("Draft the essay")
    life.wait(10)
    assert life.guard.worked == dt.timedelta(minutes=10)
    assert life.record() == [("work", "09:25:00", "")]
    assert desk.window.page == life.page
    life.end = lambda: None  # type: ignore[method-assign]  # the window ends it
    desk.cover.quit()
    life.workspace.close()
    assert jobs.wait()


def test_a_timer_that_a_backup_holds_is_stopped_where_that_was_made(lived: Callable[..., Life], qtbot: QtBot) -> None:
    """And what was open until the restore has all of its time once that is taken back."""
    life = lived()
    life.writes("Draft the essay 2h")
    life.starts("Draft the essay")
    life.wait(20)
    kept = life.store.backup()
    os.utime(kept.path, (life.now.timestamp(),) * 2)
    life.wait(60)
    aside = exchanged(life.workspace, restoring.fetch(life.folder, kept.path, clock=life.workspace.now))
    assert aside is not None
    assert life.record() == [("work", "09:00:00", "09:20:00")]
    assert life.look().state == "idle"
    assert life.company.guardian.question() is None
    life.wait(1)
    back = aside.rename(aside.with_name("taken-back.sqlite3"))  # it is named by the clock of this machine
    exchanged(life.workspace, restoring.fetch(life.folder, back, clock=life.workspace.now))
    assert life.record() == [("work", "09:00:00", "10:20:00")]
    life.end = lambda: None  # type: ignore[method-assign]  # ended here, with the jobs that warm the store up
    life.company.end()
    life.workspace.close()
    assert jobs.wait()


def test_whoever_restores_is_told_of_a_timer_before_and_after(
    open_window: Opened, workspace: Workspace, person: Person, clock: Clock, qtbot: QtBot
) -> None:
    person.writes("Draft the essay 45m")
    essay = person.entry("Draft the essay")
    workspace.do(tracking.start(workspace.page(), essay.id, now=clock(), new=new_id()))
    clock.at(9)
    kept = workspace.store.backup()
    os.utime(kept.path, (clock().timestamp(),) * 2)
    clock.at(17)
    window = open_window()
    hands = Backups(window, qtbot)
    hands.dialog.restore_from(kept.path)
    told = "'Draft the essay' ran when it was made, and is stopped there: 23 Nov 2026, 09:00. "
    assert told in hands.asked().text()
    hands.agree()
    hands.restored()
    assert told in window.foot.words.text()
    assert workspace.running() is None
    assert jobs.wait()
