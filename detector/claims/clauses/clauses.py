"""Where a sentence states more than one thing: its clauses, each a contiguous range of words."""

from __future__ import annotations

from dataclasses import dataclass

from detector.claims.frames.complements import find_complement
from detector.claims.grammar import lexicon
from detector.claims.grammar.reporting import speech_verbs
from detector.claims.grammar.sentence import Sentence
from detector.claims.grammar.words import VerbGroup, Word

# Clauses of time, concession and result; causes, conditions and purposes stay in their clause.
_SUBORDINATES = {
    "es": ("cuando", "justo cuando", "incluso cuando", "aun cuando", "una vez que", "en cuanto", "tan pronto como", "apenas", "nada más",
        "después de que", "luego de que", "tras que", "pese a que", "a pesar de que", "a la vez que", "si bien", "aunque", "mientras",
        "mientras que"),
    "en": ("when", "just when", "just as", "even when", "once", "as soon as", "after", "shortly after", "soon after", "although", "though",
        "even though", "while", "whereas", "despite the fact that", "in spite of the fact that"),
}  # fmt: skip
_TELLING = frozenset(
    "say says said explain explained specify specified disclose disclosed reveal revealed announced decide decided".split()
)
_RESULTS = {"es": ("por lo que", "así que", "de modo que", "de manera que", "con lo que", "sino que"), "en": ("so",)}
_NO_MAIN = {"es": {"como", "según", "si", "conforme", "al"}, "en": {"as", "if"}}  # "Como informó X, P" is no list of two statements
_SPANS = frozenset("minutos horas días semanas meses años minutes hours days weeks months years".split())
_INSERTION = 18  # words between two commas, with them
_NEAR = 14  # words between a coordinator and its verb; more and the verb belongs to something else


@dataclass(frozen=True, slots=True)
class Clause:
    """A range of words that states one thing; `subordinate`: with "aunque", "cuando", "while", beside a main clause."""

    low: int
    high: int
    subordinate: bool = False


def split_clauses(sentence: Sentence, low: int, high: int, denied: bool = False) -> list[Clause]:
    """Return the clauses of a range of words; background such as "en medio de ..." at its end belongs to none.

    "P or Q" is one, unless it is `denied`: then each is.
    """
    hidden = sentence.hidden(low, high)
    clauses: list[Clause] = []
    begin = low
    index = low
    subordinate = False
    while index < high:
        cut = None if index in hidden else _cut(sentence, begin, index, high, denied)
        if cut is None:
            index += 1
            continue
        after, keep = cut
        if sentence.groups_in(begin, index) or _quotes(sentence, begin, index):
            opening = _subordinator(sentence, begin, index)
            clauses.append(Clause(begin + opening, _without_span(sentence, index), subordinate or opening > 0))
        if not keep:
            return clauses
        subordinate = _subordinator(sentence, index, high) > 0
        begin = index = after
    if begin < high:
        clauses.append(Clause(begin, high, subordinate))
    return clauses


def _cut(sentence: Sentence, begin: int, index: int, high: int, denied: bool) -> tuple[int, bool] | None:
    """Return (where the next clause begins, whether there is one) if a clause ends before `index`."""
    word, language = sentence.words[index], sentence.language
    if word.text == ";":
        return (index + 1, True) if sentence.groups_in(begin, index) and sentence.groups_in(index + 1, high) else None
    if index == begin:
        return None
    if word.text == ":":
        return (index + 1, True) if _opens_quoted_statement(sentence, index + 1, high) and sentence.groups_in(begin, index) else None
    comma = sentence.words[index - 1].text == ","
    if word.text == "," and (opening := _subordinator(sentence, begin, index)):
        # The comma that ends a fronted clause; one before the clause's verb does not.
        opened = [group for group in sentence.groups_in(begin + opening, index) if sentence.introducer(group, begin + opening) is None]
        return (index + 1, True) if opened and _next_main(sentence, index + 1, high) else None
    if word.lower in lexicon.ADDITIVE[language] and _quotes(sentence, begin, index):
        following = _next_main(sentence, index + 1, high)
        tells = following is not None and not _without_fillers(sentence, index + 1, following.first)
        return (index + 1, True) if following and tells and sentence.words[following.last].lower in speech_verbs(language) else None
    if not sentence.main_groups(begin, index):
        return None
    if comma and sentence.phrase_at(index, lexicon.BACKGROUND[language], high):
        return index, False
    if word.text == "," and (listed := _listed(sentence, begin, index, high)):
        return listed, True
    if word.text == "," and _instead(sentence, begin, index, high):
        return index + 1, True
    if length := _connective(sentence, begin, index, high, comma):
        following = _next_main(sentence, index + length, high)
        return (index + length, True) if following else None
    joining = lexicon.COORDINATORS if denied else lexicon.ADDITIVE
    if word.lower in joining[language] and _coordinates(sentence, begin, index, high, comma):
        return index + 1 + (sentence.words[index + 1].text == ","), True
    return None


def _subordinator(sentence: Sentence, index: int, high: int) -> int:
    """Return how many words of a subordinator stand at `index`, 0 for none; "en cuanto a" is none."""
    length = sentence.phrase_at(index, _SUBORDINATES[sentence.language], high)
    after = sentence.words[index + length].lower if index + length < len(sentence.words) else ""
    if sentence.words[index].lower == "apenas" and index and sentence.words[index - 1].is_word:
        return 0  # "la muestra apenas incluía a mayores": hardly
    adverb = sentence.words[index].lower == "once" and after in ("more", "again")
    return 0 if adverb or (sentence.words[index].lower == "en" and after in ("a", "al")) else length


def _connective(sentence: Sentence, begin: int, index: int, high: int, comma: bool) -> int:
    """Return how many words of a connective stand at `index`, 0 where it belongs to the words before it."""
    language, words = sentence.language, sentence.words
    if comma and (length := sentence.phrase_at(index, _RESULTS[language], high)):
        return 0 if index + length < high and words[index + length].lower in ("that", "far", "long") else length
    if length := _subordinator(sentence, index, high):
        if words[index - 1].lower in ("desde", "hasta", "since", "until", "de", "even"):
            return 0
        if words[index].lower == "when" and words[index - 1].lower in _TELLING:
            return 0  # "has not said when the bridge will reopen"
        # Without a comma it belongs to the reported clause that it stands in, and is found when that is read.
        if comma:
            return length
        earlier = sentence.groups_in(begin, index)
        if not earlier:
            return length
        last = earlier[-1]
        return 0 if sentence.introducer(last, begin) is not None or _in_bare_clause(sentence, begin, index, last) else length
    return sentence.phrase_at(index, lexicon.CLAUSE_CONNECTIVES[language], high)


def _without_span(sentence: Sentence, index: int) -> int:
    """Return the end of a clause without the span that measures what follows (", horas | después de que", ", hours | after")."""
    if index and sentence.words[index - 1].lower in _SPANS:
        comma = next((place for place in range(index - 2, max(index - 5, 0), -1) if sentence.words[place].text == ","), None)
        return index if comma is None else comma
    return index


def _listed(sentence: Sentence, begin: int, comma: int, high: int) -> int | None:
    """Return where the next clause begins if the comma stands between two of several ("P, Q y R"), None where it does not."""
    words, language = sentence.words, sentence.language
    last = sentence.groups_in(begin, comma)[-1]
    if words[comma + 1 : comma + 2] and words[comma + 1].lower in lexicon.COMPLEMENTIZERS[language] - {"if", "si"}:
        joined = sentence.introducer(last, begin) is None and bool(sentence.groups_in(comma + 2, high))
        closed = any(
            words[place].lower in lexicon.ADDITIVE[language] and words[place + 1].lower == words[comma + 1].lower
            for place in range(comma + 2, high - 1)
        )
        return comma + 2 if joined and closed else None
    following = None if _connective(sentence, begin, comma + 1, high, comma=True) else _next_main(sentence, comma + 1, high)
    if following is None or words[begin].lower in _NO_MAIN[language] or (language == "en" and words[begin].finite):
        return None
    inner = sentence.introducer(last, begin) is not None or _in_bare_clause(sentence, begin, comma, last)
    between = words[comma + 1 : following.first]
    if inner or any(word.text == "," for word in between):
        return None
    bare = not _without_fillers(sentence, comma + 1, following.first)
    own = _own_subject(sentence, comma + 1, following)
    if not (bare or own):
        return None
    parallel = own and not bare and _own_subject(sentence, begin, last)
    return comma + 1 if parallel or _closed_by_coordinator(sentence, following, high) else None


def _instead(sentence: Sentence, begin: int, comma: int, high: int) -> bool:
    """Whether a Spanish clause says behind a comma what is so instead of what is not: "No hemos crecido un 0,4 %, hemos caído un 0,2 %"."""
    last, following = sentence.groups_in(begin, comma)[-1], _next_main(sentence, comma + 1, high)
    if (
        sentence.language != "es"
        or following is None
        or following.negated
        or not last.negated
        or sentence.introducer(last, begin) is not None
    ):
        return False
    person = sentence.words[last.first].lower, sentence.words[following.first].lower
    alike = any(all(form.endswith(ending) for form in person) for ending in ("mos", "n")) or not any(
        f.endswith(("mos", "n")) for f in person
    )
    frames = sentence.words[following.last].lower in speech_verbs("es")
    return alike and not frames and all(word.lower in lexicon.CLITICS for word in sentence.words[comma + 1 : following.first])


def _closed_by_coordinator(sentence: Sentence, group: VerbGroup, high: int) -> bool:
    """Whether an "and" with a further verb closes the list in which the verb group stands."""
    for index in range(group.last + 1, high - 1):
        if sentence.words[index].lower in lexicon.ADDITIVE[sentence.language] and _next_main(sentence, index + 1, high):
            following = _next_main(sentence, index + 1, high)
            bare = following is not None and not _without_fillers(sentence, index + 1, following.first)
            return following is not None and (bare or _own_subject(sentence, index + 1, following))
    return False


def _without_fillers(sentence: Sentence, low: int, high: int) -> list[Word]:
    """Return the words of a range that are no negations, pronouns of the verb, or adverbs."""
    fillers = lexicon.NEGATIONS[sentence.language] | lexicon.CLITICS
    return [word for word in sentence.words[low:high] if word.lower not in fillers and word.pos != "ADV"]


def _opens_quoted_statement(sentence: Sentence, index: int, high: int) -> bool:
    """Whether a quotation that holds a verb begins at `index`."""
    return any(
        first == index and last <= high and any(first < group.first < last for group in sentence.groups)
        for first, last in sentence.enclosed
    )


def _quotes(sentence: Sentence, low: int, high: int) -> bool:
    """Whether a range is a quotation that holds a verb, and no more: "«El alcalde mintió», | y añadió"."""
    high -= sentence.words[high - 1].text == ","
    return (low, high) in sentence.enclosed and any(low < group.first < high for group in sentence.groups)


def _next_main(sentence: Sentence, low: int, high: int) -> VerbGroup | None:
    """Return the verb group that the words at `low` lead to, if nothing between makes it part of something else."""
    groups = sentence.groups_in(low, high)
    if not groups or groups[0].first - low > _NEAR or sentence.introducer(groups[0], low) is not None:
        return None
    between = sentence.words[low : groups[0].first]
    if between and between[0].nonfinite:
        return None
    blocked = lexicon.COORDINATORS[sentence.language] | {";", ":", "pero", "but"}
    if any(word.lower in blocked for word in between) and not any(word.subject for word in between):
        return None
    return groups[0]


def _coordinates(sentence: Sentence, begin: int, index: int, high: int, comma: bool) -> bool:
    """Whether the coordinator at `index` joins two statements rather than two nouns or two verbs of a subordinate clause."""
    link = index + 1 + prepositioned(sentence, index + 1)
    if link < high and sentence.words[link].lower in ("que", "that"):
        joined = sentence.introducer(sentence.groups_in(begin, index)[-1], begin) is None  # both stand in one reported clause
        return joined and bool(sentence.groups_in(link + 1, high))
    opening, language = _behind_insertion(sentence, index + 1, high), sentence.language
    following = _next_main(sentence, opening, high)
    if following is None:
        return False
    gap = _without_fillers(sentence, opening, following.first)
    last = sentence.groups_in(begin, index)[-1]
    if not gap and _infinitive(sentence, last, index, following):
        return False
    opened = any(word.lower in lexicon.COMPLEMENTIZERS[language] for word in sentence.words[last.last + 1 : index] if word.pos != "DET")
    opened &= not any(
        last.last < group.first < index for group in sentence.groups
    )  # "dijo que «el alcalde mintió», y añadió": in the quotation
    if opened and sentence.words[last.last].lower in speech_verbs(language):
        return False  # "confirmó que seis buques y un submarino patrullan": the clause has no verb yet
    if sentence.introducer(last, begin) is not None or _in_bare_clause(sentence, begin, index, last):
        # The words before belong to a "que" clause: leave it only for another report, or for a new subject after a comma.
        reporting = sentence.words[following.last].lower in speech_verbs(sentence.language)
        return (reporting and not gap) or (comma and _own_subject(sentence, opening, following))
    if not gap:
        return True
    return _own_subject(sentence, opening, following)


def _behind_insertion(sentence: Sentence, low: int, high: int) -> int:
    """Return where the words go on behind what two commas set off at `low` ("y, según su portavoz, | cerrará"), `low` where none is."""
    words, hidden = sentence.words, sentence.hidden(low, high)
    if low >= high or words[low].text != ",":
        return low
    end = next((at for at in range(low + 2, min(high - 1, low + _INSERTION)) if words[at].text == "," and at not in hidden), None)
    return low if end is None else end + 1


def prepositioned(sentence: Sentence, at: int) -> bool:
    """Whether a preposition stands before "que": "insiste en que P y en que Q"."""
    words = sentence.words[at : at + 2]
    return sentence.language == "es" and len(words) == 2 and words[0].lower in ("en", "de", "a", "con") and words[1].lower == "que"


def _infinitive(sentence: Sentence, last: VerbGroup, index: int, following: VerbGroup) -> bool:
    """Whether an English verb that looks finite is one of several infinitives ("to clear roads and set up a hospital")."""
    if sentence.language != "en" or sentence.words[following.first].lemma != sentence.words[following.first].lower:
        return False
    nominal = ("DET", "NOUN", "PROPN", "PRON", "NUM")
    return any(
        sentence.words[place].lower == "to" and sentence.words[place + 1].pos not in nominal for place in range(last.last, index - 1)
    )


def _in_bare_clause(sentence: Sentence, begin: int, index: int, last: VerbGroup) -> bool:
    """Whether the last verb stands in a reported clause without "that" ("said the ship was moored")."""
    if sentence.language != "en":
        return False
    found = find_complement(sentence, begin, index)
    return found is not None and found.kind == "clause" and found.low <= last.first


def _own_subject(sentence: Sentence, low: int, group: VerbGroup) -> bool:
    parsed = any(word.head >= 0 for word in sentence.words)
    if parsed:
        return any(word.subject and group.first <= word.head <= group.last for word in sentence.words[low : group.first])
    return sentence.subject(low, group.first, group) is not None
