"""What strangers write cannot act on who reads it, and what strangers send is refused."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from desk import hostile
from desk.walking import STREAMS, keys, paths, routes
from detector.report.untrusted import visible
from detector.review.desk import DeskOptions, create_app
from detector.review.desk.headers import HEADERS
from detector.review.store import Store
from detector.review.store.people import Reviewer, add_reviewer, all_reviewers

PAGE_BYTES = 1_000_000
ADDRESSES = {"href", "src", "action", "formaction", "data", "poster", "srcset", "xlink:href", "ping", "background", "manifest"}
REFUSED = re.compile(r"/people|.*/export/claimreview$")
"""What is refused without accounts, or without more parameters."""
FORBIDDEN_ELEMENTS = {"style", "iframe", "object", "embed", "base", "frame", "applet", "marquee"}
NASTY_QUERY = (
    "?search=%3Cscript%3Ealert(1)%3C/script%3E&source=%22+onerror%3D%22alert(1)&story=%E2%80%AEx&back=javascript:alert(1)&done=%3Cb%3E"
)


@pytest.fixture(scope="module")
def hostile_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store(str(tmp_path_factory.mktemp("hostile") / "desk.db")) as store:
        hostile.fill(store)
        yield store


@pytest.fixture(scope="module", params=["es", "en"])
def hostile_desk(hostile_store: Store, request: pytest.FixtureRequest) -> Iterator[TestClient]:
    with hostile_store.reading() as connection:
        first = next(person for person in all_reviewers(connection) if person.name == hostile.SCRIPT)
    app = create_app(hostile_store, DeskOptions(reviewer_id=first.id, language=request.param))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def problems(body: str) -> set[str]:
    """What is wrong with a page: whatever could act, and whatever shows otherwise than it is."""
    found = set()
    if visible(body) != body:
        found.add("a control character as such")
    for element in lxml.html.document_fromstring(body).iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in FORBIDDEN_ELEMENTS or (element.tag == "meta" and "http-equiv" in element.attrib):
            found.add(f"<{element.tag}>")
        if element.tag == "form" and element.get("method", "get").lower() == "post" and not element.xpath(".//input[@name='token']/@value"):
            found.add(f"form {element.get('action')} without its token")
        if element.tag == "script" and (element.text or not element.get("src", "").startswith("/static/")):
            found.add("a script of its own")
        for name, value in element.attrib.items():
            if name.startswith("on") or name == "style":
                found.add(f"attribute {name}")
            if name in ADDRESSES and not re.match(r"/(?!/)|#|\?|https?://|$", value):
                found.add(f"{name}={value[:40]!r}")
            if name in ADDRESSES and value.startswith("http") and not (element.tag == "a" and "noopener" in element.get("rel", "")):
                found.add(f"{element.tag} {name}={value[:40]!r} without rel")
    return found


def test_the_check_sees_what_is_wrong() -> None:
    assert problems('<p>fine <a href="/x">a</a></p><form method="post"><input name="token" value="x"></form>') == set()
    for bad in (
        "<script>x</script>", "<script src='https://x/y.js'></script>", "<p onclick=x>a</p>", "<p style='x'>a</p>",
        "<form method='post'><input name='token'></form>", "<a href='javascript:x'>a</a>", "<a href='https://x'>a</a>",
        "<svg><a xlink:href='data:x'/></svg>",
        "<a href='//evil'>a</a>", "<img src='data:x'>", "<style>a</style>", "a\u202eb",
    ):  # fmt: skip
        assert problems(f"<p>x</p>{bad}"), bad


def test_no_page_lets_hostile_text_act(hostile_store: Store, hostile_desk: TestClient) -> None:
    wrong: list[str] = []
    shown = 0
    spanish = hostile_desk.app.state.options.language == "es"  # type: ignore[attr-defined]
    for route in routes(hostile_desk.app):  # type: ignore[arg-type]
        if "GET" not in route.methods or route.path in STREAMS:
            continue
        found = paths(route, hostile_store, limit=1 if spanish or "/export/" in route.path else None)
        # The same page with other ids reads a query in the same way.
        for url in [*found, *(path + NASTY_QUERY for path in found[:1] if not path.endswith(".json"))]:
            answer = hostile_desk.get(url, follow_redirects=False)
            name = route.path + ("?..." if "?" in url else "")
            wrong += [f"{name}: {problem}" for problem in _wrong(answer)]
            if answer.status_code >= 500 or (answer.status_code >= 400 and "?" not in url and not REFUSED.match(url)):
                wrong.append(f"{name}: {answer.status_code} {answer.text[:120]!r}")
            shown += "&lt;script&gt;alert" in answer.text
    assert not wrong, "\n".join(dict.fromkeys(wrong))
    assert shown > 10  # hostile text was there to be escaped


def _wrong(answer: Response) -> Iterator[str]:
    if answer.is_redirect or answer.headers.get("content-disposition", "").startswith("attachment"):
        return  # no page, but the way to one, or a file to keep
    kind = answer.headers.get("content-type", "")
    if kind.startswith("text/html"):
        yield from sorted(problems(answer.text))
    elif kind.startswith("application/json"):
        json.loads(answer.content)
        if not answer.content.isascii() or b"<" in answer.content:
            yield "article text as such in JSON"
    else:
        yield f"neither a page nor JSON nor a file to keep, but {kind}"
    # The twin of an article is the whole article.
    if len(answer.content) > PAGE_BYTES and not re.fullmatch(r"/articles/\w+\.json", answer.url.path):
        yield f"{len(answer.content):,} bytes"


def test_pages_of_accounts_show_hostile_names_harmlessly(hostile_store: Store) -> None:
    with hostile_store.writing() as connection:
        add_reviewer(connection, hostile.BREAKOUT[:80], "admin", "a long password")
    with TestClient(create_app(hostile_store, DeskOptions(accounts=True, language="en"))) as client:
        login = client.get("/login?back=/account")
        token = lxml.html.document_fromstring(login.text).xpath("//input[@name='token']/@value")[0]
        form = {"name": hostile.BREAKOUT[:80], "password": "a long password", "token": token, "back": "/people"}
        people, wrong = client.post("/login", data=form), client.post("/login", data=form | {"name": hostile.HANDLER})
        for answer in (login, people, wrong, client.get("/account")):
            assert problems(answer.text) == set(), answer.url
        assert people.url.path == "/people"
        assert "&lt;script&gt;alert" in people.text


def test_errors_repeat_hostile_text_harmlessly(hostile_desk: TestClient) -> None:
    for path in (
        "/items/%3Cscript%3E",
        "/stories/%E2%80%AE",
        "/articles/%22onerror=",
        "/queue?low=%3Cscript%3E",
        "/%3Cscript%3E",
        "/login?back=%3Cb",
    ):
        answer = hostile_desk.get(path)
        assert answer.status_code < 500, path
        assert problems(answer.text) == set(), path


@pytest.mark.parametrize("given", [None, "", "wrong", "é", "x" * 10_000])
def test_every_form_needs_the_token(client: TestClient, given: str | None) -> None:
    app = client.app
    posts = [(method, path) for method, path in keys(app) if method not in ("GET", "HEAD")]  # type: ignore[arg-type]
    assert ("POST", "/language") in posts
    client.get("/queue")
    for method, path in posts:
        form = {} if given is None else {"token": given}
        url = re.sub(r"\{\w+\}", "1", path)
        assert client.request(method, url, data=form).status_code == 403, path
        if given is not None and given.isascii():
            assert client.request(method, url, headers={"x-token": given}, json={}).status_code == 403, path


def test_a_token_of_another_session_is_none(client: TestClient, filled: Store, ana: Reviewer) -> None:
    token = _token(client)
    with TestClient(client.app) as other:
        other.get("/queue")
        assert other.post("/language", data={"language": "es", "token": token}, follow_redirects=False).status_code == 403
    assert client.post("/language", data={"language": "es", "token": token}, follow_redirects=False).status_code == 303


@pytest.mark.parametrize(
    "path",
    ["/queue", "/queue.json", "/static/desk.css", "/nothing", "/static/nothing", "/queue?x=" + "y" * 20_000, "/queue?x=%00", "/language"],
)
def test_every_answer_carries_the_headers(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert answer.headers["cache-control"] == ("max-age=3600" if path.startswith("/static/") else "private, no-store")
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert ":" not in policy  # nothing of other hosts, no data:
    assert policy.startswith("default-src 'none'")


def test_strange_hosts_are_refused_with_the_headers_too(client: TestClient) -> None:
    for host in ("evil.example", "localhost.evil.example", "127.0.0.1.evil.example", ""):
        answer = client.get("/queue", headers={"host": host})
        assert answer.status_code == 400, host
        assert answer.headers["x-frame-options"] == "DENY"
    for host in ("localhost:8000", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST"):
        assert client.get("/queue", headers={"host": host}).status_code == 200, host


@pytest.mark.parametrize("chunks", [1, 30])
def test_bodies_are_bounded(client: TestClient, chunks: int) -> None:
    size = 1_500_000 // chunks
    body = (b"x" * size for _ in range(chunks)) if chunks > 1 else b"x" * size
    answer = client.post("/language", content=body, headers={"content-type": "application/x-www-form-urlencoded"})
    assert answer.status_code == 413
    assert "Traceback" not in answer.text
    assert client.get("/queue").status_code == 200


def test_addresses_are_bounded(client: TestClient) -> None:
    assert client.get("/queue?search=" + "x" * 300).status_code == 200
    assert (client.get("/queue?search=" + "x" * 20_000).status_code, client.get("/" + "x" * 20_000).status_code) == (414, 414)
    assert client.get("/queue?kind=%00").text == "Bad Request"
    assert client.get("/items/%00").status_code == 400


@pytest.mark.parametrize(
    "path",
    ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd", "/static/%2fetc/passwd",
     "/static/..%5capp.py", "/static/%2e%2e/templates/base.html", "/static/", "/static", "/static/desk.css/../../app.py",
     "/static/....//app.py"],
)  # fmt: skip
def test_nothing_but_static_files_is_under_static(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (404, 405)
    assert "create_app" not in answer.text
    assert "root:" not in answer.text


def test_a_link_out_of_the_static_folder_is_not_followed(client: TestClient) -> None:
    import detector.review.desk as desk

    folder = Path(desk.__file__).parent / "static"
    assert not [path for path in folder.rglob("*") if path.is_symlink()]


def test_pages_say_what_is_missing_or_not_allowed(client: TestClient) -> None:
    missing, wrong_method = client.get("/nothing"), client.request("DELETE", "/queue")
    assert (missing.status_code, wrong_method.status_code) == (404, 405)
    assert "<h1>404</h1>" in missing.text
    assert wrong_method.headers["allow"] == "GET"
    client.post("/language", data={"language": "es", "token": _token(client)})
    assert "Esta página no existe." in client.get("/nothing").text
    assert client.get("/nothing.json").json() == {"detail": "Not Found"}
    assert "«low»" in client.get("/queue?low=7").text
    assert client.get("/queue.json?low=7").json()["detail"].startswith("low: ")


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_a_failure_shows_no_traceback_and_asks_no_store(
    filled: Store, ana: Reviewer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, accept: str
) -> None:
    app = create_app(filled, DeskOptions(reviewer_id=ana.id, language="es"))
    with TestClient(app, raise_server_exceptions=False) as client, caplog.at_level(logging.ERROR):
        client.get("/queue")

        def broken() -> None:
            raise RuntimeError("secret detail of the store")

        monkeypatch.setattr(filled, "reading", broken)
        monkeypatch.setattr(filled, "writing", broken)
        answer = client.get("/queue", headers={"accept": accept})
    assert answer.status_code == 500
    assert "Algo ha fallado aquí" in answer.text or accept == "application/json"
    assert "secret detail" not in answer.text
    assert "Traceback" not in answer.text
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "secret detail" in caplog.text


@pytest.mark.parametrize(
    "back", ["//evil.example", "\\\\evil.example", "/\\evil.example", "http://evil.example", "https:evil.example", "javascript:alert(1)",
             "/\t/evil.example", "\t//evil.example", " //evil.example", "/\n/evil.example", "evil", ""],
)  # fmt: skip
def test_no_open_redirect(client: TestClient, back: str) -> None:
    answer = client.post("/language", data={"language": "es", "back": back, "token": _token(client)}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/queue")
    chosen = client.post("/account/name", data={"name": "Ana", "back": back, "token": _token(client)}, follow_redirects=False)
    assert (chosen.status_code, chosen.headers["location"]) == (303, "/queue")


def test_the_language_form_comes_back_to_the_same_view(client: TestClient) -> None:
    answer = client.get("/queue?label=supports&sort=reach")
    back = lxml.html.document_fromstring(answer.text).xpath("//input[@name='back']/@value")[0]
    assert back == "/queue?label=supports&sort=reach"
    told = client.post("/language", data={"language": "es", "back": back, "token": _token(client)}, follow_redirects=False)
    assert told.headers["location"] == back
    assert '<html lang="es">' in client.get(back).text


def test_nothing_is_set_in_a_cookie_that_scripts_or_other_sites_get(filled: Store, ana: Reviewer) -> None:
    app = create_app(filled, DeskOptions(reviewer_id=ana.id))
    with TestClient(app) as plain, TestClient(app, base_url="https://testserver") as tls:
        over_http, over_tls = (client.get("/account").headers["set-cookie"].lower() for client in (plain, tls))
    with TestClient(create_app(filled, DeskOptions(reviewer_id=ana.id, https=True))) as behind_proxy:
        told = behind_proxy.get("/account").headers["set-cookie"].lower()
    for cookie in (over_http, over_tls, told):
        assert "httponly" in cookie
        assert "samesite=lax" in cookie
    assert ("secure" in over_http, "secure" in over_tls, "secure" in told) == (False, True, True)


def _token(client: TestClient) -> str:
    return str(lxml.html.document_fromstring(client.get("/account").text).xpath("//input[@name='token']/@value")[0])
