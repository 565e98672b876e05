"""The main verb of a Spanish or English sentence, found by words and order; and the forms of its verb."""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache, lru_cache

from detector.claims.grammar.morphology import IRREGULAR_EN, IRREGULAR_ES, Paradigm, english, spanish

IRREGULAR_PAST_ES = set(
    "dijo hizo tuvo pudo quiso puso dio vio vino fue estuvo hubo supo trajo obtuvo mantuvo detuvo sostuvo contuvo propuso expuso impuso "
    "compuso "
    "produjo redujo condujo introdujo tradujo intervino convino previno deshizo dijeron hicieron tuvieron pudieron quisieron pusieron "
    "dieron "
    "vieron vinieron fueron estuvieron hubieron produjeron redujeron condujeron introdujeron".split()
)
AUX_ES = set(
    "ha han había habían habrá habrán es son era eran será serán está están estaba estaban estará estarán puede pueden podía podían "
    "podrá podrán "
    "debe deben debía debían deberá deberán tiene tienen tenía tenían tendrá tendrán hay hace hacen hará harán quiere quieren quería "
    "querían "
    "va van iba iban dice dicen parece parecen sigue siguen existe existen consiste depende dispone disponen permite permiten "
    "ofrece ofrecen considera consideran muestran necesita necesitan representa representan incluye incluyen contiene contienen "
    "pertenece pertenecen significa recibe reciben produce producen vive viven crea utiliza utilizan llega llegan pierde pierden "
    "sabe saben cree creen piensa piensan espera esperan pretende pretenden sirve sirven afecta afectan sube suben "
    "abre abren cierra gana ganan crece crecen disminuye disminuyen mejora mejoran aumenta aumentan apoya apoyan rechaza rechazan "
    "conoce conocen mantiene mantienen convierte ocurre aparece aparecen llama llaman dura duran participa participan".split()
)
_NOT_VERBS_ES = {"irán", "dominó"}
_CLITICS = {"se", "le", "les", "lo", "me", "nos"}
_STOP_ES = set(
    "que cuando si donde quien quienes cual cuales cuyo cuya como mientras aunque porque pues según para tanto cuanto qué cómo dónde no "
    "ni nunca "
    "tampoco jamás nadie nada ningún ninguna ninguno casi apenas sólo solo también sino pero".split()
)
_STOP_EN = set(
    "that which who whom whose when if while where as because since than whether what how why although though not never no nobody nothing "
    "neither nor hardly only also but to unless until having being whenever wherever once all except".split()
)
AUX_EN = set("is are was were will can could should would must has have had does did do".split())
QUANTIFIED = {
    "es": re.compile(
        r"(?i)^(?:algun\w+|much\w+|vari\w+|poc[oa]s?|la mayoría|la mayor parte|un[oa]?s?|cada|tod[oa]s?|otr[oa]s?|cerca|más|menos|unos|"
        r"unas|casi|cierto|ciert[oa]s|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|\d+|la mitad|parte|numeros\w+|ambos|ambas|ya|"
        r"hasta|el único|la única|nosotros|yo|cualquier\w*)\b"
    ),
    "en": re.compile(
        r"(?i)^(?:some|many|several|few|most|an?|each|every|all|other|another|about|more|less|almost|certain|two|three|four|five|six|"
        r"seven|eight|nine|ten|\d+|half|part|numerous|both|there|even|any|one|the only|the majority|we|i|you|it|what|much|those|people|"
        r"these days)\b"
    ),
}
# Words after which "no" or "not" would say something else than the plain opposite.
SCOPE = {
    "es": re.compile(
        r"(?i)\b(?:no|ni|nunca|nadie|nada|ning[uú]n\w*|tampoco|sin|apenas|jamás|sól?o|solo|solamente|únicamente|también|porque|ya|"
        r"todavía|aún|siempre|incluso|sino|a veces|a menudo|quizás?|tal vez|alg[uú]n\w*|además|casi|debido|como|aunque|pero|mientras|"
        r"hasta|si|un poco|igualmente)\b"
    ),
    "en": re.compile(
        r"(?i)\b(?:not?|\w+n't|cannot|never|nobody|nothing|none|neither|nor|without|hardly|only|just|also|too|because|already|still|"
        r"always|even|yet|sometimes|often|perhaps|maybe|some|any|almost|due|as|although|though|but|while|until|if|likewise|both|merely|"
        r"barely|something|somewhat)\b"
    ),
}
NEGATION = {
    "es": re.compile(r"(?i)\b(?:no|ni|nunca|nadie|nada|ning[uú]n\w*|tampoco|sin|jamás|apenas)\b"),
    "en": re.compile(
        r"(?i)(?:\b(?:not?|cannot|never|nobody|nothing|none|neither|nor|without|hardly|barely|unable|fail\w*|lack\w*)\b|n't\b|n’t\b)"
    ),
}
_SAYING = {
    "es": re.compile(
        r"(?i)^(?:dij|dice|afirm|declar|asegur|señal|explic|inform|anunci|coment|agreg|añad|sostuv|sostien|indic|cont|report|comunic|"
        r"reconoc|admit|confirm|adviert|advirt|cre[eí]|pien[s]|opin|consider|parec|neg|desmint|record|subray|insist|manifest|apunt|revel|"
        r"concluy|quiso|quier|desea|esper|tem|dud|exig|pid|preguntó|mencion|destac|estim|calcul|demostr|demuestr|muestr|mostr|descubri|"
        r"denunci|resalt|prev|precis|recomend|suger|sugir|pronostic|supon|supus|significa|permit|hac|hiz|evit|impid)"
    ),
    "en": re.compile(
        r"(?i)^(?:sa(?:id|ys?)|told|tell|think|thought|claim|declar|explain|inform|announc|comment|add(?:ed|s)|indicat|report|admit|"
        r"acknowledg|confirm|warn|believ|consider|seem|appear|den(?:y|ied)|recall|stress|insist|not(?:ed|es)|reveal|conclud|want|wish|"
        r"hope|fear|doubt|demand|ask|mention|highlight|estimat|show|demonstrat|discover|denounc|predict|forecast|point|argu|suggest|"
        r"recommend|mean|expect|wonder|assum|suppos|remember|know)"
    ),
}
VERBS_EN = """rise fall increase decrease grow approve reject accept refuse win lose open close buy sell improve support oppose begin end
    start finish praise criticize reduce raise lower gain defend attack build destroy arrive leave publish sign launch create
    change reach cause produce receive offer present visit choose elect appoint cut hit strike kill arrest find meet lead make
    take give become keep hold bring spend pay send invest receive sentence release introduce provide use need require include
    play help pass allow prevent follow continue cost save own share enjoy face draw attract establish form cross discuss review
    reveal propose plan agree decide manage try want move return turn fail enter join suffer cover break speak write run stand
    come go see get put show serve represent exceed celebrate organize finance purchase acquire adopt abandon ban authorize
    confirm beat defeat score strengthen weaken expand climb drop live die work travel like love hate lack exist depend consist
    belong contain seem protect threaten violate respect""".split()
# Present forms that are nouns as often.
_NOUNS_EN = set(
    """attacks bans bears breaks build causes changes climbs costs covers cuts decreases draws drops ends faces fails find forms
    gains hates helps hits holds increases lays leads leaves likes lives loves means moves needs offers passes plans plays
    presents produce produces purchases releases returns reviews runs sees sentences shares shows stands starts strikes supports
    transfers travels turns uses visits works""".split()
)
_DOUBLED = {"planned": "plan", "dropped": "drop", "banned": "ban", "travelled": "travel", "occurred": "occur"}
_OBJECT_EN = re.compile(r"^(?:the|an?|its|his|her|their|this|that|these|those|several|many|more|some|all|two|three|four|five|[A-Z$€£]|\d)")


_VERBS_ES = """surgir quedar tratar llevar salir vivir prohibir prestar datar funcionar trabajar estudiar jugar/jueg encontrar/encuentr
    ganar perder/pierd abrir cerrar/cierr cambiar causar ayudar buscar comprar firmar visitar pagar formar tomar cargar
    contar/cuent ofrecer establecer crecer nacer aparecer desaparecer obtener mantener detener contener sostener poner proponer
    producir construir destruir incluir concluir leer creer caer traer volver morir dormir/duerm pedir/pid/pid seguir/sigu
    servir/sirv/sirv elegir/elij conseguir/consigu sentir/sient preferir/prefier convertir/conviert dar ver ir venir intervenir
    estar ser tener hacer poder querer/quier deber saber haber existir consistir depender vender recibir escribir subir
    describir cubrir descubrir asistir permitir insistir resistir decidir dividir unir reunir aprobar/aprueb rechazar apoyar
    aumentar bajar bloquear celebrar comenzar/comienz empezar/empiez terminar acabar iniciar finalizar continuar/continú
    realizar utilizar usar necesitar representar presentar publicar anunciar acusar atacar matar asesinar arrestar liberar
    condenar criticar defender/defiend proteger amenazar superar alcanzar llegar pasar entrar entregar enviar/enví ampliar/amplí
    crear desarrollar fabricar exportar importar instalar organizar participar competir/compit/compit disputar enfrentar dirigir
    gobernar/gobiern nombrar votar adoptar aplicar cumplir violar respetar afectar sufrir padecer enfermar curar salvar rescatar
    hallar localizar observar investigar analizar comparar medir/mid costar/cuest valer gastar ahorrar invertir/inviert
    financiar ingresar facturar cobrar deber adeudar prestar oler creer pensar/piens esperar pretender intentar lograr
    tender/tiend contribuir atribuir distribuir sustituir constituir influir huir ocupar abandonar viajar regresar partir
    residir habitar pertenecer permanecer parecer nacer conocer reconocer ofrecer merecer agradecer carecer obedecer favorecer
    fortalecer enriquecer empeorar mejorar disminuir reducir conducir introducir traducir disponer componer suponer ocurrir
    suceder discutir compartir combatir batir añadir acudir eludir aludir coincidir incidir residir presidir invadir evadir
    generar operar liderar encabezar integrar abarcar albergar contratar despedir/despid/despid emplear beneficiar perjudicar
    revelar mostrar/muestr demostrar/demuestr recordar/recuerd olvidar soñar/sueñ volar/vuel probar/prueb rodar/rued
    colgar/cuelg""".split()
# Forms of the listed verbs that are nouns or adjectives as often.
_NOUNS_ES = set(
    """aborda abordan acuden acuse amenaza aplica ataca ayuda baja bajan bajo batía batían busca cambio carga cargan causa caía
    cierra cierre cobra colgar compañía compra copia copian crea critica cubre cubría cuelga cuenta cura deber deuda di discuta
    disputa duerme duermen dura día economía energía entre entrega estudio financia firma firmen forma gasta guía importa inicia
    investiga leía lucha marcha mata mayoría muestra nombra nombre oferta opera operan oía paga parte partes partía pesca poder
    policía presencia presencian prueba prueban publica pública resto rueda ruedan sal sienta sobre suben subida subía sueña
    sueñan sueño suma sé tecnología toma trabajo trata traía tía unía usa uso valía venta veía visita vota vuela vuelan vía""".split()
)


@dataclass(frozen=True)
class Verb:
    """The main verb of a clause: `begin` of the clause, `start` and `end` of the finite word, and the base form (English, lexical)."""

    begin: int
    start: int
    end: int
    word: str
    base: str | None = None


@lru_cache(maxsize=1)
def english_forms() -> tuple[dict[str, str], dict[str, str]]:
    """Return (past -> base, present -> base) of the listed verbs."""
    past, present = dict(_DOUBLED), {}
    for base in VERBS_EN:
        forms = english(base)
        past[forms.past[0]] = base
        present[forms.present[0]] = base
    return past, {form: base for form, base in present.items() if form not in _NOUNS_EN}


_PARTICIPLES = {row[2] for row in IRREGULAR_EN.values()} | set(
    "born struck hurt shut set let known seen felt taught bought dealt laid".split()
)


def _participle_en(word: str) -> bool:
    return word.endswith("ed") or word in _PARTICIPLES


LEADING = {
    "es": re.compile(
        r"^(?:(?:En|Desde|Durante|Tras|Con|A|Al|Hasta|Por|Ante|Entre|Después|Antes|Además|Sin embargo|Actualmente|Hoy|Ayer|Por otro lado|"
        r"El \w+ pasado)\b(?:(?! que | se )[^,;:]){0,60}, )"
    ),
    "en": re.compile(
        r"^(?:(?:In|On|At|During|After|Before|Since|For|With|By|From|Among|Despite|However|Today|Yesterday|Currently|Moreover|Meanwhile|"
        r"Last|This)\b(?:(?! that | which )[^,;:]){0,60}, )"
    ),
}
_REPORT_CLAUSE = {
    "es": re.compile(
        r"\b(?:dijo|dice|dijeron|afirmó|afirma|afirman|declaró|aseguró|asegura|señaló|explicó|informó|anunció|comentó|agregó|añadió|"
        r"sostiene|indicó|confirmó|reveló|concluyó|comunicó|admitió|reconoció)(?: [\w.]+){0,3} (?:de )?que "
    ),
    "en": re.compile(
        r"\b(?:said|says|say|claimed|claims|declared|stated|explained|reported|announced|added|confirmed|revealed|noted|concluded|"
        r"admitted|acknowledged)(?: [\w.]+){0,3}? that "
    ),
}  # fmt: skip


def _clauses(text: str, lang: str) -> Iterator[int]:
    """Yield where a claimed clause begins: the sentence after a leading adverbial, and what a report reports."""
    leading = LEADING[lang].match(text)
    yield leading.end() if leading else 0
    reported = list(_REPORT_CLAUSE[lang].finditer(text))
    if len(reported) == 1:
        yield reported[0].end()


@cache
def main_verb(text: str, lang: str) -> Verb | None:
    """Return the main verb of the claim in `text`, reported or not, where nothing but its subject stands before it."""
    for begin in _clauses(text, lang):
        verb = _first_verb(text, begin, lang)
        if verb and (not _SAYING[lang].match(verb.word) or _ANNOUNCED[lang].match(text[verb.start :])):
            return verb
    return None


# A saying verb with a noun for its object tells a deed ("announced the reform") and leaves no clause behind it.
_ANNOUNCED = {
    "es": re.compile(
        r"(?:se )?(?:anunci|present|confirm|reconoc|critic|denunci|revel|recomend|pid|exig|reclam|recuerd|mostr|muestr|demostr|descubri|"
        r"permit|hac|hiz|evit|impid|destac|quier|esper)\w* (?:la|el|los|las|un|una|su|sus|al|a la)\b(?!.* (?:que|si|cuando) )"
    ),
    "en": re.compile(
        r"(?:announc|confirm|acknowledg|reveal|recommend|demand|show|demonstrat|discover|denounc|want|highlight|report)\w* (?:the|an?|"
        r"its|his|her|their)\b(?!.* (?:that|if|when|to) )"
    ),
}


_WORD = re.compile(r"[\w'’.%-]*[\w%]|[^\w\s]")
# After these a Spanish word that looks finite is a noun, and an English one a noun or participle.
_NOT_BEFORE_VERB = {
    "es": set("la el los las de del una un su sus y e o con en por a al para más muy tan este esta cada otro otra gran".split()),
    "en": set("the a an of its his her their our in and or to for by with at from this that these no more other".split()),
}


def _first_verb(text: str, begin: int, lang: str) -> Verb | None:
    """Return the first finite verb after `begin` if only a subject, with an apposition perhaps, stands before it."""
    words = list(_WORD.finditer(text, begin))
    index = 1
    while index < min(len(words), 22):
        if words[index].group() == ",":
            # An apposition ends at a comma that a finite verb follows.
            ends = [k for k in range(index + 2, len(words) - 1) if words[k].group() == ","]
            ends = [
                k
                for k in ends
                if _finite(text, begin, words, k + 1, lang)
                or (words[k + 1].group() in _CLITICS and _finite(text, begin, words, k + 2, lang))
            ]
            if not ends or (index == 1 and words[0].group().lower() in ("y", "and", "but", "pero")):
                return None
            index = ends[0] + 1
            continue
        word = words[index].group().lower()
        if (
            word in (_STOP_ES if lang == "es" else _STOP_EN)
            or not re.match(r"[\w%]", word)
            or words[0].group().lower() in (_STOP_ES | _STOP_EN)
        ):
            return None
        verb = _finite(text, begin, words, index, lang)
        if verb or (lang == "en" and word.endswith("ed") and word not in ("united", "hundred", "armed")):
            return verb
        index += 1
    return None


def _finite(text: str, begin: int, words: list[re.Match[str]], index: int, lang: str) -> Verb | None:
    if index >= len(words):
        return None
    match = words[index]
    word, previous = match.group(), words[index - 1].group().lower()
    following = words[index + 1].group() if index + 1 < len(words) else ""
    if not word[0].islower() or (previous in _NOT_BEFORE_VERB[lang] and word not in AUX_EN):
        return None
    start, end = match.span()
    if lang == "es":
        if word in _NOT_VERBS_ES or not (
            word in _finite_es() or (len(word) > 3 and re.search(r"(?:[^q]ó|aron|ieron|yeron|[aei]rá|[aei]rán|aban?)$", word))
        ):
            return None
        while index > 1 and words[index - 1].group().lower() in _CLITICS:
            index -= 1
            start = words[index].start()
        return Verb(begin, start, end, word)
    past, present = english_forms()
    if word in ("has", "have", "had"):
        after = next(
            (
                w.group()
                for w in words[index + 1 : index + 4]
                if not re.fullmatch(r"\w+ly|also|now|already|recently|since|just|long|never|not|ever|yet", w.group())
            ),
            "",
        )
        return Verb(begin, start, end, word, None if _participle_en(after) else "have")
    if word in ("do", "does", "did"):
        return Verb(begin, start, end, word) if following == "not" else None
    if word in AUX_EN:
        return Verb(begin, start, end, word)
    base = past.get(word) or present.get(word)
    rest = [w.group() for w in words[index + 1 :]]
    alone = not any(w in AUX_EN or w in past or w in present for w in rest)
    if word in past:
        reduced = _participle_en(word) and not _OBJECT_EN.match(following) and not alone
        return None if reduced or following == "by" or (previous.endswith("ly") and not alone) else Verb(begin, start, end, word, base)
    if base:
        return Verb(begin, start, end, word, base)
    # A plural subject with the bare form: only before an object and where no other verb could be the main one.
    if word in VERBS_EN and re.search(r"[^s]s$|people$|^(?:they|we|i|you)$", previous) and _OBJECT_EN.match(following) and alone:
        return Verb(begin, start, end, word, word)
    return None


# Compounds and families that `spanish` would take for regular: the ending, and a verb that it has.
_FAMILIES = {"ducir": "producir", "poner": "proponer", "uir": "incluir", "tener": "obtener", "venir": "intervenir"}


@cache
def spanish_verb(entry: str) -> Paradigm:
    """Return the forms of a Spanish verb, irregular families included (see `detector.claims.grammar.morphology.spanish`)."""
    for ending, model in _FAMILIES.items():
        if entry.endswith(ending) and entry not in IRREGULAR_ES:
            own, old = entry.removesuffix(ending), model.removesuffix(ending)
            forms = asdict(spanish(model))
            return Paradigm(**{key: _reheaded(value, old, own) for key, value in forms.items()})
    return spanish(entry)


def _reheaded(forms: str | tuple[str, ...], old: str, new: str) -> str | tuple[str, ...]:
    if isinstance(forms, str):
        return new + forms.removeprefix(old)
    return tuple(new + form.removeprefix(old) for form in forms)


@cache
def preterites_es() -> dict[str, str]:
    """Return {preterite: entry} of the listed verbs; a form that two verbs share is left out."""
    found: dict[str, str] = {}
    for entry in _VERBS_ES:
        for form in spanish_verb(entry).past:
            found[form] = "" if form in found and found[form] != entry else entry
    return {form: entry for form, entry in found.items() if entry}


@cache
def _finite_es() -> frozenset[str]:
    """Return finite forms of the listed verbs that are not also common nouns or adjectives."""
    forms = set(AUX_ES | IRREGULAR_PAST_ES)
    for entry in _VERBS_ES:
        verb = spanish_verb(entry)
        forms |= {*verb.past, *verb.present, *verb.future, *verb.conditional, *verb.imperfect}
    return frozenset(forms - _NOUNS_ES - {""})


STARTERS = frozenset(
    "el la los las un una unos unas en este esta estos estas esto ese esa su sus según desde durante tras con para por al del de hay se "
    "muchos muchas "
    "algunos algunas varios varias todos todas otros otras otro otra cada más ahora hoy ayer cuando mientras a como fue era es ha han "
    "entre hasta sin ante "
    "dos tres cuatro cinco aunque no ya lo si él ella ellos the an in on at this that these those he she it they we his her its their "
    "our there some many "
    "several all other another each more now today yesterday when while as for from with by after before since most two three four five "
    "both if one not".split()
)


def lowered(text: str, common: frozenset[str] = STARTERS) -> str:
    """Return the sentence as it stands inside another: no full stop, and no capital where its first word is a common one."""
    first = re.match(r"\w+", text)
    text = text.rstrip(".")
    return text[0].lower() + text[1:] if first and first[0].lower() in common and first[0] != "I" else text


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
