"""What a number counts: the noun after it, the whole that it is a part of, or, after a verb, the noun of the verb's subject."""

from __future__ import annotations

from collections.abc import Sequence

from detector.claims.grammar.lexicon import word_set
from detector.claims.grammar.morphology import all_forms
from detector.claims.grammar.singular import singular
from detector.claims.grammar.words import Word
from detector.claims.quantities.tolls import TOLLS, toll_after
from detector.claims.quantities.units import read_unit

_NOT_COUNTED = word_set("""de of y and o or en in a al por per que se the los las el la un una más menos more less fewer otros otras otro
        other
    others another solo only just ya new entre is are was were se no not""")
_ENDS = word_set("""al del en después antes tras cuando mientras after before when while on at ellos ellas them us you nosotros
    today yesterday tonight tomorrow hoy ayer anoche mañana""")
_REST = word_set("restantes siguientes primeros primeras últimos últimas nuevos nuevas remaining left")
# Adjectives that Spanish puts before its nouns; almost all others stand after them.
_BEFORE_NOUNS = word_set("""presuntos presuntas supuestos supuestas nuevos nuevas grandes pequeños pequeñas primeros primeras últimos
        últimas
    principales antiguos antiguas mejores peores posibles distintos distintas diferentes diversos jóvenes altos altas importantes
    únicos únicas próximos próximas siguientes buenos buenas largos largas""")
# Who does these things needs no noun: "unos 2.000 se manifestaron".
_CROWD = {
    "es": all_forms("marchar manifestar/manifiest protestar asistir acudir concentrar participar desfilar", "es"),
    "en": all_forms("march demonstrate protest attend gather parade", "en"),
}
_TOTALS = word_set("cifra número total balance recuento saldo récord number count tally figure total record")
# How badly off those are whom the number before counts: "12 heridos, 3 graves".
_STATES = word_set("grave graves leve leves crítico críticos crítica críticas")
_WHOLES = word_set("ninguno ninguna none one uno una each cada any half mitad most mayoría parte resto some todos todas all")
_OPENERS = word_set("los las sus the its their his her our estos estas these those")
# Between these and a number stands nothing that is counted.
_LEVEL_VERBS = {
    "es": """ser ascender/asciend subir bajar llegar alcanzar superar sobrepasar rebasar exceder rondar rozar elevar situar/sitú sumar
        totalizar aumentar crecer/crec caer descender/desciend pasar reducir/reduc cifrar""",
    "en": """be bring stand rise reach climb grow fall drop jump hit exceed surpass top total number put go stay remain increase
        decrease""",
}
_LEVELS = frozenset(form for language, verbs in _LEVEL_VERBS.items() for form in all_forms(verbs, language)) | {
    "redujo",
    "redujeron",
    "totalled",
}
_FRACTIONS = {"tercio", "cuarto", "quinto", "third", "quarter", "fifth", "sixth", "eighth"}
_PARTS = {"tercera", "cuarta", "quinta", "sexta", "octava", "décima"}
_CLAUSE_MARKS = {";", ":", "«", "“", "but", "although", "while", "pero", "aunque", "mientras"}
_QUOTES = {"«", "“", '"', "‘", "'"}
_LABEL_MARKS = {".", ",", ";", ":", "(", "-", "–", "—", "•", "*", "·"}
_FAR = 12


def read_noun(words: Sequence[Word], after: int, language: str) -> tuple[str, int]:
    """Return the noun that the words after a number count, in the singular or as its toll, and the index after it; "" if none."""
    step = after + (after < len(words) and words[after].lower in ("de", "of"))
    if step > after and step < len(words) and words[step].lower in (*_OPENERS, "cada", "every", "ellos", "ellas", "them", "mi", "tu", "su"):
        return "", after
    last_adjective = -1
    for at in range(step, min(len(words), step + 5)):
        word = words[at]
        if any(_ties(words, near) for near in (at, at + 1)) or (at == step and word.text in _QUOTES):
            continue  # "450 full-time jobs", "tres «cámaras»"
        if word.pos == "CCONJ" and [near.pos for near in words[at - 1 : at + 2 : 2]] == ["ADJ", "ADJ"]:
            continue  # "200 national and local exhibitions"
        if word.lower in TOLLS and not word.finite:
            return TOLLS[word.lower], at + 1
        if _ties(words, at - 1) and word.pos == "ADP":
            continue  # "eight laid-off workers"
        closed = word.finite or word.pos in ("CCONJ", "SCONJ", "NUM", "ADP", "DET", "PRON")
        if not word.is_word or closed or (word.lower in _ENDS and word.text != "US"):
            break
        if word.lower == "others":
            break  # what the number before counts
        if word.pos in ("NOUN", "PROPN") or (word.pos == "" and _may_be_noun(word)):
            head = _head(words, at, language)
            return singular(words[head].lower, language), head + 1
        if word.pos == "ADJ" and word.lower not in _REST | _NOT_COUNTED | _STATES and not word.nonfinite:
            last_adjective = at
    # Small parsers take some nouns for adjectives ("12 civiles").
    if last_adjective >= 0 and words[last_adjective].lower.endswith("s") and not words[last_adjective].lower.endswith(("ados", "adas")):
        return singular(words[last_adjective].lower, language), last_adjective + 1
    return "", after


def read_participle(words: Sequence[Word], after: int, language: str) -> str:
    """Return the participle that stands for whom a number counts ("los cinco acusados", "300 displaced"), "" if none follows."""
    word = words[after] if after < len(words) else None
    endings = ("ados", "adas", "idos", "idas") if language == "es" else ("ed",)
    if word is None or not word.lower.endswith(endings):
        return ""
    last = all(later.text in _LABEL_MARKS or later.lower in ("and", ")") for later in words[after + 1 : after + 2])
    return singular(word.lower, language) if last or language == "es" else ""  # "four of the six occurred at" is a past tense


def read_crowd(words: Sequence[Word], after: int, language: str) -> str:
    """Return who is counted where nothing but what they did says so ("some 2,000 marched"), "" where it is not a crowd's deed."""
    at = after + (after < len(words) and words[after].lower == "se")
    crowd = at < len(words) and words[at].finite and words[at].lower in _CROWD[language]
    return ("persona" if language == "es" else "people") if crowd else ""


def _ties(words: Sequence[Word], at: int) -> bool:
    """Whether a hyphen at `at` ties the words beside it; one that white space parts from them is a dash."""
    if not 0 < at < len(words) - 1 or words[at].text != "-":
        return False
    return words[at - 1].end == words[at].start and words[at].end == words[at + 1].start


def _may_be_noun(word: Word) -> bool:
    return word.lower not in _NOT_COUNTED | _BEFORE_NOUNS | _STATES and not word.lower.endswith(("mente", "ly"))


def _head(words: Sequence[Word], at: int, language: str) -> int:
    """Return the index of the head of the nouns that begin at `at`: the first in Spanish, the last of a compound in English."""
    if language == "es":
        return at
    last = at
    if words[at].pos:
        while last + 1 < len(words) and words[last + 1].pos in ("NOUN", "PROPN") and words[last + 1].lower not in TOLLS:
            if words[last].pos == "NOUN" and words[last + 1].pos == "PROPN":
                break
            last += 1
        return last
    while last < min(len(words), at + 4) and words[last].pos in ("", "PROPN") and words[last].is_word:
        if singular(words[last].lower, "en") != words[last].lower or words[last].lower == "people":
            return last
        last += 1
    return at


def read_whole(words: Sequence[Word], after: int, language: str) -> tuple[str, int]:
    """Return the noun of the whole that a number is a part of ("ocho de los 130 diputados", "14 of 96 schools"); and where it ends."""
    if after >= len(words) or words[after].lower not in ("de", "of"):
        return "", after
    step = after + 1
    opened = step < len(words) and words[step].lower in _OPENERS
    step += opened
    numeral = step
    while step < len(words) and (words[step].pos == "NUM" or words[step].text[0].isdigit()):
        step += 1
    if (not opened and step == numeral) or read_unit(words, step, 2, language):
        return "", after
    return read_noun(words, step, language)


def is_whole(words: Sequence[Word], begin: int) -> bool:
    """Whether a number is the whole of which a part is told: "ninguno de los 46 pasajeros", "nine of the 12"."""
    at = begin - 1
    if at >= 0 and words[at].lower in _OPENERS:
        at -= 1
    if at < 1 or words[at].lower not in ("de", "of"):
        return False
    part = words[at - 1]
    return part.pos == "NUM" or part.text[0].isdigit() or part.lower in _WHOLES


def is_fraction(words: Sequence[Word], after: int, language: str) -> bool:
    """Whether a number is over a part of a whole: "dos tercios", "tres cuartas partes", "three-quarters of"."""
    lower = [singular(word.lower, language) for word in words[after : after + 2]]
    if lower[1:] == ["parte"]:
        return lower[0] in _PARTS
    return bool(lower) and lower[0] in _FRACTIONS and (lower[0] not in ("cuarto", "quarter") or lower[1:] in (["de"], ["of"]))


def counted_before(words: Sequence[Word], index: int, language: str) -> str:
    """Return what a number with no noun after it counts: the noun of its verb's subject ("los muertos eran 14"), "" if unknown."""
    verb = next((at for at in range(index - 1, max(-1, index - _FAR), -1) if words[at].lower in _LEVELS), None)
    if verb is None or any(word.text in (";", ":") for word in words[verb:index]):
        return ""
    if verb > 1 and words[verb - 1].lower == "que" and words[verb - 2].finite:
        return ""  # "los rebeldes aseguran que fueron 300"
    begin = max((at + 1 for at in range(index) if words[at].lower in _CLAUSE_MARKS), default=0)
    beside = next((at for at in range(index - 1, verb, -1) if words[at].pos == "NUM" or words[at].lower in TOLLS), verb)
    if words[beside].lower in TOLLS:
        return TOLLS[words[beside].lower]  # "the dead climbed to 45 and the injured to 130"
    for at in range(index - 3, begin - 1, -1):
        if words[at].lower in _TOTALS and words[at + 1].lower in ("de", "of"):
            noun, end = read_noun(words, at + 2 + (words[at + 2].pos == "DET"), language)
            if noun:
                return toll_after(words, end, noun) or noun
    for at in (*range(index - 1, verb, -1), *range(verb - 1, begin - 1, -1)):
        if words[at].lower in TOLLS or words[at].lower == "toll":
            return TOLLS.get(words[at].lower, "muerto")
    return _head_before(words, begin, verb, language)


def labelled(words: Sequence[Word], begin: int, language: str) -> str:
    """Return what a label before a colon says that a number counts: "Heridos: 12", "Homes damaged: 40"; "" if nothing."""
    colon = begin - 1
    low = max((at + 1 for at in range(colon) if words[at].text in _LABEL_MARKS), default=0)
    if colon > 0 and words[colon].lower == "at" and any(word.lower == "toll" for word in words[low:colon]):
        return "muerto"  # "Death toll in Lorca at 31"
    if colon < 1 or words[colon].text != ":":
        return ""
    if low == colon - 1 and words[low].lower in TOLLS:
        return TOLLS[words[low].lower]
    low += words[low].lower in ("los", "las", "the")
    total = words[low].lower in _TOTALS and words[low + 1].lower in ("de", "of")
    noun, end = read_noun(words, low + 2 * total, language)
    counts = noun in TOLLS.values() or (end > low and noun != words[end - 1].lower)  # "Resultado: 3" counts no results
    return (toll_after(words, end, noun) or noun) if counts else ""


def counted_behind(words: Sequence[Word], after: int, language: str) -> str:
    """Return what a level that is named before its noun counts: "ya son 14 los pueblos", "raised to 9 the number of dead", else ""."""
    if after + 1 >= len(words) or words[after].lower not in ("los", "las", "the", "el", "la"):
        return ""
    lower, finite = words[after + 1].lower, words[after + 1].finite
    if lower in _TOTALS and after + 3 < len(words) and words[after + 2].lower in ("de", "of"):
        return TOLLS.get(words[after + 3].lower) or singular(words[after + 3].lower, language)
    if lower in TOLLS or language == "en":
        return TOLLS.get(lower, "") if not finite else ""
    noun, end = read_noun(words, after + 1, language) if words[after].lower in ("los", "las") else ("", after)
    return (toll_after(words, end, noun) or noun) if noun != lower else ""


def _head_before(words: Sequence[Word], begin: int, verb: int, language: str) -> str:
    """Return the head of the plural noun phrase right before a verb ("los petroleros eran 14"); a singular one counts nothing."""
    start = next((at for at in range(verb - 1, begin - 1, -1) if words[at].lower in ("los", "las", "the")), None)
    if start is None or start + 1 >= verb or (start > begin and words[start - 1].pos == "ADP"):
        return ""
    noun = words[start + 1].lower
    return singular(noun, language) if singular(noun, language) != noun else ""
