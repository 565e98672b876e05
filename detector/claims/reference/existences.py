"""Noun phrases told or denied, or called something, as statements: "negó la existencia de fraude" is "hubo fraude"."""

from __future__ import annotations

import re

from detector.claims.grammar import lexicon, nouns
from detector.claims.grammar.adverbials import PERIODS
from detector.claims.grammar.sentence import Sentence
from detector.claims.reference.content import clean
from detector.claims.reference.subject import Subject

# Of what is known or was told before: nothing is said of it by "confirmó las cifras", "descartó la medida".
_KNOWN = lexicon.word_set("""cifra cifras dato datos detalle detalles extremo extremos identidad nombre nombres información medida medidas
    decisión idea opción propuesta hipótesis posibilidad versión noticia acusación plan fecha figure figures data detail details identity
    name names information number numbers measure decision idea option proposal plan possibility claim report allegation""")
# What coaches, judges and parties rule out of somebody else: "descartó su salida".
_OTHERS = lexicon.word_set(
    "salida venta traspaso fichaje marcha muerte detención ingreso cese destitución expulsión regreso vuelta extradición"
)
_INDEFINITE = {"el": " un", "la": " una", "los": " unos", "las": " unas"}
_ASKING = lexicon.word_set("""qué quién quiénes cuál cuáles cuándo cuánto cuánta cuántos cuántas dónde cómo what who whom
    whose which when where why how""")


def existence(sentence: Sentence, low: int, high: int, subject: Subject | None, future: bool = False) -> str | None:
    """Return "there is/was ..." for a noun phrase; None where it only points elsewhere ("tales planes", "it")."""
    words = sentence.words[low:high]
    language = sentence.language
    if not words or words[0].lower in lexicon.POINTERS[language] or any(word.lower in lexicon.DOUBTFUL for word in words[:2]):
        return None
    if [word.lower for word in words[:2]] == ["la", "mayor"] and (len(words) == 2 or words[2].pos not in ("NOUN", "ADJ", "PROPN", "ADP")):
        return None  # "niega la mayor": all that was said
    if words[-1].lower in ("hechos", "cargos") or any(word.lower in ("hechos", "cargos") for word in words[:2]):
        return None  # "negó los hechos": which ones, it does not say
    if words[0].pos == "DET" and words[0].lower not in lexicon.INDEFINITE[language] and len(words) > 1 and words[1].lower in _KNOWN:
        return None  # "evitó confirmar las cifras"
    wrong = len(words) == 1 and words[0].lower in nouns.WRONGS  # "denied wrongdoing"
    if (
        (sum(word.is_word for word in words) < 2 and not wrong)
        or words[0].lower in _ASKING
        or (not wrong and words[1].lower in PERIODS and sentence.language == "es")
    ):
        return None
    skip = 0
    owner = ""
    if words[0].lower in lexicon.POSSESSIVES[language]:
        if subject is None or len(words) < 2 or (language == "es" and words[1].lower in _OTHERS):
            return None
        skip, owner = 1, subject.text
    elif words[0].lower in ("ningún", "ninguna", "any", "no"):
        skip = 1
    elif words[0].pos == "DET":
        skip = int(words[0].lower not in lexicon.INDEFINITE[language])
    plural = sentence.plural(low, high)
    plural |= language == "en" and words[skip].lower.endswith("s") and not words[skip].text[0].isupper()
    lasting = any(word.lower in nouns.LASTING for word in words[skip : skip + 2])
    head, rest = sentence.text(low + skip, low + skip + 1), sentence.text(low + skip + 1, high)
    if language == "es":
        opening = "habrá" if future else "hay" if lasting else "hubo"
        owned = f" {_of(owner)}" if owner else ""
    else:
        be = ("are" if plural else "is") if lasting else "were" if plural else "was"
        opening = "there will be" if future else f"there {be}"
        owned = f" by {owner}" if owner else ""
    if language == "en" and not owner and (cause := _CAUSE.fullmatch(sentence.text(low + skip, high))):
        return clean(f"{cause[1]} was {cause[2]}")  # "ruled out sabotage as the cause of the crash"
    if len(words) == 2 and skip and not owner:  # "confirmed the sale", "confirmó la venta"
        opening += _INDEFINITE.get(words[0].lower, "")
        if words[0].lower == "the" and not plural:
            opening += " an" if head[:1].lower() in "aeiou" else " a"
    gap = "" if sentence.words[low + skip].end == sentence.words[min(low + skip + 1, high - 1)].start else " "  # "cover-up"
    return clean(f"{opening} {head}{owned}{gap}{rest}")


def named_so(sentence: Sentence, thing: tuple[int, int], name: tuple[int, int]) -> str:
    """Return "lo ocurrido fue sabotaje", "the study was junk science" for what is called what; a person is so still."""
    words, plural = sentence.words, sentence.plural(*thing)
    before = words[thing[0] - 1].lower
    person = before == "a" or words[thing[0]].lower == "al"
    if sentence.language == "es":
        be = ("son" if plural else "es") if person else "fueron" if plural else "fue"
    else:
        be = "were" if plural else "was"
    begin = f"el {sentence.text(thing[0] + 1, thing[1])}" if words[thing[0]].lower == "al" else sentence.text(*thing)
    return clean(f"{begin} {be} {sentence.text(*name)}")


def _of(owner: str) -> str:
    """Return "del ministro" for "El ministro", "de la ministra" for "La ministra"."""
    article, _, rest = owner.partition(" ")
    if article in ("El", "el"):
        return f"del {rest}"
    return f"de {article.lower() if article in ('La', 'Los', 'Las') else article} {rest}".rstrip()


_CAUSE = re.compile(r"(.+?) as ((?:a|an|the) (?:\w+ )?(?:cause|motive|reason|factor|source)\b.*)")


def exists(sentence: Sentence, low: int, high: int) -> str | None:
    """Return "existe(n) X" / "there is/are X" for the X of "la existencia de X"."""
    if high - low < 2:
        return None
    last = sentence.words[low].lower
    plural = sentence.plural(low, high) or (last.endswith("s") and sentence.words[low].pos != "DET")
    verb = ("existen" if plural else "existe") if sentence.language == "es" else ("there are" if plural else "there is")
    return clean(f"{verb} {sentence.text(low, high)}")
