"""Schema steps: wholly or not at all, with a backup first, and no row lost. And the filled file of every schema."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from planner.domain.values import Page
from planner.store import backup, database, restoring
from planner.store.problems import StoreProblem
from planner.store.store import Store
from tests.store.days import DATE, a_picture, a_print, full_page, head, imported_tasks, made

DATABASES = Path(__file__).parents[1] / "databases"
NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "NEXT"
down_revision = "LAST"


def upgrade() -> None:
    op.add_column("entries", sa.Column("colour", sa.Text))
    with op.batch_alter_table("pages") as pages:
        pages.add_column(sa.Column("mood", sa.Integer))
    op.execute("UPDATE entries SET colour = 'blue'")
    FAIL
"""
NEWER = database.EPOCH + 1
FAILURES = {
    "an error of Python": "raise RuntimeError('broken step')",
    "an error of SQL": "op.execute('UPDATE nothing SET x = 1')",
    "a row left without its page": "op.execute(\"DELETE FROM pages\")",
}  # fmt: skip


def script(failure: str = "") -> str:
    return NEXT.replace("NEXT", f"{NEWER:04}").replace("LAST", f"{NEWER - 1:04}").replace("FAIL", failure)


@pytest.fixture
def filled(data_folder: Path) -> Path:
    store = Store.open(data_folder, head())
    store.apply(made(full_page()))
    store.close()
    return data_folder / database.FILE_NAME


@pytest.fixture
def next_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A further schema, as if it were the newest: a new column, and a table made anew under its children."""
    scripts = tmp_path / "migrations"
    shutil.copytree(database.MIGRATIONS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    step = scripts / "versions" / f"{NEWER:04}_next.py"
    step.write_text(script())
    monkeypatch.setattr(database, "EPOCH", NEWER)
    monkeypatch.setattr(database, "MIGRATIONS", scripts)
    return step


def dump(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    lines = list(connection.iterdump())
    connection.close()
    return lines


def test_an_older_file_is_brought_up_with_all_its_rows(filled: Path, next_schema: Path) -> None:
    store = Store.open(filled.parent, head())
    assert store.page(DATE) == full_page()
    assert store.undo_label() == "Made"
    with store._reading() as connection:
        assert database.version_of(connection) == NEWER
        assert connection.execute("SELECT DISTINCT colour FROM entries").fetchall() == [("blue",)]
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    store.close()


@pytest.mark.parametrize("failure", FAILURES)
def test_a_step_that_fails_leaves_the_old_schema_and_its_backup(filled: Path, next_schema: Path, failure: str) -> None:
    before = dump(filled)
    next_schema.write_text(script(FAILURES[failure]))
    for _ in range(20):
        with pytest.raises(StoreProblem, match="could not be brought up to date"):
            Store.open(filled.parent, head())
    assert dump(filled) == before
    kept = list((filled.parent / backup.FOLDER).iterdir())
    assert [path.name[:16] for path in kept] == [f"before-schema-{NEWER}-"]
    assert dump(kept[0]) == before
    next_schema.write_text(script())
    store = Store.open(filled.parent, head())
    assert store.page(DATE) == full_page()
    store.close()


def test_without_room_for_a_backup_nothing_is_migrated(filled: Path, next_schema: Path) -> None:
    before = dump(filled)
    (filled.parent / backup.FOLDER).write_text("a file where the backups should go")
    with pytest.raises(StoreProblem):
        Store.open(filled.parent, head())
    assert dump(filled) == before


def test_the_backup_from_before_can_be_restored_and_is_brought_up_again(filled: Path, next_schema: Path) -> None:
    Store.open(filled.parent, head()).close()
    kept = backup.backups(filled.parent)
    assert [database.examine(one.path).version for one in kept] == [NEWER - 1]
    restoring.restore(filled.parent, kept[0].name)
    store = Store.open(filled.parent, head())
    assert store.page(DATE) == full_page()
    store.close()


def test_every_schema_that_was_ever_in_use_has_its_filled_file() -> None:
    made_of = {path.stem for path in DATABASES.glob("*.sqlite3")}
    assert made_of == {f"{epoch:04}" for epoch in range(1, database.EPOCH + 1)}


def without_what_came_later(page: Page, schema: str) -> Page:
    """What a file of that schema could hold of a page."""
    if schema >= "0002":
        return page
    return replace(page, remarks=(), entries=tuple(replace(entry, off_screen=False) for entry in page.entries))


@pytest.mark.parametrize("schema", sorted(path.stem for path in DATABASES.glob("*.sqlite3")))
def test_a_file_of_an_old_schema_keeps_everything(data_folder: Path, schema: str) -> None:
    data_folder.mkdir()
    shutil.copyfile(DATABASES / f"{schema}.sqlite3", data_folder / database.FILE_NAME)
    store = Store.open(data_folder, head())
    assert store.page(DATE) == without_what_came_later(full_page(), schema)
    steps = store.history(DATE)
    assert [(step.kind, step.label) for step in steps] == [
        ("do", "Made"),
        ("do", "Retitled Twice thought over"),
        ("undo", "Retitled Twice thought over"),
    ]
    assert store.page_at(DATE, steps[1].number).entries[0].title == "Twice thought over"
    imported = {task.key: task for task in imported_tasks()} if schema >= "0003" else {}
    assert store.imported() == imported
    picture = a_picture()
    if schema >= "0004":
        assert store.page(picture.page).pictures == (picture,)
    last = "Import 3 tasks" if imported else "Made"
    assert (store.undo_label(), store.redo_label()) == (last, "Retitled Twice thought over")
    assert store.prints() == (a_print(),)
    assert store.check() == ()
    store.redo()
    while store.undo():
        pass
    assert store.imported() == {}
    assert store.page(picture.page).fresh
    assert store.page(DATE).fresh
    store.close()
