"""Which words of an article a statement quotes: its own, and the frame beside it that says whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from detector.claims.attribution.answers import asked
from detector.claims.attribution.attribution import read
from detector.claims.attribution.confirmations import confirmation, confirmed
from detector.claims.attribution.denials import Denial, Said, denial, denied, stated
from detector.claims.attribution.statements import Statement
from detector.claims.attribution.verdicts import calls_false, denies_it, is_verdict, of_things
from detector.claims.clauses.asides import Aside
from detector.claims.clauses.composing import Reading
from detector.claims.clauses.readings import readings
from detector.claims.grammar.mending import mended
from detector.claims.grammar.repairs import repaired
from detector.claims.grammar.reporting import reporting_verbs
from detector.claims.grammar.sentence import Sentence
from detector.claims.reference.naming import without_article
from detector.claims.reference.rivals import names_people, said_of_both

_JOINS = {"es": {"y", "e", "pero"}, "en": {"and", "but"}}
# "El canciller acusó al Ejército, que según él penetró": so says the chancellor.
_BY_ONE = regex.compile(r",? (?:según|de acuerdo con) (?:él|ella|ellos|ellas),? ")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A statement and the words `low` to `high` of the sentence that show it; `without` are ranges that are stated apart.

    `before` is what it denies of the sentence before: the quote then begins there.
    """

    said: Statement
    low: int
    high: int
    aside: bool
    without: Sequence[tuple[int, int]] = ()
    before: Said | None = None


def quoted_statements(
    sentence: Sentence, previous: str | None, min_words: int, counts: bool = False, before: Sequence[Said] = ()
) -> list[Quoted]:
    """Return the statements of a sentence, first those of its main reading, then those that are set off in it.

    `before` is what the sentence before says, which this one may deny ("La empresa lo niega"). `counts` tells that the sentence counts or
    measures something; it then states that without a verb, too ("Doce muertos en Lorca").
    """
    sentence = repaired(sentence)
    question = asked(mended(sentence), *sentence.trim(0, len(sentence.words))) if sentence.language == "es" else None
    answered = question is not None and question.stance is not None  # "Preguntado si P, X lo negó"
    if (tag := None if answered else denial(mended(sentence), previous)) and tag.low:
        return _with_denial(sentence, tag, previous, min_words, counts)
    if tag and (about := denied(before, tag, sentence.language)):
        return [replace(_quoted(about, 0, tag.high), before=about)]
    if before and (joined := _denied_first(sentence, previous, min_words, counts, before)):
        return joined
    if before and (told := confirmation(mended(sentence), previous)):
        held = [replace(_quoted(about, 0, told.high), before=about) for about in confirmed(before, told)]
        return held + [quoted for quoted in _read(sentence, previous, min_words, counts, before) if quoted.aside and quoted.said.speakers]
    found = _read(sentence, previous, min_words, counts, before)
    return _judged([_unless_contested(one, found, sentence) for one in found], before, sentence.language)


def _read(sentence: Sentence, previous: str | None, min_words: int, counts: bool, before: Sequence[Said]) -> list[Quoted]:
    """Return the statements of a sentence by itself, first those of its main reading, then those that are set off in it."""
    verbless = counts and not sentence.groups
    statements: list[Statement] = []
    found: list[Quoted] = []
    every = readings(sentence, min(3, min_words))
    apart = [reading.aside.cut for reading in every if reading.aside]
    for reading in every:
        said = read(reading.sentence if reading.aside else _placed(sentence, reading.sentence), None if reading.aside else previous)
        if reading.aside or not verbless:
            said = [one for one in said if _states(reading.sentence, one)]
        if reading.aside:
            said = [_inherited(sentence, reading.aside, one, statements) for one in said]
        else:
            said = _with_frames(reading.sentence, said)
            statements += said
        without = [] if reading.aside else [*([reading.without] if reading.without else ()), *apart]
        for one in said:
            if denies := _denied_before(reading, one, previous, before):
                found.append(denies)
            elif quote := reading.quote(one.low, one.high):
                found.append(Quoted(one, *quote, aside=reading.aside is not None, without=without))
    return found


def _denied_first(sentence: Sentence, previous: str | None, min_words: int, counts: bool, before: Sequence[Said]) -> list[Quoted]:
    """Read "X rechazó la acusación y dijo que P" as X's denial of what was said before, and P; nothing where it is no such sentence."""
    whole = mended(sentence)
    groups, words = whole.groups, whole.words
    verb = reporting_verbs(sentence.language).get(words[groups[0].last].lower) if len(groups) > 1 else None
    if verb is None or verb[1] not in ("deny", "reject"):
        return []
    cut = next((at for at in range(groups[0].last + 1, groups[1].first) if words[at].lower in _JOINS[sentence.language]), None)
    if cut is None or cut + 1 != groups[1].first:
        return []
    tag = denial(replace(sentence, end=sentence.words[cut - 1].end, words=sentence.words[:cut]), previous)
    if tag is None or tag.low or (about := denied(before, tag, sentence.language)) is None:
        return []
    rest = [one for one in quoted_statements(sentence, previous, min_words, counts) if one.high > cut]
    return [replace(_quoted(about, 0, cut), before=about), *rest]


def _denied_before(reading: Reading, said: Statement, previous: str | None, before: Sequence[Said]) -> Quoted | None:
    """Return what a statement denies of the sentence before where its own goes on with more ("The firm denied this, saying that P")."""
    sentence = reading.sentence
    if said.speakers or reading.aside or not before or sentence.groups_in(0, said.low) or sentence.language != "en":
        return None
    words = sentence.words[: said.high]
    tag = denial(mended(replace(sentence, end=words[-1].end, words=words)), previous)
    about = denied(before, tag, sentence.language) if tag and not tag.low else None
    quote = reading.quote(0, said.high)
    return replace(_quoted(about, *quote), before=about) if about and quote else None


_FEMININE = regex.compile(r"\b(?:una|la|las|unas)\b")
_WAS_DONE = regex.compile(r"(?:no )?(?:fue|fueron|ha sido|han sido) \p{L}+[ai]das?\b")


def _unless_contested(quoted: Quoted, found: Sequence[Quoted], sentence: Sentence) -> Quoted:
    """Leave a subject open that was taken for the speaker's where the sentence speaks of something else before, or apart from it.

    "Mora, que dijo que el puente era seguro, admite que tenía grietas": the bridge had. "Dijo que el preso huyó, pero negó que recibiera
    golpes", "said wages were falling; unions say they are still too high": so, too.
    """
    said = quoted.said
    if quoted.aside or not said.speakers or not said.subject or without_article(said.subject, sentence.language) != said.speakers[-1]:
        return quoted
    predicate = said.content.removeprefix(said.subject).strip()
    told = [
        one.said
        for one in found
        if one.said.speakers
        and one.said.subject
        and without_article(one.said.subject, sentence.language) not in said.subject  # "a copy of the report, seen by X, shows that it"
    ]
    apart = [one.said for one in found if one.aside and one.said.speakers == said.speakers and one.said in told]
    before = [one for one in told if one.low < said.low]
    verbatim = sentence.text(quoted.low, quoted.high)
    if sentence.language == "es":
        people = [one for one in before if one.speakers == said.speakers and one.subject and names_people(one.subject)]
        offered = [
            one.said
            for one in found
            if one.said.low < said.low and one.said.speakers == said.speakers and _FEMININE.search(one.said.content)
        ]
        passive = _WAS_DONE.match(predicate) and not said.subject.lower().startswith("la ")  # "hubo una oferta, pero fue rechazada"
        rivals = (said_of_both(predicate) and apart) or (said.stance == "denied" and people) or (passive and offered) or []
    else:
        rivals = apart if f" it {predicate}" in verbatim else before if f" they {predicate}" in verbatim else []
    return replace(quoted, said=replace(said, content=predicate, subject=None)) if rivals else quoted


def _judged(found: list[Quoted], before: Sequence[Said], language: str) -> list[Quoted]:
    """Let a statement that calls false what was said before it say what it denies; one with nothing to deny stays as it is."""
    judged: list[Quoted] = []
    for quoted in found:
        said = quoted.said
        who = said.speakers or ((without_article(said.subject, language),) if said.subject and calls_false(said.content) else ())
        denies = language == "es" and not said.speakers and said.subject is not None and denies_it(said.content, said.subject)
        if denies and said.subject:
            who = (without_article(said.subject, language),)
        # "P, dice X. Es falso.": so says the article, unless it is the banknote
        own = language == "es" and not who and is_verdict(said.content, "", language) and not any(of_things(b.content) for b in before)
        if said.stance == "asserted" and (own or (who and (denies or is_verdict(said.content, who[-1], language)))):
            by = Denial(0, quoted.high, who)
            earlier = [one for one in judged if one.low < quoted.low and one.before is None]
            contents = [Said(one.said.content, one.said.subject, one.said.speakers, one.said.stance) for one in earlier]
            if about := denied(contents, by, language):
                low = next(one.low for one in reversed(earlier) if one.said.content == about.content)
                judged.append(_quoted(about, low, quoted.high))
                continue
            if any(one.before and one.said.speakers == who for one in judged):
                continue  # "denied this, calling it a lie"
            if not earlier and (about := denied(before, by, language)):
                judged.append(replace(_quoted(about, 0, quoted.high), before=about))
                continue
        judged.append(quoted)
    return judged


def _with_denial(sentence: Sentence, tag: Denial, previous: str | None, min_words: int, counts: bool) -> list[Quoted]:
    """Return the statements before a denial, and what it denies of them, quoted with it."""
    _, high = sentence.trim(0, tag.low)
    while high and sentence.words[high - 1].lower in (",", ";", "—", "–"):
        high -= 1
    told = replace(sentence, end=sentence.words[high - 1].end, words=sentence.words[:high])
    found = quoted_statements(told, previous, min_words, counts)
    contents = [Said(quoted.said.content, quoted.said.subject, quoted.said.speakers, quoted.said.stance) for quoted in found]
    if (about := denied(contents, tag, sentence.language)) is None:
        return found
    low = next(quoted.low for quoted in reversed(found) if quoted.said.content == about.content)
    return [*found, _quoted(about, low, tag.high)]


def _quoted(said: Said, low: int, high: int) -> Quoted:
    said = stated(said)
    return Quoted(Statement(low, high, said.content, said.speakers, said.stance, said.subject), low, high, aside=True)


def _placed(sentence: Sentence, cut: Sentence) -> Sentence:
    """Return a reading that was cut out of `sentence` with the text before it, which says who "he" and a dropped subject are."""
    if cut.article_text is sentence.article_text:
        return cut
    before = sentence.article_text[: sentence.start]
    words = [replace(word, start=word.start + len(before), end=word.end + len(before)) for word in cut.words]
    return Sentence(before + cut.article_text, len(before) + cut.start, len(before) + cut.end, cut.language, words)


def _states(sentence: Sentence, said: Statement) -> bool:
    """Whether a statement holds a finite verb."""
    return any(said.low <= group.first < said.high for group in sentence.groups)


def _with_frames(sentence: Sentence, statements: list[Statement]) -> list[Statement]:
    """Let a frame that no statement holds stand in the quote of the statement beside it, the one before where there are two.

    "Según la Policía, P y Q" shows the source with P; "P y Q, dijo la ministra" with Q.
    """
    found = list(statements)
    for place, said in enumerate(statements):
        if not said.speakers:
            continue
        low = statements[place - 1].high if place else 0
        high = statements[place + 1].low if place + 1 < len(statements) else len(sentence.words)
        first, last = said.low, said.high
        if place == 0 and _names(sentence, low, said.low, said.speakers[-1]):
            first, _ = sentence.trim(low, said.low)
        if _names(sentence, said.high, high, said.speakers[-1]):
            _, last = sentence.trim(said.high, high)
        found[place] = replace(said, low=first, high=last)
    return found


def _names(sentence: Sentence, low: int, high: int, speaker: str) -> bool:
    """Whether a range of words holds a speaker's name."""
    return low < high and speaker.lower() in " ".join(sentence.text(low, high).split()).lower()


def _inherited(sentence: Sentence, aside: Aside, said: Statement, statements: Sequence[Statement]) -> Statement:
    """Give what is set off inside a reported statement to who reports it; what tells more of the speaker is the article's."""
    told = next((outer for outer in reversed(statements) if outer.speakers), None)
    if told and aside.antecedent and said.speakers == (it := sentence.text(*aside.antecedent),) and it in ("it", "he", "she", "they"):
        if not said.content.startswith(f"{it} "):
            return said
        # "P, it said, blaming X": who said P blames X
        return replace(said, content=f"{told.speakers[-1]}{said.content.removeprefix(it)}", speakers=told.speakers)
    if said.speakers or aside.antecedent is None:
        return said
    if (by := _BY_ONE.search(said.content)) and statements and (statements[0].speakers or statements[0].subject):
        *_, name = (statements[0].subject or "").split(", ")  # "El canciller, Hugo Pires"
        who = statements[0].speakers or (without_article(name, sentence.language),)
        return replace(said, content=f"{said.content[: by.start()]} {said.content[by.end() :]}", speakers=who)
    named = " ".join(sentence.text(*aside.antecedent).split())
    for outer in statements:
        if outer.speakers and named in outer.content and outer.speakers[-1] not in named:
            return replace(said, speakers=outer.speakers)
    return said
