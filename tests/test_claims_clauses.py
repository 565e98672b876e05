import pytest

from detector.claims import extract_claims
from detector.claims.grammar.parse import parsers
from detector.records import Article, Claim
from detector.settings import ClaimSettings

MODES = ["rules", *(["spacy"] if all(parsers().values()) else [])]


def claims(text: str, mode: str, language: str) -> list[Claim]:
    article = Article.from_text(text, language=language)
    return extract_claims(article, ClaimSettings(parser=mode, min_words=3))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("language", "text", "quote", "content"),
    [
        ("es", "La naviera, que vendió dos barcos, cerró su sede.", "vendió dos barcos", "La naviera vendió dos barcos"),
        ("en", "The brewery, which sold two pubs in April, closed its office.", "sold two pubs in April",
         "The brewery sold two pubs in April"),
        ("es", "El tren paró en Valdoro, donde cien personas esperaban.", "cien personas esperaban", "cien personas esperaban en Valdoro"),
        ("en", "The train stopped in Valdor, where families waited for hours.", "families waited for hours",
         "families waited for hours in Valdor"),
        ("es", "La feria, a la que acudieron 90 granjeros, fue un éxito.", "acudieron 90 granjeros", "acudieron 90 granjeros a la feria"),
        ("es", "La torre, cuya cúpula ardió en mayo, fue vendida.", "cúpula ardió en mayo", "la cúpula de la torre ardió en mayo"),
        ("en", "The tower, whose dome burned in May, was sold.", "dome burned in May", "The tower's dome burned in May"),
        ("es", "Ganó el Atlético Lumar, de la mano de dos jugadores del Almir, que perdió la final.", "perdió la final",
         "el Almir perdió la final"),
        ("es", "La presa, construida en 1950, situada al norte, tiene grietas.", "situada al norte", "La presa está situada al norte"),
        ("en", "The hut, built by monks, was sold.", "built by monks", "The hut was built by monks"),
        ("es", "Interrogado por la jueza, el cajero calló.", "Interrogado por la jueza", "el cajero fue interrogado por la jueza"),
        ("es", "Concluida la cena, los invitados brindaron.", "Concluida la cena", "la cena fue concluida"),
        ("es", "La riada arrasó el puente, dejando aisladas tres aldeas.", "dejando aisladas tres aldeas",
         "La riada dejó aisladas tres aldeas"),
        ("en", "The flood destroyed the bridge, cutting off three villages.", "cutting off three villages",
         "The flood cut off three villages"),
        ("es", "El albergue (el aforo es de 40) está lleno.", "el aforo es de 40", "el aforo es de 40"),
        ("en", "The hostel (it was built for 40) is full.", "it was built for 40", "it was built for 40"),
    ],
)  # fmt: skip
def test_what_is_set_off_is_a_claim_with_its_subject(mode: str, language: str, text: str, quote: str, content: str) -> None:
    assert (quote, content) in [(claim.text, claim.content) for claim in claims(text, mode, language)]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("language", "text", "contents"),
    [
        ("es", "La naviera, que vendió dos barcos, cerró.", {"La naviera cerró", "La naviera vendió dos barcos"}),
        ("es", "El gato que vive en el puerto fue adoptado.", {"El gato que vive en el puerto fue adoptado"}),
        ("en", "The cat that lives at the port was adopted.", {"The cat that lives at the port was adopted"}),
        ("es", "El ladrón saltó la valla, cruzó el patio y entró en la casa.",
         {"El ladrón saltó la valla", "El ladrón cruzó el patio", "El ladrón entró en la casa"}),
        ("en", "The thief took a ladder, crossed the yard and broke the window.",
         {"The thief took a ladder", "The thief crossed the yard", "The thief broke the window"}),
        ("es", "Cuando llegó el médico, la paciente había muerto.", {"llegó el médico", "la paciente había muerto"}),
        ("en", "When the doctor came, the patient had died.", {"the doctor came", "the patient had died"}),
        ("es", "La alcaldesa admitió que el muro cayó, que nadie avisó a tiempo y que hubo muchos daños.",
         {"el muro cayó", "nadie avisó a tiempo", "hubo muchos daños"}),
        ("en", "The mayor said that the wall fell, that nobody warned them and that shops were damaged.",
         {"the wall fell", "nobody warned them", "shops were damaged"}),
        ("es", "El pueblo no tiene farmacia: la última cerró en enero.", {"El pueblo no tiene farmacia", "la última cerró en enero"}),
        ("es", "Si no llueve, la presa se vaciará.", {"Si no llueve, la presa se vaciará"}),
        ("en", "The firm will sell its ships because it owes money.", {"The firm will sell its ships because it owes money"}),
    ],
)  # fmt: skip
def test_clauses_of_a_sentence(mode: str, language: str, text: str, contents: set[str]) -> None:
    found = claims(text, mode, language)
    assert {claim.content for claim in found} == contents
    assert all(text[claim.start : claim.end] == claim.text for claim in found)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("language", "text", "anchor", "speaker"),
    [
        ("es", "El ministro dijo que la central, que abrió en 1970, cerrará.", "abrió en 1970", "ministro"),
        ("en", "The minister said the plant, which opened in 1970, would close.", "opened in 1970", "minister"),
        ("es", "«No hay dinero», dijo la consejera, que viajó a Lumia el martes.", "viajó a Lumia el martes", None),
        ("en", "“There is no money,” said the councillor, who flew to Lumia on Tuesday.", "flew to Lumia on Tuesday", None),
    ],
)
def test_what_is_set_off_in_a_report_is_the_speaker_s(mode: str, language: str, text: str, anchor: str, speaker: str | None) -> None:
    assert [claim.speaker for claim in claims(text, mode, language) if claim.text == anchor] == [speaker]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("language", "text", "quotes"),
    [
        ("es", "Según la Guardia, el barco volcó y el capitán huyó.", ["Según la Guardia, el barco volcó", "el capitán huyó"]),
        ("en", "According to the coast guard, the boat sank and the captain fled.",
         ["According to the coast guard, the boat sank", "the captain fled"]),
        ("es", "El barco volcó y el capitán huyó, dijo la Guardia.", ["El barco volcó", "el capitán huyó, dijo la Guardia"]),
    ],
)  # fmt: skip
def test_a_frame_stands_in_the_quote_beside_it(mode: str, language: str, text: str, quotes: list[str]) -> None:
    assert [claim.text for claim in claims(text, mode, language)] == quotes


@pytest.mark.parametrize("mode", [mode for mode in MODES if mode == "spacy"])
def test_a_shared_auxiliary_is_put_back(mode: str) -> None:
    found = claims("The smuggler was arrested in May and taken to the capital.", mode, "en")
    assert [claim.content for claim in found] == ["The smuggler was arrested in May", "The smuggler was taken to the capital"]


def test_quantities_go_with_the_statement_that_holds_them() -> None:
    found = claims("La naviera, que despidió a 300 marinos, compró 12 barcos.", "rules", "es")
    assert [[q.low for q in claim.quantities] for claim in found] == [[12], [300]]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("language", "text", "content"),
    [
        # A participle speaks of what agrees with it and stands next to it, not of a time or a bare noun.
        ("es", "Los guardias hallaron en el garaje 300 pesos en monedas, metidos en cajas de galletas.",
         "300 pesos en monedas fueron metidos en cajas de galletas"),
        ("es", "El auditor leyó el contrato, firmado el lunes en Corvera.", "el contrato fue firmado el lunes en Corvera"),
        ("en", "A survey by plane, carried out by the university, found 90 wrecks.", "A survey by plane was carried out by the university"),
        # A relative: its number and gender, a noun phrase with "del", what only describes its antecedent, and a time before it.
        ("es", "Encontraron dos cañones bajo la arena, que serán exhibidos en mayo.", "dos cañones bajo la arena serán exhibidos en mayo"),
        ("es", "Habló un pasajero del segundo vagón, que pidió agua y pan.", "un pasajero del segundo vagón pidió agua y pan"),
        ("es", "Lo contó la geóloga Inés Prado, de la Universidad del Lago, que midió el cráter.", "la geóloga Inés Prado midió el cráter"),
        ("es", "Habló el capitán Luis Prado, jefe de la búsqueda, que pidió más barcos.", "el capitán Luis Prado pidió más barcos"),
        ("en", "Those of its rival Brandt, which is testing a new valve, fell by six percent.", "its rival Brandt is testing a new valve"),
        ("es", "El comité criticó la venta de la naviera, que investiga la Fiscalía.", "la Fiscalía investiga la venta de la naviera"),
        # A "se" of nobody's takes no subject from the clause around.
        ("es", "Los heridos llegaron al hospital, donde se instalaron camas.", "se instalaron camas en el hospital"),
    ],
)  # fmt: skip
def test_what_is_set_off_speaks_of_what_agrees_with_it(mode: str, language: str, text: str, content: str) -> None:
    assert content in [claim.content for claim in claims(text, mode, language)]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("language", "text", "contents"),
    [
        ("es", "Durmieron en una escuela, tapados con mantas.", {"Durmieron en una escuela"}),
        ("es", "En el barco viajaban 40 personas, contando a la tripulación.", {"En el barco viajaban 40 personas"}),
        ("es", "La naviera pidió al puerto, dueño del muelle, que bajara sus tarifas.",
         {"La naviera pidió al puerto, dueño del muelle, que bajara sus tarifas"}),
    ],
)  # fmt: skip
def test_what_fits_no_noun_phrase_is_no_claim(mode: str, language: str, text: str, contents: set[str]) -> None:
    assert {claim.content for claim in claims(text, mode, language)} == contents


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("language", "text", "content"),
    [
        # Gender, number and word order tell that the speaker is not meant.
        ("es", "El Ejército asegura que fue rescatada por un comando.", "fue rescatada por un comando"),
        ("es", "Nuestros buzos hallaron que conservaba la mitad de su carga.", "conservaba la mitad de su carga"),
        ("es", "La ministra descarta que la tenga la guerrilla.", "la tiene la guerrilla"),
        ("es", "El tren sigue parado y no pasará un autobús hasta mañana.", "no pasará un autobús hasta mañana"),
        ("es", "La fuente cuenta que al puerto se le ordenó cerrar.", "al puerto se le ordenó cerrar"),
        ("es", "Rosa Vidal recordó que en el muelle está prohibido pescar.", "en el muelle está prohibido pescar"),
        ("en", "Vail said it was too early to say whether the valve had failed.",
         "the valve had failed"),
        ("en", "Vail said that was a matter for ministers.", "that was a matter for ministers"),
        # What is left hanging at the end, a question that is no thing.
        ("es", "El alcalde viajó a Lumia el martes, aunque, según él, por su cuenta.", "El alcalde viajó a Lumia el martes"),
        ("en", "The minister declined to say who had drafted it.", "The minister declined to say who had drafted it"),
    ],
)  # fmt: skip
def test_a_subject_that_does_not_fit_is_left_out(mode: str, language: str, text: str, content: str) -> None:
    assert content in [claim.content for claim in claims(text, mode, language)]


@pytest.mark.parametrize("mode", [mode for mode in MODES if mode == "spacy"])
@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Her two brothers, aged 9 and 14, travelled with her.", "Her two brothers were aged 9 and 14"),
        ("His sister's savings, held at a third bank, were not touched.", "His sister's savings were held at a third bank"),
    ],
)
def test_a_plural_takes_a_plural_verb(mode: str, text: str, content: str) -> None:
    assert content in [claim.content for claim in claims(text, mode, "en")]
