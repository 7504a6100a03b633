from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner import paths


@pytest.fixture(autouse=True)
def ask_anew() -> Iterator[None]:
    paths.resources.cache_clear()
    yield
    paths.resources.cache_clear()


def test_the_option_counts_before_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(paths.VARIABLE, str(tmp_path / "named"))
    assert paths.data_dir(tmp_path / "given") == tmp_path / "given"
    assert paths.data_dir() == tmp_path / "named"
    assert paths.data_dir("") == tmp_path / "named"


def test_without_either_the_system_has_a_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(paths.VARIABLE)
    folder = paths.data_dir()
    assert folder.is_absolute()
    assert paths.NAME in folder.parts


def test_a_folder_is_made_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    assert paths.data_dir("book") == tmp_path / "book"
    assert paths.data_dir("~/book") == tmp_path / "home" / "book"


def test_the_checkout_has_its_resources_beside_the_package() -> None:
    assert (paths.resources() / "fonts" / "Inter-Regular.ttf").is_file()


def test_an_installed_package_has_them_inside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "planner" / "resources" / "fonts").mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "planner" / "paths.py"))
    assert paths.resources() == tmp_path / "planner" / "resources"


def test_a_frozen_build_has_them_where_it_unpacks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "planner" / "resources" / "fonts").mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resources() == tmp_path / "planner" / "resources"


def test_an_installation_without_them_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "planner" / "paths.py"))
    with pytest.raises(FileNotFoundError, match=r"not whole\. Please install it again\."):
        paths.resources()
