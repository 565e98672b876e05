"""What stands behind a statement and says whose it is: "dijo ayer el alcalde", "según la policía", "officials added"."""

from __future__ import annotations

from collections.abc import Sequence

from detector.claims.grammar import frame_words, lexicon, nouns
from detector.claims.grammar.adverbials import TIME_WORDS, skip_adverbials
from detector.claims.grammar.reporting import frame_stance, reporting_verbs
from detector.claims.grammar.sentence import Sentence
from detector.claims.grammar.words import VerbGroup
from detector.claims.reference.speakers import speaker
from detector.claims.reference.subject import Subject
from detector.records import Stance

_CONCEDING = lexicon.word_set("aunque cuando mientras although though while when whereas")


def tail(sentence: Sentence, begin: int, end: int, direct: bool) -> tuple[str | None, Subject | None, Stance] | None:
    """Return whose the statement before words `begin` to `end` is: speaker, as a subject, and stance; None where they tell of nobody.

    `direct`: the statement is a quotation.
    """
    language = sentence.language
    opening = sentence.words[begin].lower
    linked = opening in lexicon.COORDINATORS[language] or opening in _CONCEDING  # "«P», y comenzó su turno", "P, aunque X protestó"
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
    end = _first_teller(sentence, groups, end)
    if _comments(sentence, begin):
        return None
    verb = reporting_verbs(language).get(sentence.words[group.last].lower)
    speech = sentence.words[group.last].text.islower() and sentence.words[group.last].lower not in lexicon.AUXILIARIES[language]
    if language == "en" and words_heard(sentence, start, group):
        verb = ("hear", "assert")  # "P, the court heard"
    alone = language == "es" and group.first == group.last == start  # "«Es un atraco», bramó"
    if verb is None and direct and (group.last + 1 < end or alone) and speech:
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
    parted = language == "es" and group.first > start and sentence.words[group.first - 1].text == ","
    if parted and speaker(sentence, group.last + 1, end, after_verb=True):
        return None  # "P, tres décimas menos, informó X": the source begins at the verb
    if group.first == start or (group.first == start + 1 and sentence.words[start].lower in lexicon.CLITICS):
        if not direct and start == begin and sentence.words[start].lower == "se":
            return None  # "se certificará el nivel": a passive
        found = speaker(sentence, group.last + 1, end, after_verb=True) if group.last + 1 < end else None
        if found is None:
            return (None, None, stance) if direct else None
        if not direct and not speaks(sentence, group, end):
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
    if language == "es" and sentence.words[group.first - 1].lower in ("lo", "se") and start == begin and not direct:
        return None  # "Aunque X niega que P, Y lo confirmó", "Crea lo que crea, los votos se cuentan"
    if sentence.words[min(group.last + 1, end - 1)].lower in ("no", "sí", "yes") and not direct:
        return None  # "the north, with its farms, said no"
    if nobody_believes(sentence, own, group):
        return None, None, "conditional"
    found = speaker(sentence, *own)
    return (*found, stance) if found else None


def _first_teller(sentence: Sentence, groups: Sequence[VerbGroup], end: int) -> int:
    """Return where who told it first ends in "P, adelantó X y confirmó Y", "P, X first reported and Y later confirmed", else `end`."""
    words, verbs = sentence.words, reporting_verbs(sentence.language)
    if len(groups) != 2 or words[groups[1].last].lower not in verbs:
        return end
    told = {word.lower for word in words[groups[1].last : end]}
    if told & (lexicon.COMPLEMENTIZERS[sentence.language] | {":", "«", "“", '"'}):
        return end
    between = range(groups[0].last + 1, groups[1].first)
    return next((at for at in between if words[at].lower in lexicon.COORDINATORS[sentence.language]), end)


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


def speaks(sentence: Sentence, group: VerbGroup, end: int) -> bool:
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
    if sentence.language == "es" and sentence.words[index].finite:
        return False  # "P, denuncia el sindicato"
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
        low = _behind_dative(sentence, verb + 1, high)
        low += low + 1 < high and words[verb].lower in ("consta", "constaba") and words[low].lower == "en"
    elif sentence.language == "es" and group:  # "según pudo saber X", "según se desprende de X"
        low = group.last + 1
        while low < high and words[low].lower.endswith(("ar", "er", "ir")) and not words[low].text[0].isupper():
            low += 1
        low += low + 1 < high and words[low].lower in ("de", "en", "a")
        low += low + 1 < high and words[low].lower == "del"
    return speaker(sentence, low, high, after_verb=True) if low < high else None


def _behind_dative(sentence: Sentence, low: int, high: int) -> int:
    """Return where who speaks begins behind the name of whom they told it: "según confirmaron a Canal 5 fuentes de la Guardia"."""
    words, at = sentence.words, low + 1
    if sentence.language != "es" or low >= high or words[low].lower not in ("a", "al"):
        return low
    while at < high and (words[at].text[0].isupper() or words[at].text[0].isdigit()):
        at += 1
    said = at < high and words[at].lower in nouns.UNNAMED | nouns.PERSON_NOUNS | {"el", "la", "los", "las", "un", "una"}
    return at if at > low + 1 and said else low


def rumour(name: str | None) -> Stance:
    """Return how firm what a source tells is: rumours are conditional."""
    return "conditional" if name and name.lower().split()[-1] in lexicon.RUMOUR_SOURCES else "asserted"
