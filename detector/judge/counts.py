"""Whether two claims count the same thing and arrive at other numbers, and whether one count has grown out of the other."""

from __future__ import annotations

import math
import re
from difflib import SequenceMatcher

from detector.records import Claim, Quantity

# Units that are not spelt alike in the two languages; of a derived unit ("kilómetro por hora") the parts.
_ENGLISH = {
    "segundo": "second", "minuto": "minute", "hora": "hour", "día": "day", "semana": "week", "mes": "month", "trimestre": "quarter",
    "año": "year", "década": "decade", "siglo": "century", "tonelada": "tonne", "pie": "foot", "pulgada": "inch", "yarda": "yard",
    "milla": "mile", "legua": "league", "galón": "gallon", "onza": "ounce", "barril": "barrel", "grado": "degree", "nudo": "knot",
    "punto": "point", "hectárea": "hectare", "gramo": "gram", "cuadrado": "square", "cuadrada": "square", "cúbico": "cubic", "por": "per",
    "vatio": "watt", "voltio": "volt", "julio": "joule", "décima": "tenth", "ton": "tonne",
}  # fmt: skip
_SPELT_ALIKE = 0.7

TOLLS = frozenset({"muerto", "herido", "desaparecido", "evacuado", "detenido"})
"""What is counted again every day: the names that `claims.quantities.tolls` gives in both languages."""

_CASES = frozenset({"caso", "case", "contagio", "infección", "infection", "infectado", "contagiado", "positivo"})
_PEOPLE = frozenset({"people", "persona", "person", "paciente", "patient"})
_INFECTED = re.compile(r"\b(?:infect|contagi)", re.IGNORECASE)
GROWING = TOLLS | {"infectado"}
"""What becomes more by itself: tolls, and the cases of an outbreak."""

# What says that a count is not the first one: it rose, it stands at so much by now.
_GREW = re.compile(
    r"\b(?:asc(?:end|iend)\w*|sub(?:e|en|ió|ieron|ido|iendo)|elev(?:a|an|ó|aron|ado)|aument\w*|crec\w*"
    r"|ya (?:son|suman|hay|llegan?)|(?:son|suman|llegan?) ya|rose|risen|rises?|rising|climb\w*|increas\w*"
    r"|now (?:stands?|at|number\w*)|has now|have now|up from|grew|grown)\b",
    re.IGNORECASE,
)


# Who does this is a counter of their own, named as the subject instead of by a frame: "the registry records twelve deaths".
_COUNTS = re.compile(
    r"(?<!\bse )\b(?:contó|contaron|cuentan?|contabiliz\w+|(?:anot|registr|cifr)(?:a|an|ó|aron)|certific\w+|document\w+"
    r"|counts?|counted|records?|recorded|lists?|listed|certif(?:y|ies|ied)|puts?)\b",
    re.IGNORECASE,
)


def conflicting_quantities(a: Claim, b: Claim) -> list[tuple[Quantity, Quantity]]:
    """Return the pairs of quantities that count the same thing and whose intervals do not meet.

    Across languages the counted words are compared by their spelling ("misil", "missile"), and taken for the same where each claim
    has only one quantity of that unit. Where one number of a thing meets one of the other claim ("fell from 60 to 25", "25"), they
    agree.
    """
    pairs = _of_one_thing(a, b)
    agreed = {(left.unit, left.counted) for left, right in pairs if left.low <= right.high and right.low <= left.high}
    return [(left, right) for left, right in pairs if (left.unit, left.counted) not in agreed]


def outgrown(a: Claim, b: Claim, later: Claim | None) -> list[tuple[Quantity, Quantity]]:
    """Return the pairs of tolls of which one is a minimum ("at least eleven") that the other goes beyond, in an article of a later day
    (`later`: whose that is, None where it is not known) or as one that has risen.

    They do not conflict: eleven were counted by then. But the later count has taken the place of the first, unless a rival counts.
    """
    found: list[tuple[Quantity, Quantity]] = []
    if rival_counters(a, b):
        return found
    for left, right in _of_one_thing(a, b):
        least, most, newer = (left, right, b) if left.low < right.low else (right, left, a)
        minimum = least.high == math.inf and least.low < most.low and (grows(left, a) or grows(right, b))
        if minimum and (newer is later or _GREW.search(newer.text)):
            found.append((left, right))
    return found


def grown(a: Claim, b: Claim) -> bool:
    """Whether the claims count the same thing and the one with the higher number says that the count has risen."""
    return any(_GREW.search((a if left.low > right.high else b).text) for left, right in conflicting_quantities(a, b))


def grows(quantity: Quantity, claim: Claim) -> bool:
    """Whether what a quantity of the claim counts becomes more by itself."""
    return _thing(quantity, claim) in GROWING


def _thing(quantity: Quantity, claim: Claim) -> str:
    """Return what is counted; the cases of an outbreak and who is infected have one name in both languages."""
    infected = quantity.counted in _PEOPLE and _INFECTED.search(claim.content)
    return "infectado" if infected or quantity.counted in _CASES else quantity.counted


def _of_one_thing(a: Claim, b: Claim) -> list[tuple[Quantity, Quantity]]:
    across = a.language != b.language
    return [
        (left, right)
        for left in _stated(a)
        for right in _stated(b)
        if _same_unit(left.unit, right.unit, across)
        and (
            _thing(left, a) == _thing(right, b)
            or (across and (_alike(left.counted, right.counted) or (_alone(left, a) and _alone(right, b))))
        )
    ]


def _stated(claim: Claim) -> list[Quantity]:
    """Return the quantities of what is claimed; others stand around it in the quote ("P, dijo Nadia, de 29 años")."""
    content = claim.content.lower()
    return [q for q in claim.quantities if claim.text[q.start - claim.start : q.end - claim.start].lower() in content]


# A count that goes on: whoever gives it, it may have been right in its hour.
_RUNNING = re.compile(
    r"\b(?:(?:l|un|es|est)a cifra|balance|saldo|recuento|sum(?:a|an|aban)|al mediodía|a primera hora|de momento|por ahora|provisional\w*"
    r"|toll|tally|st(?:ands?|ood) at|so far|by noon|provisional)\b",
    re.IGNORECASE,
)


def rival_counters(a: Claim, b: Claim) -> bool:
    """Whether both claims name who counts, it is not one body ("Ministry of Health", "ministry"), and neither is a count that goes on."""
    if _RUNNING.search(a.text) or _RUNNING.search(b.text):
        return False
    one, other = (_counter(claim) for claim in (a, b))
    return bool(one and other) and one.isdisjoint(other)


def _counter(claim: Claim) -> frozenset[str]:
    """The beginnings of the longer words that name who counts (many are common to both languages), empty where nobody is named."""
    name = claim.speaker or (claim.subject if claim.subject and _COUNTS.search(claim.text) else None) or ""
    return frozenset(word[:6] for word in re.findall(r"\w{5,}", name.lower()))


def _alone(quantity: Quantity, claim: Claim) -> bool:
    return sum(other.unit == quantity.unit for other in _stated(claim)) == 1


def _same_unit(left: str, right: str, across: bool) -> bool:
    if left == right or not across:
        return left == right
    first, second = (" ".join(sorted(_ENGLISH.get(word, word) for word in unit.split())) for unit in (left, right))
    return first == second or (not (left.isupper() or right.isupper()) and _alike(first, second))


def _alike(left: str, right: str) -> bool:
    if not left or not right:
        return False
    one, other = sorted((left, right))  # ratio() is not symmetric
    return SequenceMatcher(None, one, other).ratio() >= _SPELT_ALIKE
