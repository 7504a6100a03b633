from __future__ import annotations

import datetime as dt
import json
import os
import stat
import tempfile
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.print_choice import PrintChoice, Profile
from planner.settings import DAMAGED, FILE, GUARD, RANGES, Settings, SettingsProblem, load, remember_sitting, save

NINE = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)


def test_a_new_person_has_the_defaults_of_the_laws(data_folder: Path) -> None:
    assert load(data_folder) == Settings(limit=120, recharge=30, day_start=240, opens=480, closes=1080, capacity=360)
    assert not data_folder.exists()


def test_what_was_saved_is_loaded(data_folder: Path) -> None:
    mine = Settings(limit=25, recharge=5, theme="dark", clock24=False, left_handed=True, motion=False, zoom=150)
    save(data_folder, mine)
    assert load(data_folder) == mine


def test_profiles_of_paper_are_kept_each_under_its_name(data_folder: Path) -> None:
    notebook, fridge = PrintChoice(kind="spread", duplex="long", left_handed=True), PrintChoice(kind="week")
    mine = Settings().with_profile("My notebook", PrintChoice()).with_profile("Fridge", fridge)
    mine = mine.with_profile(" my notebook", notebook)
    save(data_folder, mine)
    read = load(data_folder)
    assert read == mine
    assert [each.name for each in read.profiles] == ["Fridge", "my notebook"]
    assert read.profile("MY NOTEBOOK ") == notebook
    assert read.profile("other") is None


def test_a_profile_without_a_name_of_its_own_is_refused() -> None:
    one = Profile("mine", PrintChoice())
    with pytest.raises(ValueError, match="a name of one line and its own"):
        Settings(profiles=(one, Profile("Mine", PrintChoice())))


def test_keys_of_a_later_version_stay_in_the_file(data_folder: Path) -> None:
    data_folder.mkdir()
    (data_folder / FILE).write_text(json.dumps({"limit": 90, "sundial": {"north": True}}))
    save(data_folder, load(data_folder))
    kept = json.loads((data_folder / FILE).read_text())
    assert kept["sundial"] == {"north": True}
    assert kept["limit"] == 90


@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe", b"[1, 2]", b"{", b"null", b"[" * 100_000, b"9" * 10_000])
def test_a_damaged_file_reads_as_defaults_and_is_kept_aside(data_folder: Path, content: bytes) -> None:
    data_folder.mkdir()
    (data_folder / FILE).write_bytes(content)
    assert load(data_folder) == Settings()
    assert (data_folder / FILE).read_bytes() == content
    save(data_folder, Settings(limit=90))
    assert load(data_folder).limit == 90
    assert (data_folder / DAMAGED).read_bytes() == content


@pytest.mark.parametrize(
    ("kept", "name"),
    [
        ({"limit": 9}, "limit"),
        ({"limit": "120"}, "limit"),
        ({"recharge": True}, "recharge"),
        ({"zoom": 1e9}, "zoom"),
        ({"theme": ["dark"]}, "theme"),
        ({"motion": 1}, "motion"),
        ({"opens": 1080, "closes": 480}, "opens"),
        ({"warning": 0}, "warning"),
        ({"suggestions": []}, "suggestions"),
        ({"sit_marks": [0]}, "sit_marks"),
        ({"profiles": "mine"}, "profiles"),
        ({"profiles": [{"name": ""}, 7]}, "profiles"),
    ],
)
def test_only_the_value_that_makes_no_sense_is_left_out(data_folder: Path, kept: dict[str, object], name: str) -> None:
    data_folder.mkdir()
    (data_folder / FILE).write_text(json.dumps({"capacity": 300, **kept}))
    assert load(data_folder).capacity == 300
    assert getattr(load(data_folder), name) == getattr(Settings(), name)


@given(st.dictionaries(st.sampled_from([f.name for f in fields(Settings)]), st.integers() | st.booleans() | st.text()))
def test_any_file_reads_as_lawful_settings(kept: dict[str, object]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, FILE).write_text(json.dumps(kept))
        read = asdict(load(Path(folder)))
    assert all(low <= read[name] <= high for name, (low, high) in RANGES.items())


def test_a_value_out_of_range_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match="recharge cannot be 2: it lies between 3 and 120"):
        Settings(recharge=2)
    with pytest.raises(ValueError, match="hours end before they begin"):
        Settings(opens=900, closes=900)


def test_a_recharge_is_announced_since_only_then_it_can_be_put_off() -> None:
    with pytest.raises(ValueError, match="warning cannot be 0: it lies between 1 and 10"):
        Settings(warning=0)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"suggestions": ()}, "Write at least one thing to do away from the screen, one a line."),
        ({"feelings": ()}, "Write at least one feeling to choose from, one a line."),
        (
            {"suggestions": ("tea", "secret" * 52)},
            "A line of the suggestions is 312 characters long: 200 are kept at most.",
        ),
        ({"feelings": ("secret" * 52,)}, "A line of the feelings is 312 characters long: 200 are kept at most."),
        ({"suggestions": ("secret",) * 41}, "The suggestions are 41 lines: 40 are kept at most."),
        (
            {"feelings": ("secret\nsecret",)},
            "A line of the feelings is empty or more than one: write each on a line of its own.",
        ),
        ({"feelings": (" ",)}, "A line of the feelings is empty or more than one: write each on a line of its own."),
        ({"feelings": ("secret", 7)}, "The feelings are lines of words."),
        ({"suggestions": "secret"}, "The suggestions are lines of words."),
        ({"sit_marks": (0, 500)}, "The bells in between ring at minutes from 1 to 180."),
        ({"sit_marks": ("secret",)}, "The bells in between ring at minutes from 1 to 180."),
        ({"sit_marks": tuple(range(1, 42))}, "There are 41 bells in between: 40 are kept at most."),
    ],
)
def test_what_a_person_wrote_is_judged_in_a_sentence_that_repeats_none_of_it(
    values: dict[str, Any], words: str
) -> None:
    with pytest.raises(ValueError, match=r"[.]$") as raised:
        Settings(**values)
    assert str(raised.value) == words


def test_what_ends_a_meditation_is_kept_beside_what_is_there(data_folder: Path) -> None:
    remember_sitting(data_folder, NINE)  # there is no such folder: nobody is told, nothing breaks
    data_folder.mkdir()
    (data_folder / GUARD).write_text('{"seen": "yesterday"}')
    remember_sitting(data_folder, NINE)
    assert json.loads((data_folder / GUARD).read_text()) == {
        "seen": "yesterday",
        "sitting": "2026-11-23T09:00:00+00:00",
    }
    remember_sitting(data_folder, None)
    assert json.loads((data_folder / GUARD).read_text()) == {"seen": "yesterday"}


def test_a_night_owl_may_work_past_midnight() -> None:
    assert Settings(opens=20 * 60, closes=2 * 60).closes == 120
    assert Settings(opens=8 * 60, closes=4 * 60).closes == 240  # the whole page, up to the next day start


def test_a_page_head_takes_the_rules_along() -> None:
    head = Settings(limit=52, recharge=17, day_start=300, capacity=200).head(dt.date(2026, 11, 23), "Europe/Berlin")
    assert (head.date, head.zone) == (dt.date(2026, 11, 23), "Europe/Berlin")
    assert (head.limit, head.recharge, head.day_start, head.capacity) == (52, 17, 300, 200)
    assert (head.opens, head.closes, head.closed) == (480, 1080, False)


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX")
def test_only_the_owner_can_read_them(data_folder: Path) -> None:
    before = os.umask(0)
    try:
        save(data_folder, Settings())
        save(data_folder, Settings(limit=90))
    finally:
        os.umask(before)
    assert stat.S_IMODE(data_folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((data_folder / FILE).stat().st_mode) == 0o600
    assert [file.name for file in data_folder.iterdir()] == [FILE]


def test_a_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "planner").write_text("mine")
    with pytest.raises(SettingsProblem, match="could not be kept in"):
        save(tmp_path / "planner", Settings())
    assert (tmp_path / "planner").read_text() == "mine"


def test_a_write_that_fails_leaves_the_old_file(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(data_folder, Settings(limit=90))

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SettingsProblem, match="No space left on device"):
        save(data_folder, Settings(limit=52))
    assert load(data_folder).limit == 90
    assert [file.name for file in data_folder.iterdir()] == [FILE]
