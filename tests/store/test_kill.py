"""Killed in the middle of its edits, the planner loses none that it had acknowledged, and no file of theirs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from planner.domain.values import Entry
from planner.store import database, pictures
from planner.store.store import Store
from tests.store.days import DATE, a_picture, head, pictured, start_page

EDITS = 200
WRITER = """
import sys
from pathlib import Path
from planner.domain.values import Entry
from planner.store.store import Store
from tests.store.days import DATE, head, retitled, start_page

store = Store.open(Path(sys.argv[1]), head())
if store.page(DATE).fresh:
    start_page(store, Entry("e", DATE, "1"))
for _ in range(int(sys.argv[2])):
    number = store.number(DATE)
    acknowledged = store.apply(retitled(store.page(DATE), "e", str(number + 1)))
    print(acknowledged, flush=True)
sys.stdin.read()
"""


def killed_after(folder: Path, acknowledged: int) -> int:
    """Start a writer of 200 edits, kill it at once after its n-th answer; returns the last number that it gave."""
    command = [sys.executable, "-c", WRITER, str(folder), str(EDITS)]
    writer = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ})
    assert writer.stdout is not None
    last = 0
    for _ in range(acknowledged):
        last = int(writer.stdout.readline())
    writer.send_signal(signal.SIGKILL)
    rest = writer.stdout.read()  # with what was read ahead of the last line, which communicate() would pass over
    writer.communicate()
    whole_lines = rest[: rest.rfind("\n") + 1].split()
    return int(whole_lines[-1]) if whole_lines else last


@pytest.mark.skipif(os.name != "posix", reason="there is no kill -9 here")
def test_kill_9_in_the_middle_of_200_edits_loses_no_acknowledged_one(tmp_path: Path) -> None:
    folder = tmp_path / "planner"
    for acknowledged in (1, 7, 60, 133, EDITS - 1):
        last = killed_after(folder, acknowledged)
        store = Store.open(folder, head())
        assert store.unclean
        assert store.check() == ()
        number = store.number(DATE)
        assert number in (last, last + 1)  # one may have been on the disk before its answer was out
        assert store.page(DATE).entries[0].title == str(number)
        assert store.undo_label() == f"Retitled {number}"
        store.close()


@pytest.mark.skipif(os.name != "posix", reason="there is no kill -9 here")
def test_killed_while_it_makes_its_file_it_can_be_started_again(tmp_path: Path) -> None:
    folder = tmp_path / "planner"
    code = (
        "import os, signal, sys; from pathlib import Path\n"
        "from planner.store import folder; from planner.store.store import Store\n"
        "folder.put_in_place = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)\n"
        "Store.open(Path(sys.argv[1]))"
    )
    assert subprocess.run([sys.executable, "-c", code, folder], check=False).returncode == -signal.SIGKILL
    assert not (folder / database.FILE_NAME).exists()
    store = Store.open(folder, head())
    assert store.page(DATE).fresh
    store.close()


KEEPING = """
import os, signal, sys
from pathlib import Path
from planner.store import folder, writing
from planner.store.store import Store
from tests.store.days import DATE, a_picture, head, pictured
store = Store.open(Path(sys.argv[1]), head())
WHERE = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
picture = a_picture(DATE)
store.apply(pictured(store.page(DATE), picture), {picture.id: b"what it shows"})
"""


@pytest.mark.skipif(os.name != "posix", reason="there is no kill -9 here")
@pytest.mark.parametrize(("where", "left"), [("folder.put_in_place", 0), ("writing.keep_edit", 1)])
def test_killed_while_it_keeps_a_picture_no_row_is_without_its_file(tmp_path: Path, where: str, left: int) -> None:
    place = tmp_path / "planner"
    store = Store.open(place, head())
    start_page(store, Entry("essay", DATE, "Essay"))
    store.close()
    killed = subprocess.run([sys.executable, "-c", KEEPING.replace("WHERE", where), place], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert len(list((place / pictures.FOLDER).glob("*.webp"))) == left
    store = Store.open(place, head())
    assert store.page(DATE).pictures == ()
    picture = a_picture(DATE)
    store.apply(pictured(store.page(DATE), picture), {picture.id: b"what it shows"})
    assert store.picture(picture.id) == b"what it shows"
    assert store.doctor().well
    store.close()
