"""A run over a store: new articles are read together with the stored ones, and only what is new is computed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from detector.analysis import Analysis
from detector.engines import Encoder, Nli, load_encoder, load_nli
from detector.pipeline import Progress, analyze
from detector.records import Article, Skipped
from detector.review.learning.versions import with_active_fusion
from detector.review.store import Store
from detector.review.store.batches import Batch, Outdated, add_batch, last_batch, stored_articles
from detector.review.store.caches import CachedClaims, CachedEncoder, CachedNli
from detector.settings import Settings


def update_store(
    store: Store,
    articles: Sequence[Article],
    settings: Settings | None = None,
    *,
    encoder: Encoder | None = None,
    nli: Nli | None = None,
    skipped: Sequence[Skipped] = (),
    progress: Progress | None = None,
) -> tuple[Analysis, Batch]:
    """Analyse the store's articles and `articles` (which may be none) as one, and add what is found as a batch.

    Where reviewers' verdicts have taught the judge (`detector calibrate`), it judges with what it learned, unless the settings say
    otherwise.

    Args:
        store: what it holds of claims, vectors and readings is not computed again.
        articles: new ones; those that are stored already change nothing.
        settings: as for `pipeline.analyze`, like the other arguments.
        encoder: see there.
        nli: see there.
        skipped: see there.
        progress: see there.

    Raises:
        EngineError: a model is missing or is of the wrong kind.
        MissingParser: the settings ask for a parser that is not installed.
        StoreError: what was learned is of another version of detector.
    """
    settings = settings or Settings()
    cached_encoder = CachedEncoder(encoder or load_encoder(settings.encoder, settings.backend), store)
    cached_nli = CachedNli(nli or load_nli(settings.nli, settings.backend), store)
    while True:
        with store.reading() as connection:
            before, stored = last_batch(connection), stored_articles(connection)
            judging = with_active_fusion(connection, settings)
        analysis = analyze(
            [*stored, *articles], judging, encoder=cached_encoder, nli=cached_nli, extract=CachedClaims(store),
            skipped=skipped, progress=progress,
        )  # fmt: skip
        try:
            with store.writing() as connection:
                return analysis, add_batch(connection, analysis, datetime.now(UTC), after=before)
        except Outdated:  # another run was faster: its articles belong in here too, and what both have computed is kept
            continue
