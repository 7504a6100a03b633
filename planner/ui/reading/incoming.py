"""What comes in to be read: files that were chosen or let fall, folders of them, a picture on the clipboard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter

from planner import paths

FILTER = f"Pictures of sheets ({' '.join('*' + ending for ending in paths.PICTURES)});;All files (*)"
MOST = 2000  # files of one folder
CLIPBOARD = "the clipboard"


class Source(NamedTuple):
    """A picture to read: a file, or what was on the clipboard. One of `many` is passed over if it is home already; of a
    `quiet` one, which nobody has named, nothing is said if it is no sheet.
    """

    name: str
    path: Path | None = None
    content: bytes = b""
    many: bool = False
    quiet: bool = False


def of_files(named: Iterable[Path]) -> list[Source]:
    """Files as they were named; of a folder the pictures in it, by their names."""
    found: list[Path] = []
    for path in named:
        found += _pictures_in(path) if path.is_dir() else [path]
    return [Source(each.name, each, many=len(found) > 1) for each in found]


def _pictures_in(folder: Path) -> list[Path]:
    try:
        return paths.pictures_in(folder)[:MOST]
    except OSError:
        return []


def files_of(data: QMimeData) -> list[Path]:
    """The files of a drag that may be pictures."""
    files = (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return [file for file in files if paths.is_picture(file.name) or file.is_dir()]


def of_clipboard() -> Sequence[Source]:
    """The files or the picture on the clipboard; nothing where there is neither."""
    data = QGuiApplication.clipboard().mimeData()
    if files := files_of(data):
        return of_files(files)
    image = QGuiApplication.clipboard().image()
    return [] if image.isNull() else [Source(CLIPBOARD, None, as_png(image))]


def as_png(image: QImage) -> bytes:
    return _written(image, b"PNG")


def as_jpeg(image: QImage) -> bytes:
    """A sixteenth of its pixels' bytes, and to the eye the same."""
    return _written(image, b"JPEG", 92)


def _written(image: QImage, kind: bytes, quality: int = -1) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(kind))
    writer.setQuality(quality)
    writer.write(image)
    return bytes(content.data())
