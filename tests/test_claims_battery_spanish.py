"""Sentences of ordinary Spanish news: who says what, and how firmly."""

from __future__ import annotations

import pytest

from detector.claims import extract_claims
from detector.claims.grammar.parse import parsers
from detector.records import Article
from detector.settings import ClaimSettings

PARSED = parsers()["es"] is not None
Told = tuple[str, str | None, str]


def told(text: str) -> list[Told]:
    found = extract_claims(Article.from_text(text, language="es"), ClaimSettings(parser="spacy", min_words=2))
    assert all(text[claim.start : claim.end] == claim.text for claim in found)
    return [(claim.content, claim.speaker, claim.stance) for claim in found]


CASES: list[tuple[str, list[Told]]] = [
    # two statements, each with its source behind it
    ("El paro subió al 12 % según el instituto, y la inflación bajó al 3 % según el banco.",
        [("El paro subió al 12 %", "instituto", "asserted"), ("la inflación bajó al 3 %", "banco", "asserted")]),
    ("El túnel costará 40 millones, según el alcalde, y abrirá en mayo, según la constructora.",
        [("El túnel costará 40 millones", "alcalde", "predicted"), ("El túnel abrirá en mayo", "constructora", "predicted")]),
    ("El puente cerró en mayo, según Ruiz, pero la obra sigue parada, según los vecinos.",
        [("El puente cerró en mayo", "Ruiz", "asserted"), ("la obra sigue parada", "vecinos", "asserted")]),
    # one source between two statements; several that are one source
    ("El incendio empezó a las cinco, según los bomberos, y quemó 40 hectáreas.",
        [("El incendio empezó a las cinco", "bomberos", "asserted"), ("El incendio quemó 40 hectáreas", "bomberos", "asserted")]),
    ("El detenido viajó a Brevania, según la policía, la fiscalía y el juez que instruye la causa.",
        [("El detenido viajó a Brevania", "policía", "asserted")]),
    # how others see it
    ("La Junta asegura que el agua es potable, mientras que para los ecologistas está contaminada.",
        [("el agua es potable", "Junta", "asserted"), ("el agua está contaminada", "ecologistas", "asserted")]),
    ("Para el Gobierno no era clara la forma de pago.", [("no era clara la forma de pago", "Gobierno", "asserted")]),
    # who holds the sentence before
    ("La deuda se pagará en enero. Así lo anunció ayer el ministro de Hacienda, Raúl Paz.",
        [("La deuda se pagará en enero", None, "predicted"), ("La deuda se pagará en enero", "Raúl Paz", "predicted")]),
    ("La presa tiene 12 grietas. Así lo ha confirmado este lunes en rueda de prensa Ana Ruiz.",
        [("La presa tiene 12 grietas", None, "asserted"), ("La presa tiene 12 grietas", "Ana Ruiz", "asserted")]),
    ("La presa tiene 12 grietas. Así consta en el informe.",
        [("La presa tiene 12 grietas", None, "asserted"), ("La presa tiene 12 grietas", "informe", "asserted")]),
    ("La presa tiene 12 grietas. Lo confirmó Ruiz: la obra costará 40 millones.",
        [("La presa tiene 12 grietas", None, "asserted"), ("Lo confirmó Ruiz: la obra costará 40 millones", None, "asserted")]),
    # how the news was made
    ("El informe, al que ha tenido acceso este diario, concluye que la presa tenía grietas.",
        [("la presa tenía grietas", "informe", "asserted")]),
    ("Según el informe al que ha tenido acceso este diario, la presa tenía grietas.", [("la presa tenía grietas", "informe", "asserted")]),
    ("Preguntado por los despidos, el gerente respondió que la plantilla no se reducirá.",
        [("la plantilla no se reducirá", "gerente", "predicted")]),
    ("ÚLTIMA HORA | La carretera está cortada, según la Guardia Civil.", [("La carretera está cortada", "Guardia Civil", "asserted")]),
    ("10:45 | El ministro confirma que hay 12 heridos.", [("hay 12 heridos", "ministro", "asserted")]),
    # sources of other forms
    ("Conforme a lo indicado por la Fiscalía, el cuerpo tenía heridas.", [("el cuerpo tenía heridas", "Fiscalía", "asserted")]),
    ("Desde el Ayuntamiento aseguran que la obra terminará.", [("la obra terminará", "Ayuntamiento", "predicted")]),
    ("Se supo que el exdiputado viajó a Brevania.", [("el exdiputado viajó a Brevania", None, "asserted")]),
    ("La ministra defendió en el Congreso que la ley funciona.", [("la ley funciona", "ministra", "asserted")]),
    ("La ministra defendió la ley que impulsa el Gobierno.",
        [("La ministra defendió la ley que impulsa el Gobierno", None, "asserted")]),
    # labels of headlines
    ("Ruiz, tajante: «No voy a dimitir».", [("No voy a dimitir", "Ruiz", "predicted")]),
    ("La ministra Mora, sobre el gasoducto: «El suministro está garantizado».", [("El suministro está garantizado", "Mora", "asserted")]),
    ("El Supremo: la ley es nula.", [("la ley es nula", "Supremo", "asserted")]),
    # held possible
    ("La hipótesis policial es que el fuego fue provocado.", [("el fuego fue provocado", None, "conditional")]),
    ("La principal hipótesis que baraja la policía es que el fuego fue provocado.", [("el fuego fue provocado", "policía", "conditional")]),
    ("La policía trabaja con la hipótesis de que el fuego fue provocado.", [("el fuego fue provocado", "policía", "conditional")]),
    ("Se baraja la hipótesis de que el fuego fue provocado.", [("el fuego fue provocado", None, "conditional")]),
    ("El ministro ve posible que la ley se apruebe en mayo.", [("la ley se aprueba en mayo", "ministro", "conditional")]),
    ("«El pantano está vacío», lamentó Luis Ortega, «y no tenemos agua».",
        [("El pantano está vacío", "Luis Ortega", "asserted"), ("no tenemos agua", "Luis Ortega", "asserted")]),
    # led to a denial; a second speaker without a verb
    ("La empresa insistió en negar que el vertido fuera tóxico.", [("el vertido era tóxico", "empresa", "denied")]),
    ("La empresa insistió en que el vertido era tóxico.", [("el vertido era tóxico", "empresa", "asserted")]),
    ("Los médicos dicen que la huelga sigue; el Gobierno, que ha terminado.",
        [("la huelga sigue", "médicos", "asserted"), ("la huelga ha terminado", "Gobierno", "asserted")]),
    ("El conductor perdió, al parecer, el control.", [("El conductor perdió, al parecer, el control", None, "conditional")]),
]  # fmt: skip


@pytest.mark.skipif(not PARSED, reason="needs the parser")
@pytest.mark.parametrize(("text", "expected"), CASES)
def test_who_says_what_and_how_firmly(text: str, expected: list[Told]) -> None:
    assert told(text) == expected
