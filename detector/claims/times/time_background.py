"""Which times in a statement are not of what it states: those of relatives, participles, comparisons, records, names and habits."""

from __future__ import annotations

import regex

from detector.claims.times.tense import is_participle, is_past, tense

_FILLER = "·"  # keeps what stands on both sides of background apart
_CIRCUMSTANCE = (
    r"(?:en|el|por|al?|del?|con|desde|hace|tras|ayer|anoche|hoy|este|entre|in|on|at|by|last|from|since|for|to|with|as|when|after|during"
    r"|under|between|this|yesterday|early|late)"
)
_PARTICIPLE = r"(?P<participle>\p{L}{3,})"
_BACKGROUND = tuple(
    regex.compile(pattern, regex.IGNORECASE)
    for pattern in (
        r"\([^)]*\)|\[[^\]]*\]",
        r"\s[—–-]\s?\p{L}[^—–]*?[—–-](?=[\s,.])",
        # Relatives that are set off; a time after their closing comma belongs to the main clause again.
        r",\s(?:(?:a|de|en|con|por|para|of|in|to|for|from|at)\s)?(?:(?:el|la|los|las)\s)?"
        r"(?:que|quien(?:es)?|cual(?:es)?|cuy[oa]s?|donde|who|whom|whose|which|where)\b[^,]*(?:,|$)",
        # Comparisons: "than in 2019", "frente al 4 % de enero", "up from 3% in March".
        r"\bthan\s(?:in|on|at|during|last)\b[^,]*|\b(?:frente\sal?|respecto\s(?:al?|del?)|compared\s(?:with|to)|en\scomparación\scon"
        r"|(?:up|down)\sfrom)\b[^,]*|\b(?:más|menos|mayor(?:es)?|menor(?:es)?|mejor(?:es)?|peor(?:es)?)\b[^,]{0,60}\s\K(?:de\slo\s)?que\s"
        r"(?:en|durante|hace|el\saño)\b[^,]*",
        # Records: "la jornada más fría desde 1987", "for the first time since May".
        r"\b(?:(?:el|la|los|las|su|sus|the|its|their|his|her)\s[^,]{0,40}?\b(?:más|menos|mayor|menor|peor|mejor|most|least|worst|best|\p{L}+est)"
        r"|primer[oa]?s?|first|record|récord|máximos?|mínimos?)\b[^,]{0,60}?\K\b(?:desde|since)\b[^,]*",
    )
)
_SET_OFF = tuple(
    regex.compile(rf"{opening}(?:\p{{L}}+(?:mente|ly)\s)?{_PARTICIPLE}\s{_CIRCUMSTANCE}\b[^,]*{closing}", flags)
    for opening, closing, flags in ((r",\s", r"(?:,|$)", 0), ("^", ",", regex.IGNORECASE))
)
_TITLE = regex.compile(r"«\p{Lu}[^»]*»|“\p{Lu}[^”]*”|\"\p{Lu}[^\"]*\"|‘\p{Lu}[^’]*’")
_UNITS = (
    "(?:día|semana|mes|año|trimestre|lunes|martes|miércoles|jueves|viernes|sábado|domingo|day|week|month|year|night|morning|quarter|noche)"
)
_HABIT = regex.compile(
    rf"\b(?:(?:cada|every|each)\s(?:\d+\s)?{_UNITS}|tod[ao]s\sl[ao]s\s{_UNITS}|los\s(?:lunes|martes|miércoles|jueves|viernes|sábados|domingos)"
    r"|(?:every|each)\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days"
    r"|suelen?|solían?|usually|typically|annually|anualmente|habitualmente|normalmente)\b",
    regex.IGNORECASE,
)
_AUXILIARY = regex.compile(
    r"\b(?:was|were|is|are|be|been|being|has|have|had|having|got|gets?|fue|fueron|es|son|será\w*|serían?|está\w*|estuv\w+|ha|han|había\w*|habría\w*"
    r"|haber|sido|ser|estar|siendo|qued\w+|result\w+|permanec\w+|sig\w+|si?gu\w+|manten\w+|mantuv\w+|remain\w*|stay\w*)(?:\s\w+){0,2}\s?$",
    regex.IGNORECASE,
)
_NEAR = 120  # characters before a time in which the verb that it belongs to stands
_BEFORE_TIME = r"(?:(?:en|el|la|los|a|al|desde|hasta|in|on|at|by|since|from|late|early|the)\s)*$"
_LAST_WORD = regex.compile(rf"(?P<word>\p{{L}}+)\s{_BEFORE_TIME}", regex.IGNORECASE)
_RELATIVE = regex.compile(
    r"\b(?:que|quien|who|which|that)\s(?:(?:se|lo|la|le|les|no|fue|fueron|ha|han|había|habían|had|has|have|was|were|been)\s)*"
    rf"(?P<verb>\p{{L}}+)\s(?:\p{{L}}+\s)?{_BEFORE_TIME}",
    regex.IGNORECASE,
)
_ATTRIBUTE = regex.compile(r"\b(?:an?|the|its|his|her|their|of|by|with|over|for)\s(?:\p{L}+ly\s)?\p{L}+ed\b", regex.IGNORECASE)
_SUBORDINATE = regex.compile(r"\b(?:who|which|that)\s(?:(?:had|has|have|was|were)\s)?\p{L}+")
_IS = regex.compile(r"\b(?:is|are|has|have)\b")
_OTHER_EVENT = regex.compile(
    r"\b(?:tras|después\sdel?|luego\sdel?|antes\sdel?|after|following|before)\s(?:\p{L}+\s){1,6}(?:del?|of(?:\sthe)?)\s$"
    r"|\b(?:after|following|before)\s$",
    regex.IGNORECASE,
)


def foreground(text: str) -> str:
    """Return the statement with what is background in it blotted out, of the same length."""
    for pattern in _BACKGROUND:
        text = pattern.sub(_blot, text)
    for pattern in _SET_OFF:
        text = pattern.sub(lambda found: _blot(found) if _modifies(found["participle"], _around(found)) else found.group(), text)
    text = _TITLE.sub(lambda found: _blot(found) if len(found.group()) < len(found.string) - 2 else found.group(), text)
    return text


def blotted(text: str, start: int, end: int) -> str:
    """Return the text with a piece of it blotted out."""
    return text[:start] + _FILLER * (end - start) + text[end:]


def _blot(found: regex.Match[str]) -> str:
    return _FILLER * len(found.group())


def habitual(text: str) -> bool:
    """Whether the statement tells of what happens again and again."""
    return bool(_HABIT.search(text))


def background_before(text: str, start: int, end: int) -> int | None:
    """Return where the background begins that the time at `start` dates ("un soborno cobrado en 2011"); None where it dates the event."""
    near = max(0, start - _NEAR)
    before = text[near:start]
    if _OTHER_EVENT.search(before) and (
        before.rstrip().lower().endswith((" de", " del", " of", " the")) or text[end : end + 2] in ("'s", "’s")
    ):
        return start
    if (relative := _RELATIVE.search(before)) and is_past(relative["verb"].lower()) and text[: near + relative.start()].strip():
        return near + int(relative.start())
    found = _LAST_WORD.search(before)
    if not found or not is_participle(found["word"].lower()) or found["word"][0].isupper():
        return None
    leading = text[: near + found.start()]
    if _AUXILIARY.search(leading) or not leading.strip() or is_past(leading.split()[-1].lower().strip(",")):
        return None
    return near + int(found.start()) if _modifies(found["word"], f"{leading} {text[end:]}") else None


def _modifies(word: str, others: str) -> bool:
    """Whether a word is a participle that belongs to a noun; an English one is the verb itself where the `others` hold none."""
    if not is_participle(word.lower()):
        return False
    others = _ATTRIBUTE.sub("", _SUBORDINATE.sub("", others))
    return word.lower().endswith(("o", "a", "os", "as")) or tense(others) in ("past", "future") or bool(_IS.search(others))


def _around(found: regex.Match[str]) -> str:
    return f"{found.string[: found.start()]} {found.string[found.end() :]}"
