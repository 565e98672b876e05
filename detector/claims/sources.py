"""Sources that stand around a statement: "según X, P", "P, dijo X", "P, according to X", "«P», X said"."""

from __future__ import annotations

from dataclasses import dataclass

from detector.claims import frame_words, lexicon
from detector.claims.content import Subject
from detector.claims.reporting import frame_stance, reporting_verbs
from detector.claims.sentence import Sentence
from detector.claims.speakers import speaker
from detector.records import Stance

_DASHES = ("—", "–", "-")
_MAX_TAIL = 30


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


def leading_source(sentence: Sentence, low: int, high: int) -> Source | None:
    """Find "Según X, P" at the front of a range."""
    if length := sentence.phrase_at(low, frame_words.OWN_SOURCES[sentence.language], high):
        begin = low + length + (low + length < high and sentence.words[low + length].text == ",")
        return Source(None, None, begin, high, own=True)
    length = sentence.phrase_at(low, lexicon.SOURCE_PHRASES[sentence.language], high)
    if not length:
        return None
    hidden = sentence.hidden(low, high)
    for comma in range(low + length + 1, min(high, low + _MAX_TAIL)):
        if sentence.words[comma].text != "," or comma in hidden:
            continue
        groups = sentence.groups_in(comma + 1, high)
        commas = [index for index in range(comma + 1, groups[0].first) if sentence.words[index].text == ","] if groups else []
        # "Según el portavoz, Juan Ruiz, el plan ...": a name between two commas belongs to the source.
        if (
            len(commas) == 1
            and commas[0] - comma <= 6
            and sentence.words[comma + 1].text[0].isupper()
            and sentence.words[comma + 1].pos != "DET"
        ):
            comma = commas[0]
        if not groups:
            return None
        found = _source_name(sentence, low + length, comma)
        name, subject = found if found else (None, None)
        return Source(name, subject, comma + 1, high, _rumour(name), phrase=True)
    return None


def trailing_source(sentence: Sentence, low: int, high: int) -> Source | None:
    """Find a source after a statement, or in the middle of it between commas or dashes."""
    hidden = sentence.hidden(low, high)
    for mark in range(low + 1, high):
        if mark in hidden:
            continue
        after_quote = sentence.words[mark - 1].text in ("»", "”", '"') and mark - 1 in hidden
        separator = sentence.words[mark].text in (",", *_DASHES)
        unmarked = sentence.phrase_at(mark, lexicon.SOURCE_PHRASES[sentence.language], high)
        if not (separator or after_quote or unmarked):
            continue
        begin = mark + 1 if separator else mark
        end = _tail_end(sentence, begin, high, hidden, dash=sentence.words[mark].text in _DASHES)
        spoken = separator and sentence.words[mark].text == "—" and sentence.article_text.startswith("—", sentence.start)
        if begin >= end or end - begin > _MAX_TAIL or not (spoken or _statement_before(sentence, low, mark, hidden)):
            continue
        direct = spoken or after_quote or sentence.words[mark - 1].text in ("»", "”", '"')
        if found := _tail(sentence, begin, end, direct):
            name, subject, stance = found
            rest = sentence.trim(end, high)
            if rest[0] < rest[1] and not (sentence.groups_in(*rest) or rest[0] in hidden):
                rest = (high, high)
            asked = "asked" if sentence.words[mark - 2].text == "?" or sentence.words[mark - 1].text == "?" else stance
            named = sentence.phrase_at(begin, lexicon.SOURCE_PHRASES[sentence.language], end) > 0
            return Source(name, subject, low, mark, asked, rest, phrase=named)
    return None


def _statement_before(sentence: Sentence, low: int, mark: int, hidden: frozenset[int]) -> bool:
    """Whether the words before can be what is reported: they hold a quotation or a main verb, and do not end in "que"."""
    before = sentence.words[mark - 2 if sentence.words[mark - 1].text == "," and mark - 2 >= low else mark - 1]
    if before.lower in lexicon.SUBORDINATORS[sentence.language] or before.lower in lexicon.COORDINATORS[sentence.language]:
        return False
    return mark - 1 in hidden or bool(sentence.main_groups(low, mark)) or any(low <= group.first < mark for group in sentence.groups)


def _tail_end(sentence: Sentence, begin: int, high: int, hidden: frozenset[int], dash: bool) -> int:
    """Return where a source that begins at `begin` ends: at a dash, at a quotation that goes on, else at the end."""
    for index in range(begin, high):
        word = sentence.words[index]
        if dash and word.text in _DASHES and index > begin:
            return index
        if index in hidden and word.text in '«“"' and index > begin and index - 1 not in hidden:
            return index
        if index > begin and sentence.words[index - 1].text == "," and _turns(sentence, index, high):
            return index
        if word.text == ";" or (word.text in (".", ":") and index not in hidden and index > begin + 1):
            return index
    return high


def _turns(sentence: Sentence, index: int, high: int) -> bool:
    """Whether the article goes on in its own voice with "pero", "but", "while" and a verb."""
    length = sentence.phrase_at(index, lexicon.CLAUSE_CONNECTIVES[sentence.language], high)
    return length > 0 and bool(sentence.main_groups(index + length, high))


def _tail(sentence: Sentence, begin: int, end: int, direct: bool) -> tuple[str | None, Subject | None, Stance] | None:
    language = sentence.language
    if length := sentence.phrase_at(begin, lexicon.SOURCE_PHRASES[language], end):
        if any(word.lower in ("cual", "cuales") for word in sentence.words[begin + length : min(end, begin + length + 2)]):
            return None  # "informaciones según las cuales": no source
        found = _source_name(sentence, begin + length, end)
        return (*found, _rumour(found[0])) if found else None
    start = begin + (sentence.words[begin].lower in ("as", "como", "así", "tal") and begin + 1 < end)
    groups = [group for group in sentence.groups_in(start, end) if sentence.introducer(group, start) is None]
    if not groups:
        return None
    group = groups[0]
    if _comments(sentence, begin):
        return None
    verb = reporting_verbs(language).get(sentence.words[group.last].lower)
    if verb is None and direct and group.last + 1 < end and sentence.words[group.last].text.islower():
        verb = ("", "assert")  # whatever verb frames direct speech, it is said: "«...», bramó el alcalde"
    if verb is None or verb[1] not in ("assert", "deny", "believe", "suspect", "ask", "predict"):
        return None
    rest = sentence.words[group.last + 1 : end]
    comma = next((index for index, word in enumerate(rest) if word.text == ","), 12)
    if any(word.lower in lexicon.COMPLEMENTIZERS[language] | {":"} for word in rest[:comma]) or any(word.text in "«“" for word in rest):
        return None
    stance = frame_stance(verb[1], group.negated)
    if group.first == start or (group.first == start + 1 and sentence.words[start].lower in lexicon.CLITICS):
        if not direct and start == begin and sentence.words[start].lower == "se":
            return None  # "se certificará el nivel": a passive
        found = speaker(sentence, group.last + 1, end, after_verb=True) if group.last + 1 < end else None
        if found is None:
            return (None, None, stance) if direct else None
        if not direct and sentence.words[group.last + 1].lower in lexicon.INDEFINITE[language] | lexicon.POSSESSIVES[language]:
            return None
        return (*found, stance)
    own = sentence.subject(start, group.first, group)
    told = sentence.words[group.last].lower in frame_words.TELLING
    if own is None or (not direct and rest and not told and not _adverbial(sentence, group.last + 1)):
        return None
    found = speaker(sentence, *own)
    return (*found, stance) if found else None


def _comments(sentence: Sentence, index: int) -> bool:
    """Whether the words at `index` comment on what was said (", an allegation that X denies") rather than name its source."""
    index += sentence.words[index].lower in lexicon.INDEFINITE[sentence.language]
    return index < len(sentence.words) and sentence.words[index].lower in lexicon.REPORT_NOUNS[sentence.language]


def _adverbial(sentence: Sentence, index: int) -> bool:
    """Whether the words at `index` tell time, place or occasion, so that the verb before has no object of its own."""
    word = sentence.words[index]
    return word.pos in ("ADP", "ADV", "PUNCT") or word.lower in ("on", "in", "late", "this", "last", "yesterday", "today", "este",
        "esta", "el", "ayer", "hoy", "monday",
        "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")  # fmt: skip


def _source_name(sentence: Sentence, low: int, high: int) -> tuple[str, Subject] | None:
    """Name a source; "según informó X" names it after a verb."""
    verb = low
    while verb < high and sentence.words[verb].lower in lexicon.CLITICS - lexicon.DETERMINERS["es"] | lexicon.AUXILIARIES["es"]:
        verb += 1
    if verb < high and sentence.words[verb].lower in reporting_verbs(sentence.language):  # "según ha informado X"
        low = verb + 1
    return speaker(sentence, low, high, after_verb=True) if low < high else None


def _rumour(name: str | None) -> Stance:
    return "conditional" if name and name.lower().split()[-1] in lexicon.RUMOUR_SOURCES else "asserted"
