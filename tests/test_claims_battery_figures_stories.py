"""Misreadings that short Spanish stories about money, accidents, health and sport showed, in which rival bodies give rival figures."""

import pytest
from reading import NEEDS_PARSERS, claims, told

pytestmark = NEEDS_PARSERS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # who says it stands behind it with a verb that is a noun elsewhere
        ("De los 17 aviones anunciados, apenas volaron seis, denuncia el sindicato de bomberos.",
            [("sindicato de bomberos", "asserted", "De los 17 aviones anunciados, apenas volaron seis")]),
        ("El alcalde precisa: en el tren iban 213 pasajeros.", [("alcalde", "asserted", "en el tren iban 213 pasajeros")]),
        ("El Gobierno regional solo reconoce un herido leve.", [("Gobierno regional", "asserted", "hubo un herido leve")]),
        # a figure, and what is said of it behind a colon
        ("El alcalde de Orba, Tomás Ibarrola, cifra en 14 los muertos: «Me lo acaban de confirmar los bomberos».",
            [("Tomás Ibarrola", "asserted", "El alcalde de Orba, Tomás Ibarrola, cifra en 14 los muertos"),
             ("Tomás Ibarrola", "asserted", "Me lo acaban de confirmar los bomberos")]),
        ("El club negó que haya acuerdo: «No hemos recibido ninguna oferta».",
            [("club", "denied", "hay acuerdo"), ("club", "asserted", "No hemos recibido ninguna oferta")]),
        ("Un portavoz policial admitió «una identificación» pero negó que hubiera detenidos.",
            [("portavoz policial", "asserted", "hubo una identificación"), ("portavoz policial", "denied", "había detenidos")]),
        # corrections behind a colon
        ("Feral rectifica: en el tren no iban 180 pasajeros, como había dicho, sino 213.",
            [("Feral", "asserted", "en el tren iban 213 pasajeros")]),
        # three figures, the later ones of a pronoun
        ("Los organizadores cifraron la asistencia en 45.000 personas, mientras que la Policía Local la rebajó a 9.000 y la Delegación "
            "del Gobierno la situó en 12.500.",
            [("organizadores", "asserted", "Los organizadores cifraron la asistencia en 45.000 personas"),
             ("Policía Local", "asserted", "la Policía Local cifró la asistencia en 9.000"),
             ("Delegación del Gobierno", "asserted", "la Delegación del Gobierno cifró la asistencia en 12.500")]),
        # a number of more than one word is taken whole
        ("Cuarenta y cinco mil personas, según los convocantes, y nueve mil, según la policía, salieron ayer a la calle.",
            [("convocantes", "asserted", "Cuarenta y cinco mil personas salieron ayer a la calle"),
             ("policía", "asserted", "nueve mil personas salieron ayer a la calle")]),
        # one source for both figures
        ("La luz subirá un 12 % en enero y el gas, un 8 %, según fuentes del sector.",
            [("fuentes del sector", "predicted", "La luz subirá un 12 % en enero"),
             ("fuentes del sector", "predicted", "el gas subirá un 8 %")]),
        # what is so instead of what is not; where a figure then stands
        ("«No hemos crecido un 0,4 %, hemos caído un 0,2 %», afirmó el diputado Luis Arana.",
            [("Luis Arana", "asserted", "No hemos crecido un 0,4 %"), ("Luis Arana", "asserted", "hemos caído un 0,2 %")]),
        ("El paro subió en 38.000 personas, hasta los 1,27 millones de desempleados, el peor dato desde 2026.",
            [(None, "asserted", "El paro subió en 38.000 personas, hasta los 1,27 millones de desempleados")]),
        # a count that something is brought to is nobody's who stands before it
        ("Un hombre de 67 años ha muerto esta madrugada, lo que eleva a cuatro los fallecidos por legionela.",
            [(None, "asserted", "Un hombre de 67 años ha muerto esta madrugada"),
             (None, "asserted", "los fallecidos por legionela son cuatro")]),
        ("La empresa despidió a 40 personas, lo que deja la plantilla en 300 empleados.",
            [(None, "asserted", "La empresa despidió a 40 personas"), (None, "asserted", "la plantilla es de 300 empleados")]),
        # a relative has the number and gender of its article; who is told stands before who tells it
        ("Nadie avisó a los vecinos del barrio de la Vega, en el que murieron once personas.",
            [(None, "asserted", "Nadie avisó a los vecinos del barrio de la Vega"),
             (None, "asserted", "murieron once personas en el barrio de la Vega")]),
        ("La cifra de muertos podría superar los 30, según han confirmado a Canal 5 fuentes de la Guardia Rural.",
            [("fuentes de la Guardia Rural", "conditional", "La cifra de muertos podría superar los 30")]),
        # two plans; hardly; three words that hold a figure; the second figure's preposition
        ("Banco Litoral prevé cerrar 140 oficinas y prescindir de 1.200 empleados.",
            [("Banco Litoral", "predicted", "Banco Litoral cerrará 140 oficinas y prescindirá de 1.200 empleados")]),
        ("Dos expertos advierten, no obstante, de que la muestra apenas incluía a mayores de 70 años.",
            [("Dos expertos", "asserted", "la muestra apenas incluía a mayores de 70 años")]),
        ("La oposición asegura que se firmó en enero y que costó 140 millones.",
            [("oposición", "asserted", "se firmó en enero"), ("oposición", "asserted", "costó 140 millones")]),
        ("Los depósitos han bajado en 600 millones en una semana, según el banco; 900, según fuentes del mercado.",
            [("banco", "asserted", "Los depósitos han bajado en 600 millones en una semana"),
             ("fuentes del mercado", "asserted", "Los depósitos han bajado en 900 millones en una semana")]),
        # a past of "I" that looks like a future; a bare verb behind a quotation; the pronoun and number of a second verb
        ("Luz habló ayer ante el juez. «Me enteré por la prensa», bramó.",
            [(None, "asserted", "Luz habló ayer ante el juez"), ("Luz", "asserted", "Me enteré por la prensa")]),
        ("«Lo compraré todo en enero», dijo el marfileño.", [("marfileño", "predicted", "Lo compraré todo en enero")]),
        ("Los alimentos se encarecieron un 5,1 %; la vivienda, un 6,7 %.",
            [(None, "asserted", "Los alimentos se encarecieron un 5,1 %"), (None, "asserted", "la vivienda se encareció un 6,7 %")]),
        ("El salario no subirá, dijo un alto cargo del Ministerio de Hacienda, que pide no ser citado.",
            [("alto cargo del Ministerio de Hacienda", "predicted", "El salario no subirá")]),
        # ... what merely looks like it
        ("La tormenta derribó tres postes, lo que provocó un apagón.",
            [(None, "asserted", "La tormenta derribó tres postes"), (None, "asserted", "La tormenta provocó un apagón")]),
        ("El paro no bajó en 2031, admitió la ministra.", [("ministra", "asserted", "El paro no bajó en 2031")]),
        ("La huelga seguirá en los puertos, hasta el lunes al menos, según el sindicato.",
            [("sindicato", "predicted", "La huelga seguirá en los puertos")]),
        ("La cifra en 14 días bajó a la mitad.", [(None, "asserted", "La cifra en 14 días bajó a la mitad")]),
    ],
)  # fmt: skip
def test_figures_and_who_gives_them(text: str, expected: list[tuple[str | None, str, str]]) -> None:
    assert told("es", text, min_words=4) == expected


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Ardieron 6.000 hectáreas, según los vecinos. El delegado del Gobierno niega la mayor.", "delegado del Gobierno",
            "Ardieron 6.000 hectáreas"),
        ("El fuego fue provocado, según los vecinos. La Guardia Rural lo descarta: ese día no hubo tormentas.", "Guardia Rural",
            "El fuego fue provocado"),
        ("La luz subirá un 12 %. La ministra lo negó anoche en televisión: «Nadie va a pagar ni un euro más».", "ministra",
            "La luz subirá un 12 %"),
        ("El consejero apuntó a un rayo como causa probable. La Guardia Rural lo descarta.", "Guardia Rural",
            "un rayo fue la causa probable"),
        ("Un juez investiga por qué la presa abrió sus compuertas a las 5.10. La Confederación lo niega.", "Confederación",
            "la presa abrió sus compuertas a las 5.10"),
        ("Sanidad ha comprado dosis. Lo ha anunciado la ministra Clara Vidal, que ha desmentido que el contrato se firmara en enero.",
            "Clara Vidal", "el contrato se firmó en enero"),
        ("El alcalde atribuyó el incendio a un rayo. Los bomberos lo niegan.", "bomberos", "el incendio se debe a un rayo"),
        ("La oposición cree que el paro subió. Fuentes de Trabajo tachan de «disparate» la acusación.", "Fuentes de Trabajo",
            "el paro subió"),
        ("Sanz denuncia que su hijo llevaba doce días sin descansar, un extremo que la compañía desmiente.", "compañía",
            "su hijo llevaba doce días sin descansar"),
    ],
)  # fmt: skip
def test_what_is_denied(text: str, speaker: str, content: str) -> None:
    assert [(who, said) for who, stance, said in told("es", text, min_words=4) if stance == "denied"] == [(speaker, content)]


def test_a_quotation_after_a_body_is_who_its_sentence_names() -> None:
    text = "La Consejería reduce la cifra a 800. El detenido, un pastor de Orba, quedó libre. «Yo no he sido», aseguró al salir."
    found = claims("es", text)
    assert found[-1].speaker == "detenido"


def test_she_is_not_whom_the_sentence_before_calls_he() -> None:
    found = claims("es", "El doctor lo contó a la policía. «Jamás he visto a ese señor», replica ella.")
    assert found[-1].speaker == "ella"


def test_a_subject_behind_its_verb_is_not_named_again() -> None:
    text = "Los alcaldes de la zona piden ayuda. Trabajan en la extinción 340 efectivos y 17 medios aéreos."
    found = claims("es", text)
    assert found[-1].resolved_text is None


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("El juzgado número 3 ha ordenado el cierre del hotel.", []),
        ("El fuego arrasó 3.000 ha en dos días.", ["hectárea", "día"]),
    ],
)
def test_hectares_are_no_auxiliaries(text: str, units: list[str]) -> None:
    found = claims("es", text)
    assert [quantity.unit for quantity in found[0].quantities] == units
