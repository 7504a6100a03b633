"""Small files of JSON beside the data: whole or not at all, and readable by their owner alone."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any


def read(file: Path) -> dict[str, Any] | None:
    """The file's keys; None when there is no such file or no such keys in it. Never raises."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return kept if isinstance(kept, dict) else None


def write(file: Path, values: dict[str, Any], *, synced: bool = False) -> None:
    """Put the values in place of the file, so that a crash leaves the old one or the new one. Raises OSError.

    `synced` waits for the disk: for what a person has written, not for what is noted every half minute.
    """
    import tempfile  # several milliseconds that no first page needs

    handle, name = tempfile.mkstemp(prefix=f".{file.stem}-", dir=file.parent)  # made with mode 0600
    try:
        with open(handle, "w", encoding="utf-8") as stream:
            stream.write(json.dumps(values, indent=2, sort_keys=True) + "\n")
            stream.flush()
            if synced:
                os.fsync(stream.fileno())
        os.replace(name, file)
    except BaseException:
        os.unlink(name)
        raise
