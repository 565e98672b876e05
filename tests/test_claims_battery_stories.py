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


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("es", "El Gobierno asegura que los detenidos han confesado. Sus abogados lo desmienten: nadie ha declarado aún, afirman.",
            [("Gobierno", "asserted", "los detenidos han confesado"), ("abogados", "denied", "los detenidos han confesado"),
                ("abogados", "asserted", "nadie ha declarado aún")]),
        ("es", "El alcalde asegura que la obra está pagada. La empresa lo niega: no ha cobrado un euro.",
            [("alcalde", "asserted", "la obra está pagada"), ("empresa", "denied", "la obra está pagada"),
                ("empresa", "asserted", "no ha cobrado un euro")]),
        ("es", "Portual, que asegura haber ofrecido el 12 %, acusa al sindicato de parar los camiones. El comité lo niega.",
            [("Portual", "asserted", "el sindicato para los camiones"), ("Portual", "asserted", "Portual ha ofrecido el 12 %"),
                ("comité", "denied", "el sindicato para los camiones")]),
        ("es", "El sindicato cifra el seguimiento en el 95 %, mientras que la patronal lo rebaja al 60 %.",
            [("sindicato", "asserted", "El sindicato cifra el seguimiento en el 95 %"),
                ("patronal", "asserted", "la patronal cifra el seguimiento en 60 %")]),
        ("es", "La ONG sitúa los muertos en 300 y el Gobierno los cifra en 40.",
            [("ONG", "asserted", "La ONG sitúa los muertos en 300"), ("Gobierno", "asserted", "el Gobierno sitúa los muertos en 40")]),
        ("en", "Unions put turnout at 95%, while employers put it at 60%.",
            [("Unions", "asserted", "Unions put turnout at 95%"), ("employers", "asserted", "employers put turnout at 60%")]),
        ("en", "Eleven workers remain in custody; their lawyers say they were beaten.",
            [(None, "asserted", "Eleven workers remain in custody"), ("lawyers", "asserted", "they were beaten")]),
        ("es", "La tienda nunca fue inspeccionada, según consta en el registro municipal.",
            [("registro municipal", "asserted", "La tienda nunca fue inspeccionada")]),
        ("es", "El alcalde, Jon Bark, cifra en más de mil los militares, mientras que la ministra Solt insiste en que no hay tropas.",
            [("Jon Bark", "asserted", "El alcalde, Jon Bark, cifra en más de mil los militares"), ("Solt", "asserted", "no hay tropas")]),
        ("en", "The director has resigned, a source said. The museum denies she has.",
            [("source", "asserted", "The director has resigned"), ("museum", "denied", "The director has resigned")]),
        ("en", "The director resigned, a source said. The museum denied that she did.",
            [("source", "asserted", "The director resigned"), ("museum", "denied", "The director resigned")]),
        ("en", "Experts have concluded that the portrait is a forgery, Art Weekly has learned.",
            [("Experts", "asserted", "the portrait is a forgery")]),
        ("es", "El canciller, Hugo Pires, culpó al Ejército olvidiano, que según él penetró cuatro kilómetros.",
            [(None, "asserted", "El canciller, Hugo Pires, culpó al Ejército olvidiano"),
                ("Hugo Pires", "asserted", "el Ejército olvidiano penetró cuatro kilómetros")]),
        ("es", "Voss, al que el museo despidió en 2029, «nunca examinó el cuadro», afirma la directora.",
            [("directora", "asserted", "Voss «nunca examinó el cuadro»"), ("directora", "asserted", "el museo despidió en 2029 a Voss")]),
        ("es", "El consejero descartó la medida.", [(None, "asserted", "El consejero descartó la medida")]),
    ],
)  # fmt: skip
def test_who_says_what_of_whom(language: str, text: str, expected: list[tuple[str | None, str, str]]) -> None:
    assert told(language, text) == expected


@pytest.mark.parametrize(
    ("language", "text", "content"),
    [
        ("es", "La vicepresidenta Duarte calificó lo ocurrido de «sabotaje planificado».", "lo ocurrido fue «sabotaje planificado»"),
        ("es", "El ministro calificó de «sabotaje» lo ocurrido en la central.", "lo ocurrido en la central fue «sabotaje»"),
        ("es", "El juez describió a Vega como un testigo fiable.", "Vega es un testigo fiable"),
        ("es", "El ministro lo calificó de «error».", "El ministro lo calificó de «error»"),
        ("en", "Nutrex called the study “junk science”.", "the study was “junk science”"),
        ("en", "The minister described the talks as constructive.", "the talks were constructive"),
        ("en", "She called him “a liar”.", "She called him “a liar”"),
    ],
)  # fmt: skip
def test_who_calls_something_so_says_that_it_is(language: str, text: str, content: str) -> None:
    assert [claim.content for claim in claims(language, text)] == [content]


def test_tenths_meet_the_same_share_in_figures() -> None:
    (tenths,) = claims("es", "El paro bajó siete décimas en mayo.")
    (figures,) = claims("es", "El paro bajó un 0,7 % en mayo.")
    assert (
        [(q.low, q.high, q.unit) for q in tenths.quantities] == [(q.low, q.high, q.unit) for q in figures.quantities] == [(0.7, 0.7, "%")]
    )
