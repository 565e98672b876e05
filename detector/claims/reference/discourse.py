"""What the sentence before says of this one: who "he", "both" and a dropped subject are, and whose quotation goes on.

Only the text before is read, with the rules and not the parser: it costs little and needs nothing carried between sentences.
"""

from __future__ import annotations

import re

from detector.claims.grammar import lexicon, nouns
from detector.claims.grammar.sentence import Sentence
from detector.claims.grammar.sentences import split_sentences
from detector.claims.grammar.words import tag
from detector.claims.reference.roles import holder
from detector.claims.reference.speakers import speaker
from detector.claims.reference.subject import Subject

_TAIL = 3  # words at the end of a sentence that may say who spoke
_LOOK = 600  # characters before a sentence in which the one before it begins
_QUOTES = '«»“”"'
_PAIR = {"es": {"ambos", "ambas"}, "en": {"both"}}
_DEGREES = {"más", "menos", "muy", "tan"}
_ONE = {"él", "ella", "he", "she", "him", "her", "his"}
# Participles that name a person: "El detenido quedó libre. «Yo no fui», aseguró."
_CALLED_SO = lexicon.word_set(
    "detenido detenida acusado acusada investigado investigada condenado condenada imputado imputada afectado afectada herido herida"
)
_OTHER_ARTICLES = {"ella": "el|un|del|al", "él": "la|una"}
_NO_NAMES = lexicon.word_set("noche tarde madrugada hoy ayer mañana anoche primero segundo tercero después luego entonces ahora antes")
_LATTER = {"este", "esta", "éste", "ésta", "estos", "estas", "éstos", "éstas"}
_TWO = {"es": {"dos"}, "en": {"two"}}


def before(sentence: Sentence) -> Sentence | None:
    """Return the sentence that stands before this one, read by the rules; None for the first of its article."""
    begin = max(0, sentence.start - _LOOK)
    text = sentence.article_text[begin : sentence.start].rstrip(" \n\t-•*—")
    begin += text.rfind("\n", 0, max(0, text.rfind("\n\n"))) + 1 if "\n\n" in text else 0
    end = begin + len(sentence.article_text[begin : sentence.start].rstrip(" \n\t-•*"))
    spans = split_sentences(sentence.article_text, begin, end)
    lines = [span for start, stop in spans for span in _lines(sentence.article_text, start, stop)]
    if not lines:
        return None
    start, stop = lines[-1]
    return Sentence(sentence.article_text, start, stop, sentence.language, tag(sentence.article_text, start, stop, sentence.language))


def _lines(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    found = []
    for line in re.finditer(r"[^\n]+", text[start:stop]):
        if line.group().strip(" -•*"):
            found.append((start + line.start(), start + line.end()))
    return found


def antecedent(sentence: Sentence, previous: str | None = None) -> Subject | None:
    """Return who a dropped subject or "he" is: who spoke last, if the sentence before names them, else its subject."""
    earlier = before(sentence)
    if earlier is None:
        return Subject(previous, False) if previous else None
    if previous and previous in sentence.article_text[earlier.start : earlier.end]:
        return Subject(previous, False)
    low, high = earlier.trim(0, len(earlier.words))
    if previous and any(_called(earlier, word.lower) == previous for word in earlier.words[max(low, high - _TAIL) : high]):
        return Subject(previous, False, True)  # "P, dijo el mandatario. Añadió que Q"
    groups = [group for group in earlier.main_groups(low, high) if not _owns(earlier, group.first)]
    own = earlier.subject(low, high, groups[0]) if groups else _opening(earlier, low, high)
    found = speaker(earlier, *own) if own else None
    if found and found[0].lower() in _NO_NAMES:
        found = None  # "Primero quiso responder"
    elif groups and (found is None or earlier.words[low].lower in _DEGREES):
        found = behind(earlier, groups[0].last + 1, high)
    if found and previous and _known_as(sentence, found[0], previous):
        return Subject(previous, False, found[1].person)
    if found and can_speak(found[0], found[1]):
        return Subject(found[0], found[1].plural, True)
    return Subject(previous, False) if previous else None


def _owns(sentence: Sentence, index: int) -> bool:
    """Whether an English "'s" behind a name is no verb ("Murania's prime minister")."""
    word, name = sentence.words[index], sentence.words[max(0, index - 1)]
    return sentence.language == "en" and word.text in ("'s", "’s") and name.text[0].isupper() and name.lower not in lexicon.PRONOUNS["en"]


def _called(sentence: Sentence, role: str) -> str | None:
    return holder(role, sentence.language, sentence.article_text[: sentence.start], sentence.text(0, len(sentence.words)))


_OF_PEOPLE = lexicon.word_set("mr mrs ms miss dr sir dame lord lady prof professor gov governor sen senator rep mayor sheriff judge")


def whom(sentence: Sentence, pronoun: str, previous: str | None) -> Subject | None:
    """Return who a pronoun is: "he" is no body and no group, but who spoke last; None where that is open.

    "Este" and "esta" take up what was named last, not who spoke.
    """
    if pronoun in _LATTER:
        return None if pronoun.endswith("s") else _named_last(sentence)
    meant = antecedent(sentence, previous)
    if meant and pronoun in _OTHER_ARTICLES and _is_called(sentence, _OTHER_ARTICLES[pronoun], meant.text):
        return None  # "El doctor lo contó. «Jamás lo he visto», replica ella."
    earlier = before(sentence) if pronoun == "it" else None
    of_previous = meant is not None and meant.text == previous and earlier is not None
    if previous and earlier and of_previous and previous not in sentence.article_text[earlier.start : earlier.end]:
        title = re.search(rf"\b(\w+)\.? {re.escape(previous)}\b", sentence.article_text[: sentence.start])
        if title and title[1].lower() in _OF_PEOPLE:
            return None  # "Dame Ruth said P. The review examined 340 births. It found that Q"
    if meant and pronoun in _ONE and (meant.plural or _is_body(meant.text)):
        return Subject(previous, False) if previous and not previous.islower() and not _is_body(previous) else None
    return meant


def _named_last(sentence: Sentence) -> Subject | None:
    """Return whom the sentence before names with its last words ("acusó a la concejala Eva Ríos. Esta dijo"); None where it names none.

    A name without a noun for people before it may be a place.
    """
    earlier = before(sentence)
    if earlier is None:
        return None
    low, high = earlier.trim(0, len(earlier.words))
    begin = high
    while begin > low and earlier.words[begin - 1].text[0].isupper() and earlier.words[begin - 1].is_word:
        begin -= 1
    if begin in (low, high):
        return None
    word = earlier.words[begin - 1].lower
    who = word.removeprefix("ex") in nouns.PERSON_NOUNS | lexicon.TITLES
    return Subject(earlier.text(begin, high), False, True) if who else None


def _is_called(sentence: Sentence, articles: str, noun: str) -> bool:
    """Whether the text before calls somebody by a noun with one of these articles."""
    pattern = rf"(?i:\b(?:{articles}) ){re.escape(noun)}\b"
    return noun.islower() and re.search(pattern, sentence.article_text[max(0, sentence.start - _LOOK) : sentence.start]) is not None


def _is_body(name: str) -> bool:
    return not nouns.BODY_NOUNS.isdisjoint(name.lower().split())


def _known_as(sentence: Sentence, noun: str, previous: str) -> bool:
    """Whether "the minister" is who spoke last, by the words before the name ("Defence Minister Anneke Roost")."""
    if not noun.islower() or " " in noun or not previous[0].isupper():
        return False
    return bool(re.search(rf"(?i:\b{re.escape(noun)}\b)[^.\n]{{0,40}}{re.escape(previous)}", sentence.article_text[: sentence.start]))


def behind(sentence: Sentence, low: int, high: int) -> tuple[str, Subject] | None:
    """Return the proper name that follows a verb as its subject ("Más seria estuvo la ministra Taveras")."""
    determined = sentence.language == "es" and low < high and sentence.words[low].lower in ("el", "la", "los", "las")
    found = speaker(sentence, low, high, after_verb=True) if determined else None
    return found if found and found[0][0].isupper() else None


def _opening(sentence: Sentence, low: int, high: int) -> tuple[int, int] | None:
    """Return the proper name that opens a sentence whose verb the rules do not know."""
    if low >= high:
        return None
    end = first = low + (sentence.words[low].pos == "DET")
    while end < high and sentence.words[end].text[0].isupper():
        end += 1
    name = sentence.text(first, end)
    article = sentence.article_text
    common = not re.search(rf"[\w,;] {re.escape(name)}\b", article) or re.search(rf"\b{re.escape(name.lower())}\b", article)
    if end == first + 1 and common:
        return None  # "Hablamos con Ruiz": any word is capitalised at the front
    return (low, end) if end > first else None


def can_speak(name: str, subject: Subject) -> bool:
    """Whether it is somebody who can speak: a proper name, a person, a body; no pronoun."""
    words = name.lower().split()
    if words[0] in lexicon.PRONOUNS["es"] | lexicon.PRONOUNS["en"]:
        return False
    return (
        subject.person
        or words[0] in _CALLED_SO
        or name[0].isupper()
        or bool(nouns.BODY_NOUNS & set(words))
        or (len(words) == 1 and subject.plural)
    )


def pair(sentence: Sentence, word: str) -> str | None:
    """Return the two that "ambos" or "both" takes up: "dos hombres" of the sentence before."""
    if word not in _PAIR[sentence.language] or (earlier := before(sentence)) is None:
        return None
    for index, two in enumerate(earlier.words[:-1]):
        if two.lower in _TWO[sentence.language]:
            end = index + 1
            while end < len(earlier.words) and earlier.words[end].is_word and earlier.words[end].pos in ("", "NOUN", "ADJ"):
                end += 1
            if end > index + 1:
                return earlier.text(index, end)
    return None


def full_name(sentence: Sentence, name: str) -> str:
    """Return the name that a bare noun takes up: "the bank" after "Tallis Bank", "el ministerio" after "Ministerio de Salud"."""
    if not re.fullmatch(r"[^\W\d_]{4,}", name) or name[0].isupper():
        return name
    noun = re.escape(name.capitalize())
    proper = r"(?:[A-ZÁÉÍÓÚÑ][\w’'-]+ )+"
    rest = r"(?: de(?: la| los| las|l)?(?: [A-ZÁÉÍÓÚÑ][\w-]+)+)"
    pattern = rf"\b{noun}{rest}" if sentence.language == "es" else rf"\b{proper}{noun}\b"
    found = re.findall(pattern, sentence.article_text[: sentence.start])
    return re.sub(r"^(?:The|A|An) ", "", found[-1]) if found else name


def goes_on(sentence: Sentence, previous: str | None) -> bool:
    """Whether the sentence is the next part of a quotation whose speaker was named before it, in the same paragraph."""
    if previous is None:
        return False
    text = sentence.article_text
    own, paragraph = text[sentence.start : sentence.end].strip(), text[: sentence.start].rpartition("\n")[2].rstrip()
    if previous not in paragraph:
        return False
    closed = own.rstrip(".!?…")
    if own[0] in '«“"' and closed[-1:] in '»”"':
        # A quotation after a reported one, and nothing but it: its own frame would stand outside the marks.
        return not re.search(r"[»”\"][,\s]*[^\W\d_]", own) and any(mark in paragraph for mark in _QUOTES)
    return paragraph.startswith("—") and paragraph.endswith(("—.", "—:", "—")) and not own.startswith("—")


def topic(sentence: Sentence, low: int, speaker: tuple[int, int] | None) -> Subject | None:
    """Return what a report is about where that stands in front of who speaks ("Del taller, la defensa insiste en que ardió")."""
    words = sentence.words
    if speaker is None or words[low].lower not in ("de", "del") or words[speaker[0] - 1].text != "," or speaker[0] < low + 3:
        return None
    begin, end = low + 1, speaker[0] - 1
    named = words[low].lower == "del" or words[begin].lower in ("la", "los", "las")
    if not named or sentence.groups_in(begin, end) or any(word.text == "," for word in words[begin:end]):
        return None
    article = "el " if words[low].lower == "del" else ""
    return Subject(article + sentence.text(begin, end), sentence.plural(begin, end))
