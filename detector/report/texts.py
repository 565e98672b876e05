"""The words of the report's pages, in Spanish and in English.

One record holds them all, so that a text which lacks a language is an error before any page is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from detector.records import Kind, Stance

Language = Literal["es", "en"]


class Plural(NamedTuple):
    """A noun for one and for any other number."""

    one: str
    other: str


@dataclass(frozen=True)
class Texts:
    """Every text of the pages; `certainty` holds words for a probability, by its lower bound, highest first."""

    report_title: str
    back: str
    on_this_page: str
    lead: str
    no_stories: str

    articles: Plural
    outlets: Plural
    origins: Plural
    contradictions: Plural
    updates: Plural
    corroborations: Plural
    stories: Plural
    uncertain: Plural
    more_items: Plural
    same_origin: Plural
    same_side: Plural

    top_heading: str
    stories_heading: str
    skipped_heading: str
    skipped_note: str
    contradictions_heading: str
    contradictions_note: str
    no_contradictions: str
    updates_heading: str
    updates_note: str
    corroborations_heading: str
    corroborations_note: str
    no_corroborations: str
    not_independent: str
    disputes_heading: str
    disputes_note: str
    articles_heading: str
    reading_heading: str
    reading: tuple[str, ...]

    before: str
    after: str
    side: str
    itself: str
    according_to: str
    unknown_source: str
    undated: str
    untitled: str
    original: str
    read_in_story: str
    why: str
    shares_text: str
    own_text: str
    uncertain_note: str
    data_files: str
    generated_by: str

    column_date: str
    column_source: str
    column_title: str
    column_language: str
    column_origin: str
    unknown_language: str

    probability: str
    score_a_to_b: str
    score_b_to_a: str
    score_contradiction: str
    score_entailment: str
    score_quoted_contradiction: str
    score_quoted_entailment: str
    score_similarity: str
    score_echoed_conflict: str
    score_echoed_support: str
    gates: str
    measured_on: str

    certainty: tuple[tuple[float, str], ...]
    kinds: dict[Kind, str]
    stances: dict[Stance, str]


ES = Texts(
    report_title="Contradicciones y corroboraciones",
    back="Todas las historias",
    on_this_page="En esta página",
    lead="Qué afirman las fuentes, dónde se contradicen y qué confirman por separado. Cada cita es literal y se muestra en su contexto.",
    no_stories="No se ha encontrado ninguna historia en los artículos leídos.",
    articles=Plural("artículo", "artículos"),
    outlets=Plural("medio", "medios"),
    origins=Plural("origen", "orígenes independientes"),
    contradictions=Plural("contradicción", "contradicciones"),
    updates=Plural("actualización", "actualizaciones"),
    corroborations=Plural("corroboración", "corroboraciones"),
    stories=Plural("historia", "historias"),
    uncertain=Plural("par dudoso", "pares dudosos"),
    more_items=Plural("más está en", "más están en"),
    same_origin=Plural("cita más del mismo origen", "citas más del mismo origen"),
    same_side=Plural("cita más dice lo mismo", "citas más dicen lo mismo"),
    top_heading="Las contradicciones más probables",
    stories_heading="Historias",
    skipped_heading="No se pudo leer",
    skipped_note="Lo que sigue no forma parte del análisis.",
    contradictions_heading="Contradicciones",
    contradictions_note="Pares de citas que no pueden ser ciertas a la vez, de la más probable a la menos. La cita más antigua va primero.",
    no_contradictions="No se ha encontrado ninguna contradicción en esta historia.",
    updates_heading="Actualizaciones",
    updates_note="La segunda cita es posterior y pone al día la primera: cambian los datos, no necesariamente las versiones.",
    corroborations_heading="Corroboraciones",
    corroborations_note="Lo que dicen varias fuentes. Cuentan los orígenes: las copias y traducciones de un mismo texto son una sola voz.",
    no_corroborations="Nada de lo que se dice aquí aparece en dos orígenes independientes.",
    not_independent="Un solo origen: no es una corroboración",
    disputes_heading="Preguntas en disputa",
    disputes_note="Las citas sobre un mismo hecho, reunidas por lo que responden, con las voces independientes de cada lado.",
    articles_heading="Artículos",
    reading_heading="Cómo leer este informe",
    reading=(
        "Nada de lo que aparece aquí es un veredicto. El programa señala citas que merece la pena comparar; decide quien las lee.",
        "La probabilidad está calibrada sobre pares de prueba: de cada cien pares marcados con un 80 %, se espera que unos ochenta sean lo "
        "que dice la etiqueta. Con textos muy distintos de los de prueba puede fallar más.",
        "El modelo compara frases, no hechos. Puede confundir a quien actúa, el momento, la ironía o una cita dentro de otra. "
        "Lea el contexto y el original antes de publicar.",
        "Un desmentido contradice lo que desmiente; contar que alguien lo desmiente, no. Una cifra posterior que corrige otra anterior es "
        "una actualización.",
        "Que dos medios coincidan vale poco si copian la misma agencia: por eso se cuentan orígenes, no medios. Un origen común que no "
        "comparta el texto no se detecta.",
    ),
    before="Antes",
    after="Después",
    side="Lado",
    itself="el propio medio",
    according_to="según",
    unknown_source="medio desconocido",
    undated="sin fecha",
    untitled="Sin título",
    original="Ver el original en",
    read_in_story="Leer en contexto",
    why="Por qué se señala",
    shares_text="Mismo texto que",
    own_text="Texto propio",
    uncertain_note="(sin decidir): solo en report.json.",
    data_files="Los datos completos:",
    generated_by="Hecho con",
    column_date="Fecha",
    column_source="Medio",
    column_title="Título",
    column_language="Idioma",
    column_origin="Origen",
    unknown_language="desconocido",
    probability="probabilidad",
    score_a_to_b="de la primera a la segunda",
    score_b_to_a="de la segunda a la primera",
    score_contradiction="Contradicción",
    score_entailment="Implicación",
    score_quoted_contradiction="Contradicción de las citas enteras",
    score_quoted_entailment="Implicación de las citas enteras",
    score_similarity="Parecido",
    score_echoed_conflict="Contradicción, por lo que dicen terceros",
    score_echoed_support="Apoyo, por lo que dicen terceros",
    gates="Reglas aplicadas",
    measured_on="Las dos primeras filas se miden sobre el contenido de las citas, sin el «según» ni el «negó que».",
    certainty=((0.95, "casi segura"), (0.85, "muy probable"), (0.7, "probable"), (0.0, "posible")),
    kinds={
        "denial": "Desmentido",
        "negation": "Afirmación y negación",
        "number": "Cifras distintas",
        "date": "Fechas distintas",
        "place": "Lugares distintos",
        "actor": "Protagonistas distintos",
        "attribution": "Palabras en disputa",
        "antonym": "Términos opuestos",
        "supersession": "Actualización",
        "agreement": "Coincidencia",
        "other": "Versiones incompatibles",
    },
    stances={
        "asserted": "afirmación",
        "denied": "lo niega",
        "conditional": "en condicional o como rumor",
        "predicted": "anuncio o previsión",
        "asked": "pregunta",
        "uncommitted": "ni confirma ni desmiente",
        "disavowed": "niega haberlo dicho",
    },
)

EN = Texts(
    report_title="Contradictions and corroborations",
    back="All stories",
    on_this_page="On this page",
    lead="What the sources say, where they contradict each other, and what they confirm independently. "
    "Every quote is verbatim and shown in its context.",
    no_stories="No story was found in the articles that were read.",
    articles=Plural("article", "articles"),
    outlets=Plural("outlet", "outlets"),
    origins=Plural("origin", "independent origins"),
    contradictions=Plural("contradiction", "contradictions"),
    updates=Plural("update", "updates"),
    corroborations=Plural("corroboration", "corroborations"),
    stories=Plural("story", "stories"),
    uncertain=Plural("uncertain pair", "uncertain pairs"),
    more_items=Plural("more is in", "more are in"),
    same_origin=Plural("more quote from the same origin", "more quotes from the same origin"),
    same_side=Plural("more quote says the same", "more quotes say the same"),
    top_heading="The most probable contradictions",
    stories_heading="Stories",
    skipped_heading="Could not be read",
    skipped_note="What follows is not part of the analysis.",
    contradictions_heading="Contradictions",
    contradictions_note="Pairs of quotes that cannot both be true, most probable first. The earlier quote comes first.",
    no_contradictions="No contradiction was found in this story.",
    updates_heading="Updates",
    updates_note="The second quote is later and brings the first up to date: the facts moved on, the accounts need not differ.",
    corroborations_heading="Corroborations",
    corroborations_note="What several sources say. Origins count: copies and translations of one text are a single voice.",
    no_corroborations="Nothing said here appears in two independent origins.",
    not_independent="A single origin: not a corroboration",
    disputes_heading="Questions in dispute",
    disputes_note="The quotes about one fact, gathered by what they answer, with the independent voices on each side.",
    articles_heading="Articles",
    reading_heading="How to read this report",
    reading=(
        "Nothing here is a verdict. The program points at quotes worth comparing; the reader decides.",
        "The probability is calibrated on test pairs: of a hundred pairs marked 80%, some eighty are expected to be what the label says. "
        "On texts unlike those it was tested on, it may be wrong more often.",
        "The model compares sentences, not facts. It can mistake who acts, when, irony, or a quote inside a quote. "
        "Read the context and the original before you publish.",
        "A denial contradicts what it denies; reporting that somebody denied it does not. A later figure that corrects an earlier one is "
        "an update.",
        "Two outlets that agree mean little if they copy the same agency: that is why origins are counted, not outlets. "
        "A common origin that does not share the text goes unnoticed.",
    ),
    before="Before",
    after="After",
    side="Side",
    itself="the outlet itself",
    according_to="according to",
    unknown_source="unknown outlet",
    undated="undated",
    untitled="Untitled",
    original="See the original at",
    read_in_story="Read in context",
    why="Why it is flagged",
    shares_text="Same text as",
    own_text="Text of its own",
    uncertain_note="(left undecided): in report.json only.",
    data_files="The full data:",
    generated_by="Made with",
    column_date="Date",
    column_source="Outlet",
    column_title="Title",
    column_language="Language",
    column_origin="Origin",
    unknown_language="unknown",
    probability="probability",
    score_a_to_b="from the first to the second",
    score_b_to_a="from the second to the first",
    score_contradiction="Contradiction",
    score_entailment="Entailment",
    score_quoted_contradiction="Contradiction of the whole quotes",
    score_quoted_entailment="Entailment of the whole quotes",
    score_similarity="Similarity",
    score_echoed_conflict="Contradiction, by what third voices say",
    score_echoed_support="Support, by what third voices say",
    gates="Rules applied",
    measured_on="The first two rows are measured on the content of the quotes, without the “according to” or “denied that”.",
    certainty=((0.95, "almost certain"), (0.85, "very likely"), (0.7, "likely"), (0.0, "possible")),
    kinds={
        "denial": "Denial",
        "negation": "Assertion and negation",
        "number": "Different figures",
        "date": "Different dates",
        "place": "Different places",
        "actor": "Different actors",
        "attribution": "Disputed words",
        "antonym": "Opposite terms",
        "supersession": "Update",
        "agreement": "Agreement",
        "other": "Incompatible accounts",
    },
    stances={
        "asserted": "assertion",
        "denied": "denies it",
        "conditional": "as a possibility or rumour",
        "predicted": "announced or expected",
        "asked": "question",
        "uncommitted": "neither confirmed nor denied",
        "disavowed": "denies having said it",
    },
)

CATALOGUES: dict[Language, Texts] = {"es": ES, "en": EN}
