"""Reporting verbs that the small parsers take for nouns ("augura que", "the vicar rejects suggestions"), put right."""

from __future__ import annotations

from dataclasses import replace

from detector.claims.grammar import lexicon
from detector.claims.grammar.reporting import finite_reports
from detector.claims.grammar.sentence import Sentence
from detector.claims.grammar.words import Word

_PLURALS = {"report", "claim", "say", "state", "estimate", "forecast"}
_RELATIVES = {"es": {"que", "quien", "quienes"}, "en": {"who", "which", "that"}}


def mended(sentence: Sentence) -> Sentence:
    """Return the sentence with its missed reporting verbs as finite verbs; the same sentence where none was missed."""
    words = list(sentence.words)
    missed = [index for index in range(1, len(words) - 1) if _missed(words, index, sentence.language)]
    missed += [index for index in range(1, len(words)) if sentence.language == "es" and _negated_verb(words, index)]
    missed += [index for index in range(2, len(words) - 1) if sentence.language == "es" and _subjunctive(words, index)]
    missed += _relative_verbs(words, sentence.language)
    missed += [index for index in range(2, len(words) - 1) if sentence.language == "en" and _past_after_aside(words, index)]
    missed += [index for index in range(1, len(words) - 3) if sentence.language == "en" and _past_before_that(words, index)]
    doubled = [index for index in range(2, len(words)) if sentence.language == "es" and _noun_after_verb(words, index)]
    for index in doubled:  # "insistió la ingeniera": no verb
        words[index - 1] = replace(words[index - 1], pos="DET")
        words[index] = replace(words[index], pos="NOUN", finite=False)
    label = len(words) > 2 and words[0].finite and words[0].text[0].isupper() and words[1].text == ":"
    label = label and words[0].lower not in finite_reports(sentence.language)  # "Dijo: «P»"
    if label:
        words[0] = replace(words[0], pos="PROPN", finite=False)  # "Iriarte: «P»"
    elif not missed and not doubled:
        return sentence
    for index in missed:
        words[index] = replace(words[index], pos="VERB", finite=True, nonfinite=False, subject=False)
    return replace(sentence, words=words)


def _missed(words: list[Word], index: int, language: str) -> bool:
    word, before, after = words[index], words[index - 1], words[index + 1]
    if word.finite or not word.text.islower() or word.lower not in finite_reports(language):
        return False
    if before.lower in lexicon.COORDINATORS[language] and index > 1 and words[index - 2].finite:
        return False  # "jura y perjura que": one frame
    if before.pos in ("DET", "ADP", "NUM") or before.lower in lexicon.PREPOSITIONS[language] | lexicon.DETERMINERS[language]:
        return False
    if language == "es":
        reports = after.lower == "que" or (after.lower == "de" and words[min(index + 2, len(words) - 1)].lower == "que")
        return word.pos in ("NOUN", "ADJ", "PROPN") and reports
    if word.pos == "NOUN" and word.lower.endswith("s") and after.text == "." and _after_comma(words, index):
        return True  # "P, the Daily Beacon understands."
    several = before.lower == "media" or (before.lower.endswith("s") and before.pos == "NOUN")
    if word.pos == "NOUN" and several and word.lower in _PLURALS and after.text == "." and _after_comma(words, index):
        return True  # "P, local media report."
    if (
        word.pos not in ("NOUN", "PROPN")
        or not word.lower.endswith("s")
        or before.pos not in ("NOUN", "PROPN")
        or before.lower.endswith("s")
    ):
        return False
    # "The union claims staff were": a plural noun seldom stands before another noun; a clause has but one main verb.
    follows = after.pos in ("NOUN", "PROPN", "DET", "PRON", "ADJ", "NUM", "SCONJ") and after.lower not in ("of", "in", "on")
    return follows and not any(other.finite for other in words[max(0, index - 12) : index])


def _negated_verb(words: list[Word], index: int) -> bool:
    """Whether a verb behind "no" or a clitic is taken for a participle or infinitive though it ends like neither ("No cura nada")."""
    word = words[index]
    ends = word.lower.endswith(("ar", "er", "ir", "ír", "ado", "ido", "ada", "ida", "os", "as", "ndo", "to", "ta", "cho", "cha"))
    return word.pos == "VERB" and word.nonfinite and not ends and words[index - 1].lower in ("no", "se", "nos", "lo", "les")


def _after_comma(words: list[Word], index: int) -> bool:
    """Whether just a determiner and names or nouns stand between a comma and the word."""
    comma = next((place for place in range(index - 1, max(index - 8, 0), -1) if words[place].text == ","), None)
    between = words[comma + 1 : index] if comma else []
    if len(between) == 1 and between[0].pos == "NOUN" and not between[0].lower.endswith("s"):
        return False  # "names and, in some cases, bank details"
    opens = bool(between) and (between[0].pos in ("DET", "PROPN", "ADJ", "NOUN") or between[0].lower in lexicon.DETERMINERS["en"])
    return opens and all(word.pos in ("DET", "NOUN", "PROPN", "ADJ", "PART") for word in between)


def _relative_verbs(words: list[Word], language: str) -> list[int]:
    """Return the verb of a relative that no parser saw between a subject and its verb ("La empresa que la explota, X, dijo")."""
    low = next((at for at in range(1, len(words)) if words[at].finite or words[at].lower in _RELATIVES[language]), len(words))
    comma = next((at for at in range(low, len(words)) if words[at].text == ","), len(words))
    relative = low < comma and not words[low].finite and words[low - 1].pos in ("NOUN", "PROPN")
    if not relative or any(word.finite for word in words[low:comma]) or not any(word.finite for word in words[comma:]):
        return []
    verb = low + 1
    while verb < comma and words[verb].lower in lexicon.CLITICS | lexicon.NEGATIONS[language]:
        verb += 1
    return [verb] if verb < comma and words[verb].text.islower() and words[verb].pos in ("NOUN", "ADJ", "VERB") else []


def _past_after_aside(words: list[Word], index: int) -> bool:
    """Whether a reporting "-ed" behind a relative is the main verb and taken for a participle (", who had vowed to go, denied that")."""
    word = words[index]
    if not word.nonfinite or words[index - 1].text != "," or word.lower not in finite_reports("en"):
        return False
    opened = next((at for at in range(1, index - 1) if words[at].text == "," and words[at + 1].lower in _RELATIVES["en"]), None)
    that = next((at for at in range(index + 1, min(index + 5, len(words))) if words[at].lower == "that"), None)
    if opened is None or that is None or any(other.finite for other in words[:opened]):
        return False
    return not any(other.text == "," and after.finite for other, after in zip(words[that:], words[that + 1 :], strict=False))


def _past_before_that(words: list[Word], index: int) -> bool:
    """Whether a reporting "-ed" is the first verb of a sentence and taken for a participle ("Police in Osk acknowledged that")."""
    word = words[index]
    if not word.nonfinite or word.lower not in finite_reports("en") or not word.lower.endswith("ed"):
        return False
    that = next((at for at in range(index + 1, min(index + 4, len(words) - 2)) if words[at].lower == "that"), None)
    told = that is not None and words[that].pos == "SCONJ" and not words[that + 1].finite
    return told and words[index - 1].pos in ("NOUN", "PROPN") and not any(other.finite for other in words[:index])


def _noun_after_verb(words: list[Word], index: int) -> bool:
    """Whether a noun with its article is taken for a verb: behind one ("insistió la ingeniera"), or before a name and its verb ("que la
    ingeniera Wernicke haya").
    """
    article = words[index - 1].lower in ("el", "la", "los", "las", "un", "una")
    if not (article and words[index].finite and words[index].pos == "VERB"):
        return False
    names = index + 2 < len(words) and words[index + 1].pos == "PROPN"
    named = names and any(word.finite for word in words[index + 2 : index + 5]) and words[index].lower.endswith(("a", "as"))
    return named or (words[index - 2].finite and words[index - 2].pos == "VERB")


def _subjunctive(words: list[Word], index: int) -> bool:
    """Whether a word after "que" ends as only past subjunctives do ("que este poseyera")."""
    word = words[index]
    ends = word.text.islower() and len(word.text) > 5 and word.lower.endswith(("yera", "yeran", "iera", "ieran", "iese", "iesen"))
    missed = ends and not word.lower.endswith("quiera") and not word.finite
    return missed and any(near.lower == "que" for near in words[max(0, index - 4) : index])
