"""The bundles written for training: which pairs they decide, and that the files keep their form."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

RECIPES = Path(__file__).parents[1] / "models" / "recipes"
BUNDLE = {
    "story": "faro", "kind": "place",
    "a": [{"lang": "es", "text": "a1"}, {"lang": "en", "text": "a2"}],
    "more": [{"lang": "es", "text": "m"}],
    "b": [{"lang": "es", "text": "b1"}, {"lang": "en", "text": "b2"}],
    "neutral": [{"lang": "es", "text": "n", "kind": "rumour", "to": "a"}, {"lang": "es", "text": "o", "kind": "cause", "to": "both"}],
}  # fmt: skip


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(RECIPES))
    import written

    return written


def test_a_bundle_decides_its_pairs(written: Any) -> None:
    pairs = {(premise, hypothesis): label for premise, hypothesis, label in written.pairs_of(BUNDLE)}
    assert pairs["a1", "a2"] == pairs["b2", "b1"] == pairs["m", "a2"] == 0
    assert pairs["a1", "b2"] == pairs["b2", "a1"] == pairs["m", "b1"] == 2
    assert pairs["n", "a1"] == pairs["a2", "n"] == pairs["o", "b1"] == 1
    assert ("n", "b1") not in pairs  # neutral to a alone
    assert ("a1", "m") not in pairs  # more may be true or not, and gold does not ask


def test_the_files_keep_their_form(written: Any) -> None:
    bundles = written.read_bundles()
    for bundle in bundles:
        assert set(bundle) == set(BUNDLE)
        sentences = [sentence for side in ("a", "more", "b", "neutral") for sentence in bundle[side]]
        assert {sentence["lang"] for sentence in sentences} <= {"es", "en"}
        assert all(15 <= len(sentence["text"]) <= 420 for sentence in sentences)
        assert {trap["to"] for trap in bundle["neutral"]} <= {"a", "b", "both"}
    texts = Counter(sentence["text"] for bundle in bundles for side in ("a", "more", "b", "neutral") for sentence in bundle[side])
    assert not [text for text, times in texts.items() if times > 1]


def test_no_story_is_in_training_and_development(written: Any) -> None:
    train, dev = written.written_pairs(0), written.written_pairs(0, dev=True)
    assert len(train) and len(dev)
    assert not {*train["premise"], *train["hypothesis"]} & {*dev["premise"], *dev["hypothesis"]}


class Gold:
    """All gold texts; whether one holds a sentence is asked of the few places where its beginning stands."""

    BEGINNING = 15

    def __init__(self) -> None:
        self.text = "".join(file.read_text("utf-8") for file in (RECIPES.parents[1] / "eval" / "gold").rglob("*.jsonl"))
        self.beginnings = {self.text[i : i + self.BEGINNING] for i in range(len(self.text))}

    def __contains__(self, sentence: str) -> bool:
        assert len(sentence) >= self.BEGINNING
        return sentence[: self.BEGINNING] in self.beginnings and sentence in self.text


@pytest.fixture(scope="module")
def gold() -> Gold:
    return Gold()


def test_gold_holds_what_it_holds(gold: Gold) -> None:
    assert gold.text[5000:5040] in gold and gold.text[-40:] in gold
    assert gold.text[5000:5040] + "\0" not in gold and "\0" * 40 not in gold


def test_no_sentence_is_gold(written: Any, gold: Gold) -> None:
    sides = ("a", "more", "b", "neutral")
    assert not [s["text"] for bundle in written.read_bundles() for side in sides for s in bundle[side] if s["text"] in gold]


@pytest.fixture
def general(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(RECIPES))
    import general

    return general


@pytest.mark.parametrize("folder", ["FOLDER", "CLAIMS"])
def test_the_general_files_keep_their_form(general: Any, folder: str) -> None:
    pairs = general.general_pairs(getattr(general, folder))
    assert set(pairs["label"]) == {0, 1, 2}
    assert pairs["premise"].str.len().between(15, 500).all() and pairs["hypothesis"].str.len().between(5, 250).all()
    assert pairs["label"].value_counts(normalize=True).between(0.27, 0.39).all()
    contrary = pairs.groupby(["premise", "hypothesis"])["label"].nunique()
    assert contrary.max() == 1


@pytest.mark.parametrize("folder", ["FOLDER", "CLAIMS"])
def test_no_general_premise_is_gold(general: Any, gold: Gold, folder: str) -> None:
    pairs = general.general_pairs(getattr(general, folder))
    assert not [text for text in {*pairs["premise"], *pairs["hypothesis"]} if len(text) > 40 and text in gold]


def test_what_is_kept_back_of_the_claims_shares_no_premise_with_the_rest(general: Any) -> None:
    train, dev = general.claims_pairs(), general.claims_pairs(dev=True)
    assert set(train["premise"]).isdisjoint(dev["premise"])
    assert 0.03 < len(dev) / (len(train) + len(dev)) < 0.1
    assert len(train) + len(dev) == len(general.general_pairs(general.CLAIMS))


@pytest.fixture
def worthiness(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(RECIPES))
    import worthiness

    return worthiness


def test_the_check_worthy_sentences_keep_their_form(worthiness: Any) -> None:
    rows = worthiness.labelled()
    assert {row["worth"] for row in rows} == {0, 1} and {row["language"] for row in rows} == {"es", "en"}
    labels = Counter((row["text"], row["worth"]) for row in rows)
    assert not [text for text, worth in labels if (text, 1 - worth) in labels]
    gold = RECIPES.parents[1] / "eval" / "gold"
    kept_back = "".join((gold / name).read_text("utf-8") for name in ("worthiness.jsonl", "worthiness_dev.jsonl"))
    assert not [row["text"] for row in rows if row["text"] in kept_back]
