"""The views of `perturb.py` that drop a part of a sentence, or add a detail, place or day to its end."""

import re
from collections.abc import Callable
from random import Random

from perturb_deeds import of_deed
from perturb_reports import SAID
from perturb_side import Side, View
from perturb_verbs import LEADING, NEGATION, capital, english_forms, main_verb
from perturb_words import ADDED, EVENT, MONTHS, PLACES, WEEKDAYS

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
    if _NO_DROP[lang].search(text) or SAID.search(text):
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
        if dated or not past or not (EVENT[lang].search(text) or of_deed(verb, lang)):
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
