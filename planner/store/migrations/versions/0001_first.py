"""The first schema: pages, what lies on them, the edits that made them, and the prints of them.

Text and integers only, STRICT. References are deferred to the commit, so that the order of rows within one Edit does
not matter to them.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, Text, text

revision = "0001"
down_revision = None


def upgrade() -> None:
    make_pages()
    make_entries()
    make_boxes()
    make_intervals()
    make_edits()
    make_prints()
    guard_spans()


def make_pages() -> None:
    op.create_table(
        "pages",
        Column("date", Text, nullable=False),
        Column("zone", Text, nullable=False),
        Column("day_start", Integer, nullable=False),
        Column("work_limit", Integer, nullable=False),
        Column("recharge", Integer, nullable=False),
        Column("opens", Integer, nullable=False),
        Column("closes", Integer, nullable=False),
        Column("capacity", Integer, nullable=False),
        Column("closed", Integer, nullable=False),
        Column("length", Integer, nullable=False),
        PrimaryKeyConstraint("date", name="pages_key"),
        CheckConstraint("length(date) = 10", name="pages_date"),
        CheckConstraint("day_start BETWEEN 0 AND 1439", name="pages_day_start"),
        CheckConstraint("work_limit BETWEEN 10 AND 240", name="pages_limit"),
        CheckConstraint("recharge BETWEEN 3 AND 120", name="pages_recharge"),
        CheckConstraint("opens BETWEEN 0 AND 2880 AND closes BETWEEN 0 AND 2880", name="pages_hours"),
        CheckConstraint("capacity BETWEEN 0 AND 2880", name="pages_capacity"),
        CheckConstraint("closed IN (0, 1)", name="pages_closed"),
        CheckConstraint("length BETWEEN 0 AND 2880", name="pages_length"),
        sqlite_strict=True,
    )


def make_entries() -> None:
    op.create_table(
        "entries",
        Column("id", Text, nullable=False),
        Column("page", Text, nullable=False),
        Column("title", Text, nullable=False),
        Column("kind", Text, nullable=False),
        Column("state", Text, nullable=False),
        Column("position", Integer, nullable=False),
        Column("rank", Integer),
        Column("estimate", Integer),
        Column("todo", Integer, nullable=False),
        Column("tags", Text, nullable=False),
        Column("project", Text),
        Column("unplanned", Integer, nullable=False),
        Column("migrations", Integer, nullable=False),
        Column("parent", Text),
        Column("origin", Text),
        PrimaryKeyConstraint("id", name="entries_key"),
        reference("entries", "page", "pages.date"),
        reference("entries", "parent", "entries.id"),
        CheckConstraint("length(title) <= 500", name="entries_title"),
        CheckConstraint("kind IN ('task', 'event', 'note')", name="entries_kind"),
        CheckConstraint("state IN ('open', 'done', 'migrated', 'scheduled', 'dropped')", name="entries_state"),
        CheckConstraint("rank BETWEEN 1 AND 3", name="entries_rank"),
        CheckConstraint("rank IS NULL OR (kind = 'task' AND state IN ('open', 'done'))", name="entries_ranked"),
        CheckConstraint("estimate > 0", name="entries_estimate"),
        CheckConstraint("todo >= 0 AND migrations >= 0", name="entries_counts"),
        CheckConstraint("unplanned IN (0, 1)", name="entries_unplanned"),
        sqlite_strict=True,
    )
    op.create_index("entries_page", "entries", ["page"])
    op.create_index("entries_three", "entries", ["page", "rank"], unique=True, sqlite_where=text("rank IS NOT NULL"))
    still_open = text("kind = 'task' AND state = 'open'")
    op.create_index("entries_open", "entries", ["page"], sqlite_where=still_open)
    op.create_index("entries_parent", "entries", ["parent"], sqlite_where=text("parent IS NOT NULL"))


def make_boxes() -> None:
    op.create_table(
        "boxes",
        Column("id", Text, nullable=False),
        Column("page", Text, nullable=False),
        Column("kind", Text, nullable=False),
        Column("start", Integer, nullable=False),
        Column("minutes", Integer, nullable=False),
        Column("entry", Text),
        Column("title", Text, nullable=False),
        Column("place", Text, nullable=False),
        Column("pinned", Integer, nullable=False),
        Column("auto", Integer, nullable=False),
        Column("restful", Integer, nullable=False),
        Column("done", Integer, nullable=False),
        PrimaryKeyConstraint("id", name="boxes_key"),
        reference("boxes", "page", "pages.date"),
        reference("boxes", "entry", "entries.id"),
        CheckConstraint("kind IN ('work', 'recharge', 'event')", name="boxes_kind"),
        CheckConstraint("start >= 0", name="boxes_start"),
        CheckConstraint("minutes BETWEEN 5 AND 1440", name="boxes_minutes"),
        CheckConstraint("length(title) <= 500 AND length(place) <= 500", name="boxes_title"),
        CheckConstraint("pinned IN (0, 1) AND auto IN (0, 1)", name="boxes_laid"),
        CheckConstraint("restful IN (0, 1) AND done IN (0, 1)", name="boxes_signs"),
        sqlite_strict=True,
    )
    op.create_index("boxes_page", "boxes", ["page"])
    op.create_index("boxes_entry", "boxes", ["entry"], sqlite_where=text("entry IS NOT NULL"))


def make_intervals() -> None:
    op.create_table(
        "intervals",
        Column("id", Text, nullable=False),
        Column("page", Text, nullable=False),
        Column("start_utc", Integer, nullable=False),
        Column("start_offset", Integer, nullable=False),
        Column("end_utc", Integer),
        Column("end_offset", Integer),
        Column("entry", Text),
        Column("box", Text),
        Column("kind", Text, nullable=False),
        Column("source", Text, nullable=False),
        PrimaryKeyConstraint("id", name="intervals_key"),
        reference("intervals", "page", "pages.date"),
        reference("intervals", "entry", "entries.id"),
        reference("intervals", "box", "boxes.id"),
        CheckConstraint("end_utc > start_utc", name="intervals_order"),
        CheckConstraint("(end_utc IS NULL) = (end_offset IS NULL)", name="intervals_end"),
        CheckConstraint("start_offset BETWEEN -86400 AND 86400", name="intervals_start_offset"),
        CheckConstraint("end_offset BETWEEN -86400 AND 86400", name="intervals_end_offset"),
        CheckConstraint("kind IN ('work', 'recharge', 'meditation')", name="intervals_kind"),
        CheckConstraint("source IN ('timer', 'typed', 'paper')", name="intervals_source"),
        sqlite_strict=True,
    )
    op.create_index("intervals_page", "intervals", ["page"])
    op.create_index("intervals_entry", "intervals", ["entry"], sqlite_where=text("entry IS NOT NULL"))
    op.create_index("intervals_box", "intervals", ["box"], sqlite_where=text("box IS NOT NULL"))
    one_only = text("(end_utc IS NULL)")
    op.create_index("intervals_running", "intervals", [one_only], unique=True, sqlite_where=text("end_utc IS NULL"))


def make_edits() -> None:
    """Each further index is one more page of the file in every commit, so there is none that can be done without."""
    op.create_table(
        "edits",
        Column("number", Integer, nullable=False),
        Column("at", Integer, nullable=False),
        Column("kind", Text, nullable=False),
        Column("label", Text, nullable=False),
        Column("target", Integer),
        Column("undone", Integer, nullable=False),
        Column("changes", Text, nullable=False),
        PrimaryKeyConstraint("number", name="edits_key"),
        CheckConstraint("kind IN ('do', 'undo', 'redo')", name="edits_kind"),
        CheckConstraint("(kind = 'do') = (target IS NULL)", name="edits_target"),
        CheckConstraint("undone IN (0, 1)", name="edits_undone"),
        sqlite_strict=True,
    )
    op.create_table(
        "edit_pages",
        Column("page", Text, nullable=False),
        Column("number", Integer, nullable=False),
        PrimaryKeyConstraint("page", "number", name="edit_pages_key"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "thinned",
        Column("page", Text, nullable=False),
        Column("number", Integer, nullable=False),
        PrimaryKeyConstraint("page", name="thinned_key"),
        sqlite_strict=True,
    )
    op.create_table(
        "kept_states",
        Column("page", Text, nullable=False),
        Column("number", Integer, nullable=False),
        Column("state", Text, nullable=False),
        PrimaryKeyConstraint("page", "number", name="kept_states_key"),
        sqlite_strict=True,
    )


def make_prints() -> None:
    op.create_table(
        "prints",
        Column("id", Text, nullable=False),
        Column("page", Text, nullable=False),
        Column("number", Integer, nullable=False),
        Column("kind", Text, nullable=False),
        Column("options", Text, nullable=False),
        Column("file", Text, nullable=False),
        Column("at", Integer, nullable=False),
        Column("sheets", Text, nullable=False),
        PrimaryKeyConstraint("id", name="prints_key"),
        sqlite_strict=True,
    )
    op.create_index("prints_page", "prints", ["page", "number"])


def guard_spans() -> None:
    """A box ends within its page: the page's length is in another table, which no CHECK can look into."""
    beyond = "NEW.start + NEW.minutes > (SELECT length FROM pages WHERE date = NEW.page)"
    refuse = "BEGIN SELECT RAISE(ABORT, 'boxes_span'); END"
    op.execute(f"CREATE TRIGGER boxes_span_new BEFORE INSERT ON boxes WHEN {beyond} {refuse}")
    op.execute(f"CREATE TRIGGER boxes_span_moved BEFORE UPDATE OF page, start, minutes ON boxes WHEN {beyond} {refuse}")
    cut_off = "EXISTS (SELECT 1 FROM boxes WHERE page = NEW.date AND start + minutes > NEW.length)"
    op.execute(f"CREATE TRIGGER pages_span_new BEFORE INSERT ON pages WHEN {cut_off} {refuse}")
    op.execute(f"CREATE TRIGGER pages_span_cut BEFORE UPDATE OF length ON pages WHEN {cut_off} {refuse}")


def reference(table: str, column: str, target: str) -> ForeignKeyConstraint:
    name = f"{table}_{column}"
    return ForeignKeyConstraint([column], [target], name=name, deferrable=True, initially="DEFERRED")
