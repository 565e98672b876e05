"""Numbers with what they count: digits and words, percentages, money, open bounds; years, dates, times and ordinals are left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from detector.claims.amounts import Amount, half_more, read_amount, read_range, scale_of, starts_half
from detector.claims.bounds import bound_after, bounded, find_bound
from detector.claims.counts import counted_before, counted_behind, is_whole, read_noun, read_participle, read_whole
from detector.claims.labels import is_bare_age, is_date_or_time, is_label, is_score
from detector.claims.numerals import UNITS, decimal_mark, regrouped
from detector.claims.tolls import TOLLS, toll_after, toll_before
from detector.claims.units import CURRENCIES, SIGNS, read_unit
from detector.claims.words import Word
from detector.records import Quantity

_ONES = {"un", "una", "uno", "one"}
_COMPARED = {"más", "menos", "more", "mayor", "as", "superior", "larger", "higher", "the"}
_FRACTIONS = {"tercio", "cuarto", "quinto", "third", "quarter", "fifth"}
_MONEY = {code for currencies in CURRENCIES.values() for noun, (code, _) in currencies.items()} | set(SIGNS.values())


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
    words = _without_hyphens(words)
    found = _inherited(words, _found(words, language), language)
    return tuple(Quantity(q.low, q.high, q.unit, q.counted, words[q.begin].start, words[q.after - 1].end) for q in found)


def _without_hyphens(words: Sequence[Word]) -> list[Word]:
    """Return the words with those that begin with a number taken apart at their hyphens ("three-hour", "year-old", "forty-two")."""
    parts: list[Word] = []
    for word in words:
        if "-" not in word.text or len(word.text) < 3 or not word.text[0].isalnum():
            parts.append(word)
            continue
        at = word.start
        for piece in regex.split("(-)", word.text):
            if piece:
                parts.append(replace(word, text=piece, start=at, end=at + len(piece), pos="" if piece != "-" else "PUNCT", finite=False))
            at += len(piece)
    return parts


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
        if is_score(words, amount.number, amount.after) and not _counts_range(words, amount, language, decimal):
            index = amount.after + 2
            continue
        if is_date_or_time(words, amount.number, amount.after, amount.high, language):
            index = amount.after
            continue
        quantity = _quantity(words, read_range(words, amount, language, decimal), language)
        if quantity is None:
            index += 1 if words[index].lower in _ONES else max(amount.after - index, 1)
            continue
        found.append(quantity)
        index = quantity.after
    return found


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
    unit = read_unit(words, after + compound, high, language)
    one = after == begin + 1 and words[begin].lower in _ONES
    if amount.sign:
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
    low, high = low * factor, high * factor
    counted, noun_end = "", after
    bound, start = find_bound(words, begin, amount.after, language)
    if not name:
        counted, noun_end = _counted(words, amount, min(start, begin), after + compound, language)
        if one and not _is_one_casualty(words, begin, noun_end, counted):
            return None
        if counted in _FRACTIONS and noun_end < len(words) and words[noun_end].lower in ("de", "of"):
            return None
        if counted in ("vez", "time") and noun_end < len(words) and words[noun_end].lower in _COMPARED:
            return None
        named = noun_end == after + compound and is_label(words, amount.number, amount.after)
        if named and not (
            counted in TOLLS.values() and begin > 1 and words[begin - 2].pos == "ADP"
        ):  # "la Torre 45", but "en Ardal 12 murieron"
            counted = counted_before(words, amount.number, language)
        if not counted and (named or is_bare_age(words, amount.number, high)):
            return None
    if (not name or name in _MONEY) and amount.after == amount.number + 1 and (counted or high % 1):
        whole = regrouped(words[amount.number].text)
        if whole is not None and whole != high and high % 1 and (counted or name):
            low = high = whole  # what is counted comes whole: "1,850 cartuchos"
    low, high = bounded(low, high, bound or bound_after(words, (amount.after, noun_end)))
    return _Found(amount, low, high, name, counted, min(start, begin), max(noun_end, after))


def _is_one_casualty(words: Sequence[Word], begin: int, after: int, counted: str) -> bool:
    """Whether "un", "one" counts: before a toll it does ("un muerto", "one person died"), not in "una herida", "one of the 12"."""
    following = words[begin + 1].lower if begin + 1 < len(words) else ""
    direct = following in TOLLS or words[begin].lower == "one"
    return counted in TOLLS.values() and direct and following not in ("de", "of", "herida") and after > begin + 1


def _counted(words: Sequence[Word], amount: Amount, begin: int, after: int, language: str) -> tuple[str, int]:
    """Return what the number counts by the words around it, and the index after the noun that says so."""
    noun, end = read_noun(words, after, language)
    part, part_end = ("", after) if noun else read_whole(words, after, language)
    if is_whole(words, begin):
        return noun, end
    if noun in TOLLS.values():
        return noun, end
    toll = toll_after(words, part_end if part else end, noun or part) or toll_before(words, begin, noun or part)
    if toll:
        return toll, end
    return noun or part or counted_behind(words, after, language) or counted_before(words, amount.number, language), end


def _inherited(words: Sequence[Word], found: list[_Found], language: str) -> list[_Found]:
    """Give the numbers that count nothing by themselves the unit or noun of a neighbour."""
    for place, quantity in enumerate(found):
        if quantity.unit or quantity.counted:
            continue
        later = found[place + 1] if place + 1 < len(found) else None
        opening = {word.lower for word in words[max(0, quantity.begin - 2) : quantity.begin]}
        link = [word.lower for word in words[quantity.after : quantity.after + 2]]
        if (
            later
            and opening & {"de", "del", "from"}
            and link
            and link[0] in ("a", "al", "to", "hasta")
            and later.begin <= quantity.after + 2
        ):
            scale = 1.0 if quantity.amount.scaled else scale_of(words, later.amount, language)
            factor = scale if quantity.amount.low < later.amount.low / scale else 1.0
            found[place] = replace(quantity, low=quantity.low * factor, high=quantity.high * factor, unit=later.unit, counted=later.counted)
            continue
        earlier = next((q for q in reversed(found[:place]) if q.counted or q.unit in _MONEY), None)
        if earlier:
            found[place] = replace(quantity, unit=earlier.unit, counted=earlier.counted)
        else:
            found[place] = replace(quantity, counted=read_participle(words, quantity.after, language))
    return found
