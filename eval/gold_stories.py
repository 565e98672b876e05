"""Our own stories (`gold/stories`): articles of invented newsrooms with what they say of each other, split for choosing and for testing."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any, Literal

from detector.records import Article
from eval.outcome import Data, data_of

FOLDER = Path(__file__).parent / "gold" / "stories"
SPLIT = FOLDER / "split.json"
Split = Literal["test", "dev"]
SPLITS: tuple[Split, ...] = ("test", "dev")


def files(split: Split) -> list[Path]:
    """Return the files of a split's stories, by name."""
    return [FOLDER / f"{name}.jsonl" for name in json.loads(SPLIT.read_text("utf-8"))[split]]


def records(split: Split) -> list[dict[str, Any]]:
    """Return all records of a split, each with `file` (the story's), articles also with `path`: "file/id"."""
    rows: list[dict[str, Any]] = []
    for file in files(split):
        for line in file.read_text("utf-8").splitlines():
            row = json.loads(line)
            rows.append(row | {"file": file.stem})
            if row["record"] == "article":
                rows[-1]["path"] = f"{file.stem}/{row['id']}"
    return rows


def articles(split: Split) -> list[Article]:
    """Return the articles of a split as the program reads them."""
    return [
        Article.from_text(row["text"], row["source"], row["title"], date.fromisoformat(row["date"]), row["url"], row["language"])
        for row in records(split)
        if row["record"] == "article"
    ]


def data(split: Split) -> Data:
    """Return the digest of a split's files."""
    return data_of(f"eval/gold/stories, {split}", files(split))
