"""The store: transactions over the database, for the functions of this room."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from sqlalchemy import Connection

from detector.review.store.database import connect, take_turn


class Store:
    """An open store. Its contents are read and written by the functions of `batches`, `queue`, `items`, `verdicts` and `people`."""

    def __init__(self, address: str, *, make: bool = True) -> None:
        """Open the store at `address` (a file's path, or a SQLAlchemy URL), making or upgrading its tables.

        Args:
            address: where the store is.
            make: make a new store where there is none.

        Raises:
            StoreError: it cannot be opened, or there is none and none is to be made.
        """
        self.address = address
        self.engine = connect(address, make=make)
        snapshot = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        self._reader = self.engine.execution_options(**snapshot) if self.engine.dialect.name == "postgresql" else self.engine
        self._writer = self.engine.execution_options(writes=True)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection in a transaction that sees one state of the store throughout, and cannot change it."""
        with self._reader.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection in a transaction that may write: all of it is committed at the end, or nothing on an exception.

        Writers take turns, in this process and in others, so what one reads stays true until it has written.
        """
        with self._writer.begin() as connection:
            take_turn(connection)
            yield connection

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
