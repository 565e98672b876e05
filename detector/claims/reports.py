"""The reporting verb of a clause: its frame, whether it is negated, and refusals to say ("se negó a confirmar")."""

from __future__ import annotations

from dataclasses import dataclass

from detector.claims import lexicon
from detector.claims.lexicon import Frame
from detector.claims.reporting import frame_stance, reporting_verbs
from detector.claims.sentence import Sentence
from detector.claims.words import VerbGroup
from detector.records import Stance


@dataclass(frozen=True, slots=True)
class Report:
    """A reporting verb: its group, its frame, the last word of it ("ruled out"), and the stance it gives to its complement."""

    group: VerbGroup
    frame: Frame
    lemma: str
    last: int
    negated: bool
    stance: Stance


def find_report(sentence: Sentence, group: VerbGroup, low: int, high: int) -> Report | None:
    """Return what a verb group of the clause (low, high) does as a reporting verb, None where it is none."""
    language = sentence.language
    verbs = reporting_verbs(language)
    begin = group.first - (group.first > 0 and sentence.words[group.first - 1].lower == "se")
    begin = group.first if language == "en" else begin
    if (length := sentence.phrase_at(begin, lexicon.REFUSALS[language], high)) or (
        length := sentence.phrase_at(group.first, lexicon.REFUSALS[language], high)
    ):
        start = begin if sentence.phrase_at(begin, lexicon.REFUSALS[language], high) else group.first
        return _refusal(sentence, group, start + length, high)
    word = sentence.words[group.last].lower
    if begin < group.first or language == "en":  # "se negó ayer a confirmar", "declined on Friday to confirm"
        refuses = word in lexicon.REFUSING
        link = next((at for at in range(group.last + 1, min(high, group.last + 6)) if sentence.words[at].lower in ("a", "to")), None)
        if refuses:
            return _refusal(sentence, group, link + 1, high) if link is not None else None
    if word not in verbs:
        return None
    lemma, frame = verbs[word]
    last, negated = group.last, group.negated or _nobody_before(sentence, low, group)
    if last + 1 < high and (lemma, sentence.words[last + 1].lower) in lexicon.PARTICLES:
        frame = lexicon.PARTICLES[lemma, sentence.words[last + 1].lower]
        last += 1
    stance = frame_stance(frame, negated)
    # "no confirma ni desmiente", "neither confirmed nor denied", "did not confirm or deny"
    if (
        negated
        and last + 2 < high
        and sentence.words[last + 1].lower in lexicon.NEITHER[language]
        and sentence.words[last + 2].lower in verbs
    ):
        return Report(group, "uncommitted", lemma, last + 2, False, "uncommitted")
    return Report(group, frame, lemma, last, negated, stance)


def _nobody_before(sentence: Sentence, low: int, group: VerbGroup) -> bool:
    """Whether nobody does it: "nadie descarta", "ni el club ni el jugador han confirmado"."""
    none = low < group.first and sentence.words[low].lower in ("ni", "neither", "ningún")
    return none or (group.first > 0 and sentence.words[group.first - 1].lower in lexicon.NOBODY)


def _refusal(sentence: Sentence, group: VerbGroup, at: int, high: int) -> Report | None:
    """Read "declined to comment on", "se negó a confirmar": nothing is said of what follows."""
    refused = sentence.phrase_at(at, lexicon.REFUSED[sentence.language], high)
    if not refused:
        return None
    last = at + refused - 1
    while (
        last + 2 < high
        and sentence.words[last + 1].lower in (*lexicon.NEITHER[sentence.language], "o")
        and sentence.words[last + 2].lower in reporting_verbs(sentence.language)
    ):
        last += 2
    while last + 1 < high and sentence.words[last + 1].lower in ("on", "sobre", "about"):
        last += 1
    return Report(group, "uncommitted", "", last, False, "uncommitted")
