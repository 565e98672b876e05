"""What the templates print: relations and findings turned into cards, voices and quotes, in reading order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from detector.records import Article, Claim, Finding, Kind, Relation, Results, Span, Story
from detector.report.passages import Passage, passage
from detector.report.summary import Corroboration, Dossier
from detector.report.untrusted import web_address


@dataclass(frozen=True, slots=True)
class Quote:
    """A claim as it is shown; `link` is the original's address and host where it may be linked to."""

    claim: Claim
    article: Article
    passage: Passage
    link: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Voice:
    """One origin: its earliest quote, and the others that come from it."""

    quote: Quote
    others: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A pair of quotes, the earlier one first. Scores run (first to second, second to first).

    `with_first` and `with_second` are the other quotes on the same side of the finding that holds the pair. `echoed` is how likely third
    voices make a conflict, and support.
    """

    id: str
    kind: Kind
    probability: float
    first: Quote
    second: Quote
    with_first: tuple[Quote, ...]
    with_second: tuple[Quote, ...]
    contradiction: tuple[float, float]
    entailment: tuple[float, float]
    quoted_contradiction: tuple[float, float]
    quoted_entailment: tuple[float, float]
    similarity: float
    echoed: tuple[float, float]
    gates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The voices that say one thing; `days` are the first and the last on which it was published."""

    origins: int
    outlets: int
    voices: tuple[Voice, ...]
    days: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A finding: what it turns on, in the language it was said in, and its groups of voices."""

    id: str
    text: str
    language: str
    probability: float
    groups: tuple[Group, ...]


class Views:
    """Makes the views of one run."""

    def __init__(self, results: Results) -> None:
        self._claims = {claim.id: claim for claim in results.claims}
        self._articles = {article.id: article for article in results.articles}
        self._origins = results.origins
        self._holding: dict[str, list[Finding]] = defaultdict(list)
        for finding in results.findings:
            for side in finding.sides:
                for claim_id in side.claim_ids:
                    self._holding[claim_id].append(finding)

    def card(self, relation: Relation) -> Card:
        """Return the card of a pair of claims."""
        scores = relation.scores
        a, b = (self._quote(claim_id, marks) for claim_id, marks in zip((relation.a, relation.b), relation.marks, strict=True))
        with_a, with_b = self._same_side(relation.a, relation.b), self._same_side(relation.b, relation.a)
        turned = _by_date(b) < _by_date(a)
        if turned:
            a, b, with_a, with_b = b, a, with_b, with_a

        def both_ways(there: float, back: float) -> tuple[float, float]:
            return (back, there) if turned else (there, back)

        return Card(
            relation.id, relation.kind, relation.probability, a, b, with_a, with_b,
            both_ways(scores.contradiction_ab, scores.contradiction_ba),
            both_ways(scores.entailment_ab, scores.entailment_ba),
            both_ways(scores.quoted_contradiction_ab, scores.quoted_contradiction_ba),
            both_ways(scores.quoted_entailment_ab, scores.quoted_entailment_ba),
            scores.similarity, (scores.echoed_conflict, scores.echoed_support), relation.gates,
        )  # fmt: skip

    def corroboration(self, found: Corroboration) -> Question:
        """Return what several voices say."""
        group = Group(len(found.origins), len(found.sources), self._voices(found.claim_ids))
        return Question(found.id, found.question, self._language(found.question, found.claim_ids), found.probability, (group,))

    def dispute(self, finding: Finding) -> Question:
        """Return the sides of a disputed finding."""
        groups = tuple(
            Group(
                len(side.origins), len(side.sources), self._voices(side.claim_ids),
                (side.first, side.last) if side.first and side.last else None,
            )
            for side in finding.sides
        )  # fmt: skip
        claim_ids = [claim_id for side in finding.sides for claim_id in side.claim_ids]
        return Question(finding.id, finding.question, self._language(finding.question, claim_ids), finding.probability, groups)

    def same_text(self, dossier: Dossier) -> dict[str, tuple[Article, ...]]:
        """Return for each article of a story the others in it that share its text, by article id."""
        by_origin: dict[str, list[Article]] = defaultdict(list)
        for article in dossier.articles:
            by_origin[self._origins[article.id]].append(article)
        return {
            article.id: tuple(other for other in group if other.id != article.id)
            for group in by_origin.values()
            for article in group
        }  # fmt: skip

    def _quote(self, claim_id: str, marks: Sequence[Span] = ()) -> Quote:
        claim = self._claims[claim_id]
        article = self._articles[claim.article_id]
        return Quote(claim, article, passage(article, claim, marks), web_address(article.url))

    def _quotes(self, claim_ids: Iterable[str]) -> list[Quote]:
        return sorted((self._quote(claim_id) for claim_id in claim_ids), key=_by_date)

    def _voices(self, claim_ids: Iterable[str]) -> tuple[Voice, ...]:
        by_origin: dict[str, list[Quote]] = defaultdict(list)
        for quote in self._quotes(claim_ids):
            by_origin[self._origins[quote.article.id]].append(quote)
        return tuple(Voice(first, tuple(others)) for first, *others in by_origin.values())

    def _same_side(self, claim_id: str, other_id: str) -> tuple[Quote, ...]:
        for finding in self._holding[claim_id]:
            own = [side for side in finding.sides if claim_id in side.claim_ids]
            facing = [side for side in finding.sides if other_id in side.claim_ids]
            if facing and own != facing:
                return tuple(self._quotes(other for other in own[0].claim_ids if other != claim_id))
        return ()

    def _language(self, question: str, claim_ids: Iterable[str]) -> str:
        return next((self._claims[c].language for c in claim_ids if self._claims[c].text == question), "und")


def title_language(story: Story, articles: Iterable[Article]) -> str:
    """Return the language of the headline that a story took as its title, "und" where it is no headline."""
    return next((article.language for article in articles if article.title == story.title), "und")


def span(articles: Iterable[Article]) -> tuple[date, date] | None:
    """Return the first and the last day on which the articles were published, None if no date is known."""
    days = [article.published for article in articles if article.published]
    return (min(days), max(days)) if days else None


def _by_date(quote: Quote) -> tuple[date, str, int]:
    # Undated quotes come last, as nothing says that they are early.
    return (quote.article.published or date.max, quote.article.source, quote.claim.start)
