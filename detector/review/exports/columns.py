"""Items as flat rows, for tables: one column a value, `a_` and `b_` before those of the two sides."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from detector.records import Scores
from detector.review.exports.rows import ExportRow, ExportSide

if TYPE_CHECKING:
    import pandas as pd


_SCORES = [field.name for field in dataclasses.fields(Scores)]


def flat(row: ExportRow) -> dict[str, Any]:
    """Return the values of an item by column, in the order of the columns; `opinions` are dictionaries."""
    values: dict[str, Any] = {
        "id": row.id, "label": row.label, "kind": row.kind, "probability": row.probability, "state": row.state, "status": row.status,
        "verdict": row.verdict, "reach": row.reach, "story_id": row.story_id, "story": row.story, "question": row.question,
    }  # fmt: skip
    values |= _side("a", row.a) | _side("b", row.b) | {name: getattr(row.scores, name) for name in _SCORES}
    return values | {"gates": list(row.gates), "opinions": [dataclasses.asdict(said) for said in row.opinions]}


def to_frame(rows: Iterable[ExportRow]) -> pd.DataFrame:
    """Return items as a pandas DataFrame with the columns of the Parquet export."""
    from io import BytesIO

    import pandas as pd

    from detector.review.exports.parquet_file import to_parquet

    return pd.read_parquet(BytesIO(to_parquet(rows)))


def _side(name: str, side: ExportSide) -> dict[str, Any]:
    values = {
        "quote": side.quote, "content": side.content, "speaker": side.speaker, "stance": side.stance, "language": side.language,
        "source": side.source, "title": side.title, "published": side.published, "url": side.url, "claim_id": side.claim_id,
        "article_id": side.article_id, "start": side.start, "end": side.end,
        "context": side.context.before + side.quote + side.context.after, "sources": list(side.sources), "origins": side.origins,
    }  # fmt: skip
    return {f"{name}_{key}": value for key, value in values.items()}
