"""Pictures of filled-in sheets. What they show lies in a table of its own, which nothing else that is read looks into.

It stays while what brought it is undone, so that it can be done again: the row that names it goes and comes.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Integer, LargeBinary, PrimaryKeyConstraint, Text

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "picture_data",
        Column("id", Text, nullable=False),
        Column("data", LargeBinary, nullable=False),
        PrimaryKeyConstraint("id", name="picture_data_key"),
        sqlite_strict=True,
    )
    op.create_table(
        "pictures",
        Column("id", Text, nullable=False),
        Column("page", Text, nullable=False),
        Column("at_utc", Integer, nullable=False),
        Column("at_offset", Integer, nullable=False),
        Column("print", Text, nullable=False),
        Column("sheet", Integer, nullable=False),
        Column("photo", Text, nullable=False),
        Column("sheets", Integer, nullable=False),
        PrimaryKeyConstraint("id", name="pictures_key"),
        reference("id", "picture_data.id"),
        reference("page", "pages.date"),
        CheckConstraint("at_offset BETWEEN -86400 AND 86400", name="pictures_offset"),
        CheckConstraint("sheet > 0 AND sheets > 0", name="pictures_counts"),
        sqlite_strict=True,
    )
    op.create_index("pictures_page", "pictures", ["page"])
    op.create_index("pictures_photo", "pictures", ["photo"])


def reference(column: str, target: str) -> ForeignKeyConstraint:
    name = f"pictures_{column}"
    return ForeignKeyConstraint([column], [target], name=name, deferrable=True, initially="DEFERRED")
