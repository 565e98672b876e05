"""Our own pairs of claims as rival newsrooms would print them (`gold/pairs`), and which stories are for choosing, which for testing.

    python -m eval.gold_pairs        # writes gold/pairs/split.json, once

Half of each writer's stories go to dev, the rest to test, in the order of the SHA-256 of their names: nobody chose. The
file is pinned: a story never moves, so that nothing tuned on dev has seen a story of test.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Literal

import pandas as pd

from eval.outcome import Data, DataError, data_of

GOLD = Path(__file__).parent / "gold" / "pairs"
SPLIT = GOLD / "split.json"
Split = Literal["test", "dev"]
SPLITS: tuple[Split, ...] = ("test", "dev")


def read(split: Split) -> pd.DataFrame:
    """Return the pairs of a split's stories: story, id, premise, hypothesis, label, kind, lang, fact (None where they share none)."""
    rows = _all_rows()
    return rows[rows["story"].isin(json.loads(SPLIT.read_text("utf-8"))[split])].reset_index(drop=True)


def claims(split: Split) -> pd.DataFrame:
    """Return the distinct sentences of each story of a split: story, text, lang, facts (frozenset, empty where none is known).

    A sentence has the facts of the pairs that it stands in: the two sides of a pair with a fact both speak of it.
    """
    rows = read(split)
    sides = []
    for side, place in (("premise", 0), ("hypothesis", -1)):
        sides.append(pd.DataFrame({
            "story": rows["story"], "text": rows[side], "lang": rows["lang"].str.split("-").str[place], "fact": rows["fact"],
        }))  # fmt: skip
    stacked = pd.concat(sides, ignore_index=True)
    return stacked.groupby(["story", "text"], as_index=False).agg(
        lang=("lang", "first"), facts=("fact", lambda fact: frozenset(fact.dropna()))
    )


def data() -> Data:
    """Return the digest of the pairs and of their split."""
    return data_of("eval/gold/pairs", [*GOLD.glob("*.jsonl"), SPLIT])


def make_split(folder: Path) -> dict[Split, list[str]]:
    """Return the stories of each split of the writers' files in `folder`.

    Raises:
        DataError: one story stands in two files.
    """
    made: dict[Split, list[str]] = {"dev": [], "test": []}
    for file in sorted(folder.glob("*.jsonl")):
        stories = sorted(set(_rows(file)["story"]), key=lambda story: hashlib.sha256(story.encode()).hexdigest())
        if shared := set(stories) & {*made["dev"], *made["test"]}:
            raise DataError(f"{file}: its stories {', '.join(sorted(shared))} stand in another file too")
        made["dev"] += stories[: len(stories) // 2]
        made["test"] += stories[len(stories) // 2 :]
    return {split: sorted(stories) for split, stories in made.items()}


def _all_rows() -> pd.DataFrame:
    return pd.concat(map(_rows, sorted(GOLD.glob("*.jsonl"))), ignore_index=True)


def _rows(file: Path) -> pd.DataFrame:
    return pd.read_json(file, lines=True, dtype=False)


if __name__ == "__main__":
    if SPLIT.exists():
        raise SystemExit(f"{SPLIT}: stories are split once")
    SPLIT.write_text(json.dumps(make_split(GOLD), indent=2, ensure_ascii=False) + "\n", "utf-8")
