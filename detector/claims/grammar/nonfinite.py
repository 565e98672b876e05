"""Gerunds and participles: which words are some, and the finite verb that says the same of a subject."""

from __future__ import annotations

from functools import cache
from typing import Literal

import regex

from detector.claims.grammar import lexicon, nouns
from detector.claims.grammar.common_verbs import COMMON
from detector.claims.grammar.lexicon import word_set
from detector.claims.grammar.morphology import IRREGULAR_EN, Paradigm, from_gerund, paradigm
from detector.claims.grammar.sentence import Sentence

Tense = Literal["past", "present", "future"]
_GERUND_ES = regex.compile(r"(.+?)(ando|iendo|yendo|ándo|iéndo|yéndo)(se|l[aeo]s?|nos)?")
_PARTICIPLE_ES = regex.compile(r".+(?:[aií]d|hech|dich|escrit|puest|vist|abiert|muert|rot|cubiert|suelt|impres|vuelt)[oa]s?")
# Forms that are prepositions where they stand after a comma, or that name a source ("..., citing the navy").
_NO_GERUNDS = word_set("""including according following regarding concerning excluding pending depending considering barring during cuando
    dependiendo counting contando incluyendo exceptuando citing quoting citando""")
_NO_PARTICIPLES = nouns.PERSON_NOUNS | word_set("""diputado diputada abogado abogada delegado delegada empleado empleada soldado jurado
    senado estado partido mercado juzgado resultado apartado acusado acusada encargado encargada licenciado medida medidas salida
    entrada llegada subida bajada caída vida comida temporada década jornada madrugada velada cada nada lado grado vestido sonido
    contenido sentido apellido united need hundred red speed based related compared given provided granted dado dada
    dados dadas debido incluido incluida incluidos incluidas excluido excluida""")

# Irregular pasts of "-ing" forms that the lexicon of verbs lacks.
_PASTS = dict(
    pair.split("/")
    for pair in """beating/beat bearing/bore binding/bound biting/bit bleeding/bled blowing/blew bursting/burst casting/cast costing/cost
    dealing/dealt digging/dug drinking/drank eating/ate feeding/fed feeling/felt freezing/froze hearing/heard hiding/hid hurting/hurt
    laying/laid letting/let meaning/meant overtaking/overtook overthrowing/overthrew riding/rode ringing/rang setting/set shaking/shook
    shedding/shed shrinking/shrank shutting/shut sitting/sat splitting/split swimming/swam teaching/taught tearing/tore undergoing/underwent
    waking/woke wearing/wore withdrawing/withdrew""".split()
)

# Participles of what is so rather than of what was done ("situado en el centro", "made up of seven judges").
_STATES = lexicon.THING_STATES | word_set("""integrad compuest formad dedicad valorad tasad considerad conocid destinad rodead vestid
    casad made composed known considered valued aimed dedicated surrounded married dressed""")


def skip_manner(sentence: Sentence, index: int) -> int:
    """Return the index after up to two adverbs."""
    words, last = sentence.words, len(sentence.words) - 1
    for _ in range(2):
        if index < last and (words[index].pos == "ADV" or words[index].lower.endswith(("mente", "ly")) or words[index].lower == "recién"):
            index += 1
    return index


def is_gerund(sentence: Sentence, index: int) -> bool:
    """Whether the word is a gerund that can stand for a clause."""
    word = sentence.words[index]
    if word.lower == "teniendo" and [after.lower for after in sentence.words[index + 1 : index + 3]] == ["en", "cuenta"]:
        return False
    if word.pos not in ("VERB", "AUX", "") or word.lower in _NO_GERUNDS | lexicon.LIKE_INFINITIVES or word.finite:
        return False
    if sentence.language == "en":
        return len(word.text) > 4 and word.text.isalpha() and word.lower.endswith("ing")
    return _GERUND_ES.fullmatch(word.lower) is not None


def is_participle(sentence: Sentence, index: int) -> bool:
    """Whether the word is a past participle."""
    word = sentence.words[index]
    if word.finite or word.lower in _NO_PARTICIPLES or len(word.text) < 4:
        return False
    if sentence.language == "es":
        return word.pos in ("VERB", "ADJ", "AUX", "") and _PARTICIPLE_ES.fullmatch(word.lower) is not None
    if not word.nonfinite or word.lower.endswith("ing"):
        return False
    base = word.lemma == word.lower  # "to restore"; the rules know no lemma
    return (word.pos == "VERB" and not base) or looks_participle(word.lower)


def looks_participle(form: str) -> bool:
    """Whether an English form can be a past participle."""
    return form.endswith("ed") or form in _participles_en()


@cache
def _participles_en() -> frozenset[str]:
    return frozenset(forms[2] for lemma, forms in IRREGULAR_EN.items() if forms[2] != lemma)


def tense(sentence: Sentence, index: int | None) -> Tense:
    """Return the tense of the finite verb at `index`, as far as a gerund beside it follows it; without one it is past."""
    if index is None:
        return "past"
    word = sentence.words[index].lower
    if sentence.language == "en":
        if word in ("will", "'ll", "’ll", "wo"):
            return "future"
        present = word in ("is", "are", "do", "does") or (word.endswith("s") and word not in ("was", "has", "'s", "’s"))
        return "present" if present else "past"
    if word.endswith(("rá", "rán")):
        return "future"
    past = word in ("ha", "han", "era", "eran", "iba", "iban") or word.endswith(("aba", "aban", "ía", "ían"))
    return "present" if not past and word.endswith(("a", "e", "an", "en", "s")) else "past"


def finite(gerund: str, language: str, when: Tense, plural: bool) -> str:
    """Return the finite verb of a gerund, pronouns before it: "causando" -> "causó", "dejándolos" -> "los dejó"."""
    if language == "en":
        return _finite_en(gerund, when, plural)
    found = _GERUND_ES.fullmatch(gerund)
    if found is None:
        return gerund
    stem, ending, pronoun = found.groups()
    plain = ending.replace("á", "a").replace("é", "e")
    verb = _gerunds_es().get(stem + plain)
    if verb:
        pair = {"past": verb.past, "present": verb.present, "future": verb.future}[when]
    elif plain == "ando":
        pair = {"past": (stem + "ó", stem + "aron"), "present": (stem + "a", stem + "an"), "future": (stem + "ará", stem + "arán")}[when]
    else:
        yod = "y" if plain == "yendo" else "i"
        pair = (stem + yod + "ó", stem + yod + "eron") if when == "past" else (stem + "e", stem + "en")
    return f"{pronoun} {pair[plural]}" if pronoun else pair[plural]


@cache
def _gerunds_es() -> dict[str, Paradigm]:
    entries = [*COMMON["es"].split(), *(entry for row in lexicon.REPORTING["es"].values() for entry in row.split())]
    verbs = [paradigm(entry, "es") for entry in entries]
    return {verb.gerund: verb for verb in verbs}


def _finite_en(gerund: str, when: Tense, plural: bool) -> str:
    base, participle = from_gerund(gerund)
    verb = paradigm(base, "en")
    if when == "future":
        return f"will {base}"
    if when == "present":
        return verb.present[plural]
    return verb.past[plural] if base in IRREGULAR_EN else _PASTS.get(gerund, participle)


def auxiliary(participle: str, language: str, when: Tense, plural: bool) -> str:
    """Return the verb that makes a participle a statement: what was done was done then, a state holds when the main verb does."""
    stem = participle.rstrip("s").removesuffix("o").removesuffix("a")
    state = stem in _STATES
    if language == "en":
        return ("are" if plural else "is") if state and when != "past" else ("were" if plural else "was")
    if stem in ("conocid", "denominad", "considerad"):
        return ("eran" if plural else "era") if when == "past" else ("son" if plural else "es")
    if state:
        return ("estaban" if plural else "estaba") if when == "past" else ("están" if plural else "está")
    return "fueron" if plural else "fue"


def perfect_of(language: str, when: Tense, plural: bool) -> str:
    """Return the auxiliary of the perfect that "habiendo" or "having" stands for."""
    if language == "en":
        return "had" if when == "past" else "have" if plural else "has"
    return ("habían" if plural else "había") if when == "past" else ("han" if plural else "ha")
