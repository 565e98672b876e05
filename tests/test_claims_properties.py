import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detector.claims import extract_claims
from detector.claims.sentences import split_sentences
from detector.records import Article
from detector.settings import ClaimSettings

# Pieces that the rules react to, mixed with anything at all.
PIECES = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        [
            "El ministro ", "negó ", "dijo ", "que ", "según ", ", ", ". ", "«", "»", "\"", "“", "”", " y ", "said ", "denied ",
            "that ", "the army ", "haber ", "12 ", "1.500 ", "%", "EE. UU. ", "\n", "- ", "—", "?", "¿", ":", ";", "no ", "ni ",
            "habría ", "will ", "(", ")", "…", "el martes ", "according to ", "of ", "ruled out ", "la existencia de ", "su ",
            "\u2028", "\x00", "e\u0301", "\ud83d\ude00", "ß", "İ", "ﬁ",
        ]
    ),
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map("".join)


def check(text: str, language: str, parser: str) -> None:
    article = Article("x", text, language=language)
    found = extract_claims(article, ClaimSettings(parser=parser, min_words=1))
    for claim in found:
        assert text[claim.start : claim.end] == claim.text
        assert claim.sentence_start <= claim.start < claim.end <= claim.sentence_end
        assert claim.content == claim.content.strip() != ""
        assert claim.speaker == (claim.speakers[-1] if claim.speakers else None)
        for quantity in claim.quantities:
            assert claim.start <= quantity.start < quantity.end <= claim.end
            assert quantity.low <= quantity.high
    assert len({claim.id for claim in found}) == len(found)


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.sampled_from(["es", "en"]))
def test_any_text_gives_exact_offsets_by_rules(text: str, language: str) -> None:
    check(text, language, "rules")


@settings(max_examples=40, deadline=None)
@given(TEXTS, st.sampled_from(["es", "en"]))
def test_any_text_gives_exact_offsets_with_what_is_installed(text: str, language: str) -> None:
    check(text, language, "auto")


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_sentences_lose_nothing_but_white_space(text: str) -> None:
    spans = split_sentences(text, 0, len(text))
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@pytest.mark.parametrize(
    "piece", ["a", "a ", ". ", "«", '" ', "EE. UU. ", "(", "1.1", "http://", "a@", "dijo que ", "según X, ", "By A", "\n", "—", "\u0301"]
)
def test_a_huge_line_is_read_in_linear_time(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        start = time.process_time()
        extract_claims(Article("x", text, language="es"), ClaimSettings(parser="rules"))
        return time.process_time() - start

    seconds(1000)
    assert seconds(200_000) < 12
