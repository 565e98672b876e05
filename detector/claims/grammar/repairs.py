"""Verbs that a tagger takes for another form or another word, and words that it takes for verbs, put right by what stands around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detector.claims.grammar import lexicon
from detector.claims.grammar.adverbials import PERIODS
from detector.claims.grammar.nonfinite import is_participle, looks_participle
from detector.claims.grammar.opening_participles import opening_participle
from detector.claims.grammar.parentheticals import around_set_off
from detector.claims.grammar.reporting import finite_reports, own_reports, particle_verb, reporting_verbs
from detector.claims.grammar.sentence import Sentence
from detector.claims.grammar.words import Word

_TELLING_NOUNS = {"reports", "claims", "rumours", "rumors"}
_NEVER_NOUNS = {"allege", "alleges", "insist", "insists", "deny", "denies", "says", "warns", "admits"}
_COUNTING = {"cifra", "cifran", "estima", "estiman", "calcula", "calculan", "rebaja", "rebajan", "eleva", "elevan", "sitúa", "sitúan"}
_PREFIXES = {"re", "co", "pre", "over", "under", "out", "un", "mis", "de"}
_GO_ON = {"say", "insist", "maintain", "argue", "add", "deny"}
_EVERY = lexicon.word_set("cada todo toda todos todas este esta ese esa el la los las")  # "hace cada año una exposición"
_HEADLINE = 14  # words
_SOURCE = 6  # words of who says it between two commas


def repaired(sentence: Sentence) -> Sentence:
    """Return the sentence with verbs of a list finite ("climbed, crossed the line and hid"), and participles not (", built by")."""
    if sentence.language != "en":
        return _with_opening_verb(sentence)
    words = around_set_off(list(sentence.words))
    for index in range(1, len(words) - 1):
        frame = reporting_verbs("en").get(words[index - 1].lower, ("", "ask"))[1]
        judged = (words[index - 1].pos in ("NOUN", "ADJ") or words[index - 1].text in '”"') and any(
            word.lower == "as" for word in words[max(0, index - 7) : index]
        )
        judged &= any(reporting_verbs("en").get(word.lower, ("", "ask"))[1] == "reject" for word in words[max(0, index - 8) : index])
        told = frame in ("deny", "reject") or (frame == "assert" and words[index + 1].lower == "that")
        particle = index > 1 and particle_verb(words[index - 2].lower, words[index - 1].lower) is not None  # "shrugged off reports"
        framed = (words[index - 1].finite and told) or particle or judged  # "dismissed as rumour reports that"
        if words[index].finite and framed and words[index].lower in _TELLING_NOUNS:
            words[index] = replace(words[index], pos="NOUN", finite=False)  # "denied reports the soldiers fired"
        rejects = words[index].pos == "PROPN" and words[index].text.islower() and words[index].lower.endswith("ed")  # "rubbished"
        rejects = rejects and reporting_verbs("en").get(words[index].lower, ("", "ask"))[1] == "reject"
        if rejects or (words[index].lower in _NEVER_NOUNS and words[index].pos == "NOUN"):
            words[index] = replace(words[index], pos="VERB", finite=True, nonfinite=False)  # "Prosecutors allege Dunn stole it"
        pointing = words[index].lower == "that" and words[index].pos != "DET" and words[index - 1].finite
        if pointing and words[index + 1].text in ",.;" and frame in ("deny", "reject"):
            words[index] = replace(words[index], pos="DET")  # "disputed that, saying P"
        goes_on = words[index - 1].lower == "and" and not words[index].finite and words[index].lower in _GO_ON
        if goes_on and any(word.finite and word.lower in finite_reports("en") for word in words[:index]):
            words[index] = replace(words[index], pos="VERB", finite=True, nonfinite=False)  # "deny that P and say Q"
        if _rules(words, index):
            words[index] = replace(words[index], pos="VERB", finite=True, nonfinite=False)
        elif _denied_deed(words, index):
            words[index] = replace(words[index], pos="VERB", finite=False, nonfinite=True)
        elif _leaked(words, index) or _compounded(words, index) or _of_trade(words, index):
            words[index] = replace(words[index], pos="ADJ", finite=False, nonfinite=False)
        if words[index - 1].pos == "NUM" and index > 1 and _counts_who(words, index):
            words[index] = replace(words[index], pos="VERB", finite=True, nonfinite=False)
        if words[index - 1].text != ",":
            continue
        if words[index].nonfinite and (_one_of_several(sentence, index) or _after_insertion(sentence, index)):
            words[index] = replace(words[index], finite=True, nonfinite=False)
        elif words[index].finite and words[index + 1].lower == "by" and looks_participle(words[index].lower):
            words[index] = replace(words[index], pos="VERB", finite=False, nonfinite=True)
    low, _ = sentence.trim(0, len(words))
    if low < len(words) and (plan := _headline_plan(words, low)):
        words[plan] = replace(words[plan], pos="AUX", finite=True)
    if _fronted(sentence, low):
        words[low] = replace(words[low], pos="VERB", finite=False, nonfinite=True)
    if all(new is old for new, old in zip(words, sentence.words, strict=True)):
        return sentence
    return Sentence(sentence.article_text, sentence.start, sentence.end, sentence.language, words)


def _with_opening_verb(sentence: Sentence) -> Sentence:
    """Return the sentence with a first verb that was taken for a name finite: "Denuncian que la empresa vertió residuos"."""
    low, high = sentence.trim(0, len(sentence.words))
    if sentence.language != "es" or high - low < 4:
        return sentence
    opening = opening_participle(sentence)
    if opening is not None and not (sentence.words[opening].nonfinite and sentence.words[opening].pos == "VERB"):
        words = [replace(w, pos="VERB", finite=False, nonfinite=True) if at == opening else w for at, w in enumerate(sentence.words)]
        return _with_opening_verb(Sentence(sentence.article_text, sentence.start, sentence.end, sentence.language, words))
    if ago := [at for at in range(low, high - 1) if _ago(sentence.words, at)]:
        words = [replace(word, pos="ADP", finite=False) if at in ago else word for at, word in enumerate(sentence.words)]
        return _with_opening_verb(Sentence(sentence.article_text, sentence.start, sentence.end, sentence.language, words))
    if counting := [at for at in range(low + 2, high - 2) if _counts_them(sentence.words, at)]:
        words = [replace(w, pos="VERB", finite=True, nonfinite=False) if at in counting else w for at, w in enumerate(sentence.words)]
        return Sentence(sentence.article_text, sentence.start, sentence.end, sentence.language, words)
    if own := [at for at in range(low, high) if _of_me(sentence.words, at)]:
        words = [replace(w, pos="VERB", finite=True, nonfinite=False) if at in own else w for at, w in enumerate(sentence.words)]
        return _with_opening_verb(Sentence(sentence.article_text, sentence.start, sentence.end, sentence.language, words))
    if told := [at for at in range(low + 1, high) if _tells_figure(sentence.words, at) or _frames(sentence.words, at, high)]:
        words = [replace(w, pos="VERB", finite=True, nonfinite=False) if at in told else w for at, w in enumerate(sentence.words)]
        return _with_opening_verb(Sentence(sentence.article_text, sentence.start, sentence.end, sentence.language, words))
    first, link = sentence.words[low], sentence.words[low + 1].lower
    linked = link == "que" or (link == "de" and sentence.words[low + 2].lower == "que")
    opens = (linked and first.lower.endswith(("n", "ó"))) or _set_off(sentence.words, low + 1)
    if first.finite or not opens or first.lower not in finite_reports("es"):
        return sentence
    words = [*sentence.words[:low], replace(first, pos="VERB", finite=True, nonfinite=False), *sentence.words[low + 1 :]]
    return Sentence(sentence.article_text, sentence.start, sentence.end, sentence.language, words)


def _ago(words: Sequence[Word], index: int) -> bool:
    """Whether "hace" says when and does nothing ("cerró hace dos años", "hace ya más de un mes anunció"; not "hace años que")."""
    if not words[index].finite or words[index].lower not in ("hace", "hacía"):
        return False
    period = next((at for at in range(index + 1, min(index + 6, len(words))) if words[at].lower in PERIODS), None)
    if period is None or words[period + 1 : period + 2] == [] or words[period + 1].lower == "que":
        return False
    return all(
        (word.pos in ("NUM", "DET", "ADV", "ADJ", "ADP") or word.lower in ("par", "unos", "unas")) and word.lower not in _EVERY
        for word in words[index + 1 : period]
    )


def _set_off(words: Sequence[Word], comma: int) -> bool:
    """Whether two commas set off what stands before what is said: "Desmintió, en ese contexto, que", "Niega, por tanto, haber"."""
    end = next((at for at in range(comma + 1, min(comma + _SOURCE + 2, len(words) - 1)) if words[at].text == ","), None)
    return words[comma].text == "," and end is not None and words[end + 1].lower in ("que", "haber")


def _of_me(words: Sequence[Word], index: int) -> bool:
    """Whether "I" or "we" say something with a verb that is taken for a noun or a name: "Niego que", "—Rechazo de plano que"."""
    opens = index == 0 or not words[index - 1].is_word or words[index - 1].lower in ("y", "pero", "yo", "nosotros")
    says = not words[index].finite and words[index].lower in own_reports()
    return opens and says and any(word.lower == "que" for word in words[index + 1 : index + 5])


def _counts_them(words: Sequence[Word], index: int) -> bool:
    """Whether a verb of counting is taken for a noun behind its pronoun ("el Gobierno los cifra en 40")."""
    pronoun = words[index - 1].lower in ("lo", "la", "los", "las") and words[index - 2].pos in ("NOUN", "PROPN")
    named = words[index - 1].text == "," and words[index - 2].pos == "PROPN" and not any(word.finite for word in words[:index])
    figure = any(word.pos == "NUM" or word.text.isdigit() for word in words[index + 2 : index + 5])
    counts = words[index].lower in _COUNTING and not words[index].finite and words[index + 1].lower in ("en", "a")
    return (pronoun or named) and counts and figure


def _tells_figure(words: Sequence[Word], index: int) -> bool:
    """Whether a verb of counting is taken for a noun before its figure ("niega la mayor y cifra en 14 los aparatos")."""
    if words[index].lower not in _COUNTING or words[index].finite or index + 3 >= len(words):
        return False
    figure = words[index + 1].lower in ("en", "a") and (words[index + 2].pos == "NUM" or words[index + 2].text[0].isdigit())
    told = any(word.lower in ("el", "la", "los", "las") for word in words[index + 3 : index + 6])
    return figure and told and (words[index - 1].pos in ("NOUN", "PROPN", "CCONJ") or words[index - 1].text == ",")


def _frames(words: Sequence[Word], index: int, high: int) -> bool:
    """Whether a verb of saying is taken for an adjective: "El alcalde precisa: P", "un extremo que la compañía desmiente"."""
    if words[index].finite or words[index].pos != "ADJ" or words[index - 1].pos not in ("NOUN", "PROPN"):
        return False
    if index + 1 < high and words[index + 1].text == ":":
        return words[index].lower in finite_reports("es") | {"rectifica"}
    denies = reporting_verbs("es").get(words[index].lower, ("", "ask"))[1] == "deny" and words[index].lower in finite_reports("es")
    return denies and index + 1 == high and any(word.lower == "que" for word in words[max(0, index - _SOURCE) : index])


def _counts_who(words: Sequence[Word], index: int) -> bool:
    """Whether a form in "-ed" behind a number tells what so many did ("Organisers said 20,000 attended")."""
    said = words[index - 2].finite and reporting_verbs("en").get(words[index - 2].lower, ("", "ask"))[1] == "assert"
    ends = index + 1 >= len(words) or words[index + 1].pos in ("PUNCT", "ADP", "DET", "ADV")
    return said and ends and looks_participle(words[index].lower)


def _rules(words: Sequence[Word], index: int) -> bool:
    """Whether it is what a court does in a headline: "Judge rules vote was fair"."""
    court = lexicon.COURTS | {"judge", "judges", "jurors"}
    return words[index].lower in ("rules", "finds", "hears") and words[index - 1].lower in court and words[index].pos == "NOUN"


def _denied_deed(words: Sequence[Word], index: int) -> bool:
    """Whether a form in "-ing" is a deed that is denied, not a happening: "denied meeting Dunn"."""
    frame = reporting_verbs("en").get(words[index - 1].lower, ("", "ask"))
    denies = frame[1] == "deny" or frame[0] in ("admit", "deny")
    return (
        denies
        and words[index].lower.endswith("ing")
        and words[index].pos == "NOUN"
        and (words[index + 1].pos in ("PROPN", "DET", "PRON") or words[index + 1].lower == "or")
    )


def _leaked(words: Sequence[Word], index: int) -> bool:
    """Whether a participle behind a comma belongs to the source of a headline: ", leaked emails show"."""
    if words[index - 1].text != "," or not words[index].nonfinite or index + 3 != len(words):
        return False
    return words[index + 1].pos == "NOUN" and words[index + 2].lower in reporting_verbs("en")


def _compounded(words: Sequence[Word], index: int) -> bool:
    """Whether a participle is the end of a compound before its noun: "value-added tax", but not "was re-elected"."""
    if index < 2 or words[index - 1].text != "-" or words[index - 1].end != words[index].start or not words[index].nonfinite:
        return False
    return words[index + 1].pos in ("NOUN", "PROPN") and words[index - 2].lower not in _PREFIXES


def _of_trade(words: Sequence[Word], index: int) -> bool:
    """Whether a form in "-ing" behind a comma tells what the firm does that is the source: ", catering company Comedal said"."""
    if words[index - 1].text != "," or not words[index].lower.endswith("ing") or words[index + 1].pos != "NOUN":
        return False
    behind = words[index + 2 : index + _SOURCE]
    says = next((at for at, word in enumerate(behind) if word.finite), None)
    named = says is not None and says > 0 and all(word.pos == "PROPN" for word in behind[:says])
    return named and says is not None and behind[says].lower in finite_reports("en")


def _headline_plan(words: Sequence[Word], low: int) -> int | None:
    """Return the "to" of a headline that tells what is planned ("Mayor to resign, aides say"), None where there is none."""
    at = next((i for i in range(low + 1, min(len(words) - 1, low + 8)) if words[i].lower == "to"), None)
    if at is None or words[-1].text in (".", "!", "?", "”", '"') or len(words) > _HEADLINE:
        return None
    before = all(word.pos in ("NOUN", "PROPN", "ADJ", "DET", "NUM", "") and not word.finite for word in words[low:at])
    verb = words[at + 1].nonfinite and not words[at + 1].lower.endswith(("ed", "ing"))
    others = all(word.lower in reporting_verbs("en") for word in words[at:] if word.finite)
    return at if before and verb and others and words[low].text[0].isupper() else None


def _one_of_several(sentence: Sentence, index: int) -> bool:
    """Whether a participle after a comma is followed by "and" and a finite verb, without a comma between."""
    words = sentence.words
    if not is_participle(sentence, index) or not sentence.main_groups(0, index):
        return False
    for place in range(index + 1, len(words) - 1):
        if words[place].text == ",":
            return False
        if words[place].lower in lexicon.COORDINATORS["en"]:
            return words[place + 1].finite
    return False


def _after_insertion(sentence: Sentence, index: int) -> bool:
    """Whether a participle behind what is set off is the only verb of its sentence ("The dam, engineers say, held").

    What is set off is a relative or somebody who says it.
    """
    words = sentence.words
    comma = next((place for place in range(1, index - 1) if words[place].text == ","), None)
    if comma is None or not is_participle(sentence, index) or any(word.finite for word in (*words[:comma], *words[index + 1 :])):
        return False
    inside = words[comma + 1 : index - 1]
    relative = inside[0].lower in ("which", "who") and not any(word.text == "," for word in inside)
    return relative or (inside[-1].finite and inside[-1].lower in reporting_verbs("en") and len(inside) <= _SOURCE)


def _fronted(sentence: Sentence, low: int) -> bool:
    """Whether a sentence opens with "Handcuffed and ...," or "Opened in 1950," and has its verb after the comma."""
    words = sentence.words
    if low + 2 >= len(words) or not words[low].lower.endswith("ed") or words[low].nonfinite:
        return False
    if words[low + 1].pos not in ("ADP", "CCONJ") and words[low + 1].lower != "by":
        return False
    comma = next((place for place in range(low, len(words)) if words[place].text == ","), len(words))
    return not any(word.finite for word in words[low + 1 : comma]) and bool(sentence.main_groups(comma, len(words)))
