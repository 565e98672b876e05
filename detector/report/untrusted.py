"""Article text comes from strangers: what may reach a page of it, and in what form."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

# Bidirectional embeddings, overrides and isolates: they can make a line read otherwise than it is written (CVE-2021-42574).
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Control characters other than tab and line breaks, lone surrogates and non-characters: HTML forbids them.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

_URL_CHARS = 2000  # browsers and mail programs cut longer ones


def visible(text: str) -> str:
    """Return `text` fit for a page: direction controls named in brackets, other control characters replaced by U+FFFD.

    It does not escape markup; the templates do that to everything they print.
    """
    named = _BIDI.sub(lambda match: f"[U+{ord(match[0]):04X}]", text)
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", named)


def web_address(url: str) -> tuple[str, str] | None:
    """Return `url` and its host where it is a plain http(s) address that may be linked to, None otherwise."""
    hidden = any(character.isspace() or unicodedata.category(character) == "Cf" for character in url[:_URL_CHARS])
    if len(url) > _URL_CHARS or hidden or visible(url) != url:
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return (url, host) if parts.scheme in ("http", "https") and host else None
