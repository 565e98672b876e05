"""What is set off in a sentence as a sentence of its own: "La empresa, que despidió a 300 trabajadores" as "La empresa despidió ..."."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from detector.claims.clauses.asides import Aside
from detector.claims.clauses.composing import Item, Reading, compose, linked, noun_phrase, own_items, put_in
from detector.claims.clauses.results import brought_to
from detector.claims.grammar import lexicon
from detector.claims.grammar.adverbials import PERIODS
from detector.claims.grammar.nonfinite import auxiliary, finite, is_gerund, is_participle, perfect_of, skip_manner, tense
from detector.claims.grammar.sentence import Sentence
from detector.claims.reference.antecedents import own_subject


def set_off(sentence: Sentence, aside: Aside) -> Reading:
    """Read what is set off as a sentence of its own."""
    said = own_items(sentence, range(aside.low, aside.high))
    if aside.antecedent is None:
        return compose(sentence, said, aside=aside)
    result = aside.relative and aside.relative.kind == "result" and aside.verb
    if result and (count := brought_to(sentence, result, aside.high)):
        noun, being = own_items(sentence, count.noun), [put_in(form, "AUX", index == 0) for index, form in enumerate(count.verb.split())]
        return compose(sentence, [*noun, *being, *own_items(sentence, count.figure)], len(noun), aside)
    about = noun_phrase(sentence, aside.antecedent)
    if aside.kind in ("gerund", "participle", "absolute"):
        return compose(sentence, [*about, *_finite(sentence, aside)], len(about), aside)
    if aside.kind == "subject":
        return compose(sentence, [*about, *said], len(about), aside)
    verb = aside.verb.last + 1 - aside.low if aside.verb else 0
    if aside.kind == "object" and (behind := _subject_behind(sentence, aside)):
        doer = behind - aside.low
        return compose(sentence, [*said[verb:doer], *said[:verb], *linked(sentence, "", aside.antecedent), *said[doer:]], aside=aside)
    if aside.kind == "object":
        return compose(sentence, [*said[:verb], *linked(sentence, "", aside.antecedent), *said[verb:]], aside=aside)
    if aside.kind == "owner" and sentence.language == "en":
        return compose(sentence, [*about, put_in("'s", "PART"), *said], aside=aside)
    if aside.kind == "owner":
        return compose(sentence, _owned(sentence, aside, said), aside=aside)
    if sentence.language == "es" and aside.relative and aside.relative.link == "de" and _counts(said):
        return compose(sentence, [said[0], *linked(sentence, "de", aside.antecedent), *said[1:]], aside=aside)
    if sentence.language == "en" and aside.relative and aside.relative.link == "of" and aside.verb:
        share = 1 if aside.kind == "share" else aside.verb.first - aside.low  # "nine of whom were", "of whom nine were"
        rest = said[3:] if aside.kind == "share" else said[share:]
        whole = _share(sentence, said[:share], aside.antecedent)
        return compose(sentence, [*whole, *rest], len(whole), aside)
    subject = own_items(sentence, range(*aside.subject)) if aside.subject and _lacks_subject(sentence, aside) else []
    return compose(sentence, [*subject, *said, *linked(sentence, _link(sentence, aside), aside.antecedent)], len(subject), aside)


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


def _share(sentence: Sentence, share: list[Item], every: tuple[int, int]) -> list[Item]:
    """Return "nine of the 17 people" of "17 people, nine of whom"."""
    first = sentence.words[every[0]]
    bare = first.pos in ("NUM", "NOUN", "ADJ") and first.lower not in lexicon.DETERMINERS["en"]
    whole = own_items(sentence, range(*every)) if bare else linked(sentence, "", every)
    return [*share, put_in("of", "ADP"), *([put_in("the", "DET")] if bare else []), *whole]


def _owned(sentence: Sentence, aside: Aside, said: list[Item]) -> list[Item]:
    """Return "cuya sede ardió" as "la sede de la empresa ardió"."""
    assert aside.relative and aside.verb and aside.antecedent
    end = aside.verb.first
    while end > aside.low and sentence.words[end - 1].lower in lexicon.CLITICS | lexicon.NEGATIONS["es"]:
        end -= 1
    noun = end - aside.low
    return [put_in(aside.relative.link, "DET"), *said[:noun], *linked(sentence, "de", aside.antecedent), *said[noun:]]


def _link(sentence: Sentence, aside: Aside) -> str:
    """Return the preposition that the antecedent takes in its relative: that of "a la que", or of the place that it names."""
    assert aside.relative and aside.antecedent
    first = aside.antecedent[0]
    if not aside.relative.place:
        return aside.relative.link
    before = sentence.words[first - 1].lower if first else ""
    return "" if sentence.words[first].pos == "ADV" else before if before in ("in", "on", "at", "near") else aside.relative.link


def _finite(sentence: Sentence, aside: Aside) -> Iterator[Item]:
    """Yield a gerund or participle with a finite verb in its place, and others that "y" or "and" joins to it."""
    assert aside.antecedent
    words, language, plural = sentence.words, sentence.language, sentence.plural(*aside.antecedent)
    groups = sentence.groups
    main = next((g for g in reversed(groups) if g.first < aside.low), None) or next((g for g in groups if g.first >= aside.high), None)
    when = tense(sentence, main.first if main else None)
    begun, told = False, None
    for place in range(aside.low, aside.high):
        word = words[place]
        if aside.antecedent[0] <= place < aside.antecedent[1]:
            continue
        if place == aside.low and word.pos != "PROPN":
            word = replace(word, text=word.lower)  # it stood first and does no longer
        behind = skip_manner(sentence, place)
        if not begun and told is None and aside.kind != "gerund" and behind > place and is_participle(sentence, behind):
            told = behind  # "badly damaged": "was badly damaged"
            yield put_in(auxiliary(words[behind].lower, language, when, plural), "AUX", finite=True)
            yield word, place
        elif begun and words[place - 1].lower not in lexicon.COORDINATORS[language]:
            yield word, place
        elif aside.kind != "participle" and is_gerund(sentence, place):
            perfect = word.lower in ("habiendo", "having") and place + 1 < aside.high and is_participle(sentence, place + 1)
            form = perfect_of(language, when, plural) if perfect else finite(word.lower, language, when, plural)
            yield replace(word, text=form, pos="VERB", finite=True, nonfinite=False), place
            begun = True
        elif aside.kind != "gerund" and is_participle(sentence, place):
            if place != told:
                yield put_in(auxiliary(word.lower, language, when, plural), "AUX", finite=True)
            yield replace(word, pos="VERB", nonfinite=True), place
            begun = True
        else:
            yield word, place
