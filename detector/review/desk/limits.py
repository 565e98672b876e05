"""How often one may try a password: few times per name, some more per address, so that guessing takes years."""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from threading import BoundedSemaphore, Lock

WINDOW_SECONDS = 15 * 60
TRIES_PER_NAME = 5
TRIES_PER_ADDRESS = 20
_KEYS = 10_000  # some megabytes; to push one's own failures out takes a thousand addresses

CHECKING = BoundedSemaphore(4)
"""Held while a password is checked: each takes 64 MB and a core."""


class Attempts:
    """Counts attempts per key over the last `seconds`; of more than `keys` keys the least recently tried are forgotten."""

    def __init__(self, most: int, seconds: float = WINDOW_SECONDS, keys: int = _KEYS, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._seconds, self._keys, self._clock = most, seconds, keys, clock
        self._tried: OrderedDict[str, deque[float]] = OrderedDict()

    def allowed(self, key: str) -> bool:
        """Return whether one more attempt may be made."""
        tried = self._tried.get(key)
        while tried and tried[0] <= self._clock() - self._seconds:
            tried.popleft()
        return not tried or len(tried) < self._most

    def count(self, key: str) -> None:
        """Count an attempt."""
        self._tried.setdefault(key, deque()).append(self._clock())
        self._tried.move_to_end(key)
        while len(self._tried) > self._keys:
            self._tried.popitem(last=False)

    def give_back(self, key: str) -> None:
        """Take the last attempt back: it did not fail."""
        tried = self._tried.get(key)
        if tried:
            tried.pop()
        if not tried:
            self._tried.pop(key, None)


class LoginLimits:
    """Failures of logging in, per name and per address, in the memory of this process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._names = Attempts(TRIES_PER_NAME, clock=clock)
        self._addresses = Attempts(TRIES_PER_ADDRESS, clock=clock)
        self._lock = Lock()

    def take(self, name: str, address: str) -> bool:
        """Count an attempt and return whether it may be made. It counts before the password is checked, so that many at once do too."""
        name, address = _keys_of(name, address)
        with self._lock:
            if not (self._names.allowed(name) and self._addresses.allowed(address)):
                return False
            self._names.count(name)
            self._addresses.count(address)
            return True

    def succeeded(self, name: str, address: str) -> None:
        """Say that the attempt just taken was no failure."""
        name, address = _keys_of(name, address)
        with self._lock:
            self._names.give_back(name)
            self._addresses.give_back(address)


def _keys_of(name: str, address: str) -> tuple[str, str]:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return name.strip().casefold()[:80], address[:80]
    # Who has one address of IPv6 has the 2^64 beside it.
    wide = str(ipaddress.ip_network(f"{parsed}/64", strict=False)) if parsed.version == 6 and not parsed.ipv4_mapped else str(parsed)
    return name.strip().casefold()[:80], wide
