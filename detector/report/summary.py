"""What there is to read in each story: its contradictions, updates, corroborations and disputes, and how many."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from detector.records import Article, Finding, Relation, Results, Story


@dataclass(frozen=True, slots=True)
class Corroboration:
    """Claims that say the same; `origins` are the independent voices among them (copies of one text count once)."""

    id: str
    question: str
    claim_ids: tuple[str, ...]
    origins: tuple[str, ...]
    sources: tuple[str, ...]
    probability: float

    @property
    def independent(self) -> bool:
        """Whether at least two origins say it; copies of one text corroborate nothing."""
        return len(self.origins) > 1


@dataclass(frozen=True, slots=True)
class Dossier:
    """One story with everything that was found in it, in reading order.

    `articles` are the earliest first, undated ones last; `contradictions` fall by probability, and the same words in copies of
    one text count once; `updates` are the relations
    of kind `supersession`, whatever their label; `corroborations` have the most origins first; `disputes` are the findings
    with more than one side; `uncertain` counts the pairs that the judge did not decide.
    """

    story: Story
    articles: tuple[Article, ...]
    origins: tuple[str, ...]
    contradictions: tuple[Relation, ...]
    updates: tuple[Relation, ...]
    corroborations: tuple[Corroboration, ...]
    disputes: tuple[Finding, ...]
    uncertain: int

    @property
    def outlets(self) -> tuple[str, ...]:
        """The sources of its articles, each once, in the articles' order."""
        return _distinct(article.source for article in self.articles)


@dataclass(frozen=True, slots=True)
class StorySummary:
    """One story in numbers; `corroborations` counts only what at least two independent origins say."""

    story: Story
    articles: int
    outlets: int
    origins: int
    contradictions: int
    updates: int
    corroborations: int


def summary_rows(results: Results) -> list[StorySummary]:
    """Return one row per story: most contradictions first, then most updates, corroborations and articles."""
    return [summarise(dossier) for dossier in dossiers(results)]


def summarise(dossier: Dossier) -> StorySummary:
    """Return the numbers of one story."""
    return StorySummary(
        story=dossier.story,
        articles=len(dossier.articles),
        outlets=len(dossier.outlets),
        origins=len(dossier.origins),
        contradictions=len(dossier.contradictions),
        updates=len(dossier.updates),
        corroborations=sum(corroboration.independent for corroboration in dossier.corroborations),
    )


def dossiers(results: Results) -> list[Dossier]:
    """Return the dossier of every story, in the order of `summary_rows`."""
    relations: dict[str, list[Relation]] = defaultdict(list)
    findings: dict[str, list[Finding]] = defaultdict(list)
    for relation in results.relations:
        relations[relation.story_id].append(relation)
    for finding in results.findings:
        findings[finding.story_id].append(finding)
    lookup = _Lookup(results)
    found = [_dossier(lookup, story, relations[story.id], findings[story.id]) for story in results.stories]
    return sorted(found, key=_reading_order)


class _Lookup:
    def __init__(self, results: Results) -> None:
        self.articles = {article.id: article for article in results.articles}
        self.article_of = {claim.id: claim.article_id for claim in results.claims}
        self.texts = {claim.id: claim.text for claim in results.claims}
        self.origins = results.origins

    def voice(self, claim_id: str) -> tuple[str, str]:
        """Return the origin of a claim and its words, punctuation and case aside: the same in every copy of the text."""
        return self.origins[self.article_of[claim_id]], " ".join(re.findall(r"\w+", self.texts[claim_id].lower()))


def _dossier(lookup: _Lookup, story: Story, relations: list[Relation], findings: list[Finding]) -> Dossier:
    by_probability = sorted(relations, key=lambda relation: (-relation.probability, relation.id))
    updates = [relation for relation in by_probability if relation.kind == "supersession"]
    others = [relation for relation in by_probability if relation.kind != "supersession"]
    supports = [relation for relation in others if relation.label == "supports"]
    return Dossier(
        story=story,
        articles=tuple(sorted((lookup.articles[i] for i in story.article_ids), key=lambda a: (a.published or date.max, a.source, a.id))),
        origins=_distinct(lookup.origins[article_id] for article_id in story.article_ids),
        contradictions=_once(lookup, [relation for relation in others if relation.label == "contradicts"]),
        updates=tuple(updates),
        corroborations=_corroborations(lookup, supports, findings),
        disputes=tuple(sorted((f for f in findings if len(f.sides) > 1), key=lambda f: (-f.probability, f.id))),
        uncertain=sum(relation.label == "uncertain" for relation in others),
    )


def _once(lookup: _Lookup, relations: Iterable[Relation]) -> tuple[Relation, ...]:
    """Return the first relation of every two voices with their words."""
    first: dict[frozenset[tuple[str, str]], Relation] = {}
    for relation in relations:
        first.setdefault(frozenset((lookup.voice(relation.a), lookup.voice(relation.b))), relation)
    return tuple(first.values())


def _corroborations(lookup: _Lookup, supports: list[Relation], findings: list[Finding]) -> tuple[Corroboration, ...]:
    """Return the one-sided findings, and each supporting pair that no finding already holds together."""
    found = [
        Corroboration(f.id, f.question, f.sides[0].claim_ids, f.sides[0].origins, f.sides[0].sources, f.probability)
        for f in findings
        if len(f.sides) == 1
    ]
    together = [{claim_id for side in finding.sides for claim_id in side.claim_ids} for finding in findings]
    for relation in supports:
        pair = (relation.a, relation.b)
        if any(claims.issuperset(pair) for claims in together):
            continue
        article_ids = [lookup.article_of[claim_id] for claim_id in pair]
        origins = _distinct(lookup.origins[article_id] for article_id in article_ids)
        sources = _distinct(lookup.articles[article_id].source for article_id in article_ids)
        found.append(Corroboration(relation.id, lookup.texts[relation.a], pair, origins, sources, relation.probability))
    return tuple(sorted(found, key=lambda c: (-len(c.origins), -c.probability, c.id)))


def _reading_order(dossier: Dossier) -> tuple[int, int, int, int, str]:
    row = summarise(dossier)
    return (-row.contradictions, -row.updates, -row.corroborations, -row.articles, row.story.id)


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
