"""Who or what a clause without a subject of its own is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["close", "case", "document", "voice", ""]
"""As what somebody speaks of others: kin or counsel, an authority of their case, a text about them, their spokesman."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A noun phrase to put before a clause that lacks its own subject."""

    text: str
    plural: bool
    person: bool = False  # known to be a person, whom "it" never means
    speaking: bool = False  # who reports the clause, not the subject of a clause before it
    role: Role = ""
