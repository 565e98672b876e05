"""A quotation that its source breaks off says one thing; who was told of in passing is no subject; counts have who counts."""

import pytest
from reading import NEEDS_PARSERS, claims, told

pytestmark = NEEDS_PARSERS


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "“The bill,” Kell said, “would cost each family 200 dollars.”",
            ("Kell", "conditional", "The bill would cost each family 200 dollars")),
        ("en", "“Nobody,” Kell said, “asked us.”", ("Kell", "asserted", "Nobody asked us")),
        ("en", "“This,” she said, “is not a coup.”", ("she", "asserted", "This is not a coup")),
        ("en", "“Until last week,” said Ortiz, “nobody had told us about the leak.”",
            ("Ortiz", "asserted", "Until last week nobody had told us about the leak")),
        ("en", "“Yes,” said Kell, “we paid the ransom.”", ("Kell", "asserted", "we paid the ransom")),
        ("es", "«La ley», dijo Kell, «costará 200 euros a cada familia».",
            ("Kell", "predicted", "La ley costará 200 euros a cada familia")),
        ("es", "“Ni un euro”, insistió el alcalde, “ha salido de esta casa”.",
            ("alcalde", "asserted", "Ni un euro ha salido de esta casa")),
        ("es", '"El acuerdo", explicó la ministra, "entrará en vigor en enero".',
            ("ministra", "predicted", "El acuerdo entrará en vigor en enero")),
        ("es", "«A los vecinos», lamentó Gil, «no les avisó nadie».", ("Gil", "asserted", "A los vecinos no les avisó nadie")),
    ],
)  # fmt: skip
def test_a_quotation_in_two_parts_is_one(language: str, text: str, expected: tuple[str, str, str]) -> None:
    assert told(language, text) == [expected]


def test_each_part_that_states_something_is_a_claim() -> None:
    assert told("en", "“The tunnel is safe,” Kell said, “and it will open in May.”") == [
        ("Kell", "asserted", "The tunnel is safe"), ("Kell", "predicted", "it will open in May"),
    ]  # fmt: skip


def test_nobody_is_whom_a_pronoun_takes_up() -> None:
    assert told("en", "“Everyone must leave the valley,” she said.")[0][0] == "she"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("es", "Mora, que dijo que el puente era seguro, admite que tenía grietas.", [("Mora", "asserted", "el puente era seguro")]),
        ("en", "Mora, who said the bridge was safe, admits it had cracks.", [("Mora", "asserted", "the bridge was safe")]),
        ("en", "A stamped copy of the report, seen by the Post, shows that it was handed in at the ministry.",
            [("stamped copy of the report", "asserted", "A stamped copy of the report was handed in at the ministry"),
                ("stamped copy of the report", "asserted", "the report was seen by the Post")]),
        ("es", "Vega, que dijo que la presa era segura, admite que recibió avisos.",
            [("Vega", "asserted", "Vega recibió avisos"), ("Vega", "asserted", "la presa era segura")]),
    ],
)  # fmt: skip
def test_a_subject_is_left_open_where_something_else_was_spoken_of(
    language: str, text: str, expected: list[tuple[str | None, str, str]]
) -> None:
    assert told(language, text, min_words=4) == expected


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("es", "Protección Civil elevó a 24 los fallecidos por el alud.", "Protección Civil"),
        ("es", "El hospital corrigió de 40 a 12 la cifra de heridos.", "hospital"),
        ("en", "The ministry revised the number of missing down to 12.", "ministry"),
        ("en", "The hospital corrected the toll from 40 to 12.", "hospital"),
        ("es", "Ayer subieron a 31 los muertos por el terremoto.", None),
        ("es", "La empresa elevó a 24 los autobuses de la línea.", None),
        ("en", "The firm raised the fare to 12 euros.", None),
    ],
)  # fmt: skip
def test_who_gives_a_count_anew_says_it(language: str, text: str, speaker: str | None) -> None:
    (claim,) = claims(language, text)
    assert claim.speaker == speaker


@pytest.mark.parametrize(
    ("language", "text", "contents"),
    [
        ("en", "Police counted 3,000 marchers, organisers 20,000.",
            ["Police counted 3,000 marchers", "organisers counted 20,000 marchers"]),
        ("es", "La policía contó 3.000 manifestantes y los organizadores 20.000.",
            ["La policía contó 3.000 manifestantes", "los organizadores contaron 20.000 manifestantes"]),
        ("es", "El guarda contó 12 garzas y 4 patos.", ["El guarda contó 12 garzas y 4 patos"]),
    ],
)  # fmt: skip
def test_two_who_count_differently_are_two_claims(language: str, text: str, contents: list[str]) -> None:
    assert [claim.content for claim in claims(language, text)] == contents
