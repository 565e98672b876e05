"""Subjects that an earlier sentence names: what a claim says, read alone."""

from datetime import date

import pytest

from detector import Article
from detector.claims import extract_all, extract_claims
from detector.settings import ClaimSettings

SETTINGS = ClaimSettings(min_words=3)


def propositions(text: str, language: str) -> list[str]:
    article = Article.from_text(text, "Diario del Puerto", published=date(2031, 5, 8), language=language)
    claims = extract_claims(article, SETTINGS)
    assert all(article.text[claim.start : claim.end] == claim.text for claim in claims)
    return [claim.proposition for claim in claims]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("es", "La fragata Ardiente zarpó el lunes de Monteluz. No lleva misiles a bordo.", "La fragata Ardiente no lleva misiles a bordo"),
        ("es", "El ministro Rubén Salas viajó ayer a Ardenia. Pidió ayuda militar a su aliado.",
         "El ministro Rubén Salas pidió ayuda militar a su aliado"),
        ("es", "Los mineros de Corvera ocuparon el pozo. Reclaman tres meses de salario.",
         "Los mineros de Corvera reclaman tres meses de salario"),
        ("es", "La alcaldesa de Monteluz visitó el hospital. Ella rechazó la ayuda del ejército.",
         "La alcaldesa de Monteluz rechazó la ayuda del ejército"),
        ("en", "The frigate left Port Alder on Monday. It carries no missiles.", "The frigate carries no missiles"),
        ("en", "Minister Ruth Salter flew to Ardenia. She asked its army for help.", "Minister Ruth Salter asked its army for help"),
        ("en", "The miners of Corvera occupied the shaft. They demand three months of wages.",
         "The miners of Corvera demand three months of wages"),
        # Two sentences on: the second takes up the first, the third both.
        ("es", "El gobernador Tello llegó en helicóptero. Recorrió la presa. No aceptó preguntas de la prensa.",
         "El gobernador Tello no aceptó preguntas de la prensa"),
    ],
)  # fmt: skip
def test_a_dropped_subject_or_pronoun_is_named(language: str, text: str, expected: str) -> None:
    assert propositions(text, language)[-1] == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # Another number than the verb's, or a thing where a person is meant.
        ("es", "Los mineros de Corvera ocuparon el pozo. Reclama tres meses de salario."),
        ("en", "The frigate left Port Alder on Monday. She asked the army for help."),
        # Nobody in particular; a subject behind its verb; weather and hours.
        ("es", "Los mineros de Corvera ocuparon el pozo. Los sacaron por la fuerza."),
        ("es", "La fragata zarpó el lunes de Monteluz. Luego llegó un remolcador de Ardenia."),
        ("es", "La ruta costera quedó cortada el lunes. Luego llamó un técnico del servicio de obras."),
        ("es", "La fragata zarpó el lunes de Monteluz. Hay dos heridos a bordo."),
        ("en", "The frigate left Port Alder on Monday. It was twenty past four."),
        # The first sentence speaks of two: of who says it, and of what is said.
        ("es", "El portavoz dijo que la fragata zarpó. No lleva misiles a bordo."),
        # First person: whoever speaks.
        ("es", "La fragata zarpó el lunes de Monteluz. No tenemos un solo soldado allí."),
        # The first sentence of an article takes up nothing.
        ("es", "No lleva misiles a bordo, según la lista de carga."),
    ],
)
def test_what_is_open_stays_as_it_is(language: str, text: str) -> None:
    article = Article.from_text(text, "Diario del Puerto", published=date(2031, 5, 8), language=language)
    assert [claim.resolved_text for claim in extract_claims(article, SETTINGS)][-1] is None


def test_an_article_takes_up_nothing_of_another() -> None:
    first = Article.from_text("La fragata Ardiente zarpó el lunes de Monteluz.", "A", published=date(2031, 5, 8), language="es")
    second = Article.from_text("No lleva misiles a bordo.", "B", published=date(2031, 5, 8), language="es")
    assert [claim.resolved_text for claim in extract_all([first, second], SETTINGS)] == [None, None]
