"""CSV, for spreadsheets."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Iterable
from typing import Any, BinaryIO

from detector.report.untrusted import visible
from detector.review.exports.about import About, Separator
from detector.review.exports.columns import flat
from detector.review.exports.parquet_file import COLUMNS
from detector.review.exports.rows import ExportRow

CSV_COLUMNS = (*COLUMNS.names, "reviewers", "notes")
_CALCULATES = ("=", "+", "-", "@", "\t", "\r", "\n")


def to_csv(rows: Iterable[ExportRow], *, separator: Separator = "comma") -> bytes:
    """Return items as CSV in UTF-8 with a byte order mark, header first, lines ended by CR LF.

    A cell that a spreadsheet could run as a formula begins with an apostrophe, control characters are made visible; Parquet and JSON
    keep texts as they are. Lists are joined by " | ", `opinions` is JSON, `reviewers` and `notes` are for people.
    With `separator="semicolon"` numbers have decimal commas.
    """
    file = io.BytesIO()
    write_csv(rows, file, About(separator=separator))
    return file.getvalue()


def write_csv(rows: Iterable[ExportRow], file: BinaryIO, about: About) -> None:
    """Write what `to_csv` returns."""
    text = io.TextIOWrapper(file, "utf-8-sig", newline="", write_through=False)
    spanish = about.separator == "semicolon"
    writer = csv.writer(text, delimiter=";" if spanish else ",", lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS)
    for row in rows:
        values = flat(row)
        values |= {
            "opinions": json.dumps(values["opinions"], ensure_ascii=False, default=lambda at: at.isoformat()),
            "reviewers": [said.reviewer for said in row.opinions],
            "notes": "\n".join(f"{said.reviewer}: {said.note}" for said in row.opinions if said.note),
        }
        writer.writerow([_cell(values[name], spanish) for name in CSV_COLUMNS])
    text.flush()
    text.detach()


def _cell(value: Any, decimal_comma: bool) -> Any:
    if isinstance(value, list):
        return harmless(" | ".join(value))
    if isinstance(value, float):
        return repr(value).replace(".", ",") if decimal_comma else repr(value)
    return harmless(value) if isinstance(value, str) else value


def harmless(text: str) -> str:
    """Return `text` so that no spreadsheet runs it: with an apostrophe before anything that begins a formula, as OWASP advises.

    Full-width forms count, and what stands behind spaces or invisible characters: programs differ in what they strip.
    """
    if text.isprintable() and text[:1].isalnum():
        return text  # nearly every cell
    clean = visible(text)
    begins = next((c for c in text if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf")), "")
    risky = clean.startswith(_CALCULATES) or unicodedata.normalize("NFKC", begins).startswith(_CALCULATES)
    return f"'{clean}" if risky else clean
