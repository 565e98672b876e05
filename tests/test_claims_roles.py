"""A role alone is who was named with it; a quotation may hold the predicate of its clause; sources that stand apart from their verb."""

import pytest
from reading import NEEDS_PARSERS, told

from detector.claims.reference.roles import holder

pytestmark = NEEDS_PARSERS


@pytest.mark.parametrize(
    ("language", "before", "sentence", "role", "name"),
    [
        ("es", "El presidente Teo Barros viajó a Osk. ", "El mandatario dijo que no.", "mandatario", "Teo Barros"),
        ("es", "La ministra de Hacienda, Ana Ruiz, viajó a Osk. ", "La ministra dijo que no.", "ministra", "Ana Ruiz"),
        ("es", "Raúl Penas, ministro de Hacienda, viajó a Osk. ", "«No», dijo el ministro.", "ministro", "Raúl Penas"),
        ("en", "Finance Minister Raul Penas flew to Osk. ", "The minister said no.", "minister", "Raul Penas"),
        ("en", "Ann Ott, the town's mayor, came late. ", "“No,” said the mayor.", "mayor", "Ann Ott"),
        ("es", "El alcalde Luis Gil y el alcalde Pedro Mas se vieron. ", "El alcalde dijo que no.", "alcalde", None),
        ("es", "La ministra de Hacienda, Ana Ruiz, viajó a Osk. ", "Una ministra dijo que no.", "ministra", None),
        ("es", "El presidente Teo Barros viajó a Osk. ", "El vecino dijo que no.", "vecino", None),
    ],
)  # fmt: skip
def test_who_holds_a_role(language: str, before: str, sentence: str, role: str, name: str | None) -> None:
    assert holder(role, language, before, sentence) == name


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("es", "La ministra de Hacienda, Ana Ruiz, viajó a Osk. La ministra de Trabajo aseguró que el dato es correcto.",
            ("ministra de Trabajo", "asserted", "el dato es correcto")),
        ("en", "Police chief Tomas Lara came late. The chief denied that the man had been beaten.",
            ("Tomas Lara", "denied", "the man had been beaten")),
        ("es", "El presidente Rafael Cordero viajó. El Fondo Común no exigió nada, dijo el mandatario. Añadió que pagó la deuda.",
            ("Rafael Cordero", "asserted", "Rafael Cordero pagó la deuda")),
        ("es", "Portual acusa al sindicato de parar los camiones. El comité de huelga lo niega tajantemente: «Nadie los para», dice Gil.",
            ("comité de huelga", "denied", "el sindicato para los camiones")),
    ],
)  # fmt: skip
def test_who_says_it(language: str, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in told(language, text)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("es", "Según el alcalde de Osk, Nelson Vila, los militares «entraron hasta la escuela», a tres kilómetros de la línea.",
            [("Nelson Vila", "asserted", "los militares «entraron hasta la escuela»")]),
        ("en", "According to the mayor, the troops “walked into the school”.",
            [("mayor", "asserted", "the troops “walked into the school”")]),
        ("en", "Portual said it had not withdrawn anything and that its offer “remains on the table”.",
            [("Portual", "asserted", "Portual had not withdrawn anything"), ("Portual", "asserted", "its offer “remains on the table”")]),
        ("es", "La plataforma «Queremos vivir» convocó una marcha.",
            [(None, "asserted", "La plataforma «Queremos vivir» convocó una marcha")]),
    ],
)  # fmt: skip
def test_a_quotation_holds_the_predicate_of_its_clause(language: str, text: str, expected: list[tuple[str | None, str, str]]) -> None:
    assert told(language, text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("es", "La inflación se situó en junio en el 6,2 %, una décima menos que en mayo, informó el Instituto de Estadística.",
            [("Instituto de Estadística", "asserted", "La inflación se situó en junio en el 6,2 %")]),
        ("es", "El paro se calcula en el 12 %.", [(None, "asserted", "El paro se calcula en el 12 %")]),
        ("es", "La directora presentó su renuncia, adelantó La Calle y confirmó después Presidencia.",
            [("La Calle", "asserted", "La directora presentó su renuncia")]),
        ("en", "The director has resigned, the BBN first reported and her office later confirmed.",
            [("BBN", "asserted", "The director has resigned")]),
        ("es", "El ministro destacó que «el salario real ha dejado de caer», algo que los sindicatos rebaten.",
            [("ministro", "asserted", "el salario real ha dejado de caer"), ("sindicatos", "denied", "el salario real ha dejado de caer")]),
        ("es", "El sindicato cifra el seguimiento en el 95 %, mientras que la patronal lo rebaja al 60 %.",
            [("sindicato", "asserted", "El sindicato cifra el seguimiento en el 95 %"),
                ("patronal", "asserted", "la patronal cifra el seguimiento en 60 %")]),
        ("en", "Penas said wages had stopped falling; unions say they are 4% below their level of 2028.",
            [("Penas", "asserted", "wages had stopped falling"), ("unions", "asserted", "are 4% below their level of 2028")]),
        ("es", "El presidente de Portual, Gonzalo Arce, evitó confirmar las cifras.",
            [(None, "asserted", "El presidente de Portual, Gonzalo Arce, evitó confirmar las cifras")]),
    ],
)  # fmt: skip
def test_sources_apart_from_what_they_say(language: str, text: str, expected: list[tuple[str | None, str, str]]) -> None:
    assert told(language, text) == expected


@pytest.mark.parametrize("text", ["A'" * 50_000, "El presidente " + "a " * 50_000, "Aa " * 50_000, "presidente de " * 20_000])
def test_a_role_is_looked_for_in_any_text(text: str) -> None:
    assert holder("presidente", "es", text, "El presidente dijo que no.") in (None, "Aa Aa Aa")
