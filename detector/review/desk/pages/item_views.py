"""What the page of an item shows, as plain values read in one transaction."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from fastapi import HTTPException
from sqlalchemy import Connection

from detector.records import Article, Relation, Results
from detector.report.views import Card, Group, Quote, Views
from detector.review.desk import labels
from detector.review.desk.context import Language
from detector.review.desk.filters import QueueAddress
from detector.review.desk.labels import N_
from detector.review.desk.wording import translations
from detector.review.store.copies import Copy, Sets, read_copies
from detector.review.store.folds import folded
from detector.review.store.items import Entry, Item, Said, history, read_item
from detector.review.store.people import Reviewer, all_reviewers
from detector.review.store.queue import Place, place_in, read_order
from detector.review.vocabulary import REASONS, VERDICTS, Verdict

VERDICT_KEYS: dict[Verdict, tuple[str, str]] = {
    "contradiction": ("1", "c"), "supersession": ("2", "u"), "same_voice": ("3", "v"),
    "unrelated": ("4", "r"), "support": ("5", "b"), "unsure": ("6", "d"),
}  # fmt: skip
"""A number and a letter for each verdict; the letter stands in its name in Spanish and in English. `keys.html` explains them."""

SHOWN = 40
"""Quotes of one side, or of the timeline, that a page shows; the story's page has them all."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What the form holds: nothing, the reviewer's own opinion, or what they typed when it could not be recorded.

    `copies`: the verdict is for the copies of the pair, too.
    """

    verdict: str | None = None
    reason: str | None = None
    note: str = ""
    adjudicates: bool = False
    copies: bool = True


@dataclass(frozen=True, slots=True)
class Choice:
    """A verdict that can be given; `asks`: it says that the program is wrong, so the page asks for the reason."""

    verdict: Verdict
    number: str
    letter: str
    asks: bool


@dataclass(frozen=True, slots=True)
class Moment:
    """An entry of the timeline: who said what on which day (None: not known), and on which side, counted from 1."""

    day: date | None
    side: int
    quote: Quote


@dataclass(frozen=True, slots=True)
class Line:
    """An entry of the history in words; `came_with` is the item whose verdict brought it along, None where none did."""

    id: int
    at: datetime
    text: str
    note: str
    came_with: str | None


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item, read by one person at one moment.

    `copies` are the other articles with the text of each quote's, `alike` the other pairs with the same
    words of the same origins; `holder` is set while the hold lasts; `may_settle`: the reader's word can end a dispute; `others` are the
    opinions of other people.
    """

    item: Item
    card: Card
    question: str
    question_language: str
    copies: tuple[tuple[Article, ...], tuple[Article, ...]]
    alike: tuple[Copy, ...]
    sides: tuple[Group, ...]
    timeline: tuple[Moment, ...]
    choices: tuple[Choice, ...]
    reasons: tuple[str, ...]
    own: Said | None
    others: tuple[Said, ...]
    may_settle: bool
    entries: tuple[Entry, ...]
    people: dict[int, Reviewer]
    holder: Reviewer | None
    assignee: Reviewer | None
    place: Place

    @property
    def last_entry(self) -> int:
        """The number of the item's last entry of the history."""
        return self.entries[-1].id if self.entries else 0

    @property
    def following(self) -> tuple[Copy, ...]:
        """The copies that a verdict of the reader can be given to as well."""
        return tuple(copy for copy in self.alike if copy.follows)


def existing(item_id: str) -> str:
    """Return the id of an item or an article if it can be one.

    Raises:
        HTTPException: 404. A database need not be asked, nor confused, with what cannot be an id.
    """
    if not re.fullmatch(r"[0-9a-f]{16}", item_id):
        raise HTTPException(404, N_("there is nothing under this address"))
    return item_id


def read_view(connection: Connection, item_id: str, address: QueueAddress, reader: Reviewer, now: datetime, sets: Sets) -> ItemView:
    """Return what `reader` sees of an item that they reached from the queue at `address`; `sets` are those of copies.

    Raises:
        HTTPException: 404, there is no such item.
    """
    try:
        item = read_item(connection, existing(item_id))
    except KeyError:
        raise HTTPException(404, N_("there is nothing under this address")) from None
    views = Views(item.results)
    card = views.card(item.relation)
    people = {person.id: person for person in all_reviewers(connection)}
    question = views.dispute(item.results.findings[0]) if item.results.findings else None
    sides = _sides(question.groups if question else (), card)
    own = next((said for said in item.opinions if said.reviewer == reader.name), None)
    return ItemView(
        item, card,
        question.text if question else card.first.claim.text,
        question.language if question else card.first.claim.language,
        (_copies(item.results, card.first), _copies(item.results, card.second)),
        read_copies(connection, item_id, reader.id, now),
        sides, _timeline(sides, card),
        tuple(Choice(verdict, *VERDICT_KEYS[verdict], asks_reason(verdict, item.relation)) for verdict in VERDICTS),
        REASONS, own,
        tuple(said for said in item.opinions if said.reviewer != reader.name),
        may_settle(item.row.status, item.opinions, reader),
        tuple(history(connection, item_id, limit=1000)),
        people,
        people.get(item.row.held_by) if item.row.held_until and item.row.held_until > now else None,
        people.get(item.row.assigned_to),
        place_in(in_order(connection, address, reader, sets, item_id), item_id),
    )  # fmt: skip


def in_order(connection: Connection, address: QueueAddress, reader: Reviewer, sets: Sets, item_id: str) -> list[str]:
    """Return the ids that the queue at `address` lists; where copies are folded, `item_id` stands for its own."""
    ids = read_order(connection, address.filter(reader.id), address.sort)
    return ids if address.copies == "all" else folded(ids, sets, item_id)


def may_settle(status: str, opinions: Sequence[Said], reader: Reviewer) -> bool:
    """Return whether a person's verdict can settle an item: any reviewer's while it is disputed, an admin's once others spoke."""
    if any(said.reviewer == reader.name and said.adjudicates for said in opinions):
        return True
    spoke = any(said.reviewer != reader.name for said in opinions)
    return reader.role != "reader" and (status == "disputed" or (reader.role == "admin" and spoke))


def asks_reason(verdict: Verdict, relation: Relation) -> bool:
    """Return whether a verdict calls for a reason why this is nothing. A contradiction, an update or a copy explains itself; a doubt
    says nothing against the program, and a note can tell what it is.
    """
    return verdict == "unrelated" or (verdict == "support" and relation.label != "supports")


def lines(entries: Sequence[Entry], people: Mapping[int, Reviewer], language: Language) -> list[Line]:
    """Return the history in words, the newest first; notes of verdicts are kept apart, as people wrote them."""
    names = {person.id: person.name for person in people.values()}
    return [
        Line(
            entry.id, entry.at, told(entry, names, language),
            ((entry.after or {}).get("note") or "") if entry.action == "verdict" else "", came_with(entry),
        )
        for entry in reversed(entries)
    ]  # fmt: skip


def came_with(entry: Entry) -> str | None:
    """Return the item whose verdict brought this one, or the undo of it, along; None where none did."""
    brought = ((entry.after if entry.action == "verdict" else entry.before) or {}).get("with")
    return str(brought["item"]) if brought else None


def told(entry: Entry, names: Mapping[int, str], language: Language) -> str:
    """Return one entry of the history as a sentence."""
    say = translations(language).gettext
    sentence = _told(entry, names, say)
    return say(N_("%(sentence)s, with a copy of it")) % {"sentence": sentence} if came_with(entry) else sentence


def _told(entry: Entry, names: Mapping[int, str], say: Callable[[str], str]) -> str:
    known = {"who": entry.reviewer or say(N_("The program"))}
    before, after = entry.before or {}, entry.after or {}
    if entry.action == "verdict":
        words = N_("%(who)s settled it: %(what)s") if after.get("adjudicates") else N_("%(who)s decided: %(what)s")
        what = say(labels.verdict(after["verdict"]))
        if after.get("reason"):
            what = f"{what} ({say(labels.reason(after['reason'])).lower()})"
        return say(words) % (known | {"what": what})
    if entry.action == "undo":
        return say(N_("%(who)s took back: %(what)s")) % (known | {"what": say(labels.verdict(before["verdict"]))})
    if entry.action == "assign":
        if after.get("to") is None:
            return say(N_("%(who)s took it off everybody's list")) % known
        return say(N_("%(who)s assigned it to %(what)s")) % (known | {"what": names.get(after["to"], "?")})
    other = {"hold": N_("%(who)s is working on it"), "release": N_("%(who)s let go of it")}.get(entry.action)
    return say(other) % known if other else f"{known['who']}: {entry.action}"


def _sides(groups: Sequence[Group], card: Card) -> tuple[Group, ...]:
    """Return the sides with their days, the one with the earlier quote of the pair first."""
    dated = [group if group.days else replace(group, days=_days(group)) for group in groups]
    return tuple(sorted(dated, key=lambda group: all(quote.claim.id != card.first.claim.id for quote in quotes_of(group))))


def quotes_of(group: Group) -> list[Quote]:
    """Return all quotes of a side."""
    return [quote for voice in group.voices for quote in (voice.quote, *voice.others)]


def _days(group: Group) -> tuple[date, date] | None:
    days = [quote.article.published for quote in quotes_of(group) if quote.article.published]
    return (min(days), max(days)) if days else None


def _timeline(sides: Sequence[Group], card: Card) -> tuple[Moment, ...]:
    if sides:
        moments = [Moment(quote.article.published, number, quote) for number, side in enumerate(sides, 1) for quote in quotes_of(side)]
    else:
        moments = [Moment(quote.article.published, number, quote) for number, quote in enumerate((card.first, card.second), 1)]
    return tuple(sorted(moments, key=lambda moment: (moment.day or date.max, moment.quote.article.source, moment.quote.claim.start)))


def _copies(results: Results, quote: Quote) -> tuple[Article, ...]:
    origin = results.origins[quote.article.id]
    return tuple(
        sorted(
            (article for article in results.articles if article.id != quote.article.id and results.origins[article.id] == origin),
            key=lambda article: (article.published or date.max, article.source),
        )
    )
