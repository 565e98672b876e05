"""Our own news pairs: well-formed, every story in one split, and split by rule."""

import json
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from eval import gold_pairs
from eval.outcome import DataError

ROWS = [json.loads(line) for file in sorted(gold_pairs.GOLD.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()]
FIELDS = {"story", "id", "premise", "hypothesis", "label", "kind", "lang", "fact"}


def test_every_story_is_in_exactly_one_split() -> None:
    splits = json.loads(gold_pairs.SPLIT.read_text("utf-8"))
    assert Counter(story for stories in splits.values() for story in stories) == dict.fromkeys({row["story"] for row in ROWS}, 1)


def test_the_pinned_split_is_the_one_the_rule_gives() -> None:
    assert json.loads(gold_pairs.SPLIT.read_text("utf-8")) == gold_pairs.make_split(gold_pairs.GOLD)


def test_a_split_reads_its_stories_alone_and_both_together_are_all_pairs() -> None:
    test, dev = (gold_pairs.read(split) for split in gold_pairs.SPLITS)
    assert not set(test["story"]) & set(dev["story"])
    assert sorted([*test["id"], *dev["id"]]) == sorted(row["id"] for row in ROWS)


def test_pairs_are_well_formed() -> None:
    assert all(row.keys() == FIELDS for row in ROWS)
    assert max(Counter(row["id"] for row in ROWS).values()) == 1
    assert {row["label"] for row in ROWS} == {"entailment", "neutral", "contradiction"}
    assert {row["lang"] for row in ROWS} == {"es", "en", "es-en", "en-es"}
    assert all(row["fact"] is None or row["fact"].startswith(row["story"] + "/") for row in ROWS)
    assert [row["id"] for row in ROWS if row["label"] != "neutral" and row["fact"] is None] == []


def test_half_of_each_writers_stories_are_dev_wherever_they_stand_in_the_file(tmp_path: Path) -> None:
    def write(name: str, stories: list[str]) -> None:
        (tmp_path / name).write_text("".join(json.dumps({"story": story}) + "\n" for story in stories))

    write("a.jsonl", ["uno", "dos", "tres", "uno"])
    write("b.jsonl", ["cuatro", "cinco"])
    made = gold_pairs.make_split(tmp_path)
    assert sorted(made["dev"] + made["test"]) == ["cinco", "cuatro", "dos", "tres", "uno"]
    assert [len({"uno", "dos", "tres"} & set(made[split])) for split in ("dev", "test")] == [1, 2]
    assert [len({"cuatro", "cinco"} & set(made[split])) for split in ("dev", "test")] == [1, 1]
    write("a.jsonl", ["tres", "dos", "uno"])
    assert gold_pairs.make_split(tmp_path) == made
    write("b.jsonl", ["uno"])
    with pytest.raises(DataError, match="uno stand in another file"):
        gold_pairs.make_split(tmp_path)


def test_claims_are_the_sentences_of_a_story_with_the_facts_of_their_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        ("s", "murieron 3", "three died", "es-en", "s/muertos"),
        ("s", "murieron 3", "llovió", "es", None),
        ("s", "el túnel murieron 3", "murieron 3", "es", "s/lugar"),
        ("t", "murieron 3", "nadie murió", "es", "t/muertos"),
    ]
    frame = pd.DataFrame(rows, columns=["story", "premise", "hypothesis", "lang", "fact"])
    monkeypatch.setattr(gold_pairs, "read", lambda split: frame)
    claims = {(row.story, row.text): (row.lang, row.facts) for row in gold_pairs.claims("test").itertuples()}
    assert claims == {
        ("s", "murieron 3"): ("es", {"s/muertos", "s/lugar"}),
        ("s", "three died"): ("en", {"s/muertos"}),
        ("s", "llovió"): ("es", frozenset()),
        ("s", "el túnel murieron 3"): ("es", {"s/lugar"}),
        ("t", "murieron 3"): ("es", {"t/muertos"}),
        ("t", "nadie murió"): ("es", {"t/muertos"}),
    }
