"""Items of the desk in the formats that other programs and newsrooms read.

    from detector.review.exports import export_rows, to_csv
    from detector.review.store import Store
    with Store("detector.db") as store:
        rows = export_rows(store, "label=contradicts&status=agreed")
    Path("agreed.csv").write_bytes(to_csv(rows))

The names are loaded when they are first used: the command line and the desk's pages import this room without waiting for pyarrow.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detector.review.exports.about import About, Publisher
    from detector.review.exports.claimreview import load_schema, to_claimreview
    from detector.review.exports.columns import to_frame
    from detector.review.exports.csv_file import to_csv
    from detector.review.exports.json_file import from_json, to_json, to_jsonl
    from detector.review.exports.labelstudio import LABEL_CONFIG, to_labelstudio
    from detector.review.exports.markdown import to_markdown
    from detector.review.exports.parquet_file import to_parquet
    from detector.review.exports.printed import to_print
    from detector.review.exports.rows import ExportRow, ExportSide
    from detector.review.exports.selection import export_rows

__all__ = [
    "LABEL_CONFIG", "About", "ExportRow", "ExportSide", "Publisher", "export_rows", "from_json", "load_schema", "to_claimreview", "to_csv",
    "to_frame", "to_json", "to_jsonl", "to_labelstudio", "to_markdown", "to_parquet", "to_print",
]  # fmt: skip

_HOME = {
    "About": "about", "Publisher": "about", "load_schema": "claimreview", "to_claimreview": "claimreview", "to_frame": "columns",
    "to_csv": "csv_file", "from_json": "json_file", "to_json": "json_file", "to_jsonl": "json_file", "LABEL_CONFIG": "labelstudio",
    "to_labelstudio": "labelstudio", "to_markdown": "markdown", "to_parquet": "parquet_file", "to_print": "printed", "ExportRow": "rows",
    "ExportSide": "rows", "export_rows": "selection",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'detector.review.exports' has no attribute {name!r}")
    return getattr(import_module(f"detector.review.exports.{_HOME[name]}"), name)
