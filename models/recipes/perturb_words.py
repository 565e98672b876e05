"""The words of `perturb.py`: opposites, synonyms, names, numbers and frames of Spanish and English."""

import re

# Pairs of verbs that cannot both hold of the same subject and object at the same time ("/": see `spanish`).
OPPOSITE_VERBS = {
    "es": """subir bajar; aumentar disminuir; crecer caer; aprobar/aprueb rechazar; aceptar rechazar; ganar perder/pierd;
        abrir cerrar/cierr; comprar vender; mejorar empeorar; permitir impedir/impid/impid; autorizar prohibir/prohíb;
        apoyar rechazar; empezar/empiez terminar; comenzar/comienz concluir; entrar salir; fortalecer debilitar;
        acelerar frenar; confirmar desmentir/desmient/desmint; contratar despedir/despid/despid; avanzar retroceder;
        cumplir incumplir; respetar violar; elogiar criticar; ampliar/amplí reducir; aparecer desaparecer;
        recordar/recuerd olvidar; encarecer abaratar; legalizar prohibir/prohíb; incrementar reducir; elevar reducir;
        conservar perder/pierd; agravar aliviar; admitir negar/nieg; defender/defiend atacar; construir destruir;
        activar desactivar; unir dividir; endurecer suavizar; encender/enciend apagar; continuar/continú interrumpir;
        mantener abandonar; arrestar liberar; detener liberar; crear eliminar; nombrar destituir; recuperar perder/pierd;
        publicar ocultar; revelar ocultar; proteger atacar; añadir quitar; incluir excluir; ratificar anular;
        adelantar retrasar; inaugurar clausurar; instalar retirar; enviar/enví recibir; ayudar perjudicar;
        bloquear desbloquear; favorecer perjudicar""",
    "en": """rise fall; increase decrease; grow decline; approve reject; accept refuse; win lose; open close; buy sell;
        improve worsen; authorize ban; support oppose; begin end; start finish; strengthen weaken; confirm deny; hire dismiss;
        advance retreat; respect violate; praise criticize; expand reduce; appear disappear; raise lower; legalize ban;
        gain lose; admit deny; defend attack; build destroy; succeed fail; arrive leave; climb drop; boost cut;
        welcome condemn; extend shorten; accelerate slow; include exclude; unite divide; continue stop; keep abandon;
        maintain abandon; arrest release; create destroy; join leave; enter leave; recover deteriorate; help hinder;
        add remove; publish conceal; send receive; install remove; pass fail; protect attack; appoint dismiss;
        launch cancel; introduce abolish""",
}
# Predicates after a copula.
OPPOSITE_ADJECTIVES = {
    "es": """legal ilegal; posible imposible; mayor menor; alto bajo; fuerte débil; rico pobre; culpable inocente;
        seguro peligroso; fácil difícil; abierto cerrado; positivo negativo; cierto falso; caro barato; capaz incapaz;
        suficiente insuficiente; estable inestable; optimista pesimista; grande pequeño; bueno malo; mejor peor;
        necesario innecesario; justo injusto; favorable desfavorable; útil inútil; vivo muerto; largo corto;
        importante insignificante; común raro; constitucional inconstitucional; contento descontento; satisfecho insatisfecho;
        claro confuso; igual distinto; limpio sucio; lleno vacío; rápido lento""",
    "en": """legal illegal; possible impossible; high low; strong weak; rich poor; guilty innocent; safe dangerous; easy difficult;
        easy hard; open closed; positive negative; true false; expensive cheap; able unable; sufficient insufficient;
        stable unstable; optimistic pessimistic; large small; big small; good bad; better worse; necessary unnecessary;
        fair unfair; favorable unfavorable; useful useless; alive dead; long short; important unimportant; common rare;
        constitutional unconstitutional; likely unlikely; happy unhappy; satisfied dissatisfied; clear unclear; higher lower;
        clean dirty; full empty; fast slow; larger smaller; stronger weaker; available unavailable; willing unwilling;
        successful unsuccessful; aware unaware""",
}
# Spanish | English # their opposites. What follows "~" must follow the word, too. "-": none in that language.
OPPOSITE_WORDS = r"""
más de~(?= \d) | more than~(?= [\d$£€]) # menos de~(?= \d) | less than~(?= [\d$£€])
antes de~(?! que| todo) | before # después de~(?! que| todo) | after~(?! all)
a favor de | in favou?r of # en contra de | against
mayoría | majority # minoría | minority
siempre | always # nunca | never
dentro de~(?! (?:un|dos|tres|poco|\d)) | inside # fuera de | outside
norte | north # sur | south
aumento | increase # descenso | decrease
incremento | increase # descenso | decrease
subida | rise # bajada | drop
crecimiento | growth # retroceso | decline
ganancias | gains # pérdidas | losses
beneficios | profits # pérdidas | losses
victoria | victory # derrota | defeat
éxito | success # fracaso | failure
llegada | arrival # salida | departure
superávit | surplus # déficit | deficit
ventaja | advantage # desventaja | disadvantage
mejores | better # peores | worse
mejor | better # peor | worse
mayor | greater # menor | lesser
mayor | higher # menor | lower
superior a | above # inferior a | below
por encima de | above # por debajo de | below
fácilmente | easily # difícilmente | with difficulty
rápidamente | quickly # lentamente | slowly
legalmente | legally # ilegalmente | illegally
abiertamente | openly # en secreto | secretly
pública | public # secreta | secret
privada | private # pública | public
privado | private # público | public
positiva | positive # negativa | negative
positivo | positive # negativo | negative
máximo | highest # mínimo | lowest
más alto | highest # más bajo | lowest
más alta | highest # más baja | lowest
más grande | largest # más pequeño | smallest
vivo | alive # muerto | dead
vivos | alive # muertos | dead
gratuita | free # de pago | paid
temporal | temporary # permanente | permanent
por la mañana | in the morning # por la noche | at night
por unanimidad | unanimously # por un solo voto de diferencia | by a single vote
"""
SAME_VERBS = {
    "es": """empezar/empiez comenzar/comienz; anunciar comunicar; terminar finalizar; lograr conseguir/consig/consigu;
        utilizar emplear; edificar construir; fallecer morir; adquirir/adquier comprar; disminuir decrecer; asesinar matar;
        arrestar detener; solicitar pedir/pid/pid; apoyar respaldar; provocar causar; iniciar empezar/empiez;
        concluir finalizar; exigir demandar; crecer aumentar; impedir/impid/impid evitar""",
    "en": """begin start; reveal disclose; end finish; rise climb; show demonstrate; use employ; buy purchase; require need;
        help assist; ask request; support back; cause provoke; decrease decline; allow permit; obtain get; reach attain;
        choose select; receive get; attempt try; build construct""",
}

WEEKDAYS = {
    "es": "lunes martes miércoles jueves viernes sábado domingo".split(),
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
}
MONTHS = {
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
    "en": "January February March April May June July August September October November December".split(),
}
PLACES = [
    [tuple(place.split("/")) if "/" in place else (place, place) for place in group.split("; ")]
    for group in (
        "Alemania/Germany; Francia/France; Italia/Italy; España/Spain; Portugal; Polonia/Poland; Hungría/Hungary; Austria; "
        "Suecia/Sweden; Noruega/Norway; Finlandia/Finland; Dinamarca/Denmark; Bélgica/Belgium; Grecia/Greece; Turquía/Turkey; "
        "Rusia/Russia; Ucrania/Ukraine; Rumania/Romania; Bulgaria; Irlanda/Ireland; Suiza/Switzerland; China; Japón/Japan; India; "
        "Pakistán/Pakistan; Afganistán/Afghanistan; Irak/Iraq; Israel; Egipto/Egypt; Libia/Libya; Siria/Syria; Sudán/Sudan; Kenia/Kenya; "
        "Nigeria; Sudáfrica/South Africa; Canadá/Canada; México/Mexico; Cuba; Venezuela; Colombia; Ecuador; Perú/Peru; Bolivia; "
        "Chile; Argentina; Uruguay; Brasil/Brazil; Australia; Tailandia/Thailand; Indonesia; Vietnam; Túnez/Tunisia; Haití/Haiti",
        "Madrid; Barcelona; Sevilla/Seville; París/Paris; Londres/London; Berlín/Berlin; Múnich/Munich; Hamburgo/Hamburg; Roma/Rome; "
        "Milán/Milan; Viena/Vienna; Praga/Prague; Brno; Ostrava; Varsovia/Warsaw; Budapest; Bruselas/Brussels; Ginebra/Geneva; "
        "Copenhague/Copenhagen; Estocolmo/Stockholm; Atenas/Athens; Lisboa/Lisbon; Moscú/Moscow; Pekín/Beijing; Tokio/Tokyo; "
        "Nueva Delhi/New Delhi; Bagdad/Baghdad; Kabul; Teherán/Tehran; El Cairo/Cairo; Jerusalén/Jerusalem; Nueva York/New York; "
        "Chicago; Boston; Los Ángeles/Los Angeles; Houston; Toronto; Bogotá; Lima; Santiago; Buenos Aires; Caracas; Montevideo; "
        "Leipzig; Dresde/Dresden; Zúrich/Zurich; Fráncfort/Frankfurt; Bucarest/Bucharest",
    )
]  # fmt: skip
# Things that happen once, in one place and at one time: with another date or place they did not happen so.
EVENT = {
    "es": re.compile(
        r"\b(?:murió|murieron|falleció|nació|nacieron|fue (?:detenid|elegid|fundad|inaugurad|asesinad|arrestad|encontrad|hallad|nombrad|"
        r"presentad|condenad|ejecutad|aprobad|firmad|publicad|estrenad|creada?|derrotad|herid|construid)\w+|fueron (?:detenid|arrestad|"
        r"asesinad|encontrad|hallad|condenad|herid|firmad)\w+|se (?:celebró|reunió|reunieron|inauguró|casó|estrenó|publicó|firmó|"
        r"estrelló|produjo|suicidó)|tuvo lugar|tuvieron lugar|dimitió|renunció|firmó|firmaron|ganó|fundó|inauguró|estalló|comenzó|empezó|"
        r"llegó|llegaron|aterrizó|viajó|votó|votaron|anunció|presentó|publicó|aprobó|disputó|debutó|compró|vendió|abrió|celebró|"
        r"ha muerto|trabajó|estudió|murieron|ocurrió|sucedió|se celebrará|tendrá lugar|visitó|nacid[oa]|celebrad[oa])\b"
    ),
    "en": re.compile(
        r"\b(?:died|born|arrested|elected|founded|inaugurated|murdered|assassinated|found dead|appointed|sentenced|executed|signed|"
        r"published|premiered|defeated|took place|met|resigned|won|opened|broke out|worked|studied|happened|occurred|celebrated|visited|"
        r"began|started|arrived|landed|travelled|traveled|voted|announced|presented|approved|debuted|bought|sold|held|killed|injured|"
        r"launched|crashed|created)\b"
    ),
}
# What rises and falls all the time: in another period it did so, too, and neither report is against the other.
LEVELS = {
    "es": "aumentar subir bajar caer crecer disminuir incrementar descender/desciend retroceder avanzar ganar/gan perder/pierd".split(),
    "en": "rise fall increase decrease grow drop climb decline gain lose slip".split(),
}

# Actors by (plural, feminine); Spanish with article. Names are invented.
ACTORS = {
    ("es", False, False): "El Gobierno; El ministro de Hacienda; El alcalde; El tribunal; El sindicato; El fiscal; El Ejército; "
    "El banco central; El portavoz municipal; El juez; El obispo; El consorcio; El candidato opositor; "
    "El gobernador; El club; El ministerio; El rector",
    ("es", False, True): "La oposición; La empresa; La policía; La ministra de Sanidad; La alcaldesa; La fiscalía; La comisión; "
    "La aseguradora; La patronal; La universidad; La jueza; La aerolínea; La Cámara; La gobernadora; "
    "La asociación de vecinos; La constructora",
    ("es", True, False): "Los sindicatos; Los jueces; Los médicos; Los agricultores; Los rebeldes; Los inversores; Los estudiantes; "
    "Los ministros; Los bomberos; Los empresarios; Los pescadores",
    ("es", True, True): "Las autoridades; Las empresas; Las aseguradoras; Las enfermeras; Las universidades; Las asociaciones de vecinos; "
    "Las aerolíneas; Las fuerzas de seguridad",
    ("en", False, False): "The government; The finance minister; The mayor; The court; The union; The prosecutor; The army; "
    "The central bank; The opposition; The company; The police chief; The commission; The insurer; The university; "
    "The judge; The airline; The governor; The bishop",
    ("en", True, False): "The unions; The judges; The doctors; The farmers; The rebels; The investors; The students; The ministers; "
    "The firefighters; The authorities; The airlines; The fishermen",
}  # fmt: skip
NAMES = (
    "Ramiro Ondarza; Teresa Valcázar; Julio Berrocal; Marta Quiñonero; Anselm Brackett; Nora Whitlow; Edgar Pohlmann; Irina Vasko".split(
        "; "
    )
)
ACTOR_HEADS = {
    "es": re.compile(
        r"(?i)^(?:el|la|los|las) (?:gobiernos?|president[ea]s?|(?:vice)?ministr[oa]s?|empresas?|compañías?|bancos?|policías?|"
        r"tribunal(?:es)?|partidos?|ejércitos?|autoridades|fiscal(?:es)?|fiscalía|comisión|consejo|parlamento|senado|congreso|alcaldes?|"
        r"juez|jueza|jueces|director(?:a|es)?|líder(?:es)?|sindicatos?|oposición|organización|portavoz|científicos|investigadores|"
        r"expertos|médicos|fundación|cámara|grupo|firma|agencia|oficina|ministerio|entrenador|autor|estudiantes|trabajadores|"
        r"republicanos|demócratas|socialistas|talibanes|fabricantes?|senador|diputados|legisladores|abogados?|asociación|administración|"
        r"institución|club|equipo|reina|rey|papa)\b"
    ),
    "en": re.compile(
        r"(?i)^(?:the )(?:[a-z]+ ){0,2}(?:governments?|(?:vice )?presidents?|(?:prime )?ministers?|compan(?:y|ies)|banks?|police|courts?|"
        r"part(?:y|ies)|army|authorities|prosecutors?|commission|council|parliament|senate|congress|mayors?|judges?|directors?|leaders?|"
        r"unions?|opposition|organization|spokes(?:man|woman|person)|scientists|researchers|experts|doctors|foundation|group|firm|agency|"
        r"office|ministry|coach|author|students|workers|republicans|democrats|socialists|taliban|manufacturers?|senator|deputies|"
        r"lawmakers|lawyers?|association|administration|institution|club|team|queen|king|pope)\b"
    ),
}
# What is counted, by gender in Spanish; one set of nouns fits the same verbs and adjectives.
COUNTED = {
    "es": [
        "muertos heridos detenidos desaparecidos", "soldados policías trabajadores estudiantes niños médicos turistas pasajeros",
        "coches autobuses camiones aviones trenes barcos", "casas escuelas fábricas tiendas iglesias clínicas", "hospitales hoteles "
        "colegios",
        "millones mil",  "hombres niños", "pacientes testigos jóvenes", "libros discos artículos cuadros", "días "
        "meses", "horas semanas",
        "países municipios", "jugadores árbitros entrenadores", "médicos enfermeros", "satélites cohetes", "idiomas poemas", "diputados "
        "senadores ministros", "empresas universidades asociaciones ciudades regiones", "partidos torneos", "votos escaños",
    ],
    "en": [
        "dead injured missing", "soldiers policemen workers students children doctors tourists passengers", "cars buses trucks planes "
        "trains ships",
        "houses schools factories shops churches hospitals hotels", "women men children", "books records articles paintings",
        "countries cities", "players coaches referees", "satellites rockets", "languages poems", "senators ministers", "companies "
        "universities banks", "games tournaments", "votes seats",
    ],
}  # fmt: skip
NEVER_COUNTED = {"millones", "mil", "días", "meses", "horas", "semanas"}

NUMBER_WORDS = {
    "es": dict(zip("dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince veinte treinta cuarenta cincuenta "
    "sesenta "
                   "setenta ochenta noventa cien".split(), [*range(2, 16), *range(20, 101, 10)], strict=True)),
    "en": dict(zip("two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen twenty thirty forty fifty sixty "
                   "seventy eighty ninety".split(), [*range(2, 16), *range(20, 100, 10)], strict=True)),
}  # fmt: skip

# Frames. {} is the sentence without its full stop, its first word in lower case unless it is a name; {0!s} never starts it.
DENIED = {
    "es": ["Es falso lo que se dice: {}", "El portavoz desmintió esta información: {}", "Las autoridades calificaron de falsa la "
    "noticia de que {}",
           "El Gobierno negó esta versión de los hechos: {}", "Es mentira la noticia de que {}", "Fuentes oficiales desmintieron el "
           "rumor de que {}",
           "La empresa desmintió la versión según la cual {}", "Es falsa la información de que {}", "No es verdad lo publicado: {}",
           "El ministerio tachó de bulo la afirmación de que {}"],
    "en": ["It is not true that {}", "Officials denied that {}", "The government denied reports that {}", "A spokesman rejected as "
    "false the claim that {}",
           "It is false that {}", "The ministry called the report that {} a hoax", "The claim that {} is untrue", "The authorities "
           "refuted the rumor that {}",
           "The company dismissed as untrue the report that {}"],
}  # fmt: skip
REPORTED = {
    "es": ["Según informó la agencia local, {}", "Según el portavoz, {}", "La radio pública informó de que {}", "De acuerdo con el "
    "periódico, {}",
           "El diario asegura que {}", "Fuentes oficiales confirmaron que {}", "El portavoz explicó que {}", "Según la prensa, {}",
           "Testigos contaron que {}", "La agencia comunicó que {}"],
    "en": ["According to the local news agency, {}", "The spokesman said that {}", "Public radio reported that {}", "According to the "
    "newspaper, {}",
           "Officials confirmed that {}", "Witnesses said that {}", "The daily reports that {}", "The agency announced that {}"],
}  # fmt: skip
RUMOURED = {
    "es": ["Según rumores sin confirmar, {}", "Se rumorea que {}", "Corre el rumor de que {}", "Circulan versiones no confirmadas de "
    "que {}",
           "Supuestamente, {}", "Se especula con que {}"],
    "en": ["According to unconfirmed rumors, {}", "It is rumored that {}", "There are rumors that {}", "Unconfirmed reports claim that {}",
           "Allegedly, {}", "There is speculation that {}"],
}  # fmt: skip
ADDED = {
    "es": "el pasado martes; el jueves por la noche; en marzo de 2006; a las tres de la tarde; en una rueda de prensa en Lisboa; por "
    "segunda vez; "
          "pese a las protestas de los vecinos; ante unas 200 personas; tras una larga reunión; por motivos económicos; por sorpresa; "
          "en Toledo".split("; "),
    "en": "last Tuesday; on Thursday night; in March 2006; at three in the afternoon; at a press conference in Lisbon; for the second "
    "time; "
          "despite protests from residents; in front of some 200 people; after a long meeting; for economic reasons; in Toledo".split("; "),
}  # fmt: skip
