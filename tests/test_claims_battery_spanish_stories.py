"""Spanish stories about politics, courts, police and conflicts: who is blamed, who denies it, who told it to whom."""

from __future__ import annotations

import pytest
from reading import NEEDS_PARSERS, claims

pytestmark = NEEDS_PARSERS


@pytest.mark.parametrize(
    ("text", "content", "speaker", "stance"),
    [
        # blamed for a deed
        ("Mora responsabilizó a Larrea de haber dado la orden de cargar.", "Larrea ha dado la orden de cargar", "Mora", "asserted"),
        ("La oposición culpa a la ministra de ocultar las cifras.", "la ministra oculta las cifras", "oposición", "asserted"),
        ("El testigo señaló a Torres de haber ordenado el crimen.", "Torres ha ordenado el crimen", "testigo", "asserted"),
        ("La ministra culpó a Vega de financiar las protestas. Vega lo desmintió.", "Vega financia las protestas", "Vega", "denied"),
        # a connective behind the verb
        ("El ministro aseguró, no obstante, que la orden era legal.", "la orden era legal", "ministro", "asserted"),
        ("Larrea rechazó, no obstante, haber impartido la orden.", "Larrea ha impartido la orden", "Larrea", "denied"),
        ("La Policía negó, sin embargo, haber disparado balas de goma.", "La Policía ha disparado balas de goma", "Policía", "denied"),
        # whom it was told stands before who tells it
        ("Dos jóvenes perdieron un ojo, confirmaron a este diario fuentes médicas.", "Dos jóvenes perdieron un ojo", "fuentes médicas",
            "asserted"),
        ("El ministro fue cesado, según confirmaron a Foro dos fuentes del Ejecutivo.", "El ministro fue cesado",
            "dos fuentes del Ejecutivo", "asserted"),
        ("La orden partió del coronel, según declararon ante el juez tres soldados.", "La orden partió del coronel", "tres soldados",
            "asserted"),
        ("Fue Ruiz quien ordenó disparar, aseguró un exsoldado bajo anonimato.", "Fue Ruiz quien ordenó disparar", "exsoldado", "asserted"),
        # what is told of a source
        ("Según un funcionario, que pidió no ser identificado, los atacantes huyeron.", "los atacantes huyeron", "funcionario", "asserted"),
        ("Según el auto, al que ha tenido acceso este diario, Soto ordenó los pagos.", "Soto ordenó los pagos", "auto", "asserted"),
        ("Nieto, según su abogado, la avisó por carta.", "Nieto la avisó por carta", "abogado", "asserted"),
        # a colon, and a source inside what follows it
        ("El ministro negó los hechos: su hijo, dijo, estaba en casa.", "su hijo estaba en casa", "ministro", "asserted"),
        # questions answered in a word
        ("Preguntado por si la Policía informó a Soto, Roca respondió que sí.", "la Policía informó a Soto", "Roca", "asserted"),
        ("Preguntado sobre si conocía a Lara, Mena respondió que no.", "Mena conocía a Lara", "Mena", "denied"),
        ("Consultada por si el Gobierno negoció con la banda, la ministra lo negó.", "el Gobierno negoció con la banda", "ministra",
            "denied"),
        # a denial, and more by the same
        ("Un testigo dijo que Torres encargó el crimen. Torres rechazó la acusación y pidió calma.", "Torres encargó el crimen", "Torres",
            "denied"),
        ("Choque dijo que el Gobierno envió matones. «Es una vil mentira», respondió Mamani.", "el Gobierno envió matones", "Mamani",
            "denied"),
        ("La defensa dice que las cintas son falsas, extremo que descartó el perito.", "las cintas son falsas", "perito", "denied"),
        ("La policía habría disparado contra la gente, según testigos, algo que el ministro negó.",
            "La policía ha disparado contra la gente", "ministro", "denied"),
        # who is meant
        ("Ponce negó que haya sido secuestrado.", "ha sido secuestrado", "Ponce", "denied"),
        ("El director admitió que se intervinieron teléfonos, pero rebajó a cinco el número de afectados.",
            "rebajó a cinco el número de afectados", "director", "asserted"),
        ("La oposición pidió la renuncia del ministro, a quien culpa de las muertes.", "La oposición culpa de las muertes al ministro",
            "oposición", "asserted"),
        ("El gobernador Saúl Benavides habló ayer. «La situación es grave», dijo el funcionario.", "La situación es grave",
            "Saúl Benavides", "asserted"),
        ("Otero aseguró sentirse aliviada por el fallo.", "Otero se siente aliviada por el fallo", "Otero", "asserted"),
        ("Los muertos subieron a 27. Así lo dio a conocer el Instituto Forense.", "Los muertos subieron a 27", "Instituto Forense",
            "asserted"),
        # figures
        ("El ejército habla de 14 ataques; la guerrilla, de más de 60.", "la guerrilla habla de más de 60 ataques", None, "asserted"),
        ("Hay once detenidos, de los que siete eran menores, según Ferrer.", "siete de once detenidos eran menores", "Ferrer", "asserted"),
        # denied is the guilt, not that somebody speaks of it
        ("El general Abel Ríos atribuyó el secuestro al Bloque Sur. El Bloque Sur lo negó ayer.",
            "el Bloque Sur es responsable del secuestro", "Bloque Sur", "denied"),
        ("La ministra culpó del apagón a la oposición. La oposición lo negó.", "la oposición es responsable del apagón", "oposición",
            "denied"),
        ("La Fiscalía acusó a Torres de fraude, algo que este rechaza.", "Torres es responsable de fraude", "Torres", "denied"),
        ("Reyes acusó a la oposición de organizar la protesta, algo que su líder, Silvia Cano, desmintió.",
            "la oposición organiza la protesta", "Silvia Cano", "denied"),
        ("El obispo acusó al Ejército de montar la escena.", "el Ejército monta la escena", "obispo", "asserted"),
        # nobody says it
        ("Juan Soto habló ayer. Según trascendió, el juez ya tiene sustituto.", "el juez ya tiene sustituto", None, "conditional"),
        # not of oneself
        ("El analista vaticinó que dimitirá antes del verano.", "dimitirá antes del verano", "analista", "predicted"),
        ("El ministro Ramón Uriarte habló. «Pretendían asesinar al presidente», declaró ante los medios.",
            "Pretendían asesinar al presidente", "Ramón Uriarte", "asserted"),
        # the one named last
        ("La Fiscalía investiga al exalcalde Juan Soto. Este aseguró que tiene datos.", "Juan Soto tiene datos", "Juan Soto", "asserted"),
        # a bare count
        ("Los buscadores hallaron 16 cuerpos. El colectivo de madres asegura que son 29.", "son 29 cuerpos", "colectivo de madres",
            "asserted"),
        ("La policía habló de 40 detenidos. Vecinos de la vereda La Honda dicen que fueron más de 100.", "fueron más de 100 detenidos",
            "Vecinos de la vereda La Honda", "asserted"),
    ],
)  # fmt: skip
def test_who_said_what_of_whom(text: str, content: str, speaker: str | None, stance: str) -> None:
    assert (content, speaker, stance) in [(claim.content, claim.speaker, claim.stance) for claim in claims("es", text)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # an appeal to somebody, not a deed
        ("El ministro señaló a la prensa que la cifra es falsa.", [("la cifra es falsa", "ministro", "asserted")]),
        # no order is a statement of what was done
        ("Curbelo les dijo a los presos que salieran al patio.",
            [("Curbelo les dijo a los presos que salieran al patio", None, "asserted")]),
        # a body denies that it does something itself
        ("La cervecería niega que tome agua de la presa.", [("La cervecería toma agua de la presa", "cervecería", "denied")]),
        # a plan is no statement that is denied
        ("El Gobierno estudia subir los impuestos, algo que descarta el ministro.",
            [("El Gobierno estudia subir los impuestos", None, "asserted")]),
        ("El ministro, según su costumbre, llegó tarde al Congreso.",
            [("El ministro, según su costumbre, llegó tarde al Congreso", None, "asserted")]),
        # the denial of a plan with more behind it denies nothing that was said
        ("El Gobierno subirá la tasa. La Iglesia rechaza la medida y pide calma.",
            [("El Gobierno subirá la tasa", None, "predicted"), ("La Iglesia rechaza la medida", None, "asserted"),
                ("La Iglesia pide calma", None, "asserted")]),
        ("Preguntado si dimitiría, el ministro respondió que no había motivos.", [("no había motivos", "ministro", "asserted")]),
        ("El ministro viajó a Puerto Gris. Esta decisión causó protestas en la ciudad.",
            [("El ministro viajó a Puerto Gris", None, "asserted"), ("Esta decisión causó protestas en la ciudad", None, "asserted")]),
        # two things counted before: which is meant is open
        ("Hubo 40 muertos y 12 desaparecidos. El sindicato dijo que fueron 200.",
            [("Hubo 40 muertos y 12 desaparecidos", None, "asserted"), ("fueron 200", "sindicato", "asserted")]),
        ("Consultado al respecto, el Ministerio no quiso pronunciarse.", [("el Ministerio no quiso pronunciarse", None, "asserted")]),
        ("El ministro Ramón Uriarte habló ayer. Planea visitar la capital el lunes.",
            [("El ministro Ramón Uriarte habló ayer", None, "asserted"),
                ("Ramón Uriarte visitará la capital el lunes", None, "predicted")]),
        ("El alcalde aseguró que es honrado.", [("El alcalde es honrado", "alcalde", "asserted")]),
    ],
)  # fmt: skip
def test_what_only_looks_like_it(text: str, told: list[tuple[str, str | None, str]]) -> None:
    assert [(claim.content, claim.speaker, claim.stance) for claim in claims("es", text)] == told
