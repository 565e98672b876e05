"""What stands between "and" and the clause it adds, names behind other names, verdicts before what they judge, sentences in capitals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import NEEDS_PARSERS, claims

from detector import Article
from detector.claims import extract_claims
from detector.claims.grammar.capitals import without_capitals

pytestmark = NEEDS_PARSERS


@pytest.mark.parametrize(
    ("language", "text", "contents", "speaker"),
    [
        (
            "es",
            "La policía no identificó al tercer detenido y, según dijo su portavoz, cerrará el caso en mayo.",
            ["La policía no identificó al tercer detenido", "La policía cerrará el caso en mayo"],
            "portavoz",
        ),
        (
            "es",
            "La jueza admitió la denuncia y, tras oír al fiscal, ordenó el ingreso en prisión del alcalde.",
            ["La jueza admitió la denuncia", "tras oír al fiscal, la jueza ordenó el ingreso en prisión del alcalde"],
            None,
        ),
        (
            "es",
            "El tren llegó tarde y, por tanto, cientos de viajeros perdieron el enlace.",
            ["El tren llegó tarde", "cientos de viajeros perdieron el enlace"],
            None,
        ),
        (
            "es",
            "El ministro cerró la mina y, aunque el juez la avaló, despidió a todos los mineros.",
            ["El ministro cerró la mina", "el juez la avaló", "El ministro despidió a todos los mineros"],
            None,
        ),
        (
            "en",
            "The council approved the plan and, according to the mayor, work will begin in May.",
            ["The council approved the plan", "work will begin in May"],
            "mayor",
        ),
        (
            "en",
            "The council approved the plan and, despite the protests, rejected the appeal.",
            ["The council approved the plan", "despite the protests, the council rejected the appeal"],
            None,
        ),
    ],
)
def test_and_adds_a_clause_behind_what_is_set_between(language: str, text: str, contents: list[str], speaker: str | None) -> None:
    found = claims(language, text)
    assert [claim.content for claim in found] == contents
    assert found[-1].speaker == speaker


@pytest.mark.parametrize("said", ["«El alcalde mintió en marzo»", "que «el alcalde mintió en marzo»", "que el alcalde mintió en marzo"])
def test_who_adds_a_quotation_has_said_both(said: str) -> None:
    link = "" if said.startswith("que") else ":"
    first, second = claims("es", f"Camila Ríos dijo{link} {said}, y añadió: «No le creemos nada».")
    assert first.content.lower() == "el alcalde mintió en marzo" and second.content == "No le creemos nada"
    assert first.speaker == second.speaker == "Camila Ríos"


def test_who_goes_on_is_who_spoke_before() -> None:
    text = "El escritor Lara dijo que el voto es libre. Continuó: «Hay más prensa que antes en todo el país»."
    assert extract_claims(Article.from_text(text, language="es"))[-1].speaker == "Lara"


def test_a_day_was_not_published() -> None:
    first, _ = claims("es", "Publicada este viernes, la orden pide medidas contra el país vecino.")
    assert first.content == "la orden fue publicada este viernes"


def test_two_nouns_are_no_two_clauses() -> None:
    assert len(claims("es", "Murieron un bombero y, según la policía, dos vecinos.")) == 1


def test_a_second_that_has_a_source_of_its_own() -> None:
    found = claims("es", "El ministro dijo que la presa es segura y que, según los técnicos, no hay grietas.")
    assert [(claim.content, claim.speakers) for claim in found] == [
        ("la presa es segura", ("ministro",)),
        ("no hay grietas", ("ministro", "técnicos")),
    ]


def test_who_protests_in_a_concession_has_not_said_it() -> None:
    found = claims("es", "La empresa pagó la multa, aunque el sindicato protestó, y recurrió la sentencia.")
    assert not any(claim.speakers for claim in found) and found[-1].content == "La empresa recurrió la sentencia"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("El fichaje atraerá nuevos ingresos al club, dijo por correo electrónico Roberto Vilas, profesor de gestión.", "Roberto Vilas"),
        ("El fichaje atraerá nuevos ingresos al club, dijo por teléfono Roberto Vilas.", "Roberto Vilas"),
        ("El acuerdo se firmará en mayo, dijo en rueda de prensa Ana Gil, portavoz del Gobierno.", "Ana Gil"),
        ("«El acuerdo se firmará en mayo», le dijo a Radio Costa David Gallo, vicepresidente de la empresa.", "David Gallo"),
        ("«Nadie nos avisó», explicó a Televisión Norte Carmen Rivas, vecina del barrio.", "Carmen Rivas"),
        ("«Nadie nos avisó», explicó a Televisión Norte una vecina del barrio.", "vecina del barrio"),
        ("La carretera está cortada, dijo en la plaza de Santa Rita la alcaldesa.", "alcaldesa"),
    ],
)
def test_a_name_behind_how_and_to_whom_it_was_said_is_who_said_it(text: str, speaker: str) -> None:
    assert claims("es", text)[0].speaker == speaker


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        ("La oposición calificó de ilegal la venta del puerto.", "la venta del puerto fue ilegal", "oposición"),
        ("La oposición considera ilegal la venta del puerto.", "la venta del puerto fue ilegal", "oposición"),
        ("Los médicos juzgan muy peligrosa la reapertura del hospital.", "la reapertura del hospital fue muy peligrosa", "médicos"),
        ("El sindicato considera insuficientes las ayudas del ministerio.", "las ayudas del ministerio fueron insuficientes", "sindicato"),
        ("El juez considera probado que el alcalde cobró comisiones.", "el alcalde cobró comisiones", "juez"),
    ],
)
def test_a_verdict_may_stand_before_what_it_judges(text: str, content: str, speaker: str) -> None:
    (claim,) = claims("es", text)
    assert (claim.content, claim.speaker) == (content, speaker)


@pytest.mark.parametrize(
    ("language", "text", "content", "stance", "speaker"),
    [
        (
            "es",
            "Esto luego de que la Fiscalía informara que el alcalde recibió sobornos.",
            "el alcalde recibió sobornos",
            "asserted",
            "Fiscalía",
        ),
        ("es", "Lo anterior, después de que el ministro negara que hubiera despidos.", "había despidos", "denied", "ministro"),
        ("en", "All this after the ministry denied that troops crossed the border.", "troops crossed the border", "denied", "ministry"),
    ],
)
def test_what_came_before_this_is_stated(language: str, text: str, content: str, stance: str, speaker: str) -> None:
    (claim,) = claims(language, text)
    assert (claim.content, claim.stance, claim.speaker) == (content, stance, speaker)


def test_the_shortest_future_is_one() -> None:
    assert claims("es", "El ministro dijo que el dinero irá a las escuelas.")[0].stance == "predicted"


def test_how_it_was_said_is_no_part_of_who_said_it() -> None:
    assert claims("es", "«No voy a renunciar a nada», dijo tajante el entrenador.")[0].speaker == "entrenador"


def test_a_sentence_in_capitals_is_read() -> None:
    text = "EL MINISTRO NEGÓ QUE HAYA TROPAS DE ORSANIA EN LA FRONTERA, SEGÚN EL DIARIO.\nEn la capital de Orsania, la ONU pidió calma."
    first = extract_claims(Article.from_text(text, language="es"))[0]
    assert first.text == text[first.start : first.end] and first.text.isupper()
    assert (first.content, first.stance, first.speaker) == ("hay tropas de Orsania en la frontera", "denied", "ministro")


def test_names_in_capitals_stay() -> None:
    text = "La ONU, la OTAN y la UE pidieron calma al FMI, OMS, OIT."
    assert without_capitals(text) == text


@given(st.text(alphabet="AÁBÑİSSß aé.,\n«», 12", max_size=80))
def test_capitals_never_move_a_place(text: str) -> None:
    read = without_capitals(text)
    assert len(read) == len(text) and without_capitals(read) == read
    assert [character for character in read if not character.isalpha()] == [character for character in text if not character.isalpha()]
