"""The relations as tables: CSV for spreadsheets, Parquet for programs."""

from __future__ import annotations

import dataclasses
import io

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from detector.records import Results, Scores

_SIDE = [
    ("source", pa.string()),
    ("published", pa.date32()),
    ("speaker", pa.string()),
    ("stance", pa.string()),
    ("text", pa.string()),
    ("claim_id", pa.string()),
    ("article_id", pa.string()),
    ("start", pa.int64()),
    ("end", pa.int64()),
]
_SCORES = [field.name for field in dataclasses.fields(Scores)]

# The columns and types of `Results.to_frame("relations")`, stated here so that a run that found nothing, or no speaker,
# gives the same table as any other.
RELATION_COLUMNS = pa.schema(
    [("id", pa.string()), ("story_id", pa.string()), ("label", pa.string()), ("probability", pa.float64()), ("kind", pa.string())]
    + [(f"{side}_{name}", kind) for side in "ab" for name, kind in _SIDE]
    + [(name, pa.float64()) for name in _SCORES]
    + [("gates", pa.string())]
)


def relations_csv(results: Results) -> str:
    """Return the relations as CSV (RFC 4180, header first), with cells that a spreadsheet would run made harmless.

    A text that begins with = + - @, a tab or a line break gets a leading apostrophe, as OWASP advises against formula
    injection; Parquet and `report.json` keep the text as it is.
    """
    frame = _relations(results)
    texts = [column.name for column in RELATION_COLUMNS if column.type == pa.string()]
    frame[texts] = frame[texts].map(_harmless)
    return frame.to_csv(index=False, lineterminator="\r\n", float_format="%.4f")


def relations_parquet(results: Results) -> bytes:
    """Return the relations as a Parquet file with the columns and types of `RELATION_COLUMNS`."""
    table = pa.Table.from_pandas(_relations(results), schema=RELATION_COLUMNS, preserve_index=False)
    sink = io.BytesIO()
    pq.write_table(table.replace_schema_metadata(None), sink)
    return sink.getvalue()


def _relations(results: Results) -> pd.DataFrame:
    frame = results.to_frame("relations").reindex(columns=RELATION_COLUMNS.names).astype(object)
    return frame.where(frame.notna(), None)


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else cell
