from datetime import date

import pytest

from detector.claims import INSTALL_PARSERS, MissingParser, extract_all, extract_claims, parsers
from detector.claims.grammar import parse
from detector.records import Article, Claim
from detector.settings import ClaimSettings

MODES = ["rules", *(["spacy"] if all(parsers().values()) else [])]


def claims_of(text: str, mode: str = "rules", language: str | None = None, published: date | None = None) -> list[Claim]:
    return extract_claims(Article.from_text(text, language=language, published=published), ClaimSettings(parser=mode))


def only(text: str, mode: str, language: str) -> Claim:
    found = claims_of(text, mode, language)
    assert len(found) == 1, [claim.content for claim in found]
    return found[0]


# The same meaning in both languages: text, content, speaker, stance.
FRAMES = [
    ("es", "Lermia aclaró este martes que no mantiene tropas en la isla de Sarn, en medio de rumores.",
     "Lermia no mantiene tropas en la isla de Sarn", "Lermia", "asserted"),
    ("en", "Lermia clarified on Tuesday that it does not keep troops on Sarn Island, amid rumors.",
     "Lermia does not keep troops on Sarn Island", "Lermia", "asserted"),
    ("es", "No obstante, Osk negó que Valdoria haya solicitado oficialmente ayuda militar.",
     "Valdoria ha solicitado oficialmente ayuda militar", "Osk", "denied"),
    ("en", "However, Osk denied that Valdoria has officially requested military aid.",
     "Valdoria has officially requested military aid", "Osk", "denied"),
    ("es", "El exalcalde Bruno Lago negó haber cobrado sobornos.", "Bruno Lago ha cobrado sobornos", "Bruno Lago", "denied"),
    ("en", "Former mayor Bruno Lago denied having taken bribes.", "Bruno Lago has taken bribes", "Bruno Lago", "denied"),
    ("es", "El coronel Marcos Vidal ha denunciado la existencia de dos bases secretas que ya operan en Sarn.",
     "existen dos bases secretas que ya operan en Sarn", "Marcos Vidal", "asserted"),
    ("en", "Colonel Mark Vidal denounced the existence of two secret bases that already operate in Sarn.",
     "there are two secret bases that already operate in Sarn", "Mark Vidal", "asserted"),
    ("es", "El Gobierno no confirma ni desmiente que el convoy llegó a Osk.", "el convoy llegó a Osk", "Gobierno", "uncommitted"),
    ("en", "The government neither confirmed nor denied that the convoy reached Osk.",
     "the convoy reached Osk", "government", "uncommitted"),
    ("es", "El puerto sigue cerrado, según la Marina.", "El puerto sigue cerrado", "Marina", "asserted"),
    ("en", "The port remains closed, according to the navy.", "The port remains closed", "navy", "asserted"),
    ("es", "«Nadie abandonó el barco», dijo la capitana Inés Roca.", "Nadie abandonó el barco", "Inés Roca", "asserted"),
    ("en", "“Nobody left the ship,” Captain Ines Roca said.", "Nobody left the ship", "Ines Roca", "asserted"),
    ("es", "Se cree que el ladrón huyó en una lancha.", "el ladrón huyó en una lancha", None, "conditional"),
    ("en", "It is believed that the thief fled in a motorboat.", "the thief fled in a motorboat", None, "conditional"),
    ("es", "El partido desmintió las informaciones según las cuales su líder dimitió.", "su líder dimitió", "partido", "denied"),
    ("en", "The party denied reports that its leader resigned.", "its leader resigned", "party", "denied"),
    ("es", "El museo abrirá una sala nueva en otoño.", "El museo abrirá una sala nueva en otoño", None, "predicted"),
    ("en", "The museum will open a new hall in autumn.", "The museum will open a new hall in autumn", None, "predicted"),
    ("es", "El museo no abrió la sala nueva.", "El museo no abrió la sala nueva", None, "asserted"),
    ("en", "The museum did not open the new hall.", "The museum did not open the new hall", None, "asserted"),
]  # fmt: skip


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("language", "text", "content", "speaker", "stance"), FRAMES)
def test_frame_is_taken_off(mode: str, language: str, text: str, content: str, speaker: str | None, stance: str) -> None:
    claim = only(text, mode, language)
    assert (claim.content, claim.speaker, claim.stance) == (content, speaker, stance)


@pytest.mark.parametrize("mode", MODES)
def test_coordinated_denial_becomes_a_claim_of_its_own(mode: str) -> None:
    text = "Lermia subrayó la cooperación con Osk, pero negó una solicitud formal de ayuda."
    first, second = claims_of(text, mode, "es")
    assert first.content == "Lermia subrayó la cooperación con Osk"
    assert (second.text, second.content) == ("negó una solicitud formal de ayuda", "hubo una solicitud formal de ayuda")
    assert (second.speaker, second.stance) == ("Lermia", "denied")


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("language", "text", "speakers", "content"),
    [
        ("es", "El diario El Faro dijo que el ministro Ledesma negó que el ejército usara minas.", ("El Faro", "Ledesma"), "usaba minas"),
        ("en", "The Beacon said that Minister Ledesma denied that the army used mines.", ("Beacon", "Ledesma"), "used mines"),
    ],
)
def test_chain_of_speakers(mode: str, language: str, text: str, speakers: tuple[str, ...], content: str) -> None:
    claim = only(text, mode, language)
    assert claim.speakers == speakers
    assert claim.speaker == "Ledesma"
    assert claim.stance == "denied"
    assert claim.content.endswith(content)


@pytest.mark.parametrize("mode", MODES)
def test_frame_inside_a_subordinate_clause(mode: str) -> None:
    text = "La nota llegó tarde, después de que el diario La Voz revelara que Linde habría pedido apoyo a Osk."
    claim = claims_of(text, mode, "es")[-1]
    assert (claim.speaker, claim.stance, claim.content) == ("La Voz", "conditional", "Linde habría pedido apoyo a Osk")


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("language", "text"), [("es", "Linde ha negado tales planes de guerra."), ("en", "Linde has denied such war plans.")]
)
def test_a_denial_of_something_unsaid_is_left_whole(mode: str, language: str, text: str) -> None:
    claim = only(text, mode, language)
    assert (claim.content, claim.stance, claim.speaker) == (text[:-1], "asserted", None)


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("Ciudad Mercedes, 2 ago (Sextante).- La dirigente Teodora Alzate salió del país.", "La dirigente"),
        ("Lima, 3 de mayo — El puente de la ruta 8 quedó cerrado al tránsito.", "El puente"),
        ("KASTEL, Merinda — President Aldo Renner never asked for missiles.", "President"),
        ("ASHDOWN, Feb 9 (Continental Wire) - The board ordered the firm to stop its trial.", "The board"),
        ("COVID-19 deaths rose to twelve in the northern province.", "COVID"),
        ("UGT — el sindicato mayoritario — rechazó el acuerdo con la empresa.", "UGT"),
    ],
)
def test_a_dateline_is_no_part_of_a_claim(text: str, opens: str) -> None:
    claims = extract_claims(Article.from_text(text, language="es" if "é" in text or "el " in text else "en"))
    assert claims[0].text.startswith(opens)


@pytest.mark.parametrize("mode", MODES)
def test_language_is_told_passage_by_passage_and_furniture_is_dropped(mode: str) -> None:
    text = """# Crisis en el puerto
El Gobierno de Valdoria cerró ayer el puerto de Osk por la tormenta.

Lee también: La tormenta del siglo llegó a la costa de Lermia.
Consulta más contenido en El Faro: https://faro.example/
Foto: Agencia Norte
Puntos clave
- El puerto de Osk perdió 40 barcos durante la noche.
English version
The government of Valdoria closed the port of Osk because of the storm."""
    found = claims_of(text, mode)
    assert [(claim.language, claim.text.split()[0]) for claim in found] == [("es", "El"), ("es", "El"), ("en", "The")]
    assert found[1].quantities[0].counted in ("barco", "barcos")


def test_claims_of_a_batch_are_those_of_its_articles_and_each_is_announced() -> None:
    articles = [Article.from_text(f"El barco {name} zarpó ayer de Puerto Niebla.", language="es") for name in ("Alba", "Bruma", "Cierzo")]
    announced: list[Article] = []
    batch = extract_all(articles, ClaimSettings(parser="rules"), announced.append)
    assert announced == articles
    assert batch == [claim for article in articles for claim in extract_claims(article, ClaimSettings(parser="rules"))]
    assert len(batch) == 3


def test_other_languages_give_whole_sentences() -> None:
    text = "Le gouvernement a fermé le port de la ville hier soir à cause de la tempête. Personne n'a été blessé pendant la nuit."
    assert [claim.language for claim in claims_of(text)] == ["fr", "fr"]


def test_settings_bound_the_length_of_claims() -> None:
    text = "El puerto de Osk cerró ayer por la tarde."
    article = Article.from_text(text, language="es")
    assert not extract_claims(article, ClaimSettings(parser="rules", min_words=12))
    assert not extract_claims(Article.from_text("El puerto " + "de Osk " * 12 + "cerró.", language="es"), ClaimSettings(max_words=10))


def test_missing_parser_is_one_line_under_spacy_and_rules_under_auto(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parse, "PACKAGES", {"es": "no_such_package_es", "en": "no_such_package_en"})
    assert parsers() == {"es": None, "en": None}
    article = Article.from_text("El puerto de Osk cerró ayer.", language="es")
    with pytest.raises(MissingParser) as error:
        extract_claims(article, ClaimSettings(parser="spacy"))
    assert INSTALL_PARSERS in str(error.value)
    assert "\n" not in str(error.value)
    assert extract_claims(article, ClaimSettings(parser="auto")) == extract_claims(article, ClaimSettings(parser="rules"))


@pytest.mark.skipif("spacy" not in MODES, reason="parser packages are not installed")
def test_loading_the_parsers_warns_of_nothing(recwarn: pytest.WarningsRecorder) -> None:
    parse.load.cache_clear()
    for language, text in (("es", "El puerto cerró."), ("en", "The port closed.")):
        assert list(parse.parse([(text, 0)], language))
    assert not [warning for warning in recwarn if "W0" in str(warning.message) or "W1" in str(warning.message)]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("language", "text", "subject"),
    [
        ("es", "Lermia aclaró que no mantiene tropas en Sarn.", "Lermia"),
        ("en", "Lermia clarified that it does not keep troops in Sarn.", "Lermia"),
        ("es", "Osk negó que Valdoria haya solicitado ayuda militar.", "Valdoria"),
        ("en", "Osk denied that Valdoria has requested military aid.", "Valdoria"),
        ("es", "Bruno Lago negó haber cobrado sobornos.", "Bruno Lago"),
        ("en", "Bruno Lago denied having taken bribes.", "Bruno Lago"),
        ("es", "La policía cerró ayer el puerto viejo.", "La policía"),
        ("en", "The police closed the old port yesterday.", "The police"),
    ],
)
def test_subject_of_the_content(mode: str, language: str, text: str, subject: str) -> None:
    claim = only(text, mode, language)
    assert claim.subject == subject
    assert claim.subject in claim.content
