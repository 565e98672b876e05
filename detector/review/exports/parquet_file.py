"""Parquet, for programs: typed columns, texts as they are."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from detector.records import Scores
from detector.review.exports.about import About
from detector.review.exports.columns import flat
from detector.review.exports.rows import ITEM_SCHEMA, ExportRow

_ROWS_A_GROUP = 5000
_TEXT, _NUMBER, _COUNT = pa.string(), pa.float64(), pa.int64()
_SIDE = [
    ("quote", _TEXT), ("content", _TEXT), ("speaker", _TEXT), ("stance", _TEXT), ("language", _TEXT), ("source", _TEXT), ("title", _TEXT),
    ("published", pa.date32()), ("url", _TEXT), ("claim_id", _TEXT), ("article_id", _TEXT), ("start", _COUNT), ("end", _COUNT),
    ("context", _TEXT), ("sources", pa.list_(_TEXT)), ("origins", _COUNT),
]  # fmt: skip
_OPINION = pa.struct([
    ("reviewer", _TEXT), ("verdict", _TEXT), ("reason", _TEXT), ("note", _TEXT), ("adjudicates", pa.bool_()),
    ("at", pa.timestamp("us", tz="UTC")),
])  # fmt: skip
COLUMNS = pa.schema(
    [("id", _TEXT), ("label", _TEXT), ("kind", _TEXT), ("probability", _NUMBER), ("state", _TEXT), ("status", _TEXT), ("verdict", _TEXT)]
    + [("reach", _COUNT), ("story_id", _TEXT), ("story", _TEXT), ("question", _TEXT)]
    + [(f"{side}_{name}", kind) for side in "ab" for name, kind in _SIDE]
    + [(field.name, _NUMBER) for field in dataclasses.fields(Scores)]
    + [("gates", pa.list_(_TEXT)), ("opinions", pa.list_(_OPINION))],
    metadata={"schema": ITEM_SCHEMA},
)
"""The columns of the table and their types, the same whatever rows there are."""


def to_parquet(rows: Iterable[ExportRow]) -> bytes:
    """Return items as a Parquet file with the columns `COLUMNS`."""
    file = io.BytesIO()
    write_parquet(rows, file, About())
    return file.getvalue()


def write_parquet(rows: Iterable[ExportRow], file: BinaryIO, about: About) -> None:
    """Write what `to_parquet` returns."""
    with pq.ParquetWriter(file, COLUMNS) as writer:
        for group in _groups(flat(row) for row in rows):
            writer.write_table(pa.Table.from_pylist(group, schema=COLUMNS))


def _groups(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while group := list(islice(rows, _ROWS_A_GROUP)):
        yield group
