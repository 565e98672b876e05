"""What a claim says, read alone: whatever names its subject by other words of the article, tried in turn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detector.claims.grammar import lexicon
from detector.claims.grammar.sentence import Sentence
from detector.claims.grammar.words import Word
from detector.claims.reference.anaphora import Mention, resolved
from detector.claims.reference.content import lacks_subject
from detector.claims.reference.country_phrases import Countries
from detector.claims.reference.designations import Designations
from detector.claims.reference.first_person import by_speaker
from detector.claims.reference.spoken_of import state_of
from detector.claims.reference.subject import Subject
from detector.records import Claim

_BETWEEN = lexicon.CLITICS | lexicon.word_set("no not never nunca también ya aún todavía also still already now tampoco")


@dataclass(frozen=True, slots=True)
class Known:
    """What an article names, for what it describes later."""

    designations: Designations
    countries: Countries

    @staticmethod
    def of(text: str, sentences: Iterable[Sequence[Word]]) -> Known:
        """Read an article's text and the words of its sentences."""
        return Known(Designations(sentences), Countries(text))


def read_alone(sentence: Sentence, claim: Claim, earlier: Mention | None, known: Known) -> str | None:
    """Return the content of a claim with its subject named; None where it has a name, or it is open whom it means."""
    owner = _owner(sentence, claim, earlier)
    return owner or resolved(sentence, claim, earlier) or by_speaker(claim, sentence.article_text) or _described(sentence, claim, known)


def _owner(sentence: Sentence, claim: Claim, earlier: Mention | None) -> str | None:
    """Name a dropped subject of whom "su esposa", "sus abogados" speak: whom the sentence before speaks of."""
    if earlier is None or earlier.reported or claim.subject or len(claim.speakers) != 1:
        return None
    group = state_of(sentence, claim.content)
    whose = Subject(earlier.text, earlier.plural, earlier.person)
    if group is None or not lacks_subject(sentence, group.first, group, whose):
        return None
    return f"{earlier.text[0].upper()}{earlier.text[1:]}{',' * (',' in earlier.text)} {claim.content}"


def _described(sentence: Sentence, claim: Claim, known: Known) -> str | None:
    """Name a subject that is described: "la empresa", "el país sudamericano"."""
    words = (claim.subject or "").lower().split()
    if not 2 <= len(words) <= 4 or words[0] not in ("el", "la", "the"):
        return None
    name = known.designations.of(words[0], words[1], sentence.start) if len(words) == 2 else None
    name = name or known.countries.meant(" ".join(words[1:]), claim.language, sentence.start)
    return _put(sentence, claim, name) if name else None


def _put(sentence: Sentence, claim: Claim, name: str) -> str | None:
    """Return the content with `name` for its subject, where that opens it and its verb comes next."""
    subject = claim.subject or ""
    found = re.match(rf"{re.escape(subject)} (\w+)", claim.content, re.IGNORECASE)
    finite = {word.lower for word in sentence.words if word.finite}
    if found is None or found[1].lower() not in finite | _BETWEEN:
        return None
    name += "," if "," in name else ""
    return f"{name[0].upper()}{name[1:]}{claim.content[len(subject) :]}"
