"""The reporting verb of a clause and what it reports: a "que" clause, a quotation, an infinitive or a noun phrase."""

from __future__ import annotations

from detector.claims.frames.characterizations import Characterization, find_characterization
from detector.claims.frames.commitments import commitment
from detector.claims.frames.complement_clauses import CONFESSING, clause_at, infinitive_at
from detector.claims.frames.led_reports import LIE, find_mind, led_report
from detector.claims.frames.noun_complements import (
    REACH,
    accused_by_nobody,
    calls_for,
    contradicts,
    quoted_saying,
    silence_about,
    told_or_denied,
    words_at,
)
from detector.claims.frames.open_questions import find_open
from detector.claims.frames.reports import Complement, Report, find_report
from detector.claims.frames.said_nouns import said_noun
from detector.claims.grammar import frame_words, lexicon, nouns
from detector.claims.grammar.adverbials import is_infinitive, skip_adverbials
from detector.claims.grammar.reporting import frame_stance
from detector.claims.grammar.sentence import Sentence
from detector.claims.grammar.words import VerbGroup
from detector.records import Stance

_LINKS = {"con", "a", "en", "de"}  # "amenaza con bloquear", "se comprometió a bajar"

_IS_FALSE = ("es falso", "es mentira", "no es cierto", "no es verdad", "es rotundamente falso", "es completamente falso", "es un bulo")
_POSSIBLE = {"posible", "probable", "plausible", "factible"}


def find_complement(sentence: Sentence, low: int, high: int) -> Complement | None:
    """Return what the main verb of a clause reports, None where it is no reporting verb or reports nothing."""
    opened = low + (low + 1 < high and sentence.words[low].lower == "que")  # "Que es falso que P"
    if false := _que_false(sentence, low, high):
        return Complement("clause", low + 1, false, "denied", None, True)
    opened = low + 2 if low + 2 < high and sentence.words[low + 1].text == ":" else opened  # "Compañeros: es mentira que P"
    for frame, phrases in frame_words.JUDGEMENTS[sentence.language].items():
        if length := sentence.phrase_at(opened, phrases, high):
            return Complement("clause", opened + length, high, frame_stance(frame, False), None, True)
    groups = sentence.main_groups(low, high)
    if found := find_open(sentence, low, high, groups):
        return Complement("clause", *found[:2], found[2], None, True)
    if taken := commitment(sentence, low, high, groups):
        return taken
    if said := said_noun(sentence, low, high, groups):
        return said
    for group in groups[:2]:
        report = find_mind(sentence, group, high) or (led_report(sentence, group, high) if _insists(sentence, group, high) else None)
        report = report or find_report(sentence, group, low, high) or led_report(sentence, group, high)
        subject = sentence.subject(low, high, group)
        if subject is None or sentence.words[subject[0]].lower == "desde":
            subject = _place_of(sentence, low, group) or subject
        crossed = subject and subject[0] <= groups[0].first < subject[1]
        if group is not groups[0] and sentence.language == "es" and (subject is None or crossed):
            subject = sentence.subject(low, high, groups[0])  # "La familia no lo cree: sostiene que"
        view = find_characterization(sentence, low, high, group) if group is groups[0] else None
        view = None if calls_for(sentence, group, high) else view
        nobody = view is not None and accused_by_nobody(sentence, low, group)
        if report is None:
            if view:
                return _remark(low, high, view, None if nobody else subject, nobody)
            continue
        if subject and _is_event(sentence, *subject):
            continue
        if complement := _complement(sentence, low, high, report, subject):
            return complement
        if (led := led_report(sentence, group, high)) and (complement := _complement(sentence, low, high, led, subject)):
            return complement  # "apunta a negar que"
        if view and report.frame in ("assert", "believe"):
            return _remark(low, high, view, None if nobody else subject, nobody)
    return None


def _que_false(sentence: Sentence, low: int, high: int) -> int | None:
    """Return where a clause ends that is then called false: "Que el campamento sea el foco | es falso"."""
    if sentence.language != "es" or sentence.words[low].lower != "que":
        return None
    for at in range(low + 3, high - 1):
        length = sentence.phrase_at(at, _IS_FALSE, high)
        if length and (at + length == high or sentence.words[at + length].text in ",;:."):
            return at
    return None


def _insists(sentence: Sentence, group: VerbGroup, high: int) -> bool:
    """Whether it is "insistió en negar que", "pretende subrayar que": what is insisted on or meant is what the infinitive says."""
    verb = sentence.words[group.last].lower
    at = group.last + 1 + (group.last + 1 < high and verb.startswith("insist") and sentence.words[group.last + 1].lower == "en")
    if sentence.language != "es" or at + 1 >= high or not is_infinitive(sentence, at):
        return False
    return verb.startswith("insist") or (verb.startswith("pretend") and sentence.words[at + 1].lower == "que")


def _place_of(sentence: Sentence, low: int, group: VerbGroup) -> tuple[int, int] | None:
    """Return the body that speaks as a place or as whom something is known to: "Desde el gremio dicen", "A la fiscal le consta"."""
    words, end = sentence.words, group.first
    if sentence.language != "es" or end - low < 2:
        return None
    known = words[end - 1].lower in ("le", "les") and words[group.last].lower.startswith("const") and words[low].lower in ("a", "al")
    while end > low and words[end - 1].lower in lexicon.CLITICS | lexicon.NEGATIONS["es"]:
        end -= 1
    bodies = any(word.lower in nouns.BODY_NOUNS for word in words[low:end])
    spoken = words[group.last].lower.endswith("n") and (words[low].lower == "desde" or (words[low].lower == "en" and bodies))
    begin = low + (words[low].lower != "al")
    return (begin, end) if (known or spoken) and begin < end and not any(word.text == "," for word in words[low:end]) else None


def _remark(low: int, high: int, view: Characterization, subject: tuple[int, int] | None, nobody: bool) -> Complement:
    """Return what somebody holds of somebody: the deed they are accused of, else the whole clause."""
    if view.clause is not None:
        return Complement("clause", view.clause, high, view.stance, subject, False)
    if view.noun is not None:
        return Complement("noun", view.noun, high, view.stance, subject, False)
    if view.deed is not None:
        return Complement("infinitive", view.deed, high, view.stance, subject, False, doer=view.object)
    return Complement("remark", low, high, view.stance, view.agent or subject, nobody, called=None if view.agent else view.called)


def _is_event(sentence: Sentence, low: int, high: int) -> bool:
    """Whether the subject is a doing or happening: "la negación revela que" is said by nobody but the article."""
    head = low + (sentence.words[low].pos == "DET" or sentence.words[low].lower in lexicon.DETERMINERS[sentence.language])
    return any(word.lower in nouns.EVENT_NOUNS for word in sentence.words[head : min(head + 1, high)])


# Nobody in particular does these: "conviene recordar que P", "consta a este Servicio que P".
_NOBODYS = lexicon.word_set("consta constan constaba conviene convendría cabe cabría procede basta bastaría")


def _complement(sentence: Sentence, low: int, high: int, report: Report, subject: tuple[int, int] | None) -> Complement | None:
    words, language, after = sentence.words, sentence.language, report.last + 1
    passive = _passive(sentence, report)
    reflexive = report.lemma in lexicon.REFLEXIVE or words[report.group.first].lower.startswith("limit")
    impersonal = passive or (
        language == "es" and report.group.first > low and words[report.group.first - 1].lower == "se" and not reflexive
    )
    impersonal |= words[report.group.first].lower in _NOBODYS and words[report.group.first - 1].lower not in ("le", "les")
    if report.lemma == LIE:
        subject, impersonal = None, True  # not who lied denies it, but who says so
    if passive:
        subject = None
    if impersonal and language == "es" and subject and subject[0] > report.last:
        subject = None
    if subject and words[subject[0]].lower in lexicon.NOBODY and (subject[1] - subject[0] == 1 or words[subject[0] + 1].pos == "ADP"):
        subject, impersonal = None, True
    if after >= high:
        return silence_about(report, after, high, subject)
    pointing = (
        report.frame in ("deny", "reject")
        and words[after].lower in ("that", "this", "it", "them")
        and after + 1 < high
        and words[after + 1].lower == "as"
    )
    if pointing or (words[after].lower == "quien" and words[report.group.first - 1].lower in lexicon.CLITICS):
        return None  # "dismiss that as convenient: P", "lo descartó quien manda"
    if language == "es" and report.frame in ("deny", "reject") and subject and (colon := contradicts(sentence, after, high)):
        return Complement("clause", colon + 1, high, "asserted", subject, False)
    if quoted := quoted_saying(sentence, low, after, high, report):
        return quoted
    if not passive and report.frame != "ask" and (infinitive := _infinitive_after(sentence, after, high, report)):
        future = report.frame in ("predict", "plan", "exclude", "uncommitted")
        if subject is None and language == "es" and after < infinitive and words[after].pos == "DET" and not impersonal:
            subject = (after, infinitive)  # "negó el banquero haber ordenado"
        end = _before_apposition(sentence, infinitive, high, language == "es" and report.stance == "denied")
        return Complement("infinitive", infinitive, end, report.stance, subject, impersonal, future, report.frame != "plan")
    found = clause_at(sentence, after, high, report, subject, low)
    if found:
        begin, inverted = found
        agent = _agent(sentence, after, begin) if passive else None
        who = agent if impersonal else (inverted or subject)
        stance = _stance(sentence, report, begin, impersonal and who is None)
        return Complement("clause", begin, high, stance, who, impersonal and inverted is None and agent is None)
    if passive or report.frame == "ask":
        return None
    future = report.frame in ("predict", "plan", "exclude")
    return silence_about(report, low, high, subject) or told_or_denied(sentence, after, high, report, subject, impersonal, future)


def _stance(sentence: Sentence, report: Report, begin: int, impersonal: bool) -> Stance:
    """Return the stance to a clause: "dirá si P" leaves it open, "se cree que P" is a rumour."""
    if report.frame != "ask" and sentence.words[begin - 1].lower in ("si", "whether", "if"):
        return "uncommitted"
    judged = sentence.words[begin - 2].lower if sentence.words[begin - 1].lower == "que" else ""
    if judged in _POSSIBLE and report.stance == "asserted" and sentence.words[begin - 3].lower not in ("poco", "no"):
        return "conditional"  # "ve posible que P"
    if impersonal and report.frame == "believe" and report.stance == "asserted":
        return "conditional"
    return report.stance


def _agent(sentence: Sentence, after: int, begin: int) -> tuple[int, int] | None:
    """Return who "por X" or "by X" names between a passive verb and its clause."""
    by = next((index for index in range(after, begin) if sentence.words[index].lower in ("por", "by")), None)
    if by is None or by + 1 >= begin - 1:
        return None
    named = range(by + 2, begin - 1)
    timed = (at for at in named if sentence.language == "en" and words_at(sentence, at, begin) in ("in", "on", "at"))
    return by + 1, next((at for at in timed if skip_adverbials(sentence, at, begin - 1) == begin - 1), begin - 1)


def _passive(sentence: Sentence, report: Report) -> bool:
    """Whether "it was reported that", "fue confirmado que": nobody is named before the verb."""
    first = sentence.words[report.group.first].lower
    be = {"es", "son", "fue", "fueron", "era", "ha sido", "será"} if sentence.language == "es" else {"is", "are", "was", "were"}
    between = {word.lower for word in sentence.words[report.group.first : report.group.last]}
    gerund = sentence.words[report.group.last].lower.endswith(("ing", "ndo"))
    if sentence.words[report.group.last - 1].lower == "to":
        return False  # "was forced to admit"
    return report.group.last > report.group.first and (first in be or bool(between & {"be", "been", "being", "sido"})) and not gerund


def _infinitive_after(sentence: Sentence, after: int, high: int, report: Report) -> int | None:
    """Return where an infinitive stands, maybe behind time and place ("negó este jueves ante el juez haber cobrado")."""
    linked = after + (words_at(sentence, after, high) in _LINKS and report.frame == "predict")
    linked += report.lemma in CONFESSING and words_at(sentence, after, high) == "to"  # "admitted to having lied"
    for index in (linked, after, skip_adverbials(sentence, after, min(high, after + REACH)), _behind_set_off(sentence, after, high)):
        if index < high and infinitive_at(sentence, index, high, report):
            return index
    return None


def _behind_set_off(sentence: Sentence, after: int, high: int) -> int:
    """Return what follows words between two commas: "niega, por tanto, | haber prometido", `high` where there are none."""
    if sentence.words[after].text != ",":
        return high
    return next((at + 1 for at in range(after + 1, min(high - 1, after + REACH)) if sentence.words[at].text == ","), high)


def _before_apposition(sentence: Sentence, low: int, high: int, denied: bool) -> int:
    """Return where a comment on what is reported begins (", un rumor que ...", ", a claim that ..."), else `high`."""
    for index in range(low + 1, high - 2):
        if denied and sentence.words[index].text == ":" and sentence.groups_in(index, high):
            return index  # "negaron ser una banda: se definen como cooperativa"
        article, noun = sentence.words[index + 1].lower, sentence.words[index + 2].lower
        indefinite = article in lexicon.INDEFINITE[sentence.language]
        if sentence.words[index].text == "," and indefinite and noun in lexicon.REPORT_NOUNS[sentence.language]:
            return index
    return high
