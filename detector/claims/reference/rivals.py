"""What else a sentence names that the next one may take up: "detuvo a una mujer. Llevaba cocaína", "approved a stadium. It will cost"."""

from __future__ import annotations

from typing import Literal

from detector.claims.grammar import lexicon, nouns
from detector.claims.grammar.adverbials import PERIODS, TIME_WORDS
from detector.claims.grammar.agreement import predicate
from detector.claims.grammar.lexicon import word_set
from detector.claims.grammar.morphology import all_forms
from detector.claims.grammar.sentence import Sentence
from detector.claims.grammar.words import VerbGroup

Kind = Literal["person", "thing", "either"]
_PEOPLE = nouns.PERSON_NOUNS | word_set("""hombre mujer joven niño niña menor chico chica varón anciano anciana detenido detenida acusado
    acusada sospechoso sospechosa conductor conductora jugador jugadora hombres mujeres jóvenes niños niñas menores detenidos acusados
    sospechosos personas jugadores man woman boy girl teenager suspect driver player neighbour neighbor men women boys girls teenagers
    suspects drivers players people""")
_GOES = all_forms("viajar ir/v volver/vuelv regresar llegar acudir volar/vuel entrar salir subir bajar trasladar", "es")
_LEAVES = word_set("left leaves reached reaches entered enters")
# What is said of things at least as often as of people.
_OF_BOTH = all_forms(
    """tener/tien estar llevar costar/cuest durar medir/mid pesar entrar abrir cerrar/cierr ascender/asciend incluir/incluy contener/contien
    prever recoger suponer afectar permitir beneficiar funcionar constar quedar llegar salir ser ir""",
    "es",
) | word_set("es era fue será son eran fueron serán está están estaba estaban estuvo tiene tienen tenía tenían tuvo tuvieron va iba irá")
_MOST = 4  # words of a noun phrase that are looked at for its noun


def rival(sentence: Sentence, high: int, group: VerbGroup, plural: bool) -> Kind | None:
    """Return what kind of thing the object of a verb is, where it has the number that is asked for; None where there is no such object.

    Only what is named with an article, a possessive or a name is taken up; a possession ("presentó su dimisión") is a thing of its subject.
    """
    words, language = sentence.words, sentence.language
    at = group.last + 1
    while at < high and (words[at].pos == "ADV" or words[at].lower in TIME_WORDS or _timed(sentence, at, high)):
        at += 2 if _timed(sentence, at, high) else 1
    personal = language == "es" and at < high and words[at].lower in ("a", "al")
    if (personal and words[group.last].lower in _GOES) or (language == "en" and words[group.last].lower in _LEAVES):
        return None
    at += personal
    if at >= high or words[at].finite:
        return None
    contracted = personal and words[at - 1].lower == "al"
    determined = words[at].lower in lexicon.DETERMINERS[language] - lexicon.PREPOSITIONS[language] or words[at].pos in ("DET", "NUM")
    own = words[at].lower in lexicon.POSSESSIVES[language]
    if not (determined or contracted or words[at].text[0].isupper()):
        return None
    end = at + 1
    while (
        end < min(high, at + _MOST)
        and words[end].is_word
        and words[end].lower not in lexicon.PREPOSITIONS[language]
        and not words[end].finite
    ):
        end += 1
    lower = {word.lower for word in words[at:end]}
    if lower & PERIODS or sentence.plural(at, end) != plural:
        return None
    if personal or lower & _PEOPLE:
        return "person"
    return None if own else "either" if words[at].text[0].isupper() and not determined else "thing"


def told_of_people(sentence: Sentence, group: VerbGroup) -> bool:
    """Whether a Spanish verb tells what people do, rather than things: no state, measure or passive."""
    return predicate(sentence.words, group) is None and _OF_BOTH.isdisjoint(
        word.lower for word in sentence.words[group.first : group.last + 1]
    )


def said_of_both(predicate_text: str) -> bool:
    """Whether the Spanish verb that opens a predicate is said of things at least as often as of people ("tenía grietas", "no está")."""
    words = [word for word in predicate_text.lower().split()[:3] if word not in lexicon.CLITICS | lexicon.NEGATIONS["es"]]
    return bool(words) and words[0] in _OF_BOTH


def names_people(noun_phrase: str) -> bool:
    """Whether a noun phrase names people by what they are ("el detenido", "the driver")."""
    return not _PEOPLE.isdisjoint(noun_phrase.lower().split()[:3])


def _timed(sentence: Sentence, at: int, high: int) -> bool:
    """Whether an article and a day stand at `at`: "el lunes"."""
    return (
        at + 1 < high
        and sentence.words[at].lower in ("el", "la", "este", "esta", "on", "last")
        and (sentence.words[at + 1].lower in PERIODS or sentence.words[at + 1].text.isdigit())
    )
