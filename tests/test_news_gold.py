"""The labelled pairs of real articles: well formed, told by places alone, and read from the corpus where it is at hand."""

import json
from pathlib import Path

import pandas as pd
import pytest

from eval import news
from eval.outcome import DataError

ARTICLES = ("El ministro negó que hubiera un acuerdo.", "Ayer se firmó el acuerdo. Hubo aplausos.")


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "news").mkdir()
    rows = pd.DataFrame({"source": ["Uno", "Dos"], "headline": ["", "Acuerdo"], "text": ARTICLES})
    rows.to_parquet(tmp_path / "news" / "fake_news_corpus_es_train.parquet")
    places = {"a": {"row": 0, "start": 0, "end": 39}, "b": {"row": 1, "start": 0, "end": 24}}
    pair = {"split": "train", **places, "label": "contradicts", "kind": "denial"}
    monkeypatch.setattr(news, "CLUSTERS", tmp_path / "clusters.json")
    monkeypatch.setattr(news, "LABELS", tmp_path / "labels.jsonl")
    news.CLUSTERS.write_text(json.dumps({"train": [[0, 1]], "development": []}), "utf-8")
    news.LABELS.write_text(json.dumps(pair) + "\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize("split", ["train", "development"])
def test_labels_are_places_in_articles_of_one_cluster(split: news.Split) -> None:
    together = {row: at for at, cluster in enumerate(news.clusters(split)) for row in cluster}
    labels = news.labels(split)
    assert len(labels) > 100
    assert len({json.dumps((pair["a"], pair["b"])) for pair in labels}) == len(labels)
    for pair in labels:
        a, b = pair["a"], pair["b"]
        assert together[a["row"]] == together[b["row"]] and a["row"] != b["row"]
        assert all(set(side) == {"row", "start", "end"} and 0 <= side["start"] < side["end"] for side in (a, b)), "places, no text"
        assert set(pair) == {"split", "a", "b", "label", "kind"} and pair["label"] in ("contradicts", "supports", "unrelated")
        assert (pair["kind"] == "supersession") <= (pair["label"] == "contradicts")
        assert len(pair["kind"].split()) == 1, "a word, no quote"


def test_quotes_are_what_stands_there(corpus: Path) -> None:
    articles = news.articles(corpus, "train")
    gold = news.gold(articles, "train")
    assert [article.text for article in articles] == list(ARTICLES)
    assert (gold.pairs[0]["a"]["quote"], gold.pairs[0]["b"]["quote"]) == (
        "El ministro negó que hubiera un acuerdo",
        "Ayer se firmó el acuerdo",
    )
    assert set(gold.articles) == {"train/0", "train/1"}


def test_another_corpus_is_told_in_one_line(corpus: Path) -> None:
    with pytest.raises(DataError, match=r"development\.parquet"):
        news.articles(corpus, "development")
    news.LABELS.write_text(news.LABELS.read_text("utf-8").replace("39", "99"), "utf-8")
    with pytest.raises(DataError, match="row 0 of train is shorter"):
        news.gold(news.articles(corpus, "train"), "train")
