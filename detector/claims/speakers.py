"""From the noun phrase of a source to the shortest name that still says who it is."""

from __future__ import annotations

from detector.claims import lexicon
from detector.claims.content import Subject
from detector.claims.lexicon import word_set
from detector.claims.sentence import Sentence

_PARTICLES = {"de", "del", "la", "las", "los", "el", "van", "von", "der", "den", "da", "dos", "y", "al", "bin", "of", "the", "for", "&"}
_STOP = {
    "es": {"en", "este", "esta", "ayer", "hoy", "durante", "tras", "ante", "a", "al", "que", "quien", "quienes", "citando", "donde",
        "después", "el", "desde", "con"},
    "en": {"in", "on", "at", "during", "after", "before", "to", "who", "which", "that", "citing", "yesterday", "today", "late", "early",
        "when", "as", "from"},
}  # fmt: skip
_DAYS = word_set("""lunes martes miércoles jueves viernes sábado domingo monday tuesday wednesday thursday friday saturday sunday ayer
    hoy anoche
    yesterday today tonight""")


def speaker(sentence: Sentence, low: int, high: int, after_verb: bool = False) -> tuple[str, Subject] | None:
    """Return a speaker's name and the same as a subject to put before a clause; None where the words hold no name or noun.

    `after_verb`: time and place may follow the name ("dijo el ministro en Osk") and end it.


    "El portavoz de la Presidencia rusa, Dmitri Peskov" -> "Dmitri Peskov"; "el Kremlin" -> "Kremlin".
    """
    low, high = sentence.trim(low, high)
    parts = _parts(sentence, low, high, after_verb)
    if not parts:
        return None
    plural = sentence.plural(*parts[0])
    for first, last in parts:
        if name := _name(sentence, first, last):
            article = name[0] - (name[0] > first and sentence.words[name[0] - 1].lower in ("el", "la", "los", "las", "the"))
            return sentence.text(*name), Subject(sentence.text(article, name[1]), plural and len(parts) == 1 and name[0] <= first + 1)
    first, last = parts[0]
    whole = sentence.text(first, last)
    bare = first + 1 if sentence.words[first].pos == "DET" and last - first > 1 else first
    name_text = " ".join(sentence.text(bare, last).split())
    opening = sentence.words[bare].lower
    closed = lexicon.PREPOSITIONS[sentence.language] | lexicon.SUBORDINATORS[sentence.language]
    if not any(character.isalpha() for character in name_text) or opening in closed:
        return None
    if bare == last - 1 and opening in lexicon.CLITICS | lexicon.DETERMINERS[sentence.language] - lexicon.PRONOUNS[sentence.language]:
        return None
    return name_text, Subject(" ".join(whole.split()), plural)


def _parts(sentence: Sentence, low: int, high: int, after_verb: bool) -> list[tuple[int, int]]:
    """Split a noun phrase at commas, and end it where time, place or a relative clause begins."""
    parts: list[tuple[int, int]] = []
    begin = low
    for index in range(low, high + 1):
        word = sentence.words[index] if index < high else None
        stop = word is not None and index > begin and _ends_name(sentence, index, after_verb)
        if word is None or stop or word.text in (",", "(", "—", "–", ";", ":"):
            if begin < index:
                parts.append((begin, index))
            begin = index + 1
            if stop or (word is not None and word.text in ("(", ";", ":")):
                break
    return [part for part in parts if any(word.is_word for word in sentence.words[part[0] : part[1]])]


def _ends_name(sentence: Sentence, index: int, after_verb: bool) -> bool:
    word, language = sentence.words[index], sentence.language
    if word.lower in _DAYS:
        return True
    if word.lower not in _STOP[language] or word.text[0].isupper():
        return False
    if not after_verb and word.pos == "ADP":
        return False
    if word.lower in ("el", "este", "esta"):
        return index + 1 < len(sentence.words) and sentence.words[index + 1].lower in _DAYS | {"semana", "mes", "año"}
    return True


def _name(sentence: Sentence, first: int, last: int) -> tuple[int, int] | None:
    """Return the proper name at the end of a part, None where there is none or it hangs on a preposition."""
    words = sentence.words
    begin = last
    while begin > first and _capital(sentence, begin - 1):
        begin -= 1
        while (
            begin - 1 > first
            and words[begin - 1].lower in _PARTICLES
            and _capital(sentence, begin - 2)
            and words[begin - 1].text[0].islower()
        ):
            begin -= 1
            break
    while begin < last and (words[begin].text == "." or (words[begin].lower in _PARTICLES and words[begin].text[0].islower())):
        begin += 1
    if begin >= last or (begin > first and words[begin - 1].pos in ("ADP", "CCONJ", "DET") and begin - 1 > first):
        return None
    if begin > first and words[begin - 1].pos == "ADP":
        return None
    if any(word.lower in ("por", "by") for word in words[first:begin]):
        return None  # "fuentes citadas por la agencia X": X is not who speaks
    titles = [index for index in range(begin, last - 1) if words[index].lower in lexicon.TITLES or words[index].text == "."]
    titled = titles[-1] + 1 if titles else begin
    while titled == 0 and titled < last - 1 and words[titled].lower in lexicon.DETERMINERS[sentence.language]:
        titled += 1
    return titled, last


def _capital(sentence: Sentence, index: int) -> bool:
    word = sentence.words[index]
    if index == 0 and word.pos in ("DET", "ADP", "PRON", "NOUN", "ADJ"):
        return False
    return word.text[0].isupper() or (word.text == "." and len(sentence.words[index - 1].text) <= 3)
