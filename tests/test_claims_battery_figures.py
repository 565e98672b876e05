"""Figures set against each other, corrected figures, flat denials and verdicts, as news words them every day."""

import pytest
from reading import NEEDS_PARSERS, claims

pytestmark = NEEDS_PARSERS


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("es", "Frente a los 40 contagios que reconoce el ministerio, los médicos cuentan 300.",
            {("hubo 40 contagios", "ministerio", 40), ("los médicos cuentan 300 contagios", None, 300)}),
        ("es", "Los médicos cuentan 300 contagios, muy por encima de los 40 que reconoce el ministerio.",
            {("hubo 40 contagios", "ministerio", 40), ("Los médicos cuentan 300 contagios", None, 300)}),
        ("es", "Murieron 300 personas, según los médicos, frente a las 40 que admite el Gobierno.",
            {("Murieron 300 personas", "médicos", 300), ("Murieron 40 personas", "Gobierno", 40)}),
        ("en", "Unlike the 40 cases admitted by the ministry, doctors count 300.",
            {("there were 40 cases", "ministry", 40), ("doctors count 300 cases", None, 300)}),
        ("en", "Doctors say 300 people died, far more than the 40 the ministry has admitted.",
            {("300 people died", "Doctors", 300), ("40 people died", "ministry", 40)}),
        ("es", "Según el ministerio hay 40 contagios; según los médicos, 300.",
            {("hay 40 contagios", "ministerio", 40), ("hay 300 contagios", "médicos", 300)}),
        ("en", "Police put the crowd at 8,000, organisers at 50,000.",
            {("Police put the crowd at 8,000", "Police", 8000), ("organisers put the crowd at 50,000", "organisers", 50000)}),
    ],
)  # fmt: skip
def test_figures_set_against_each_other(language: str, text: str, told: set[tuple[str, str | None, float]]) -> None:
    assert {(claim.content, claim.speaker, *(q.low for q in claim.quantities)) for claim in claims(language, text)} == told


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Frente a los 40 goles que marcó en 2030, Sotral lleva 12."),
        ("es", "La empresa ganó 12 millones, frente a los 40 que perdió en 2030."),
        ("en", "The company earned 12 million, compared with the 40 million it lost in 2030."),
        ("es", "El equipo perdió en 2030 la sede y los archivos en 2031."),
    ],
)
def test_comparisons_that_are_no_rival_figures(language: str, text: str) -> None:
    assert len(claims(language, text)) == 1


@pytest.mark.parametrize(
    ("language", "text", "content", "figure"),
    [
        ("es", "Murieron 12 personas y no 40 como se dijo en un principio, según la fiscalía.", "Murieron 12 personas", 12),
        ("es", "Los muertos fueron 12, no 40, según la fiscalía.", "Los muertos fueron 12", 12),
        ("es", "Fueron 12, no 40, los muertos en el accidente, precisó el ministro.", "Fueron 12 los muertos en el accidente", 12),
        ("es", "El presupuesto es de 12 euros, no de 40, aseguró la alcaldesa.", "El presupuesto es de 12 euros", 12),
        ("es", "No fueron 40 los detenidos, sino 12, aclaró la policía.", "fueron 12 los detenidos", 12),
        ("es", "No murieron 40 personas, sino 12, según la policía.", "murieron 12 personas", 12),
        ("en", "The death toll was 12, not 40, police said.", "The death toll was 12", 12),
        ("en", "Twelve people died, not 40 as first reported, police said.", "Twelve people died", 12),
        ("en", "The figure was not 40 but 12, the minister said.", "The figure was 12", 12),
    ],
)
def test_a_corrected_figure_stands_alone(language: str, text: str, content: str, figure: float) -> None:
    (claim,) = claims(language, text)
    assert (claim.content, [q.low for q in claim.quantities]) == (content, [figure])


def test_who_died_is_no_statement_of_the_wrong_figure() -> None:
    (claim,) = claims("en", "It was 12, not 40, who died in the crash, the prosecutor said.")
    assert claim.content == "It was 12 who died in the crash"


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("La presa cerró dos años, no llegó a reabrir y costó 40 millones.", {2, 40_000_000}),
        ("No solo murieron 40 personas, sino 12 más en el hospital.", {40, 12}),
    ],
)
def test_what_corrects_no_figure(text: str, figures: set[float]) -> None:
    assert {q.low for claim in claims("es", text) for q in claim.quantities} == figures


@pytest.mark.parametrize(
    ("language", "text", "content", "speaker"),
    [
        ("es", "La oposición dice que la presa se agrietó. El gobierno asegura que no es así.", "la presa se agrietó", "gobierno"),
        ("es", 'La oposición dice que la presa se agrietó. "Eso es falso", dijo Ana Belta.', "la presa se agrietó", "Ana Belta"),
        ("es", "El sindicato dice que hubo 300 despidos, pero la empresa asegura que no es cierto.", "hubo 300 despidos", "empresa"),
        ("es", "La oposición dice que la presa se agrietó. La ministra tachó de falsa la acusación.", "la presa se agrietó", "ministra"),
        ("es", "La oposición dice que la presa se agrietó, extremo que la ministra calificó de falso.", "la presa se agrietó", "ministra"),
        ("es", "La oposición dice que la presa se agrietó. Nada de eso es cierto, según el ministro.", "la presa se agrietó", "ministro"),
        ("es", "La oposición dice que la presa se agrietó. El ministro dijo que esa versión es falsa.", "la presa se agrietó", "ministro"),
        ("en", "The union says the dam cracked. The minister said the claim was false.", "the dam cracked", "minister"),
        ("en", "The union says the dam cracked, but the minister insists it did not.", "the dam cracked", "minister"),
        ("en", "The union says 300 workers were fired. The company says that is false.", "300 workers were fired", "company"),
        ("en", 'The union says 300 workers were fired. "That is not true," said Mara Quill.', "300 workers were fired", "Mara Quill"),
        ("en", "The union says 300 workers were fired. The company called the claim false.", "300 workers were fired", "company"),
        ("en", "The union says 300 workers were fired, which the company calls a lie.", "300 workers were fired", "company"),
        ("es", "Es totalmente falso que la planta estuviera cerrada, según la empresa.", "la planta estaba cerrada", "empresa"),
        ("en", "It's simply not true that the plant was closed, the company said.", "the plant was closed", "company"),
        ("en", "The claim that the plant was closed is false, the company said.", "the plant was closed", "company"),
    ],
)
def test_verdicts_deny(language: str, text: str, content: str, speaker: str) -> None:
    assert (content, speaker) in {(claim.content, claim.speaker) for claim in claims(language, text) if claim.stance == "denied"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The union says 300 workers were fired. The minister called the law false."),
        ("en", 'The union says 300 workers were fired. "That is true," said Mara Quill.'),
        ("es", 'El alcalde inauguró el puente. "Es verdad que costó caro", dijo la concejala Ana Belta.'),
        ("es", "La presa se agrietó. El perito dijo que el documento es falso."),
    ],
)
def test_what_is_no_verdict_on_what_was_said(language: str, text: str) -> None:
    assert "denied" not in {claim.stance for claim in claims(language, text)}


@pytest.mark.parametrize(
    ("language", "text", "figures"),
    [
        ("es", "La tasa cayó a 5,2 por cada 100.000 habitantes, según el informe.", [5.2]),
        ("es", "La incidencia es de 340 casos por 100.000 habitantes.", [340]),
        ("en", "The rate is 340 cases per 100,000 people.", [340]),
        ("es", "Vendieron la casa por 100.000 euros.", [100_000]),
        ("es", "Pagaron 40 euros por 100 kilos de aceitunas.", [40, 100]),
    ],
)
def test_what_a_rate_is_reckoned_by_counts_nothing(language: str, text: str, figures: list[float]) -> None:
    (claim,) = claims(language, text)
    assert [q.low for q in claim.quantities] == figures


@pytest.mark.parametrize(
    ("text", "content", "counted"),
    [
        ("Los rebeldes aseguran que fueron 300 en la batalla.", "fueron 300 en la batalla", ""),
        ("Hubo 40 muertos, pero los rebeldes aseguran que fueron 300 en Moltera.", "fueron 300 en Moltera", "muerto"),
        ("Los detenidos fueron 12 en Moltera.", "Los detenidos fueron 12 en Moltera", "detenido"),
    ],
)
def test_who_says_how_many_is_not_counted(text: str, content: str, counted: str) -> None:
    claim = claims("es", text)[-1]
    assert (claim.content, [q.counted for q in claim.quantities]) == (content, [counted])
