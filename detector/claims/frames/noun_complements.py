"""What a reporting verb reports without a clause: a noun phrase that is denied or told, somebody's silence, somebody quoted "as saying"."""

from __future__ import annotations

from detector.claims.frames.reports import Complement, Report
from detector.claims.grammar import frame_words, lexicon, nouns
from detector.claims.grammar.adverbials import skip_adverbials
from detector.claims.grammar.sentence import Sentence
from detector.claims.grammar.words import VerbGroup

_OBJECTS = lexicon.word_set("me us him her them you")
REACH = 16
"""How many words behind a verb its complement may begin."""


def asks_what(sentence: Sentence, after: int, high: int) -> bool:
    """Whether a question stands at `after`, or behind a time or place: "por qué", "a quién", "on Monday which"."""
    for at in (after, skip_adverbials(sentence, after, high)):
        if at < high:
            asks = at + (sentence.words[at].lower in frame_words.BEFORE_WHAT and at + 1 < high)
            if sentence.words[asks].lower in frame_words.WHAT[sentence.language]:
                return True
    return False


def told_or_denied(
    sentence: Sentence, after: int, high: int, report: Report, subject: tuple[int, int] | None, impersonal: bool, future: bool
) -> Complement | None:
    """Read a noun phrase as what is denied, or as what is said to exist."""
    words, language = sentence.words, sentence.language
    if report.frame in ("deny", "reject", "exclude") and words[after].lower not in ("a", "al", "to", "of", "de"):
        skipped = min(skip_adverbials(sentence, after, high), high - 1)
        if not any(word.pos in ("VERB", "AUX") for word in words[after:skipped]):
            after = skipped  # "desmintió ayer en un comunicado las informaciones"
    if report.stance in ("uncommitted", "disavowed") and asks_what(sentence, after, high):
        return Complement("silence", after, high, "uncommitted", subject, impersonal)  # "declined to say which side was to blame"
    start = after + (words[after].pos == "DET" or words[after].lower in lexicon.DETERMINERS[language])
    if start + 2 < high and words[start].lower in lexicon.EXISTENCE[language] and words[start + 1].lower in ("de", "of"):
        return Complement("existence", start + 2, high, report.stance, subject, impersonal)
    if not report.negated and (told := _told_noun(sentence, after, high, report, subject, impersonal)):
        return told
    if report.frame not in ("deny", "reject", "exclude", "uncommitted") or report.negated:
        return None
    if report.lemma in ("exclude", "excluir") and {"from", "de", "del"} & {word.lower for word in words[start + 1 : min(high, start + 8)]}:
        return None  # "excluded the firm from the tender"
    nouns = lexicon.REPORT_NOUNS[language]
    of_media = language == "en" and start + 1 < high and words[start].lower not in nouns and words[start + 1].lower in nouns
    start += of_media  # "media reports"
    owned = language == "en" and next((at for at in range(start, min(high - 1, start + 4)) if words[at].text in ("'s", "’s", "'", "’")), 0)
    start = owned + 1 if owned and words[owned + 1].lower in nouns else start  # "the union's claims"
    if owned and start == owned + 1 and words[start].lower in ("account", "accounts", "version", "figures"):
        return None  # "denied the minister's account of the talks": not the talks
    if start < high and words[start].lower in nouns:
        if any(word.lower in ("cual", "cuales", "which") for word in words[start + 2 : min(high, start + 4)]):
            return None  # "rechazó las acusaciones de las cuales era objeto"
        if start + 2 < high and words[start + 1].lower in ("de", "sobre", "of", "about"):
            return Complement("noun", start + 2, high, report.stance, subject, impersonal, future)
        return None
    if report.frame == "reject" or words[after].pos in ("ADP", "PUNCT", "ADV", "SCONJ"):
        return None
    comma = next((at for at in range(after + 1, high - 1) if words[at].text == "," and words[at + 1].finite), None)
    high = comma if comma and language == "en" else high  # "denies cover-up, blames predecessor"
    return Complement("noun", after, high, report.stance, subject, impersonal, future)


def _told_noun(
    sentence: Sentence, after: int, high: int, report: Report, subject: tuple[int, int] | None, impersonal: bool
) -> Complement | None:
    """Read a happening that is told as a noun: "confirmó el robo de dos tablas", "promised a decision by Friday"."""
    words, language = sentence.words, sentence.language
    if report.group.first and words[report.group.first - 1].lower in lexicon.CLITICS:
        return None  # "así lo anunció el ministro": it is "lo" that is told
    if subject is None or impersonal or report.lemma not in frame_words.TELLING_NOUNS[language]:
        return None
    definite = words_at(sentence, after, high) in ("el", "la", "los", "las", "the")
    if definite and report.lemma in ("anunciar", "announce"):
        return None  # "anunció el cierre": what one does oneself
    if report.lemma in frame_words.SHOWING and not any(word.lower in nouns.DOCUMENTS for word in words[subject[0] : subject[1]]):
        return None  # "mostró su enfado"
    begin = skip_adverbials(sentence, after, high)
    begin += words_at(sentence, begin, high) == "a" and report.lemma in frame_words.SHOWING  # "muestran a un hombre"
    if begin + 1 >= high or not words[begin].is_word or words[begin].pos in ("ADP", "PUNCT", "ADV", "SCONJ", "PRON", "CCONJ"):
        return None
    opening = lexicon.POSSESSIVES[language] | lexicon.REPORT_NOUNS[language] | lexicon.POINTERS[language]
    if words[begin].lower in opening or words[begin + 1].lower in lexicon.REPORT_NOUNS[language] or words[begin].finite:
        return None
    planned = report.frame == "predict" or report.lemma in ("anunciar", "announce")
    return Complement("noun", begin, high, "predicted" if planned else report.stance, subject, False, planned)


def behind_noun(sentence: Sentence, after: int, high: int) -> int | None:
    """Return where a clause without "that" begins behind a noun of saying ("rejected claims | he knew of it").

    "Claims the union made" is no such clause: its verb wants an object, and the noun is it.
    """
    words = sentence.words
    noun = next((at for at in range(after, min(after + 4, high - 2)) if words[at].lower in lexicon.REPORT_NOUNS["en"]), None)
    groups = sentence.groups_in(after, high)
    if noun is None or not groups or groups[0].first < noun + 2 or words[noun + 1].pos not in (*_OPENING, "PROPN", "NOUN", "ADJ"):
        return None
    group = groups[0]
    if any(word.lower in _CLOSED or word.text in (",", "(") or word.nonfinite for word in words[noun + 1 : group.first]):
        return None
    be = any(word.lower in _BE for word in words[group.first : group.last + 1])
    pronoun = group.first == noun + 2 and words[noun + 1].pos == "PRON"
    follows = words[group.last + 1] if group.last + 1 < high else None
    if words[group.last].lower in _MADE:  # "claims the union made last week", but "claims it made payments"
        return noun + 1 if be or (follows and follows.pos in ("NOUN", "PROPN", "NUM")) else None
    return noun + 1 if be or pronoun or follows else None


_CLOSED = lexicon.SUBORDINATORS["en"] | lexicon.PREPOSITIONS["en"] - {"of"}
_MADE = lexicon.word_set("made makes make raised raises published filed brought levelled leveled spread issued circulated carried wrote")
_BE = lexicon.word_set("is are was were be been being 's 're")
_ADDRESSED = ("told", "tell", "inform", "warn", "remind", "assur")
_OPENING = ("DET", "PRON", "NUM")


def addressee_end(sentence: Sentence, after: int, verb: int) -> int:
    """Return where a clause without "that" begins behind whom it is told to ("told the BBC | the dam had burst"), else `after`."""
    words = sentence.words
    if sentence.language != "en" or not words[after - 1].lower.startswith(_ADDRESSED):
        return after
    if words[after].pos == "PRON" and words[after].lower in _OBJECTS and after + 1 < verb:
        return after + 1
    for index in range(after + 1, verb):
        if words[index].text == "," or words[index].pos == "SCONJ":
            return after
        opens = words[index].pos in _OPENING or words[index].lower in lexicon.DETERMINERS["en"]
        if opens and words[index - 1].pos in ("NOUN", "PROPN"):
            return index
    return after


def silence_about(report: Report, low: int, high: int, subject: tuple[int, int] | None) -> Complement | None:
    """Read "no ha comentado el estudio", "has not commented on the study": nothing is said of it."""
    if not (report.negated and report.lemma in lexicon.COMMENTS) or subject is None:
        return None
    return Complement("silence", low, high, "uncommitted", subject, False)


def quoted_saying(sentence: Sentence, low: int, after: int, high: int, report: Report) -> Complement | None:
    """Read "quoted X as saying P": X says it."""
    if sentence.language != "en" or report.lemma not in ("quote", "cite"):
        return None
    passive = sentence.words[after - 1].nonfinite and words_at(sentence, after, high) in ("as", "by", "in", "on")
    own = sentence.subject(low, high, report.group) if passive else None  # "was quoted by the agency as saying that P"
    for index in range(after + 1 - passive, min(high - 3, after + REACH)):
        if words_at(sentence, index, high) == "as" and words_at(sentence, index + 1, high) in ("saying", "telling"):
            begin = index + 2 + (words_at(sentence, index + 2, high) == "that")
            return Complement("clause", begin, high, report.stance, own if passive else (after, index), False)
    return None


def only_adverbials(sentence: Sentence, low: int, high: int) -> bool:
    """Whether nothing but time and place stands in the range ("el año pasado en esta sala")."""
    at = skip_adverbials(sentence, low, high)
    if low < at < high and sentence.words[at].lower in ("pasado", "pasada", "próximo", "próxima", "siguiente"):
        at = skip_adverbials(sentence, at + 1, high) if at + 1 < high else high
    return at == high


def calls_for(sentence: Sentence, group: VerbGroup, high: int) -> bool:
    """Whether it is "called for “calm”", "called on the firm": no name is given to anything."""
    called = sentence.language == "en" and sentence.words[group.last].lower.startswith("call")
    return called and words_at(sentence, group.last + 1, high) in ("for", "on")


def accused_by_nobody(sentence: Sentence, low: int, group: VerbGroup) -> bool:
    """Whether it is "se les acusa de fraude": who is accused is no speaker, and no other is named."""
    before = [word.lower for word in sentence.words[max(low, group.first - 2) : group.first]]
    return len(before) == 2 and before[0] == "se" and before[1] in lexicon.CLITICS


def words_at(sentence: Sentence, index: int, high: int) -> str:
    """Return the word at `index` in lower case, "" behind the end."""
    return sentence.words[index].lower if index < high else ""


def contradicts(sentence: Sentence, after: int, high: int) -> int | None:
    """Return the colon of "[X desmiente] al alcalde: Q", behind which X states the contrary; None where there is none."""
    everything = sentence.words[after].lower == "todo"  # "Torres lo niega todo: «P»"
    if sentence.words[after].lower not in ("a", "al") and not everything:
        return None
    colon = next((at for at in range(after + 2 - everything, min(high - 2, after + REACH)) if sentence.words[at].text == ":"), None)
    if colon is None or sentence.groups_in(after, colon):
        return None
    quoted = any(first == colon + 1 for first, _ in sentence.enclosed)
    return colon if quoted or sentence.groups_in(colon + 1, high) else None
