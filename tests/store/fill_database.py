"""Make the filled file of the newest schema, before that schema is released: `python -m tests.store.fill_database`."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from pathlib import Path

from planner.store import database
from planner.store.store import Store
from tests.store.days import (
    DATE,
    a_picture,
    a_print,
    an_import,
    full_page,
    head,
    imported_tasks,
    made,
    pictured,
    retitled,
)

TARGET = Path(__file__).parents[1] / "databases" / f"{database.EPOCH:04}.sqlite3"


def main() -> None:
    clock = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC)
    with tempfile.TemporaryDirectory() as room:
        store = Store.open(Path(room) / "planner", head(), clock=lambda: clock)
        store.apply(made(full_page()))
        picture = a_picture()
        store.apply(pictured(store.page(picture.page, head(picture.page)), picture))
        store.keep_import(an_import(), imported_tasks())
        store.apply(retitled(store.page(DATE), full_page().entries[0].id, "Twice thought over"))
        store.undo()
        store.keep_print(a_print())
        store.close()
        shutil.copyfile(store.path, TARGET)


if __name__ == "__main__":
    if TARGET.exists():
        raise SystemExit(f"{TARGET} is there already: a released file is never made again.")
    main()
