"""SNLI test: 9,824 English pairs about what a picture shows.

Bowman, Angeli, Potts & Manning, "A large annotated corpus for learning natural language inference", EMNLP 2015.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from eval.nli import PairSet, public_sets


def pair_sets(folder: Path, full: bool = False) -> Iterator[PairSet]:
    """Yield the one set."""
    yield from public_sets(folder, "snli_test")
