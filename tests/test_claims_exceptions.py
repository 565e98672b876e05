"""What is so of one thing and not of another, further complements of one report, and what an article knows itself."""

import pytest
from reading import NEEDS_PARSERS, claims, told

pytestmark = NEEDS_PARSERS


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("es", "Los atacantes accedieron a nombres y direcciones, pero no a contraseñas ni números de cuenta, según el banco.",
            [("banco", "Los atacantes accedieron a nombres y direcciones"),
             ("banco", "Los atacantes no accedieron a contraseñas ni números de cuenta")]),
        ("es", "El ministro se reunió con los sindicatos, pero no con la patronal.",
            [(None, "El ministro se reunió con los sindicatos"), (None, "El ministro no se reunió con la patronal")]),
        ("en", "The deal has covered steel but not aluminium, officials said.",
            [("officials", "The deal has covered steel"), ("officials", "The deal has not covered aluminium")]),
        ("es", "El ministro firmó el acuerdo, pero no viajó a la capital.",
            [(None, "El ministro firmó el acuerdo"), (None, "El ministro no viajó a la capital")]),
    ],
)  # fmt: skip
def test_what_is_excepted_is_not_so(language: str, text: str, expected: list[tuple[str | None, str]]) -> None:
    assert [(speaker, content) for speaker, _, content in told(language, text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La empresa insistió en que pagó los sueldos y en que no debe nada a los trabajadores.",
            ["La empresa pagó los sueldos", "La empresa no debe nada a los trabajadores"]),
        ("El fiscal está convencido de que Mora mintió al juez y de que cobró el dinero.",
            ["Mora mintió al juez", "Mora cobró el dinero"]),
        ("El banco insiste en que ningún dato se vio comprometido y en que no ha mantenido contacto con los ladrones.",
            ["ningún dato se vio comprometido", "no ha mantenido contacto con los ladrones"]),
    ],
)  # fmt: skip
def test_each_of_several_complements_is_reported(text: str, expected: list[str]) -> None:
    found = told("es", text)
    assert [content for _, _, content in found] == expected
    assert len({speaker for speaker, _, _ in found}) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La Fiscalía no recurrirá el archivo, según ha podido saber este diario.",
            (None, "predicted", "La Fiscalía no recurrirá el archivo")),
        ("El club ha despedido al entrenador, ha podido confirmar este periódico.",
            (None, "asserted", "El club ha despedido al entrenador")),
        ("El herido está muy grave, según confirmó a este diario la clínica.", ("clínica", "asserted", "El herido está muy grave")),
        ("El precio subió en enero, según un informe que ha podido consultar este diario.",
            ("informe", "asserted", "El precio subió en enero")),
    ],
)  # fmt: skip
def test_what_the_article_knows_itself_is_nobodys(text: str, expected: tuple[str | None, str, str]) -> None:
    assert told("es", text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("«Siempre dije la verdad», celebró Montes a la salida del juzgado, rodeado de periodistas.", ["Siempre dije la verdad"]),
        ("El ministro visitó el juzgado de Osk, rodeado de vallas desde el lunes.",
            ["El ministro visitó el juzgado de Osk", "el juzgado de Osk estaba rodeado de vallas desde el lunes"]),
    ],
)  # fmt: skip
def test_what_is_set_off_behind_who_is_quoted_is_nobodys(text: str, expected: list[str]) -> None:
    assert [claim.content for claim in claims("es", text)] == expected


def test_signs_that_somebody_sees_are_no_certainty() -> None:
    assert told("es", "La jueza ve indicios de que el exconsejero cobró un piso.") == [
        ("jueza", "conditional", "el exconsejero cobró un piso")
    ]


@pytest.mark.parametrize(
    ("language", "text", "numbers"),
    [
        ("en", "Hurricane Otilia made landfall as a Category 3 storm on Monday.", []),
        ("es", "La jueza de instrucción número 4 de Peñalba archivó la causa.", []),
        ("es", "El huracán de categoría 4 dejó 12 muertos en la isla.", [12]),
    ],
)
def test_what_tells_a_kind_counts_nothing(language: str, text: str, numbers: list[float]) -> None:
    found = claims(language, text)
    assert [quantity.low for claim in found for quantity in claim.quantities] == numbers


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Some 30,000 people were moved, according to the Red Cross, far fewer than the 80,000 the government claims.",
            [("Red Cross", 27000), ("government", 80000)]),
        ("es", "Fueron evacuadas 30.000 personas, según la Cruz Roja, muchas menos que las 80.000 que asegura el Gobierno.",
            [("Cruz Roja", 30000), ("Gobierno", 80000)]),
    ],
)  # fmt: skip
def test_a_figure_that_another_falls_short_of_is_its_sources(language: str, text: str, expected: list[tuple[str, float]]) -> None:
    found = claims(language, text)
    assert [(claim.speaker, quantity.low) for claim in found for quantity in claim.quantities] == expected
