"""Sentence boundaries of Spanish and English news, with exact offsets and no model."""

from __future__ import annotations

import regex

from detector.claims.lexicon import word_set

# A full stop after these never ends a sentence.
ABBREVIATIONS = word_set("""sr sra srta sres dr dra dres d dª prof profa lic ing arq gral cnel cap tte sgto mons excmo ilmo fr
    núm nro no nº n art arts pág págs p pp cap vol ed fig ej cf vs aprox tel av avda blvd depto dpto prov sto sta ca
    mr mrs ms messrs rev hon sen rep gov gen col lt sgt capt cmdr adm maj brig supt amb atty st mt ft est approx dept fig
    hosp dgo ma mª sec univ dir vol vols col ee ff jj jan feb mar apr jun jul aug sept sep oct nov dec ene abr ago dic""")
# These end a sentence only where the next word opens one.
MAY_END = {
    "ee.uu",
    "uu",
    "u.s",
    "u.k",
    "u.n",
    "u.s.a",
    "a.m",
    "p.m",
    "m",
    "s.a",
    "inc",
    "corp",
    "ltd",
    "co",
    "jr",
    "etc",
    "d.c",
    "ff.aa",
    "jj.oo",
    "e.u",
    "e.e.u.u",
}
_OPENERS = word_set("""el la los las un una unos unas en según sin pero además aunque por para con desde tras este esta estos estas ese
    esa su sus no y también
    cuando mientras como asimismo the a an it he she they we in on at but however this that these those his her their its there
    according when while
    after before i as if meanwhile both no and all some most none many nobody everyone there what who why how
    ningún ninguno ninguna nadie todos todas cada otro otra otros otras algunos muchos tampoco luego después antes entre hasta sobre
    ante también ahora ya hay fue era será quien qué cómo dos tres cuatro cinco two three four five rusia""")
_CLOCK = ("a.m", "p.m")
_AFTER_CLOCK = word_set("""monday tuesday wednesday thursday friday saturday sunday eastern central pacific mountain gmt est edt et pt
    utc cet bst""")
_END = regex.compile(r"[.!?…]++[»”\"'’)\]]{0,3}(?=\s|$)")
_LAST_TOKEN = regex.compile(r"[\p{L}\p{N}ªº.]+$")
_NEXT = regex.compile(r"[\s«“\"'‘¿¡(\[—–•-]*+(\p{L}*)")
_PAIRS = {"«": "»", "“": "”", "„": "”"}
_INITIALS = regex.compile(r"(?:\p{L}{1,2}\.)+\p{L}{1,2}")
_QUOTE = regex.compile(r"[«»“”„\"]")
_LOOK = 40
_MAX_QUOTE = 400


def split_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the offsets of the sentences of `text[start:end]`, without the white space around them.

    A quotation that closes within 400 characters is not cut, whatever stops stand in it. Runs in linear time.
    """
    quotes = quoted_spans(text, start, end)
    found: list[tuple[int, int]] = []
    begin, quote = start, 0
    for match in _END.finditer(text, start, end):
        while quote < len(quotes) and quotes[quote][1] <= match.start():
            quote += 1
        inside = quote < len(quotes) and quotes[quote][0] < match.start() and match.end() < quotes[quote][1]
        if not inside and _is_boundary(text, match.start(), match.end(), begin, end):
            _append(text, begin, match.end(), found)
            begin = match.end()
    _append(text, begin, end, found)
    return found


def quoted_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the outermost quotations of `text[start:end]`, quotation marks included, that close within 400 characters.

    Straight quotation marks count only where their number is even.
    """
    marks = list(_QUOTE.finditer(text, start, end))
    straight = sum(mark.group() == '"' for mark in marks) % 2 == 0
    spans: list[tuple[int, int]] = []
    opened: tuple[int, str] | None = None
    for mark in marks:
        sign = mark.group()
        if opened and mark.start() - opened[0] > _MAX_QUOTE:
            opened = None
        if opened is None:
            if sign in _PAIRS:
                opened = (mark.start(), _PAIRS[sign])
            elif sign == '"' and straight:
                opened = (mark.start(), '"')
        elif sign == opened[1]:
            spans.append((opened[0], mark.end()))
            opened = None
    return spans


def _append(text: str, begin: int, end: int, found: list[tuple[int, int]]) -> None:
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    if begin < end:
        found.append((begin, end))


def _is_boundary(text: str, stop: int, after: int, begin: int, end: int) -> bool:
    following = _NEXT.match(text, after, min(end, after + _LOOK))
    word = following.group(1) if following else ""
    if word and word[0].islower():
        return False
    if text[stop] != "." or after - stop > 1 or stop == begin:
        return True
    last = _LAST_TOKEN.search(text, max(begin, stop - _LOOK), stop)
    token = last.group().lower() if last else ""
    if not word and after >= end:
        return True
    if token in _CLOCK:
        return word.lower() not in _AFTER_CLOCK
    if token in MAY_END or (len(token) == 1 and token.isalpha()) or _INITIALS.fullmatch(token):
        return word.lower() in _OPENERS or following is None
    return token not in ABBREVIATIONS or (token == "no" and not text[after : after + 3].strip()[:1].isdigit())
