from datetime import date

import pytest

from detector.claims.grammar import lexicon
from detector.claims.grammar.morphology import english, spanish
from detector.claims.grammar.passages import blocks
from detector.claims.grammar.reporting import reporting_verbs
from detector.claims.grammar.sentences import split_sentences
from detector.claims.grammar.words import tag
from detector.claims.quantities.quantities import find_quantities
from detector.claims.reference.content import indicative
from detector.claims.times.times import find_time

INF = float("inf")
PUBLISHED = date(2031, 5, 8)  # a Thursday


def quantities(text: str, language: str) -> list[tuple[float, float, str, str]]:
    return [(q.low, q.high, q.unit, q.counted) for q in find_quantities(tag(text, 0, len(text), language), language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("es", "murieron 1.500 soldados", (1500, 1500, "", "muerto")),
        ("en", "killed 1,500 soldiers", (1500, 1500, "", "muerto")),
        ("es", "creció 3,5 por ciento", (3.5, 3.5, "%", "")),
        ("en", "grew 3.5 per cent", (3.5, 3.5, "%", "")),
        ("es", "costó 2 billones de euros", (2e12, 2e12, "EUR", "")),
        ("en", "cost 2 billion euros", (2e9, 2e9, "EUR", "")),
        ("es", "al menos doce heridos", (12, INF, "", "herido")),
        ("en", "at least twelve casualties", (12, INF, "", "casualty")),
        ("es", "menos de 40 votos", (-INF, 40, "", "voto")),
        ("en", "fewer than 40 votes", (-INF, 40, "", "vote")),
        ("es", "treinta y dos mil entradas", (32000, 32000, "", "entrada")),
        ("en", "two hundred and five tickets", (205, 205, "", "ticket")),
        ("es", "entre 40 y 50 casas", (40, 50, "", "casa")),
        ("en", "between 40 and 50 houses", (40, 50, "", "house")),
        ("es", "unos 300 mineros", (270, 330, "", "minero")),
        ("en", "about 300 miners", (270, 330, "", "miner")),
    ],
)
def test_quantity(language: str, text: str, expected: tuple[float, float, str, str]) -> None:
    assert [
        tuple(pytest.approx(value) if isinstance(value, float) else value for value in found) for found in quantities(text, language)
    ] == [expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "ocurrió en 2031"), ("en", "it happened in 2031"), ("es", "el 3 de mayo de 2031"), ("en", "on May 3, 2031"),
        ("es", "a las 10.30 de la mañana"), ("en", "at 10:30 sharp"), ("es", "el 5º puesto"), ("en", "the 5th place"),
        ("es", "el artículo 14 de la ley"), ("en", "under article 14 of the law"), ("es", "vio un barco"), ("en", "saw one ship"),
    ],
)  # fmt: skip
def test_what_is_no_quantity(language: str, text: str) -> None:
    assert quantities(text, language) == []


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("firmó el 3 de mayo de 2030", "2030-05-03", "2030-05-03"),
        ("signed on May 3, 2030", "2030-05-03", "2030-05-03"),
        ("signed on 3 May 2030", "2030-05-03", "2030-05-03"),
        ("el 2030-05-03 cerró", "2030-05-03", "2030-05-03"),
        ("en febrero de 2028 cerró", "2028-02-01", "2028-02-29"),
        ("closed in February 2028", "2028-02-01", "2028-02-29"),
        ("cerró en 2029", "2029-01-01", "2029-12-31"),
        ("closed in 2029", "2029-01-01", "2029-12-31"),
        ("cerró ayer", "2031-05-07", "2031-05-07"),
        ("closed yesterday", "2031-05-07", "2031-05-07"),
        ("cerró este martes", "2031-05-06", "2031-05-06"),
        ("closed on Tuesday", "2031-05-06", "2031-05-06"),
        ("cerró hoy", "2031-05-08", "2031-05-08"),
        ("cerró la semana pasada", "2031-04-28", "2031-05-04"),
        ("closed last week", "2031-04-28", "2031-05-04"),
        ("en mayo pasado cerró", "2030-05-01", "2030-05-31"),
        ("cerró el 30 de diciembre", "2030-12-30", "2030-12-30"),
    ],
)
def test_time(text: str, start: str, end: str) -> None:
    found = find_time(text, PUBLISHED)
    assert found is not None
    assert (found.start, found.end) == (start, end)


@pytest.mark.parametrize("text", ["cerró el puerto", "cerró por la mañana", "el 31 de febrero cerró", "closed the port"])
def test_no_time(text: str) -> None:
    assert find_time(text, PUBLISHED) is None


def test_relative_time_needs_a_date_of_publication() -> None:
    assert find_time("cerró ayer", None) is None
    assert find_time("tomorrow", date.max) is None


@pytest.mark.parametrize(
    "sentences",
    [
        ["El Sr. Rey fue a EE. UU. en mayo.", "La Dra. Paz no."],
        ["Mr. King flew to the U.S. in May.", "Dr. Paz did not."],
        ["Subió un 3.5 % a las 10.30.", "Luego bajó."],
        ["It rose 3.5 % at 10.30 a.m. on Monday.", "Then it fell."],
        ["«No iré. Nunca fui», dijo Rey.", "Y no fue."],
        ["“I will not go. I never went,” King said.", "He stayed."],
        ["¿Quién fue?", "¡Nadie!", "Todos callan…", "El juez habló."],
        ["J. K. Rey firmó el núm. 4, p. ej., y el 5.", "Fin."],
        ["—No iré —dijo Rey—.", "Nadie fue."],
        ["Salió de Rumasa, S. A.", "Fuentes sindicales callan.", "Llegó a las 8 p. m.", "Bomberos locales lo vieron."],
        ["He left Kestrel Inc.", "Shares fell.", "Kestrel Inc. Chief Executive Rey resigned."],
        ["They met in the U.S.", "Analysts expect more.", "The U.S. Senate voted."],
        ["Salió al mar.", "La Marina lo busca desde el 3 mar. de 2030."],
        ["It closed two years ago.", "The town died.", "He owns a work of art.", "Art. 5 forbids it.", "The page, No. 7, is lost."],
        ["Leyó 30 págs.", "La pág. 5 falta.", "No hay plan B.", "Uruguay calla.", "El juez B. Rey habla."],
        ["Cayó a 300 m.", "Vecinos lo vieron.", "The jet fell 300 ft.", "Witnesses saw Ft. Bell burn."],
        ["LIMA, 3 may. — El Congreso votó.", "Nadie habló."],
        ["PORT ANSLEY, May 3. — Two ships sank.", "Nine died."],
        ["El juez (¡por fin!) Luis Rey habló.", "(Nadie lo oyó.)", "Calló."],
        ["“Will it hold?” Okafor asked.", "“Why?”", "Nobody answered."],
        [
            "The mill shut a year ago.",
            "Napier's office had backed it.",
            "Kestrel Inc.",
            "Napier's shares fell.",
        ],
        ["They sold it at Mercer's.", "Prices rose in the late 1990's.", "Moreover, wages fell."],
        ["The job went to Thomas Wald Sr.", "He took it.", "El Sr. El Hadi no vino."],
        ["It closed at 3 P.M.", "Mayor Kessler left.", "D. P. M. Ruiz habló."],
        ["Cllr. Jane Moss met Msgr. Lund.", "Dn. Ramón Paz y Dña. Eva Mora no.", "Vive en la calle Ulm.", "Hmm.", "Quizá."],
        ["Sales fell.", "iPhone makers complained."],
        ["El plan dice: 1. Subir la tasa.", "2. Cerrar la línea.", "¿Cuántos?", "12.", "Nadie más."],
    ],
)
def test_sentences(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[start:end] for start, end in split_sentences(text, 0, len(text))] == sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Llegó ayer.El ministro lo vio.", 2), ("It left in 2030.Nobody “saw it”.The end.", 3), ("¿Hay más?La policía calla.", 2),
        ("Cayó un 4 %.El alcalde calló.", 2), ("Lo dijo la UE.La ministra no.", 2), ("Huelga (CGT).En mayo hubo otra.", 2),
        ("Hubo tres muertos.A las diez acabó.", 2), ("Pagó 30€.El resto espera.", 2), ("El IES.Norte y la C.A.Sur ganan.", 1),
        ("Escriba a Ana.Rey@sur.example.", 1), ("Arch.Design y www.Sur.example ganan.", 1), ("El Sr.Rey y EE.UU. ganan.", 1),
    ],
)  # fmt: skip
def test_sentences_that_no_white_space_parts(text: str, count: int) -> None:
    assert len(split_sentences(text, 0, len(text))) == count


@pytest.mark.parametrize("mark", ["-", "*", "●", "✓", "→", "1.", "1.-", "1)", "(1)", "a)", "A)", "iv)"])
def test_marks_of_lists_belong_to_no_sentence(mark: str) -> None:
    text = f"El plan:\n{mark} Subir la tasa."
    assert [(text[start:end], bullet) for start, end, bullet in blocks(text)] == [("El plan:", False), ("Subir la tasa.", True)]


@pytest.mark.parametrize(
    ("subjunctive", "expected"),
    [("haya", "ha"), ("hayan", "han"), ("hubiera", "había"), ("tenga", "tiene"), ("mantenga", "mantiene"), ("exista", "existe"),
     ("sea", "es"), ("esté", "está"), ("fueran", "eran"), ("casa", None), ("llegó", None)],
)  # fmt: skip
def test_indicative(subjunctive: str, expected: str | None) -> None:
    assert indicative(subjunctive) == expected


def test_forms_of_verbs() -> None:
    assert {"niega", "niegan", "negó", "negaron", "negara", "negará"} <= spanish("negar/nieg").finite
    assert {"desmiente", "desmintió", "desmintieron"} <= spanish("desmentir/desmient/desmint").finite
    assert (english("deny").present[0], english("deny").past[0], english("admit").past[0], english("say").past[0]) == (
        "denies", "denied", "admitted", "said",
    )  # fmt: skip


@pytest.mark.parametrize("language", ["es", "en"])
def test_lexicon_knows_sixty_reporting_verbs_and_files_none_twice(language: str) -> None:
    entries = [entry.split("/")[0] for row in lexicon.REPORTING[language].values() for entry in row.split()]
    assert len(set(entries)) >= 60
    assert len({lemma for lemma, _ in reporting_verbs(language).values()}) >= 60
