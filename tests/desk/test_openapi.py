"""Every JSON twin answers what the OpenAPI document says, whatever it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from builders import pier_story
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance
from sqlalchemy import select

from desk.conftest import MORNING
from desk.walking import IDS, keys
from detector.review.desk import DeskOptions, create_app
from detector.review.store import Store
from detector.review.store.batches import add_batch
from detector.review.store.people import add_reviewer

EXAMPLES = 25
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store(str(tmp_path_factory.mktemp("openapi") / "desk.db")) as made:
        with made.writing() as connection:
            add_batch(connection, pier_story(), MORNING)
        yield made


@pytest.fixture(scope="module")
def app(store: Store) -> Any:
    with store.writing() as connection:
        ana = add_reviewer(connection, "Ana")
    return create_app(store, DeskOptions(reviewer_id=ana.id, language="en"))


def test_every_twin_is_in_the_document(app: Any) -> None:
    documented = {(method.upper(), path) for path, methods in app.openapi()["paths"].items() for method in methods}
    twins = {key for key in keys(app) if key[1].endswith(".json") and key != ("GET", "/openapi.json")}
    assert twins <= documented
    pages = {path for method, path in keys(app) if method == "GET" and path.count("/") == 1 and not path.endswith(".json")}
    without_twin = {path for path in pages if ("GET", f"{path}.json") not in twins}
    assert without_twin == {"/", "/login"}


def test_the_document_is_served_and_versioned(app: Any) -> None:
    with TestClient(app) as client:
        document = client.get("/openapi.json").json()
    assert document["openapi"].startswith("3.")
    assert document["info"]["version"]


def test_twins_answer_as_documented(app: Any, store: Store) -> None:
    schema = schemathesis.openapi.from_asgi("/openapi.json", app).include(method="GET")
    with store.reading() as connection:
        known = {name: list(connection.scalars(select(column))) for name, column in IDS.items()}
    tried = 0
    for found in schema.get_all_operations():
        operation = found.ok()

        @settings(max_examples=EXAMPLES, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy(), real=st.booleans(), data=st.data())
        def ask(case: Any, real: bool, data: st.DataObject) -> None:
            for name in case.path_parameters or {}:
                if real and name in known:
                    case.path_parameters[name] = data.draw(st.sampled_from(known[name]))
            case.call_and_validate(checks=CHECKS)

        ask()
        tried += 1
    assert tried >= 5
