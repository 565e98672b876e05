"""Which language a text is written in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("La ministra negó que el Gobierno haya arrendado el muelle norte.", "es"),
        ("The minister denied that the government had leased the north pier.", "en"),
        ("A ministra negou que o Governo tenha arrendado o cais norte do porto.", "pt"),
        ("La ministre a nié que le gouvernement ait loué le quai nord du port.", "fr"),
        ("La ministra ha negat que el Govern hagi llogat el moll nord del port.", "ca"),
        ("Министр опроверг, что правительство сдало в аренду северный причал.", "ru"),
    ],
)
def test_languages_of_news_are_told_apart(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", "   ", "12.500 — 14 %", "***"])
def test_a_text_without_letters_has_the_language_around_it(text: str) -> None:
    assert detect_language(text) == "und"
    assert detect_language(text, default="es") == "es"


def test_a_doubtful_text_has_the_language_around_it() -> None:
    assert detect_language("Puerto Alba", default="en", certainty=1.1) == "en"


def test_a_long_text_is_told_by_its_beginning() -> None:
    assert detect_language("The pier was closed all night. " * 100 + "El muelle cerró. " * 100_000) == "en"


@given(st.text(max_size=200))
def test_any_text_has_a_code_or_the_default(text: str) -> None:
    code = detect_language(text, default="xx")
    assert len(code) == 2 and code.isalpha()
