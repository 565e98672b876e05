"""Short names: "el ministro" by the full designation that the article gives once ("el ministro de Obras, Luis Prado").

Every mention of the noun in the article is read. One that could be of another bearer ("otra empresa", "el ministro de Sanidad") leaves the
short name as it is, and so do two names: whom a short name means is then open.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from detector.claims.grammar import lexicon, nouns
from detector.claims.grammar.adverbials import DAYS
from detector.claims.grammar.lexicon import word_set
from detector.claims.grammar.words import Word

# Nouns for one kind of thing; the first ones stand for any of them: "la naviera Ostrel" is "la empresa" later on.
COMPANIES = word_set("""empresa compañía firma constructora naviera aerolínea petrolera minera farmacéutica eléctrica operadora
    concesionaria consorcio multinacional company firm airline shipyard carmaker""")
_SHIP = word_set("""buque barco navío carguero petrolero pesquero fragata ferri ferry remolcador crucero velero patrullera corbeta
    destructor ship vessel freighter tanker trawler frigate tug liner yacht destroyer""")
_GENERIC = word_set("empresa compañía firma company firm buque barco navío ship vessel")
_NAMED = word_set("""hospital clínica universidad aeropuerto museo estadio sindicato partido ministerio tribunal fundación cooperativa
    banco puente presa embalse volcán túnel mina refinería satélite hotel teatro cárcel federación
    airport university museum stadium union party ministry court foundation bank bridge dam volcano tunnel mine refinery satellite
    theatre prison federation""")
_PERSONS = nouns.PERSON_NOUNS - word_set("""he she él ella papa rey reina líder leader vecinos vecinas expertos analistas abogados médicos
    residents officials experts analysts lawyers doctors scientists researchers neighbors neighbours""")
HEADS = COMPANIES | _SHIP | _NAMED | _PERSONS
_DEFINITE = {"el", "la", "al", "del", "the", "este", "esta", "dicho", "dicha"}
_OF = {"de", "del", "of"}
_ARTICLES = {"el", "la", "los", "las", "the"}
_INSIDE = {"de", "del", "la", "las", "los", "of", "the", "y", "&"}
_WHERE = {"en", "de", "del", "desde", "hacia", "hasta", "in", "at", "from", "near", "of", "off", "outside"}


@dataclass(frozen=True, slots=True)
class Designation:
    """The full words for a short name, and where the article has first given them."""

    text: str
    since: int


@dataclass(frozen=True, slots=True)
class _Mention:
    """One mention of a noun: the place or office after "de", the name, whether it has neither, and whether it may be of another."""

    start: int
    end: int
    article: str = ""
    head: str = ""
    place: str = ""
    name: str = ""
    other: bool = False


@dataclass
class Designations:
    """The designations of one article, from the words of all its sentences."""

    sentences: Iterable[Sequence[Word]]
    _mentions: dict[str, list[_Mention]] = field(init=False, default_factory=dict)
    _names: list[tuple[int, str]] = field(init=False, default_factory=list)
    _known: dict[str, Designation | None] = field(init=False, default_factory=dict)
    _between: dict[str, tuple[list[int], list[int]]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for words in self.sentences:
            for index, word in enumerate(words):
                if (noun := _singular(word.lower)) is not None:
                    self._mentions.setdefault(_kind(noun), []).append(_mention(words, index))
                elif _rival(words, index):
                    self._names.append((word.start, word.text))

    def of(self, article: str, noun: str, before: int) -> str | None:
        """Return the full designation of `noun` for a sentence that begins at `before`; None where there is none, or more than one."""
        kind = _kind(noun)
        mentions = self._mentions.get(kind, [])
        if noun not in self._known:
            self._known[noun] = _designation(article, noun, mentions)
        found = self._known[noun]
        if found is None or found.since >= before or (kind in ("company", "ship") and self._rivalled(kind, found.text, before)):
            return None
        return found.text

    def _rivalled(self, kind: str, text: str, before: int) -> bool:
        """Whether another name stands between the last mention of the thing and the sentence: "vendió el buque a Dorsal. La empresa"."""
        if kind not in self._between:
            own = set(text.split())
            self._between[kind] = (
                [mention.end for mention in self._mentions[kind]],
                [start for start, name in self._names if name not in own],
            )
        ends, rivals = self._between[kind]
        last = ends[bisect_right(ends, before) - 1]
        return bisect_left(rivals, before) > bisect_left(rivals, last)


def _kind(noun: str) -> str:
    return "company" if noun in COMPANIES else "ship" if noun in _SHIP else noun


def _singular(word: str) -> str | None:
    """Return the noun that a word is a form of; None where it is no noun that a name can follow."""
    return next((form for form in (word, word.removesuffix("s"), word.removesuffix("es")) if form in HEADS), None)


def _mention(words: Sequence[Word], index: int) -> _Mention:
    """Read the words around a noun."""
    noun = words[index]
    before = words[index - 1].lower if index else ""
    start, end = noun.start, noun.end
    if noun.lower not in HEADS:
        return _Mention(start, end, other=True)
    own = _run_before(words, index)
    if own < index and noun.text[0].isupper() and noun.lower not in _PERSONS:  # "Harlow Hospital"
        name = " ".join(word.text for word in words[own : index + 1])
        return _Mention(start, end, head="", name=name, article="the" if own and words[own - 1].lower == "the" else "")
    place_end = _place(words, index + 1)
    place = _joined(words, index + 1, place_end)
    name_start = place_end + (place_end < len(words) and words[place_end].text == ",")
    name_end = _run(words, name_start)
    commas = name_start > place_end
    closed = name_end == len(words) or words[name_end].text in ",.;:)»”—"
    if commas and (name_end - name_start < 2 or not closed or noun.lower not in _PERSONS):
        name_end = name_start
    name = _joined(words, name_start, name_end)
    if before in (",", "the") and not name and noun.lower in _PERSONS:  # "Luis Prado, alcalde de Monteluz"
        comma = index - 1 if before == "," else index - 2
        if comma > 0 and words[comma].text == ",":
            first = _run_before(words, comma)
            name = _joined(words, first, comma) if comma - first >= 2 else ""
    titled = bool(name) and not commas and (before in _DEFINITE or not before or noun.text[0].isupper())
    if not (before in _DEFINITE or titled or (name and before == ",") or (noun.text[0].isupper() and place)):
        return _Mention(start, end, other=True)
    at = name_end if name_end > name_start else place_end
    if not name and not place and _restricted(words, at):
        return _Mention(start, end, other=True)
    return _Mention(start, end, before if before in _ARTICLES else "", noun.text, place, name)


def _restricted(words: Sequence[Word], at: int) -> bool:
    """Whether what follows a noun says which one is meant: "la empresa rival", "la empresa que construyó", "el alcalde de aquí"."""
    if at >= len(words):
        return False
    word = words[at]
    return (
        word.lower in _OF | {"que", "that", "who", "which", "con", "with", "contra"}
        or (word.pos in ("ADJ", "NOUN", "PROPN", "") and not word.finite)
        or (word.nonfinite and not word.finite and word.lower.endswith(("do", "da", "ed")))
    )


def _capital(word: Word) -> bool:
    return word.text[0].isupper() and word.lower not in DAYS and word.lower not in lexicon.DETERMINERS["es"] | lexicon.DETERMINERS["en"]


def _run(words: Sequence[Word], at: int) -> int:
    """Return the end of the name that begins at `at`."""
    end = at
    while end < len(words) and (_capital(words[end]) or (end > at and words[end].lower in _INSIDE)):
        end += 1
    while end > at and words[end - 1].lower in _INSIDE:
        end -= 1
    return end


def _run_before(words: Sequence[Word], at: int) -> int:
    """Return the beginning of the capitalised words that end before `at`."""
    begin = at
    while begin and _capital(words[begin - 1]) and words[begin - 1].lower not in lexicon.PREPOSITIONS["es"] | lexicon.PREPOSITIONS["en"]:
        begin -= 1
    return begin


def _place(words: Sequence[Word], at: int) -> int:
    """Return the end of "de Obras", "of the Alder Valley"; `at` where there is none."""
    if at >= len(words) or words[at].lower not in _OF:
        return at
    first = at + 1
    first += first < len(words) and words[first].lower in _ARTICLES
    end = _run(words, first)
    return end if end > first else at


def _joined(words: Sequence[Word], low: int, high: int) -> str:
    return " ".join(word.text for word in words[low:high])


def _rival(words: Sequence[Word], index: int) -> bool:
    """Whether a word is a name that something may be said of, and no place ("en Monteluz")."""
    word = words[index]
    before = words[index - 1].lower if index else ""
    before = words[index - 2].lower if before in _ARTICLES and index > 1 else before
    return word.pos == "PROPN" and _capital(word) and before not in _WHERE and not (index and words[index - 1].pos == "PROPN")


def _designation(article: str, noun: str, mentions: Sequence[_Mention]) -> Designation | None:
    """Return the one designation that all mentions allow for a noun, with the article it has."""
    named = [mention for mention in mentions if mention.name or mention.place]
    if not named or any(mention.other for mention in mentions):
        return None
    name, place = _longest({mention.name for mention in named}), _longest({mention.place for mention in named})
    if name is None or place is None or (name and place and not any(mention.name and mention.place for mention in named)):
        return None
    first = named[0]
    head = first.head.lower()
    if head not in ("", noun) and noun not in _GENERIC:  # "la naviera" is no fuller name of "la constructora"
        return None
    if first.head == "":
        return Designation(f"{first.article} {name}".strip(), first.start)
    if head != noun and first.article != article:  # "la fragata", "el buque": what follows would no longer agree
        return None
    title = article == "the" and first.head[0].isupper() and not first.article and not place
    opening = "" if title else article
    rest = f"{' ' + place if place else ''}{(', ' if place and noun in _PERSONS else ' ') + name if name else ''}"
    return Designation(f"{opening} {first.head}{rest}".strip(), first.start)


def _longest(texts: set[str]) -> str | None:
    """Return the longest of some texts where its words hold all the others; None where they are of two."""
    longest = max(texts, key=lambda text: (len(text), text))
    return longest if all(set(text.split()) <= set(longest.split()) for text in texts) else None
