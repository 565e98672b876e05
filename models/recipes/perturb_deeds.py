"""The views of `perturb.py` that tell a deed as a plan or give it to somebody else; and what counts as a deed."""

import re
from functools import cache
from random import Random

from perturb_reports import SAID
from perturb_side import Side
from perturb_verbs import AUX_EN, NEGATION, Verb, english_forms, main_verb, spanish_verb
from perturb_words import ACTOR_HEADS, ACTORS, NAMES, PLACES

# What somebody does on purpose, so that it can be planned: Spanish infinitives and English bases.
_WILLED = {
    "es": set(
        "anunciar aprobar comprar firmar presentar publicar crear visitar enviar abandonar cancelar lanzar organizar atacar votar pagar "
        "adoptar "
        "inaugurar nombrar prohibir retirar modificar ampliar eliminar fundar cerrar entregar formar iniciar empezar comenzar terminar "
        "estudiar viajar "
        "invitar liberar apoyar contratar demandar ordenar autorizar participar celebrar continuar trasladar utilizar desarrollar "
        "instalar vender construir abrir elegir/elij/elig despedir/despid/despid recibir reducir producir introducir destruir "
        "invertir/inviert/invirt pedir/pid/pid suspender "
        "ofrecer imponer proponer reunir detener mantener adquirir/adquier cubrir repartir exhibir discutir donar dedicar grabar "
        "prestar quemar cobrar subir".split()
    ),
    "en": set(
        "approve buy sell sign present publish create visit send abandon launch organize attack pay adopt appoint ban build open close "
        "leave start "
        "introduce release establish form join invest cut raise lower reduce finance purchase acquire celebrate authorize expand "
        "support meet give take "
        "offer make".split()
    ),
}


@cache
def _willed_es() -> dict[str, str]:
    return {form: entry.split("/")[0] for entry in _WILLED["es"] for form in spanish_verb(entry).past}


_PERSONS = re.compile(
    r"(?i)\b(?:\w+(?:istas?|adores?|eros|antes|entes|anos|eses)|hombres?|mujeres?|familias?|residentes|dueñ[oa]s?|men|women|family|"
    r"\w+(?:ers|ors|ists|ians)|owners?|residents|citizens|employees|team|board|university|universidad|gobierno|government|army)$"
)


def _acts(subject: str, lang: str) -> bool:
    """Whether a subject is a body or person that can mean to do something."""
    return bool(
        ACTOR_HEADS[lang].match(subject)
        or _PERSONS.search(subject)
        or re.match(r"(?:He|She|They|Él|Ella|Ellos) $|(?:[A-Z][a-záéíóúñ]+ ){2,3}$", subject)
    )


# What else is told as past would not fit a plan.
_PAST = re.compile(
    r"(?i)\b(?:ayer|yesterday|ago|hace|last|pasad[oa]|recent|recientes?|finalmente|finally|19\d\d|20\d\d|ya|already|was|were|had|did|"
    r"got|fue|era|when|cuando|while|"
    r"mientras|before|antes|after|después|tras|\w{2,}(?:ó|aron|ieron|aba|aban)|been)\b"
)


def planned(side: Side, rng: Random) -> str | None:
    """Tell something done on purpose as a plan."""
    text, lang = side.text, side.lang
    verb = main_verb(text, lang)
    if (
        verb is None
        or SAID.search(text)
        or NEGATION[lang].search(text)
        or text[verb.start : verb.end] != verb.word
        or text[verb.end :].startswith(" to ")
    ):
        return None
    if _PAST.search(f"{text[: verb.start]} {text[verb.end :]}") or not _acts(text[verb.begin : verb.start], lang):
        return None
    if lang == "en":
        if verb.base not in _WILLED["en"] or verb.word not in english_forms()[0]:
            return None
        subject_plural = re.match(r"(?:They|We|The \w+s|Officials|\w+ and)\b", text[verb.begin :]) is not None
        frame = rng.choice(["plan to", "intend to", "will", "want to"])
        if frame != "will" and not subject_plural:
            frame = frame.replace(" ", "s ", 1)
        return f"{text[: verb.start]}{frame} {verb.base}{text[verb.end :]}"
    lemma = _willed_es().get(verb.word)
    if lemma is None:
        return None
    plural = verb.word.endswith("ron")
    frame = rng.choice(["planean", "piensan", "van a", "quieren"] if plural else ["planea", "piensa", "va a", "quiere"])
    return f"{text[: verb.start]}{frame} {lemma}{text[verb.end :]}"


_OTHER_DEEDS_EN = frozenset("win kill arrest find defend attack criticize receive discuss propose decide".split())
# Things begin and end, too.
_NO_DEEDS = frozenset("empezar comenzar terminar continuar iniciar start begin end".split())


@cache
def _deeds_es() -> frozenset[str]:
    verbs = (spanish_verb(entry) for entry in _WILLED["es"] - _NO_DEEDS)
    return frozenset(form for verb in verbs for form in (*verb.past, *verb.future))


def of_deed(verb: Verb, lang: str) -> bool:
    """Whether the verb tells a deed of a person or body, as against what things do."""
    if lang == "en":
        return verb.base in (_WILLED["en"] | _OTHER_DEEDS_EN) - _NO_DEEDS
    # "se mantuvo": what happens to a thing
    return verb.word in _deeds_es() and verb.end - verb.start == len(verb.word)


def _plural_en(subject: str, verb: Verb) -> bool:
    return verb.word in ("are", "were", "have") or (
        subject.split(" of ")[0].endswith(("s", "police")) and verb.word not in ("has", "is", "was")
    )


def actor_changed(side: Side, rng: Random) -> str | None:
    """Give the same deed to somebody else."""
    text, lang = side.text, side.lang
    verb = main_verb(text, lang)
    if verb is None or verb.begin != 0:
        return None
    subject = text[: verb.start].strip()
    words = subject.split()
    if len(words) > 7 or re.match(r"(?i)(?:win|won|lost|ganó|perdió|is|are|was|were|es|son|era|eran|fue|fueron|hay|hubo)$", verb.word):
        return None
    countries = {pair[0 if lang == "es" else 1] for pair in PLACES[0]}
    if subject in countries:
        return rng.choice(sorted(countries - {subject})) + text[len(subject) :]
    person = ACTOR_HEADS[lang].match(subject) or (
        verb.word not in AUX_EN and re.match(r"(?i)(?:el|la|los|las|the) ", subject) and of_deed(verb, lang)
    )
    if person:
        article = words[0].lower()
        key = ("es", article in ("los", "las"), article in ("la", "las")) if lang == "es" else ("en", _plural_en(subject, verb), False)
        choices = [actor for actor in ACTORS[key].split("; ") if not set(actor.lower().split()[1:]) & {w.lower() for w in words}]
        return rng.choice(choices) + text[len(subject) :] if choices else None
    if (
        2 <= len(words) <= 3
        and all(re.fullmatch(r"[A-ZÁÉÍÓÚÑ][a-záéíóúñ]+", word) for word in words)
        and verb.word not in AUX_EN | {"está", "están"}
    ):
        if words[0] in ("The", "El", "La", "Los", "Las", "In", "En"):
            return None
        return rng.choice(NAMES) + text[len(subject) :]
    return None
