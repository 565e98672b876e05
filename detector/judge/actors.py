"""Who acts: countries by name, demonym, capital or seat of power, in Spanish and English; and proper names by form."""

from __future__ import annotations

import re
from functools import lru_cache

from babel import Locale

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

# What a subject at the head of a sentence begins with, in capitals for no other reason.
_FUNCTION_WORDS = frozenset(
    (
        "los las una uno unos unas sus este esta estos estas ese esa esos esas aquel aquella varios varias muchos muchas algunos "
        "algunas otro otra otros otras dos tres nadie nada ningún ninguno ninguna todo todos toda todas esto eso ella ellos ellas según "
        "the this that these those his her its their our some many several another other two three "
        "nobody none all every everyone everything they she people"
    ).split(" ")
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


def names(text: str) -> tuple[str, ...]:
    """Return the capitalised words of `text` that are no function words: its proper names, by form."""
    return tuple(word for word in re.findall(r"\b[A-ZÁÉÍÓÚÜÑ]\w{2,}", text) if word.lower() not in _FUNCTION_WORDS)
