"""A throw-away PostgreSQL cluster: own data folder, reached by a socket of its own folder only, gone when the tests are done."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg

MISSING = "PostgreSQL is not installed (Debian: apt-get install postgresql)"
_DEBIAN = Path("/usr/lib/postgresql")
_TEMPORARY, _PREFIX = Path("/tmp"), "desk-pg-"
_PORT = 5432  # names the socket; nothing listens on the network
# What the disk would lose in a power cut, these tests do not need.
_SETTINGS = ("listen_addresses=", "fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=200")


def programs() -> Path | None:
    """Return the folder of PostgreSQL's programs: Debian's newest, or that of `initdb` on the path; None where there is none."""
    found = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).resolve().parent if on_path else None


class Cluster:
    """A running cluster."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def address(self, database: str) -> str:
        """Return the address of a database, as `--db` takes it."""
        return f"postgresql+psycopg://postgres@/{database}?host={self._folder}&port={_PORT}"

    @contextlib.contextmanager
    def database(self, name: str = "desk") -> Iterator[str]:
        """Give the address of an empty database, emptied afterwards: to make a new one for each test takes longer than most tests."""
        if not self._run("postgres", f"SELECT FROM pg_database WHERE datname = '{name}'"):
            self._run("postgres", f"CREATE DATABASE {name}")
        yield self.address(name)
        others = f"datname = '{name}' AND pid <> pg_backend_pid()"
        self._run(name, f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")
        self._run(name, "DROP SCHEMA public CASCADE")
        self._run(name, "CREATE SCHEMA public")

    def _run(self, database: str, statement: str) -> int:
        with psycopg.connect(host=str(self._folder), port=_PORT, user="postgres", dbname=database, autocommit=True) as connection:
            return connection.execute(statement).rowcount


@contextlib.contextmanager
def cluster(where: Path) -> Iterator[Cluster]:
    """Give a new cluster, run by PostgreSQL's programs in `where`."""
    _end_those_left_behind(where)
    # Short: the path of a socket has at most 107 characters.
    folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=_TEMPORARY))
    user = _unprivileged()
    if user:
        os.chown(folder, user.pw_uid, user.pw_gid)
    try:
        _call(where, folder, "initdb", "--username=postgres", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C")
        options = " ".join(f"-c {setting}" for setting in (*_SETTINGS, f"unix_socket_directories={folder}", f"port={_PORT}"))
        _call(where, folder, "pg_ctl", "--wait", f"--log={folder / 'log'}", f"--options={options}", "start")
        try:
            yield Cluster(folder)
        finally:
            _call(where, folder, "pg_ctl", "--wait", "--mode=immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _end_those_left_behind(where: Path) -> None:
    """Stop the clusters of test runs that were killed before they could."""
    for folder in _TEMPORARY.glob(f"{_PREFIX}*-*"):
        if not _is_running(int(folder.name.removeprefix(_PREFIX).partition("-")[0])):
            with contextlib.suppress(AssertionError):  # it had not started, or has stopped
                _call(where, folder, "pg_ctl", "--wait", "--mode=immediate", "stop")
            shutil.rmtree(folder, ignore_errors=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)  # asks, and sends nothing
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's
        return True
    return True


def _call(where: Path, folder: Path, program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL on the cluster in a folder; as an unprivileged user where we are root, as it insists."""
    command = [str(where / program), "-D", str(folder / "data"), *arguments]
    user = _unprivileged()
    as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
    done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120, **as_user)
    assert done.returncode == 0, f"{program}: {done.stdout}"


def _unprivileged() -> pwd.struct_passwd | None:
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise AssertionError("no unprivileged user to run PostgreSQL as")
