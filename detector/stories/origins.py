"""Origins: articles that share their text are one voice, however many outlets print them.

Two articles share an origin when one is a near-copy of the other (word shingles, containment as in Broder 1997, "On the
resemblance and containment of documents") or its translation: the claims of both, in their order, are mostly the same (the longest
common subsequence, as files are compared). Articles that only speak of the same facts tell them in other orders, or otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components
from sklearn.feature_extraction.text import CountVectorizer

from detector.letters import latin
from detector.records import Article, Claim, Story
from detector.settings import StorySettings

if TYPE_CHECKING:
    import numpy.typing as npt

_SHINGLE_WORDS = 5
_MIN_TWINS = 4
"""Fewer twins prove no translation: two short reports of one day tell the same three facts."""


def find_origins(
    articles: Sequence[Article],
    claims: Sequence[Claim],
    vectors: npt.NDArray[np.float32],
    stories: Sequence[Story],
    settings: StorySettings,
) -> dict[str, str]:
    """Return the origin id of every article id: the smallest article id among those that share its text.

    Args:
        articles: all articles.
        claims: their claims, in any order.
        vectors: float32 (len(claims), d), unit rows, embeddings of the claims.
        stories: translations are looked for inside a story only.
        settings: `copy_overlap` and `translation_overlap`, shares in 0..1; `twin_similarity`, a cosine.
    """
    place = {article.id: i for i, article in enumerate(articles)}
    links = _copies(articles, settings.copy_overlap) + _translations(claims, vectors, stories, place, settings)
    rows = [a for a, _ in links]
    columns = [b for _, b in links]
    graph = csr_array((np.ones(len(links)), (rows, columns)), shape=(len(articles), len(articles)))
    _, component = connected_components(graph, directed=False)
    first: dict[int, str] = {}
    for article in sorted(articles, key=lambda article: article.id):
        first.setdefault(int(component[place[article.id]]), article.id)
    return {article.id: first[int(component[place[article.id]])] for article in articles}


def _shingles(text: str) -> list[str]:
    words = re.findall(r"\w+", latin(text).lower())
    return [" ".join(words[i : i + _SHINGLE_WORDS]) for i in range(len(words) - _SHINGLE_WORDS + 1)]


def _copies(articles: Sequence[Article], overlap: float) -> list[tuple[int, int]]:
    """Pairs whose shorter text has at least `overlap` of its shingles in the longer one."""
    if not any(_shingles(article.text) for article in articles):
        return []
    counts = CountVectorizer(analyzer=_shingles, binary=True, dtype=np.int32).fit_transform(article.text for article in articles)
    sizes = np.asarray(counts.sum(axis=1)).ravel()
    shared = (counts @ counts.T).tocoo()
    return [
        (int(a), int(b))
        for a, b, n in zip(shared.row, shared.col, shared.data, strict=True)
        if a < b and n >= overlap * max(1, min(sizes[a], sizes[b]))
    ]


def _translations(
    claims: Sequence[Claim],
    vectors: npt.NDArray[np.float32],
    stories: Sequence[Story],
    place: Mapping[str, int],
    settings: StorySettings,
) -> list[tuple[int, int]]:
    """Pairs of articles of a story in which most claims of each have a twin in another language in the other, in the same order."""
    rows: dict[str, list[int]] = {}
    for i in sorted(range(len(claims)), key=lambda i: (claims[i].start, claims[i].end)):
        rows.setdefault(claims[i].article_id, []).append(i)
    languages = np.array([claim.language for claim in claims])
    links = []
    for story in stories:
        for a, b in combinations(story.article_ids, 2):
            left, right = rows.get(a, []), rows.get(b, [])
            needed = max(_MIN_TWINS, settings.translation_overlap * max(len(left), len(right)))
            if min(len(left), len(right)) < needed:
                continue
            near = (languages[left][:, None] != languages[right]) & (vectors[left] @ vectors[right].T >= settings.twin_similarity)
            if min(near.any(axis=0).sum(), near.any(axis=1).sum()) < needed:
                continue
            for row, column in np.argwhere(near):
                near[row, column] = _agree(claims[left[row]], claims[right[column]])
            if longest_common_subsequence(near) >= needed:
                links.append((place[a], place[b]))
    return links


def _agree(a: Claim, b: Claim) -> bool:
    """Whether one may be the other's translation: the encoder also holds near what contradicts, a denial or another number."""
    numbers = [{(q.low, q.high) for q in claim.quantities} for claim in (a, b)]
    denying = [claim.stance in ("denied", "disavowed") for claim in (a, b)]
    return denying[0] == denying[1] and (not all(numbers) or bool(numbers[0] & numbers[1]))


def longest_common_subsequence(same: npt.NDArray[np.bool_]) -> int:
    """Return the most pairs of a row and a column that are the same, both ascending.

    Args:
        same: bool (rows, columns).

    The recurrence is that of Hirschberg 1975, "A linear space algorithm for computing maximal common subsequences", algorithm B.
    """
    longest = np.zeros(same.shape[1] + 1, dtype=np.int64)
    for row in same:
        longest[1:] = np.maximum.accumulate(np.maximum(longest[1:], longest[:-1] + row))
    return int(longest[-1])
