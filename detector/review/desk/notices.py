"""What was just done, told once on the page that follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fastapi import Request

from detector.review.desk import labels
from detector.review.desk.labels import N_
from detector.review.vocabulary import VERDICTS


@dataclass(frozen=True, slots=True)
class Notice:
    """What was done, and to which verdict ("" where to none), as messages.

    `copies` of the item got the same, `left` ones were meant to and are as they were; `undoable`: it is a verdict that can be taken back.
    """

    text: str
    what: str = ""
    copies: int = 0
    left: int = 0
    undoable: bool = False


def told_next(done: Literal["said", "undone"], verdict: str, copies: int, left: int = 0) -> dict[str, str | int]:
    """Return the parameters that tell the next page what was done (see `just_done`)."""
    return {done: verdict, **({"with": copies} if copies else {}), **({"left": left} if left else {})}


def just_done(request: Request) -> Notice | None:
    """Return what was just done; the address names it, from a list of ours."""
    said, undone = (request.query_params.get(name) for name in ("said", "undone"))
    copies, left = (_number(request.query_params.get(name, "")) for name in ("with", "left"))
    if undone == "nothing":
        return Notice(N_("There is nothing to undo"))
    if undone in VERDICTS:
        return Notice(N_("Taken back"), labels.verdict(undone), copies)
    return Notice(N_("Recorded"), labels.verdict(said), copies, left, undoable=True) if said in VERDICTS else None


def _number(given: str) -> int:
    return int(given) if given.isascii() and given.isdigit() and len(given) < 5 else 0
