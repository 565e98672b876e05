"""Where what somebody says goes on with a statement of its own: "«El puente está cerrado. Nadie puede pasar», dijo la ministra"."""

from __future__ import annotations

from detector.claims.attribution.statements import Frame
from detector.claims.grammar import lexicon
from detector.claims.grammar.reporting import reporting_verbs
from detector.claims.grammar.sentence import Sentence
from detector.claims.reference.subject import Subject

_FRAGMENT = 3  # words, with the stop before them
_BEING = lexicon.word_set("es era fue son eran fueron será serán sería sea")  # "Es la hora de hablar": of nobody


def next_said(sentence: Sentence, low: int, high: int, frame: Frame) -> int | None:
    """Return the stop or colon behind which what somebody says goes on with a statement of its own, or with words that state nothing.

    None where it does not go on.
    """
    if not frame.speakers or not frame.reported:
        return None
    words, hidden = sentence.words, sentence.hidden(low, high)
    for index in range(low + 2, high - 1):
        if words[index].text not in (".", "!", ":") or index in hidden or index + 1 in hidden:
            continue
        before, after = sentence.main_groups(low, index), sentence.main_groups(index + 1, high)
        trailing = words[index].text == "." and high - index <= _FRAGMENT  # "El pozo está seco. Punto."
        if not before or not (after or trailing) or any(word.text in ("?", "¿") for word in words[low:index]):
            continue
        reports = any(words[group.last].lower in reporting_verbs(sentence.language) for group in before)
        if words[index].text != ":" or not (reports or (words[index + 1].text in '«“"')):
            return index
    return None


def spoken_of(sentence: Sentence, low: int, stop: int, frame: Frame, said: Subject | None) -> Subject | None:
    """Return whom the statement behind `stop` speaks of if it names nobody: the same as the one before it, where a verb opens it."""
    words, at = sentence.words, stop + 1
    while at < len(words) and words[at].lower in lexicon.CLITICS | lexicon.NEGATIONS[sentence.language]:
        at += 1
    opens = at < len(words) and words[at].finite and words[at].lower not in lexicon.HABER | _BEING
    if said and opens and sentence.language == "es" and said.text.lower() in sentence.text(low, stop).lower():
        return said
    return frame.subject if frame.subject and frame.subject.speaking else None
