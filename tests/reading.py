"""What the claims room reads in a text with its parsers, and the mark of tests that need them."""

from __future__ import annotations

from datetime import date

import pytest

from detector.claims import extract_claims, parsers
from detector.records import Article, Claim
from detector.settings import ClaimSettings

NEEDS_PARSERS = pytest.mark.skipif(None in parsers().values(), reason="needs the parsers")


def claims(language: str, text: str, min_words: int = 2, published: date | None = None) -> list[Claim]:
    """Return the claims of a text; every quote must be verbatim."""
    found = extract_claims(
        Article.from_text(text, language=language, published=published), ClaimSettings(parser="spacy", min_words=min_words)
    )
    assert all(text[claim.start : claim.end] == claim.text for claim in found)
    return found


def told(language: str, text: str, min_words: int = 2) -> list[tuple[str | None, str, str]]:
    """Return who says what, and how firmly: speaker, stance and content of each claim."""
    return [(claim.speaker, claim.stance, claim.content) for claim in claims(language, text, min_words)]
