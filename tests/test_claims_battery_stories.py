"""What short articles of rival outlets showed to be misread: who owns a deed, what a verdict denies, what is told of whom."""

import pytest
from reading import NEEDS_PARSERS, claims, told

pytestmark = NEEDS_PARSERS


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("es", "Es falso que la Agencia vaya a retirar el edulcorante, como afirma un titular viral de El Faro.",
            [(None, "denied", "la Agencia va a retirar el edulcorante")]),
        ("en", "It is not true that the agency will pull the sweetener, as The Post claims.",
            [(None, "denied", "the agency will pull the sweetener")]),
        ("es", "La Agencia retirará el edulcorante, como adelantó El Faro.",
            [("El Faro", "predicted", "La Agencia retirará el edulcorante")]),
        ("es", "Tampoco es cierto que Irene Sanz haya pedido prohibirlo.", [(None, "denied", "Irene Sanz ha pedido prohibirlo")]),
        ("es", "«Jamás he dicho eso», respondió la investigadora por correo electrónico.",
            [("investigadora", "asserted", "Jamás he dicho eso")]),
        ("es", "El entrenador del Lumbre había descartado su salida el domingo.",
            [(None, "asserted", "El entrenador del Lumbre había descartado su salida el domingo")]),
        ("es", "El ministro descartó su dimisión.", [("ministro", "denied", "habrá dimisión del ministro")]),
        ("en", "The coach confirmed the sale.", [("coach", "asserted", "there was a sale")]),
        ("en", "The army denied the attack.", [("army", "denied", "there was an attack")]),
        ("es", "Así de tajante fue el director deportivo del club.",
            [(None, "asserted", "Así de tajante fue el director deportivo del club")]),
    ],
)  # fmt: skip
def test_a_sentence_says(language: str, text: str, expected: list[tuple[str | None, str, str]]) -> None:
    assert told(language, text) == expected


def test_what_was_offered_is_rejected_not_who_says_so() -> None:
    said = told("es", "Rey admitió que hubo una oferta de 35 millones, pero explicó que fue rechazada.", min_words=4)
    assert said == [("Rey", "asserted", "hubo una oferta de 35 millones")]


def test_who_is_denied_to_have_been_beaten_is_the_prisoner() -> None:
    said = told("es", "El comisario Lara admitió que el detenido quedó sin vigilancia, pero negó que recibiera golpes.", min_words=4)
    assert said == [("Lara", "asserted", "el detenido quedó sin vigilancia")]


def test_complaints_about_a_number_are_of_that_number() -> None:
    (claim,) = claims("en", "The party has withdrawn its complaints about 340 polling stations.")
    assert [(quantity.low, quantity.high) for quantity in claim.quantities] == [(340, 340)]
