"""Opening the store: SQLite in a file, or PostgreSQL by its address."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from detector.review.store.schema import SchemaError, is_made, upgrade_schema

_BUSY_SECONDS = 30  # a writer waits for the one before it; adding a batch takes seconds, a verdict milliseconds
_TURN = 0x646573_6B  # the number of PostgreSQL's lock that our writers take turns with
_MAPPED_BYTES = 1 << 30
_POOL = {"pool_size": 10, "max_overflow": 40}  # more than the threads of a web server


class StoreError(Exception):
    """The store cannot be opened or used; the message is one line for a person."""


def connect(address: str, *, make: bool = True, upgrade: bool = True) -> Engine:
    """Return an engine for `address`: a file's path (SQLite), or a SQLAlchemy URL such as `postgresql+psycopg://...`.

    Args:
        address: where the store is.
        make: make a new store where there is none.
        upgrade: bring its tables up to date.

    Raises:
        StoreError: there is no such database, it is none of ours, or it was written by a newer version.
    """
    url = _url(address)
    shown = url.render_as_string(hide_password=True) if "://" in address else address
    is_sqlite = url.get_backend_name() == "sqlite"
    if is_sqlite and not make and not Path(url.database or "").is_file():
        raise StoreError(f"{shown}: there is no store")
    engine = None
    try:
        engine = create_engine(url, **_POOL, **({"connect_args": {"timeout": _BUSY_SECONDS}} if is_sqlite else {"pool_pre_ping": True}))
        if is_sqlite:
            event.listen(engine, "connect", _prepare_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
        if not make and not is_made(engine):
            raise StoreError(f"{shown}: there is no store")
        if upgrade:
            upgrade_schema(engine)
    except (DBAPIError, SQLAlchemyError, SchemaError, ImportError, StoreError) as error:
        if engine is not None:
            engine.dispose()
        if isinstance(error, StoreError):
            raise
        raise StoreError(f"{shown}: {_first_line(error.orig if isinstance(error, DBAPIError) else error)}") from None
    return engine


def take_turn(connection: Connection) -> None:
    """Wait until no other transaction writes; SQLite did so when the transaction began."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SET LOCAL lock_timeout = '{_BUSY_SECONDS}s'"))
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_TURN})"))


def _url(address: str) -> URL:
    if "://" not in address:
        return URL.create("sqlite", database=str(Path(address).expanduser()))
    try:
        url = make_url(address)
        backend = url.get_backend_name()
    except (ArgumentError, ValueError):  # the address may hold a password: it is not repeated
        raise StoreError("not an address of a database; one looks like postgresql+psycopg://user@host/name") from None
    if backend not in ("sqlite", "postgresql"):
        raise StoreError(f"a store is SQLite or PostgreSQL, not {backend}")
    return url.set(drivername="postgresql+psycopg") if url.drivername == "postgresql" else url


def _prepare_sqlite(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # Python's driver would begin transactions late; `_begin_sqlite` does it
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_SECONDS * 1000}")
    # A commit empties every connection's cache of pages; mapped, they are read again without a call of the system each.
    connection.execute(f"PRAGMA mmap_size = {_MAPPED_BYTES}")
    connection.execute("PRAGMA temp_store = MEMORY")  # what is sorted for a page is small
    connection.execute("PRAGMA synchronous = FULL")  # a verdict that was answered for outlives a power cut
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        # Where two open a new file at once, one is told that it is locked, without the wait; the other's mode is the file's.
        with contextlib.suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode = WAL")


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that begins by reading cannot become a writing one once another has written: writers say so at the start.
    options = connection.get_execution_options()
    writes = options.get("writes", False)
    connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writes else 'ON'}")
    # Migrations make tables anew; to drop the old one would take along what refers to it. Within a transaction this setting is deaf.
    connection.exec_driver_sql(f"PRAGMA foreign_keys = {'OFF' if options.get('migrates', False) else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _first_line(error: BaseException | None) -> str:
    return str(error).strip().splitlines()[0] if error and str(error).strip() else type(error).__name__
