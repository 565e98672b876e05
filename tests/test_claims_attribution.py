"""Who says what and how firmly, where the frame is no plain "X said that P"; all sentences are our own."""

import pytest

from detector.claims import extract_claims, parsers
from detector.records import Article, Claim
from detector.settings import ClaimSettings

MODES = ["rules", *(["spacy"] if all(parsers().values()) else [])]


def claims_of(text: str, mode: str, language: str) -> list[Claim]:
    return extract_claims(Article.from_text(text, language=language), ClaimSettings(parser=mode, min_words=2))


# text, speaker and stance of its last claim
ATTRIBUTED = [
    # views held without a clause
    ("es", "La jefa de la oposición acusa al alcalde de haber vendido el parque.", "jefa de la oposición", "asserted"),
    ("en", "The ministry puts the losses at $3 million.", "ministry", "asserted"),
    ("es", "Fuentes del club dan por hecho que habrá acuerdo.", "Fuentes del club", "predicted"),
    # happenings told as nouns; what one does oneself is no report
    ("es", "La ministra confirmó el robo de dos cuadros.", "ministra", "asserted"),
    ("en", "The mayor promised a decision by Friday.", "mayor", "predicted"),
    ("es", "La ministra anunció el cierre de la mina.", None, "asserted"),
    # beliefs follow their content; suspicion, hearsay and rumour do not
    ("es", "Los bomberos creen que el fuego empezó en la cocina.", "bomberos", "asserted"),
    ("en", "Scientists believe the comet will return in 2090.", "Scientists", "predicted"),
    ("es", "Los bomberos sospechan que el fuego empezó en la cocina.", "bomberos", "conditional"),
    ("es", "Dicen que la torre está maldita.", None, "conditional"),
    ("en", "Rumours swirled in Osk that the bishop would resign.", None, "conditional"),
    ("es", "Es posible que el puente se cierre.", None, "conditional"),
    # what is planned, threatened, promised not to be
    ("es", "El gremio amenaza con bloquear el puerto.", "gremio", "predicted"),
    ("es", "El concejal prometió arreglarlos en un mes.", "concejal", "predicted"),
    ("en", "Mayor Rosa Mena has promised not to raise fares.", "Rosa Mena", "predicted"),
    ("en", "The museum reopens on Saturday.", None, "predicted"),
    # asked, and not answered
    ("es", "Los vecinos exigieron saber si la mina tiene permiso.", "vecinos", "asked"),
    ("en", "Police are investigating whether the driver was drunk.", "Police", "asked"),
    ("es", "La jueza no quiso revelar si hubo más detenidos.", "jueza", "uncommitted"),
    ("es", "El entrenador evitó aclarar si seguirá en el club.", "entrenador", "uncommitted"),
    ("en", "Whether the bridge will open is unclear.", None, "uncommitted"),
    # reports that are called false
    ("en", "The company said a report that it had hidden losses was false.", "company", "denied"),
    ("en", "The singer hit back at claims that she had mimed.", "singer", "denied"),
    # sources before, after and inside
    ("es", "En palabras del obispo, la pobreza es una vergüenza.", "obispo", "asserted"),
    ("es", "Para la alcaldesa, el problema está resuelto.", "alcaldesa", "asserted"),
    ("es", "El vertido, advierten los ecologistas, llegará al mar.", "ecologistas", "predicted"),
    ("en", "The spill, campaigners warn, will reach the sea.", "campaigners", "predicted"),
    ("es", "Ibarra: «La reforma fracasará»", "Ibarra", "predicted"),
    ("es", "El faro cayó de noche, bramó el farero.", None, "asserted"),
    ("es", "«El faro cayó de noche», bramó el farero.", "farero", "asserted"),
    ("es", "El banco estaría negociando su venta, según dos fuentes citadas por El Faro.", "dos fuentes", "conditional"),
    ("es", "El diario El Faro informó que, según el sumario, el contador huyó.", "sumario", "asserted"),
]  # fmt: skip


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("language", "text", "speaker", "stance"), ATTRIBUTED)
def test_attribution(mode: str, language: str, text: str, speaker: str | None, stance: str) -> None:
    claim = claims_of(text, mode, language)[-1]
    assert (claim.speaker, claim.stance) == (speaker, stance)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("es", "El papa habló ayer de la guerra. Subrayó que la paz es posible.", "papa"),
        ("es", "La policía detuvo a dos hombres en Osk. Ambos niegan que robaran el coche.", "dos hombres"),
        ("en", "Tallis Bank was fined on Monday. The bank says it has hired more staff.", "Tallis Bank"),
        ("es", "«El agua llegó de golpe», relató Rosa Mena. «Nadie nos avisó».", "Rosa Mena"),
        ("en", "“The dam is safe,” Rosa Mena said. “It was repaired in May.”", "Rosa Mena"),
        ("es", "La OMS recomienda prudencia. En su opinión, los datos son escasos.", "OMS"),
    ],
)
def test_a_speaker_named_in_the_sentence_before(mode: str, language: str, text: str, speaker: str) -> None:
    assert claims_of(text, mode, language)[-1].speaker == speaker


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("es", "Un estudio de la revista Coral sostiene que el arrecife crece.", "estudio de la revista Coral"),
        ("en", "Both pilots, Anna Rusk and Joel Tam, say the tower was empty.", "Anna Rusk and Joel Tam"),
        ("en", "Mayor Ana Ruiz and governor Tom Hale said the bridge was safe.", "Ana Ruiz and Tom Hale"),
        ("es", "La ONG Mar Limpio sostiene que la bahía está sucia.", "Mar Limpio"),
        ("es", "Según la Dra. Valbuena, el ensayo falló.", "Valbuena"),
        ("es", "El robot falló, según personas familiarizadas con el asunto.", "personas familiarizadas con el asunto"),
    ],
)
def test_names(mode: str, language: str, text: str, speaker: str) -> None:
    assert claims_of(text, mode, language)[0].speaker == speaker
