"""Errors become pages that help, or problem documents."""

import json
import logging

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from engine.errors import MotcuaError, NotFound, StateUnreadable, TaskGone, TooManyTries, Words
from tests.pages import Pages
from web.auth.policy import public

NOT_FOUND = NotFound(what=Words(en="case", vi="hồ sơ"), key="H99.1-1")
KNOWN = [
    (NOT_FOUND, 404, "Không tìm thấy hồ sơ H99.1-1", "There is no case H99.1-1"),
    (TaskGone(), 409, "Việc này không còn mở", "This task is no longer open"),
    (TooManyTries(post="", seconds=30), 429, "đợi 30 giây", "Wait 30 seconds"),
]


def raise_at(app: Flask, error: Exception) -> None:
    """Give the application a route that fails."""

    @public
    def fail() -> str:
        raise error

    app.add_url_rule("/fails", "fails", fail)


@pytest.mark.parametrize(("error", "status", "vi", "en"), KNOWN, ids=lambda one: type(one).__name__)
def test_a_known_error_speaks_the_readers_language(
    app: Flask, error: MotcuaError, status: int, vi: str, en: str
) -> None:
    raise_at(app, error)
    assert vi in Pages(app).get("/fails", status).words
    assert en in Pages(app).get("/fails?lang=en", status).words


def test_a_program_gets_a_problem_document(app: Flask) -> None:
    raise_at(app, NOT_FOUND)
    answer = Pages(app, {"Accept": "application/json"}).get("/fails", 404).response
    assert answer.mimetype == "application/problem+json"
    problem = json.loads(answer.text)
    assert problem["code"] == "not-found"
    assert problem["status"] == 404


def test_an_unexpected_error_is_logged_with_the_number_on_the_page(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    raise_at(app, KeyError("secret"))
    with caplog.at_level(logging.ERROR, logger="motcua.web"):
        page = Pages(app).get("/fails", 500)
    reference = caplog.records[-1].__dict__["reference"]
    assert reference in page.words
    assert "secret" not in page.text


def test_our_own_fault_is_logged_too(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    raise_at(app, StateUnreadable(found=9, known=1))
    with caplog.at_level(logging.ERROR, logger="motcua.web"):
        Pages(app).get("/fails", 500)
    assert caplog.records


def test_an_unknown_address_offers_a_way_on(pages: Pages) -> None:
    page = pages.get("/nowhere", 404)
    assert "Không tìm thấy trang này" in page.words
    assert "Về trang đầu" in page.words


def test_a_wrong_method_names_the_right_one(pages: Pages) -> None:
    assert "POST" in pages.get("/sign-out", 405).response.headers["Allow"]


def test_a_refused_officer_stays_in_the_officers_frame(app: Flask, alice: Pages) -> None:
    page = alice.post("/sessions/nothing/revoke", 404)
    assert "Về trang của tôi" in page.words
    assert "Alice" in page.words


def test_a_lost_database_asks_for_patience_not_for_help(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    raise_at(app, OperationalError("SELECT 1", None, Exception("gone")))
    page = Pages(app).get("/fails", 503)
    assert "hãy thử lại sau vài giây" in page.words
    assert page.response.headers["Retry-After"] == "5"
    assert [record.levelname for record in caplog.records] == ["WARNING"]
