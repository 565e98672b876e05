"""nli/gold: 120 pairs of ours, a hard case each, that travel with the repository; see `eval/gold/nli/README.md`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd

from eval.nli import PairSet, labelled
from eval.outcome import data_of

GOLD = Path(__file__).parents[1] / "gold" / "nli" / "pairs.jsonl"


def pair_sets(folder: Path, full: bool = False) -> Iterator[PairSet]:
    """Yield the one set; `folder` and `full` play no part."""
    rows = pd.read_json(GOLD, lines=True, dtype=False)
    yield replace(labelled("gold", data_of("eval/gold/nli/pairs.jsonl", [GOLD]), rows), slices=("lang", "phenomenon"), readable=True)
