"""The first person of a quotation by who says it: "No he firmado", dijo Olmedilla, says that "Olmedilla no ha firmado".

Only the subject at the head of a statement is named, and only where its verb has a third person that is known; whatever else in it speaks
of the speaker ("mi", "us") leaves it as it is.
"""

from __future__ import annotations

import re
from functools import cache

from detector.claims.grammar import lexicon, nouns
from detector.claims.grammar.common_verbs import COMMON
from detector.claims.grammar.lexicon import word_set
from detector.claims.grammar.morphology import Paradigm, paradigm
from detector.claims.reference.designations import COMPANIES
from detector.records import Claim

_BODIES = nouns.BODY_NOUNS | COMPANIES
# Forms that the rules do not make.
_ONE = dict(
    pair.split("/")
    for pair in """he/ha soy/es estoy/está voy/va fui/fue doy/da di/dio vi/vio veo/ve sé/sabe hago/hace hice/hizo digo/dice tengo/tiene
    obtengo/obtiene mantengo/mantiene vengo/viene pongo/pone salgo/sale traigo/trae conduzco/conduce pienso/piensa pensé/pensó hablé/habló
    redacté/redactó escribí/escribió pronuncié/pronunció dimitiré/dimitirá renunciaré/renunciará""".split()
)
_SEVERAL = dict(
    pair.split("/")
    for pair in """hemos/ha tenemos/tiene vamos/va hacemos/hace hicimos/hizo tuvimos/tuvo pusimos/puso pudimos/pudo dimos/dio vimos/vio
    podemos/puede queremos/quiere sabemos/sabe debemos/debe dijimos/dijo vendemos/vende habíamos/había teníamos/tenía
    estábamos/estaba éramos/era íbamos/iba""".split()
)
_NO_VERB = word_set("creo uso paso trabajo como caso cargo gano entro llamo para sobre logro registro cierro acuerdo encuentro costo")
_AGREEING = {"es", "está", "estaba", "era", "fue", "queda"}  # a plural adjective may follow: "estamos seguros"
_ENGLISH = {"have": "has", "am": "is", "do": "does"} | {
    word: word for word in "was had did will would can could may might must shall should".split()
}
_ENGLISH_MANY = _ENGLISH | {"were": "was", "are": "is"}
_SHORT = (("’m", "is"), ("’ve", "has"), ("’ll", "will"), ("'m", "is"), ("'ve", "has"), ("'ll", "will"))
_ADVERBS = {"es": word_set("no nunca jamás tampoco también ya sí siempre todavía aún solo sólo"), "en": word_set("never also still only")}
_CLITICS = word_set("lo la los las le les se")
_OTHERS = {
    "es": re.compile(
        r"\b(?:yo|me|mi|mis|mío|mía|míos|mías|conmigo|mí|nos|nosotr[oa]s|nuestr[oa]s?|tú|te|ti|tus?|usted(?:es)?|os|he|soy|estoy|voy|\w{3,}mos"
        r"|(?:lo|la|los|las|le|les) \w+o"  # "y a mucha la olvido"
        r"|(?:no|y|ni|pero|que) (?!tampoco|como|todo|\w+[ai]do\b|\w+ndo\b)\w+o"
        r"|(?!(?:ahí|allí|aquí|así|qué|por qué|también|sí|café|comité|bebé)\b)\w{2,}[éí])\b",
        re.I,
    ),
    "en": re.compile(r"\b(?:I|me|my|mine|myself|we|us|our|ours|ourselves|you|your|yours)\b", re.I),
}
_TITLED = r"\b(?:[Ee]l|[Ll]a)\s+(?:{titles})\s+"
_LOOK = 400  # characters before a statement in which its quotation mark and its speaker stand


def by_speaker(claim: Claim, text: str) -> str | None:
    """Return the content of a claim in the third person of its speaker; None where it is in no first person, or not safely turned.

    `text` is that of the article, which tells whether the claim stands in a quotation and how the speaker is called.
    """
    if len(set(claim.speakers)) != 1 or claim.language not in _OTHERS or claim.stance == "asked":
        return None
    name = _called(claim, text)
    if name is None or not _near(claim, text) or not _quoted(claim, text):
        return None
    body = bool(_BODIES & set(name.lower().split()))
    turned = (_spanish if claim.language == "es" else _english)(claim.content, body)
    return f"{name[0].upper()}{name[1:]} {turned}" if turned else None


def _called(claim: Claim, text: str) -> str | None:
    """Return the speaker as the sentence has it, with title and article; None where that is a pronoun or not found."""
    speaker = claim.speakers[-1]
    around = text[claim.sentence_start : claim.sentence_end]
    if speaker[0].isupper():
        if speaker.lower() in lexicon.PRONOUNS[claim.language] | lexicon.PRONOUNS["es"] or speaker.lower() in lexicon.NOBODY | {"todo"}:
            return None
        found = re.search(_TITLED.format(titles=_titles()) + re.escape(speaker), around)
        titled = " ".join(found.group().split()) if found else speaker
        return titled[0].lower() + titled[1:] if found else speaker
    if len(speaker.split()) > 3:
        return None
    article = "(?:el|la)" if claim.language == "es" else "the"
    found = re.search(rf"\b{article}\s+{re.escape(speaker)}\b(?!\s+(?:de|del|of|que|that)\b|\s+(?-i:[A-ZÁÉÍÓÚÑ]))", around, re.IGNORECASE)
    return found.group().lower() if found else None


@cache
def _titles() -> str:
    return "|".join(sorted(nouns.PERSON_NOUNS))


def _quoted(claim: Claim, text: str) -> bool:
    """Whether the words of a claim stand in a quotation, or after a dash that opens one, and no "que" or "if" subordinates them."""
    at = text.find(claim.content[:12], claim.start, claim.end)
    if at < 0:
        return False
    before = text[max(0, at - _LOOK, text.rfind("\n", 0, at) + 1) : at]
    if not (last := before.split()[-1:]) or last[0].lower() in lexicon.SUBORDINATORS[claim.language]:
        return False
    if before.lstrip().startswith("—"):
        return True
    opened, closed = (max(before.rfind(sign) for sign in signs) for signs in ("«“", "»”"))
    return opened > closed or before.count('"') % 2 == 1


def _near(claim: Claim, text: str) -> bool:
    """Whether the paragraph of a claim has named its speaker; of whom an earlier one speaks may not be who goes on."""
    begin = max(0, claim.sentence_start - _LOOK, text.rfind("\n", 0, claim.sentence_start) + 1)
    return claim.speakers[-1] in text[begin : claim.sentence_end]


def _spanish(content: str, body: bool) -> str | None:
    words = content.split()
    at, before = 0, []
    given = words[0].lower() == "yo"
    at += given
    while at < len(words) - 1 and (word := words[at].lower()) in _ADVERBS["es"] | _CLITICS | {"me", "nos"}:
        before.append("se" if word in ("me", "nos") else word)
        at += 1
    verb, rest = words[at].lower(), words[at + 1 :]
    third = _third().get(verb)
    if third is None and body and (third := _SEVERAL.get(verb, _future(verb))):
        third = None if _agrees(third, rest) else third
    elif third is None and given and verb.endswith(("ía", "aba")):
        third = verb
    if third is None or not rest or _OTHERS["es"].search(" ".join(rest)) or any(word.lower().strip(",") in _ONE for word in rest):
        return None
    return " ".join([*before, third, *rest])


def _agrees(third: str, rest: list[str]) -> bool:
    """Whether a plural may follow the verb that would not fit its singular: "estamos seguros", "hemos sido informados"."""
    following = rest[0].lower() if rest else ""
    return (third in _AGREEING and not following.endswith("ndo")) or following in ("sido", "estado", "quedado")


def _future(verb: str) -> str | None:
    """Return the singular of "daremos"."""
    return verb.removesuffix("emos") + "á" if len(verb) > 6 and verb.endswith(("aremos", "eremos", "iremos", "dremos")) else None


@cache
def _third() -> dict[str, str]:
    """Return the first persons of the known verbs with their third persons, without those that are other words, too."""
    entries = [*COMMON["es"].split(), *(entry for row in lexicon.REPORTING["es"].values() for entry in row.split())]
    forms: dict[str, str] = {}
    for verb in (paradigm(entry, "es") for entry in entries):
        if verb.lemma not in ("ser", "ir", "haber", "estar", "dar", "saber", "ver", "hacer", "decir"):
            for first, third in zip(_first(verb), (verb.present[0], verb.past[0], verb.future[0]), strict=True):
                forms.setdefault(first, third)
        else:
            forms[verb.future[0][:-1] + "é"] = verb.future[0]
    return {form: third for form, third in forms.items() if form not in _NO_VERB} | _ONE


def _first(verb: Paradigm) -> tuple[str, str, str]:
    """Return the first person of present, preterite and future."""
    present, past, future = verb.present[0], verb.past[0], verb.future[0]
    if past.endswith("ió") or past.endswith("yó"):
        simple = verb.lemma[:-2] + "í"
    elif past.endswith("ó"):
        stem = past[:-1]
        simple = {"c": stem[:-1] + "qu", "g": stem + "u", "z": stem[:-1] + "c"}.get(stem[-1:], stem) + "é"
    else:
        simple = past[:-1] + "e"  # "tuvo": "tuve"
    hard = present[:-1]
    if verb.lemma.endswith(("cer", "cir")):
        hard = hard[:-1] + "zc"
    return hard + "o", simple, future[:-1] + "é"


def _english(content: str, body: bool) -> str | None:
    found = re.match(r"(?:(I)|(we))((?:[’'](?:m|ve|ll))?) (.+)", content, re.IGNORECASE | re.DOTALL)
    if found is None or (found[2] and not body):
        return None
    rest = found[4].split()
    at = next((place for place, word in enumerate(rest) if word.lower() not in _ADVERBS["en"]), len(rest))
    if at >= len(rest) or _OTHERS["en"].search(found[4]):
        return None
    if found[3]:
        return f"{dict(_SHORT)[found[3].lower()]} {found[4]}"
    third = _english_third(rest[at].lower(), bool(found[2]))
    if third is None or (third == "is" and found[2] and not " ".join(rest[at + 1 :]).startswith(("not ", "aware"))):
        return None
    return " ".join([*rest[:at], third, *rest[at + 1 :]]) if len(rest) > at + 1 else None


def _english_third(verb: str, several: bool) -> str | None:
    contracted = re.fullmatch(r"(have|do|was|were|did|had|wo|would|ca|could)(n[’']t)", verb)
    stem, ending = contracted.groups() if contracted else (verb, "")
    table = _ENGLISH_MANY if several else _ENGLISH
    if contracted and stem in ("wo", "ca"):
        return verb
    if stem in table:
        return table[stem] + ending
    return None if contracted else _lexical().get(verb)


@cache
def _lexical() -> dict[str, str]:
    """Return present and past forms of the known English verbs with their third persons, without those that are the same in both."""
    entries = [*COMMON["en"].split(), *(entry for row in lexicon.REPORTING["en"].values() for entry in row.split()), "stand", "carry"]
    verbs = [paradigm(entry, "en") for entry in entries if entry not in ("be", "have", "do", "think", "believe", "hope", "know", "mean")]
    same = {verb.lemma for verb in verbs if verb.past[0] == verb.lemma}
    return {
        form: third for verb in verbs for form, third in ((verb.past[0], verb.past[0]), (verb.lemma, verb.present[0])) if form not in same
    }
