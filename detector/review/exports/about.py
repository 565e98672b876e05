"""What an export says of itself, and the choices that a format leaves to whoever asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal
from urllib.parse import urlsplit

from detector.report.untrusted import visible, web_address

Language = Literal["es", "en"]
Separator = Literal["comma", "semicolon"]


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes fact checks, for ClaimReview; `site` is the address of the page they stand on.

    `{id}` in `site` stands for an item's id; without it every item is a fragment of one page.

    Raises:
        ValueError: the name is empty, or the address is no plain http(s) one.
    """

    name: str
    site: str

    def __post_init__(self) -> None:
        if not self.name.strip() or not web_address(self.site):
            raise ValueError("ClaimReview needs the name of your organisation and the http(s) address of its fact checks")

    @property
    def home(self) -> str:
        """The start page of the organisation's site."""
        parts = urlsplit(self.site)
        return f"{parts.scheme}://{parts.netloc}/"

    def address(self, item_id: str, side: str) -> str:
        """Return where the review of one side of an item stands."""
        if "{id}" in self.site:
            return f"{self.site.replace('{id}', item_id)}#{side}"
        return f"{self.site.partition('#')[0]}#{item_id}-{side}"


@dataclass(frozen=True, slots=True)
class About:
    """What there is to say of a whole export.

    `language` of what people read in it; `day` of the run that the items come from; `selection` says in words which items these are
    (empty: all); `total` counts them; `model` names what made the predictions; `publisher` is needed for ClaimReview alone;
    `separator` is that of CSV (semicolon: with decimal commas, as spreadsheets in Spanish expect); `alone`: a page has to bring its
    styles along, as it is no page of the desk.
    """

    language: Language = "es"
    day: date | None = None
    selection: tuple[str, ...] = ()
    total: int = 0
    model: str = "detector"
    publisher: Publisher | None = None
    separator: Separator = "comma"
    alone: bool = False

    def file_name(self, extension: str, item_id: str = "") -> str:
        """Return a name for the file, of plain letters, digits, hyphens and a dot."""
        parts = ["detector", self.day.isoformat() if self.day else "", "".join(c for c in item_id if c.isascii() and c.isalnum())]
        return f"{'-'.join(part for part in parts if part)}.{extension}"


def shown(text: str) -> str:
    """Return article text fit to be read by people outside the desk: on one line, controls made visible."""
    return visible(" ".join(text.split()))
