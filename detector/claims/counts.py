"""What a number counts, where the noun does not simply follow it: tolls in any wording and both languages, and numbers after a verb.

Tolls get one name each in both languages ("31 fallecidos", "31 people were killed", "the death toll stood at 31" all count
"muerto"), so that the same count can be compared across wordings and languages through `Quantity.counted`.
"""

from __future__ import annotations

from collections.abc import Sequence

from detector.claims.lexicon import word_set
from detector.claims.words import Word

TOLLS = {
    word: concept
    for concept, words in {
        "muerto": """muerto muertos muerta muertas muerte muertes fallecido fallecidos fallecida fallecidas fallecimiento
    fallecimientos mortales
            murió murieron muere mueren mató mataron matado falleció fallecieron dead death deaths killed kills died dies
            fatality fatalities""",
        "herido": "herido heridos herida heridas hirió hirieron lesionado lesionados injured wounded hurt injuries",
        "desaparecido": "desaparecido desaparecidos desaparecida desaparecidas missing unaccounted",
        "evacuado": "evacuado evacuados evacuada evacuadas evacuó evacuaron evacuated evacuees evacuee",
        "detenido": "detenido detenidos detenida detenidas detuvo detuvieron detención detenciones arrested detained arrests arrest",
    }.items()
    for word in words.split()
}
# Who is counted says less than what befell them: "12 people died" counts "muerto".
_PEOPLE = word_set(
    "people person persons persona personas vecino vecinos resident residents civil civiles civilian civilians víctima víctimas victims"
)
_BETWEEN = word_set("""fue fueron han ha había habían sido resultó resultaron quedó quedaron seguían siguen sigue estaban están
    still todavía aún were was
    are is have has had been be being remain remained más more also también""")
_TOTALS = word_set("cifra número total balance recuento saldo number count tally figure total")
# Between these and a number stands nothing that is counted.
_LEVELS = word_set("""es son era eran fue fueron asciende ascienden ascendió ascendía sube subió subieron subía baja bajó bajaron
    llega llegó llegaron
    alcanza alcanzó supera superó ronda rondan rondaba eleva elevó elevaba sitúa situó sumó suman aumentó aumentaron cayó cayeron
    pasó pasaron
    redujo is are was were stood stands rose risen rises fell fallen falls reached reaches climbed climbs grew grown dropped
    jumped hit exceeded
    topped totalled totaled put puts went stays stayed remains remained increased decreased""")
_CHANGES = word_set("""subió subieron subía sube suben bajó bajaron baja bajan pasó pasaron pasa pasan cayó cayeron aumentó
    aumentaron creció crecieron
    redujo redujeron subido bajado pasado rose rises risen fell falls fallen went gone grew grown climbed dropped jumped
    increased decreased
    declined shrank cut raised""")
_CLAUSE_MARKS = {";", ":", "«", "“", "but", "although", "while", "pero", "aunque", "mientras"}
_REACH = 6


def concept(noun: str) -> str:
    """Return the one name of a toll ("fatalities" -> "muerto"), any other noun as it is."""
    return TOLLS.get(noun, noun)


def toll_near(words: Sequence[Word], index: int, after: int, counted: str) -> str:
    """Return the toll that befell the people counted at `index` to `after`: "killed 22 people", "25 people still missing"."""
    if words[after - 1].lower in _TOTALS and after + 1 < len(words) and words[after].lower in ("de", "of"):
        return concept(words[after + 1].lower if words[after + 1].lower in TOLLS else words[after + 1].lemma)
    if counted and counted not in _PEOPLE:
        return concept(counted)
    for word in words[after : after + _REACH]:
        if word.lower in TOLLS:
            return TOLLS[word.lower]
        if word.lower not in _BETWEEN:
            break
    for word in reversed(words[max(0, index - 4) : index]):
        if word.lower in TOLLS and counted:
            return TOLLS[word.lower]
        if word.pos not in ("ADV", "ADP") and word.lower not in (
            "a",
            "unos",
            "unas",
            "least",
            "more",
            "than",
            "menos",
            "más",
            "some",
            "about",
        ):
            break
    return counted


def counted_before(words: Sequence[Word], index: int) -> str:
    """Return what a number with no noun after it counts: the noun of its verb's subject ("los muertos eran 14"), "" if unknown."""
    verb = next((at for at in range(index - 1, max(-1, index - 12), -1) if words[at].lower in _LEVELS), None)
    if verb is None or any(word.text in (";", ":") for word in words[verb:index]):
        return ""
    begin = max((at + 1 for at in range(index) if words[at].lower in _CLAUSE_MARKS), default=0)
    for at in range(begin, index):
        if words[at].lower in _TOTALS and at + 2 < index and words[at + 1].lower in ("de", "of"):
            noun = words[at + 2 + (words[at + 2].pos in ("DET", "ADJ") and words[at + 2].lower not in TOLLS)]
            return concept(noun.lower if noun.lower in TOLLS else noun.lemma or noun.lower)
    for at in range(verb - 1, begin - 1, -1):
        if words[at].lower in TOLLS:
            return TOLLS[words[at].lower]
    return _head_before(words, begin, verb)


def _head_before(words: Sequence[Word], begin: int, verb: int) -> str:
    """Return the head of the plural noun phrase right before a verb ("los petroleros eran 14"); a singular one counts nothing."""
    start = next((at for at in range(verb - 1, begin - 1, -1) if words[at].lower in ("los", "las", "the")), None)
    if start is None or start + 1 >= verb or (start > begin and words[start - 1].pos == "ADP"):
        return ""
    noun = words[start + 1]
    return (noun.lemma or noun.lower) if noun.lower.endswith("s") else ""


def is_former_level(words: Sequence[Word], index: int, after: int) -> bool:
    """Whether the number is where a change began ("bajaron de 60 a 25", "rose from 14 to 31")."""
    if index == 0 or words[index - 1].lower not in ("de", "from"):
        return False
    changed = any(word.lower in _CHANGES for word in words[max(0, index - 5) : index - 1])
    link = next((at for at in range(after, min(len(words), after + 4)) if words[at].lower in ("a", "to")), None)
    return changed and link is not None and any(word.pos == "NUM" or word.text[0].isdigit() for word in words[link + 1 : link + 4])
