"""English verbs that what is set off before or behind them makes a tagger miss: ", asked again, said", ", who led it, claims P"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detector.claims.grammar.nonfinite import looks_participle
from detector.claims.grammar.reporting import finite_reports
from detector.claims.grammar.words import Word

_LONGEST = 14  # words of what is set off


def around_set_off(words: list[Word]) -> list[Word]:
    """Return the words with the verbs around what is set off put right, and their subjects."""
    for index in range(2, len(words) - 1):
        if (who := _claims(words, index)) is not None:
            words[who] = replace(words[who], subject=True, head=index)
            words[index] = replace(words[index], pos="VERB", finite=True, nonfinite=False)
        elif (verb := _behind(words, index)) is not None:
            words[index] = replace(words[index], pos="VERB", finite=False, nonfinite=True)
            words[:index] = [replace(word, head=verb) if word.subject and word.head == index else word for word in words[:index]]
    return words


def _claims(words: Sequence[Word], index: int) -> int | None:
    """Return of whom a plural behind a relative tells what they do: "Feld, who represented her, claims detectives lied"."""
    word = words[index]
    if word.finite or words[index - 1].text != "," or not word.lower.endswith("s") or word.lower not in finite_reports("en"):
        return None
    opened = next((at for at in range(1, index - 2) if words[at].text == "," and words[at + 1].lower in ("who", "which", "whose")), None)
    if opened is None or any(other.finite for other in words[:opened]) or words[opened - 1].lower.endswith("s"):
        return None
    return opened - 1 if any(other.finite for other in words[index + 1 :]) else None


def _behind(words: Sequence[Word], index: int) -> int | None:
    """Return the main verb behind a participle that is set off before it and taken for one: "Lange, asked again, said P"."""
    if words[index - 1].text != "," or not words[index].finite or not looks_participle(words[index].lower):
        return None
    close = next((at for at in range(index + 1, min(len(words) - 1, index + _LONGEST)) if words[at].text == ","), None)
    if close is None or not words[close + 1].finite or any(word.finite for word in words[index + 1 : close]):
        return None
    starts = (at for at in range(index - 2, 0, -1) if words[at].lower == "that" or words[at].text in (";", ":", "“", '"'))
    begin = next(starts, 0)
    before = words[begin : index - 1]
    return close + 1 if before and not any(word.finite or word.text == "," for word in before) else None
