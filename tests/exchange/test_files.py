"""What is no text, too big, or not there is refused in one sentence, by size before it is read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from planner.exchange import Unreadable
from planner.exchange.files import SIZE_LIMIT, text_of
from planner.exchange.table import opened

REFUSED = {
    "a PDF": (b"%PDF-1.7\n%\xe2", "is a PDF: save it as CSV in UTF-8"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0", "is a picture"),
    "a sheet": (b"PK\x03\x04\x14\0", "is an Excel sheet or another packed file"),
    "an old sheet": (b"\xd0\xcf\x11\xe0\xa1\xb1", "is an Excel sheet"),
    "a database": (b"SQLite format 3\0", "is a database"),
    "no text": (b"date,actual\n2020-01-01,\x005", "is no text"),
    "UTF-16": ("date,actual".encode("utf-16"), "is written in UTF-16"),
    "Latin-1": ("date,title,actual\n2020-01-01,Müll,5".encode("latin-1"), r"not written in UTF-8 \(line 2\)"),
    "nothing": (b"", "is empty"),
    "nothing but gaps": (b"\xef\xbb\xbf\r\n  \r\n", "is empty"),
    "JSON of another": (b'{"tasks": []}', "is no backup of Super Productivity"),
    "broken JSON": (b'{"data": {"task": ', "begins like JSON and is none"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_history_is_refused_in_one_sentence(tmp_path: Path, kind: str) -> None:
    raw, words = REFUSED[kind]
    path = tmp_path / "old.csv"
    path.write_bytes(raw)
    with pytest.raises(Unreadable, match=words) as refusal:
        opened(path)
    assert "\n" not in str(refusal.value)


def test_a_file_is_refused_by_its_size_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(2_000_000_000)  # a hole: it takes no room
    with pytest.raises(Unreadable, match=r"huge.csv has more than 50 MB: import it in parts\."):
        text_of(path)


def test_a_file_as_large_as_may_be_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    path.write_bytes(b"x" * SIZE_LIMIT)
    assert len(text_of(path)) == SIZE_LIMIT


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="is a folder: name a file in it"):
        text_of(tmp_path)
    with pytest.raises(Unreadable, match="There is no file"):
        text_of(tmp_path / "gone.csv")
    with pytest.raises(Unreadable, match="cannot be read"):
        text_of(tmp_path / "nul\0name.csv")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Unreadable, match="not a file that can be read through"):
        text_of(tmp_path / "pipe")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    path = tmp_path / "locked.csv"
    path.write_text("date,actual")
    path.chmod(0)
    with pytest.raises(Unreadable, match="may not be read"):
        text_of(path)
