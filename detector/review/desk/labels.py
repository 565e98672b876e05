"""What the vocabulary's words are called on the pages.

Every function takes a word of `vocabulary` or `records` and returns its English name, a message to pass to `_()`; a word it does not
know (one of a newer version's) comes back as it is.
"""

from __future__ import annotations


def N_(message: str) -> str:
    """Mark a message to be translated where it is shown (gettext's custom name for it)."""
    return message


_VERDICTS = {
    "contradiction": N_("Contradiction"),
    "supersession": N_("Update"),
    "same_voice": N_("Same voice"),
    "unrelated": N_("Unrelated"),
    "support": N_("Corroboration"),
    "unsure": N_("In doubt"),
}
_REASONS = {
    "other_actor": N_("Different actor"),
    "other_time": N_("Different time"),
    "other_place": N_("Different place"),
    "other_quantity": N_("Counts something else"),
    "other_fact": N_("Different fact"),
    "opinion": N_("Opinion, not fact"),
    "bad_quote": N_("Quote badly cut"),
    "bad_speaker": N_("Wrongly attributed"),
    "no_conflict": N_("Both can be true"),
}
_KINDS = {
    "denial": N_("Denial"),
    "negation": N_("Assertion and negation"),
    "number": N_("Different figures"),
    "date": N_("Different dates"),
    "place": N_("Different places"),
    "actor": N_("Different actors"),
    "attribution": N_("Disputed words"),
    "antonym": N_("Opposite terms"),
    "supersession": N_("Update"),
    "agreement": N_("Agreement"),
    "other": N_("Incompatible accounts"),
}
_LABELS = {"contradicts": N_("Contradiction"), "supports": N_("Corroboration"), "uncertain": N_("Undecided")}
_STANCES = {
    "asserted": N_("assertion"),
    "denied": N_("denies it"),
    "conditional": N_("as a possibility or rumour"),
    "predicted": N_("announced or expected"),
    "asked": N_("question"),
    "uncommitted": N_("neither confirmed nor denied"),
    "disavowed": N_("denies having said it"),
}
_STATES = {"new": N_("New"), "carried": N_("Seen before"), "changed": N_("Changed"), "gone": N_("No longer found")}
_STATUSES = {
    "open": N_("To review"),
    "reviewed": N_("Reviewed"),
    "agreed": N_("Agreed"),
    "disputed": N_("Disputed"),
    "settled": N_("Settled"),
}
_ROLES = {"reader": N_("Reader"), "reviewer": N_("Reviewer"), "admin": N_("Administrator")}
_LANGUAGES = {"es": N_("Spanish"), "en": N_("English"), "en-es": N_("English and Spanish"), "und": N_("Unknown language")}
_CERTAINTIES = ((0.95, N_("almost certain")), (0.85, N_("very likely")), (0.7, N_("likely")), (0.0, N_("possible")))


def verdict(value: str) -> str:
    """Return the name of a `vocabulary.Verdict`."""
    return _VERDICTS.get(value, value)


def reason(value: str) -> str:
    """Return the name of a `vocabulary.Reason`."""
    return _REASONS.get(value, value)


def kind(value: str) -> str:
    """Return the name of a `records.Kind`."""
    return _KINDS.get(value, value)


def label(value: str) -> str:
    """Return the name of a `records.Label`."""
    return _LABELS.get(value, value)


def stance(value: str) -> str:
    """Return the name of a `records.Stance`, to stand after the speaker."""
    return _STANCES.get(value, value)


def state(value: str) -> str:
    """Return the name of a `vocabulary.State`."""
    return _STATES.get(value, value)


def status(value: str) -> str:
    """Return the name of a `vocabulary.Status`."""
    return _STATUSES.get(value, value)


def role(value: str) -> str:
    """Return the name of a `vocabulary.Role`."""
    return _ROLES.get(value, value)


def language(value: str) -> str:
    """Return the name of a language, or of the two languages of an item ("en-es")."""
    return _LANGUAGES.get(value, value)


def certainty(probability: float) -> str:
    """Return the words for a probability in 0..1, the same as in the report."""
    return next(words for bound, words in _CERTAINTIES if probability >= bound)
