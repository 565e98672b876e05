"""Records made by hand for tests, and one fictional story: who leased the north pier of Puerto Alba, and the crane accident."""

from __future__ import annotations

from datetime import date
from typing import Any

from detector.records import Article, Claim, Finding, Kind, Label, Relation, Results, Scores, Side, Story, content_id


def make_claim(article: Article, quote: str, **fields: Any) -> Claim:
    """Return the claim that `quote`, found verbatim in the article, makes; its sentence runs from full stop to full stop."""
    quote = quote.encode("utf-8", "replace").decode()  # as `Article.from_text` keeps it
    start = article.text.index(quote)
    end = start + len(quote)
    sentence_start = max(article.text.rfind(mark, 0, start) + 2 for mark in (". ", "\n\n")) if start else 0
    stops = [article.text.find(mark, end) for mark in (". ", ".\n")]
    sentence_end = min((stop + 1 for stop in stops if stop >= 0), default=len(article.text))
    defaults: dict[str, Any] = {"language": article.language, "content": quote}
    bounds = {"sentence_start": max(sentence_start, 0), "sentence_end": max(sentence_end, end)}
    claim_id = content_id(article.id, str(start), str(end), quote)
    return Claim(claim_id, article.id, quote, start, end, **(defaults | bounds | fields))


def make_relation(
    story: Story, a: Claim, b: Claim, label: Label, probability: float, kind: Kind = "other", gates: tuple[str, ...] = ()
) -> Relation:
    """Return a relation whose raw scores are plausible for its label."""
    contradicts = probability if label == "contradicts" else 1 - probability
    supports = probability if label == "supports" else 0.02
    scores = Scores(supports, supports * 0.9, contradicts, contradicts * 0.8, 0.87654321, contradicts, supports)
    return Relation(content_id(story.id, a.id, b.id), story.id, a.id, b.id, label, probability, kind, scores, gates)


def make_finding(story: Story, question: str, probability: float, origins: dict[str, str], *sides: list[tuple[Claim, Article]]) -> Finding:
    """Return a finding; each side is a list of claims with their articles."""
    made = [
        Side(
            tuple(claim.id for claim, _ in side),
            tuple(dict.fromkeys(origins[article.id] for _, article in side)),
            tuple(dict.fromkeys(article.source for _, article in side)),
        )
        for side in sides
    ]
    return Finding(content_id(story.id, question), story.id, question, tuple(made), probability)


def make_results(
    articles: list[Article],
    claims: list[Claim],
    relations: list[Relation],
    stories: list[Story] | None = None,
    findings: list[Finding] | None = None,
    origins: dict[str, str] | None = None,
    **fields: Any,
) -> Results:
    """Return results; without stories all articles are one, without origins each article is its own."""
    own = {article.id: article.id for article in articles}
    return Results(
        articles=tuple(articles),
        origins=own | (origins or {}),
        claims=tuple(claims),
        stories=tuple(stories if stories is not None else [make_story(articles)]),
        relations=tuple(relations),
        findings=tuple(findings or []),
        **({"generated_by": {"detector": "0.0.0", "nli": "fake"}} | fields),
    )


def make_story(articles: list[Article], title: str | None = None) -> Story:
    """Return one story of all the articles, named by the first of them."""
    ids = tuple(article.id for article in articles)
    return Story(content_id(*ids), articles[0].title if title is None else title, ids)


FARO = Article.from_text(
    "El Gobierno de Valmara intentó ayer cerrar la polémica del puerto. La ministra de Puertos, Elena Ruaz, negó que el "
    "Gobierno haya arrendado el muelle norte de Puerto Alba a una empresa extranjera. «No hay contrato, ni lo habrá», dijo en "
    "la radio pública.\n\nSegún los bomberos, al menos 12 trabajadores resultaron heridos el martes al caer una grúa en el mismo "
    "muelle. El puerto permaneció cerrado durante seis horas y los barcos fondearon en la bahía.",
    source="El Faro del Sur",
    title="Ruaz niega que el muelle norte esté en manos extranjeras",
    published=date(2031, 3, 4),
    url="https://faro.example/puerto/ruaz-niega",
    language="es",
)
GACETA = Article.from_text(
    "Los papeles existen. El Ministerio de Puertos firmó en enero el arriendo del muelle norte de Puerto Alba a la naviera "
    "Ostrel por treinta años, de acuerdo con el contrato que ha visto este diario. La oposición pidió la comparecencia de la "
    "ministra. El sindicato de estibadores habría amenazado con parar el puerto si no se publica el documento.",
    source="La Gaceta de Valmara",
    title="El contrato del muelle norte lleva la firma del Ministerio",
    published=date(2031, 3, 5),
    url="https://gaceta.example/contrato-muelle",
    language="es",
)
HARBOUR = Article.from_text(
    "Valmara leased the north pier of Puerto Alba to the shipping line Ostrel in January, two officials with knowledge of the "
    "deal said. The lease runs for thirty years. Seventeen workers were injured when a crane fell on Tuesday, the port's hospital "
    "said on Thursday, raising an earlier count.",
    source="The Harbour Times",
    title="Valmara leased pier to Ostrel despite denials",
    published=date(2031, 3, 6),
    url="https://harbour.example/valmara-pier",
    language="en",
)
BRISA = Article.from_text(
    "PUERTO ALBA (Brisa). El tráfico de contenedores de Puerto Alba creció un 8 % en 2030, hasta 1,4 millones de unidades, "
    "informó la Autoridad Portuaria. El muelle norte concentra la mitad de ese tráfico.",
    source="Agencia Brisa",
    title="Puerto Alba mueve un 8 % más de contenedores",
    published=date(2031, 3, 3),
    language="es",
)
LITORAL = Article.from_text(
    BRISA.text.replace("PUERTO ALBA (Brisa). ", ""),
    source="Radio Litoral",
    title="Crece el tráfico de contenedores",
    published=date(2031, 3, 4),
    language="es",
)
MERCHANT = Article.from_text(
    "Container traffic at Puerto Alba grew by 8% last year, the Port Authority said. Owners of smaller boats complain that "
    "there is no room left for them.",
    source="Merchant Weekly",
    title="Busy year for Puerto Alba",
    published=date(2031, 3, 7),
    url="https://merchant.example/busy-year",
    language="en",
)


def pier_story() -> Results:
    """Return a story with a denial across two languages, an update, a corroboration, copies of an agency text and a doubt."""
    articles = [FARO, GACETA, HARBOUR, BRISA, LITORAL, MERCHANT]
    origins = {article.id: article.id for article in articles} | {LITORAL.id: BRISA.id}
    denial = make_claim(
        FARO,
        "La ministra de Puertos, Elena Ruaz, negó que el Gobierno haya arrendado el muelle norte de Puerto Alba a una empresa extranjera",
        content="el Gobierno haya arrendado el muelle norte de Puerto Alba a una empresa extranjera",
        speaker="La ministra de Puertos, Elena Ruaz",
        speakers=("La ministra de Puertos, Elena Ruaz",),
        stance="denied",
    )
    toll = make_claim(
        FARO, "al menos 12 trabajadores resultaron heridos el martes al caer una grúa", speaker="los bomberos", speakers=("los bomberos",)
    )
    signed = make_claim(GACETA, "El Ministerio de Puertos firmó en enero el arriendo del muelle norte de Puerto Alba a la naviera Ostrel")
    strike = make_claim(
        GACETA,
        "El sindicato de estibadores habría amenazado con parar el puerto",
        stance="conditional",
        speaker="El sindicato de estibadores",
    )
    leased = make_claim(
        HARBOUR,
        "Valmara leased the north pier of Puerto Alba to the shipping line Ostrel in January",
        speaker="two officials",
        speakers=("two officials",),
    )
    later_toll = make_claim(
        HARBOUR,
        "Seventeen workers were injured when a crane fell on Tuesday",
        speaker="the port's hospital",
        speakers=("the port's hospital",),
    )
    growth = [
        make_claim(article, "El tráfico de contenedores de Puerto Alba creció un 8 % en 2030", speaker="la Autoridad Portuaria")
        for article in (BRISA, LITORAL)
    ]
    grew = make_claim(MERCHANT, "Container traffic at Puerto Alba grew by 8% last year", speaker="the Port Authority")
    half = [make_claim(article, "El muelle norte concentra la mitad de ese tráfico") for article in (BRISA, LITORAL)]
    story = make_story(articles)
    relations = [
        make_relation(story, signed, denial, "contradicts", 0.962, "denial", ("stance",)),
        make_relation(story, denial, leased, "contradicts", 0.8849, "denial", ("stance", "cross_lingual")),
        make_relation(story, toll, later_toll, "contradicts", 0.71, "supersession", ("later_report",)),
        make_relation(story, signed, leased, "supports", 0.91, "agreement"),
        make_relation(story, growth[0], grew, "supports", 0.97, "agreement"),
        make_relation(story, half[0], half[1], "supports", 0.99, "agreement"),
        make_relation(story, strike, leased, "uncertain", 0.41),
    ]
    findings = [
        make_finding(story, signed.text, 0.962, origins, [(signed, GACETA), (leased, HARBOUR)], [(denial, FARO)]),
        make_finding(story, grew.text, 0.97, origins, [(growth[0], BRISA), (growth[1], LITORAL), (grew, MERCHANT)]),
    ]
    claims = [denial, toll, signed, strike, leased, later_toll, *growth, grew, *half]
    return make_results(articles, claims, relations, [story], findings, origins)
