"""InferES test: 1,611 Spanish pairs, many with a negation that misleads.

Kovatchev & Taulé, "InferES: A Natural Language Inference Corpus for Spanish Featuring Negation-Based Contrastive and
Adversarial Examples", COLING 2022.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from eval.nli import PairSet, public_sets


def pair_sets(folder: Path, full: bool = False) -> Iterator[PairSet]:
    """Yield the one set."""
    yield from public_sets(folder, "inferes_test")
