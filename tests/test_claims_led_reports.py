"""Reports by an infinitive: what somebody means to say, or says while doing something else, is said."""

import pytest
from reading import NEEDS_PARSERS, told

pytestmark = NEEDS_PARSERS


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("es", "El mensaje de Moscú apunta a desactivar rumores y reafirmar que su relación se mantiene en el terreno diplomático.",
            ("mensaje de Moscú", "asserted", "su relación se mantiene en el terreno diplomático")),
        ("en", "Moscow's message is intended to defuse rumors and reaffirm that its relationship remains within diplomatic boundaries.",
            ("Moscow's message", "asserted", "its relationship remains within diplomatic boundaries")),
        ("es", "La nota apunta a negar que el puerto esté cerrado.", ("nota", "denied", "el puerto está cerrado")),
        ("es", "El comunicado de la empresa busca dejar claro que el puerto sigue abierto.",
            ("comunicado de la empresa", "asserted", "el puerto sigue abierto")),
        ("en", "The company's statement seeks to make clear that the port remains open.",
            ("company's statement", "asserted", "the port remains open")),
        ("es", "Con esta nota, el ministerio pretende subrayar que no hay ningún brote en la comarca.",
            ("ministerio", "asserted", "no hay ningún brote en la comarca")),
        ("es", "La rueda de prensa estaba destinada a tranquilizar a los vecinos y a explicar que el agua es potable.",
            ("rueda de prensa", "asserted", "el agua es potable")),
        ("en", "The spokeswoman appeared before reporters to deny that the minister had resigned.",
            ("spokeswoman", "denied", "the minister had resigned")),
    ],
)  # fmt: skip
def test_what_an_infinitive_reports_is_said(language: str, text: str, expected: tuple[str, str, str]) -> None:
    assert told(language, text) == [expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "El jefe ordenó a los agentes disparar y negar que hubiera orden."),
        ("es", "La directora pidió a los padres esperar y confirmar que vendrán."),
        ("es", "Los autores pretenden garantizar más transparencia en las cuentas del teatro."),
        ("en", "The minister asked officials to stay calm and confirm that the plant was safe."),
        ("en", "The firm hired a lawyer to sue the paper and deny that it polluted the river."),
    ],
)
def test_what_others_are_to_say_is_not_said(language: str, text: str) -> None:
    assert all(speaker is None for speaker, _, _ in told(language, text))
