"""The views of `perturb.py` that say the opposite of a sentence, deny its opposite, or say the same in another word."""

import re
from functools import cache, lru_cache
from random import Random

from perturb_negation import insert_not
from perturb_side import Side
from perturb_verbs import NEGATION, QUANTIFIED, SCOPE, main_verb, spanish_verb
from perturb_words import OPPOSITE_ADJECTIVES, OPPOSITE_VERBS, OPPOSITE_WORDS, SAME_VERBS

from detector.claims.grammar.morphology import english

_COPULA = {
    "es": r"(?:es|son|era|eran|fue|fueron|está|están|estaba|estaban|será|serán|sigue|siguen)",
    "en": r"(?:is|are|was|were|will be|remains?|became)",
}


def verb_forms(entry: str, lang: str) -> list[str]:
    """Return the finite forms and the participle in a fixed order, so that two verbs' lists correspond."""
    if lang == "en":
        forms = english(entry)
        return [*forms.past, forms.present[0], forms.participle, forms.gerund]
    forms = spanish_verb(entry)
    return [*forms.past, *forms.present, *forms.imperfect, *forms.future, *forms.conditional, forms.participle, forms.gerund]


def _table(rows: str, lang: str, both: bool = True) -> dict[str, str]:
    table: dict[str, str] = {}
    for row in rows.split(";"):
        one, two = row.split()
        for a, b in zip(verb_forms(one, lang), verb_forms(two, lang), strict=True):
            table.setdefault(a, b)
            if both:
                table.setdefault(b, a)
    return table


@lru_cache(maxsize=1)
def _opposites() -> dict[str, dict[str, str]]:
    return {lang: _table(rows, lang) for lang, rows in OPPOSITE_VERBS.items()}


@lru_cache(maxsize=1)
def _synonyms() -> dict[str, dict[str, str]]:
    return {lang: _table(rows, lang, both=False) for lang, rows in SAME_VERBS.items()}


@lru_cache(maxsize=1)
def _opposite_adjectives() -> dict[str, dict[str, str]]:
    tables: dict[str, dict[str, str]] = {"es": {}, "en": {}}
    for lang, rows in OPPOSITE_ADJECTIVES.items():
        for row in rows.split(";"):
            one, two = row.split()
            for a, b in ((one, two), (two, one)):
                tables[lang].setdefault(a, b)
                if lang == "es":
                    for feminine, plural in ((False, True), (True, False), (True, True)):
                        tables[lang].setdefault(_inflected(a, feminine, plural), _inflected(b, feminine, plural))
    return tables


def _inflected(adjective: str, feminine: bool, plural: bool) -> str:
    form = adjective[:-1] + "a" if feminine and adjective.endswith("o") else adjective
    if not plural:
        return form
    if form.endswith("z"):
        return form[:-1] + "ces"
    return form + ("s" if form[-1] in "aeiouáéíóú" else "es")


def _replaced_verb(side: Side, table: dict[str, str]) -> str | None:
    """Return the sentence with its main verb replaced by `table`."""
    text, lang = side.text, side.lang
    verb = main_verb(text, lang)
    if verb is None:
        return None
    word = verb.word
    if word in table:
        return text[: verb.end - len(word)] + table[word] + text[verb.end :]
    # "ha subido", "was approved": the participle after its auxiliary
    participle = re.match(r" (?:ya |sido |been |also )?(\w+)", text[verb.end :])
    auxiliary = word in ("ha", "han", "había", "habían", "has", "have", "had") or re.match(_COPULA[lang] + "$", word)
    if not participle or not auxiliary:
        return None
    stem, ending = participle[1], ""
    if lang == "es" and stem not in table:
        agreed = re.match(r"(\w+[aieoíd]d|\w+(?:st|ert|ist))(a|os|as)$", stem)
        if agreed and agreed[1] + "o" in table:
            stem, ending = agreed[1] + "o", agreed[2]
    if stem not in table:
        return None
    new = table[stem]
    if ending:
        if not new.endswith("o"):
            return None
        new = new[:-1] + ending
    return text[: verb.end + participle.start(1)] + new + text[verb.end + participle.end(1) :]


def antonym(side: Side, rng: Random) -> str | None:
    """Replace the main verb or the predicate adjective by its opposite."""
    text, lang = side.text, side.lang
    if SCOPE[lang].search(text) or NEGATION[side.other_lang].search(side.other):
        return None
    verb = main_verb(text, lang)
    if verb is None or QUANTIFIED[lang].match(text[verb.begin :]):
        return None
    new = _replaced_verb(side, _opposites()[lang])
    if new:
        after = text[verb.end :]
        # "fell short", "cayó enferma": not a level
        if re.match("f[ae]ll|ca[eyí]", verb.word) and re.match(
            r" (?:short|asleep|apart|ill|sick|victim|within|under|far|on|en|enferm|herid|víctima|prisioner)", after
        ):
            return None
        if (
            lang == "en"
            and re.match(r" (?:to|up|out|off|down|in|into|for|with|at|about|over|through)\b", after)
            and verb.base not in ("rise", "fall", "increase", "decrease", "climb", "drop", "grow")
        ):
            return None
        if (
            lang == "es"
            and re.match(r" (?:(?:a|al|con|por|de|del)\b|[a-z]+[aei]r(?:se|l[aeo]s?)?\b)", after)
            and verb.word not in ("subió", "bajó", "aumentó", "disminuyó")
        ):
            return None
        return new
    match = re.match(
        rf"({_COPULA[lang]}) ((?:muy|más|bastante|very|much|quite|more|so|tan) )?(\w+)(?! (?:to|para|de|en|of|in)\b)", text[verb.start :]
    )
    if match and re.match(r" (?:la|el|los|las|un|una|the|a|an)\b", text[verb.start + match.end() :]):
        return None
    if match and match[3] in _opposite_adjectives()[lang]:
        start = verb.start + match.start(3)
        return text[:start] + _opposite_adjectives()[lang][match[3]] + text[verb.start + match.end(3) :]
    return None


def synonym(side: Side, rng: Random) -> str | None:
    """Replace the main verb by one that means the same."""
    if re.search(r"\bused to\b", side.text):
        return None
    return _replaced_verb(side, _synonyms()[side.lang])


# What cannot be said of one thing at once, so that either excludes the other; "bought" leaves room for "sold".
_EXCLUSIVE = {
    "es": "subir bajar aumentar disminuir crecer caer aprobar aceptar mejorar fortalecer acelerar apoyar respetar".split(),
    "en": "rise fall increase decrease grow decline approve accept improve strengthen climb drop support respect expand reject "
    "worsen".split(),
}


@cache
def _complementary(lang: str) -> frozenset[str]:
    return frozenset(form for lemma in _EXCLUSIVE[lang] for form in verb_forms(lemma, lang))


def antonym_negated(side: Side, rng: Random) -> str | None:
    """Deny the opposite ("rose" -> "did not fall"): what the sentence implies, in other words."""
    text, lang = side.text, side.lang
    new = antonym(side, rng)
    verb = main_verb(text, lang)
    if new is None or verb is None:
        return None
    changed = main_verb(new, lang)
    copula = re.match(rf"{_COPULA[lang]}$", verb.word) and _replaced_verb(side, _opposites()[lang]) is None
    if verb.word not in _complementary(lang) and not copula:
        return None
    if changed is None or changed.begin != verb.begin or changed.start != verb.start:
        return None
    # How much it rose is gone once it is said that it did not fall.
    if re.search(r"\d|%|percent|por ciento|\b(?:very|much|muy|mucho|so|tan|bastante)\b", new):
        return None
    return insert_not(new, changed, lang)


def opposite_word(side: Side, rng: Random) -> str | None:
    """Turn one word of the predicate into its opposite: "más de" and "menos de", "before" and "after", "aumento" and "descenso"."""
    text, lang = side.text, side.lang
    verb = main_verb(text, lang)
    scope = SCOPE[lang].sub(lambda m: "" if m[0].lower() == "siempre" or m[0].lower() == "always" else m[0], text)
    if (
        verb is None
        or SCOPE[lang].search(scope)
        or NEGATION[side.other_lang].search(side.other)
        or QUANTIFIED[lang].match(text[verb.begin :])
    ):
        return None
    found = []
    for mine, others, new in _opposite_words(lang):
        places = list(re.finditer(rf"\b{mine}\b", text))
        if len(places) == 1 and places[0].start() >= verb.start and re.search(rf"(?i)\b(?:{others})\b", side.other):
            found.append(text[: places[0].start()] + new + text[places[0].end() :])
    return rng.choice(found) if found else None


@cache
def _opposite_words(lang: str) -> tuple[tuple[str, str, str], ...]:
    """Return (pattern, what the translation must have, replacement) both ways."""
    index, rows = (0 if lang == "es" else 1), []
    for row in OPPOSITE_WORDS.strip().splitlines():
        one, two = (half.split(" | ") for half in row.split(" # "))
        for a, b in ((one, two), (two, one)):
            pattern, other, new = a[index].strip(), a[1 - index].strip(), b[index].strip()
            if pattern != "-" and new != "-":
                rows.append(
                    (pattern.split("~")[0] + (pattern.split("~")[1] if "~" in pattern else ""), other.replace("~", ""), new.split("~")[0])
                )
    return tuple(rows)
