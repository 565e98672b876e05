"""What is so and what it is set against: "El techo no se cayó por el viento, sino por falta de mantenimiento".

Each is read as a statement of its own. Corrected figures ("no fueron 40, sino 12") are read elsewhere.
"""

from __future__ import annotations

from detector.claims.clauses.rival_figures import Figure, number
from detector.claims.grammar import lexicon
from detector.claims.grammar.adverbials import is_infinitive
from detector.claims.grammar.sentence import Sentence

_NOMINAL = ("DET", "NOUN", "PROPN", "ADJ", "PRON")
_ALSO = lexicon.word_set("solo sólo únicamente solamente meramente tanto simplemente")
_AFTER = lexicon.word_set("que quien quienes")
_SAME = {"de": ("de", "del"), "del": ("de", "del"), "a": ("a", "al"), "al": ("a", "al")}
_RELATIVES = lexicon.word_set("donde que quien quienes cuyo cuya cuyos cuyas lo el la los las un una cuando")
_FAR = 12  # words between a negated verb and "sino"


def alternatives(sentence: Sentence) -> tuple[Figure, Figure] | None:
    """Return how to read what a sentence denies and what it says instead; None where it sets no two such against each other."""
    words, size = sentence.words, len(sentence.words)
    turn = next((at for at in range(3, size - 2) if words[at].lower == "sino"), None) if sentence.language == "es" else None
    if turn is None or number(words[turn + 1]) or turn in sentence.hidden(0, size):
        return None
    group = next((group for group in reversed(sentence.groups) if group.first < turn and group.negated), None)
    if group is None or turn - group.last > _FAR:
        return None
    no = next((at for at in range(group.first - 1, max(-1, group.first - 4), -1) if words[at].lower == "no"), None)
    stop = turn - (words[turn - 1].text == ",")
    said = next((at for at in range(stop - 1, group.last, -1) if words[at].text == ","), None) if stop < turn else None
    if said is not None and words[said + 1].lower == "como" and any(word.finite for word in words[said:stop]):
        stop = said  # "no P, como sostiene X, sino Q": X holds that P
    begin = group.last + 1 if stop > group.last + 1 else None
    first = words[turn + 1]
    if no is None or begin is None or first.lower in ("también", "que", "además") or not _ALSO.isdisjoint(w.lower for w in words[no:turn]):
        return None
    if first.pos == "ADP":
        begin = next((at for at in range(group.last + 1, stop) if words[at].lower in _SAME.get(first.lower, (first.lower,))), None)
    elif first.pos not in _NOMINAL or words[begin].pos not in (*_NOMINAL, "NUM"):
        return None
    if begin is None or any(words[at].text in (",", ";", ":") for at in range(group.last, stop)) or is_infinitive(sentence, turn + 1):
        return None
    end = turn + 1
    while end < size and (words[end].is_word or words[end].text in '%«»“”"') and not words[end].finite and not _leaves(sentence, end):
        end += 1
    if any(group.first > turn for group in sentence.groups if group.first < end):
        return None
    if end + 1 < size and words[end].text == "," and words[end + 1].lower in _RELATIVES:
        return None  # what is set off behind it is read by itself, and of one of the two only
    one = [*range(stop), *range(end, size)]
    two = [*(at for at in range(begin) if at != no), *range(turn + 1, end), *range(end, size)]
    return Figure(one, stop, end), Figure(two, begin, stop)


def exceptions(sentence: Sentence) -> tuple[Figure, Figure] | None:
    """Return how to read "accedieron a nombres, pero no a contraseñas", "covers steel but not aluminium"; None where nothing is excepted.

    It is so of the one, and not so of the other.
    """
    words, size = sentence.words, len(sentence.words)
    hidden = sentence.hidden(0, size)
    but, no = ("pero", "no") if sentence.language == "es" else ("but", "not")
    turn = next((at for at in range(3, size - 3) if words[at].lower == but and words[at + 1].lower == no and at not in hidden), None)
    if turn is None or number(words[turn + 2]) or not (groups := [group for group in sentence.groups if group.first < turn]):
        return None
    group, stop, other = groups[-1], turn - (words[turn - 1].text == ","), words[turn + 2]
    end = turn + 2
    while end < size and words[end].is_word and not words[end].finite and not _leaves(sentence, end):
        end += 1
    verbs = any(turn < later.first <= end for later in sentence.groups) or is_infinitive(sentence, turn + 2)
    if group.negated or verbs or stop <= group.last + 1 or turn - group.last > _FAR or end == turn + 2:
        return None
    if other.pos == "ADP":
        same = _SAME.get(other.lower, (other.lower,))
        begin = next((at for at in range(stop - 1, group.last, -1) if words[at].lower in same), None)
    else:
        begin = group.last + 1 if other.pos in _NOMINAL and words[group.last + 1].pos in (*_NOMINAL, "NUM") else None
    if begin is None or any(words[at].text in (",", ";", ":") for at in range(group.last, stop)):
        return None
    before = group.first - (words[group.first - 1].lower in lexicon.CLITICS and sentence.language == "es")
    before = before if sentence.language == "es" else group.first + 1 if group.last > group.first else begin
    one = [*range(stop), *range(end, size)]
    two = [*range(before), turn + 1, *range(before, begin), *range(turn + 2, end), *range(end, size)]
    return Figure(one, stop, end), Figure(two, begin, stop)


def _leaves(sentence: Sentence, at: int) -> bool:
    """Whether a word opens what both statements share: "quien firmó el acuerdo", "según los bomberos"."""
    shared = sentence.words[at].lower in _AFTER and sentence.words[at - 1].pos in _NOMINAL
    return shared or sentence.phrase_at(at, lexicon.SOURCE_PHRASES[sentence.language], len(sentence.words)) > 0
