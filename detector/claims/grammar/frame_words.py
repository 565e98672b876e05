"""Words and phrases of frames that have no reporting verb of their own, or more than one. Data only."""

from __future__ import annotations

from detector.claims.grammar.lexicon import Frame, word_set

# What nobody in particular says: "dicen que", "trascendió que".
HEARSAY = word_set("dicen cuentan aseguran comentan trascendió trasciende")
# To show no more than that nothing is shown: "los ensayos no han demostrado que" is no frame.
PROVING = {"demostrar", "mostrar", "demonstrate", "show", "establish", "determine", "determinar", "evidenciar"}
# Who does not do this holds that it will not be: "no espera que".
EXPECTING = {"esperar", "prever", "anticipar", "anticipate", "foresee", "envisage"}
# What somebody may be quoted as having said, and disavow: "nunca dije que P".
SAYING = {
    "es": word_set("""decir afirmar asegurar sostener manifestar declarar comentar insinuar sugerir prometer
        anunciar"""),
    "en": word_set("say tell claim state suggest promise declare insinuate announce"),
}
# Who does not do this contests it: "no acepta que P".
CONCEDING = {"aceptar", "admitir"}
# Where a text stands, not who speaks: "a study in the journal X".
PUBLICATIONS = word_set("revista diario periódico semanario journal magazine newspaper weekly")
# Ends of an open question: "whether P is anyone's guess".
OPEN_ENDS = {
    "es": ("está por ver", "está por verse", "es una incógnita", "sigue siendo una incógnita", "es un misterio",
        "no está claro", "se desconoce"),
    "en": ("is anyone's guess", "is anyone ' s guess", "is anyone 's guess", "is unclear", "remains unclear", "was unclear", "is unknown",
        "remains unknown", "is not known", "is not clear", "remains to be seen", "is an open question", "is another matter",
        "remains to be determined", "remains to be established", "could not be determined", "could not be established",
        "has not been determined", "has not been established"),
}  # fmt: skip
FALSE = {"es": word_set("falso falsa falsos falsas mentira infundado infundada inexacto inexacta"),
    "en": word_set("""false wrong untrue baseless unfounded incorrect inaccurate
        nonsense absurd ridiculous preposterous fabricated bogus fake groundless ludicrous""")}  # fmt: skip
# What asks, with a verb of knowing or telling and "whether" behind it: "exigió saber si", "wanted to know if".
DEMANDS = {"es": "querer pedir/pid/pid exigir reclamar solicitar demandar intentar", "en": "want demand ask seek try"}
TO_KNOW = {
    "es": word_set("saber aclarar explicar conocer averiguar determinar aclare explique aclaren expliquen diga digan diga confirme"),
    "en": word_set("know explain clarify learn understand say establish determine"),
}
WHAT = {"es": word_set("qué quién quiénes cuál cuáles cuánto cuánta cuántos cuántas cuándo dónde cómo quien cuando donde como"),
    "en": word_set("what which who whom whose when where why how")}  # fmt: skip
BEFORE_WHAT = word_set("por de a en con desde hasta")  # "por qué", "de dónde"
WHETHER = {"es": {"si"}, "en": {"whether", "if"}}
# The same with a possessive: who is meant was named before.
OWN_SOURCES = {
    "es": ("en su opinión", "a su juicio", "a su parecer", "a su entender", "en sus palabras", "según sus palabras", "a sus ojos",
        "según su opinión", "según su versión", "según su relato", "según su testimonio", "según su criterio", "según sus cálculos"),
    "en": ("in his view", "in her view", "in their view", "in its view", "in his opinion", "in her opinion", "in their opinion",
        "in its opinion", "in his words", "in her words", "in their words", "to his mind", "to her mind"),
}  # fmt: skip
# What likens a frame to its statement: "tal y como explicó X", "as X said".
AS = {"es": word_set("así tal y como tanto"), "en": {"as", "so", "just"}}
BY_WHAT = {"es": ("por lo que", "según lo que", "a juzgar por lo que", "por cuanto"), "en": ("from what", "going by what")}
# Whose they are holds what follows: "in the mayor's view", "by the union's account".
# Where and how something is said: "según el alcalde, en una rueda de prensa".
WHERE_SAID = word_set("""rueda ruedas conferencia entrevista entrevistas comunicado declaraciones carta informe nota escrito
    mensaje discurso comparecencia twitter facebook radio televisión redes tuit interview interviews statement remarks letter
    report note message speech briefing post""")
VIEWS = word_set("""opinión criterio versión relato juicio testimonio cálculos cálculo palabras
    view opinion account words telling estimate estimates judgment judgement reckoning version eyes mind estimation
    calculation calculations assessment description""")
# A statement stands in a document: "según consta en el acta", "as stated in the report".
STANDING = {"es": word_set("consta constaba figura figuraba aparece lee recoge refleja detalla"),
    "en": word_set("stated recorded set out reported noted described documented detailed written")}  # fmt: skip
TELLING = word_set("told tells tell assured assures informed informs warned warns reminded reminds")  # with an addressee
# Whose words they are that another prints: "fuentes citadas por X", "a source quoted by X".
QUOTED = word_set("""citado citada citados citadas consultado consultada consultados consultadas recogido recogida recogidos recogidas
    entrevistado entrevistada entrevistados entrevistadas quoted cited interviewed contacted reached""")
# Who says this says it of the clause that follows, without a reporting verb.
_REMINDERS = tuple(
    f"{ought} {remind} que"
    for ought in ("conviene", "cabe", "hay que", "vale", "es preciso", "es necesario")
    for remind in ("recordar", "señalar", "destacar", "subrayar", "decir", "precisar", "mencionar", "aclarar", "tener en cuenta", "añadir")
)
_WHOLLY = {
    "es": (
        "totalmente",
        "absolutamente",
        "completamente",
        "rotundamente",
        "radicalmente",
        "manifiestamente",
        "simplemente",
        "igualmente",
        "también",
        "asimismo",
        "rigurosamente",
    ),
    "en": ("simply", "completely", "totally", "entirely", "absolutely", "categorically", "just", "utterly", "plainly"),
}
_NO_TRUTH = tuple(
    f"there {be} {no} in {the}{noun} that"
    for be in ("is", "was")
    for no in ("no truth", "no truth whatsoever", "nothing", "no substance")
    for the in ("", "the ", "any ", "these ", "those ")
    for noun in ("reports", "report", "claims", "claim", "rumours", "rumour", "rumors", "rumor", "allegations", "allegation",
        "suggestions", "suggestion", "story", "stories", "speculation")
)  # fmt: skip
_TOO_EARLY = {
    "es": tuple(f"{early} para {know} si" for early in ("es pronto", "todavía es pronto", "aún es pronto", "es demasiado pronto")
        for know in ("saber", "decir", "afirmar")),
    "en": tuple(f"it {be} too {early} to {know} whether" for be in ("is", "was") for early in ("early", "soon")
        for know in ("tell", "say", "know")),
}  # fmt: skip
_CANNOT = tuple(
    f"{yet}{cannot} {link}"
    for yet in ("", "todavía ", "aún ", "por ahora ")
    for verb in ("afirmar", "asegurar", "confirmar", "saber", "establecer", "determinar")
    for cannot in (f"no se puede {verb}", f"no puede {verb}se")
    for link in ("que", "si")
)
JUDGEMENTS: dict[str, dict[Frame, tuple[str, ...]]] = {
    "es": {"assert": ("no cabe duda de que", "no cabe duda que", "no hay duda de que", "no hay dudas de que", "no hay duda que",
            "es seguro que", "ya es seguro que", "se supo que", "se ha sabido que",
            "se conoció que", "se ha conocido que", "es un hecho que", *_REMINDERS),
        "deny": ("es falso que", "no es cierto que", "no es verdad que", "tampoco es cierto que",
            "tampoco es verdad que", "es mentira que", "es un bulo que",
            "no es correcto que", "no es exacto que",
            *(f"es {how} falso que" for how in _WHOLLY["es"]), *(f"es falso {how} que" for how in _WHOLLY["es"]),
            *(f"no es {how} cierto que" for how in ("para nada", "en absoluto"))),
        "uncommitted": ("no está claro si", "no está claro que", "no se sabe si", "no consta que", "no me consta que",
            "no nos consta que", "se desconoce si", "se ignora si", "no hay pruebas de que",
            "no hay constancia de que", "no existe constancia de que",
            "no hay evidencia de que", "no hay evidencias de que", "no hay indicios de que", "está por ver si",
            "queda por ver si", "falta por saber si", *_TOO_EARLY["es"], *_CANNOT),
        "suspect": ("es probable que", "es posible que", "puede que", "cabe la posibilidad de que", "hay indicios de que",
            "existen indicios de que", "hay sospechas de que", "parece que", "corre el rumor de que", "corren rumores de que",
            "circulan rumores de que", "circula el rumor de que", "circula en redes que",
            "circula en redes sociales que", "circula en whatsapp que", "todo apunta a que", "todo indica que", "no se descarta que"),
        "predict": ("está previsto que", "estaba previsto que", "está programado que", "hay esperanzas de que")},
    "en": {"assert": ("there is no doubt that", "there is no question that", "it is certain that",
            "it has emerged that", "it emerged that", "it has transpired that",
            "it transpired that", "it has come to light that", "it came to light that", "it turns out that", "it turned out that",
            "it should be noted that", "it is worth noting that", "it is worth recalling that", "it bears repeating that"),
        "deny": (*(f"{it} {false} that" for it in ("it is", "it 's", "it ’s", "it was") for false in
            ("not true", "false", "untrue", "a lie", "not the case", "incorrect", "wrong to say",
            *(f"{how} {false}" for how in _WHOLLY["en"] for false in ("not true", "false", "untrue")))), *_NO_TRUTH),
        "uncommitted": ("it is unclear whether", "it is not clear whether", "it is unclear if", "it is not known whether",
            "it remains unclear whether", "it was unclear whether", "it was not clear whether", "it remains to be seen whether",
            "it is not known if", "it was not known whether", "there is no evidence that", "there was no evidence that",
            "there is nothing to suggest that", "there is no sign that", "there is no proof that", "there is no indication that",
            *_TOO_EARLY["en"]),
        "suspect": ("it is likely that", "it is possible that", "it is probable that", "it seems that", "it appears that",
            "there are signs that", "there are indications that", "there is speculation that", "there are rumours that",
            "there are rumors that", "there are suspicions that", "chances are that", "it is claimed that", "it was claimed that",
            "it has been claimed that", "it is alleged that", "it was alleged that", "it has been alleged that",
            "it is being claimed that", "it is rumoured that", "it is rumored that", "it has been suggested that",
            "it has been rumoured that", "it is feared that", "it was feared that", "there are fears that", "there were fears that"),
        "predict": ("it is planned that", "it is expected that", "there are hopes that")},
}  # fmt: skip
# Verbs that, negated, refuse what follows them ("no quiso decir si", "did not want to say whether").
WILLING = word_set("""quiso quisieron quiere quieren querido atrevió atreve atrevieron atreven pudo pudieron puede pueden podido wanted want
    wants dared dare able""")
# Verbs whose object can be a happening that they tell: "confirmó el robo", "promised a decision".
TELLING_NOUNS = {
    "es": word_set("""confirmar anunciar denunciar reportar revelar documentar detectar reconocer admitir mostrar prometer pronosticar
        prever augurar vaticinar predecir garantizar"""),
    "en": word_set("confirm announce reveal document detect admit show promise pledge forecast predict foresee guarantee"),
}
RUMOURS = word_set("rumor rumores especulación especulaciones rumors rumor rumours rumour speculation")
# Of these only documents are the subject of what is told.
SHOWING = {"mostrar", "revelar", "detectar", "show", "reveal", "detect"}
