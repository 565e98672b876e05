"""Turning a template into a page: everything printed is made visible and escaped, in the visitor's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal, format_percent
from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from detector.report.untrusted import visible
from detector.review.desk.context import Language, Visit, asked_for
from detector.review.desk.wording import translations

_FORMATTED = 4096  # days and numbers whose words are remembered


@cache
def environment(language: Language) -> Environment:
    """Return the templates' environment: filters `day`, `moment`, `percent`, `decimal`; functions `_`, `ngettext`."""
    made = Environment(
        loader=PackageLoader("detector.review.desk"), autoescape=True, undefined=StrictUndefined, finalize=_finalize,
        trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.i18n"],
    )  # fmt: skip
    made.install_gettext_translations(translations(language), newstyle=True)  # type: ignore[attr-defined]
    locale = Locale.parse(language)

    def day(value: date, form: str = "medium") -> str:
        return format_date(value, form, locale=locale)

    def moment(value: datetime) -> str:
        return format_datetime(value, "short", locale=locale)

    def percent(probability: float) -> str:
        # Never "100 %": no judgement of a model is certain.
        shown = format_percent(min(probability, 0.99), locale=locale)
        return f"> {shown}" if probability > 0.99 else shown

    def decimal(number: float, form: str = "#,##0.##") -> str:
        return format_decimal(number, form, locale=locale)

    # A page of the queue prints hundreds of days and probabilities, most of them again and again.
    made.filters |= {function.__name__: lru_cache(_FORMATTED)(function) for function in (day, moment, percent, decimal)}
    made.globals |= {"language": language}
    return made


def page(request: Request, visit: Visit, template: str, values: Mapping[str, Any], status: int = 200) -> HTMLResponse:
    """Return the page of a template.

    Besides its `values` every template can use `visit`, `options`, `path` (the path asked for) and `here` (the path with its query, to
    come back to).
    """
    made = environment(visit.language).get_template(template)
    known = {"visit": visit, "options": request.app.state.options, "path": request.url.path, "here": asked_for(request)}
    return HTMLResponse(made.render(known | dict(values)), status)


def _finalize(value: object) -> object:
    if isinstance(value, Markup):  # escaped already, as a translated message is with what stands in its gaps
        return Markup(visible(value))  # nosec B704: no character of markup is added
    return visible(value) if isinstance(value, str) else value
