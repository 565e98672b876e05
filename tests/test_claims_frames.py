"""Frames taken off in harder sentences, in both languages and with and without the parser; all sentences are our own."""

import pytest

from detector.claims import extract_claims, parsers
from detector.records import Article, Claim
from detector.settings import ClaimSettings

MODES = ["rules", *(["spacy"] if all(parsers().values()) else [])]


def claims_of(text: str, mode: str, language: str) -> list[Claim]:
    return extract_claims(Article.from_text(text, language=language), ClaimSettings(parser=mode))


# text, content, speaker, stance of its last claim
FRAMES = [
    # adverbials between a verb and its infinitive
    ("es", "El Ministerio de Pesca de Osk negó este viernes haber perdido ninguna licencia.",
     "El Ministerio de Pesca de Osk ha perdido una licencia", "Ministerio de Pesca de Osk", "denied"),
    ("en", "The Ministry of Fisheries repeatedly denied on Friday receiving any complaint about the nets.",
     "The Ministry of Fisheries has received a complaint about the nets", "Ministry of Fisheries", "denied"),
    ("en", "The Ministry of Fisheries has denied receiving any complaint about the nets.",
     "The Ministry of Fisheries has received a complaint about the nets", "Ministry of Fisheries", "denied"),
    # an addressee with an article
    ("es", "La capitana Inés Roca contó al juzgado que la lancha ardió.", "la lancha ardió", "Inés Roca", "asserted"),
    ("en", "Captain Ines Roca, who lives abroad, told the court that the boat burned.", "the boat burned", "Ines Roca", "asserted"),
    ("en", "Talen told the Ledger that about 200 soldiers had been stationed on the island.",
     "about 200 soldiers had been stationed on the island", "Talen", "asserted"),
    # periphrases
    ("es", "Osk ha vuelto a negar que sus pilotos dispararan contra el globo.",
     "sus pilotos dispararon contra el globo", "Osk", "denied"),
    ("en", "Osk has again denied that its pilots fired at the balloon.", "its pilots fired at the balloon", "Osk", "denied"),
    ("en", "Osk continues to deny that its pilots fired at the balloon.", "its pilots fired at the balloon", "Osk", "denied"),
    ("es", "El director acabó por admitir que la fábrica vertió ácido en el río.",
     "la fábrica vertió ácido en el río", "director", "asserted"),
    ("en", "The director went on to admit that the factory dumped acid in the river.",
     "the factory dumped acid in the river", "director", "asserted"),
    # refusals and silence
    ("es", "El fiscal se negó ayer a confirmar que el banquero huyó.", "el banquero huyó", "fiscal", "uncommitted"),
    ("en", "The prosecutor declined on Monday to confirm that the banker fled.", "the banker fled", "prosecutor", "uncommitted"),
    ("es", "La federación no ha comentado el fallo del tribunal.",
     "La federación no ha comentado el fallo del tribunal", "federación", "uncommitted"),
    ("en", "The federation has not commented on the ruling of the court.",
     "The federation has not commented on the ruling of the court", "federation", "uncommitted"),
    ("es", "Nadie descarta que haya más mineros atrapados.", "hay más mineros atrapados", None, "uncommitted"),
    ("en", "Nobody ruled out that more miners were trapped.", "more miners were trapped", None, "uncommitted"),
    # a judgement without a reporting verb
    ("es", "Es falso que la presa tenga grietas.", "la presa tiene grietas", None, "denied"),
    ("en", "It is not true that the dam has cracks.", "the dam has cracks", None, "denied"),
    # plans are denied in the present
    ("es", "El Gobierno no confirma ni desmiente planes para vender el astillero.",
     "hay planes para vender el astillero", "Gobierno", "uncommitted"),
    ("en", "The government neither confirmed nor denied plans to sell the shipyard.",
     "there are plans to sell the shipyard", "government", "uncommitted"),
    # mood
    ("es", "El portavoz negó que la nevada vaya a retrasar la carrera.", "la nevada va a retrasar la carrera", "portavoz", "denied"),
    ("es", "El portavoz negó que la nevada fuera a retrasar la carrera.", "la nevada iba a retrasar la carrera", "portavoz", "denied"),
    ("en", "The spokesman denied that the snowfall was going to delay the race.",
     "the snowfall was going to delay the race", "spokesman", "denied"),
    ("es", "La empresa Norsal negó que en la mina hubiera fugas.", "en la mina había fugas", "Norsal", "denied"),
    ("en", "The company Norsal denied that there were leaks in the mine.", "there were leaks in the mine", "Norsal", "denied"),
    # no frame: a relative clause, an account without content, a happening that "shows"
    ("es", "El banco desmintió el rumor que circulaba por las redes.",
     "El banco desmintió el rumor que circulaba por las redes", None, "asserted"),
    ("en", "The bank denied the rumor that circulated online.", "The bank denied the rumor that circulated online", None, "asserted"),
    ("en", "The message aims to end rumours that have hurt the bank for weeks.",
     "The message aims to end rumours that have hurt the bank for weeks", None, "asserted"),
    ("es", "Las imágenes contradicen el relato ofrecido en Osk.", "Las imágenes contradicen el relato ofrecido en Osk", None, "asserted"),
    ("en", "The images contradict the account given in Osk.", "The images contradict the account given in Osk", None, "asserted"),
    ("es", "La negativa de Osk demuestra que el pacto está roto.",
     "La negativa de Osk demuestra que el pacto está roto", None, "asserted"),
    ("en", "The denial of Osk shows that the pact is dead.", "The denial of Osk shows that the pact is dead", None, "asserted"),
    # a joined subject is not cut in two
    ("es", "El capitán confirmó que tres lanchas y un remolcador vigilan la bahía.",
     "tres lanchas y un remolcador vigilan la bahía", "capitán", "asserted"),
    ("en", "The captain confirmed that three boats and a tug guard the bay.", "three boats and a tug guard the bay", "captain", "asserted"),
    # better no subject than a wrong one
    ("es", "El juez describió el velero y añadió que estaba atracado en el puerto.", "estaba atracado en el puerto", "juez", "asserted"),
    ("en", "The judge described the sailboat and added that it was docked in the harbor.",
     "it was docked in the harbor", "judge", "asserted"),
    ("en", "Captain Roca said the sailboat was moored in Osk and did not sail until noon.",
     "the sailboat did not sail until noon", "Roca", "asserted"),
    ("es", "El alcalde recibió una carta, aunque precisó que trataba de las multas.", "trataba de las multas", "alcalde", "asserted"),
    ("es", "La luz se fue y no sonó ninguna alarma.", "no sonó ninguna alarma", None, "asserted"),
    ("en", "The lights went out and no alarm sounded in town.", "no alarm sounded in town", None, "asserted"),
]  # fmt: skip


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("language", "text", "content", "speaker", "stance"), FRAMES)
def test_frame(mode: str, language: str, text: str, content: str, speaker: str | None, stance: str) -> None:
    claim = claims_of(text, mode, language)[-1]
    assert (claim.content, claim.speaker, claim.stance) == (content, speaker, stance)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("es", "La riada arrasó el barrio, anunció este lunes la alcaldesa, Rosa Mena.", "Rosa Mena"),
        ("en", "The flood swept the district away, Mayor Rosa Mena said on Monday.", "Rosa Mena"),
        ("es", "El herido está grave, según confirmó a este diario la dirección de la clínica.", "dirección de la clínica"),
        ("es", "El muro cedió por el centro, junto al molino viejo, explicó el ingeniero.", "ingeniero"),
        ("en", "The wall gave way in the middle, near the old mill, the engineer explained.", "engineer"),
        ("es", "La obra costará tres millones, según los planos enviados a la cámara.", "planos"),
        ("en", "Satellite images taken on Monday show that the ship left the port.", "Satellite images"),
        ("es", "Según la información difundida por la guardia costera, el barco se hundió.", "guardia costera"),
        ("en", "According to a statement released by the coastguard, the ship sank.", "coastguard"),
    ],
)
def test_speaker_is_a_person_a_body_or_a_document(mode: str, language: str, text: str, speaker: str) -> None:
    assert claims_of(text, mode, language)[0].speaker == speaker


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "«El agua es segura», repite la alcaldesa Rosa Mena, pero la universidad halló plomo en el río."),
        ("en", "“The water is safe,” Mayor Rosa Mena said, but the university found lead in the river."),
    ],
)
def test_after_a_quotation_the_article_goes_on_in_its_own_voice(mode: str, language: str, text: str) -> None:
    quoted, own = claims_of(text, mode, language)
    assert (quoted.speaker, own.speaker) == ("Rosa Mena", None)
    assert own.text == own.content


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("language", "text", "contents"),
    [
        ("es", "Lermia aclaró este martes que no mantiene tropas en Sarn ni ofrece armas a los rebeldes, en medio de rumores.",
         ["Lermia no mantiene tropas en Sarn", "Lermia no ofrece armas a los rebeldes"]),
        ("en", "Lermia clarified on Tuesday that it does not keep troops on Sarn nor offer arms to the rebels, amid rumors.",
         ["Lermia does not keep troops on Sarn", "Lermia does not offer arms to the rebels"]),
        ("es", "El texto del club apunta a frenar rumores y a cerrar la crisis de la deuda.",
         ["El texto del club apunta a frenar rumores y a cerrar la crisis de la deuda"]),
    ],
)  # fmt: skip
def test_statements_of_a_sentence(mode: str, language: str, text: str, contents: list[str]) -> None:
    assert [claim.content for claim in claims_of(text, mode, language)] == contents
