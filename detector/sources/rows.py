"""The fields of an article, under whatever names a file gives them, checked by one pydantic model."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from detector.sources.problems import Problem

# Names are compared without capitals, accents, spaces and signs: "published_at", "publishedAt", "Published at" are one.
# Where a row has several names of a field, the first of this list that holds a value counts.
FIELD_NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "articlebody", "articletext", "fulltext", "maintext", "texto", "cuerpo", "contenido"),
    "title": ("title", "headline", "titulo", "titular"),
    "source": ("source", "outlet", "medio", "fuente", "site", "sitename", "publisher", "sourcedomain", "domain"),
    "published": ("published", "date", "fecha", "publishedat", "publisheddate", "publishdate", "publicationdate", "datepublished",
                  "datepublish", "pubdate", "fechapublicacion", "fechadepublicacion"),
    "url": ("url", "link", "enlace", "permalink"),
    "language": ("language", "lang", "idioma"),
}  # fmt: skip
_KNOWN = frozenset(name for names in FIELD_NAMES.values() for name in names)
_MAX_FIELD_CHARS = 2000
_MAX_DATE_CHARS = 60
_LANGUAGE_NAMES = {"spa": "es", "spanish": "es", "espanol": "es", "castellano": "es", "eng": "en", "english": "en", "ingles": "en"}
_SURROGATE = re.compile("[\ud800-\udfff]")


def is_known_field(name: object) -> bool:
    """Tell whether `name` is one of the names under which a field of an article may stand."""
    return _squash(name) in _KNOWN


def canonical(fields: Mapping[Any, Any]) -> dict[str, Any]:
    """Return the known, non-empty ones of `fields` under their canonical names (the keys of `FIELD_NAMES`)."""
    given: dict[str, Any] = {}
    for name, value in fields.items():
        if not _is_empty(value):
            given.setdefault(_squash(name), value)
    chosen = {field: next((name for name in names if name in given), None) for field, names in FIELD_NAMES.items()}
    return {field: given[name] for field, name in chosen.items() if name is not None}


def _squash(name: object) -> str:
    letters = unicodedata.normalize("NFKD", str(name)[:100]).casefold()
    return "".join(char for char in letters if char.isalnum())


def _is_empty(value: object) -> bool:
    return value is None or value != value or (isinstance(value, str) and not value.strip())  # NaN is a table's empty cell


def _whole(text: object) -> object:
    """Put U+FFFD for half a surrogate pair, which JSON may hold and no file can; lengths stay, and so do offsets."""
    return _SURROGATE.sub("\ufffd", text) if isinstance(text, str) else text


def _one_line(value: object) -> object:
    """Collapse white space and leave out invisible characters: titles and sources go to terminals and tables."""
    if isinstance(value, Mapping):  # schema.org and news APIs: {"name": "El Faro del Sur", ...}
        value = value.get("name")
    if not isinstance(value, str):
        raise ValueError("not a text")
    if len(value) > _MAX_FIELD_CHARS:
        raise ValueError(f"longer than {_MAX_FIELD_CHARS} characters")
    return "".join(char for char in " ".join(value.split()) if char.isprintable())


def _url(value: object) -> object:
    url = _one_line(value)
    parts = urlsplit(str(url))
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"not a web address: '{str(url)[:60]}'")
    return url


def _language(value: object) -> object:
    tag = str(_one_line(value))
    code = re.split("[-_]", tag.lower())[0]
    code = _LANGUAGE_NAMES.get(_squash(tag), code)
    if code == "und":
        return None
    if not re.fullmatch("[a-z]{2}", code):
        raise ValueError(f"not an ISO 639-1 code: '{tag[:20]}'")
    return code


def _date(value: object) -> object:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(_one_line(value))
    day = _parse_date(text) if len(text) <= _MAX_DATE_CHARS else None
    if day is None:
        raise ValueError(f"not a date: '{text[:_MAX_DATE_CHARS]}'")
    return day


@lru_cache(maxsize=4096)
def _parse_date(text: str) -> date | None:
    """Return the calendar day that `text` names, on the clock of whoever wrote it; None if it names none.

    ISO 8601 first; then by dateparser 05/03/2024 (day first, unless only month first makes a date), RFC 2822 and dates
    in Spanish or English words. Never relative ones ("ayer"): the result must not depend on the day of the run.
    """
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        pass
    import dateparser  # type: ignore[import-untyped]  # here, because it is slow to load and most dates are ISO

    settings = {"PARSERS": ["absolute-time"], "DATE_ORDER": "DMY", "REQUIRE_PARTS": ["day", "month", "year"]}
    try:
        moment = dateparser.parse(text, languages=["es", "en"], settings=settings)
    except (ValueError, OverflowError, RecursionError):
        return None
    return moment.date() if moment else None


class Row(BaseModel):
    """One article as a file gives it. Only `text` is required; see `FIELD_NAMES` for the names that are understood."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    text: Annotated[str, BeforeValidator(_whole)]
    title: Annotated[str, BeforeValidator(_one_line)] = ""
    source: Annotated[str, BeforeValidator(_one_line)] = ""
    published: Annotated[date | None, BeforeValidator(_date)] = None
    url: Annotated[str, BeforeValidator(_url)] = ""
    language: Annotated[str | None, BeforeValidator(_language)] = None

    @property
    def host(self) -> str:
        """The url's host without "www.", "" if there is no url."""
        return (urlsplit(self.url).hostname or "").removeprefix("www.")


def parse_row(fields: object) -> tuple[Row, list[str]]:
    """Return the article's fields and, as remarks for a person, which of them were ignored and why.

    Raises `Problem` where there is no text; any other field that makes no sense is left out and costs nothing else.
    """
    if not isinstance(fields, Mapping):
        raise Problem("not an object with named fields")
    values = canonical(fields)
    if "text" not in values:
        raise Problem(f"no text (looked for in {', '.join(FIELD_NAMES['text'])})")
    try:
        return Row.model_validate(values), []
    except ValidationError as error:
        wrong = {str(e["loc"][0]): e["msg"].removeprefix("Value error, ") for e in error.errors(include_input=False, include_url=False)}
    if "text" in wrong:
        raise Problem("the text is not a string")
    kept = {name: value for name, value in values.items() if name not in wrong}
    return Row.model_validate(kept), [f"{name} ignored: {reason}" for name, reason in wrong.items()]
