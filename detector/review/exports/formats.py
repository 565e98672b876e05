"""The formats there are, and writing items in one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO, Literal

from sqlalchemy import Connection

from detector.review.exports.about import About
from detector.review.exports.claimreview import write_claimreview
from detector.review.exports.csv_file import write_csv
from detector.review.exports.json_file import write_json, write_jsonl
from detector.review.exports.labelstudio import write_labelstudio
from detector.review.exports.markdown import write_markdown
from detector.review.exports.parquet_file import write_parquet
from detector.review.exports.printed import write_print
from detector.review.exports.rows import ExportRow, read_rows
from detector.review.exports.words import N_

FormatName = Literal["csv", "json", "jsonl", "parquet", "md", "print", "labelstudio", "claimreview"]
LIMIT = 50_000
"""Items that the desk exports at once; the command line and Python have no bound."""
PAGE_LIMIT = 2_000
"""Items on one page for paper: a browser lays out some hundred pages in reasonable time, not thousands."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name and what it is for (messages), media type, the end of its files' names, its writer, the most items at once."""

    title: str
    purpose: str
    media_type: str
    extension: str
    write: Callable[[Iterable[ExportRow], BinaryIO, About], None]
    limit: int = LIMIT
    inline: bool = False


FORMATS: dict[FormatName, Format] = {
    "csv": Format("CSV", N_("For spreadsheets: a row an item"), "text/csv; charset=utf-8", "csv", write_csv),
    "json": Format("JSON", N_("For programs: everything an item holds, in one list"), "application/json", "json", write_json),
    "jsonl": Format("JSON Lines", N_("For programs: the same, one item a line"), "application/x-ndjson", "jsonl", write_jsonl),
    "parquet": Format("Parquet", N_("For data analysis: typed columns"), "application/vnd.apache.parquet", "parquet", write_parquet),
    "md": Format(
        "Markdown",
        N_("For articles and messages: text to paste, with quotes and links"),
        "text/markdown; charset=utf-8",
        "md",
        write_markdown,
    ),
    "print": Format(
        N_("Page to print"),
        N_("For paper or PDF: use your browser's print dialog"),
        "text/html; charset=utf-8",
        "html",
        write_print,
        PAGE_LIMIT,
        inline=True,
    ),
    "labelstudio": Format(
        "Label Studio", N_("For Label Studio: tasks with predictions and annotations"), "application/json", "tasks.json", write_labelstudio
    ),
    "claimreview": Format(
        "ClaimReview",
        N_("For publishing: contradictions that reviewers confirmed, as ClaimReview"),
        "application/ld+json",
        "jsonld",
        write_claimreview,
    ),
}


def write_items(connection: Connection, name: FormatName, item_ids: Sequence[str], file: BinaryIO, about: About) -> None:
    """Write items of the store in a format, some hundred at a time.

    Raises:
        KeyError: there is no such item.
        ValueError: the format needs something that `about` lacks.
    """
    FORMATS[name].write(read_rows(connection, item_ids), file, replace(about, total=len(item_ids)))
