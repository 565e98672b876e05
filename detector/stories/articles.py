"""Stories: articles about one running matter, by what they claim, whom they name, in which words and when they were published."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import regex
from sklearn.cluster import AgglomerativeClustering
from sklearn.feature_extraction.text import TfidfVectorizer
from spacy.lang.en.stop_words import STOP_WORDS as STOP_EN
from spacy.lang.es.stop_words import STOP_WORDS as STOP_ES

from detector.letters import latin
from detector.records import Article, Claim, Story, content_id
from detector.settings import StorySettings

if TYPE_CHECKING:
    import numpy.typing as npt

_FAR = 2.0  # the largest cosine distance there is
# A capital that does not open a sentence. The first letters are enough to meet a name in both languages and all endings.
_NAME = regex.compile(r"(?<=[\p{Ll}\p{N},;)»”]\s)\p{Lu}\p{L}{2,}")
_NAME_LETTERS = 5
_WORD = regex.compile(r"\p{L}{4,}")
_WORD_LETTERS = 6  # a stem, more or less
_BEST = 3  # claims of an article, those with the likest one in the other


def article_similarity(articles: Sequence[Article], claims: Sequence[Claim], vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Return how alike articles are, float32 (n, n): the mean of how alike their claims, their names and their words are.

    Claims by the cosine of their mean embeddings and by those of the best matches, half and half. They bring any two reports of
    a disaster together; names of people and places tell them apart, in every language, but not two matters of one country's
    politics; words do, for articles of one language. Both are weighted by how few articles hold them (tf-idf). Each of them alone is
    worse, on our own stories and on real articles (docs/decisions/0003-stories.md).

    Args:
        articles: n articles.
        claims: their claims, in any order.
        vectors: float32 (len(claims), d), unit rows, embeddings of the claims.

    """
    place = {article.id: i for i, article in enumerate(articles)}
    sums = np.zeros((len(articles), vectors.shape[1]), np.float32)
    np.add.at(sums, [place[claim.article_id] for claim in claims], vectors)
    sums /= np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-12)
    mean = sums @ sums.T
    texts = [_plain(latin(f"{article.title}\n{article.text}")) for article in articles]
    names, words = _shared(texts, _names), _shared(texts, _words)
    language = np.array([article.language for article in articles])
    words = np.where(language[:, None] == language[None, :], words, (mean + names) / 2)  # two languages share few
    owner = np.array([place[claim.article_id] for claim in claims], np.int64)
    claimed = (mean + _best_matches(len(articles), owner, vectors)) / 2
    similarity: npt.NDArray[np.float32] = ((names + words + claimed) / 3).astype(np.float32)
    return similarity


def _best_matches(articles: int, owner: npt.NDArray[np.int64], vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Return the mean cosine of an article's best matches in another, both ways, float32 (articles, articles); 0 without claims."""
    order = np.argsort(owner, kind="stable")
    owner, vectors = owner[order], vectors[order]
    present, first = np.unique(owner, return_index=True)
    best = np.zeros((articles, articles), np.float32)
    for place, begin in enumerate(first):
        own = vectors[begin : first[place + 1] if place + 1 < len(first) else None]
        likest = np.maximum.reduceat(own @ vectors.T, first, axis=1)
        best[present[place], present] = np.sort(likest, axis=0)[-_BEST:].mean(axis=0)
    both: npt.NDArray[np.float32] = ((best + best.T) / 2).astype(np.float32)
    return both


def _shared(texts: Sequence[str], tokens: Callable[[str], list[str]]) -> npt.NDArray[np.float32]:
    """Return the cosines of texts' tokens, weighted by tf-idf, float32 (texts, texts)."""
    if not any(tokens(text) for text in texts):
        return np.zeros((len(texts), len(texts)), np.float32)
    weights = TfidfVectorizer(analyzer=tokens, sublinear_tf=True, dtype=np.float32).fit_transform(texts)
    similarity: npt.NDArray[np.float32] = (weights @ weights.T).toarray()
    return similarity


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _names(text: str) -> list[str]:
    return [name[:_NAME_LETTERS].lower() for name in _NAME.findall(text)]


def _words(text: str) -> list[str]:
    return [word[:_WORD_LETTERS] for word in _WORD.findall(text.lower()) if word not in _STOP]


_STOP = {_plain(word) for word in STOP_ES | STOP_EN}


def group_stories(articles: Sequence[Article], similarity: npt.NDArray[np.float32], settings: StorySettings) -> list[Story]:
    """Group articles into stories by average linkage; every article is in one story.

    Average linkage holds up better than density clustering on small, cross-lingual groups of news (Miranda et al. 2018,
    "Multilingual clustering of streaming news", measures what time adds). Articles published more than `story_days`
    apart count as wholly unlike, whatever they say; an article without a date goes by its words alone.

    Args:
        articles: n articles.
        similarity: float32 (n, n), from `article_similarity`.
        settings: `story_similarity`, on the scale of `similarity`, and `story_days`.

    """
    if not articles:
        return []
    order = sorted(range(len(articles)), key=lambda i: articles[i].id)  # ties are merged in order
    articles, similarity = [articles[i] for i in order], similarity[np.ix_(order, order)]
    groups = np.zeros(len(articles), np.int64)
    distance = np.clip(1.0 - similarity, 0.0, _FAR)
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
