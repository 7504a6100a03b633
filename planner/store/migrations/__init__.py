"""Alembic's scripts: plain tables, never the mapped classes, since those follow the newest schema."""
