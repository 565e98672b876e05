"""What was just done, told once on the page that follows."""

from __future__ import annotations

from fastapi import Request

from detector.review.desk import labels
from detector.review.desk.labels import N_
from detector.review.vocabulary import VERDICTS


def just_done(request: Request) -> tuple[str, str] | None:
    """Return what was just done, as two messages (the second one can be empty); the address names it, from a list of ours."""
    said, undone = (request.query_params.get(name) for name in ("said", "undone"))
    if undone == "nothing":
        return N_("There is nothing to undo"), ""
    if undone in VERDICTS:
        return N_("Taken back"), labels.verdict(undone)
    return (N_("Recorded"), labels.verdict(said)) if said in VERDICTS else None
