"""Denials of what was just said: "..., algo que la empresa niega", "..., a claim the company rejects", "The company denies it."."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import regex

from detector.claims.grammar import lexicon
from detector.claims.grammar.adverbials import skip_adverbials
from detector.claims.grammar.frame_words import FALSE
from detector.claims.grammar.morphology import all_forms
from detector.claims.grammar.reporting import reporting_verbs
from detector.claims.grammar.sentence import Sentence
from detector.claims.grammar.words import VerbGroup
from detector.claims.reference.naming import named, without_article
from detector.claims.reference.speakers import speaker
from detector.records import HELD, Quantity, Stance

_THIS = {"es": {"lo", "la", "los", "las"}, "en": {"it", "this", "that", "them"}}
_NOUNS = {
    "es": lexicon.REPORT_NOUNS["es"] | lexicon.word_set("extremo extremos cargo cargos hecho hechos algo lo cosa punto"),
    "en": lexicon.REPORT_NOUNS["en"] | lexicon.word_set("something which figure number toll total"),
}
_EXTREMES = lexicon.word_set("extremo posibilidad hipótesis versión possibility")
_CONTESTING = {"dispute", "refute", "rebut", "rebatir", "refutar", "contradecir"}  # of statements only; a plan, too, is rejected
_ACCOUNTS = lexicon.word_set("account accounts version figure figures number numbers toll estimate estimates")
_LINKS = {"es": {"que", "cual"}, "en": {"that", "which"}}
_RETRACTS = {"retracted", "withdrew", "withdrawn"}  # "a claim it has since retracted"
_CALLS = {"es": all_forms("tachar calificar tildar", "es"), "en": all_forms("call brand label describe", "en")}
_TURNS = {"es": {"pero", "aunque", "mientras", "y", "e"}, "en": {"but", "although", "though", "while", "and"}}


_ACCUSED = regex.compile(r"acusad|accused|\bse l[eoa]s? (?:acusa|imputa|atribuye|señala)")
_WOULD = regex.compile(r"\bhabría(n?)\b(?= \p{L}+[dtc]?h?o\b)")  # "habría disparado, algo que X niega": "ha disparado" is denied
_BLAMES = regex.compile(r"(?:acus|culp|responsabili[zc]|atribu|achac)\p{L}+$")
_A, _OF = r"(?P<to>al?) (?P<who>[^,]+?)", r"(?P<of>del?|por) (?P<what>.+)"
_BLAMED = tuple(
    regex.compile(pattern)
    for pattern in (
        rf".*?\b(?:atribu|achac)\p{{L}}+ (?P<what>.+?) {_A}$",
        rf".*?\b(?:culp|responsabili[zc])\p{{L}}+ {_A} {_OF}$",
        rf".*?\bculp(?!abl)\p{{L}}+ (?P<of>del?) (?P<what>.+?) {_A}$",
        rf".*?\bacus\p{{L}}+ {_A} {_OF}$",
    )
)
_WH = regex.compile(r"\W*(?:(?:de|a|en|por|con|desde|hasta) )?(?:qu|cu[áa]|c[óo]mo|d[óo]nde|wh|how)", regex.IGNORECASE)


class Said(NamedTuple):
    """A content, its grammatical subject, who says it and how firmly; of a sentence before, where it begins and what it counts."""

    content: str
    subject: str | None
    speakers: tuple[str, ...]
    stance: Stance
    start: int = 0
    quantities: tuple[Quantity, ...] = ()


@dataclass(frozen=True, slots=True)
class Denial:
    """Words `low` to `high` of a sentence in which `speakers` deny what stands before; at `low` 0 that is the sentence before."""

    low: int
    high: int
    speakers: tuple[str, ...]
    retracts: bool = False  # who denies it said it before


def denial(sentence: Sentence, previous: str | None) -> Denial | None:
    """Return the denial of what was said before with which a sentence ends; None where it ends otherwise, or denies what it says itself."""
    low, high = sentence.trim(0, len(sentence.words))
    group = sentence.groups[-1] if sentence.groups else None
    if group and _elliptic(sentence, high):
        group = sentence.groups[-2]
    verb = reporting_verbs(sentence.language).get(sentence.words[group.last].lower) if group else None
    retracts = group is not None and sentence.words[group.last].lower in _RETRACTS
    verb = ("retract", "deny") if retracts else verb
    false = group is not None and calls_it_false(sentence, group, high)
    if group is None or group.negated or group.first in sentence.hidden(low, high):
        return None
    if not false and (verb is None or verb[1] not in ("deny", "reject", "exclude")):
        return None
    begin = _begin(sentence, low, group)
    who = _tag(sentence, begin, group, high) if begin > low else None
    if false or verb is None:
        return Denial(begin, high, named(sentence, found[0], previous)) if who and (found := speaker(sentence, *who)) else None
    who = who or _plain(sentence, begin, group, high)
    named_so = any(word.lower in lexicon.REPORT_NOUNS[sentence.language] for word in sentence.words[begin:high])
    tagged = begin > low and any(word.lower in _EXTREMES for word in sentence.words[begin : begin + 2])
    if verb[1] == "exclude" and sentence.words[group.first - 1].lower != "lo" and not tagged:
        return None  # "descartó el plan", but "lo descarta"
    blamed = begin > low and any(_BLAMES.match(word.lower) for word in sentence.words[low:begin])
    if verb[1] == "reject" and not (named_so or blamed) and verb[0] not in _CONTESTING:
        return None  # "la ley, algo que la Iglesia rechaza": who is against it
    if retracts and begin == low:
        return None  # "The firm withdrew the offer"
    found = speaker(sentence, *who) if who and who[0] < who[1] else None
    return Denial(begin if begin > low else 0, high, named(sentence, found[0], previous), retracts) if found else None


def _elliptic(sentence: Sentence, high: int) -> bool:
    """Whether what is denied ends with an auxiliary that stands for what was said before: "The museum denies she has"."""
    words = sentence.words
    if sentence.language != "en" or len(sentence.groups) < 2:
        return False
    verb, rest = sentence.groups[-2:]
    frame = reporting_verbs("en").get(words[verb.last].lower)
    that = verb.last + 1 < high and words[verb.last + 1].lower == "that"
    pronoun = rest.first == verb.last + 2 + that and words[rest.first - 1].lower in lexicon.PRONOUNS["en"]
    ends = rest.first == rest.last == high - 1 and words[rest.last].lower in lexicon.AUXILIARIES["en"]
    return frame is not None and frame[1] == "deny" and pronoun and ends


def points_back(sentence: Sentence, verb: VerbGroup) -> bool:
    """Whether a verb has for its object what was said before: "lo niega", "denies it"."""
    at = verb.first - 1 if sentence.language == "es" else verb.last + 1
    return 0 <= at < len(sentence.words) and sentence.words[at].lower in _THIS[sentence.language]


def calls_it_false(sentence: Sentence, group: VerbGroup, high: int) -> bool:
    """Whether a clause ends with "calificó de falso", "calls a lie", "has called baseless"."""
    words, language = sentence.words, sentence.language
    calls = words[group.last].lower in _CALLS[language]
    return calls and high - group.last <= 5 and words[high - 1].lower in FALSE[language] | {"lie", "lies", "bulo"}


def _begin(sentence: Sentence, low: int, group: VerbGroup) -> int:
    """Return where the clause of the verb begins: behind the last comma, "but" or "and" before it."""
    words, hidden = sentence.words, sentence.hidden(low, len(sentence.words))
    for at in range(group.first - 3, low, -1):  # "algo que su líder, Silvia Cano, desmintió"
        tagged = (
            words[at].text == "," and words[at + 1].lower in ("algo", "extremo", "something") and words[at + 2].lower in ("que", "that")
        )
        if tagged and not sentence.groups_in(at, group.first):
            return at + 1
    for at in range(group.first - 1, low, -1):
        mark = words[at].text in (",", ";", "—", "–") and at not in hidden
        if mark and all(word.lower in lexicon.CLITICS for word in words[at + 1 : group.first]) and not sentence.groups_in(low, at):
            return low  # "El abogado, Jean Mercier, lo desmintió"
        if mark or (words[at].lower in _TURNS[sentence.language] and sentence.main_groups(low, at)):
            return at + 1
    return low


def _tag(sentence: Sentence, begin: int, group: VerbGroup, high: int) -> tuple[int, int] | None:
    """Return who denies it in "algo que X niega", "lo que niega X", "a charge that X denies", "which X denies"."""
    words, language = sentence.words, sentence.language
    noun = next((at for at in range(begin, min(begin + 4, group.first)) if words[at].lower in _NOUNS[language]), None)
    if noun is None or any(words[at].pos in ("VERB", "AUX", "ADP") for at in range(begin, noun)):
        return None
    link = noun + 1
    while link < group.first and words[link].pos == "ADJ":
        link += 1
    if words[link].lower in _LINKS[language]:
        link += 1
    elif language == "es":
        return None
    return _trimmed(sentence, link, group) or (None if calls_it_false(sentence, group, high) else (group.last + 1, high))


def _plain(sentence: Sentence, begin: int, group: VerbGroup, high: int) -> tuple[int, int] | None:
    """Return who denies it in "la empresa lo niega", "the company denies this", "el alcalde rechaza las acusaciones"."""
    words, language = sentence.words, sentence.language
    while begin < group.first and words[begin].lower in _TURNS[language] | {"que"}:
        begin += 1
    who = _trimmed(sentence, begin, group)
    behind = words[group.last + 1 : high]
    if language == "es" and words[group.first - 1].lower in _THIS["es"]:
        rest = skip_adverbials(sentence, group.last + 1, high) if behind else high
        return who if rest == high else None if who else (rest, high)
    if not behind or who is None:
        return None
    articles = lexicon.DETERMINERS[language] - lexicon.INDEFINITE[language] | {"this", "that", "these", "those"}
    if _elliptic(sentence, high):
        return who
    pointed = language == "en" and behind[0].lower in _THIS["en"] and not (len(behind) > 1 and behind[1].pos == "NOUN")
    named_so = lexicon.REPORT_NOUNS[language] | (_ACCOUNTS if language == "en" else set())
    owned = language == "en" and next((at for at, word in enumerate(behind[:4]) if word.text in ("'s", "’s", "'", "’")), 0)
    noun = owned + 1 if owned else 1
    counted = len(behind) > noun and behind[noun].lower in named_so and (bool(owned) or behind[0].lower in articles)
    if not (pointed or counted):
        return None
    rest = group.last + 1 + (noun + 1 if counted else 1)
    more = rest < high and (words[rest].lower in ("of", "de", "del") or skip_adverbials(sentence, rest, high) < high)
    return None if more else who


def _trimmed(sentence: Sentence, low: int, group: VerbGroup) -> tuple[int, int] | None:
    """Return the words before the verb without the pronouns that belong to it, None where none are left."""
    high, manner = group.first, sentence.language == "en"
    while high > low and (sentence.words[high - 1].lower in lexicon.CLITICS or (manner and sentence.words[high - 1].pos == "ADV")):
        high -= 1  # "the firm strongly"
    return (low, high) if high > low else None


# "Los vecinos hablan de 300 muertos": not that they do is denied; nor that somebody sees a cause in something.
_SPOKEN_OF = regex.compile(r".+? habl(?:an?|ó|aron|aban?) de (\d.*)")
_CAUSE = regex.compile(r".+? (?:apunt|señal)\p{L}+ a (.+?) como (?:(?:la|el) )?((?:\p{L}+ )?(causa|origen|motivo)\b.*)")
_ASKED = regex.compile(r".+? investig\p{L}+ (?:por qué|cómo) (.+)")
_DUE = regex.compile(r".+? (?:atribuy|achac|atribu)\p{L}+ ((?:el|la|los|las) .+?) (al? .+)")


def _guilt(blamed: regex.Match[str]) -> str:
    """Return "B es responsable de P" for "A atribuye P a B", "A culpa a B de P": whether A does so is not what B denies."""
    told = blamed.groupdict()
    who = f"el {told['who']}" if told["to"] == "al" else told["who"]
    what = f"el {told['what']}" if told.get("of") == "del" else told["what"]
    return f"{who} es responsable de {what}".replace(" de el ", " del ").strip(" ,.")


def stated(said: Said) -> Said:
    """Return a denied content as the statement denied, where it tells who speaks of how many, blames whom, or sees what as the cause."""
    if said.stance != "denied":
        return said
    said = said._replace(content=_WOULD.sub(lambda found: "han" if found[1] else "ha", said.content, count=1))
    if spoken := _SPOKEN_OF.match(said.content):
        return said._replace(content=f"hubo {spoken[1]}", subject=None)
    if asked := _ASKED.fullmatch(said.content):
        return said._replace(content=asked[1], subject=None)
    if cause := _CAUSE.fullmatch(said.content):
        article = "la" if cause[3] == "causa" else "el"
        return said._replace(content=f"{cause[1]} fue {article} {cause[2]}", subject=cause[1])
    if (due := _DUE.fullmatch(said.content)) and due[2].startswith(("a un ", "a una ")):
        verb = "se deben" if due[1].startswith(("los ", "las ")) else "se debe"
        return said._replace(content=f"{due[1]} {verb} {due[2]}", subject=due[1])
    if blamed := next((found for pattern in _BLAMED if (found := pattern.match(said.content))), None):
        return said._replace(content=_guilt(blamed), subject=None)
    return said


def denied(contents: Sequence[Said], by: Denial, language: str) -> Said | None:
    """Return what a denial says, as its own author's: the last of the contents before it that others hold; None where there is none."""
    for said in reversed(contents):
        accused = _ACCUSED.search(said.content) is not None  # "is accused of taking bribes": not that is denied
        held = said.stance in HELD or (said.stance == "asked" and not _WH.match(said.content))
        others = said.speakers[-1:] != by.speakers[-1:] or (not by.speakers and said.stance == "conditional")
        if held and others and not accused:
            pronoun = bool(by.speakers) and by.speakers[-1].lower() in lexicon.PRONOUNS[language]
            blamed = next((found["who"] for pattern in _BLAMED if (found := pattern.match(said.content))), None)
            him = said.subject or blamed
            speakers = (without_article(him, language),) if pronoun and him else by.speakers
            speakers = said.speakers if pronoun and by.retracts else speakers
            return said._replace(speakers=speakers, stance="denied")
    return None
