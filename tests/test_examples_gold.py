"""The gold relations in `eval/gold/examples` are well-formed and say only what stands in `examples/`."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from detector.sources import read_articles

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "eval" / "gold" / "examples"
SHARED = ROOT.parent / "shared"
SHINGLE_WORDS = 12
KINDS = {
    "contradicts": {"denial", "negation", "number", "date", "place", "antonym", "supersession"},
    "supports": {"agreement"},
    "unrelated": {
        "other_actor",
        "other_object",
        "other_date",
        "other_quantity",
        "part_whole",
        "uncommitted",
        "modality",
        "reported_statement",
        "same_topic",
    },
}


def _records(kind: str) -> list[dict[str, Any]]:
    lines = [line for path in sorted(GOLD.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    return [record for record in map(json.loads, lines) if record["record"] == kind]


ARTICLES = {record["path"]: record for record in _records("article")}
RELATIONS = _records("relation")
READ = {article.url: article for article in read_articles([ROOT / "examples"])}


def _body(path: str) -> str:
    return READ[ARTICLES[path]["url"]].text


def test_every_example_is_in_the_gold_and_the_other_way_round() -> None:
    assert set(READ) == {article["url"] for article in ARTICLES.values()}


@pytest.mark.parametrize("path", ARTICLES)
def test_article_is_read_as_the_gold_states(path: str) -> None:
    gold = ARTICLES[path]
    article = READ[gold["url"]]
    assert Path(article.path) == ROOT / path.partition("#")[0]
    assert (article.source, article.language) == (gold["source"], gold["language"])
    assert article.url.startswith("https://example.org/")
    assert article.published and article.published.year == 2031
    assert article.title
    assert 120 <= len(article.text.split()) <= 260


def test_articles_have_one_url_each_and_the_formats_are_mixed() -> None:
    assert len({article["url"] for article in ARTICLES.values()}) == len(ARTICLES)
    assert {Path(path.partition("#")[0]).suffix for path in ARTICLES} == {".md", ".txt", ".html", ".jsonl"}


def test_both_languages_tell_both_stories() -> None:
    count = Counter((article["story"], article["language"]) for article in ARTICLES.values())
    assert count["represa", "es"] + count["represa", "en"] >= 8
    assert count["represa", "es"] > count["represa", "en"] >= 1
    assert count["estrecho", "es"] + count["estrecho", "en"] >= 7
    assert min(count["estrecho", "es"], count["estrecho", "en"]) >= 3
    assert count[None, "es"] == count[None, "en"] == 1


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: relation["note"])
def test_relation_is_well_formed(relation: dict[str, Any]) -> None:
    a, b = relation["a"], relation["b"]
    assert relation["kind"] in KINDS[relation["label"]]
    assert relation["note"]
    for side in (a, b):
        assert ARTICLES[side["path"]]["story"] == relation["story"]
        assert _body(side["path"]).count(side["quote"]) == 1
    assert ARTICLES[a["path"]]["origin"] != ARTICLES[b["path"]]["origin"]


def test_no_pair_is_labelled_twice() -> None:
    pairs = [frozenset((side["path"], side["quote"]) for side in (relation["a"], relation["b"])) for relation in RELATIONS]
    assert len(set(pairs)) == len(pairs)


def test_there_are_enough_relations_of_each_label_and_kind() -> None:
    labels = Counter(relation["label"] for relation in RELATIONS)
    assert labels["contradicts"] >= 12
    assert labels["supports"] >= 15
    assert labels["unrelated"] >= 20
    assert {relation["kind"] for relation in RELATIONS} == set().union(*KINDS.values())


@pytest.mark.parametrize("label", KINDS)
def test_every_label_has_pairs_inside_each_language_and_across(label: str) -> None:
    languages = {
        frozenset(ARTICLES[relation[side]["path"]]["language"] for side in "ab") for relation in RELATIONS if relation["label"] == label
    }
    assert languages == {frozenset({"es"}), frozenset({"en"}), frozenset({"es", "en"})}


def test_only_the_agency_copy_and_the_translation_share_a_voice() -> None:
    copies = _shingles(_body("examples/represa_01_correo.md"), 5), _shingles(_body("examples/represa_02_cordillera.txt"), 5)
    assert len(copies[0] & copies[1]) > 0.6 * min(map(len, copies))
    origins = Counter(article["origin"] for article in ARTICLES.values())
    assert {origin for origin, number in origins.items() if number > 1} == {"represa-agencia", "represa-entrevista"}


def _shingles(text: str, words: int = SHINGLE_WORDS) -> set[tuple[str, ...]]:
    tokens = re.findall(r"\w+", text.casefold())
    return {tuple(tokens[start : start + words]) for start in range(len(tokens) - words + 1)}


def _shared_texts() -> Iterator[str]:
    """Yield the articles and sentences under `shared/` (nothing where the folder is absent, as in a fresh clone)."""
    for path in sorted(SHARED.glob("seeds/*.txt")):
        yield path.read_text(encoding="utf-8")
    for folder in ("news", "parallel", "sts"):
        for path in sorted(SHARED.glob(f"data/{folder}/*.parquet")):
            table = pq.read_table(path)
            for column in table.columns:
                yield from (value for value in column.to_pylist() if isinstance(value, str))


def test_no_text_of_the_shared_material_is_in_the_examples() -> None:
    ours = set().union(*(_shingles(article.text) for article in READ.values()))
    for text in _shared_texts():
        assert not ours & _shingles(text), f"an example repeats {SHINGLE_WORDS} words of {text[:80]!r}"
