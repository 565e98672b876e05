"""What can be chosen on the queue's page, and what is: tabs, facets, chips and sorts, each with the address it leads to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from detector.review.desk import labels
from detector.review.desk.context import Language
from detector.review.desk.filters import SORTS, QueueAddress
from detector.review.desk.labels import N_
from detector.review.desk.rendering import environment
from detector.review.desk.wording import translations
from detector.review.store.listing import Counts
from detector.review.store.queue import FACETS

SHORT = 12
"""How many values of a long facet are shown before "show all"."""
LONG = 500
"""And how many then: search finds the rest."""

_VIEWS = {
    "contradictions": N_("Contradictions"), "updates": N_("Updates"), "corroborations": N_("Corroborations"), "all": N_("All"),
}  # fmt: skip
_SORTS = {
    "probability": N_("Most probable"), "reach": N_("Most voices"), "newest": N_("Newest"), "oldest": N_("Oldest"),
}  # fmt: skip
_FACETS = {
    "status": N_("Status"), "state": N_("Since the last batch"), "kind": N_("Kind"), "label": N_("Relation"), "verdict": N_("Verdict"),
    "language": N_("Language"), "source": N_("Source"), "story": N_("Story"),
}  # fmt: skip
_NAMES: dict[str, Callable[[str], str]] = {
    "status": labels.status, "state": labels.state, "kind": labels.kind, "label": labels.label, "verdict": labels.verdict,
    "language": labels.language,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """A link that chooses something, or takes it back; `count` is how many items that gives, None where it is not known."""

    name: str
    href: str
    chosen: bool
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    """Values to choose from; `all` leads to the page with all of them, where some are left out."""

    key: str
    name: str
    choices: tuple[Choice, ...]
    all: str | None


class Choices:
    """Makes the choices of one page, named in the visitor's language."""

    def __init__(self, address: QueueAddress, counts: Counts, titles: Mapping[str, str], language: Language) -> None:
        self._address, self._counts, self._titles = address, counts, titles
        self._ = translations(language).gettext
        self._filters = environment(language).filters

    def tabs(self) -> list[Choice]:
        """Return the views; kinds and relations chosen in one do not go with another."""
        return [
            Choice(self._(name), self._address.link(view=view, kind=None, label=None), view == self._address.view, self._counts.views[view])
            for view, name in _VIEWS.items()
        ]

    def quick(self) -> list[Choice]:
        """Return what narrows any view: what the last batch found for the first time, and what is the reviewer's own."""
        only_new = self._address.state == ("new",)
        return [
            Choice(
                self._("New since the last batch"), self._address.link(state=None if only_new else "new"), only_new,
                self._counts.facets["state"].get("new", 0),
            ),
            Choice(self._("Mine"), self._address.link(mine=not self._address.mine), self._address.mine),
        ]  # fmt: skip

    def sorts(self) -> list[Choice]:
        """Return the orders."""
        return [Choice(self._(_SORTS[sort]), self._address.link(sort=sort), sort == self._address.sort) for sort in SORTS]

    def facets(self) -> list[Facet]:
        """Return the facets that leave a choice, with their values, most items first and chosen ones on top."""
        made = (self._facet(key) for key in _FACETS if not (key == "label" and self._address.view != "all"))
        return [facet for facet in made if len(facet.choices) > 1 or any(choice.chosen for choice in facet.choices)]

    def chips(self) -> list[Choice]:
        """Return the filters in force, each leading to the page without it."""
        address = self._address
        chips = [(self.name(facet, value), self._toggled(facet, value)) for facet in FACETS for value in getattr(address, facet)]
        texts = {
            "search": address.search and self._("search: %(words)s") % {"words": address.search},
            "low": address.low is not None and self._("from %(share)s") % {"share": self._share(address.low)},
            "high": address.high is not None and self._("below %(share)s") % {"share": self._share(address.high)},
            "since": address.since and self._("published since %(day)s") % {"day": self._filters["day"](address.since)},
            "until": address.until and self._("published until %(day)s") % {"day": self._filters["day"](address.until)},
            "new_since": address.new_since is not None and self._("first found after batch %(number)s") % {"number": address.new_since},
            "mine": address.mine and self._("Mine"),
            "copies": address.copies == "all" and self._("every copy"),
        }
        chips += [(text, address.link(**{name: None})) for name, text in texts.items() if text]
        return [Choice(text, href, True) for text, href in chips]

    def name(self, facet: str, value: str) -> str:
        """Return what a value of a facet is called."""
        if facet == "story":
            return self._titles.get(value) or self._("Untitled")
        if facet == "source":
            return value or self._("Unknown source")
        return self._(_NAMES[facet](value))

    def _facet(self, key: str) -> Facet:
        chosen: tuple[str, ...] = getattr(self._address, key)
        counted = self._counts.facets[key]
        values = [*chosen, *(value for value in counted if value not in chosen)]
        shown = values[: LONG if self._address.expand == key else SHORT]
        choices = tuple(Choice(self.name(key, value), self._toggled(key, value), value in chosen, counted.get(value, 0)) for value in shown)
        more = len(values) > SHORT and self._address.expand != key
        return Facet(key, self._(_FACETS[key]), choices, self._address.link(expand=key, page=self._address.page) if more else None)

    def _toggled(self, facet: str, value: str) -> str:
        return f"/queue{self._address.toggled(facet, value) or '?view=all'}"

    def _share(self, probability: float) -> str:
        return str(self._filters["percent"](probability))


def stories_shown(address: QueueAddress, counts: Counts) -> list[str]:
    """Return the stories whose titles the choices need."""
    return [*address.story, *list(counts.facets["story"])[: LONG if address.expand == "story" else SHORT]]
