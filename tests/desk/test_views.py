"""Saved views: a query kept under a name by one person."""

from __future__ import annotations

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from detector.review.desk import DeskOptions, create_app
from detector.review.desk.pages import views
from detector.review.store import Store
from detector.review.store.people import add_reviewer

QUERY = "?view=contradictions&source=El+Faro+del+Sur&low=0.8"


def post(client: TestClient, path: str, **fields: str) -> Response:
    """Send a form of ours."""
    found = re.search(r'data-token="([^"]+)"', client.get("/views").text)
    assert found
    return client.post(path, data={"token": unescape(found[1]), **fields}, follow_redirects=False)


def test_save_use_and_forget(client: TestClient) -> None:
    answer = post(client, "/views", name="  Faro, seguras ", query=QUERY)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/queue{QUERY}")
    assert f'href="/queue{QUERY}"' in unescape(client.get("/queue").text)
    assert client.get("/views.json").json() == [{"name": "Faro, seguras", "address": f"/queue.json{QUERY}"}]
    assert client.get(client.get("/views.json").json()[0]["address"]).json()["total"] == 2
    assert post(client, "/views/forget", name="Faro, seguras").status_code == 303
    assert client.get("/views.json").json() == []
    assert "None yet" in client.get("/views").text


def test_the_form_of_the_queue_keeps_its_filters(client: TestClient) -> None:
    page = client.get(f"/queue{QUERY}&page=3").text
    kept = re.search(r'name="query" value="([^"]*)"', page)
    assert kept
    assert unescape(kept[1]) == QUERY


def test_a_name_is_used_once(client: TestClient) -> None:
    post(client, "/views", name="mía", query="?low=0.5")
    post(client, "/views", name="mía", query="?low=0.9")
    assert client.get("/views.json").json() == [{"name": "mía", "address": "/queue.json?low=0.9"}]


def test_all_items_can_be_a_view(client: TestClient) -> None:
    assert post(client, "/views", name="todo", query="").headers["location"] == "/queue?view=all"


@pytest.mark.parametrize("query", ["?kind=nonsense", "?low=7", "?source=%00", "?" + "a=1&" * 600])
def test_only_queries_of_the_queue_are_kept(client: TestClient, query: str) -> None:
    assert post(client, "/views", name="x", query=query).status_code == 422
    assert client.get("/views.json").json() == []


@pytest.mark.parametrize("query", ["//evil.example/", "https://evil.example/?low=0.5", "?next=//evil.example"])
def test_no_view_leads_away(client: TestClient, query: str) -> None:
    answer = post(client, "/views", name="x", query=query)
    assert answer.status_code == 422 or answer.headers["location"].startswith("/queue?")
    assert "evil" not in answer.headers.get("location", "")


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "a\x00b", "a\nb"])
def test_a_name_is_a_short_line(client: TestClient, name: str) -> None:
    assert post(client, "/views", name=name, query=QUERY).status_code == 422


def test_names_are_text(client: TestClient) -> None:
    post(client, "/views", name="<i>\u202ex", query=QUERY)
    for path in ("/queue", "/views"):
        page = client.get(path).text
        assert "<i>" not in page and "&lt;i&gt;" in page and "\u202e" not in page


def test_there_is_a_limit(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "MOST", 1)
    post(client, "/views", name="a", query=QUERY)
    assert post(client, "/views", name="b", query=QUERY).status_code == 409
    assert post(client, "/views", name="a", query="?low=0.5").status_code == 303


def test_forms_from_elsewhere_are_refused(client: TestClient) -> None:
    assert client.post("/views", data={"name": "x", "query": QUERY}).status_code == 403
    assert client.post("/views/forget", data={"name": "x"}).status_code == 403


def test_views_are_ones_own(client: TestClient, filled: Store) -> None:
    post(client, "/views", name="mía", query=QUERY)
    with filled.writing() as connection:
        bruno = add_reviewer(connection, "Bruno")
    with TestClient(create_app(filled, DeskOptions(reviewer_id=bruno.id, language="en"))) as his:
        assert his.get("/views.json").json() == []
        post(his, "/views/forget", name="mía")
    assert len(client.get("/views.json").json()) == 1
