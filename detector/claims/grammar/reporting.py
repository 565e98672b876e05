"""Which words are forms of reporting verbs, and which stance a frame gives to what it frames."""

from __future__ import annotations

from functools import cache

from detector.claims.grammar.frame_words import DEMANDS
from detector.claims.grammar.lexicon import PARTICLES, REPORTING, SPEECH_ACTS, Frame, word_set
from detector.claims.grammar.morphology import first_person, paradigm
from detector.records import Stance

_STANCE: dict[Frame, Stance] = {
    "assert": "asserted",
    "deny": "denied",
    "reject": "denied",
    "exclude": "denied",
    "believe": "asserted",
    "suspect": "conditional",
    "predict": "predicted",
    "plan": "predicted",
    "ask": "asked",
    "uncommitted": "uncommitted",
}

_NOUNS = word_set("anuncio aviso recuerdo cuento relato suelto documento cito convengo")


@cache
def reporting_verbs(language: str) -> dict[str, tuple[str, Frame]]:
    """Return each form of each reporting verb with its lemma and frame; where two verbs share a form the first listed wins."""
    forms: dict[str, tuple[str, Frame]] = {}
    for frame, entries in REPORTING[language].items():
        for entry in entries.split():
            verb = paradigm(entry, language)
            for form in (*verb.finite, verb.participle, verb.gerund, verb.lemma):
                forms.setdefault(form, (verb.lemma, frame))
    for frame, entries in REPORTING[language].items() if language == "es" else ():
        for entry in entries.split():
            for form in first_person(entry) & own_reports():
                forms.setdefault(form, (paradigm(entry, "es").lemma, frame))
    return forms


@cache
def own_reports() -> frozenset[str]:
    """Return the forms of "I" and "we" of Spanish reporting verbs that are no nouns and no forms of "he" ("negamos", but "recuerdo")."""
    own = frozenset(form for row in REPORTING["es"].values() for entry in row.split() for form in first_person(entry))
    return own - finite_reports("es") - _NOUNS


@cache
def finite_reports(language: str) -> frozenset[str]:
    """Return the finite forms of reporting verbs."""
    entries = (entry for row in REPORTING[language].values() for entry in row.split())
    return frozenset(form for entry in entries for form in paradigm(entry, language).finite)


@cache
def said_infinitives(language: str) -> frozenset[str]:
    """Return the infinitives of verbs of saying: what somebody refuses to say, he leaves open."""
    return frozenset(lemma for lemma, frame in reporting_verbs(language).values() if frame in ("assert", "deny", "exclude"))


@cache
def demanding_verbs(language: str) -> frozenset[str]:
    """Return the forms of verbs that ask for an answer with a second verb ("exigió saber si", "wanted to know whether")."""
    return frozenset(
        form for entry in DEMANDS[language].split() for form in paradigm(entry, language).finite | {paradigm(entry, language).participle}
    )


def particle_verb(word: str, particle: str) -> tuple[str, Frame] | None:
    """Return the lemma and frame of an English verb with its particle ("ruled", "out"), None where they make no reporting verb."""
    for (lemma, other), frame in PARTICLES.items():
        verb = paradigm(lemma, "en")
        if particle == other and word in (*verb.finite, verb.participle, verb.gerund, verb.lemma):
            return lemma, frame
    return None


@cache
def speech_verbs(language: str) -> frozenset[str]:
    """Return the forms of all verbs that make a new statement after a reported one: reporting verbs, requests, blame."""
    acts = (paradigm(entry, language) for entry in SPEECH_ACTS[language].split())
    return frozenset(reporting_verbs(language)) | {form for verb in acts for form in (*verb.finite, verb.participle)}


def frame_stance(frame: Frame, negated: bool) -> Stance:
    """Return the speaker's stance to the complement of a reporting verb, which may be negated ("no negó que")."""
    if not negated:
        return _STANCE[frame]
    if frame == "uncommitted":
        return "asserted"  # "no duda de que"
    return "denied" if frame in ("believe", "suspect") else "uncommitted"
