"""Verbs that say what somebody holds of somebody without a clause: "acusa a X de haber", "cifran P en N", "called P “Q”"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from detector.claims.frames.open_questions import behind_report
from detector.claims.grammar import lexicon
from detector.claims.grammar.adverbials import is_infinitive, skip_adverbials
from detector.claims.grammar.frame_words import FALSE
from detector.claims.grammar.morphology import paradigm
from detector.claims.grammar.sentence import Sentence
from detector.claims.grammar.words import VerbGroup
from detector.claims.quantities.tolls import TOLLS
from detector.records import Stance

# Each verb with the words one of which links its object to what is said of it.
_VERBS = {
    "es": {"acusar": "de", "culpar": "a de por", "responsabilizar": "de", "tildar": "de", "calificar": "de como", "tachar": "de",
        "describir": "como", "definir": "como", "atribuir": "a al", "achacar": "a al", "cifrar": "en", "situar/sitú": "en",
        "reducir/reduc/reduj": "a al", "bajar": "a al",
        "apuntar": "a al", "dar": "por", "estimar": "en", "valorar": "en", "calcular": "en", "elevar": "a al", "rebajar": "a al",
        "corregir/corrij/corrig": "a al", "actualizar": "a al", "revisar": "a al", "aumentar": "a al", "subir": "a al",
        "señalar": "como", "considerar": "", "juzgar": ""},
    "en": {"accuse": "of", "blame": "for on", "describe": "as", "portray": "as", "characterize": "as", "characterise": "as",
        "attribute": "to", "raise": "to", "lower": "to", "revise": "to", "correct": "to", "update": "to",
        "put": "at", "estimate": "at", "value": "at", "brand": "", "call": "", "label": "", "dub": "", "praise": "as"},
}  # fmt: skip
_AMOUNTS = {"cifrar", "calcular", "situar", "estimar", "valorar", "put", "estimate", "value"}
"""These say something only of an amount: "situó el puente en el mapa" holds no view."""
_OF_COUNTS = lexicon.word_set("""elevar rebajar corregir actualizar revisar aumentar subir reducir bajar raise lower revise correct
    update""")
_COUNTS = lexicon.word_set("cifra cifras balance número cuenta total recuento saldo toll count number tally figure estimate")
_NAMING = lexicon.word_set("calificar tildar tachar describir definir describe portray characterize characterise brand call label dub")
_LINK_WORDS = {"de", "como", "as"}
_ARTICLES = {"el", "la", "los", "las", "lo"}
_VERDICT = 4  # words before what is called so
_LONGEST = 20  # words of what something is called
_BLAMING = {"culpar", "responsabilizar", "señalar"}
_CALLING = {"calificar", "tildar", "tachar", "describe", "brand", "dismiss"}
_FALSE = FALSE["es"] | FALSE["en"] | lexicon.word_set("bulo bulos mentiras montaje lies fake fabrication hoax")
_UNSURE = lexicon.word_set("posible posibles probable probables possible probable likely eventual")


@dataclass(frozen=True, slots=True)
class Characterization:
    """Who holds it (None: the subject of the clause), how firmly; `object` and `deed` of "accused X of hoarding flats"."""

    agent: tuple[int, int] | None
    stance: Stance
    object: tuple[int, int] | None = None
    deed: int | None = None
    clause: int | None = None  # where a clause begins: "dan por hecho que P"
    noun: int | None = None  # where what is denied begins: "calificó de falsas las informaciones sobre un golpe"
    called: tuple[tuple[int, int], tuple[int, int]] | None = None  # what is called what: "calificó la jornada de «limpia»"


@cache
def _forms(language: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    forms: dict[str, tuple[str, tuple[str, ...]]] = {}
    for entry, links in _VERBS[language].items():
        verb = paradigm(entry, language)
        for form in (*verb.finite, verb.participle, verb.gerund, verb.lemma):
            forms.setdefault(form, (verb.lemma, tuple(links.split())))
    return forms


def find_characterization(sentence: Sentence, low: int, high: int, group: VerbGroup) -> Characterization | None:
    """Return what the verb group holds of its object, None where it is no such verb or lacks its link."""
    language, words = sentence.language, sentence.words
    known = _forms(language).get(words[group.last].lower)
    if known is None or group.negated:
        return None
    lemma, links = known
    if language == "es" and "se" in (words[group.first].lower, words[max(group.first - 1, low)].lower):
        return None  # "la inflación se situó en el 6 %": nobody says so
    hidden = sentence.hidden(low, high)
    if not links and language == "es":  # "consideran ilegal la venta"
        verdict = _verdict_first(sentence, group.last + 1, high)
        return Characterization(None, "asserted", called=verdict) if verdict else None
    if not links:  # "called the damage “irreparable”"
        quoted = any(index in hidden and words[index].text in '«“"' for index in range(group.last + 1, high))
        at = next((index for index in range(group.last + 1, high) if words[index].text in '«“"'), high)
        return Characterization(None, "asserted", called=_called(sentence, group, at, high)) if quoted else None
    link = next((index for index in range(group.last + 1, min(high - 1, group.last + 12)) if words[index].lower in links), None)
    if link is None and lemma == "blame" and group.last + 1 < high and words[group.last + 1].is_word and not _passive(sentence, group):
        return Characterization(None, "asserted")  # "blamed the weather"
    if lemma == "señalar" and link is None and group.last + 1 < high and words[group.last + 1].lower in ("a", "al"):
        link = _deed(sentence, group.last + 1, high)  # "señaló a X de haber ordenado P"
    if link is None or (lemma in _AMOUNTS and not _amount(sentence, link + 1, high)):
        return None
    if lemma in ("apuntar", "dar", "estimar", "señalar") and (link > group.last + 1 and lemma != "señalar" and lemma != "estimar"):
        return None  # "dio un golpe por la espalda"
    if lemma == "dar" and link + 3 < high and words[link + 2].lower == "que":
        return Characterization(None, "asserted", clause=link + 3)
    nobody = lemma in ("subir", "aumentar", "bajar") and skip_adverbials(sentence, low, group.first) == group.first
    if nobody or (lemma in _OF_COUNTS and _counted(sentence, low, group.first)):
        return None  # "Subieron a 31 los muertos", "El número de muertos subió a 13": by themselves
    meant = language == "es" and words[max(group.first - 1, low)].lower in ("lo", "la", "los", "las") and link == group.last + 1
    if lemma in _OF_COUNTS and not (_amount(sentence, link + 1, high) and (meant or _of_count(sentence, group.last + 1, link, high))):
        return None  # "elevó el salario a 1.000"
    if is_infinitive(sentence, link + 1) and lemma in ("apuntar", "atribuir", "dar"):
        return None
    accused = lemma == "accuse" and link == group.last + 1  # a headline: "Operator accused of ignoring warnings"
    if accused or _passive(sentence, group):
        by = next((index for index in range(group.last + 1, high - 1) if words[index].lower in ("por", "by")), None)
        if by is None:
            return None
        held = next((index for index in range(by + 2, high) if words[index].lower in links), high)  # "accused by X of hiding it"
        return Characterization((by + 1, held), "asserted")
    if lemma in _CALLING and (false := _false_behind(sentence, link, high)):
        begin = false + 1 if false < len(words) and words[false].lower in ("que", "that") else behind_report(sentence, false, high)
        if begin is not None:
            return Characterization(None, "denied", clause=begin)  # "calificó de falsas las versiones de que P"
        if (noun := _told_of(sentence, false, high)) is not None:
            return Characterization(None, "denied", noun=noun)
    stance: Stance = "conditional" if any(word.lower in _UNSURE for word in words[link + 1 : link + 4]) else "asserted"
    mutual = words[group.last + 1].lower in ("each", "one")  # "accused each other of"
    if lemma in _BLAMING and (of := _deed(sentence, group.last + 1, high)):
        link = of  # "culpó a X de ocultarlo": "a" is no link there
    if lemma in ("acusar", "accuse", *_BLAMING) and not mutual and link > group.last + 1 and is_infinitive(sentence, link + 1):
        begin = group.last + 1 + (words[group.last + 1].lower in ("a", "al"))
        return Characterization(None, stance, (begin, link), link + 1) if begin < link else Characterization(None, stance)
    return Characterization(None, stance, called=_called(sentence, group, link, high) if lemma in _NAMING else None)


def _called(sentence: Sentence, group: VerbGroup, link: int, high: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return what is called, and what it is called: of "calificó la jornada de «limpia»" "la jornada" and "«limpia»"."""
    words, language = sentence.words, sentence.language
    if language == "es" and group.first and words[group.first - 1].lower in lexicon.CLITICS:
        return None  # "lo calificó de limpio"
    begin = link + 1 if words[link].lower in _LINK_WORDS else link
    if language == "es" and link == group.last + 1 and (verdict := _verdict_first(sentence, begin, high)):
        return verdict
    quoted = begin < high and words[begin].text in '«“"'
    end = next((last for first, last in sentence.enclosed if first == begin), None) if quoted else None
    end = end or next((at for at in range(begin, high) if words[at].text in (",", ";", ":", "(")), high)
    low = group.last + 1
    if low == begin - (begin > link) and quoted:  # "calificó de «sabotaje» lo ocurrido"
        low, stop = end, next((at for at in range(end, high) if words[at].text in (",", ";", ":")), high)
    else:
        stop = link
    low += low < stop and words[low].lower == "a"
    named = low < stop and (words[low].lower in lexicon.DETERMINERS[language] | {"lo", "al"} or words[low].text[0].isupper())
    if (
        not named
        or any(word.lower in lexicon.REPORT_NOUNS[language] for word in words[low:stop])  # a verdict on what was said before
        or words[low].lower in lexicon.PRONOUNS[language]
        or sentence.groups_in(low, stop)
        or begin >= end
        or end - begin > _LONGEST
    ):
        return None
    return (low, stop), (begin, end)


def _verdict_first(sentence: Sentence, begin: int, high: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return what is called, and what it is called, where that stands first: "la venta del puerto" and "ilegal" of "ilegal la venta"."""
    words = sentence.words
    low = next((at for at in range(begin, min(begin + _VERDICT, high)) if words[at].lower in _ARTICLES), begin)
    stop = next((at for at in range(low, high) if words[at].text in (",", ";", ":", ".")), high)
    judged = [word for word in words[begin:low] if word.pos == "ADJ"]
    bare = all(word.pos in ("ADJ", "ADV") for word in words[begin:low])
    told = any(word.lower in lexicon.REPORT_NOUNS["es"] for word in words[low:stop])  # a verdict on what was said before
    if not (judged and bare) or told or stop - low < 2 or sentence.groups_in(low, stop):
        return None
    return (low, stop), (begin, low)


def _deed(sentence: Sentence, low: int, high: int) -> int | None:
    """Return the "de" or "por" before the deed somebody is blamed for ("a X de ocultar P"), None where a clause or comma comes first."""
    words = sentence.words
    for index in range(low + 1, min(high - 1, low + 12)):
        if words[index].text in (",", ";", ":") or words[index].finite:
            return None
        if words[index].lower in ("de", "por") and is_infinitive(sentence, index + 1):
            return index
    return None


def _false_behind(sentence: Sentence, link: int, high: int) -> int | None:
    """Return the index behind what calls it false after `link` ("de rotundamente falso"), None where nothing does."""
    words = sentence.words
    called = [at for at in range(link + 1, min(high - 1, link + 5)) if words[at].lower in _FALSE]
    if not called:
        return None
    return called[-1] + 1 + (words[called[-1] + 1].text in ("»", "”", '"'))


def _told_of(sentence: Sentence, low: int, high: int) -> int | None:
    """Return where the noun phrase begins that a noun of saying close behind `low` tells of ("las informaciones sobre un golpe")."""
    words = sentence.words
    for index in range(low, min(high - 2, low + 3)):
        if words[index].lower in lexicon.REPORT_NOUNS[sentence.language] and words[index + 1].lower in ("de", "sobre", "of", "about"):
            return index + 2
    return None


def _amount(sentence: Sentence, index: int, high: int) -> bool:
    return any(word.pos == "NUM" or word.text in "€$£" for word in sentence.words[index : min(high, index + 4)])


def _counted(sentence: Sentence, low: int, high: int) -> bool:
    return any(word.lower in _COUNTS or word.lower in TOLLS for word in sentence.words[low:high])


def _of_count(sentence: Sentence, low: int, link: int, high: int) -> bool:
    """Whether the object of a verb is a count or a toll: "elevó la cifra a 24", "elevó a 24 los fallecidos", "from 40 to 12 the number"."""
    words = sentence.words
    if any(word.lower in _COUNTS for word in words[low:link]):
        return True
    named = [at for at in range(link + 2, min(high, link + 7)) if words[at].lower in _COUNTS or words[at].lower in TOLLS]
    return bool(named) and any(word.lower in lexicon.DETERMINERS[sentence.language] for word in words[link + 2 : named[0]])


def _passive(sentence: Sentence, group: VerbGroup) -> bool:
    be = {"es", "son", "fue", "fueron", "era", "eran", "is", "are", "was", "were", "been", "sido"}
    return any(word.lower in be for word in sentence.words[group.first : group.last])
