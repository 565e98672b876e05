"""A sentence as the sentences that are read in its place: one without what is set off in it, and one for each thing set off.

"La empresa, que despidió a 300 trabajadores, cerró" is read as "La empresa cerró" and "La empresa despidió a 300 trabajadores".
Each knows where its words stand in the article, so that quotes stay verbatim.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from detector.claims.clauses.alternatives import alternatives, exceptions
from detector.claims.clauses.asides import Aside, find_asides
from detector.claims.clauses.connectives import without_connective
from detector.claims.clauses.contrasts import contrasted
from detector.claims.clauses.corrections import corrected
from detector.claims.clauses.formalities import formality
from detector.claims.clauses.insertions import quotation_first, source_first
from detector.claims.clauses.results import brought_to
from detector.claims.clauses.rival_figures import COMMA, THAT, Figure, rival_figures
from detector.claims.frames.complements import find_complement
from detector.claims.frames.sources import trailing_source
from detector.claims.grammar import lexicon
from detector.claims.grammar.adverbials import PERIODS
from detector.claims.grammar.morphology import all_forms
from detector.claims.grammar.nonfinite import auxiliary, finite, is_gerund, is_participle, perfect_of, tense
from detector.claims.grammar.reporting import speech_verbs
from detector.claims.grammar.sentence import Sentence
from detector.claims.grammar.words import VerbGroup, Word
from detector.claims.reference.antecedents import own_subject
from detector.claims.reference.content import lacks_subject
from detector.claims.reference.subject import Subject

_DENYING = all_forms("negar/nieg desmentir/desmient/desmint rechazar refutar rebatir descartar", "es")
_CORRECTING = all_forms("rectificar corregir/corrig", "es") | lexicon.word_set("corrigió corrigieron")
Item = tuple[Word, int | None]
"""A word as it is read, and its place in the sentence of the article."""
_FRAME = 7  # words from who corrects what they said to the colon
_OPENING, _CLOSING = "¿¡«“(", ",.;:!?»”)%"


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence to read. `places` are its words' indices in the sentence of the article, None for a word put in."""

    sentence: Sentence
    places: Sequence[int | None]
    aside: Aside | None = None
    without: tuple[int, int] | None = None  # words of the article's sentence that another reading tells

    def quote(self, low: int, high: int) -> tuple[int, int] | None:
        """Return the range of the article's words that a range of words stands for; None where it holds none of its own."""
        aside, held = self.aside, [place for place in self.places[low:high] if place is not None]
        own = [place for place in held if aside is None or aside.low <= place < aside.high]
        return (min(own), max(own) + 1) if own else None


def readings(sentence: Sentence, shortest: int) -> list[Reading]:
    """Return what to read of a sentence, the main reading first; what is set off in fewer than `shortest` words stays in its clause."""
    whole = Reading(sentence, range(len(sentence.words)))
    if kept := without_connective(sentence.words, sentence.language):
        bare = _compose(sentence, _own(sentence, kept))
        found = readings(bare.sentence, shortest)
        if not any(reading.aside or reading.without for reading in found):
            return [_placed(reading, bare) for reading in found]
    if not sentence.groups or "?" in sentence.article_text[max(sentence.start, sentence.end - 2) : sentence.end]:
        return [whole]  # "One killed, four wounded": nothing is set off where there is no verb
    if figures := rival_figures(sentence) or contrasted(sentence) or alternatives(sentence) or exceptions(sentence):
        return [_figure(sentence, figure) for figure in figures]
    asides = [aside for aside in find_asides(sentence) if aside.high - aside.low >= shortest]
    figure = corrected(sentence)
    if figure:
        asides = [aside for aside in asides if not _touches(aside, figure)]
    order = figure.order if figure else range(len(sentence.words))
    kept = [index for index in order if not any(aside.cut[0] <= index < aside.cut[1] for aside in asides)]
    main = _with_source_beside(sentence, _with_shared_auxiliaries(sentence, _own(sentence, kept)))
    unchanged = [place for _, place in main] == list(whole.places)
    told = _explained(whole if unchanged else _compose(sentence, main))
    if figure:
        told = [replace(reading, without=(figure.low, figure.high)) for reading in told]
    return [*told, *(_aside(sentence, aside) for aside in asides if not formality(sentence, aside))]


def _touches(aside: Aside, figure: Figure) -> bool:
    """Whether what is set off, or what it tells of, holds a figure that the sentence calls wrong."""
    spans = [aside.cut, (aside.low, aside.high), *([aside.antecedent] if aside.antecedent else [])]
    return any(low < figure.high and figure.low < high for low, high in spans)


def _explained(whole: Reading) -> list[Reading]:
    """Cut a reading at a colon between two statements, unless one is what the other reports ("El pueblo no tiene médico: P")."""
    sentence = whole.sentence
    high, hidden = len(sentence.words), sentence.hidden(0, len(sentence.words))
    colon = next((index for index in range(1, high - 1) if sentence.words[index].text == ":" and index not in hidden), None)
    if colon is None or colon + 1 in hidden:
        return [whole]
    before, after = sentence.main_groups(0, colon), sentence.main_groups(colon + 1, high)
    if before and after and (told := _denied_and_told(whole, colon, before)):
        return told
    reported = any(sentence.words[group.last].lower in speech_verbs(sentence.language) for group in before)
    if not before or not after or reported:
        return [whole]
    source = trailing_source(sentence, 0, high)
    if source and source.high > colon and not source.second:
        return [whole]  # "P: Q, admitió X": X says both
    if (found := find_complement(sentence, 0, high)) and found.low > colon:
        return [whole]
    items = _own(sentence, range(high))
    subject = sentence.subject(0, colon, before[0])
    lacking = subject and sentence.language == "es" and sentence.subject(colon + 1, high, after[0]) is None
    put = Subject(sentence.text(*subject), sentence.plural(*subject)) if lacking and subject else None
    about = items[slice(*subject)] if subject and put and lacks_subject(sentence, colon + 1, after[0], put) else []
    first = _placed(_compose(sentence, items[:colon]), whole)
    second = _placed(_compose(sentence, [*about, *items[colon + 1 :]], len(about)), whole, colon + 1)
    return [first, second]


def _denied_and_told(whole: Reading, colon: int, groups: Sequence[VerbGroup]) -> list[Reading]:
    """Read "Sus abogados lo desmienten: P", with or without "afirman" at the end, as a denial and as P by the same; nothing for another."""
    sentence = whole.sentence
    words, verb = sentence.words, groups[-1]
    pointing = sentence.language == "es" and verb.first and words[verb.first - 1].lower == "lo" and words[verb.last].lower in _DENYING
    pointing = bool(pointing) and colon - verb.last <= 2
    corrects = (
        sentence.language == "es" and words[verb.last].lower in _CORRECTING and colon - verb.last <= _FRAME
    )  # "X corrigió sus datos: P"
    subject = sentence.subject(0, colon, verb) if (pointing or corrects) and len(groups) == 1 else None
    if subject is None or words[colon + 1].text in '«“"' or trailing_source(sentence, colon + 1, len(words)):
        return []
    items = _own(sentence, range(len(words)))
    end = sentence.trim(0, len(words))[1]
    bare = words[end - 2].text == "," and words[end - 1].finite and words[end - 1].lower in speech_verbs("es")
    frame = items[end - 1 : end] if bare else [_put_in("según", "ADP")]
    (first, place), *rest = items[slice(*subject)]
    first = replace(first, text=first.lower) if first.pos == "DET" else first
    said = [*items[colon + 1 : end - 2 * bare], _put_in(",", "PUNCT"), *frame, (first, place), *rest]
    return [_placed(_compose(sentence, items[:colon]), whole), _placed(_compose(sentence, said), whole, colon + 1)]


def _placed(part: Reading, whole: Reading, low: int = 0) -> Reading:
    """Say where the words of a part of a reading stand in the article's sentence; those before `low` are no part of its quote."""
    return replace(part, places=[None if place is None or place < low else whole.places[place] for place in part.places])


def _aside(sentence: Sentence, aside: Aside) -> Reading:
    """Read what is set off as a sentence of its own."""
    said = _own(sentence, range(aside.low, aside.high))
    if aside.antecedent is None:
        return _compose(sentence, said, aside=aside)
    result = aside.relative and aside.relative.kind == "result" and aside.verb
    if result and (count := brought_to(sentence, result, aside.high)):
        noun, being = _own(sentence, count.noun), [_put_in(form, "AUX", index == 0) for index, form in enumerate(count.verb.split())]
        return _compose(sentence, [*noun, *being, *_own(sentence, count.figure)], len(noun), aside)
    about = _about(sentence, aside.antecedent)
    if aside.kind in ("gerund", "participle", "absolute"):
        return _compose(sentence, [*about, *_finite(sentence, aside)], len(about), aside)
    if aside.kind == "subject":
        return _compose(sentence, [*about, *said], len(about), aside)
    verb = aside.verb.last + 1 - aside.low if aside.verb else 0
    if aside.kind == "object" and (behind := _subject_behind(sentence, aside)):
        doer = behind - aside.low
        return _compose(sentence, [*said[verb:doer], *said[:verb], *_linked(sentence, "", aside.antecedent), *said[doer:]], aside=aside)
    if aside.kind == "object":
        return _compose(sentence, [*said[:verb], *_linked(sentence, "", aside.antecedent), *said[verb:]], aside=aside)
    if aside.kind == "owner" and sentence.language == "en":
        return _compose(sentence, [*about, _put_in("'s", "PART"), *said], aside=aside)
    if aside.kind == "owner":
        return _compose(sentence, _owned(sentence, aside, said), aside=aside)
    if sentence.language == "es" and aside.relative and aside.relative.link == "de" and _counts(said):
        return _compose(sentence, [said[0], *_linked(sentence, "de", aside.antecedent), *said[1:]], aside=aside)
    if sentence.language == "en" and aside.relative and aside.relative.link == "of" and aside.verb:
        share = 1 if aside.kind == "share" else aside.verb.first - aside.low  # "nine of whom were", "of whom nine were"
        rest = said[3:] if aside.kind == "share" else said[share:]
        whole = _share(sentence, said[:share], aside.antecedent)
        return _compose(sentence, [*whole, *rest], len(whole), aside)
    subject = _own(sentence, range(*aside.subject)) if aside.subject and _lacks_subject(sentence, aside) else []
    return _compose(sentence, [*subject, *said, *_linked(sentence, _link(sentence, aside), aside.antecedent)], len(subject), aside)


def _counts(said: list[Item]) -> bool:
    """Whether a relative begins with a bare count: "de los que siete eran menores", but not "200 millones"."""
    return said[0][0].pos == "NUM" and said[1][0].pos != "NUM" and said[1][0].lower not in ("millones", "millón", "mil", "%")


def _lacks_subject(sentence: Sentence, aside: Aside) -> bool:
    """Whether a relative of place or the like wants the subject of the clause around it ("donde permaneció dos días")."""
    if sentence.language != "es" or not aside.subject or not aside.verb or aside.subject == aside.antecedent:
        return False
    if sentence.words[aside.verb.last].lower in lexicon.HABER:
        return False  # "donde hubo 40 heridos"
    before = aside.verb.first
    while before > aside.low and sentence.words[before - 1].lower in lexicon.CLITICS:
        before -= 1
        if sentence.words[before].lower == "se":
            return False  # "donde se instalaron camas": nobody's, or its own
    plural = sentence.words[aside.verb.first].lower.endswith("n")
    return plural == sentence.plural(*aside.subject) and not own_subject(sentence, aside.low, aside.high, aside.verb)


def _subject_behind(sentence: Sentence, aside: Aside) -> int | None:
    """Return where the subject ends that stands right behind the verb of a Spanish relative ("que investiga la Fiscalía")."""
    words = sentence.words
    if sentence.language != "es" or not aside.verb or aside.verb.first != aside.low or aside.verb.last + 2 >= aside.high + 1:
        return None
    first = aside.verb.last + 1
    if words[first].lower not in ("el", "la", "los", "las") or words[first + 1].lower in PERIODS or words[first + 1].text.isdigit():
        return None
    stops = lexicon.PREPOSITIONS["es"] - {"de"}
    return next((at for at in range(first + 1, aside.high) if words[at].lower in stops or not words[at].is_word), aside.high)


def _own(sentence: Sentence, places: Iterable[int]) -> list[Item]:
    return [(sentence.words[place], place) for place in places]


def _about(sentence: Sentence, span: tuple[int, int]) -> list[Item]:
    """Return a noun phrase with the article that "del" and "al" before it hold."""
    before = sentence.words[span[0] - 1].lower if span[0] and sentence.language == "es" else ""
    return [*([_put_in("el", "DET")] if before in ("del", "al") else []), *_own(sentence, range(*span))]


def _put_in(text: str, pos: str, finite: bool = False) -> Item:
    return Word(text, 0, 0, pos, text, finite), None


def _with_source_beside(sentence: Sentence, items: list[Item]) -> list[Item]:
    if kept := without_connective([word for word, _ in items], sentence.language):
        items = [items[index] for index in kept]
    words = [word for word, _ in items]
    order = quotation_first(words, sentence.language) or source_first(words, sentence.language)
    return _ordered(items, order) if order else items


def _figure(sentence: Sentence, figure: Figure) -> Reading:
    items = _own(sentence, range(len(sentence.words)))
    if figure.finite is not None:
        items[figure.finite] = replace(sentence.words[figure.finite], pos="VERB", finite=True, nonfinite=False), figure.finite
    if figure.verb is not None:
        place, form = figure.verb
        items[place] = replace(sentence.words[place], text=form), place
    items = _ordered(items, figure.order)
    return replace(_compose(sentence, _with_source_beside(sentence, items)), without=(figure.low, figure.high))


def _ordered(items: list[Item], order: Sequence[int]) -> list[Item]:
    put = {COMMA: (",", "PUNCT"), THAT: ("that", "SCONJ")}
    return [_put_in(*put[index]) if index in put else items[index] for index in order]


def _with_shared_auxiliaries(sentence: Sentence, items: list[Item]) -> list[Item]:
    """Put back the auxiliary that two verbs share: "was flown home and [was] taken to prison", "will shut shops and [will] cut jobs"."""
    found: list[Item] = []
    for item, following in zip(items, (*items[1:], None), strict=False):
        found.append(item)
        if item[0].lower in lexicon.COORDINATORS[sentence.language] and item[1] is not None and following and following[1] is not None:
            shared = _shared_auxiliary(sentence, item[1], following[1])
            if shared:
                found.append(_put_in(shared.text, "AUX", finite=True))
    return found


def _shared_auxiliary(sentence: Sentence, coordinator: int, verb: int) -> Word | None:
    words = sentence.words
    group = next((group for group in reversed(sentence.groups) if group.first < coordinator), None)
    if group is None or group.first == group.last or verb + 2 >= len(words) or words[verb].finite:
        return None
    between = words[group.last : coordinator]
    if words[verb + 1].pos not in ("ADP", "ADV", "DET", "NUM", "PROPN") or any(word.text == "," for word in between):
        return None
    first, last, word = words[group.first], group.last, words[verb]
    modal = first.lower in lexicon.MODALS_EN and word.nonfinite and word.lemma == word.lower and not is_participle(sentence, verb)
    if sentence.language == "en" and modal:
        return None if any(word.lower == "to" for word in between) else first
    return first if first.pos == "AUX" and is_participle(sentence, last) and is_participle(sentence, verb) else None


def _share(sentence: Sentence, share: list[Item], every: tuple[int, int]) -> list[Item]:
    """Return "nine of the 17 people" of "17 people, nine of whom"."""
    first = sentence.words[every[0]]
    bare = first.pos in ("NUM", "NOUN", "ADJ") and first.lower not in lexicon.DETERMINERS["en"]
    whole = _own(sentence, range(*every)) if bare else _linked(sentence, "", every)
    return [*share, _put_in("of", "ADP"), *([_put_in("the", "DET")] if bare else []), *whole]


def _owned(sentence: Sentence, aside: Aside, said: list[Item]) -> list[Item]:
    """Return "cuya sede ardió" as "la sede de la empresa ardió"."""
    assert aside.relative and aside.verb and aside.antecedent
    end = aside.verb.first
    while end > aside.low and sentence.words[end - 1].lower in lexicon.CLITICS | lexicon.NEGATIONS["es"]:
        end -= 1
    noun = end - aside.low
    return [_put_in(aside.relative.link, "DET"), *said[:noun], *_linked(sentence, "de", aside.antecedent), *said[noun:]]


def _link(sentence: Sentence, aside: Aside) -> str:
    """Return the preposition that the antecedent takes in its relative: that of "a la que", or of the place that it names."""
    assert aside.relative and aside.antecedent
    first = aside.antecedent[0]
    if not aside.relative.place:
        return aside.relative.link
    before = sentence.words[first - 1].lower if first else ""
    return "" if sentence.words[first].pos == "ADV" else before if before in ("in", "on", "at", "near") else aside.relative.link


def _linked(sentence: Sentence, link: str, span: tuple[int, int]) -> list[Item]:
    """Return a preposition and a noun phrase, contracted where Spanish contracts them."""
    first, *rest = _about(sentence, span)
    if first[0].pos == "DET":
        first = replace(first[0], text=first[0].lower), None
    if not link:
        return [first, *rest]
    if sentence.language == "es" and link in ("a", "de") and first[0].text == "el":
        return [_put_in(link + "l" if link == "a" else "del", "ADP"), *rest]
    return [_put_in(link, "ADP"), first, *rest]


def _finite(sentence: Sentence, aside: Aside) -> Iterator[Item]:
    """Yield a gerund or participle with a finite verb in its place, and others that "y" or "and" joins to it."""
    assert aside.antecedent
    words, language, plural = sentence.words, sentence.language, sentence.plural(*aside.antecedent)
    groups = sentence.groups
    main = next((g for g in reversed(groups) if g.first < aside.low), None) or next((g for g in groups if g.first >= aside.high), None)
    when = tense(sentence, main.first if main else None)
    begun = False
    for place in range(aside.low, aside.high):
        word = words[place]
        if aside.antecedent[0] <= place < aside.antecedent[1]:
            continue
        if place == aside.low and word.pos != "PROPN":
            word = replace(word, text=word.lower)  # it stood first and does no longer
        if begun and words[place - 1].lower not in lexicon.COORDINATORS[language]:
            yield word, place
        elif aside.kind != "participle" and is_gerund(sentence, place):
            perfect = word.lower in ("habiendo", "having") and place + 1 < aside.high and is_participle(sentence, place + 1)
            form = perfect_of(language, when, plural) if perfect else finite(word.lower, language, when, plural)
            yield replace(word, text=form, pos="VERB", finite=True, nonfinite=False), place
            begun = True
        elif aside.kind != "gerund" and is_participle(sentence, place):
            yield _put_in(auxiliary(word.lower, language, when, plural), "AUX", finite=True)
            yield replace(word, pos="VERB", nonfinite=True), place
            begun = True
        else:
            yield word, place


def _compose(sentence: Sentence, items: list[Item], subject: int = 0, aside: Aside | None = None) -> Reading:
    """Write a sentence of words; its first `subject` words are the subject of the first finite verb after them."""
    at = {place: index for index, (_, place) in enumerate(items) if place is not None}
    verb = next((index for index in range(subject, len(items)) if items[index][0].finite), -1) if subject else -1
    root = _root(sentence, [place for _, place in items[:subject] if place is not None]) if verb >= 0 else None
    text, words, previous = "", list[Word](), None
    for index, (word, place) in enumerate(items):
        if place is not None and previous is not None and place == previous + 1:
            text += sentence.article_text[sentence.words[previous].end : sentence.words[place].start]
        elif index and not (word.text in _CLOSING or word.text == "'s" or text[-1:] in _OPENING):
            text += " "
        head = verb if place is not None and place == root else at.get(word.head, -1)
        named = word.subject or (place is not None and place == root)
        words.append(replace(word, start=len(text), end=len(text) + len(word.text), head=head, subject=named))
        text += word.text
        previous = place
    return Reading(Sentence(text, 0, len(text), sentence.language, words), [place for _, place in items], aside)


def _root(sentence: Sentence, places: list[int]) -> int | None:
    """Return the head of a noun phrase where a parser gave it one."""
    return next((place for place in places if sentence.words[place].head >= 0 and sentence.words[place].head not in places), None)
