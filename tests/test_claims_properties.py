import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detector.claims import extract_claims, parsers
from detector.claims.grammar.sentences import split_sentences
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


CUT_OFF = [
    ("es", "Murieron 12 personas y no 40, como se dijo, según el hospital, pero el ministerio lo niega."),
    ("es", "Frente a los 40 contagios que reconoce el ministerio, los médicos cuentan 300, algo que la ministra calificó de falso."),
    ("es", "El paro fue del 80 % según los sindicatos y del 15 % según la patronal, una acusación que él rechaza."),
    ("es", "En cuanto al puerto, la alcaldesa, tajante, tachó de bulo la noticia de que no fueron 40 los heridos, sino 12."),
    ("es", "Según la policía el camión llevaba armas. Así lo anunció ayer el ministro, Raúl Paz. La empresa lo niega."),
    (
        "es",
        "La presa tiene 12 grietas. Así consta en el informe. Los atacantes entraron a la red, pero no a las cuentas, dice que no y en que",
    ),
    (
        "es",
        "R. No, la juez ve indicios de que cobró y de que mintió, según ha podido saber este diario, muchos menos que los 40 que dice X.",
    ),
    ("es", "El ministro señaló a la jueza. El informe que leyó la jueza señala que P, lo niega tajantemente: «Q», y lo rebaja al 60 %."),
    ("es", "«La ley», dijo Gil, «costará 200 euros», adelantó El Faro y confirmó Salud, que calificó de «error» lo ocurrido ayer."),
    (
        "en",
        "Gil told employees in a memo that it covers firms with 50 or more, put it at 60%, the museum denies she has, “The bill,” he said.",
    ),
    (
        "en",
        "A: No, it was 12. Police say 40 died; doctors say 300, far fewer than the 800 the army claims, but not in Osk - Hale said.",
    ),
    ("en", "It was 12, not 40, who died, unlike the 40 cases admitted by the ministry, which the company denies."),
    ("en", "Hale dodged questions about whether, as officials say, the dam had cracks, a claim the company rejects."),
    ("en", "He said that while the dam, according to engineers, had held, police put the crowd at 8,000, organisers at 50,000."),
]


@pytest.mark.parametrize("parser", ["rules", "spacy"])
@pytest.mark.parametrize(("language", "text"), CUT_OFF)
def test_sentences_may_be_cut_off_anywhere(language: str, text: str, parser: str) -> None:
    if parser == "spacy" and not all(parsers().values()):
        pytest.skip("needs the parsers")
    words = text.split()
    for length in range(1, len(words) + 1):
        for mark in ("", ","):
            check(" ".join(words[:length]).rstrip(".,") + mark, language, parser)
