"""Who says what, and how firmly: frames are taken off a sentence until statements are left.

The order is fixed: sources around the sentence ("según X", "dijo X"), then clauses, then the reporting verb of each clause,
whose complement is read in the same way with one more speaker in the chain.
"""

from __future__ import annotations

from dataclasses import replace

from detector.claims.attribution.answers import Asked, asked
from detector.claims.attribution.denials import points_back
from detector.claims.attribution.following import next_said, spoken_of
from detector.claims.attribution.statements import (
    Frame,
    Statement,
    combine,
    disagrees,
    goes_on_reporting,
    himself,
    is_person,
    last_subject,
    leaves,
    of_me,
    own_infinitive,
    reports_after_colon,
    told_further,
    told_subject,
    unwrap,
    widen,
)
from detector.claims.clauses.clauses import prepositioned, split_clauses
from detector.claims.frames.complements import find_complement
from detector.claims.frames.fronted_sources import fronted_source, reported_after, second_source
from detector.claims.frames.leading_sources import leading_source
from detector.claims.frames.marked_sources import concerned, dashed_source, headline_source, inserted, label, quoted_after
from detector.claims.frames.openings import after_opening
from detector.claims.frames.reports import Complement
from detector.claims.frames.sources import Source, trailing_source
from detector.claims.grammar import lexicon
from detector.claims.grammar.mending import mended
from detector.claims.grammar.reporting import reporting_verbs
from detector.claims.grammar.sentence import Sentence
from detector.claims.reference.content import affirmative, clean, finite_infinitive
from detector.claims.reference.discourse import antecedent, can_speak, goes_on, topic, whom
from detector.claims.reference.existences import existence, exists, named_so
from detector.claims.reference.naming import cited, hearsay, named, says_nothing, subject_before, without_article
from detector.claims.reference.speakers import speaker
from detector.claims.reference.spoken_of import role
from detector.claims.reference.subject import Subject
from detector.records import Stance

_NO = {"ningún", "no", "neither", "ni"}
_MAX_CHAIN = 4
_NO_NAMES = {"yo", "nosotros", "nosotras", "i", "we"}


def read(sentence: Sentence, previous: str | None = None) -> list[Statement]:
    """Return the statements of a sentence. `previous` is who spoke last, for "añadió que" and "he said"."""
    low, high = sentence.trim(0, len(sentence.words))
    question = asked(mended(sentence), low, high) if sentence.language == "es" else None
    if question is None or question.stance is None:  # an answer of one word holds what was asked
        low, high = sentence.trim(after_opening(sentence, low, high), high)
    if low >= high:
        return []
    if "?" in sentence.article_text[max(sentence.start, sentence.end - 2) : sentence.end]:
        return _asked(sentence, low, high, previous) or [Statement(low, high, clean(sentence.text(low, high)).strip("¿? "), (), "asked")]
    if previous and goes_on(sentence, previous):
        return _range(sentence, low, high, Frame((previous,), "asserted", Subject(previous, False, speaking=True), True, previous=previous))
    return _range(mended(sentence), low, high, Frame(previous=previous))


def _asked(sentence: Sentence, low: int, high: int, previous: str | None) -> list[Statement]:
    """Read a question that ends a quotation with its frame before it ("The coach said, “Who pays?”"); none where nobody is named."""
    if not any(low < first and last == high for first, last in sentence.enclosed):
        return []
    said = _range(mended(sentence), low, high, Frame(previous=previous))
    if not said or not said[-1].speakers or said[-1].content.count("“") or said[-1].content.count('"'):
        return []
    return [*said[:-1], replace(said[-1], stance="asked", content=said[-1].content.strip("¿? "))]


def _range(sentence: Sentence, low: int, high: int, frame: Frame) -> list[Statement]:
    low, high = unwrap(sentence, *sentence.trim(low, high))
    low, high = sentence.trim(sentence.skip_connectives(low, high) if not frame.reported else low, high)
    if low >= high:
        return []
    if not frame.speakers and (question := asked(sentence, low, high)):
        return _answered(sentence, low, high, question, frame)
    hidden = sentence.hidden(low, high)
    for index in range(low + 1, high):
        if sentence.words[index].text == ";" and index not in hidden and sentence.groups_in(low, index) and sentence.groups_in(index, high):
            one = _range(sentence, low, index, frame)
            gapped = _gapped(sentence, *sentence.trim(index + 1, high), frame, last_subject(one))
            return one + (gapped or _range(sentence, index + 1, high, frame))
    if stop := next_said(sentence, low, high, frame):
        one = _range(sentence, low, stop, frame)
        if not sentence.main_groups(stop + 1, high):
            return one
        return one + _range(sentence, stop + 1, high, replace(frame, subject=spoken_of(sentence, low, stop, frame, last_subject(one))))
    if turn := second_source(sentence, low, high):
        one = _range(sentence, low, turn, frame)
        return one + _range(sentence, turn + 1, high, replace(frame, subject=last_subject(one) or frame.subject))
    if len(frame.speakers) < _MAX_CHAIN:
        for find in (leading_source, fronted_source, label, headline_source, dashed_source, concerned, trailing_source):
            source = find(sentence, low, high)
            if source and source.low < source.high:
                if outer := reported_after(sentence, source, low, high):
                    return _sourced(sentence, low, high, outer, frame)
                if source.low == low and (colon := quoted_after(sentence, low, source.high)):
                    frames = sentence.words[colon - 1].lower in reporting_verbs(sentence.language)  # "Ana Pell, 62, said: “P”"
                    before_it = [] if frames else _range(sentence, low, colon, frame)
                    pronoun = (source.name or "").lower() in lexicon.PRONOUNS[sentence.language]
                    before = subject_before(sentence, low, colon, frame.previous) if pronoun or not source.name else ()
                    who = before[0] if before else source.name
                    return before_it + _sourced(sentence, colon + 1, high, replace(source, name=who, low=colon + 1), frame)
                return _sourced(sentence, low, high, source, frame)
        if between := inserted(sentence, low, high):
            colon = next((at for at in range(between[0] - 1, low, -1) if sentence.words[at].text == ":"), None)
            if colon and sentence.main_groups(low, colon) and not sentence.main_groups(colon + 1, between[0]):
                one = _range(sentence, low, colon, frame)  # "negó los cargos: su cliente, insistió, estaba en casa"
                source = between[1]
                if source.name is None and one:
                    about = last_subject(one[-1:])
                    whose = one[-1].speakers or ((without_article(about.text, sentence.language),) if about else ())
                    source = replace(source, name=whose[-1] if whose else None)
                return one + _inserted(sentence, colon + 1, between[0], source, frame)
            return _inserted(sentence, low, *between, frame)
    statements: list[Statement] = []
    carried = frame.subject
    told: tuple[str, ...] = ()
    if gapped := _gapped(sentence, low, high, frame):
        return gapped
    if reports_after_colon(sentence, low, high):
        return _clause(sentence, low, high, frame)
    for clause in split_clauses(sentence, low, high, denied=frame.stance == "denied"):
        first, last = sentence.trim(sentence.skip_connectives(clause.low, clause.high) if clause.low > low else clause.low, clause.high)
        first += clause.low > low and first < last and prepositioned(sentence, first)
        linked = clause.low > low and first < last and sentence.words[first].lower in ("que", "that")
        first, last = sentence.trim(first + linked, last)
        if first >= last:
            continue
        he = linked and sentence.words[first].lower in ("he", "she") and carried and not is_person(carried.text)
        here = replace(frame, subject=frame.subject if he else carried)
        if told and first > 0 and sentence.words[clause.low - 1].text == ":" and not frame.speakers:
            here = Frame(told, frame.stance, None, True, previous=frame.previous)
            first, last = unwrap(sentence, first, last)
        further = linked and statements and told_further(sentence, first - 1, frame, statements[-1])
        if further or (statements and goes_on_reporting(sentence, clause.low, first, last, frame, statements[-1])):
            said = statements[-1]
            subject = Subject(said.subject, said.subject.lower().endswith("s")) if said.subject else None
            if further and sentence.words[first].lower in ("he", "she") and not is_person(said.subject):
                subject = None  # "denied that the dam had cracks and that he knew"
            stance: Stance = "denied" if further and said.stance == "denied" else "asserted"
            here = Frame(said.speakers, stance, subject, True, previous=frame.previous)
        stated = len(statements)
        sourced = linked and sentence.phrase_at(first, lexicon.SOURCE_PHRASES[sentence.language], last)  # "que P y que, según X, Q"
        statements += _range(sentence, first, last, here) if sourced else _clause(sentence, first, last, here)
        if (groups := sentence.main_groups(first, last)) and (own := sentence.subject(first, last, groups[0])):
            found = speaker(sentence, *own)
            pronoun = sentence.words[own[0]].lower in lexicon.PRONOUNS[sentence.language] - lexicon.NEUTER
            nobody = sentence.words[own[0]].lower in lexicon.NOBODY | _NO  # "ningún dato se filtró y no ha pagado": not that no data has
            if not (clause.subordinate and carried):  # "cerró la mina y, aunque el juez la avaló, despidió a todos": not the judge
                carried = found[1] if found and not (pronoun or nobody) else None
            quoted = last + 1 < high and sentence.words[last + 1].text in '«“"'
            told = named(sentence, found[0], frame.previous) if found and (pronoun or quoted or can_speak(*found)) else ()
            verb = groups[0]
            says = sentence.words[verb.last].lower in reporting_verbs(sentence.language) and clause.high <= verb.last + 7
            says &= not points_back(sentence, verb)
            if told and says and quoted and clause.high < high and sentence.words[clause.high].text == ":" and not statements[-1].speakers:
                del statements[stated:]  # "Lena Kell, 62, said: “P”": no more than the frame of P
    return statements


def _answered(sentence: Sentence, low: int, high: int, question: Asked, frame: Frame) -> list[Statement]:
    """Read what is answered to a question told before it; "yes" and "no" answer with the words of the question."""
    dropped = question.speaker is not None and question.speaker[0] == question.speaker[1]
    meant = antecedent(sentence, frame.previous) if dropped else None
    found = (meant.text, meant) if meant else speaker(sentence, *question.speaker) if question.speaker and not dropped else None
    if question.stance is None or found is None:
        return _range(sentence, question.after, high, frame)
    who = named(sentence, found[0], frame.previous)
    inner = Frame(who, question.stance, replace(found[1], speaking=True), True, previous=frame.previous)
    return widen(leaves(sentence, question.low, question.high, inner)[:1], low, high)


def _gapped(sentence: Sentence, low: int, high: int, frame: Frame, about: Subject | None = None) -> list[Statement]:
    """Read what a second speaker says without a verb: "; the ministry, that it is the largest".

    `about` is the subject of what the first says: a dropped one is the same.
    """
    if low == 0 or sentence.words[low - 1].text != ";" or frame.speakers or sentence.main_groups(low, high):
        return []
    for index in range(low + 1, min(high - 2, low + 8)):
        if sentence.words[index].text == "," and sentence.words[index + 1].lower in ("que", "that"):
            found = speaker(sentence, low, index)
            inner = Frame((found[0],), "asserted", about or found[1], True, previous=frame.previous) if found else frame
            return widen(_range(sentence, index + 2, high, inner), low, high) if found else []
    return []


def _inserted(sentence: Sentence, low: int, comma: int, source: Source, frame: Frame) -> list[Statement]:
    """Read a statement with a source inside: it is cut in two where its first part states something by itself."""
    before = comma - (sentence.words[comma - 1].lower in lexicon.SUBORDINATORS[sentence.language])
    states = bool(sentence.main_groups(low, before))
    own = sentence.subject(low, before, sentence.main_groups(low, before)[0]) if states else (low, before)
    found = speaker(sentence, *own) if own else None
    name = source.name or (found[0] if states and found else None) or frame.previous
    who = named(sentence, name, frame.previous)
    subject = found[1] if found and not states else None
    inner = Frame(frame.speakers + who, combine(frame.stance, source.stance), subject, True, previous=frame.previous)
    said = _range(sentence, source.low, source.high, inner)
    return _range(sentence, low, before, frame) + said if states else widen(said, low, source.high) if len(said) == 1 else said


def _sourced(sentence: Sentence, low: int, high: int, source: Source, frame: Frame) -> list[Statement]:
    if source.itself:
        stance = "conditional" if source.stance == "conditional" else frame.stance
        return _range(sentence, source.low, source.high, replace(frame, stance=stance))
    his = next((word.lower for word in sentence.words[low:high] if word.lower in ("his", "her")), "") if source.own else ""
    said_before = whom(sentence, his, frame.previous) if source.own or not (source.name or source.phrase) else None
    framed = (source.high, source.second[0] if source.second else high) if source.low == low else (low, source.low)
    quoted = cited(sentence, *framed)
    name = source.name or (said_before.text if said_before else frame.previous)
    if name in lexicon.PRONOUNS[sentence.language] and antecedent(sentence, frame.previous) is None:
        name = told_subject(sentence, source) or name
    who = named(sentence, name, frame.previous)
    stance = combine(frame.stance, source.stance)
    direct = sentence.words[source.low].text in '«“"' and sentence.words[source.high - 1].text in '»”"'
    before = None if frame.reported else frame.subject
    inner = Frame(frame.speakers + who + quoted, stance, before, True, not (source.phrase or direct), frame.previous)
    found = _range(sentence, source.low, source.high, inner)
    if source.going_on and found:
        *others, last = found
        content = f"{last.content} {clean(sentence.text(*sentence.trim(*source.going_on)))}"
        found = [*others, replace(last, content=content, high=source.going_on[1])]
    if source.second and source.second[0] < source.second[1]:
        turns = sentence.phrase_at(source.second[0], lexicon.CLAUSE_CONNECTIVES[sentence.language], high)
        found = widen(found, low, source.second[0]) if turns and len(found) == 1 else found
        plain = replace(inner, stance="asserted" if stance == "predicted" else stance)  # "«P», vaticinó X; «Q»"
        if sentence.words[source.second[0]].lower in lexicon.COORDINATORS[sentence.language]:
            plain = replace(plain, subject=last_subject(found))  # "P, según X, y Q": X says both
            return found + _range(sentence, source.second[0] + 1, source.second[1], plain)
        begin = source.second[0] + turns
        if sentence.words[begin].text in '«“"' and sentence.words[begin + 1].lower in ("y", "and"):
            begin += 2  # "«P», dijo X, «y Q»"
        return found + _range(sentence, begin, source.second[1], frame if turns else plain)
    return widen(found, low, high) if len(found) == 1 else found


def _clause(sentence: Sentence, low: int, high: int, frame: Frame) -> list[Statement]:
    if frame.stance in ("asserted", "conditional") and len(frame.speakers) < _MAX_CHAIN and (found := find_complement(sentence, low, high)):
        statements = _framed(sentence, low, high, found, frame)
        if statements:
            return statements
    if frame.speakers or frame.reported or sentence.groups_in(low, high):
        return leaves(sentence, low, high, frame)
    return [Statement(low, high, clean(sentence.text(low, high)), (), "asserted")]


def _framed(sentence: Sentence, low: int, high: int, found: Complement, frame: Frame) -> list[Statement]:
    """Read the complement of a reporting verb; nothing is returned where it says nothing by itself."""
    name: str | None = None
    subject: Subject | None = None
    if found.subject and says_nothing(sentence, *found.subject, bool(frame.speakers)):
        found = replace(found, subject=None, impersonal=True)
    if found.subject and (who := speaker(sentence, *found.subject)):
        name, subject = who
        if name.lower() in _NO_NAMES:
            name = None
        elif sentence.words[found.subject[0]].lower in lexicon.PRONOUNS[sentence.language] and found.subject[1] - found.subject[0] == 1:
            meant = frame.subject if not frame.reported else None
            meant = meant or whom(sentence, name.lower(), frame.previous) or himself(sentence.words[found.subject[0]].lower, frame)
            name = without_article(meant.text, sentence.language) if meant else name
            subject = Subject(name, subject.plural, person=subject.person)
        else:
            name = named(sentence, name, frame.previous)[0]
    elif not found.impersonal and not of_me(sentence, low, found.low):
        if frame.subject and frame.speakers and disagrees(sentence, low, high, frame.subject):
            name = frame.speakers[-1]  # "reconoció que se intervinieron teléfonos, pero rebajó la cifra"
        elif frame.subject:
            subject = frame.subject
            name = without_article(subject.text, sentence.language)
        elif not hearsay(sentence, low, high) and (meant := antecedent(sentence, frame.previous)):
            if found.kind == "infinitive" and not found.voiced and disagrees(sentence, low, high, meant):
                return []  # "«Pretendían asesinarlo», declaró el ministro": others meant to
            name, subject = meant.text, meant
    if (name is None and hearsay(sentence, low, high)) or (name and name.lower().split()[-1] in lexicon.RUMOUR_SOURCES):
        found = replace(found, stance="conditional" if found.stance == "asserted" else found.stance)
    if found.stance == "disavowed" and found.kind != "clause":
        found = replace(found, stance="uncommitted")  # "no dijo nada del acuerdo"
    again = frame.speakers[-1:] == (name,)  # "they say that they think that P"
    speakers = frame.speakers + ((name,) if name and found.voiced and not again else ()) + cited(sentence, low, found.low)
    stance = combine(frame.stance, found.stance)
    if found.kind == "clause":
        as_whom = role(sentence, *found.subject) if found.subject else ""
        about = topic(sentence, low, found.subject) or (subject and replace(subject, speaking=True, role=as_whom))
        inner = Frame(speakers, stance, about, True, previous=frame.previous)
        statements = _range(sentence, found.low, found.high, inner)
        if not statements:
            return []
        return [replace(statements[0], low=min(low, statements[0].low)), *statements[1:]]
    content: str | None
    if found.kind == "infinitive":
        doer = speaker(sentence, *found.doer) if found.doer else None
        if doer and found.doer and sentence.words[found.doer[0] - 1].lower == "al" and not doer[1].text.lower().startswith("el "):
            doer = doer[0], replace(doer[1], text=f"el {doer[1].text}")  # "acusó al Ejército de mentir"
        subject = doer[1] if doer else None if found.doer else subject
        content = finite_infinitive(sentence, found.low, found.high, subject, found.future) if subject else None
        content = content or (clean(sentence.text(low, high)) if found.doer else own_infinitive(sentence, low, found.low, found.high))
    elif found.kind == "remark" and found.called and name:
        content = named_so(sentence, *found.called)
    elif found.kind in ("silence", "remark"):
        content = clean(sentence.text(low, high))
    elif found.kind == "existence":
        content = exists(sentence, found.low, found.high)
    else:
        content = existence(sentence, found.low, found.high, subject, found.future)
    acting = subject.text if subject and found.kind in ("infinitive", "silence") else None
    if content and stance in ("denied", "uncommitted"):
        content = affirmative(content, sentence.language)
    return [Statement(low, high, content, speakers, stance, acting)] if content else []
