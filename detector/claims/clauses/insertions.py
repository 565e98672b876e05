"""Sources inserted into a statement ("El puente, según el alcalde, se cerró"; "“The bill,” Kell said, “will fail”"), put beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detector.claims.clauses.rival_figures import COMMA, THAT
from detector.claims.grammar import lexicon, nouns
from detector.claims.grammar.reporting import reporting_verbs
from detector.claims.grammar.words import Word

_MARKS = (",", "—", "–")
_LONGEST = 16  # words of an insertion
_NO_SOURCES = lexicon.word_set("""cual cuales que quien quienes which whom who su sus his her their its lo se parece indicios apariencias
    previsto costumbre calendario plan evidence plans schedule""")
_OPENING = {"«": "»", "“": "”"}
_CLOSING = {**_OPENING, '"': '"'}
_WHAT_ES = {(article, "que") for article in ("lo", "el", "la", "los", "las")}
_ANSWERS = lexicon.word_set("yes no sí well bueno hombre")


def source_first(words: Sequence[Word], language: str) -> list[int] | None:
    """Return the order of the words in which the source stands before its statement, None where none is inserted.

    "El puente, según el alcalde, se cerró" becomes "según el alcalde, El puente se cerró". A source behind the verb stays where it is.
    """
    for first in range(1, len(words) - 4):
        if words[first].text not in _MARKS or not (length := _phrase(words, first + 1, lexicon.SOURCE_PHRASES[language])):
            continue
        begin = first + 1 + length
        last = next((at for at in range(begin + 1, min(len(words) - 1, begin + _LONGEST)) if words[at].text == words[first].text), None)
        low = _begin(words, first, language)
        if last is None or low >= first or any(word.finite for word in words[low:first]):
            continue
        if (
            (any(word.lower in _NO_SOURCES for word in words[begin : begin + 3]) and not _somebodys(words, begin))
            or any(word.text in '«»“”"();:' for word in words[first:last])
            or any(word.finite for word in words[begin + 2 : last])  # "según ha informado X", but no statement of its own
            or not _states(words, last + 1)
        ):
            continue
        bare = language == "en" and low > 0 and words[low - 1].lower in reporting_verbs("en")
        reported = bare or (low > 0 and words[low - 1].lower in lexicon.COMPLEMENTIZERS[language])
        named = any(word.text == "," for word in words[low:first])  # "El alcalde, Juan Ruiz, según X, dimitirá"
        return [
            *range(low), *([THAT] if bare else []), *([COMMA] if reported else []),
            *range(first + 1, last), COMMA, *range(low, first), *([COMMA] if named else []),
            *range(last + 1, len(words)),
        ]  # fmt: skip
    return None


def source_behind(words: Sequence[Word], language: str) -> list[int] | None:
    """Return the order of the words in which the source stands behind its statement, None where the subject is no clause of its own.

    "Lo que se levanta, explicó la ministra, es un puerto" becomes "Lo que se levanta es un puerto, explicó la ministra".
    """
    low = _connective(words, language)
    opening = tuple(word.lower for word in words[low : low + 2])
    if not (opening in _WHAT_ES if language == "es" else opening[:1] == ("what",)):
        return None
    first = next((at for at in range(low + 2, len(words) - 4) if words[at].text == ","), None)
    if first is None or not any(word.finite for word in words[low + 1 : first]) or any(w.text in '«»“”"();:' for w in words[low:first]):
        return None
    last = next((at for at in range(first + 2, min(len(words) - 2, first + _LONGEST)) if words[at].text == ","), None)
    goes_on = last is not None and (words[last + 1].finite or (words[last + 1].lower in ("no", "nunca") and words[last + 2].finite))
    if last is None or not goes_on:
        return None
    verbs = [word for word in words[first + 1 : last] if word.finite]
    reports = len(verbs) == 1 and verbs[0].lower in reporting_verbs(language)
    if not (reports or _phrase(words, first + 1, lexicon.SOURCE_PHRASES[language])):
        return None
    stop = len(words) - (not words[-1].is_word and words[-1].text in ".!")
    return [*range(first), *range(last + 1, stop), COMMA, *range(first + 1, last), *range(stop, len(words))]


def _somebodys(words: Sequence[Word], at: int) -> bool:
    """Whether it is somebody of one's own: "según su abogado", but "según su costumbre"."""
    return words[at].lower in ("su", "sus", "his", "her", "their", "its") and words[at + 1].lower in nouns.PERSON_NOUNS | nouns.BODY_NOUNS


def quotation_first(words: Sequence[Word], language: str) -> list[int] | None:
    """Return the order of the words in which a quotation that its source breaks off is whole, None where none is.

    "“The bill,” Kell said, “will fail”" becomes "“The bill will fail”, Kell said". Where a verb stands before the source, both parts state
    something by themselves.
    """
    opened = next((at for at, word in enumerate(words) if word.text in _CLOSING), None)
    if opened is None or (closed := _close(words, opened)) is None:
        return None
    begun = words[opened + 1 : closed]
    reopened = next((at for at in range(closed + 1, min(len(words), closed + _LONGEST)) if words[at].text in _CLOSING), None)
    if not begun or reopened is None or (end := _close(words, reopened)) is None:
        return None
    frame = words[closed + 1 : reopened]
    reports = any(word.finite and word.lower in reporting_verbs(language) for word in frame)
    goes_on = words[reopened + 1].text[0].islower() and any(word.finite for word in words[reopened + 1 : end])
    ends = not any(word.is_word for word in words[end + 1 :])
    if not (reports and goes_on and ends) or any(word.finite for word in begun) or any(word.text in ".;:" for word in frame):
        return None
    stop = closed - (begun[-1].text == ",")
    low = closed + 1 + (frame[0].text == ",")
    if stop == opened + 1 or {word.lower for word in words[opened + 1 : stop]} <= _ANSWERS:
        return None
    high = reopened - (frame[-1].text == ",")
    last = end - (words[end - 1].text in (".", ","))
    return [*range(stop), *range(reopened + 1, last), end, COMMA, *range(low, high), *range(end + 1, len(words))]


def _close(words: Sequence[Word], opened: int) -> int | None:
    """Return where the quotation that opens at `opened` is closed, None where it is not."""
    return next((at for at in range(opened + 1, len(words)) if words[at].text == _CLOSING[words[opened].text]), None)


def _phrase(words: Sequence[Word], at: int, phrases: Iterable[str]) -> int:
    """Return how many words of the longest of `phrases` stand at `at`, 0 for none."""
    parts = (phrase.split() for phrase in phrases)
    return max((len(p) for p in parts if [word.lower for word in words[at : at + len(p)]] == p), default=0)


def _begin(words: Sequence[Word], first: int, language: str) -> int:
    """Return where the statement begins that is interrupted at `first`: after a stop, an open quotation mark or a verb's "que"."""
    straight = sum(word.text == '"' for word in words[:first])
    for at in range(first - 1, -1, -1):
        word = words[at]
        opens = word.text in _OPENING or (word.text == '"' and straight % 2 == 1)
        reports = word.lower in lexicon.COMPLEMENTIZERS[language] and at > 0 and words[at - 1].finite
        bare = language == "en" and word.finite and word.lower in reporting_verbs("en") and at > 0
        if opens or reports or bare or word.text in (";", ":"):
            return at + 1  # the last: "He said | the dam, according to engineers, had held"
    return _connective(words, language)


def _connective(words: Sequence[Word], language: str) -> int:
    """Return where the words begin behind a connective with its comma ("Sin embargo, ..."), 0 where none opens them."""
    length = _phrase(words, 0, lexicon.LEADING_CONNECTIVES[language].split("|"))
    return length + 1 if length and words[length].text == "," else 0


def _states(words: Sequence[Word], at: int) -> bool:
    """Whether a finite verb follows before the statement ends."""
    stop = next((place for place in range(at, len(words)) if words[place].text in (";", ":", "»", "”")), len(words))
    return any(word.finite for word in words[at:stop])
