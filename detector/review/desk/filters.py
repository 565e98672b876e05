"""The queue's address: view, filters and sort as query parameters, and back."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, TypeVar, get_args
from urllib.parse import parse_qs, parse_qsl, urlencode

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field, model_validator

from detector.records import Kind, Label
from detector.review.store.queue import FACETS, Filter, Sort
from detector.review.vocabulary import STATES, State, Status, Verdict

View = Literal["all", "contradictions", "updates", "corroborations"]
VIEWS: tuple[View, ...] = get_args(View)
SORTS: tuple[Sort, ...] = get_args(Sort)

Value = TypeVar("Value")
_Several = Annotated[tuple[Value, ...], Field(max_length=50)]
_Text = Annotated[str, Field(max_length=300, pattern=r"^[^\x00]*$")]  # PostgreSQL has no NUL in texts
_Id = Annotated[str, Field(pattern=r"^[0-9a-f]{1,16}$")]
_Languages = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[a-z]{2,3})?$")]

_FACTS = tuple(kind for kind in get_args(Kind) if kind != "supersession")
_CURRENT = tuple(state for state in STATES if state != "gone")
_SHOWN: dict[View, dict[str, tuple[str, ...]]] = {
    "all": {},
    "contradictions": {"label": ("contradicts",), "kind": _FACTS, "state": _CURRENT},
    "updates": {"kind": ("supersession",), "state": _CURRENT},
    "corroborations": {"label": ("supports",), "kind": _FACTS, "state": _CURRENT},
}
_NOTHING = ("",)  # a value that no item has


class QueueAddress(BaseModel):
    """The query parameters of the queue, and of an item that was reached from it.

    Names are those of `store.queue.Filter`, and of four more: `view` is one sort of item (all but "all" leave out items that are gone,
    where no `state` asks for them), `mine` means the reviewer who asks, `expand` is the facet whose values are all shown,
    `copies` "all" shows every pair where several say the same in the same words ("folded": one of them).
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    view: View = "all"
    label: _Several[Label] = ()
    kind: _Several[Kind] = ()
    story: _Several[_Id] = ()
    source: _Several[_Text] = ()
    language: _Several[_Languages] = ()
    status: _Several[Status] = ()
    state: _Several[State] = ()
    verdict: _Several[Verdict] = ()
    low: float | None = Field(None, ge=0, le=1)
    high: float | None = Field(None, ge=0, le=1.01)
    since: date | None = None
    until: date | None = None
    new_since: int | None = Field(None, ge=0, le=2**31 - 1)
    search: _Text = ""
    mine: bool = False
    sort: Sort = "probability"
    page: int = Field(1, ge=1, le=100_000)
    expand: Literal["", "story", "source"] = ""
    copies: Literal["folded", "all"] = "folded"

    @model_validator(mode="before")
    @classmethod
    def _without_empty_fields(cls, values: Any) -> Any:
        """A form sends its empty fields, too."""
        return {name: value for name, value in values.items() if value != ""} if isinstance(values, dict) else values

    @classmethod
    def parse(cls, query: str) -> QueueAddress:
        """Return the address of a query ("?status=open&..." or without "?").

        Raises:
            ValueError: it is none of ours.
        """
        given = parse_qs(query.removeprefix("?"), max_num_fields=500)
        return cls.model_validate({name: tuple(values) if name in FACETS else values[-1] for name, values in given.items()})

    def filter(self, reviewer_id: int) -> Filter:
        """Return the filter for the store; `mine` is the reviewer's."""
        values = self.model_dump(exclude={"view", "sort", "page", "mine", "expand", "copies"})
        for facet, shown in _SHOWN[self.view].items():
            chosen = values[facet]
            fitting = tuple(value for value in chosen if value in shown) or _NOTHING
            values[facet] = (chosen if facet == "state" else fitting) if chosen else shown
        return Filter(**values, mine=reviewer_id if self.mine else None)

    def offered(self, reviewer_id: int) -> Filter:
        """Return the filter whose values can be chosen: that of the view alone, with what is gone."""
        shown: dict[str, Any] = {facet: values for facet, values in _SHOWN[self.view].items() if facet != "state"}
        return Filter(**shown, mine=reviewer_id if self.mine else None)

    def query(self, **changes: object) -> str:
        """Return the address's query ("?..." or ""), with some parameters changed; None takes one away, a new filter starts at page 1."""
        values = self.model_dump(mode="json", exclude_defaults=True) | ({} if "page" in changes else {"page": None}) | changes
        kept = {name: value for name, value in values.items() if value not in (None, "", (), [], False) and not _is_default(name, value)}
        return f"?{urlencode({n: 'true' if v is True else v for n, v in kept.items()}, doseq=True)}" if kept else ""

    def link(self, **changes: object) -> str:
        """Return the path and query of the queue with some parameters changed as in `query`; it never is the bare path."""
        return f"/queue{self.query(**changes) or '?view=all'}"

    def fields(self, *without: str) -> list[tuple[str, str]]:
        """Return names and values of the parameters, for the hidden fields of a form that sets those `without`."""
        return parse_qsl(self.query(**dict.fromkeys(without)).removeprefix("?"))

    def toggled(self, facet: str, value: str) -> str:
        """Return the query with a facet's value chosen, or not chosen any more."""
        if facet not in FACETS:
            raise ValueError(facet)
        chosen = getattr(self, facet)
        return self.query(**{facet: tuple(v for v in chosen if v != value) if value in chosen else (*chosen, value)})


def _is_default(name: str, value: object) -> bool:
    return (name, value) in (("page", 1), ("view", "all"), ("sort", "probability"), ("copies", "folded"))


Address = Annotated[QueueAddress, Query()]
