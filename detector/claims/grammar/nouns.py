"""Kinds of nouns that decide who can speak and what a denial of them says. Data only."""

from __future__ import annotations

from detector.claims.grammar.lexicon import word_set

# What is planned or goes on is denied in the present: "negó planes de" is "hay planes de".
LASTING = word_set("""plan planes intención intenciones negociación negociaciones conversaciones contactos vínculos lazos
    relaciones proyectos
    plans intention intentions negotiation negotiations talks contacts ties links""")
# Doings and happenings: they may show something, but they say nothing.
EVENT_NOUNS = word_set("""negación negativa desmentido aclaración rechazo decisión medida movimiento gesto hecho hechos ataque
    ataques llamada
    visita viaje reunión crisis situación omisión ausencia silencio caída subida aumento conflicto denial clarification refusal rejection
    decision move measure gesture fact facts attack attacks call visit trip meeting situation omission absence silence fall rise
    conflict""")
# What is had, felt, owed or told says nothing either; small parsers take it for the subject of a verb whose own is dropped
# ("reiteró su compromiso", "alegan las siguientes razones").
SPEECHLESS = word_set("""compromiso compromisos promesa promesas propuesta propuestas apunte razón razones motivo motivos secreto
    secretos detalle detalles declive prestigio disponibilidad acceso precio precios monto montos costo coste costos costes
    postura posturas victoria derrota triunfo pasión tendencia tendencias tiempo tiempos momento ocasión ocasiones vez veces
    polémica desconcierto sorpresa dolor temor miedo esperanza pecado pecados entrada invitación relación relaciones permiso
    permisos nombre nombres nada mucho poco prioritario necesario importante grave insuficiente fundamental indispensable urgente
    lamentable positivo posible verdad mentira mentiras historia historias culpa disculpa disculpas perdón pregunta preguntas tema
    temas asunto asuntos problema problemas solución soluciones responsabilidad responsabilidades commitment commitments promise
    promises proposal proposals reason reasons secret secrets detail details decline prestige availability access price prices
    amount amounts cost costs stance victory defeat passion trend trends time times moment occasion occasions controversy surprise
    pain fear hope sins invitation relationship permission name names nothing truth lie lies guilt apology apologies question
    questions topic topics problem problems responsibility""")
# Texts that somebody issues: "información difundida por X" is what X says.
TEXT_NOUNS = word_set("""información informaciones comunicado nota informe declaración texto mensaje carta boletín datos
    statement report note
    release information message letter figures data""")
# A document is quoted once; "said" without a subject after it is said by a person.
DOCUMENTS = TEXT_NOUNS | word_set("""presupuestos presupuesto registro registros lista balance recuento datos imágenes encuesta
    sondeo documento
    documentos estudio estudios prueba pruebas análisis hallazgo autopsia sentencia auditoría vídeo video grabación fotografías fotos
    decreto ley budget record records list images survey poll document documents law decree study studies test tests analysis finding
    findings autopsy ruling audit video footage recording recordings
    photos photographs emails memo memos filings transcript transcripts""")
PERSON_NOUNS = word_set("""portavoz vocero vocera ministro ministra alcalde alcaldesa capitán capitana jefe jefa director directora
    fiscal juez jueza abogado abogada letrado letrada testigo experto experta analista diputado diputada senador senadora concejal
    concejala gobernador gobernadora presidente presidenta vicepresidente vicepresidenta secretario secretaria consejero consejera
    entrenador entrenadora economista médico médica científico científica investigador investigadora escritor escritora obispo cura
    papa rey reina empresario empresaria hostelero hostelera vecino vecina vecinos vecinas expertos analistas abogados médicos
    sindicalista líder dirigente delegado delegada embajador embajadora canciller general coronel comisario comisaria inspector
    inspectora bombero bombera profesor profesora historiador historiadora
    madre padre hermano hermana hijo hija esposo esposa marido viudo viuda abuelo abuela tío tía sobrino sobrina primo prima
    maquinista gerente pastor pastora pescador pescadora ganadero ganadera agricultor agricultora camarero camarera dueño dueña
    propietario propietaria superviviente sargento enfermero enfermera
    jugador jugadora futbolista delantero portero portera tenista actor actriz cantante piloto conductor conductora productor productora
    player striker goalkeeper actress singer pilot driver
    he she él ella spokesman spokeswoman spokesperson minister mayor captain chief director prosecutor judge lawyer witness expert
    analyst officer governor engineer president chairman chairwoman senator councillor councilman secretary coach economist doctor
    scientist researcher author historian farmer fisherman teacher nurse bishop priest king queen leader attorney barrister treasurer
    chancellor ambassador resident residents official officials experts analysts lawyers doctors scientists researchers neighbors
    neighbours""")
# What else people are called.
OF_PEOPLE = word_set("""persona víctima hombre mujer joven niño niña amigo amiga enemigo enemiga miembro socio socia culpable
    responsable inocente cómplice héroe heroína ladrón ladrona cobarde ciudadano ciudadana candidato candidata favorito favorita
    rival líder jefe jefa hijo hija chivo cabeza número voz víctimas rehén mártir traidor santo santa cristiano cristiana
    demócrata patriota""")
# Bodies that speak as people do.
BODY_NOUNS = word_set("""gobierno ministerio fiscalía policía ayuntamiento sindicato sindicatos oposición partido patronal empresa
    compañía federación junta comisión consejería embajada presidencia ejército familia defensa ong ongs asociación organización
    government ministry police council union unions opposition party company federation commission embassy army family defence
    defense navy coastguard prosecutors association office department secretariat institute agency guild society group services
    service""")
# Kinds of things that carry a proper name: "la revista Anfibia" that hangs on a preposition is not who speaks.
NAMED_THINGS = word_set("""revista diario periódico semanario cadena emisora agencia televisión radio web portal instituto universidad
    ciudad provincia región municipio vereda aldea caserío
    barrio calle hospital plataforma programa buque empresa firma red operador consultora laboratorio
    localidad pueblo estado departamento journal magazine newspaper daily weekly broadcaster channel agency network site website institute
    university city town village province region district hospital platform ship firm company station laboratory street state""")
# Capitalised words that only say what kind of body a name belongs to.
KIND_WORDS = word_set("ong ongs ngo")
# Sources without a name: what follows says who they are.
UNNAMED = word_set("persona personas fuente fuentes person people source sources")
# Of these one is guilty: "denied wrongdoing".
WRONGS = word_set("""wrongdoing misconduct negligence corruption fraud bribery murder rape plagiarism cheating doping collusion racism
    discrimination impropriety involvement responsibility liability""")
