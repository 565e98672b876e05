"""The passages of an article (paragraphs, list items) with the language of each; furniture of the page is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from detector.language import detect_language
from detector.records import Article

_LINE = regex.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BULLET = regex.compile(r"\s*(?:[-*•·–—▪◦►●■○➤→✓✔‣]\s+|(?:\(?\d{1,2}\)|\d{1,2}\.[-–]?|\(?(?:\p{L}|[ivx]{2,4})\))\s+)")
_HEADING_MARK = regex.compile(r"\s*#{1,6}(?:\s|$)|\s*={3,}|\s*-{3,}\s*$")
_LINK = regex.compile(r"https?://\S+|www\.\S+|[\w.+-]{1,64}@[\w-]{1,64}\.\w")
_FURNITURE = regex.compile(
    r"""\s*(?:
    consulta(?:r)?\s+m[áa]s | (?:lee|leer|lea|ver|vea|mira|escucha)\s+(?:tambi[ée]n|m[áa]s) | te\s+puede\s+interesar | te\s+recomendamos
    | suscr[íi]b[ae](?:te|se)? | s[íi]gu?[ea](?:nos|te)? \s en | reg[íi]strate | descarga\s+(?:la|nuestra)\s+app | comparte\s |
    newsletter | bolet[íi]n
    | read\s+(?:more|also|next|the\s+full) | see\s+also | related\s*: | relacionad[oa]s?\s*: | subscribe | sign\s+up | follow\s+us |
    click\s+here | share\s+this
    | continue\s+reading | advertisement | publicidad\b | all\s+rights\s+reserved | todos\s+los\s+derechos | copyright | ©
    | (?:foto|fotos|imagen|cr[ée]dito|v[íi]deo|fuente|photo|image|picture|credit|video|source|archivo)s?\s*[:|/] | redacci[óo]n\b.{0,40}$
    | (?:puntos\s+clave|key\s+points|english\s+version|versi[óo]n\s+en\s+\p{L}+)\s*:?\s*$
    )""",
    regex.IGNORECASE | regex.VERBOSE,
)
_BYLINE = regex.compile(r"\s*(?:[Pp]or|POR|[Bb]y|BY)(?:\s+(?:\p{Lu}[\p{L}.’'-]{0,30}|y|and|de|del|la)[,|]?){1,8}+\s*(?:[|/•·-].{0,60})?$")
_DATELINE = regex.compile(
    r"\s*(?:\p{Lu}[\p{L}.\s/,]{1,40}?,?\s*)?(?:\d{1,2}\s(?:de\s)?\p{L}{3,10}\.?\s*)?"
    r"\((?:EFE|Reuters|AP|AFP|DPA|dpa|Europa Press|ANSA|Xinhua|Notimex|Télam)\)\s*[.:—–-]*\s*"
)
# Any agency, or none, before a dash, where the place stands in capitals or with a day: "Lima, 2 ago (Sur).- ", "ASHDOWN, Feb 9 — ".
_DATELINE_OF_ANY = regex.compile(
    r"""\s*+(?:\p{Lu}[\p{Lu}.'’ ]{2,30}(?:,\s?\p{Lu}[\p{L}. ]{1,25}?)?(?:,?\s(?&day))?
      |\p{Lu}[\p{L}.'’ ]{1,30}(?:,\s?\p{Lu}[\p{L}. ]{1,25}?)?,?\s(?&day))
    (?:\s*\(\p{Lu}[\p{L}. ]{1,40}\))?(?:\s|[.:]\s?)[—–-]+\s*(?=[«“"¿¡\p{Lu}\d])
    (?(DEFINE)(?P<day>\d{1,2}\s(?:de\s)?\p{L}{3,10}\.?|\p{Lu}\p{Ll}{2,8}\.?\s\d{1,2}))""",
    regex.VERBOSE,
)
_PLACE = regex.compile(r"\s*\p{Lu}[\p{L} ,]{2,40}\.\s?[-–—]\s*")
# What stands before a bar: "ÚLTIMA HORA | ", "10:45 | ".
_KICKER = regex.compile(r"\s*(?:\p{Lu}[\p{Lu}\s]{3,30}|\d{1,2}[:.h]\d{2}(?:\s?h\.?)?)\s*\|\s+")
_FINAL = regex.compile(r"[.!?…:;][»”\"'’)\]]*\s*$|[»”]\s*$")
_HEADING_WORDS = 14
_LANGUAGE_WORDS = 6
_FURNITURE_CHARS = 300  # furniture is short; more is not looked at


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the article, `article.text[start:end]`, in one language."""

    start: int
    end: int
    language: str
    bullet: bool = False


def passages(article: Article) -> Iterator[Passage]:
    """Yield the passages that may hold claims, in the order of the text.

    A short line without final punctuation is a heading and left out, unless it is all that the article has.
    """
    parts = list(blocks(article.text))
    language = article.language
    for start, end, bullet in parts:
        text = article.text[start:end]
        words = text.count(" ") + 1
        if words >= _LANGUAGE_WORDS:
            language = detect_language(text, default=language)
        if len(parts) > 1 and not bullet and _is_heading(text, words):
            continue
        opening = text[:_FURNITURE_CHARS]
        if any(pattern.match(opening) for pattern in (_HEADING_MARK, _FURNITURE, _BYLINE)) or _is_link(opening):
            continue
        if dateline := next(filter(None, (pattern.match(text[:80]) for pattern in (_DATELINE, _DATELINE_OF_ANY, _PLACE, _KICKER))), None):
            start += dateline.end()
        if start < end:
            yield Passage(start, end, language, bullet)


def blocks(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the lines of a text as (start, end, is a list item), without list marks; lines that were wrapped by hand are joined."""
    lines = [match.span() for match in _LINE.finditer(text)]
    held: tuple[int, int, bool] | None = None
    for start, end in lines:
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start == end:
            if held:
                yield held
            held = None
            continue
        bullet = _BULLET.match(text, start, end)
        gap_is_blank = held is not None and text.count("\n", held[1], start) > 1
        if held and not bullet and not gap_is_blank and _wrapped(text, held, start):
            held = (held[0], end, held[2])
            continue
        if held:
            yield held
        held = (bullet.end() if bullet else start, end, bool(bullet))
    if held:
        yield held


def _wrapped(text: str, held: tuple[int, int, bool], start: int) -> bool:
    """Whether the line at `start` goes on with the sentence that `held` left open: no final mark, then a lower-case letter."""
    tail = text[max(held[0], held[1] - 8) : held[1]]
    return text[start].islower() and not _FINAL.search(tail) and held[1] - held[0] >= 30


def _is_heading(text: str, words: int) -> bool:
    return words <= _HEADING_WORDS and not _FINAL.search(text[-8:])


def _is_link(text: str) -> bool:
    """Whether little is left of the text without its links."""
    return bool(_LINK.search(text)) and len(_LINK.sub("", text).split()) < _HEADING_WORDS
