"""esXNLI: 2,490 pairs written in Spanish, not translated into it, and their professional English translation.

Artetxe, Labaka & Agirre, "Translation Artifacts in Cross-lingual Transfer Learning", EMNLP 2020.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from eval.nli import PairSet, public_sets


def pair_sets(folder: Path, full: bool = False) -> Iterator[PairSet]:
    """Yield Spanish; with `full` English too."""
    yield from public_sets(folder, "esxnli_all", None if full else ("es",))
