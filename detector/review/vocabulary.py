"""The words of the desk: what people can say of an item, and what follows from it."""

from __future__ import annotations

from typing import Literal, get_args

Verdict = Literal["contradiction", "supersession", "same_voice", "unrelated", "support", "unsure"]
"""What a reviewer finds two claims to be: in conflict; one an update of the other; two copies of one voice; about different
things; in agreement; or not to be told from what is there."""

Reason = Literal[
    "other_actor", "other_time", "other_place", "other_quantity", "other_fact", "opinion", "bad_quote", "bad_speaker", "no_conflict"
]
"""Why a flagged pair is a false alarm: what the two claims differ in, or what the program misread."""

State = Literal["new", "carried", "changed", "gone"]
"""What the last batch did to an item: found it for the first time, found it again, found it with another label, kind or
probability (by more than `CHANGE`) or after it was gone, or no longer found it."""

Status = Literal["open", "reviewed", "agreed", "disputed", "settled"]
"""How far people are: no opinion; one; several that agree; several that do not; settled by an adjudicator."""

Role = Literal["reader", "reviewer", "admin"]

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
REASONS: tuple[Reason, ...] = get_args(Reason)
STATES: tuple[State, ...] = get_args(State)
STATUSES: tuple[Status, ...] = get_args(Status)
ROLES: tuple[Role, ...] = get_args(Role)

CHANGE = 0.05
"""A probability that moved by less is the same to a reader."""
