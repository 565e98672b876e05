"""The article of a noun that names a claim's subject by its bare noun ("inspector conocía" is "el inspector conocía")."""

from __future__ import annotations

import re

from detector.claims.grammar import nouns
from detector.claims.reference.designations import COMPANIES

_BODIES = nouns.BODY_NOUNS | COMPANIES | {"court", "board", "committee", "league", "bank", "council"}
_DEFINITE = {"del": "el", "al": "el", "un": "el", "una": "la", "unos": "los", "unas": "las", "a": "the", "an": "the"}
_ARTICLES = {"es": "el|la|los|las|del|al|un|una|unos|unas", "en": "the|a|an|its"}


def determined(content: str, subject: str | None, language: str, text: str, start: int, end: int) -> tuple[str, str | None]:
    """Return content and subject with the article that the noun has elsewhere, where a bare noun was put in front of the verb.

    `text[start:end]` is the sentence; where it has the content as it stands, or no article goes with the noun before, nothing changes.
    """
    if not subject or language not in _ARTICLES or not content.startswith(subject + " "):
        return content, subject
    if content[: len(subject) + 8] in " ".join(text[start:end].split()):
        return content, subject
    first, last = subject.split()[0], subject.split()[-1]
    name = r"(?:[A-Z][\w’']*\s+){0,4}" if first[0].isupper() else ""
    if name and (language == "es" or last.lower() not in _BODIES):
        return content, subject
    found = list(re.finditer(rf"\b({_ARTICLES[language]})\s+({name}{re.escape(subject)})\b", text[:end], re.IGNORECASE if not name else 0))
    named = list(re.finditer(rf"\b(The|Its)\s+({name}{re.escape(subject)})\b", text[:end])) if name and not found else []
    if not (found or named):
        return content, subject
    article, noun = (found or named)[-1].groups()
    article = _DEFINITE.get(article.lower(), article.lower())
    named_so = f"{article} {' '.join(noun.split()) if name else subject}"
    return named_so + content[len(subject) :], named_so
