"""Remarks beside the record (postponed, left, quiet, a feeling), entries that are worked on off the screen, and edits
that are no deed of a person's.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, Text, text

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    for table, column in (("entries", "off_screen"), ("edits", "noted")):  # no table is made anew: no child is at risk
        sign = f"{column} INTEGER NOT NULL DEFAULT 0 CONSTRAINT {table}_{column} CHECK ({column} IN (0, 1))"
        op.execute(f"ALTER TABLE {table} ADD COLUMN {sign}")
    make_remarks()


def make_remarks() -> None:
    op.create_table(
        "remarks",
        Column("id", Text, nullable=False),
        Column("page", Text, nullable=False),
        Column("at_utc", Integer, nullable=False),
        Column("at_offset", Integer, nullable=False),
        Column("kind", Text, nullable=False),
        Column("minutes", Integer, nullable=False),
        Column("words", Text, nullable=False),
        Column("feeling", Text, nullable=False),
        Column("entry", Text),
        PrimaryKeyConstraint("id", name="remarks_key"),
        reference("page", "pages.date"),
        reference("entry", "entries.id"),
        CheckConstraint("at_offset BETWEEN -86400 AND 86400", name="remarks_offset"),
        CheckConstraint("kind IN ('postponed', 'left', 'quiet', 'feeling')", name="remarks_kind"),
        CheckConstraint("minutes BETWEEN 0 AND 1440", name="remarks_minutes"),
        CheckConstraint("length(words) <= 500 AND length(feeling) <= 500", name="remarks_words"),
        sqlite_strict=True,
    )
    op.create_index("remarks_page", "remarks", ["page"])
    op.create_index("remarks_entry", "remarks", ["entry"], sqlite_where=text("entry IS NOT NULL"))


def reference(column: str, target: str) -> ForeignKeyConstraint:
    name = f"remarks_{column}"
    return ForeignKeyConstraint([column], [target], name=name, deferrable=True, initially="DEFERRED")
