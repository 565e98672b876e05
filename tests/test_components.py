"""The benchmark of the parts of `detector.claims`: how answers are counted, and that its gold keeps its form."""

import pytest

from eval.benchmarks import components
from eval.benchmarks.components import COMPONENTS, Counted, gold_spans, matched_spans


def test_spans_are_found_in_order_even_where_words_repeat() -> None:
    assert gold_spans("Sí. No. Sí.", ["Sí.", "No.", "Sí."]) == [(0, 3), (4, 7), (8, 11)]


def test_a_clause_counts_once_and_only_with_enough_overlap() -> None:
    assert matched_spans([(0, 100)], {(0, 80), (0, 90)}) == (1, 2, 1)
    assert matched_spans([(0, 100)], {(0, 70)}) == (0, 1, 1)
    assert matched_spans([(0, 100), (20, 60)], {(0, 100), (20, 58)}) == (2, 2, 2)


def test_answers_that_occur_twice_count_twice() -> None:
    assert Counted.of(["a", "a", "b"], ["a", "c"]) == (1, 2, 3)


@pytest.mark.parametrize("component", list(COMPONENTS))
def test_gold_keeps_its_form(component: str) -> None:
    items = components.load(component)
    assert len({item["id"] for item in items}) == len(items) >= 100
    assert {item["language"] for item in items} == {"es", "en"}
    for item in items:
        text = item["text"]
        quotes = [
            *item.get("sentences", []), *item.get("clauses", []),
            *(claim["anchor"] for claim in item.get("claims", [])), *(quantity["text"] for quantity in item.get("quantities", [])),
        ]  # fmt: skip
        assert gold_spans(text, quotes) is not None
    splits = [components.split_of(item["id"]) for item in items]
    assert 0.35 < splits.count("test") / len(splits) < 0.65


@pytest.mark.parametrize("language", ["es", "en"])
def test_quantities_in_the_words_of_news(language: str) -> None:
    items = [item for item in components.load("quantities_dev", "dev") if item["language"] == language]
    assert len(items) >= 55
    f1, *_ = components.score_quantities(items, components.claims_of(items, "spacy"))
    assert f1.value > 0.95


@pytest.mark.parametrize("language", ["es", "en"])
def test_sentences_of_the_marks_of_news(language: str) -> None:
    items = [item for item in components.load("sentences_dev", "dev") if item["language"] == language]
    of_those_who_knew_the_rules, of_one_who_did_not = items[:70], items[70:]
    for some, bound in ((of_those_who_knew_the_rules, 0.995), (of_one_who_did_not, 0.95)):
        assert len(some) >= 40
        (f1,) = components.score_sentences(some, [])
        assert f1.value > bound
