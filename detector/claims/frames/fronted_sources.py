"""Sources before their statement that no "según" opens: "As X said, P", "Por lo que cuenta X, P", "In X's view, P"."""

from __future__ import annotations

from dataclasses import replace

from detector.claims.frames.marked_sources import concerned
from detector.claims.frames.sources import Source, trailing_source, turns
from detector.claims.grammar import frame_words, lexicon
from detector.claims.grammar.adverbials import skip_adverbials
from detector.claims.grammar.reporting import frame_stance, reporting_verbs
from detector.claims.grammar.sentence import Sentence
from detector.claims.reference.speakers import speaker

_LONGEST = 24  # words of a fronted source
_NEAR = 12  # words between an "and" and the verb of its statement
_TURNS = {"es": {"y", "e", "pero", "mientras"}, "en": {"and", "but", "while"}}


def after_question(sentence: Sentence, low: int, high: int) -> int | None:
    """Return where the answer begins in "Preguntado si P, X respondió Q"; what was asked is not said."""
    words = sentence.words
    asked = words[low].lower in ("preguntado", "preguntada", "preguntados", "preguntadas", "consultado", "consultada")
    if not asked or high - low < 6:
        return None
    link = low + 1 + (words[low + 1].lower in ("por", "sobre"))
    if words[link].lower not in ("si", "qué", "cómo", "cuándo", "quién"):
        return None
    comma = next((at for at in range(link + 2, high - 2) if words[at].text == ","), None)
    return comma + 1 if comma else None


def fronted_source(sentence: Sentence, low: int, high: int) -> Source | None:
    """Find a fronted source with what it is the source of."""
    hidden = sentence.hidden(low, high)
    for comma in range(low + 2, min(high - 2, low + _LONGEST)):
        if sentence.words[comma].text != "," or comma in hidden or not sentence.groups_in(comma + 1, high):
            continue
        if source := _as_said(sentence, low, comma, high) or _viewed(sentence, low, comma, high):
            turn = next((at for at in range(comma + 2, high) if sentence.words[at - 1].text == "," and turns(sentence, at, high)), None)
            return replace(source, high=turn - 1, second=(turn, high)) if turn else source
    return None


def _as_said(sentence: Sentence, low: int, comma: int, high: int) -> Source | None:
    """Read "Tal y como recordó la ministra, P", "Por lo que dicen los vecinos, P", "As the mayor put it, P"."""
    words, language, start = sentence.words, sentence.language, low
    while start < comma and words[start].lower in frame_words.AS[language]:
        start += 1
    start = start if start > low else low + sentence.phrase_at(low, frame_words.BY_WHAT[language], comma)
    groups = sentence.groups_in(start, comma)
    if start == low or len(groups) != 1:
        return None
    group = groups[0]
    verb = reporting_verbs(language).get(words[group.last].lower)
    if verb is None or verb[1] in ("ask", "plan", "uncommitted"):
        return None
    rest = words[group.last + 1 : comma]
    if any(word.lower in lexicon.COMPLEMENTIZERS[language] | {"de"} for word in rest[:1]):
        return None
    own = sentence.subject(start, group.first, group) if group.first > start + (language == "es") else None
    if own is None and language == "es" and rest:
        found = speaker(sentence, group.last + 1, comma, after_verb=True)
    elif own and skip_adverbials(sentence, group.last + 1, comma) >= comma - (len(rest) == 1):
        found = speaker(sentence, *own)
    else:
        return None
    return Source(*found, comma + 1, high, frame_stance(verb[1], group.negated)) if found else None


def _viewed(sentence: Sentence, low: int, comma: int, high: int) -> Source | None:
    """Read "In the mayor's view, P", "By the union's own account, P"."""
    words = sentence.words
    if sentence.language != "en" or words[low].lower not in ("in", "by", "to", "on") or words[comma - 1].lower not in frame_words.VIEWS:
        return None
    owner = next((index for index in range(low + 2, comma - 1) if words[index].text in ("'s", "’s", "'", "’")), None)
    found = speaker(sentence, low + 1, owner) if owner else None
    return Source(*found, comma + 1, high) if found else None


def reported_after(sentence: Sentence, source: Source, low: int, high: int) -> Source | None:
    """Return who reports what a document says, at the end ("De acuerdo con el estudio, P, dijo la ministra"); an outlet reports itself."""
    if not source.phrase or source.low <= low or (source.name and source.name[0].isupper()):
        return None
    outer = trailing_source(sentence, source.low, high)
    ends = outer and not outer.phrase and outer.high < high and (outer.second is None or outer.second[0] >= high)
    direct = outer and sentence.words[outer.high - 1].text in ("»", "”", '"')
    return replace(outer, low=low, second=None) if outer and ends and not direct else None


def _concerned_turn(sentence: Sentence, low: int, high: int) -> int | None:
    """Return the last word before "para X está" where that is how another sees it ("P, mientras que para los vecinos está sucia")."""
    words = sentence.words
    for index in range(low + 3, high - 3):
        link = words[index].lower in ("que", "pero", "y") and words[index + 1].lower == "para"
        if not link or (words[index].lower == "que" and words[index - 1].lower != "mientras") or not sentence.main_groups(low, index):
            continue
        if concerned(sentence, index + 1, high):
            return index
    return None


def second_source(sentence: Sentence, low: int, high: int) -> int | None:
    """Return the "and" or "but" behind which a source of its own opens the second statement ("P y, según el gremio, Q")."""
    words, hidden = sentence.words, sentence.hidden(low, high)
    links, verbs = lexicon.COORDINATORS[sentence.language] | {"pero", "but"}, reporting_verbs(sentence.language)
    if turn := _each_sourced(sentence, low, high) or _concerned_turn(sentence, low, high):
        return turn
    if sentence.phrase_at(low, lexicon.SOURCE_PHRASES[sentence.language], high):
        return None
    for index in range(low + 2, high - 3):
        if words[index].lower not in links or index in hidden:
            continue
        begin = index + 1 + (words[index + 1].text == ",")
        length = sentence.phrase_at(begin, lexicon.SOURCE_PHRASES[sentence.language], high)
        comma = next((at for at in range(begin + length + 1, high - 1) if words[at].text == ","), None) if length else None
        tells = comma is None or all(words[group.last].lower in verbs for group in sentence.groups_in(begin, comma))
        if comma and tells and sentence.main_groups(low, index) and sentence.groups_in(comma, high):
            return index
    return None


def _each_sourced(sentence: Sentence, low: int, high: int) -> int | None:
    """Return the "and" between two statements, each with a source behind it ("P según X, y Q según Y")."""
    words, hidden = sentence.words, sentence.hidden(low, high)
    phrases = lexicon.SOURCE_PHRASES[sentence.language]
    if sentence.phrase_at(low, phrases, high):
        return None
    for index in range(low + 4, high - 4):
        if words[index].lower not in _TURNS[sentence.language] or index in hidden:
            continue
        first = next((at for at in range(low + 2, index) if sentence.phrase_at(at, phrases, index)), None)
        following = sentence.main_groups(index + 1, high)
        begin = following[0].last + 1 if following else high
        second = next((at for at in range(begin, high) if sentence.phrase_at(at, phrases, high)), None)
        if first is None or second is None or not sentence.main_groups(low, first) or following[0].first - index > _NEAR:
            continue
        if any(group.first > first + 2 for group in sentence.groups_in(first, index)):
            continue  # a source that is told at length
        own = sentence.subject(index + 1, following[0].first, following[0])
        between = words[index + 1 : following[0].first]
        skipped = lexicon.CLITICS | lexicon.NEGATIONS[sentence.language] | {"que"}
        bare = all(word.pos in ("ADV", "PRON") or word.lower in skipped for word in between)
        if own is not None or bare:
            return index
    return None
