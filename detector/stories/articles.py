"""Stories: articles about one running matter, by what they claim and when they were published."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from sklearn.cluster import AgglomerativeClustering

from detector.records import Article, Claim, Story, content_id
from detector.settings import StorySettings

if TYPE_CHECKING:
    import numpy.typing as npt

_FAR = 2.0  # the largest cosine distance there is


def article_vectors(articles: Sequence[Article], claims: Sequence[Claim], vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Return float32 (len(articles), d): the mean of an article's claim embeddings, unit rows (zeros without claims)."""
    place = {article.id: i for i, article in enumerate(articles)}
    owner = np.array([place[claim.article_id] for claim in claims], np.int64)
    sums = np.zeros((len(articles), vectors.shape[1]), np.float32)
    np.add.at(sums, owner, vectors)
    sums /= np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-12)
    return sums


def group_stories(articles: Sequence[Article], vectors: npt.NDArray[np.float32], settings: StorySettings) -> list[Story]:
    """Group articles into stories by average linkage over cosine distance; every article is in one story.

    Average linkage holds up better than density clustering on small, cross-lingual groups of news (Miranda et al. 2018,
    "Multilingual clustering of streaming news", measures what time adds). Articles published more than `story_days`
    apart are kept apart; an article without a date goes by its words alone.

    Args:
        articles: the articles.
        vectors: float32 (len(articles), d), unit rows.
        settings: `story_similarity` (cosine) and `story_days`.
    """
    if not articles:
        return []
    groups = np.zeros(len(articles), np.int64)
    distance = np.clip(1.0 - vectors @ vectors.T, 0.0, _FAR)
    if len(articles) > 1:
        days = np.array([article.published.toordinal() if article.published else np.nan for article in articles])
        apart = np.abs(days[:, None] - days[None, :]) > settings.story_days
        clustering = AgglomerativeClustering(
            n_clusters=None, metric="precomputed", linkage="average", distance_threshold=1.0 - settings.story_similarity
        )
        groups = clustering.fit_predict(np.where(apart, _FAR, distance))
    stories = []
    for group in np.unique(groups):
        members = np.flatnonzero(groups == group).tolist()
        middle = articles[members[int(distance[np.ix_(members, members)].sum(axis=1).argmin())]]
        ids = tuple(articles[i].id for i in sorted(members, key=lambda i: (str(articles[i].published or "9999"), articles[i].id)))
        stories.append(Story(content_id("story", *sorted(ids)), _title(middle), ids))
    return sorted(stories, key=lambda story: (-len(story.article_ids), story.id))


def _title(article: Article, words: int = 12) -> str:
    if article.title:
        return article.title
    first = article.text.split(maxsplit=words)
    return " ".join(first[:words]) + ("…" if len(first) > words else "")
