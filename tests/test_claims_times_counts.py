"""The time of a claim is that of its content, and what its numbers count is named alike in both languages."""

from datetime import date

import pytest

from detector.claims import extract_claims, parsers
from detector.records import Article, Claim
from detector.settings import ClaimSettings

MODES = ["rules", *(["spacy"] if all(parsers().values()) else [])]
PUBLISHED = date(2031, 5, 8)  # a Thursday


def first(text: str, mode: str, language: str) -> Claim:
    return extract_claims(Article.from_text(text, language=language, published=PUBLISHED), ClaimSettings(parser=mode))[0]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("es", "Lermia negó el martes que uno de sus aviones cruzara la frontera.", None),
        ("en", "Lermia denied on Tuesday that one of its planes had crossed the border.", None),
        ("es", "Lermia aclaró este martes que no mantiene tropas en Sarn.", None),
        ("en", "The bridge is safe, Mayor Rosa Mena said on Tuesday.", None),
        ("es", "Lermia negó el jueves que el avión cruzara la frontera el martes.", "2031-05-06"),
        ("en", "Lermia denied on Thursday that the plane had crossed the border on Tuesday.", "2031-05-06"),
        ("es", "El funeral será el lunes en la plaza.", "2031-05-12"),
        ("en", "The funeral will be held on Monday in the square.", "2031-05-12"),
        ("es", "El funeral fue el lunes en la plaza.", "2031-05-05"),
        ("en", "The funeral was held on Monday in the square.", "2031-05-05"),
        ("es", "El puente abrirá antes de fin de año.", None),
        ("en", "The bridge will open before the end of the year.", None),
    ],
)
def test_time_belongs_to_the_content(mode: str, language: str, text: str, day: str | None) -> None:
    time = first(text, mode, language).time
    assert (time.start if time else None) == day


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("language", "text", "value", "counted"),
    [
        ("es", "Los muertos eran 14 al mediodía.", 14, "muerto"),
        ("es", "La cifra de muertos era de 22 por la noche.", 22, "muerto"),
        ("en", "The death toll stood at 31 on Sunday.", 31, "muerto"),
        ("es", "El número de fallecidos subió este viernes a 31.", 31, "muerto"),
        ("en", "The flood killed 22 people in the valley.", 22, "muerto"),
        ("es", "Doce personas murieron en el incendio.", 12, "muerto"),
        ("en", "Twelve people died in the fire.", 12, "muerto"),
        ("es", "El choque dejó 9 personas heridas en la autopista.", 9, "herido"),
        ("en", "The crash left 9 injured people on the highway.", 9, "herido"),
        ("es", "Otras 60 personas seguían desaparecidas el martes.", 60, "desaparecido"),
        ("en", "Another 60 people were still missing on Tuesday.", 60, "desaparecido"),
        ("es", "La policía detuvo a 8 personas durante la marcha.", 8, "detenido"),
        ("en", "Police arrested 8 people during the march.", 8, "detenido"),
        ("es", "Las autoridades han evacuado a 230 personas del valle.", 230, "evacuado"),
        ("en", "The authorities evacuated 230 people from the valley.", 230, "evacuado"),
    ],
)
def test_tolls_have_one_name(mode: str, language: str, text: str, value: float, counted: str) -> None:
    assert [(found.low, found.high, found.counted) for found in first(text, mode, language).quantities] == [(value, value, counted)]


@pytest.mark.parametrize("mode", MODES)
def test_the_noun_of_a_total_is_counted(mode: str) -> None:
    found = first("The company put the number of homes without power at 40,000.", mode, "en").quantities
    assert [(quantity.low, quantity.counted.rstrip("s")) for quantity in found] == [(40000, "home")]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "El choque ocurrió a las 23.40 en la carretera provincial 7."),
        ("es", "La sirena sonó a las dos y cuarto en el barrio viejo."),
        ("en", "The crash happened at ten past two on Route 7."),
    ],
)
def test_times_of_day_and_road_numbers_are_no_quantities(mode: str, language: str, text: str) -> None:
    assert first(text, mode, language).quantities == ()
