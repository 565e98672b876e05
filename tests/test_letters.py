"""Letters that pass for Latin ones: read as what they look like, quoted as they stand."""

from hypothesis import given
from hypothesis import strategies as st

from detector.claims import extract_claims
from detector.language import detect_language
from detector.letters import latin
from detector.records import Article
from detector.settings import ClaimSettings
from detector.stories.origins import _copies

PLAIN = "El ministro de Salud negó este lunes que hubiera muertos en el hospital de la capital. Los médicos dijeron lo contrario."
HIDDEN = PLAIN.replace("o", "о").replace("p", "р")  # Cyrillic о and р


def test_words_in_disguise_are_read() -> None:
    assert HIDDEN != PLAIN and latin(HIDDEN) == PLAIN
    assert latin("Тhе mауоr о") == "The mayor o"


def test_words_of_other_alphabets_stay() -> None:
    for text in ("Москва", "η Αθήνα", "el rayo α y el Спутник V", "Ñandú, pingüino, naïve"):
        assert latin(text) == text


@given(st.text(alphabet="abо рсАВ\u0301áñ.1ж"))
def test_offsets_hold(text: str) -> None:
    assert len(latin(text)) == len(text)
    assert latin(latin(text)) == latin(text)


def test_claims_of_a_disguised_article_are_those_of_the_plain_one() -> None:
    plain, hidden = (extract_claims(Article.from_text(text), ClaimSettings(parser="rules")) for text in (PLAIN, HIDDEN))
    assert [(c.content, c.speaker, c.stance) for c in hidden] == [(c.content, c.speaker, c.stance) for c in plain]
    assert plain and all(HIDDEN[c.start : c.end] == c.text for c in hidden), "quotes stand as they are printed"
    assert detect_language(HIDDEN) == "es"


def test_a_disguised_copy_is_no_second_voice() -> None:
    assert _copies([Article.from_text(PLAIN), Article.from_text(HIDDEN)], 0.6) == [(0, 1)]
