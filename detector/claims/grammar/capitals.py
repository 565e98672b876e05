"""Sentences in capitals read in small letters: "EL MINISTRO NEGÓ QUE HAYA TROPAS" is all names to a parser."""

from __future__ import annotations

import regex

_LEAST = 5  # words; fewer may be a body's name or a label
_CAPITALS = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}])(?:\p{{Lu}}+(?:[^\p{{L}}\n]{{1,8}}+(?=\p{{Lu}}))){{{_LEAST - 1},}}\p{{Lu}}+(?![\p{{L}}\p{{N}}])"
)
_WORD = regex.compile(r"\p{L}+")
_NAME = regex.compile(r"(?<=[\p{Ll}\p{N},;)»”]\s)\p{Lu}\p{L}+")
_OPENS = regex.compile(r"(?:^|[.!?…:¿¡«“\"\n—–-]\s*)\Z")


def without_capitals(text: str) -> str:
    """Return the text, as long as before, with its sentences in capitals in small letters; names keep theirs where the rest tells them."""
    runs = list(_CAPITALS.finditer(text))
    if not runs:
        return text
    rest = _CAPITALS.sub("\n", text)
    names = {name.lower(): name for name in _NAME.findall(rest)}
    pieces, at = [], 0
    for run in runs:
        begin = run.start()
        opens = _OPENS.search(text, max(0, begin - 4), begin) is not None
        pieces += [text[at:begin], _WORD.sub(lambda word, opens=opens: _small(word[0], names, opens and word.start() == 0), run[0])]
        at = run.end()
    return "".join([*pieces, text[at:]])


def _small(word: str, names: dict[str, str], opens: bool) -> str:
    small = names.get(word.lower(), word.lower())
    small = small[0].upper() + small[1:] if opens else small
    return small if len(small) == len(word) else word
