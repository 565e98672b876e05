"""Short articles as news prints them: what one sentence says of the one before, and what it leaves open."""

from __future__ import annotations

from datetime import date

import pytest
import reading

from detector.records import Claim
from detector.settings import ClaimSettings

pytestmark = reading.NEEDS_PARSERS


def claims(language: str, text: str) -> list[Claim]:
    return reading.claims(language, text, ClaimSettings().min_words, date(2031, 5, 2))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "La policía detuvo a una mujer. Llevaba dos kilos de cocaína."),
        ("es", "La empresa inauguró ayer la planta de Torrenta. Emplea a 300 personas."),
        ("es", "El Ayuntamiento de Monteluz aprobó ayer el presupuesto de 2031. Asciende a 85 millones de euros."),
        ("es", "El Barrena fichó a Lucas Soto. Tiene 22 años y contrato hasta 2030."),
        ("es", "El Ejército derribó un avión. Volaba a baja altura."),
        ("es", "La Junta compró el edificio en 2020. Estaba vacío desde 1998."),
        ("en", "The council approved a new stadium. It will be finished in 2034."),
        ("en", "The company launched a satellite. It reached orbit on Monday."),
        ("en", "The navy seized a tanker. It was carrying 30,000 barrels."),
        # Who says it is another whom the next sentence may mean.
        ("es", "Rosa Llorente calificó la decisión de salvaje. A su juicio, la compañía tiene beneficios. Pidió la dimisión del director."),
    ],
)
def test_what_an_object_may_be_is_not_said_of_the_subject(language: str, text: str) -> None:
    assert claims(language, text)[-1].resolved_text is None


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("es", "La empresa de Torrenta cerró en mayo. Emplea a 300 personas.", "La empresa de Torrenta emplea a 300 personas"),
        ("es", "El alcalde inauguró el puente. Pidió ayuda al Gobierno.", "El alcalde pidió ayuda al Gobierno"),
        ("es", "La ministra firmó el martes su contrato. Viajará a Roma en mayo.", "La ministra viajará a Roma en mayo"),
        ("es", "El ministro viajó a Lima. Hablará con dos empresas.", "El ministro hablará con dos empresas"),
        ("es", "El contrato se firmó el 14 de mayo. Lleva la rúbrica del general.", "El contrato lleva la rúbrica del general"),
        ("en", "The tanker left Port Alder on Monday. It carries 30,000 barrels.", "The tanker carries 30,000 barrels"),
        ("en", "Minister Ruth Salter opened the bridge. She thanked the army for its help.",
            "Minister Ruth Salter thanked the army for its help"),
    ],
)  # fmt: skip
def test_a_subject_goes_on_where_nothing_else_fits(language: str, text: str, expected: str) -> None:
    assert claims(language, text)[-1].resolved_text == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("es", "El portavoz de la compañía aseguró que siempre ha cumplido la ley.", "siempre ha cumplido la ley"),
        ("es", "Su entrenador, Paco Lima, dijo que no está en venta.", "no está en venta"),
        ("es", "El abogado de Ares dijo que recurrirá la sentencia.", "El abogado de Ares recurrirá la sentencia"),
        ("es", "La ministra Gómez dijo que ha subido un 3 %.", "ha subido un 3 %"),
        ("es", "Cid afirmó que baja desde 2029.", "baja desde 2029"),
        ("es", "La mandataria reconoció que queda trabajo por hacer.", "queda trabajo por hacer"),
        ("es", "El líder de la formación, Hugo Prats, habló. Prats recordó que ya fue investigada en 2026.", "ya fue investigada en 2026"),
        ("en", "The judge said he had betrayed the public.", "he had betrayed the public"),
        ("en", "Judge Paul Reed said he had betrayed the public.", "he had betrayed the public"),
        ("en", "Officials fined three Brevanian banks. The department said they had laundered $400 million.",
            "they had laundered $400 million"),
        ("en", "The mayor resigned after a report found she had misled the council.", "she had misled the council"),
        ("es", "Un informe concluye que engañó al pleno.", "engañó al pleno"),
        # what looks like it, and is about who speaks
        ("en", "A witness, Carla Nunez, said she hid in a shop.", "Carla Nunez hid in a shop"),
        ("es", "Gómez dijo que subirá los impuestos.", "Gómez subirá los impuestos"),
        ("es", "La empresa dijo que creció un 3 %.", "La empresa creció un 3 %"),
        ("es", "La líder de la formación, Ana Prats, habló. Prats recordó que ya fue investigada.", "Prats ya fue investigada"),
        ("en", "The minister said he had read the report.", "The minister had read the report"),
        ("en", "Lawyer Grace Dorn said she would sue the company.", "Grace Dorn would sue the company"),
        ("en", "The company said they would appeal the ruling.", "The company would appeal the ruling"),
    ],
)  # fmt: skip
def test_who_speaks_is_not_always_spoken_of(language: str, text: str, expected: str) -> None:
    assert claims(language, text)[-1].content == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Labour said this was not enough.", ("this was not enough", "Labour")),
        ("Its farming spokeswoman, Dina Roth, said growers “cannot wait for help”.", ("growers “cannot wait for help”", "Dina Roth")),
        ('The minister said the plan "will destroy the country".', ('the plan "will destroy the country"', "minister")),
        ("Hale said on Monday “the river is rising fast”.", ("the river is rising fast", "Hale")),
        # what looks like it
        ("The minister spoke of growers who “cannot wait”.", ("The minister spoke of growers who “cannot wait”", None)),
        ("The minister said on Tuesday the plan was ready.", ("the plan was ready", "minister")),
    ],
)
def test_reported_clauses_without_that(text: str, expected: tuple[str, str | None]) -> None:
    assert [(claim.content, claim.speaker) for claim in claims("en", text)] == [expected]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("es", "El médico, Raúl Zambra, dijo que es leve. El jugador publicó un mensaje. «Llegaré al debut», escribió.", "jugador"),
        ("es", "Los agentes creen que la red ganó dinero. Una vecina lo denunció. Esta avisó de que los envases eran falsos.", "Esta"),
        ("es", "La oposición la acusa de maquillar las cifras. Ella respondió que los datos son públicos.", "Ella"),
        ("en", "Minister Oskar Denn said the banks were safe. The ministry would appeal, he said. In his view, the move breaks the law.",
            "Oskar Denn"),
        # what looks like it
        ("es", "La alcaldesa Ruiz habló del puente. Ella respondió que los datos son públicos.", "Ruiz"),
        ("es", "El ministerio publicó ayer los datos. Añadió que la cifra es provisional.", "ministerio"),
        ("en", "Governor Ruth Amery raised the rate. In her view, inflation is too high.", "Ruth Amery"),
    ],
)  # fmt: skip
def test_who_speaks_on(language: str, text: str, expected: str) -> None:
    assert claims(language, text)[-1].speaker == expected


@pytest.mark.parametrize(
    ("language", "text", "counted"),
    [
        ("es", "Los agentes recuperaron 14 relojes. Seis de ellos estaban dañados.", "reloj"),
        ("es", "La denuncia recoge cuatro episodios. Dos tuvieron lugar en Madrid.", "episodio"),
        ("es", "Hay 22 menores entre las víctimas. Nueve son niñas.", "menor"),
        ("en", "Officers recovered 14 watches. Six of them were damaged.", "watch"),
        # two that may be meant, a toll, more than there are
        ("es", "Llevaba 148 pasajeros y seis tripulantes. Nueve eran alumnos del colegio.", ""),
        ("es", "La operación se saldó con 17 detenidos. Cinco han ingresado en prisión.", ""),
        ("es", "La denuncia recoge cuatro episodios. Doce vecinos la firmaron.", "vecino"),
        ("es", "La denuncia recoge cuatro episodios. Nueve tuvieron lugar en Madrid.", ""),
    ],
)
def test_a_number_counts_what_the_sentence_before_counts(language: str, text: str, counted: str) -> None:
    assert claims(language, text)[-1].quantities[0].counted == counted


def test_three_words_that_open_with_a_number_are_read() -> None:
    told = [claim.content for claim in claims("es", "Llevaba a bordo 23 personas. Doce siguen desaparecidas. Todos lloran.")]
    assert told == ["Llevaba a bordo 23 personas", "Doce siguen desaparecidas"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("La alcaldesa dijo que la empresa ocultó informes. El abogado de Norsol, Jean Mercier, lo desmintió.", "Jean Mercier"),
        ("La alcaldesa dijo que la empresa ocultó informes. El abogado de Norsol lo desmintió.", "abogado de Norsol"),
    ],
)
def test_who_denies_has_a_name_in_apposition(text: str, speaker: str) -> None:
    last = claims("es", text)[-1]
    assert (last.content, last.speaker, last.stance) == ("la empresa ocultó informes", speaker, "denied")
