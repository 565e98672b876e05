"""Who holds what the sentence before told: "P. Así lo anunció X.", "P. Eso asegura X.", "P. Lo confirmó X."."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detector.claims.attribution.denials import Said
from detector.claims.grammar import frame_words
from detector.claims.grammar.reporting import reporting_verbs
from detector.claims.grammar.sentence import Sentence
from detector.claims.reference.naming import named
from detector.claims.reference.speakers import speaker
from detector.records import HELD

_OPENINGS = {"es": ("así", "así lo", "así al menos lo", "eso", "lo")}
_MADE_KNOWN = ("dio a conocer", "dieron a conocer", "hizo saber", "hicieron saber", "dejó claro", "dejaron claro")
_LONGEST = 24  # words of a sentence that does no more than name a source


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A sentence that says who holds what was told before it; its words end before `high`."""

    high: int
    speakers: tuple[str, ...]


def confirmation(sentence: Sentence, previous: str | None) -> Confirmation | None:
    """Return who is said to hold what stands before the sentence; None where the sentence says anything else."""
    low, high = sentence.trim(0, len(sentence.words))
    length = sentence.phrase_at(low, _OPENINGS.get(sentence.language, ()), high)
    groups = sentence.groups
    if not length or high - low > _LONGEST or not groups or groups[0].first != low + length or groups[0].negated:
        return None
    verb = groups[0]
    made_known = sentence.phrase_at(verb.first, _MADE_KNOWN, high)
    report = ("", "assert") if made_known else reporting_verbs(sentence.language).get(sentence.words[verb.last].lower)
    standing = sentence.words[verb.last].lower in frame_words.STANDING["es"]  # "así consta en el acta"
    bare = sentence.words[low + length - 1].lower == "así"
    if bare != standing or (not standing and (report is None or report[1] not in ("assert", "believe"))):
        return None
    if any(word.text in ':;«“"' for word in sentence.words[low:high]):
        return None
    groups = [group for group in groups if group is verb or group.first >= verb.first + made_known]
    if len(groups) > 1 and (sentence.introducer(groups[1], low) is None or sentence.words[verb.last + 1].lower == "que"):
        return None  # it goes on with a statement of its own
    own = sentence.subject(low, high, verb)  # behind time and place, too ("Así lo anunció ayer en rueda de prensa Ana Ruiz")
    begin = (
        own[0]
        if own and own[0] > verb.last
        else verb.last + 1 + (standing and verb.last + 1 < len(sentence.words) and sentence.words[verb.last + 1].lower == "en")
    )
    begin = verb.first + made_known if made_known else begin
    found = speaker(sentence, begin, high, after_verb=True) if begin < high else None
    return Confirmation(high, named(sentence, found[0], previous)) if found else None


def confirmed(contents: Sequence[Said], by: Confirmation) -> list[Said]:
    """Return the contents of the sentence before that nobody was named for, as said by who confirms them."""
    return [said._replace(speakers=by.speakers) for said in contents if said.stance in HELD and not said.speakers]
