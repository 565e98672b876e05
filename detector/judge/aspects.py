"""Aspects: what a statement restricts itself to, where it does ("military support", "economic ties"), and what touches each."""

from __future__ import annotations

import re

# The adjectives that restrict, as regular expressions, and the stems of what belongs to the aspect besides; Spanish and English.
_ASPECTS = {
    "military": (
        "militar(?:es)? bélic[oa]s? armad[oa]s? military combat armed",
        "militar bélic armad armament arma defens tropa soldado guarnici ejército military combat armed arms army troop soldier garrison "
        "weapon defence warship buque marine naval navy cuartel barrack blindado tanque misil missile uniform fragata frigate regimi "
        "batall artiller munici ammunition rifle fusil",
    ),
    "economic": (
        "económic[oa]s? financier[oa]s? comercial(?:es)? economic financial trade commercial",
        "económic econom financ comerci trade commercial fiscal",
    ),
    "diplomatic": ("diplomátic[oa]s? diplomatic", "diplomátic diplomat embaja embass ambassador"),
    "judicial": (
        "judicial(?:es)? jurídic[oa]s? legal(?:es)? penal(?:es)? criminal(?:es)?",
        "judicial juríd legal penal criminal court juez jueza judge tribun",
    ),
    "humanitarian": ("humanitari[oa]s? humanitarian", "humanitari"),
    "nuclear": ("nuclear(?:es)? atómic[oa]s? atomic", "nuclear atómic atomic"),
    "medical": ("médic[oa]s? sanitari[oa]s? medical", "médic sanitari hospital medical health"),
}
_RESTRICTING = {name: re.compile(rf"\b(?:{'|'.join(words.split())})\b", re.IGNORECASE) for name, (words, _) in _ASPECTS.items()}
_TOUCHING = {name: re.compile(rf"\b(?:{'|'.join(stems.split())})", re.IGNORECASE) for name, (_, stems) in _ASPECTS.items()}


def restrictions(text: str) -> frozenset[str]:
    """Return the aspects to which adjectives in `text` restrict something ("no *military* support"); nouns restrict nothing."""
    return frozenset(name for name, pattern in _RESTRICTING.items() if pattern.search(text))


def touched(text: str) -> frozenset[str]:
    """Return the aspects of which anything in `text` speaks ("250 marines": military)."""
    return frozenset(name for name, pattern in _TOUCHING.items() if pattern.search(text))
