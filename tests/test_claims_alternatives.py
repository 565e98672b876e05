"""Who says "P or Q" states neither, and a hyphen is no dash: what is cut there is not what was said."""

import pytest

from detector.claims import extract_claims, parsers
from detector.records import Article
from detector.settings import ClaimSettings

pytestmark = pytest.mark.skipif(not parsers(), reason="needs the parsers")


def read(language: str, text: str) -> list[tuple[str | None, str, str]]:
    claims = extract_claims(Article.from_text(text, language=language), ClaimSettings(parser="spacy", min_words=2))
    return [(claim.speaker, claim.stance, claim.content) for claim in claims]


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("es", "El alcalde dimitió o fue cesado el lunes.", [(None, "asserted", "El alcalde dimitió o fue cesado el lunes")]),
        ("es", "El ministro viajó a Osk y firmó el acuerdo.",
            [(None, "asserted", "El ministro viajó a Osk"), (None, "asserted", "El ministro firmó el acuerdo")]),
        ("en", "He never met or spoke to the minister.", [(None, "asserted", "He never met or spoke to the minister")]),
        ("en", "The mayor resigned or was fired on Monday.", [(None, "asserted", "The mayor resigned or was fired on Monday")]),
        ("en", "The firm denied paying or promising money to the mayor.",
            [("firm", "denied", "The firm has paid or promised money to the mayor")]),
        ("en", "The minister denied that a base exists or is being built on the island.",
            [("minister", "denied", "a base exists"), ("minister", "denied", "a base is being built on the island")]),
    ],
)  # fmt: skip
def test_one_of_two_is_not_stated(language: str, text: str, told: list[tuple[str | None, str, str]]) -> None:
    assert read(language, text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The mayor was re-elected in May, officials said.", ("officials", "asserted", "The mayor was re-elected in May")),
        ("The government will raise value-added tax in July, Gallo said.",
            ("Gallo", "predicted", "The government will raise value-added tax in July")),
        ("The governor turned it away with a two-line letter, an aide said.",
            ("aide", "asserted", "The governor turned it away with a two-line letter")),
        ("The dam was sound - engineers said.", ("engineers", "asserted", "The dam was sound")),
        ("Tests found no salmonella in the food, catering company Comedal said.",
            ("Comedal", "asserted", "Tests found no salmonella in the food")),
    ],
)  # fmt: skip
def test_a_hyphen_is_no_dash(text: str, told: tuple[str, str, str]) -> None:
    assert read("en", text) == [told]
