"""The reporting verb of a clause and what it reports: a "que" clause, a quotation, an infinitive or a noun phrase."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from detector.claims import lexicon
from detector.claims.lexicon import Frame, word_set
from detector.claims.reporting import frame_stance, reporting_verbs
from detector.claims.sentence import Sentence
from detector.claims.words import VerbGroup
from detector.records import Stance

_DAYS = word_set("lunes martes miércoles jueves viernes sábado domingo monday tuesday wednesday thursday friday saturday sunday")
_REACH = 16
_TIME_WORDS = _DAYS | word_set("este esta ayer hoy anoche yesterday today late early last this también also ya already again")


@dataclass(frozen=True, slots=True)
class Complement:
    """What a reporting verb reports: words `low` to `high`; `subject` is the range of who reports it."""

    kind: Literal["clause", "infinitive", "noun", "existence"]
    low: int
    high: int
    stance: Stance
    subject: tuple[int, int] | None
    impersonal: bool
    future: bool = False
    voiced: bool = True  # false where a plan is told by the article, not by who has it


@dataclass(frozen=True, slots=True)
class _Report:
    group: VerbGroup
    frame: Frame
    lemma: str
    last: int
    negated: bool
    stance: Stance


def find_complement(sentence: Sentence, low: int, high: int) -> Complement | None:
    """Return what the main verb of a clause reports, None where it is no reporting verb or reports nothing."""
    groups = sentence.main_groups(low, high)
    for group in groups[:2]:
        report = _report(sentence, group, high)
        if report is None:
            continue
        subject = sentence.subject(low, high, group)
        if found := _complement(sentence, low, high, report, subject):
            return found
    return None


def _report(sentence: Sentence, group: VerbGroup, high: int) -> _Report | None:
    language = sentence.language
    verbs = reporting_verbs(language)
    begin = group.first - (group.first > 0 and sentence.words[group.first - 1].lower == "se")
    begin = group.first if language == "en" else begin
    if (length := sentence.phrase_at(begin, lexicon.REFUSALS[language], high)) or (
        length := sentence.phrase_at(group.first, lexicon.REFUSALS[language], high)
    ):
        start = begin if sentence.phrase_at(begin, lexicon.REFUSALS[language], high) else group.first
        return _refusal(sentence, group, start + length, high)
    word = sentence.words[group.last].lower
    if word not in verbs:
        return None
    lemma, frame = verbs[word]
    last, negated = group.last, group.negated
    if last + 1 < high and (lemma, sentence.words[last + 1].lower) in lexicon.PARTICLES:
        frame = lexicon.PARTICLES[lemma, sentence.words[last + 1].lower]
        last += 1
    stance = frame_stance(frame, negated)
    # "no confirma ni desmiente", "neither confirmed nor denied", "did not confirm or deny"
    if (
        negated
        and last + 2 < high
        and sentence.words[last + 1].lower in lexicon.NEITHER[language]
        and sentence.words[last + 2].lower in verbs
    ):
        return _Report(group, "uncommitted", lemma, last + 2, False, "uncommitted")
    return _Report(group, frame, lemma, last, negated, stance)


def _refusal(sentence: Sentence, group: VerbGroup, at: int, high: int) -> _Report | None:
    """Read "declined to comment on", "se negó a confirmar": nothing is said of what follows."""
    refused = sentence.phrase_at(at, lexicon.REFUSED[sentence.language], high)
    if not refused:
        return None
    last = at + refused - 1
    while (
        last + 2 < high
        and sentence.words[last + 1].lower in (*lexicon.NEITHER[sentence.language], "o")
        and sentence.words[last + 2].lower in reporting_verbs(sentence.language)
    ):
        last += 2
    while last + 1 < high and sentence.words[last + 1].lower in ("on", "sobre", "about"):
        last += 1
    return _Report(group, "uncommitted", "", last, False, "uncommitted")


def _complement(sentence: Sentence, low: int, high: int, report: _Report, subject: tuple[int, int] | None) -> Complement | None:
    words, language, after = sentence.words, sentence.language, report.last + 1
    passive = _passive(sentence, report)
    impersonal = passive or (
        language == "es" and report.group.first > low and words[report.group.first - 1].lower == "se" and report.lemma != "comprometer"
    )
    if passive:
        subject = None
    if impersonal and language == "es" and subject and subject[0] > report.last:
        subject = None
    if after >= high:
        return None
    found = _clause_at(sentence, after, high, report, subject, low)
    if found:
        begin, inverted = found
        who = None if impersonal else (inverted or subject)
        return Complement("clause", begin, high, report.stance, who, impersonal and inverted is None)
    if passive or report.frame == "ask":
        return None
    future = report.frame in ("predict", "plan", "exclude")
    if infinitive := _perfect_infinitive(sentence, after, high, subject):
        after = infinitive
    if _infinitive_at(sentence, after, high, report):
        return Complement("infinitive", after, high, report.stance, subject, impersonal, future, report.frame != "plan")
    return _noun(sentence, after, high, report, subject, impersonal, future)


def _passive(sentence: Sentence, report: _Report) -> bool:
    """Whether "it was reported that", "fue confirmado que": nobody is named before the verb."""
    first = sentence.words[report.group.first].lower
    be = {"es", "son", "fue", "fueron", "era", "ha sido", "será"} if sentence.language == "es" else {"is", "are", "was", "were"}
    between = {word.lower for word in sentence.words[report.group.first : report.group.last]}
    gerund = sentence.words[report.group.last].lower.endswith(("ing", "ndo"))
    return report.group.last > report.group.first and (first in be or bool(between & {"been", "being", "sido"})) and not gerund


def _clause_at(
    sentence: Sentence, after: int, high: int, report: _Report, subject: tuple[int, int] | None, low: int
) -> tuple[int, tuple[int, int] | None] | None:
    """Return where a reported clause begins, and the subject if it stands between verb and clause ("dijo el ministro que")."""
    words, language = sentence.words, sentence.language
    hidden = sentence.hidden(low, high)
    groups = sentence.groups_in(after, high)
    for index in range(after, min(high, after + _REACH)):
        word = words[index]
        if index in hidden:
            said = any(first == index and any(first < group.first < last for group in sentence.groups) for first, last in sentence.enclosed)
            direct = index == after or words[index - 1].text in (",", ":") or _between(sentence, after, index, subject) is not None
            return (index, _between(sentence, after, index, subject)) if said and direct else None
        if word.text == ":":
            return index + 1, _between(sentence, after, index, subject)
        if word.lower in lexicon.COMPLEMENTIZERS[language] and word.pos not in ("DET",):
            if _may_intervene(sentence, after, index, subject) or _report_noun_before(sentence, after, index, report):
                inverted = None if _report_noun_before(sentence, after, index, report) else _between(sentence, after, index, subject)
                return index + 1, inverted
            return None
        if language == "es" and word.lower in ("según",) and index + 2 < high and words[index + 2].lower in ("cuales", "cual"):
            return index + 3, None
        if groups and index >= groups[0].first:
            break
    if (
        language == "en"
        and report.frame in ("assert", "deny", "believe")
        and not _infinitive_at(sentence, after, high, report)
        and groups
        and groups[0].first > after
    ):
        return _bare_clause(sentence, after, groups[0], report, low)
    return None


def _bare_clause(sentence: Sentence, after: int, group: VerbGroup, report: _Report, low: int) -> tuple[int, tuple[int, int] | None] | None:
    """English leaves "that" out: "the minister said P"."""
    begin = after
    while begin < group.first and sentence.words[begin].lower in _TIME_WORDS | {"on"}:
        begin += 1
    between = sentence.words[begin : group.first]
    blocked = lexicon.SUBORDINATORS["en"] | {",", ";", "and", "but", "nor", "or", "to"}
    if not between or between[0].pos == "ADP" or between[0].lower == "such" or any(word.lower in blocked for word in between):
        return None
    return begin, None


def _may_intervene(sentence: Sentence, after: int, index: int, subject: tuple[int, int] | None) -> bool:
    """Whether the words between a verb and its clause are time, place, an addressee, or the subject after its verb."""
    if after == index:
        return True
    first = sentence.words[after]
    if sentence.words[after - 1].lower.startswith(("respond", "contest", "repl")) and first.lower in ("a", "al", "to"):
        return False
    following = sentence.words[after + 1] if after + 1 < index else first
    if first.lower in ("a", "to") and (
        following.nonfinite or following.pos in ("VERB", "AUX") or (following.lower.endswith(("ar", "er", "ir")) and first.lower == "a")
    ):
        return False
    if first.text == ",":
        return True
    if first.pos in ("ADP", "ADV") or first.lower in _TIME_WORDS or first.lower in ("a", "al", "en", "on", "in", "to"):
        return True
    if first.lower == "el" and after + 1 < index and sentence.words[after + 1].lower in _DAYS:
        return True
    if sentence.language == "en" and first.pos in ("PROPN", "PRON", "NOUN") and index - after <= 3:
        return True  # "told Reuters that", "told reporters that"
    return sentence.language == "es" and (subject is None or subject[0] >= after)


def _between(sentence: Sentence, after: int, index: int, subject: tuple[int, int] | None) -> tuple[int, int] | None:
    """Return the subject between verb and clause, where none stands before the verb."""
    if after == index or (subject is not None and subject[0] < after):
        return None
    first = sentence.words[after]
    timed = first.lower in _TIME_WORDS or (first.lower == "el" and sentence.words[after + 1].lower in _DAYS)
    return None if timed or first.pos in ("ADP", "ADV", "PUNCT") or sentence.language == "en" else (after, index)


def _report_noun_before(sentence: Sentence, after: int, index: int, report: _Report) -> bool:
    """Whether "rechazó las acusaciones de que", "denied reports that"."""
    if report.frame not in ("deny", "reject", "exclude", "uncommitted"):
        return False
    nouns = lexicon.REPORT_NOUNS[sentence.language]
    return any(word.lower in nouns for word in sentence.words[after:index]) and not sentence.groups_in(after, index)


def _perfect_infinitive(sentence: Sentence, after: int, high: int, subject: tuple[int, int] | None) -> int | None:
    """Return where "haber" or "having" stands behind time and place ("negó este jueves ante el juez haber cobrado")."""
    for index in range(after, min(high, after + _REACH // 2)):
        if sentence.words[index].lower in ("haber", "having"):
            return index if _may_intervene(sentence, after, index, subject) else None
    return None


def _infinitive_at(sentence: Sentence, after: int, high: int, report: _Report) -> bool:
    word = sentence.words[after].lower
    follows = sentence.words[after + 1].lower if after + 1 < high else ""
    if sentence.language == "es":
        verb = follows if word == "no" else word
        return len(verb) > 3 and verb.endswith(("ar", "er", "ir")) and sentence.words[after].pos not in ("NOUN", "PROPN", "DET")
    if word == "to":
        return report.frame in ("predict", "plan") or follows in ("have", "be")
    return report.frame in ("deny", "exclude", "reject") and word.endswith("ing") and len(word) > 4 and sentence.words[after].pos != "NOUN"


def _noun(
    sentence: Sentence, after: int, high: int, report: _Report, subject: tuple[int, int] | None, impersonal: bool, future: bool
) -> Complement | None:
    """Read a noun phrase as what is denied, or as what is said to exist."""
    words, language = sentence.words, sentence.language
    start = after + (words[after].pos == "DET" or words[after].lower in lexicon.DETERMINERS[language])
    if start + 2 < high and words[start].lower in lexicon.EXISTENCE[language] and words[start + 1].lower in ("de", "of"):
        return Complement("existence", start + 2, high, report.stance, subject, impersonal)
    if report.frame not in ("deny", "reject", "exclude", "uncommitted") or report.negated:
        return None
    nouns = lexicon.REPORT_NOUNS[language]
    if start < high and words[start].lower in nouns:
        if start + 2 < high and words[start + 1].lower in ("de", "sobre", "of", "about"):
            return Complement("noun", start + 2, high, report.stance, subject, impersonal, future)
        return None
    if report.frame == "reject" or words[after].pos in ("ADP", "PUNCT", "ADV", "SCONJ"):
        return None
    return Complement("noun", after, high, report.stance, subject, impersonal, future)
