"""Whom a dropped Spanish subject means in what is reported of another: "su esposa asegura que es inocente", "la fiscal dice que cobró".

Who speaks for somebody, treats, accuses or seeks them speaks of them; a document, of those it is about; a spokesman, of whom he speaks for.
"""

from __future__ import annotations

import re
from functools import cache

from detector.claims.grammar import lexicon, nouns
from detector.claims.grammar.agreement import agrees, feminine, predicate
from detector.claims.grammar.lexicon import word_set
from detector.claims.grammar.morphology import all_forms
from detector.claims.grammar.nouns import DOCUMENTS
from detector.claims.grammar.sentence import Sentence
from detector.claims.grammar.words import VerbGroup
from detector.claims.reference.subject import Role, Subject

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
_VOICES = word_set("portavoz portavoces vocero vocera voceros voceras")
_HELD_OF_ONESELF = word_set("segura seguro convencida convencido dispuesta dispuesto preocupada preocupado tranquila tranquilo harta harto")
_LEVELS = "bajar subir aumentar caer descender/desciend disminuir"
_SHARE = word_set("% por puntos punto décimas décima")
_NEAR = 2000  # characters in which the office of a name is looked for


def role(sentence: Sentence, low: int, high: int) -> Role:
    """Return in what role the noun phrase `low` to `high` speaks of others."""
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


def of_another(sentence: Sentence, low: int, group: VerbGroup, reporter: Subject) -> bool:
    """Whether a verb without a subject, of a clause from `low` on, tells of another than who reports it."""
    if sentence.language != "es":
        return False
    words = sentence.words
    first, last = words[group.first].lower, words[group.last].lower
    told = [word.lower for word in words[group.first : group.last + 2]]
    if not _DYING.isdisjoint(told[:-1]) or (first in _STATES and not _DYING.isdisjoint(told)):
        return True
    kind = reporter.role or _role_around(sentence, low, reporter.text)
    if kind in ("document", "voice"):
        return True
    if _moves(sentence, group) and (reporter.person or reporter.text[:1].isupper()):
        return True
    if not _HELD_OF_ONESELF.isdisjoint(told):
        return False
    if kind == "close":
        return last not in _OWN_DEEDS
    past = first in _STATES or first.endswith(_ENDINGS)
    if kind == "case" and past and last not in _CASE_DEEDS | _OWN_DEEDS:
        return True
    as_what = predicate(words, group)
    return as_what is not None and not agrees(as_what, as_what.endswith("s"), _known_feminine(sentence, reporter.text))


def _role_around(sentence: Sentence, low: int, speaker: str) -> Role:
    """Return the role that title, office or apposition give a speaker ("el abogado de la empresa, Luis Mora,")."""
    words = _around(sentence, low, speaker)
    own = speaker.lower().split()
    if not nouns.DOCUMENTS.isdisjoint(own[:2]) and speaker[1:].islower():
        return "document"
    if not _VOICES.isdisjoint(words):
        return "voice"
    close = any(word.startswith(("abogad", "letrad", "médic")) for word in words)
    if close or not {"su", "sus"}.isdisjoint({*words} - {*own[1:]}):
        return "close"
    return "" if _CASE.isdisjoint(words) else "case"


def _around(sentence: Sentence, low: int, speaker: str) -> list[str]:
    """Return the words of the noun phrase that names who speaks: title and office before the name, apposition after it."""
    text = sentence.article_text[sentence.start : sentence.words[low].start]
    at = text.rfind(speaker)
    if at < 0:
        return speaker.lower().split()
    marks = r"[.;:«»“”\"(),]" if speaker[0].islower() else r"[.;:«»“”\"()]|,(?!\s*$)"
    before = re.findall(r"\w+", re.split(marks, text[:at])[-1].lower())[-8:]
    apposed = re.match(r",\s([^,.;]{1,60}),", text[at + len(speaker) :])
    own = speaker[0].islower() or text[:at].rstrip().endswith(",") or (before and before[-1] in nouns.PERSON_NOUNS | lexicon.TITLES)
    return [*speaker.lower().split(), *(before if own else ()), *(apposed[1].lower().split()[:2] if apposed else ())]


@cache
def _levels() -> frozenset[str]:
    return all_forms(_LEVELS, "es")


def _moves(sentence: Sentence, group: VerbGroup) -> bool:
    """Whether a verb tells how a figure moves: "creció un 3 %", "baja desde 2029"; with an object somebody moves it."""
    words = sentence.words
    if words[group.last].lower not in _levels():
        return False
    behind = words[group.last + 1 : group.last + 5]
    if not behind or not behind[0].is_word or behind[0].lower in lexicon.PREPOSITIONS["es"] - {"a", "al"}:
        return True
    return any(word.lower in _SHARE for word in behind)


def _known_feminine(sentence: Sentence, name: str) -> bool | None:
    """Return the gender of a name by the article of its office ("El líder de la formación, Hugo Prats"), None where it is not told."""
    if not name[:1].isupper():
        return feminine(name.split())
    pattern = rf"\b(el|la) (\w+)(?: (?:de|del) [^.,;]{{1,60}})?,? (?-i:(?:[A-ZÁÉÍÓÚÑ][\w-]+ ){{0,2}}){re.escape(name)}\b"
    for article, noun in re.findall(pattern, sentence.article_text[max(0, sentence.start - _NEAR) : sentence.end], re.IGNORECASE):
        if noun.lower() in nouns.PERSON_NOUNS | lexicon.TITLES:
            return bool(article.lower() == "la")
    return None


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
