"""Who says what where the frame is no verb of saying with its subject before it; all sentences are our own."""

import pytest

from detector.claims import extract_claims, parsers
from detector.records import Article
from detector.settings import ClaimSettings

PARSER = "spacy" if all(parsers().values()) else "rules"

# text, speaker and stance of its last claim
FRAMES = [
    # a verb that says something only with the words after it
    ("es", "El ministro dio a entender que la base se cierra.", "ministro", "conditional"),
    ("es", "La empresa dejó claro que no venderá la fábrica.", "empresa", "predicted"),
    ("en", "The firm made it clear that no one was sacked.", "firm", "asserted"),
    ("es", "La policía no tiene constancia de que hubiera heridos.", "policía", "uncommitted"),
    # what somebody is sure of, judges, does not know
    ("es", "La alcaldesa se mostró convencida de que el tranvía llegará en junio.", "alcaldesa", "predicted"),
    ("en", "The coach is adamant that Price broke no rule.", "coach", "asserted"),
    ("es", "El juez ve probado que el alcalde cobró comisiones.", "juez", "asserted"),
    ("es", "El entrenador dijo no saber si jugará Ruiz.", "entrenador", "uncommitted"),
    # one subject of two verbs
    ("es", "El director compareció para negar que sus hombres dispararan.", "director", "denied"),
    ("es", "El presidente tuvo que admitir que la deuda roza los 40 millones.", "presidente", "asserted"),
    ("en", "The chairman was forced to admit that profits had collapsed.", "chairman", "asserted"),
    # a noun of saying and a copula
    ("es", "La tesis de la fiscalía es que el tesorero cobró dos veces.", "fiscalía", "asserted"),
    ("en", "The company's position is that the leak was harmless.", "company", "asserted"),
    # fronted sources without "según"
    ("es", "Tal y como adelantó El Faro, el banco cerrará doce oficinas.", "El Faro", "predicted"),
    ("es", "Por lo que cuentan los vecinos, el puente lleva meses cerrado.", "vecinos", "asserted"),
    ("en", "By the union's own account, the strike cost 40 jobs.", "union", "asserted"),
    # a body as a place, a person as whom something is known to
    ("es", "Desde el sindicato aseguran que la plantilla no cobra desde marzo.", "sindicato", "asserted"),
    ("es", "A la fiscalía le consta que hubo pagos.", "fiscalía", "asserted"),
    # what follows a verb after a comma is who speaks
    ("es", "La base no figura en los planes, afirmó su jefe militar.", "jefe militar", "asserted"),
    ("es", "El tramo era seguro, apunta una geóloga.", "geóloga", "asserted"),
    ("es", "El paro sigue, recordó la ministra a los viajeros que esperaban.", "ministra", "asserted"),
    # documents in which it stands
    ("es", "Guardis vigilaba la legación, consta en el contrato.", "contrato", "asserted"),
    ("es", "El pueblo está agotado, según se desprende de una encuesta del colegio médico.", "encuesta del colegio médico", "asserted"),
    # between verb and clause
    ("es", "El portavoz, Luis Mora, aclaró, eso sí, que no habrá despidos.", "Luis Mora", "predicted"),
    ("en", "Ms Lane dismissed as “nonsense” claims that she had taken a bribe.", "Lane", "denied"),
    ("es", "Los guardias, con más frío que miedo, escribieron que hubo calma.", "guardias", "asserted"),
    # no clause at all
    ("en", "Asked about the delay, the contractor blamed the weather.", "contractor", "asserted"),
    ("es", "El sindicato calcula en 3.000 los puestos perdidos.", "sindicato", "asserted"),
    ("es", "El consejo elevó el sueldo a 1.000 euros.", None, "asserted"),
    # evidence that there is none
    ("en", "There is no evidence that the minister knew.", None, "uncommitted"),
    ("es", "El juez no duda de que la firma es falsa.", "juez", "asserted"),
    # futures that are none, and dates ahead
    ("es", "La tensión de la reina va a peor.", None, "asserted"),
    ("en", "Melnik is to host the first session.", None, "predicted"),
    ("en", "The dock strike begins on May 30.", None, "predicted"),
    # pronouns that the sentence itself explains
    ("en", "Ferran Moix took no fossils abroad, he says.", "Ferran Moix", "asserted"),
    # a relative or a name between subject and verb
    ("es", "La empresa que la explota, Aguas del Tarmo (Atasa), aseguró en una nota que no hubo vertidos.", "Aguas del Tarmo", "asserted"),
    ("en", "The company that runs the dam, Tacural Hydro, said there was no spill.", "Tacural Hydro", "asserted"),
    ("en", "The mayor, who had promised to close the plant in May, denied on Monday that work had stopped.", "mayor", "denied"),
    ("en", "The jail's director, Peter Isle, in the post since 2020, acknowledged that guards were lacking.", "Peter Isle", "asserted"),
    ("es", "«No hubo vertidos», aseguró la firma que explota la mina, Minera Tarsis.", "Minera Tarsis", "asserted"),
    ("en", "“The well is dry,” said the farmer who dug it, Elias Rock.", "Elias Rock", "asserted"),
    ("en", "The woman who found the body, a Belgian tourist, said the door was open.", "woman", "asserted"),
    # who is cited by who reports
    ("es", "Según publicó El Faro, que cita a dos fuentes policiales, el reo huyó en una furgoneta.", "dos fuentes policiales", "asserted"),
    ("en", "The suspect fled in a van, according to The Beacon, which cited police sources.", "police sources", "asserted"),
    # a count without a verb
    ("es", "Doce muertos en el derrumbe de un muelle, según informó la Policía.", "Policía", "asserted"),
    ("en", "Two dead and 30 hurt in Lorca fire, police say.", "police", "asserted"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "speaker", "stance"), FRAMES)
def test_frames(language: str, text: str, speaker: str | None, stance: str) -> None:
    claim = extract_claims(Article.from_text(text, language=language), ClaimSettings(parser=PARSER, min_words=2))[-1]
    assert (claim.speaker, claim.stance) == (speaker, stance)


@pytest.mark.parametrize(
    ("language", "text", "speaker", "stance"),
    [
        ("es", "El edil, que había cerrado la planta en mayo, negó ayer que la obra esté parada.", "edil", "denied"),
        (
            "es",
            "El consejero en funciones, Luis Prado, cuyo partido gobierna en minoría, admitió que faltan camas.",
            "Luis Prado",
            "asserted",
        ),
        ("es", "El juez, que citó a Ruiz como testigo, dijo que el plazo venció.", "juez", "asserted"),
    ],
)
def test_what_a_relative_tells_of_the_speaker_is_no_frame(language: str, text: str, speaker: str, stance: str) -> None:
    found = extract_claims(Article.from_text(text, language=language), ClaimSettings(parser=PARSER, min_words=2))
    assert [(claim.speaker, claim.stance) for claim in found if claim.speaker] == [(speaker, stance)]


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("es", "«No negociamos», atajó el presidente del fondo Orión.", "presidente del fondo Orión"),
        ("es", "El hotel cerrará, según fuentes próximas al juez.", "fuentes próximas al juez"),
        ("en", "Phones were banned, as the bride herself explained.", "bride"),
        ("en", "The Liberals asked for it, their own leader admitted.", "leader"),
        ("en", "Landlord Julio Revilla said the flat was empty.", "Julio Revilla"),
        ("en", "“I hid nothing,” said the ship's cook about the bales.", "ship's cook"),
        ("es", "El equipo de «Puente de ceniza» filmó allí la batalla, cuenta su productora.", "productora"),
        ("es", "El jefe no dio datos, insistió la ingeniera jefa.", "ingeniera jefa"),
        ("es", "Pelagia no informó del cierre: el borrador esperaba firma, admitió la alcaldesa.", "alcaldesa"),
    ],
)
def test_names_of_speakers(language: str, text: str, speaker: str) -> None:
    found = extract_claims(Article.from_text(text, language=language), ClaimSettings(parser=PARSER, min_words=2))
    assert {claim.speaker for claim in found} == {speaker}
