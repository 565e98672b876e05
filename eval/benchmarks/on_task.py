"""nli/pairs: claims of rival newsrooms about running stories, written for this project; see `eval/gold/pairs/README.md`.

The headline is nli/pairs/test; nli/pairs/dev stands beside it, for choosing settings. Pairs of one story share names and
facts, so intervals draw whole stories.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from eval import gold_pairs
from eval.nli import PairSet, labelled


def pair_sets(folder: Path, full: bool = False) -> Iterator[PairSet]:
    """Yield the test stories' pairs, then the dev stories'; `folder` and `full` play no part."""
    for split in gold_pairs.SPLITS:
        pairs = labelled(f"pairs/{split}", gold_pairs.data(), gold_pairs.read(split))
        yield replace(pairs, groups="story", slices=("lang", "kind"), ranked=True, readable=split == "dev")
