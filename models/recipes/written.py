"""Training pairs from the bundles in `written/`: what rival newsrooms say of one disputed fact, written for this project.

A bundle holds sentences about one fact of an invented story: `a` (ways to state one version, which entail each other), `b` (the rival
version: each contradicts each of `a`), `more` (longer; entails every `a`, contradicts every `b`), and `neutral` (traps that are neither,
`to` a, b or both). So eleven sentences give some sixty labelled pairs; a seeded draw keeps a balanced part of them.
The stories are not those of `eval/gold`, and whoever wrote them had not read those.
"""

import hashlib
import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

FOLDER = Path(__file__).parent / "written"
DEV_SHARE = 0.06
DRAWN = {0: 14, 1: 26, 2: 20}
"""Pairs that a bundle gives at most, by label (entailment, neutral, contradiction)."""
Bundle = dict[str, Any]


def read_bundles(folder: Path = FOLDER, pattern: str = "*.jsonl") -> list[Bundle]:
    """Return the bundles of the files in `folder` that fit `pattern`, in the order of the files' names."""
    return [json.loads(line) for file in sorted(folder.glob(pattern)) for line in file.read_text("utf-8").splitlines()]


def in_dev(story: str) -> bool:
    """Return whether a story is kept back from training: decided by the SHA-256 of its name."""
    return int.from_bytes(hashlib.sha256(story.encode()).digest()[:4], "big") / 2**32 < DEV_SHARE


def pairs_of(bundle: Bundle) -> Iterator[tuple[str, str, int]]:
    """Yield every ordered pair (premise, hypothesis, label) that the bundle decides."""
    a, b, more = ([sentence["text"] for sentence in bundle[side]] for side in ("a", "b", "more"))
    for side in (a, b):
        yield from ((x, y, 0) for x, y in itertools.permutations(side, 2))
    yield from ((x, y, 0) for x in more for y in a)
    for x, y in itertools.product([*a, *more], b):
        yield x, y, 2
        yield y, x, 2
    for trap in bundle["neutral"]:
        for x in [*(a if trap["to"] != "b" else []), *(b if trap["to"] != "a" else [])]:
            yield trap["text"], x, 1
            yield x, trap["text"], 1


def written_pairs(seed: int, *, dev: bool = False, folder: Path = FOLDER) -> pd.DataFrame:
    """Return the drawn pairs of the stories for training (or those kept back): premise, hypothesis, label, source.

    Sentences about two facts of one story are neutral: two such pairs come with each bundle.
    """
    rng = np.random.default_rng(seed)
    bundles = [bundle for bundle in read_bundles(folder) if in_dev(bundle["story"]) == dev]
    rows: list[tuple[str, str, int]] = []
    for bundle in bundles:
        pairs = list(pairs_of(bundle))
        for label, most in DRAWN.items():
            of_label = [pair for pair in pairs if pair[2] == label]
            rows += [of_label[i] for i in sorted(rng.permutation(len(of_label))[:most])]
    for _, group in itertools.groupby(sorted(bundles, key=lambda bundle: bundle["story"]), key=lambda bundle: bundle["story"]):
        facts = [[sentence["text"] for side in ("a", "b") for sentence in bundle[side]] for bundle in group]
        for one, other in itertools.permutations(facts, 2):
            if rng.random() < 2 / max(len(facts) - 1, 1):
                rows.append((one[rng.integers(len(one))], other[rng.integers(len(other))], 1))
    return pd.DataFrame(rows, columns=["premise", "hypothesis", "label"]).assign(source="written")


def written_triples(seed: int, folder: Path = FOLDER) -> pd.DataFrame:
    """Return (anchor, positive, negative) of the stories for training, shuffled: two voices on one fact, and another fact of the story.

    The positive takes the anchor's side, or the other one's; the negative is a trap, or a sentence of another bundle of the story.
    """
    rng = np.random.default_rng(seed)
    bundles = [bundle for bundle in read_bundles(folder) if not in_dev(bundle["story"])]
    of_story: dict[str, list[Bundle]] = {}
    for bundle in bundles:
        of_story.setdefault(bundle["story"], []).append(bundle)
    rows = []
    for bundle in bundles:
        voices = [sentence["text"] for side in ("a", "more", "b") for sentence in bundle[side]]
        others = [
            sentence["text"]
            for other in of_story[bundle["story"]]
            if other is not bundle
            for side in ("a", "b")
            for sentence in other[side]
        ]
        traps = [sentence["text"] for sentence in bundle["neutral"]]
        for anchor in voices:
            positive = str(rng.choice([voice for voice in voices if voice != anchor]))
            rows.append((anchor, positive, str(rng.choice(others if others and rng.random() < 0.5 else traps))))
    return pd.DataFrame(rows, columns=["anchor", "positive", "negative"]).sample(frac=1.0, random_state=seed).reset_index(drop=True)
