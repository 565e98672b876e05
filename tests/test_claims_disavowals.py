"""Who says that he never said it: what is disavowed is the content, by whom it is said to have been said; all sentences are our own."""

import pytest
from reading import NEEDS_PARSERS, told

pytestmark = NEEDS_PARSERS


@pytest.mark.parametrize(
    ("language", "text", "speaker", "content"),
    [
        ("es", "El ministro Pedro Luna negó haber dicho que los mineros eran ilegales.", "Pedro Luna", "los mineros eran ilegales"),
        ("es", "«Jamás les dije a los vecinos que la presa era segura», aseguró el coronel.", "coronel", "la presa era segura"),
        ("es", "«Yo no le dije a nadie que se bañara con cubeta», dijo el alcalde Luis Mora.", "Luis Mora", "se bañó con cubeta"),
        ("es", "La ministra no dijo que el acuerdo estuviera roto, aclaró su portavoz.", "ministra", "el acuerdo estaba roto"),
        ("es", "Su oficina negó que el ministro hubiera prometido que bajarían las tasas.", "ministro", "bajarían las tasas"),
        ("en", "Mora denied telling reporters that the deal was dead.", "Mora", "the deal was dead"),
        ("en", "“I never told a family that it stood too close,” the chief said.", "chief", "it stood too close"),
        ("en", "His office denied that the minister had promised that taxes would fall.", "minister", "taxes would fall"),
        ("en", "The company never said it would close the plant.", "company", "The company would close the plant"),
    ],
)
def test_what_is_disavowed(language: str, text: str, speaker: str, content: str) -> None:
    assert (speaker, "disavowed", content) in told(language, text)


@pytest.mark.parametrize(
    ("language", "text", "stances"),
    [
        ("es", "Nadie dijo que el puente fuera seguro.", {"uncommitted"}),
        ("es", "El Gobierno no dijo cuándo abrirá el puente.", {"uncommitted"}),
        ("es", "El Gobierno no confirma que el puente sea seguro.", {"uncommitted"}),
        ("es", "El ministro dijo que los mineros eran ilegales.", {"asserted"}),
        ("es", "«Nunca dije que dimitiría», afirmó el alcalde Luis Mora.", {"asserted"}),  # too short to be read alone
        ("en", "The minister denied that the miners were illegal.", {"denied"}),
        ("en", "The mayor never called teachers lazy, her office said.", {"asserted"}),
    ],
)
def test_what_is_no_disavowal(language: str, text: str, stances: set[str]) -> None:
    assert {stance for _, stance, _ in told(language, text)} == stances
