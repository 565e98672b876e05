"""Whom "he", "she", "they" in a reported English clause mean: who reports it, whom that one speaks for, or nobody who is told here.

"Hale's office confirmed he would stand" says of Hale that he would; "police said he was drunk" says of neither. A wrong name makes a
false statement, so a pronoun stays where it is open.
"""

from __future__ import annotations

import regex

from detector.claims.grammar import lexicon, nouns
from detector.claims.grammar.lexicon import word_set

# Who speaks for somebody, or of somebody of theirs: with "he" rather that one is meant.
_BEHALF = word_set("""office campaign family relatives aides advisers advisors allies friends supporters colleagues entourage
    parents children lawyers attorneys solicitors representatives doctors teammates neighbours neighbors sources people spokesman
    spokeswoman spokesperson lawyer attorney solicitor barrister aide adviser advisor publicist agent manager deputy friend
    neighbour neighbor colleague representative doctor mother father wife husband widow sister brother son daughter uncle aunt
    cousin girlfriend boyfriend partner assistant party team""")
# Only people have these; a firm or a country has lawyers, too.
_PERSONAL = word_set("""office campaign family relatives aides allies friends entourage parents children teammates neighbours neighbors
    mother father wife husband widow sister brother son daughter uncle aunt cousin girlfriend boyfriend""")
_HOLDERS = word_set("mayor president governor king queen prince princess pope minister chancellor senator duke duchess")
_INSTITUTIONS = word_set("sheriff attorney prosecutor coroner examiner general ombudsman")  # "the Osk Sheriff's office"
_FEMALE = word_set("mother wife widow sister daughter aunt girlfriend actress waitress queen princess lady duchess mrs ms miss dame madam")
_MALE = word_set("father husband brother son uncle boyfriend actor waiter king prince lord duke mr sir")
_BODIES = nouns.BODY_NOUNS | word_set("""club court hospital bank airline jury crew team university school firm police officers officials
    prosecutors detectives investigators authorities parliament senate newspaper herald""")
_THINGS = nouns.DOCUMENTS | word_set("inquest inquiry report lawsuit suit complaint article story newspaper website agency")
_PLURALS = word_set("police crew staff team family couple band")
_NAME = r"(?:\p{Lu}[\p{L}.'’-]+)"
_OWNED = regex.compile(r"(?:(?:the|a|an) )?(?P<owner>.+?)(?:['’]s|(?<=s)['’]) (?:[\p{L}-]+ )*(?P<head>[\p{L}-]+)", regex.IGNORECASE)
_FOR = regex.compile(
    r"(?:(?:the|a|an|two|three|some|several) )?(?:[\p{L}-]+ )??(?P<head>[\p{L}-]+) (?:for|to|of|close to) (?P<whom>.+)", regex.I
)
_TOLD = regex.compile(r"\b(?:told|telling|tells|tell|informed|warned|reminded|assured) (?P<whom>[^,.;:]+?)(?: that)?\s*$")
# Of these nobody tells of himself, and they tell people of themselves.
_OF_OTHERS = word_set("judge magistrate doctor coroner")
_SEVERAL = regex.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens|several|many|some|the|these|those|\d+)\s(?:[a-zA-Z-]+\s)?[a-z]{2,}[^\W\ds]s\b"
)
# What one of them tells nobody by name, he seldom tells of himself.
_INSIDERS = word_set("minister source insider ally aide mp lawmaker senator adviser colleague friend confidant strategist backbencher")
_JUDGING = word_set("judge magistrate doctor doctors surgeon nurse officer officers detective teacher dispatcher prosecutor prosecutors")


def meant(text: str, plural: bool, pronoun: str, around: str = "", before: str = "", earlier: str = "") -> str | None:
    """Return the words that a subject "he", "she", "they" or "it" stands for, where `text` reports its clause; None where that is open.

    `around` is the article up to there, where titles tell who is a woman; `before` is what stands before the clause ("told him that"),
    `earlier` the text before its sentence.
    """
    words = text.lower().split()
    if pronoun in ("he", "she") and words[0] in ("one", "another", "some", "a", "an") and words[1:2] == ["of"]:
        return None  # "One of them said he had been warned": rather whom they speak of
    kin = {"he": "his", "she": "her"}.get(pronoun)
    if kin and regex.search(rf"\b{kin} (?:[\p{{L}}-]+ ){{0,3}}?[\p{{L}}-]+, {regex.escape(text)}\b", before, regex.IGNORECASE):
        return None  # "Her deputy, Omar Aziz, said she"
    if kin and words[0] in ("one", "another", "a", "an") and words[-1] in _INSIDERS:
        return None  # "One minister said she would be gone"
    if pronoun == "it":
        person = " " not in text and regex.search(rf"\p{{Lu}}\p{{Ll}}+ {regex.escape(text)}\b", around)  # "Lena Kell"
        return None if person else text
    if pronoun == "they":
        if words[0] == "their":
            return None  # "their lawyers say they were beaten"
        if not plural and _SEVERAL.search(_last_sentence(earlier)):
            return None
        several = plural or any(word in _BODIES | _PLURALS for word in words)
        return text if several or not (text[0].isupper() and words[0] not in ("the", "a", "an")) else None
    if {"he": "his", "she": "her"}[pronoun] == words[0]:
        return None  # "his spokeswoman"
    if (owned := _OWNED.fullmatch(text)) and owned["head"].lower() in _BEHALF:
        return owned["owner"] if _is_owner(owned["owner"], owned["head"].lower(), pronoun) else None
    if (spoken := _FOR.match(text)) and spoken["head"].lower() in _BEHALF:
        whom, several = spoken["whom"], spoken["head"].lower().endswith("s") or spoken["head"].lower() == "people"
        return whom if several and _is_person(whom) else None
    if words[-1] in _THINGS or words[-1].endswith(("tion", "ment")) or _speaks_for(text, before):
        return None
    if not _OF_OTHERS.isdisjoint((*words, *before.lower().partition(text.lower())[0].split()[-1:])):
        return None
    if words[-1] in _BODIES or (len(words) > 1 and words[1] in _BODIES) or _other_gender(text, pronoun, around):
        return None
    return None if _to_another(text, pronoun, before) else text


def _last_sentence(text: str) -> str:
    """Return about the last sentence of a text, of its last paragraph."""
    line = text.rpartition("\n")[2].rstrip(" .!?”\"'")
    return line[max(line.rfind(". "), 0) :]


def _speaks_for(text: str, before: str) -> bool:
    """Whether whoever is named reports it for somebody ("Hale's spokesman, Tom Mott, said he")."""
    found = regex.search(
        rf"(?:['’]s (?:[\p{{L}}-]+ )?([\p{{L}}-]+)|([\p{{L}}-]+) (?:for|to) [^,;.]{{2,40}}), {regex.escape(text)}\b", before
    )
    return found is not None and (found[1] or found[2]).lower() in _BEHALF


def _is_owner(owner: str, head: str, pronoun: str) -> bool:
    """Whether "he" is whose mother or office speaks, and cannot be who speaks."""
    names = owner.split()
    named = names[-1][0].isupper() and names[-1].lower() not in lexicon.TITLES | _INSTITUTIONS | nouns.BODY_NOUNS
    holder = names[-1].lower() in _HOLDERS if head == "office" else _is_person("the " + owner)
    if head not in _PERSONAL or not (named or holder):
        return False
    return not (head in (_MALE if pronoun == "he" else _FEMALE) or head == "cousin")


def _is_person(whom: str) -> bool:
    """Whether words name somebody by a title or a noun for people ("Governor Lena Marsh", "the player")."""
    words = whom.lower().split()
    kinds = (
        nouns.PERSON_NOUNS | lexicon.TITLES | word_set("player footballer suspect driver victim teenager boy girl man woman singer pilot")
    )
    titled = words[0] in lexicon.TITLES and whom.split()[-1][0].isupper()
    return titled or (words[0] in ("the", "a") and len(words) < 4 and words[-1] in kinds)


def _other_gender(text: str, pronoun: str, around: str) -> bool:
    """Whether the speaker's noun, or a title somewhere before the name, tells that another is meant."""
    others = _FEMALE if pronoun == "he" else _MALE
    ending = ("woman", "women") if pronoun == "he" else ("man", "men")
    words = [word.lower() for word in text.split()]
    near = (
        regex.findall(rf"(?<![\p{{L}}-])([\p{{L}}-]++)\.? (?:{_NAME} )??{regex.escape(text)}", around)
        if text[0].isupper() and around
        else []
    )
    return any(
        word in others or (word.endswith(ending) and (pronoun == "he" or not word.endswith("woman")))
        for word in (*words, *(word.lower() for word in near))
    )


def _to_another(text: str, pronoun: str, before: str) -> bool:
    """Whether one is told it who may be meant as well: "told her she", "the judge told Dunn he"."""
    told = _TOLD.search(before)
    if told is None:
        return False
    whom = told["whom"].split()
    if whom[0].lower() in ("him", "his") if pronoun == "he" else whom[0].lower() == "her":
        return True
    judging = not _JUDGING.isdisjoint(text.lower().split())
    return judging and len(whom) <= 3 and (whom[0].lower() == "the" or all(regex.fullmatch(_NAME, word) for word in whom))
