"""The recipe that makes NLI pairs: what each rule does to a sentence of either language, and that a doubtful one yields nothing."""

from pathlib import Path
from random import Random
from typing import Any

import pandas as pd
import pytest

RECIPES = Path(__file__).parents[1] / "models" / "recipes"


@pytest.fixture
def perturb(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(RECIPES))
    import perturb

    return perturb


@pytest.fixture
def views(perturb: Any) -> Any:
    return perturb  # it names every view


def viewed(views: Any, view: str, lang: str, text: str, other: str = "", seed: int = 0) -> str | None:
    """What a view makes of a sentence; `other` is its translation."""
    found: str | None = getattr(views, view)(views.Side(text, lang, other), Random(seed))
    return found


@pytest.mark.parametrize(
    ("lang", "text", "other", "expected"),
    [
        ("es", "El ayuntamiento aprobó la reforma.", "", "El ayuntamiento no aprobó la reforma."),
        ("es", "Los vecinos se reunieron en la plaza.", "", "Los vecinos no se reunieron en la plaza."),
        ("es", "El puerto, inaugurado en 1990, está cerrado.", "", "El puerto, inaugurado en 1990, no está cerrado."),
        ("es", "El ministro dijo que el túnel abrirá en mayo.", "", "El ministro dijo que el túnel no abrirá en mayo."),
        ("es", "El tren no llegó a Valdria.", "The train did not reach Valdria.", "El tren llegó a Valdria."),
        ("en", "The council approved the reform.", "", "The council did not approve the reform."),
        ("en", "The bridge is closed.", "", "The bridge is not closed."),
        ("en", "The company has twenty employees.", "", "The company does not have twenty employees."),
        ("en", "The minister said that the tunnel will open in May.", "", "The minister said that the tunnel will not open in May."),
        ("en", "The train did not reach Valdria.", "El tren no llegó a Valdria.", "The train reached Valdria."),
    ],
)
def test_the_main_verb_is_negated_or_freed_of_its_negation(views: Any, lang: str, text: str, other: str, expected: str) -> None:
    assert viewed(views, "negated", lang, text, other) == expected


@pytest.mark.parametrize(
    ("lang", "text", "other"),
    [
        ("es", "Algunos vecinos aprobaron la reforma.", ""),  # some did, some did not
        ("es", "Cuando llegó el tren, los vecinos se fueron.", ""),  # the first verb is not the main one
        ("es", "El tren solo paró en Valdria.", ""),
        ("es", "El tren llegó a Valdria.", "The train never reached Valdria."),  # the translation says otherwise
        ("es", "Reforma del ayuntamiento.", ""),
        ("en", "Some residents approved the reform.", ""),
        ("en", "The bridge that was built in May is closed.", ""),
        ("en", "The man arrested by the police was released because he was ill.", ""),
        ("en", "The bridge is closed.", "El puente no está cerrado."),
        ("en", "Closed for repairs.", ""),
    ],
)
def test_where_a_negation_might_say_something_else_there_is_none(views: Any, lang: str, text: str, other: str) -> None:
    assert viewed(views, "negated", lang, text, other) is None


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("es", "El paro subió un 3 % en Valdria.", "El paro bajó un 3 % en Valdria."),
        ("es", "La cámara ha rechazado el acuerdo.", "La cámara ha aprobado el acuerdo."),
        ("es", "Las pruebas son legales.", "Las pruebas son ilegales."),
        ("en", "The council approved the reform.", "The council rejected the reform."),
        ("en", "Unemployment has risen in Valdria.", "Unemployment has fallen in Valdria."),
        ("en", "The tests are legal.", "The tests are illegal."),
    ],
)
def test_opposites_take_the_form_of_the_word_they_replace(views: Any, lang: str, text: str, expected: str) -> None:
    assert viewed(views, "antonym", lang, text) == expected


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "El paro no subió en Valdria."),
        ("es", "Los presos están bajo la tutela del juez."),  # a preposition, not an adjective
        ("es", "El consejo celebró la reforma."),
        ("en", "Unemployment did not rise in Valdria."),
        ("en", "The council discussed the reform."),
    ],
)
def test_no_opposite_without_a_plain_verb_or_adjective_that_has_one(views: Any, lang: str, text: str) -> None:
    assert viewed(views, "antonym", lang, text) is None


def test_what_excludes_the_opposite_denies_it_and_a_purchase_leaves_room_for_a_sale(views: Any) -> None:
    assert viewed(views, "antonym_negated", "es", "El paro subió en Valdria.") == "El paro no bajó en Valdria."
    assert viewed(views, "antonym_negated", "en", "Unemployment rose in Valdria.") == "Unemployment did not fall in Valdria."
    assert viewed(views, "antonym_negated", "en", "The firm bought the mine.") is None
    assert viewed(views, "antonym_negated", "es", "El paro subió un 3 %.") is None


NUMBERS = [
    ("es", "El incendio mató a 34 personas en Valdria.", "The fire killed 34 people in Valdria."),
    ("en", "The fire killed 34 people in Valdria.", "El incendio mató a 34 personas en Valdria."),
    ("es", "El club vendió 1.500 entradas.", "The club sold 1,500 tickets."),
    ("en", "The club sold 1,500 tickets.", "El club vendió 1.500 entradas."),
    ("es", "La mina tiene cinco pozos.", "The mine has five shafts."),
    ("en", "The mine has five shafts.", "La mina tiene cinco pozos."),
]


def numbers(lang: str, text: str) -> list[float]:
    """The values of the numbers in a text, whether bounded or not."""
    from perturb_numbers import DIGITS, number_value
    from perturb_words import NUMBER_WORDS

    digits = [number_value(m[1], m[2]) for m in DIGITS.finditer(text)]
    return digits + [float(value) for word, value in NUMBER_WORDS[lang].items() if word in text.split()]


@pytest.mark.parametrize(("lang", "text", "other"), NUMBERS)
@pytest.mark.parametrize("seed", range(8))
def test_a_changed_number_is_well_away_and_written_alike(views: Any, lang: str, text: str, other: str, seed: int) -> None:
    changed = viewed(views, "number_changed", lang, text, other, seed)
    if changed is None:
        return
    (old,), (new,) = numbers(lang, text), numbers(lang, changed)
    assert not 0.75 <= new / old <= 1.34
    assert len(changed.split()) == len(text.split())
    assert any(viewed(views, "number_changed", lang, text, other, other_seed) for other_seed in range(8))


@pytest.mark.parametrize(("lang", "text", "other"), NUMBERS)
@pytest.mark.parametrize("seed", range(8))
def test_bounds_hold_or_do_not_as_they_are_made_to(views: Any, lang: str, text: str, other: str, seed: int) -> None:
    lower = ("más de", "al menos", "por lo menos", "more than", "at least", "over")
    (exact,) = numbers(lang, text)
    for view, holds in (("number_bounded", True), ("number_out_of_bound", False)):
        bounded = viewed(views, view, lang, text, other, seed)
        if bounded is not None:
            (bound,) = numbers(lang, bounded)
            assert bound != exact
            assert (bound < exact if any(word in bounded for word in lower) else bound > exact) is holds
    assert any(viewed(views, "number_bounded", lang, text, other, other_seed) for other_seed in range(8))


@pytest.mark.parametrize(
    ("lang", "text", "other"),
    [
        ("es", "El incendio mató a más de 34 personas.", "The fire killed more than 34 people."),
        ("es", "El incendio no mató a 34 personas.", "The fire did not kill 34 people."),
        ("es", "El incendio ocurrió en 2009 en Valdria.", "The fire happened in 2009 in Valdria."),
        ("es", "El incendio ocurrió el 5 de mayo.", "The fire happened on May 5."),
        ("es", "El incendio mató a 34 personas.", "The fire killed dozens of people."),  # the translation has no such number
        ("es", "El club ganó 3-1 en Valdria.", "The club won 3-1 in Valdria."),
        ("en", "The fire killed at least 34 people.", "El incendio mató al menos a 34 personas."),
        ("en", "The fire killed 34 people.", "El incendio mató a decenas de personas."),
        ("en", "It takes 3 to 5 hours.", "Tarda de 3 a 5 horas."),
        ("en", "The fire happened on May 5 in Valdria.", "El incendio ocurrió el 5 de mayo en Valdria."),
    ],
)
def test_bounds_dates_ranges_denied_numbers_and_those_of_one_side_only_are_left_alone(views: Any, lang: str, text: str, other: str) -> None:
    for view in ("number_changed", "number_bounded", "number_out_of_bound"):
        assert all(viewed(views, view, lang, text, other, seed) is None for seed in range(5))


def test_numbers_are_written_in_words_and_digits(views: Any) -> None:
    assert viewed(views, "number_renotated", "es", "La mina tiene cinco pozos.", "The mine has five shafts.") == "La mina tiene 5 pozos."
    assert viewed(views, "number_renotated", "en", "The mine has 5 shafts.", "La mina tiene cinco pozos.") == "The mine has five shafts."


def test_what_is_counted_changes_and_the_number_does_not(views: Any) -> None:
    spanish = viewed(views, "counted_changed", "es", "El derrumbe dejó 12 muertos en Valdria.")
    english = viewed(views, "counted_changed", "en", "The fire destroyed 12 houses in Valdria.")
    assert spanish is not None and "12 " in spanish and "muertos" not in spanish
    assert english is not None and "12 " in english and "houses" not in english
    assert viewed(views, "counted_changed", "es", "El derrumbe dejó 12 grietas.") is None


@pytest.mark.parametrize(
    ("lang", "text", "other", "gone"),
    [
        ("es", "El alcalde murió el lunes.", "The mayor died on Monday.", "lunes"),
        ("es", "El museo fue inaugurado en marzo.", "The museum was inaugurated in March.", "marzo"),
        ("en", "The mayor died on Monday.", "El alcalde murió el lunes.", "Monday"),
        ("en", "The mayor was born in 1951.", "El alcalde nació en 1951.", "1951"),
    ],
)
def test_an_event_gets_another_date(views: Any, lang: str, text: str, other: str, gone: str) -> None:
    changed = viewed(views, "date_changed", lang, text, other)
    assert changed is not None and gone not in changed
    assert viewed(views, "date_changed", lang, text, "") is None


def test_how_a_level_moved_is_no_event(views: Any) -> None:
    assert viewed(views, "date_changed", "es", "Las ventas cayeron un 4 % en marzo.", "Sales fell 4% in March.") is None


def test_an_event_moves_to_a_place_of_the_same_kind(views: Any) -> None:
    from perturb_words import PLACES

    cities = {pair[1] for pair in PLACES[1]}
    changed = viewed(views, "place_changed", "en", "The mayor died in Vienna.", "El alcalde murió en Viena.")
    assert changed is not None and changed != "The mayor died in Vienna."
    assert changed.removeprefix("The mayor died in ").removesuffix(".") in cities
    spanish = viewed(views, "place_changed", "es", "El alcalde murió en Viena.", "The mayor died in Vienna.")
    assert spanish is not None and "Viena" not in spanish
    assert viewed(views, "place_changed", "en", "The mayor likes Vienna.", "Al alcalde le gusta Viena.") is None


def test_somebody_else_does_it(views: Any) -> None:
    for lang, text in (("es", "La ministra anunció la reforma."), ("en", "The minister approved the reform.")):
        changed = viewed(views, "actor_changed", lang, text)
        assert changed is not None and changed != text
        assert changed.endswith(text.split(" ", 2)[2])
    assert viewed(views, "actor_changed", "es", "La ministra anunció la reforma.").startswith("La ")
    assert viewed(views, "actor_changed", "en", "He approved the reform.") is None
    assert viewed(views, "actor_changed", "es", "La ministra es la presidenta del partido.") is None  # there is one only


@pytest.mark.parametrize("view", ["denied", "reported", "rumoured"])
@pytest.mark.parametrize(
    ("lang", "text"),
    [("es", "El puerto está cerrado."), ("en", "The port is closed."), ("es", "Ruaz es alcalde."), ("en", "Ruaz is mayor.")],
)
def test_frames_hold_the_whole_sentence_and_end_in_one_full_stop(views: Any, view: str, lang: str, text: str) -> None:
    for seed in range(12):
        framed = viewed(views, view, lang, text, seed=seed)
        assert framed is not None and framed != text and framed.endswith(".") and not framed.endswith("..")
        assert framed[0].isupper()
        assert "Ruaz" in framed or not text.startswith("Ruaz")
        assert " El puerto" not in framed and " The port" not in framed


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "Ruaz dijo que el puerto está cerrado."),
        ("en", "According to Ruaz, the port is closed."),
        ("es", "Pero el puerto está cerrado."),
        ("en", "Not now."),
    ],
)
def test_what_is_a_report_or_hangs_on_another_sentence_is_not_framed(views: Any, lang: str, text: str) -> None:
    assert viewed(views, "denied", lang, text) is None
    assert viewed(views, "reported", lang, text) is None


def test_rumours_may_be_told_by_the_verb(views: Any) -> None:
    spanish = {viewed(views, "rumoured", "es", "El banco compró la mina.", seed=seed) for seed in range(40)}
    english = {viewed(views, "rumoured", "en", "The bank bought the mine.", seed=seed) for seed in range(40)}
    assert {"El banco habría comprado la mina.", "El banco podría haber comprado la mina."} <= spanish
    assert "The bank reportedly bought the mine." in english


def test_a_plan_is_told_of_those_who_can_have_one(views: Any) -> None:
    spanish = viewed(views, "planned", "es", "La empresa compró la mina.")
    english = viewed(views, "planned", "en", "The company bought the mine.")
    assert spanish is not None and spanish.endswith(" comprar la mina.")
    assert english is not None and english.endswith(" buy the mine.")
    assert viewed(views, "planned", "en", "The rain opened the door.") is None
    assert viewed(views, "planned", "en", "The company bought the mine when it was closed.") is None


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("es", "El club firmó un acuerdo con el banco el lunes.", "El club firmó un acuerdo con el banco."),
        ("es", "En marzo, el club firmó un acuerdo con el banco.", "El club firmó un acuerdo con el banco."),
        ("es", "El club firmó un acuerdo con el banco, que cerró después.", "El club firmó un acuerdo con el banco."),
        ("en", "The club signed an agreement with the bank on Monday.", "The club signed an agreement with the bank."),
        ("en", "In March, the club signed an agreement with the bank.", "The club signed an agreement with the bank."),
        ("en", "The club signed an agreement with the bank, which closed later.", "The club signed an agreement with the bank."),
    ],
)
def test_the_main_clause_stands_alone(views: Any, lang: str, text: str, expected: str) -> None:
    assert viewed(views, "shortened", lang, text) == expected


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "El club no firmó un acuerdo con el banco el lunes."),  # it may have on Tuesday
        ("es", "Sin embargo, el club firmó un acuerdo con el banco."),
        ("en", "The club did not sign an agreement with the bank on Monday."),
        ("en", "The club signed the largest agreement with a bank in 2009."),
        ("en", "However, the club signed an agreement with the bank."),
    ],
)
def test_nothing_is_dropped_that_the_rest_hangs_on(views: Any, lang: str, text: str) -> None:
    assert viewed(views, "shortened", lang, text) is None


def test_a_detail_is_added_at_the_end(views: Any) -> None:
    for lang, text in (("es", "El club firmó un acuerdo."), ("en", "The club signed an agreement.")):
        added = viewed(views, "detailed", lang, text)
        assert added is not None and added.startswith(text[:-1]) and len(added) > len(text)
    assert viewed(views, "detailed", "es", "El club no firmó un acuerdo.") is None
    assert viewed(views, "detailed", "es", "El club es de Valdria.") is None
    assert viewed(views, "detailed", "en", "The club signed an agreement on Monday.") is None


@pytest.mark.parametrize(("one", "two"), [("placed", "placed_elsewhere"), ("dated", "dated_otherwise")])
def test_the_two_places_or_days_added_to_an_event_never_meet(views: Any, one: str, two: str) -> None:
    from perturb_words import PLACES, WEEKDAYS

    spanish, english = "El club firmó un acuerdo.", "The club signed an agreement."
    pairs = {pair for group in PLACES for pair in group} | set(zip(WEEKDAYS["es"], WEEKDAYS["en"], strict=True))
    names = {name: pair for pair in pairs for name in pair}
    ends = [
        {
            names[
                viewed(views, view, *side, seed=seed)[:-1]
                .split(" ", 5)[-1]
                .removeprefix("en ")
                .removeprefix("in ")
                .removeprefix("el ")
                .removeprefix("on ")
            ]
            for side in (("es", spanish), ("en", english))
            for seed in range(50)
        }
        for view in (one, two)
    ]
    assert ends[0] and ends[1] and not ends[0] & ends[1]


def test_a_report_loses_its_frame(views: Any) -> None:
    spanish, english = "El puerto lleva cerrado dos días.", "The port has been closed for two days."
    assert viewed(views, "unreported", "es", f"Según la alcaldesa, e{spanish[1:]}") == spanish
    assert viewed(views, "unreported", "en", f'"{english[:-1]}," said the mayor.') == english
    assert viewed(views, "unreported", "en", english) is None
    assert viewed(views, "unreported", "en", f"The mayor has never confirmed that t{english[1:]}") is None


def test_a_word_of_the_predicate_turns_into_its_opposite(views: Any) -> None:
    spanish, english = "El puente se cerró antes de la visita.", "The bridge was closed before the visit."
    assert viewed(views, "opposite_word", "es", spanish, english) == "El puente se cerró después de la visita."
    assert viewed(views, "opposite_word", "en", english, spanish) == "The bridge was closed after the visit."
    assert viewed(views, "opposite_word", "en", english, "El puente se cerró con la visita.") is None
    assert viewed(views, "opposite_word", "es", "Antes de la visita se cerró el puente.", english) is None


@pytest.fixture
def sentences() -> pd.DataFrame:
    rows = [
        ("El ayuntamiento aprobó la reforma el lunes.", "The council approved the reform on Monday."),
        ("El incendio mató a 34 soldados en Valdria.", "The fire killed 34 soldiers in Valdria."),
        ("La ministra firmó el acuerdo con el banco.", "The minister signed the agreement with the bank."),
        ("El paro subió en Valdria.", "Unemployment rose in Valdria."),
    ]
    frame = pd.DataFrame(rows, columns=["es", "en"])
    return frame.assign(following_es=frame["es"].shift(-1).fillna(""), following_en=frame["en"].shift(-1).fillna(""))


def test_pairs_are_the_same_for_a_seed_and_differ_between_seeds(perturb: Any, sentences: pd.DataFrame) -> None:
    first = perturb.from_sentences(sentences, 0)
    pd.testing.assert_frame_equal(first, perturb.from_sentences(sentences, 0))
    assert set(first["hypothesis"]) != set(perturb.from_sentences(sentences, 1)["hypothesis"])


def test_pairs_come_in_all_languages_with_the_label_of_their_kind(perturb: Any, sentences: pd.DataFrame) -> None:
    pairs = perturb.from_sentences(sentences, 0)
    assert list(pairs.columns) == ["premise", "hypothesis", "label", "source", "lang"]
    assert set(pairs["lang"]) == {"es", "en", "es-en", "en-es"}
    assert set(pairs["label"]) == {0, 1, 2}
    labels = {f"perturb_{kind.name}": kind.label for kind in perturb.KINDS}
    assert (pairs["label"] == pairs["source"].map(labels)).all()
    assert (pairs["premise"] != pairs["hypothesis"]).all()
    assert not pairs.duplicated(["premise", "hypothesis"]).any()
    spanish = pairs["premise"].str.contains(r"\b(?:el|la|los|que)\b", case=False)
    assert (spanish == pairs["lang"].str.startswith("es")).all()


def test_only_training_sources_whole_sentences_and_aligned_ones_are_read(perturb: Any, tmp_path: Path) -> None:
    good = ("El ayuntamiento aprobó la reforma del puerto el lunes.", "The council approved the reform of the port on Monday.")
    rows = [
        (*good, "wmt09"),
        (*good, "flores-test"),
        (*good, "stsb-deepl-train"),
        ("¿Aprobó el ayuntamiento la reforma el lunes pasado?", "Did the council approve the reform last Monday?", "wmt09"),
        (good[0], "No.", "wmt09"),
        ("Pero el club vendió 300 entradas para el partido.", "But the club sold 300 tickets for the match.", "flores-dev"),
    ]
    (tmp_path / "parallel").mkdir()
    pd.DataFrame(rows, columns=["es", "en", "src"]).to_parquet(tmp_path / "parallel" / "es_en.parquet")
    read = perturb.read_sentences(tmp_path)
    assert list(read["src"]) == ["wmt09", "flores-dev"]
    assert read["es"].iloc[1].startswith("El club")
    assert (perturb.perturbed_pairs(tmp_path, 0, limit=1)["premise"].str.contains("club|match")).sum() == 0
