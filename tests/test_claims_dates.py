"""When the event of a claim lies: what names of days mean, their bounds and ranges, and the times that are only background."""

from datetime import date

import pytest

from detector.claims.times.times import find_time

PUBLISHED = date(2031, 5, 8)  # a Thursday


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("La fábrica cerró en marzo", "2031-03-01", "2031-03-31"),
        ("The factory closed in June", "2030-06-01", "2030-06-30"),
        ("La fábrica cerrará en marzo", "2032-03-01", "2032-03-31"),
        ("The shop opens on Saturday", "2031-05-10", "2031-05-10"),
        ("The shop opened on Saturday", "2031-05-03", "2031-05-03"),
        ("La reunión será el próximo jueves", "2031-05-15", "2031-05-15"),
        ("The meeting took place last Thursday", "2031-05-01", "2031-05-01"),
        ("El tren descarriló el martes 6", "2031-05-06", "2031-05-06"),
        ("El tren descarriló el día 2", "2031-05-02", "2031-05-02"),
        ("El pasado 3 de junio hubo elecciones", "2030-06-03", "2030-06-03"),
        ("El premio se entregará el 1 de enero", "2032-01-01", "2032-01-01"),
        ("Hace tres días se hundió el muelle", "2031-05-05", "2031-05-05"),
        ("A fortnight ago the roof fell in", "2031-04-24", "2031-04-24"),
        ("The council will meet in ten days' time", "2031-05-18", "2031-05-18"),
        ("A principios de abril cerró el bar", "2031-04-01", "2031-04-10"),
        ("The trial began in mid-April", "2031-04-11", "2031-04-20"),
        ("La planta abrirá a finales del mes que viene", "2031-06-21", "2031-06-30"),
        ("El fin de semana murieron tres ciclistas", "2031-05-03", "2031-05-04"),
        ("The weekend of 17 May will be dry", "2031-05-17", "2031-05-18"),
        ("Exports fell in the third quarter of 2029", "2029-07-01", "2029-09-30"),
        ("The vote is on the first Sunday in June", "2031-06-01", "2031-06-01"),
        ("En lo que va de año han muerto 30 personas", "2031-01-01", "2031-05-08"),
        ("El Viernes Santo ardió la iglesia", "2031-04-11", "2031-04-11"),
        ("The storm hit overnight on Tuesday", "2031-05-06", "2031-05-07"),
    ],
)
def test_periods(text: str, start: str, end: str) -> None:
    assert found(text) == (start, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Las minas están paradas desde el 2 de mayo", "2031-05-02", None),
        ("The mill has been idle since May 2", "2031-05-02", None),
        ("Los médicos pararán a partir del lunes", "2031-05-12", None),
        ("The road will be shut from Saturday", "2031-05-10", None),
        ("The tax was abolished after 2025", "2026-01-01", None),
        ("La orden rige hasta el viernes", None, "2031-05-09"),
        ("The plant must close by 15 May", None, "2031-05-15"),
        ("El crucero debe salir antes de las 10 del martes", None, "2031-05-12"),
        ("The bill must pass before the end of the year", None, "2031-12-31"),
        ("El puente no abrirá antes del 3 de junio", "2031-06-03", None),
    ],
)
def test_open_ends(text: str, start: str | None, end: str | None) -> None:
    assert found(text) == (start, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("La feria cerró del 3 al 7 de mayo", "2031-05-03", "2031-05-07"),
        ("The road was closed from April 28 to May 3", "2031-04-28", "2031-05-03"),
        ("Los casos subieron entre noviembre y enero", "2030-11-01", "2031-01-31"),
        ("Trains ran from January to March 2029", "2029-01-01", "2029-03-31"),
        ("La huelga durará desde el lunes hasta el miércoles", "2031-05-12", "2031-05-14"),
        ("Los días 3, 4 y 5 de mayo hubo cortes", "2031-05-03", "2031-05-05"),
        ("The ferry did not sail on Monday or Tuesday", "2031-05-05", "2031-05-06"),
    ],
)
def test_ranges(text: str, start: str, end: str) -> None:
    assert found(text) == (start, end)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("El contable fue detenido el lunes por un fraude cometido en 2019", "2031-05-05"),
        ("A bridge built in 1990 collapsed on Tuesday", "2031-05-06"),
        ("El hombre que robó el banco murió el lunes", "2031-05-05"),
        ("El templo, construido en 1880, ardió ayer", "2031-05-07"),
        ("The minister, Rosa Mena, resigned on Tuesday over a leaked memo from 2015", "2031-05-06"),
        ("La ciudad vivió el martes la noche más fría desde 1987", "2031-05-06"),
        ("The law of March 2015 was repealed on Monday", "2031-05-05"),
        ("La plaza 3 de Febrero se vende bien", None),
        ("The Tenth of June Square is closed", None),
        ("Su libro «Noches de mayo» vendió mil copias", None),
        ("El presidente dimitió tras las elecciones del domingo", None),
        ("The shop closes on Mondays", None),
        ("Cada viernes se reúnen en la plaza", None),
        ("The Sunday Times reported losses", None),
        ("They may march again", None),
        ("Cincuenta personas fueron evacuadas por la mañana", None),
    ],
)
def test_background_names_and_habits_date_nothing(text: str, day: str | None) -> None:
    assert found(text) == ((day, day) if day else None)


@pytest.mark.parametrize("text", ["", "2031", "El lunes", "MONDAY", "31/31/2031", "el 30 de febrero", "9999-12-31", "after 9999-12-31"])
def test_scraps_raise_nothing(text: str) -> None:
    for day in (PUBLISHED, date.min, date.max, None):
        find_time(text, day)


def found(text: str) -> tuple[str | None, str | None] | None:
    time = find_time(text, PUBLISHED)
    return (time.start, time.end) if time else None
