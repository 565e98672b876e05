"""Who says "P or Q" states neither, and a hyphen is no dash: what is cut there is not what was said."""

import pytest
from reading import NEEDS_PARSERS, told

pytestmark = NEEDS_PARSERS


@pytest.mark.parametrize(
    ("language", "text", "expected"),
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
def test_one_of_two_is_not_stated(language: str, text: str, expected: list[tuple[str | None, str, str]]) -> None:
    assert told(language, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
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
def test_a_hyphen_is_no_dash(text: str, expected: tuple[str, str, str]) -> None:
    assert told("en", text) == [expected]
