"""The views of `perturb.py` that move an event to another day, year or place."""

import re
from functools import cache
from random import Random

from perturb_opposites import verb_forms
from perturb_side import Side, View
from perturb_verbs import NEGATION, main_verb
from perturb_words import EVENT, LEVELS, MONTHS, PLACES, WEEKDAYS


def _calendar(side: Side, rng: Random) -> str | None:
    """Return the sentence with its one weekday, month or year changed; the translation has the same one."""
    text, lang, other, other_lang = side.text, side.lang, side.other, side.other_lang
    for names in (WEEKDAYS, MONTHS):
        index = [i for i, name in enumerate(names[lang]) if re.search(rf"\b{name}\b", text)]
        if (
            len(index) == 1
            and re.search(rf"\b{names[other_lang][index[0]]}\b", other)
            and len(re.findall(rf"\b{names[lang][index[0]]}\b", text)) == 1
        ):
            far = [n for i, n in enumerate(names[lang]) if abs(i - index[0]) > 1 and len(names[lang]) - abs(i - index[0]) > 1]
            return re.sub(rf"\b{names[lang][index[0]]}\b", rng.choice(far), text)
        if index:
            return None
    years = re.findall(r"(?<![\d.,-])(?:19|20)\d\d(?![\d.,-]\d|-)", text)
    if len(years) == 1 and years[0] in other:
        year = int(years[0])
        return text.replace(years[0], str(year + rng.choice([-4, -3, -2, 2, 3]) if year > 1950 else year + rng.choice([-9, -5, 5, 9])))
    return None


def _located(side: Side, rng: Random) -> str | None:
    """Return the sentence with the one place it is set in changed; the translation has the same one."""
    text, lang = side.text, side.lang
    mine, other = (0, 1) if lang == "es" else (1, 0)
    preposition = "en" if lang == "es" else "in"
    for group in PLACES:
        for pair in group:
            if len(re.findall(rf"\b{pair[mine]}\b", text)) != 1 or not re.search(rf"\b{pair[other]}\b", side.other):
                continue
            new = rng.choice([p for p in group if p != pair and not re.search(rf"\b{p[mine]}\b", text)])[mine]
            changed, count = re.subn(rf"\b(?i:{preposition}) {pair[mine]}(?=[ .,])(?! [A-Z])", lambda m: m[0][:3] + new, text)  # noqa: B023
            place = re.search(rf"(?i:{preposition}) {pair[mine]}", text)
            event = EVENT[lang].search(text)
            if count == 1 and place and event and -3 < place.start() - event.end() < 45 and "," not in text[event.end() : place.start()]:
                return changed
    return None


@cache
def _level_forms(lang: str) -> frozenset[str]:
    return frozenset(form for lemma in LEVELS[lang] for form in verb_forms(lemma, lang))


def _measured(side: Side) -> bool:
    """Whether the sentence tells how a level moved, with a figure."""
    verb = main_verb(side.text, side.lang)
    return (
        verb is not None
        and verb.word in _level_forms(side.lang)
        and re.search(r"%|per ?cent|por ciento|puntos|points", side.text) is not None
    )


def _of_event(change: View) -> View:
    def view(side: Side, rng: Random) -> str | None:
        if not EVENT[side.lang].search(side.text) or NEGATION[side.lang].search(side.text) or _measured(side):
            return None
        return change(side, rng)

    return view


date_changed = _of_event(_calendar)
place_changed = _of_event(_located)
