"""Aspects: what a statement restricts itself to, where it does ("military support", "economic ties")."""

from __future__ import annotations

import re

# Stems in Spanish and English; a word belongs to an aspect when it begins with one of them.
_STEMS = {
    "military": "militar bélic armad armament arma defens tropa soldado guarnici ejército military combat armed arms army troop soldier "
    "garrison weapon defence warship buque",
    "economic": "económic econom financ comerci trade commercial fiscal",
    "diplomatic": "diplomátic diplomat embaja embass ambassador",
    "judicial": "judicial juríd legal penal criminal court",
    "humanitarian": "humanitari",
    "nuclear": "nuclear atómic atomic",
    "medical": "médic sanitari hospital medical health",
}
_PATTERNS = {name: re.compile(rf"\b(?:{'|'.join(stems.split(' '))})", re.IGNORECASE) for name, stems in _STEMS.items()}


def aspects(text: str) -> frozenset[str]:
    """Return the aspects that `text` names."""
    return frozenset(name for name, pattern in _PATTERNS.items() if pattern.search(text))
