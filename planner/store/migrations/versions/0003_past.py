"""Tasks of the past, taken over from files of other programs, and the fact of each import.

The tasks name their import without a reference: while it is undone they wait for it to be done again.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import CheckConstraint, Column, Integer, PrimaryKeyConstraint, Text, text

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "imports",
        Column("id", Text, nullable=False),
        Column("page", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("tasks", Integer, nullable=False),
        PrimaryKeyConstraint("id", name="imports_key"),
        CheckConstraint("length(page) = 10", name="imports_page"),
        CheckConstraint("tasks > 0", name="imports_tasks"),
        sqlite_strict=True,
    )
    op.create_table(
        "past_tasks",
        Column("number", Integer, nullable=False),
        Column("import_id", Text, nullable=False),
        Column("line", Integer, nullable=False),
        Column("key", Text, nullable=False),
        Column("day", Text, nullable=False),
        Column("title", Text, nullable=False),
        Column("tags", Text, nullable=False),
        Column("project", Text),
        Column("estimate_ms", Integer),
        Column("actual_ms", Integer, nullable=False),
        Column("finished", Integer, nullable=False),
        PrimaryKeyConstraint("number", name="past_tasks_key"),
        CheckConstraint("length(day) = 10", name="past_tasks_day"),
        CheckConstraint("length(title) <= 500", name="past_tasks_title"),
        CheckConstraint("estimate_ms > 0", name="past_tasks_estimate"),
        CheckConstraint("actual_ms > 0", name="past_tasks_actual"),
        CheckConstraint("finished IN (0, 1)", name="past_tasks_finished"),
        sqlite_strict=True,
    )
    op.create_index("past_tasks_import", "past_tasks", ["import_id"])
    op.create_index("past_tasks_of_key", "past_tasks", ["key", "number"])
    op.create_index("past_tasks_of_day", "past_tasks", ["day"])
    op.create_index("entries_origin", "entries", ["origin"], sqlite_where=text("origin IS NOT NULL"))
