"""How those who speak are named in a chain: a pronoun by whom it takes up, who is cited by name, nobody for hearsay."""

from __future__ import annotations

import re
from itertools import pairwise

from detector.claims.grammar import frame_words, lexicon, nouns
from detector.claims.grammar.lexicon import word_set
from detector.claims.grammar.sentence import Sentence
from detector.claims.reference.discourse import behind, full_name, pair, whom
from detector.claims.reference.roles import holder
from detector.claims.reference.speakers import speaker

_CITING = {"citing", "quoting", "citando"}
_CITES = word_set("cita citan citó citaron citaba cites cite cited quotes quoted")
_OURS = {"our", "my", "nuestro", "nuestra", "nuestros", "nuestras", "mi", "mis"}
_WHO = {"que", "who", "which"}
_THIS = {"este", "esta", "this", "our", "nuestro", "nuestra"}
_OUTLETS = word_set("""diario periódico medio redacción semanario portal cabecera canal cadena emisora newspaper paper outlet station
    broadcaster website""")
_TOLD = {"told", "tells", "telling", "informed", "assured"}
_ABLE = {"podido", "pudo", "puede"}
_LEARN = {"saber", "confirmar", "conocer", "comprobar", "constatar", "verificar"}
_QUOTABLE = word_set("fuente fuentes source sources agencia agency") | frame_words.PUBLICATIONS | nouns.DOCUMENTS


def named(sentence: Sentence, name: str | None, previous: str | None) -> tuple[str, ...]:
    """Return the speaker as a chain of one, a pronoun or a bare noun by the name that it takes up."""
    if name is None:
        return ()
    if name.lower() in lexicon.PRONOUNS["es"] | lexicon.PRONOUNS["en"] | {"him", "her", "them"}:
        meant = whom(sentence, name.lower(), previous)
        return (meant.text if meant else name,)
    return (pair(sentence, name.lower()) or _holder(sentence, name) or full_name(sentence, name),)


def _holder(sentence: Sentence, name: str) -> str | None:
    """Return who holds the role `name` alone, as named before in the article."""
    text = sentence.article_text
    return holder(name, sentence.language, text[: sentence.start], text[sentence.start : sentence.end])


def cites(sentence: Sentence, index: int) -> bool:
    """Whether the word at `index` says that whoever was just named cites somebody ("citando a", "que cita a", "which cited")."""
    word = sentence.words[index].lower
    if word in _CITING:
        return True
    if word not in _CITES or index == 0 or sentence.words[index - 1].lower not in _WHO:
        return False
    return any(near.lower in _QUOTABLE for near in sentence.words[index + 1 : index + 5])  # "que citó a Ruiz" may have summoned him


def cited(sentence: Sentence, low: int, high: int) -> tuple[str, ...]:
    """Return who is cited by who reports: "the Gazette, quoting a navy source, said"."""
    for index in range(low, high - 1):
        if cites(sentence, index):
            begin = index + 1 + (sentence.words[index + 1].lower == "a")
            end = next((at for at in range(begin + 1, high) if sentence.words[at].text == ","), high)
            found = speaker(sentence, begin, end, after_verb=True)
            return (found[0],) if found else ()
    return ()


def hearsay(sentence: Sentence, low: int, high: int) -> bool:
    """Whether a clause begins with "dicen", "trascendió": nobody in particular says it."""
    return sentence.words[low].lower in frame_words.HEARSAY and sentence.words[min(low + 1, high - 1)].lower == "que"


def without_article(text: str, language: str) -> str:
    """Return a noun phrase without its article or possessive."""
    first, _, rest = text.partition(" ")
    return rest if rest and first.lower() in lexicon.DETERMINERS[language] else text


def own_view(sentence: Sentence, low: int, high: int) -> bool:
    """Whether it is "según su opinión", "according to her account"."""
    noun = low + sentence.phrase_at(low, lexicon.SOURCE_PHRASES[sentence.language], high) + 1
    own = low < noun - 1 and noun < high and sentence.words[noun - 1].lower in lexicon.POSSESSIVES[sentence.language]
    return own and sentence.words[noun].lower in frame_words.VIEWS


# "P, Art Weekly has learned": outlets alone say so of themselves.
_LEARNED = re.compile(
    r"(?:[Tt]he )?(?:[A-Z][\w’'-]*\d* ?)+ (?:has learn(?:ed|t)|can (?:exclusively )?(?:reveal|report|disclose)|understands)"
)


def own_knowledge(sentence: Sentence, low: int, high: int) -> bool:
    """Whether it is "según ha podido saber este diario": the article's own, and no other's; "confirmó a este diario" was told to it."""
    words = [word.lower for word in sentence.words[low:high]]
    relative = next((at for at, word in enumerate(words) if word in _WHO | {"cual", "that"}), len(words))
    own = any(
        one in _THIS and other in _OUTLETS and before not in lexicon.PREPOSITIONS[sentence.language] | _TOLD
        for before, one, other in zip(["", *words], words[:relative], words[1:], strict=False)
    )
    tag = " ".join(sentence.words[at].text for at in range(low, high)).rstrip(' .”"')
    return own or bool(_LEARNED.fullmatch(tag)) or any(one in _ABLE and other in _LEARN for one, other in pairwise(words[:relative]))


def says_nothing(sentence: Sentence, low: int, high: int, framed: bool) -> bool:
    """Whether a subject names no further speaker: "this shows that P", and "I think P" in somebody's own words (`framed`)."""
    word = sentence.words[low].lower
    if framed and word in _OURS and sentence.words[min(low + 1, high - 1)].lower in nouns.DOCUMENTS | {"results", "resultados"}:
        return True  # "our data show that P"
    return high - low == 1 and (word in lexicon.NEUTER or (word in lexicon.FIRST_PERSON and framed))


def subject_before(sentence: Sentence, low: int, high: int, previous: str | None) -> tuple[str, ...]:
    """Return the subject of the statement before a quotation, as a chain of one ("The senator blames it: “P”")."""
    groups = sentence.main_groups(low, high)
    own = sentence.subject(low, high, groups[0]) if groups else None
    found = speaker(sentence, *own) if own else behind(sentence, groups[0].last + 1, high) if groups else None
    return named(sentence, found[0], previous) if found else ()
