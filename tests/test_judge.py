"""The judge: contents, then stances, gates and kinds; labels at a threshold; findings with their sides."""

import dataclasses
import math
from collections.abc import Sequence
from datetime import date
from itertools import combinations, pairwise, permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.countries import countries
from detector.engines.fake import FakeNli
from detector.judge import GATES, gather_findings, judge, relabel
from detector.judge.actors import names
from detector.judge.contexts import in_context
from detector.judge.counts import grown
from detector.judge.gates import Pair, open_stance, other_actor, other_aspect, other_date, other_number, other_time, unresolved_subject
from detector.judge.kinds import conflict_kind
from detector.judge.marks import conflict_spans
from detector.judge.pairs import sorted_relations
from detector.judge.stances import combine, combine_quotes
from detector.records import Article, Candidate, Claim, Finding, Label, Quantity, Relation, Scores, TimeSpan, content_id
from detector.settings import JudgeSettings

ENTAILS, NEUTRAL, CONFLICTS = (np.array(row, np.float32) for row in ((0.98, 0.01, 0.01), (0.01, 0.98, 0.01), (0.01, 0.01, 0.98)))
LIKELY, UNLIKELY = 0.8, 0.1
UNRELATED, FAR, NEAR = 0.0, 0.4, 0.9
Days = tuple[date | None, date | None]
HOLDING, OPEN = ("asserted", "conditional", "predicted"), ("asked", "uncommitted")


def claim(content: str = "El puerto reabrió ayer", language: str = "es", article: str = "", **fields: Any) -> Claim:
    article_id = content_id("article", article or content)
    fields = {"content": content} | fields
    return Claim(content_id("claim", article_id, content), article_id, content, 0, len(content), language, **fields)


def quantity(low: float, counted: str, high: float | None = None, unit: str = "") -> Quantity:
    return Quantity(low, low if high is None else high, unit, counted, 0, 1)


def pair(a: dict[str, Any] | None = None, b: dict[str, Any] | None = None, days: Days = (None, None), similarity: float = 0.9) -> Pair:
    return Pair(claim(article="left", **(a or {})), claim(article="right", **(b or {})), *days, similarity)


# --- stances ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("left", HOLDING)
@pytest.mark.parametrize("right", HOLDING)
def test_claims_that_hold_conflict_when_their_contents_do(left: Any, right: Any) -> None:
    contradicts, supports = combine(CONFLICTS, CONFLICTS, left, right)
    assert contradicts > LIKELY and supports < UNLIKELY


@pytest.mark.parametrize("directions", [(ENTAILS, NEUTRAL), (NEUTRAL, ENTAILS), (ENTAILS, ENTAILS)])
def test_claims_that_hold_support_each_other_when_one_follows_from_the_other(directions: Any) -> None:
    contradicts, supports = combine(*directions, "asserted", "conditional")
    assert supports > LIKELY and contradicts < UNLIKELY


@pytest.mark.parametrize("holding", HOLDING)
def test_a_denial_contradicts_what_the_denied_follows_from(holding: Any) -> None:
    assert combine(NEUTRAL, ENTAILS, "denied", holding)[0] > LIKELY
    assert combine(ENTAILS, NEUTRAL, holding, "denied")[0] > LIKELY


def test_what_the_denied_implies_is_contradicted_with_less_weight() -> None:
    reverse, forward = combine(ENTAILS, NEUTRAL, "denied", "asserted")[0], combine(NEUTRAL, ENTAILS, "denied", "asserted")[0]
    assert reverse < forward


def test_a_denial_answers_a_rumour_in_near_words_but_not_any_rumour() -> None:
    leaning = np.array((0.4, 0.59, 0.01), np.float32)
    assert combine(leaning, leaning, "denied", "conditional")[0] > combine(leaning, leaning, "denied", "asserted")[0]
    assert combine(NEUTRAL, NEUTRAL, "denied", "conditional")[0] < 0.51


def test_a_denial_supports_the_opposite_of_the_denied() -> None:
    contradicts, supports = combine(CONFLICTS, CONFLICTS, "denied", "asserted")
    assert supports > LIKELY and contradicts < UNLIKELY
    assert combine(CONFLICTS, CONFLICTS, "asserted", "denied")[1] > LIKELY


@pytest.mark.parametrize("reading", [CONFLICTS, ENTAILS, NEUTRAL])
def test_quotes_of_two_denials_never_contradict_each_other_and_open_ones_say_nothing(reading: Any) -> None:
    assert combine_quotes(reading, reading, "denied", "denied")[0] == 0
    assert combine_quotes(reading, reading, "asked", "asserted") == (0, 0)


def test_quotes_are_read_with_their_frames() -> None:
    assert combine_quotes(CONFLICTS, CONFLICTS, "denied", "asserted")[0] > LIKELY
    assert combine_quotes(ENTAILS, NEUTRAL, "denied", "asserted")[1] > LIKELY


def test_two_denials_support_each_other_only_when_they_deny_the_same() -> None:
    assert combine(ENTAILS, ENTAILS, "denied", "denied")[1] > LIKELY
    assert combine(ENTAILS, NEUTRAL, "denied", "denied")[1] < UNLIKELY
    assert combine(NEUTRAL, ENTAILS, "denied", "denied")[1] < UNLIKELY


@pytest.mark.parametrize("reading", [ENTAILS, NEUTRAL, CONFLICTS])
def test_two_denials_never_contradict_each_other(reading: Any) -> None:
    assert combine(reading, reading, "denied", "denied")[0] == 0


@pytest.mark.parametrize("open_stance", OPEN)
@pytest.mark.parametrize("other", [*HOLDING, "denied", *OPEN])
@pytest.mark.parametrize("reading", [ENTAILS, CONFLICTS])
def test_whoever_takes_no_stance_is_neither_contradicted_nor_supported(open_stance: Any, other: Any, reading: Any) -> None:
    assert combine(reading, reading, open_stance, other) == (0, 0)
    assert combine(reading, reading, other, open_stance) == (0, 0)


READING = st.tuples(*[st.floats(0.01, 1)] * 3).map(lambda odds: np.array(odds, np.float32) / np.float32(sum(odds)))
STANCE = st.sampled_from([*HOLDING, "denied", *OPEN])


@given(READING, READING, STANCE, STANCE)
def test_stances_combine_symmetrically_into_probabilities(ab: Any, ba: Any, left: Any, right: Any) -> None:
    combined = combine(ab, ba, left, right)
    assert combined == combine(ba, ab, right, left)
    assert all(0 <= probability <= 1 for probability in combined)


# --- actors and gates ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Rusia", {"RU"}), ("el Kremlin", {"RU"}), ("Russian troops", {"RU"}), ("las tropas rusas", {"RU"}), ("Moscú", {"RU"}),
        ("Estados Unidos", {"US"}), ("EE. UU.", {"US"}), ("the White House", {"US"}), ("los estadounidenses", {"US"}),
        ("la Casa Blanca y el Kremlin", {"US", "RU"}), ("las autoridades francesas", {"FR"}), ("los japoneses", {"JP"}),
        ("El Gobierno de Brevania", set()), ("la rusticidad", set()), ("", set()),
    ],
)  # fmt: skip
def test_states_are_known_by_name_demonym_and_seat_of_power(text: str, codes: set[str]) -> None:
    assert countries(text) == codes


@given(st.text(max_size=40) | st.text(alphabet="ruſoİKırános .", max_size=20))
def test_any_text_can_be_searched_for_states(text: str) -> None:
    assert all(len(code) == 2 for code in countries(text))


def test_names_are_capitalised_words_but_not_the_article_at_the_head() -> None:
    assert names("Los bomberos de Puerto Alba") == ("Puerto", "Alba")
    assert names("The firefighters of Alba") == ("Alba",)
    assert names("several ships") == ()


@pytest.mark.parametrize(
    ("left", "right", "fires"),
    [
        ("Rusia", "Estados Unidos", True),
        ("Russia", "the United States", True),
        ("Rusia", "Russia", False),
        ("El Kremlin", "Russian troops", False),
        ("Rusia", "Vladímir Putin", False),
        ("Brevania", "Sarkovia", True),
        ("Brevania", "Brevanian officials", False),
        ("Elena Ruaz", "the minister Elena Ruaz", False),
        ("Elena Ruaz", "Bruno Sáez", True),
        ("Nobody", "Esto", False),
        ("El alcalde de Castromuela", "Nuestro compañero Ignacio Barrantes", False),
        ("Los bomberos", "The firefighters", False),
        ("Los pescadores", "The army", False),
        (None, "Sarkovia", False),
        (None, None, False),
    ],
)
def test_other_actor_fires_on_subjects_that_name_different_actors(left: str | None, right: str | None, fires: bool) -> None:
    assert other_actor(pair({"subject": left}, {"subject": right})) == fires
    assert other_actor(pair({"subject": right}, {"subject": left})) == fires


@pytest.mark.parametrize(
    ("left", "right", "fires"),
    [
        (("2031-03-01", "2031-03-01"), ("2031-03-02", "2031-03-02"), True),
        (("2031-03-01", "2031-03-31"), ("2031-03-15", "2031-03-15"), False),
        (("2031-03-01", "2031-03-02"), ("2031-03-02", "2031-03-03"), False),
        (("2031-03-01", None), ("2030-01-01", "2030-12-31"), True),
        (("2031-03-01", None), ("2032-01-01", "2032-01-01"), False),
        ((None, "2031-03-01"), ("2031-03-02", "2031-03-02"), True),
        ((None, "2031-03-01"), ("2030-01-01", None), False),
        (("2031-03-01", "2031-03-01"), None, False),
    ],
)
def test_times_that_do_not_meet_are_two_events_or_two_dates_of_one(left: Any, right: Any, fires: bool) -> None:
    times = [{"time": TimeSpan(*span) if span else None} for span in (left, right)]
    for a, b in (times, times[::-1]):
        far, near = pair(a, b, similarity=FAR), pair(a, b, similarity=NEAR)
        assert (other_time(far), other_date(far)) == (fires, False), "claims that are far apart speak of two events"
        assert (other_time(near), other_date(near)) == (False, fires), "claims that are near each other date one event"


@pytest.mark.parametrize(
    ("left", "right", "fires"),
    [
        ([quantity(14, "muertos")], [quantity(31, "muertos")], True),
        ([quantity(14, "dead")], [quantity(14, "dead")], False),
        ([quantity(14, "muertos", float("inf"))], [quantity(31, "muertos")], False),
        ([quantity(31, "muertos", float("inf"))], [quantity(14, "muertos")], True),
        ([quantity(14, "muertos")], [quantity(31, "heridos")], False),
        ([quantity(14, "obras", unit="EUR")], [quantity(31, "obras", unit="%")], False),
        ([quantity(14, "muertos")], [], False),
    ],
)
def test_other_number_fires_on_counts_of_one_thing_that_cannot_both_be_right(left: Any, right: Any, fires: bool) -> None:
    for language in ("es", "en"):
        quantities = [{"quantities": tuple(side), "language": language} for side in (left, right)]
        assert other_number(pair(*quantities)) == other_number(pair(*quantities[::-1])) == fires


def test_across_languages_numbers_are_held_against_each_other_only_where_each_claim_has_one() -> None:
    spanish = {"language": "es", "quantities": (quantity(14, "muertos"),)}
    assert other_number(pair(spanish, {"language": "en", "quantities": (quantity(31, "dead"),)}))
    assert not other_number(pair(spanish, {"language": "en", "quantities": (quantity(31, "dead"), quantity(80, "injured"))}))


def test_a_number_that_stands_beside_what_is_claimed_is_held_against_nothing() -> None:
    whole = claim("Huyeron, dijo Nadia, de 29 años", quantities=(Quantity(29, 29, "año", "", 24, 31),))
    beside = dataclasses.replace(whole, content="Huyeron")
    inside = claim("Huyeron a los 29 años", article="other", quantities=(Quantity(29, 29, "año", "", 14, 21),))
    other = claim("Huyeron a los 31 años", article="third", quantities=(Quantity(31, 31, "año", "", 14, 21),))
    assert other_number(Pair(inside, other, None, None, 0.9)) and other_number(Pair(whole, other, None, None, 0.9))
    assert not other_number(Pair(beside, other, None, None, 0.9))


@pytest.mark.parametrize("stance", OPEN)
def test_open_stance_fires_where_nothing_is_stated(stance: str) -> None:
    assert open_stance(pair({"stance": stance})) and open_stance(pair({}, {"stance": stance}))
    assert not open_stance(pair({"stance": "denied"}, {"stance": "conditional"}))


@pytest.mark.parametrize(
    ("fields", "fires"),
    [
        ({"subject": "Esta postura"}, True),
        ({"subject": "This movement"}, True),
        ({"subject": "ellos"}, True),
        ({"subject": None, "content": "It was closed all night"}, True),
        ({"subject": "El puerto"}, False),
        ({"subject": "The thistle trade"}, False),
        ({"subject": None, "content": "Estambul cerró el puerto"}, False),
    ],
)
def test_unresolved_subject_fires_on_what_points_outside_the_claim(fields: dict[str, Any], fires: bool) -> None:
    assert unresolved_subject(pair(fields)) == unresolved_subject(pair({}, fields)) == fires


def test_who_rules_something_out_restricts_nothing() -> None:
    denied = {
        "stance": "denied",
        "subject": "The Orlian defence ministry",
        "content": "The Orlian defence ministry has targeted the clinic",
    }
    assert not other_aspect(pair(denied, {"content": "Un misil orliano destruyó la maternidad"}))
    assert other_aspect(pair(denied | {"content": "The Orlian defence ministry gives military aid"}, {"content": "Orlia ayuda a Veska"}))


@pytest.mark.parametrize(
    ("content", "fires"),
    [
        ("No hay un solo militar dravonio en suelo maraveleño", False),
        ("Los dravonios no construyen ninguna base militar", False),
        ("Dravonia no presta ayuda económica", True),
        ("Nunca le dije a la embajadora que vinieran", False),
    ],
)
def test_an_aspect_restricts_by_an_adjective_and_is_touched_by_what_belongs_to_it(content: str, fires: bool) -> None:
    assert other_aspect(pair({"content": content}, {"content": "About 250 marines live at the site"})) == fires


@pytest.mark.parametrize(
    ("disavows", "says", "meets"),
    [
        ("Conrad Vail", "Conrad Vail", True),
        ("Vail", "Conrad Vail", True),
        ("ministra", "Ágata Lillo", True),
        ("ministra", "ministra", True),
        ("ministra", "alcaldesa", False),
        ("Conrad Vail", "Ágata Lillo", False),
        ("Conrad Vail", None, False),
    ],
)
def test_who_disavows_words_denies_them_to_who_has_it_that_he_said_so(disavows: str, says: str | None, meets: bool) -> None:
    both = {"stance": "disavowed", "speaker": disavows}, {"speaker": says}
    assert pair(*both).stances == (("denied" if meets else "uncommitted"), "asserted")
    (relation,) = judged([both], "entailment")
    assert relation.gates == (() if meets else ("open_stance",))
    assert (relation.scores.contradicts > 0, relation.kind) == (meets, "attribution")


@pytest.mark.parametrize("stance", ["denied", "disavowed", "uncommitted", "asked"])
def test_a_disavowal_meets_only_what_is_held(stance: str) -> None:
    assert open_stance(pair({"stance": "disavowed", "speaker": "Vail"}, {"stance": stance, "speaker": "Vail"}))


DIFFERENT = {
    "open_stance": ({"stance": "asked"}, {}),
    "other_actor": ({"subject": "Rusia"}, {"subject": "the United States"}),
    "other_time": ({"time": TimeSpan("2031-03-01", "2031-03-01")}, {"time": TimeSpan("2030-03-01", "2030-03-01")}),
    "other_name": ({"subject": "Los vecinos de Puerto Alba"}, {"subject": "La empresa Norvial"}),
    "other_role": ({"subject": "Rusia"}, {"subject": "El alcalde", "content": "El alcalde pidió ayuda a Rusia"}),
    "other_aspect": ({"content": "Rusia no presta apoyo militar"}, {"content": "Rusia presta apoyo a la región"}),
    "unresolved_subject": ({"subject": "Esta postura"}, {}),
    "other_date": ({"time": TimeSpan("2031-03-01", "2031-03-01")}, {"time": TimeSpan("2031-03-02", "2031-03-02")}),
    "other_number": ({"quantities": (quantity(14, "muertos"),)}, {"quantities": (quantity(31, "muertos"),)}),
}
NEARNESS = {"other_time": FAR, "other_number": FAR}  # dates of two claims that are nearer than this are taken for dates of one event


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.name)
@pytest.mark.parametrize("says", ["contradiction", "entailment"])
def test_a_gate_that_fires_is_named_and_takes_away_what_it_vetoes(gate: Any, says: str) -> None:
    a, b = DIFFERENT[gate.name]
    (relation,) = judged([(a, b)], says, similarity=NEARNESS.get(gate.name, NEAR))
    assert relation.gates == (gate.name,)
    if gate.vetoes_contradiction:
        assert relation.scores.contradicts == 0
    if gate.vetoes_support:
        assert relation.scores.supports == 0
    assert (says == "contradiction") == (relation.scores.contradiction_ab > LIKELY), "the raw scores stay"


@pytest.mark.parametrize("gate", [gate for gate in GATES if gate.name != "open_stance"], ids=lambda gate: gate.name)
def test_a_gate_can_be_switched_off(gate: Any) -> None:
    (relation,) = judged(
        [DIFFERENT[gate.name]], "entailment", JudgeSettings(gates_off=frozenset({gate.name})), similarity=NEARNESS.get(gate.name, NEAR)
    )
    assert relation.gates == ()
    assert not gate.vetoes_contradiction or relation.scores.contradicts > 0
    assert not gate.vetoes_support or relation.scores.supports > 0


# --- kinds -----------------------------------------------------------------------------------------------------------

MONDAY, TUESDAY = date(2031, 3, 3), date(2031, 3, 4)
TOLLS = ({"quantities": (quantity(14, "muerto"),)}, {"quantities": (quantity(31, "muerto"),)})
ALLIES = (
    {"quantities": (quantity(4, "país"),)},
    {"content": "Once países apoyan ya la protesta", "quantities": (quantity(11, "país"),)},
)
CASES = (
    {"quantities": (quantity(37, "caso"),), "content": "Hay 37 casos de fiebre del loro"},
    {"quantities": (quantity(52, "people"),), "content": "The fever has infected 52 people", "language": "en"},
)
ABOARD = ({"quantities": (quantity(191, "pasajero"),)}, {"quantities": (quantity(214, "pasajero"),)})


def counted(first: str, second: str, **later: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """A toll and a later, higher one, each with the name of who counts."""
    one, other = ({**side, "speaker": name or None} for side, name in zip(TOLLS, (first, second), strict=True))
    return one, other | later


@pytest.mark.parametrize(
    ("a", "b", "days", "kind"),
    [
        ({"stance": "denied"}, {}, (None, None), "denial"),
        (*TOLLS, (MONDAY, MONDAY), "number"),
        (*TOLLS, (MONDAY, None), "number"),
        (*TOLLS, (MONDAY, TUESDAY), "supersession"),
        (*TOLLS, (TUESDAY, MONDAY), "number"),  # the dead do not become fewer
        (*counted("Ministerio de Salud", "hospital San Telmo"), (MONDAY, TUESDAY), "number"),
        (*counted("Ministerio de Salud", "ministerio"), (MONDAY, TUESDAY), "supersession"),
        (*counted("Ministerio", "hospital", content="La cifra de muertos es de 31"), (MONDAY, TUESDAY), "supersession"),
        (*counted("Ministerio de Salud", ""), (MONDAY, TUESDAY), "supersession"),
        (*counted("Ministry of Health", "ministry's duty officer"), (MONDAY, TUESDAY), "supersession"),
        (
            *counted("Ministerio", "", subject="El registro civil", content="El registro civil cifra 31"),
            (MONDAY, TUESDAY),
            "number",
        ),
        (*counted("Ministerio", "", subject="El muelle", content="El muelle dejó 31 muertos"), (MONDAY, TUESDAY), "supersession"),
        (*ALLIES, (MONDAY, TUESDAY), "supersession"),
        (*ALLIES, (TUESDAY, MONDAY), "number"),
        (*ALLIES, (MONDAY, MONDAY), "number"),
        (*CASES, (MONDAY, TUESDAY), "supersession"),
        (*CASES, (MONDAY, MONDAY), "number"),
        (*ABOARD, (MONDAY, TUESDAY), "number"),
        (*DIFFERENT["other_date"], (None, None), "date"),
        ({"content": "No hay tropas en la isla"}, {"content": "Hay tropas en la isla"}, (MONDAY, TUESDAY), "negation"),
        ({"content": "The pier isn't leased"}, {"content": "The pier is leased"}, (None, None), "negation"),
        ({"content": "The pier was never leased"}, {"content": "The pier is leased"}, (None, None), "negation"),
        ({"content": "El puerto abrió"}, {"content": "El puerto cerró"}, (None, None), "antonym"),
        ({"content": "Notaron la norma"}, {"content": "Anotaron la norma"}, (None, None), "antonym"),
        ({"content": "El puerto abrió"}, {"content": "Los muelles siguen cerrados"}, (None, None), "other"),
        ({"content": "La ministra ha llamado falsos los papeles", "stance": "denied"}, {}, (None, None), "attribution"),
        ({"content": "I never told anyone that the pier was leased"}, {"content": "Ruaz said it was leased"}, (None, None), "attribution"),
        ({"content": "Nunca dije tal cosa"}, {"content": "Ruaz dijo que el muelle era suyo"}, (None, None), "attribution"),
        ({"content": "No hay tropas, dijo Ruaz"}, {"content": "Hay tropas en la isla"}, (None, None), "negation"),
    ],
)
def test_the_kind_of_a_conflict_is_what_can_be_seen_in_the_claims(a: Any, b: Any, days: Any, kind: str) -> None:
    assert conflict_kind(pair(a, b, days)) == conflict_kind(pair(b, a, days[::-1])) == kind


# --- the judge -------------------------------------------------------------------------------------------------------


def judged(
    pairs: Sequence[tuple[dict[str, Any], dict[str, Any]]],
    says: str = "contradiction",
    settings: JudgeSettings | None = None,
    days: Days = (None, None),
    similarity: float = 0.9,
) -> list[Relation]:
    claims, articles, candidates = [], [], []
    for i, sides in enumerate(pairs):
        a, b = (
            claim(**{"content": f"Afirmación {i} de {side}", "article": f"{i} {side}", **fields})
            for side, fields in zip("ab", sides, strict=True)
        )
        claims += [a, b]
        articles += [Article(end.article_id, "", published=day) for end, day in zip((a, b), days, strict=True)]
        candidates.append(Candidate("story", a.id, b.id, similarity))
    return judge(candidates, claims, articles, FakeNli(lambda premise, hypothesis: says).predict, settings or JudgeSettings())


def test_no_candidates_no_relations() -> None:
    assert judged([]) == []


@pytest.mark.parametrize(("says", "label"), [("contradiction", "contradicts"), ("entailment", "supports"), ("neutral", "uncertain")])
def test_a_pair_is_labelled_as_its_contents_are_read(says: str, label: Label) -> None:
    (relation,) = judged([({}, {})], says, similarity=FAR if says == "neutral" else NEAR)
    assert relation.label == label
    assert relation.probability == max(relation.scores.contradicts, relation.scores.supports)
    assert (relation.kind == "agreement") == (label == "supports")


def test_both_directions_are_read_and_kept_apart() -> None:
    article_a, article_b = Article("1", ""), Article("2", "")
    wide = Claim("a", "1", "", 0, 0, "es", "Valmara pidió ayuda militar")
    narrow = Claim("b", "2", "", 0, 0, "es", "Valmara pidió ayuda")
    nli = FakeNli(lambda premise, hypothesis: "entailment" if premise == wide.content else "neutral")
    (relation,) = judge([Candidate("s", "a", "b", 0.8)], [wide, narrow], [article_a, article_b], nli.predict, JudgeSettings())
    assert relation.scores.entailment_ab > LIKELY > UNLIKELY > relation.scores.entailment_ba
    assert relation.scores.similarity == 0.8


def test_the_judge_reads_contents_and_quotes_each_text_once() -> None:
    seen: list[str] = []
    told: list[int] = []
    framed = Claim("a", "1", "Ruaz negó que P", 0, 15, "es", "P", "Ruaz", ("Ruaz",), "denied")
    plain = Claim("b", "2", "Q", 0, 1, "es", "Q")

    def read(premise: str, hypothesis: str) -> str:
        seen.append(premise)
        return "contradiction" if "negó" in premise + hypothesis else "entailment"

    nli = FakeNli(read)
    (relation,) = judge(
        [Candidate("s", "a", "b", 0.8)], [framed, plain], [Article("1", ""), Article("2", "")], nli.predict, JudgeSettings(), told.append
    )
    assert sorted(seen) == ["P", "Q", "Q", "Ruaz negó que P"]
    assert sum(told) == 4
    assert (relation.label, relation.kind) == ("contradicts", "denial")


@pytest.mark.parametrize(
    ("text", "quote", "read"),
    [
        ("El buque zarpó. No lleva misiles.", "No lleva misiles.", "El buque zarpó. | No lleva misiles."),
        ("Nevó. El buque zarpó el lunes. No lleva misiles.", "No lleva misiles.", "El buque zarpó el lunes. | No lleva misiles."),
        ("Nevó. El buque zarpó y no lleva misiles.", "no lleva misiles", "El buque zarpó y | no lleva misiles"),
        ("El buque\n\nNo lleva misiles.", "No lleva misiles.", "El buque | No lleva misiles."),
        ("No lleva misiles. Zarpó.", "No lleva misiles.", "El buque de Ostrel | No lleva misiles."),
        ("a" * 5_000_000 + " No lleva misiles.", "No lleva misiles.", "a" * 220 + " | No lleva misiles."),
    ],
)
def test_a_premise_is_read_after_what_leads_up_to_it(text: str, quote: str, read: str) -> None:
    start = text.index(quote)
    article = Article("1", text, title="El buque de Ostrel")
    assert in_context(article, Claim("a", "1", quote, start, start + len(quote), "es", quote)) == read


def test_the_contexts_of_two_quotes_are_read_as_premises() -> None:
    seen: list[tuple[str, str]] = []

    def read(premise: str, hypothesis: str) -> str:
        seen.append((premise, hypothesis))
        return "neutral"

    articles = [Article("1", "Zarpó el buque. No lleva misiles."), Article("2", "Lleva misiles.", title="El buque")]
    claims = [Claim("a", "1", "No lleva misiles.", 16, 33, "es", "No lleva misiles"), Claim("b", "2", "Lleva misiles.", 0, 14, "es", "")]
    judge([Candidate("s", "a", "b", 0.8)], claims, articles, FakeNli(read).predict, JudgeSettings())
    assert ("Zarpó el buque. | No lleva misiles.", "Lleva misiles.") in seen
    assert ("El buque | Lleva misiles.", "No lleva misiles.") in seen


@pytest.mark.parametrize(
    ("similarity", "says", "again"), [(FAR - 0.01, "neutral", False), (FAR, "neutral", True), (UNRELATED, "entailment", True)]
)
def test_quotes_are_read_where_contents_or_cosine_leave_room_for_a_relation(similarity: float, says: str, again: bool) -> None:
    seen: list[str] = []
    told: list[int] = []

    def read(premise: str, hypothesis: str) -> str:
        seen.append(premise)
        return says

    articles = [Article("1", "Según Ruaz, P"), Article("2", "Según Mena, Q")]
    claims = [Claim("a", "1", "Según Ruaz, P", 0, 13, "es", "P"), Claim("b", "2", "Según Mena, Q", 0, 13, "es", "Q")]
    (relation,) = judge([Candidate("s", "a", "b", similarity)], claims, articles, FakeNli(read).predict, JudgeSettings(), told.append)
    assert sorted(seen) == ["P", "Q"] + again * ["Según Mena, Q", "Según Ruaz, P"]
    assert sum(told) == 4
    assert relation.scores.quoted_entailment_ab == relation.scores.entailment_ab


@pytest.mark.parametrize("says", ["entailment", "neutral", "contradiction"])
def test_different_numbers_in_near_claims_weigh_whatever_nli_says(says: str) -> None:
    (near,), (far,) = (judged([TOLLS], says, days=(MONDAY, MONDAY), similarity=similarity) for similarity in (NEAR, UNRELATED))
    (without,) = judged([({}, {})], says, days=(MONDAY, MONDAY), similarity=NEAR)
    assert near.kind == "number" and near.scores.contradicts > 2 * min(without.scores.contradicts, 0.49)
    assert near.label == ("contradicts" if says == "contradiction" else "uncertain")
    assert far.label != "contradicts", "too far apart to speak of one fact"


def test_numbers_that_are_denied_do_not_conflict() -> None:
    a, b = TOLLS
    for sides in ((a | {"stance": "denied"}, b | {"stance": "denied"}), (a | {"stance": "denied"}, b)):
        (relation,) = judged([sides], "neutral")
        assert relation.label != "contradicts"


def test_a_later_number_is_an_update_and_never_a_contradiction() -> None:
    (update,) = judged([TOLLS], days=(MONDAY, TUESDAY))
    assert (update.label, update.kind) == ("uncertain", "supersession")
    assert update.probability > LIKELY
    (conflict,) = judged([TOLLS], days=(MONDAY, MONDAY))
    assert (conflict.label, conflict.kind) == ("contradicts", "number")


def test_swapping_the_claims_changes_nothing_but_the_sides() -> None:
    a, b = {"stance": "denied", "subject": "Sarkovia"}, {"subject": "The Sarkovian navy", "language": "en"}
    (there,) = judged([(a, b)], "entailment", days=(MONDAY, TUESDAY))
    (back,) = judged([(b, a)], "entailment", days=(TUESDAY, MONDAY))
    assert (there.label, there.probability, there.kind, there.gates) == (back.label, back.probability, back.kind, back.gates)


def labelled(id: str, a: str, b: str, label: Label, probability: float) -> Relation:
    return Relation(id, "story", a, b, label, probability, "other", Scores(0.5, 0.5, 0.5, 0.5, 0.9, 0.5, 0.5))


READINGS = st.lists(st.tuples(st.sampled_from(["entailment", "neutral", "contradiction"]), st.booleans(), st.booleans()), max_size=6)


@given(READINGS, st.floats(0.51, 0.99), st.floats(0.51, 0.99))
def test_relabelling_is_judging_at_that_threshold(readings: Any, first: float, second: float) -> None:
    claims, articles, candidates, says = [], [], [], {}
    for i, (label, denied, numbers) in enumerate(readings):
        sides = TOLLS if numbers else ({}, {})
        for side, fields, day in zip("ab", sides, (MONDAY, TUESDAY), strict=True):
            stance = "denied" if denied and side == "a" else "asserted"
            claims.append(claim(f"{side}{i}", **fields, stance=stance))
            articles.append(Article(claims[-1].article_id, "", published=day))
            says[f"{side}{i}"] = label
        candidates.append(Candidate("s", claims[-2].id, claims[-1].id, 0.9))

    def predict(pairs: Sequence[tuple[str, str]], progress: Any = None, /) -> Any:
        certainty = np.linspace(1, 0.3, len(pairs), dtype=np.float32)[:, None]
        return certainty * FakeNli(lambda premise, hypothesis: says[premise]).predict(pairs) + (1 - certainty) / 3

    once = judge(candidates, claims, articles, predict, JudgeSettings(threshold=first))
    again = judge(candidates, claims, articles, predict, JudgeSettings(threshold=second))
    assert relabel(once, claims, articles, second) == again


def test_relations_are_sorted_contradictions_then_supports_then_the_rest() -> None:
    made = [
        labelled("1", "a", "b", "uncertain", 0.99),
        labelled("2", "a", "b", "supports", 0.7),
        labelled("3", "a", "b", "contradicts", 0.8),
        labelled("4", "a", "b", "supports", 0.9),
        labelled("6", "a", "b", "contradicts", 0.9),
        labelled("5", "a", "b", "contradicts", 0.9),
    ]
    for order in (made, made[::-1]):
        assert [relation.id for relation in sorted_relations(order)] == ["5", "6", "3", "4", "2", "1"]


# --- findings --------------------------------------------------------------------------------------------------------


def found(*relations: tuple[str, str, Label, float], copies: dict[str, str] | None = None) -> list[Finding]:
    letters = sorted({end for a, b, *_ in relations for end in (a, b)})
    claims = [Claim(letter, f"article-{letter}", f"Dice {letter}", 0, 1, "es", letter) for letter in letters]
    articles = [Article(f"article-{letter}", "", source=f"Diario {letter}") for letter in letters]
    origins = {article.id: article.id for article in articles} | (copies or {})
    made = [labelled(content_id(a, b), a, b, label, probability) for a, b, label, probability in relations]
    findings = gather_findings(made, claims, articles, origins)
    assert gather_findings(made[::-1], claims[::-1], articles[::-1], origins) == findings
    return findings


def sides(finding: Finding) -> set[frozenset[str]]:
    return {frozenset(side.claim_ids) for side in finding.sides}


def test_supports_are_one_side_and_contradictions_two() -> None:
    (finding,) = found(("a", "b", "supports", 0.9), ("b", "c", "contradicts", 0.8))
    assert sides(finding) == {frozenset("ab"), frozenset("c")}
    assert finding.probability == 0.8, "that of the contradiction"
    assert finding.question == "Dice b", "the claim with most relations"


@pytest.mark.parametrize(
    ("quote", "worded"),
    [
        ("No sonó ninguna sirena», relató el farero", "«No sonó ninguna sirena», relató el farero"),
        ("The clerk said “no siren sounded", "The clerk said “no siren sounded”"),
        ("El farero «no duerme» nunca", "El farero «no duerme» nunca"),
    ],
)
def test_a_question_has_both_marks_of_its_quotations(quote: str, worded: str) -> None:
    claims = [Claim(name, name, text, 0, 1, "es", text) for name, text in (("a", quote), ("b", quote))]
    articles = [Article(name, "", source=name) for name in "ab"]
    (finding,) = gather_findings([labelled("1", "a", "b", "supports", 0.9)], claims, articles, {"a": "a", "b": "b"})
    assert finding.question == worded


def test_sides_reach_across_the_dispute() -> None:
    (finding,) = found(("a", "b", "contradicts", 0.9), ("b", "c", "contradicts", 0.8), ("c", "d", "supports", 0.7))
    assert sides(finding) == {frozenset("acd"), frozenset("b")}


def test_corroboration_has_one_side_with_its_voices() -> None:
    (finding,) = found(("a", "b", "supports", 0.7), ("b", "c", "supports", 0.9), copies={"article-c": "article-a"})
    (side,) = finding.sides
    assert side.claim_ids == ("a", "b", "c")
    assert side.origins == ("article-a", "article-b"), "a copy is no voice of its own"
    assert side.sources == ("Diario a", "Diario b", "Diario c")
    assert finding.probability == 0.9


@pytest.mark.parametrize(("second", "third"), [("contradicts", "supports"), ("supports", "contradicts")])
def test_a_claim_whose_relations_disagree_is_left_out_of_the_question(second: Label, third: Label) -> None:
    for order in permutations([("a", "b", "supports", 0.9), ("b", "c", second, 0.8), ("a", "c", third, 0.7)]):
        (finding,) = found(*order)
        assert sides(finding) == {frozenset("ab")}
        assert finding.probability == 0.9


def test_uncertain_pairs_make_no_finding() -> None:
    assert found(("a", "b", "uncertain", 0.9)) == []


def test_disputes_come_before_corroborations_and_more_voices_before_fewer() -> None:
    findings = found(
        ("a", "b", "supports", 0.99), ("b", "c", "supports", 0.99),
        ("d", "e", "contradicts", 0.7), ("f", "g", "contradicts", 0.9), ("h", "i", "contradicts", 0.7), ("i", "j", "supports", 0.7),
    )  # fmt: skip
    assert [frozenset().union(*sides(finding)) for finding in findings] == [set("hij"), set("fg"), set("de"), set("abc")]


def test_claims_that_all_agree_are_one_question_however_many() -> None:
    (finding,) = found(*[(a, b, "supports", 0.7) for a, b in combinations("abcdefghij", 2)])
    assert finding.sides[0].claim_ids == tuple("abcdefghij")


def test_a_chain_of_neighbouring_facts_is_not_one_question() -> None:
    findings = found(*[(a, b, "supports", 0.9 - i / 100) for i, (a, b) in enumerate(pairwise("abcdefghijklmnop"))])
    assert len(findings) > 1
    assert max(len(finding.sides[0].claim_ids) for finding in findings) <= 6


def test_a_side_tells_its_days_and_its_firmest_stance() -> None:
    days = {"1": MONDAY, "2": TUESDAY, "3": None}
    articles = [Article(id, "text", source=f"Outlet {id}", published=day) for id, day in days.items()]
    stances: dict[str, Any] = {"1": "conditional", "2": "asserted", "3": "denied"}
    claims = [Claim(f"c{id}", id, "text", 0, 4, "es", "text", stance=stance) for id, stance in stances.items()]
    relations = [labelled("r1", "c1", "c2", "supports", 0.9), labelled("r2", "c2", "c3", "contradicts", 0.8)]
    (finding,) = gather_findings(relations, claims, articles, {id: id for id in days})
    sides = {side.claim_ids: (side.first, side.last, side.stance) for side in finding.sides}
    assert sides == {("c1", "c2"): (MONDAY, TUESDAY, "asserted"), ("c3",): (None, None, "denied")}


@pytest.mark.parametrize(
    ("later", "risen"),
    [
        ("Los muertos ascienden ya a 31", True), ("The death toll rose to 31", True), ("Murieron 31 personas", False),
        ("Los muertos no pasaron de 31", False),
    ],
)  # fmt: skip
def test_a_count_that_has_risen_is_an_update(later: str, risen: bool) -> None:
    found = pair({"quantities": (quantity(14, "muerto"),)}, {"content": later, "quantities": (quantity(31, "muerto"),)})
    assert grown(found.a, found.b) == grown(found.b, found.a) == risen
    assert (conflict_kind(found) == "supersession") == risen


AT_LEAST = {"quantities": (Quantity(14, math.inf, "", "muerto", 0, 4),)}


@pytest.mark.parametrize(
    ("later", "days", "outgrown"),
    [
        ({"quantities": (quantity(31, "muerto"),)}, (MONDAY, TUESDAY), True),
        ({"quantities": (Quantity(31, math.inf, "", "muerto", 0, 4),)}, (MONDAY, TUESDAY), True),
        ({"content": "La cifra de muertos subió a 31", "quantities": (quantity(31, "muerto"),)}, (None, None), True),
        ({"content": "The toll has risen to 31", "language": "en", "quantities": (quantity(31, "muerto"),)}, (MONDAY, MONDAY), True),
        ({"quantities": (quantity(31, "muerto"),)}, (MONDAY, MONDAY), False),
        ({"quantities": (quantity(31, "muerto"),)}, (TUESDAY, MONDAY), False),
        ({"quantities": (quantity(14, "muerto"),)}, (MONDAY, TUESDAY), False),
        ({"quantities": (quantity(31, "pasajero"),)}, (MONDAY, TUESDAY), False),
    ],
)
def test_a_count_beyond_an_earlier_minimum_is_an_update(later: Any, days: Any, outgrown: bool) -> None:
    for found in (pair(AT_LEAST, later, days), pair(later, AT_LEAST, days[::-1])):
        assert other_number(found) == outgrown
        assert (conflict_kind(found) == "supersession") == outgrown
        assert (conflict_spans(found, "supersession") != ((), ())) == outgrown


def test_a_rival_count_beyond_a_minimum_is_no_update() -> None:
    one, other = counted("Ministerio de Salud", "hospital San Telmo")
    assert conflict_kind(pair(one | AT_LEAST, other, (MONDAY, TUESDAY))) != "supersession"


def test_what_has_risen_is_the_higher_count() -> None:
    found = pair({"content": "La cifra sube a 14", "quantities": (quantity(14, "muerto"),)}, {"quantities": (quantity(31, "muerto"),)})
    assert not grown(found.a, found.b)


@pytest.mark.parametrize(
    ("unit", "counted", "other_unit", "other_counted"),
    [
        ("metro", "", "metre", ""),
        ("hora", "", "hour", ""),
        ("kilómetro por hora", "", "kilometre per hour", ""),
        ("", "misil", "", "missile"),
    ],
)
def test_units_and_counted_things_are_known_in_both_languages(unit: str, counted: str, other_unit: str, other_counted: str) -> None:
    noise = (Quantity(2, 2, "", "tanque", 0, 1), Quantity(3, 3, "", "vuelo", 0, 1))
    spanish = {"quantities": (Quantity(400, 400, unit, counted, 0, 3), *noise)}
    english = {"language": "en", "quantities": (Quantity(180, 180, other_unit, other_counted, 0, 3), Quantity(9, 9, "", "guard", 0, 1))}
    assert other_number(pair(spanish, english))
