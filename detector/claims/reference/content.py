"""What a claim says once its frame is taken away, as a sentence that an NLI model reads well.

Nothing is invented: a dropped subject is put back, a subjunctive after a denial becomes an indicative, a denied noun phrase
("negó una solicitud formal") becomes the statement that is denied ("hubo una solicitud formal").
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from detector.claims.grammar import lexicon, nouns
from detector.claims.grammar.agreement import agrees, feminine, predicate
from detector.claims.grammar.common_verbs import COMMON
from detector.claims.grammar.impersonals import of_nobody
from detector.claims.grammar.inversion import subject_follows
from detector.claims.grammar.mood import fitting, indicative, seems_verbal
from detector.claims.grammar.morphology import from_gerund, paradigm
from detector.claims.grammar.sentence import Sentence
from detector.claims.grammar.words import VerbGroup, finite_forms
from detector.claims.reference.pronouns import meant
from detector.claims.reference.spoken_of import of_another
from detector.claims.reference.subject import Subject


def clean(text: str) -> str:
    """Return the text on one line, without quotation marks around it or punctuation at its ends."""
    text = " ".join(text.split()).strip(" ,;:.—–-")
    for opening, closing in ("«»", "“”", '""', "‘’"):
        if text.startswith(opening) and closing not in text[1:-1] and opening not in text[1:]:
            text = text[1:]
            text = text.removesuffix(closing)
        if text.endswith(closing) and opening not in text[:-1]:
            text = text[:-1]
    return text.strip(" ,;:.—–-")


def statement(sentence: Sentence, low: int, high: int, subject: Subject | None, framed: bool, pronouns: bool) -> tuple[str, str | None]:
    """Return the content of a clause and its grammatical subject, None where it is not known.

    `subject` is put in front where the clause has none; with `framed`, subjunctives become indicatives; with `pronouns`, a
    subject "it", "he", "she" or "they" is replaced by `subject` (the speaker).
    """
    edits: list[tuple[int, int, str]] = []
    prefix = ""
    named: str | None = None
    groups = sentence.main_groups(low, high) or sentence.groups_in(low, high)
    if groups:
        group = groups[0]
        word = sentence.words[group.first]
        own = sentence.subject(low, high, group)
        wish = sentence.words[low].lower == "que" or (own and sentence.words[own[0]].lower == "yo")
        if framed and sentence.language == "es" and not wish and (form := indicative(word.lower)):
            edits.append((word.start, word.end, fitting(sentence, group, form, high)))
        named = clean(sentence.text(*own)) if own else None
        if framed and own is None and sentence.language == "en" and group.first == low and sentence.words[low - 1].lower == "that":
            prefix = "that "  # "said that was a matter for ministers": no conjunction
        elif subject and own is None and sentence.words[low].lower not in ("si", "if") and lacks_subject(sentence, low, group, subject):
            named = subject.text
            if behind := _behind_circumstance(sentence, low, group):
                begin = sentence.words[behind].start
                edits.insert(0, (begin, begin, _within(subject.text, sentence.language) + " "))
            else:
                prefix = subject.text + " "
                opening = sentence.words[low]  # it opened a sentence: "No va a ganar"
                if opening.text[0].isupper() and opening.pos != "PROPN" and not edits:
                    edits.append((opening.start, opening.start + 1, opening.text[0].lower()))
        elif subject and pronouns and own and own[1] - own[0] == 1 and sentence.words[own[0]].lower in ("it", "he", "she", "they"):
            pronoun = sentence.words[own[0]]
            if who := _meant(sentence, low, own[0], group, subject):
                edits.append((pronoun.start, pronoun.end, who))
                named = who
    start, end = sentence.words[low].start, sentence.words[high - 1].end
    pieces, at = [], start
    for first, last, new in edits:
        pieces += [sentence.article_text[at:first], new]
        at = last
    return clean(prefix + _HANGING.sub("", clean("".join([*pieces, sentence.article_text[at:end]])))), named


def _behind_circumstance(sentence: Sentence, low: int, group: VerbGroup) -> int | None:
    """Return where a clause goes on behind a circumstance and its comma ("tras oír al fiscal, | ordenó"), None where it opens otherwise."""
    words = sentence.words
    comma = next((at for at in range(group.first - 1, low, -1) if words[at].text == ","), None)
    opens = words[low].pos in ("ADP", "SCONJ") or words[low].lower in lexicon.PREPOSITIONS[sentence.language]
    if comma is None or not opens:
        return None
    skipped = lexicon.CLITICS | lexicon.NEGATIONS[sentence.language]
    return comma + 1 if all(word.pos == "ADV" or word.lower in skipped for word in words[comma + 1 : group.first]) else None


def _within(subject: str, language: str) -> str:
    """Return a subject as it stands within a sentence: an article is written small."""
    first, _, rest = subject.partition(" ")
    return f"{first.lower()} {rest}" if rest and first.lower() in lexicon.DETERMINERS[language] else subject


def _meant(sentence: Sentence, low: int, at: int, group: VerbGroup, subject: Subject) -> str | None:
    """Return whom the pronoun at `at` means where `subject` reports its clause, None where that is open."""
    words, pronoun = sentence.words, sentence.words[at].lower
    if any(low - 2 <= first <= at < last and words[first].text in '"“«' for first, last in sentence.enclosed):
        return None  # "Holt said: “It is safe”": whoever speaks calls himself "I"
    quoted = any(first <= at < last and words[first].text in '"“«' for first, last in sentence.enclosed)
    if pronoun == "it" and quoted and " " not in subject.text and subject.text[0].isupper():
        return None  # "“Mark said it was a coffin,” his widow said"
    person = subject.person and subject.text.split()[-1].lower() not in nouns.BODY_NOUNS
    if pronoun == "it" and (person or of_things(sentence, group) or _cleft(sentence, group) or _expletive(sentence, group)):
        return None
    after = words[group.last + 1] if group.last + 1 < len(words) else None
    owed = words[group.first].lower in ("should", "must") and any(word.lower in _OUSTED for word in words[group.last : group.last + 3])
    if pronoun in ("he", "she") and owed:
        return None  # "The midwife said he should resign": nobody says so of himself
    figure = pronoun == "it" and after is not None and words[group.last].lower in _BEING["en"]
    if figure and after and (after.pos == "NUM" or [w.lower for w in words[group.last + 1 : group.last + 3]] in _BOUNDS):
        return None  # "the Red Crescent said it was at least 200": the toll
    named = " " not in subject.text and subject.text[0].isupper()
    if pronoun == "it" and named and after and after.pos == "ADJ" and words[group.last].lower in _BEING["en"]:
        return None  # "Hale said it was legal"
    before = sentence.article_text[sentence.start : words[low].start]
    around = sentence.article_text[max(0, sentence.start - _AROUND) : sentence.end]
    who = meant(
        subject.text, subject.plural, pronoun, around, before, sentence.article_text[max(0, sentence.start - _EARLIER) : sentence.start]
    )
    return None if who == subject.text and subject.plural and pronoun != "they" else who


_OUSTED = lexicon.word_set("resign quit fired sacked dismissed jailed apologise apologize removed impeached prosecuted")
_BOUNDS = (["at", "least"], ["more", "than"], ["less", "than"], ["fewer", "than"], ["closer", "to"], ["nearer", "to"], ["as", "many"])
_EARLIER = 300  # characters in which the sentence before is looked for
_AROUND = 3000  # characters before a sentence in which a title may tell who is a woman
_HANGING = re.compile(r"(?:,\s*(?:aunque|pero|mientras|although|though|but|while)|\s(?:aunque|although))$")


def of_things(sentence: Sentence, group: VerbGroup) -> bool:
    """Whether the verb tells the place or state of a thing ("estaba fondeado", "did not sail", "trataba de las tarifas")."""
    language, last = sentence.language, group.last
    if any(_state(word.lower) for word in sentence.words[group.first : last + 2]):
        return True
    after = sentence.words[last + 1 : last + 3]
    about = len(after) == 2 and after[0].lower in ("de", "del") and not after[1].lower.endswith(("ar", "er", "ir"))
    if sentence.words[last].lower in _forms_of("tratar", "es") and language == "es":
        return about
    return any(sentence.words[last].lower in _forms_of(entry, language) for entry in lexicon.THING_VERBS[language].split())


def _state(word: str) -> bool:
    stem = word.rstrip("s")
    return word in lexicon.THING_STATES or (stem.endswith(("o", "a")) and stem[:-1] in lexicon.THING_STATES)


@cache
def _forms_of(entry: str, language: str) -> frozenset[str]:
    verb = paradigm(entry, language)
    return verb.finite | {verb.lemma, verb.participle}


_MASS = ("s", "money", "information", "aid", "help", "evidence", "contact", "damage", "knowledge", "responsibility", "wrongdoing")
_NEGATIVE_POLARITY = re.compile(r"\b(any|ning(?:ún|una)) (\w+)")


def affirmative(content: str, language: str) -> str:
    """Return what is denied without the words that only a denial allows: "received any warning" -> "received a warning"."""
    if any(word in lexicon.NEGATIONS[language] for word in content.lower().split()):
        return content

    def plain(match: re.Match[str]) -> str:
        word, noun = match.groups()
        if word != "any":
            return f"{'una' if word == 'ninguna' else 'un'} {noun}"
        if noun == "such":
            return "such"
        return noun if noun.endswith(_MASS) else f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"

    return _NEGATIVE_POLARITY.sub(plain, content, count=1)


def lacks_subject(sentence: Sentence, low: int, group: VerbGroup, subject: Subject) -> bool:
    """Whether a clause without a subject wants this one: no impersonal verb, no subject after the verb, same number."""
    finite = sentence.words[group.first]
    foretold = low > 1 and sentence.words[low - 1].lower == "que" and sentence.words[low - 2].lower in _foretelling()
    if subject.speaking and foretold:
        return False  # "vaticinó que dimitirá": what one does oneself one announces
    if subject.speaking and sentence.language == "es" and _was_done(sentence, group) and indicative(finite.lower):
        return False  # "negó que haya sido detenido": of oneself it is "negó haber sido detenido"
    if subject.speaking and (of_things(sentence, group) or _so_many(sentence, group) or of_another(sentence, low, group, subject)):
        return False
    if subject.speaking and sentence.language == "es" and _is_a_thing(sentence, group):
        return False
    if finite.lower in lexicon.HABER and (
        group.last == group.first or sentence.words[group.last].lower == "habido" or seems_verbal(sentence, group)
    ):
        return False
    if sentence.language == "es" and of_nobody(sentence, group):
        return False
    behind = sentence.words[group.last + 1 : group.last + 3]
    if len(behind) == 2 and behind[0].pos == "ADJ" and behind[1].pos == "DET" and finite.lower in _BEING["es"]:
        return False  # "es necesaria una reforma"
    if _cleft(sentence, group) or (sentence.language == "es" and subject_follows(sentence, group)):
        return False
    present = finite.lower if sentence.language == "en" else indicative(finite.lower) or finite.lower
    if present in lexicon.PRESENTATIONAL or sentence.words[group.last].lower in lexicon.PRESENTATIONAL:
        return False
    if sentence.language == "en":  # a number before the verb belongs to a subject that was not recognised ("about 200 soldiers had")
        return not any(word.pos == "NUM" for word in sentence.words[low : group.first])
    if finite.lower not in finite_forms("es") and finite.lower.endswith(("mos", "é", "í", "o", "oy", "uve", "ije", "ice", "ui")):
        return False  # first person: the speaker of a quotation
    before = sentence.words[group.first - 1].lower if group.first > low else ""
    nobodys = before in ("le", "les") and group.first - 1 > low and sentence.words[group.first - 2].lower == "se"  # "se le ordenó"
    if (
        before == "se"
        or nobodys
        or (sentence.words[group.last].lower in ("posible", "probable", "cierto") and finite.lower in ("es", "sea"))
    ):
        return False
    told = predicate(sentence.words, group)
    if told and ((subject.speaking and told in _IMPERSONAL) or not agrees(told, subject.plural, feminine(subject.text.split()))):
        return False
    return finite.lower.endswith("n") == subject.plural


def _was_done(sentence: Sentence, group: VerbGroup) -> bool:
    """Whether the verb is a Spanish passive ("haya sido detenido", "fuera golpeado")."""
    told = [word.lower for word in sentence.words[group.first : group.last + 2]]
    be = not {"sido", "fuera", "fueran", "fuese", "fuesen", "sea", "sean"}.isdisjoint(told)
    return (
        be
        and told[-1] != "sido"
        and any(word.rstrip("s").endswith(("ado", "ido", "ada", "ida", "to", "ta", "cho", "cha")) for word in told[1:] if word != "sido")
    )


@cache
def _foretelling() -> frozenset[str]:
    return frozenset(form for verb in ("vaticinar", "pronosticar", "augurar", "sospechar") for form in paradigm(verb, "es").finite)


def _so_many(sentence: Sentence, group: VerbGroup) -> bool:
    """Whether a Spanish clause only tells how many of what was named they are: "los rebeldes aseguran que fueron 300"."""
    behind = sentence.words[group.last + 1 : group.last + 3]
    bare = bool(behind) and (behind[0].pos == "NUM" or (behind[0].lower in ("unos", "unas", "más", "menos") and behind[-1].pos != "NOUN"))
    return bare and sentence.words[group.last].lower in ("son", "eran", "fueron", "serán", "serían", "sean", "fueran", "sumaban")


# How nouns of people end, and things that end so.
_ROLE_ENDINGS = ("or", "ora", "ista", "ante", "ente", "nte", "ero", "era", "ario", "aria", "ano", "ana", "crata", "logo", "loga")
_NO_ROLES = lexicon.word_set("""error horror favor honor valor dolor rumor temor terror factor motor sector labor incidente
    accidente ambiente expediente antecedente componente puente fuente frente manera carrera barrera bandera frontera espera
    dinero escenario horario calendario diario salario aniversario plano mañana semana ventana campana hora demora mejora obra""")


def _is_a_thing(sentence: Sentence, group: VerbGroup) -> bool:
    """Whether a Spanish clause says what something is, which its speaker is not ("dijo que es el único caso", "que fue una decisión")."""
    behind = sentence.words[group.last + 1 : group.last + 6]
    if sentence.words[group.last].lower not in _BEING["es"] or not behind or behind[0].pos != "DET":
        return False
    noun = next((word for word in behind[1:] if word.pos != "ADJ" and word.pos != "NUM"), None)
    if noun is None or noun.pos != "NOUN" or not noun.text.islower():
        return False
    word = noun.lower.rstrip("s")
    if word in _NO_ROLES:
        return True
    return not ({noun.lower, word} & (nouns.PERSON_NOUNS | nouns.BODY_NOUNS | nouns.OF_PEOPLE) or word.endswith(_ROLE_ENDINGS))


# What is so rather than somebody: "recordó que está prohibido".
_IMPERSONAL = lexicon.word_set("prohibido permitido previsto demostrado probado comprobado decidido acordado establecido")


def _expletive(sentence: Sentence, group: VerbGroup) -> bool:
    """Whether "it" means nothing: "it was too early to say", "it was a holiday"."""
    if sentence.language != "en" or sentence.words[group.last].lower not in _BEING["en"]:
        return False
    after = [word.lower for word in sentence.words[group.last + 1 : group.last + 5]]
    return after[:1] in (["a"], ["an"], ["the"]) or not {"to", "that", "whether", "for"}.isdisjoint(after[1:])


_OF_ONESELF = ("sentir/sient/sint", "despedir/despid/despid", "arrepentir/arrepient/arrepint")
_BEING = {"es": lexicon.word_set("es era fue será sería sea fuera"), "en": lexicon.word_set("is was be been")}
_SET_OFF = {"es": lexicon.word_set("quien quienes donde cuando"), "en": lexicon.word_set("who that where")}


def _cleft(sentence: Sentence, group: VerbGroup) -> bool:
    """Whether the verb only sets off what follows: "fue un guardia quien disparó", "it was the minister's pen that sealed it"."""
    if sentence.words[group.last].lower not in _BEING[sentence.language]:
        return False
    behind = [word.lower for word in sentence.words[group.last + 1 :]]
    stop = next(
        (at for at, word in enumerate(behind) if word in (";", ":", "»", "”") or word in lexicon.COORDINATORS[sentence.language]),
        len(behind),
    )
    relative = any(word in _SET_OFF[sentence.language] for word in behind[1:stop])
    article = any(word == "que" and before in ("el", "la", "los", "las", "lo") for before, word in pairwise(behind[:stop]))
    return relative or article


def finite_infinitive(sentence: Sentence, low: int, high: int, subject: Subject, future: bool) -> str | None:
    """Return a sentence from an infinitive or "-ing" complement and its subject, None where the words at `low` are neither.

    "haber solicitado ayuda" -> "X ha solicitado ayuda"; with `future`, "enviar tropas" -> "X enviará tropas".
    """
    first, rest = sentence.words[low].lower, clean(sentence.text(low + 1, high)) if low + 1 < high else ""
    second = sentence.words[low + 1].lower if low + 1 < high else ""
    verb: str | None = None
    if sentence.language == "es":
        if first == "no" and second.endswith(("ar", "er", "ir", "ír")):
            inner = finite_infinitive(sentence, low + 1, high, subject, future)
            return inner and inner.replace(subject.text + " ", subject.text + " no ", 1)
        if attached := enclitic(first):
            first, pronoun = attached
            stems = next((e for e in (*COMMON["es"].split(), *_OF_ONESELF) if e.split("/")[0] == first), first)
            verb = pronoun + " " + (paradigm(stems, "es").future if future else paradigm(stems, "es").present)[subject.plural]
        elif (
            (len(first) > 2 or first == "ir")
            and first.endswith(("ar", "er", "ir", "ír"))
            and sentence.words[low].pos not in ("NOUN", "ADJ", "PROPN")
        ):
            stems = next((e for e in COMMON["es"].split() if e.split("/")[0] == first), first)
            verb = (paradigm(stems, "es").future if future else paradigm(stems, "es").present)[subject.plural]
            further = re.search(r" [ye] ((?:no )?)(\w{2,}(?:[aei]r))(?= (?!y )\w)", f" {rest}") if future else None
            if further and all(":" not in word.text for word in sentence.words[low:high]):  # "prevé cerrar 140 oficinas y prescindir de 12"
                stems = next((e for e in COMMON["es"].split() if e.split("/")[0] == further[2]), further[2])
                again = paradigm(stems, "es").future[subject.plural]
                rest = f"{rest[: further.start(2) - 1]}{again}{rest[further.end(2) - 1 :]}"
    elif first == "not" and second == "to":
        inner = finite_infinitive(sentence, low + 1, high, subject, future)
        return inner and inner.replace(" will ", " will not ", 1)
    elif first == "being":
        verb = "will be" if future else "are" if subject.plural else "is"
    elif first == "having":
        verb = "have" if subject.plural else "has"
    elif first == "to" and second and sentence.words[low + 1].pos in ("VERB", "AUX", ""):
        verb = "will" if future else None
        if verb is None and second == "have":
            verb, rest = ("have" if subject.plural else "has"), clean(sentence.text(low + 2, high))
        elif verb is None and second == "be":
            verb, rest = ("are" if subject.plural else "is"), clean(sentence.text(low + 2, high))
    elif len(first) > 4 and first.endswith("ing") and sentence.words[low].pos in ("VERB", "AUX", ""):
        base, participle = from_gerund(first)
        verb = f"will {base}" if future else f"{'have' if subject.plural else 'has'} {participle}"
        if second_deed := re.match(r"(or|and) (\w{2,}ing)\b", rest):  # "denied paying or promising money"
            rest = f"{second_deed[1]} {from_gerund(second_deed[2])[not future]}{rest[second_deed.end() :]}"
    return f"{subject.text} {verb} {rest}".strip() if verb else None


def enclitic(infinitive: str) -> tuple[str, str] | None:
    """Return the infinitive and the pronoun of "arreglarlos", None where the word is none."""
    found = re.fullmatch(r"(\w+(?:[aei]r|ár|ér|ír))(l[aeo]s?|se)", infinitive)
    return (found.group(1), found.group(2)) if found and len(found.group(1)) > 4 else None
