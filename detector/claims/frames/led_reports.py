"""Reports whose verb of saying is not the main verb: "dio a entender que", "is adamant that", "compareció para negar que"."""

from __future__ import annotations

from functools import cache

from detector.claims.frames.noun_complements import asks_what
from detector.claims.frames.reports import Report
from detector.claims.grammar import frame_words, lexicon
from detector.claims.grammar.adverbials import skip_adverbials
from detector.claims.grammar.lexicon import Frame, word_set
from detector.claims.grammar.morphology import all_forms, paradigm
from detector.claims.grammar.reporting import frame_stance, reporting_verbs
from detector.claims.grammar.sentence import Sentence
from detector.claims.grammar.words import VerbGroup

# A verb that says nothing by itself, and with what it makes a verb of saying.
_QUESTIONS = ("questions about", "questions on", "questions over", "a question about", "the question of")
_SIGNS = ("indicios de", "indicios suficientes de", "claros indicios de", "serios indicios de")
_PHRASES: dict[str, dict[Frame, dict[str, tuple[str, ...]]]] = {
    "es": {
        "assert": {
            "dejar": ("claro", "bien claro", "muy claro", "constancia de", "constancia", "dicho", "sentado", "patente"),
            "hacer": ("saber", "constar", "notar", "ver", "hincapié en"),
            "poner": ("de manifiesto", "de relieve", "en claro"),
            "dar": ("fe de", "cuenta de", "a conocer", "por seguro", "por sentado"),
            "tener": ("claro", "la certeza de", "el convencimiento de", "constancia de", "pruebas de", "noticia de", "noticias de"),
            "sacar": ("en conclusión",),
            "salir": ("al paso para decir",),
        },
        "suspect": {
            **dict.fromkeys(("ver", "hallar", "encontrar", "apreciar", "detectar", "haber"), _SIGNS),
            "dar": ("a entender",),
            "dejar": ("entrever", "caer"),
            "tener": ("la sospecha de", "la impresión de", "indicios de"),
        },
        "predict": {"dar": ("su palabra de",), "tener": ("la esperanza de", "esperanzas de")},
        "uncommitted": {"poner": ("en duda",), "tener": ("dudas de", "duda de", "duda alguna de", "ninguna duda de")},
    },
    "en": {
        "assert": {
            "make": ("clear", "it clear", "plain", "it plain", "the point", "the case", "known"),
            "let": ("slip", "it slip", "it be known"),
            "go": ("on record as saying", "on record saying", "on the record to say"),
            "leave": ("no doubt", "little doubt"),
            "have": ("no doubt", "it"),
            "take": ("the view", "the position"),
            "bear": ("witness",),
            "share": ("the view", "the opinion"),
            "hold": ("the view",),
        },
        "suspect": {
            "have": ("the impression", "a hunch", "reason to believe"),
            "drop": ("hints", "a hint"),
            "raise": ("the possibility", "fears"),
            "express": ("concern", "concerns", "fear", "fears"),
            "voice": ("concern", "concerns", "fear", "fears"),
        },
        "predict": {"give": ("assurances", "an assurance", "his word", "her word", "their word")},
        "reject": {
            "pour": ("cold water on", "scorn on"),
            "throw": ("cold water on",),
            "give": ("short shrift to",),
            "take": ("issue with",),
        },
        "deny": {"plead": ("not guilty to",)},
        "uncommitted": {
            "cast": ("doubt on whether",),
            "have": ("doubts",),
            **dict.fromkeys(("dodge", "duck", "sidestep", "evade", "avoid"), _QUESTIONS),
        },
    },
}
# Who is one of these holds what follows: "está convencido de que", "was adamant that".
_MINDS: dict[str, dict[Frame, frozenset[str]]] = {
    "es": {
        "assert": word_set("""convencido convencida convencidos convencidas seguro segura seguros seguras tajante tajantes consciente
            conscientes rotundo rotunda categórico categórica persuadido persuadida"""),
        "predict": word_set("confiado confiada confiados confiadas esperanzado esperanzada optimista"),
    },
    "en": {
        "assert": word_set("adamant convinced certain sure positive insistent satisfied clear aware unequivocal"),
        "believe": word_set("confident"),
        "predict": word_set("hopeful optimistic"),
        "suspect": word_set("worried concerned afraid suspicious"),
        "uncommitted": word_set("unsure unclear doubtful sceptical skeptical"),
    },
}  # fmt: skip
_BEING = {
    "es": word_set(
        "es está son están estaba estaban era eran fue fueron muestra muestran mostró mostraron declara declaran declaró dice dijo"
    ),
    "en": word_set("is are was were 's 're ’s ’re been be remains remained remain seems sounded feels felt"),
}
_NOT_KNOWING = ("no saber", "no recordar", "desconocer", "ignorar", "no tener claro")
_KNOWING = word_set("sé sabemos sabe saben sabía sabían saber know knows knew")
_FINDING = word_set("""determinar determinado establecer establecido aclarar aclarado averiguar averiguado precisar precisado
    esclarecer esclarecido
    determine determined establish established say""")
_JUDGING = {
    "es": word_set("ve ven vio vieron veía considera consideran consideró juzga juzgan juzgó halla halló encuentra encontró estima estimó"),
    "en": word_set("finds find found considers consider considered thinks think thought calls called deems deemed"),
}
_AND = {"y", "e", "and"}
_LINKS = {"es": {"para", "a", "al", "por", "en", "con", "de", "sin"}, "en": {"to"}}
# Their object does not say it: "used the interview to deny that", but not "forced the minister to admit that".
_USING = word_set("""used use uses took take takes went goes broke breaks interrupted held holds called calls issued issues published spoke
    appeared appears""")  # fmt: skip
LIE = "mentir"
_WITHDRAWING = all_forms("retractar", "es") | word_set("desdijo desdijeron desdice desdicen desdicho")
_LYING = all_forms("mentir/mient/mint", "es") | word_set("mintió mintieron")
_REACH = 14  # words from a verb to the infinitive that reports


def led_report(sentence: Sentence, group: VerbGroup, high: int) -> Report | None:
    """Return the report that a verb group makes with the words after it, None where it makes none."""
    return (
        _lied(sentence, group, high)
        or _phrase(sentence, group, high)
        or _found(sentence, group, high)
        or _infinitive(sentence, group, high)
    )


def _lied(sentence: Sentence, group: VerbGroup, high: int) -> Report | None:
    """Read "mintió al decir que": who tells of the lie denies what follows."""
    words, at = sentence.words, group.last + 1
    withdrawn = sentence.language == "es" and words[group.last].lower in _WITHDRAWING and words[group.first - 1].lower == "se"
    if withdrawn and at + 1 < high and words[at].lower == "de" and words[at + 1].lower in ("haber", "que"):
        return Report(group, "deny", "", at, False, "denied")  # "se retractó de haber dicho que"
    if sentence.language != "es" or group.negated or words[group.last].lower not in _LYING or at + 2 >= high or words[at].lower != "al":
        return None
    known = reporting_verbs("es").get(words[at + 1].lower)
    said = known is not None and known[1] == "assert" and words[at + 2].lower == "que"
    return Report(group, "deny", LIE, at + 1, False, "denied") if said else None


@cache
def _phrases(language: str) -> dict[str, list[tuple[str, Frame]]]:
    """Return for each form of a verb the words that make it a report, each with its frame."""
    found: dict[str, list[tuple[str, Frame]]] = {}
    for frame, verbs in _PHRASES[language].items():
        for entry, phrases in verbs.items():
            verb = paradigm(entry, language)
            for form in {*verb.finite, verb.participle, verb.gerund, verb.lemma}:
                found.setdefault(form, []).extend((phrase, frame) for phrase in phrases)
    return found


def _phrase(sentence: Sentence, group: VerbGroup, high: int) -> Report | None:
    """Read "dio a entender", "dejó claro", "made it clear", "let slip"."""
    at = group.last + 1
    for phrase, frame in _phrases(sentence.language).get(sentence.words[group.last].lower, ()):
        length = sentence.phrase_at(at, (phrase,), high)
        link = at + length
        if length and link < high and sentence.words[link].lower in lexicon.COMPLEMENTIZERS[sentence.language] | {":"}:
            return Report(group, frame, "", link - 1, group.negated, frame_stance(frame, group.negated))
        near = sentence.words[link : min(link + 4, high)] if length and not group.negated else []
        rejects = frame == "reject" and any(word.lower in lexicon.REPORT_NOUNS["en"] for word in near)  # "poured cold water on reports"
        if rejects or (frame == "deny" and near and near[0].nonfinite and near[0].lower.endswith("ing")):
            return Report(group, frame, "", link - 1, False, "denied")
    return None


def find_mind(sentence: Sentence, group: VerbGroup, high: int) -> Report | None:
    """Read "está convencida de que", "se mostró seguro de que", "is adamant that", "was adamant P"."""
    words, language = sentence.words, sentence.language
    at = group.last + 1 + sentence.phrase_at(group.last + 1, _NOT_KNOWING, high)
    if at > group.last + 1 and at < high and words[at].lower == "si":  # "dijo no saber si"
        return Report(group, "uncommitted", "", at - 1, False, "uncommitted")
    for index in range(group.last, min(group.last + 3, high - 2)):
        if not any(word.lower in _BEING[language] for word in words[group.first : index]):
            continue
        for frame, adjectives in _MINDS[language].items():
            if words[index].lower not in adjectives:
                continue
            link = index + 1 + (language == "es" and words[index + 1].lower in ("de", "en"))
            clear = words[index].lower in ("clear", "unclear") and words[group.first - 1].lower == "it"
            sure = words[index].lower == "seguro" and words[index - 1].lower in ("es", "era", "fue")  # "es seguro que": nobody's mind
            if link < high and words[link].lower in lexicon.COMPLEMENTIZERS[language] | {":"} and not clear and not sure:
                return Report(
                    VerbGroup(index, index, group.negated), frame, "", link - 1, group.negated, frame_stance(frame, group.negated)
                )
    return None


def _found(sentence: Sentence, group: VerbGroup, high: int) -> Report | None:
    """Read "ve probado que", "considera «inaudito» que", "finds it odd that"; "no sabe si" and "does not know whether" leave it open."""
    words, language, at = sentence.words, sentence.language, group.last + 1
    if (known := _unknown(sentence, group, high)) is not None:
        return Report(group, "uncommitted", "", known, False, "uncommitted")
    if words[group.last].lower not in _JUDGING[language] or group.negated:
        return None
    at += language == "en" and at < high and words[at].lower == "it"
    at += at < high and words[at].text in '«“"'
    quoted = at < high and words[at - 1].text in '«“"'
    close = at + 1 + (at + 1 < high and words[at + 1].text in '»”"')
    if close < high and words[close].lower in ("que", "that") and (quoted or words[at].pos == "ADJ" or words[at].nonfinite):
        return Report(group, "assert", "", close - 1, False, "asserted")
    return None


def _unknown(sentence: Sentence, group: VerbGroup, high: int) -> int | None:
    """Return the last word before a question that nobody can answer ("no ha podido determinar | quién", "cannot say yet | whether")."""
    words, language = sentence.words, sentence.language
    last = group.last
    while last + 1 < high and (words[last + 1].lower in ("sin", "poder", "podido") or (words[last + 1].lower in _FINDING)):
        last += 1
    open_ = group.negated or any(word.lower in ("sin", "yet") for word in words[group.first : last])
    if not open_ or words[last].lower not in _KNOWING | _FINDING:
        return None
    at = skip_adverbials(sentence, last + 1, high)
    at += at < high and words[at].lower in ("yet", "todavía", "aún")
    if at + 1 < high and words[at].lower in frame_words.WHETHER[language]:
        return at - 1
    return last if asks_what(sentence, last + 1, high) or asks_what(sentence, at, high) else None


def _infinitive(sentence: Sentence, group: VerbGroup, high: int) -> Report | None:
    """Read "compareció para negar que", "busca dejar claro que", "went on to say that": the subject of both verbs is one.

    So it is with a second infinitive: "is intended to defuse rumours and reaffirm that".
    """
    words, language = sentence.words, sentence.language
    objects = {"a", "al"} if language == "es" else set[str]()
    first = group.last if group.first < group.last and words[group.last - 1].lower == "to" else None
    for index in range(group.last + 1, min(group.last + _REACH, high - 1)):
        word, before = words[index], words[index - 1].lower
        second = first is not None and (before in _AND or (before in _LINKS[language] and words[index - 2].lower in _AND))
        if word.lower in lexicon.COMPLEMENTIZERS[language] or word.finite or word.text in ";:":
            tied = language == "es" and word.lower == "que" and index == group.last + 1  # "tuvo que admitir que"
            if not tied and not (language == "en" and (before == "to" or second) and word.pos != "DET"):
                return None
        linked = before in _LINKS[language] or (before == "que" and index == group.last + 2) or index == group.last + 1
        linked &= language == "es" or before == "to"
        if linked and first is None and word.nonfinite:
            first = index
        negated = group.negated or before == "sin"
        verb = VerbGroup(index, index, negated)
        report = _reporting_infinitive(sentence, verb, high) if linked or second else None
        if report is None:
            continue
        of_first = first if second and first is not None else index
        between = words[group.last + 1 : of_first - 1]
        controlled = any(other.lower in objects for other in between) if language == "es" else bool(between) and group.first == group.last
        if words[of_first - 1].lower != "para" and controlled and not _of_the_same(sentence, group.last):
            return None
        return report
    return None


def _reporting_infinitive(sentence: Sentence, verb: VerbGroup, high: int) -> Report | None:
    """Return the report of an infinitive that reports by itself ("negar") or with what follows ("dejar claro"), None of any other word."""
    word = sentence.words[verb.first].lower
    known = reporting_verbs(sentence.language).get(word)
    if known is not None and known[0] == word:
        return Report(verb, known[1], "", verb.last, verb.negated, frame_stance(known[1], verb.negated))
    return _phrase(sentence, verb, high) if sentence.words[verb.first].nonfinite else None


def _of_the_same(sentence: Sentence, verb: int) -> bool:
    """Whether an English verb with an object leaves the infinitive to its subject: "used the interview to deny", "took the stage to"."""
    return sentence.words[verb].lower in _USING
