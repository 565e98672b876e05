"""Who stands by a statement, goes back on it, stops short of it or calls it false: "walked back his claim that P"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from detector.claims.frames.reports import Complement
from detector.claims.grammar import lexicon
from detector.claims.grammar.frame_words import FALSE
from detector.claims.grammar.morphology import all_forms
from detector.claims.grammar.sentence import Sentence
from detector.claims.grammar.words import VerbGroup
from detector.records import Stance

# Verbs with the words behind them, and what is then said of the statement: it holds, or it is held no longer and left open.
_VERBS: dict[Stance, dict[str, tuple[str, ...]]] = {
    "asserted": {"stand": ("by",), "double": ("down on",), "stick": ("by", "to"), "reiterate": ("",), "repeat": ("",)},
    "uncommitted": {"walk": ("back",), "row": ("back on", "back from"), "back": ("away from", "off"), "retract": ("",), "recant": ("",),
        "withdraw": ("",), "disavow": ("",), "backtrack": ("on",), "distance": ("himself from", "herself from", "itself from")},
}  # fmt: skip
_NOUNS = lexicon.REPORT_NOUNS["en"] | lexicon.word_set("""comment comments remark remarks statement statements view testimony warning
    warnings argument belief confession prediction""")
_CALLING = all_forms("call brand label describe dismiss", "en")
_SAYING = lexicon.word_set("saying claiming alleging suggesting confirming asserting declaring stating acknowledging admitting conceding")
# Of its own mistake a paper says that an earlier version said it.
_EARLIER = tuple(
    f"{a} version of this {text}" for a in ("an earlier", "a previous", "an original") for text in ("article", "story", "report")
)
_VERIFYING = all_forms("verify confirm corroborate authenticate", "en")
_DENIED = lexicon.word_set("denied rejected dismissed refuted disputed")
_PASSIVE = lexicon.word_set("was were been")
_REACH = 5  # words up to the noun
_LIE = {"lie", "lies"}


def commitment(sentence: Sentence, low: int, high: int, groups: Sequence[VerbGroup]) -> Complement | None:
    """Return the clause of which somebody says that he stands by it, left it, leaves it open or finds it false."""
    if sentence.language != "en" or not groups:
        return None
    if passive := _denied_by(sentence, low, high):
        return passive
    verb = groups[0]
    earlier = sentence.phrase_at(low, _EARLIER, high)
    if earlier and (
        link := next((at for at in range(verb.last, min(high - 2, verb.last + 4)) if sentence.words[at].lower == "that"), None)
    ):
        return Complement("clause", link + 1, high, "denied", None, True)
    if sentence.words[verb.last].lower in _VERIFYING and (verb.negated or sentence.words[verb.first - 1].lower in lexicon.NOBODY):
        unverified = _behind_noun(sentence, verb.last + 1, high)
        own = sentence.subject(low, high, verb) if unverified else None
        return Complement("clause", unverified, high, "uncommitted", own, own is None) if unverified else None
    if verb.negated:
        return None
    subject = sentence.subject(low, high, verb)
    if subject is None:
        return None
    if begin := _stopped_short(sentence, verb, high):
        return Complement("clause", begin, high, "uncommitted", subject, False)
    if sentence.words[verb.last].lower in _CALLING and (begin := _behind_noun(sentence, verb.last + 1, high)):
        end = high - 1
        end -= sentence.words[end - 1].lower in ("a", "an", "as", "completely", "totally", "entirely", "utterly")
        false = sentence.words[high - 1].lower in FALSE["en"] | _LIE and end > begin + 2
        return Complement("clause", begin, end, "denied", subject, False) if false else None
    for stance, verbs in _VERBS.items():
        for lemma, particles in verbs.items():
            if sentence.words[verb.last].lower in _forms(lemma):
                for particle in particles:
                    length = sentence.phrase_at(verb.last + 1, [particle], high) if particle else 0
                    if (length or not particle) and (begin := _behind_noun(sentence, verb.last + 1 + length, high)):
                        return Complement("clause", begin, high, stance, subject, False)
    return None


def _behind_noun(sentence: Sentence, low: int, high: int) -> int | None:
    """Return where the clause of a noun of saying begins ("his claim that | P"), None where none stands close behind `low`."""
    for at in range(low, min(high - 3, low + _REACH)):
        if sentence.words[at].lower in _NOUNS and sentence.words[at + 1].lower == "that":
            relative = sentence.words[at + 2].finite
            return None if relative else at + 2
    return None


def _denied_by(sentence: Sentence, low: int, high: int) -> Complement | None:
    """Read "Claims that P were denied by his office"."""
    words = sentence.words
    noun = low + (words[low].lower in lexicon.DETERMINERS["en"])
    if noun + 4 > high or words[noun].lower not in _NOUNS or words[noun + 1].lower != "that":
        return None
    verb = next((at for at in range(noun + 4, high) if words[at].lower in _DENIED and words[at - 1].lower in _PASSIVE), None)
    if verb is None:
        return None
    end = verb - 1 - (words[verb - 2].lower in ("have", "has", "had"))
    by = verb + 2 if verb + 2 < high and words[verb + 1].lower == "by" else None
    return Complement("clause", noun + 2, end, "denied", (by, high) if by else None, by is None)


def _stopped_short(sentence: Sentence, verb: VerbGroup, high: int) -> int | None:
    """Return where the clause begins of "stopped short of saying that P"."""
    stops = sentence.words[verb.last].lower in _forms("stop")
    at = verb.last + 3
    if not stops or at + 2 >= high or sentence.phrase_at(verb.last + 1, ["short of"], high) == 0:
        return None
    if sentence.words[at].lower not in _SAYING:
        return None
    return at + 1 + (sentence.words[at + 1].lower == "that")


@cache
def _forms(lemma: str) -> frozenset[str]:
    return all_forms(lemma, "en")
