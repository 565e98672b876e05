"""Sources that stand around a statement: "según X, P", "P, dijo X", "P, according to X", "«P», X said"."""

from __future__ import annotations

from dataclasses import dataclass

from detector.claims.grammar import frame_words, lexicon, nouns
from detector.claims.grammar.adverbials import TIME_WORDS, skip_adverbials
from detector.claims.grammar.reporting import frame_stance, reporting_verbs
from detector.claims.grammar.sentence import Sentence
from detector.claims.grammar.words import VerbGroup
from detector.claims.quantities.labels import is_date_or_time
from detector.claims.reference.content import Subject
from detector.claims.reference.naming import own_view
from detector.claims.reference.speakers import speaker
from detector.records import Stance

_DASHES = ("—", "–", "-")
MAX_TAIL = 30
"""Words that a source takes at most."""
_SUBJECT = 9  # words of a subject behind "and"
_RELATIVES = {"que", "quien", "quienes", "who", "which"}


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


def trailing_source(sentence: Sentence, low: int, high: int) -> Source | None:
    """Find a source after a statement, or in the middle of it between commas or dashes."""
    hidden = sentence.hidden(low, high)
    for mark in range(low + 1, high):
        if mark in hidden:
            continue
        after_quote = sentence.words[mark - 1].text in ("»", "”", '"') and mark - 1 in hidden and _states(sentence, mark)
        separator = sentence.words[mark].text in (",", *_DASHES)
        unmarked = sentence.phrase_at(mark, lexicon.SOURCE_PHRASES[sentence.language], high)
        if not (separator or after_quote or unmarked):
            continue
        if after_quote and not (separator or unmarked) and sentence.language == "en" and sentence.words[mark].pos == "ADP":
            continue  # "“did not know” of fraud, an aide says"
        begin = mark + 1 if separator else mark
        end = _tail_end(sentence, begin, high, hidden, dash=sentence.words[mark].text in _DASHES)
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
        if found := _tail(sentence, begin, end, direct):
            name, subject, stance = found
            rest = sentence.trim(end, high)
            if rest[0] < rest[1] and not (sentence.groups_in(*rest) or rest[0] in hidden):
                rest = (high, high)
            if stance == "denied" and (marked or after_quote or _negative(sentence, low, mark)):
                stance = "asserted"  # "«Nunca cobré», negó X", "No hubo fraude, desmintió X": the words are those of who denies
            asked = "asked" if sentence.words[mark - 2].text == "?" or sentence.words[mark - 1].text == "?" else stance
            named = sentence.phrase_at(begin, lexicon.SOURCE_PHRASES[sentence.language], end) > 0
            return Source(name, subject, low, mark, asked, rest, phrase=named)
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
    numbers = (at for at in range(low, mark) if words[at].pos == "NUM" or words[at].text[0].isdigit())
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
        if dash and word.text in _DASHES and index > begin:
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


def _tail(sentence: Sentence, begin: int, end: int, direct: bool) -> tuple[str | None, Subject | None, Stance] | None:
    language = sentence.language
    linked = sentence.words[begin].lower in lexicon.COORDINATORS[language]  # "«P», y comenzó su turno"
    if linked or any(word.text in "?¿" for word in sentence.words[begin:end]):
        return None
    if length := sentence.phrase_at(begin, lexicon.SOURCE_PHRASES[language], end):
        if any(word.lower in ("cual", "cuales") for word in sentence.words[begin + length : min(end, begin + length + 2)]):
            return None  # "informaciones según las cuales": no source
        found = source_name(sentence, begin + length, end)
        return (*found, rumour(found[0])) if found else None
    start = begin
    while start + 1 < end and sentence.words[start].lower in frame_words.AS[language]:
        start += 1
    if (
        (language == "es" or start > begin)
        and (document := _stands_in(sentence, start, end))
        and (found := speaker(sentence, document, end, after_verb=True))
    ):
        return (*found, "asserted")
    groups = [group for group in sentence.groups_in(start, end) if sentence.introducer(group, start) is None]
    if not groups:
        return None
    group = groups[0]
    if _comments(sentence, begin):
        return None
    verb = reporting_verbs(language).get(sentence.words[group.last].lower)
    speech = sentence.words[group.last].text.islower() and sentence.words[group.last].lower not in lexicon.AUXILIARIES[language]
    if language == "en" and words_heard(sentence, start, group):
        verb = ("hear", "assert")  # "P, the court heard"
    if verb is None and direct and group.last + 1 < end and speech:
        verb = ("", "assert")  # whatever verb frames direct speech, it is said: "«...», bramó el alcalde"
    if verb is None or verb[1] not in ("assert", "deny", "believe", "suspect", "ask", "predict"):
        return None
    rest = sentence.words[group.last + 1 : end]
    comma = next((index for index, word in enumerate(rest) if word.text == ","), 12)
    comma = 12 if comma == 0 else comma  # "aclaró, eso sí, que"
    reported = lexicon.COMPLEMENTIZERS[language] | {":"}
    if any(word.lower in reported and word.pos != "PRON" for word in rest[:comma]) or any(word.text in "«“" for word in rest):
        return None
    stance = frame_stance(verb[1], group.negated)
    if group.first == start or (group.first == start + 1 and sentence.words[start].lower in lexicon.CLITICS):
        if not direct and start == begin and sentence.words[start].lower == "se":
            return None  # "se certificará el nivel": a passive
        found = speaker(sentence, group.last + 1, end, after_verb=True) if group.last + 1 < end else None
        if found is None:
            return (None, None, stance) if direct else None
        if not direct and not _speaks(sentence, group, end):
            return None
        return (*found, stance)
    be = ("is", "are", "was", "were", "fue", "fueron", "es", "son")
    own = sentence.subject(start, group.first, group)
    passive = group.last > group.first and sentence.words[group.first].lower in be
    heard = language == "en" and words_heard(sentence, start, group)
    if (
        passive
        and not heard
        and not sentence.words[group.last].lower.endswith("ing")
        and not (own and nobody_believes(sentence, own, group))
    ):
        return None  # "a flood is feared"
    told = sentence.words[group.last].lower in frame_words.TELLING
    if own is None or (not direct and rest and not told and not _adverbial(sentence, group.last + 1)):
        return None
    if language == "es" and sentence.words[group.first - 1].lower == "lo" and start == begin and not direct:
        return None  # "Aunque X niega que P, Y lo confirmó"
    if sentence.words[min(group.last + 1, end - 1)].lower in ("no", "sí", "yes") and not direct:
        return None  # "the north, with its farms, said no"
    if nobody_believes(sentence, own, group):
        return None, None, "conditional"
    found = speaker(sentence, *own)
    return (*found, stance) if found else None


def nobody_believes(sentence: Sentence, own: tuple[int, int], group: VerbGroup) -> bool:
    """Whether it is "it is believed", "it is alleged": a rumour, and nobody's."""
    words = sentence.words
    it = own[1] - own[0] == 1 and words[own[0]].lower == "it"
    return it and group.last > group.first and words[group.last].lower in lexicon.HEDGE_PARTICIPLES | {"claimed"}


def words_heard(sentence: Sentence, low: int, group: VerbGroup) -> bool:
    """Whether it is a court that heard something: there it was said."""
    court = group.first > low and sentence.words[group.first - 1].lower in lexicon.COURTS | {"jurors", "mps"}
    heard = sentence.words[group.last].lower in ("heard", "hears")
    told = sentence.words[group.last].lower == "told" and not any(word.is_word for word in sentence.words[group.last + 1 :])
    return court and not group.negated and (heard or told)  # "P, court told"


def _stands_in(sentence: Sentence, low: int, high: int) -> int | None:
    """Return where a document begins in which a statement stands: "consta en el acta", "as stated in the report"."""
    words, standing = sentence.words, frame_words.STANDING[sentence.language]
    if low < high and words[low].lower == "se":  # "se dice en el documento"
        low += 1
        standing |= reporting_verbs(sentence.language).keys()
    for index in range(low, min(low + 3, high - 2)):
        if words[index].lower in standing and words[index + 1].lower in ("en", "in", "by"):
            return index + 2
    return None


def _speaks(sentence: Sentence, group: VerbGroup, end: int) -> bool:
    """Whether what follows a verb is who speaks, not what is said: "una huelga" of "confirmó una huelga" is not, "su abogado" is."""
    words, at = sentence.words, group.last + 1
    if words[at].lower not in lexicon.INDEFINITE[sentence.language] | lexicon.POSSESSIVES[sentence.language]:
        return True
    lemma = reporting_verbs(sentence.language)[words[group.last].lower][0]
    several = any(word.lower in lexicon.COORDINATORS[sentence.language] for word in words[at:end]) and sentence.groups_in(at, end)
    if lemma not in frame_words.TELLING_NOUNS[sentence.language] and not several:
        return True  # without "y", a verb after a comma has its subject behind it
    near = words[at + 1 : min(at + 4, end)]
    return any(word.subject and group.first <= word.head <= group.last for word in near) or any(
        word.lower.removesuffix("s") in nouns.PERSON_NOUNS or word.lower in nouns.PERSON_NOUNS | nouns.BODY_NOUNS | nouns.DOCUMENTS
        for word in near
    )


def _comments(sentence: Sentence, index: int) -> bool:
    """Whether the words at `index` comment on what was said (", an allegation that X denies") rather than name its source."""
    index += sentence.words[index].lower in lexicon.INDEFINITE[sentence.language]
    return index < len(sentence.words) and sentence.words[index].lower in lexicon.REPORT_NOUNS[sentence.language]


def _adverbial(sentence: Sentence, index: int) -> bool:
    """Whether the words at `index` tell time, place or occasion, so that the verb before has no object of its own."""
    word = sentence.words[index]
    if word.lower in ("el", "este", "esta", "la"):
        return skip_adverbials(sentence, index, min(index + 2, len(sentence.words))) > index  # "el lunes", not "el sumario"
    return word.pos in ("ADP", "ADV", "PUNCT") or word.lower in TIME_WORDS | {"on", "in"}


def source_name(sentence: Sentence, low: int, high: int) -> tuple[str, Subject] | None:
    """Name a source; "según informó X" names it after a verb."""
    verb, words = low, sentence.words
    if sentence.language == "es" and low + 3 < high and words[low].lower == "lo" and words[low + 2].lower == "por":
        low = verb = low + 3  # "según lo informado por X"
    while verb < high and words[verb].lower in lexicon.CLITICS - lexicon.DETERMINERS["es"] | lexicon.AUXILIARIES["es"]:
        verb += 1
    group = next((group for group in sentence.groups if low <= group.first <= verb and group.last < high), None)
    if verb < high and words[verb].lower in reporting_verbs(sentence.language):  # "según ha informado X"
        low = verb + 1
    elif sentence.language == "es" and group:  # "según pudo saber X", "según se desprende de X"
        low = group.last + 1
        while low < high and words[low].lower.endswith(("ar", "er", "ir")) and not words[low].text[0].isupper():
            low += 1
        low += low + 1 < high and words[low].lower in ("de", "en", "a")
        low += low + 1 < high and words[low].lower == "del"
    return speaker(sentence, low, high, after_verb=True) if low < high else None


def rumour(name: str | None) -> Stance:
    """Return how firm what a source tells is: rumours are conditional."""
    return "conditional" if name and name.lower().split()[-1] in lexicon.RUMOUR_SOURCES else "asserted"
