"""Records are stored as text and come back unchanged."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from math import inf

import pytest
from builders import FARO, pier_story

from detector.records import Article, Candidate, Claim, Finding, Quantity, Relation, Scores, Side, Skipped, Story, TimeSpan
from detector.review.store.codec import dump, load

STORY = pier_story()
CLAIM = dataclasses.replace(
    STORY.claims[0],
    quantities=(Quantity(-inf, inf, "%", "vecino", 1, 2), Quantity(0.1 + 0.2, 1e300, "", "", 3, 4)),
    time=TimeSpan("2031-03", None),
)
RECORDS = (
    *STORY.articles, *STORY.claims, *STORY.stories, *STORY.relations, *STORY.findings, CLAIM,
    Article("id", "«ñ» \u2028 \x85 \0 \U0001f600", path="a\udcf1o.txt", published=date(1999, 12, 31)),
    dataclasses.replace(STORY.relations[0], marks=(((1, 2), (5, 9)), ()), scores=Scores(0.1, 1 / 3, 5e-324, 1.0, -1.0, 0.0, 1 - 1e-16)),
    Side(("a",), ("b",), ("c",), date(2031, 3, 1), None, "denied"), Candidate("s", "a", "b", 0.1), Skipped("f.txt", None, "why"),
)  # fmt: skip


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: f"{type(record).__name__}")
def test_every_record_comes_back_unchanged(record: object) -> None:
    text = dump(record)
    text.encode()  # a database can keep it
    assert "\n" not in text and "\0" not in text
    again = load(type(record), text)
    assert again == record and repr(again) == repr(record)


def test_what_is_stored_can_be_read_without_this_program() -> None:
    assert json.loads(dump(FARO))["published"] == "2031-03-04"
    assert "«No hay contrato" in dump(FARO)


@pytest.mark.parametrize("kind", [Article, Claim, Story, Relation, Finding])
def test_what_is_no_record_is_refused(kind: type) -> None:
    for text in ("", "{", "[]", "null", '{"id": 1}'):
        with pytest.raises(ValueError):
            load(kind, text)
