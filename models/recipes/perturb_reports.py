"""The views of `perturb.py` that report, deny or spread a sentence as a rumour, or drop such a frame."""

import re
from random import Random

from perturb_side import Side, View
from perturb_verbs import AUX_EN, NEGATION, capital, main_verb, preterites_es, spanish_verb
from perturb_words import DENIED, REPORTED, RUMOURED

SAID = re.compile(
    r"(?i)\b(?:dijo|dice|dicen|dijeron|afirm\w+|declaró|aseguró|asegura|señaló|explicó|informó|comentó|agregó|añadió|indicó|según|said|"
    r"says|told|claim\w*|explain(?:s|ed)|according|added|stated|denied|denies|negó|niega|desmintió|rumor\w*|if|si|cree|believes?|thinks?|"
    r"parece|seems?|podría\w*|may|might|quizás?|perhaps)\b"
)
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
    return not _UNFRAMEABLE[side.lang].match(side.text) and not SAID.search(side.text) and main_verb(side.text, side.lang) is not None


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


def _participle_es(word: str) -> str | None:
    """Return the participle of a Spanish preterite: of a listed verb, or of one that can only be regular."""
    if word in preterites_es():
        return spanish_verb(preterites_es()[word]).participle
    ending = re.search(r"(?:[^iyjñuxe]ó|[^i]aron)$", word)
    return re.sub(r"(?:ó|aron)$", "ado", word) if ending and len(word) > 4 else None


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
