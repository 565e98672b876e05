"""Which words are forms of reporting verbs, and which stance a frame gives to what it frames."""

from __future__ import annotations

from functools import cache

from detector.claims.lexicon import REPORTING, SPEECH_ACTS, Frame
from detector.claims.morphology import paradigm
from detector.records import Stance

_STANCE: dict[Frame, Stance] = {
    "assert": "asserted",
    "deny": "denied",
    "reject": "denied",
    "exclude": "denied",
    "believe": "conditional",
    "predict": "predicted",
    "plan": "predicted",
    "ask": "asked",
    "uncommitted": "uncommitted",
}


@cache
def reporting_verbs(language: str) -> dict[str, tuple[str, Frame]]:
    """Return each form of each reporting verb with its lemma and frame; where two verbs share a form the first listed wins."""
    forms: dict[str, tuple[str, Frame]] = {}
    for frame, entries in REPORTING[language].items():
        for entry in entries.split():
            verb = paradigm(entry, language)
            for form in (*verb.finite, verb.participle, verb.gerund, verb.lemma):
                forms.setdefault(form, (verb.lemma, frame))
    return forms


@cache
def speech_verbs(language: str) -> frozenset[str]:
    """Return the forms of all verbs that make a new statement after a reported one: reporting verbs, requests, blame."""
    acts = (paradigm(entry, language) for entry in SPEECH_ACTS[language].split())
    return frozenset(reporting_verbs(language)) | {form for verb in acts for form in (*verb.finite, verb.participle)}


def frame_stance(frame: Frame, negated: bool) -> Stance:
    """Return the speaker's stance to the complement of a reporting verb, which may be negated ("no negó que")."""
    if not negated:
        return _STANCE[frame]
    return "denied" if frame == "believe" else "uncommitted"
