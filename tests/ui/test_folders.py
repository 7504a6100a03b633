"""A dialog for files begins in a folder that is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths

from planner.ui import folders


@pytest.mark.parametrize("there", [True, False])
def test_a_folder_that_is_not_there_gives_way_to_the_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    places = {folders.Kind.PicturesLocation: tmp_path / "Pictures", folders.Kind.HomeLocation: tmp_path}
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda kind: str(places[kind]))
    if there:
        (tmp_path / "Pictures").mkdir()
    assert folders.usual(folders.Kind.PicturesLocation) == str(tmp_path / "Pictures" if there else tmp_path)
