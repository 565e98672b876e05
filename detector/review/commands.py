"""The commands of the desk: `review`, `reviewer`, `backup`, `restore`, with `export` and `calibrate` of rooms of their own."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.markup import escape
from rich.table import Table

from detector.console import USAGE, fail, say, stdout
from detector.review.exports.command import export
from detector.review.vocabulary import Role

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from detector.review.store import Store
    from detector.review.store.people import Reviewer

Db = Annotated[str, typer.Option("--db", metavar="ADDRESS", envvar="DETECTOR_DB", help="The store: a file, or postgresql+psycopg://...")]
Name = Annotated[str, typer.Argument(metavar="NAME")]
PasswordStdin = Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input (its first line).")]
DEFAULT_DB = "detector.db"
HOST, PORT = "127.0.0.1", 8765

reviewer_app = typer.Typer(help="Say who works at the desk.", no_args_is_help=True, rich_markup_mode=None)


def add_commands(app: typer.Typer) -> None:
    """Add the commands of the desk to the command line."""
    from detector.review.learning.command import calibrate  # which opens stores as the commands of this module do

    for command in (review, export, calibrate, backup, restore):
        app.command()(command)
    app.add_typer(reviewer_app, name="reviewer")


@contextmanager
def open_store(address: str, *, make: bool = False) -> Iterator[Store]:
    """Give the store at an address; what is wrong with it ends the program with one line."""
    from sqlalchemy.exc import DBAPIError

    from detector.review.store import Store, StoreError

    try:
        with Store(address, make=make) as store:
            yield store
    except StoreError as error:
        fail(f"{error}; `detector run INPUT... --db {address}` makes one" if str(error).endswith("there is no store") else str(error))
    except DBAPIError as error:
        fail(f"the store failed: {str(error.orig).splitlines()[0]}")


def review(
    db: Db = DEFAULT_DB,
    host: Annotated[str, typer.Option(metavar="HOST", help="What to bind to; any other than this machine demands accounts.")] = HOST,
    port: Annotated[int, typer.Option(metavar="PORT", min=0, max=65535, help="0 takes any free one.")] = PORT,
    name: Annotated[
        str | None, typer.Option("--as", metavar="NAME", help="Who works here; your login name if absent; added if new.")
    ] = None,
    lang: Annotated[Literal["es", "en"], typer.Option(help="Language of the pages, until a reader chooses another.")] = "es",
    accounts: Annotated[bool, typer.Option("--accounts", help="Demand accounts on this machine too, as behind a proxy.")] = False,
    hostname: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A name under which other machines reach the desk (repeatable).")
    ] = None,
    https: Annotated[bool, typer.Option("--https", help="People reach it over TLS only, through a proxy: cookies are marked so.")] = False,
) -> None:
    """Open the reviewer's desk in a store that `detector run --db` has filled; Ctrl-C ends it."""
    from detector.review.desk.secret import SecretError
    from detector.review.serving import Place, ServingError, options_for, serve
    from detector.review.store.batches import last_batch

    place = Place(host, port, tuple(hostname or ()), accounts, https)
    if place.has_accounts and name:
        fail("--as: where people log in, that says who they are", USAGE)
    with open_store(db) as store:
        with store.reading() as connection:
            if not last_batch(connection):
                fail(f"{db}: nothing to review yet; `detector run INPUT... --db {db}` fills it")
        try:
            serve(store, options_for(store, place, lang, name or _login_name()), place, say)
        except (ServingError, SecretError) as error:
            fail(str(error))
        except ValueError as error:  # the name
            fail(f"--as: {error}", USAGE)
        except KeyboardInterrupt:  # the way to end it
            pass


def backup(file: Annotated[Path, typer.Argument(metavar="FILE", help="A new file: .jsonl.gz")], db: Db = DEFAULT_DB) -> None:
    """Write everything in a store into one file, while others go on working."""
    from detector.review.store.backups import back_up

    with open_store(db) as store:
        counts = back_up(store, file)
    say(f"{file}: {_told(counts)}")


def restore(file: Annotated[Path, typer.Argument(metavar="FILE", help="What `detector backup` wrote.")], db: Db = DEFAULT_DB) -> None:
    """Fill a new or empty store, SQLite or PostgreSQL, from a backup."""
    from detector.review.store import StoreError
    from detector.review.store.backups import restore as restore_into

    try:
        counts = restore_into(file, db)
    except StoreError as error:
        fail(str(error))
    say(f"{db}: {_told(counts)}")


@reviewer_app.command("add")
def add(
    name: Name,
    db: Db = DEFAULT_DB,
    role: Annotated[Role, typer.Option(help="Readers look, reviewers decide, admins settle disputes and say who works here.")] = "reviewer",
    password_stdin: PasswordStdin = False,
) -> None:
    """Add a person; without a password they can work only at the machine itself."""
    from detector.review.store.accounts import add_account

    password = _first_line() if password_stdin else None
    with open_store(db, make=True) as store, store.writing() as connection, _usage():
        added = add_account(connection, name, role, password, None, datetime.now(UTC))
    say(f"{added.name}: {added.role}")


@reviewer_app.command("list")
def list_all(db: Db = DEFAULT_DB) -> None:
    """List who works here."""
    from detector.review.store.accounts import with_password
    from detector.review.store.people import all_reviewers

    with open_store(db) as store, store.reading() as connection:
        people, can_log_in = all_reviewers(connection), with_password(connection)
    table = Table("name", "role", "logs in", box=None, pad_edge=False)
    for person in people:
        state = "disabled" if not person.active else "yes" if person.id in can_log_in else "no password"
        table.add_row(escape(person.name), person.role, state)
    stdout.print(table)


@reviewer_app.command("password")
def password(name: Name, db: Db = DEFAULT_DB, password_stdin: PasswordStdin = False) -> None:
    """Give a person a new password; it is asked for where it does not come from standard input."""
    from detector.review.store.accounts import change_password

    with open_store(db) as store:
        with store.reading() as connection:
            _find(connection, name)
        given = _first_line() if password_stdin else str(typer.prompt("password", hide_input=True, confirmation_prompt=True, err=True))
        with store.writing() as connection, _usage():
            change_password(connection, _find(connection, name).id, given, None, datetime.now(UTC))


@reviewer_app.command("disable")
def disable(name: Name, db: Db = DEFAULT_DB) -> None:
    """Let a person in no more; what they did stays."""
    _let_in(name, db, active=False)


@reviewer_app.command("enable")
def enable(name: Name, db: Db = DEFAULT_DB) -> None:
    """Let a disabled person in again."""
    _let_in(name, db, active=True)


def _let_in(name: str, db: str, active: bool) -> None:
    from detector.review.store.accounts import LastAdmin, change_account

    with open_store(db) as store, store.writing() as connection:
        try:
            change_account(connection, _find(connection, name).id, None, datetime.now(UTC), active=active)
        except LastAdmin:
            fail(f"{name} is the last admin: nobody else could let anybody in", USAGE)


def _find(connection: Connection, name: str) -> Reviewer:
    from detector.review.store.people import find_reviewer

    return find_reviewer(connection, name) or fail(f"there is nobody named {name} here", USAGE)


@contextmanager
def _usage() -> Iterator[None]:
    from detector.review.store.accounts import NameTaken

    try:
        yield
    except NameTaken as error:
        fail(f"there is a reviewer named {error} already", USAGE)
    except ValueError as error:
        fail(str(error), USAGE)


def _first_line() -> str:
    return sys.stdin.readline().rstrip("\r\n")


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no name for this user, as in some containers
        return "reviewer"


def _told(counts: dict[str, int]) -> str:
    return f"{counts['articles']} articles, {counts['items']} items, {counts['opinions']} opinions, {counts['events']} entries of history"
