"""A quote in its context, as NLI reads it for a premise: what "it", "the ship" and "the figure" mean often stands just before."""

from __future__ import annotations

import re

from detector.letters import latin
from detector.records import Article, Claim

_REACH = 400  # characters before the quote that are looked at
_LEAD = 220  # and of these at most so many are read: with a clause of usual length they stay within what the model takes in
_MARK = "|"  # where the quote begins, as the embedded model learned it
_BREAK = re.compile(r"(?<=[.!?»”\"])\s+|\n+")


def in_context(article: Article, claim: Claim) -> str:
    """Return a claim's quote, behind a mark, after what leads up to it: the beginning of its sentence, the one before, or the title."""
    before = article.text[max(0, claim.start - _REACH) : claim.start].rstrip()
    lead = next((piece for piece in reversed(_BREAK.split(before)) if piece.strip()), "")[-_LEAD:] or article.title[:_LEAD]
    return latin(f"{lead.strip()} {_MARK} {claim.text}" if lead.strip() else claim.text)
