"""EQUATE: numbers. StressTest (algebra word problems; three labels), AWPNLI (arithmetic; no neutrals), RTE-Quant (entailed or not).

Ravichander, Naik, Rose & Hovy, "EQUATE: A Benchmark Evaluation Framework for Quantitative Reasoning in Natural Language
Inference", CoNLL 2019.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from eval.nli import PairSet, public_sets


def pair_sets(folder: Path, full: bool = False) -> Iterator[PairSet]:
    """Yield the three sets."""
    for name in ("StressTest", "AWPNLI", "RTE_Quant"):
        yield from public_sets(folder, f"equate_{name}_test")
