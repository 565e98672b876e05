"""encoder/same_fact: are claims about one fact each other's nearest, whatever they say of it, among all claims of all stories?

Claims are the distinct sentences of `eval/gold/pairs`; two that share a fact are partners. `recall_at_5`: the share of a
claim's partners among its five nearest claims, averaged over the claims that have a partner. `auc`: within stories, the
chance that a pair about one fact has a higher cosine than a pair about two; claims of no known fact are left out. The
figures `..._across` ask the same of the other language alone: only claims in it are looked at, and only pairs across.
Intervals draw whole stories.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from detector.engines import Encoder
from eval import gold_pairs
from eval.metrics.ranking import recall_of_nearest, roc_auc
from eval.outcome import Metric, Outcome, bootstrapped, sample

NEAREST = 5


def measure(encoder: Encoder, limit: int | None = None, progress: Callable[[int], None] | None = None) -> Iterator[Outcome]:
    """Yield the figures of the test stories, then of the dev stories; at most `limit` claims of each."""
    for split in gold_pairs.SPLITS:
        started = perf_counter()
        claims = sample(gold_pairs.claims(split), limit)
        vectors = encoder.encode(list(claims["text"]), progress)
        metrics = tuple(score(claims, vectors))
        yield Outcome(f"encoder/same_fact/{split}", gold_pairs.data(), len(claims), metrics, perf_counter() - started)


def score(claims: pd.DataFrame, vectors: NDArray[np.float32]) -> Iterator[Metric]:
    """Yield the four metrics of claims (columns story, lang, facts) with embeddings float32 (n, d) of unit length."""
    similarity = vectors @ vectors.T
    np.fill_diagonal(similarity, -np.inf)
    story, language = claims["story"].to_numpy(str), claims["lang"].to_numpy(str)
    facts = list(claims["facts"])
    partner = np.array([[i != j and not a.isdisjoint(b) for j, b in enumerate(facts)] for i, a in enumerate(facts)])
    across = language[:, None] != language[None, :]

    known = np.array([bool(own) for own in facts])
    left, right = np.nonzero(np.triu((story[:, None] == story[None, :]) & known[:, None] & known[None, :], k=1))
    for suffix, allowed in (("", np.ones_like(across)), ("_across", across)):
        wanted = partner & allowed
        shares = recall_of_nearest(np.where(allowed, similarity, -np.inf), wanted, NEAREST)
        yield _mean(f"recall_at_{NEAREST}{suffix}", shares, story[wanted.any(axis=1)])
        kept = allowed[left, right]
        a, b = left[kept], right[kept]
        yield _auc(f"auc{suffix}", partner[a, b], similarity[a, b], story[a])


def _mean(name: str, values: NDArray[np.float64], story: NDArray[np.str_]) -> Metric:
    if not values.size:
        return Metric(name, 0.0)
    return bootstrapped(name, lambda items: float(values[items].mean()), len(values), groups=story)


def _auc(name: str, same: NDArray[np.bool_], cosine: NDArray[np.float32], story: NDArray[np.str_]) -> Metric:
    if not same.size:
        return Metric(name, 0.5)
    return bootstrapped(name, lambda items: roc_auc(same[items], cosine[items]), len(same), groups=story)
