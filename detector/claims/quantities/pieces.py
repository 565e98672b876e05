"""The tokens of a sentence as its numbers are read from them, however a parser or a writer cut them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from detector.claims.grammar.words import Word

_HYPHENS = regex.compile("([-–])")
# What stands right behind digits and is no part of them: "13%" (the Spanish parser leaves it whole), "180kph", "2.9bn", "35ºC", "40M€".
_SUFFIXED = regex.compile(
    r"(\d(?:[\d.,]*\d)?)(%|[°º][cf]|k|mn?|bn|tn|kmh|kph|mph|km/h|k?m[23²³]|km|kg|cm|ft|mw|gw|kw|c|f)?(€)?([.,])?", regex.IGNORECASE
)
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
    if _HYPHENS.search(word.text) and len(word.text) > 2 and word.text[0].isalnum():
        parts = _cut(word, [piece for piece in _HYPHENS.split(word.text) if piece])
        return [piece for part in parts for piece in _unsuffixed(part)]
    behind = at > 0 and words[at - 1].end == word.start and words[at - 1].text[0].isdigit()
    if behind and word.text.endswith(".") and word.text[:-1].isalpha():
        return _cut(word, [word.text[:-1], "."])
    if behind and word.finite:
        return [replace(word, pos="", finite=False)]  # "£14m", the "m" taken for a verb
    match = _SIGNED.fullmatch(word.text) or _CURRENCY_SCALE.fullmatch(word.text)
    return _cut(word, [piece for piece in match.groups() if piece]) if match else _unsuffixed(word)


def _unsuffixed(word: Word) -> list[Word]:
    """Return digits and what is written right behind them as words of their own."""
    match = _SUFFIXED.fullmatch(word.text) if word.text[0].isdigit() else None
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
        if grouped and (_is_counted(words, end) or _opens_range(words, at, end)):
            yield replace(groups[0], text="".join(word.text for word in groups), end=groups[-1].end)
        else:
            end = max(end, at + 1)
            yield from words[at:end]
        at = end


def _is_counted(words: Sequence[Word], at: int) -> bool:
    """Whether the word at `at` may be what a number before it counts."""
    return at < len(words) and words[at].is_word and words[at].pos in ("NOUN", "ADJ", "NUM", "") and not words[at].finite


def _opens_range(words: Sequence[Word], at: int, end: int) -> bool:
    """Whether the digits from `at` to `end` are the lower end of a range: "entre 400 000 y 500 000"."""
    linked = end + 1 < len(words) and words[end].lower in ("y", "and") and words[end + 1].text.isdecimal()
    return linked and at > 0 and words[at - 1].lower in ("entre", "between")
