"""Verb forms of Spanish and English, made by rule; what the rules do not make stands in `IRREGULAR_*`.

News speaks in the third person, so those forms are made, and of Spanish verbs of saying those of "I" and "we" beside them. They
serve to recognise reporting verbs with and without a parser, and to turn a complement into a sentence of its own
("haya solicitado" -> "ha solicitado").
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

# infinitive: present sg/pl, preterite sg/pl, present subjunctive sg/pl, future stem, participle, gerund
IRREGULAR_ES = {
    row.split()[0]: row.split()[1:]
    for row in (
        "haber ha han hubo hubieron haya hayan habr habido habiendo",
        "ser es son fue fueron sea sean ser sido siendo",
        "estar está están estuvo estuvieron esté estén estar estado estando",
        "ir va van fue fueron vaya vayan ir ido yendo",
        "dar da dan dio dieron dé den dar dado dando",
        "hacer hace hacen hizo hicieron haga hagan har hecho haciendo",
        "decir dice dicen dijo dijeron diga digan dir dicho diciendo",
        "contradecir contradice contradicen contradijo contradijeron contradiga contradigan contradir contradicho contradiciendo",
        "poder puede pueden pudo pudieron pueda puedan podr podido pudiendo",
        "querer quiere quieren quiso quisieron quiera quieran querr querido queriendo",
        "saber sabe saben supo supieron sepa sepan sabr sabido sabiendo",
        "ver ve ven vio vieron vea vean ver visto viendo",
        "prever prevé prevén previó previeron prevea prevean prever previsto previendo",
        "tener tiene tienen tuvo tuvieron tenga tengan tendr tenido teniendo",
        "mantener mantiene mantienen mantuvo mantuvieron mantenga mantengan mantendr mantenido manteniendo",
        "sostener sostiene sostienen sostuvo sostuvieron sostenga sostengan sostendr sostenido sosteniendo",
        "obtener obtiene obtienen obtuvo obtuvieron obtenga obtengan obtendr obtenido obteniendo",
        "detener detiene detienen detuvo detuvieron detenga detengan detendr detenido deteniendo",
        "venir viene vienen vino vinieron venga vengan vendr venido viniendo",
        "intervenir interviene intervienen intervino intervinieron intervenga intervengan intervendr intervenido interviniendo",
        "poner pone ponen puso pusieron ponga pongan pondr puesto poniendo",
        "exponer expone exponen expuso expusieron exponga expongan expondr expuesto exponiendo",
        "suponer supone suponen supuso supusieron suponga supongan supondr supuesto suponiendo",
        "proponer propone proponen propuso propusieron proponga propongan propondr propuesto proponiendo",
        "salir sale salen salió salieron salga salgan saldr salido saliendo",
        "caer cae caen cayó cayeron caiga caigan caer caído cayendo",
        "traer trae traen trajo trajeron traiga traigan traer traído trayendo",
        "creer cree creen creyó creyeron crea crean creer creído creyendo",
        "concluir concluye concluyen concluyó concluyeron concluya concluyan concluir concluido concluyendo",
        "incluir incluye incluyen incluyó incluyeron incluya incluyan incluir incluido incluyendo",
        "atribuir atribuye atribuyen atribuyó atribuyeron atribuya atribuyan atribuir atribuido atribuyendo",
        "construir construye construyen construyó construyeron construya construyan construir construido construyendo",
        "destruir destruye destruyen destruyó destruyeron destruya destruyan destruir destruido destruyendo",
        "aducir aduce aducen adujo adujeron aduzca aduzcan aducir aducido aduciendo",
        "deducir deduce deducen dedujo dedujeron deduzca deduzcan deducir deducido deduciendo",
        "producir produce producen produjo produjeron produzca produzcan producir producido produciendo",
        "reconocer reconoce reconocen reconoció reconocieron reconozca reconozcan reconocer reconocido reconociendo",
        "abrir abre abren abrió abrieron abra abran abrir abierto abriendo",
        "descubrir descubre descubren descubrió descubrieron descubra descubran descubrir descubierto descubriendo",
        "escribir escribe escriben escribió escribieron escriba escriban escribir escrito escribiendo",
        "morir muere mueren murió murieron muera mueran morir muerto muriendo",
        "volver vuelve vuelven volvió volvieron vuelva vuelvan volver vuelto volviendo",
        "reunir reúne reúnen reunió reunieron reúna reúnan reunir reunido reuniendo",
    )
}
# base: third person, past, participle, -ing
IRREGULAR_EN = {
    row.split()[0]: row.split()[1:]
    for row in (
        "be is was been being", "have has had had having", "do does did done doing", "say says said said saying",
        "tell tells told told telling", "think thinks thought thought thinking", "know knows knew known knowing",
        "hold holds held held holding", "swear swears swore sworn swearing", "write writes wrote written writing",
        "find finds found found finding", "foresee foresees foresaw foreseen foreseeing",
        "understand understands understood understood understanding",
        "forecast forecasts forecast forecast forecasting", "go goes went gone going", "make makes made made making",
        "take takes took taken taking",
        "give gives gave given giving", "get gets got got getting", "come comes came come coming", "see sees saw seen seeing",
        "keep keeps kept kept keeping", "leave leaves left left leaving", "begin begins began begun beginning",
        "fall falls fell fallen falling",
        "rise rises rose risen rising", "win wins won won winning", "lose loses lost lost losing", "send sends sent sent sending",
        "meet meets met met meeting", "buy buys bought bought buying", "sell sells sold sold selling", "pay pays paid paid paying",
        "build builds built built building", "run runs ran run running", "strike strikes struck struck striking",
        "grow grows grew grown growing", "become becomes became become becoming", "lead leads led led leading",
        "show shows showed shown showing", "break breaks broke broken breaking", "spend spends spent spent spending",
        "hit hits hit hit hitting", "fly flies flew flown flying", "drive drives drove driven driving",
        "speak speaks spoke spoken speaking",
        "fight fights fought fought fighting", "steal steals stole stolen stealing", "throw throws threw thrown throwing",
        "seek seeks sought sought seeking", "catch catches caught caught catching", "shoot shoots shot shot shooting",
        "sink sinks sank sunk sinking", "choose chooses chose chosen choosing", "draw draws drew drawn drawing",
        "flee flees fled fled fleeing", "drop drops dropped dropped dropping", "spread spreads spread spread spreading",
        "cut cuts cut cut cutting",
        "stand stands stood stood standing", "sweep sweeps swept swept sweeping",
        "put puts put put putting", "bring brings brought brought bringing",
    )
}  # fmt: skip
_DOUBLING = {"top", "admit", "submit", "stop", "plan", "rebut", "refer", "shrug", "bat", "drop", "ban", "commit", "permit", "confer"}


@dataclass(frozen=True, slots=True)
class Paradigm:
    """Third-person forms of one verb; pairs are (singular, plural). English fills `present`, `past` and the last two."""

    lemma: str
    present: tuple[str, str]
    past: tuple[str, str]
    participle: str
    gerund: str
    imperfect: tuple[str, str] = ("", "")
    subjunctive: tuple[str, str] = ("", "")
    past_subjunctive: tuple[str, str] = ("", "")
    past_subjunctive_se: tuple[str, str] = ("", "")
    future: tuple[str, str] = ("", "")
    conditional: tuple[str, str] = ("", "")

    @property
    def finite(self) -> frozenset[str]:
        """All finite forms."""
        pairs = (self.present, self.past, self.imperfect, self.subjunctive, self.past_subjunctive, self.past_subjunctive_se, self.future)
        return frozenset(form for pair in (*pairs, self.conditional) for form in pair if form)


@cache
def spanish(entry: str) -> Paradigm:
    """Return the forms of a Spanish verb. `entry`: infinitive, then after "/" its stressed and its weak stem: "pedir/pid/pid"."""
    lemma, *stems = entry.split("/")
    ending, plain = lemma[-2:], lemma[:-2]
    if lemma in IRREGULAR_ES:
        one, many, past, pasts, sub, subs, future, participle, gerund = IRREGULAR_ES[lemma]
    else:
        strong = stems[0] if stems else plain
        weak = stems[1] if len(stems) > 1 else plain
        future = lemma
        if ending == "ar":
            soft = {"c": strong[:-1] + "qu", "g": strong + "u", "z": strong[:-1] + "c"}.get(strong[-1:], strong)
            one, many, past, pasts = strong + "a", strong + "an", plain + "ó", plain + "aron"
            sub, subs, participle, gerund = soft + "e", soft + "en", plain + "ado", plain + "ando"
        else:
            hard = strong[:-1] + "zc" if ending == "er" and strong.endswith("ec") else strong
            one, many, past, pasts = strong + "e", strong + "en", weak + "ió", weak + "ieron"
            sub, subs, participle, gerund = hard + "a", hard + "an", plain + "ido", weak + "iendo"
    if lemma in ("ser", "ir", "ver", "prever"):
        imperfect = {"ser": ("era", "eran"), "ir": ("iba", "iban"), "ver": ("veía", "veían"), "prever": ("preveía", "preveían")}[lemma]
    else:
        tail = "aba" if ending == "ar" else "ía"
        imperfect = (plain + tail, plain + tail + "n")
    root = pasts[:-3]
    return Paradigm(
        lemma,
        (one, many),
        (past, pasts),
        participle,
        gerund,
        imperfect,
        (sub, subs),
        (root + "ra", root + "ran"),
        (root + "se", root + "sen"),
        (future + "á", future + "án"),
        (future + "ía", future + "ían"),
    )


@cache
def first_person(entry: str) -> frozenset[str]:
    """Return the forms of "I" and "we" of a Spanish verb, present and preterite: who answers for himself has no other."""
    verb = spanish(entry)
    stem, root = verb.lemma[:-2], verb.past[0][:-1]
    present = verb.present[0][:-1] if verb.lemma.endswith("ar") else verb.subjunctive[0][:-1]
    if verb.past[0].endswith("o"):  # "dijo", "sostuvo"
        past = root + "e", root + "imos"
    elif verb.lemma.endswith("ar"):
        past = {"c": stem[:-1] + "qu", "g": stem + "u", "z": stem[:-1] + "c"}.get(stem[-1], stem) + "é", stem + "amos"
    else:
        past = stem + "í", stem + ("ímos" if stem[-1] in "aeo" else "imos")
    return frozenset((present + "o", verb.lemma[:-1] + "mos", *past))


@cache
def english(lemma: str) -> Paradigm:
    """Return the forms of an English verb."""
    if lemma in IRREGULAR_EN:
        third, past, participle, gerund = IRREGULAR_EN[lemma]
        pasts = "were" if lemma == "be" else past
        return Paradigm(lemma, (third, "are" if lemma == "be" else lemma), (past, pasts), participle, gerund)
    if lemma.endswith("y") and lemma[-2] not in "aeou":
        third, past, gerund = lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    else:
        third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
        stem = lemma + lemma[-1] if lemma in _DOUBLING else lemma.removesuffix("e")
        past, gerund = stem + "ed", stem + "ing"
    return Paradigm(lemma, (third, lemma), (past, past), past, gerund)


def paradigm(entry: str, language: str) -> Paradigm:
    """Return the forms of a verb of the given language ("es" or "en")."""
    return spanish(entry) if language == "es" else english(entry)


@cache
def all_forms(entries: str, language: str) -> frozenset[str]:
    """Return the finite forms, infinitives, participles and gerunds of verbs, whose entries spaces divide."""
    verbs = [paradigm(entry, language) for entry in entries.split()]
    return frozenset(form for verb in verbs for form in (*verb.finite, verb.lemma, verb.participle, verb.gerund))


# Stems of gerunds whose base ends in "e": "describ-ing", "blam-ing", "handl-ing", "contribut-ing", but not "claim-ing", "visit-ing".
_SILENT_E = regex.compile(
    r"(?:[cvuz]|(?<!s)s|[bcdfgkptz]l|[^n]g|(?:chan|ran|llen|lun|ven)g|ib|(?<!e)at|(?:(?<!li)c|n|nv|wr)it|[^o]ut"
    r"|[^aeiou](?:[aiu][mp]|in|[iu]l|ur)|(?:[^aeiou]|qu)[ai]r|(?:pl|st|gn|sc)or)$"
)


@cache
def from_gerund(form: str) -> tuple[str, str]:
    """Return the base and the participle of an English "-ing" form; a regular verb is assumed where it is not listed."""
    for lemma, (_, _, participle, gerund) in IRREGULAR_EN.items():
        if gerund == form:
            return lemma, participle
    stem = form.removesuffix("ing")
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "ls":
        return stem[:-1], stem + "ed"
    if stem.endswith("y") and stem[-2:-1] not in "aeou":
        return stem, stem[:-1] + "ied"
    return stem + "e" * (_SILENT_E.search(stem) is not None), stem + "ed"
