"""The OpenAPI document says what the routes do, no more and no less."""

import re
from typing import Any

import pytest
from flask import Flask
from jsonschema import Draft202012Validator

from tests.architecture.sources import ROOT
from tests.web.api.programs import Program
from tests.web.casework import Casework
from web.api.operations import BASE, OPERATIONS
from web.api.schemas import SCHEMAS
from web.auth.policy import access_of


@pytest.fixture
def document(casework: Casework) -> dict[str, Any]:
    """Give the document as it is served."""
    response = casework.app.test_client().get("/api/openapi.json")
    assert response.status_code == 200
    found: dict[str, Any] = response.json or {}
    return found


def test_every_route_for_programs_is_in_the_document_and_the_other_way_round(
    casework: Casework, document: dict[str, Any]
) -> None:
    app: Flask = casework.app
    routes = {
        re.sub(r"<int:(\w+)>", r"{\1}", rule.rule).removeprefix(BASE)
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(BASE)
    }
    assert routes == set(document["paths"])


def test_every_route_for_programs_asks_for_a_token(casework: Casework, program: Program) -> None:
    for one in OPERATIONS:
        access = access_of(casework.app, f"api.{one.name}")
        path = f"{BASE}{one.path.replace('<int:work_id>', '1')}"
        assert access is not None
        assert access.programs
        assert program.http.post(path, json={}).status_code == 401


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_every_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    found: list[str] = re.findall(r"'\$ref': '#/([^']+)'", str(document))
    assert found
    for reference in found:
        place: Any = document
        for part in reference.split("/"):
            place = place[part]


@pytest.mark.usefixtures("waiting")
def test_answers_are_as_the_document_says(document: dict[str, Any], program: Program) -> None:
    answer = program.call("fetch", topics=["tax-notice"]).json
    kinds = {"components": document["components"], "$ref": "#/components/schemas/Fetched"}
    assert list(Draft202012Validator(kinds).iter_errors(answer)) == []


def test_the_manual_names_every_call() -> None:
    page = (ROOT / "docs" / "reference" / "api.md").read_text(encoding="utf-8")
    paths = {re.sub(r"<int:(\w+)>", r"{\1}", one.path) for one in OPERATIONS}
    assert set(re.findall(r"^\| `POST (\S+)` \|", page, re.MULTILINE)) == paths
