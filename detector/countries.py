"""Countries by name, demonym, capital or seat of power, in Spanish and English."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from babel import Locale

How = Literal["name", "capital", "other"]

# Demonyms as the dictionary has them; Spanish ones are inflected by `_inflect`. Seats of power stand for the state that
# speaks there. ISO 3166 codes; the names of the countries themselves come from CLDR (babel).
_DEMONYMS = {
    "AF": "afgano afghan", "AR": "argentino argentine argentinian", "AU": "australiano australian", "AT": "austríaco austrian",
    "BE": "belga belgian", "BO": "boliviano bolivian", "BR": "brasileño brazilian", "CA": "canadiense canadian",
    "CL": "chileno chilean", "CN": "chino chinese", "CO": "colombiano colombian", "CR": "costarricense costarican",
    "CU": "cubano cuban", "DE": "alemán german", "DK": "danés danish", "DO": "dominicano dominican", "EC": "ecuatoriano ecuadorian",
    "EG": "egipcio egyptian", "ES": "español spanish spaniard", "FI": "finlandés finnish", "FR": "francés french",
    "GB": "británico british briton", "GR": "griego greek", "GT": "guatemalteco guatemalan", "HN": "hondureño honduran",
    "HU": "húngaro hungarian", "IE": "irlandés irish", "IL": "israelí israeli", "IN": "indio indian", "IQ": "iraquí iraqi",
    "IR": "iraní iranian", "IT": "italiano italian", "JP": "japonés japanese", "KP": "norcoreano", "KR": "surcoreano",
    "LB": "libanés lebanese", "LY": "libio libyan", "MA": "marroquí moroccan", "MX": "mexicano mexican", "NI": "nicaragüense nicaraguan",
    "NL": "neerlandés holandés dutch", "NO": "noruego norwegian", "PA": "panameño panamanian", "PE": "peruano peruvian",
    "PK": "pakistaní pakistani", "PL": "polaco polish", "PS": "palestino palestinian", "PT": "portugués portuguese",
    "PY": "paraguayo paraguayan", "RO": "rumano romanian", "RS": "serbio serbian", "RU": "ruso russian", "SA": "saudí saudi",
    "SE": "sueco swedish", "SV": "salvadoreño salvadoran", "SY": "sirio syrian", "TR": "turco turkish", "TW": "taiwanés taiwanese",
    "UA": "ucraniano ukrainian", "US": "estadounidense norteamericano american", "UY": "uruguayo uruguayan",
    "VE": "venezolano venezuelan", "YE": "yemení yemeni", "ZA": "sudafricano",
}  # fmt: skip
_SEATS = {
    "AR": "buenos aires, casa rosada", "AU": "canberra", "AT": "viena, vienna", "BE": "bruselas, brussels",
    "BR": "brasilia, brasília, planalto", "CA": "ottawa", "CN": "pekín, beijing", "CO": "bogotá, casa de nariño", "CU": "la habana, havana",
    "DE": "berlín, berlin", "DK": "copenhague, copenhagen", "EC": "quito", "EG": "el cairo, cairo", "ES": "madrid, la moncloa, moncloa",
    "FR": "parís, paris, elíseo, elysée", "GB": "londres, london, downing street, whitehall", "GR": "atenas, athens",
    "HU": "budapest", "IE": "dublín, dublin", "IL": "jerusalén, jerusalem, tel aviv", "IN": "nueva delhi, new delhi",
    "IQ": "bagdad, baghdad", "IR": "teherán, tehran", "IT": "roma, rome", "JP": "tokio, tokyo", "KP": "pyongyang, north korean",
    "KR": "seúl, seoul, south korean", "LB": "beirut", "MA": "rabat", "MX": "ciudad de méxico, mexico city", "NI": "managua",
    "PE": "lima", "PL": "varsovia, warsaw", "PT": "lisboa, lisbon", "RU": "moscú, moscow, kremlin",
    "SA": "riad, riyadh", "SY": "damasco, damascus", "TR": "ankara", "UA": "kiev, kyiv",
    "US": "washington, casa blanca, white house, pentágono, pentagon, ee. uu., ee.uu., eeuu, u.s., usa, estados unidos de américa",
    "UY": "montevideo", "VE": "caracas, miraflores", "ZA": "south african",
}  # fmt: skip


_PALACES = frozenset(
    """casa rosada|planalto|casa de nariño|la moncloa|moncloa|elíseo|elysée|downing street|whitehall|tel aviv|kremlin|casa blanca
    |white house|pentágono|pentagon|ee. uu.|ee.uu.|eeuu|u.s.|usa|estados unidos de américa|miraflores|north korean|south korean
    |south african|jerusalén|jerusalem""".replace("\n    ", "").split("|")
)


def _inflect(word: str) -> set[str]:
    """The gender and number forms of a Spanish demonym; harmless additions for an English one."""
    forms = {word, word + "s", word + "es"}
    if word.endswith("o"):
        forms |= {word[:-1] + "a", word[:-1] + "as"}
    if word[-2:] in {"és", "án", "ín", "ón", "ol"}:
        stem = word[:-2] + word[-2:].translate(str.maketrans("éáíó", "eaio"))
        forms |= {stem + "a", stem + "as", stem + "es"}
    return forms


@lru_cache(maxsize=1)
def _gazetteer() -> tuple[re.Pattern[str], dict[str, str]]:
    forms: dict[str, str] = {}
    for code, words in _DEMONYMS.items():
        forms |= {form: code for word in words.split() for form in _inflect(word)}
    for language in ("es", "en"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha():
                forms[name.lower()] = code
    for code, seats in _SEATS.items():
        forms |= dict.fromkeys(seats.split(", "), code)
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"), forms


def countries(text: str) -> frozenset[str]:
    """Return the ISO 3166 codes of the states that `text` names, by name, demonym, capital or seat of power."""
    pattern, forms = _gazetteer()
    return frozenset(forms[found] for found in pattern.findall(text.lower()))


@dataclass(frozen=True, slots=True)
class Named:
    """A state that a text names: `how` it does is "name", "capital" (its city) or "other" (a demonym, a seat of power)."""

    start: int
    end: int
    code: str
    how: How


def named_countries(text: str) -> list[Named]:
    """Return where `text` names states, in its order; nothing where its small letters are not as many as its letters."""
    pattern, forms = _gazetteer()
    lower = text.lower()
    if len(lower) != len(text):
        return []
    return [Named(*found.span(), forms[found.group()], _how(found.group(), text[found.start()])) for found in pattern.finditer(lower)]


def _how(form: str, initial: str) -> How:
    if not initial.isupper():
        return "other"
    if form in _names():
        return "name"
    return "capital" if form in _capitals() else "other"


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    """Return the names of territories in small letters."""
    return frozenset(name.lower() for language in ("es", "en") for name in Locale(language).territories.values())


@lru_cache(maxsize=1)
def _capitals() -> frozenset[str]:
    return frozenset(city for seats in _SEATS.values() for city in seats.split(", ")) - _PALACES
