"""What the API refuses, and how: always problem+json, naming the place that does not fit."""

from typing import Any

import pytest

from tests.web.api.programs import Program, make_program
from tests.web.casework import Casework

WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("fetch", {}, "'topics' is a required property"),
    ("fetch", {"topics": []}, "topics"),
    ("fetch", {"topics": ["a b"]}, "topics[0]"),
    ("fetch", {"topics": ["a"], "most": 0}, "most"),
    ("fetch", {"topics": ["a"], "most": 101}, "most"),
    ("fetch", {"topics": ["a"], "lock_seconds": 10**9}, "lock_seconds"),
    ("fetch", {"topics": ["a"], "wait_seconds": 21}, "wait_seconds"),
    ("fetch", {"topics": ["a"], "worker": "a\nb"}, "worker"),
    ("fetch", {"topics": ["a"], "more": 1}, "'more' was unexpected"),
    ("1/complete", {}, "'lock' is a required property"),
    ("1/complete", {"lock": "1"}, "lock"),
    ("1/complete", {"lock": 2**31}, "lock"),
    ("1/fail", {"lock": 1, "reason": "a\0b"}, "reason"),
    ("1/fail", {"lock": 1, "reason": ""}, "reason"),
    ("1/fail", {"lock": 1, "reason": "x", "retries": -1}, "retries"),
    ("1/error", {"lock": 1, "code": ""}, "code"),
    ("1/extend", {"lock": 1}, "'lock_seconds' is a required property"),
]


@pytest.mark.parametrize(("path", "body", "told"), WRONG)
def test_a_body_that_does_not_fit_is_told_with_its_place(
    program: Program, path: str, body: dict[str, Any], told: str
) -> None:
    response = program.call(path, **body)
    assert response.status_code == 422
    assert response.mimetype == "application/problem+json"
    assert response.json is not None
    assert told in response.json["detail"]


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b"\xff", b'{"lock": NaN}', b"[" * 5000]
)
def test_what_is_no_json_object_is_refused(program: Program, body: bytes) -> None:
    headers = {"Authorization": f"Bearer {program.token}"}
    response = program.http.post("/api/v1/work/1/complete", data=body, headers=headers)
    assert response.status_code == 422
    assert response.json is not None
    assert response.json["code"] == "input-refused"


def test_a_body_that_is_too_large_is_not_read(program: Program) -> None:
    response = program.call("1/complete", lock=1, result="x" * 1_100_000)
    assert (response.status_code, response.mimetype) == (413, "application/problem+json")


@pytest.mark.parametrize(
    ("path", "status"),
    [("/api/v1/nothing", 404), ("/api/v1/work/9999999999/complete", 404), ("/api/", 404)],
)
def test_an_address_that_is_not_there_is_a_problem_document_too(
    program: Program, path: str, status: int
) -> None:
    response = program.http.post(path, json={}, headers={"Accept": "text/html"})
    assert (response.status_code, response.mimetype) == (status, "application/problem+json")


def test_another_method_is_told_which_one_there_is(program: Program) -> None:
    response = program.http.get("/api/v1/work/fetch")
    assert response.status_code == 405
    assert "POST" in response.headers["Allow"]


def test_a_program_reads_the_language_it_asks_for(program: Program) -> None:
    told = [
        program.http.post("/api/v1/work/fetch", headers={"Accept-Language": language}).json
        for language in ("en-GB,en;q=0.9", "vi", "fr")
    ]
    assert [str(one and one["detail"])[:4] for one in told] == ["Send", "Hãy ", "Hãy "]


def test_a_program_that_calls_too_often_is_told_when_to_call_again(casework: Casework) -> None:
    rates = casework.app.extensions["motcua"]["api"].rates
    program = make_program(casework.app, casework.context)
    rates._rate = 1.0
    statuses = [program.call("fetch", topics=["tax-notice"]) for _ in range(4)]
    assert statuses[0].status_code == 200
    assert (statuses[-1].status_code, statuses[-1].headers["Retry-After"]) == (429, "1")
