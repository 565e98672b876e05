"""Kinds of nouns that decide who can speak and what a denial of them says. Data only."""

from __future__ import annotations

from detector.claims.lexicon import word_set

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
# Texts that somebody issues: "información difundida por X" is what X says.
TEXT_NOUNS = word_set("""información informaciones comunicado nota informe declaración texto mensaje carta boletín datos
    statement report note
    release information message letter figures data""")
# A document is quoted once; "said" without a subject after it is said by a person.
DOCUMENTS = TEXT_NOUNS | word_set("""presupuestos presupuesto registro registros lista balance recuento datos imágenes encuesta
    sondeo documento
    documentos decreto ley budget record records list images survey poll document documents law decree""")
PERSON_NOUNS = word_set("""portavoz vocero ministro ministra alcalde alcaldesa capitán capitana jefe jefa director directora
    fiscal juez jueza abogado
    abogada testigo experto analista diputado diputada gobernador gobernadora he she él ella spokesman spokeswoman spokesperson minister
    mayor captain chief director prosecutor judge lawyer witness expert analyst officer governor engineer""")
