"""Sentence boundaries of Spanish and English news, with exact offsets and no model."""

from __future__ import annotations

import regex

from detector.claims.grammar.lexicon import word_set
from detector.claims.grammar.reporting import finite_reports

# A name, an example or the other side follows: a full stop after these never ends a sentence.
BEFORE_NAMES = word_set("""sr sra srta sres dr dra dres dª prof profa lic lcdo lcda ing arq gral cnel crnl tte sgto mons excmo excma ilmo
    ilma rvdo pbro mtro mtra abg alm hno hna vda pdte pdta gob dip mr mrs ms messrs rev hon sen sens rep reps gov gen col lt sgt cpl pvt pfc
    dña ald asst mme ctra det insp pres capt cmdr adm maj brig supt amb atty fr ma mª sta sto av avda prov vs v cf ej p.ej i.e e.g a.k.a
    esq pza plza ctro aud inst nac ord mun med stat""")
# After these it does not end one before a number.
BEFORE_NUMBERS = word_set("""núm núms no nos nro nº n art arts pág págs p pp vol vols párr fig figs tel tfno apdo ed aprox approx ca est
    min máx mín sec disp adic mod ext op para paras ch dist""")
# Before a number they shorten its label ("km. 12", "m. 31"), after one they are its unit.
_LABELS_OR_UNITS = word_set("km m")
# After these, as after initials, it ends one only before an opener.
BEFORE_OPENERS = word_set("st mt ft blvd cap dir univ dept dpto depto hosp dgo ee ff jj cc rr a b c d r s")
# After these it ends one before an opener, and before a single capitalised word that is no office: "Kestrel Inc. Shares fell".
MAY_END = word_set("""ee.uu ff.aa jj.oo cc.oo d.c s.a s.l s.a.u s.l.u s.r.l c.v inc corp ltd co bros jr cía calif fla jan feb
    mar apr jun jul aug sep sept oct nov dec ene abr ago dic rd ave ln m.p.h k.p.h""")
# In lower case these are also words ("two years ago", "cayó al mar"): they shorten a month only beside a number.
_MONTHS = word_set("jan feb mar apr jun jul aug sep sept oct nov dec ene abr ago dic")
_OFFICES = word_set("chief president chairman chairwoman director secretary spokesman spokeswoman council mayor court kg")
_OPENERS = word_set("""el la los las un una unos unas en según sin pero además aunque por para con desde tras este esta estos estas ese
    esa su sus no y también
    cuando mientras como asimismo the a an it he she they we in on at but however this that these those his her their its there
    according when while
    after before i as if meanwhile both no and all some most none many nobody everyone there what who why how
    ningún ninguno ninguna nadie todos todas cada otro otra otros otras algunos muchos tampoco luego después antes entre hasta sobre
    entonces allí aquí así aún incluso quizá quizás solo sólo apenas donde dónde cuándo nuestro nuestra
    then still even only perhaps maybe later soon here our my your each every few such thus instead where
    ante también ahora ya hay fue era será quien qué cómo dos tres cuatro cinco two three four five
    mr mrs ms ayer hoy durante si más varios varias nunca ello ellos ella yesterday today since several during under other others
    police officials officers authorities investigators prosecutors analysts experts scientists doctors diplomats investors lawmakers
    residents witnesses critics autoridades expertos analistas fuentes testigos vecinos""")
_CLOCK = ("a.m", "p.m")
_AFTER_CLOCK = word_set("""monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
    eastern central pacific mountain gmt est edt et pt
    utc cet bst mst mdt pst pdt cst cdt""")
_END = regex.compile(
    r"""(?P<stops>[.!?…]++)(?P<closing>[»”"'’)\]]{0,3})
    (?:\[\d{1,3}\]){0,4}[\u00b9\u00b2\u00b3\u2070\u2074-\u2079*†‡]{0,3} # marks of footnotes
    (?=\s|$|[«“¿¡]?\p{Lu})""",
    regex.VERBOSE,
)
_LAST_TOKEN = regex.compile(r"(?:(?<![\p{L}\p{N}.])(?:\p{L}{1,2}\.\s?)+\p{L}{1,2}|[\p{L}\p{N}ªº.]+)$")
_NEXT = regex.compile(r"(?P<marks>[\s«“\"'‘¿¡(\[—–•-]*+)(?P<word>\p{L}*+)(?:(?P<dotted>\.)|(?P<plain>(?:['’]s)?\s+\p{Ll}))?")
# Initials, and what can only be short for a word, as it has no vowel: "Cllr", "Msgr", "Dn".
_INITIALS = regex.compile(r"(?:\p{L}{1,2}\.)+\p{L}{1,2}|\p{Lu}|(\p{Lu})\1|(?!Hm|Sh)[BCDFGHJKLMNPQRSTVWXZ][bcdfghjklmnpqrstvwxzñ]+")
_LIST_MARK = regex.compile(r"\s*\d{1,2}")
_FIRST_MARK = regex.compile(r":\s1$")
_NAME_BEFORE = regex.compile(r"(\p{Lu}\p{Ll}+),?\s$")
_DAY_BEFORE = regex.compile(r"\d\s(?:de\s)?$")
_LOWER_NAME = regex.compile(r"\p{Ll}{1,2}\p{Lu}")  # "iPhone"
# What looks like an initial and is none: "plan B", "300 ft", "200 a. C.".
_LABELLED = word_set("""plan grupo group vitamina vitamin hepatitis gripe influenza tipo type clase class bloque block sección section serie
    series línea line letra letter opción option categoría category zona zone puerta gate anexo annex""")
_LABEL = regex.compile(rf"\b(?:{'|'.join(sorted(_LABELLED))})\s\p{{L}}$|\d\s(?:ft|s|[ad]\.\s?c)$", regex.IGNORECASE)
_NUMBER = regex.compile(r"\s*(?:[$€£(+]?\d|[IVXLC]{2,}\b|[VXLC]\b)")
# A place and a day, or a place in capitals, or with a day or an agency, before a dash: "Lima, 3 may.", "LIMA (EFE). —".
_DATELINE = regex.compile(
    r"""\s*+\p{Lu}(?: [\p{L}\s]{1,30},\s\d{1,2}\s(?:de\s)?\p{Ll}{3,10}\.
    | (?:\p{Lu}{1,30}+\b | [\p{L}\s]{1,30}(?:\(|,[\p{L}\s]{1,12}\d))[^.!?]{0,40}\.\s?[—–-]+\s)""",
    regex.VERBOSE,
)
_FRAME = regex.compile(r"\s(?:\p{Lu}[\p{L}.’'-]*+\s){1,4}+(\p{Ll}+)")
# What stands before a stop that no white space follows, and after it; names ("Arch.Design"), hosts and mail boxes look otherwise.
_BEFORE_GLUED = regex.compile(
    r"""(?:^|[\s«“"'‘(¿¡—–])(?:(?P<small>\p{Ll}{2,}|\p{N}[\p{N}.,]*[%€$]?|[%€$])|\p{L}*\p{Ll}{2}|\p{Lu}{2,})[»”"'’)]*$"""
)
_AFTER_GLUED = regex.compile(r"[«“¿¡]?(?:\p{Lu}\p{Ll}+\b(?!\S*[@/]|\S*\.\p{L})|[AEOY]\s\p{Ll})")
_PAIRS = {"«": "»", "“": "”", "„": "”"}
_QUOTE = regex.compile(r"[«»“”„\"]")
_SINGLE = regex.compile(r"(?P<quote>['‘][\p{Lu}¡¿][^'’\n]{7,}['’]):\s")  # "'No hubo fraude': el TSE"
_LOOK = 40
_MAX_FRAME = 80
_MAX_QUOTE = 400


def split_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the offsets of the sentences of `text[start:end]`, without the white space around them.

    A quotation that closes within 400 characters is not cut, whatever stops stand in it. Runs in linear time.
    """
    quotes = quoted_spans(text, start, end)
    found: list[tuple[int, int]] = []
    begin, quote = start, 0
    for match in _END.finditer(text, start, end):
        while quote < len(quotes) and quotes[quote][1] <= match.start():
            quote += 1
        inside = quote < len(quotes) and quotes[quote][0] < match.start() and match.end() < quotes[quote][1]
        opened = quote < len(quotes) and match.end("stops") == quotes[quote][0] < match.end("closing")
        if opened and _BEFORE_GLUED.search(text, max(begin, match.start() - _LOOK), match.start()):
            _append(text, begin, match.end("stops"), found)  # "by noon.\"Not now\"": the mark opens
            begin = match.end("stops")
        elif not inside and _is_boundary(text, match, begin, end):
            _append(text, begin, match.end(), found)
            begin = match.end()
    _append(text, begin, end, found)
    return found


def quoted_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the outermost quotations of `text[start:end]`, quotation marks included, that close within 400 characters.

    Straight quotation marks count only where their number is even.
    """
    marks = list(_QUOTE.finditer(text, start, end))
    if not marks and (headline := _SINGLE.match(text, start, min(end, start + _MAX_QUOTE))):
        return [headline.span("quote")]
    straight = sum(mark.group() == '"' for mark in marks) % 2 == 0
    spans: list[tuple[int, int]] = []
    opened: tuple[int, str] | None = None
    for mark in marks:
        sign = mark.group()
        if opened and mark.start() - opened[0] > _MAX_QUOTE:
            opened = None
        if opened is None:
            if sign in _PAIRS:
                opened = (mark.start(), _PAIRS[sign])
            elif sign == '"' and straight:
                opened = (mark.start(), '"')
        elif sign == opened[1]:
            spans.append((opened[0], mark.end()))
            opened = None
    return spans


def _append(text: str, begin: int, end: int, found: list[tuple[int, int]]) -> None:
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    if begin < end:
        found.append((begin, end))


def _is_boundary(text: str, mark: regex.Match[str], begin: int, end: int) -> bool:
    stop, after = mark.span()
    if after >= end:
        return True
    following = _NEXT.match(text, after, min(end, after + _LOOK))
    lower = following["word"][:1].islower() and not _LOWER_NAME.match(following["word"])
    if lower or not (text[after].isspace() or _is_glued(text, stop, begin, following)):
        return False
    if mark["closing"].endswith(")") and _interrupts(text, stop, begin):
        return mark["stops"][-1] not in "?!" and _opens(following)
    if mark["stops"] != ".":
        return not mark["closing"] or _opens(following) or not _is_framed(text, after, end)
    if mark["closing"] or stop == begin:
        return True
    if _is_list_mark(text, begin, stop):
        return False
    dateline = _DATELINE.match(text, begin, min(end, after + _LOOK))
    return not (dateline and dateline.end() > stop) and _ends_after_word(text, stop, begin, end, following)


def _is_list_mark(text: str, begin: int, stop: int) -> bool:
    """Whether a full stop follows the mark of an item: "El plan: 1. Subir la tasa. 2. Cerrar la línea."."""
    if _LIST_MARK.fullmatch(text, begin, stop):
        return text[max(0, begin - 1) : begin] not in ("?", "!")
    return bool(_FIRST_MARK.search(text, max(begin, stop - 4), stop)) and " 2. " in text[stop : stop + _MAX_QUOTE]


def _ends_after_word(text: str, stop: int, begin: int, end: int, following: regex.Match[str]) -> bool:
    """Whether a lone full stop ends a sentence, by the word before it, which it may shorten."""
    start = max(begin, stop - _LOOK)
    last = _LAST_TOKEN.search(text, start, stop)
    word = "".join(last.group().split()) if last else ""
    token = word.lower() if len(word) > 1 else word
    opening = last.start() if last else stop
    if opening > start and text[opening - 1] in "'’":
        return True  # "at Mercer's."
    if token == "sr" and (name := _NAME_BEFORE.search(text, start, opening)) and name[1].lower() not in _OPENERS:
        return _opens(following)  # "Thomas Wald Sr."
    if token in BEFORE_NAMES:
        return False
    dated = _DAY_BEFORE.search(text, start, opening) is not None
    if token in BEFORE_NUMBERS or (token in _LABELS_OR_UNITS and not dated):
        return not _NUMBER.match(text, stop + 1, end)
    if token in _CLOCK and (word.islower() or dated):
        return following["word"].lower() not in _AFTER_CLOCK
    if word in _MONTHS and not dated and not _NUMBER.match(text, stop + 1, end):
        return True
    if token in MAY_END:
        return _opens(following) or (following["plain"] is not None and following["word"].lower() not in _OFFICES)
    if token in BEFORE_OPENERS or _INITIALS.fullmatch(word):
        if len(word) == 1 and not text[begin:opening].strip():
            return False  # "P. ¿Se presentará?", of who asks
        return _opens(following) or _LABEL.search(text, start, stop) is not None
    return True


def _opens(following: regex.Match[str]) -> bool:
    """Whether a word that opens sentences, or a mark that opens a question, follows; "A." is an initial."""
    word = following["word"].lower()
    return (word in _OPENERS and not (len(word) == 1 and following["dotted"])) or not {"¿", "¡"}.isdisjoint(following["marks"])


def _is_glued(text: str, stop: int, begin: int, following: regex.Match[str]) -> bool:
    """Whether two sentences meet without white space ("ayer.El ministro"); after a capital only an opener shows it."""
    before = _BEFORE_GLUED.search(text, max(begin, stop - _LOOK), stop)
    after = _AFTER_GLUED.match(text, following.start(), following.endpos)
    return bool(before and after and (before["small"] or _opens(following)))


def _interrupts(text: str, stop: int, begin: int) -> bool:
    """Whether the bracket that closes after `stop` opened in the midst of the sentence."""
    opening = text.rfind("(", max(begin, stop - _MAX_QUOTE), stop)
    return opening >= 0 and bool(text[max(begin, opening - 2) : opening].strip())


def _is_framed(text: str, after: int, end: int) -> bool:
    """Whether names and a verb of saying follow a quotation: “Will it hold?” Okafor asked."""
    frame = _FRAME.match(text, after, min(end, after + _MAX_FRAME))
    return frame is not None and any(frame.group(1) in finite_reports(language) for language in ("en", "es"))
