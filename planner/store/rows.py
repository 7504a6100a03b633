"""The tables as typed SQLAlchemy mappings: what writes. Text and whole numbers only, so PostgreSQL could hold them too.

The constraints are in the migrations alone; a test holds these mappings against the tables that the migrations make.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Integer, Table, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    type_annotation_map: ClassVar[dict[Any, Any]] = {str: Text, int: Integer}


class PageRow(Base):
    __tablename__ = "pages"
    date: Mapped[str] = mapped_column(primary_key=True)
    zone: Mapped[str]
    day_start: Mapped[int]
    work_limit: Mapped[int]
    recharge: Mapped[int]
    opens: Mapped[int]
    closes: Mapped[int]
    capacity: Mapped[int]
    closed: Mapped[int]
    length: Mapped[int]


class EntryRow(Base):
    __tablename__ = "entries"
    id: Mapped[str] = mapped_column(primary_key=True)
    page: Mapped[str] = mapped_column(ForeignKey("pages.date"))
    title: Mapped[str]
    kind: Mapped[str]
    state: Mapped[str]
    position: Mapped[int]
    rank: Mapped[int | None]
    estimate: Mapped[int | None]
    todo: Mapped[int]
    tags: Mapped[str]
    project: Mapped[str | None]
    unplanned: Mapped[int]
    migrations: Mapped[int]
    parent: Mapped[str | None] = mapped_column(ForeignKey("entries.id"))
    origin: Mapped[str | None]
    off_screen: Mapped[int]


class BoxRow(Base):
    __tablename__ = "boxes"
    id: Mapped[str] = mapped_column(primary_key=True)
    page: Mapped[str] = mapped_column(ForeignKey("pages.date"))
    kind: Mapped[str]
    start: Mapped[int]
    minutes: Mapped[int]
    entry: Mapped[str | None] = mapped_column(ForeignKey("entries.id"))
    title: Mapped[str]
    place: Mapped[str]
    pinned: Mapped[int]
    auto: Mapped[int]
    restful: Mapped[int]
    done: Mapped[int]


class IntervalRow(Base):
    __tablename__ = "intervals"
    id: Mapped[str] = mapped_column(primary_key=True)
    page: Mapped[str] = mapped_column(ForeignKey("pages.date"))
    start_utc: Mapped[int]
    start_offset: Mapped[int]
    end_utc: Mapped[int | None]
    end_offset: Mapped[int | None]
    entry: Mapped[str | None] = mapped_column(ForeignKey("entries.id"))
    box: Mapped[str | None] = mapped_column(ForeignKey("boxes.id"))
    kind: Mapped[str]
    source: Mapped[str]


class RemarkRow(Base):
    __tablename__ = "remarks"
    id: Mapped[str] = mapped_column(primary_key=True)
    page: Mapped[str] = mapped_column(ForeignKey("pages.date"))
    at_utc: Mapped[int]
    at_offset: Mapped[int]
    kind: Mapped[str]
    minutes: Mapped[int]
    words: Mapped[str]
    feeling: Mapped[str]
    entry: Mapped[str | None] = mapped_column(ForeignKey("entries.id"))


class ImportRow(Base):
    __tablename__ = "imports"
    id: Mapped[str] = mapped_column(primary_key=True)
    page: Mapped[str]
    name: Mapped[str]
    tasks: Mapped[int]


class PastTaskRow(Base):
    """One task of an import. It counts while its import stands, and until a later one brings the same `key` anew."""

    __tablename__ = "past_tasks"
    number: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[str]
    line: Mapped[int]
    key: Mapped[str]
    day: Mapped[str]
    title: Mapped[str]
    tags: Mapped[str]
    project: Mapped[str | None]
    estimate_ms: Mapped[int | None]
    actual_ms: Mapped[int]
    finished: Mapped[int]


class PictureRow(Base):
    __tablename__ = "pictures"
    id: Mapped[str] = mapped_column(primary_key=True)
    page: Mapped[str] = mapped_column(ForeignKey("pages.date"))
    at_utc: Mapped[int]
    at_offset: Mapped[int]
    print: Mapped[str]
    sheet: Mapped[int]
    photo: Mapped[str]
    sheets: Mapped[int]


class EditRow(Base):
    __tablename__ = "edits"
    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[int]
    kind: Mapped[str]
    label: Mapped[str]
    target: Mapped[int | None]
    undone: Mapped[int]
    changes: Mapped[str]
    noted: Mapped[int]


class EditPageRow(Base):
    __tablename__ = "edit_pages"
    page: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)


class ThinnedRow(Base):
    """Up to which edit a page's history has been thinned."""

    __tablename__ = "thinned"
    page: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]


class KeptStateRow(Base):
    """A page as it stood after an edit that has since been thinned: the first plan, or what was printed."""

    __tablename__ = "kept_states"
    page: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str]


class PrintRow(Base):
    __tablename__ = "prints"
    id: Mapped[str] = mapped_column(primary_key=True)
    page: Mapped[str]
    number: Mapped[int]
    kind: Mapped[str]
    options: Mapped[str]
    file: Mapped[str]
    at: Mapped[int]
    sheets: Mapped[str]


def table(name: str) -> Table:
    return Base.metadata.tables[name]
