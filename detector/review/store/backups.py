"""Everything in a store as one file, and back: gzipped JSON Lines, the same for SQLite and PostgreSQL.

The first line is a header (format, schema revision, how many rows each table has), every other one `[table, row]`. A row's moments
and days are in ISO 8601, bytes in base64. The file holds password hashes and articles: it is made for its owner's eyes only.
"""

from __future__ import annotations

import base64
import contextlib
import gzip
import json
import os
import tempfile
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, Table, func, insert, inspect, select, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.types import Date, DateTime, LargeBinary, TypeEngine

from detector.review.store.core import Store
from detector.review.store.database import StoreError, connect, take_turn
from detector.review.store.schema import SchemaError, current_revision, revisions, upgrade_schema
from detector.review.store.tables import Base

FORMAT = "detector-backup/1"
_ROWS_AT_ONCE = 1000


def back_up(store: Store, file: Path) -> dict[str, int]:
    """Write a store into `file`, as it is at this moment; others may go on working. Return the number of rows of each table.

    Raises:
        StoreError: the file is there already, or cannot be written.
    """
    if file.exists():
        raise StoreError(f"{file}: is there already; a backup replaces nothing")
    try:
        with _new_file(file) as stream, store.reading() as connection:
            tables = Base.metadata.sorted_tables
            counts = {table.name: connection.scalar(select(func.count()).select_from(table)) or 0 for table in tables}
            header = {
                "format": FORMAT, "detector": version("detector"), "revision": current_revision(connection),
                "at": datetime.now(UTC).isoformat(timespec="seconds"), "rows": counts,
            }  # fmt: skip
            stream.write(_line(header))
            for table in tables:
                found = connection.execution_options(yield_per=_ROWS_AT_ONCE).execute(select(table).order_by(*table.primary_key))
                for row in found:
                    stream.write(_line([table.name, {name: _plain(value) for name, value in row._mapping.items()}]))
    except OSError as error:
        raise StoreError(f"{file}: {error.strerror or error}") from None
    return counts


def restore(file: Path, address: str) -> dict[str, int]:
    """Fill a new or empty store at `address` from a backup: all of it, or nothing. Return the number of rows of each table.

    A backup of an older schema is brought up to date on the way.

    Raises:
        StoreError: the file is no whole backup, a newer version made it, or the store holds something already.
    """
    try:
        with gzip.open(file, "rt", encoding="utf-8", newline="\n") as stream:
            header = _header(file, stream.readline())
            revision = header["revision"]
            counts: dict[str, int] = header["rows"]
            engine = connect(address, upgrade=False)
            try:
                _make_empty(engine, revision)
                with engine.execution_options(writes=True).begin() as connection:
                    take_turn(connection)
                    _fill(connection, file, counts, (json.loads(line) for line in stream))
                upgrade_schema(engine)
            finally:
                engine.dispose()
    except SchemaError as error:
        raise StoreError(f"the store to restore into {error}") from None
    except DBAPIError as error:
        raise StoreError(f"the backup does not fit its tables: {str(error.orig).splitlines()[0]}") from None
    except (EOFError, zlib.error, gzip.BadGzipFile, ValueError, TypeError, KeyError, SQLAlchemyError):
        raise StoreError(f"{file}: is no whole backup of a detector store") from None
    except OSError as error:
        raise StoreError(f"{file}: {error.strerror or error}") from None
    return counts


@contextlib.contextmanager
def _new_file(file: Path) -> Iterator[gzip.GzipFile]:
    """Give a gzip stream; the file appears whole under its name at the end, or not at all."""
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)  # readable by its owner alone
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as raw:
            with gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as stream:
                yield stream
            raw.flush()
            os.fsync(raw.fileno())
        unfinished.rename(file)
    finally:
        unfinished.unlink(missing_ok=True)


def _header(file: Path, line: str) -> dict[str, Any]:
    header = json.loads(line)
    if not isinstance(header, dict) or not str(header.get("format", "")).startswith("detector-backup/"):
        raise StoreError(f"{file}: is no backup of a detector store")
    if header["format"] != FORMAT or header["revision"] not in revisions():
        raise StoreError(f"{file}: was made by a newer version of detector ({header.get('detector')})")
    return header


def _make_empty(engine: Engine, revision: str) -> None:
    """Bring a new store to the backup's revision; an old one has to be there and empty."""
    with engine.begin() as connection:
        there = current_revision(connection)
        names = {table.name for table in Base.metadata.sorted_tables} & set(inspect(connection).get_table_names())
        if there and any(connection.execute(text(f'SELECT 1 FROM "{name}" LIMIT 1')).first() for name in sorted(names)):
            raise StoreError("the store to restore into is not empty")
    if there and there != revision:
        raise StoreError(f"the backup has schema {revision}, the store {there}: restore into a new one, it is upgraded then")
    if not there:
        upgrade_schema(engine, revision)


def _fill(connection: Connection, file: Path, counts: dict[str, int], lines: Iterator[Any]) -> None:
    """Insert rows as they come: a table's after those that it refers to."""
    known = MetaData()
    known.reflect(connection, only=list(counts))  # the tables of the backup's revision, which may not be today's
    done: dict[str, int] = dict.fromkeys(counts, 0)
    for name, rows in groupby(lines, key=lambda line: str(line[0])):
        table = known.tables[name]
        read = {column.name: _reader(column.type) for column in table.columns}
        waiting: list[dict[str, Any]] = []
        for _, row in rows:
            waiting.append({column: read[column](value) if value is not None else None for column, value in row.items()})
            done[name] += 1
            if len(waiting) == _ROWS_AT_ONCE:
                connection.execute(insert(table), waiting)
                waiting = []
        if waiting:
            connection.execute(insert(table), waiting)
        _count_on(connection, table)
    if done != counts:
        raise StoreError(f"{file}: is no whole backup of a detector store")


def _count_on(connection: Connection, table: Table) -> None:
    """Let PostgreSQL number new rows after the restored ones, as SQLite does by itself."""
    if connection.dialect.name == "postgresql" and "id" in table.columns and table.columns["id"].type.python_type is int:
        numbers = f"pg_get_serial_sequence('{table.name}', 'id')"
        connection.execute(text(f"SELECT setval({numbers}, (SELECT max(id) FROM {table.name}))"))


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _plain(value: Any) -> Any:
    if isinstance(value, date):  # a moment is one too
        return value.isoformat()
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def _reader(kind: TypeEngine[Any]) -> Callable[[Any], Any]:
    if isinstance(kind, DateTime):
        return datetime.fromisoformat
    if isinstance(kind, Date):
        return date.fromisoformat
    return base64.b64decode if isinstance(kind, LargeBinary) else lambda value: value
