"""Sources that stand around a statement: "según X, P", "P, dijo X", "P, according to X", "«P», X said"."""

from __future__ import annotations

from dataclasses import dataclass

from detector.claims.frames.tails import tail
from detector.claims.grammar import frame_words, lexicon, nouns
from detector.claims.grammar.adverbials import is_infinitive
from detector.claims.grammar.reporting import reporting_verbs
from detector.claims.grammar.sentence import Sentence
from detector.claims.quantities.labels import is_date_or_time
from detector.claims.reference.naming import own_knowledge, own_view
from detector.claims.reference.subject import Subject
from detector.records import Stance

MAX_TAIL = 30
"""Words that a source takes at most."""
_SUBJECT = 9  # words of a subject behind "and"
_RELATIVES = {"que", "quien", "quienes", "who", "which"}
_MODALS = lexicon.word_set("could can will would may might should must")


@dataclass(frozen=True, slots=True)
class Source:
    """A source and what it is the source of: words `low` to `high`, and `second` where the source stands in the middle."""

    name: str | None
    subject: Subject | None
    low: int
    high: int
    stance: Stance = "asserted"
    second: tuple[int, int] | None = None
    own: bool = False  # "en su opinión": the source was named before
    phrase: bool = False  # named by "según", whose "habría" and "estaría" are rumour, not the future of what was said
    itself: bool = False  # "según ha podido saber este diario": the article speaks
    going_on: tuple[int, int] | None = None  # "vertió, según los vecinos, miles de litros": the rest of the statement


def trailing_source(sentence: Sentence, low: int, high: int) -> Source | None:
    """Find a source after a statement, or in the middle of it between commas or dashes."""
    hidden = sentence.hidden(low, high)
    for mark in range(low + 1, high):
        if mark in hidden:
            continue
        after_quote = sentence.words[mark - 1].text in ("»", "”", '"') and mark - 1 in hidden and _states(sentence, mark)
        separator = sentence.words[mark].text == "," or sentence.dash(mark)
        unmarked = sentence.phrase_at(mark, lexicon.SOURCE_PHRASES[sentence.language], high)
        if not (separator or after_quote or unmarked):
            continue
        if after_quote and not (separator or unmarked) and sentence.language == "en" and sentence.words[mark].pos == "ADP":
            continue  # "“did not know” of fraud, an aide says"
        begin = mark + 1 if separator else mark
        end = _tail_end(sentence, begin, high, hidden, dash=sentence.dash(mark))
        going_on = _going_on(sentence, low, mark, end, hidden) if end == high and sentence.words[mark].text == "," else None
        end = going_on[0] - 1 if going_on else end
        spoken = separator and sentence.words[mark].text == "—" and sentence.article_text.startswith("—", sentence.start)
        states = spoken or _statement_before(sentence, low, mark, hidden) or (end == high and _count_before(sentence, low, mark, high))
        if begin >= end or end - begin > MAX_TAIL or not states:
            continue
        marked = sentence.words[mark - 1].text in ("»", "”", '"')
        direct = spoken or ((after_quote or marked) and not _cites(sentence, low, mark))
        if own_view(sentence, begin, end):
            told = any(sentence.words[group.last].lower in reporting_verbs(sentence.language) for group in sentence.groups_in(low, mark))
            if told or end < high:
                continue  # "recordó que el libro tiene, según su opinión, fallos": his who recalled it
            return Source(None, None, low, mark, second=(high, high), own=True, phrase=True)
        if end == high and own_knowledge(sentence, begin, end):
            return Source(None, None, low, mark, second=(high, high), itself=True)
        if found := tail(sentence, begin, end, direct):
            name, subject, stance = found
            denies = sentence.phrase_at(low, frame_words.JUDGEMENTS[sentence.language]["deny"], mark)
            if denies and sentence.words[begin].lower in frame_words.AS[sentence.language]:
                return Source(None, None, low, mark, itself=True)  # "Es falso que P, como afirma X": X holds P
            rest = sentence.trim(end, high)
            if rest[0] < rest[1] and not (sentence.groups_in(*rest) or rest[0] in hidden):
                rest = (high, high)
            if stance == "denied" and (marked or after_quote or _negative(sentence, low, mark)):
                stance = "asserted"  # "«Nunca cobré», negó X", "No hubo fraude, desmintió X": the words are those of who denies
            asked = "asked" if sentence.words[mark - 2].text == "?" or sentence.words[mark - 1].text == "?" else stance
            named = sentence.phrase_at(begin, lexicon.SOURCE_PHRASES[sentence.language], end) > 0
            rest = (high, high) if going_on else rest
            return Source(name, subject, low, mark, asked, rest, phrase=named, going_on=going_on)
    return None


def _negative(sentence: Sentence, low: int, high: int) -> bool:
    """Whether a statement says that something is not so."""
    groups = sentence.main_groups(low, high)
    nobody = lexicon.NOBODY | lexicon.word_set("ningún ninguna ninguno ni no neither nor none never nunca jamás tampoco")
    return (bool(groups) and groups[0].negated) or sentence.words[low].lower in nobody


def _cites(sentence: Sentence, low: int, end: int) -> bool:
    """Whether a statement only cites the words, without a verb, that end at `end` ("which called the rules “unfair,” advises")."""
    first = next((first for first, last in sentence.enclosed if last == end), end)
    if any(first < group.first < end for group in sentence.groups) or first <= low:
        return False
    return bool(sentence.groups_in(low, first)) and sentence.words[first - 1].text not in (",", ":")


def _states(sentence: Sentence, end: int) -> bool:
    """Whether the quotation that ends at `end` can be a statement: a title as in "el equipo de «Mareas» filmó" cannot."""
    first = next((first for first, last in sentence.enclosed if last == end), end)
    stop = sentence.words[end - 2].text in (",", ".", "!", "?", "…") if end >= 2 else False
    if not stop and first and sentence.words[first - 1].pos == "NOUN" and sentence.words[first + 1].text[0].isupper():
        return False  # "La plataforma «Queremos vivir» convocó una marcha"
    return stop or any(first < group.first < end for group in sentence.groups)


def _statement_before(sentence: Sentence, low: int, mark: int, hidden: frozenset[int]) -> bool:
    """Whether the words before can be what is reported: they hold a quotation or a main verb, and do not end in "que"."""
    before = sentence.words[mark - 2 if sentence.words[mark - 1].text == "," and mark - 2 >= low else mark - 1]
    if before.lower in lexicon.SUBORDINATORS[sentence.language] or before.lower in lexicon.COORDINATORS[sentence.language]:
        return False
    if mark - 1 in hidden:
        return True
    link = next((at for at in range(mark - 1, low, -1) if sentence.words[at].lower in lexicon.COMPLEMENTIZERS[sentence.language]), None)
    if (
        link
        and sentence.words[link - 1].lower in reporting_verbs(sentence.language)
        and mark - link < 6
        and not any(link < group.first < mark for group in sentence.groups)
    ):
        return False  # "asegura que el preso, según los indicios, huyó": inside what is reported
    if sentence.main_groups(low, mark):
        return True
    return any(low <= group.first < mark for group in sentence.groups) and not _only_relatives(sentence, low, mark)


def _count_before(sentence: Sentence, low: int, mark: int, high: int) -> bool:
    """Whether a count without a verb stands before the only source of the sentence ("Doce muertos en el derrumbe, según la Policía")."""
    words, alone = sentence.words, not sentence.groups_in(low, mark) and len(sentence.groups_in(mark, high)) <= 1
    if not alone or mark - low < 3 or words[low].pos in ("ADP", "SCONJ", "ADV"):
        return False
    if any(word.pos == "NUM" or word.text[0].isdigit() for word in words[mark + 1 : mark + 3]):
        return False  # "El 60 por ciento, unos 45.000 votantes, dijo no"
    ages = {at for at in range(low + 1, mark) if words[at - 1].text == "," or words[at - 1].lower == "aged"}  # "Colin Marr, 58, denies it"
    numbers = (at for at in range(low, mark) if at not in ages and (words[at].pos == "NUM" or words[at].text[0].isdigit()))
    return any(not is_date_or_time(words, at, at + 1, 0, sentence.language) for at in numbers)


def _only_relatives(sentence: Sentence, low: int, high: int) -> bool:
    """Whether all verbs of a range stand in relatives of its nouns ("La empresa que la explota"): it says nothing by itself."""
    introducers = [sentence.introducer(group, low) for group in sentence.groups_in(low, high)]
    nominal = ("NOUN", "PROPN", "ADJ")
    return bool(introducers) and all(
        at is not None and at > low and sentence.words[at].lower in _RELATIVES and sentence.words[at - 1].pos in nominal
        for at in introducers
    )


def _tail_end(sentence: Sentence, begin: int, high: int, hidden: frozenset[int], dash: bool) -> int:
    """Return where a source that begins at `begin` ends: at a dash, at a quotation that goes on, else at the end."""
    for index in range(begin, high):
        word = sentence.words[index]
        if dash and sentence.dash(index) and index > begin:
            return index
        if index in hidden and word.text in '«“"' and index > begin and index - 1 not in hidden:
            return index
        if index > begin and sentence.words[index - 1].text == "," and turns(sentence, index, high):
            return index
        if index > begin + 1 and sentence.words[index - 1].text == "," and _adds(sentence, begin, index, high):
            return index
        if word.text == ";" or (word.text in (".", ":") and index not in hidden and index > begin + 1):
            return index
    return high


def _going_on(sentence: Sentence, low: int, mark: int, high: int, hidden: frozenset[int]) -> tuple[int, int] | None:
    """Return the words with which a statement goes on behind a source that parts a verb from what it needs.

    "La fábrica vertió, según los vecinos, miles de litros", "could, according to the minister, keep running until June".
    """
    words, language = sentence.words, sentence.language
    phrase = sentence.phrase_at(mark + 1, lexicon.SOURCE_PHRASES[language], high)
    comma = next((at for at in range(mark + 1 + phrase, high - 2) if words[at].text == "," and at not in hidden), None)
    groups = sentence.main_groups(low, mark)
    if not phrase or comma is None or not groups or groups[-1].last != mark - 1:
        return None
    first, second = words[comma + 1], words[comma + 2]
    if words[mark - 1].lower in _MODALS and first.pos == "VERB":
        return comma + 1, high
    if sentence.main_groups(comma + 1, high):
        return None
    if any(word.lower in frame_words.WHERE_SAID for word in words[comma + 1 : comma + 5]):
        return None  # "cayó, según el alcalde, en una rueda de prensa"
    people = nouns.PERSON_NOUNS | nouns.BODY_NOUNS | lexicon.TITLES
    person = any(word.lower in nouns.PERSON_NOUNS | lexicon.TITLES for word in words[mark + 1 : comma])
    apposed = person or second.lower in people or any(word.text.istitle() for word in words[comma + 1 : high])
    goes_on = (
        is_infinitive(sentence, comma + 1)
        or first.pos in ("NUM", "ADP")
        or first.lower in ("miles", "cientos", "millones", "decenas", "thousands", "hundreds", "millions", "dozens")
        or (first.lower == "que" and is_infinitive(sentence, comma + 2))
        or (first.pos == "DET" and not apposed)
    )
    return (comma + 1, high) if goes_on else None


def _adds(sentence: Sentence, begin: int, index: int, high: int) -> bool:
    """Whether an "and" at `index` adds a statement behind a source ("P, según la alcaldesa, y la obra sigue")."""
    words, language = sentence.words, sentence.language
    if words[index].lower not in lexicon.COORDINATORS[language] or not sentence.phrase_at(begin, lexicon.SOURCE_PHRASES[language], index):
        return False
    groups = sentence.main_groups(index + 1, high)
    if not groups or any(word.finite for word in words[begin + 3 : index]) or words[groups[0].last].lower in reporting_verbs(language):
        return False
    own = sentence.subject(index + 1, groups[0].first, groups[0])
    short = own is not None and own[0] == index + 1 and own[1] - own[0] < _SUBJECT
    return short or groups[0].first == index + 1


def turns(sentence: Sentence, index: int, high: int) -> bool:
    """Whether the article goes on in its own voice with "pero", "but", "while" and a verb."""
    length = sentence.phrase_at(index, lexicon.CLAUSE_CONNECTIVES[sentence.language], high)
    return length > 0 and bool(sentence.main_groups(index + length, high))
