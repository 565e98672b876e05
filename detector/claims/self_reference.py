"""Whether who reports a clause can be whom its dropped subject or pronoun means: a lawyer's "he" is the client, a spokesman's the firm."""

from __future__ import annotations

import re
from functools import cache

from detector.claims import lexicon, nouns
from detector.claims.agreement import agrees, feminine, predicate
from detector.claims.lexicon import word_set
from detector.claims.morphology import all_forms
from detector.claims.sentence import Sentence
from detector.claims.words import VerbGroup

# Who speaks of others, or for them, as a rule.
_FOR_OTHERS = word_set("""portavoz vocero vocera abogado abogada letrado letrada juez jueza médico médica forense testigo
    spokesman spokeswoman spokesperson lawyer attorney barrister solicitor judge doctor witness coroner""")
# Of these nobody speaks of himself, though he has a name ("Judge Reed said he had betrayed the public").
_OF_OTHERS = word_set("juez jueza médico médica forense judge doctor coroner")
# What finds or says something of people, and is none.
_NO_PERSON = nouns.DOCUMENTS | nouns.BODY_NOUNS | word_set("inquiry panel jury court tribunal probe watchdog investigation paper book film")
_HIS = word_set("su sus")
_OF = {"he": {"his"}, "she": {"her"}}
_LEVELS = "bajar subir aumentar caer descender/desciend disminuir"
_SHARE = word_set("% por puntos punto décimas décima")
_PLURAL = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens|several|many|some|the|these|those|\d+)\s(?:[a-zA-Z-]+\s)?[a-z]{2,}[^\W\ds]s\b"
)
_LOOK = 300  # characters before a sentence in which the one before it ends


@cache
def _levels() -> frozenset[str]:
    return all_forms(_LEVELS, "es")


def means_speaker(sentence: Sentence, low: int, group: VerbGroup, speaker: str, person: bool, pronoun: str | None = None) -> bool:
    """Whether a reported clause that begins at `low` may be about who reports it; `pronoun` is its subject, None where it has none."""
    words = set(_around(sentence, low, speaker))
    if pronoun == "they":
        return not _PLURAL.search(_sentence_before(sentence))
    if pronoun in _OF and not person and not _NO_PERSON.isdisjoint(speaker.lower().split()):
        return False  # "a report found she had misled the council"
    if pronoun:
        others = _OF_OTHERS if speaker[:1].isupper() and not speaker.startswith(("The ", "A ")) else _FOR_OTHERS
        return pronoun == "it" or (others | _OF.get(pronoun, set())).isdisjoint(words)
    if not _FOR_OTHERS.isdisjoint(words):
        return False
    if sentence.language != "es":
        return True
    if not nouns.DOCUMENTS.isdisjoint(speaker.lower().split()[:2]) and speaker[1:].islower():
        return False  # "un informe concluye que engañó al pleno"
    if not _HIS.isdisjoint(words - set(speaker.lower().split()[1:])) or ((person or speaker[:1].isupper()) and _level(sentence, group)):
        return False
    told = predicate(sentence.words, group)
    return told is None or agrees(told, told.endswith("s"), _known_feminine(sentence, speaker))


def _around(sentence: Sentence, low: int, speaker: str) -> list[str]:
    """Return the words of the noun phrase that names who speaks: title and office before the name, apposition after it."""
    text = sentence.article_text[sentence.start : sentence.words[low].start]
    at = text.rfind(speaker)
    if at < 0:
        return speaker.lower().split()
    marks = r"[.;:«»“”\"(),]" if speaker[0].islower() else r"[.;:«»“”\"()]|,(?!\s*$)"
    before = re.findall(r"\w+", re.split(marks, text[:at])[-1].lower())[-8:]
    apposed = re.match(r",\s([^,.;]{1,60}),", text[at + len(speaker) :])
    own = speaker[0].islower() or text[:at].rstrip().endswith(",") or (before and before[-1] in nouns.PERSON_NOUNS | lexicon.TITLES)
    return [*speaker.lower().split(), *(before if own else ()), *(apposed[1].lower().split()[:2] if apposed else ())]


def _sentence_before(sentence: Sentence) -> str:
    """Return about the sentence before, of the same paragraph."""
    text = sentence.article_text[max(0, sentence.start - _LOOK) : sentence.start].rpartition("\n")[2].rstrip(" .!?”\"'")
    return text[max(text.rfind(". "), 0) :]


def _level(sentence: Sentence, group: VerbGroup) -> bool:
    """Whether a verb tells how a figure moves: "creció un 3 %", "baja desde 2029"; with an object somebody moves it."""
    words = sentence.words
    if words[group.last].lower not in _levels():
        return False
    behind = words[group.last + 1 : group.last + 5]
    if not behind or not behind[0].is_word or behind[0].lower in lexicon.PREPOSITIONS["es"] - {"a", "al"}:
        return True
    return any(word.lower in _SHARE for word in behind)


def _known_feminine(sentence: Sentence, name: str) -> bool | None:
    """Return the gender of a name by the article of its office ("El líder de la formación, Hugo Prats"), None where it is not told."""
    if not name[:1].isupper():
        return feminine(name.split())
    pattern = rf"\b(el|la) (\w+)(?: (?:de|del) [^.,;]{{1,60}})?,? (?-i:(?:[A-ZÁÉÍÓÚÑ][\w-]+ ){{0,2}}){re.escape(name)}\b"
    for article, noun in re.findall(pattern, sentence.article_text[: sentence.end], re.IGNORECASE):
        if noun.lower() in nouns.PERSON_NOUNS | lexicon.TITLES:
            return bool(article.lower() == "la")
    return None
