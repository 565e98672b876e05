"""How well `detector.claims` finds sentences, speakers, stances and quantities, measured on our own gold sentences."""

from __future__ import annotations

import json
import math
from collections import Counter
from pathlib import Path
from typing import Any, Literal

from detector.claims import extract_claims
from detector.claims.grammar.sentences import split_sentences
from detector.records import Article, Claim, Quantity
from detector.settings import ClaimSettings

GOLD = Path(__file__).parents[1] / "gold" / "claims"


def measure(parser: Literal["auto", "spacy", "rules"], split: Literal["dev", "test", "test2"] | None = None) -> dict[str, float]:
    """Return each metric over the gold items (of one split); all lie between 0 and 1.

    sentences_f1: exact (start, end) pairs. claims_found: share of gold claims that some claim covers. speaker_f1: exact
    name of the innermost speaker over gold claims (micro). stance_accuracy: a gold claim that is not found counts as wrong.
    content_f1: mean word overlap (bag of words) with the gold content, where the gold gives one. quantities_f1: bounds,
    unit and counted noun all right (plural endings aside), over the items' claims.
    """
    sentences, speakers, quantities = Counts(), Counts(), Counts()
    found = right = total = 0
    contents: list[float] = []
    for item in load_gold(split):
        article = Article.from_text(item["text"], language=item["language"])
        spans, at = set(), 0
        for sentence in item["sentences"]:
            at = item["text"].index(sentence, at)
            spans.add((at, at + len(sentence)))
        sentences.add(spans, set(split_sentences(article.text, 0, len(article.text))))
        claims = extract_claims(article, ClaimSettings(parser=parser, min_words=2))
        predicted = {(quantity.start, _quantity(quantity)) for claim in claims for quantity in claim.quantities}
        gold = Counter((q["low"], q["high"], q["unit"], singular(q["counted"])) for q in item["quantities"])
        quantities.add_counts(gold, Counter(key for _, key in predicted))
        for wanted in item["claims"]:
            claim = cover(claims, wanted["anchor"])
            total += 1
            found += claim is not None
            right += claim is not None and claim.stance == wanted["stance"]
            speakers.add({wanted["speaker"]} - {None}, {claim.speaker if claim else None} - {None})
            if wanted.get("content"):
                contents.append(word_overlap(wanted["content"], claim.content if claim else ""))
    return {
        "claims.sentences_f1": sentences.f1,
        "claims.found": found / total,
        "claims.speaker_f1": speakers.f1,
        "claims.stance_accuracy": right / total,
        "claims.content_f1": sum(contents) / len(contents),
        "claims.quantities_f1": quantities.f1,
    }


class Counts:
    """True positives, predictions and gold items, added up over texts."""

    def __init__(self) -> None:
        self.correct = self.predicted = self.wanted = 0

    def add(self, gold: set[Any], predicted: set[Any]) -> None:
        """Count one text's items."""
        self.add_counts(Counter(gold), Counter(predicted))

    def add_counts(self, gold: Counter[Any], predicted: Counter[Any]) -> None:
        """Count one text's items, some of which may occur more than once."""
        self.correct += (gold & predicted).total()
        self.predicted += predicted.total()
        self.wanted += gold.total()

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where there is nothing to find and nothing was found."""
        return 2 * self.correct / (self.predicted + self.wanted) if self.predicted + self.wanted else 1.0


def load_gold(split: Literal["dev", "test", "test2"] | None = None) -> list[dict[str, Any]]:
    """Return the gold items, or those of one split; see `gold/claims/README.md` for their fields."""
    items = [json.loads(line) for path in sorted(GOLD.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    return [item for item in items if split in (None, item["split"])]


def cover(claims: list[Claim], anchor: str) -> Claim | None:
    """Return the claim whose quote holds the anchor, the one with the shortest quote where several do."""
    return min((claim for claim in claims if anchor in claim.text), key=lambda claim: len(claim.text), default=None)


def word_overlap(gold: str, predicted: str) -> float:
    """Return the F1 of two texts as bags of words, case aside."""
    counts = Counts()
    counts.add_counts(Counter(gold.lower().split()), Counter(predicted.lower().split()))
    return counts.f1


def singular(noun: str) -> str:
    """Return a noun without its plural ending, so that a surface form and a lemma compare equal."""
    return noun.removesuffix("s").removesuffix("e")


def _quantity(quantity: Quantity) -> tuple[float | None, float | None, str, str]:
    low, high = (bound if math.isfinite(bound) else None for bound in (quantity.low, quantity.high))
    return low and round(low, 6), high and round(high, 6), quantity.unit, singular(quantity.counted)


if __name__ == "__main__":
    for mode in ("spacy", "rules"):
        for part in ("dev", "test", "test2"):
            print(mode, part, {name.removeprefix("claims."): round(value, 3) for name, value in measure(mode, part).items()})
