"""`detector export`: items of a store into a file; the command line adds it as a command."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import typer

FAILED, USAGE = 1, 2


def export(
    format: Annotated[
        Literal["csv", "json", "jsonl", "parquet", "md", "print", "labelstudio", "claimreview"], typer.Argument(help="What to write.")
    ],
    db: Annotated[str, typer.Option(metavar="ADDRESS", help="The store: a file, or postgresql+psycopg://...")] = "detector.db",
    query: Annotated[str, typer.Option(help="Which items, as in the address of the queue: 'label=contradicts&status=agreed'.")] = "",
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="The file to write; standard output if absent.")] = None,
    lang: Annotated[Literal["es", "en"], typer.Option(help="Language of md, print and claimreview.")] = "es",
    separator: Annotated[Literal["comma", "semicolon"], typer.Option(help="Of csv; semicolon comes with decimal commas.")] = "comma",
    organisation: Annotated[str, typer.Option(metavar="NAME", help="Who publishes; for claimreview.")] = "",
    site: Annotated[str, typer.Option(metavar="URL", help="Where the fact checks stand, {id} for the item's id; for claimreview.")] = "",
) -> None:
    """Write items of the review store as CSV, JSON, Parquet, Markdown, a page to print, Label Studio tasks or ClaimReview.

    Exit codes: 0 written; 1 the store cannot be opened or the file not written; 2 wrong usage.
    """
    from detector.review.exports.about import Publisher
    from detector.review.exports.formats import write_items
    from detector.review.exports.selection import describe, parse_query
    from detector.review.store import Store, StoreError
    from detector.review.store.queue import read_ids

    if "://" not in db and not Path(db).expanduser().is_file():
        _fail(f"{db}: no such store", FAILED)  # opening it would make an empty one
    if out is None and sys.stdout.isatty() and format == "parquet":
        _fail("parquet is not for a terminal: name a file with -o", USAGE)
    temporary = out.with_name(f".{out.name}.{os.getpid()}.tmp") if out else None
    try:
        wanted, sort = parse_query(query)
        publisher = Publisher(organisation, site) if format == "claimreview" else None
        with Store(db) as store, store.reading() as connection:
            about = describe(connection, wanted, lang, publisher=publisher, separator=separator, alone=True)
            ids = read_ids(connection, wanted, sort)
            if temporary and out:
                with temporary.open("wb") as file:
                    write_items(connection, format, ids, file, about)
                temporary.replace(out)
            else:
                write_items(connection, format, ids, sys.stdout.buffer, about)
                sys.stdout.buffer.flush()
    except ValueError as error:
        _fail(str(error), USAGE)
    except StoreError as error:
        _fail(str(error), FAILED)
    except OSError as error:
        _fail(f"{error.filename or out}: {error.strerror or error}", FAILED)
    finally:
        if temporary:
            temporary.unlink(missing_ok=True)


def _fail(message: str, code: int) -> NoReturn:
    typer.echo(f"error {message}", err=True)
    raise typer.Exit(code)
