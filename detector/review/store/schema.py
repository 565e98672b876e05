"""The schema of the store and its revisions, kept by Alembic."""

from __future__ import annotations

import threading
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text

VERSION_TABLE = "detector_schema"
"""Holds the revision; a name of our own, so that another program's tables are not taken for ours."""

_MIGRATIONS = Path(__file__).parent / "migrations"
_UPGRADING = threading.Lock()  # Alembic keeps what it is at in a module
_TURN = 0x646573_6C  # the number of PostgreSQL's lock with which programs that open a store take turns


class SchemaError(Exception):
    """The tables are not ours, or a newer version made them; the message is one line for a person."""


def upgrade_schema(engine: Engine, revision: str = "head") -> None:
    """Bring the schema to `revision` (or leave it where it is, if that is later), in one transaction.

    Raises:
        SchemaError: the tables are not ours, a newer version made them, or a migration would lose rows that others refer to.
    """
    known = revisions()
    wanted = known[-1] if revision == "head" else revision
    with engine.begin() as connection:  # most openings change nothing, and should not wait for a writer
        if not _needs(connection, wanted, known):
            return
    with _UPGRADING, engine.execution_options(writes=True, migrates=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_TURN})"))
        if _needs(connection, wanted, known):
            config = Config()
            config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
            config.attributes["connection"] = connection
            command.upgrade(config, wanted)
            # SQLite did not look at foreign keys meanwhile (`database._begin_sqlite`).
            if connection.dialect.name == "sqlite" and connection.execute(text("PRAGMA foreign_key_check")).first():
                raise SchemaError("cannot be upgraded: rows that others refer to are missing")


def is_made(engine: Engine) -> bool:
    """Return whether there is a store."""
    with engine.begin() as connection:
        return current_revision(connection) is not None


def current_revision(connection: Connection) -> str | None:
    """Return the revision that the schema is at, None where there are no tables."""
    return MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE}).get_current_revision()


def revisions() -> list[str]:
    """Return the names of all schema revisions, the oldest first."""
    return [script.revision for script in ScriptDirectory(str(_MIGRATIONS)).walk_revisions()][::-1]


def _needs(connection: Connection, wanted: str, known: list[str]) -> bool:
    """Return whether the schema has to be upgraded to reach `wanted`."""
    current = current_revision(connection)
    if current is None:
        if inspect(connection).get_table_names():
            raise SchemaError("holds tables that are not the desk's")
        return True
    if current not in known:
        raise SchemaError(f"written by a newer version of detector (revision {current})")
    return known.index(current) < known.index(wanted)
