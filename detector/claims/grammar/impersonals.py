"""Spanish verbs that have no subject, whoever was spoken of before: "puede haber víctimas", "hace frío"."""

from __future__ import annotations

from detector.claims.grammar import lexicon
from detector.claims.grammar.nonfinite import is_participle
from detector.claims.grammar.sentence import Sentence
from detector.claims.grammar.words import VerbGroup

_WEATHER = lexicon.word_set("frío calor viento sol falta tiempo años meses semanas días horas")
_FALLS = lexicon.word_set("llueve llovió llovía lloverá nieva nevó nevaba nevará graniza granizó amanece amaneció anochece anocheció")
_BETWEEN = frozenset(("a", "de", "que", "ido", "ya", "todavía", "aún"))


def of_nobody(sentence: Sentence, group: VerbGroup) -> bool:
    """Whether the verb has no subject at all: "puede haber víctimas", "sigue habiendo agua", "hace frío", "llueve"."""
    words = [word.lower for word in sentence.words[group.first : group.last + 4]]
    there = next((at for at, word in enumerate(words[:4]) if word in ("haber", "habiendo")), None)
    if there is not None and set(words[1:there]) <= _BETWEEN:
        after = group.first + there + 1
        return after < len(sentence.words) and not is_participle(sentence, after)  # "puede haber cometido": somebody
    weather = words[0] in ("hace", "hacía", "hizo", "hará", "haría") and words[1:2] and words[1] in _WEATHER
    return bool(weather) or words[0] in _FALLS
