"""Spanish headlines, interviews, chronicles of police and courts: who says what, how firmly, and of whom."""

from __future__ import annotations

import pytest
from reading import NEEDS_PARSERS, claims

Told = tuple[str, str | None, str]
pytestmark = NEEDS_PARSERS


# text, content and resolved text of its last claim
DROPPED: list[tuple[str, str, str | None]] = [
    # who speaks for another, treats or accuses them speaks of them
    ("Pablo Mora fue detenido en mayo. Su esposa asegura que es inocente.", "es inocente", "Pablo Mora es inocente"),
    ("Pablo Mora fue detenido en mayo. Su abogado, Luis Prada, asegura que es inocente.", "es inocente", "Pablo Mora es inocente"),
    ("Pablo Mora y Luis Gil fueron detenidos en mayo. Su abogado asegura que es inocente.", "es inocente", None),
    ("Mario Prado murió el martes. Su hermana asegura que estaba sano.", "estaba sano", "Mario Prado estaba sano"),
    ("La madre del detenido asegura que es inocente.", "es inocente", None),
    ("El portero sigue en el hospital. El médico dice que está estable.", "está estable", None),
    ("La fiscal Ana Ruiz sostuvo que disparó tres veces.", "disparó tres veces", None),
    ("La fiscal pide 12 años de prisión para Mora al entender que cobró sobornos.", "cobró sobornos", None),
    ("El sospechoso fue capturado. La policía dijo que llevaba una pistola.", "llevaba una pistola", None),
    ("El informe señala que cobró comisiones en 2030.", "cobró comisiones en 2030", None),
    ("El sindicato dijo que murió por falta de oxígeno.", "murió por falta de oxígeno", None),
    ("El exgobernador habló ayer, planteando que es necesaria una reforma de la ley.", "es necesaria una reforma de la ley", None),
    # of themselves
    ("El abogado de Mora aseguró que recurrirá la sentencia.", "El abogado de Mora recurrirá la sentencia", None),
    ("La policía dijo que detuvo a 12 personas.", "La policía detuvo a 12 personas", None),
    ("El juez dijo que archivó la causa.", "El juez archivó la causa", None),
    ("La mujer dijo que es enfermera.", "La mujer es enfermera", None),
    ("Juan Prats asegura que es inocente.", "Juan Prats es inocente", None),
]


@pytest.mark.parametrize(("text", "content", "resolved"), DROPPED)
def test_of_whom_a_dropped_subject_tells(text: str, content: str, resolved: str | None) -> None:
    last = claims("es", text)[-1]
    assert (last.content, last.resolved_text) == (content, resolved)


CASES: list[tuple[str, list[Told]]] = [
    # what is so instead
    ("El techo no se cayó por el viento, sino por falta de mantenimiento, según los bomberos.",
        [("El techo no se cayó por el viento", "bomberos", "asserted"),
         ("El techo se cayó por falta de mantenimiento", "bomberos", "asserted")]),
    ("El fallo no es del piloto, sino de la aerolínea, aseguró el sindicato.",
        [("El fallo no es del piloto", "sindicato", "asserted"), ("El fallo es de la aerolínea", "sindicato", "asserted")]),
    ("No fue el ministro sino su asesor quien firmó el acuerdo.",
        [("No fue el ministro quien firmó el acuerdo", None, "asserted"), ("fue su asesor quien firmó el acuerdo", None, "asserted")]),
    ("La ley no solo sube los impuestos, sino también las multas.", [("La ley no solo sube los impuestos", None, "asserted")]),
    ("No hay sino dos camas en el hospital.", [("No hay sino dos camas en el hospital", None, "asserted")]),
    ("El acto no fue en Lodosa, sino en Valderas, donde hubo 40 heridos.",
        [("El acto no fue en Lodosa", None, "asserted"), ("hubo 40 heridos en Valderas", None, "asserted")]),
    # who denies it says that it is not so
    ("El piloto no había bebido, desmintió la aerolínea.", [("El piloto no había bebido", "aerolínea", "asserted")]),
    ("«Nunca cobré comisiones», negó Mora.", [("Nunca cobré comisiones", "Mora", "asserted")]),
    ("La empresa desmiente al alcalde: el agua es potable.", [("el agua es potable", "empresa", "asserted")]),
    ("El acusado negó los hechos ante el juez.", [("El acusado negó los hechos ante el juez", None, "asserted")]),
    # called a lie
    ("El Gobierno admitió que mintió al decir que no había rehenes.", [("no había rehenes", "Gobierno", "denied")]),
    ("La oposición asegura que el ministro mintió al decir que no había rehenes.", [("no había rehenes", "oposición", "denied")]),
    # denied, and the sentence goes on
    ("La presa tenía grietas. El alcalde lo niega y pide calma.",
        [("La presa tenía grietas", None, "asserted"), ("La presa tenía grietas", "alcalde", "denied"),
         ("El alcalde pide calma", None, "asserted")]),
    ("Los vecinos hablan de 300 muertos; la empresa lo desmiente y habla de 40.",
        [("Los vecinos hablan de 300 muertos", None, "asserted"), ("hubo 300 muertos", "empresa", "denied"),
         ("la empresa habla de 40", None, "asserted")]),
    ("El Ejército asegura que Ruiz fue rescatada. Ella lo niega: «Nadie abrió la puerta».",
        [("Ruiz fue rescatada", "Ejército", "asserted"), ("Ruiz fue rescatada", "Ruiz", "denied"),
         ("Nadie abrió la puerta", "Ella", "asserted")]),
    # what was asked
    ("¿Hubo fraude en Lodosa? El tribunal lo descarta.",
        [("Hubo fraude en Lodosa", None, "asked"), ("Hubo fraude en Lodosa", "tribunal", "denied")]),
    ("¿Por qué cayó el puente? El tribunal lo descarta.",
        [("Por qué cayó el puente", None, "asked"), ("El tribunal lo descarta", None, "asserted")]),
    ("A Rojas se le acusa de cobrar sobornos, lo que él niega.", [("A Rojas se le acusa de cobrar sobornos", None, "asserted")]),
    # numbers of verbs
    ("El ministerio cifra en 40 los muertos; los médicos, en 300.",
        [("El ministerio cifra en 40 los muertos", "ministerio", "asserted"),
         ("los médicos cifran en 300 los muertos", "médicos", "asserted")]),
    ("El Gobierno habla de 40 muertos; los médicos, de 300.",
        [("El Gobierno habla de 40 muertos", None, "asserted"), ("los médicos hablan de 300 muertos", None, "asserted")]),
    # interviews
    ("P. ¿Cobró usted comisiones? R. Nunca he cobrado una comisión.",
        [("Cobró usted comisiones", None, "asked"), ("Nunca he cobrado una comisión", None, "asserted")]),
    ("R. García dijo que el puente es seguro.", [("el puente es seguro", "R. García", "asserted")]),
    # headlines
    ("Confirmado: el puente de Lodosa cerrará en mayo", [("el puente de Lodosa cerrará en mayo", None, "predicted")]),
    ("Contra lo que dijo el alcalde, el fuego no fue provocado.", [("el fuego no fue provocado", None, "asserted")]),
    ("Denuncian que la empresa vertió residuos al río", [("la empresa vertió residuos al río", None, "asserted")]),
    ("El juez archiva la causa contra Mora y descarta que hubiera delito.", [("había delito", "juez", "denied")]),
    ("'No hubo fraude': el TSE", [("No hubo fraude", "TSE", "asserted")]),
    ("ONU: 40 civiles murieron en Pelagia", [("40 civiles murieron en Pelagia", "ONU", "asserted")]),
    ("Lodosa: 40 civiles murieron ayer", [("Lodosa: 40 civiles murieron ayer", None, "asserted")]),
    ("Torres a Prada: «Usted mintió al país»", [("Usted mintió al país", "Torres", "asserted")]),
    ("Torres lo niega todo: «Jamás cobré un euro»", [("Jamás cobré un euro", "Torres", "asserted")]),
    ("Crisis del agua: el alcalde asegura que el pantano está lleno", [("el pantano está lleno", "alcalde", "asserted")]),
    ("Caso Rojas: «No hay pruebas contra mi cliente», dice la defensa", [("No hay pruebas contra mi cliente", "defensa", "asserted")]),
    ("No, la OMS no ha prohibido la vacuna", [("la OMS no ha prohibido la vacuna", None, "asserted")]),
    # what the article itself calls false
    ("Un vídeo viral asegura que la OMS prohibió la vacuna. Es falso.",
        [("la OMS prohibió la vacuna", "vídeo viral", "asserted"), ("la OMS prohibió la vacuna", None, "denied")]),
    ("Circula en redes que la OMS prohibió la vacuna, pero es falso.",
        [("la OMS prohibió la vacuna", None, "conditional"), ("la OMS prohibió la vacuna", None, "denied")]),
    ("La presa cedió en mayo. Es falso.", [("La presa cedió en mayo", None, "asserted"), ("Es falso", None, "asserted")]),
    ("El perito dijo que el billete parecía auténtico. Es falso.",
        [("el billete parecía auténtico", "perito", "asserted"), ("Es falso", None, "asserted")]),
    # taken back, denied in the infinitive, denied of what there is
    ("El testigo se retractó de haber visto a Mora en el bar.", [("El testigo ha visto a Mora en el bar", "testigo", "denied")]),
    ("La agencia se desdijo de que el presidente hubiera muerto.", [("el presidente había muerto", "agencia", "denied")]),
    ("El testigo se retractó de su declaración.", [("El testigo se retractó de su declaración", None, "asserted")]),
    ("El detenido niega ser el autor del disparo.", [("El detenido es el autor del disparo", "detenido", "denied")]),
    ("Los vecinos negaron ser una banda: se definen como cooperativa.", [("Los vecinos son una banda", "vecinos", "denied")]),
    ("El alcalde niega que el agua haya sido contaminada.", [("el agua ha sido contaminada", "alcalde", "denied")]),
    ("Aunque el alcalde niega que haya plomo en el agua, el laboratorio lo confirmó.",
        [("hay plomo en el agua", "alcalde", "denied"), ("el laboratorio lo confirmó", None, "asserted")]),
    ("La presa no cedió por la lluvia, como sostiene la empresa, sino por un fallo de diseño, según el informe.",
        [("La presa no cedió por la lluvia", "informe", "asserted"), ("La presa cedió por un fallo de diseño", "informe", "asserted")]),
    ("Preguntado si hubo sobornos, Rojas respondió que la obra fue legal.", [("la obra fue legal", "Rojas", "asserted")]),
    # releases
    ("El alcalde aseguró vía Twitter que el puente está abierto.", [("el puente está abierto", "alcalde", "asserted")]),
    ("El Ministerio de Salud reportó 40 casos de cólera.", [("hubo 40 casos de cólera", "Ministerio de Salud", "asserted")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_who_says_what_and_how_firmly(text: str, expected: list[Told]) -> None:
    assert [(claim.content, claim.speaker, claim.stance) for claim in claims("es", text)] == expected


def test_how_many_sources_there_are_is_no_figure() -> None:
    text = "El Ejército mató a 12 civiles, informó El Faro, citando a dos fuentes militares."
    assert [quantity.low for quantity in claims("es", text)[-1].quantities] == [12]
    assert [quantity.low for quantity in claims("es", "Tres ministros dijeron que dimitirán en mayo.")[-1].quantities] == [3]
