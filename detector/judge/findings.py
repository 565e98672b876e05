"""Findings: relations gathered into questions with sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from detector.records import Article, Claim, Finding, Relation, Side, content_id


class _Sides:
    """A union-find with parity: claims in one group, each on side 0 or 1 of it."""

    def __init__(self) -> None:
        self._parent: dict[str, tuple[str, int]] = {}
        self._size: Counter[str] = Counter()

    def find(self, claim: str) -> tuple[str, int]:
        """Return (root of the claim's group, side of the claim relative to the root)."""
        side = 0
        while claim in self._parent:
            claim, step = self._parent[claim]
            side ^= step
        return claim, side

    def join(self, a: str, b: str, opposed: int) -> None:
        """Put a and b into one group, on opposite sides or on the same; where they are in one already, the first word holds."""
        (root_a, side_a), (root_b, side_b) = self.find(a), self.find(b)
        if root_a == root_b:
            return
        small, large = sorted((root_a, root_b), key=lambda root: self._size[root])  # keeps every path short
        self._parent[small] = (large, side_a ^ side_b ^ opposed)
        self._size[large] += self._size[small] + 1


def gather_findings(
    relations: Sequence[Relation], claims: Sequence[Claim], articles: Sequence[Article], origins: Mapping[str, str]
) -> list[Finding]:
    """Return the findings of the relations that are labelled contradicts or supports, most voices first.

    Claims joined by a relation are on one side (supports) or on opposite sides (contradicts) of one question; the more
    probable relation decides first. The claim with most relations words the question. Disputed findings (two sides)
    come before corroborated ones (one side).
    """
    decided = sorted((r for r in relations if r.label != "uncertain"), key=lambda r: (-r.probability, r.id))
    sides = _Sides()
    for relation in decided:
        sides.join(relation.a, relation.b, int(relation.label == "contradicts"))
    groups: dict[str, list[Relation]] = {}
    for relation in decided:
        groups.setdefault(sides.find(relation.a)[0], []).append(relation)

    by_id = {claim.id: claim for claim in claims}
    source = {article.id: article.source for article in articles}
    findings = []
    for group in groups.values():
        degree = Counter(claim for relation in group for claim in (relation.a, relation.b))
        centre = min(degree, key=lambda claim: (-degree[claim], claim))
        members: tuple[list[str], list[str]] = ([], [])
        for claim in sorted(degree):
            members[sides.find(claim)[1] ^ sides.find(centre)[1]].append(claim)
        kept = [r for r in group if (sides.find(r.a)[1] != sides.find(r.b)[1]) == (r.label == "contradicts")]
        disputed = [relation for relation in kept if relation.label == "contradicts"]
        findings.append(
            Finding(
                id=content_id("finding", *sorted(degree)),
                story_id=group[0].story_id,
                question=by_id[centre].text,
                sides=tuple(_side(ids, by_id, source, origins) for ids in members if ids),
                probability=max(relation.probability for relation in disputed or kept),
            )
        )
    return sorted(findings, key=lambda f: (-len(f.sides), -sum(len(s.origins) for s in f.sides), -f.probability, f.id))


def _side(ids: Sequence[str], claims: Mapping[str, Claim], source: Mapping[str, str], origins: Mapping[str, str]) -> Side:
    articles = [claims[claim].article_id for claim in ids]
    return Side(
        claim_ids=tuple(ids),
        origins=tuple(sorted({origins[article] for article in articles})),
        sources=tuple(sorted({source[article] for article in articles})),
    )
