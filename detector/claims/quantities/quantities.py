"""Numbers with what they count: digits and words, percentages, money, open bounds; years, dates, times and ordinals are left out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from detector.claims.grammar.morphology import all_forms
from detector.claims.grammar.numerals import UNITS, decimal_mark, regrouped
from detector.claims.grammar.singular import singular
from detector.claims.grammar.words import Word
from detector.claims.quantities.amounts import Amount, half_more, read_amount, read_range, scale_of, starts_half
from detector.claims.quantities.bounds import bound_after, bounded, find_bound
from detector.claims.quantities.counts import (
    counted_before,
    counted_behind,
    is_fraction,
    is_whole,
    labelled,
    read_crowd,
    read_noun,
    read_participle,
    read_whole,
)
from detector.claims.quantities.labels import (
    is_address,
    is_age,
    is_bare_age,
    is_date_or_time,
    is_label,
    is_numbered,
    is_of_kind,
    is_rate_base,
    is_score,
    is_signed,
    telephone_end,
)
from detector.claims.quantities.pieces import taken_apart
from detector.claims.quantities.tolls import TOLLS, befalls, toll_after, toll_before
from detector.claims.quantities.units import MONEY, read_unit
from detector.records import Quantity

_ONES = {"un", "una", "uno", "one"}
_COMPARED = {"más", "menos", "more", "mayor", "as", "superior", "larger", "higher", "the"}
_TEMPERATURES = {"grado", "degree"}
_PERCENT_ARTICLES = {"el", "al", "del"}
_LISTED = ([","], ["y"], ["o"], ["and"], ["or"])
_AND = {"y", "e", "and"}
_COMPARING = {"up from", "down from", "compared with", "compared to", "frente a"}
# What stands behind these is money, said or not: "costará 450 millones".
_PRICING = all_forms("costar/cuest pagar/pagu invertir/inviert recaudar facturar adeudar destinar", "es") | all_forms(
    "cost pay invest raise earn spend owe", "en"
)
_TOGETHER = {",", "y", "e", "and", "a", "to"}


@dataclass(frozen=True, slots=True)
class _Found:
    """A quantity by the indices of its words (`begin` to before `after`), its numeral at `amount.number`."""

    amount: Amount
    low: float
    high: float
    unit: str
    counted: str
    begin: int
    after: int


def find_quantities(words: Sequence[Word], language: str) -> tuple[Quantity, ...]:
    """Return the quantities among the words of a sentence; offsets point into the article's text.

    "al menos", "más de" leave the upper end open, "menos de", "hasta" the lower one; "unos", "about" give a tenth either way.
    `counted` names tolls alike in both languages (`tolls`), anything else by its noun in the singular; it is "" with a unit. A number
    that has no noun of its own counts what the one before it counts ("42 internos huyeron y 15 siguen prófugos").
    """
    if language not in UNITS:
        return ()
    words = taken_apart(words)
    found = _with_tolls(words, _inherited(words, _found(words, language), language))
    return tuple(Quantity(q.low, q.high, q.unit, q.counted, words[q.begin].start, words[q.after - 1].end) for q in found)


def _found(words: Sequence[Word], language: str) -> list[_Found]:
    decimal = decimal_mark(words, language)
    found: list[_Found] = []
    index = 0
    while index < len(words):
        if starts_half(words, index, language):
            amount: Amount | None = Amount(1, 1, index, index, index + (words[index].lower in (*_ONES, "a", "an")))
        else:
            amount = read_amount(words, index, language, decimal)
        if amount is None:
            index += 1
            continue
        if telephone_end(words, amount.number) > amount.number:
            index = telephone_end(words, amount.number)
            continue
        if is_score(words, amount.number, amount.after) and not _counts_range(words, amount, language, decimal):
            index = amount.after + 2
            continue
        if is_date_or_time(words, amount.number, amount.after, amount.high, language):
            index = amount.after
            continue
        whole = read_range(words, amount, language, decimal)
        quantity = _bracketed(words, whole, found) or _quantity(words, whole, language)
        if quantity is None:
            index += 1 if words[index].lower in _ONES else max(whole.after - index, 1)
            continue
        found.append(quantity)
        index = quantity.after
    return found


def _bracketed(words: Sequence[Word], amount: Amount, found: Sequence[_Found]) -> _Found | None:
    """Return a number alone in brackets as counting what one in brackets before it does ("Verdes (18 escaños) y Unión (9)")."""
    if not amount.begin or words[amount.begin - 1].text != "(" or [word.text for word in words[amount.after : amount.after + 1]] != [")"]:
        return None
    earlier = next((q for q in found if q.begin and words[q.begin - 1].text == "(" and (q.counted or q.unit)), None)
    if earlier is None:
        return None
    return _Found(amount, amount.low, amount.high, earlier.unit, earlier.counted, amount.begin, amount.after)


def _counts_range(words: Sequence[Word], amount: Amount, language: str, decimal: str) -> bool:
    """Whether "40-50" is a range: it rises, and a unit or a plural noun follows."""
    whole = read_range(words, amount, language, decimal)
    if whole.after == amount.after:
        return False
    noun, after = read_noun(words, whole.after, language)
    plural = bool(noun) and noun != words[after - 1].lower
    return bool(whole.sign or plural or noun in TOLLS.values() or read_unit(words, whole.after, whole.high, language))


def _quantity(words: Sequence[Word], amount: Amount, language: str) -> _Found | None:
    """Return the quantity of an amount, None where the number counts nothing and only names, dates or ages something."""
    begin, after, low, high = amount.begin, amount.after, amount.low, amount.high
    compound = after < len(words) and words[after].text == "-"
    trailing, after = bound_after(words, after)
    behind = begin > 0 and words[begin - 1].lower == "a" and [word.lower for word in words[after : after + 1]] in (["los"], ["las"])
    unit = read_unit(words, after + (compound or behind), high, language)  # "eleva a 6.900 las hectáreas"
    one = after == begin + 1 and words[begin].lower in _ONES
    if amount.sign and not (unit and unit.name in MONEY):
        name, factor = amount.sign, 1.0
    elif unit:
        name, factor, after = unit.name, unit.factor, unit.after
    else:
        name, factor = "", 1.0
    halved = half_more(words, after) if name else after
    if halved > after:
        low, high, after = low + 0.5, high + 0.5, halved
    elif one and name:
        return None
    low, high = (round(end * factor, 9) for end in (low, high))  # seven tenths are 0.7, not 0.7000000000000001
    counted, noun_end = "", after
    bound, start = find_bound(words, begin, amount.after, language)
    if not name:
        if is_rate_base(words, begin, high) or is_of_kind(words, amount.number, amount.after):
            return None
        if is_fraction(words, after + compound, language) or is_address(words, after) or is_age(words, min(start, begin)):
            return None
        counted, noun_end = _counted(words, amount, min(start, begin), after + compound, language)
        if one and not _is_one_casualty(words, begin, noun_end, counted):
            return None
        if counted in ("vez", "time") and noun_end < len(words) and words[noun_end].lower in _COMPARED:
            return None
        if language == "en" and noun_end > after and counted == words[noun_end - 1].lower and is_numbered(words, amount.number):
            return None  # "the Mark 4 tank": what is counted is plural
        named = noun_end == after + compound and is_label(words, amount.number, amount.after)
        if named and not (
            counted in TOLLS.values() and begin > 1 and words[begin - 2].pos == "ADP"
        ):  # "la Torre 45", but "en Ardal 12 murieron"
            counted = counted_before(words, amount.number, language)
        if named and words[amount.number - 1].text in (",", "(") and words[amount.number - 2].pos == "PROPN":
            return None  # "the dead woman was Olga Marsh, 41, a cook"
        if not counted and (named or is_bare_age(words, amount.number, high)):
            return None
    if (not name or name in MONEY) and amount.after == amount.number + 1 and (counted or high % 1):
        whole = regrouped(words[amount.number].text)
        if whole is not None and whole != high and (counted or (name and high % 1)):
            low = high = whole  # what is counted comes whole: "1,850 cartuchos"
    if name in _TEMPERATURES and (is_signed(words, amount.number) or _is_below_zero(words, begin, after)):
        low, high = -high, -low
    low, high = bounded(low, high, bound or trailing or bound_after(words, noun_end)[0])
    return _Found(amount, low, high, name, counted, min(start, begin), max(noun_end, after))


def _is_below_zero(words: Sequence[Word], begin: int, after: int) -> bool:
    before = words[begin - 1].lower if begin else ""
    pair = [word.lower for word in words[after : after + 2]]
    return before in ("minus", "menos") or pair in (["bajo", "cero"], ["below", "zero"], ["below", "freezing"])


def _is_one_casualty(words: Sequence[Word], begin: int, after: int, counted: str) -> bool:
    """Whether "un", "one" counts: before a toll it does ("un muerto", "one person died"), not in "una herida", "one of the 12"."""
    following = words[begin + 1].lower if begin + 1 < len(words) else ""
    direct = following in TOLLS or words[begin].lower == "one"
    return counted in TOLLS.values() and direct and following not in ("de", "of", "herida") and after > begin + 1


def _counted(words: Sequence[Word], amount: Amount, begin: int, after: int, language: str) -> tuple[str, int]:
    """Return what the number counts by the words around it, and the index after the noun that says so."""
    noun, end = _compounded(words, after, language) or read_noun(words, after, language)
    part, part_end = ("", after) if noun else read_whole(words, after, language)
    if is_whole(words, begin):
        return noun, end
    if noun in TOLLS.values():
        return noun, end
    toll = toll_after(words, part_end if part else end, noun or part) or toll_before(words, begin, noun or part)
    if toll:
        return toll, end
    known = noun or part or labelled(words, begin, language) or counted_behind(words, after, language)
    return known or counted_before(words, amount.number, language), end


def _compounded(words: Sequence[Word], after: int, language: str) -> tuple[str, int] | None:
    """Return the noun that a hyphen ties to the number ("a five-member panel") and the index after it, None where none is."""
    tied = 0 < after < len(words) and words[after - 1].text == "-" and words[after].pos == "NOUN"
    return (singular(words[after].lower, language), after + 1) if tied else None


def _inherited(words: Sequence[Word], found: list[_Found], language: str) -> list[_Found]:
    """Give the numbers that count nothing by themselves the unit or noun of a neighbour."""
    for place in reversed(range(len(found) - 1)):
        one, other = found[place : place + 2]
        bare = one.after == one.amount.after and other.unit in ("año", "year") and words[one.begin - 1].lower in ("de", "of")
        listed = bool(other.unit) and [word.lower for word in words[one.after : other.begin]] in _LISTED
        if listed and not one.unit and (bare or not one.counted):
            found[place] = replace(one, unit=other.unit, counted="")  # "4, 7 y 9 años", "mató a dos niños de 6 y 8 años"
    for place, quantity in enumerate(found):
        if place and quantity.counted in TOLLS.values() and _is_second_age(words, found[place - 1], quantity):
            found[place] = replace(quantity, unit=found[place - 1].unit, counted="")
        if quantity.unit or quantity.counted:
            continue
        later = found[place + 1] if place + 1 < len(found) else None
        opening = {word.lower for word in words[max(0, quantity.begin - 2) : quantity.begin]}
        link = [word.lower for word in words[quantity.after : quantity.after + 2]]
        if (
            later
            and opening & {"de", "del", "desde", "from"}
            and link
            and link[0] in ("a", "al", "to", "hasta")
            and later.begin <= quantity.after + 2
        ):
            scale = 1.0 if quantity.amount.scaled else scale_of(words, later.amount, language)
            factor = scale if quantity.amount.low < later.amount.low / scale else 1.0
            found[place] = replace(quantity, low=quantity.low * factor, high=quantity.high * factor, unit=later.unit, counted=later.counted)
            continue
        price = quantity.amount.scaled and quantity.begin > 0 and words[quantity.begin - 1].lower in _PRICING
        earlier = next((q for q in reversed(found[:place]) if q.unit in MONEY or (not price and _shares(words, q, quantity))), None)
        participle = read_participle(words, quantity.after, language)
        more = earlier is not None and quantity.low > earlier.high  # "15 injured, 300 displaced": no part of the 15
        if earlier and not (participle and more):
            found[place] = replace(quantity, unit=earlier.unit, counted=earlier.counted)
        else:
            found[place] = replace(quantity, counted=participle or read_crowd(words, quantity.after, language))
    return found


def _is_second_age(words: Sequence[Word], earlier: _Found, later: _Found) -> bool:
    """Whether a number is an age as the one before it: "un joven de 34 años y otro de 29 fueron detenidos"."""
    bare = later.after == later.amount.after and later.begin > 0
    return bare and earlier.unit in ("año", "year") and earlier.begin > 0 and words[earlier.begin - 1].lower == words[later.begin - 1].lower


def _shares(words: Sequence[Word], earlier: _Found, later: _Found) -> bool:
    """Whether a number that counts nothing by itself may count or measure what an earlier one does."""
    return bool(earlier.counted or (earlier.unit and _alike(words, earlier, later)))


def _alike(words: Sequence[Word], earlier: _Found, later: _Found) -> bool:
    """Whether two numbers measure the same: one of them is a fraction or "el 6" after a percentage, or they are compared."""
    if words[earlier.amount.after].text == "-":  # "a 28-year-old man ... in 20.53"
        return False
    if math.isfinite(later.low) and later.low % 1:
        return True
    if not (earlier.begin and later.begin):
        return False
    if " ".join(word.lower for word in words[max(0, later.begin - 2) : later.begin]) in _COMPARING:
        return True
    before = words[later.begin - 1]
    if earlier.unit == "%" and before.lower in _PERCENT_ARTICLES:
        return True
    return before.pos == "ADP" and before.lower == words[earlier.begin - 1].lower


def _with_tolls(words: Sequence[Word], found: list[_Found]) -> list[_Found]:
    """Give what befalls one of two coordinated counts to both: "murieron 6 soldados y 2 civiles", "six soldiers and two civilians died"."""
    for place in range(1, len(found)):
        one, other = found[place - 1 : place + 1]
        if one.counted and one.counted == toll_before(words, one.begin, "") and not _acts(words, other):
            found[place] = _joined_in_toll(words, one, other, one.counted, other)
    for place in range(len(found) - 1, 0, -1):
        one, other = found[place - 1 : place + 1]
        joined = any(word.lower in _AND for word in words[one.after : other.begin])  # not "between two wars, 150 soldiers died"
        named = any(word.lower in TOLLS for word in words[other.begin : other.after])
        if joined and other.counted in TOLLS.values() and _acts(words, other) and not named:
            found[place - 1] = _joined_in_toll(words, one, other, other.counted, one)
    return found


def _joined_in_toll(words: Sequence[Word], one: _Found, other: _Found, toll: str, lacking: _Found) -> _Found:
    """Return the quantity that lacks a toll with the one of its neighbour, or as it is where the two do not belong together."""
    together = {word.lower for word in words[one.after : other.begin]} <= _TOGETHER
    lacks = lacking.counted and lacking.counted not in TOLLS.values() and befalls(toll, lacking.counted)
    return replace(lacking, counted=toll) if together and lacks else lacking


def _acts(words: Sequence[Word], quantity: _Found) -> bool:
    """Whether a finite verb stands right behind what is counted."""
    return quantity.after < len(words) and words[quantity.after].finite
