"""The report's HTML pages: each stands alone in one file and needs no network and no script.

Everything printed passes through `visible` and is then escaped by Jinja2; nothing of an article reaches a page otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_interval
from babel.numbers import format_decimal, format_percent
from jinja2 import Environment, PackageLoader, StrictUndefined

from detector.records import Results
from detector.report.passages import shorten
from detector.report.summary import Dossier, dossiers, summarise
from detector.report.texts import CATALOGUES, Language, Plural
from detector.report.untrusted import visible
from detector.report.views import Views, span, title_language

TOP_CONTRADICTIONS = 10  # what fits on the first page and is read
MAX_ITEMS = 100  # of one kind on a page; nobody reads on, and browsers stay quick. The rest is in report.json
_SHORT_CHARS = 240


def story_file(story_id: str) -> str:
    """Return the name of a story's page.

    Raises:
        ValueError: the id holds anything but letters, digits, "-" and "_".
    """
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,100}", story_id):
        raise ValueError(f"not a story id: {story_id[:100]!r}")
    return f"story-{story_id}.html"


def render_pages(results: Results, language: Language) -> dict[str, str]:
    """Return every page by its file name: the stories' first, `index.html` last.

    Raises:
        ValueError: a story's id cannot be a file name.
    """
    views = Views(results)
    found = dossiers(results)
    pages = {story_file(dossier.story.id): _story_page(views, results, dossier, language) for dossier in found}
    return pages | {"index.html": _index_page(views, results, found, language)}


def _index_page(views: Views, results: Results, found: Sequence[Dossier], language: Language) -> str:
    contradictions = ((relation, dossier) for dossier in found for relation in dossier.contradictions)
    most_probable = sorted(contradictions, key=lambda pair: (-pair[0].probability, pair[0].id))
    template = _environment(language).get_template("index.html")
    return template.render(
        top=[(views.card(relation), dossier) for relation, dossier in most_probable[:TOP_CONTRADICTIONS]],
        rows=[(summarise(dossier), dossier) for dossier in found],
        articles=results.articles,
        outlets=len({article.source for article in results.articles}),
        origins=len({results.origins[article.id] for article in results.articles}),
        skipped=results.skipped,
        generated_by=results.generated_by,
    )


def _story_page(views: Views, results: Results, dossier: Dossier, language: Language) -> str:
    updates = [views.card(relation) for relation in dossier.updates[:MAX_ITEMS]]
    template = _environment(language).get_template("story.html")
    return template.render(
        dossier=dossier,
        row=summarise(dossier),
        contradictions=[views.card(relation) for relation in dossier.contradictions[:MAX_ITEMS]],
        updates=sorted(updates, key=lambda card: card.first.article.published or date.max),
        corroborations=[views.corroboration(corroboration) for corroboration in dossier.corroborations[:MAX_ITEMS]],
        disputes=[views.dispute(finding) for finding in dossier.disputes[:MAX_ITEMS]],
        same_text=views.same_text(dossier),
        generated_by=results.generated_by,
    )


@lru_cache
def _environment(language: Language) -> Environment:
    environment = Environment(
        loader=PackageLoader("detector.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"t": CATALOGUES[language], "language": language, "max_items": MAX_ITEMS, "story_file": story_file}
    environment.globals |= {"span": span, "title_language": title_language}
    locale = Locale.parse(language)

    def day(value: date, form: str = "long") -> str:
        return format_date(value, form, locale=locale)

    def days(first_last: tuple[date, date]) -> str:
        first, last = first_last
        return day(first) if first == last else str(format_interval(first, last, "yMMMd", locale=locale))

    def percent(probability: float) -> str:
        # Never "100 %": no judgement of a model is certain.
        shown = format_percent(min(probability, 0.99), locale=locale)
        return f"> {shown}" if probability > 0.99 else shown

    def decimal(number: float) -> str:
        return format_decimal(number, "0.00", locale=locale)

    def plural(number: int, noun: Plural) -> str:
        return f"{format_decimal(number, locale=locale)} {noun.one if number == 1 else noun.other}"

    def certainty(probability: float) -> str:
        return next(words for bound, words in CATALOGUES[language].certainty if probability >= bound)

    def language_name(code: str) -> str:
        return CATALOGUES[language].unknown_language if code == "und" else locale.languages.get(code, code)

    def short(text: str) -> str:
        return shorten(text, _SHORT_CHARS)

    filters = (day, days, percent, decimal, plural, certainty, language_name, short)
    environment.filters |= {function.__name__: function for function in filters}
    return environment


def _finalize(value: object) -> object:
    # Markup is what a macro of ours has already printed through here.
    return value if hasattr(value, "__html__") or not isinstance(value, str) else visible(value)
