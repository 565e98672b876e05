"""encoder/stsb_*: how well cosines follow people's judgement of similarity, in Spanish, in English and across the two.

STS-B test, 1,379 pairs a language: Cer et al., "SemEval-2017 Task 1: Semantic Textual Similarity", SemEval 2017; Spanish by
machine translation (PhilipMay/stsb-multi-mt).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

import numpy as np
import pandas as pd

from detector.engines import Encoder
from eval.outcome import DataError, Outcome, bootstrapped, data_of, sample

FILE = Path("sts") / "stsb_es_en_test.parquet"
COLUMNS = ["s1", "s2", "score", "lang"]


def measure(folder: Path, encoder: Encoder, limit: int | None = None, progress: Callable[[int], None] | None = None) -> Iterator[Outcome]:
    """Yield Spearman's rank correlation of cosine and gold score for each language of the file; nothing where it is absent.

    Raises:
        DataError: the file is no such table.
    """
    file = folder / FILE
    if not file.is_file():
        return
    try:
        table = pd.read_parquet(file, columns=COLUMNS)
    except (OSError, ValueError, KeyError) as error:
        raise DataError(f"{file}: not a table of {', '.join(COLUMNS)}") from error
    data = data_of(FILE.as_posix(), [file])
    for language, whole in table.groupby("lang"):
        started = perf_counter()
        rows = sample(whole, limit)
        left, right = (encoder.encode(list(rows[side]), progress) for side in ("s1", "s2"))
        frame = pd.DataFrame({"cosine": (left * right).sum(axis=1), "score": rows["score"].to_numpy(np.float64)})
        metric = bootstrapped("spearman", lambda items, frame=frame: _spearman(frame.iloc[items]), len(rows))  # type: ignore[misc]
        yield Outcome(f"encoder/stsb_{language}", data, len(rows), (metric,), perf_counter() - started)


def _spearman(frame: pd.DataFrame) -> float:
    """Pearson's correlation of average ranks; 0 where one of the two is constant."""
    ranks = frame.rank().to_numpy()
    if (ranks.std(axis=0) == 0).any():
        return 0.0
    return float(np.corrcoef(ranks, rowvar=False)[0, 1])
