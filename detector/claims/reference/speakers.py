"""From the noun phrase of a source to the shortest name that still says who it is."""

from __future__ import annotations

from itertools import takewhile

from detector.claims.grammar import frame_words, lexicon, nouns
from detector.claims.grammar.adverbials import CHANNELS, is_infinitive, skip_adverbials
from detector.claims.grammar.lexicon import word_set
from detector.claims.grammar.sentence import Sentence
from detector.claims.reference.subject import Subject

_PARTICLES = {"de", "del", "la", "las", "los", "el", "van", "von", "der", "den", "da", "dos", "y", "al", "bin", "of", "the", "for", "&"}
_STOP = {
    "es": {"en", "este", "esta", "ayer", "hoy", "durante", "tras", "ante", "a", "al", "que", "quien", "quienes", "citando", "donde",
        "después", "el", "desde", "con", "entre", "bajo"},
    "en": {"in", "on", "at", "during", "after", "before", "to", "who", "which", "that", "citing", "yesterday", "today", "late", "early",
        "when", "as", "from", "about"},
}  # fmt: skip
_RELATIVES = {"que", "quien", "quienes", "who", "which", "that"}
_NO_NAMES = word_set("junto cerca dentro fuera frente además incluido incluida sí solo apenas even just only together near including")
_LIGHT = word_set("solo sólo solamente únicamente apenas ya también tampoco aún todavía ahora además")
_IRREGULAR_PARTICIPLES = word_set(
    "hecho hecha escrito escrita visto vista puesto puesta taken made given written shown seen sent drawn held kept"
)
_CLOSE = word_set("próximo próxima próximos próximas cercano cercana cercanos cercanas afín afines ajeno ajena ajenos ajenas close loyal")
_OWN = word_set("own propio propia propios propias mismo misma mismos mismas mismísimo mismísima very")
_ARTICLES = {"el", "la", "los", "las"}
_TEXTS = nouns.DOCUMENTS | {"cifras"}
_ISSUES = word_set("""publica publicó publicaba publicado difunde difundió difundido divulga divulgó divulgado elabora elaboró elaborado
    emite emitió emitido maneja manejan manejaba firma firmó firmado distribuye distribuyó distribuido facilita facilitó facilitado""")
# Who has read a report did not write it: "a report seen by the Herald".
_READ = word_set("""seen obtained reviewed viewed accessed consulted read visto vista vistos vistas obtenido obtenida consultado consultada
    revisado revisada leído leída""")
_SELF = word_set("himself herself itself themselves mismo misma mismos mismas")
_DAYS = word_set("""lunes martes miércoles jueves viernes sábado domingo monday tuesday wednesday thursday friday saturday sunday ayer
    hoy anoche
    yesterday today tonight""")
_ASKED_ABOUT = {"por", "sobre", "acerca", "esto", "lo"}


def speaker(sentence: Sentence, low: int, high: int, after_verb: bool = False) -> tuple[str, Subject] | None:
    """Return a speaker's name and the same as a subject to put before a clause; None where the words hold no name or noun.

    `after_verb`: time and place may follow the name ("dijo el ministro en Osk") and end it.

    "El portavoz de la Presidencia rusa, Dmitri Peskov" -> "Dmitri Peskov"; "el Kremlin" -> "Kremlin".
    """
    low, high = sentence.trim(low, high)
    if after_verb:
        low, high = sentence.trim(skip_adverbials(sentence, low, high), high)
    if after_verb and high - low == 1 and sentence.words[low].pos == "ADJ" and sentence.words[low].text.islower():
        return None  # "puntualizó tajante"
    manner = after_verb and high - low > 2 and sentence.words[low].pos == "ADJ" and sentence.words[low].text.islower()
    low += manner and sentence.words[low + 1].lower in _ARTICLES  # "dijo tajante el entrenador"
    while not after_verb and high - low > 1 and sentence.words[high - 1].lower in _LIGHT:
        if sentence.words[high - 2].lower in ("no", "ni"):
            break  # "no solo"
        high -= 1  # "el Gobierno solo reconoce"
    low = _issuer(sentence, low, high)
    low += low + 1 < high and sentence.words[low].lower in ("ni", "neither")
    if both := _both(sentence, low, high, after_verb):
        return both
    parts = _parts(sentence, low, high, after_verb)
    if len(parts) > 1 and _is_participle(sentence, parts[0][0]):
        parts = parts[1:]  # "Preguntada por los retrasos, la gerente"
    elif not after_verb and parts and _is_participle(sentence, parts[0][0]) and sentence.words[parts[0][0] + 1].lower in _ASKED_ABOUT:
        return None  # "Interrogado por el asunto, manifestó que", "Dicho esto, se nos explicó que"
    if sentence.language == "en":  # "Dunn, 34, of Mill Lane, Osk, admitted"
        home = next((at for at, part in enumerate(parts) if at and sentence.words[part[0]].lower in ("of", "from")), len(parts))
        parts = parts[:home]
        parts = parts[:1] + [part for part in parts[1:] if not _describes(sentence, *part)]
    parts = parts[:1] + [part for part in parts[1:] if not _is_participle(sentence, part[0])]  # "el hallazgo, publicado en X"
    if not parts:
        return None
    if any(word.finite and not word.lower.endswith(("ed", "'s", "’s")) for word in sentence.words[parts[0][0] : parts[0][1]]):
        return None
    plural = sentence.plural(*parts[0])
    person = any(word.lower in nouns.PERSON_NOUNS | lexicon.TITLES for first, last in parts for word in sentence.words[first:last])
    for first, last in parts:
        if name := _name(sentence, first, last):
            article = name[0] - (name[0] > first and sentence.words[name[0] - 1].lower in ("el", "la", "los", "las", "the"))
            return sentence.text(*name), Subject(
                sentence.text(article, name[1]), plural and len(parts) == 1 and name[0] <= first + 1, person
            )
    first, last = parts[0]
    determined = sentence.words[first].pos == "DET" or sentence.words[first].lower in lexicon.DETERMINERS[sentence.language]
    partitive = last - first > 1 and sentence.words[first + 1].lower in ("of", "de")  # "some of the towns"
    bare = first + 1 if determined and last - first > 1 and not partitive else first
    bare += bare + 1 < last and sentence.words[bare].lower in _OWN  # "their own leader"
    last -= bare + 1 < last and sentence.words[last - 1].lower in _SELF  # "the bride herself"
    while bare < last - 1 and _titled(sentence, bare) and sentence.words[bare + 1].text[0].isupper():
        bare += 1  # "Ms Okafor's barrister"
    last = _before_participle(sentence, bare, last)
    whole = sentence.text(first, last)
    name_text = " ".join(sentence.text(bare, last).split())
    opening = sentence.words[bare].lower
    if _speechless(sentence, bare, last):
        return None
    closed = lexicon.PREPOSITIONS[sentence.language] | lexicon.SUBORDINATORS[sentence.language]
    if not any(character.isalpha() for character in name_text) or opening in closed or not _nominal(sentence, bare):
        return None
    if bare == last - 1 and opening in lexicon.CLITICS | lexicon.DETERMINERS[sentence.language] - lexicon.PRONOUNS[sentence.language]:
        return (opening, Subject(opening, plural, person)) if after_verb and opening == "her" else None  # "according to her"
    return name_text, Subject(" ".join(whole.split()), plural, person)


def _speechless(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a phrase without a name is nothing that speaks: its noun says nothing, it opens with a gerund, or it breaks off."""
    words, language = sentence.words[first:last], sentence.language
    links = lexicon.COORDINATORS[language]
    noun_phrase = [word.lower for word in takewhile(lambda word: word.pos != "ADP" and word.lower not in links, words)]
    gerund = ("ando", "iendo", "yendo") if language == "es" else ()
    return (
        not nouns.SPEECHLESS.isdisjoint(noun_phrase)
        or (len(words[0].lower) > 6 and words[0].lower.endswith(gerund))
        or words[-1].lower in links
    )


def _both(sentence: Sentence, low: int, high: int, after_verb: bool) -> tuple[str, Subject] | None:
    """Name two who speak together, each with a title of their own ("Mayor Ana Ruiz and governor Tom Hale")."""
    for index in range(low + 1, high - 2):
        following = sentence.words[index + 1]
        link = sentence.words[index].text
        if sentence.words[index].text == "," or sentence.words[index].finite:
            return None
        if link in ("y", "e", "and") and sentence.words[index - 1].text[0].isupper() and following.text.islower():
            if (
                sentence.words[index + 2].lower in (*_PARTICLES, *_STOP[sentence.language])
                and not sentence.words[index + 2].text[0].isupper()
            ):
                return None
            left, right = speaker(sentence, low, index), speaker(sentence, index + 1, high, after_verb)
            if left and right and left[0][0].isupper() and right[0][0].isupper():
                name = f"{left[0]} {link} {right[0]}"
                return name, Subject(name, True, left[1].person or right[1].person)
    return None


def _describes(sentence: Sentence, low: int, high: int) -> bool:
    """Whether a part says what somebody is who is named before it ("Holt, a Republican, said"), and names nobody himself."""
    words = sentence.words[low:high]
    return words[0].lower in ("a", "an") and not any(word.lower in ("named", "called", "identified") for word in words)


def _titled(sentence: Sentence, index: int) -> bool:
    """Whether a capitalised word is a title, with or without its stop ("Dra.", "Judge")."""
    return sentence.words[index].text[0].isupper() and sentence.words[index].lower.removesuffix(".") in lexicon.TITLES


def _nominal(sentence: Sentence, index: int) -> bool:
    """Whether a name can begin with this word: no preposition, adverb, conjunction or infinitive can."""
    word = sentence.words[index]
    if index and sentence.words[index - 1].pos == "DET" and word.pos in ("", "NOUN", "PROPN"):
        return True  # "el canciller"
    return word.pos not in ("ADP", "ADV", "CCONJ", "SCONJ", "AUX") and word.lower not in _NO_NAMES and not is_infinitive(sentence, index)


def _issuer(sentence: Sentence, low: int, high: int) -> int:
    """Return where the body begins that issued a text ("la información difundida por X", "los datos que publica X"), else `low`."""
    noun = next((at for at in range(low, min(high, low + 2)) if sentence.words[at].lower in _TEXTS), None)
    if noun is not None and noun + 3 < high and sentence.words[noun + 1].lower == "que":
        verb = noun + 2 + (sentence.words[noun + 2].lower in ("ha", "han"))
        if sentence.words[verb].lower not in _ISSUES:
            return low
        body = (at for at in range(verb + 1, high) if sentence.words[at].lower in _ARTICLES or sentence.words[at].text[0].isupper())
        return next(body, low)  # "los datos que publica cada hora el Servicio"
    if noun is None or sentence.words[noun].lower not in nouns.TEXT_NOUNS:
        return low
    for index in range(low + 2, min(high - 1, low + 6)):
        if sentence.words[index].lower in ("por", "by") and _is_participle(sentence, index - 1):
            return low if sentence.words[index - 1].lower in _READ else index + 1
    return low


def _is_participle(sentence: Sentence, index: int) -> bool:
    word = sentence.words[index].lower
    endings = ("ado", "ido", "ada", "ida", "ados", "idos", "adas", "idas") if sentence.language == "es" else ("ed",)
    return word.rstrip("s") in _IRREGULAR_PARTICIPLES or (len(word) > 4 and word.endswith(endings))


def _before_participle(sentence: Sentence, first: int, last: int) -> int:
    """Return where a participle cuts a name: how a document came about, by whom a source is quoted ("images taken on", "citados por")."""
    unnamed = any(word.lower in nouns.UNNAMED for word in sentence.words[first:last])  # "people briefed on the talks" is all one knows
    for index in range(first + 1, last):
        if index + 1 < last and sentence.words[index].lower in frame_words.QUOTED and sentence.words[index + 1].lower in ("por", "by"):
            return index
        if unnamed:
            continue
        if index == first + 1 and sentence.words[first].pos == "NUM":
            continue  # "tres soldados", "dos abogados"
        if _is_participle(sentence, index) and sentence.words[index].text.islower() and sentence.words[index - 1].pos not in ("DET", "ADP"):
            by = index + 1 < last and sentence.words[index + 1].lower in ("por", "by", "de", "of")
            at_end = index + 1 == last or sentence.words[index + 1].pos == "ADP"
            while index > first + 1 and (sentence.words[index - 1].lower in ("no", "not") or sentence.words[index - 1].pos == "ADV"):
                index -= 1  # "un agente no identificado", "the towns most exposed"
            return index if at_end and not by else last
    return last


def _parts(sentence: Sentence, low: int, high: int, after_verb: bool) -> list[tuple[int, int]]:
    """Split a noun phrase at commas, and end it where time, place or a relative clause begins."""
    parts: list[tuple[int, int]] = []
    begin = low
    for index in range(low, high + 1):
        if index < begin - 1:
            continue
        word = sentence.words[index] if index < high else None
        stop = word is not None and index > begin and _ends_name(sentence, index, after_verb)
        if word is None or stop or word.text in (",", "(", "—", "–", ";", ":"):
            if begin < index:
                parts.append((begin, index))
            begin = index + 1
            if stop and (apposed := _name_after_relative(sentence, index, high)):
                begin = apposed
            elif stop or (word is not None and word.text in ("(", ";", ":")):
                break
    return [part for part in parts if any(word.is_word for word in sentence.words[part[0] : part[1]])]


def _name_after_relative(sentence: Sentence, index: int, high: int) -> int | None:
    """Return where a name begins that follows the relative at `index` in apposition ("la firma que la explota, Minera Tarsis,")."""
    words = sentence.words
    comma = next((at for at in range(index + 1, high - 1) if words[at].text == ","), None)
    if words[index].lower not in _RELATIVES or comma is None:
        return None
    end = next((at for at in range(comma + 1, high) if words[at].text in (",", "(")), high)
    apposed = words[comma + 1 : end]
    opens = bool(apposed) and (apposed[0].text[0].isupper() or apposed[0].pos == "DET")
    listed = any(word.finite or word.lower in lexicon.COORDINATORS[sentence.language] for word in apposed)
    return comma + 1 if opens and apposed[-1].text[0].isupper() and not listed else None


def _ends_name(sentence: Sentence, index: int, after_verb: bool) -> bool:
    word, language = sentence.words[index], sentence.language
    if word.lower in _DAYS or word.lower in ("ni", "nor"):
        return True
    if word.lower in ("por", "by") and index + 1 < len(sentence.words) and sentence.words[index + 1].lower in CHANNELS:
        return True
    if word.lower in ("of", "from", "del", "de") and _of_a_body(sentence, index):
        return True
    if word.lower in ("in", "en") and any(near.lower in frame_words.PUBLICATIONS for near in sentence.words[index + 1 : index + 3]):
        return True  # "a study in the journal X"
    if word.lower not in _STOP[language] or word.text[0].isupper():
        return False
    before = sentence.words[index - 1].lower
    if word.lower in ("con", "on", "in", "at", "a", "al", "to") and (_is_participle(sentence, index - 1) or before in _CLOSE):
        return False  # "personas familiarizadas con el asunto", "fuentes próximas al juez"
    if not after_verb and word.pos == "ADP":
        return False
    if word.lower in ("el", "este", "esta"):
        return index + 1 < len(sentence.words) and sentence.words[index + 1].lower in _DAYS | {"semana", "mes", "año"}
    return True


def _of_a_body(sentence: Sentence, index: int) -> bool:
    """Whether the "of" at `index` says to what somebody belongs who is named before it ("Karl Gold of the agency Bison")."""
    words, article = sentence.words, index + 1 + (sentence.words[index].lower != "del")
    named = index >= 2 and all(word.text.istitle() and word.lower not in lexicon.TITLES for word in words[index - 2 : index])
    linked = words[index].lower == "del" or (index + 1 < len(words) and words[index + 1].lower in ("the", "a", "an", "la", "el", "una"))
    return named and linked and article < len(words) and words[article].text.islower()


def _name(sentence: Sentence, first: int, last: int) -> tuple[int, int] | None:
    """Return the proper name at the end of a part, None where there is none or it hangs on a preposition."""
    words = sentence.words
    begin = last
    while begin > first and (_capital(sentence, begin - 1) or _joins_names(sentence, first, begin - 1, last)):
        begin -= 1
        while (
            begin - 1 > first
            and words[begin - 1].lower in _PARTICLES
            and _capital(sentence, begin - 2)
            and words[begin - 1].text[0].islower()
        ):
            begin -= 1
            break
    while begin < last and (words[begin].text == "." or (words[begin].lower in _PARTICLES and words[begin].text[0].islower())):
        begin += 1
    if begin >= last or (begin > first and words[begin - 1].pos in ("ADP", "CCONJ", "DET") and begin - 1 > first):
        return None
    if begin > first and words[begin - 1].pos == "ADP":
        return None
    if any(word.lower in ("por", "by") for word in words[first:begin]):
        return None  # "fuentes citadas por la agencia X": X is not who speaks
    hanging = any(word.pos == "ADP" or word.lower in ("del", "al") for word in words[first : begin - 1])
    thing = words[begin - 1].lower
    if hanging and (thing in nouns.NAMED_THINGS or (last - begin == 1 and thing not in nouns.BODY_NOUNS)):
        return None  # "un estudio de la revista X", "la dueña del bar Lima"
    body = words[last - 1].lower in nouns.BODY_NOUNS  # "Defence Ministry"
    titles = [
        index
        for index in range(begin, last - 1)
        if not body and (_titled(sentence, index) or words[index].text == "." or words[index].lower in nouns.KIND_WORDS)
    ]
    joined = any(word.lower == "and" for word in words[begin:last])
    titled = titles[-1] + 1 if titles and not joined else begin
    while titled == 0 and titled < last - 1 and words[titled].lower in lexicon.DETERMINERS[sentence.language]:
        titled += 1
    return titled, last


def _joins_names(sentence: Sentence, first: int, index: int, last: int) -> bool:
    """Whether the "and" at `index` joins two names ("Anna Rusk and Joel Tam")."""
    return first < index < last - 1 and sentence.words[index].lower == "and" and _capital(sentence, index - 1)


def _capital(sentence: Sentence, index: int) -> bool:
    word = sentence.words[index]
    if word.text == "-":  # "the Press-Enterprise"
        return index > 0 and sentence.words[index - 1].end == word.start and _capital(sentence, index - 1)
    if index == 0 and word.pos in ("DET", "ADP", "PRON", "NOUN", "ADJ"):
        return False
    return word.text[0].isupper() or (word.text == "." and len(sentence.words[index - 1].text) <= 3)
