"""Work over the API: taken with a token, reported with its lock, refused as a problem."""

import pytest

from engine.actions.external_clients import revoke_token
from tests.web.api.programs import Program, make_program
from tests.web.casework import Casework


def test_a_program_takes_work_and_hands_back_its_result(
    casework: Casework, waiting: str, program: Program
) -> None:
    (work,) = program.fetch(most=5, lock_seconds=30, worker="tax-1")
    assert (work["case"], work["procedure"], work["element"]) == (waiting, "ngoai-viec", "thue")
    assert work["inputs"] == {"person": "000000000123"}
    assert work["locked_until"] == "2026-11-23T02:00:30.000Z"
    response = program.call(f"{work['id']}/complete", lock=work["lock"], result={"vnd": 120_000})
    assert (response.status_code, response.data) == (204, b"")
    assert program.fetch() == []


@pytest.mark.usefixtures("waiting")
def test_a_late_report_is_a_conflict_with_a_code(casework: Casework, program: Program) -> None:
    work_id, lock = program.take()
    casework.pass_time(minutes=2)
    make_program(casework.app, casework.context, "other").take()
    response = program.call(f"{work_id}/complete", lock=lock, result=1)
    assert response.status_code == 409
    assert response.mimetype == "application/problem+json"
    assert response.json is not None
    assert response.json["code"] == "work-gone"


@pytest.mark.usefixtures("waiting")
def test_a_program_can_fail_keep_and_give_back(program: Program) -> None:
    work_id, lock = program.take()
    kept = program.call(f"{work_id}/extend", lock=lock, lock_seconds=600)
    assert kept.json == {"locked_until": "2026-11-23T02:10:00.000Z"}
    assert program.call(f"{work_id}/unlock", lock=lock).status_code == 204
    work_id, lock = program.take()
    failed = program.call(f"{work_id}/fail", lock=lock, reason="no line", retry_after_seconds=5)
    assert failed.json == {"retry_at": "2026-11-23T02:00:05.000Z"}


def test_a_program_can_give_up(casework: Casework, waiting: str, program: Program) -> None:
    work_id, lock = program.take()
    failed = program.call(f"{work_id}/fail", lock=lock, reason="không có dữ liệu", retries=0)
    assert failed.json == {"retry_at": None}
    page = casework.browser("frank").get(f"/cases/{waiting}")
    assert "không có dữ liệu" in page.words


def test_a_program_can_throw_an_error_of_the_diagram(
    casework: Casework, waiting: str, program: Program
) -> None:
    work_id, lock = program.take()
    assert program.call(f"{work_id}/error", lock=lock, code="NO-TAX").status_code == 204
    assert "Ghi nhận miễn thuế" in casework.browser("alice").get(f"/cases/{waiting}").words


@pytest.mark.parametrize(
    "header", [{}, {"Authorization": "Bearer mtc_x"}, {"Authorization": "Basic YTpi"}]
)
def test_without_a_token_that_counts_nothing_is_given(
    program: Program, header: dict[str, str]
) -> None:
    response = program.http.post("/api/v1/work/fetch", json={"topics": ["a"]}, headers=header)
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"].startswith("Bearer")
    assert response.json is not None
    assert response.json["code"] == "token-refused"


def test_a_revoked_token_counts_no_more(casework: Casework, program: Program) -> None:
    revoke_token(casework.context, "tax")
    assert program.call("fetch", topics=["tax-notice"]).status_code == 401


def test_a_signed_in_person_is_no_program(casework: Casework) -> None:
    frank = casework.browser("frank")
    answer = frank.client.post("/api/v1/work/fetch", json={"topics": ["tax-notice"]})
    assert answer.status_code == 401


def test_another_topic_is_refused_with_a_code(program: Program) -> None:
    response = program.call("fetch", topics=["police-record"])
    assert response.status_code == 403
    assert response.json is not None
    assert (response.json["code"], "tax-notice" in response.json["detail"]) == (
        "topic-refused",
        True,
    )


def test_work_of_a_suspended_case_cannot_be_reported(
    casework: Casework, waiting: str, program: Program
) -> None:
    work_id, lock = program.take()
    casework.browser("frank").post(f"/cases/{waiting}/suspend", reason="toà án yêu cầu")
    response = program.call(f"{work_id}/complete", lock=lock)
    assert response.json is not None
    assert (response.status_code, response.json["code"]) == (409, "case-not-running")
