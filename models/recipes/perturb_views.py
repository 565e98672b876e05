"""The views of `perturb.py`: each rewrites one sentence of one language in a way whose label is known, or yields None."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from random import Random

from perturb_verbs import (
    AUX_EN,
    AUX_ES,
    IRREGULAR_PAST_ES,
    LEADING,
    NEGATION,
    QUANTIFIED,
    SCOPE,
    STARTERS,
    VERBS_EN,
    Verb,
    capital,
    english_forms,
    lowered,
    main_verb,
    preterites_es,
    spanish_verb,
)
from perturb_words import (
    ACTOR_HEADS,
    ACTORS,
    ADDED,
    COUNTED,
    DENIED,
    EVENT,
    LEVELS,
    MONTHS,
    NAMES,
    NEVER_COUNTED,
    NUMBER_WORDS,
    OPPOSITE_ADJECTIVES,
    OPPOSITE_VERBS,
    OPPOSITE_WORDS,
    PLACES,
    REPORTED,
    RUMOURED,
    SAME_VERBS,
    WEEKDAYS,
)

from detector.claims.morphology import english


@dataclass(frozen=True)
class Side:
    """One sentence in one language, its translation, the sentence that follows it in its article ("" for none), and common words."""

    text: str
    lang: str
    other: str
    following: str = ""
    common: frozenset[str] = STARTERS

    @property
    def inner(self) -> str:
        """The sentence as it stands in a frame."""
        return lowered(self.text, self.common)

    @property
    def other_lang(self) -> str:
        """The language of the translation."""
        return "en" if self.lang == "es" else "es"


View = Callable[[Side, Random], str | None]


def same(side: Side, rng: Random) -> str | None:
    """Return the sentence itself."""
    return side.text


def following(side: Side, rng: Random) -> str | None:
    """Return the next sentence of the article."""
    return side.following or None


def _do_support(verb: Verb) -> str:
    if verb.word in english_forms()[0] or verb.word == "had":
        return "did"
    return "do" if verb.word == verb.base else "does"


def _insert_not(text: str, verb: Verb, lang: str) -> str:
    if lang == "es":
        return text[: verb.start] + "no " + text[verb.start :]
    if verb.base is None:
        return text[: verb.end] + ("not" if verb.word == "can" else " not") + text[verb.end :]
    return f"{text[: verb.start]}{_do_support(verb)} not {verb.base}{text[verb.end :]}"


def negated(side: Side, rng: Random) -> str | None:
    """Insert a negation at the main verb, or remove the only one there is."""
    text, lang = side.text, side.lang
    if len(NEGATION[lang].findall(text)) == 1:
        return _without_not(side)
    verb = main_verb(text, lang)
    if (
        verb is None
        or SCOPE[lang].search(text)
        or QUANTIFIED[lang].match(text[verb.begin :])
        or NEGATION[side.other_lang].search(side.other)
    ):
        return None
    if verb.word in ("may", "might", "do", "does", "did"):
        return None
    return _insert_not(text, verb, lang)


def _without_not(side: Side) -> str | None:
    text, lang = side.text, side.lang
    if not NEGATION[side.other_lang].search(side.other) or re.search(
        r"(?i)\b(?:any\w*|yet|either|until|but|all|because|ever|as|whether|if|much|sino|hasta|todavía|aún|más|todo\w*|porque|pero|tan|si|"
        r"algun\w*|"
        r"much[oa]s?|que|at all|para nada|en absoluto|same|mismo|cualquier|longer|still|only|also|tod[oa]s|ya)\b",
        text,
    ):
        return None
    if lang == "es":
        found = re.search(r"(?<=[\w]) no (?=(?:(?:se|le|les|lo|la|los|las|me|nos) )?(\w+))", text)
        if not found or not (found[1] in AUX_ES or found[1] in IRREGULAR_PAST_ES or re.search(r"(?:ó|aron|ieron|rán?|aban?)$", found[1])):
            return None
        return text[: found.start()] + " " + text[found.end() :]
    found = re.search(r"\b(is|are|was|were|will|can|could|should|would|has|have|had)(?: not|n't|n’t)\b(?! to\b)|\b(cannot)\b", text)
    if found and found.start() > 0:
        return text[: found.start()] + (found[1] or "can") + text[found.end() :]
    found = re.search(r"\b(did|does|do)(?: not|n't|n’t) (\w+)", text)
    if found and found.start() > 0:
        if found[1] == "do":
            return text[: found.start()] + found[2] + text[found.end() :]
        if found[2] in VERBS_EN or found[2] in ("have", "know", "think", "believe"):
            forms = english(found[2])
            return text[: found.start()] + (forms.past[0] if found[1] == "did" else forms.present[0]) + text[found.end() :]
    return None


_UNFRAMEABLE = {
    "es": re.compile(
        r"(?i)^(?:pero|y|sin embargo|además|también|por (?:eso|ello|lo tanto)|así|aunque|si|según|no|entonces|o|por otro lado|de hecho|"
        r"incluso|ni|sólo|que)\b"
    ),
    "en": re.compile(
        r"(?i)^(?:but|and|however|moreover|also|so|thus|therefore|although|if|according|then|or|in fact|even|nor|only|furthermore|yet|"
        r"still|instead)\b"
    ),
}


def _frameable(side: Side) -> bool:
    """Whether the sentence can stand in a frame: one statement, no connective at its head, and a claim of its own."""
    return not _UNFRAMEABLE[side.lang].match(side.text) and not _SAID.search(side.text) and main_verb(side.text, side.lang) is not None


_SAID = re.compile(
    r"(?i)\b(?:dijo|dice|dicen|dijeron|afirm\w+|declaró|aseguró|asegura|señaló|explicó|informó|comentó|agregó|añadió|indicó|según|said|"
    r"says|told|claim\w*|explain(?:s|ed)|according|added|stated|denied|denies|negó|niega|desmintió|rumor\w*|if|si|cree|believes?|thinks?|"
    r"parece|seems?|podría\w*|may|might|quizás?|perhaps)\b"
)


def _framed(frames: dict[str, list[str]]) -> View:
    def view(side: Side, rng: Random) -> str | None:
        if not _frameable(side):
            return None
        sentence = rng.choice(frames[side.lang]).format(side.inner)
        return capital(sentence) + "."

    return view


reported = _framed(REPORTED)


def denied(side: Side, rng: Random) -> str | None:
    """Wrap the sentence in a denial. A negative sentence is left alone: two negations are hard to read."""
    return None if NEGATION[side.lang].search(side.text) else _framed(DENIED)(side, rng)


def _participle_es(word: str) -> str | None:
    """Return the participle of a Spanish preterite: of a listed verb, or of one that can only be regular."""
    if word in preterites_es():
        return spanish_verb(preterites_es()[word]).participle
    ending = re.search(r"(?:[^iyjñuxe]ó|[^i]aron)$", word)
    return re.sub(r"(?:ó|aron)$", "ado", word) if ending and len(word) > 4 else None


def rumoured(side: Side, rng: Random) -> str | None:
    """Tell the sentence as a rumour: by the verb ("habría", "reportedly") or by a frame."""
    if not _frameable(side) or NEGATION[side.lang].search(side.text):
        return None
    verb = main_verb(side.text, side.lang)
    assert verb is not None
    text = side.text
    if rng.random() < 0.65:
        if side.lang == "en":
            after = verb.word in AUX_EN and verb.base is None
            place = verb.end if after else verb.start
            word = rng.choice(["reportedly", "allegedly"])
            return text[:place] + (f" {word}" if after else f"{word} ") + text[place:]
        if verb.word in ("ha", "han"):
            return text[: verb.end - len(verb.word)] + ("habría" if verb.word == "ha" else "habrían") + text[verb.end :]
        participle = _participle_es(verb.word)
        if participle:
            plural = verb.word.endswith("ron")
            rest = rng.choice(["habría", "podría haber"]) if not plural else rng.choice(["habrían", "podrían haber"])
            return f"{text[: verb.end - len(verb.word)]}{rest} {participle}{text[verb.end :]}"
        if verb.word == "fue" and re.match(r" \w+[aio]d[oa]s? ", text[verb.end :]):
            return f"{text[: verb.start]}habría sido{text[verb.end :]}"
    return _framed(RUMOURED)(side, rng)


# What somebody does on purpose, so that it can be planned: Spanish infinitives and English bases.
_WILLED = {
    "es": set(
        "anunciar aprobar comprar firmar presentar publicar crear visitar enviar abandonar cancelar lanzar organizar atacar votar pagar "
        "adoptar "
        "inaugurar nombrar prohibir retirar modificar ampliar eliminar fundar cerrar entregar formar iniciar empezar comenzar terminar "
        "estudiar viajar "
        "invitar liberar apoyar contratar demandar ordenar autorizar participar celebrar continuar trasladar utilizar desarrollar "
        "instalar vender construir abrir elegir/elij/elig despedir/despid/despid recibir reducir producir introducir destruir "
        "invertir/inviert/invirt pedir/pid/pid suspender "
        "ofrecer imponer proponer reunir detener mantener adquirir/adquier cubrir repartir exhibir discutir donar dedicar grabar "
        "prestar quemar cobrar subir".split()
    ),
    "en": set(
        "approve buy sell sign present publish create visit send abandon launch organize attack pay adopt appoint ban build open close "
        "leave start "
        "introduce release establish form join invest cut raise lower reduce finance purchase acquire celebrate authorize expand "
        "support meet give take "
        "offer make".split()
    ),
}


_PERSONS = re.compile(
    r"(?i)\b(?:\w+(?:istas?|adores?|eros|antes|entes|anos|eses)|hombres?|mujeres?|familias?|residentes|dueñ[oa]s?|men|women|family|"
    r"\w+(?:ers|ors|ists|ians)|owners?|residents|citizens|employees|team|board|university|universidad|gobierno|government|army)$"
)


def _acts(subject: str, lang: str) -> bool:
    """Whether a subject is a body or person that can mean to do something."""
    return bool(
        ACTOR_HEADS[lang].match(subject)
        or _PERSONS.search(subject)
        or re.match(r"(?:He|She|They|Él|Ella|Ellos) $|(?:[A-Z][a-záéíóúñ]+ ){2,3}$", subject)
    )


def planned(side: Side, rng: Random) -> str | None:
    """Tell something done on purpose as a plan."""
    text, lang = side.text, side.lang
    verb = main_verb(text, lang)
    if (
        verb is None
        or _SAID.search(text)
        or NEGATION[lang].search(text)
        or text[verb.start : verb.end] != verb.word
        or text[verb.end :].startswith(" to ")
    ):
        return None
    # What else is told as past would not fit a plan.
    if re.search(
        r"(?i)\b(?:ayer|yesterday|ago|hace|last|pasad[oa]|recent|recientes?|finalmente|finally|19\d\d|20\d\d|ya|already|was|were|had|did|"
        r"got|fue|era|when|cuando|while|"
        r"mientras|before|antes|after|después|tras|\w{2,}(?:ó|aron|ieron|aba|aban)|been)\b", f"{text[: verb.start]} {text[verb.end :]}"
    ) or not _acts(text[verb.begin : verb.start], lang):  # fmt: skip
        return None
    if lang == "en":
        if verb.base not in _WILLED["en"] or verb.word not in english_forms()[0]:
            return None
        subject_plural = re.match(r"(?:They|We|The \w+s|Officials|\w+ and)\b", text[verb.begin :]) is not None
        frame = rng.choice(["plan to", "intend to", "will", "want to"])
        if frame != "will" and not subject_plural:
            frame = frame.replace(" ", "s ", 1)
        return f"{text[: verb.start]}{frame} {verb.base}{text[verb.end :]}"
    lemma = _willed_es().get(verb.word)
    if lemma is None:
        return None
    plural = verb.word.endswith("ron")
    frame = rng.choice(["planean", "piensan", "van a", "quieren"] if plural else ["planea", "piensa", "va a", "quiere"])
    return f"{text[: verb.start]}{frame} {lemma}{text[verb.end :]}"


@cache
def _willed_es() -> dict[str, str]:
    return {form: entry.split("/")[0] for entry in _WILLED["es"] for form in spanish_verb(entry).past}


# -- opposites


def _forms(entry: str, lang: str) -> list[str]:
    """Return the finite forms and the participle in a fixed order, so that two verbs' lists correspond."""
    if lang == "en":
        forms = english(entry)
        return [*forms.past, forms.present[0], forms.participle, forms.gerund]
    forms = spanish_verb(entry)
    return [*forms.past, *forms.present, *forms.imperfect, *forms.future, *forms.conditional, forms.participle, forms.gerund]


def _table(rows: str, lang: str, both: bool = True) -> dict[str, str]:
    table: dict[str, str] = {}
    for row in rows.split(";"):
        pair = " ".join(row.split())
        one, two = pair.split()
        for a, b in zip(_forms(one, lang), _forms(two, lang), strict=True):
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


_COPULA = {
    "es": r"(?:es|son|era|eran|fue|fueron|está|están|estaba|estaban|será|serán|sigue|siguen)",
    "en": r"(?:is|are|was|were|will be|remains?|became)",
}


def _replaced_verb(side: Side, table: dict[str, str]) -> tuple[Verb, str, str] | None:
    """Return the main verb, the sentence with it replaced by `table`, and the replacement."""
    text, lang = side.text, side.lang
    verb = main_verb(text, lang)
    if verb is None:
        return None
    word = verb.word
    if word in table:
        start, end = verb.end - len(word), verb.end
    else:
        # "ha subido", "was approved": the participle after its auxiliary
        following = re.match(r" (?:ya |sido |been |also )?(\w+)", text[verb.end :])
        auxiliary = word in ("ha", "han", "había", "habían", "has", "have", "had", "will") or re.match(_COPULA[lang] + "$", word)
        if not following or not auxiliary:
            return None
        word = following[1]
        stem, ending = (word, "")
        if lang == "es" and word not in table:
            agreed = re.match(r"(\w+[aieoíd]d|\w+(?:st|ert|ist))(a|os|as)$", word)
            if agreed and agreed[1] + "o" in table:
                stem, ending = agreed[1] + "o", agreed[2]
        if stem not in table or (lang == "en" and verb.word == "will"):
            return None
        start, end = verb.end + following.start(1), verb.end + following.end(1)
        new = table[stem]
        if ending:
            if not new.endswith("o"):
                return None
            new = new[:-1] + ending
        return verb, text[:start] + new + text[end:], new
    return verb, text[:start] + table[word] + text[end:], table[word]


def antonym(side: Side, rng: Random) -> str | None:
    """Replace the main verb or the predicate adjective by its opposite."""
    text, lang = side.text, side.lang
    if SCOPE[lang].search(text) or NEGATION[side.other_lang].search(side.other):
        return None
    verb = main_verb(text, lang)
    if verb is None or QUANTIFIED[lang].match(text[verb.begin :]):
        return None
    found = _replaced_verb(side, _opposites()[lang])
    if found:
        _, new, _ = found
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


# What cannot be said of one thing at once, so that either excludes the other; "bought" leaves room for "sold".
_EXCLUSIVE = {
    "es": "subir bajar aumentar disminuir crecer caer aprobar aceptar mejorar fortalecer acelerar apoyar respetar".split(),
    "en": "rise fall increase decrease grow decline approve accept improve strengthen climb drop support respect expand reject "
    "worsen".split(),
}


@cache
def _complementary(lang: str) -> frozenset[str]:
    return frozenset(form for lemma in _EXCLUSIVE[lang] for form in _forms(lemma, lang))


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
    return _insert_not(new, changed, lang)


def synonym(side: Side, rng: Random) -> str | None:
    """Replace the main verb by one that means the same."""
    if re.search(r"\bused to\b", side.text):
        return None
    found = _replaced_verb(side, _synonyms()[side.lang])
    return found[1] if found else None


# -- numbers


@dataclass(frozen=True)
class Number:
    """A count in a sentence: where it stands, its value, whether it is written as a word, and the word after it."""

    start: int
    end: int
    value: float
    word: bool
    noun: str


_MONTH_NAMES = "|".join([*MONTHS["es"], *MONTHS["en"]])
_DIGITS = re.compile(r"(?<![\w.,:/–-])(\d{1,3}(?:[.,]\d{3})+|\d+)([.,]\d{1,2})?(?![\w/:–-]|[.,]\d)")
_BOUND_BEFORE = {
    "es": re.compile(
        r"(?i)(?:de cada|(?:más|menos|cerca|alrededor|arriba|encima|debajo|mínimo|máximo|uno|una) de(?: los| las)?|al menos|por lo menos|"
        r"hasta|casi|unos|unas|(?:menores|mayores) de|(?:inferior|superior) a|aproximadamente|entre|(?:\d|\b(?:un[oa]?|dos|tres|cuatro|"
        r"cinco|seis|siete|ocho|nueve|diez|once|doce|quince|veinte)) (?:y|o|u|a)|tipo|artículo|número|n\.º|sus|estos|estas|otros|otras|"
        r"esos|esas|primer[oa]s|últim[oa]s|próxim[oa]s|cada|superior a|grupo|página|capítulo|Boeing|Airbus|Windows|Mundial|Euro|G|por|x|"
        r"puesto|nivel|Sub|los años|[-–]) $"
    ),
    "en": re.compile(
        r"(?i)(?:(?:more|less|fewer|other|rather) than|at least|up to|almost|nearly|about|around|over|under|some|approximately|roughly|"
        r"between|aged?|out of|below|above|one of(?: the)?|(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
        r"fifteen|twenty)) (?:and|or|to)|type|article|number|no\.|these|those|his|her|their|its|other|another|first|last|next|every|each|"
        r"past|by|page|chapter|group|Boeing|Airbus|Windows|G|x|level|[-–]) $"
    ),
}
_FACTORS = (0.4, 0.5, 0.6, 1.6, 2.0, 2.5, 3.0)


def _value(digits: str, decimals: str | None) -> float:
    return float(re.sub(r"[.,]", "", digits) + ("." + decimals[1:] if decimals else ""))


@cache
def _numbers(text: str, lang: str) -> tuple[Number, ...]:
    """Return the counts in a sentence whose exact value is stated: no years, dates, clock times, ranges, bounds or labels."""
    found = []
    for match in _DIGITS.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        value = _value(match[1], match[2])
        if re.fullmatch(r"1[5-9]\d\d|20\d\d", match[0]) or value < 2:
            continue
        if re.match(rf" (?:de )?(?:{_MONTH_NAMES})\b|(?:st|nd|rd|th)\b|[º°]| (?:a\.m|p\.m|o'clock|de la (?:tarde|mañana|noche))", after):
            continue
        if re.search(rf"(?:\b(?:{_MONTH_NAMES})|[A-Z]\w+|\b(?:el|El|día|at|las|on)) $", before):
            continue
        found.append((match.start(), match.end(), value, False, after))
    names = NUMBER_WORDS[lang]
    for match in re.finditer(rf"\b(?:{'|'.join(names)})\b", text):
        found.append((match.start(), match.end(), float(names[match[0]]), True, text[match.end() :]))
    numbers = []
    for start, end, value, word, after in found:
        noun = re.match(r" (por ciento|per cent|percent|millones|million|billion|mil|\w+)|%| %", after)
        if _BOUND_BEFORE[lang].search(text[:start]) or (start == 0) or noun is None:
            continue
        if re.match(r" \d| \w+ (?:a|to|o|or) (?:un|una|a|one|two|dos|tres|\d+)\b", after):
            continue
        if re.match(
            r" (?:a|o|y|or|to|and|de|of|out|in|por \w+o\b|per|en|al|ó|e|u|hundred|thousand|mil|cientos|or more|más|more|times|veces|"
            r"third\w*|-)\b",
            after,
        ) and not after.startswith((" por ciento", " per cent", " percent")):
            continue
        numbers.append(Number(start, end, value, word, (noun[1] or "%")))
    return tuple(numbers)


def _one_number(side: Side, rng: Random, words: bool = True) -> Number | None:
    """Return a number that the translation has, too, and that is no more than once in the sentence."""
    other = {number.value for number in _numbers(side.other, side.other_lang)}
    mine = _numbers(side.text, side.lang)
    fit = [n for n in mine if n.value in other and (words or not n.word) and sum(m.value == n.value for m in mine) == 1]
    return rng.choice(fit) if fit else None


def _written(value: float, number: Number, text: str, lang: str) -> str:
    """Write a value the way the number was written: in words where there is one, else with the language's separators."""
    if number.word:
        words = {v: k for k, v in NUMBER_WORDS[lang].items()}
        if value in words:
            return words[value]
    original = text[number.start : number.end]
    decimals = re.search(r"[.,](\d{1,2})$", original)
    if decimals:
        return f"{value:.{len(decimals[1])}f}".replace(".", original[decimals.start()])
    whole = round(value)
    if re.search(r"[.,]\d{3}", original) or whole >= 10000:
        return f"{whole:,}".replace(",", "." if lang == "es" else ",")
    return str(whole)


def _rounded(value: float, like: float) -> float:
    """Round to as many trailing zeros as `like` has, so that a made number looks no rounder than the real one."""
    if like != int(like):
        return round(value, 1)
    step = 1
    while like % (step * 10) == 0 and step * 10 <= like:
        step *= 10
    return max(2.0, float(round(value / step) * step)) if value / step >= 1 else float(round(value))


def number_changed(side: Side, rng: Random) -> str | None:
    """Change one exact number to one that is well away from it."""
    number = _one_number(side, rng)
    if number is None or NEGATION[side.lang].search(side.text):
        return None
    value = _rounded(number.value * rng.choice(_FACTORS), number.value)
    if number.word:
        choices = [v for v in NUMBER_WORDS[side.lang].values() if not 0.75 <= v / number.value <= 1.34 and v <= 4 * number.value]
        value = float(rng.choice(choices))
    if (
        value < 2
        or 0.75 <= value / number.value <= 1.34
        or (number.noun in ("%", "percent", "per cent", "por ciento") and value > 100 >= number.value)
    ):
        return None
    return side.text[: number.start] + _written(value, number, side.text, side.lang) + side.text[number.end :]


def number_renotated(side: Side, rng: Random) -> str | None:
    """Write a number word in digits, or digits as a word."""
    number = _one_number(side, rng)
    if number is None or number.value != int(number.value) or number.noun in ("%", "by", "x", "por ciento", "percent", "per cent"):
        return None
    words = {v: k for k, v in NUMBER_WORDS[side.lang].items()}
    if not number.word and int(number.value) not in words:
        return None
    new = str(int(number.value)) if number.word else words[int(number.value)]
    return side.text[: number.start] + new + side.text[number.end :]


_DETERMINED = {
    "es": r"(?i)(?:[$€£] ?|\b(?:un|el|los|la|las|del|al|otros|dentro de|pasados) )$",
    "en": r"(?i)(?:[$€£] ?|\b(?:the|an?|full|another|within|whole|additional) )$",
}
_BOUNDS = {
    "es": (["más de {}", "al menos {}", "por lo menos {}"], ["menos de {}", "como máximo {}"]),
    "en": (["more than {}", "at least {}", "over {}"], ["fewer than {}", "at most {}"]),
}


def _bounded(side: Side, rng: Random, true: bool) -> str | None:
    number = _one_number(side, rng)
    # "Does not have 15" says nothing of "more than 10".
    if number is None or NEGATION[side.lang].search(side.text) or re.search(_DETERMINED[side.lang], side.text[: number.start]):
        return None
    value = number.value
    lower, upper = _BOUNDS[side.lang]
    step = 10 ** (len(str(int(value))) - 1)
    below = (value // step) * step if value % step else value - max(1, step // 2 if step > 1 else 1)
    above = (value // step + 1) * step
    if value < 4:
        return None
    use_lower = rng.random() < 0.65
    if true:
        bound = below if use_lower else above
    elif use_lower:
        bound = _rounded(value * rng.choice([1.5, 2.0, 3.0]), step)
    else:
        bound = _rounded(value * rng.choice([0.4, 0.5, 0.6]), step)
    if bound < 2 or (number.noun in ("%", "percent", "per cent", "por ciento") and bound > 100) or (not true and 0.7 < bound / value < 1.3):
        return None
    frame = rng.choice(lower if use_lower else upper)
    if (
        not use_lower
        and side.lang == "en"
        and number.noun
        in ("%", "percent", "per cent", "million", "billion", "years", "hours", "days", "months", "weeks", "minutes", "euros", "dollars")
    ):
        frame = frame.replace("fewer", "less")
    plain = number.value != int(number.value)
    new = frame.format(str(int(bound)) if plain else _written(bound, number, side.text, side.lang))
    return side.text[: number.start] + new + side.text[number.end :]


def number_bounded(side: Side, rng: Random) -> str | None:
    """Replace an exact number by a bound that it meets."""
    return _bounded(side, rng, true=True)


def number_out_of_bound(side: Side, rng: Random) -> str | None:
    """Replace an exact number by a bound that it does not meet."""
    return _bounded(side, rng, true=False)


def counted_changed(side: Side, rng: Random) -> str | None:
    """Keep the number, change what it counts."""
    for number in _numbers(side.text, side.lang):
        after = side.text[number.end :]
        for group in COUNTED[side.lang]:
            nouns = group.split()
            match = re.match(rf" ({'|'.join(nouns)})\b", after)
            if match and match[1] not in NEVER_COUNTED:
                new = rng.choice([noun for noun in nouns if noun != match[1] and noun not in NEVER_COUNTED])
                start = number.end + 1
                return side.text[:start] + new + side.text[start + len(match[1]) :]
    return None


# -- dates and places


def _calendar(side: Side, rng: Random) -> str | None:
    """Return the sentence with its one weekday, month or year changed; the translation has the same one."""
    text, lang, other, other_lang = side.text, side.lang, side.other, side.other_lang
    for names in (WEEKDAYS, MONTHS):
        index = [i for i, name in enumerate(names[lang]) if re.search(rf"\b{name}\b", text)]
        if (
            len(index) == 1
            and re.search(rf"\b{names[other_lang][index[0]]}\b", other)
            and len(re.findall(rf"\b{names[lang][index[0]]}\b", text)) == 1
        ):
            far = [n for i, n in enumerate(names[lang]) if abs(i - index[0]) > 1 and len(names[lang]) - abs(i - index[0]) > 1]
            return re.sub(rf"\b{names[lang][index[0]]}\b", rng.choice(far), text)
        if index:
            return None
    years = re.findall(r"(?<![\d.,-])(?:19|20)\d\d(?![\d.,-]\d|-)", text)
    if len(years) == 1 and years[0] in other:
        year = int(years[0])
        return text.replace(years[0], str(year + rng.choice([-4, -3, -2, 2, 3]) if year > 1950 else year + rng.choice([-9, -5, 5, 9])))
    return None


def _located(side: Side, rng: Random) -> str | None:
    """Return the sentence with the one place it is set in changed; the translation has the same one."""
    text, lang = side.text, side.lang
    mine, other = (0, 1) if lang == "es" else (1, 0)
    preposition = "en" if lang == "es" else "in"
    for group in PLACES:
        for pair in group:
            if len(re.findall(rf"\b{pair[mine]}\b", text)) != 1 or not re.search(rf"\b{pair[other]}\b", side.other):
                continue
            new = rng.choice([p for p in group if p != pair and not re.search(rf"\b{p[mine]}\b", text)])[mine]
            changed, count = re.subn(rf"\b(?i:{preposition}) {pair[mine]}(?=[ .,])(?! [A-Z])", lambda m: m[0][:3] + new, text)  # noqa: B023
            place = re.search(rf"(?i:{preposition}) {pair[mine]}", text)
            event = EVENT[lang].search(text)
            if count == 1 and place and event and -3 < place.start() - event.end() < 45 and "," not in text[event.end() : place.start()]:
                return changed
    return None


def _of_event(change: View) -> View:
    def view(side: Side, rng: Random) -> str | None:
        return (
            change(side, rng)
            if EVENT[side.lang].search(side.text) and not NEGATION[side.lang].search(side.text) and not _measured(side)
            else None
        )

    return view


def _measured(side: Side) -> bool:
    """Whether the sentence tells how a level moved, with a figure."""
    verb = main_verb(side.text, side.lang)
    return (
        verb is not None
        and verb.word in _level_forms(side.lang)
        and re.search(r"%|per ?cent|por ciento|puntos|points", side.text) is not None
    )


@cache
def _level_forms(lang: str) -> frozenset[str]:
    return frozenset(form for lemma in LEVELS[lang] for form in _forms(lemma, lang))


date_changed = _of_event(_calendar)
place_changed = _of_event(_located)


# -- actors


def actor_changed(side: Side, rng: Random) -> str | None:
    """Give the same deed to somebody else."""
    text, lang = side.text, side.lang
    verb = main_verb(text, lang)
    if verb is None or verb.begin != 0:
        return None
    subject = text[: verb.start].strip()
    words = subject.split()
    if len(words) > 7 or re.match(r"(?i)(?:win|won|lost|ganó|perdió|is|are|was|were|es|son|era|eran|fue|fueron|hay|hubo)$", verb.word):
        return None
    countries = {pair[0 if lang == "es" else 1] for pair in PLACES[0]}
    if subject in countries:
        return rng.choice(sorted(countries - {subject})) + text[len(subject) :]
    person = ACTOR_HEADS[lang].match(subject) or (
        verb.word not in AUX_EN and re.match(r"(?i)(?:el|la|los|las|the) ", subject) and _of_deed(verb, lang)
    )
    if person:
        article = words[0].lower()
        key = ("es", article in ("los", "las"), article in ("la", "las")) if lang == "es" else ("en", _plural_en(subject, verb), False)
        choices = [actor for actor in ACTORS[key].split("; ") if not set(actor.lower().split()[1:]) & {w.lower() for w in words}]
        return rng.choice(choices) + text[len(subject) :] if choices else None
    if (
        2 <= len(words) <= 3
        and all(re.fullmatch(r"[A-ZÁÉÍÓÚÑ][a-záéíóúñ]+", word) for word in words)
        and verb.word not in AUX_EN | {"está", "están"}
    ):
        if words[0] in ("The", "El", "La", "Los", "Las", "In", "En"):
            return None
        return rng.choice(NAMES) + text[len(subject) :]
    return None


_OTHER_DEEDS_EN = frozenset("win kill arrest find defend attack criticize receive discuss propose decide".split())
# Things begin and end, too.
_NO_DEEDS = frozenset("empezar comenzar terminar continuar iniciar start begin end".split())


def _of_deed(verb: Verb, lang: str) -> bool:
    """Whether the verb tells a deed of a person or body, as against what things do."""
    if lang == "en":
        return verb.base in (_WILLED["en"] | _OTHER_DEEDS_EN) - _NO_DEEDS
    # "se mantuvo": what happens to a thing
    return verb.word in _deeds_es() and verb.end - verb.start == len(verb.word)


@cache
def _deeds_es() -> frozenset[str]:
    verbs = (spanish_verb(entry) for entry in _WILLED["es"] - _NO_DEEDS)
    return frozenset(form for verb in verbs for form in (*verb.past, *verb.future))


def _plural_en(subject: str, verb: Verb) -> bool:
    return verb.word in ("are", "were", "have") or (
        subject.split(" of ")[0].endswith(("s", "police")) and verb.word not in ("has", "is", "was")
    )


# -- parts


_RELATIVE = {
    "es": re.compile(
        r", (?:que|quien|quienes|lo que|lo cual|el cual|la cual|donde|mientras que|aunque|pero|así como|pues|ya que|puesto que|por lo "
        r"que|cuando|debido a|gracias a) [^,;:\"]{8,}\.$"
    ),
    "en": re.compile(
        r", (?:which|who|where|while|although|but|and|whose|whereas|as well as|because|so|when|due to|thanks to|with|including) "
        r"[^,;:\"]{8,}\.$"
    ),
}
_ADJUNCT_END = {
    "es": re.compile(
        rf" (?:el (?:pasado |próximo )?(?:{'|'.join(WEEKDAYS['es'])})(?: pasado)?|ayer|anoche|en (?:{'|'.join(MONTHS['es'])})(?: de "
        rf"\d{{4}})?|en (?:19|20)\d\d|la semana pasada|"
        rf"el (?:año|mes) pasado|el \d+ de (?:{'|'.join(MONTHS['es'])})(?: de \d{{4}})?|desde (?:19|20)\d\d|esta semana|este año|hace "
        rf"\w+ (?:años|días|meses|semanas))\.$"
    ),
    "en": re.compile(
        rf" (?:(?:on |last |this |next )(?:{'|'.join(WEEKDAYS['en'])})(?: (?:morning|night|evening|afternoon))?|yesterday|"
        rf"in (?:{'|'.join(MONTHS['en'])})(?: (?:19|20)\d\d)?|in (?:19|20)\d\d|"
        r"last (?:week|year|month|night)|this (?:week|year|month)|\w+ (?:years|days|months|weeks) ago)\.$"
    ),
}
_NO_DROP = {
    "es": re.compile(r"(?i)\b(?:no|ni|nunca|nadie|nada|ning[uú]n\w*|tampoco|sin|sól?o|solo|únic[oa]\w*|primer\w*|últim\w+|más|menos|"
    r"mayor|menor|mejor|peor|todos|todas|todo|cada|si|podría\w*|quizás?|tan|tanto|entre|era|eran|siempre)\b"),
    "en": re.compile(r"(?i)\b(?:not?|\w+n't|never|nobody|nothing|none|neither|without|only|first|last (?:of|to)|most|more|less|least|"
    r"\w+est|all|every|each|if|may|might|could|would|so|such|either|between|always|sole|until|not only)\b"),
}  # fmt: skip


# What links sentences and says nothing of its own: a sentence without it says as much.
_CONNECTIVE = re.compile(
    r"(?i)(?:sin embargo|however|además|moreover|para|en cuanto|as for|for (?:example|instance|this|that)|in (?:fact|addition|"
    r"other words|contrast|turn|particular|short|general|reality|this|that|these|any|such|case|the (?:meantime|end|same))\b|as a|"
    r"for these|por est|among other|entre otr|at the (?:end|moment)|actualmente|currently|hoy|today|meanwhile|por (?:ejemplo|una?\b|"
    r"otr[oa]|su parte|lo tanto|eso)|en (?:cambio|realidad|efecto|consecuencia|general|definitiva|otras|este|ese|esta|esa|tal|caso|"
    r"resumen|concreto|particular|cualquier|todo)|con (?:ello|esto|todo)|at the same|al mismo|a pesar de (?:ello|eso|esto)|"
    r"on the (?:other|contrary)|by contrast|after (?:all|that)|with (?:this|that)|despite (?:this|that)|this (?:way|means)|después|"
    r"at (?:first|last|least)|al (?:final|menos)|from (?:this|that)|a (?:propósito|partir de (?:ahí|entonces)))"
)


def shortened(side: Side, rng: Random) -> str | None:
    """Drop a relative clause or second clause at the end, an adverbial at the head, or a time at the end."""
    text, lang = side.text, side.lang
    if _NO_DROP[lang].search(text) or _SAID.search(text):
        return None
    candidates = []
    for pattern in (_RELATIVE[lang], _ADJUNCT_END[lang]):
        found = pattern.search(text)
        if found and found.start() > 25:
            candidates.append(text[: found.start()].rstrip(",.") + ".")
    leading = LEADING[lang].match(text)
    if leading and not _CONNECTIVE.match(text):
        candidates.append(capital(text[leading.end() :]))
    candidates = [c for c in candidates if c[0].isupper()]
    candidates = [
        c for c in candidates if len(c) > 25 and main_verb(c, lang) is not None and c.count('"') % 2 == 0 and c.count("(") == c.count(")")
    ]
    return rng.choice(candidates) if candidates else None


def _extended(pick: Callable[[str, Random], str]) -> View:
    """Return the view that adds what `pick` draws for a language to the end of a sentence that tells an undated past event."""

    def view(side: Side, rng: Random) -> str | None:
        text, lang = side.text, side.lang
        verb = main_verb(text, lang)
        if verb is None or verb.begin != 0 or "," in text or len(text) > 150 or NEGATION[lang].search(text):
            return None
        dated = re.search(r"\d|(?i:\bayer\b|yesterday|\blast\b|\bhoy\b|\btoday\b|pasad|\bhace\b|\bago\b)", text) or any(
            re.search(rf"\b{name}\b", text) for names in (WEEKDAYS[lang], MONTHS[lang]) for name in names
        )
        past = (
            verb.word in english_forms()[0] or re.search(r"(?:ó|aron|ieron)$", verb.word) or verb.word in ("was", "were", "fue", "fueron")
        )
        if dated or not past or not (EVENT[lang].search(text) or _of_deed(verb, lang)):
            return None
        addition = pick(lang, rng)
        # One place is enough.
        if re.match(r"(?:en|in) [A-Z]", addition) and re.search(r"\b(?:en|in|at|a|de|from|of) [A-Z]", text):
            return None
        return f"{text[:-1]} {addition}."

    return view


def _half(choices: list[str], odd: bool, rng: Random) -> str:
    """Draw from every second choice, so that the two halves never meet."""
    return rng.choice(choices[odd::2])


def _place(lang: str, rng: Random, odd: bool) -> str:
    cities = [pair[0 if lang == "es" else 1] for pair in PLACES[1]]
    return ("en " if lang == "es" else "in ") + _half(cities, odd, rng)


def _day(lang: str, rng: Random, odd: bool) -> str:
    return ("el " if lang == "es" else "on ") + _half(WEEKDAYS[lang], odd, rng)


detailed = _extended(lambda lang, rng: rng.choice(ADDED[lang]))
placed, placed_elsewhere = (_extended(lambda lang, rng, odd=odd: _place(lang, rng, odd)) for odd in (False, True))
dated, dated_otherwise = (_extended(lambda lang, rng, odd=odd: _day(lang, rng, odd)) for odd in (False, True))


_QUOTED_TAIL = {
    "es": re.compile(
        r'^"?([A-ZÁÉÍÓÚ¿¡][^"]{25,}?)(?:",?|,"?) (?:dijo|afirmó|aseguró|señaló|explicó|declaró|indicó|informó|comentó|agregó|añadió|según|'
        r'dice|afirma|explica|señala|asegura) [^,"]{3,70}\.$'
    ),
    "en": re.compile(
        r'^"?([A-Z][^"]{25,}?)(?:,"?|") (?:(?:said|says|explained|explains|reported|according to) [^,"]{3,70}|'
        r"(?:[A-Z][\w.]+ ){1,3}(?:said|says|explained|explains|reported))\.$"
    ),
}
_HEAD_REPORT = {
    "es": re.compile(
        r"^(?:Según|De acuerdo con) [^,]{3,60}, (.{25,})$|^[A-ZÁÉÍÓÚ][^,\"]{3,60} (?:dijo|afirmó|aseguró|señaló|explicó|declaró|indicó|"
        r"informó de|anunció|confirmó) que (.{25,})$"
    ),
    "en": re.compile(
        r"^According to [^,]{3,60}, (.{25,})$|^[A-Z][^,\"]{3,60} (?:said|explained|reported|announced|confirmed|stated|declared|added) "
        r"that (.{25,})$"
    ),
}


def unreported(side: Side, rng: Random) -> str | None:
    """Drop "X said that" or "according to X": reports are read as claims of what they report."""
    text, lang = side.text, side.lang
    for pattern in (_QUOTED_TAIL[lang], _HEAD_REPORT[lang]):
        found = pattern.match(text)
        if found:
            content = next(group for group in found.groups() if group)
            if re.search(r"(?i)^(?:si|if|no |would|podría)|[?\"]|^(?:I|We|My|Our)\b", content):
                return None
            framed_by_denial = NEGATION[lang].search(text.replace(content, ""))
            content = capital(content.rstrip('.,"')) + "."
            return content if main_verb(content, lang) and not framed_by_denial else None
    return None
