"""Write schema.sql: what all migrations together make, so that a new file needs no Alembic.

Run `python -m planner.store.migrations.write_schema` after a change of the migrations; a test holds the two together.
"""

from __future__ import annotations

import sqlite3

from planner.store import database

MADE = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"


def schema_text() -> str:
    """One script that makes the newest schema in an empty file, in one transaction."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    database.migrate(connection, database.EPOCH, database.MIGRATIONS)
    made = [f"{sql.strip()};" for (sql,) in connection.execute(MADE)]
    revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    connection.close()
    return "\n".join(
        [
            "-- Made by planner.store.migrations.write_schema from the migrations. Never edit it by hand.",
            "BEGIN;",
            *made,
            f"INSERT INTO alembic_version VALUES ('{revision}');",
            f"PRAGMA application_id = {database.APPLICATION_ID};",
            f"PRAGMA user_version = {database.EPOCH};",
            "COMMIT;",
            "",
        ]
    )


if __name__ == "__main__":
    database.SCHEMA.write_text(schema_text(), encoding="utf-8")
