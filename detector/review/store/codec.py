"""Records of the house as text for the store, and back, unchanged."""

from __future__ import annotations

import json
from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

Record = TypeVar("Record")


@cache
def _adapter(kind: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(cast(Any, kind))


def dump(record: object) -> str:
    """Return a frozen record (`Article`, `Claim`, `Relation` ...) as JSON; an open bound is written `Infinity`."""
    plain = _adapter(cast(Hashable, type(record))).dump_python(record, mode="json")
    text = json.dumps(plain, ensure_ascii=False)
    # Half a character (a file's name that is no UTF-8) can be stored only as an escape.
    return text if _is_storable(text) else json.dumps(plain)


def load(kind: type[Record], text: str) -> Record:
    """Return the record of `kind` that `dump` wrote."""
    adapter = _adapter(cast(Hashable, kind))
    try:
        record: Record = adapter.validate_json(text)
    except ValidationError:  # strict about half a character, where Python's own reader is not
        record = adapter.validate_python(json.loads(text))
    return record


def _is_storable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
