"""The reporting verb of a clause: its frame, whether it is negated, and refusals to say ("se negó a confirmar")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from detector.claims.grammar import frame_words, lexicon
from detector.claims.grammar.lexicon import Frame
from detector.claims.grammar.reporting import demanding_verbs, frame_stance, particle_verb, reporting_verbs, said_infinitives
from detector.claims.grammar.sentence import Sentence
from detector.claims.grammar.words import VerbGroup
from detector.records import Stance

_PLAINLY = lexicon.word_set("he ha han hemos había habían has have had did does do n't n’t no not nunca never ever even")


@dataclass(frozen=True, slots=True)
class Report:
    """A reporting verb: its group, its frame, the last word of it ("ruled out"), and the stance it gives to its complement."""

    group: VerbGroup
    frame: Frame
    lemma: str
    last: int
    negated: bool
    stance: Stance


@dataclass(frozen=True, slots=True)
class Complement:
    """What a reporting verb reports: words `low` to `high`; `subject` is the range of who reports it."""

    kind: Literal["clause", "infinitive", "noun", "existence", "silence", "remark"]
    low: int
    high: int
    stance: Stance
    subject: tuple[int, int] | None
    impersonal: bool
    future: bool = False
    voiced: bool = True  # false where a plan is told by the article, not by who has it
    doer: tuple[int, int] | None = None  # whose deed an infinitive tells, where it is not who reports it
    called: tuple[tuple[int, int], tuple[int, int]] | None = None  # what a remark calls what


def find_report(sentence: Sentence, group: VerbGroup, low: int, high: int) -> Report | None:
    """Return what a verb group of the clause (low, high) does as a reporting verb, None where it is none."""
    language = sentence.language
    verbs = reporting_verbs(language)
    group = _own_group(sentence, group, verbs)
    begin = group.first - (group.first > 0 and sentence.words[group.first - 1].lower == "se")
    begin = group.first if language == "en" else begin
    if (length := sentence.phrase_at(begin, lexicon.REFUSALS[language], high)) or (
        length := sentence.phrase_at(group.first, lexicon.REFUSALS[language], high)
    ):
        start = begin if sentence.phrase_at(begin, lexicon.REFUSALS[language], high) else group.first
        return _refusal(sentence, group, start + length, high)
    word = sentence.words[group.last].lower
    if word in frame_words.WILLING and _unwilling(sentence, low, group):
        at = group.last + 1 + (group.last + 1 < high and sentence.words[group.last + 1].lower in ("a", "to"))
        return _refusal(sentence, group, at, high)
    if begin < group.first or language == "en":  # "se negó ayer a confirmar", "declined on Friday to confirm"
        refuses = word in lexicon.REFUSING
        link = next((at for at in range(group.last + 1, min(high, group.last + 6)) if sentence.words[at].lower in ("a", "to")), None)
        if refuses:
            return _refusal(sentence, group, link + 1, high) if link is not None else None
    if word in verbs and verbs[word][0] in frame_words.PROVING and group.negated:
        return None
    if (asked := _demand(sentence, group, high)) is not None:
        return Report(group, "ask", "", asked, False, "asked")
    last, negated = group.last, group.negated or _nobody_before(sentence, low, group)
    particle = particle_verb(word, sentence.words[last + 1].lower) if last + 1 < high and language == "en" else None
    if particle is None and word not in verbs:
        before = sentence.words[group.first - 1].lower if group.first > low else ""
        heard = language == "en" and word in ("heard", "hears") and before in lexicon.COURTS and not group.negated
        return Report(group, "assert", "hear", last, False, "asserted") if heard else None
    lemma, frame = particle or verbs[word]
    last += particle is not None
    expects = frame == "plan" or lemma in frame_words.EXPECTING
    stance = "denied" if negated and expects else frame_stance(frame, negated)  # "no prevé vender", "does not intend to sell"
    plainly = {word.lower for word in sentence.words[group.first : group.last]} <= _PLAINLY  # not "could not say that"
    if stance == "uncommitted" and plainly and lemma in frame_words.SAYING[language]:
        stance = "disavowed"
    if stance == "uncommitted" and plainly and lemma in frame_words.CONCEDING:
        stance = "denied"
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
    none = low < group.first and sentence.words[low].lower in ("ni", "neither", "ningún", "nobody", "none", "nadie")
    return none or (group.first > 0 and sentence.words[group.first - 1].lower in lexicon.NOBODY)


def _own_group(sentence: Sentence, group: VerbGroup, verbs: Mapping[str, object]) -> VerbGroup:
    """Return the group without the infinitive that a reporting verb inside it leads to ("has promised (not) to raise")."""
    words = sentence.words
    if sentence.language == "es" or words[group.last].lower in lexicon.REFUSING:
        return group
    for index in range(group.first, group.last):
        link = index + 1 + (words[index + 1].lower == "not")
        if words[index].lower in verbs and words[link].lower == "to" and link < group.last:
            return VerbGroup(group.first, index, any(word.lower in lexicon.NEGATIONS["en"] for word in words[group.first : index]))
    return group


def _demand(sentence: Sentence, group: VerbGroup, high: int) -> int | None:
    """Return the last word of "exigió saber" or "wanted to know" before "si", "whether", None where nothing is asked so."""
    language, words = sentence.language, sentence.words
    if group.negated or words[group.last].lower not in demanding_verbs(language):
        return None
    for index in range(group.last + 1, min(high - 1, group.last + 8)):
        if words[index].lower in frame_words.WHETHER[language]:
            return index - 1 if words[index - 1].lower in frame_words.TO_KNOW[language] else None
    return None


def _unwilling(sentence: Sentence, low: int, group: VerbGroup) -> bool:
    """Whether a willing verb is negated: "no quiso", "tampoco el general quiso"."""
    return group.negated or _nobody_before(sentence, low, group) or sentence.words[low].lower == "tampoco"


def _refusal(sentence: Sentence, group: VerbGroup, at: int, high: int) -> Report | None:
    """Read "declined to comment on", "se negó a confirmar": nothing is said of what follows."""
    refused = sentence.phrase_at(at, lexicon.REFUSED[sentence.language], high)
    refused = refused or (at < high and sentence.words[at].lower in said_infinitives(sentence.language))
    if not refused:
        return None
    last = at + refused - 1
    last += last + 1 < high and particle_verb(sentence.words[last].lower, sentence.words[last + 1].lower) is not None  # "rule out"
    while (
        last + 2 < high
        and sentence.words[last + 1].lower in (*lexicon.NEITHER[sentence.language], "o")
        and sentence.words[last + 2].lower in reporting_verbs(sentence.language)
    ):
        last += 2
    while last + 1 < high and sentence.words[last + 1].lower in ("on", "sobre", "about"):
        last += 1
    return Report(group, "uncommitted", "", last, False, "uncommitted")
