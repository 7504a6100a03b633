"""Where things lie: a person's data, pictures of sheets, and the resources that come with the program."""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from pathlib import Path

NAME = "timebox-planner"
VARIABLE = "TIMEBOX_PLANNER_DATA"
# The endings of files that may show a sheet that was filled in.
PICTURES = (".jpg", ".jpeg", ".png", ".heic", ".heif", ".tif", ".tiff", ".pdf", ".webp", ".bmp", ".gif")


def data_dir(override: str | os.PathLike[str] | None = None) -> Path:
    """The folder of the data file, its backups and the settings; absolute, and not necessarily there yet.

    The first that is given counts: `--data-dir`, the environment variable, the system's own place for user data.
    """
    named = os.fspath(override) if override else os.environ.get(VARIABLE)
    if named:
        return Path(os.path.abspath(os.path.expanduser(named)))
    from platformdirs import user_data_path  # 5 ms that most starts under test or with --data-dir need not pay

    return user_data_path(NAME, appauthor=False)


def is_picture(name: str) -> bool:
    return os.path.splitext(name)[1].lower() in PICTURES


def pictures_in(folder: Path) -> list[Path]:
    """The files of a folder that may show a filled-in sheet, by their names. Raises OSError."""
    return sorted(each for each in folder.iterdir() if is_picture(each.name) and each.is_file())


@lru_cache(maxsize=1)
def resources() -> Path:
    """The folder of fonts and icons: inside the package when installed or frozen, beside it in a checkout.

    Raises FileNotFoundError, in a sentence, when an installation came without them.
    """
    for folder in _places():
        if (folder / "fonts").is_dir():
            return folder
    raise FileNotFoundError("The planner's fonts are missing: this installation is not whole. Please install it again.")


def _places() -> list[Path]:
    package = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)  # where a PyInstaller build unpacks its data
    unpacked = [Path(frozen) / "planner" / "resources"] if frozen else []
    return [*unpacked, package / "resources", package.parent / "resources"]
