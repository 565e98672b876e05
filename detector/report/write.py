"""Everything that a run leaves in its output folder, each file written whole or not at all."""

from __future__ import annotations

import json
import os
from pathlib import Path

from detector.records import Results
from detector.report.contract import to_json
from detector.report.pages import render_pages
from detector.report.tables import relations_csv, relations_parquet
from detector.report.texts import Language


def write_report(results: Results, out: Path, language: Language = "es") -> list[Path]:
    """Write the report of a run into the folder `out` (made if missing) and return the paths, `index.html` first.

    The files are `index.html`, one `story-<id>.html` per story, `report.json`, `relations.csv` and `relations.parquet`;
    the pages are in `language`, the data files do not depend on it. The same results give the same bytes. Each file is
    replaced atomically and the index last, so that it never links to a page that is not there.

    Raises:
        OSError: the folder or a file cannot be written.
        ValueError: a story's id cannot be a file name.
    """
    out.mkdir(parents=True, exist_ok=True)
    contents: dict[str, bytes] = {
        "report.json": (json.dumps(to_json(results), ensure_ascii=False, allow_nan=False, indent=2) + "\n").encode(),
        "relations.csv": relations_csv(results).encode(),
        "relations.parquet": relations_parquet(results),
    }
    contents |= {name: page.encode() for name, page in render_pages(results, language).items()}
    written = [_replace(out / name, content) for name, content in contents.items()]
    return written[::-1]


def _replace(path: Path, content: bytes) -> Path:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return path
