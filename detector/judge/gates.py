"""Gates: reasons, read off the claims themselves, why a pair is not what NLI takes it for.

A gate that fires is named in `Relation.gates`. It takes away the probability that it vetoes; what it does not veto, it makes more or less
probable, as much as the fusion has learned (`fusion.py`). Gates can be switched off one by one (`Settings.judge.gates_off`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from detector.countries import countries
from detector.judge.actors import names
from detector.judge.aspects import restrictions, touched
from detector.judge.counts import conflicting_quantities, outgrown
from detector.judge.stances import OPEN
from detector.records import HELD, Claim, Stance, TimeSpan

# Claims this near each other that give different dates are taken to date one event; the median of the pairs of one fact
# in the project's own stories, which few traps reach.
ONE_EVENT = 0.45

# Who is acted upon: the word or name after a preposition of the receiver.
_RECEIVER = r"\s+(?:(?:la|el|los|las|the)\s+)?(\S+(?:\s[A-ZÁÉÍÓÚÑ]\S+)?)"
_DATIVE = {"es": re.compile(r"\b(?:a|al|ante|contra)" + _RECEIVER), "en": re.compile(r"\b(?:to|from|against)" + _RECEIVER)}

_NEGATION = re.compile(
    r"\b(?:no|nunca|jamás|tampoco|ningún|ninguna|ninguno|nadie|nada|sin|ni|not|never|no|none|nobody|nothing|without|neither|nor|cannot)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)

# A subject that is nothing but a name: "Brevania", "Elena Ruaz", "la República de Sarkovia".
_NAME_ALONE = re.compile(r"(?:(?:el|la|los|las|the)\s+)?[A-ZÁÉÍÓÚÑ][\w-]+(?:\s(?:(?:de|del|la|of|the)\s)*[A-ZÁÉÍÓÚÑ][\w-]+)*", re.UNICODE)

_POINTING = re.compile(
    r"(?!\w+ (?:seman|mañan|tard|noch|madrug|mes|año|lunes|martes|mi[ée]rcol|jueves|viernes|s[áa]bad|doming|week|month|year|mornin))"
    r"(?:est[aeo]s?|es[aeo]s?|aquell[ao]s?|aquel|ell[ao]s?|él|dich[ao]s?|this|that|these|those|it|they|he|she)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims, when their articles were published, and the cosine of the claims' embeddings."""

    a: Claim
    b: Claim
    published_a: date | None = None
    published_b: date | None = None
    similarity: float = 0.0

    @property
    def later(self) -> Claim | None:
        """The claim of the article of a later day, None where both are of one day or one is undated."""
        if self.published_a is None or self.published_b is None or self.published_a == self.published_b:
            return None
        return self.a if self.published_a > self.published_b else self.b

    @property
    def stances(self) -> tuple[Stance, Stance]:
        """The two stances as they meet: who disavows words denies them to those who have it that he said so, and tells others nothing."""
        return _met(self.a, self.b), _met(self.b, self.a)


@dataclass(frozen=True, slots=True)
class Gate:
    """A named rule; it fires on a pair and vetoes contradiction, support, both, or neither: then it only weighs."""

    name: str
    fires: Callable[[Pair], bool]
    vetoes_contradiction: bool
    vetoes_support: bool


def open_stance(pair: Pair) -> bool:
    """One side asks, leaves open, or disavows what nobody here says it said: nothing is stated that could be contradicted."""
    return any(stance in OPEN for stance in pair.stances)


def _met(claim: Claim, other: Claim) -> Stance:
    if claim.stance != "disavowed":
        return claim.stance
    return "denied" if other.stance in HELD and _one_speaker(claim, other) else "uncommitted"


def _one_speaker(disavowed: Claim, held: Claim) -> bool:
    """Whether who disavows it may be who is said to have said it: alike by name, or at least one of them is not named."""
    if not (disavowed.speaker and held.speaker):
        return held.speaker is not None  # "I never said that": whoever that is
    named = names(disavowed.speaker), names(held.speaker)
    if all(named):
        return not _named_apart(disavowed.speaker, held.speaker)
    return any(named) or disavowed.language != held.language or disavowed.speaker.lower() == held.speaker.lower()


def other_actor(pair: Pair) -> bool:
    """The subjects name different countries, or are nothing but names, and not spelt alike.

    A country and a person ("Russia", "Putin") may be one actor, so only like is held against like.
    """
    left, right = pair.a.subject or "", pair.b.subject or ""
    if countries(left) or countries(right):
        return bool(countries(left) and countries(right)) and countries(left).isdisjoint(countries(right))
    return _named_apart(left, right) and bool(_NAME_ALONE.fullmatch(left) and _NAME_ALONE.fullmatch(right))


def other_name(pair: Pair) -> bool:
    """The subjects hold names that are not spelt alike, among other words: often another actor, now and then the same one."""
    left, right = pair.a.subject or "", pair.b.subject or ""
    return not (countries(left) or countries(right)) and _named_apart(left, right) and not other_actor(pair)


def _named_apart(left: str, right: str) -> bool:
    left_names, right_names = names(left), names(right)
    return bool(left_names and right_names) and not any(_alike(x, y) for x in left_names for y in right_names)


def other_role(pair: Pair) -> bool:
    """The state that acts in one claim is acted upon in the other ("Russia gives no help", "Maduro asks Russia for help")."""
    return _acted_upon(pair.a, pair.b) or _acted_upon(pair.b, pair.a)


def _acted_upon(actor: Claim, other: Claim) -> bool:
    acting = countries(actor.subject or "") - countries(other.subject or "")
    dative = _DATIVE["en" if other.language == "en" else "es"]
    return bool(other.subject) and not acting.isdisjoint(countries(" ".join(dative.findall(other.content))))


def unresolved_subject(pair: Pair) -> bool:
    """The subject points at what an earlier sentence said ("Esta postura ...", "This movement ..."): out of context it is anybody's."""
    return any(_POINTING.match(claim.subject or claim.content) for claim in (pair.a, pair.b))


def other_time(pair: Pair) -> bool:
    """Both say when, the times do not meet, and nothing suggests that they date one event: they speak of two."""
    return times_conflict(pair) and pair.similarity < ONE_EVENT


def other_date(pair: Pair) -> bool:
    """They date one event differently: neither backs the other."""
    return times_conflict(pair) and pair.similarity >= ONE_EVENT


def times_conflict(pair: Pair) -> bool:
    """Whether both claims say when, and the times do not meet."""
    a, b = pair.a.time, pair.b.time
    return a is not None and b is not None and (_before(a, b) or _before(b, a))


def _before(first: TimeSpan, second: TimeSpan) -> bool:
    """Whether the first is over when the second begins; what has no end is never over, what has no beginning was always."""
    return first.end is not None and second.start is not None and first.end < second.start


def other_aspect(pair: Pair) -> bool:
    """What is ruled out is restricted to an aspect that the other claim does not touch: no *military* support, but support.

    Who rules it out restricts nothing: the defence ministry has attacked nobody, with whatever.
    """
    if negated(pair.a) == negated(pair.b):
        return False
    no, yes = (pair.a, pair.b) if negated(pair.a) else (pair.b, pair.a)
    restricted = restrictions(no.content.replace(no.subject, "", 1) if no.subject else no.content)
    return bool(restricted) and restricted.isdisjoint(touched(yes.content))


def negated(claim: Claim) -> bool:
    """Whether the claim rules something out: its speaker denies or disavows it, or it is worded in the negative."""
    return (claim.stance in ("denied", "disavowed")) != bool(_NEGATION.search(claim.content))


def other_number(pair: Pair) -> bool:
    """They count the same thing and arrive at numbers that cannot both be right, or of which one has taken the other's place."""
    return bool(conflicting_quantities(pair.a, pair.b) or outgrown(pair.a, pair.b, pair.later))


def _alike(left: str, right: str) -> bool:
    """Spelt alike up to an ending or an accent: "Norlandia" and "Norland", "Zelenski" and "Zelenskyy"."""
    first, second = sorted((left.lower(), right.lower()))  # ratio() is not symmetric
    return SequenceMatcher(None, first, second).ratio() >= 0.7


GATES: tuple[Gate, ...] = (
    Gate("open_stance", open_stance, vetoes_contradiction=True, vetoes_support=True),
    Gate("other_actor", other_actor, vetoes_contradiction=False, vetoes_support=False),
    Gate("other_name", other_name, vetoes_contradiction=False, vetoes_support=False),
    Gate("other_role", other_role, vetoes_contradiction=True, vetoes_support=True),
    Gate("unresolved_subject", unresolved_subject, vetoes_contradiction=False, vetoes_support=False),
    Gate("other_time", other_time, vetoes_contradiction=False, vetoes_support=False),
    Gate("other_date", other_date, vetoes_contradiction=False, vetoes_support=False),
    Gate("other_aspect", other_aspect, vetoes_contradiction=True, vetoes_support=False),
    Gate("other_number", other_number, vetoes_contradiction=False, vetoes_support=True),
)
