"""JSON, whole or a line an item: everything that an item holds, texts as they are."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import BinaryIO

from pydantic import TypeAdapter

from detector.review.exports.about import About
from detector.review.exports.rows import ExportRow

_ROW = TypeAdapter(ExportRow)
_ROWS = TypeAdapter(tuple[ExportRow, ...])


def to_json(rows: Iterable[ExportRow]) -> bytes:
    """Return items as a JSON list of objects, each with its `schema`; the fields are those of `ExportRow`."""
    file = io.BytesIO()
    write_json(rows, file, About())
    return file.getvalue()


def to_jsonl(rows: Iterable[ExportRow]) -> bytes:
    """Return items as JSON, one a line."""
    file = io.BytesIO()
    write_jsonl(rows, file, About())
    return file.getvalue()


def from_json(data: bytes | str) -> tuple[ExportRow, ...]:
    """Return the items that `to_json` wrote.

    Raises:
        ValueError: that is something else.
    """
    return _ROWS.validate_json(data)


def write_json(rows: Iterable[ExportRow], file: BinaryIO, about: About) -> None:
    """Write what `to_json` returns."""
    file.write(b"[")
    for number, row in enumerate(rows):
        file.write((b",\n" if number else b"\n") + _ROW.dump_json(row))
    file.write(b"\n]\n")


def write_jsonl(rows: Iterable[ExportRow], file: BinaryIO, about: About) -> None:
    """Write what `to_jsonl` returns."""
    for row in rows:
        file.write(_ROW.dump_json(row) + b"\n")
