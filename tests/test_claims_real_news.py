"""What real articles taught: sources between a verb and what it needs, nouns that say nothing, clauses that have nobody."""

import pytest
from reading import NEEDS_PARSERS, claims

pytestmark = NEEDS_PARSERS


@pytest.mark.parametrize(
    ("language", "text", "content", "speaker"),
    [
        ("es", "La fábrica vertió, según los vecinos, miles de litros de ácido.", "La fábrica vertió miles de litros de ácido", "vecinos"),
        (
            "es",
            "La mina podrá, según la ministra, seguir abierta hasta junio.",
            "La mina podrá seguir abierta hasta junio",
            "ministra",
        ),
        ("es", "El rector tendrá, según el fiscal, que declarar el lunes.", "El rector tendrá que declarar el lunes", "fiscal"),
        ("es", "El tranvía costará, según el ministerio, 30 millones de euros.", "El tranvía costará 30 millones de euros", "ministerio"),
        ("es", "Los rebeldes atacaron, según el ejército, un puesto de control.", "Los rebeldes atacaron un puesto de control", "ejército"),
        ("en", "The plant dumped, according to neighbours, thousands of litres.", "The plant dumped thousands of litres", "neighbours"),
        ("en", "The kiln could, according to the minister, keep running until June.", "The kiln could keep running until June", "minister"),
        ("en", "The tram will cost, according to the ministry, 30 million crowns.", "The tram will cost 30 million crowns", "ministry"),
    ],
)
def test_a_statement_goes_on_behind_its_source(language: str, text: str, content: str, speaker: str) -> None:
    (claim,) = claims(language, text)
    assert (claim.content, claim.speaker) == (content, speaker)


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("es", "El viejo puente cayó, según el alcalde, un político veterano.", "alcalde"),
        ("es", "El viejo puente cayó, según la alcaldesa de Osk, la socialista Ana Ruiz.", "Ana Ruiz"),
        ("es", "El viejo puente cayó, según el alcalde, en una rueda de prensa.", "alcalde"),
        ("en", "The old bridge fell, according to the mayor, a veteran politician.", "mayor"),
    ],
)
def test_what_stands_behind_a_source_may_be_the_source_s(language: str, text: str, speaker: str) -> None:
    (claim,) = claims(language, text)
    assert claim.content in ("El viejo puente cayó", "The old bridge fell") and claim.speaker == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Sobre el plan reiteró su compromiso de reabrir la mina, «porque la comarca se muere y nadie hace nada».",
        "Alegan las siguientes razones: la pintura tiene plomo y los niños enferman.",
        "La estrecha relación que guardaba con su hija refleja que el taller lo dirigía ella.",
        "Consideró prioritario que se revise el contrato de los autobuses.",
        "«Él es el protagonista de esta historia», comentó llorando.",
        "Una enorme polémica causó la revista, al asegurar que el club debe dos nóminas.",
    ],
)
def test_what_says_nothing_is_no_speaker(text: str) -> None:
    found = claims("es", text)
    assert not {claim.speaker for claim in found} & {
        "compromiso de reabrir la mina", "siguientes razones", "estrecha relación", "prioritario", "llorando", "enorme polémica",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "content", "subject"),
    [
        ("Bellido ha señalado que no es el único caso de fraude del club.", "no es el único caso de fraude del club", None),
        ("Rivas sostuvo que fue una decisión del consejo de la caja.", "fue una decisión del consejo de la caja", None),
        ("Mora dijo que es un error cerrar el puente de noche.", "es un error cerrar el puente de noche", None),
        ("Ortiz dijo que era un policía retirado desde mayo.", "Ortiz era un policía retirado desde mayo", "Ortiz"),
        ("Vidal insistió en que es la víctima de un montaje.", "Vidal es la víctima de un montaje", "Vidal"),
        ("La empresa asegura que es una compañía familiar.", "La empresa es una compañía familiar", "La empresa"),
    ],
)  # fmt: skip
def test_who_says_what_something_is_does_not_say_it_of_himself(text: str, content: str, subject: str | None) -> None:
    (claim,) = claims("es", text)
    assert claim.content == content and (subject is None or claim.subject == subject)


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            "El trío publicó la canción hace años, lo que ha provocado que todos acusen al club de plagio.",
            ["El trío publicó la canción hace años", "El trío ha provocado que todos acusen al club de plagio"],
        ),
        ("El museo hace cada año una muestra de pintura flamenca.", ["El museo hace cada año una muestra de pintura flamenca"]),
        ("Acusa al director, causando un escándalo en la empresa.", ["Acusa al director, causando un escándalo en la empresa"]),
        (
            "Los datos se sacaron con una aplicación de perfiles, explica Marsh, que permitía ver los de sus amigos.",
            ["Los datos se sacaron con una aplicación de perfiles"],
        ),
        (
            "«No hay dinero para esto», explica Marsh, que dirigió la caja hasta mayo.",
            ["No hay dinero para esto", "Marsh dirigió la caja hasta mayo"],
        ),
    ],
)
def test_no_clause_gets_a_subject_that_is_not_its_own(text: str, contents: list[str]) -> None:
    assert [claim.content for claim in claims("es", text)] == contents


def test_a_cause_is_not_what_was_not_said() -> None:
    text = "La agencia está acusada de ocultar datos. Sin embargo, no se dice nada, ya que esto sembraría el pánico en la ciudad."
    assert all(claim.stance != "disavowed" for claim in claims("es", text))
