"""Fool Me Twice test: 1,379 claims written by players to mislead, with their evidence from Wikipedia; no neutrals.

Eisenschlos et al., "Fool Me Twice: Entailment from Wikipedia Gamification", NAACL 2021.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from eval.nli import PairSet, public_sets


def pair_sets(folder: Path, full: bool = False) -> Iterator[PairSet]:
    """Yield the one set."""
    yield from public_sets(folder, "fm2_test")
