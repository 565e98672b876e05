"""Rival figures in one sentence: "80 % según los sindicatos y 15 % según la patronal", "el ministerio habla de 40; los médicos, de 300".

Each figure is read as a statement of its own, with the words that both share.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from detector.claims.clauses.second_figures import second_figure
from detector.claims.grammar import lexicon
from detector.claims.grammar.agreement import number_of
from detector.claims.grammar.common_verbs import COMMON
from detector.claims.grammar.morphology import all_forms, paradigm
from detector.claims.grammar.sentence import Sentence
from detector.claims.grammar.words import VerbGroup, Word

_JOINING = {"es": {"y", "e", "pero", "mientras", ",", ";", "frente"}, "en": {"and", "but", "while", ",", ";"}}
_LONGEST = 12  # words from one figure's source to the next figure
_BEFORE = {"del", "al", "unos", "unas", "about", "some", "around"}
_COUNTING_VERBS = "cifrar situar/sitú calcular estimar hablar elevar fijar contar/cuent contabilizar registrar reportar admitir reconocer"
_COUNTING = {
    "es": all_forms(_COUNTING_VERBS, "es"),
    "en": all_forms("put estimate set speak count", "en"),
}
_GIVING = {
    "es": _COUNTING["es"] | all_forms("rebajar reducir/reduc/reduj bajar subir valorar tasar", "es"),
    "en": _COUNTING["en"] | all_forms("value place", "en"),
}
_AT = {"es": {"en", "a", "al"}, "en": {"at"}}
_IT = {"es": {"lo", "la", "los", "las"}, "en": {"it", "them"}}
_BOUNDS = {"más", "menos", "cerca", "alrededor", "casi", "hasta"}
COMMA = -1
"""Stands for a comma that no word of the sentence is."""
THAT = -2
"""Stands for a "that" left out."""


@dataclass(frozen=True, slots=True)
class Figure:
    """The order of the words in which one figure is read, and the words that tell the other one (`low` to `high`)."""

    order: Sequence[int]
    low: int
    high: int
    finite: int | None = None  # a participle that is read as a finite verb ("admitted by the ministry")
    verb: tuple[int, str] | None = None  # a verb that takes the number of its second subject ("los médicos hablan")


def rival_figures(sentence: Sentence) -> tuple[Figure, ...] | None:
    """Return how to read each of two or more figures that a sentence gives by different sources; None where it gives no such two."""
    return _by_sources(sentence) or _gapped(sentence) or _by_pronoun(sentence) or _other_source(sentence) or _second(sentence)


def _second(sentence: Sentence) -> tuple[Figure, Figure] | None:
    """Read "Police say 40 died; doctors say 300"."""
    if (found := second_figure(sentence)) is None:
        return None
    one, two, join = found
    low, high = sentence.trim(0, len(sentence.words))
    return Figure(one, join, high), Figure(two, low, join)


def _by_sources(sentence: Sentence) -> tuple[Figure, Figure] | None:
    """Read "fue del 80 % según X y del 15 % según Y", "50.000 personas según X, 8.000 según Y, marcharon"."""
    words, language = sentence.words, sentence.language
    phrases = lexicon.SOURCE_PHRASES[language]
    sources = [at for at in range(1, len(words) - 1) if sentence.phrase_at(at, phrases, len(words))]
    for first, second in pairwise(sources):
        figure, other = _figure(words, 0, first), _figure(words, first + 2, second)
        if figure is None or other is None or other > first + _LONGEST:
            continue
        join = next((at for at in range(other - 1, first + 1, -1) if words[at].lower in _JOINING[language]), None)
        end = next((at for at in range(second + 2, len(words)) if words[at].text in (",", ";", ".")), len(words))
        if join is None or any(word.finite for word in words[first:second]) or any(word.finite for word in words[second:end]):
            continue
        begin, again = before_number(words, figure), before_number(words, other)
        commas = [COMMA] if not any(word.finite for word in words[:first]) else []
        tail = range(end, len(words))
        shared = range(begin)
        noun = [] if counts(words, other, second) else bare(words, after_number(words, figure, first))
        one = [*shared, *bare(words, range(begin, first)), *commas, *bare(words, range(first, join)), *tail]
        link = bare(words, range(begin, figure)) if again == other else []  # "en 600 millones, según X; 900, según Y"
        two = [*shared, *link, *bare(words, range(again, second)), *noun, *commas, *range(second, end), *tail]
        return Figure(one, join, end), Figure(two, begin, join)
    return None


def _gapped(sentence: Sentence) -> tuple[Figure, Figure] | None:
    """Read "el ministerio habla de 40 contagios; los médicos, de 300"."""
    words = sentence.words
    low, high = sentence.trim(0, len(words))
    high = _before_source(sentence, high)  # "La luz subirá un 12 % y el gas, un 8 %, según X": X says both
    groups = [group for group in sentence.groups if group.first < high]
    if len(groups) != 1:
        return None
    verb = groups[0]
    figure = next((at for at in range(verb.last + 1, high) if number(words[at])), None)
    join = next((at for at in range(figure or high, high) if words[at].text in (";", ",") or words[at].lower in ("y", "and")), None)
    if figure is None or join is None:
        return None
    comma = next((at for at in range(join + 2, high - 1) if words[at].text == ","), None)
    other = _figure(words, comma + 1 if comma else join + 2, high)
    if other is None:
        return None
    begin, again = _bounded(words, figure), _bounded(words, other)
    alike = _link(words, begin, figure) == _link(words, again, other)
    who = join + 1 + (words[join + 1].lower in _JOINING[sentence.language])
    if not alike or words[begin - 1].text == "," or words[who].pos not in ("DET", "PROPN", "NOUN"):
        return None
    if comma is None:
        # "Police put the crowd at 8,000, organisers at 50,000", but not "perdió en 2030 la sede y los archivos en 2031"
        counting = words[verb.last].lower in _COUNTING[sentence.language] and len(after_number(words, other, high)) <= 2
        counting &= not any(words[at].lower in _COUNTING[sentence.language] for at in range(who, again))  # "el Gobierno los cifra en 40"
        if not counting or any(words[at].text == "," or number(words[at]) for at in range(who, again)):
            return None
        comma = again
    elif again != comma + 1:
        return None
    noun = [] if counts(words, other, high) else bare(words, after_number(words, figure, join))
    one = [*range(join), *range(high, len(words))]
    told = verb.first
    while words[told - 1].lower in lexicon.CLITICS and sentence.language == "es":
        told -= 1  # "los alimentos se encarecieron un 5 %; la vivienda, un 6 %"
    two = [*range(who, comma), *range(told, begin), *range(again, high), *noun, *range(high, len(words))]
    return Figure(one, join, high), Figure(two, low, join, verb=_agreeing(sentence, verb.first, who, comma))


def _by_pronoun(sentence: Sentence) -> tuple[Figure, ...] | None:
    """Read "X cifra el seguimiento en el 95 %, mientras que Y lo rebaja al 60 %", "X put turnout at 95% while Y put it at 60%".

    A third may follow: "... y Z la situó en 12.500".
    """
    words, language, groups = sentence.words, sentence.language, sentence.groups
    low, high = sentence.trim(0, len(words))
    if len(groups) not in (2, 3) or any(words[group.last].lower not in _GIVING[language] for group in groups):
        return None
    first, *others = groups
    turns = [_turn(sentence, one, other) for one, other in pairwise(groups)]
    begins = [turn for turn in turns if turn is not None]
    if len(begins) < len(turns):
        return None
    object_link = next((at for at in range(first.last + 2, begins[0]) if words[at].lower in _AT[language]), None)
    if object_link is None or _figure(words, object_link, begins[0]) is None:
        return None
    about = range(first.last + 1, object_link)
    found = [Figure([*range(begins[0]), *range(high, len(words))], begins[0], high)]
    before = language == "es"
    for other, join, end in zip(others, begins, [*begins[1:], high], strict=True):
        pronoun = other.first - 1 if before else other.last + 1
        link = other.last + 1 if before else other.last + 2
        if link + 1 >= end or words[pronoun].lower not in _IT[language] or words[link].lower not in _AT[language]:
            return None
        if _figure(words, link, end) is None:
            return None
        who = next(at for at in range(join, end) if words[at].lower not in _JOINING[language] | {"que"})
        subject = range(who, pronoun if before else other.first)
        order = [*subject, *range(first.first, first.last + 1), *about, object_link, *range(link + 1, end), *range(high, len(words))]
        found.append(Figure(order, low, join, verb=_agreeing(sentence, first.first, subject.start, subject.stop)))
    return tuple(found)


def _before_source(sentence: Sentence, high: int) -> int:
    """Return where ", según X" at the end of a sentence begins, `high` where there is none or a figure has a source before it."""
    words, phrases = sentence.words, lexicon.SOURCE_PHRASES[sentence.language]
    sources = [at for at in range(1, high - 1) if sentence.phrase_at(at, phrases, high)]
    alone = len(sources) == 1 and words[sources[0] - 1].text == "," and not any(number(word) for word in words[sources[0] : high])
    return sources[0] - 1 if alone else high


def _turn(sentence: Sentence, one: VerbGroup, other: VerbGroup) -> int | None:
    """Return where the clause of another verb begins behind a figure: at "y", "mientras", or a comma."""
    words, joining = sentence.words, _JOINING[sentence.language]
    joins = [at for at in range(one.last + 2, other.first) if words[at].lower in joining]
    joins = [at for at in joins if any(number(word) for word in words[one.last + 1 : at])] or joins[:1]
    return joins[0] if joins else None


def _agreeing(sentence: Sentence, verb: int, low: int, high: int) -> tuple[int, str] | None:
    """Return a Spanish verb in the number of the subject that it has in another's statement; None where it has that number already."""
    form = sentence.words[verb].lower
    several = sentence.plural(low, high)
    if sentence.language != "es" or number_of(form, "es") == several:
        return None
    for entry in (*COMMON["es"].split(), *_COUNTING_VERBS.split()):
        verbs = paradigm(entry, "es")
        for pair in (verbs.present, verbs.past, verbs.imperfect, verbs.future):
            if form in pair:
                return verb, pair[several]
    for one, many in (("ó", "aron"), ("ió", "ieron"), ("a", "an"), ("á", "án")):  # regular forms
        if several and form.endswith(one) and not (one == "ó" and form.endswith("ió")):
            return verb, form.removesuffix(one) + many
        if not several and form.endswith(many):
            return verb, form.removesuffix(many) + one
    return None


def _other_source(sentence: Sentence) -> tuple[Figure, Figure] | None:
    """Read "Según el ministerio hay 40 contagios; según los médicos, 300"."""
    words, phrases = sentence.words, lexicon.SOURCE_PHRASES[sentence.language]
    low, high = sentence.trim(0, len(words))
    if len(sentence.groups) != 1 or not sentence.phrase_at(low, phrases, high):
        return None
    verb = sentence.groups[0]
    again = next((at for at in range(verb.last + 2, high - 2) if sentence.phrase_at(at, phrases, high)), None)
    if again is None:
        return None
    join = next((at for at in range(again - 1, verb.last, -1) if words[at].text in (";", ",") or words[at].lower in ("y", "and")), None)
    figure = next((at for at in range(verb.last + 1, join or verb.last) if number(words[at])), None)
    other = _figure(words, again, high)
    if join is None or figure is None or other is None or words[before_number(words, other) - 1].text != ",":
        return None
    start = before_number(words, other)
    while words[join - 1].lower in _JOINING[sentence.language]:
        join -= 1
    noun = [] if counts(words, other, high) else bare(words, after_number(words, figure, join))
    begin = next((at + 1 for at in range(low, verb.first) if words[at].text == ","), 0)
    commas = [] if begin else [COMMA]
    if not begin:
        subject = sentence.subject(low, join, verb)
        begin = subject[0] if subject and low + 1 < subject[0] < verb.first else verb.first
        while words[begin - 1].lower in lexicon.CLITICS:
            begin -= 1
    tail = range(high, len(words))
    one = [*range(begin), *commas, *range(begin, join), *tail]
    two = [*range(again, start), *([] if words[start - 1].text == "," else [COMMA])]
    two += [*range(begin, before_number(words, figure)), *range(start, high), *noun, *tail]
    return Figure(one, join, high), Figure(two, low, join)


def _figure(words: Sequence[Word], low: int, high: int) -> int | None:
    """Return the last number in the range, or rather the first of the words that say it."""
    numbers = [at for at in range(low, high) if number(words[at])]
    if not numbers:
        return None
    at = numbers[-1]
    while at - 1 in numbers or (at - 2 in numbers and _joins_tens(words, at - 1, high)):
        at -= 1 + (at - 1 not in numbers)
    return at


def _joins_tens(words: Sequence[Word], at: int, high: int) -> bool:
    """Whether a word is the "y" of "cuarenta y cinco mil"."""
    return 0 < at < high - 1 and words[at].lower == "y" and words[at - 1].lower.endswith("nta") and number(words[at + 1])


def number(word: Word) -> bool:
    """Whether a word is a number, or the first part of one."""
    return word.pos == "NUM" or word.text[0].isdigit()


def bare(words: Sequence[Word], places: range) -> list[int]:
    """Return the places without commas at their ends."""
    low, high = places.start, places.stop
    while low < high and words[low].text == ",":
        low += 1
    while low < high and words[high - 1].text == ",":
        high -= 1
    return list(range(low, high))


def before_number(words: Sequence[Word], figure: int) -> int:
    """Return where the words before a number begin that belong to it: "del 80 %", "en el 15 %", "unas 50.000"."""
    at = figure
    while at > 0 and (words[at - 1].pos in ("ADP", "DET") or words[at - 1].lower in _BEFORE):
        at -= 1
    return at


def _bounded(words: Sequence[Word], figure: int) -> int:
    """Return where the words before a number begin with its bound ("de más de 60")."""
    at = before_number(words, figure)
    return before_number(words, at - 1) if at > 1 and words[at - 1].lower in _BOUNDS else at


def _link(words: Sequence[Word], low: int, figure: int) -> list[str]:
    """Return the words before a number without those of its bound."""
    bound = next((at for at in range(low, figure) if words[at].lower in _BOUNDS), figure)
    return [word.lower for word in words[low:bound]]


def after_number(words: Sequence[Word], figure: int, high: int) -> range:
    """Return the words behind the number up to `high`: what it counts."""
    at = figure
    while at < high and (number(words[at]) or words[at].text == "%" or _joins_tens(words, at, high)):
        at += 1
    return range(at, high)


def counts(words: Sequence[Word], figure: int, high: int) -> bool:
    """Whether a noun follows the number, or a sign."""
    rest = after_number(words, figure, high)
    signed = any(words[at].text == "%" for at in range(figure, high))
    return signed or any(words[at].pos in ("NOUN", "PROPN", "ADJ") for at in rest)
