"""A claim read alone: its dropped or pronominal subject by the words of the article that name it.

"La fragata zarpó el lunes. No lleva misiles." says of the fragata that it carries none. Only the subject of the sentence before is
taken, and only where number and kind fit: a subject that is wrong is worse than none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from detector.claims.grammar import lexicon, nouns
from detector.claims.grammar.adverbials import DAYS
from detector.claims.grammar.mood import indicative
from detector.claims.grammar.morphology import all_forms
from detector.claims.grammar.reporting import speech_verbs
from detector.claims.grammar.sentence import Sentence
from detector.claims.grammar.words import VerbGroup
from detector.claims.reference.content import clean, lacks_subject
from detector.claims.reference.rivals import Kind, rival, told_of_people
from detector.claims.reference.subject import Subject
from detector.records import Claim

_PERSONS = {"él", "ella", "he", "she"}
_SEVERAL = {"ellos", "ellas", "they"}
_THING = {"it"}
_OPEN = {
    "known",
    "said",
    "thought",
    "believed",
    "understood",
    "hoped",
    "feared",
    "expected",
    "reported",
    "alleged",
    "claimed",
    "took",
    "emerged",
}
_NOT_AFTER = {"ni", "nadie", "nada", "claro", "clara", "que"}
_LIGHT = {"también", "ya", "sí", "aún", "todavía", "siempre", "además", "solo", "sólo"}
_RESOLVED = _PERSONS | _SEVERAL | _THING
_BEING = lexicon.word_set("is was be been being were seems seemed takes took")
_LONGEST = 10  # words of a subject that still reads well in front of another clause
_NO_SUBJECT = (
    lexicon.PRONOUNS["es"]
    | lexicon.PRONOUNS["en"]
    | lexicon.word_set("""there lo quien quienes nadie nobody todo none nada nothing uno una one otro otra another yo tú usted nosotros
    nosotras ustedes us you""")
)
_IMPERSONAL = lexicon.PRESENTATIONAL | lexicon.word_set(
    """es era fue será son eran fueron serán hace hizo hacía basta bastó conviene consta cabe cabía toca tocó llueve llovió trata trataba
    parece parecía resulta resultó sucede sucedió ocurre ocurrió pasa queda quedan quedó quedaron"""
)
# Verbs of things and not of who speaks of them.
_OF_THINGS = {
    "es": "reabrir abrir cerrar/cierr durar costar/cuest medir/mid/mid pesar funcionar zarpar atracar encallar arder estallar",
    "en": "reopen open close last cost measure weigh sail dock sink burn explode",
}


@cache
def _things(language: str) -> frozenset[str]:
    """Return all forms of the verbs of things."""
    return all_forms(_OF_THINGS[language], language)


@dataclass(frozen=True, slots=True)
class Mention:
    """A subject that a later sentence may take up, as it is worded; `person` where its noun or title says so.

    `reported`: its sentence names who says it, too, and only a verb of things tells that the speaker is not meant. `rival`: what kind
    of thing the object of its verb is, which may be meant as well.
    """

    text: str
    plural: bool
    person: bool
    reported: bool = False
    rival: Kind | None = None


def mention(sentence: Sentence, earlier: Mention | None, reports: bool = False) -> Mention | None:
    """Return whom or what a sentence speaks of, for the one after it; None where that is open.

    It is `earlier` where the sentence itself takes that up. One that reports what somebody says (`reports`: some claim of it has a
    speaker) speaks of two, the speaker and what is said, and either may be taken up.
    """
    low, high = sentence.trim(0, len(sentence.words))
    group = _first(sentence, low, high)
    if group is None or sentence.words[group.last].lower in speech_verbs(sentence.language):
        return None
    own = sentence.subject(low, high, group)
    if own is None or _pronoun(sentence, own):
        if earlier is None or not _takes_up(sentence, low, high, group, earlier):
            return None
        return replace(earlier, reported=earlier.reported or reports, rival=rival(sentence, high, group, earlier.plural))
    words = [word.lower for word in sentence.words[slice(*own)]]
    text = clean(sentence.text(*own))
    dated = not DAYS.isdisjoint(words)
    if dated or words[0] in _NO_SUBJECT or len(words) > _LONGEST or not text[:1].isalnum():
        return None
    common = own[0] == low and sentence.words[low].pos == "DET"
    person = bool((nouns.PERSON_NOUNS | lexicon.TITLES) & set(words)) and not {"'s", "’s"} & set(words)
    plural = sentence.plural(*own)
    other = rival(sentence, high, group, plural)
    return Mention(text[0].lower() + text[1:] if common else text, plural, person, reports or _reports(sentence), other)


def _reports(sentence: Sentence) -> bool:
    """Whether a sentence names a source beside its first subject ("El puente cerró, informó la alcaldesa")."""
    spoken = speech_verbs(sentence.language)
    if any(sentence.words[group.last].lower in spoken for group in sentence.groups):
        return True
    phrases, end = lexicon.SOURCE_PHRASES[sentence.language], len(sentence.words)
    return any(sentence.phrase_at(index, phrases, end) for index in range(end))


def resolved(sentence: Sentence, claim: Claim, earlier: Mention | None) -> str | None:
    """Return the content of a claim with its subject named, None where it has one of its own or it is open whom it means.

    `earlier` is what the sentence before speaks of. What is reported or quoted may speak of anybody, and stays as it is.
    """
    if earlier is None or claim.speakers or any(_holds(sentence, first, last, claim) for first, last in sentence.enclosed):
        return None
    low, high = sentence.trim(0, len(sentence.words))
    group = _first(sentence, low, high)
    if group is None or not claim.start <= sentence.words[group.first].start < claim.end:
        return None
    if earlier.reported and (earlier.person or sentence.words[group.last].lower not in _things(sentence.language)):
        return None
    if not _takes_up(sentence, low, high, group, earlier):
        return None
    own = sentence.subject(low, high, group)
    if own:
        return _put(claim.content, sentence.text(*own), "", earlier.text)
    begin = group.first
    while begin > low and sentence.words[begin - 1].lower in lexicon.CLITICS | lexicon.NEGATIONS[sentence.language] | _LIGHT:
        begin -= 1
    return _put(claim.content, "", sentence.text(begin, group.first + 1), earlier.text)


def _first(sentence: Sentence, low: int, high: int) -> VerbGroup | None:
    """Return the first verb group of a sentence if it is a main one, outside of quotations."""
    groups = sentence.groups_in(low, high)
    return groups[0] if groups and sentence.introducer(groups[0], low) is None else None


def _pronoun(sentence: Sentence, own: tuple[int, int]) -> bool:
    return own[1] - own[0] == 1 and sentence.words[own[0]].lower in _RESOLVED


def _takes_up(sentence: Sentence, low: int, high: int, group: VerbGroup, earlier: Mention) -> bool:
    """Whether the first clause of a sentence has no subject but a pronoun, or in Spanish none, that can mean `earlier`."""
    own = sentence.subject(low, high, group)
    if own:
        word = sentence.words[own[0]].lower
        if not _pronoun(sentence, own) or earlier.plural != (word in _SEVERAL):
            return False
        # "It was dusk", "it is true that": the verb to be says nothing of a thing named before, as often as not.
        expletive = word in _THING and sentence.words[group.last].lower in _BEING
        expletive |= word in _THING and sentence.words[group.last].lower in _OPEN  # "It is not known what caused it"
        if earlier.rival and (word in _SEVERAL or earlier.rival == "either" or (earlier.rival == "person") == (word in _PERSONS)):
            return False
        return not expletive and (word in _SEVERAL or earlier.person == (word in _PERSONS))
    if earlier.rival and not (earlier.rival == "thing" and earlier.person and told_of_people(sentence, group)):
        return False
    if sentence.language != "es" or sentence.words[group.first].lower in _IMPERSONAL:
        return False
    before = [word.lower for word in sentence.words[low : group.first]]
    after = sentence.words[group.last + 1].lower if group.last + 1 < high else ""
    # What stands before the verb sends the subject behind it: "Luego llamó un técnico".
    fronted = any(word not in _LIGHT | lexicon.CLITICS | lexicon.NEGATIONS["es"] for word in before)
    nobody = earlier.plural and not lexicon.CLITICS.isdisjoint(before)  # "los sacaron": whoever they are
    if fronted or nobody or after in _NOT_AFTER or indicative(sentence.words[group.first].lower):
        return False
    return lacks_subject(sentence, low, group, Subject(earlier.text, earlier.plural, earlier.person))


def _holds(sentence: Sentence, first: int, last: int, claim: Claim) -> bool:
    """Whether the whole quote of a claim stands among the words `first` to `last`."""
    return sentence.words[first].start <= claim.start and claim.end <= sentence.words[last - 1].end


def _put(content: str, pronoun: str, verb: str, name: str) -> str | None:
    """Return the content with `name` for the pronoun, or before the verb; None where the content does not hold them as they stand."""
    found = re.search(rf"\b{re.escape(pronoun or verb)}\b", content, re.IGNORECASE)
    if found is None:
        return None
    name += "," if "," in name else ""
    at, rest = found.start(), content[found.end() :] if pronoun else content[found.start() :]
    if at == 0:
        name = name[0].upper() + name[1:]
        rest = rest if pronoun else rest[0].lower() + rest[1:]
    return f"{content[:at]}{name}{'' if pronoun else ' '}{rest}"
