"""FEVER-symmetric: 711 pairs of evidence and claim in which the claim alone gives nothing away; no neutrals.

Schuster et al., "Towards Debiasing Fact Verification Models", EMNLP 2019.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from eval.nli import PairSet, public_sets


def pair_sets(folder: Path, full: bool = False) -> Iterator[PairSet]:
    """Yield the one set."""
    yield from public_sets(folder, "fever_symmetric_test")
