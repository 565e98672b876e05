"""Number and gender: what a noun phrase shows of them, and whether a participle or a verb beside it can speak of it."""

from __future__ import annotations

from collections.abc import Sequence

from detector.claims.grammar.lexicon import word_set
from detector.claims.grammar.words import VerbGroup, Word

_SEVERAL = word_set("""los las unos unas sus varios varias estos estas esos esas aquellos aquellas ambos ambas ellos ellas nuestros nuestras
    otros otras muchos muchas pocos pocas algunos algunas todos todas they both these those many few several""")
_ONE = word_set("un una uno one 1")
_COLLECTIVE = word_set("people police men women children staff crew")
_LIKE_PLURALS = word_set("news series means species")
_FEMININE = word_set("la las una unas esta estas esa esas aquella aquellas nuestra nuestras ninguna alguna otra otras")
_MASCULINE = word_set("el los un unos este estos ese esos aquel aquellos nuestro nuestros ningún algún otro otros del al")
_BEING = word_set("""es son era eran fue fueron será serán sea sean fuera fueran está están estaba estaban estuvo estuvieron esté estén sido
    queda quedan quedó quedaron quedará quedarán""")
_IS = word_set("es son era eran fue fueron será serán sea sean")
_ENDINGS = {"o": (False, False), "a": (True, False), "os": (False, True), "as": (True, True)}
_SINGULAR_EN, _PLURAL_EN = word_set("is was has does"), word_set("are were have do")


def is_plural(words: Sequence[Word], language: str, joined: bool, opens: bool) -> bool:
    """Whether a noun phrase speaks of several; `joined`: "y" or "and" joins two in it, `opens`: its capital is that of a sentence."""
    first = words[0]
    if first.lower in _SEVERAL:
        return True
    if first.pos == "NUM":
        return first.lower not in _ONE
    if joined:
        return True
    if language == "en" and len(words) > 1:
        return _head_is_plural(words, opens)
    common = not first.text[0].isupper() or (opens and first.pos == "NOUN")
    return first.pos not in ("DET", "PROPN") and first.lower.endswith("s") and not first.lower.endswith("ss") and common


def _head_is_plural(words: Sequence[Word], opens: bool) -> bool:
    """Whether the noun that an English noun phrase is about is a plural: its last one before a preposition, comma or participle."""
    head: Word | None = None
    for word in words:
        if word.text == "," or word.pos in ("ADP", "SCONJ") or word.lower in ("who", "that", "which") or (head and word.nonfinite):
            break
        if word.pos in ("NOUN", "PROPN") or (word.pos == "" and word.is_word):
            head = word
    if head is None or (head.text[0].isupper() and not (opens and head is words[0] and head.pos == "NOUN")):
        return False
    form = head.lower
    regular = form.endswith("s") and not form.endswith(("ss", "us", "is", "ics", "'s", "’s")) and form not in _LIKE_PLURALS
    return regular or form in _COLLECTIVE


def feminine(words: Sequence[str], before: str = "") -> bool | None:
    """Return the gender that a Spanish noun phrase shows by its article, or by the "del" or "al" before it; None where it shows none."""
    if not words:
        return None
    first = words[0].lower()
    noun = words[1].lower() if len(words) > 1 else ""
    if first in _FEMININE:
        return True
    if first in _MASCULINE or before in ("del", "al"):
        return None if noun.startswith(("a", "á", "ha", "há")) and first in ("el", "un") else False  # "el agua" is feminine
    return None


def agrees(form: str, plural: bool, female: bool | None) -> bool:
    """Whether a Spanish participle or adjective has the number and, where it is known, the gender of what it speaks of."""
    ending = next((end for end in ("os", "as", "o", "a") if form.endswith(end)), None)
    if ending is None:
        return form.endswith("s") == plural
    gender, number = _ENDINGS[ending]
    return number == plural and (female is None or female == gender)


def predicate(words: Sequence[Word], group: VerbGroup) -> str | None:
    """Return the participle or adjective that a Spanish verb group says of its subject ("fue rescatada", "está rota"), None for none."""
    last = words[group.last].lower
    before = words[group.last - 1].lower if group.last > group.first else ""
    if group.last > group.first and last.endswith(("do", "da", "dos", "das", "to", "ta", "tos", "tas", "cho", "cha", "chos", "chas")):
        return last if before in _BEING or words[group.first].lower in _BEING else None
    following = words[group.last + 1] if group.last + 1 < len(words) else None
    told = (
        following is not None and last in _BEING and following.lower.endswith(("ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas"))
    )
    if following is not None and following.pos == "ADJ" and last in _IS and following.lower.endswith(("o", "a", "os", "as")):
        return following.lower  # "es segura"
    return following.lower if following and told and following.pos in ("VERB", "ADJ", "AUX", "") else None


def number_of(verb: str, language: str) -> bool | None:
    """Return whether a finite verb in the third person is a plural, None where its form does not tell."""
    if language == "es":
        return verb.endswith("n")
    if verb in _PLURAL_EN:
        return True
    return False if verb in _SINGULAR_EN or (verb.endswith("s") and not verb.endswith("ss") and len(verb) > 3) else None
