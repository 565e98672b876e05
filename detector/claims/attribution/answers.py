"""Questions told with their answer: "Asked whether the dam was safe, Holt said no", "Pressed on whether P, he said it did not"."""

from __future__ import annotations

from dataclasses import dataclass

from detector.claims.grammar import lexicon
from detector.claims.grammar.lexicon import word_set
from detector.claims.grammar.reporting import reporting_verbs
from detector.claims.grammar.sentence import Sentence
from detector.claims.grammar.words import VerbGroup
from detector.claims.reference.speakers import speaker
from detector.records import Stance

_ASKED = {
    "en": word_set("asked pressed questioned quizzed challenged"),
    "es": word_set("preguntado preguntada preguntados preguntadas interrogado interrogada cuestionado cuestionada consultado consultada"),
}
_WHETHER = {"en": {"whether", "if"}, "es": {"si"}}
_SAYS = word_set("""said says replied replies answered answers responded insisted added admitted conceded acknowledged confirmed
    dijo respondió contestó replicó aseguró afirmó admitió reconoció confirmó responde dice contesta asegura""")
_YES, _NO = word_set("yes yeah indeed sí"), word_set("no")
_PRONOUNS = word_set("he she it they there")
_AUXILIARIES = word_set("did does do had has have was were is are would will could can")
_LONGEST = 30  # words of a question


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, words `low` to `high`, and `after`, where what is answered begins; `stance` where that is no more than yes or no."""

    low: int
    high: int
    after: int
    speaker: tuple[int, int] | None = None
    stance: Stance | None = None


def asked(sentence: Sentence, low: int, high: int) -> Asked | None:
    """Return the question with which the range begins, None where it begins otherwise."""
    words = sentence.words
    language = sentence.language
    if high - low < 8:
        return None
    at = low + (words[low].lower == "when")
    if words[at].lower not in _ASKED[language]:
        return None
    question = next((i for i in range(at + 1, min(at + 6, high)) if words[i].lower in _WHETHER[language]), None)
    hidden = sentence.hidden(low, high)
    if question is None or any(words[i].text == "," for i in range(at, question)):
        return None
    end = next((i for i in range(question + 3, min(high - 2, question + _LONGEST)) if words[i].text == "," and i not in hidden), None)
    groups = sentence.main_groups(end + 1, high) if end else []
    if end is None or not groups:
        return None
    verb = groups[0]
    own = sentence.subject(end + 1, high, verb)
    tersely = language == "es" and (found := _tersely(sentence, verb, high))
    if tersely and own and own[0] < own[1] <= verb.first and speaker(sentence, *own):
        return Asked(question + 1, end, end + 1, own, found)
    if language == "es" and own is None and verb.first == end + 1 and words[verb.last].lower in _SAYS:
        own = verb.first, verb.first  # who spoke last: "Preguntado por si lo sabía, respondió que sí"
    if own is None or words[verb.last].lower not in _SAYS or own[0] > verb.first or (own[0] < own[1] and speaker(sentence, *own) is None):
        return Asked(question + 1, end, end + 1)
    answer = [word.lower for word in words[verb.last + 1 : high] if word.is_word]
    return Asked(question + 1, end, end + 1, own, None if verb.negated else _stance(answer))


def _tersely(sentence: Sentence, verb: VerbGroup, high: int) -> Stance | None:
    """Return the stance of "lo negó", "lo confirmó" where nothing follows; None for anything else."""
    report = reporting_verbs("es").get(sentence.words[verb.last].lower)
    alone = not any(word.is_word for word in sentence.words[verb.last + 1 : high])
    if report is None or not alone or verb.negated or sentence.words[verb.first - 1].lower != "lo":
        return None
    return "denied" if report[1] in ("deny", "reject", "exclude") else "asserted" if report[1] == "assert" else None


def _stance(answer: list[str]) -> Stance | None:
    """Return the stance of "no", "yes", "that it did not", "he had"; None where the answer says more."""
    answer = answer[answer[:1] in (["that"], ["que"]) :]
    if len(answer) == 1:
        return "denied" if answer[0] in _NO else "asserted" if answer[0] in _YES else None
    if not 2 <= len(answer) <= 3 or answer[0] not in _PRONOUNS or answer[1] not in _AUXILIARIES:
        return None
    rest = set(answer[2:])
    if rest and not rest & (lexicon.NEGATIONS["en"] | {"n't", "n’t"}):
        return None
    return "denied" if rest else "asserted"
