"""The commands of the desk: a store is filled, opened, saved and restored; one line for each thing that goes wrong."""

from __future__ import annotations

import os
import re
import signal
import socket
import stat
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from builders import pier_story
from fakes import fake_encoder, fake_nli
from typer.testing import CliRunner, Result

from desk.conftest import MORNING
from detector import pipeline
from detector.cli import app
from detector.console import FAILED, OK, PARTLY, USAGE
from detector.review import commands, serving, update
from detector.review.desk.secret import SecretError, session_secret
from detector.review.serving import Place, ServingError, is_loopback, options_for, serve
from detector.review.store import Store
from detector.review.store.batches import add_batch
from detector.review.store.items import history
from detector.review.store.people import add_reviewer, all_reviewers, check_password
from detector.review.store.queue import Filter, count_items

ROOT = Path(__file__).parents[2]
SECRET = "correct horse battery staple"
FILLERS = (
    "Los vecinos del barrio alto pidieron luz para sus calles durante la reunión de anoche. El tren circuló con retraso por las obras.",
    "Una banda de música recorrió ayer la avenida ante miles de curiosos. Los hoteles esperan llenar sus habitaciones en la fiesta.",
    "La biblioteca municipal prestó cuarenta mil libros a lectores de todas las edades. El mercado abrirá los domingos por la mañana.",
)
LEASED = "El Gobierno de Valmara {} el muelle norte de Puerto Alba a la naviera Ostrel. {}"


@pytest.fixture(autouse=True)
def own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Fake engines, a folder and settings of our own."""
    for module in (pipeline, update):
        monkeypatch.setattr(module, "load_encoder", lambda *_: fake_encoder())
        monkeypatch.setattr(module, "load_nli", lambda *_: fake_nli())
    for name in [name for name in os.environ if name.startswith("DETECTOR_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)


def call(*arguments: object, given: str | None = None) -> Result:
    """Run the command line as `detector ARGUMENTS...`."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], input=given)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def refused(result: Result, says: str, code: int = FAILED) -> None:
    """Assert that a command said what is wrong in one line."""
    assert result.exit_code == code, result.output
    (line,) = result.stderr.splitlines()
    assert line.startswith("error ") and says in line, line


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder with two articles that contradict each other."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "faro.txt").write_text(LEASED.format("arrendó", FILLERS[0]))
    (folder / "gaceta.txt").write_text(LEASED.format("no arrendó", FILLERS[1]))
    return folder


@pytest.fixture
def desk(tmp_path: Path) -> Store:
    """The store `detector.db`, filled."""
    with Store(str(tmp_path / "detector.db")) as made, made.writing() as connection:
        add_batch(connection, pier_story(), MORNING)
    return made


# --- run -------------------------------------------------------------------------------------------------------------


def test_runs_fill_a_store_and_say_what_changed(articles: Path) -> None:
    first = call("run", articles, "--db", "detector.db", "--parser", "rules")
    assert first.exit_code == OK, first.output
    assert first.stdout.splitlines()[0] == "detector.db: batch 1, 2 articles (2 new); items: 1 new, 0 carried, 0 changed, 0 gone"
    assert "contradictions" in first.stdout and not Path("out").exists()
    later = articles.parent / "brisa.txt"
    later.write_text(LEASED.format("nunca arrendó", FILLERS[2]))
    second = call("run", later, "--db", "detector.db", "--parser", "rules", "--out", "out")
    assert re.match(r"detector\.db: batch 2, 3 articles \(1 new\); items: [12] new, 1 carried, 0 changed, 0 gone", second.stdout)
    assert second.stdout.splitlines()[-1] == "out/index.html" and Path("out/report.json").exists()
    again = call("run", "--db", "detector.db", "--parser", "rules")
    assert again.exit_code == OK and "batch 3, 3 articles (0 new)" in again.stdout and " 0 new," in again.stdout


def test_the_store_may_be_named_by_the_environment(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DETECTOR_DB", "team.db")
    assert call("run", articles, "--parser", "rules").exit_code == OK
    assert Path("team.db").exists()


def test_a_run_needs_somewhere_to_write_and_something_to_read(articles: Path) -> None:
    refused(call("run", articles), "say where to: --out DIR, --db ADDRESS, or both", USAGE)
    refused(call("run", "--out", "out"), "missing INPUT", USAGE)
    refused(call("run", "--db", "none.db"), "there is no store", FAILED)
    refused(call("run", articles, "--db", "no/such/folder/x.db", "--parser", "rules"), "unable to open database file")
    refused(call("run", articles, "--db", articles / "faro.txt", "--parser", "rules"), "not a database")
    assert not Path("out").exists() and not Path("none.db").exists()


def test_skipped_input_is_no_reason_not_to_store_the_rest(articles: Path) -> None:
    (articles / "photo.jpg").write_bytes(b"\xff\xd8")
    result = call("run", articles, "--db", "detector.db", "--parser", "rules")
    assert result.exit_code == PARTLY and "batch 1, 2 articles" in result.stdout


# --- review ----------------------------------------------------------------------------------------------------------


@contextmanager
def running(*arguments: str, stop: signal.Signals = signal.SIGINT) -> Iterator[tuple[str, Callable[[], tuple[int, str]]]]:
    """Run `detector review` as a program; give its address, and a function that stops it and gives exit code and what it said."""
    code = "from detector.cli import main; main()"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code, "review", "--port", "0", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)

    def end() -> tuple[int, str]:
        process.send_signal(stop)
        _, said = process.communicate(timeout=60)
        return process.returncode, said

    try:
        assert process.stdout
        address = process.stdout.readline().strip()
        assert address, process.communicate(timeout=60)[1]
        yield address, end
    finally:
        process.kill()
        process.wait()


def fetch(address: str, **headers: str) -> tuple[int, str]:
    request = urllib.request.Request(address, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_the_desk_opens_says_where_and_stops_when_told(desk: Store) -> None:
    with running("--as", "Ana", "--lang", "en") as (address, end):
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address)
        status, page = fetch(address + "queue")
        assert status == 200 and 'lang="en"' in page and "Ana" in page
        assert fetch(address + "queue", Host="evil.example")[0] == 400
        assert end() == (OK, "")
    with desk.reading() as connection:
        assert [(person.name, person.role) for person in all_reviewers(connection)] == [("Ana", "admin")]


def test_who_works_here_is_added_once(desk: Store) -> None:
    for name in ("Ana", "Ben", "Ana"):
        options_for(desk, Place(), "es", name)
    with desk.reading() as connection:
        assert [(person.name, person.role) for person in all_reviewers(connection)] == [("Ana", "admin"), ("Ben", "reviewer")]
    assert call("reviewer", "disable", "Ben").exit_code == OK
    refused(call("review", "--as", "Ben"), "Ben does not work here any more")
    refused(call("review", "--as", " "), "--as: a name has 1 to 80 characters", USAGE)


def test_what_keeps_the_desk_from_opening_is_said_in_one_line(desk: Store) -> None:
    refused(call("review", "--db", "none.db"), "none.db: there is no store; `detector run INPUT... --db none.db` makes one")
    assert not Path("none.db").exists()
    Store("empty.db").close()
    refused(call("review", "--db", "empty.db"), "nothing to review yet; `detector run INPUT... --db empty.db` fills it")
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        refused(call("review", "--port", port), f"127.0.0.1:{port}: Address already in use")
    refused(call("review", "--host", "192.0.2.1", "--port", "0"), "first run `detector reviewer add NAME --role admin --password-stdin`")
    refused(call("review", "--host", "192.0.2.1", "--as", "Ana"), "--as: where people log in", USAGE)
    refused(call("review", "--accounts"), "first run `detector reviewer add")


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("127.0.0.1", True), ("127.1.2.3", True), ("::1", True), ("[::1]", True), ("localhost", True), ("0.0.0.0", False), ("::", False),
     ("192.168.1.5", False), ("desk.example", False), ("", False), ("localhost.example", False), ("127.0.0.1.example", False)],
)  # fmt: skip
def test_what_other_machines_can_reach_has_accounts(host: str, loopback: bool) -> None:
    assert is_loopback(host) == loopback and Place(host).has_accounts != loopback


def test_a_desk_for_others_demands_that_an_admin_can_log_in(desk: Store) -> None:
    with desk.writing() as connection:
        add_reviewer(connection, "Ana", "reviewer", SECRET)
        add_reviewer(connection, "Root", "admin")
    with pytest.raises(ServingError, match="nobody could log in"):
        options_for(desk, Place("0.0.0.0"), "es", "x")
    assert call("reviewer", "password", "Root", "--password-stdin", given=f"{SECRET}\n").exit_code == OK
    options = options_for(desk, Place("0.0.0.0"), "es", "x")
    assert options.accounts and options.reviewer_id is None and options.hosts == ("*",) and len(options.secret) >= 48
    assert options_for(desk, Place("0.0.0.0"), "es", "x").secret == options.secret
    named = options_for(desk, Place(names=("desk.example",), accounts=True, https=True), "es", "x")
    assert named.accounts and named.https and "desk.example" in named.hosts and "*" not in named.hosts
    with desk.reading() as connection:
        assert {person.name for person in all_reviewers(connection)} == {"Ana", "Root"}


def test_a_desk_for_others_shows_nothing_before_the_login(desk: Store) -> None:
    with desk.writing() as connection:
        add_reviewer(connection, "Root", "admin", SECRET)
    with running("--host", "0.0.0.0") as (address, end):
        assert address.startswith("http://localhost:")
        address = address.replace("localhost", "127.0.0.1")
        status, page = fetch(address + "queue")
        assert status == 200 and "password" in page and "muelle" not in page  # the login page
        assert fetch(address + "queue.json")[0] == 401
        assert end()[0] == OK


def test_the_desk_is_served_on_the_socket_it_told_of_without_a_log_of_accesses(desk: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[str] = []
    stopped = threading.Event()

    class Server:
        def __init__(self, config: object) -> None:
            assert config.access_log is False and config.timeout_graceful_shutdown  # type: ignore[attr-defined]

        def run(self, sockets: list[socket.socket]) -> None:
            assert started and sockets[0].getsockname()[1] == int(started[0].rstrip("/").rpartition(":")[2])
            stopped.set()

    monkeypatch.setattr(serving.uvicorn, "Server", Server)
    place = Place(port=0)
    serve(desk, options_for(desk, place, "es", "Ana"), place, started.append)
    assert stopped.is_set()


# --- reviewer --------------------------------------------------------------------------------------------------------


def test_reviewers_are_added_listed_disabled_and_let_in_again(tmp_path: Path) -> None:
    assert call("reviewer", "add", "Zoë [b]", "--role", "admin", "--password-stdin", given=f"{SECRET}\r\nmore\n").exit_code == OK
    assert call("reviewer", "add", "Ana").stdout == "Ana: reviewer\n"
    with Store("detector.db") as store, store.reading() as connection:
        assert check_password(connection, "Zoë [b]", SECRET)
        assert [entry.action for entry in history(connection)] == ["account", "account"]
    assert call("reviewer", "disable", "Ana").exit_code == OK
    rows = [re.split(r"\s{2,}", line.strip()) for line in call("reviewer", "list").stdout.splitlines()]
    assert rows[1:] == [["Ana", "reviewer", "disabled"], ["Zoë [b]", "admin", "yes"]]
    assert call("reviewer", "enable", "Ana").exit_code == OK
    assert "no password" in call("reviewer", "list").stdout
    refused(call("reviewer", "disable", "Zoë [b]"), "is the last admin", USAGE)


def test_a_password_is_asked_for_twice_and_never_shown(desk: Store) -> None:
    call("reviewer", "add", "Ana")
    result = call("reviewer", "password", "Ana", given=f"{SECRET}\n{SECRET}\n")
    assert result.exit_code == OK and SECRET not in result.output
    with desk.reading() as connection:
        assert check_password(connection, "Ana", SECRET)


@pytest.mark.parametrize(
    ("arguments", "given", "says"),
    [
        (["add", "Ana"], None, "there is a reviewer named Ana already"),
        (["add", ""], None, "a name has 1 to 80 characters"),
        (["add", "Ben", "--password-stdin"], "short\n", "a password has at least 10 characters"),
        (["add", "Ben", "--password-stdin"], "", "a password has at least 10 characters"),
        (["password", "Ana", "--password-stdin"], "short\n", "a password has at least 10 characters"),
        (["password", "Nobody", "--password-stdin"], SECRET, "there is nobody named Nobody here"),
        (["disable", "Nobody"], None, "there is nobody named Nobody here"),
        (["enable", "Nobody"], None, "there is nobody named Nobody here"),
    ],
    ids=str,
)
def test_what_is_wrong_with_a_reviewer_is_said_in_one_line(arguments: list[str], given: str | None, says: str, desk: Store) -> None:
    assert call("reviewer", "add", "Ana").exit_code == OK
    refused(call("reviewer", *arguments, given=given), says, USAGE)


@pytest.mark.parametrize("arguments", [["list"], ["disable", "Ana"], ["password", "Ana", "--password-stdin"]], ids=str)
def test_without_a_store_there_is_nobody(arguments: list[str]) -> None:
    refused(call("reviewer", *arguments, given=SECRET), "there is no store")
    assert not Path("detector.db").exists()


# --- backup and restore ----------------------------------------------------------------------------------------------


def test_backup_and_restore(desk: Store) -> None:
    saved = call("backup", "desk.jsonl.gz")
    assert saved.exit_code == OK and saved.stdout == "desk.jsonl.gz: 6 articles, 6 items, 0 opinions, 0 entries of history\n"
    back = call("restore", "desk.jsonl.gz", "--db", "again.db")
    assert back.stdout == "again.db: 6 articles, 6 items, 0 opinions, 0 entries of history\n"
    with Store("again.db") as store, store.reading() as connection:
        assert count_items(connection, Filter()) == 6
    refused(call("backup", "desk.jsonl.gz"), "is there already")
    refused(call("restore", "desk.jsonl.gz"), "is not empty")
    refused(call("restore", "none.gz", "--db", "x.db"), "No such file")
    refused(call("backup", "x.gz", "--db", "none.db"), "there is no store")
    assert not Path("none.db").exists() and not Path("x.db").exists()


# --- the secret ------------------------------------------------------------------------------------------------------


def test_the_secret_is_made_once_and_kept_to_its_owner(tmp_path: Path) -> None:
    secret = session_secret()
    file = tmp_path / "config/detector/desk-secret"
    assert session_secret() == secret == file.read_text() and len(secret) >= 48
    assert stat.S_IMODE(file.stat().st_mode) == 0o600 and [entry.name for entry in file.parent.iterdir()] == ["desk-secret"]
    assert session_secret(tmp_path / "other") != secret


def test_a_secret_that_cannot_be_trusted_is_refused(tmp_path: Path, desk: Store) -> None:
    file = tmp_path / "secret"
    session_secret(file)
    for mode in (0o640, 0o604, 0o620):
        file.chmod(mode)
        with pytest.raises(SecretError, match="others can"):
            session_secret(file)
    file.chmod(0o600)
    for text in (b"", b"short", b"\xff" * 100):
        file.write_bytes(text)
        with pytest.raises(SecretError):
            session_secret(file)
    with pytest.raises(SecretError):
        session_secret(tmp_path)
    (tmp_path / "config").write_text("a file, no folder")
    with desk.writing() as connection:
        add_reviewer(connection, "Root", "admin", SECRET)
    refused(call("review", "--accounts"), "config")


def test_two_desks_that_start_at_once_share_one_secret(tmp_path: Path) -> None:
    secrets: list[str] = []
    threads = [threading.Thread(target=lambda: secrets.append(session_secret(tmp_path / "new/secret"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(secrets) == 8 and len(set(secrets)) == 1


def test_the_name_of_who_works_here_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found: 12345")

    monkeypatch.setattr(commands.getpass, "getuser", lambda: "ana")
    assert commands._login_name() == "ana"
    monkeypatch.setattr(commands.getpass, "getuser", nobody)
    assert commands._login_name() == "reviewer"
