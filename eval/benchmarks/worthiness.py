"""encoder/check_worthiness: is a claim that could be checked told from opinion, courtesy and general truth?

300 sentences and clauses of invented news (`eval/gold/worthiness.jsonl`), half of them check-worthy, by a writer who saw neither the
program nor what its head was fitted on, nor the 240 by which it was chosen (`worthiness_dev.jsonl`,
`docs/decisions/0008-check-worthiness.md`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import numpy as np

from detector.engines import Encoder
from detector.settings import StorySettings
from detector.stories import check_worthiness
from eval.metrics.ranking import roc_auc
from eval.outcome import Outcome, bootstrapped, data_of, proportion

GOLD = Path(__file__).parents[1] / "gold" / "worthiness.jsonl"


def measure(encoder: Encoder) -> Iterator[Outcome]:
    """Yield the figures of the encoder's head: `auc`, `accuracy` at 0.5, and what the shipped threshold leaves out of either kind.

    Nothing where the encoder has no head.
    """
    if encoder.check_worthiness is None:
        return
    started = perf_counter()
    items = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    worthy = np.array([item["worth"] == 1 for item in items])
    score = check_worthiness(encoder.encode([item["text"] for item in items]), encoder.check_worthiness)
    out = score < StorySettings().min_check_worthiness
    metrics = (
        bootstrapped("auc", lambda places: roc_auc(worthy[places], score[places]), len(items)),
        proportion("accuracy", int(((score > 0.5) == worthy).sum()), len(items)),
        proportion("left_out_of_worthy", int(out[worthy].sum()), int(worthy.sum()), "lower"),
        proportion("left_out_of_others", int(out[~worthy].sum()), int((~worthy).sum())),
    )
    yield Outcome("encoder/check_worthiness", data_of("eval/gold/worthiness.jsonl", [GOLD]), len(items), metrics, perf_counter() - started)
