"""claims/<parser>/<component>/<split>: what `detector.claims` finds, part by part, on gold that was written blind to its rules.

Five files of `gold/components`: sentence boundaries, clauses, attribution (speaker and stance), quantities, dates. An item is in dev or in
test by the SHA-256 of its id; dev is read while rules are mended, test for tables only. Intervals draw whole items.
"""

from __future__ import annotations

import hashlib
import json
import math
import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any, Literal

import numpy as np

from detector.claims import extract_all
from detector.claims.grammar.passages import blocks
from detector.claims.grammar.sentences import quoted_spans, split_sentences
from detector.records import Article, Claim
from detector.settings import ClaimSettings
from eval.outcome import Metric, Outcome, bootstrapped, data_of

GOLD = Path(__file__).parents[1] / "gold" / "components"
Split = Literal["dev", "test"]
Item = dict[str, Any]
Span = tuple[int, int]
_SAME = {"person": "people", "persons": "people", "kilogramo": "kilo", "kilogram": "kilo"}
SAME_SPAN = 0.75
"""Least overlap (shared characters over all characters of the two) of a clause that counts as found."""


def load(component: str, split: Split | None = None) -> list[Item]:
    """Return the items of a component, or those of one split."""
    items = [json.loads(line) for line in (GOLD / f"{component}.jsonl").read_text("utf-8").splitlines()]
    return [item for item in items if split in (None, split_of(item["id"]))]


def split_of(item: str) -> Split:
    """Return the split of an item by its id."""
    return "dev" if hashlib.sha256(item.encode()).digest()[0] % 2 else "test"


def measure(parser: Literal["spacy", "rules"], split: Split) -> Iterator[Outcome]:
    """Yield an outcome a component. Raises `MissingParser` where the parser is not installed."""
    for component, score in COMPONENTS.items():
        started = perf_counter()
        items = load(component, split)
        metrics = tuple(score(items, claims_of(items, parser)))
        data = data_of(f"eval/gold/components/{component}", [GOLD / f"{component}.jsonl"])
        yield Outcome(f"claims/{parser}/{component}/{split}", data, len(items), metrics, perf_counter() - started)


def claims_of(items: Sequence[Item], parser: Literal["spacy", "rules"]) -> list[list[Claim]]:
    """Return the claims of each item's text, read as an article published on its day."""
    articles = [
        Article.from_text(item["text"], language=item["language"], source=item["id"], published=_day(item.get("published")))
        for item in items
    ]
    found: dict[str, list[Claim]] = {article.id: [] for article in articles}
    for claim in extract_all(articles, ClaimSettings(parser=parser, min_words=2)):
        found[claim.article_id].append(claim)
    return [found[article.id] for article in articles]


def score_sentences(items: Sequence[Item], claims: Sequence[list[Claim]]) -> Iterator[Metric]:
    """Yield `f1` of boundaries, both ends exact; `claims` are not looked at.

    Sentences of one quotation count as one: the reader keeps it whole, with the frame that says whose it is, and cuts it into claims later.
    """
    counts = []
    for item in items:
        text = item["text"]
        found = [span for start, end, _ in blocks(text) for span in split_sentences(text, start, end)]
        counts.append(Counted.of(_with_quotations_whole(text, gold_spans(text, item["sentences"])), found))
    yield _f1("f1", counts)


def _with_quotations_whole(text: str, spans: Sequence[Span]) -> list[Span]:
    quotations = quoted_spans(text, 0, len(text))
    whole: list[Span] = []
    for start, end in spans:
        if whole and any(opening < whole[-1][1] < closing and opening < start < closing for opening, closing in quotations):
            start = whole.pop()[0]
        whole.append((start, end))
    return whole


def score_clauses(items: Sequence[Item], claims: Sequence[list[Claim]]) -> Iterator[Metric]:
    """Yield `f1` of claims' quotes against gold clauses: each matched once, with an overlap of at least `SAME_SPAN`."""
    yield _f1(
        "f1",
        (
            matched_spans(gold_spans(i["text"], i["clauses"]), {(c.start, c.end) for c in found})
            for i, found in zip(items, claims, strict=True)
        ),
    )


def score_attribution(items: Sequence[Item], claims: Sequence[list[Claim]]) -> Iterator[Metric]:
    """Yield `speaker_f1` (innermost, exact name), `stance_accuracy` and `found`, over gold claims: one that no quote holds is wrong."""
    speakers, stances, held, anchors = [], [], [], []
    for item, found in zip(items, claims, strict=True):
        for wanted in item["claims"]:
            claim = cover(found, item["text"].index(wanted["anchor"]), wanted["anchor"])
            speakers.append(Counted.of({_name(wanted["speaker"])} - {""}, {_name(claim.speaker if claim else None)} - {""}))
            stances.append(claim is not None and claim.stance == wanted["stance"])
            held.append(claim is not None)
            anchors.append(item["id"])
    yield _f1("speaker_f1", speakers, anchors)
    for name, values in (("stance_accuracy", stances), ("found", held)):
        right = np.array(values, float)
        yield bootstrapped(name, lambda places, right=right: float(right[places].mean()), len(right), groups=anchors)  # type: ignore[misc]


def score_quantities(items: Sequence[Item], claims: Sequence[list[Claim]]) -> Iterator[Metric]:
    """Yield `f1` of bounds, unit and counted noun all right, and `bounds_f1` of the bounds alone."""
    for name, width in (("f1", 4), ("bounds_f1", 2)):
        counts = []
        for item, found in zip(items, claims, strict=True):
            gold = [(_bound(q["low"]), _bound(q["high"]), _singular(q["unit"]), _singular(q["counted"])) for q in item["quantities"]]
            said = {
                (q.start, q.end): (_bound(q.low), _bound(q.high), _singular(q.unit), _singular(q.counted))
                for c in found
                for q in c.quantities
            }
            counts.append(Counted.of([key[:width] for key in gold], [key[:width] for key in said.values()]))
        yield _f1(name, counts)


def score_dates(items: Sequence[Item], claims: Sequence[list[Claim]]) -> Iterator[Metric]:
    """Yield `f1` of the days in which the events lie, both ends exact; of a sentence's claims the longest is its main statement."""
    counts = []
    for item, found in zip(items, claims, strict=True):
        gold = {(item["time"]["start"], item["time"]["end"])} if item["time"] else set()
        main = max(found, key=lambda claim: len(claim.text), default=None)
        counts.append(Counted.of(gold, {(main.time.start, main.time.end)} if main and main.time else set()))
    yield _f1("f1", counts)


COMPONENTS: dict[str, Callable[[Sequence[Item], Sequence[list[Claim]]], Iterator[Metric]]] = {
    "sentences": score_sentences,
    "clauses": score_clauses,
    "attribution": score_attribution,
    "quantities": score_quantities,
    "dates": score_dates,
}


class Counted(tuple[int, int, int]):
    """How many of an item's answers are right, given, and wanted."""

    @classmethod
    def of(cls, gold: Sequence[Hashable] | set[Any], found: Sequence[Hashable] | set[Any]) -> Counted:
        """Compare two collections, in which something may occur more than once."""
        return cls(((Counter(gold) & Counter(found)).total(), len(found), len(gold)))


def gold_spans(text: str, quotes: Sequence[str]) -> list[Span]:
    """Return where quotes stand: each after the start of the one before, or anywhere where it does not (a clause inside another).

    Raises ValueError where a quote is not in the text.
    """
    spans, at = [], 0
    for quote in quotes:
        start = text.find(quote, at)
        start = start if start >= 0 else text.index(quote)
        spans.append((start, start + len(quote)))
        at = start + 1
    return spans


def matched_spans(gold: Sequence[Span], found: set[Span]) -> Counted:
    """Match spans one to one, the best overlap first."""
    overlaps = sorted(((_overlap(a, b), a, b) for a in gold for b in found), reverse=True)
    left, right = set(gold), set(found)
    correct = 0
    for share, a, b in overlaps:
        if share >= SAME_SPAN and a in left and b in right:
            left.remove(a)
            right.remove(b)
            correct += 1
    return Counted((correct, len(found), len(gold)))


def cover(claims: Sequence[Claim], at: int, anchor: str) -> Claim | None:
    """Return the claim whose quote holds the anchor that stands at `at`, the one with the shortest quote where several do."""
    return min((c for c in claims if c.start <= at and at + len(anchor) <= c.end), key=lambda claim: len(claim.text), default=None)


def _f1(name: str, counts: Iterator[Counted] | Sequence[Counted], groups: Sequence[str] | None = None) -> Metric:
    table = np.array(list(counts), float)

    def f1(places: Any) -> float:
        correct, found, wanted = table[places].sum(axis=0)
        return float(2 * correct / (found + wanted)) if found + wanted else 1.0

    return bootstrapped(name, f1, len(table), groups=groups)


def _overlap(a: Span, b: Span) -> float:
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return max(shared, 0) / (max(a[1], b[1]) - min(a[0], b[0]))


def _name(speaker: str | None) -> str:
    return (speaker or "").strip("«»“”\"' ").lower()


def _bound(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else round(value, 6)


def _singular(noun: str) -> str:
    """Return a noun or unit as it is compared: endings, accents and American spellings aside."""
    plain = unicodedata.normalize("NFD", _SAME.get(noun.lower(), noun.lower()))
    bare = "".join(mark for mark in plain if not unicodedata.combining(mark)).removesuffix("s").removesuffix("e")
    return bare[:-2] + "r" if bare.endswith(("meter", "liter")) else bare


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
