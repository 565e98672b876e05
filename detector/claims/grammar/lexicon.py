"""Reporting verbs and frames of Spanish and English, each with what it says of the speaker's stance. Data only."""

from __future__ import annotations

from typing import Literal


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text as a set; lists of words are easier to read and to extend so."""
    return frozenset(text.split())


Frame = Literal["assert", "deny", "reject", "exclude", "believe", "suspect", "predict", "plan", "ask", "uncommitted"]
"""How a verb presents its complement:

assert: the speaker says it is so. deny: says it is not so. reject: denies claims ("rejected reports that"), but
"rejected the offer" is no denial. exclude: says it will not be. believe: holds it true ("se cree", without a subject, is a
rumour). suspect: holds it possible. predict: promises, threatens, hopes or foresees. plan: means to do it. ask: asks
whether. uncommitted: will not say.
"""

# Spanish entries may carry their stems after "/" (see morphology.spanish).
REPORTING: dict[str, dict[Frame, str]] = {
    "es": {
        "assert": """decir afirmar aclarar confirmar asegurar señalar indicar informar anunciar declarar manifestar/manifiest expresar
            explicar destacar subrayar recalcar reafirmar remarcar resaltar reiterar insistir sostener mantener precisar puntualizar matizar
            especificar detallar apuntar añadir agregar comentar contar/cuent relatar narrar revelar desvelar denunciar alertar
            advertir/adviert/advirt avisar recordar/recuerd reconocer admitir aceptar confesar/confies alegar argumentar argüir
            aducir exponer concluir constatar certificar ratificar corroborar comunicar notificar publicar reportar divulgar difundir
            adelantar aseverar sentenciar evidenciar prevenir trasladar zanjar
            responder replicar contestar lamentar celebrar enfatizar proclamar jurar testificar atestiguar demostrar/demuestr
            mostrar/muestr determinar/determin reivindicar verificar comprobar/comprueb escribir citar repetir/repit/repit
            avanzar presumir perjurar coincidir convenir bromear ironizar resumir proseguir/prosigu/prosigu abundar espetar exclamar
            razonar rememorar sintetizar soltar/suelt hallar conceder documentar protestar quejar relativizar apostillar deslizar
            anotar dictaminar detectar interpretar aventurar constar acreditar reflejar reprochar mencionar referir/refier/refir externar
            acotar plantear defender/defiend alardear jactar ufanar observar descubrir deplorar tuitear""",
        "deny": "negar/nieg desmentir/desmient/desmint",
        "reject": "rechazar refutar rebatir contradecir repudiar cuestionar desestimar",
        "exclude": "descartar excluir/excluy",
        "believe": """creer estimar considerar opinar pensar/piens deducir inferir/infier/infir calcular percibir entender/entiend
            juzgar""",
        "suspect": """sospechar sugerir/sugier/sugir suponer temer especular rumorear insinuar intuir/intuy conjeturar imaginar
            barajar trascender/trasciend""",
        "predict": """prometer prever pronosticar vaticinar augurar predecir garantizar comprometer anticipar amenazar esperar confiar/confí
            presagiar auspiciar""",
        "plan": "planear planificar proyectar pretender proponer contemplar",
        "ask": "preguntar interrogar investigar indagar averiguar",
        "uncommitted": "ignorar desconocer dudar",
    },
    "en": {
        "assert": """say state announce confirm claim report declare affirm assert clarify explain add note stress emphasize emphasise
            highlight underline underscore reiterate repeat insist maintain argue contend point reveal disclose tell inform warn
            caution remind recall acknowledge admit concede confess recognize recognise allege charge denounce testify swear vouch
            comment remark observe respond reply answer conclude find show indicate specify detail describe recount relate write
            publish broadcast rule communicate notify certify ratify corroborate verify establish determine demonstrate lament boast
            complain protest quip exclaim proclaim tweet post assure agree quote cite joke reason counter document detect
            mention retort opine attest reaffirm reassert discover bemoan grumble theorize posit""",
        "deny": "deny",
        "reject": "reject refute rebut disprove contradict dispute dismiss repudiate disavow debunk rubbish quash",
        "exclude": "exclude",
        "believe": "believe think estimate consider reckon infer feel calculate understand",
        "suspect": "suspect suggest suppose assume fear speculate guess imagine presume hint imply surmise",
        "predict": "promise vow pledge forecast predict foresee anticipate guarantee envisage threaten hope",
        "plan": "plan expect project intend",
        "ask": "ask wonder inquire enquire question investigate",
        "uncommitted": "doubt",
    },
}

# Particles that make another verb of it: "ruled out", "pointed out".
PARTICLES: dict[tuple[str, str], Frame] = {
    ("rule", "out"): "exclude",
    ("point", "out"): "assert",
    ("hit", "back"): "reject",
    ("push", "back"): "reject",
    ("brush", "off"): "reject",
    ("brush", "aside"): "reject",
    ("laugh", "off"): "reject",
    ("shrug", "off"): "reject",
    ("bat", "away"): "reject",
    ("wave", "away"): "reject",
}

# What people do with words beside reporting: after a reported clause they begin a new statement ("dijo que P y pidió Q").
SPEECH_ACTS = {
    "es": "pedir/pid/pid exigir solicitar reclamar instar urgir acusar criticar condenar agradecer llamar convocar proponer ordenar "
    "calificar tildar tachar describir "
    "definir atribuir achacar culpar responsabilizar cifrar",
    "en": "urge demand request call accuse criticize criticise condemn thank propose order offer invite blame praise describe attribute",
}
# Phrases that open a source: "según X", "according to X".
SOURCE_PHRASES = {
    "es": ("según", "de acuerdo con", "de acuerdo a", "de acuerdo al", "conforme a", "a juicio de", "a juicio del", "en opinión de",
        "en opinión del", "en palabras de", "en palabras del", "a decir de", "a decir del", "al decir de",
        "al decir del", "a criterio de", "a criterio del", "a tenor de",
         "a ojos de", "a ojos del", "en boca de"),
    "en": ("according to", "as per", "in the words of", "in the view of", "in the opinion of", "in the eyes of"),
}  # fmt: skip
# "se negó a", "declined to" followed by one of these says nothing of the content.
REFUSALS = {
    "es": (
        "se negó a",
        "se niega a",
        "se negaron a",
        "rehusó",
        "rehusaron",
        "rehúsa",
        "evitó",
        "evitaron",
        "evita",
        "declinó",
        "declinaron",
        "eludió",
    ),
    "en": (
        "declined to",
        "declines to",
        "refused to",
        "refuses to",
        "would not",
        "would neither",
        "could not",
        "could neither",
        "has yet to",
        "have yet to",
        "had yet to",
        "is yet to",
        "are yet to",
    ),
}
# "se comprometió a", "se negó a" (a refusal, without a lemma): this "se" names no unknown speaker.
REFLEXIVE = {"comprometer", ""}
REFUSING = word_set("negó niega negaron niegan negado declined declines refused refuses")
# What is said in these is heard by them: "the court heard that P".
COURTS = word_set("court jury jurors inquest inquiry tribunal hearing trial")
REFUSED = {
    "es": ("confirmar", "desmentir", "negar", "comentar", "pronunciarse", "hacer comentarios"),
    "en": ("confirm", "deny", "comment", "say", "verify", "be drawn"),
}
NEITHER = {"es": ("ni", "tampoco"), "en": ("neither", "nor", "or")}

# Words that end like an infinitive or an English gerund and are none.
LIKE_INFINITIVES = word_set("""ayer anteayer cualquier lugar mujer militar popular familiar primer tercer similar nuclear
    particular auxiliar titular
    hogar taller azúcar dólar celular escolar azar mar bar par peor morning evening nothing anything something everything during king
    spring string meeting hearing briefing building thing being""") - {"being"}
# Verbs that only colour the one they lead to ("volvió a negar", "continues to deny"), each with the words that link them.
PERIPHRASES: dict[str, dict[str, tuple[str, ...]]] = {
    "es": {"volver/vuelv": ("a",), "acabar": ("por", "de"), "terminar": ("por", "de"), "llegar": ("a",), "limitar": ("a",),
        "insistir": ("en",),
    "seguir/sigu/sigu": ("", "sin"),
        "continuar/continú": ("", "sin")},
    "en": {"continue": ("to", ""), "keep": ("", "on"), "go": ("on to",), "come": ("to",)},
}  # fmt: skip
# Verbs of speech whose object is what one speaks about, not what one says: "has not commented on the study".
COMMENTS = {"comentar", "pronunciar", "comment"}
# Denied states are told in the imperfect ("negó que usara" is "usaba"), denied events in the preterite ("cortara" is "cortó").
STATES = word_set("""ser estar ir haber tener mantener usar utilizar poder querer saber ver existir vivir deber seguir necesitar
    conocer parecer
    pertenecer permanecer trabajar operar participar colaborar cooperar esperar buscar funcionar""")
LIKE_PAST_SUBJUNCTIVES = word_set("""prepara preparan compara comparan separa separan declara declaran dispara disparan ampara
    amparan repara reparan
    aclara aclaran encara encaran acapara acaparan quiera quieran adquiera adquieran requiera requieran refiera refieran sugiera sugieran
    prefiera prefieran hiera hieran difiera difieran base basen pase pasen case casen clase""")
NOBODY = word_set("nadie ninguno ninguna nobody none")

# Adverbs and phrases that make what is said a rumour or a possibility.
HEDGES = {
    "es": "presuntamente supuestamente aparentemente posiblemente probablemente quizá quizás;al parecer;tal vez;a lo mejor;según parece",
    "en": "reportedly allegedly apparently purportedly supposedly possibly perhaps probably maybe;it seems;it appears",
}
HEDGE_MODALS = {"es": ("podría", "podrían", "habría", "habrían"), "en": ("may", "might", "could")}
# "is believed to have", "se cree que"
HEDGE_PARTICIPLES = word_set("believed thought rumored rumoured suspected alleged reported said feared understood")
PLAN_PARTICIPLES = word_set("expected set due scheduled planned slated poised going")
RUMOUR_SOURCES = {"rumores", "rumor", "versiones", "especulaciones", "filtraciones", "rumors", "rumours", "speculation", "leaks"}
DOUBTFUL = {
    "supuesto",
    "supuesta",
    "supuestos",
    "supuestas",
    "presunto",
    "presunta",
    "presuntos",
    "presuntas",
    "alleged",
    "supposed",
    "purported",
}

# Nouns for what others say: "rechazó las acusaciones de que P", "dismissed reports that P".
REPORT_NOUNS = {
    "es": word_set("""acusación acusaciones señalamiento señalamientos versión versiones información informaciones rumor rumores
        denuncia denuncias
        imputación imputaciones afirmación afirmaciones especulación especulaciones noticia noticias informe informes hipótesis
        posibilidad idea relato relatos testimonio testimonios bulo bulos habladurías reporte reportes alegato alegatos
        insinuación insinuaciones alegación alegaciones sugerencia conjetura conjeturas"""),
    "en": word_set("""accusation accusations allegation allegations report reports claim claims rumor rumors rumour rumours speculation
        suggestion
        suggestions account accounts talk narrative assertion assertions charge charges notion idea possibility story stories
    statement statements"""),
}
# What is said of ships, cables and letters rather than of who speaks: a dropped subject is not the speaker.
THING_STATES = word_set("""fondead anclad atracad amarrad situad ubicad rot averiad hundid varad vací llen cerrad abiert moored
    anchored docked located
    broken sunk stranded aground""")
THING_VERBS = {
    "es": "zarpar hundir naufragar atracar encallar constar medir/mid/mid pesar costar/cuest funcionar ocurrir suceder estallar explotar "
    "derrumbar sonar/suen reventar/revient",
    "en": "sail dock sink cost weigh measure occur happen explode collapse erupt capsize function fail",
}
EXISTENCE = {"es": {"existencia", "presencia"}, "en": {"existence", "presence"}}
# Objects that point elsewhere and say nothing by themselves.
POINTERS = {
    "es": word_set("tal tales esto eso ello esta este estos estas esa ese esos esas dicho dicha dichos dichas lo"),
    "en": word_set("it this that these those such them so"),
}
# Words of a personal title, dropped from the front of an English name ("President Ana Ruiz").
TITLES = word_set("""treasurer attorney commissioner superintendent detective inspector sheriff constable bishop archbishop father
    rabbi imam coach activist farmer lawyer barrister chairman chairwoman chair director spokesman spokeswoman spokesperson economist
    analyst activist author historian singer actor actress striker goalkeeper winger researcher scientist biologist journalist
    businessman businesswoman chief officer magistrate cardinal reverend dame lord rep brig supt insp prof don doña dña lic
    ing monseñor fray sor padre
    president vice prime minister foreign defence defense interior finance deputy secretary general senator governor
    mayor king queen
    prince princess pope judge justice dr mr mrs ms miss sir lady professor captain colonel admiral lieutenant sergeant ambassador
    chancellor
    mp mep pm ceo cfo msp da landlord landlady singer fisherman fishwife teacher nurse surgeon pilot driver engineer
    architect painter poet novelist
    philosopher chef baker butcher shepherd rancher miner sailor skipper footballer cyclist boxer golfer tennis referee manager
    owner founder heir heiress tycoon magnate broker banker trader entrepreneur investor consultant adviser advisor aide clerk
    registrar curator librarian archivist editor columnist reporter correspondent anchor presenter broadcaster producer actor
    composer pianist conductor dancer comedian geologist seismologist volcanologist meteorologist biologist botanist chemist
    physicist astronomer epidemiologist virologist psychologist psychiatrist cardiologist pathologist veterinarian vet dentist
    paramedic firefighter policeman policewoman soldier veteran commander admiral brigadier warden ranger guard marshal
    ombudsman ombudswoman auditor accountant notary mediator negotiator envoy diplomat consul premier congressman
    congresswoman lawmaker legislator deputy candidate campaigner unionist dissident survivor witness suspect defendant
    plaintiff widow widower neighbour neighbor resident pensioner student brother sister shopkeeper hotelier restaurateur
    councillor councilor councilman councilwoman sen gov gen rep col sr sra dra presidente presidenta ministro ministra""")
LEADING_CONNECTIVES = {
    "es": """sin embargo|no obstante|además|asimismo|por su parte|por otro lado|por otra parte|de hecho|en cambio|por lo tanto|por tanto|
        en definitiva|finalmente|por último|también|así|entonces|siguiendo esto|por supuesto|en consecuencia|a su vez|en tanto|mientras
        tanto|
        del mismo modo|en el mismo contexto|en este sentido|pero|y|e|o""",
    "en": """however|moreover|furthermore|in addition|additionally|meanwhile|nevertheless|nonetheless|in fact|indeed|on the other
        hand|therefore|
        thus|ultimately|finally|also|then|as a result|for example|for instance|but|and|or|yet""",
}
# Connectives between two statements; both sides are facts.
CLAUSE_CONNECTIVES = {
    "es": ("pero", "aunque", "mientras que", "mientras", "al tiempo que", "a la vez que", "si bien", "después de que", "luego de que",
        "tras que",
           "sin embargo", "en tanto que"),
    "en": ("but", "although", "though", "even though", "while", "whereas", "after", "yet"),
}  # fmt: skip
# Background that hangs at the end of a sentence; it is cut from the claim.
BACKGROUND = {
    "es": ("en medio de", "en un contexto de", "en el marco de", "en plena", "en pleno", "ante el temor de"),
    "en": ("amid", "amidst", "in the midst of", "against the backdrop of", "against a backdrop of"),
}
SUBORDINATORS = {
    "es": word_set("que quien quienes cual cuales cuyo cuya cuyos cuyas donde cuando si porque como cuanto pues"),
    "en": word_set("that who whom whose which where when if because whether how why what since unless until as"),
}
COORDINATORS = {"es": {"y", "e", "o", "u"}, "en": {"and", "or"}}
ADDITIVE = {"es": {"y", "e"}, "en": {"and"}}  # who says "P or Q" states neither
# What stands between a reporting verb and its complement beside time and place ("dijo en un comunicado que").
COMPLEMENTIZERS = {"es": {"que", "si"}, "en": {"that", "whether", "if"}}
NEGATIONS = {"es": {"no", "nunca", "jamás", "tampoco"}, "en": {"not", "n't", "n’t", "never", "cannot"}}
CLITICS = word_set("se lo la los las le les nos me te")
PREPOSITIONS = {
    "es": word_set("a al ante bajo con contra de del desde durante en entre hacia hasta mediante para por según sin sobre tras"),
    "en": word_set(
        """about above across after against among around at before behind below beside between by during for from in inside into near of
        off on onto out outside over since through to toward under until up with within without"""
    ),
}  # fmt: skip
DETERMINERS = {
    "es": word_set(
        """el la los las un una unos unas su sus este esta estos estas ese esa esos esas aquel aquella al del cada ningún ninguna
        algún alguna varios varias"""
    ),
    "en": word_set("the a an its his her their this these those my our your any some no every each several"),
}  # fmt: skip
INDEFINITE = {"es": {"un", "una", "unos", "unas", "ningún", "ninguna", "algún", "alguna"}, "en": {"a", "an", "any", "some", "no"}}
POSSESSIVES = {"es": {"su", "sus"}, "en": {"its", "his", "her", "their"}}
PRONOUNS = {
    "es": word_set("él ella ellos ellas esto eso ello este esta estos estas éste ésta"),
    "en": word_set("he she it they we you i who this these"),
}
# Pronouns of things: they show something and say nothing.
NEUTER = word_set("esto eso ello aquello todo this that which")
FIRST_PERSON = word_set("yo nosotros nosotras i we")
# Verbs whose subject follows them: no subject is missing before them.
PRESENTATIONAL = word_set(
    "consta constaba constan hay había hubo habrá existe existen existía existían existió falta faltan murió murieron"
)
HABER = word_set("hay había hubo habrá habría haya hayan hubiera hubieran hubiese hubiesen ha han habían")
# Verbs whose subject often follows them ("no sonó ninguna sirena").
UNACCUSATIVE = """sonar/suen llegar ocurrir suceder aparecer/aparec caer morir surgir quedar faltar existir nacer estallar entrar
    salir venir"""

MODALS_EN = word_set("will would can could may might must shall should 'll 'd")
AUXILIARIES = {
    "es": word_set("""ha han había habían hubo haya hayan hubiera hubieran hubiese habrá habrán habría habrían es son era eran fue
        fueron será serán
        sería serían sea sean está están estaba estaban estuvo esté estén va van iba iban podría podrían puede pueden podrá podrán podía
        pudo pudieron debe deben debería deberían sigue siguen"""),
    "en": word_set("is are was were be been has have had do does did 's 're 've") | MODALS_EN,
}
