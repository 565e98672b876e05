"""The singular of Spanish and English nouns by rule: what is counted gets one name, whatever parser (or none) read the sentence."""

from __future__ import annotations

import regex

from detector.claims.grammar.lexicon import word_set

_ACCENTED = str.maketrans("aeiou", "áéíóú")
_PLAIN = str.maketrans("áéíóú", "aeiou")
_VOWELS = regex.compile(r"[aeiouáéíóúü]+")
# Plurals in "-es" whose singular ends in "-e" though the rules below would cut both letters, and the other way about.
_KEEP_E = word_set("sedes enlaces cines clases bases fases frases envases higienes desfases pases aires")
_CUT_ES = {"gases": "gas", "compases": "compás", "relojes": "reloj", "ases": "as"}
# Plurals of nouns that end in a stressed vowel; other nouns with such an ending are singular ("autobús", "interés").
_STRESSED_PLURALS = word_set("""bebés cafés chalés comités carnés bufés clichés consomés corsés cupés bidés patés tés pies papás
    mamás sofás dominós menús champús tabús jabalís esquís rubís bisturís zulús hindús israelís iraquís iranís saudís marroquís""")
_SPANISH_SAME = word_set("lunes martes miércoles jueves viernes crisis tesis dosis análisis virus oasis mes paraguas rascacielos campus")

_IRREGULAR = {
    "children": "child", "feet": "foot", "teeth": "tooth", "mice": "mouse", "geese": "goose", "oxen": "ox", "lives": "life",
    "wives": "wife",
    "knives": "knife", "crises": "crisis", "analyses": "analysis", "gases": "gas", "pence": "penny", "dice": "die", "persons": "people",
    "person": "people", "shoes": "shoe", "toes": "toe", "canoes": "canoe", "movies": "movie", "calories": "calorie", "ties": "tie",
    "headaches": "headache", "avalanches": "avalanche", "axes": "axe",
} | {stem + "ves": stem + "f" for stem in ("wol", "shel", "cal", "hal", "thie", "lea", "loa", "scar")}  # fmt: skip
# Plurals of words in "-i"; other words in "-is" are singular ("crisis", "tennis").
_PLURALS_IN_IS = word_set("""iraqis israelis pakistanis saudis yemenis kuwaitis omanis qataris emiratis bahrainis azeris somalis
    bangladeshis nepalis kashmiris punjabis bengalis houthis nazis taxis skis safaris alibis bikinis""")
_ENGLISH_SAME = word_set("series species aircraft spacecraft headquarters barracks men women premises news people sheep")
_USES = word_set("uses fuses abuses excuses muses ruses houses causes pauses clauses warehouses spouses blouses greenhouses")


def singular(noun: str, language: str) -> str:
    """Return the singular of a noun in lower case, itself where it is no plural; "people" and "persons" are both "people"."""
    return spanish_singular(noun) if language == "es" else english_singular(noun)


def spanish_singular(noun: str) -> str:
    """Return the singular of a Spanish noun: "jueces" -> "juez", "regiones" -> "región", "jóvenes" -> "joven"."""
    if noun in _STRESSED_PLURALS:
        return noun[:-1]
    if not noun.endswith("s") or len(noun) < 4 or noun in _SPANISH_SAME or noun.endswith(("ís", "és", "ás", "ós", "ús", "sis")):
        return noun
    if noun in _CUT_ES:
        return _CUT_ES[noun]
    if not noun.endswith("es") or noun in _KEEP_E:
        return noun[:-1]
    stem = noun[:-2]
    if regex.search(r"(?<![nl])c$", stem):
        return stem[:-1] + "z"
    if regex.search(r"[íú]$", stem):
        return stem
    if regex.search(r"[aeiouáéíóú][ns]$", stem):
        return _stressed(stem)
    # A single l, r, d, y after a vowel ends a word; after a consonant ("hombres", "alcaldes") it needs its "e".
    return stem if regex.search(r"[aeiouáéíóú][lrdy]$", stem) else noun[:-1]


def _stressed(stem: str) -> str:
    """Write the accent that a word in -n or -s needs, or drop the one that only its plural needs ("jóven", "region")."""
    vowels = list(_VOWELS.finditer(stem))
    if len(vowels) < 2 or any(mark in vowels[-1].group() for mark in "áéíóú"):
        return stem
    if any(mark in stem for mark in "áéíóú"):
        return stem.translate(_PLAIN)
    last = vowels[-1].end() - 1
    return stem[:last] + stem[last].translate(_ACCENTED) + stem[last + 1 :]


def english_singular(noun: str) -> str:
    """Return the singular of an English noun: "families" -> "family", "firemen" -> "fireman", "buses" -> "bus"."""
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("men") and len(noun) > 2 and noun not in ("omen", "specimen", "abdomen"):
        return noun[:-2] + "an"
    if noun in _PLURALS_IN_IS:
        return noun[:-1]
    if not noun.endswith("s") or len(noun) < 3 or noun in _ENGLISH_SAME or noun.endswith(("ss", "us", "is")):
        return noun
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")) or (noun.endswith("uses") and noun not in _USES):
        return noun[:-2]
    return noun[:-1]
