"""The views of `perturb.py` that change a count, write it otherwise, bound it, or change what it counts."""

import re
from dataclasses import dataclass
from functools import cache
from random import Random

from perturb_side import Side
from perturb_verbs import NEGATION
from perturb_words import COUNTED, MONTHS, NEVER_COUNTED, NUMBER_WORDS


@dataclass(frozen=True)
class Number:
    """A count in a sentence: where it stands, its value, whether it is written as a word, and the word after it."""

    start: int
    end: int
    value: float
    word: bool
    noun: str


_MONTH_NAMES = "|".join([*MONTHS["es"], *MONTHS["en"]])
DIGITS = re.compile(r"(?<![\w.,:/–-])(\d{1,3}(?:[.,]\d{3})+|\d+)([.,]\d{1,2})?(?![\w/:–-]|[.,]\d)")
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
_PERCENT = ("%", "percent", "per cent", "por ciento")
_FACTORS = (0.4, 0.5, 0.6, 1.6, 2.0, 2.5, 3.0)


def number_value(digits: str, decimals: str | None) -> float:
    return float(re.sub(r"[.,]", "", digits) + ("." + decimals[1:] if decimals else ""))


@cache
def _numbers(text: str, lang: str) -> tuple[Number, ...]:
    """Return the counts in a sentence whose exact value is stated: no years, dates, clock times, ranges, bounds or labels."""
    found = []
    for match in DIGITS.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        value = number_value(match[1], match[2])
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


def _one_number(side: Side, rng: Random) -> Number | None:
    """Return a number that the translation has, too, and that is no more than once in the sentence."""
    other = {number.value for number in _numbers(side.other, side.other_lang)}
    mine = _numbers(side.text, side.lang)
    fit = [n for n in mine if n.value in other and sum(m.value == n.value for m in mine) == 1]
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
    if value < 2 or 0.75 <= value / number.value <= 1.34 or (number.noun in _PERCENT and value > 100 >= number.value):
        return None
    return side.text[: number.start] + _written(value, number, side.text, side.lang) + side.text[number.end :]


def number_renotated(side: Side, rng: Random) -> str | None:
    """Write a number word in digits, or digits as a word."""
    number = _one_number(side, rng)
    if number is None or number.value != int(number.value) or number.noun in (*_PERCENT, "by", "x"):
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
    if bound < 2 or (number.noun in _PERCENT and bound > 100) or (not true and 0.7 < bound / value < 1.3):
        return None
    frame = rng.choice(lower if use_lower else upper)
    if (
        not use_lower
        and side.lang == "en"
        and number.noun in (*_PERCENT, "million", "billion", "years", "hours", "days", "months", "weeks", "minutes", "euros", "dollars")
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
