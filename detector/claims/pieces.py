"""The tokens of a sentence as its numbers are read from them, however a parser or a writer cut them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from detector.claims.words import Word

_HYPHENS = regex.compile("(-)")
# What stands right behind digits and is no part of them: "180kph", "2.9bn", "43.5C", "40M€".
_SUFFIXED = regex.compile(r"(\d[\d.,]*)(k|mn?|bn|tn|kph|mph|km/h|km|kg|cm|ft|mw|gw|kw|c|f)?(€)?(\.)?", regex.IGNORECASE)
_CURRENCY_SCALE = regex.compile(r"(m)(€|\$)(\.)?", regex.IGNORECASE)
_SIGNED = regex.compile(r"([-−–+])(\d[\d.,]*)(%)?")
_GROUP = regex.compile(r"\d{3}")


def taken_apart(words: Sequence[Word]) -> list[Word]:
    """Return the words with hyphens and suffixes off their numbers, and with digits that are grouped by spaces as one number."""
    return list(_joined([piece for at in range(len(words)) for piece in _pieces(words, at)]))


def digits_end(words: Sequence[Word], at: int) -> int:
    """Return the index after the run of bare digits that begins at `at` ("900 123 456")."""
    while at < len(words) and words[at].text.isdecimal():
        at += 1
    return at


def _pieces(words: Sequence[Word], at: int) -> list[Word]:
    word = words[at]
    if "-" in word.text and len(word.text) > 2 and word.text[0].isalnum():
        return _cut(word, [piece for piece in _HYPHENS.split(word.text) if piece])
    behind = at > 0 and words[at - 1].end == word.start and words[at - 1].text[0].isdigit()
    if behind and word.text.endswith(".") and word.text[:-1].isalpha():
        return _cut(word, [word.text[:-1], "."])
    if behind and word.finite:
        return [replace(word, pos="", finite=False)]  # "£14m", the "m" taken for a verb
    match = _SIGNED.fullmatch(word.text) or _CURRENCY_SCALE.fullmatch(word.text)
    match = match or (_SUFFIXED.fullmatch(word.text) if word.text[0].isdigit() else None)
    return _cut(word, [piece for piece in match.groups() if piece]) if match else [word]


def _cut(word: Word, texts: list[str]) -> list[Word]:
    if len(texts) < 2:
        return [word]
    pieces, at = [], word.start
    for text in texts:
        pos = "" if any(character.isalnum() for character in text) else "PUNCT"
        pieces.append(replace(word, text=text, start=at, end=at + len(text), pos=pos, finite=False))
        at += len(text)
    return pieces


def _joined(words: Sequence[Word]) -> Iterator[Word]:
    """Yield the words, "1 250 000" as one where something follows that it counts: a telephone number is written alike."""
    at = 0
    while at < len(words):
        end = digits_end(words, at)
        groups = words[at:end]
        grouped = end > at + 1 and len(groups[0].text) <= 3 and all(_GROUP.fullmatch(word.text) for word in groups[1:])
        if grouped and end < len(words) and words[end].is_word and words[end].pos in ("NOUN", "ADJ", "NUM", "") and not words[end].finite:
            yield replace(groups[0], text="".join(word.text for word in groups), end=groups[-1].end)
        else:
            end = max(end, at + 1)
            yield from words[at:end]
        at = end
