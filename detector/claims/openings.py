"""Where a sentence begins to state something: behind the flag of a headline, who asks or answers, and what it goes against."""

from __future__ import annotations

from detector.claims import lexicon
from detector.claims.marked_sources import after_flag
from detector.claims.reporting import reporting_verbs
from detector.claims.sentence import Sentence

_ASKS = {"es": {"p", "pregunta"}, "en": {"q", "question"}}
_ANSWERS = {"es": {"r", "respuesta"}, "en": {"a", "answer"}}
_FLAGS = ("última hora", "en vivo", "en directo", "confirmado", "oficial", "es oficial", "breaking news", "confirmed")
_AGAINST = (
    "contra lo que",
    "en contra de lo que",
    "al contrario de lo que",
    "a diferencia de lo que",
    "contrariamente a lo que",
    "pese a lo que",
)
_LONGEST = 16  # words of what a statement goes against


def after_opening(sentence: Sentence, low: int, high: int) -> int:
    """Return where a sentence states something, `low` where it does so at once."""
    low = after_flag(sentence, low, high)
    if high - low < 3:
        return low
    length = sentence.phrase_at(low, _FLAGS, high)
    if length and low + length < high - 2 and sentence.words[low + length].text in (":", "|"):
        return low + length + 1
    return _after_letter(sentence, low, high) or _after_contrast(sentence, low, high) or low


def _after_letter(sentence: Sentence, low: int, high: int) -> int | None:
    """Read "P. ¿Cobró usted?", "R. Nunca cobré", of interviews; an answer stands behind a question."""
    words = sentence.words
    letter = words[low].lower.rstrip(".:")
    end = low + 1 + (low + 1 < high and words[low + 1].text in (".", ":"))
    marked = words[end - 1].text.endswith((".", ":"))
    if not marked or end >= high - 1:
        return None
    asks = letter in _ASKS[sentence.language] and "?" in words[high - 1].text + sentence.article_text[sentence.end - 1 : sentence.end]
    answers = letter in _ANSWERS[sentence.language] and sentence.article_text[: sentence.start].rstrip().endswith("?")
    return end if asks or answers else None


def _after_contrast(sentence: Sentence, low: int, high: int) -> int | None:
    """Read "Contra lo que dijo el alcalde, P": the article states P."""
    words = sentence.words
    if sentence.language != "es" or not (length := sentence.phrase_at(low, _AGAINST, high)):
        return None
    comma = next((at for at in range(low + length, min(high - 2, low + _LONGEST)) if words[at].text == ","), None)
    groups = sentence.groups_in(low, comma) if comma else []
    said = len(groups) == 1 and words[groups[0].last].lower in reporting_verbs("es")
    return comma + 1 if comma and said and words[comma + 1].lower not in lexicon.COORDINATORS["es"] else None
