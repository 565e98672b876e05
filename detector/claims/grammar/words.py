"""A sentence as words with just the grammar that the other modules read, whoever supplies it (a parser or these rules)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from detector.claims.grammar import lexicon
from detector.claims.grammar.common_verbs import COMMON
from detector.claims.grammar.morphology import paradigm
from detector.claims.grammar.numerals import UNITS

# No nested repetition: one pass over the text, whatever stands in it.
_TOKEN = regex.compile(
    r"(?:\p{L}{1,2}\.){2,4}|EE\.\s?UU\.|\d+(?:[.,:]\d+)*|\p{L}[\p{L}\p{M}\p{N}]*(?:-[\p{L}\p{N}]+)*|\p{N}+|[’']\p{L}{1,2}\b|\.{2,3}|\S"
)
_LINKS = {"sido", "estado", "siendo", "haber", "ser", "estar", "venido", "podido"}
_PRETERITES = ("ó", "aron", "ieron")
_LIKE_SUBJUNCTIVES = {"cualquiera", "siquiera", "máscara", "cámara", "cuchara", "primera", "niñera", "quisiera", "jara"}
_STARTS = frozenset('¿¡«“"—–:')  # a capital after these says nothing


@dataclass(frozen=True, slots=True)
class Word:
    """One token. `start` and `end` are offsets into the article; `head` is an index into the sentence's words.

    `pos` is the Universal POS tag, "" where the rules cannot tell; `finite` marks finite verbs, auxiliaries included;
    `subject` is true where a parser calls the word the subject of `head`.
    """

    text: str
    start: int
    end: int
    pos: str = ""
    lemma: str = ""
    finite: bool = False
    nonfinite: bool = False
    subject: bool = False
    head: int = -1

    @property
    def lower(self) -> str:
        """The text in lower case."""
        return self.text.lower()

    @property
    def is_word(self) -> bool:
        """Whether it holds a letter or digit."""
        return any(character.isalnum() for character in self.text)


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """Auxiliaries and verb that belong together: `words[first : last + 1]`, from the finite word to the lexical verb."""

    first: int
    last: int
    negated: bool


@cache
def finite_forms(language: str) -> frozenset[str]:
    """Return the finite third-person forms of all verbs in the lexicon."""
    entries = [*COMMON[language].split(), *(entry for row in lexicon.REPORTING[language].values() for entry in row.split())]
    return frozenset(form for entry in entries for form in paradigm(entry, language).finite) | lexicon.AUXILIARIES[language]


@cache
def nonfinite_forms(language: str) -> frozenset[str]:
    """Return infinitives, participles and gerunds of all verbs in the lexicon."""
    entries = [*COMMON[language].split(), *(entry for row in lexicon.REPORTING[language].values() for entry in row.split())]
    paradigms = [paradigm(entry, language) for entry in entries]
    return frozenset(form for p in paradigms for form in (p.participle, p.gerund, p.lemma))


def tokenize(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the offsets of the tokens of `text[start:end]`."""
    return [match.span() for match in _TOKEN.finditer(text, start, end)]


def tag(text: str, start: int, end: int, language: str) -> list[Word]:
    """Return the words of `text[start:end]`, tagged by closed word classes, known verb forms and endings."""
    spans = tokenize(text, start, end)
    words: list[Word] = []
    for index, (low, high) in enumerate(spans):
        token = text[low:high]
        lower = token.lower()
        previous = words[-1] if words else None
        pos, finite, nonfinite = _closed_class(lower, language), False, False
        if token[0].isdigit() or (lower in UNITS[language] and lower not in lexicon.INDEFINITE[language]):
            pos = "NUM"
        if not pos and token[0].isalpha():
            capital = token[0].isupper() and index > 0 and words[-1].text not in _STARTS
            after_nominal = previous is not None and previous.pos in ("DET", "ADP") and previous.lower not in (*lexicon.CLITICS, "según")
            if (
                previous is not None
                and previous.pos == "NUM"
                and lower not in lexicon.AUXILIARIES[language]
                and not lower.endswith(_PRETERITES)
            ):
                following = text[spans[index + 1][0] : spans[index + 1][1]] if index + 1 < len(spans) else "."
                after_nominal |= lower.endswith("s") or (following.isalpha() and not _closed_class(following.lower(), language))
            nonfinite = lower in nonfinite_forms(language) or _looks_nonfinite(lower, language)
            finite = not capital and not after_nominal and _looks_finite(lower, previous, words, language)
            pos = "VERB" if finite else ("PROPN" if capital else "")
        elif lower in lexicon.AUXILIARIES[language]:
            finite, pos = True, "AUX"
        words.append(Word(token, low, high, pos, lower, finite, nonfinite and not finite))
    return words


def _closed_class(lower: str, language: str) -> str:
    if not any(character.isalnum() for character in lower):
        return "PUNCT"
    if lower in lexicon.COORDINATORS[language]:
        return "CCONJ"
    if lower in lexicon.DETERMINERS[language]:
        return "DET"
    if lower in lexicon.PREPOSITIONS[language]:
        return "ADP"
    if lower in lexicon.SUBORDINATORS[language]:
        return "SCONJ"
    if lower in lexicon.NEGATIONS[language]:
        return "ADV"
    if lower in lexicon.PRONOUNS[language]:
        return "PRON"
    return ""


def _looks_nonfinite(lower: str, language: str) -> bool:
    endings = ("ado", "ido", "ada", "ida", "ados", "idos", "adas", "idas", "ando", "iendo") if language == "es" else ("ed", "ing")
    return len(lower) > 4 and lower.endswith(endings)


def _looks_finite(lower: str, previous: Word | None, words: list[Word], language: str) -> bool:
    if language == "es":
        known = lower in finite_forms("es")
        subjunctive = lower.endswith(("aran", "ieran", "asen", "iesen", "ara", "iera")) and len(lower) > 5
        if subjunctive and lower not in _LIKE_SUBJUNCTIVES and any(word.lower == "que" for word in words):
            return True
        return known or (len(lower) > 3 and lower.endswith(("ó", "aron", "ieron", "aban", "ará", "erá", "irá", "arán", "erán", "irán")))
    if lower in lexicon.AUXILIARIES["en"]:
        return True
    if previous is not None and previous.finite:
        return False
    if lower in finite_forms("en"):
        return previous is None or previous.lower != "to"
    # An "-ed" after a noun is taken for a past tense unless a preposition follows an auxiliary before it.
    return len(lower) > 4 and lower.endswith("ed") and previous is not None and previous.pos in ("PROPN", "PRON", "SCONJ", "")


def verb_groups(words: list[Word], language: str) -> list[VerbGroup]:
    """Return the verb groups of a sentence, left to right; each begins at a finite word."""
    groups: list[VerbGroup] = []
    index = 0
    while index < len(words):
        if not words[index].finite:
            index += 1
            continue
        last, negated = index, _negated_before(words, index, language)
        if words[index].lower in lexicon.AUXILIARIES[language]:
            step = index + 1
            while step < min(len(words), last + 4):
                word = words[step]
                lexical = last > index and words[last].lower not in ("been", "be", "being", "going")
                if language == "en" and lexical and word.lower.endswith("ing"):
                    break  # "has denied receiving": another verb
                if word.lower in lexicon.NEGATIONS[language] or word.lower == "neither":
                    negated = True
                elif word.nonfinite or (language == "en" and word.finite and word.pos in ("VERB", "AUX")):
                    last = step
                    if language == "es" and word.lower not in _LINKS:
                        break
                elif not _inside_group(word):
                    break
                step += 1
        inner, denied = _periphrasis(words, last, language)
        last, negated = inner, negated or denied
        groups.append(VerbGroup(index, last, negated))
        index = last + 1
    return groups


@cache
def _periphrastic_forms(language: str) -> dict[str, tuple[str, ...]]:
    """Return the forms of the verbs that lead to another one, each with its links ("" for none)."""
    verbs = ((paradigm(entry, language), links) for entry, links in lexicon.PERIPHRASES[language].items())
    return {form: links for verb, links in verbs for form in (*verb.finite, verb.lemma, verb.participle)}


def _periphrasis(words: list[Word], last: int, language: str) -> tuple[int, bool]:
    """Return the last word of "volvió a negar", "continues to deny", and whether it is negated ("siguió sin confirmar")."""
    links = _periphrastic_forms(language).get(words[last].lower, ())
    for link in links:
        parts = link.split()
        at = last + 1 + len(parts)
        if at >= len(words) or [word.lower for word in words[last + 1 : at]] != parts:
            continue
        word = words[at]
        verbal = word.pos in ("VERB", "AUX", "") and (word.nonfinite or word.lower.endswith(("ar", "er", "ir", "ír", "ndo", "ing")))
        if verbal or (link.endswith("to") and word.pos in ("VERB", "AUX")):
            return at, link == "sin"
    return last, False


def _inside_group(word: Word) -> bool:
    """Whether a word may stand between an auxiliary and its verb."""
    if word.lower in ("a", "to", "ya", "been", "also", "already", "again", "once", "since", "now", "always"):
        return True
    return word.pos == "ADV" or (word.pos == "" and word.lower.endswith(("mente", "ly")))


def _negated_before(words: list[Word], index: int, language: str) -> bool:
    step = index - 1
    while step >= 0 and language == "es" and words[step].lower in lexicon.CLITICS:
        step -= 1
    return step >= 0 and (words[step].lower in lexicon.NEGATIONS[language] or words[step].lower in ("neither", "ni"))
