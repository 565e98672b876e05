"""What was computed for an earlier batch is read from the store, so that a new one pays only for what is new."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from detector.claims import extract_all, parsers
from detector.records import Article, Claim
from detector.review.store.codec import dump, load
from detector.review.store.core import Store
from detector.review.store.tables import CachedRow
from detector.settings import ClaimSettings

if TYPE_CHECKING:
    import numpy.typing as npt

    from detector.engines import Encoder, Nli

_KEYS_AT_ONCE = 5000
_INPUTS_AT_ONCE = 4096  # minutes of work at most are lost when a run is killed; enough for batches of texts of one length
_ARTICLES_AT_ONCE = 64
Input = TypeVar("Input")
Progress = Callable[[int], None]


class CachedEncoder:
    """An encoder (`engines.Encoder`) whose vectors are kept in the store."""

    def __init__(self, encoder: Encoder, store: Store) -> None:
        self._encoder, self._store = encoder, store
        self.name, self.fingerprint, self.check_worthiness = encoder.name, encoder.fingerprint, encoder.check_worthiness

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> npt.NDArray[np.float32]:
        """Return what the encoder would: float32 (n, d), rows of unit length."""
        return _rows(self._store, f"encoder {self.fingerprint}", texts, lambda text: (text,), self._encoder.encode, progress)


class CachedNli:
    """An NLI model (`engines.Nli`) whose readings are kept in the store."""

    def __init__(self, nli: Nli, store: Store) -> None:
        self._nli, self._store = nli, store
        self.name, self.fingerprint = nli.name, nli.fingerprint

    def predict(self, pairs: Sequence[tuple[str, str]], progress: Progress | None = None) -> npt.NDArray[np.float32]:
        """Return what the model would: float32 (n, 3), P(entailment, neutral, contradiction)."""
        return _rows(self._store, f"nli {self.fingerprint}", pairs, lambda pair: pair, self._nli.predict, progress)


class CachedClaims:
    """`claims.extract_all` whose claims are kept in the store, for as long as neither the rules nor the parsers change."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __call__(
        self, articles: Sequence[Article], settings: ClaimSettings, on_article: Callable[[Article], None] | None = None
    ) -> list[Claim]:
        """Return the claims of all articles, in their order. Raises as `claims.extract_all`."""
        reader = json.dumps([_rules(), settings.model_dump(mode="json"), _parsers(settings)], sort_keys=True)

        uncounted = iter(articles)

        def extract(some: Sequence[Article], progress: Progress | None) -> Iterator[bytes]:
            found: dict[str, list[str]] = {article.id: [] for article in some}
            for claim in extract_all(some, settings, lambda _: progress(1) if progress else None):
                found[claim.article_id].append(dump(claim))
            return ("\n".join(found[article.id]).encode() for article in some)

        def count(more: int) -> None:
            for article in islice(uncounted, more):
                if on_article:
                    on_article(article)

        values = _remembered(
            self._store, f"claims {reader}", articles, lambda article: (article.id, article.language), extract, count, _ARTICLES_AT_ONCE
        )
        return [load(Claim, line) for value in values if value for line in value.decode().split("\n")]


@cache
def _rules() -> str:
    """Return a hash of the programs that read claims: a claim that other rules found is out of date."""
    digest, folder = hashlib.sha256(), Path(str(files("detector.claims")))
    for file in sorted(folder.rglob("*.py")):
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _parsers(settings: ClaimSettings) -> dict[str, str | None]:
    return {} if settings.parser == "rules" else {**parsers(), "spacy": version("spacy")}


def _rows(
    store: Store, model: str, inputs: Sequence[Input], parts: Callable[[Input], Sequence[str]],
    compute: Callable[[Sequence[Input], Progress | None], npt.NDArray[np.float32]], progress: Progress | None,
) -> npt.NDArray[np.float32]:  # fmt: skip
    """Return what `compute` gives for the inputs: one row of numbers each."""
    if not inputs:
        return compute(inputs, progress)

    def rows(some: Sequence[Input], progress: Progress | None) -> Iterator[bytes]:
        return (row.astype(np.float32).tobytes() for row in compute(some, progress))

    values = _remembered(store, model, inputs, parts, rows, progress, _INPUTS_AT_ONCE)
    return np.stack([np.frombuffer(value, np.float32) for value in values])


def _remembered(
    store: Store, model: str, inputs: Sequence[Input], parts: Callable[[Input], Sequence[str]],
    compute: Callable[[Sequence[Input], Progress | None], Iterator[bytes]], progress: Progress | None, at_once: int,
) -> list[bytes]:  # fmt: skip
    """Return the value of every input: read where `model` has seen its `parts`, else computed, `at_once` of them, and kept."""
    keys = [_key(model, parts(given)) for given in inputs]
    known = _read(store, keys)
    missing = {key: given for key, given in zip(keys, inputs, strict=True) if key not in known}
    if progress:
        progress(len(keys) - len(missing))
    for some in _stretches(list(missing), at_once):
        fresh = dict(zip(some, compute([missing[key] for key in some], progress), strict=True))
        _write(store, fresh)
        known |= fresh
    return [known[key] for key in keys]


def _stretches(keys: Sequence[str], length: int) -> Iterator[Sequence[str]]:
    return (keys[start : start + length] for start in range(0, len(keys), length))


def _key(model: str, parts: Sequence[str]) -> str:
    digest = hashlib.sha256()
    for part in (model, *parts):
        data = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.hexdigest()


def _read(store: Store, keys: Sequence[str]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    with store.reading() as connection:
        for some in _stretches(keys, _KEYS_AT_ONCE):
            rows = connection.execute(select(CachedRow.key, CachedRow.value).where(CachedRow.key.in_(some)))
            found |= {row.key: row.value for row in rows}
    return found


def _write(store: Store, rows: dict[str, bytes]) -> None:
    with store.writing() as connection:
        statement = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(CachedRow).on_conflict_do_nothing()
        connection.execute(statement, [{"key": key, "value": value} for key, value in rows.items()])
