"""A story in which three outlets print one agency's text: the pairs of each with the same denial ask the same question."""

from __future__ import annotations

from datetime import date

from builders import make_claim, make_relation, make_results, make_story

from detector.records import Article, Results

_BODY = "La naviera Ostrel compró el faro viejo de Puerto Alba por 3 millones, según el registro. La obra empieza en mayo."


def _article(source: str, text: str, day: int) -> Article:
    return Article.from_text(text, source, f"El faro viejo: {source}", date(2031, 3, day), language="es")


AGENCY = _article("Agencia Valmar", _BODY, 4)
FARO = _article("El Faro", _BODY.replace("La naviera Ostrel", "LA NAVIERA «Ostrel»"), 5)
SUR = _article("Diario Sur", _BODY.replace("el faro viejo", "el  faro\nviejo"), 5)
ECO = _article("El Eco", _BODY, 6)
GAZETTE = _article("La Gaceta", "El alcalde niega la venta: la naviera Ostrel no compró el faro viejo. Nadie más lo quiso.", 6)

_COPIES = [AGENCY, FARO, SUR]
_BOUGHT = {
    AGENCY: "La naviera Ostrel compró el faro viejo de Puerto Alba por 3 millones",
    FARO: "LA NAVIERA «Ostrel» compró el faro viejo de Puerto Alba por 3 millones",
    SUR: "La naviera Ostrel compró el  faro\nviejo de Puerto Alba por 3 millones",
    ECO: "La naviera Ostrel compró el faro viejo de Puerto Alba por 3 millones",
}
_bought = {article: make_claim(article, quote) for article, quote in _BOUGHT.items()}
_denied = make_claim(GAZETTE, "la naviera Ostrel no compró el faro viejo")
_works = make_claim(FARO, "La obra empieza en mayo")
_story = make_story([*_COPIES, ECO, GAZETTE])

PAIRS = [
    make_relation(_story, _bought[AGENCY], _denied, "contradicts", 0.95, "negation"),
    make_relation(_story, _denied, _bought[FARO], "contradicts", 0.94, "negation"),
    make_relation(_story, _bought[SUR], _denied, "contradicts", 0.93, "negation"),
]
"""Copies of one another; in the second one the sides are the other way round."""
FIRST, SECOND, THIRD = (relation.id for relation in PAIRS)
_eco = make_relation(_story, _bought[ECO], _denied, "contradicts", 0.92, "negation")
_other = make_relation(_story, _works, _denied, "contradicts", 0.6, "negation")
OTHER_VOICE, OTHER_WORDS = _eco.id, _other.id
"""The same words of a voice of its own, and other words of the same voice: no copies."""


def copied_story() -> Results:
    """Return the story: three copies, and two pairs that look like them."""
    origins = {article.id: AGENCY.id for article in _COPIES}
    claims = [*_bought.values(), _denied, _works]
    return make_results([*_COPIES, ECO, GAZETTE], claims, [*PAIRS, _eco, _other], [_story], [], origins)
