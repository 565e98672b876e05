"""Who says what where the frame is no verb of saying with its subject before it; all sentences are our own."""

import pytest

from detector.claims import extract_claims, parsers
from detector.records import Article
from detector.settings import ClaimSettings

PARSER = "spacy" if all(parsers().values()) else "rules"

# text, speaker and stance of its last claim
FRAMES = [
    # a verb that says something only with the words after it
    ("es", "El ministro dio a entender que la base se cierra.", "ministro", "conditional"),
    ("es", "La empresa dejó claro que no venderá la fábrica.", "empresa", "predicted"),
    ("en", "The firm made it clear that no one was sacked.", "firm", "asserted"),
    ("es", "La policía no tiene constancia de que hubiera heridos.", "policía", "uncommitted"),
    # what somebody is sure of, judges, does not know
    ("es", "La alcaldesa se mostró convencida de que el tranvía llegará en junio.", "alcaldesa", "predicted"),
    ("en", "The coach is adamant that Price broke no rule.", "coach", "asserted"),
    ("es", "El juez ve probado que el alcalde cobró comisiones.", "juez", "asserted"),
    ("es", "El entrenador dijo no saber si jugará Ruiz.", "entrenador", "uncommitted"),
    # one subject of two verbs
    ("es", "El director compareció para negar que sus hombres dispararan.", "director", "denied"),
    ("es", "El presidente tuvo que admitir que la deuda roza los 40 millones.", "presidente", "asserted"),
    ("en", "The chairman was forced to admit that profits had collapsed.", "chairman", "asserted"),
    # a noun of saying and a copula
    ("es", "La tesis de la fiscalía es que el tesorero cobró dos veces.", "fiscalía", "asserted"),
    ("en", "The company's position is that the leak was harmless.", "company", "asserted"),
    # fronted sources without "según"
    ("es", "Tal y como adelantó El Faro, el banco cerrará doce oficinas.", "El Faro", "predicted"),
    ("es", "Por lo que cuentan los vecinos, el puente lleva meses cerrado.", "vecinos", "asserted"),
    ("en", "By the union's own account, the strike cost 40 jobs.", "union", "asserted"),
    # a body as a place, a person as whom something is known to
    ("es", "Desde el sindicato aseguran que la plantilla no cobra desde marzo.", "sindicato", "asserted"),
    ("es", "A la fiscalía le consta que hubo pagos.", "fiscalía", "asserted"),
    # what follows a verb after a comma is who speaks
    ("es", "La base no figura en los planes, afirmó su jefe militar.", "jefe militar", "asserted"),
    ("es", "El tramo era seguro, apunta una geóloga.", "geóloga", "asserted"),
    ("es", "El paro sigue, recordó la ministra a los viajeros que esperaban.", "ministra", "asserted"),
    # the body whose the document is
    ("es", "Según los datos que publica cada hora el Servicio del Mar, las olas bajaron a dos metros.", "Servicio del Mar", "asserted"),
    ("es", "El informe que ha elaborado la Contraloría señala que el puente era viejo.", "Contraloría", "asserted"),
    ("es", "El informe que leyó la jueza señala que el puente era viejo.", "informe", "asserted"),
    # documents in which it stands
    ("es", "Guardis vigilaba la legación, consta en el contrato.", "contrato", "asserted"),
    ("es", "El pueblo está agotado, según se desprende de una encuesta del colegio médico.", "encuesta del colegio médico", "asserted"),
    # between verb and clause
    ("es", "El portavoz, Luis Mora, aclaró, eso sí, que no habrá despidos.", "Luis Mora", "predicted"),
    ("en", "Ms Lane dismissed as “nonsense” claims that she had taken a bribe.", "Lane", "denied"),
    ("es", "Los guardias, con más frío que miedo, escribieron que hubo calma.", "guardias", "asserted"),
    # no clause at all
    ("en", "Asked about the delay, the contractor blamed the weather.", "contractor", "asserted"),
    ("es", "El sindicato calcula en 3.000 los puestos perdidos.", "sindicato", "asserted"),
    ("es", "El consejo elevó el sueldo a 1.000 euros.", None, "asserted"),
    # evidence that there is none
    ("en", "There is no evidence that the minister knew.", None, "uncommitted"),
    ("es", "El juez no duda de que la firma es falsa.", "juez", "asserted"),
    # futures that are none, and dates ahead
    ("es", "La tensión de la reina va a peor.", None, "asserted"),
    ("en", "Melnik is to host the first session.", None, "predicted"),
    ("en", "The dock strike begins on May 30.", None, "predicted"),
    # pronouns that the sentence itself explains
    ("en", "Ferran Moix took no fossils abroad, he says.", "Ferran Moix", "asserted"),
    # a relative or a name between subject and verb
    ("es", "La empresa que la explota, Aguas del Tarmo (Atasa), aseguró en una nota que no hubo vertidos.", "Aguas del Tarmo", "asserted"),
    ("en", "The company that runs the dam, Tacural Hydro, said there was no spill.", "Tacural Hydro", "asserted"),
    ("en", "The mayor, who had promised to close the plant in May, denied on Monday that work had stopped.", "mayor", "denied"),
    ("en", "The jail's director, Peter Isle, in the post since 2020, acknowledged that guards were lacking.", "Peter Isle", "asserted"),
    ("es", "«No hubo vertidos», aseguró la firma que explota la mina, Minera Tarsis.", "Minera Tarsis", "asserted"),
    ("en", "“The well is dry,” said the farmer who dug it, Elias Rock.", "Elias Rock", "asserted"),
    ("en", "The woman who found the body, a Belgian tourist, said the door was open.", "woman", "asserted"),
    # who is cited by who reports
    ("es", "Según publicó El Faro, que cita a dos fuentes policiales, el reo huyó en una furgoneta.", "dos fuentes policiales", "asserted"),
    ("en", "The suspect fled in a van, according to The Beacon, which cited police sources.", "police sources", "asserted"),
    # a count without a verb
    ("es", "Doce muertos en el derrumbe de un muelle, según informó la Policía.", "Policía", "asserted"),
    ("en", "Two dead and 30 hurt in Lorca fire, police say.", "police", "asserted"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "speaker", "stance"), FRAMES)
def test_frames(language: str, text: str, speaker: str | None, stance: str) -> None:
    claim = extract_claims(Article.from_text(text, language=language), ClaimSettings(parser=PARSER, min_words=2))[-1]
    assert (claim.speaker, claim.stance) == (speaker, stance)


@pytest.mark.parametrize(
    ("language", "text", "speaker", "stance"),
    [
        ("es", "El edil, que había cerrado la planta en mayo, negó ayer que la obra esté parada.", "edil", "denied"),
        (
            "es",
            "El consejero en funciones, Luis Prado, cuyo partido gobierna en minoría, admitió que faltan camas.",
            "Luis Prado",
            "asserted",
        ),
        ("es", "El juez, que citó a Ruiz como testigo, dijo que el plazo venció.", "juez", "asserted"),
    ],
)
def test_what_a_relative_tells_of_the_speaker_is_no_frame(language: str, text: str, speaker: str, stance: str) -> None:
    found = extract_claims(Article.from_text(text, language=language), ClaimSettings(parser=PARSER, min_words=2))
    assert [(claim.speaker, claim.stance) for claim in found if claim.speaker] == [(speaker, stance)]


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("es", "«No negociamos», atajó el presidente del fondo Orión.", "presidente del fondo Orión"),
        ("es", "El hotel cerrará, según fuentes próximas al juez.", "fuentes próximas al juez"),
        ("en", "Phones were banned, as the bride herself explained.", "bride"),
        ("en", "The Liberals asked for it, their own leader admitted.", "leader"),
        ("en", "Landlord Julio Revilla said the flat was empty.", "Julio Revilla"),
        ("en", "“I hid nothing,” said the ship's cook about the bales.", "ship's cook"),
        ("es", "El equipo de «Puente de ceniza» filmó allí la batalla, cuenta su productora.", "productora"),
        ("es", "El jefe no dio datos, insistió la ingeniera jefa.", "ingeniera jefa"),
        ("es", "Pelagia no informó del cierre: el borrador esperaba firma, admitió la alcaldesa.", "alcaldesa"),
    ],
)
def test_names_of_speakers(language: str, text: str, speaker: str) -> None:
    found = extract_claims(Article.from_text(text, language=language), ClaimSettings(parser=PARSER, min_words=2))
    assert {claim.speaker for claim in found} == {speaker}


@pytest.mark.parametrize(
    ("language", "text", "speakers", "stance"),
    [
        # a number, a thing, oneself speak no further
        ("es", "El 60 por ciento, unos 45.000 socios, dijo no.", (), "asserted"),
        ("es", "Esto sugiere que la obra terminará tarde.", (), "conditional"),
        ("en", "This suggests that the work will end late.", (), "conditional"),
        ("en", "“I think the bridge is unsafe,” said Ana Ruiz.", ("Ana Ruiz",), "asserted"),
        ("en", "“Our data show that the lake is shrinking,” said Ros Hale.", ("Ros Hale",), "asserted"),
        ("es", "Los vecinos dicen que es seguro que el bar cerrará.", ("vecinos",), "predicted"),
        ("en", "Because the rain will go on, a flood of the valley is feared.", (), "asserted"),
        ("en", "The guild, which called the rules “unfair and cruel,” advises tenants not to sign.", (), "asserted"),
        ("en", "Cycling uphill, or “hill grinding,” is an essential skill for everyone.", (), "asserted"),
        ("es", "Sus primos perdieron la casa pero también se les acusa de fraude.", (), "asserted"),
        # what names hold, and what ends them
        ("en", "The road will close at noon, according to the Press-Enterprise.", ("Press-Enterprise",), "predicted"),
        ("en", "“The bridge is safe,” explains Karl Gold of the engineering agency Bison.", ("Karl Gold",), "asserted"),
        ("en", "Some of the towns most exposed to the floods indicated they would seek help.", ("Some of the towns",), "predicted"),
        ("es", "La agencia Faro contó que un agente no identificado afirmó que hubo tiros.", ("Faro", "agente"), "asserted"),
        ("es", "Según Marta Gil, autora del informe y profesora en Lodosa, el río está limpio.", ("Marta Gil",), "asserted"),
        ("en", "According to Marta Gil, the head of the union, the plant is closed.", ("Marta Gil",), "asserted"),
        # more than one frame
        ("es", "Según el informe, el río bajó dos metros, dijo la ministra Olga Sanz.", ("Olga Sanz", "informe"), "asserted"),
        ("es", "El alquiler subirá en mayo y, según el gremio, la demanda caerá.", ("gremio",), "predicted"),
        ("en", "Rents will rise in May and, according to the guild, demand will fall.", ("guild",), "predicted"),
        ("es", "Olmo Paz recordó que el libro tiene, según su opinión, fallos graves.", ("Olmo Paz",), "asserted"),
        ("es", "El fiscal aseguró que el preso, según todos los indicios, se fugó en barca.", ("fiscal",), "asserted"),
        ("en", "Hale stressed that, on Monday in the chamber, the party would vote against it.", ("Hale",), "predicted"),
        ("en", "Burke said that since February, she has met 400 other survivors.", ("Burke",), "asserted"),
        ("es", "«Mejor tú que yo», respondió Olmo Paz entre risas.", ("Olmo Paz",), "asserted"),
        ("es", "El banco rechazó un reporte del diario Faro de que ocultó pérdidas.", ("banco",), "denied"),
        ("es", "El alcalde negó el año pasado en esta misma sala que conociera a Barreda.", ("alcalde",), "denied"),
        ("es", "Delfina Rojas mencionó que la alianza perdió votos.", ("Delfina Rojas",), "asserted"),
        ("es", "La alcaldesa fue contundente al señalar que no hubo subida.", ("alcaldesa",), "asserted"),
        ("en", "Mr. Hale said the phrase “green city” did not mean much.", ("Hale",), "asserted"),
        # quotations with what stands before them
        ("es", "Los hinchas están furiosos: «Nos han robado», gritó Pablo Soto.", ("Pablo Soto",), "asserted"),
        (
            "es",
            "El senador Gaspar Mir culpa al Gobierno: «Nos tendieron una mano y la soltaron», reclamó ayer.",
            ("Gaspar Mir",),
            "asserted",
        ),
        ("es", "Así lo resume la alcaldesa, Ana Ruiz: «No hay agua para todos».", ("Ana Ruiz",), "asserted"),
        ("en", "He told a radio station, when asked about the film: “It is a mess.”", ("He",), "asserted"),
        ("es", "El plan sigue en pie: la alcaldesa firmará el lunes.", (), "predicted"),
        ("es", "«Nos robaron la elección»: Olga Sanz", ("Olga Sanz",), "asserted"),
        ("es", "«Cada curso acaba con un examen», se dice en un documento de 30 páginas.", ("documento de 30 páginas",), "asserted"),
        ("en", "Asked about the delay, coach Eric Mann said, “Who cares about the second quarter?”", ("Eric Mann",), "asked"),
        ("es", "La entrenadora preguntó: «¿Quién paga el autobús?»", ("entrenadora",), "asked"),
    ],
)
def test_chains_of_speakers(language: str, text: str, speakers: tuple[str, ...], stance: str) -> None:
    found = extract_claims(Article.from_text(text, language=language), ClaimSettings(parser=PARSER, min_words=2))
    assert (tuple(found[-1].speakers), found[-1].stance) == (speakers, stance)


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("es", "El alcalde Lucas Mena visitó el barrio. «Vamos a abrir el centro en mayo», dijo.", "Lucas Mena"),
        ("es", "La jueza Ana Ruiz visitó el puerto. «Nadie rompió el muelle», dijo en su programa, que se emite tarde.", "Ana Ruiz"),
        ("es", "Más seria estuvo la ministra Taveras. «Nunca llamó ningún banquero», afirmó ayer.", "Taveras"),
        ("en", "Sister Amelia Roth was tired: “Nobody was left inside,” she said.", "Amelia Roth"),
        ("es", "El Ejército habló de un rescate. Ella lo niega: «Nadie abrió la puerta».", "Ella"),
        ("es", "Los vecinos del puerto protestaron. Ellos creen que el bar cerró.", "vecinos del puerto"),
    ],
)
def test_who_was_named_before_speaks(language: str, text: str, speaker: str) -> None:
    found = extract_claims(Article.from_text(text, language=language), ClaimSettings(parser=PARSER, min_words=2))
    assert speaker in {claim.speaker for claim in found}


@pytest.mark.parametrize(
    ("language", "text", "speaker", "stance"),
    [
        ("es", "El fuego pudo deberse a un cortocircuito.", None, "conditional"),
        ("es", "El preso pudo salir por la ventana.", None, "asserted"),
        ("es", "No cabe duda de que la presa cedió.", None, "asserted"),
        ("en", "There is no doubt that the dam gave way.", None, "asserted"),
        ("es", "El club no prevé vender el estadio.", "club", "denied"),
        ("en", "The club does not intend to sell the stadium.", None, "denied"),
        ("es", "«Sería un error cerrar la escuela», dijo Ana Ruiz.", "Ana Ruiz", "conditional"),
        ("en", "“It would be a mistake to close the school,” said Ana Ruiz.", "Ana Ruiz", "conditional"),
        ("es", "Ana Ruiz dijo que la escuela cerraría en mayo.", "Ana Ruiz", "predicted"),
        ("en", "The minister declined to say which side was to blame.", "minister", "uncommitted"),
        ("es", "El inspector no quiso decir qué llevaban los camiones.", "inspector", "uncommitted"),
        ("en", "The council excluded the firm Balto from the tender.", None, "asserted"),
    ],
)
def test_how_firm_a_frame_is(language: str, text: str, speaker: str | None, stance: str) -> None:
    found = extract_claims(Article.from_text(text, language=language), ClaimSettings(parser=PARSER, min_words=2))
    assert (found[-1].speaker, found[-1].stance) == (speaker, stance)


@pytest.mark.parametrize(
    ("language", "text", "contents", "speakers"),
    [
        ("es", "El puente, según el alcalde, se cerró en mayo.", ["El puente se cerró en mayo"], ["alcalde"]),
        ("es", "El camión —según la policía— llevaba 40 cajas.", ["El camión llevaba 40 cajas"], ["policía"]),
        ("es", "Además, el puente, según informó el alcalde, se cerró ayer.", ["el puente se cerró ayer"], ["alcalde"]),
        ("es", "El jefe, Juan Ruiz, según El Faro, dimitirá.", ["El jefe, Juan Ruiz, dimitirá"], ["El Faro"]),
        ("es", "«El puente, según el informe, no resistirá», dijo Ruiz.", ["El puente no resistirá"], ["informe"]),
        ("es", "Ruiz dijo que el puente, según los técnicos, resistirá.", ["el puente resistirá"], ["técnicos"]),
        ("es", "Según la policía el camión llevaba 40 cajas.", ["el camión llevaba 40 cajas"], ["policía"]),
        ("es", "Según Ruiz, el puente cerró, pero Mora dice que el puente abre.", ["el puente cerró", "el puente abre"], ["Ruiz", "Mora"]),
        ("en", "The bridge, according to the mayor, closed in May.", ["The bridge closed in May"], ["mayor"]),
        ("en", "According to police the truck carried weapons.", ["the truck carried weapons"], ["police"]),
        # no sources, or no statement that they interrupt
        ("es", "La ley, según la cual el puente es público, no se aplica.", None, [None]),
        ("es", "El acto, según lo previsto, empezó a las diez.", None, [None]),
        ("es", "En mayo, según la versión de Ruiz fue elegida, y calló.", ["En mayo, según la versión de Ruiz fue elegida"], [None]),
        # what it is about, and who speaks
        ("es", "Del taller, la defensa insiste en que ardió de madrugada.", ["el taller ardió de madrugada"], ["defensa"]),
        ("es", "En cuanto al puerto, la alcaldesa aseguró que el muelle no será vendido.", ["el muelle no será vendido"], ["alcaldesa"]),
        ("es", "Ruiz calló. Conviene recordar que el muelle es público.", ["Ruiz calló", "el muelle es público"], [None, None]),
    ],
)  # fmt: skip
def test_sources_that_interrupt_and_topics(language: str, text: str, contents: list[str] | None, speakers: list[str | None]) -> None:
    if PARSER == "rules":
        pytest.skip("needs the parsers")
    found = extract_claims(Article.from_text(text, language=language), ClaimSettings(parser="spacy", min_words=2))
    assert [claim.speaker for claim in found] == speakers
    assert [claim.content for claim in found] == (contents or [text.rstrip(".")])
    assert all(text[claim.start : claim.end] == claim.text for claim in found)


@pytest.mark.parametrize(
    ("language", "text", "content", "speaker"),
    [
        ("es", "Sarkovia acusó a Brevania de violar la tregua, algo que Brevania niega.", "Brevania viola la tregua", "Brevania"),
        ("es", "La presa tenía grietas desde 2030, lo que la empresa niega.", "La presa tenía grietas desde 2030", "empresa"),
        ("es", "Los vecinos dicen que la presa tenía grietas, pero la empresa lo niega.", "la presa tenía grietas", "empresa"),
        ("es", "Los vecinos dicen que la presa tenía grietas. La empresa lo niega.", "la presa tenía grietas", "empresa"),
        ("es", "El alcalde cobró comisiones, según la fiscal, una acusación que él rechaza.", "El alcalde cobró comisiones", "alcalde"),
        ("es", "Una vecina vio grietas en la presa. La empresa rechaza la acusación.", "Una vecina vio grietas en la presa", "empresa"),
        ("en", "The dam had cracks, which the company denies.", "The dam had cracks", "company"),
        ("en", "Residents say the dam had cracks, a claim the company rejects.", "the dam had cracks", "company"),
        ("en", "Residents say the dam had cracks. The company denies it.", "the dam had cracks", "company"),
        # called false, or denied with words between
        ("es", "El Gobierno calificó de falso que haya 40 muertos.", "hay 40 muertos", "Gobierno"),
        ("es", "El Gobierno tachó de bulo la noticia de que hay 40 muertos.", "hay 40 muertos", "Gobierno"),
        ("es", "El Gobierno calificó de falsas las informaciones sobre un golpe de Estado.", "hubo un golpe de Estado", "Gobierno"),
        ("es", "Son falsas las informaciones de que hay 40 muertos, dijo el ministro.", "hay 40 muertos", "ministro"),
        ("es", "El Ejército desmintió ayer en un comunicado las informaciones sobre un golpe.", "hubo un golpe", "Ejército"),
        ("en", "The army on Monday denied media reports about a coup.", "there was a coup", "army"),
    ],
)  # fmt: skip
def test_denials_of_what_was_said(language: str, text: str, content: str, speaker: str) -> None:
    if PARSER == "rules":
        pytest.skip("needs the parsers")
    found = extract_claims(Article.from_text(text, language=language), ClaimSettings(parser="spacy", min_words=2))
    assert [(claim.content, claim.speaker) for claim in found if claim.stance == "denied"] == [(content, speaker)]
    assert all(text[claim.start : claim.end] == claim.text for claim in found)


@pytest.mark.parametrize(
    "text",
    [
        "El alcalde es acusado de cobrar comisiones, lo que él niega.",
        "El Gobierno reformará la ley de herencias, algo que la Iglesia ha rechazado.",
        "La empresa lo niega.",
        "Peña rechazó las acusaciones de las cuales era objeto.",
        "El alcalde dice que la presa resiste. El alcalde lo niega.",
    ],
)
def test_what_denies_nothing_that_was_said(text: str) -> None:
    found = extract_claims(Article.from_text(text, language="es"), ClaimSettings(parser=PARSER, min_words=2))
    assert "denied" not in {claim.stance for claim in found}


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("es", "El seguimiento fue del 80 % según los sindicatos y del 15 % según la patronal.",
            [("El seguimiento fue del 80 %", "sindicatos", 80), ("El seguimiento fue del 15 %", "patronal", 15)]),
        ("es", "Hubo 40 muertos, según el Gobierno, y 300, según los rebeldes.",
            [("Hubo 40 muertos", "Gobierno", 40), ("Hubo 300 muertos", "rebeldes", 300)]),
        ("es", "Eran 5.000 personas según los convocantes, 800 según la policía.",
            [("Eran 5.000 personas", "convocantes", 5000), ("Eran 800 personas", "policía", 800)]),
        ("es", "El ministerio habla de 40 contagios; la oposición, de 300.",
            [("El ministerio habla de 40 contagios", None, 40), ("la oposición habla de 300 contagios", None, 300)]),
        ("en", "Turnout was 80% according to the unions and 15% according to employers.",
            [("Turnout was 80%", "unions", 80), ("Turnout was 15%", "employers", 15)]),
    ],
)  # fmt: skip
def test_rival_figures_are_told_apart(language: str, text: str, told: list[tuple[str, str | None, float]]) -> None:
    if PARSER == "rules":
        pytest.skip("needs the parsers")
    found = extract_claims(Article.from_text(text, language=language), ClaimSettings(parser="spacy", min_words=2))
    assert [(claim.content, claim.speaker, *(q.low for q in claim.quantities)) for claim in found] == told
    assert all(text[claim.start : claim.end] == claim.text for claim in found)


@pytest.mark.parametrize(
    "text",
    [
        "La mujer iba con su hijo, de 12 años, y su sobrina, de 9.",
        "La empresa ganó 40 millones en 2030; en 2031, perdió 12.",
        "Ruiz nació en 1980; su hermano, en Lorca.",
    ],
)
def test_figures_that_are_no_rivals(text: str) -> None:
    for claim in extract_claims(Article.from_text(text, language="es"), ClaimSettings(parser=PARSER, min_words=2)):
        assert claim.content.lower() in text.lower()
