"""What somebody says, told with a noun and a copula: "la tesis de la fiscalía es que P", "the company's position is that P"."""

from __future__ import annotations

from collections.abc import Sequence

from detector.claims.frames.reports import Complement
from detector.claims.grammar import lexicon
from detector.claims.grammar.lexicon import word_set
from detector.claims.grammar.sentence import Sentence
from detector.claims.grammar.words import VerbGroup
from detector.records import Stance

_COPULAS = {"es": word_set("es era fue sigue"), "en": word_set("is was remains remained 's")}
_NOUNS: dict[str, dict[Stance, frozenset[str]]] = {
    "es": {
        "asserted": word_set("""tesis versión postura posición argumento argumentos opinión mensaje explicación conclusión respuesta
            diagnóstico convicción creencia lectura réplica excusa alegato criterio"""),
        "conditional": word_set("temor temores sospecha sospechas hipótesis impresión teoría miedo"),
        "predicted": word_set("previsión pronóstico promesa esperanza compromiso cálculo"),
    },
    "en": {
        "asserted": word_set("""position view argument claim message answer reply response explanation conclusion contention line belief
            verdict case stance version excuse"""),
        "conditional": word_set("fear fears suspicion worry theory hypothesis impression concern"),
        "predicted": word_set("hope hopes promise forecast prediction pledge bet"),
    },
}  # fmt: skip

_HYPOTHESES = word_set("hipótesis teoría sospecha sospechas tesis posibilidad")
_ENTERTAINING = word_set("""baraja barajan barajaba barajaban maneja manejan manejaba manejaban investiga investigan investigaba estudia
    estudian analiza analizan sopesa sopesan contempla contemplan trabaja trabajan trabajaba apunta apuntan sostiene sostienen abona
    refuerza alimenta""")


def said_noun(sentence: Sentence, low: int, high: int, groups: Sequence[VerbGroup]) -> Complement | None:
    """Return the clause that a noun of saying is said to be, with its owner; None where the words are nothing of the kind."""
    if entertained := _entertained(sentence, low, high, groups):
        return entertained
    if not groups or groups[0].negated or sentence.words[groups[0].last].lower not in _COPULAS[sentence.language]:
        return None
    verb, words = groups[0].last, sentence.words
    if verb + 2 >= high or words[verb + 1].lower not in ("que", "that"):
        return None
    for stance, nouns in _NOUNS[sentence.language].items():
        for index in range(low, groups[0].first):
            if words[index].lower in nouns and (owner := _owner(sentence, low, index, groups[0].first)):
                own = words[owner[0]].lower in lexicon.POSSESSIVES[sentence.language]
                return Complement("clause", verb + 2, high, stance, None if own else owner, False)
            if words[index].lower in nouns & _HYPOTHESES and sentence.language == "es":
                return Complement("clause", verb + 2, high, stance, _holder(sentence, low, index, groups[0].first), True)
    return None


def _holder(sentence: Sentence, low: int, noun: int, verb: int) -> tuple[int, int] | None:
    """Return who holds a hypothesis by a relative: "La hipótesis que baraja la policía es que"."""
    words = sentence.words
    if noun + 3 < verb and words[noun + 1].lower == "que" and words[noun + 2].lower in _ENTERTAINING:
        return noun + 3, verb
    return None


def _entertained(sentence: Sentence, low: int, high: int, groups: Sequence[VerbGroup]) -> Complement | None:
    """Read "La policía baraja la hipótesis de que P", "trabaja con la hipótesis de que P": no more than held possible."""
    words = sentence.words
    if not groups or groups[0].negated or sentence.language != "es" or words[groups[0].last].lower not in _ENTERTAINING:
        return None
    noun = next((at for at in range(groups[0].last + 1, min(groups[0].last + 6, high - 3)) if words[at].lower in _HYPOTHESES), None)
    if noun is None or words[noun + 1].lower != "de" or words[noun + 2].lower != "que":
        return None
    subject = sentence.subject(low, high, groups[0]) if words[groups[0].first - 1].lower != "se" else None
    return Complement("clause", noun + 3, high, "conditional", subject, subject is None)


def _owner(sentence: Sentence, low: int, noun: int, verb: int) -> tuple[int, int] | None:
    """Return whose noun it is: "de la fiscalía", "the company's", "su"."""
    words = sentence.words
    if noun + 2 < verb and words[noun + 1].lower in ("de", "del", "of"):
        return noun + 2, verb
    if noun > low and words[noun - 1].lower in lexicon.POSSESSIVES[sentence.language]:
        return noun - 1, noun
    mark = next((index for index in range(low + 1, noun) if words[index].text in ("'s", "’s", "'", "’")), None)
    return (low, mark) if mark else None
