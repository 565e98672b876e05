"""One file a benchmark: which data, where they come from, what is measured on them."""

from collections.abc import Iterator
from pathlib import Path

from eval.benchmarks import (
    equate,
    esxnli,
    fever_symmetric,
    fm2,
    gold,
    healthver,
    held_back,
    inferes,
    on_task,
    snli,
    xnli,
)
from eval.nli import PairSet

NLI = (gold, on_task, xnli, esxnli, inferes)
NLI_FULL = (healthver, fever_symmetric, fm2, equate, snli, held_back)


def pair_sets(folder: Path, full: bool = False) -> Iterator[PairSet]:
    """Yield the sets an NLI model is measured on: our own always, public ones where `folder` has their files.

    `full`: all of them, and all languages. Raises `DataError` where a file is not what it should be.
    """
    for benchmark in NLI + NLI_FULL if full else NLI:
        yield from benchmark.pair_sets(folder, full)
