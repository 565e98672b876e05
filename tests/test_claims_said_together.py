"""Several statements in one quotation, subjects that are clauses, participles in front, verbs without a subject, nested quotations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import NEEDS_PARSERS, claims

from detector.claims.grammar.single_quotes import with_double_quotes

pytestmark = NEEDS_PARSERS


@pytest.mark.parametrize(
    ("language", "text", "contents", "speaker"),
    [
        (
            "es",
            "«El puente está cerrado. Nadie puede pasar hasta mayo», dijo la ministra.",
            ["El puente está cerrado", "Nadie puede pasar hasta mayo"],
            "ministra",
        ),
        (
            "es",
            "El alcalde dijo: «El puente está cerrado. Nadie puede pasar hasta mayo».",
            ["El puente está cerrado", "Nadie puede pasar hasta mayo"],
            "alcalde",
        ),
        (
            "en",
            "“The bridge is closed. Nobody can cross it until May,” the minister said.",
            ["The bridge is closed", "Nobody can cross it until May"],
            "minister",
        ),
        (
            "es",
            "«No tengo nada que ocultar: la casa la pagó mi madre», declaró Ruiz.",
            ["Ruiz no tiene nada que ocultar", "la casa la pagó mi madre"],
            "Ruiz",
        ),
        (
            "es",
            "La ministra aseguró que el contrato es legal: lo firmó el alcalde anterior.",
            ["el contrato es legal", "lo firmó el alcalde anterior"],
            "ministra",
        ),
        (
            "es",
            'El alcalde agregó: "Yunes se metió en un lío al postular a su hijo. No va a ganar las elecciones".',
            ["Yunes se metió en un lío al postular a su hijo", "Yunes no va a ganar las elecciones"],
            "alcalde",
        ),
        (
            "es",
            "«Nadie me llamó al hotel. Llegué al puerto a las dos. El barco ya no estaba», relató el capitán.",
            ["Nadie me llamó al hotel", "El capitán llegó al puerto a las dos", "El barco ya no estaba"],
            "capitán",
        ),
    ],
)
def test_a_quotation_of_several_sentences_states_each(language: str, text: str, contents: list[str], speaker: str) -> None:
    found = claims(language, text)
    assert [claim.proposition for claim in found] == contents
    assert {claim.speaker for claim in found} == {speaker}


def test_words_behind_a_statement_that_state_nothing_are_left_out() -> None:
    (claim,) = claims("es", "«El pozo está seco desde mayo. Punto», dijo la alcaldesa.")
    assert (claim.content, claim.speaker) == ("El pozo está seco desde mayo", "alcaldesa")
    assert claim.text.endswith("Punto», dijo la alcaldesa")


@pytest.mark.parametrize(
    ("language", "text", "content", "speaker"),
    [
        ("es", "Lo que ocurrió, según el fiscal, fue un accidente.", "Lo que ocurrió fue un accidente", "fiscal"),
        (
            "es",
            "Lo que allí se levanta, explicó la ministra, es un puerto pesquero.",
            "Lo que allí se levanta es un puerto pesquero",
            "ministra",
        ),
        ("es", "El que dio la orden, aseguran dos testigos, no fue el coronel.", "El que dio la orden no fue el coronel", "dos testigos"),
        (
            "en",
            "What happened on Monday, according to the prosecutor, was an accident.",
            "What happened on Monday was an accident",
            "prosecutor",
        ),
        ("en", "What stands there, the minister said, is a fishing port.", "What stands there is a fishing port", "minister"),
    ],
)
def test_a_source_parts_a_subject_that_is_a_clause_from_its_verb(language: str, text: str, content: str, speaker: str) -> None:
    (claim,) = claims(language, text)
    assert (claim.content, claim.speaker) == (content, speaker)


def test_an_aside_that_names_nobody_stays_with_its_subject() -> None:
    (claim,) = claims("es", "Lo que pidió el alcalde, un plan de obras, fue rechazado.")
    assert claim.speaker is None
    assert claim.content.endswith("fue rechazado")


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            "Cotejada la nómina con los registros de ingreso, los desaparecidos son doce.",
            ["la nómina con los registros de ingreso fue cotejada", "los desaparecidos son doce"],
        ),
        ("Concluida la reunión, la ministra anunció su dimisión.", ["la reunión fue concluida", "la ministra anunció su dimisión"]),
        ("Terminado el plazo, ningún banco presentó oferta.", ["el plazo fue terminado", "ningún banco presentó oferta"]),
    ],
)
def test_a_participle_opens_the_sentence(text: str, contents: list[str]) -> None:
    assert [claim.content for claim in claims("es", text)] == contents


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("El alcalde admitió que puede haber más víctimas bajo los escombros.", "puede haber más víctimas bajo los escombros"),
        ("El alcalde negó que vaya a haber despidos en la fábrica.", "va a haber despidos en la fábrica"),
        ("La periodista recordó que sigue habiendo elecciones de Estado.", "sigue habiendo elecciones de Estado"),
        ("La ministra dijo que hace frío en las aulas.", "hace frío en las aulas"),
        ("El alcalde admitió que puede haber cometido un error.", "El alcalde puede haber cometido un error"),
    ],
)
def test_what_has_no_subject_is_nobodys(text: str, content: str) -> None:
    (claim,) = claims("es", text)
    assert claim.content == content


@pytest.mark.parametrize(
    ("language", "text", "content"),
    [
        ("es", "El hotel, parcialmente destruido por el fuego, reabrirá en mayo.", "El hotel fue parcialmente destruido por el fuego"),
        ("es", "El puente, recién inaugurado por el ministro, se hundió.", "El puente fue recién inaugurado por el ministro"),
        ("en", "The hotel, badly damaged by the fire, will reopen in May.", "The hotel was badly damaged by the fire"),
    ],
)
def test_an_adverb_stays_behind_the_auxiliary(language: str, text: str, content: str) -> None:
    assert content in [claim.content for claim in claims(language, text)]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ('"Es el más joven, demasiado "cuidado", como lo llamó Ruiz".', '"Es el más joven, demasiado “cuidado”, como lo llamó Ruiz".'),
        ('"Hola", dijo, "adiós a "todos"".', '"Hola", dijo, "adiós a "todos"".'),
        ('Dijo "sí" y luego "no".', 'Dijo "sí" y luego "no".'),
        ('Un tubo de 5" y otro de "media" o "tercia".', 'Un tubo de 5" y otro de "media" o "tercia".'),
    ],
)
def test_straight_marks_in_straight_marks_are_told_apart(text: str, read: str) -> None:
    assert with_double_quotes(text) == read


@given(st.text(alphabet="ab \"'.,¿\n(", max_size=60))
def test_marks_are_read_in_their_places(text: str) -> None:
    read = with_double_quotes(text)
    assert len(read) == len(text)
    assert all(a == b or (a in "\"'‘’" and b in '"“”') for a, b in zip(text, read, strict=True))


def test_a_quotation_that_quotes_is_whole() -> None:
    found = claims("es", '"La mayoría está con Ruiz; el partido parece "dormido" desde el mes de mayo", dijo el analista.')
    assert [claim.proposition for claim in found] == ["La mayoría está con Ruiz", "el partido parece dormido desde el mes de mayo"]
    assert {claim.speaker for claim in found} == {"analista"}
