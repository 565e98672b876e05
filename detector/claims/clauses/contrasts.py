"""A figure that another's stands against: "Frente a los 40 contagios que reconoce el ministerio, los médicos cuentan 300"."""

from __future__ import annotations

from detector.claims.clauses.rival_figures import Figure, after_number, bare, counts, number
from detector.claims.grammar import lexicon
from detector.claims.grammar.morphology import all_forms
from detector.claims.grammar.reporting import reporting_verbs
from detector.claims.grammar.sentence import Sentence

_AGAINST: dict[str, tuple[str, ...]] = {
    "es": ("frente a", "a diferencia de", "en contraste con", "en lugar de", "muy por encima de", "por encima de", "muy lejos de",
        "lejos de", "muy por debajo de", "por debajo de", "muy superior a", "superior a", "muchos menos que", "muchas menos que",
        "menos que", "muchos más que", "muchas más que", "más que"),
    "en": ("unlike", "against", "compared with", "compared to", "as opposed to", "in contrast to", "well above", "far above", "above",
        "well below", "far below", "below", "far from", "far more than",
        "many more than", "more than", "far fewer than", "many fewer than", "fewer than", "far less than", "less than", "rather than"),
}  # fmt: skip
_AGAINST["es"] += tuple(phrase + "l" for phrase in _AGAINST["es"] if phrase.endswith((" a", " de")))
_THE = lexicon.word_set("el la los las del al the")
COUNTING_WHOLE = all_forms("contar/cuent hablar", "es") | all_forms("count", "en")
_OWN_FRAMES = ("assert", "believe", "suspect", "predict")


def contrasted(sentence: Sentence) -> tuple[Figure, Figure] | None:
    """Return how to read each of two figures of which one is set against the other with its source; None where there are no such two."""
    words, size = sentence.words, len(sentence.words)
    low, high = sentence.trim(0, size)
    for at in range(low, high - 4):
        length = sentence.phrase_at(at, _AGAINST[sentence.language], high)
        named = length and words[at + length - 1].lower in ("al", "del")
        figure = at + length + (not named and words[at + length].lower in _THE) if length else high
        definite = named or figure > at + length
        if figure >= high or not definite or not number(words[figure]) or not (at == low or words[at - 1].text == ","):
            continue
        end = next((place for place in range(figure, high) if words[place].text == ","), high)
        rest = range(end + 1, high) if at == low else range(low, at - 1)
        told = next((place for place in rest if number(words[place])), None)
        order = _said(sentence, figure, end)
        if told is None or order is None or not any(rest.start <= group.first < rest.stop for group in sentence.groups):
            continue
        verb, said, phrase = order
        stop = next((place for place in rest if place > told and words[place].text in (",", ";")), rest.stop)
        own = after_number(words, told, stop)
        noun = [] if counts(words, told, stop) else bare(words, after_number(words, figure, phrase))
        main = [*range(rest.start, own.start), *noun, *range(own.start, rest.stop), *(range(end, high) if at > low else ())]
        said += [] if counts(words, figure, phrase) else _swapped(sentence, rest.start, told, own, range(figure, phrase))
        tail = range(high, size)
        return Figure([*main, *tail], at, end), Figure([*said, *tail], rest.start, rest.stop, verb)
    return None


def _said(sentence: Sentence, figure: int, end: int) -> tuple[int | None, list[int], int] | None:
    """Return the participle, the order of the words and the end of the noun in "40 casos que admite X", "40 cases admitted by X"."""
    words, language = sentence.words, sentence.language
    verbs = reporting_verbs(language)
    link = next((at for at in range(figure + 1, end) if words[at].lower in verbs or words[at].lower in ("que", "that", "which")), None)
    if language == "en" and (
        link is None or any(group.first <= link <= group.last for group in sentence.groups)
    ):  # "the 40 cases the ministry has admitted"
        link = next((at for at in range(figure + 1, end) if words[at].pos in ("DET", "PROPN")), None)
    if link is None or link > figure + 6:
        return None
    own = range(figure, link) if counts(words, figure, link) else range(0)
    relative = words[link].lower in ("que", "that", "which")
    groups = [group for group in sentence.groups if link <= group.first < end]
    if language == "en" and not relative and link + 2 < end and words[link + 1].lower == "by":
        return link, [*range(link + 2, end), link, *own], link
    if language == "en" and not groups:
        return None
    if len(groups) != 1 or words[groups[0].last].lower not in verbs or groups[0].negated:
        return None
    group = groups[0]
    if verbs[words[group.last].lower][1] not in _OWN_FRAMES:
        return None
    before, behind = range(link + relative, group.first), range(group.last + 1, end)
    who = before if before else behind
    if not who or words[who.start].pos not in ("DET", "PROPN", "NOUN"):
        return None
    rest = behind if before else range(0)
    return None, [*who, *range(group.first, group.last + 1), *own, *rest], link


def _swapped(sentence: Sentence, low: int, told: int, behind: range, figure: range) -> list[int]:
    """Return the figure with the words that it shares with the one at `told`: "[el Gobierno admite] que murieron 40 personas"."""
    words, verbs = sentence.words, reporting_verbs(sentence.language)
    groups = [group for group in sentence.groups if low <= group.first < behind.stop]
    framing = [group for group in groups if words[group.last].lower in verbs and group.last < told]
    begin = framing[-1].last + 1 if framing else low
    if begin < told and words[begin].lower in ("que", "that"):
        begin += 1
    if not any(begin <= group.first for group in groups) or any(words[group.last].lower in COUNTING_WHOLE for group in groups):
        return [*figure, *bare(words, behind)[:1]]
    link = [figure.stop] if words[figure.stop].lower in ("que", "that") else []
    return [*link, *range(begin, told), *figure, *bare(words, behind)]
