"""A print as a file: whole or not at all."""

from __future__ import annotations

import datetime as dt
import errno
import os
from pathlib import Path

import pytest

from planner.domain.edits import page_of
from planner.paper.export import PaperProblem, print_id, write_day, write_days
from planner.paper.plan import Options
from tests.paper.days import day, head, real_day


def test_a_print_remembers_what_a_reader_needs(tmp_path: Path) -> None:
    target = tmp_path / "day.pdf"
    one = write_day(real_day(), target, Options(), 7)
    assert target.read_bytes().startswith(b"%PDF")
    assert (one.page, one.kind, one.edit, one.file) == (dt.date(2026, 11, 23), "day", 7, str(target))
    said = one.as_json()
    assert list(said) == ["id", "page", "kind", "file", "sheets"]
    assert list(said["sheets"][0]) == ["number", "width", "height", "name", "marks"]
    assert one.options_json()["clock24"] is True


def test_a_page_keeps_its_print_id_and_its_bytes(tmp_path: Path) -> None:
    first = write_day(real_day(), tmp_path / "a.pdf", Options(), 7)
    second = write_day(real_day(), tmp_path / "b.pdf", Options(), 7)
    assert first.id == second.id
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_the_print_id_is_the_same_tomorrow() -> None:
    """Kept in people's files: a change here makes old paper unreadable, and needs a new layout version."""
    assert print_id(day(("work", "9:00", 30, "Email", None)), Options(), 7) == "325151079850"


def test_another_edit_page_person_or_option_has_another_print_id() -> None:
    page = day(("work", "9:00", 30, "Email", None))
    other = day(("event", "9:00", 30, "Email", None))
    empty = page_of(head(date=dt.date(2026, 11, 24)))
    ids = {
        print_id(page, Options(), 7),
        print_id(page, Options(), 8),
        print_id(page, Options(left_handed=True), 7),
        print_id(other, Options(), 7),
        print_id(empty, Options(), 7),
    }
    assert len(ids) == 5
    assert all(len(one) == 12 and one.isdigit() for one in ids)


def test_an_option_that_comes_later_changes_no_old_id() -> None:
    page = day(("work", "9:00", 30, "Email", None))
    assert print_id(page, Options(), 7) == print_id(page, Options(left_handed=False, chance=""), 7)
    assert print_id(page, Options(chance="78 % by 18:00"), 7) != print_id(page, Options(), 7)


def test_a_range_of_days_is_one_file_and_a_print_for_each(tmp_path: Path) -> None:
    pages = [page_of(head(date=dt.date(2026, 11, number))) for number in (23, 24, 25)]
    prints = write_days(pages, tmp_path / "week.pdf", Options(), 7)
    assert [one.page.day for one in prints] == [23, 24, 25]
    assert prints[0].id == write_day(pages[0], tmp_path / "one.pdf", Options(), 7).id


def refusal(target: Path) -> str:
    with pytest.raises(PaperProblem) as caught:
        write_day(real_day(), target, Options(), 7)
    return str(caught.value)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert "There is no folder" in refusal(tmp_path / "none" / "day.pdf")


def test_a_file_in_the_way_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("words")
    assert "There is no folder" in refusal(tmp_path / "file" / "day.pdf")


def test_a_name_that_is_too_long_is_said(tmp_path: Path) -> None:
    assert "too long" in refusal(tmp_path / ("x" * 300))


def test_a_read_only_file_is_left_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "day.pdf"
    target.write_text("before")
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root is refused nothing
    assert "may not be written" in refusal(target)
    assert target.read_text() == "before"


@pytest.mark.skipif(not Path("/sys/kernel").exists(), reason="a folder that refuses even root")
def test_a_folder_that_refuses_is_said() -> None:
    assert "cannot be written" in refusal(Path("/sys/day.pdf"))


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "disk of"), (errno.EACCES, "cannot be written"), (errno.EIO, "cannot be written")],
)
def test_what_fails_half_way_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    target = tmp_path / "day.pdf"
    target.write_text("before")

    def fail(descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    assert words in refusal(target)
    assert target.read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["day.pdf"]


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.pdf", tmp_path / "link.pdf"
    real.write_text("before")
    link.symlink_to(real)
    write_day(real_day(), link, Options(), 7)
    assert link.is_symlink()
    assert real.read_bytes().startswith(b"%PDF")


def test_no_day_is_no_print(tmp_path: Path) -> None:
    with pytest.raises(PaperProblem, match="no day"):
        write_days([], tmp_path / "day.pdf", Options(), 7)
