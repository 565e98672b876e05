"""What news says of its own making, which no reader would check: "a la que ha tenido acceso este diario", "preguntado por X"."""

from __future__ import annotations

from detector.claims.clauses.asides import Aside
from detector.claims.grammar import frame_words
from detector.claims.grammar.lexicon import word_set
from detector.claims.grammar.sentence import Sentence

_ASKED = word_set("preguntado preguntada preguntados preguntadas cuestionado cuestionada") | frame_words.QUOTED
_MEDIA = word_set("medio redacción agencia") | frame_words.PUBLICATIONS
_BESIDE = word_set("contradicting echoing revising correcting reversing updating")
"""Who speaks does so, not whom he speaks of: "said that P, contradicting the ministry"."""
_UNNAMED = word_set("citado citada identificado identificada citados identificados nombrado")
_SHORT = 10  # words; more tell something beside


def formality(sentence: Sentence, aside: Aside) -> bool:
    """Whether what is set off only says how a medium came to its news."""
    words = [word.lower for word in sentence.words[aside.low : aside.high]]
    if len(words) > _SHORT:
        return "anonymity" in words
    if sentence.language == "en" and aside.low and words[0] in _BESIDE:
        return True
    if sentence.language != "es":
        return "anonymity" in words or ("named" in words and "not" in words)  # "who asked not to be named"
    if words[0] in _ASKED and words[1:] in (["al", "respecto"], ["sobre", "el", "asunto"], ["sobre", "el", "tema"]):
        return True
    if "anonimato" in words or ("no" in words and not _UNNAMED.isdisjoint(words)):
        return True  # "que pide no ser citado"
    access = "acceso" in words and ("tenido" in words or "tuvo" in words)
    return access or (words[0] in _ASKED and (words[0].startswith(("pregunt", "cuestion")) or not _MEDIA.isdisjoint(words)))
