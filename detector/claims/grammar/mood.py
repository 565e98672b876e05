"""Spanish subjunctives as indicatives: what is denied or doubted, told as what is so ("niega que haya" is "hay")."""

from __future__ import annotations

from functools import cache

from detector.claims.grammar import lexicon
from detector.claims.grammar.common_verbs import COMMON
from detector.claims.grammar.morphology import paradigm
from detector.claims.grammar.sentence import Sentence
from detector.claims.grammar.words import VerbGroup

_PAST_ENDINGS = {"ara": "ó", "aran": "aron", "ase": "ó", "asen": "aron", "iera": "ió", "ieran": "ieron", "iese": "ió", "iesen": "ieron"}

# Verbs of denials that are too rare to tell finite forms by.
_ALSO = """pensar/piens preparar planear planificar impugnar estudiar tramitar ocultar mentir/mient/mint ceder controlar gastar cobrar
    filtrar    asumir privatizar despedir/despid/despid espiar/espí sobornar amenazar autorizar encubrir presionar manipular"""


@cache
def _indicatives() -> dict[str, str]:
    """Return Spanish subjunctive forms with their indicatives, only where no other verb form looks the same."""
    forms: dict[str, str] = {}
    entries = [*COMMON["es"].split(), "mantener", "desplegar/desplieg", *_ALSO.split()]
    verbs = [paradigm(entry, "es") for entry in entries]
    taken = {form for verb in verbs for pair in (verb.present, verb.past) for form in pair}
    for verb in verbs:
        for old, new in (
            (verb.subjunctive, verb.present),
            (verb.past_subjunctive, verb.imperfect if verb.lemma in lexicon.STATES else verb.past),
            (verb.past_subjunctive_se, verb.imperfect if verb.lemma in lexicon.STATES else verb.past),
        ):
            for source, target in zip(old, new, strict=True):
                if source not in taken:
                    forms.setdefault(source, target)
    return forms


def indicative(form: str) -> str | None:
    """Return the indicative of a Spanish subjunctive form ("haya" -> "ha"), None where it is none or not known."""
    if known := _indicatives().get(form):
        return known
    # Verbs of no list: only their past subjunctive can be told by its ending ("cortara" -> "cortó").
    for ending, past in _PAST_ENDINGS.items():
        if form.endswith(ending) and len(form) > len(ending) + 2 and form not in lexicon.LIKE_PAST_SUBJUNCTIVES:
            return form.removesuffix(ending) + past
    return None


def seems_verbal(sentence: Sentence, group: VerbGroup) -> bool:
    """Whether a form of "haber" only looks as if it had a verb behind it: "que haya plomo", but "haya visto", "haya sido rota"."""
    behind = sentence.words[group.first + 1 : group.last + 1]
    return bool(behind) and not any(word.lower.endswith(("do", "to", "cho", "so", "ar", "er", "ir")) for word in behind)


def fitting(sentence: Sentence, group: VerbGroup, form: str, high: int) -> str:
    """Return the indicative that fits what follows: "haya heridos" is "hay", "fuera a llover" is "iba"."""
    word = sentence.words[group.first].lower
    following = sentence.words[group.first + 1].lower if group.first + 1 < high else ""
    if form == "ha" and seems_verbal(sentence, group):
        return "hay"
    if form in ("ha", "han") and (group.last == group.first or following == "habido"):
        return "hay" if group.last == group.first else form
    if word in ("fuera", "fueran", "fuese", "fuesen") and following == "a":
        return "iban" if word.endswith("n") else "iba"
    return form
