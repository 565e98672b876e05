"""Running the desk on this machine, or for others."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import uvicorn

from detector.review.desk import DeskOptions, create_app
from detector.review.desk.secret import session_secret
from detector.review.store.people import Reviewer, add_reviewer, admin_can_log_in, all_reviewers, find_reviewer

if TYPE_CHECKING:
    from detector.review.desk.context import Language
    from detector.review.store import Store

_LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
_STOP_SECONDS = 3  # pages that listen for news never end by themselves


class ServingError(Exception):
    """The desk cannot be opened to people; the message is one line for a person."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the desk is reached.

    `host` and `port` (0: any free one) are what it is bound to; `names` those under which people of other machines reach it (none: any
    name); `accounts` demands that they log in even where the desk is bound to this machine alone, as behind a proxy; `https` says that
    they reach it over TLS only.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    names: tuple[str, ...] = ()
    accounts: bool = False
    https: bool = False

    @property
    def has_accounts(self) -> bool:
        """Whether people log in: wherever other machines can reach the desk, they must."""
        return self.accounts or not is_loopback(self.host)


def is_loopback(host: str) -> bool:
    """Return whether only this machine can reach what is bound to `host`."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def options_for(store: Store, place: Place, language: Language, name: str) -> DeskOptions:
    """Return how the desk has to be run at a place.

    Args:
        store: whose people work there.
        place: where it is reached.
        language: of pages, until a reader chooses another.
        name: who works at this machine, where nobody logs in; they are added if they are not known.

    Raises:
        ServingError: people are to log in, but no admin can; or `name` may not work here.
        SecretError: sessions cannot be signed.
    """
    if place.has_accounts:
        with store.reading() as connection:
            if not admin_can_log_in(connection):
                raise ServingError("nobody could log in: first run `detector reviewer add NAME --role admin --password-stdin`")
        hosts = (*_LOOPBACK, *place.names) if place.names or is_loopback(place.host) else ("*",)
        return DeskOptions(language=language, accounts=True, hosts=hosts, secret=session_secret(), https=place.https)
    return DeskOptions(language=language, reviewer_id=_local_reviewer(store, name).id, hosts=(*_LOOPBACK, place.host))


def serve(store: Store, options: DeskOptions, place: Place, ready: Callable[[str], None]) -> None:
    """Run the desk until it is told to stop (Ctrl-C, SIGTERM): requests are then answered to their end.

    Args:
        store: what it shows; stays the caller's to close.
        options: how it is run.
        place: where.
        ready: told the address of the desk, once it answers there.

    Raises:
        ServingError: it cannot be bound to that host and port.
    """
    bound = _bind(place)
    host, port = bound.getsockname()[:2]
    config = uvicorn.Config(
        create_app(store, options), log_level="warning", access_log=False, server_header=False, lifespan="auto",
        timeout_graceful_shutdown=_STOP_SECONDS,
    )  # fmt: skip
    shown = "localhost" if ipaddress.ip_address(host).is_unspecified else f"[{host}]" if ":" in host else host
    with bound:
        ready(f"http://{shown}:{port}/")
        uvicorn.Server(config).run(sockets=[bound])


def _bind(place: Place) -> socket.socket:
    try:
        family, *_, address = socket.getaddrinfo(place.host.strip("[]"), place.port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family, backlog=128)
    except (OSError, OverflowError) as error:
        raise ServingError(f"{place.host}:{place.port}: {getattr(error, 'strerror', None) or error}") from None


def _local_reviewer(store: Store, name: str) -> Reviewer:
    with store.writing() as connection:
        known = find_reviewer(connection, name)
        if known is None:
            # Who has the machine has the store: the first one may do everything.
            return add_reviewer(connection, name, "reviewer" if all_reviewers(connection) else "admin")
    if not known.active:
        raise ServingError(f"{known.name} does not work here any more")
    return known
