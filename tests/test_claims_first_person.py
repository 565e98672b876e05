"""Who answers for himself, in communiqués, interviews and quotations, and questions that nobody can answer; all sentences are our own."""

import pytest
from reading import NEEDS_PARSERS, told

pytestmark = NEEDS_PARSERS


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("es", "Niego que haya recibido un balazo.", (None, "denied", "ha recibido un balazo")),
        ("es", "Rechazamos de plano que aquello fuera un simple ensayo.", (None, "denied", "aquello era un simple ensayo")),
        ("es", "Rechazo que funcionara ahí un hotel clandestino.", (None, "denied", "funcionaba ahí un hotel clandestino")),
        ("es", "«Niego que haya recibido un soborno», dijo el alcalde Luis Mora.", ("Luis Mora", "denied", "ha recibido un soborno")),
        ("es", "El alcalde Luis Mora viajó a Osk. Sostenemos que la presa está rota.", (None, "asserted", "la presa está rota")),
        ("es", "Yo sostengo que el fuego empezó en la cocina.", (None, "asserted", "el fuego empezó en la cocina")),
        ("es", "Tampoco aceptamos que la presa esté rota.", (None, "denied", "la presa está rota")),
        ("es", "R. Es falso que nuestro avión llevara explosivos.", (None, "denied", "nuestro avión llevó explosivos")),
        ("es", "Compañeros: es mentira que el sindicato pactara con el Gobierno.",
            (None, "denied", "el sindicato pactó con el Gobierno")),
        ("es", "Desmentimos de manera categórica haber ocultado el derrame.", (None, "denied", "hemos ocultado el derrame")),
        ("es", "Que el campamento sea el foco de la epidemia es falso.", (None, "denied", "el campamento es el foco de la epidemia")),
        ("en", "We deny that our crew left the ship.", (None, "denied", "our crew left the ship")),
        ("en", "“We deny that our crew left the ship,” said Ann Hale.", ("Ann Hale", "denied", "our crew left the ship")),
    ],
)  # fmt: skip
def test_who_answers_for_himself(language: str, text: str, expected: tuple[str | None, str, str]) -> None:
    assert expected in told(language, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "La Contraloría no ha determinado quién dio la orden."),
        ("es", "La fiscalía sigue sin poder establecer cuántas cajas bajaron a tierra."),
        ("es", "El Gobierno no ha explicado por qué falló la bomba."),
        ("es", "La empresa no ha dicho a quién vendió la planta."),
        ("es", "Es pronto para saber si la presa resistirá."),
        ("es", "«No sabemos todavía si fue el calor o una bacteria», dijo la consejera."),
        ("es", "Todavía no puede afirmarse si existió una orden de disparar."),
        ("en", "The company has not said when the bridge will reopen."),
        ("en", "The mission said it could not yet determine whether the plane had been hit."),
        ("en", "We do not know yet whether anyone fired at the plane."),
        ("en", "Whether the limit was exceeded remains to be determined."),
        ("en", "It is too early to tell whether the river is to blame."),
    ],
)
def test_what_nobody_can_answer_is_left_open(language: str, text: str) -> None:
    assert {stance for _, stance, _ in told(language, text)} == {"uncommitted"}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("es", "Desmintió, en ese contexto, que las voladuras tuvieran relación.", "denied"),
        ("es", "Yo dije que sí al hospital de campaña desde el primer día.", "asserted"),
        ("es", "R. Soto afirma que el puente es seguro.", "asserted"),
        ("en", "The mayor denied once more having told the press that he would go.", "disavowed"),
        ("en", "He left when the bridge was closed for repairs.", "asserted"),
    ],
)
def test_what_stands_around_a_verb_of_saying(language: str, text: str, expected: str) -> None:
    assert {stance for _, stance, _ in told(language, text)} == {expected}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("es", "El ministro Leandro Paz vino. Negó que el alcalde volviera de una cena: regresaba de inaugurar un camino, dijo.",
            {("Leandro Paz", "denied", "el alcalde volvió de una cena"), ("Leandro Paz", "asserted", "regresaba de inaugurar un camino")}),
        ("es", "El juez rechazó que se les haya cerrado la puerta: una misión trabaja dentro de la planta.",
            {("juez", "denied", "se les ha cerrado la puerta"), ("juez", "asserted", "una misión trabaja dentro de la planta")}),
        ("en", "Its lawyers deny that anybody was arrested, and say their client is at home.",
            {("lawyers", "denied", "anybody was arrested"), ("lawyers", "asserted", "their client is at home")}),
        ("en", "Dieter Volk dismissed as “a grotesque fabrication” claims that the crew had left.",
            {("Dieter Volk", "denied", "the crew had left")}),
        ("es", "La ministra niega, por tanto, haber prometido dinero a los pescadores.",
            {("ministra", "denied", "La ministra ha prometido dinero a los pescadores")}),
    ],
)  # fmt: skip
def test_what_is_denied_and_what_is_told_beside_it(language: str, text: str, expected: set[tuple[str | None, str, str]]) -> None:
    assert expected <= set(told(language, text))
