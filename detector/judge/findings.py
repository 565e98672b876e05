"""Findings: relations gathered into questions with sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from detector.records import Article, Claim, Finding, Relation, Side, Stance, content_id

# Two groups of claims become one question when their pairs agree by this much on average: a pair counts its probability
# where its relation agrees, minus it where it disagrees, and nothing where it is undecided or was not read. Average
# linkage keeps a question about one fact; single links would chain neighbouring facts into one long finding.
_MIN_AGREEMENT = 0.2

# From what is stated to what is left open.
_FIRMNESS: tuple[Stance, ...] = ("asserted", "denied", "disavowed", "predicted", "conditional", "uncommitted", "asked")


class _Groups:
    """Claims in groups, each claim on side 0 or 1 of its group."""

    def __init__(self, decided: Sequence[Relation]) -> None:
        self._bond: dict[tuple[str, str], float] = {}  # positive: same side
        for relation in decided:
            bond = -relation.probability if relation.label == "contradicts" else relation.probability
            self._bond[relation.a, relation.b] = self._bond[relation.b, relation.a] = bond
        self.side: dict[str, dict[str, int]] = {}  # claim -> its group, shared by all its members: claim -> side

    def join(self, a: str, b: str, opposed: int) -> None:
        """Put the groups of a and b together, with a and b on opposite sides or on the same, if their pairs agree with that."""
        left, right = self.side.setdefault(a, {a: 0}), self.side.setdefault(b, {b: 0})
        if left is right:
            return
        flip = left[a] ^ right[b] ^ opposed
        agreement = sum(
            -bond if left[x] ^ right[y] ^ flip else bond for x in left for y in right if (bond := self._bond.get((x, y))) is not None
        )
        if agreement < _MIN_AGREEMENT * len(left) * len(right):
            return
        left |= {claim: side ^ flip for claim, side in right.items()}
        for claim in right:
            self.side[claim] = left


def gather_findings(
    relations: Sequence[Relation], claims: Sequence[Claim], articles: Sequence[Article], origins: Mapping[str, str]
) -> list[Finding]:
    """Return the findings of the relations that are labelled contradicts or supports, most voices first.

    Claims joined by a relation are on one side (supports) or on opposite sides (contradicts) of one question; the more
    probable relation decides first. The claim with most relations words the question. Disputed findings (two sides)
    come before corroborated ones (one side).
    """
    decided = sorted((r for r in relations if r.label != "uncertain"), key=lambda r: (-r.probability, r.id))
    groups = _Groups(decided)
    for relation in decided:
        groups.join(relation.a, relation.b, int(relation.label == "contradicts"))
    inside: dict[int, list[Relation]] = {}
    for relation in decided:
        if groups.side[relation.a] is groups.side[relation.b]:
            inside.setdefault(id(groups.side[relation.a]), []).append(relation)

    by_id = {claim.id: claim for claim in claims}
    by_article = {article.id: article for article in articles}
    findings = []
    for group in inside.values():
        degree = Counter(claim for relation in group for claim in (relation.a, relation.b))
        centre = min(degree, key=lambda claim: (-degree[claim], claim))
        members: tuple[list[str], list[str]] = ([], [])
        for claim in sorted(degree):
            members[groups.side[claim][claim] ^ groups.side[centre][centre]].append(claim)
        kept = [r for r in group if (groups.side[r.a][r.a] != groups.side[r.b][r.b]) == (r.label == "contradicts")]
        disputed = [relation for relation in kept if relation.label == "contradicts"]
        findings.append(
            Finding(
                id=content_id("finding", *sorted(degree)),
                story_id=group[0].story_id,
                question=_with_both_marks(by_id[centre].text),
                sides=tuple(_side(ids, by_id, by_article, origins) for ids in members if ids),
                probability=max(relation.probability for relation in disputed or kept),
            )
        )
    return sorted(findings, key=lambda f: (-len(f.sides), -sum(len(s.origins) for s in f.sides), -f.probability, f.id))


def _with_both_marks(text: str) -> str:
    """Return a quote with the mark that opens or closes a quotation in it where only the other stands: "No sonó ninguna», dijo"."""
    for opening, closing in ("«»", "“”"):
        depth = lowest = 0
        for character in text:
            depth += (character == opening) - (character == closing)
            lowest = min(lowest, depth)
        text = opening * -lowest + text + closing * (depth - lowest)
    return text


def _side(ids: Sequence[str], claims: Mapping[str, Claim], articles: Mapping[str, Article], origins: Mapping[str, str]) -> Side:
    held = [articles[claims[claim].article_id] for claim in ids]
    days = [article.published for article in held if article.published]
    return Side(
        claim_ids=tuple(ids),
        origins=tuple(sorted({origins[article.id] for article in held})),
        sources=tuple(sorted({article.source for article in held})),
        first=min(days, default=None),
        last=max(days, default=None),
        stance=min((claims[claim].stance for claim in ids), key=_FIRMNESS.index),
    )
