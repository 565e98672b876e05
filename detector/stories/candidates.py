"""Same-fact candidates: which pairs of claims the judge should read at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from detector.records import Candidate, Claim, Story
from detector.settings import StorySettings

if TYPE_CHECKING:
    import numpy.typing as npt


def find_candidates(
    stories: Sequence[Story],
    claims: Sequence[Claim],
    vectors: npt.NDArray[np.float32],
    origins: Mapping[str, str],
    settings: StorySettings,
) -> list[Candidate]:
    """Return pairs of claims of one story and of different origins that are near each other; what is not check-worthy is in none.

    Each claim brings at most `neighbours` pairs, all with a cosine of at least `claim_similarity`, so the judge's work
    grows with the number of claims and not with its square.

    Args:
        stories: the stories.
        claims: claims of their articles, in any order.
        vectors: float32 (len(claims), d), unit rows, from `claim_vectors`.
        origins: origin id of every article id.
        settings: `neighbours`, `claim_similarity` and `min_check_worthiness`.
    """
    rows: dict[str, list[int]] = {}
    for i, claim in enumerate(claims):
        if claim.check_worthiness is not None and claim.check_worthiness < settings.min_check_worthiness:
            continue
        rows.setdefault(claim.article_id, []).append(i)
    candidates: dict[tuple[str, str], Candidate] = {}
    for story in stories:
        members = np.array([i for article in story.article_ids for i in rows.get(article, [])], np.int64)
        if len(members) < 2:
            continue
        origin = np.array([origins[claims[i].article_id] for i in members])
        cosine = vectors[members] @ vectors[members].T
        cosine[origin[:, None] == origin[None, :]] = -np.inf
        nearest = np.argsort(-cosine, axis=1, kind="stable")[:, : settings.neighbours]
        for left, neighbours in enumerate(nearest):
            for right in neighbours:
                if cosine[left, right] < settings.claim_similarity:
                    break
                a, b = sorted((claims[members[left]].id, claims[members[right]].id))
                candidates[a, b] = Candidate(story.id, a, b, float(cosine[left, right]))
    return sorted(candidates.values(), key=lambda c: (c.story_id, -c.similarity, c.a, c.b))
