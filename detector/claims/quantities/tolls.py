"""What befell the people whom a number counts, in any wording and both languages.

Tolls get one name each in both languages ("31 fallecidos", "31 people were killed", "the death toll stood at 31" all count
"muerto"), so that the same count can be compared across wordings and languages through `Quantity.counted`.
"""

from __future__ import annotations

from collections.abc import Sequence

from detector.claims.grammar.lexicon import word_set
from detector.claims.grammar.morphology import all_forms, paradigm
from detector.claims.grammar.words import Word

_NOUNS = {
    "muerto": """muerto muertos muerta muertas muerte muertes fallecimiento fallecimientos mortales dead death deaths fatality
        fatalities""",
    "herido": "herida heridas hurt injuries",
    "desaparecido": "missing unaccounted disappearance",
    "evacuado": "evacuación desalojo evacuee evacuees evacuation",
    "detenido": "detención detenciones arresto arrestos detainee detainees",
}
_INTRANSITIVE = {
    "muerto": ("morir/muer/mur fallecer perecer ahogar", "die perish drown"),
    "desaparecido": ("desaparecer", "disappear"),
}
_TRANSITIVE = {
    "muerto": ("matar asesinar abatir", "kill murder"),
    "herido": ("herir/hier/hir lesionar", "injure wound"),
    "evacuado": ("evacuar desalojar", "evacuate"),
    "detenido": ("detener arrestar apresar", "arrest detain"),
}


def _forms(verbs: dict[str, tuple[str, str]], finite_only: bool = False) -> dict[str, str]:
    forms: dict[str, str] = {}
    for toll, by_language in verbs.items():
        for language, entries in zip(("es", "en"), by_language, strict=True):
            for verb in (paradigm(entry, language) for entry in entries.split()):
                endings = ("o", "os", "a", "as")
                stem = verb.participle[:-1]
                inflected = {stem + ending for ending in endings} if language == "es" else {verb.participle}
                forms |= dict.fromkeys(verb.finite if finite_only else {*verb.finite, verb.lemma, verb.gerund, *inflected}, toll)
    return forms


TRANSITIVE = _forms(_TRANSITIVE) | {"hurt": "herido"}
"""Forms of the verbs whose object the toll befalls."""
_ACTIVE = frozenset(_forms(_TRANSITIVE, finite_only=True)) | {"hurt"}
TOLLS = TRANSITIVE | _forms(_INTRANSITIVE) | {word: toll for toll, words in _NOUNS.items() for word in words.split()}
"""Every word that names a toll, with the toll's one name."""
_ACTIONS = word_set("""muerte muertes fallecimiento fallecimientos detención detenciones arresto arrestos evacuación desalojo desaparición
    asesinato death deaths arrest arrests evacuation disappearance killing murder detention""")
# Who is counted says less than what befell them: "12 people died" counts "muerto".
_PEOPLE = word_set("people persona vecino vecina resident civil civilian víctima victim hombre mujer man woman suspect sospechoso")
# These are counted as what they are, whatever befalls them; the words that follow are cut to the singular.
_ANIMALS = word_set("""vaca oveja cabra res ganado caballo perro gato cerdo ave pájaro gallina pollo pez ballena delfín toro animal cabeza
    abeja cow sheep goat cattle horse dog cat pig bird chicken fish whale dolphin bull head bee hen""")
_THINGS = word_set("""casa vivienda edificio hogar familia pueblo aldea localidad municipio barrio ciudad hospital escuela colegio hotel
    residencia calle avión dron misil helicóptero tanque barco buque coche vehículo camión arma documento archivo
    house home dwelling building family household town village city
    district street hospital school hotel plane aircraft drone missile helicopter tank ship boat car vehicle truck weapon document file
    ataque attack país country vez
    time ocasión occasion""")
_BETWEEN = (
    word_set("""thought known said to
        habían still todavía aún more also también others another otros otras feared believed presumed confirmed reported shot
        hallados halladas encontrados encontradas más been had""")
    | all_forms("ser haber estar resultar quedar seguir/sigu/sigu continuar/continú permanecer", "es")
    | all_forms("be have remain find leave", "en")
)
_AUXILIARIES = word_set("fue fueron sido were was are is been be being")
_LOST_LIVES = {("perdieron", "la", "vida"), ("perdió", "la", "vida"), ("lost", "their", "lives")}
_TAKING = all_forms("cobrar costar/cuest segar/sieg arrebatar", "es") | all_forms("claim cost take", "en")
_LIVES = {("la", "vida", "a"), ("la", "vida", "de"), ("the", "lives", "of"), ("the", "life", "of")}
_OF_PLACE = {"DET", "NOUN", "PROPN"}
_OF_WHOLE = _OF_PLACE | {"NUM", "ADJ"}
_THEM = word_set("them whom ellos ellas cuales quienes")
_RELATIVES = word_set("que quienes who which whose")
_ASIDE = 14
_STOPS = TOLLS.keys() | _THEM
_REACH = 8


def befalls(toll: str, noun: str) -> bool:
    """Whether the toll is what counts of the noun: "40 cows killed" counts cows, "12 buildings evacuated" buildings."""
    return noun not in _ANIMALS and (noun not in _THINGS or (toll == "muerto" and noun == "familia"))


def toll_before(words: Sequence[Word], begin: int, noun: str) -> str:
    """Return the toll whose verb or noun stands right before a number: "killed 22 people", "la detención de 9 hombres", "" if none."""
    lower_before = tuple(word.lower for word in words[max(0, begin - 3) : begin])
    taker = begin - 1 if noun in ("vida", "life") else begin - 4 if lower_before in _LIVES else -1
    if taker >= 0 and words[taker].lower in _TAKING:
        return "muerto"
    links: set[str] = set()
    for word in reversed(words[max(0, begin - 5) : begin]):
        lower = word.lower
        if lower in TOLLS:
            fits = lower in _ACTIONS if links & {"de", "of"} else lower in TRANSITIVE if "a" in links else True
            return TOLLS[lower] if fits and befalls(TOLLS[lower], noun) else ""
        if lower in ("a", "de", "of"):
            links.add(lower)
        elif word.pos != "ADV" and lower not in ("otros", "otras", "otro", "another", "other", "los", "las", "the", "ya"):
            return ""
    return ""


def toll_after(words: Sequence[Word], after: int, noun: str) -> str:
    """Return the toll that the words after a number and its noun tell: "12 soldados muertos", "25 people were still missing"."""
    after = _after_aside(words, _after_partner(words, after))
    at, passive = after, False
    while at < min(len(words), after + _REACH):
        word, lower = words[at], words[at].lower
        if lower == "held" and noun in _PEOPLE and (passive or not _has_object(words, at)):
            return "detenido"
        if lower in TOLLS:
            active = lower in _ACTIVE and not passive and (lower not in _PARTICIPLES or _has_object(words, at))
            return TOLLS[lower] if not active and befalls(TOLLS[lower], noun) else ""
        if tuple(later.lower for later in words[at : at + 3]) in _LOST_LIVES:
            return "muerto" if befalls("muerto", noun) else ""
        if lower in _BETWEEN or word.pos in ("ADV", "AUX", "ADJ"):
            passive |= lower in _AUXILIARIES
            at += 1
        elif word.pos == "ADP":
            at += 1
            inside = _OF_WHOLE if lower in ("de", "of", "from") else _OF_PLACE
            while at < len(words) and words[at].pos in inside and words[at].lower not in _STOPS:
                at += 1
            if at + 1 < len(words) and words[at].lower in _THEM:
                at += 1
                if words[at].pos == "NUM":  # "31 patients, of whom four died"
                    return ""
        else:
            return ""
    return ""


_PARTICIPLES = frozenset(paradigm(entry, "en").participle for _, entries in _TRANSITIVE.values() for entry in entries.split()) | {"hurt"}


def _after_partner(words: Sequence[Word], after: int) -> int:
    """Return the index of the verb that counted people share with somebody else ("two soldiers and a guide died"), else `after`."""
    if [word.pos for word in words[after : after + 2]] != ["CCONJ", "DET"]:
        return after
    at = after + 2
    while at < len(words) and words[at].pos in ("NOUN", "PROPN", "ADJ"):
        at += 1
    return at if at < len(words) and words[at].finite else after


def _after_aside(words: Sequence[Word], after: int) -> int:
    """Return the index of the verb behind an aside between commas ("tres personas, entre ellas un niño, murieron"), else `after`."""
    if after >= len(words) or words[after].text != ",":
        return after
    closing = next((at for at in range(after + 1, min(len(words), after + _ASIDE)) if words[at].text == ","), len(words))
    if closing + 1 >= len(words) or not words[closing + 1].finite:
        return after
    told = words[after + 1].lower not in _RELATIVES and any(word.finite for word in words[after + 1 : closing])
    return after if told else closing + 1  # "12 heridos, dijo Rey, murieron"


def _has_object(words: Sequence[Word], at: int) -> bool:
    return at + 1 < len(words) and words[at + 1].pos in ("DET", "PRON", "PROPN", "NUM", "NOUN")
