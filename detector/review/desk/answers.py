"""JSON that the desk answers with: article text inside it is data to every reader of it, and shown as written by none."""

from __future__ import annotations

import json
from typing import Any

from fastapi.responses import JSONResponse
from pydantic import BaseModel


class Problem(BaseModel):
    """Why a request was refused, in one line."""

    detail: str


class Answer(JSONResponse):
    """JSON in ASCII: no direction controls, no broken characters and no markup as such; open bounds are null."""

    def render(self, content: Any) -> bytes:
        """Return the content as bytes."""
        told = json.dumps(_finite(content), allow_nan=False, separators=(",", ":"))
        # JSON's escapes say the same, and survive being pasted into a page; what is not ASCII is escaped already.
        return told.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026").encode("ascii")


def _finite(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _finite(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(part) for part in value]
    return None if isinstance(value, float) and (value != value or abs(value) == float("inf")) else value
