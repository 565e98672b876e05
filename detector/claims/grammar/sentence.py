"""One sentence with its words and verb groups, and the questions that the clause and attribution rules ask of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from detector.claims.grammar import lexicon
from detector.claims.grammar.agreement import is_plural
from detector.claims.grammar.sentences import quoted_spans
from detector.claims.grammar.words import VerbGroup, Word, verb_groups

_OPENING, _CLOSING = "([", ")]"


@dataclass(frozen=True)
class Sentence:
    """`article_text[start:end]` as words. Ranges of words are half-open index pairs (low, high)."""

    article_text: str
    start: int
    end: int
    language: str
    words: Sequence[Word]
    groups: Sequence[VerbGroup] = field(init=False)
    enclosed: Sequence[tuple[int, int]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "groups", verb_groups(list(self.words), self.language))
        object.__setattr__(self, "enclosed", self._enclosed())

    def _enclosed(self) -> list[tuple[int, int]]:
        """Return the ranges of words inside quotation marks or brackets, marks included."""
        spans = list(quoted_spans(self.article_text, self.start, self.end))
        opened: list[int] = []
        for word in self.words:
            if word.text in _OPENING:
                opened.append(word.start)
            elif word.text in _CLOSING and opened:
                spans.append((opened.pop(), word.end))
        ranges = []
        for start, end in spans:
            inside = [index for index, word in enumerate(self.words) if start <= word.start and word.end <= end]
            if inside:
                ranges.append((inside[0], inside[-1] + 1))
        return ranges

    def hidden(self, low: int, high: int) -> frozenset[int]:
        """Return the words in the range that stand inside a quotation or bracket which does not enclose the whole range."""
        return frozenset(
            index
            for first, last in self.enclosed
            if not (first <= low and high <= last) and (first, last) != (low, high) and not self._predicate(first, last)
            for index in range(max(first, low), min(last, high))
        )

    def _predicate(self, first: int, last: int) -> bool:
        """Whether a quotation holds the predicate of a clause whose subject stands before it: "the troops “walked into the school”"."""
        words, at = self.words, first + 1
        comma = first > 1 and words[first - 1].text == "," and not any(word.finite for word in words[:first])  # what was set off is cut out
        before = words[first - 1 - comma] if first else None
        if before is None or words[first].text == "(" or before.pos not in ("NOUN", "PROPN", "ADJ", "PRON", "NUM"):
            return False
        while at < last and (words[at].lower in lexicon.CLITICS | lexicon.NEGATIONS[self.language] or words[at].pos == "ADV"):
            at += 1
        return at < last and words[at].finite and words[first + 1].text[0].islower()

    def text(self, low: int, high: int) -> str:
        """Return the verbatim text of a range of words."""
        return self.article_text[self.words[low].start : self.words[high - 1].end] if low < high else ""

    def groups_in(self, low: int, high: int) -> list[VerbGroup]:
        """Return the verb groups that begin in the range, those in nested quotations left out."""
        hidden = self.hidden(low, high)
        return [group for group in self.groups if low <= group.first < high and group.first not in hidden]

    def introducer(self, group: VerbGroup, low: int) -> int | None:
        """Return the index of the "que", "who", "if" ... that makes the group's clause subordinate; None for a main clause."""
        previous = max((other.last for other in self.groups if low <= other.first < group.first), default=low - 1)
        for index in range(group.first - 1, previous, -1):
            word = self.words[index]
            if word.lower in lexicon.SUBORDINATORS[self.language] and word.lower not in ("as", "como") and word.pos != "DET":
                if word.lower == "que" and any(
                    near.lower in ("más", "menos", "mejor", "peor") for near in self.words[max(0, index - 2) : index]
                ):
                    continue  # "con más frío que sobresaltos"
                if word.lower == "cuanto" and self.words[index + 1].lower in ("a", "al"):
                    continue  # "en cuanto al puerto, la alcaldesa aseguró"
                if index + 2 < group.first and self.words[index + 1].pos in ("NUM", "PROPN") and self.words[index + 2].text == ",":
                    continue  # "in the post since 2020, said"
                return index
        return None

    def main_groups(self, low: int, high: int) -> list[VerbGroup]:
        """Return the verb groups of the range that no subordinator introduces."""
        return [group for group in self.groups_in(low, high) if self.introducer(group, low) is None]

    def dash(self, index: int) -> bool:
        """Whether a word is a dash, and no hyphen within a word ("re-elected")."""
        word = self.words[index]
        before = self.words[index - 1].end if index else -1
        after = self.words[index + 1].start if index + 1 < len(self.words) else -1
        return word.text in ("—", "–") or (word.text == "-" and not before == word.start == after - 1)

    def phrase_at(self, index: int, phrases: Iterable[str], high: int) -> int:
        """Return how many words of the longest of `phrases` stand at `index` (0 for none)."""
        longest = 0
        for phrase in phrases:
            parts = phrase.split()
            fits = longest < len(parts) <= high - index
            if fits and all(self.words[index + offset].lower == part for offset, part in enumerate(parts)):
                longest = len(parts)
        return longest

    def trim(self, low: int, high: int) -> tuple[int, int]:
        """Return the range without punctuation at its ends, but with marks that close what opens inside it."""
        while low < high and not self.words[low].is_word and self.words[low].text not in '«“"¿¡(€$£':
            low += 1
        while (
            high > low
            and not self.words[high - 1].is_word
            and self.words[high - 1].text not in ("»", "”", '"', "%", ")", "?", "!", "€", "$")
        ):
            high -= 1
        return low, high

    def closing(self, low: int, high: int) -> int:
        """Return the end of the range after the quotation mark or bracket that closes what opens inside it."""
        return max((last for first, last in self.enclosed if low <= first < high <= last and last - high <= 2), default=high)

    def skip_connectives(self, low: int, high: int) -> int:
        """Return the index after connectives such as "Sin embargo," at the front of the range."""
        phrases = [phrase.strip() for phrase in lexicon.LEADING_CONNECTIVES[self.language].split("|")]
        moved = True
        while moved and low < high:
            length = self.phrase_at(low, phrases, high)
            if length == 1 and self.words[low].lower == "así" and low + 1 < high and self.words[low + 1].lower == "de":
                break  # "Así de tajante fue el alcalde"
            moved = length > 0
            low += length
            while low < high and self.words[low].text in (",", "—", "–", "-"):
                low += 1
                moved = True
        return low

    def subject(self, low: int, high: int, group: VerbGroup) -> tuple[int, int] | None:
        """Return the range of the subject of a verb group inside the clause (low, high), None where it has none of its own."""
        parsed = [
            index
            for index in range(low, high)
            if self.words[index].subject
            and group.first <= self.words[index].head <= group.last
            and self.words[index].pos != "SCONJ"
            and self.words[index].lower not in ("que", "that", "which")
        ]
        if parsed:
            found = self._subtree(parsed[0], low, high, group)
            if found:
                return self._before_quotation(found[0], self._with_name(found[1], group.first))
        before = self._phrase_before(low, group)
        return self._before_quotation(*before) if before else None

    def _before_quotation(self, low: int, high: int) -> tuple[int, int]:
        """Return a range without the mark that opens a quotation at its end, which holds the predicate."""
        straight = sum(word.text == '"' for word in self.words[low:high]) % 2
        last = self.words[high - 1].text if low < high else ""
        return low, high - (last in ("«", "“") or (last == '"' and straight == 1))

    def _with_name(self, stop: int, verb: int) -> int:
        """Return the end of a subject with the name after it that the parser left out ("el diario El Faro", "the company Quimur")."""
        while stop + 1 < verb and self.words[stop].text == "-" and self.words[stop - 1].end == self.words[stop].start:
            stop += 2  # "ex-boss"
        rest = self.words[stop:verb]
        return verb if rest and all(word.text[0].isupper() for word in rest) else stop

    def _subtree(self, root: int, low: int, high: int, group: VerbGroup) -> tuple[int, int] | None:
        first, last = (low, group.first) if root < group.first else (group.last + 1, high)
        if not first <= root < last:
            return None
        inside = {root}
        grown = True
        while grown:
            more = {index for index in range(first, last) if self.words[index].head in inside} - inside
            inside |= more
            grown = bool(more)
        begin = end = root
        while begin - 1 >= first and begin - 1 in inside:
            begin -= 1
        while end + 1 < last and end + 1 in inside:
            end += 1
        begin, stop = self.trim(begin, end + 1)
        return (begin, stop) if begin < stop and self.words[root].is_word else None

    def _phrase_before(self, low: int, group: VerbGroup) -> tuple[int, int] | None:
        """Find a noun phrase before the verb by form alone."""
        adverbs = lexicon.NEGATIONS[self.language] | lexicon.CLITICS | {"también", "ya", "sí", "also", "already", "neither", "ni", "se"}
        high = group.first
        low = self.skip_connectives(low, high)
        manner = "mente" if self.language == "es" else "ly"
        while high > low and (
            self.words[high - 1].lower in adverbs
            or self.words[high - 1].pos == "ADV"
            or (self.words[high - 1].pos == "" and self.words[high - 1].text.islower() and self.words[high - 1].lower.endswith(manner))
        ):
            high -= 1
        closed = high > low and self.words[high - 1].text == ","
        high -= closed
        commas = [index for index in range(low, high) if self.words[index].text == ","]
        if commas and (not closed or self.words[low].pos == "ADP"):
            low = commas[-1] + 1 if not closed else commas[0] + 1
        if low >= high:
            return None
        if self.words[low].pos == "ADP":
            starts = [
                index
                for index in range(low + 1, high)
                if self.words[index].pos in ("DET", "PROPN", "PRON") and self.words[index - 1].pos not in ("ADP", "DET", "PROPN", "CCONJ")
            ]
            if not starts:
                return None
            low = starts[-1]
        missed = self.language == "es" and self.words[high - 1].lower in ("y", "e") and self.words[low].pos in ("DET", "PROPN")
        if missed:  # "El juez archiva la causa y descarta": a verb was missed
            named = ("PROPN",) if self.words[low].pos == "PROPN" else ("NOUN", "PROPN", "NUM")
            high = next((at for at in range(low + 1, high) if self.words[at].pos not in named), high)
        begin = self.words[low]
        nominal = begin.pos in ("DET", "PROPN", "PRON", "NOUN", "NUM", "ADJ") or begin.text[0].isupper() or begin.pos == ""
        return (low, high) if nominal and begin.is_word and not begin.nonfinite else None

    def plural(self, low: int, high: int) -> bool:
        """Whether the noun phrase speaks of several: joined by "y", a plural determiner or noun, or a number above one."""
        joined = False
        for word in self.words[low + 1 : high]:
            if word.pos == "ADP" or word.text == ",":
                break
            joined |= word.lower in lexicon.COORDINATORS[self.language]
        return is_plural(self.words[low:high], self.language, joined, low == 0)
