"""Many at one desk: `python -m eval.benchmarks.desk_load [--readers 50] [--writers 10] [--seconds 120] [--items N] [--store URL]`.

Fills a store as `eval.benchmarks.desk` does, opens the desk on it in a process of its own (`detector review`), and lets readers turn
pages and writers decide, each under a name of their own, over real connections. Prints how many requests were answered, how fast, and
whether every verdict that the desk accepted is in the history, and no other. Exit code 1 where one is missing or an answer is an error.
"""

from __future__ import annotations

import argparse
import random
import re
import socket
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, perf_counter, sleep

import httpx
import numpy as np
from sqlalchemy import func, select

from detector.review.store import Store
from detector.review.store.tables import EventRow
from detector.review.vocabulary import VERDICTS
from eval.benchmarks.desk import ADDRESSES, fill

_TOKEN = re.compile(r'data-token="([^"]+)"')
_QUEUE = "/queue.json?view=contradictions&status=open&page="
_PAUSE = 1.0  # seconds between two requests of one person, at most: people read, too


@dataclass
class Tally:
    """What one person did: answers by status, seconds of each, and the (item, version) of every verdict that was accepted."""

    statuses: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    accepted: list[tuple[str, int]] = field(default_factory=list)


class Person:
    """A browser of one person, without the browser."""

    def __init__(self, address: str, number: int) -> None:
        self._client = httpx.Client(base_url=address, timeout=60, follow_redirects=True)
        self._draw = random.Random(number)
        self.tally = Tally()

    def read(self, until: float) -> Tally:
        """Turn pages until the clock says so."""
        while monotonic() < until:
            self._get(self._draw.choice(ADDRESSES) if self._draw.random() < 0.6 else f"/items/{self._some_item()}")
            sleep(self._draw.random() * _PAUSE)
        return self.tally

    def write(self, until: float, name: str) -> Tally:
        """Decide items under a name of one's own until the clock says so."""
        token = self._token()
        self._client.post("/account/name", data={"token": token, "name": name, "new": "true"}).raise_for_status()
        token = self._token()
        while monotonic() < until:
            item = self._some_item()
            version = self._get(f"/items/{item}.json").json()["version"]
            self._decide(item, version, token)
            sleep(self._draw.random() * _PAUSE)
        return self.tally

    def _decide(self, item: str, version: int, token: str) -> None:
        sent = {"verdict": self._draw.choice(VERDICTS), "version": version}
        answer = self._timed("POST", f"/items/{item}/verdict.json", json=sent, headers={"X-Token": token})
        if answer.status_code == 200:
            self.tally.accepted.append((item, answer.json()["version"]))

    def _some_item(self) -> str:
        # Few pages for all: writers are to meet.
        rows = self._get(f"{_QUEUE}{self._draw.randrange(1, 6)}").json()["items"]
        return str(self._draw.choice(rows)["id"])

    def _token(self) -> str:
        found = _TOKEN.search(self._get("/queue").text)
        if found is None:
            raise RuntimeError("the queue's page carries no token")
        return found[1]

    def _get(self, path: str) -> httpx.Response:
        return self._timed("GET", path)

    def _timed(self, method: str, path: str, **sent: object) -> httpx.Response:
        began = perf_counter()
        answer = self._client.request(method, path, **sent)  # type: ignore[arg-type]
        self.tally.seconds.append(perf_counter() - began)
        self.tally.statuses[answer.status_code] += 1
        return answer


@contextmanager
def desk(store: str) -> Iterator[str]:
    """Open the desk as people do; give the address at which it answers."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("detector")), "review", "--db", store, "--port", str(port), "--as", "Load"]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(120):
            try:
                httpx.get(f"{address}/queue.json", timeout=5)
                break
            except httpx.TransportError:
                sleep(0.5)
        yield address
    finally:
        running.terminate()
        running.wait(30)


def main() -> None:
    """Fill a store, open the desk, let everybody work, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--writers", type=int, default=10)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--items", type=int, default=20_000)
    parser.add_argument("--store", help="an empty store at this path or PostgreSQL address (default: a temporary file)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        address = given.store or str(Path(folder) / "desk.db")
        with closing(Store(address)) as store:
            fill(store, given.items)
            before = _verdicts(store)
        with desk(address) as at, ThreadPoolExecutor(given.readers + given.writers) as pool:
            until = monotonic() + given.seconds
            read = [pool.submit(Person(at, n).read, until) for n in range(given.readers)]
            written = [pool.submit(Person(at, 1000 + n).write, until, f"Writer {n}") for n in range(given.writers)]
            readers, writers = ([done.result() for done in jobs] for jobs in (read, written))
        with closing(Store(address)) as store:
            sys.exit(_tell(readers, writers, _verdicts(store) - before))


def _verdicts(store: Store) -> Counter[str]:
    """How many verdicts the history has of each item."""
    with store.reading() as connection:
        counted = select(EventRow.item_id, func.count()).where(EventRow.action == "verdict").group_by(EventRow.item_id)
        return Counter({str(row[0]): int(row[1]) for row in connection.execute(counted)})


def _tell(readers: list[Tally], writers: list[Tally], kept: Counter[str]) -> int:
    for name, people in (("readers", readers), ("writers", writers)):
        statuses = sum((person.statuses for person in people), Counter[int]())
        seconds = [second for person in people for second in person.seconds]
        median, late = (np.percentile(seconds, q) * 1000 for q in (50, 95))
        told = ", ".join(f"{number} x {status}" for status, number in sorted(statuses.items()))
        print(f"{len(people)} {name}: {len(seconds)} requests ({told}); median {median:.0f} ms, p95 {late:.0f} ms")
    accepted = [verdict for writer in writers for verdict in writer.accepted]
    twice = len(accepted) - len(set(accepted))
    lost = Counter(item for item, _ in accepted) != kept
    print(f"{len(accepted)} verdicts accepted, {kept.total()} in the history; {twice} of one version of an item")
    failed = any(status >= 400 and status != 409 for person in (*readers, *writers) for status in person.statuses)
    return int(lost or twice > 0 or failed)


if __name__ == "__main__":
    main()
