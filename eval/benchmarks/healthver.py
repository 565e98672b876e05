"""HealthVer test: 1,694 claims about COVID-19, each with a sentence of a paper that bears on it; three labels.

Sarrouti, Ben Abacha, Mrabet & Demner-Fushman, "Evidence-based Fact-Checking of Health-related Claims", Findings of EMNLP 2021.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from eval.nli import PairSet, public_sets


def pair_sets(folder: Path, full: bool = False) -> Iterator[PairSet]:
    """Yield the one set."""
    yield from public_sets(folder, "healthver_test")
