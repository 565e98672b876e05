"""Subjects that the article names elsewhere: short names, countries by description, and the first person of a quotation."""

from datetime import date

import pytest

from detector import Article
from detector.claims import extract_claims
from detector.settings import ClaimSettings

SETTINGS = ClaimSettings(min_words=3)


def last(text: str, language: str) -> str | None:
    article = Article.from_text(text, "Diario del Puerto", published=date(2031, 5, 8), language=language)
    claims = extract_claims(article, SETTINGS)
    assert all(article.text[claim.start : claim.end] == claim.text for claim in claims)
    return claims[-1].resolved_text


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # Whom a short name means: title and name, the place of a body, one company by its kind.
        ("es", "El ministro de Obras, Luis Prado, visitó ayer la presa. Nadie lo recibió. El ministro firmó el acta a las diez.",
         "El ministro de Obras, Luis Prado, firmó el acta a las diez"),
        ("es", "Luis Prado, alcalde de Corvera, compareció ayer. El alcalde entregó tres documentos al juez.",
         "El alcalde de Corvera, Luis Prado, entregó tres documentos al juez"),
        ("es", "La naviera Ostrel despidió a 40 marineros. La empresa alega pérdidas de tres millones.",
         "La naviera Ostrel alega pérdidas de tres millones"),
        ("en", "Harlow Hospital treated 60 people overnight. The hospital ran out of beds by four.",
         "Harlow Hospital ran out of beds by four"),
        ("en", "Joan Pell, the mayor of Alder, arrived at nine. The mayor signed the order at ten.",
         "The mayor of Alder, Joan Pell, signed the order at ten"),
        # The only country of its part of the world, the only country at all, the capital by its city.
        ("es", "Estados Unidos y Honduras firmaron el pacto. El país centroamericano recibirá dos buques.",
         "Honduras recibirá dos buques"),
        ("es", "El tren llegó a París con una hora de retraso. La capital francesa amaneció sin metro.", "París amaneció sin metro"),
        ("en", "The United Kingdom and Peru signed on Friday. The European country will pay for the port.",
         "The United Kingdom will pay for the port"),
        ("en", "Portugal closed its border on Monday. The country has recorded no cases since April.",
         "Portugal has recorded no cases since April"),
        # The first person of a quotation; a body's "we" is the body.
        ("es", "«No he firmado ningún contrato», dijo la ministra Berta Olmedilla.",
         "La ministra Berta Olmedilla no ha firmado ningún contrato"),
        ("es", "«Me reuní con Dorsal en mayo», admitió el ministro.", "El ministro se reunió con Dorsal en mayo"),
        ("es", "La empresa dijo: «No hemos vertido nada al río».", "La empresa no ha vertido nada al río"),
        ("en", "“I’ve never met Tom Hale,” Joan Pell said.", "Joan Pell has never met Tom Hale"),
        ("en", "“We have not dumped anything into the river,” the company said.", "The company has not dumped anything into the river"),
        # After a sentence with a source, a verb of things tells that the speaker is not meant.
        ("es", "El puente cerró en mayo, informó la alcaldesa. Reabrirá en junio.", "El puente reabrirá en junio"),
        ("en", "The fair begins on Monday, according to the council. It will last nine days.", "The fair will last nine days"),
    ],
)  # fmt: skip
def test_a_described_subject_is_named(language: str, text: str, expected: str) -> None:
    assert last(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # Two bearers, another one without a name, a name that comes later, a rival without its noun, an adjective of the other gender.
        ("es", "El ministro de Obras, Luis Prado, discutió con el ministro de Sanidad, Rubén Gil. El ministro salió a las diez."),
        ("es", "El Hospital San Lázaro y el Hospital de Corvera se quedaron sin camas. El hospital pidió ayuda al ejército."),
        ("es", "La empresa Ostrel y otra empresa rival pujaron por la mina. La empresa ofreció seis millones."),
        ("en", "The company sacked 40 people in May. The company Ostrel did not answer."),
        ("es", "La naviera Ostrel vendió el muelle a Dorsal. La empresa pagó tres millones."),
        ("es", "La fragata Ardiente entró en puerto el martes. El buque permanece atracado en el muelle norte."),
        # Two countries of one region, one of them by its people or capital; none that is known; one that does not agree in number.
        ("es", "El gobierno venezolano felicitó a Chile. El país sudamericano enviará dos buques."),
        ("es", "Chile firmó en Bogotá. El país sudamericano enviará dos buques."),
        ("en", "Norlandia closed the border. The country has recorded no cases since April."),
        ("es", "Los Países Bajos cerraron el puerto. El país europeo pagará la obra."),
        # Speakers of whom more is said, several of them, doubt, an inner speaker, nobody's quotation, a clause of another.
        ("es", "«No he visto a mi hijo desde mayo», dijo Berta Olmedilla."),
        ("es", "«No hemos firmado ningún contrato», dijo la ministra Berta Olmedilla."),
        ("es", "«Estamos seguros de la calidad del agua», dijo la empresa."),
        ("es", "«Conozco a mucha gente y a mucha la olvido», bromeó Luis Prado."),
        ("es", "«Trabajo no falta en la mina», dijo Luis Prado."),
        ("en", "“They told me that I have cancer,” Tom Hale said."),
        ("en", "I have never seen the harbour so empty. The mayor said so."),
        # Who speaks may be meant.
        ("es", "El puente cerró en mayo, informó la alcaldesa. Dimitirá en junio."),
        ("en", "The bridge closed in May, the company said. It plans to pay for the repairs."),
    ],
)  # fmt: skip
def test_a_description_of_more_than_one_stays(language: str, text: str) -> None:
    assert last(text, language) is None


def test_a_bare_noun_takes_its_article() -> None:
    text = "El inspector llegó a las nueve. Dijo también que conocía por la prensa el informe del puerto."
    article = Article.from_text(text, "Diario del Puerto", published=date(2031, 5, 8), language="es")
    contents = [claim.content for claim in extract_claims(article, SETTINGS)]
    assert not any(content.startswith("inspector") for content in contents)
    text = "The Prisoners' Aid Committee said ten men had been hurt, and published their names."
    article = Article.from_text(text, "The Harbour Ledger", published=date(2031, 5, 8), language="en")
    assert not any(claim.content.startswith("Committee") for claim in extract_claims(article, SETTINGS))
