"""Units of measure and currencies: one name for each, whatever its wording ("km", "kilómetros"; "90 mph", "90 miles an hour")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detector.claims.grammar.lexicon import word_set
from detector.claims.grammar.singular import singular
from detector.claims.grammar.words import Word

SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "us$": "USD", "usd": "USD", "eur": "EUR", "gbp": "GBP", "r$": "BRL", "mxn": "MXN"}
# The usual code of a currency's noun ("": none, it keeps its noun), and the codes of the countries whose names begin so.
_DOLLARS = {"canad": "CAD", "austral": "AUD", "neozeland": "NZD", "singap": "SGD"}
_PESOS = {"argentin": "ARS", "colombia": "COP", "mexic": "MXN", "méxic": "MXN", "chile": "CLP", "urugua": "UYU", "dominican": "DOP",
    "cuba": "CUP", "filipin": "PHP", "philippin": "PHP"}  # fmt: skip
_CROWNS = {"suec": "SEK", "swed": "SEK", "norueg": "NOK", "norw": "NOK", "danes": "DKK", "danish": "DKK", "chec": "CZK", "czech": "CZK",
    "island": "ISK", "iceland": "ISK"}  # fmt: skip
_POUNDS = {"egip": "EGP", "egyp": "EGP", "liban": "LBP", "leban": "LBP", "siri": "SYP", "syri": "SYP"}
_RUPEES = {"indi": "INR", "pakist": "PKR", "ceil": "LKR", "sri": "LKR", "nepal": "NPR"}
CURRENCIES: dict[str, dict[str, tuple[str, dict[str, str]]]] = {
    "es": {"euro": ("EUR", {}), "dólar": ("USD", _DOLLARS), "libra": ("GBP", _POUNDS), "yen": ("JPY", {}), "yuan": ("CNY", {}),
        "yuán": ("CNY", {}), "rublo": ("RUB", {}), "peso": ("", _PESOS), "bolívar": ("VES", {}), "sol": ("PEN", {}), "real": ("BRL", {}),
        "corona": ("", _CROWNS), "franco": ("", {"suiz": "CHF"}), "rupia": ("", _RUPEES), "lira": ("", {"turc": "TRY", "turq": "TRY"}),
        "grivna": ("UAH", {}), "séquel": ("ILS", {}), "shekel": ("ILS", {}), "won": ("KRW", {}), "guaraní": ("PYG", {}),
        "quetzal": ("GTQ", {}), "lempira": ("HNL", {}), "córdoba": ("NIO", {}), "balboa": ("PAB", {}), "zloty": ("PLN", {}),
        "forinto": ("HUF", {}), "dinar": ("", {}), "dírham": ("", {}), "táler": ("", {}), "tálero": ("", {}), "ducado": ("", {}),
        "florín": ("", {}), "marco": ("", {}), "dracma": ("", {}), "peseta": ("", {}), "escudo": ("", {}), "chelín": ("", {})},
    "en": {"euro": ("EUR", {}), "dollar": ("USD", _DOLLARS), "pound": ("GBP", _POUNDS), "yen": ("JPY", {}), "yuan": ("CNY", {}),
        "ruble": ("RUB", {}), "rouble": ("RUB", {}), "peso": ("", _PESOS), "bolivar": ("VES", {}), "sol": ("PEN", {}), "real": ("BRL", {}),
        "crown": ("", _CROWNS), "krona": ("", _CROWNS), "kronor": ("", _CROWNS), "krone": ("", _CROWNS), "kroner": ("", _CROWNS),
        "franc": ("", {"swiss": "CHF"}), "rupee": ("", _RUPEES), "lira": ("", {"turk": "TRY"}), "hryvnia": ("UAH", {}),
        "shekel": ("ILS", {}), "won": ("KRW", {}), "rand": ("ZAR", {}), "zloty": ("PLN", {}), "forint": ("HUF", {}), "dinar": ("", {}),
        "dirham": ("", {}), "riyal": ("", {}), "thaler": ("", {}), "ducat": ("", {}), "florin": ("", {}), "mark": ("", {}),
        "drachma": ("", {}), "shilling": ("", {}), "guilder": ("", {})},
}  # fmt: skip
MONEY = {
    name
    for currencies in CURRENCIES.values()
    for noun, (code, national) in currencies.items()
    for name in (code or noun, *national.values())
} | set(SIGNS.values())
"""Every unit that is money."""
_HUNDREDTHS = {"céntimo": "EUR", "penique": "GBP", "cent": "USD", "penny": "GBP"}

TIME = word_set("""segundo minuto hora día semana mes bimestre trimestre semestre año lustro década siglo milenio second minute hour day
    week fortnight month year decade century millennium""")
_LENGTHS = """metro pulgada pie yarda milla legua metre inch foot yard mile league"""
_VOLUMES = "litro galón litre gallon pint"
_MASSES = "gramo kilo tonelada quintal onza gram kilo ton tonne ounce"
_OTHERS = """hectárea acre grado punto décima nudo voltio vatio julio caloría decibelio hercio byte bit barril hectare degree
    point tenth knot volt watt horsepower joule calorie decibel hertz barrel"""
_PREFIXES = ("nano micro mili centi deci hecto kilo mega giga tera milli").split()
_PREFIXED = "metro litro gramo vatio voltio hercio byte bit tonelada metre litre gram watt volt hertz ton tonne".split()
MEASURES = (
    TIME
    | word_set(f"{_LENGTHS} {_VOLUMES} {_MASSES} {_OTHERS}")
    | {prefix + unit for prefix in _PREFIXES for unit in _PREFIXED}
    | word_set("centímetro milímetro decímetro kilómetro hectómetro hectolitro")
)
_SPELLINGS = {"kilogramo": "kilo", "kilogram": "kilo", "kilogramme": "kilo", "gramme": "gram"}
_ABBREVIATIONS = {
    "es": {"km": "kilómetro", "m": "metro", "cm": "centímetro", "mm": "milímetro", "kg": "kilo", "kgs": "kilo", "g": "gramo",
        "t": "tonelada", "ha": "hectárea", "l": "litro", "km/h": "kilómetro por hora", "kmh": "kilómetro por hora",
        "km²": "kilómetro cuadrado",
        "km2": "kilómetro cuadrado", "m²": "metro cuadrado", "m2": "metro cuadrado", "m³": "metro cúbico", "m3": "metro cúbico",
        "kw": "kilovatio", "mw": "megavatio",
        "gw": "gigavatio", "gb": "gigabyte", "mb": "megabyte", "min": "minuto", "h": "hora"},
    "en": {"km²": "square kilometre", "km2": "square kilometre", "m²": "square metre", "m2": "square metre", "m³": "cubic metre",
        "m3": "cubic metre", "km": "kilometre", "m": "metre",
        "cm": "centimetre", "mm": "millimetre", "kg": "kilo", "g": "gram", "ha": "hectare",
        "ft": "foot", "lb": "pound", "lbs": "pound", "mph": "mile per hour", "kph": "kilometre per hour", "km/h": "kilometre per hour",
        "kmh": "kilometre per hour", "kw": "kilowatt",
        "mw": "megawatt", "gw": "gigawatt", "gb": "gigabyte", "mb": "megabyte"},
}  # fmt: skip
_SHAPES = {"cuadrado", "cúbico", "náutico", "cuadrada", "cúbica", "náutica"}
_SHAPES_BEFORE = {"square", "cubic", "nautical"}
_RATES = word_set("segundo minuto hora second minute hour")
_RATED = word_set(f"{_LENGTHS} {_VOLUMES} kilómetro centímetro milímetro hectómetro kilometre centimetre millimetre")
_SCALES_BEFORE = {"magnitud", "magnitude"}
_EXTRA = word_set("more further full whole consecutive straight extra additional long largos largas consecutivos consecutivas seguidos")
# An index or a score is told in points of its own; a rate, a share or a poll in points of a hundred.
_INDEXES = word_set("índice índices index bolsa bursátil dow nasdaq ibex shares stocks stock acciones selectivo liga league match")
_SHARES = word_set("""tipo tipos tasa tasas inflación paro desempleo encuesta sondeo intención apoyo respaldo participación cuota rate rates
    inflation unemployment jobless poll survey support approval turnout share lead rating
    elecciones comicios electoral votos sondeos encuestas election elections votes polls""")
_PERCENT = {"%", "percent", "pct", "porciento"}
_PERCENT_WORDS = (["por", "ciento"], ["por", "cien"], ["per", "cent"])
_PARTICIPLES = ("ado", "ido", "cho", "sto", "rto", "lto", "ito")
_DEGREES = {"c", "f", "celsius"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit's one name, how much of it one of its words is ("214 pence" is 2.14 GBP), and the index after its words."""

    name: str
    factor: float
    after: int


def read_unit(words: Sequence[Word], at: int, value: float, language: str) -> Unit | None:
    """Return the unit whose words begin at `at`, "de" and an adjective skipped ("millones de euros", "two more hours")."""
    if at > 1 and words[at - 2].lower in _SCALES_BEFORE:
        return Unit(words[at - 2].lower, 1, at)
    if at >= len(words):
        return None
    pair = [word.lower for word in words[at : at + 2]]
    if pair[0] in _PERCENT or pair in _PERCENT_WORDS:
        return Unit("%", 1, at + 1 + (pair[0] not in _PERCENT))
    if pair[0] in ("percentage", "basis") and pair[-1] in ("point", "points"):
        return Unit("%", 0.01 if pair[0] == "basis" else 1, at + 2)
    glued = words[at].text in ("C", "F") and words[at].start == words[at - 1].end
    if (pair[0] in ("°", "º") and pair[-1] in _DEGREES) or glued or (pair[0][0] in "°º" and pair[0][1:] in _DEGREES):
        return Unit("grado" if language == "es" else "degree", 1, at + 1 + (pair[0] in ("°", "º")))
    if pair[0] in _SCALES_BEFORE and words[at - 1].text == "-":
        return Unit(pair[0], 1, at + 1)  # "a 6.4-magnitude quake"
    at += pair[0] in ("de", "of")
    for begin in (at, at + 1):
        if begin >= len(words) or (begin > at and not _skipped(words[at])):
            return None
        unit = _money(words, begin, language) or _measure(words, begin, value, language)
        if unit:
            return unit
    return None


def _skipped(word: Word) -> bool:
    return (word.pos == "ADJ" and word.lower not in ("last", "next")) or word.lower in _EXTRA  # "a Boeing 737 last week"


def _money(words: Sequence[Word], at: int, language: str) -> Unit | None:
    lower = words[at].lower
    if lower in SIGNS:
        return Unit(SIGNS[lower], 1, at + 1)
    noun = _unit_noun(lower, language)
    if noun in _HUNDREDTHS:
        return Unit(_HUNDREDTHS[noun], 0.01, at + 1)
    if noun not in CURRENCIES[language]:
        return None
    code, countries = CURRENCIES[language][noun]
    after = words[at + 1].lower if at + 1 < len(words) else ""
    if noun in ("libra", "pound") and (after in ("de", "of") or any(word.lower.startswith(("pes", "weigh")) for word in words[:at])):
        return Unit(noun, 1, at + 1)  # of weight
    beside = words[at + 1 : at + 2] if language == "es" else words[max(0, at - 1) : at]
    # Nobody in Argentina says which peso; a dollar is another country's only where that is said beside it.
    for near in (beside, () if code else words):
        for word in near:
            for stem, national in countries.items():
                if word.lower.startswith(stem):
                    return Unit(national, 1, at + 1 + (language == "es" and near is beside))
    return Unit(code or noun, 1, at + 1 + (after == "esterlinas"))


def _measure(words: Sequence[Word], at: int, value: float, language: str) -> Unit | None:
    word = words[at]
    if word.lower == "ha" and language == "es" and at + 1 < len(words) and words[at + 1].lower.endswith(_PARTICIPLES):
        return None  # "el juzgado número 3 ha ordenado"
    if word.lower in _ABBREVIATIONS[language] and not (word.lower in ("m", "t", "g", "l", "h") and word.text.isupper()):
        if [part.lower for part in words[at : at + 3]] == ["km", "/", "h"]:
            return Unit(_ABBREVIATIONS[language]["km/h"], 1, at + 3)
        return Unit(_ABBREVIATIONS[language][word.lower], 1, at + 1)
    begin = at + (word.lower in _SHAPES_BEFORE)
    noun = _unit_noun(words[begin].lower, language) if begin < len(words) else ""
    if noun not in MEASURES or word.finite:
        return None
    if noun in ("punto", "point", "décima", "tenth"):
        return _points(words, at, noun, value)
    after, name = begin + 1, noun
    following = [later.lower for later in words[after : after + 2]]
    if begin > at:
        name = f"{word.lower} {noun}"
    elif following and singular(following[0], language) in _SHAPES:
        name, after = f"{noun} {singular(following[0], language)}", after + 1
        following = [later.lower for later in words[after : after + 2]]
    if len(following) == 2 and following[0] in ("por", "per", "an", "a") and noun in _RATED and following[1] in _RATES:
        name, after = f"{name} {'por' if language == 'es' else 'per'} {following[1]}", after + 2
    return Unit(name, 1, after)


def _unit_noun(lower: str, language: str) -> str:
    noun = singular(lower, language)
    if language == "en" and noun.endswith(("meter", "liter")):
        noun = noun[:-2] + "re"
    return _SPELLINGS.get(noun, noun)


def _points(words: Sequence[Word], at: int, noun: str, value: float) -> Unit:
    """Return what points are: "%" in a rate or a poll, "basis points" hundredths of it, points of their own in an index."""
    following = words[at + 1].lower if at + 1 < len(words) else ""
    tenth = 0.1 if noun in ("décima", "tenth") else 1
    name = "punto" if noun in ("punto", "décima") else "point"
    if following.startswith(("porcentual", "básico")):
        return Unit("%", 0.01 if following.startswith("básico") else 1, at + 2)
    if following in ("de", "of") and at + 2 < len(words) and tenth < 1:
        fraction_of = singular(words[at + 2].lower, "es" if name == "punto" else "en")
        if fraction_of in MEASURES and fraction_of not in ("punto", "point"):
            return Unit(fraction_of, tenth, at + 3)
    lower = {word.lower for word in words}
    share = bool(lower & _PERCENT or lower & _SHARES or lower & {"ciento", "cent"} or tenth < 1) and value < 100
    return Unit("%" if share and not lower & _INDEXES else name, tenth, at + 1)
