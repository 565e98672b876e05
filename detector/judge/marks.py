"""Which words carry a conflict, for people to see at a glance: spans of the articles' texts, inside the two quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from detector.judge.counts import conflicting_quantities, outgrown
from detector.judge.gates import Pair, negated
from detector.judge.places import conflicting_places
from detector.records import Claim, Kind, Span

_WORD = re.compile(r"\w+(?:[.,’'-]\w+)*")
_RULING_OUT = re.compile(
    r"\b(?:no|nunca|jamás|tampoco|ning[uú]n[oa]?|nadie|nada|sin|ni|not|never|none|nobody|nothing|without|neither|nor|cannot)\b|\w+n['’]t\b"
    r"|\b(?:neg(?:ó|aron|ado|aba|ar)|nieg(?:a|an)|desm(?:intió|intieron|iente|ienten|entido|entir)|rechaz\w+|descart\w+|refut\w+"
    r"|falso|falsa|den(?:y|ies|ied|ying)|reject\w*|dismiss\w*|refut\w+|rul(?:ed|es|ing) out|false)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\b(?:\d{1,2} de )?(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre)(?: del? \d{4})?\b"
    r"|\b(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{1,2}\b)?"
    r"(?:,? \d{4})?\b"
    r"|\b(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo|ayer|anteayer|anoche|hoy|mañana"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|yesterday|today|tonight|tomorrow)\b|\b(?:19|20)\d\d\b",
)
# Quotes that share fewer of their words are told in other words: nothing stands out as the one that differs.
_ALIKE = 0.5
_SHORTEST = 3  # letters; articles and prepositions carry no conflict


def conflict_spans(pair: Pair, kind: Kind) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return the spans (start, end) in the text of a's article and in that of b's, in order, within the quotes.

    Numbers, dates, places and subjects that differ, the words that deny, or, where two quotes are worded alike, the words that
    differ. Empty where nothing stands out.
    """
    a, b = pair.a, pair.b
    if kind in ("number", "supersession"):
        clashing = conflicting_quantities(a, b) or outgrown(a, b, pair.later)
        left, right = ({(q.start, q.end) for q in side} for side in (zip(*clashing, strict=True) if clashing else ((), ())))
        return tuple(sorted(left)), tuple(sorted(right))
    if kind in ("denial", "negation", "attribution"):
        return tuple(_found(_RULING_OUT, claim) if negated(claim) else () for claim in (a, b))  # type: ignore[return-value]
    if kind == "date":
        return _found(_WHEN, a), _found(_WHEN, b)
    if kind == "place":
        return conflicting_places(a, b)
    if kind == "actor":
        return tuple(_subject(claim) for claim in (a, b))  # type: ignore[return-value]
    return differing_words(a, b) if kind != "agreement" else ((), ())


def _found(pattern: re.Pattern[str], claim: Claim) -> tuple[Span, ...]:
    return tuple((claim.start + match.start(), claim.start + match.end()) for match in pattern.finditer(claim.text))


def _subject(claim: Claim) -> tuple[Span, ...]:
    at = claim.text.find(claim.subject or "\n")
    return ((claim.start + at, claim.start + at + len(claim.subject or "")),) if at >= 0 else ()


def differing_words(a: Claim, b: Claim) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return the spans of the words in which two quotes differ that are worded alike; empty where they are not."""
    if a.language != b.language:
        return (), ()
    words = [[(match.group().lower(), match.span()) for match in _WORD.finditer(claim.text)] for claim in (a, b)]
    left, right = ([word for word, _ in side] for side in words)
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return (), ()
    replaced = [opcode[1:] for opcode in matcher.get_opcodes() if opcode[0] == "replace"]
    return (
        _stretches(a, [span for _, span in words[0]], [(low, high) for low, high, _, _ in replaced]),
        _stretches(b, [span for _, span in words[1]], [(low, high) for _, _, low, high in replaced]),
    )


def _stretches(claim: Claim, words: Sequence[Span], ranges: Sequence[Span]) -> tuple[Span, ...]:
    """Return the stretches of the article's text that ranges of the quote's words cover, but for the shortest."""
    found = [(words[low][0], words[high - 1][1]) for low, high in ranges]
    return tuple((claim.start + start, claim.start + end) for start, end in found if end - start >= _SHORTEST)
