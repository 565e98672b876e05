"""A second run computes nothing, and gives the same numbers, bit for bit; new articles cost only what is new about them."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from builders import BRISA, FARO, GACETA, HARBOUR
from fakes import fake_encoder, fake_nli
from sqlalchemy import func, select

from desk.checking import check
from detector.claims import extract_all
from detector.engines.fake import FakeEncoder
from detector.pipeline import analyze
from detector.records import Article
from detector.review.store import Store, caches
from detector.review.store.batches import stored_articles
from detector.review.store.caches import CachedClaims, CachedEncoder, CachedNli
from detector.review.store.items import history
from detector.review.store.queue import Filter, read_ids
from detector.review.store.tables import BatchRow, CachedRow
from detector.review.update import update_store
from detector.settings import ClaimSettings, Settings

SETTINGS = Settings(claims=ClaimSettings(parser="rules"))
TEXTS = ["el muelle norte", "the north pier", "", "el muelle norte", "«ñ» \0 \ud800", "x" * 10_000]


class Counting:
    """An engine that notes what it was asked for."""

    def __init__(self, engine: Any) -> None:
        self._engine, self.name, self.fingerprint = engine, engine.name, engine.fingerprint
        self.check_worthiness = getattr(engine, "check_worthiness", None)
        self.asked: list[Any] = []

    def encode(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Any:
        self.asked += texts
        return self._engine.encode(texts, progress)

    def predict(self, pairs: Sequence[tuple[str, str]], progress: Callable[[int], None] | None = None) -> Any:
        self.asked += pairs
        return self._engine.predict(pairs, progress)


class Noisy(FakeEncoder):
    """An encoder whose numbers use every bit."""

    def encode(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Any:
        rows = np.random.default_rng(len(texts)).standard_normal((len(texts), 384)).astype(np.float32)
        rows[:1, 0] = np.float32(1e-42)  # a number too small to be normal
        if progress:
            progress(len(texts))
        return rows


def test_vectors_are_computed_once_and_are_the_same_bit_for_bit(store: Store, address: str) -> None:
    engine = Counting(Noisy())
    first = CachedEncoder(engine, store).encode(TEXTS)
    assert engine.asked == list(dict.fromkeys(TEXTS))
    with Store(address) as again:
        second = CachedEncoder(engine, again).encode(TEXTS[::-1])
    assert len(engine.asked) == 5
    assert second.dtype == np.float32 and second[::-1].tobytes() == first.tobytes()
    assert first[0].tobytes() == first[3].tobytes()


def test_readings_of_pairs_are_computed_once(store: Store) -> None:
    engine = Counting(fake_nli())
    pairs = [("a b", "c"), ("a", "b c"), ("c", "a b"), ("el muelle reabrió", "el muelle no reabrió")]
    first = CachedNli(engine, store).predict(pairs)
    assert first.shape == (4, 3) and first[3].argmax() == 2
    assert CachedNli(engine, store).predict(pairs).tobytes() == first.tobytes() and len(engine.asked) == 4
    CachedNli(engine, store).predict([*pairs, ("new", "pair")])
    assert engine.asked[4:] == [("new", "pair")]


def test_another_model_computes_anew(store: Store) -> None:
    one, other = Counting(fake_encoder()), Counting(fake_encoder())
    other.fingerprint = "other"
    for engine in (one, other, one, other):
        CachedEncoder(engine, store).encode(["el muelle"])
    assert one.asked == other.asked == ["el muelle"]
    assert (CachedEncoder(other, store).name, CachedEncoder(other, store).fingerprint) == (other.name, "other")


def test_nothing_asked_is_answered_as_the_engine_does(store: Store) -> None:
    assert CachedEncoder(fake_encoder(), store).encode([]).shape == (0, 1024)
    assert CachedNli(fake_nli(), store).predict([]).shape == (0, 3)


@pytest.mark.parametrize("known", [[], TEXTS[:2]])
def test_progress_counts_every_input_once(known: list[str], store: Store) -> None:
    engine = CachedEncoder(Noisy(), store)
    engine.encode(known)
    told: list[int] = []
    engine.encode(TEXTS, told.append)
    assert sum(told) == len(TEXTS)


def test_what_was_computed_before_it_failed_is_kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caches, "_INPUTS_AT_ONCE", 2)
    engine = Counting(fake_encoder())

    def fail(count: int) -> None:
        if len(engine.asked) > 4:
            raise KeyboardInterrupt

    texts = [f"text {n}" for n in range(8)]
    with pytest.raises(KeyboardInterrupt):
        CachedEncoder(engine, store).encode(texts, fail)
    engine.asked.clear()
    CachedEncoder(engine, store).encode(texts)
    assert engine.asked == texts[4:]


# --- claims ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def extracted(monkeypatch: pytest.MonkeyPatch) -> list[Article]:
    """The articles whose claims were extracted."""
    done: list[Article] = []

    def noting(articles: Sequence[Article], settings: ClaimSettings, on_article: Callable[[Article], None] | None = None) -> Any:
        done.extend(articles)
        return extract_all(articles, settings, on_article)

    monkeypatch.setattr(caches, "extract_all", noting)
    return done


def test_claims_are_extracted_once_and_are_the_same(store: Store, extracted: list[Article]) -> None:
    articles = [FARO, GACETA, HARBOUR]
    told: list[Article] = []
    for _ in range(2):
        assert CachedClaims(store)(articles, SETTINGS.claims, told.append) == extract_all(articles, SETTINGS.claims)
    assert extracted == articles and told == articles * 2
    CachedClaims(store)([BRISA, *articles], SETTINGS.claims)
    assert extracted == [*articles, BRISA]


def test_an_article_without_claims_is_read_once_too(store: Store, extracted: list[Article]) -> None:
    empty = Article.from_text("Nada.", language="es")
    for _ in range(2):
        assert CachedClaims(store)([empty], SETTINGS.claims) == []
    assert extracted == [empty]


@pytest.mark.parametrize("change", ["settings", "rules", "parsers", "language"])
def test_claims_are_extracted_anew_when_they_could_come_out_differently(
    change: str, store: Store, extracted: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    claims, article = ClaimSettings(parser="auto" if change == "parsers" else "rules"), FARO
    CachedClaims(store)([article], claims)
    if change == "settings":
        claims = ClaimSettings(parser="rules", min_words=6)
    elif change == "language":
        article = dataclasses.replace(FARO, language="en")
    elif change == "rules":
        monkeypatch.setattr(caches, "_rules", lambda: "other rules")
    else:
        monkeypatch.setattr(caches, "version", lambda package: "99.0")
    CachedClaims(store)([article], claims)
    assert len(extracted) == 2


def test_every_rule_of_the_claims_room_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = Path(shutil.copytree(Path(caches.__file__).parents[2] / "claims", tmp_path / "claims"))
    monkeypatch.setattr(caches, "files", lambda _: room)
    programs = sorted(room.rglob("*.py"))
    hashes = {caches._rules.__wrapped__()}
    for program in programs:
        program.write_text(program.read_text("utf-8") + "# changed\n", "utf-8")
        hashes.add(caches._rules.__wrapped__())
    assert len(hashes) == len(programs) + 1 > 50


# --- a run over a store ----------------------------------------------------------------------------------------------

FILLERS = (
    "Los vecinos del barrio alto pidieron luz para sus calles durante la reunión de anoche. El tren circuló con retraso por las obras.",
    "Una banda de música recorrió ayer la avenida ante miles de curiosos. Los hoteles esperan llenar sus habitaciones en la fiesta.",
    "La biblioteca municipal prestó cuarenta mil libros a lectores de todas las edades. El mercado abrirá los domingos por la mañana.",
)

LEASED = "El Gobierno de Valmara {} el muelle norte de Puerto Alba a la naviera Ostrel. {}"
FIRST = [
    Article.from_text(LEASED.format("arrendó", FILLERS[0]), "Faro", language="es"),
    Article.from_text(LEASED.format("no arrendó", FILLERS[1]), "Gaceta", language="es"),
]
LATER = [Article.from_text(LEASED.format("nunca arrendó", FILLERS[2]), "Brisa", language="es")]


def test_a_store_grows_batch_by_batch_and_pays_for_what_is_new(store: Store, extracted: list[Article]) -> None:
    encoder, nli = Counting(fake_encoder()), Counting(fake_nli())

    def update(articles: list[Article]) -> Any:
        return update_store(store, articles, SETTINGS, encoder=encoder, nli=nli)

    analysis, batch = update(FIRST)
    assert batch.new_articles == 2 and batch.counts["new"] == 1
    assert analysis.findings and extracted == sorted(FIRST, key=lambda article: article.id)
    asked = len(encoder.asked), len(nli.asked)

    again, batch = update(FIRST)
    assert again == analysis and (batch.new_articles, batch.counts) == (0, {"carried": 1, "gone": 0})
    nothing, batch = update([])
    assert nothing == analysis and batch.counts == {"carried": 1, "gone": 0}
    assert (len(encoder.asked), len(nli.asked), len(extracted)) == (*asked, 2)

    grown, batch = update(LATER)
    assert batch.new_articles == 1 and batch.counts["new"] >= 1 and batch.counts["gone"] == 0
    assert extracted[2:] == LATER
    new = {words for claim in grown.claims if claim.article_id == LATER[0].id for words in (claim.content, claim.text)}
    assert nli.asked[asked[1] :] and all(set(pair) & new for pair in nli.asked[asked[1] :])
    assert grown == analyze([*FIRST, *LATER], SETTINGS, encoder=fake_encoder(), nli=fake_nli())
    check(store)


def test_a_run_that_was_overtaken_looks_again_and_loses_nothing(store: Store, address: str) -> None:
    with Store(address) as other:
        overtaken = False

        def progress(stage: str, done: int, total: int) -> None:
            nonlocal overtaken
            if not overtaken:
                overtaken = True
                update_store(other, LATER, SETTINGS, encoder=fake_encoder(), nli=fake_nli())

        analysis, batch = update_store(store, FIRST, SETTINGS, encoder=fake_encoder(), nli=fake_nli(), progress=progress)
    assert overtaken and set(analysis.articles) == {*FIRST, *LATER}
    with store.reading() as connection:
        assert set(stored_articles(connection)) == {*FIRST, *LATER}
        assert connection.scalars(select(BatchRow.id).order_by(BatchRow.id)).all() == [batch.id - 1, batch.id]
    check(store)


def test_a_run_that_fails_leaves_only_what_it_computed(store: Store) -> None:
    update_store(store, FIRST, SETTINGS, encoder=fake_encoder(), nli=fake_nli())
    with store.reading() as connection:
        items, computed = read_ids(connection, Filter()), connection.scalar(select(func.count()).select_from(CachedRow)) or 0

    class Broken(Counting):
        def predict(self, pairs: Sequence[tuple[str, str]], progress: Callable[[int], None] | None = None) -> Any:
            raise MemoryError

    with pytest.raises(MemoryError):
        update_store(store, LATER, SETTINGS, encoder=fake_encoder(), nli=Broken(fake_nli()))
    with store.reading() as connection:
        assert read_ids(connection, Filter()) == items and len(stored_articles(connection)) == 2
        assert (connection.scalar(select(func.count()).select_from(CachedRow)) or 0) > computed
        assert history(connection) == []
