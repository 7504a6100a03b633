"""A sheet on paper for the tests of the window: printed by the product, written on, and laid into a picture file."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from planner.paper.export import Print, day_print
from planner.paper.plan import Options
from planner.store.prints import Print as Kept
from planner.workspace import Workspace
from tests.paper.reader.sheets import Paper


def printed(workspace: Workspace, date: dt.date, **options: Any) -> Paper:
    """The sheet of a page as it stands, remembered as the print dialog does."""
    made = day_print(workspace.page(date), Options(**options), workspace.store.number(date))
    remember(workspace, made)
    return Paper(made)


def remember(workspace: Workspace, made: Print) -> None:
    sheets = tuple(json.loads(json.dumps([sheet.as_json() for sheet in made.sheets])))
    kept = Kept(made.id, made.page, made.edit, made.kind, "sheet.pdf", workspace.now(), made.options_json(), sheets)
    workspace.store.keep_print(kept)


def photo(paper: Paper, file: Path) -> Path:
    file.write_bytes(paper.jpeg())
    return file


def write(paper: Paper, mark: str) -> Paper:
    """Something like handwriting on a line."""
    x, y, w, h = paper.places[mark].rect
    middle = y + h * 0.55
    points = [(x + 2 + i * 1.1, middle + (1.1 if i % 2 else -1.1)) for i in range(int((w - 6) / 1.3))]
    return paper.stroke(*points, width=0.45)
