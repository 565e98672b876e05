"""Marked articles: what the marks say of two claims, and that the stories of training and of gold keep their form and apart."""

import json
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from detector.records import Claim
from eval import gold_stories, marked
from eval.gold_stories import SPLITS
from eval.marked import FOLDER, PART, Mark, marks_of, read_marked, relation_of, strip_marks

RECIPES = Path(__file__).parents[1] / "models" / "recipes"


def test_marks_are_stripped_and_point_into_the_text() -> None:
    text, marks = strip_marks("El alcalde negó que [[3b-|hubiera obreros]] y [[5A|cerró la nave a las 4.10]], dijo.")
    assert text == "El alcalde negó que hubiera obreros y cerró la nave a las 4.10, dijo."
    assert [(text[m.start : m.end], m.fact, m.version, m.denied) for m in marks] == [
        ("hubiera obreros", "3", "b", True), ("cerró la nave a las 4.10", "5", "A", False),
    ]  # fmt: skip


def claim(text: str, quote: str, content: str) -> Claim:
    start = text.index(quote)
    return Claim(id="c", article_id="a", text=quote, start=start, end=start + len(quote), language="es", content=content)


def test_a_claim_states_the_marks_of_its_content() -> None:
    text, marks = strip_marks("[[1a|Murieron siete obreros]] y [[2b|la alarma sonó a tiempo]].")
    whole = "Murieron siete obreros y la alarma sonó a tiempo."
    assert [m.fact for m in marks_of(claim(text, whole, whole), marks, text)] == ["1", "2"]
    assert [(m.fact, m.version) for m in marks_of(claim(text, "la alarma", "la alarma"), marks, text)] == [("2", PART)]
    assert [(m.fact, m.version) for m in marks_of(claim(text, whole, "Murieron siete obreros"), marks, text)] == [("1", "a"), ("2", PART)]
    assert not marks_of(claim(text + " Nadie habló.", "Nadie habló", "Nadie habló"), marks, text + " Nadie habló.")


@pytest.mark.parametrize(
    ("left", "right", "relation"),
    [
        ("1a", "1b", "contradicts"), ("1A", "1b", "contradicts"), ("1a", "1A", "supports"), ("1a", "2b", "unrelated"),
        ("1r", "1b", "contradicts"), ("1r", "1a", None), ("1r", "1r", "supports"), ("1r", "1s", None),
        ("1n", "1a", "unrelated"), ("1u", "1a", "update"), ("1u", "1u", "supports"),
        ("1a 2b", "2a", "contradicts"), ("", "1a", "unrelated"),
        ("1?", "1b", None), ("1?", "2b", "unrelated"), ("1? 2a", "1a 2b", "contradicts"),
    ],
)  # fmt: skip
def test_marks_relate_claims(left: str, right: str, relation: str | None) -> None:
    def marks(codes: str) -> list[Mark]:
        return [Mark(0, 1, code[0], code[1], False) for code in codes.split()]

    assert relation_of(marks(left), marks(right)) == relation_of(marks(right), marks(left)) == relation


@pytest.mark.parametrize("folder", [FOLDER, RECIPES / "written_articles"], ids=["gold", "training"])
def test_the_files_keep_their_form(folder: Path) -> None:
    for file in folder.glob("*.jsonl"):
        head = json.loads(file.read_text("utf-8").splitlines()[0])
        story = read_marked(file)
        assert len(story.articles) >= 5
        assert {article.language for article in story.articles} == {"es", "en"}
        for article in story.articles:
            assert not set("[]|") & set(article.text), file.name
            assert {mark.fact for mark in story.marks[article.id]} <= set(head["facts"])
        sides = {fact: {m.side for marks in story.marks.values() for m in marks if m.fact == fact} for fact in head["facts"]}
        assert sum({"a", "b"} <= of_fact for of_fact in sides.values()) >= 5, file.name


def test_the_split_is_pinned_and_has_every_story_once() -> None:
    files = [file for split in (*marked.SPLITS, "fit") for file in marked.files(split)]
    assert sorted(files) == sorted(FOLDER.glob("*.jsonl"))
    texts = [{article.text for story in marked.read(split) for article in story.articles} for split in (*marked.SPLITS, "fit")]
    assert all(some.isdisjoint(others) for some, others in combinations(texts, 2))


def test_no_story_is_in_training_and_in_gold() -> None:
    def sentences(folder: Path) -> set[str]:
        articles: list[Any] = [article for file in folder.glob("*.jsonl") for article in read_marked(file).articles]
        return {line for article in articles for line in article.text.split("\n") if len(line) > 40}

    training = sentences(RECIPES / "written_articles")
    assert training and not training & sentences(FOLDER)
    gold = {line for split in SPLITS for article in gold_stories.articles(split) for line in article.text.split("\n")}
    assert not training & gold
