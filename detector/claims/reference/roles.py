"""Who is meant by a role alone: "la ministra" after "la ministra de Hacienda, Ana Ruiz", "the chief" after "police chief Tomas Lara"."""

from __future__ import annotations

import re
from functools import cache

from detector.claims.grammar import lexicon

# What the press calls who was named by another role.
_CALLED = {
    "es": {
        "mandatario": "presidente|jefe de Estado", "mandataria": "presidenta|jefa de Estado", "gobernante": "presidente|presidenta",
        "jefe": "comisario|coronel|comandante", "edil": "alcalde|alcaldesa|concejal|concejala",
        "regidor": "alcalde", "regidora": "alcaldesa",
        "letrado": "abogado", "letrada": "abogada", "prelado": "obispo|arzobispo|cardenal", "titular": "ministro|ministra",
        "legislador": "diputado|senador", "legisladora": "diputada|senadora", "parlamentario": "diputado|senador",
        "parlamentaria": "diputada|senadora", "diplomático": "embajador|canciller", "diplomática": "embajadora|canciller",
        "dirigente": "líder|secretario general|secretaria general", "sindicalista": "secretario general|secretaria general",
        "vocero": "portavoz", "vocera": "portavoz", "magistrado": "juez", "magistrada": "jueza|juez", "galeno": "doctor|médico",
        "exmandatario": "expresidente", "exmandataria": "expresidenta", "exregidor": "exalcalde", "exregidora": "exalcaldesa",
        "funcionario": "ministro|viceministro|gobernador|secretario|director|subsecretario",
        "funcionaria": "ministra|viceministra|gobernadora|secretaria|directora|subsecretaria",
    },
    "en": {
        "premier": "prime minister", "lawmaker": "senator|congressman|congresswoman", "lawyer": "attorney|barrister|solicitor",
        "attorney": "lawyer", "envoy": "ambassador", "magistrate": "judge", "diplomat": "ambassador",
    },
}  # fmt: skip
_ROLES = {
    "es": lexicon.word_set("""presidente presidenta ministro ministra alcalde alcaldesa gobernador gobernadora portavoz comisario comisaria
        fiscal juez jueza abogado abogada diputado diputada senador senadora concejal concejala director directora secretario secretaria
        embajador embajadora canciller general coronel capitán entrenador entrenadora obispo rector rectora consejero consejera delegado
        delegada líder candidato candidata gerente vicepresidente vicepresidenta comandante decano decana
        expresidente expresidenta exalcalde exalcaldesa exministro exministra
        viceministro viceministra"""),
    "en": lexicon.word_set("""president minister mayor governor spokesman spokeswoman spokesperson chief prosecutor judge lawyer senator
        director secretary ambassador chancellor general colonel captain coach bishop rector chairman chairwoman leader candidate
        commissioner superintendent sheriff coroner treasurer"""),
}  # fmt: skip
_ARTICLES = {"es": "[Ee]l|[Ll]a|[Dd]el|[Aa]l", "en": "[Tt]he"}
# Words are bounded, so that a text of one endless word costs no more than another.
_WORD = r"[\w’'-]{1,30}"
_NAME = rf"[A-ZÁÉÍÓÚÑ]{_WORD}"
_PERSON = rf"{_NAME} (?:(?:de|del|de la|van|von) )?{_NAME}(?: {_NAME})?"
_SCOPE = {"es": rf"(?: (?!(?:y|e|o|que)\b){_WORD}){{0,8}}?", "en": rf"(?: (?:of|for|at|in)(?: (?!(?:and|or|who)\b){_WORD}){{1,6}}?)?"}


def holder(name: str, language: str, before: str, sentence: str) -> str | None:
    """Return the full name of who holds a role in the text before; None where that is nobody, or several, or somebody new is meant.

    Args:
        name: a speaker of one word, such as "ministra".
        language: "es" or "en".
        before: the article's text before the sentence.
        sentence: the sentence; the role must stand there with the definite article.
    """
    role = name.lower()
    others = _CALLED[language].get(role)
    if role not in _ROLES[language] and others is None:
        return None
    if not re.search(rf"\b(?:{_ARTICLES[language]}) {re.escape(role)}\b", sentence):
        return None
    found = [named[1] or named[2] for named in _named(role if others is None else f"{role}|{others}", language).finditer(before)]
    if len({full.split()[-1] for full in found}) != 1:
        return None
    return max(found, key=len)


@cache
def _named(roles: str, language: str) -> re.Pattern[str]:
    """Return what finds the name of who holds one of `roles`: in group 1 behind the role, in group 2 before it."""
    role, scope = f"(?i:{roles})", _SCOPE[language]
    article = r"(?:el |la |the |then-|a |an )?"
    kind = "" if language == "es" else rf"(?:{_WORD} ){{0,2}}?"
    behind = rf"\b{role}(?:{scope},)? ({_PERSON})"
    ahead = rf"\b({_PERSON}), {article}{kind}{role}\b"
    return re.compile(f"{behind}|{ahead}")
