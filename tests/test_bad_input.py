"""What a data folder and a data file can be instead of what they should be: one sentence, and nothing lost."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner import cli
from tests.terminal import Terminal, one_sentence

ROOT = Path(__file__).parent.parent
FILE = "planner.sqlite3"
NOBODY = 65534
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="done with Linux's own means")


@pytest.fixture
def planner(data_folder: Path, capfd: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(data_folder, capfd)


@pytest.fixture
def filled(planner: Terminal) -> Terminal:
    for rank in (1, 2, 3):
        planner.add(f"Task {rank} 45m !{rank} {8 + rank}:00")
    return planner


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that every user of the machine can reach (pytest's own is closed to others)."""
    folder = Path(tempfile.mkdtemp(prefix="planner-public-"))
    folder.chmod(0o777)
    yield folder
    shutil.rmtree(folder)


def digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def refused_in_every_way(planner: Terminal) -> set[str]:
    """The sentences of a read, a change and a print; the folder stays as it is, byte for byte."""
    before = digests(planner.folder)
    said = {
        planner.refused(*words)
        for words in (["show"], ["add", "Tea"], ["undo"], ["print", "--to", os.devnull + "/x.pdf"])
    }
    assert digests(planner.folder) == before
    return said


# The folder


def test_a_folder_that_is_a_file(planner: Terminal) -> None:
    planner.folder.write_text("my notes", encoding="utf-8")
    assert "is a file, not a folder" in planner.refused("add", "Tea")
    assert "is a file, not a folder" in planner.refused("show")
    assert planner.folder.read_text(encoding="utf-8") == "my notes"


def test_a_folder_below_a_file(planner: Terminal) -> None:
    planner.folder.write_text("my notes", encoding="utf-8")
    assert cli.main(["--data-dir", str(planner.folder / "deep" / "er"), "show"]) == 2


def as_nobody(*words: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    """A command as an ordinary user: root is refused nothing."""
    user = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    environment = {"PATH": os.environ["PATH"], "TZ": "UTC", "HOME": "/nonexistent"}
    command = [*user, sys.executable, "-m", "planner", "--data-dir", str(folder), *words]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False, timeout=60)


def needs_another_user() -> None:
    if os.geteuid() != 0 or shutil.which("setpriv") is None:
        pytest.skip("only root can become another user, through setpriv")
    if as_nobody("--version", folder=Path("/nonexistent")).returncode != 0:
        pytest.skip("this checkout cannot be read by another user")


def refused_as_nobody(folder: Path) -> list[str]:
    said = [as_nobody(*words, folder=folder) for words in (["show"], ["add", "Tea"], ["backup"])]
    assert {one.returncode for one in said} == {2}, said
    return [one_sentence(one.stderr.decode()) for one in said]


@linux_only
def test_a_folder_that_may_only_be_read(public_folder: Path) -> None:
    needs_another_user()
    folder = public_folder / "planner"
    assert as_nobody("add", "Kept", folder=folder).returncode == 0
    before = digests(folder)
    folder.chmod(0o500)
    for sentence in refused_as_nobody(folder):
        assert "give yourself the right to write it" in sentence
    folder.chmod(0o700)
    (folder / FILE).chmod(0o400)
    for sentence in refused_as_nobody(folder):
        assert "give yourself the right to write it" in sentence
    assert digests(folder) == before


@linux_only
def test_a_folder_of_another_user(public_folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    needs_another_user()
    Terminal(public_folder / "planner", capfd).add("Mine")
    before = digests(public_folder)
    for mode in (0o700, 0o755, 0o777):
        (public_folder / "planner").chmod(mode)
        for sentence in refused_as_nobody(public_folder / "planner"):
            assert "another" in sentence
    assert digests(public_folder) == before


@linux_only
def test_a_new_folder_where_nobody_may_make_one() -> None:
    needs_another_user()
    for sentence in refused_as_nobody(Path("/etc/planner-of-nobody")):
        assert "name another folder" in sentence


@linux_only
def test_a_full_disk(tmp_path: Path) -> None:
    """A small disk of its own: full, it refuses and keeps what was acknowledged; with room again, it goes on."""
    if subprocess.run(["unshare", "-rm", "true"], check=False, capture_output=True).returncode != 0:
        pytest.skip("this machine lets nobody mount a small disk")
    script = f"""
        mount -t tmpfs -o size=600k none {tmp_path} || exit 9
        planner="{sys.executable} -m planner --data-dir {tmp_path}/planner"
        $planner add First >/dev/null || exit 8
        head -c 400000 /dev/zero >{tmp_path}/ballast 2>/dev/null
        $planner add "$(printf 'x%.0s' $(seq 400))" >/dev/null 2>{tmp_path.parent}/said
        echo "status $?"
        $planner show 2>/dev/null || echo "unreadable"
        rm {tmp_path}/ballast
        $planner add Second || echo "unusable"
    """
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script], cwd=ROOT, capture_output=True, check=False, timeout=60
    )
    status, full, after = done.stdout.decode().splitlines()
    assert status == "status 2", done
    assert "disk is full" in one_sentence((tmp_path.parent / "said").read_text(encoding="utf-8"))
    assert full == "unreadable" or [entry["title"] for entry in json.loads(full)["entries"]] == ["First"]
    assert [entry["title"] for entry in json.loads(after)["page"]["entries"]] == ["First", "Second"]


# The file


def test_a_file_of_zero_bytes(filled: Terminal) -> None:
    (filled.folder / FILE).write_bytes(b"")
    assert all("is damaged" in said for said in refused_in_every_way(filled))


@pytest.mark.parametrize("kept", [10, 100, 4096, 20_000, -4096])
def test_a_file_that_was_cut_off(kept: int, filled: Terminal) -> None:
    whole = (filled.folder / FILE).read_bytes()
    (filled.folder / FILE).write_bytes(whole[:kept])
    assert all("damaged" in said for said in refused_in_every_way(filled))


@pytest.mark.parametrize("seed", range(3))
def test_a_file_of_random_bytes(seed: int, filled: Terminal) -> None:
    (filled.folder / FILE).write_bytes(random.Random(seed).randbytes(30_000))
    assert all("is damaged" in said for said in refused_in_every_way(filled))


def test_a_file_of_another_program(filled: Terminal) -> None:
    (filled.folder / FILE).unlink()
    other = sqlite3.connect(filled.folder / FILE)
    other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()
    assert all("belongs to another program" in said for said in refused_in_every_way(filled))


def test_a_file_of_a_newer_planner(filled: Terminal) -> None:
    newer = sqlite3.connect(filled.folder / FILE)
    newer.execute("PRAGMA user_version = 999")
    newer.close()
    assert all("was written by a newer planner" in said for said in refused_in_every_way(filled))


def test_a_file_that_is_a_folder(planner: Terminal) -> None:
    (planner.folder / FILE).mkdir(parents=True)
    assert all("is not a file" in said for said in refused_in_every_way(planner))


def test_a_file_that_another_program_has_locked(filled: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "LOCK_PATIENCE", 0.05)
    holder = sqlite3.connect(filled.folder / FILE)
    holder.execute("BEGIN EXCLUSIVE")
    for words in (["show"], ["add", "Tea"], ["backup"], ["restore", "newest"], ["doctor"]):
        assert "Another program has" in filled.refused(*words), words
    holder.close()
    assert len(filled.do("show")["entries"]) == 3


def test_a_file_that_is_gone_though_there_are_backups(filled: Terminal) -> None:
    filled.do("backup")
    (filled.folder / FILE).unlink()
    assert "there are backups of it" in filled.refused("show")
    filled.do("restore", "newest")
    assert len(filled.do("show")["entries"]) == 3


def test_damage_within_is_seen_by_the_doctor_and_left_to_a_person(filled: Terminal) -> None:
    path = filled.folder / FILE
    whole = bytearray(path.read_bytes())
    for at in range(4096 * 2, 4096 * 14, 4096):  # the head of each page of the tables
        whole[at : at + 8] = b"\xa5" * 8
    path.write_bytes(whole)
    said = filled.run("doctor")
    assert said.status == 3
    assert "restore" in one_sentence(said.stderr)
    assert said.json["healthy"] is False
    assert said.json["findings"]
    assert path.read_bytes() == whole


def test_a_backup_that_is_none(filled: Terminal, tmp_path: Path) -> None:
    other = tmp_path / "holiday.sqlite3"
    for content in (b"", b"no backup at all" * 500):
        other.write_bytes(content)
        before = digests(filled.folder)
        filled.refused("restore", str(other))
        assert digests(filled.folder) == before
    assert len(filled.do("show")["entries"]) == 3


def test_a_fourth_priority_by_the_back_door(filled: Terminal) -> None:
    fourth = filled.add("Fourth")
    thief = sqlite3.connect(filled.folder / FILE)
    for rank in (1, 2, 3, 4, 0):
        with pytest.raises(sqlite3.IntegrityError):
            thief.execute("UPDATE entries SET rank = ? WHERE id = ?", (rank, fourth))
    thief.close()


def test_settings_that_make_no_sense_are_read_as_defaults(filled: Terminal) -> None:
    (filled.folder / "settings.json").write_text('{"day_start": "NaN", "limit": -5', encoding="utf-8")
    assert len(filled.do("show")["entries"]) == 3
