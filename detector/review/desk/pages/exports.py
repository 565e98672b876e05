"""Exports of what the queue's query selects, or of one item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from tempfile import SpooledTemporaryFile
from typing import IO, Annotated, Any, cast
from urllib.parse import parse_qsl

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, StreamingResponse
from pydantic import Field
from sqlalchemy import Connection, select

from detector.review.desk.context import Reader, StoreOf, VisitOf
from detector.review.desk.filters import QueueAddress
from detector.review.desk.rendering import page
from detector.review.exports.about import Publisher, Separator
from detector.review.exports.formats import FORMATS, FormatName, write_items
from detector.review.exports.selection import describe
from detector.review.exports.words import N_
from detector.review.store import queue
from detector.review.store.queue import Filter
from detector.review.store.tables import ItemRow

_IN_MEMORY = 8 * 2**20  # bytes of an export that are kept in memory; what is longer goes through a temporary file
_BLOCK = 2**16

router = APIRouter()


class ExportAddress(QueueAddress):
    """The queue's query, and what single formats need besides: CSV a separator, ClaimReview who publishes and where."""

    separator: Separator = "comma"
    organisation: str = Field("", max_length=200)
    site: str = Field("", max_length=1000)

    def filter(self, reviewer_id: int) -> Filter:
        """Return the filter for the store."""
        return QueueAddress(**self.model_dump(include=set(QueueAddress.model_fields))).filter(reviewer_id)


Address = Annotated[ExportAddress, Query()]
_CONTENT: dict[str, Any] = {media_type.partition(";")[0]: {} for media_type in (kind.media_type for kind in FORMATS.values())}
_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"description": "the export, as a file", "content": _CONTENT},
    413: {"description": "more items than the format takes at once"},
}


@router.get("/exports", response_class=HTMLResponse, include_in_schema=False)
def show(request: Request, store: StoreOf, visit: VisitOf, reader: Reader, address: Address) -> HTMLResponse:
    """The formats that a selection can be had in, as a page."""
    with store.reading() as connection:
        total = queue.count_items(connection, address.filter(reader.id))
        about = describe(connection, address.filter(reader.id), visit.language)
    fields = parse_qsl(address.query(separator=None, organisation=None, site=None).removeprefix("?"))
    values = {"formats": FORMATS, "total": total, "address": address, "about": about, "fields": fields}
    return page(request, visit, "exports.html", values)


@router.get("/exports.json")
def show_json(store: StoreOf, reader: Reader, address: Address) -> dict[str, Any]:
    """How many items a selection has, and the formats it can be had in, each with the most items that it takes at once."""
    with store.reading() as connection:
        total = queue.count_items(connection, address.filter(reader.id))
    formats = [
        {"format": name, "address": f"/export/{name}{address.query()}", "media_type": kind.media_type, "limit": kind.limit}
        for name, kind in FORMATS.items()
    ]
    return {"total": total, "formats": formats}


@router.get("/export/{name}", response_class=StreamingResponse, responses=_RESPONSES)
def export_selection(name: FormatName, store: StoreOf, visit: VisitOf, reader: Reader, address: Address) -> StreamingResponse:
    """All items of the queue's query, not one page of them, in the queue's order."""
    wanted = address.filter(reader.id)
    with store.reading() as connection:
        ids = queue.read_ids(connection, wanted, address.sort)
        return _answer(connection, name, ids, visit, address, wanted)


@router.get(
    "/items/{item_id}/export/{name}", response_class=StreamingResponse, responses=_RESPONSES | {404: {"description": "no such item"}}
)
def export_item(item_id: str, name: FormatName, store: StoreOf, visit: VisitOf, reader: Reader, address: Address) -> StreamingResponse:
    """One item; filters of the query do not count."""
    with store.reading() as connection:
        known = re.fullmatch(r"[0-9a-f]{16}", item_id) and connection.scalar(select(ItemRow.id).where(ItemRow.id == item_id))
        if not known:
            raise HTTPException(404, N_("there is nothing under this address"))
        return _answer(connection, name, [item_id], visit, address, Filter(), item_id)


def _answer(
    connection: Connection, name: FormatName, ids: Sequence[str], visit: VisitOf, address: ExportAddress, wanted: Filter, item_id: str = ""
) -> StreamingResponse:
    """Write the whole export before the answer begins: an error is then an error, never a file that ends too soon."""
    kind = FORMATS[name]
    if len(ids) > kind.limit:
        raise HTTPException(413, N_("there are more items here than this format takes at once: choose fewer with the filters"))
    try:
        publisher = Publisher(address.organisation, address.site) if name == "claimreview" else None
    except ValueError:
        raise HTTPException(422, N_("ClaimReview needs the name of your organisation and the http(s) address of its fact checks")) from None
    about = describe(connection, wanted, visit.language, publisher=publisher, separator=address.separator)
    file = cast(IO[bytes], SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115 - closed when it has been sent
    try:
        write_items(connection, name, ids, cast(Any, file), about)
    except BaseException:
        file.close()
        raise
    headers = {
        "content-disposition": f'{"inline" if kind.inline else "attachment"}; filename="{about.file_name(kind.extension, item_id)}"',
        "content-length": str(file.tell()),
    }
    return StreamingResponse(_blocks(file), media_type=kind.media_type, headers=headers)


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        file.seek(0)
        while block := file.read(_BLOCK):
            yield block
