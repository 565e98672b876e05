"""Who may do what: names on one's own machine, accounts everywhere else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import lxml.html
import pytest
from argon2 import PasswordHasher
from builders import pier_story
from fastapi.testclient import TestClient
from httpx2 import Response

from desk.conftest import MORNING
from desk.walking import STREAMS, calls, keys, paths
from detector.review.desk import DeskOptions, create_app
from detector.review.desk.limits import TRIES_PER_ADDRESS, TRIES_PER_NAME, WINDOW_SECONDS, Attempts, LoginLimits
from detector.review.store import Store, people
from detector.review.store.batches import add_batch
from detector.review.store.items import history
from detector.review.store.people import Reviewer, add_reviewer, change_reviewer, find_reviewer, set_password

PASSWORD = "correct horse battery"
RANKS = ("open", "reader", "reviewer", "admin")
# Who may use which route at a desk with accounts: a new route has to be entered here.
WHO = {
    "open": {
        "GET /", "GET /openapi.json", "GET /login", "POST /login", "POST /logout", "POST /language", "GET /account", "GET /account.json",
        "POST /account/name",
    },
    "reader": {
        "GET /queue", "GET /queue.json", "GET /views", "GET /views.json", "POST /views", "POST /views/forget", "POST /account/password",
        "GET /items/{item_id}", "GET /items/{item_id}.json", "GET /articles/{article_id}", "GET /articles/{article_id}.json",
        "GET /stories", "GET /stories.json", "GET /stories/{story_id}", "GET /stories/{story_id}.json", "GET /dashboard",
        "GET /dashboard.json", "GET /exports", "GET /exports.json", "GET /export/{name}", "GET /items/{item_id}/export/{name}",
        "GET /live", "GET /live.json",
    },
    "reviewer": {
        "POST /items/{item_id}/verdict", "POST /items/{item_id}/verdict.json", "POST /undo", "POST /undo.json",
        "POST /items/{item_id}/hold",
        "POST /items/{item_id}/release", "POST /items/{item_id}/assign",
    },
    "admin": {
        "GET /people", "GET /people.json", "POST /people", "POST /people/{person_id}/role", "POST /people/{person_id}/active",
        "POST /people/{person_id}/password",
    },
}  # fmt: skip
NEEDED = {"open": None, "reader": "get_reader", "reviewer": "get_writer", "admin": "get_admin"}


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2 as it is, but at a cost for tests."""
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(people, "_HASHER", hasher)
    monkeypatch.setattr(people, "_NOBODY", hasher.hash("nobody's"))


@pytest.fixture
def team(store: Store) -> Store:
    with store.writing() as connection:
        add_batch(connection, pier_story(), MORNING)
        for name, role in (("Lola", "reader"), ("Ana", "reviewer"), ("Root", "admin")):
            add_reviewer(connection, name, role, PASSWORD)  # type: ignore[arg-type]
        add_reviewer(connection, "Local")
    return store


@pytest.fixture
def visitor(team: Store) -> Iterator[Callable[[], TestClient]]:
    """Gives browsers, each with cookies of its own, at one desk with accounts."""
    app = create_app(team, DeskOptions(accounts=True, language="en", secret="s" * 40))
    with TestClient(app) as started:
        yield lambda: TestClient(started.app, follow_redirects=False)


def token(client: TestClient, path: str = "/login") -> str:
    answer = client.get(path, follow_redirects=True)
    return str(lxml.html.document_fromstring(answer.text).xpath("//input[@name='token']/@value")[0])


def post(client: TestClient, path: str, **form: str) -> Response:
    return client.post(path, data=form | {"token": token(client)}, follow_redirects=False)


def log_in(client: TestClient, name: str = "Ana", password: str = PASSWORD, **form: str) -> Response:
    return post(client, "/login", name=name, password=password, **form)


def person(store: Store, name: str) -> Reviewer:
    with store.reading() as connection:
        found = find_reviewer(connection, name)
    assert found
    return found


# Roles


def test_every_route_says_who_may_use_it(visitor: Callable[[], TestClient]) -> None:
    found = {f"{method} {path}": route for (method, path), route in keys(visitor().app).items()}  # type: ignore[arg-type]
    classified = {key: who for who, listed in WHO.items() for key in listed}
    assert sorted(set(found) - set(classified)) == [], "say in WHO who may use these"
    assert sorted(set(classified) - set(found)) == [], "these are gone"
    for key, route in found.items():
        needed = calls(route) & {"get_reader", "get_writer", "get_admin"}
        highest = max(needed, key=("get_reader", "get_writer", "get_admin").index, default=None)
        if key != "POST /account/password":
            assert highest == NEEDED[classified[key]], key
        assert ("check_token" in calls(route)) == (not key.startswith("GET")), f"{key}: a form, and nothing else, carries the token"


@pytest.mark.parametrize("who", RANKS)
def test_roles_hold_on_every_route(visitor: Callable[[], TestClient], team: Store, who: str) -> None:
    client = visitor()
    if who != "open":
        assert log_in(client, {"reader": "Lola", "reviewer": "Ana", "admin": "Root"}[who]).status_code == 303
    given = token(client, "/account")
    for (method, path), route in sorted(keys(client.app).items()):  # type: ignore[arg-type]
        needed = next(rank for rank, listed in WHO.items() if f"{method} {path}" in listed)
        allowed = RANKS.index(who) >= RANKS.index(needed)
        if needed == "open" or (allowed and path in STREAMS):
            continue
        for url in paths(route, team, limit=1):
            answer = client.request(method, url, data={"token": given} if method == "POST" else None)
            to_login = answer.status_code == 401 or answer.headers.get("location", "").startswith("/login")
            refused = to_login if who == "open" else answer.status_code == 403
            assert refused != allowed, f"{who}: {method} {url}: {answer.status_code}"
            assert answer.status_code < 500, url


def test_a_desk_without_accounts_has_no_administration(client: TestClient, filled: Store) -> None:
    with filled.writing() as connection:
        add_reviewer(connection, "Root", "admin", PASSWORD)
    assert post(client, "/account/name", name="Root").status_code == 303
    assert client.get("/people").status_code == 403
    assert post(client, "/people", name="Eve", role="admin", password=PASSWORD).status_code == 403


# Logging in and out


def test_logging_in_leads_back_to_what_was_asked_for(visitor: Callable[[], TestClient]) -> None:
    client = visitor()
    asked = client.get("/queue?label=supports&search=año")
    assert asked.status_code == 303
    page = lxml.html.document_fromstring(client.get(asked.headers["location"]).text)
    back = page.xpath("//main//input[@name='back']/@value")[0]
    answer = log_in(client, back=back)
    assert answer.headers["location"].startswith("/queue?label=supports&search=")
    assert "Ana" in client.get(answer.headers["location"]).text
    assert client.get("/queue.json").status_code == 200
    assert client.get("/login").headers["location"] == "/queue"


def test_json_without_login_is_401(visitor: Callable[[], TestClient]) -> None:
    answer = visitor().get("/queue.json")
    assert (answer.status_code, answer.json()) == (401, {"detail": "log in first"})


@pytest.mark.parametrize("back", ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)"])
def test_logging_in_leads_nowhere_else(visitor: Callable[[], TestClient], back: str) -> None:
    client = visitor()
    page = lxml.html.document_fromstring(client.get("/login", params={"back": back}).text)
    assert page.xpath("//main//input[@name='back']/@value") == ["/queue"]
    assert log_in(client, back=back).headers["location"] == "/queue"


def test_the_answer_does_not_tell_whether_there_is_such_a_name(visitor: Callable[[], TestClient], team: Store) -> None:
    with team.writing() as connection:
        change_reviewer(connection, person(team, "Lola").id, active=False)
    answers = [
        log_in(visitor(), name, password)
        for name, password in (("Ana", "wrong"), ("Nobody", "wrong"), ("Lola", PASSWORD), ("Local", ""), ("Local", PASSWORD))
    ]
    assert {answer.status_code for answer in answers if answer.status_code != 422} == {401}
    told = {re.sub(r'value="[^"]*"|data-token="[^"]*"', "", answer.text) for answer in answers if answer.status_code == 401}
    assert len(told) == 1
    assert "do not go together" in told.pop()


def test_the_session_is_a_new_one_after_login(visitor: Callable[[], TestClient]) -> None:
    client = visitor()
    before = token(client)
    cookie = client.cookies["detector_desk"]
    post(client, "/language", language="es")
    log_in(client)
    assert client.cookies["detector_desk"] != cookie
    assert token(client, "/account") != before
    assert '<html lang="es">' in client.get("/account").text  # the language stays
    planted = visitor()
    planted.cookies.set("detector_desk", cookie)
    assert planted.get("/queue.json").status_code == 401


def test_logging_out_ends_copies_of_the_cookie_too(visitor: Callable[[], TestClient]) -> None:
    client, thief = visitor(), visitor()
    log_in(client)
    thief.cookies.set("detector_desk", client.cookies["detector_desk"])
    assert thief.get("/queue.json").status_code == 200
    assert post_in(client, "/logout").headers["location"] == "/login"
    assert client.get("/queue.json").status_code == 401
    assert thief.get("/queue.json").status_code == 401


def test_a_cookie_that_was_changed_is_worth_nothing(visitor: Callable[[], TestClient], team: Store) -> None:
    client = visitor()
    log_in(client)
    value = client.cookies["detector_desk"]
    for forged in (value[:-2] + "xx", "null", "", value.replace(".", "", 1), "eyJyZXZpZXdlcl9pZCI6IDF9"):
        other = visitor()
        other.cookies.set("detector_desk", forged)
        assert other.get("/queue.json").status_code == 401
    unsigned_elsewhere = TestClient(create_app(team, DeskOptions(accounts=True, secret="t" * 40)), follow_redirects=False)
    unsigned_elsewhere.cookies.set("detector_desk", value)
    assert unsigned_elsewhere.get("/queue.json").status_code == 401


def test_a_name_chosen_without_accounts_is_no_login(team: Store) -> None:
    secret = "s" * 40
    with TestClient(create_app(team, DeskOptions(reviewer_id=person(team, "Local").id, secret=secret))) as local:
        post_in(local, "/account/name", name="Root")
        cookie = local.cookies["detector_desk"]
    with TestClient(create_app(team, DeskOptions(accounts=True, secret=secret)), follow_redirects=False) as desk:
        desk.cookies.set("detector_desk", cookie)
        assert desk.get("/queue.json").status_code == 401


def test_changing_the_password_ends_other_sessions(visitor: Callable[[], TestClient], team: Store) -> None:
    here, there = visitor(), visitor()
    log_in(here)
    log_in(there)
    new_one = "another password"
    for old, new, again in (("nope", new_one, new_one), (PASSWORD, "short", "short"), (PASSWORD, new_one, "other password")):
        assert post_in(here, "/account/password", old=old, new=new, again=again).status_code == 422
    answer = post_in(here, "/account/password", old=PASSWORD, new="another password", again="another password")
    assert answer.headers["location"] == "/account?done=password"
    assert "has been changed" in here.get("/account?done=password").text
    assert here.get("/queue.json").status_code == 200
    assert there.get("/queue.json").status_code == 401
    assert log_in(visitor()).status_code == 401
    assert log_in(visitor(), password="another password").status_code == 303


def test_a_disabled_person_is_out_at_once_and_their_password_reset_elsewhere_too(visitor: Callable[[], TestClient], team: Store) -> None:
    client = visitor()
    log_in(client)
    with team.writing() as connection:
        change_reviewer(connection, person(team, "Ana").id, active=False)
    assert client.get("/queue.json").status_code == 401
    with team.writing() as connection:
        change_reviewer(connection, person(team, "Ana").id, active=True)
        set_password(connection, person(team, "Ana").id, "set by the command line")
    assert client.get("/queue.json").status_code == 401


def test_guessing_a_password_is_slow(visitor: Callable[[], TestClient], team: Store) -> None:
    clock = Clock()
    client = visitor()
    client.app.state.login_limits = LoginLimits(clock)  # type: ignore[attr-defined]
    for _ in range(TRIES_PER_NAME):
        assert log_in(client, password="guess").status_code == 401
    refused = log_in(client)
    assert refused.status_code == 429  # even with the right one
    assert int(refused.headers["retry-after"]) == WINDOW_SECONDS
    assert log_in(client, " ANA ").status_code == 429
    assert log_in(visitor(), "Lola").status_code == 303  # others are not locked out
    clock.now += WINDOW_SECONDS + 1
    assert log_in(client).status_code == 303


def test_guessing_names_is_slow() -> None:
    clock = Clock()
    limits = LoginLimits(clock)
    taken = sum(limits.take(f"name {number}", "10.0.0.1") for number in range(100))
    assert taken == TRIES_PER_ADDRESS
    assert limits.take("name", "10.0.0.2")
    # The /64 beside an address of IPv6 belongs to the same machine.
    assert sum(limits.take(f"name {number}", f"2001:db8::{number}") for number in range(100)) == TRIES_PER_ADDRESS
    assert limits.take("name", "2001:db8:0:1::1")


def test_successes_do_not_count_and_do_not_pardon_failures() -> None:
    limits = LoginLimits(Clock())
    for _ in range(100):
        assert limits.take("ana", "10.0.0.1")
        limits.succeeded("ana", "10.0.0.1")
    for number in range(TRIES_PER_ADDRESS):
        assert limits.take(f"victim {number}", "10.0.0.1")
    assert not limits.take("ana", "10.0.0.1")


def test_counting_attempts_needs_little_memory() -> None:
    attempts = Attempts(3, keys=10, clock=Clock())
    for number in range(1000):
        attempts.count(str(number))
    assert len(attempts._tried) == 10
    assert not [key for key in attempts._tried if int(key) < 990]


# A desk without accounts


def test_without_accounts_one_chooses_a_name(client: TestClient, filled: Store) -> None:
    with filled.writing() as connection:
        add_reviewer(connection, "Berta")
    page = client.get("/account").text
    assert "You work as" in page
    assert "Password" not in page
    answer = post_in(client, "/account/name", name="Berta", back="/queue?sort=reach")
    assert answer.headers["location"] == "/queue?sort=reach"
    assert client.get("/account.json").json() | {"names": None} == {
        "name": "Berta", "role": "reviewer", "language": "en", "accounts": False, "names": None,
    }  # fmt: skip
    assert post_in(client, "/account/name", name="Nobody").status_code == 404
    assert post_in(client, "/logout").headers["location"] == "/account"
    assert client.get("/account.json").json()["name"] == "Ana"


def test_without_accounts_one_adds_a_name(client: TestClient, filled: Store) -> None:
    assert post_in(client, "/account/name", name=" Ñandú O'Hara ", new="true").status_code == 303
    assert client.get("/account.json").json()["name"] == "Ñandú O'Hara"
    assert post_in(client, "/account/name", name="Ana", new="true").status_code == 409
    for name in ("", "   ", "x" * 81, "a\u202eb", "zero\u200bwidth", "nul\x00"):
        assert post_in(client, "/account/name", name=name, new="true").status_code == 422, repr(name)
    with filled.reading() as connection:
        entry = history(connection)[-1]
    assert (entry.reviewer, entry.action, entry.item_id) == ("Ana", "account", None)
    assert entry.after == {"reviewer": person(filled, "Ñandú O'Hara").id, "name": "Ñandú O'Hara", "role": "reviewer"}


def test_a_desk_where_nobody_works_yet_asks_for_a_name(filled: Store) -> None:
    with TestClient(create_app(filled, DeskOptions(language="es")), follow_redirects=False) as client:
        asked = client.get("/queue?sort=reach")
        assert asked.headers["location"] == "/account?back=/queue%3Fsort%3Dreach"
        page = client.get(asked.headers["location"])
        assert "Añadir un nombre" in page.text
        assert client.get("/account.json").json()["name"] is None
        given = lxml.html.document_fromstring(page.text).xpath("//main//input[@name='token']/@value")[0]
        back = lxml.html.document_fromstring(page.text).xpath("//main//input[@name='back']/@value")[0]
        answer = client.post("/account/name", data={"name": "Primera", "new": "true", "token": given, "back": back})
        assert answer.headers["location"] == "/queue?sort=reach"
        assert client.get("/account.json").json()["name"] == "Primera"


def test_without_accounts_there_is_no_login(client: TestClient) -> None:
    assert client.get("/login", follow_redirects=False).headers["location"] == "/queue"
    assert post(client, "/login", name="Ana", password=PASSWORD).status_code == 403
    assert post_in(client, "/account/password", old="x", new="y" * 10, again="y" * 10).status_code == 403


# Administration


def test_an_administrator_adds_changes_and_disables(visitor: Callable[[], TestClient], team: Store) -> None:
    root, eva = visitor(), visitor()
    log_in(root, "Root")
    assert post_in(root, "/people", name="Eva", role="reader", password="first password").headers["location"] == "/people?done=added"
    assert log_in(eva, "Eva", "first password").status_code == 303
    number = person(team, "Eva").id
    assert post_in(root, f"/people/{number}/role", role="reviewer").status_code == 303
    assert eva.get("/account.json").json()["role"] == "reviewer"  # at once
    assert post_in(root, f"/people/{number}/password", password="second password").status_code == 303
    assert eva.get("/queue.json").status_code == 401
    assert log_in(eva, "Eva", "second password").status_code == 303
    assert post_in(root, f"/people/{number}/active", active="false").status_code == 303
    assert eva.get("/queue.json").status_code == 401
    assert log_in(eva, "Eva", "second password").status_code == 401
    told = {one["name"]: one for one in root.get("/people.json").json()["people"]}
    assert told["Eva"] == {"id": number, "name": "Eva", "role": "reviewer", "active": False, "password": True}
    assert told["Local"]["password"] is False
    with team.reading() as connection:
        entries = [entry for entry in history(connection) if entry.action == "account"]
    assert [entry.reviewer for entry in entries] == ["Root"] * 4
    assert "first password" not in str(entries)
    page = root.get("/people?done=active").text
    assert "Not let in" in page
    assert "Done." in page


def test_mistakes_of_an_administrator_are_told(visitor: Callable[[], TestClient], team: Store) -> None:
    root = visitor()
    log_in(root, "Root")
    assert post_in(root, "/people", name="Ana", role="reader", password=PASSWORD).status_code == 409
    assert post_in(root, "/people", name="Eva", role="reader", password="short").status_code == 422
    assert post_in(root, "/people", name="Eva", role="king", password=PASSWORD).status_code == 422
    assert post_in(root, "/people/999/role", role="reader").status_code == 404
    assert post_in(root, "/people/999/password", password=PASSWORD).status_code == 404
    assert post_in(root, "/people/99999999999999999999/role", role="reader").status_code == 422
    with team.reading() as connection:
        assert find_reviewer(connection, "Eva") is None


@pytest.mark.parametrize(("change", "form"), [("role", {"role": "reader"}), ("active", {"active": "false"})])
def test_the_last_administrator_cannot_be_shut_out(
    visitor: Callable[[], TestClient], team: Store, change: str, form: dict[str, str]
) -> None:
    root = visitor()
    log_in(root, "Root")
    path = f"/people/{person(team, 'Root').id}/{change}"
    refused = post_in(root, path, **form)
    assert refused.status_code == 409
    assert "last administrator" in refused.text
    assert root.get("/people").status_code == 200
    assert post_in(root, f"/people/{person(team, 'Ana').id}/role", role="admin").status_code == 303
    assert post_in(root, path, **form).status_code == 303
    assert root.get("/people").status_code == (403 if change == "role" else 303)


@pytest.mark.parametrize(
    ("language", "words"), [("es", ("Personas y permisos", "Retirar el acceso")), ("en", ("People and roles", "Let in no more"))]
)
def test_the_pages_speak_both_languages(visitor: Callable[[], TestClient], language: str, words: tuple[str, str]) -> None:
    client = visitor()
    post(client, "/language", language=language)
    assert ("Contraseña" if language == "es" else "Password") in client.get("/login").text
    log_in(client, "Root")
    page = client.get("/people").text
    assert all(word in page for word in words)
    assert ("Cambiar mi contraseña" if language == "es" else "Change your password") in client.get("/account").text


def post_in(client: TestClient, path: str, **form: str) -> Response:
    """Post as somebody who is logged in already."""
    return client.post(path, data=form | {"token": token(client, "/account")}, follow_redirects=False)
