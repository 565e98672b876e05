"""Sources that a colon, a "Para X," or an insertion marks: "Officials: P", "For the mayor, P is over", "the site, they think, P"."""

from __future__ import annotations

from itertools import pairwise

from detector.claims.frames.sources import Source
from detector.claims.frames.tails import nobody_believes
from detector.claims.grammar import frame_words, lexicon, nouns
from detector.claims.grammar.reporting import frame_stance, reporting_verbs
from detector.claims.grammar.sentence import Sentence
from detector.claims.reference.speakers import speaker

_GROUPS = lexicon.word_set("""ecologistas usuarios padres trabajadores agricultores comerciantes afectados víctimas médicos docentes
    profesores estudiantes empresarios manifestantes organizadores convocantes rebeldes conservadores socialistas liberales""")
_KINDS = lexicon.word_set("""release analysis opinion explainer profile interview review factbox timeline note correction
    clarification editorial warning comment question answer background context fact check""")
_SELF = lexicon.word_set("i i'm we we're my our i've we've")
_TELLING = lexicon.word_set("""aide aides source sources insider insiders ally allies ministers mps watchdog regulator charity experts
    campaigners relatives friends family body court judge police spokesman organisers organizers rescuers rebels""")
_LONGEST = 7  # words of a label or an insertion
_DASHED = 6  # words of a headline's source with its dash
_ONE = lexicon.word_set("un una a an")  # "Ruiz resigns - a minister": who somebody is
_FOR = {"es": "para", "en": "for"}
_COPULAS = lexicon.word_set("es son era eran está están estaba estaban sería is are was were remains seems parece sigue")


def label(sentence: Sentence, low: int, high: int) -> Source | None:
    """Find "Iriarte: «P»" or "Officials: P" at the front of a range."""
    hidden = sentence.hidden(low, high)
    comma = next((i for i in range(low + 1, min(high - 1, low + _LONGEST)) if sentence.words[i].text == ","), None)
    reach = _LONGEST if comma is None else 2 * _LONGEST  # "La ministra Mora, sobre el gasoducto: «P»"
    colon = next((i for i in range(low + 1, min(high - 1, low + reach)) if sentence.words[i].text == ":" and i not in hidden), None)
    if colon is None or any(group.first < colon for group in sentence.groups_in(low, high)):
        return None
    if colon == low + 1 and len(sentence.words[low].text) == 1:
        return None  # "Q: P": a turn of an interview
    if sentence.words[low].lower in lexicon.PRONOUNS[sentence.language] | {"yo", "nosotros", "tú", "usted"}:
        return None  # "Yo lo oí: P"
    quoted = any(first == colon + 1 for first, _ in sentence.enclosed)
    if sentence.language == "es" and sentence.words[low].lower in TOPICS:
        return None  # "Huelga de médicos: P", "Caso Rojas: «P»"
    if sentence.language == "es" and quoted and colon == low + 1 and sentence.words[low].lower.endswith("ó"):
        return Source(None, None, colon + 1, high)  # "Continuó: «P»": who spoke before
    to = next((at for at in range(low + 1, colon) if sentence.words[at].lower in ("a", "al")), None) if quoted else None
    if to and sentence.language == "es" and sentence.words[low].text[0].isupper():
        found = speaker(sentence, low, to)  # "Torres a Prada: «P»"
        return Source(*found, colon + 1, high) if found else None
    first = sentence.words[low]
    release = sentence.words[colon - 1].lower == "release"  # "Press release: P"
    named = any(_speaks(word.lower) for word in sentence.words[low:colon]) and not release
    named |= colon == low + 1 and first.lower in _BODIES  # "ONU: P"
    named |= first.text[0].isupper() and first.lower in _INSTITUTIONS and sentence.words[low + 1].lower in ("de", "del")
    if not quoted and colon - low >= _LONGEST:
        return None
    comma = comma if comma is not None and comma < colon else colon
    capital = sentence.words[comma - 1].text[0].isupper()
    # "La OMS: P", "El Supremo: P": a body, which a bare name ("Lorca: P") may not be
    body = sentence.language == "es" and colon - low < 4 and sentence.words[low].lower in ("el", "la", "los") and capital
    asks = sentence.words[colon + 1].lower in frame_words.WHAT[sentence.language]  # "El Niño: qué es"
    named |= body and not asks and sentence.words[low + 1].text[0].isupper()
    named |= capital and not asks and (_of_transcript(sentence, low, colon) or _of_oneself(sentence, colon, high))
    states = any(group.first > colon for group in sentence.groups) or (sentence.language == "en" and _counts(sentence, colon, high))
    if not (named or (quoted and capital)) or not states:
        return None
    short = comma < colon and colon - comma > 1 and sentence.words[comma + 1].text.islower()  # "Ruiz, tajante: «P»"
    found = speaker(sentence, low, comma if short else colon)
    if found and _of_transcript(sentence, low, colon):
        found = found[0].title(), found[1]
    return Source(*found, colon + 1, high) if found else None


def _of_transcript(sentence: Sentence, low: int, colon: int) -> bool:
    """Whether the name before a colon stands in capitals and a sentence behind it ("HOLT: The dam was inspected")."""
    words = sentence.words
    named = all(word.text.isupper() and word.lower not in _FLAGS | _KINDS for word in words[low:colon] if word.is_word)
    sentences = words[colon + 1].text[:1].isupper() and not words[colon + 1].text.isupper()
    return named and colon - low <= 3 and len(words[low].text) > 3 and sentences and words[-1].text in (".", "!", "”", '"')


def _of_oneself(sentence: Sentence, colon: int, high: int) -> bool:
    """Whether what stands behind a colon speaks of itself ("Voss: I was not paid by Norland")."""
    return any(word.lower in _SELF for word in sentence.words[colon + 1 : min(high, colon + 5)]) and sentence.language == "en"


def _counts(sentence: Sentence, colon: int, high: int) -> bool:
    """Whether a count stands right behind a colon, and something that is counted ("Police: 12 dead in ferry sinking")."""
    at = colon + 1
    return high - at > 3 and sentence.words[at].text[0].isdigit() and sentence.words[at + 1].pos in ("NOUN", "ADJ", "VERB", "")


def _speaks(word: str) -> bool:
    """Whether a noun names people, a body or a document, or several of an English title ("survivors")."""
    several = word.endswith("s") and word[:-1] in lexicon.TITLES
    return several or word in _TELLING or word in nouns.PERSON_NOUNS | nouns.BODY_NOUNS | nouns.DOCUMENTS


TOPICS = lexicon.word_set("""caso crisis huelga juicio escándalo operación guerra elecciones sismo terremoto incendio accidente huracán
    paro protesta protestas tragedia polémica debate derrumbe inundaciones temporal tormenta brote""")
_BODIES = lexicon.word_set("onu oms ops fmi oea ue cidh otan oit fao unesco unicef acnur cepal bce bid tse ine aemet dgt ocde")
_INSTITUTIONS = lexicon.word_set(
    "banco tribunal corte congreso hospital instituto procuraduría contraloría universidad cancillería alcaldía"
)
_FLAGS = lexicon.word_set("""press release immediate for live breaking update updated exclusive watch video urgent alert news recap latest
    developing
    urgente vivo directo última hora actualización exclusiva alerta en""")


def after_flag(sentence: Sentence, low: int, high: int) -> int:
    """Return where a headline begins behind its flag in capitals ("BREAKING: ", "LIVE - "), else `low`."""
    at = low
    if low + 3 < high and sentence.words[low].lower in ("correction", "clarification", "summary") and sentence.words[low + 1].text == ":":
        return low + 2
    while at < high and sentence.words[at].text.isupper() and sentence.words[at].lower in _FLAGS:
        at += 1
    return at + 1 if low < at < high - 2 and sentence.words[at].text in (":", "|", "-", "–", "—") else low


def headline_source(sentence: Sentence, low: int, high: int) -> Source | None:
    """Find the name behind a headline that is all quotation: "«P»: Olga Sanz"."""
    quote = next((last for first, last in sentence.enclosed if first in (low, low - 1) and low + 3 < last < high - 1), None)
    if quote is None or sentence.words[quote].text != ":" or high - quote > _LONGEST or sentence.groups_in(quote, high):
        return None
    capital = sentence.words[high - 1].text[0].isupper()
    noun = all(word.pos in ("NOUN", "ADJ", "PROPN", "PUNCT") for word in sentence.words[quote + 1 : high]) and high - quote <= 4
    told = sentence.language == "en" and noun and _speaks(sentence.words[high - 1].lower)
    found = speaker(sentence, quote + 1, high) if capital or told else None
    return Source(*found, low, quote) if found else None


def dashed_source(sentence: Sentence, low: int, high: int) -> Source | None:
    """Find who a headline names behind its dash: "No troops crossed border - minister"."""
    words = sentence.words
    dashes = [at for at in range(low + 3, high - 1) if words[at].text in ("-", "—", "–") and words[at - 1].end < words[at].start]
    if len(dashes) != 1 or high - dashes[0] > _DASHED or (words[-1].text == "." and words[-1].pos == "PUNCT"):
        return None
    dash = dashes[0]
    spaced = words[dash - 1].end < words[dash].start and words[dash].end < words[dash + 1].start
    states = any(low <= group.first < dash for group in sentence.groups) or any(word.nonfinite for word in words[low:dash])
    named = _speaks(words[high - 1].lower) or words[high - 1].lower in lexicon.TITLES
    if not (spaced and states and named) or sentence.groups_in(dash, high) or words[dash + 1].lower in _ONE:
        return None
    found = speaker(sentence, dash + 1, high)
    return Source(*found, low, dash) if found else None


def quoted_after(sentence: Sentence, low: int, high: int) -> int | None:
    """Return the colon between a statement and the quotation that a source behind it frames ("Fans are furious: “P”, said X")."""
    colon = next((first - 1 for first, last in sentence.enclosed if last in (high, high - 1) and first > low + 2), None)
    states = colon is not None and sentence.words[colon].text == ":" and bool(sentence.main_groups(low, colon))
    return colon if states else None


def concerned(sentence: Sentence, low: int, high: int) -> Source | None:
    """Find "Para el alcalde, el problema está resuelto": somebody's view, told with a copula."""
    if sentence.words[low].lower != _FOR[sentence.language]:
        return None
    comma = next((i for i in range(low + 2, min(high - 2, low + 12)) if sentence.words[i].text == ","), None)
    end = comma or _before_copula(sentence, low, high)
    people = nouns.PERSON_NOUNS | nouns.BODY_NOUNS | lexicon.TITLES | _GROUPS
    if end is None or not any(word.lower in people for word in sentence.words[low:end]):
        return None
    begin = end + (sentence.words[end].text == ",")
    groups = sentence.main_groups(begin, high)
    if not groups or sentence.words[groups[0].first].lower not in _COPULAS:
        return None
    found = speaker(sentence, low + 1, end)
    return Source(*found, begin, high) if found else None


def _before_copula(sentence: Sentence, low: int, high: int) -> int | None:
    """Return where a short noun phrase ends that no comma parts from the copula: "para los vecinos (no) está"."""
    words, language = sentence.words, sentence.language
    at = next((i for i in range(low + 3, min(high - 1, low + 7)) if words[i].lower in _COPULAS), None)
    while at is not None and words[at - 1].lower in lexicon.NEGATIONS[language] | {"ya", "se"}:
        at -= 1
    if at is None or at < low + 3 or language != "es" or words[low + 1].lower not in lexicon.DETERMINERS["es"]:
        return None
    plain = all(word.pos in ("NOUN", "PROPN", "ADJ", "ADP") for word in words[low + 2 : at])
    return at if plain else None


def inserted(sentence: Sentence, low: int, high: int) -> tuple[int, Source] | None:
    """Find ", dijo," or ", they think," inside a statement: its first comma, and the source with what follows it."""
    hidden, language = sentence.hidden(low, high), sentence.language
    commas = [index for index in range(low + 1, high) if sentence.words[index].text == "," and index not in hidden]
    for first, last in pairwise(commas):
        groups = sentence.groups_in(first + 1, last)
        if last - first > _LONGEST or len(groups) != 1 or last + 1 >= high:
            continue
        group = groups[0]
        verb = reporting_verbs(language).get(sentence.words[group.last].lower)
        bare = group.last == last - 1 or group.first == first + 1
        if verb is None or verb[1] not in ("assert", "believe", "suspect", "predict") or not bare:
            continue
        later = sentence.words[last + 1 : last + 12]
        if any(a.text == "," and b.lower in lexicon.COMPLEMENTIZERS[language] for a, b in pairwise(later)):
            continue  # "aclaró, eso sí, que"
        if not sentence.groups_in(last + 1, high) or sentence.words[last + 1].lower in lexicon.COMPLEMENTIZERS[language]:
            continue
        who = (first + 1, group.first) if group.first > first + 1 else (group.last + 1, last)
        if nobody_believes(sentence, who, group):  # "the driver, it is alleged, fled"
            return first, Source(None, None, last + 1, high, "conditional", phrase=True)
        found = speaker(sentence, *who) if who[0] < who[1] else None
        if who[0] < who[1] and found is None:
            continue
        name, subject = found if found else (None, None)
        return first, Source(name, subject, last + 1, high, frame_stance(verb[1], group.negated))
    return None
