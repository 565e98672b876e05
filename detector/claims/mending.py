"""Reporting verbs that the small parsers take for nouns ("augura que", "the vicar rejects suggestions"), put right."""

from __future__ import annotations

from dataclasses import replace

from detector.claims import lexicon
from detector.claims.reporting import finite_reports
from detector.claims.sentence import Sentence
from detector.claims.words import Word


def mended(sentence: Sentence) -> Sentence:
    """Return the sentence with its missed reporting verbs as finite verbs; the same sentence where none was missed."""
    words = list(sentence.words)
    missed = [index for index in range(1, len(words) - 1) if _missed(words, index, sentence.language)]
    missed += [index for index in range(2, len(words) - 1) if sentence.language == "es" and _subjunctive(words, index)]
    label = len(words) > 2 and words[0].finite and words[0].text[0].isupper() and words[1].text == ":"
    if label:
        words[0] = replace(words[0], pos="PROPN", finite=False)  # "Iriarte: «P»"
    elif not missed:
        return sentence
    for index in missed:
        words[index] = replace(words[index], pos="VERB", finite=True, nonfinite=False)
    return replace(sentence, words=words)


def _missed(words: list[Word], index: int, language: str) -> bool:
    word, before, after = words[index], words[index - 1], words[index + 1]
    if word.finite or not word.text.islower() or word.lower not in finite_reports(language):
        return False
    if before.lower in lexicon.COORDINATORS[language] and index > 1 and words[index - 2].finite:
        return False  # "jura y perjura que": one frame
    if before.pos in ("DET", "ADP", "NUM") or before.lower in lexicon.PREPOSITIONS[language] | lexicon.DETERMINERS[language]:
        return False
    if language == "es":
        return word.pos in ("NOUN", "ADJ", "PROPN") and after.lower == "que"
    if (
        word.pos not in ("NOUN", "PROPN")
        or not word.lower.endswith("s")
        or before.pos not in ("NOUN", "PROPN")
        or before.lower.endswith("s")
    ):
        return False
    # "The union claims staff were": a plural noun seldom stands before another noun; a clause has but one main verb.
    follows = after.pos in ("NOUN", "PROPN", "DET", "PRON", "ADJ", "NUM", "SCONJ") and after.lower not in ("of", "in", "on")
    return follows and not any(other.finite for other in words[max(0, index - 12) : index])


def _subjunctive(words: list[Word], index: int) -> bool:
    """Whether a word after "que" ends as only past subjunctives do ("que este poseyera")."""
    word = words[index]
    ends = word.text.islower() and len(word.text) > 5 and word.lower.endswith(("yera", "yeran", "iesen", "ieran"))
    return ends and not word.finite and any(near.lower == "que" for near in words[max(0, index - 4) : index])
