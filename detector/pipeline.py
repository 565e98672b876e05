"""The order of the rooms, and nothing else: articles -> claims -> stories -> judge -> findings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib.metadata import version
from typing import Protocol

from detector.analysis import Analysis
from detector.claims import extract_all, parsers
from detector.engines import Encoder, Nli, load_encoder, load_nli
from detector.judge import READINGS, gather_findings, judge
from detector.records import Article, Claim, Skipped
from detector.settings import ClaimSettings, Settings
from detector.stories import article_similarity, check_worthiness, claim_vectors, find_candidates, find_origins, group_stories

Extract = Callable[[Sequence[Article], ClaimSettings, Callable[[Article], None]], list[Claim]]


class Progress(Protocol):
    """Told how far the stages have come."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """`done` of `total` are through the stage "claims", "embeddings" or "pairs"."""
        ...


def analyze(
    articles: Sequence[Article],
    settings: Settings | None = None,
    *,
    encoder: Encoder | None = None,
    nli: Nli | None = None,
    extract: Extract = extract_all,
    skipped: Sequence[Skipped] = (),
    progress: Progress | None = None,
) -> Analysis:
    """Find what the articles' claims say of each other.

    Args:
        articles: the articles, in any order; the result does not depend on it.
        settings: None for the defaults and the environment.
        encoder: a loaded encoder in place of the one that the settings name.
        nli: a loaded NLI model in place of the one that the settings name.
        extract: finds the claims of articles; another one than `claims.extract_all` may remember them.
        skipped: input that could not be read, to stand in the report.
        progress: told how far each stage has come.

    Raises:
        EngineError: a model is missing or is of the wrong kind.
        MissingParser: the settings ask for a parser that is not installed.
    """
    settings = settings or Settings()
    ordered = sorted(articles, key=lambda article: (article.id, article.text, article.language))
    articles = list({article.id: article for article in ordered}.values())
    encoder = encoder or load_encoder(settings.encoder, settings.backend)
    nli = nli or load_nli(settings.nli, settings.backend)

    count = _counter(progress, "claims", len(articles))
    claims = extract(articles, settings.claims, lambda _: count(1))
    vectors = claim_vectors(claims, lambda texts: encoder.encode(texts, _counter(progress, "embeddings", len(texts))))
    if encoder.check_worthiness is not None:
        worth = check_worthiness(vectors, encoder.check_worthiness)
        claims = [replace(claim, check_worthiness=float(of_claim)) for claim, of_claim in zip(claims, worth, strict=True)]
    stories = group_stories(articles, article_similarity(articles, claims, vectors), settings.stories)
    origins = find_origins(articles, claims, vectors, stories, settings.stories)
    candidates = find_candidates(stories, claims, vectors, origins, settings.stories)
    counted = _counter(progress, "pairs", READINGS * len(candidates))
    relations = judge(candidates, claims, articles, nli.predict, settings.judge, counted)
    return Analysis(
        articles=tuple(articles),
        origins=origins,
        claims=tuple(claims),
        stories=tuple(stories),
        relations=tuple(relations),
        findings=tuple(gather_findings(relations, claims, articles, origins)),
        generated_by={
            "detector": version("detector"),
            "settings": settings.model_dump(mode="json"),
            "models": {
                "encoder": {"name": encoder.name, "fingerprint": encoder.fingerprint},
                "nli": {"name": nli.name, "fingerprint": nli.fingerprint},
                "parsers": parsers() if settings.claims.parser != "rules" else {},
            },
        },
        skipped=tuple(skipped),
    )


def _counter(progress: Progress | None, stage: str, total: int) -> Callable[[int], None]:
    """Return a function that adds to the stage's count and tells `progress` of it."""
    done = 0

    def count(more: int) -> None:
        nonlocal done
        done += more
        if progress:
            progress(stage, done, total)

    return count
