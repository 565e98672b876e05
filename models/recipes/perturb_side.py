"""One side of an aligned pair, which a view of `perturb.py` rewrites; and the views that leave its words alone."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from perturb_verbs import STARTERS, lowered


@dataclass(frozen=True)
class Side:
    """One sentence in one language, its translation, the sentence that follows it in its article ("" for none), and common words."""

    text: str
    lang: str
    other: str
    following: str = ""
    common: frozenset[str] = STARTERS

    @property
    def inner(self) -> str:
        """The sentence as it stands in a frame."""
        return lowered(self.text, self.common)

    @property
    def other_lang(self) -> str:
        """The language of the translation."""
        return "en" if self.lang == "es" else "es"


View = Callable[[Side, Random], str | None]


def same(side: Side, rng: Random) -> str | None:
    """Return the sentence itself."""
    return side.text


def following(side: Side, rng: Random) -> str | None:
    """Return the next sentence of the article."""
    return side.following or None
