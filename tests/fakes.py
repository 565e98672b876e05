"""Engines for tests of the whole: no network, and answers that a reader of the test can foresee."""

import re

from detector.engines.fake import FakeEncoder, FakeNli

_NEGATION = re.compile(r"\b(?:no|not|nunca|never|ningún)\b", re.IGNORECASE)
_WORD = re.compile(r"\w{4,}")


def opposites(premise: str, hypothesis: str) -> str:
    """Contradiction where one of two texts of like words is negated, entailment where neither or both are."""
    left, right = (set(_WORD.findall(text.lower())) for text in (premise, hypothesis))
    if len(left & right) < 0.5 * min(len(left), len(right)):
        return "neutral"
    return "contradiction" if bool(_NEGATION.search(premise)) != bool(_NEGATION.search(hypothesis)) else "entailment"


def fake_encoder() -> FakeEncoder:
    """Return an encoder for which texts of like words are near each other."""
    return FakeEncoder(1024)


def fake_nli() -> FakeNli:
    """Return an NLI model that knows negation and like words, and nothing else."""
    return FakeNli(opposites)
