"""Where a sentence begins to state something: behind the flag of a headline, who asks or answers, and what it goes against."""

from __future__ import annotations

from functools import cache

from detector.claims.frames.complements import find_complement
from detector.claims.frames.fronted_sources import after_question
from detector.claims.frames.marked_sources import TOPICS, after_flag
from detector.claims.frames.sources import trailing_source
from detector.claims.grammar import lexicon
from detector.claims.grammar.morphology import paradigm
from detector.claims.grammar.reporting import reporting_verbs
from detector.claims.grammar.sentence import Sentence

# English letters are read by `_after_turn`: an "A." may also be an initial.
_ASKS = {"es": {"p", "pregunta"}, "en": {"question"}}
_ANSWERS = {"es": {"r", "respuesta"}, "en": {"answer"}}
_FLAGS = ("última hora", "en vivo", "en directo", "confirmado", "oficial", "es oficial", "breaking news", "confirmed")
_AGAINST = (
    "contra lo que",
    "en contra de lo que",
    "al contrario de lo que",
    "a diferencia de lo que",
    "contrariamente a lo que",
    "pese a lo que",
)
_THIS = ("esto", "todo esto", "lo anterior", "todo lo anterior", "ello", "todo ello", "this", "all this", "this comes", "it comes")
_AFTER = (
    "luego de que",
    "después de que",
    "tras que",
    "justo después de que",
    "una vez que",
    "mientras",
    "after",
    "days after",
    "hours after",
)
_LABEL = 7  # words of a topic
_LONGEST = 16  # words of what a statement goes against


def after_opening(sentence: Sentence, low: int, high: int) -> int:
    """Return where a sentence states something, `low` where it does so at once."""
    if high - low > 3 and sentence.language == "en":
        low = _after_turn(sentence, low)
    low = after_flag(sentence, _after_turn_mark(sentence, low, high), high)
    if high - low < 3:
        return low
    low += _of_resolution(sentence, low)
    if (after := _aftermath(sentence, low, high)) is not None:
        return after
    length = sentence.phrase_at(low, _FLAGS, high)
    if length and low + length < high - 2 and sentence.words[low + length].text in (":", "|"):
        return low + length + 1
    if sentence.words[low].lower == "no" and sentence.words[low + 1].text == "," and sentence.language == "es":
        groups = sentence.main_groups(low + 2, high)
        low += 2 * (bool(groups) and groups[0].negated)  # "No, la OMS no ha prohibido la vacuna"
    if answer := after_question(sentence, low, high):
        return answer
    return _after_topic(sentence, low, high) or _after_letter(sentence, low, high) or _after_contrast(sentence, low, high) or low


def _aftermath(sentence: Sentence, low: int, high: int) -> int | None:
    """Return where a sentence states something that tells what came before another ("Esto, luego de que | la Fiscalía informara")."""
    this = sentence.phrase_at(low, _THIS, high)
    link = low + this + (this > 0 and low + this < high and sentence.words[low + this].text == ",")
    length = sentence.phrase_at(link, _AFTER, high) if this else 0
    return link + length if length and sentence.groups_in(link + length, high) else None


def _of_resolution(sentence: Sentence, low: int) -> int:
    """Return 1 where a point of a communiqué begins: "Que | desmiente haber cobrado"."""
    says = sentence.language == "es" and sentence.words[low + 1].lower in _resolving()
    return int(says and sentence.words[low].lower == "que")


@cache
def _resolving() -> frozenset[str]:
    entries = (entry for row in lexicon.REPORTING["es"].values() for entry in row.split())
    return frozenset(form for entry in entries for form in paradigm(entry, "es").present)


def _after_turn_mark(sentence: Sentence, low: int, high: int) -> int:
    """Return where an answer begins behind the letter of an interview: "R. Es falso que P", "A: It is not true that P"."""
    words = sentence.words
    if high - low < 4 or words[low].text.rstrip(".:") not in ("P", "R", "Q", "A"):
        return low
    begin = low + 1 if words[low].text[-1] in ".:" else low + 2 if words[low + 1].text in (".", ":") else low
    return low if words[begin].pos == "PROPN" else begin  # "R. Soto afirma que"


def _after_topic(sentence: Sentence, low: int, high: int) -> int | None:
    """Read "Crisis del agua: el alcalde asegura que P": the topic of a headline, before what somebody says."""
    words = sentence.words
    if sentence.language != "es" or words[low].lower not in TOPICS:
        return None
    colon = next((at for at in range(low + 1, min(high - 2, low + _LABEL)) if words[at].text == ":"), None)
    if colon is None or any(group.first < colon for group in sentence.groups):
        return None
    says = find_complement(sentence, colon + 1, high) is not None or trailing_source(sentence, colon + 1, high) is not None
    return colon + 1 if says else None


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


def _after_turn(sentence: Sentence, low: int) -> int:
    """Return where an English turn begins behind its letter, and a "no" behind that ("A: No, it had no cracks"), else `low`."""
    words = sentence.words
    if words[low].text in ("Q", "A") and words[low + 1].text in (":", "."):
        low += 2
    elif words[low].text in ("Q.", "A.") and words[low + 1].pos != "PROPN":
        low += 1
    answered = low + 2 < len(words) and words[low].lower in ("yes", "no") and words[low + 1].text == ","
    return low + 2 if answered else low


def _after_contrast(sentence: Sentence, low: int, high: int) -> int | None:
    """Read "Contra lo que dijo el alcalde, P": the article states P."""
    words = sentence.words
    if sentence.language != "es" or not (length := sentence.phrase_at(low, _AGAINST, high)):
        return None
    comma = next((at for at in range(low + length, min(high - 2, low + _LONGEST)) if words[at].text == ","), None)
    groups = sentence.groups_in(low, comma) if comma else []
    said = len(groups) == 1 and words[groups[0].last].lower in reporting_verbs("es")
    return comma + 1 if comma and said and words[comma + 1].lower not in lexicon.COORDINATORS["es"] else None
