"""What a reporting verb reports without a clause: a noun phrase that is denied or told, somebody's silence, somebody quoted "as saying"."""

from __future__ import annotations

from detector.claims import frame_words, lexicon, nouns
from detector.claims.adverbials import skip_adverbials
from detector.claims.reports import Complement, Report
from detector.claims.sentence import Sentence
from detector.claims.words import VerbGroup

REACH = 16
"""How many words behind a verb its complement may begin."""


def told_or_denied(
    sentence: Sentence, after: int, high: int, report: Report, subject: tuple[int, int] | None, impersonal: bool, future: bool
) -> Complement | None:
    """Read a noun phrase as what is denied, or as what is said to exist."""
    words, language = sentence.words, sentence.language
    if report.frame in ("deny", "reject") and words[after].lower not in ("a", "al", "to", "of", "de"):
        skipped = min(skip_adverbials(sentence, after, high), high - 1)
        if not any(word.pos in ("VERB", "AUX") for word in words[after:skipped]):
            after = skipped  # "desmintió ayer en un comunicado las informaciones"
    if report.stance == "uncommitted" and words[after].lower in frame_words.WHAT[language]:
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
    if start < high and words[start].lower in nouns:
        if start + 2 < high and words[start + 1].lower in ("de", "sobre", "of", "about"):
            return Complement("noun", start + 2, high, report.stance, subject, impersonal, future)
        return None
    if report.frame == "reject" or words[after].pos in ("ADP", "PUNCT", "ADV", "SCONJ"):
        return None
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


def silence_about(report: Report, low: int, high: int, subject: tuple[int, int] | None) -> Complement | None:
    """Read "no ha comentado el estudio", "has not commented on the study": nothing is said of it."""
    if not (report.negated and report.lemma in lexicon.COMMENTS) or subject is None:
        return None
    return Complement("silence", low, high, "uncommitted", subject, False)


def quoted_saying(sentence: Sentence, after: int, high: int, report: Report) -> Complement | None:
    """Read "quoted X as saying P": X says it."""
    if sentence.language != "en" or report.lemma not in ("quote", "cite"):
        return None
    for index in range(after + 1, min(high - 3, after + REACH)):
        if words_at(sentence, index, high) == "as" and words_at(sentence, index + 1, high) in ("saying", "telling"):
            begin = index + 2 + (words_at(sentence, index + 2, high) == "that")
            return Complement("clause", begin, high, report.stance, (after, index), False)
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
