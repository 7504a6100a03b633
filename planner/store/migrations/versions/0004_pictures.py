"""Pictures of filled-in sheets. What they show lies in files beside the database (planner/store/pictures.py)."""

from __future__ import annotations

from alembic import op
from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, Text

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
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
        ForeignKeyConstraint(["page"], ["pages.date"], name="pictures_page", deferrable=True, initially="DEFERRED"),
        CheckConstraint("at_offset BETWEEN -86400 AND 86400", name="pictures_offset"),
        CheckConstraint("sheet > 0 AND sheets > 0", name="pictures_counts"),
        sqlite_strict=True,
    )
    op.create_index("pictures_page", "pictures", ["page"])
    op.create_index("pictures_photo", "pictures", ["photo"])
