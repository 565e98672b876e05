"""How much, of what: bounds, units under one name, and what a number counts that has no noun of its own."""

import pytest

from detector.claims import extract_claims, parsers
from detector.claims.grammar.parse import parse
from detector.claims.grammar.singular import singular
from detector.claims.grammar.words import tag
from detector.claims.quantities.quantities import find_quantities
from detector.records import Article
from detector.settings import ClaimSettings

INF = float("inf")
MODES = ["rules", *(["spacy"] if all(parsers().values()) else [])]
Found = list[tuple[float, float, str, str]]


def found(text: str, language: str, mode: str) -> Found:
    words = next(iter(parse([(text, 0)], language))) if mode == "spacy" else tag(text, 0, len(text), language)
    return [(round(q.low, 6), round(q.high, 6), q.unit, q.counted) for q in find_quantities(words, language)]


def exactly(value: float, unit: str = "", counted: str = "") -> tuple[float, float, str, str]:
    return (value, value, unit, counted)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("es", "La superficie quemada supera las 900 hectáreas.", [(900, INF, "hectárea", "")]),
        ("es", "Tres de cada cuatro vecinos apoyan el cierre.", [exactly(75, "%")]),
        ("es", "Más de uno de cada diez pisos está vacío.", [(10, INF, "%", "")]),
        ("en", "Almost one in five pupils missed class.", [(18, 20, "%", "")]),
        ("en", "Six out of ten voters stayed at home.", [exactly(60, "%")]),
        ("en", "They won three in four days.", [exactly(3), exactly(4, "day")]),
        ("en", "The firm lost 3 out of 12 contracts.", [exactly(3), exactly(12, "", "contract")]),
        ("en", "The burnt area exceeded 900 hectares.", [(900, INF, "hectare", "")]),
        ("es", "Subió un 13% en mayo y un 1,5% en junio.", [exactly(13, "%"), exactly(1.5, "%")]),
        ("es", "Entre un 5% y un 7% de los hogares.", [(5, 7, "%", "")]),
        ("es", "El 5-7% de los hogares no tiene luz.", [(5, 7, "%", "")]),
        ("en", "It took the last 8–10 years.", [(8, 10, "year", "")]),
        ("es", "El cien por cien de los votos y un noventa por ciento.", [exactly(100, "%"), exactly(90, "%")]),
        ("es", "El termómetro marcó -7 ºC y luego 35ºC.", [exactly(-7, "grado"), exactly(35, "grado")]),
        ("en", "It hit 41 °C in May and 12°C in June.", [exactly(41, "degree"), exactly(12, "degree")]),
        ("es", "Circulaba a 225 kmh por un túnel de 1.000m2.", [exactly(225, "kilómetro por hora"), exactly(1000, "metro cuadrado")]),
        ("en", "The shed has 900m2.", [exactly(900, "square metre")]),
        ("es", "Envía entre 400 000 y 500 000 dosis.", [(4e5, 5e5, "", "dosis")]),
        ("es", "Recibió decenas de millares de quejas.", [(20_000, 99_999, "", "queja")]),
        ("es", "Llevan desde 30 hasta 120 pasajeros.", [exactly(30, "", "pasajero"), exactly(120, "", "pasajero")]),
        ("en", "They cancelled on Thursday 25% of the flights.", [exactly(25, "%")]),
        ("en", "Some 1800 miners left.", [(1620, 1980, "", "miner")]),
        ("en", "There were 40 on board.", [exactly(40)]),
        ("en", "It held 75 monks in May 2031, 53 of whom are ill.", [exactly(75, "", "monk"), exactly(53, "", "monk")]),
        ("en", "The bank, with its 800 employees - all here - closed.", [exactly(800, "", "employee")]),
        ("es", "El aparato lleva tres «cámaras» nuevas.", [exactly(3, "", "cámara")]),
        ("en", "Eight laid-off workers sued.", [exactly(8, "", "worker")]),
        ("es", "Mil quinientos guardias y ciento noventa perros.", [exactly(1500, "", "guardia"), exactly(190, "", "perro")]),
        ("en", "The wait is now 19 weeks, up from 14.", [exactly(19, "week"), exactly(14, "week")]),
        ("es", "El parte eleva ya a 6.900 las hectáreas quemadas.", [exactly(6900, "hectárea")]),
        ("es", "La espera es de 19 semanas, frente a 14 en mayo.", [exactly(19, "semana"), exactly(14, "semana")]),
        ("es", "Un hombre de 34 años y una mujer de 29 fueron detenidos.", [exactly(34, "año"), exactly(29, "año")]),
        ("es", "Ayuda a 3 millones de vecinos y costará 450 millones.", [exactly(3e6, "", "vecino"), exactly(4.5e8)]),
        ("es", "Fue condenado por matar a dos niños de 6 y 8 años.", [exactly(2, "", "muerto"), exactly(6, "año"), exactly(8, "año")]),
        ("en", "He was jailed for killing two boys aged 6 and 8.", [exactly(2, "", "muerto")]),
        ("en", "About 2.000 lawyers met.", [(1800, 2200, "", "lawyer")]),
        ("en", "Felix would be 42 today.", [exactly(42)]),
        ("es", "La película dura algo superior a las dos horas.", [(2, INF, "hora", "")]),
        ("es", "Casi 300 barcos salieron del puerto.", [(270, 300, "", "barco")]),
        ("en", "Almost 300 boats left the harbour.", [(270, 300, "", "boat")]),
        ("es", "La multa no supera los 600 euros.", [(-INF, 600, "EUR", "")]),
        ("es", "La inflación subió siete décimas, hasta el 3,4 %.", [exactly(0.7, "%"), exactly(3.4, "%")]),
        ("en", "The rate was cut by 25 basis points to 3.5%.", [exactly(0.25, "%"), exactly(3.5, "%")]),
        ("en", "They will build new roads over 12 years.", [exactly(12, "year")]),
        ("es", "Cientos de miles de peces murieron en el lago.", [(200_000, 999_999, "", "pez")]),
        ("en", "Several hundred residents left the valley.", [(200, 999, "", "resident")]),
        ("es", "El grupo retuvo a una docena de turistas.", [exactly(12, "", "turista")]),
        ("en", "Half a dozen police cars were burnt.", [exactly(6, "", "car")]),
        ("es", "Esperaron una hora y media en la estación.", [exactly(1.5, "hora")]),
        ("en", "They waited an hour and a half at the station.", [exactly(1.5, "hour")]),
        ("es", "Entre el 5 % y el 7 % de los hogares no tiene luz.", [(5, 7, "%", "")]),
        ("es", "El presupuesto pasó de 20 a 35 millones de euros.", [exactly(2e7, "EUR"), exactly(3.5e7, "EUR")]),
        ("en", "The fine rose from $300 to $450.", [exactly(300, "USD"), exactly(450, "USD")]),
        ("es", "La empresa mexicana debe 2 mil 500 pesos.", [exactly(2500, "MXN")]),
        ("es", "Subió 2.5 por ciento y vendió 1,850 camisas.", [exactly(2.5, "%"), exactly(1850, "", "camisa")]),
        ("en", "A 3-year-old boy was found after a 20-minute search.", [exactly(3, "year"), exactly(20, "minute")]),
        ("es", "El tren circulaba a 190 km/h.", [exactly(190, "kilómetro por hora")]),
        ("en", "The train went at 120 mph.", [exactly(120, "mile per hour")]),
        ("en", "The club will pay £4.5m for the stadium.", [exactly(4.5e6, "GBP")]),
        ("en", "The club will pay between £4m and £5m.", [(4e6, 5e6, "GBP", "")]),
        ("en", "Profit was 3.2bn euros.", [exactly(3.2e9, "EUR")]),
        ("en", "They collected 1.2m signatures.", [exactly(1.2e6, "", "signature")]),
        ("en", "The wall is 1.2m high.", [exactly(1.2, "metre")]),
        ("en", "The van was doing 180kph.", [exactly(180, "kilometre per hour")]),
        ("es", "El banco prestará 12 M€ al puerto.", [exactly(12e6, "EUR")]),
        ("es", "La empresa pagará $350 millones de pesos colombianos.", [exactly(350e6, "COP")]),
        ("es", "La empresa ganó 1 250 000 dólares.", [exactly(1.25e6, "USD")]),
        ("es", "Los daños superan el millón de euros.", [(1e6, INF, "EUR", "")]),
        ("es", "Millón y medio de hogares recibirán la ayuda.", [exactly(1.5e6, "", "hogar")]),
        ("es", "Se vendieron tres cuartos de millón de entradas.", [exactly(750_000, "", "entrada")]),
        ("en", "A quarter of a million people left.", [exactly(250_000, "", "people")]),
        ("en", "A couple of hundred fans waited outside.", [exactly(200, "", "fan")]),
        ("en", "The ban covers firms with 50 or more employees.", [(50, INF, "", "employee")]),
        ("es", "Los heridos pasan de cien.", [(100, INF, "", "herido")]),
        ("es", "Los heridos pasaron de 20 a 34.", [exactly(20, "", "herido"), exactly(34, "", "herido")]),
        ("es", "El equipo no llegó a 20 goles.", [(-INF, 20, "", "gol")]),
        ("en", "The top 10 firms closed.", [exactly(10, "", "firm")]),
        ("es", "El termómetro marcó 8 grados bajo cero.", [exactly(-8, "grado")]),
        ("en", "The mercury fell to minus 12 degrees.", [exactly(-12, "degree")]),
        ("en", "The 6.4-magnitude quake was felt inland.", [exactly(6.4, "magnitude")]),
        ("en", "Turnout was 61 per cent, ten points lower.", [exactly(61, "%"), exactly(10, "%")]),
        ("es", "La inflación fue del 3,1 % en mayo y del 2,8 en junio.", [exactly(3.1, "%"), exactly(2.8, "%")]),
        ("es", "Condenaron a 14 años de cárcel al jefe y a 9 a su chófer.", [exactly(14, "año"), exactly(9, "año")]),
        ("es", "El beneficio se redujo en mayo (-6,2 %).", [exactly(6.2, "%")]),
        ("en", "Profit shrank in May (-6.2%).", [exactly(6.2, "%")]),
        ("es", "El termómetro marcó -12 grados.", [exactly(-12, "grado")]),
    ],
)  # fmt: skip
def test_how_much(mode: str, language: str, text: str, expected: Found) -> None:
    assert found(text, language, mode) == expected


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("language", "text", "counted"),
    [
        ("es", "El partido ganó 12 escaños y el rival se quedó con 9.", ["escaño", "escaño"]),
        ("en", "The party won 12 seats and its rival took nine.", ["seat", "seat"]),
        ("es", "Nueve de los 62 mineros salieron con vida.", ["minero", "minero"]),
        ("en", "Nine of the 62 miners came out alive.", ["miner", "miner"]),
        ("es", "Los desaparecidos bajaron de 60 a 25 tras la búsqueda.", ["desaparecido", "desaparecido"]),
        ("es", "Un choque dejó 7 ciclistas heridos y un muerto.", ["herido", "muerto"]),
        ("en", "Police detained three miners and shot dead two others.", ["detenido", "muerto"]),
        ("en", "One person died and 12 officers were hurt.", ["muerto", "herido"]),
        ("es", "El rayo mató a 14 ovejas.", ["oveja"]),
        ("en", "The firm was fined three times.", ["time"]),
        ("es", "El alcalde elevó a 9 los muertos.", ["muerto"]),
        ("en", "Six children and four women signed.", ["child", "woman"]),
        ("en", "Six soldiers and two civilians died.", ["muerto", "muerto"]),
        ("en", "Between two wars, 150 soldiers died.", ["war", "muerto"]),
        ("es", "Tres personas, entre ellas un niño, murieron.", ["muerto"]),
        ("en", "Three people, including a child, died.", ["muerto"]),
        ("en", "Twelve workers, who were on strike, were arrested.", ["detenido"]),
        ("es", "Hubo 12 bomberos, dijo el alcalde, fueron heridos otros.", ["bombero"]),
        ("en", "Thousands of labourers are thought to have died.", ["muerto"]),
        ("en", "The driver was hurt and seven others died.", ["muerto"]),
        ("es", "Murieron seis soldados y dos civiles.", ["muerto", "muerto"]),
        ("es", "El ciclón mató a 6 pescadores y a 14 vacas.", ["muerto", "vaca"]),
        ("es", "El naufragio costó la vida a 18 migrantes.", ["muerto"]),
        ("en", "The fire claimed 18 lives.", ["muerto"]),
        ("en", "Nine villagers were shot dead.", ["muerto"]),
        ("en", "There were 31 passengers, eight of whom were killed.", ["passenger", "muerto"]),
        ("en", "The injured climbed to 45 and the dead to 13.", ["herido", "muerto"]),
        ("es", "Ya son 15 los pueblos sin luz.", ["pueblo"]),
        ("en", "The factory will create 450 full-time jobs.", ["job"]),
        # labels, brackets and lists
        ("es", "Heridos: 14; desaparecidos: 3", ["herido", "desaparecido"]),
        ("en", "Homes damaged: about 40", ["home"]),
        ("es", "Número de afectados: 3.400", ["afectado"]),
        ("en", "Death toll in Arden quake at 31", ["muerto"]),
        ("es", "Los Azules (18 escaños) pactan con Unión Rural (9).", ["escaño", "escaño"]),
        ("en", "Poll: Blues (31%), Rural Union (24%), Greens (9)", ["", "", ""]),
        ("es", "Hay 12 heridos, 3 graves.", ["herido", "herido"]),
        ("en", "Storm leaves 15 injured, 300 displaced.", ["herido", "displaced"]),
    ],
)
def test_what_is_counted(mode: str, language: str, text: str, counted: list[str]) -> None:
    assert [count for *_, count in found(text, language, mode)] == counted


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "La Ruta 9 sigue cortada."), ("en", "Gate 7 was closed."), ("es", "El Deportivo ganó por 3-1."),
        ("en", "The Rovers lost 2-1 at home."), ("es", "La misa será a las 8 de la mañana."), ("en", "She was 44."),
        ("es", "Más de dos tercios de los concejales faltaron."), ("en", "Wages rose three times as fast."),
        ("es", "El viernes 13 no abrió el mercado."), ("es", "Ana Ruiz (47) dirige la escuela."),
        ("es", "Tres cuartas partes de la isla arden."), ("es", "El teléfono 900 200 300 no funciona."),
        ("en", "Call 0800 555 0142 for help."), ("en", "She lives at 14 Mill Lane."), ("en", "The Mark 4 tank was scrapped."),
        ("en", "The suspect is aged between 19 and 25."), ("es", "Lunes, 18.30 horas: pleno."), ("es", "Velmar, 5 ago"),
        ("es", "Resultado: 3"), ("en", "Luis Prado (52) said no."),
    ],
)  # fmt: skip
def test_numbers_that_say_no_amount(mode: str, language: str, text: str) -> None:
    assert [quantity for quantity in found(text, language, mode) if quantity[2] or quantity[3]] == []


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "La feria será del 5 al 7 de febrero."), ("es", "La feria será los días 5 y 6 de mayo."),
        ("en", "The fair runs from May 5 to 7 in Selby."), ("en", "The fair runs on 5 and 6 May."), ("es", "Llegó el 1 de este mes."),
        ("es", "La misa será a las nueve menos veinte."), ("en", "It opens at eight in the morning."), ("en", "Music of the 70's."),
        ("en", "He died at the age of 46."), ("en", "He was killed Oct. 20."), ("en", "The dead man was Alan Marsh, 41, a cook."),
        ("es", "Murió a la edad de 46."), ("es", "La vida en los 80, según ella."),
    ],
)  # fmt: skip
def test_days_hours_ages_and_decades_are_left_out(mode: str, language: str, text: str) -> None:
    assert found(text, language, mode) == []


def test_what_only_the_parsers_tell() -> None:
    if "spacy" not in MODES:
        pytest.skip("needs the parsers")
    assert found("More than 200 national and local shows opened.", "en", "spacy") == [(200, INF, "", "show")]
    assert found("Nine US attorneys were removed.", "en", "spacy") == [exactly(9, "", "attorney")]
    assert found("Some 2,000 marched through Lorca.", "en", "spacy") == [(1800, 2200, "", "people")]
    assert found("Unos 2.000 se manifestaron en Lorca.", "es", "spacy") == [(1800, 2200, "", "persona")]
    assert found("On Monday 12 soldiers left.", "en", "spacy") == [exactly(12, "", "soldier")]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("language", "text", "counted"),
    [
        ("es", "Doce muertos en el derrumbe de un muelle", ["muerto"]),
        ("en", "Two dead, 30 hurt in Lorca fire", ["muerto", "herido"]),
        ("es", "Los cinco acusados, durante la vista del martes.", ["acusado"]),
        ("es", "- 40 viviendas dañadas por la riada", ["vivienda"]),
        ("en", "Council axes 45 posts in Harrow", ["post"]),
        ("es", "Sección 3. Deportes de la semana", []),
        ("es", "Foto del día: Prensur/12", []),
        ("en", "Arden 2-1 Brackley, final score", []),
        ("es", "Teléfono de atención: 900 123 456", []),
        ("es", "El muelle de Puerto Alzira al amanecer", []),
    ],
)
def test_counts_are_claims_without_a_verb(mode: str, language: str, text: str, counted: list[str]) -> None:
    settings = ClaimSettings(parser="spacy" if mode == "spacy" else "rules")
    claims = extract_claims(Article.from_text(text, language=language), settings)
    assert [quantity.counted for claim in claims for quantity in claim.quantities] == counted
    assert len(claims) == bool(counted)


@pytest.mark.parametrize(
    ("language", "plural", "one"),
    [
        ("es", "jueces", "juez"), ("es", "regiones", "región"), ("es", "jóvenes", "joven"), ("es", "padres", "padre"),
        ("es", "clases", "clase"), ("es", "autobuses", "autobús"), ("es", "crisis", "crisis"), ("es", "marroquíes", "marroquí"),
        ("es", "bebés", "bebé"), ("es", "interés", "interés"), ("en", "iraqis", "iraqi"), ("en", "crisis", "crisis"),
        ("en", "families", "family"), ("en", "firemen", "fireman"), ("en", "viruses", "virus"), ("en", "houses", "house"),
        ("en", "people", "people"), ("en", "aircraft", "aircraft"), ("en", "churches", "church"),
    ],
)  # fmt: skip
def test_singular(language: str, plural: str, one: str) -> None:
    assert singular(plural, language) == one
