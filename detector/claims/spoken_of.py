"""Whom a dropped subject means in what is reported of another: "su esposa asegura que es inocente", "la fiscal dice que cobró".

Who speaks for somebody, treats, accuses or seeks them speaks of them; a document, of those it is about.
"""

from __future__ import annotations

from detector.claims.lexicon import word_set
from detector.claims.morphology import all_forms
from detector.claims.nouns import DOCUMENTS
from detector.claims.sentence import Sentence
from detector.claims.words import VerbGroup

# Kin, lawyers and doctors: of their own they tell what they think, see and will ask of a court.
_CLOSE = word_set("""esposa esposo mujer marido hermano hermana hermanos hermanas madre padre padres hijo hija hijos hijas novia novio
    pareja expareja viuda viudo familia familiares primo prima primos tío tía tíos abuelo abuela abuelos sobrino sobrina nieto nieta
    cuñado cuñada
    suegro suegra nuera yerno allegados amigo amiga amigos amigas abogado abogada abogados defensa letrado letrada defensor defensora
    defensores médico médica médicos cirujano cirujana apoderado apoderada""")
# Who has to do with a case; of their own they tell what they do there.
_CASE = word_set("""fiscal fiscala fiscales fiscalía procuraduría procurador procuradora juez jueza jueces magistrado magistrada
    tribunal policía policías agentes comisario comisaria forense forenses testigo testigos investigadores hospital acusación
    querella querellante""")
_OWN_DEEDS = all_forms(
    """creer pensar saber temer esperar confiar desconocer ver oír escuchar recordar sentir entender necesitar querer pedir solicitar
    recurrir apelar presentar denunciar demandar reclamar exigir estudiar hablar visitar conocer recibir dudar""",
    "es",
) | {"cree", "creen", "sabe", "saben", "sabía", "sabían", "vio", "vieron", "oyó", "oyeron", "pide", "piden", "pidió", "pidieron"}
_CASE_DEEDS = all_forms(
    """detener/detien capturar arrestar incautar decomisar hallar encontrar abrir iniciar investigar seguir continuar trabajar enviar
    desplegar actuar intervenir rescatar evacuar ordenar rechazar reforzar buscar disponer contar aplicar imputar acusar imponer citar
    identificar localizar allanar registrar inspeccionar interrogar archivar condenar absolver admitir atender analizar revisar tomar
    decidir dictar emitir formular obtener realizar practicar concluir""",
    "es",
) | word_set("detuvo detuvieron encontró siguió pudo pudieron tuvo tuvieron hizo hicieron")
_DYING = word_set(
    "murió murieron falleció fallecieron pereció perecieron muerto muerta muertos muertas asesinado asesinada fallecido fallecida"
)
_STATES = word_set("es era fue está estaba estuvo tenía llevaba iba sufría sufre padece padecía sea esté fuera estuviera")
_ENDINGS = ("ó", "aba", "ía", "aron", "ieron", "aban", "ían")
_HELD_OF_ONESELF = word_set("segura seguro convencida convencido dispuesta dispuesto preocupada preocupado tranquila tranquilo harta harto")


def role(sentence: Sentence, low: int, high: int) -> str:
    """Return in what role the noun phrase `low` to `high` speaks of others: "close", "case", "document", or "" for none."""
    if sentence.language != "es":
        return ""
    words = [word.lower for word in sentence.words[low : min(high, low + 4)]]
    head = words[1:2] if words and words[0] in ("su", "sus", "el", "la", "los", "las", "un", "una", "sus", "otro", "otra") else words[:1]
    if not head:
        return ""
    # "la familia", "el amigo": whose, nobody says; "la mujer" is no wife
    owned = words[0] in ("su", "sus") or words[2:3] in (["de"], ["del"]) or head[0].startswith(("abogad", "médic", "defens", "letrad"))
    if head[0] in _CLOSE:
        return "close" if owned else ""
    return "case" if head[0] in _CASE else "document" if head[0] in DOCUMENTS else ""


def of_another(sentence: Sentence, group: VerbGroup, kind: str) -> bool:
    """Whether a verb without a subject, reported by one of this role, tells of another than who reports it."""
    words = sentence.words
    first, last = words[group.first].lower, words[group.last].lower
    told = [word.lower for word in words[group.first : group.last + 2]]
    if not _DYING.isdisjoint(told[:-1]) or (first in _STATES and not _DYING.isdisjoint(told)):
        return True
    if kind == "document":
        return True
    if not _HELD_OF_ONESELF.isdisjoint(told):
        return False
    if kind == "close":
        return last not in _OWN_DEEDS
    past = first in _STATES or first.endswith(_ENDINGS)
    return kind == "case" and past and last not in _CASE_DEEDS | _OWN_DEEDS


def state_of(sentence: Sentence, content: str) -> VerbGroup | None:
    """Return the verb with which a content opens that "su esposa", "sus abogados" report of whose they are; None where it is no state."""
    low, high = sentence.trim(0, len(sentence.words))
    groups = sentence.groups_in(low, high)
    owned = sentence.language == "es" and sentence.words[low].lower in ("su", "sus")
    if not owned or len(groups) < 2 or role(sentence, low, high) != "close":
        return None
    opening = content.lower().removeprefix("no ").split(" ")[0]
    told = groups[1]
    return told if opening in _STATES and sentence.words[told.first].lower == opening else None
