"""Where the clause begins that a reporting verb reports, and whose words stand before it: after "que" or "that", or with neither."""

from __future__ import annotations

from detector.claims.frames.noun_complements import (
    REACH,
    addressee_end,
    behind_noun,
    only_adverbials,
)
from detector.claims.frames.open_questions import called_false
from detector.claims.frames.reports import Report
from detector.claims.grammar import lexicon, nouns
from detector.claims.grammar.adverbials import DAYS, TIME_WORDS, is_infinitive, skip_adverbials
from detector.claims.grammar.mood import indicative
from detector.claims.grammar.reporting import reporting_verbs
from detector.claims.grammar.sentence import Sentence
from detector.claims.grammar.words import VerbGroup
from detector.claims.reference.content import enclitic

_ABOUT = {"at", "about", "around", "over", "up", "under", "between"}
_CAUSES = {"ya", "puesto", "dado", "visto", "siempre"}  # before "que"
_WRITTEN = lexicon.word_set("memo letter email e-mail note message statement interview post tweet briefing call filing")
CONFESSING = {"admit", "confess", "acknowledge"}
"""Verbs with a gerund of what was done: "admitted lying about the payments"."""


def clause_at(
    sentence: Sentence, after: int, high: int, report: Report, subject: tuple[int, int] | None, low: int
) -> tuple[int, tuple[int, int] | None] | None:
    """Return where a reported clause begins, and the subject if it stands between verb and clause ("dijo el ministro que")."""
    words, language = sentence.words, sentence.language
    hidden = sentence.hidden(low, high)
    groups = sentence.groups_in(after, high)
    if called_false(sentence, after, high):
        return after, None  # "said a report that P was wrong"
    for index in range(after, min(high, after + REACH)):
        word = words[index]
        if index in hidden and report.frame in ("deny", "reject") and index > after:
            continue  # "dismissed as “nonsense” claims that P"
        if index in hidden:
            said = any(first == index and any(first < group.first < last for group in sentence.groups) for first, last in sentence.enclosed)
            direct = words[index - 1].text in (",", ":") or _between(sentence, after, index, subject) is not None
            direct = direct or skip_adverbials(sentence, after, index) == index
            if language == "en" and not said and sentence.groups_in(index, high):
                continue  # "said the phrase “green city” meant little"
            if said and not direct and language == "en" and quoted_predicate(sentence, after, high):
                break
            return (index, _between(sentence, after, index, subject)) if said and direct else None
        if word.text == ":":
            pointed = words[report.group.first - 1].lower == "lo" and report.group.first > low
            if report.negated or pointed or report.frame in ("deny", "reject", "exclude"):
                return None  # "disputed the figures: P" goes on with the speaker's own P
            return index + 1, _between(sentence, after, index, subject)
        if word.lower in lexicon.COMPLEMENTIZERS[language] and word.pos not in ("DET",):
            if _is_relative(sentence, after, index, high) or (language == "en" and words[after].lower in ("of", "about")):
                return None  # "“That is a lie,” he said of claims that P"
            if language == "es" and index + 2 < high and words[index + 1].lower in ("sí", "no") and words[index + 2].lower in ("a", "al"):
                return None  # "dijo que sí al hospital"
            if report.lemma == "decir" and not report.negated and language == "es" and _ordered(sentence, index + 1, high):
                return None  # "les dijo que se bañaran con cubeta": so they are told to do
            if report.lemma == "defender" and skip_adverbials(sentence, after, index) < index:
                return None  # "defendió la ley que impulsa"
            if _may_intervene(sentence, after, index, subject) or report_noun_before(sentence, after, index, report):
                inverted = None if report_noun_before(sentence, after, index, report) else _between(sentence, after, index, subject)
                return index + 1, inverted
            return None
        if language == "es" and word.lower in ("según",) and index + 2 < high and words[index + 2].lower in ("cuales", "cual"):
            return index + 3, None
        if groups and index >= groups[0].first:
            break
    if language == "en" and report.frame in ("deny", "reject") and (begin := behind_noun(sentence, after, high)):
        return begin, None
    if (
        language == "en"
        and report.frame in ("assert", "deny", "believe", "suspect", "predict")
        and not infinitive_at(sentence, after, high, report)
        and (first := groups[0] if groups else quoted_predicate(sentence, after, high))
        and first.first > after
    ):
        return bare_clause(sentence, after, first, report, low)
    return None


def quoted_predicate(sentence: Sentence, after: int, high: int) -> VerbGroup | None:
    """Return the verb with which a quotation goes on from its subject: "said growers “cannot wait”"."""
    opened = {first + 1 for first, _ in sentence.enclosed if after < first < high and sentence.words[first].text in '«“"'}
    return next((group for group in sentence.groups if group.first in opened), None)


def _ordered(sentence: Sentence, low: int, high: int) -> bool:
    """Whether the verb of a clause that is said is a past subjunctive without "si": what somebody is told to do."""
    groups = sentence.main_groups(low, high) or sentence.groups_in(low, high)
    verb = groups[0] if groups else None
    if verb is None or verb.first > low + 5 or verb.first != verb.last:
        return False
    form = sentence.words[verb.first].lower
    return form.endswith(("ara", "aran", "iera", "ieran", "ase", "asen", "iese", "iesen")) and indicative(form) is not None


def _is_relative(sentence: Sentence, after: int, index: int, high: int) -> bool:
    """Whether the "que" or "that" at `index` hangs on the noun before it ("speculation that has fueled", "el rumor que corría")."""
    if index == after:
        return False
    before = sentence.words[index - 1].lower
    if before in _CAUSES and sentence.words[index - 2].text == ",":
        return True  # "no se dijo nada, ya que P": a cause, which nobody reports
    if sentence.language == "es":
        circumstance = sentence.words[after].pos == "ADP" or sentence.words[after].lower in lexicon.PREPOSITIONS["es"]
        return before in lexicon.REPORT_NOUNS["es"] | nouns.TEXT_NOUNS and not circumstance  # "dijo en una nota que" reports
    verb_follows = index + 1 < high and sentence.words[index + 1].finite
    return verb_follows and before not in TIME_WORDS and sentence.words[index - 1].text != ","


def bare_clause(sentence: Sentence, after: int, group: VerbGroup, report: Report, low: int) -> tuple[int, tuple[int, int] | None] | None:
    """English leaves "that" out: "the minister said P"."""
    begin = addressee_end(sentence, after, group.first)
    while begin < group.first - 1 and sentence.words[begin].lower in TIME_WORDS | {"on"}:
        begin += 1
    between = sentence.words[begin : group.first]
    blocked = lexicon.SUBORDINATORS["en"] | {",", ";", "and", "but", "nor", "or", "to", "before", "after", "until"}
    counted = any(word.pos == "NUM" for word in between[1:4]) and between[0].lower in _ABOUT  # "said at least 40 people"
    pointing = bool(between) and between[0].lower == "that" and between[0].pos == "DET"  # "conceded that figure was an error"
    barred = any(word.lower in blocked for word in between[pointing or 2 * counted :])
    if not between or (between[0].pos == "ADP" and not counted) or between[0].lower == "such" or barred:
        return None
    return begin, None


def _may_intervene(sentence: Sentence, after: int, index: int, subject: tuple[int, int] | None) -> bool:
    """Whether the words between a verb and its clause are time, place, an addressee, or the subject after its verb."""
    if after == index:
        return True
    first = sentence.words[after]
    if first.lower in ("el", "la", "este", "esta") and only_adverbials(sentence, after, index):
        return True  # "negó el año pasado en esta casa que"
    coordinated = index - after == 2 and first.lower in lexicon.COORDINATORS[sentence.language]
    if coordinated and sentence.words[after + 1].lower in reporting_verbs(sentence.language):
        return True  # "jura y perjura que"
    if index - after == 1 and (first.nonfinite or first.pos == "ADJ"):
        return True  # "halló probado que", "made clear that"
    if sentence.words[after - 1].lower.startswith(("respond", "contest", "repl")) and first.lower in ("a", "al", "to"):
        return False
    following = sentence.words[after + 1] if after + 1 < index else first
    if first.lower in ("a", "to") and (
        following.nonfinite or following.pos in ("VERB", "AUX") or (following.lower.endswith(("ar", "er", "ir")) and first.lower == "a")
    ):
        return False
    if first.text == ",":
        return True
    if first.pos in ("ADP", "ADV") or first.lower in TIME_WORDS or first.lower in ("vía", "a", "al", "en", "on", "in", "to"):
        return True
    if first.lower == "el" and after + 1 < index and sentence.words[after + 1].lower in DAYS:
        return True
    if sentence.language == "en" and first.pos in ("PROPN", "PRON", "NOUN") and index - after <= 3:
        return True  # "told Reuters that", "told reporters that"
    written = {word.lower for word in sentence.words[after:index]} & _WRITTEN and sentence.words[index].lower == "that"
    told = index + 1 < len(sentence.words) and sentence.words[index + 1].pos in ("PRON", "DET")
    if sentence.language == "en" and written and first.pos in ("PROPN", "NOUN") and told:
        return True  # "told employees in a memo that he", which no memo takes for its own
    told = sentence.words[after - 1].lower.startswith(("told", "tell", "inform", "warn", "remind", "assur"))
    if sentence.language == "en" and told and first.pos == "DET" and index - after <= 5:
        return True  # "told the Ledger that", "informed the court that"
    return sentence.language == "es" and (subject is None or subject[0] >= after)


def _between(sentence: Sentence, after: int, index: int, subject: tuple[int, int] | None) -> tuple[int, int] | None:
    """Return the subject between verb and clause, where none stands before the verb."""
    if after == index or (subject is not None and subject[0] < after):
        return None
    first = sentence.words[after]
    timed = first.lower in TIME_WORDS or (first.lower == "el" and sentence.words[after + 1].lower in DAYS)
    return None if timed or first.pos in ("ADP", "ADV", "PUNCT") or sentence.language == "en" else (after, index)


def report_noun_before(sentence: Sentence, after: int, index: int, report: Report) -> bool:
    """Whether "rechazó las acusaciones de que", "denied reports that"."""
    if report.frame not in ("deny", "reject", "exclude", "uncommitted"):
        return False
    nouns = lexicon.REPORT_NOUNS[sentence.language]
    between = sentence.words[after:index]
    if any(word.text == "," for word in between) or (sentence.language == "es" and between and between[-1].lower != "de"):
        return False
    return any(word.lower in nouns for word in between) and not sentence.groups_in(after, index)


def infinitive_at(sentence: Sentence, after: int, high: int, report: Report) -> bool:
    """Whether a reporting verb reports the infinitive or gerund at `after`: "negó haber cobrado", "admitted lying"."""
    word = sentence.words[after].lower
    follows = sentence.words[after + 1].lower if after + 1 < high else ""
    if sentence.language == "es":
        begin = after + 1 if word == "no" and after + 1 < high else after
        return is_infinitive(sentence, begin) or enclitic(sentence.words[begin].lower) is not None
    if word == "not" and follows == "to":
        return report.frame in ("predict", "plan")
    if word == "to":
        return report.frame in ("predict", "plan") or follows in ("have", "be")
    confessed = report.lemma in CONFESSING or (report.stance == "uncommitted" and sentence.words[after - 1].lower == "out")
    return (report.frame in ("deny", "exclude", "reject") or confessed) and is_infinitive(sentence, after)
