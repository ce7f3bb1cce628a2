"""Requests that no honest browser sends get a page in words, never a fault of ours."""

import logging

import pytest
from flask import Flask

from tests.pages import Pages
from tests.web.casework import Casework
from web.auth.policy import public
from web.ui.current import caller_address

HUGE = "9" * 20


@pytest.mark.parametrize("path", [f"/tasks/{HUGE}-1", f"/tasks/1-{HUGE}", "/tasks/１-1"])
def test_a_number_that_no_row_has_leads_nowhere(casework: Casework, path: str) -> None:
    casework.browser("alice").get(path, 404)


@pytest.mark.parametrize("name", ["q", "state", "status", "page", "procedure", "tab", "at", "lang"])
@pytest.mark.parametrize("text", ["%00", "-1", HUGE, "%ff%fe", "%F0%9F%A7%A8", "x" * 3000, "%27"])
def test_any_question_is_answered(casework: Casework, name: str, text: str) -> None:
    alice = casework.browser("alice")
    for path in ("/inbox", "/inbox/office", "/inbox/rows", "/cases", "/services"):
        assert alice.client.get(f"{path}?{name}={text}").status_code == 200


def test_an_error_page_that_cannot_be_drawn_still_says_the_number(
    app: Flask, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.jinja_env.globals, "asset_url", None)
    with caplog.at_level(logging.ERROR, logger="motcua.web"):
        answer = app.test_client().get("/sign-in")
    assert answer.status_code == 500
    assert answer.mimetype == "text/plain"
    assert str(caplog.records[-1].__dict__["reference"]) in answer.text


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("", ""),
    ],
)
def test_limits_count_a_network_of_ipv6_as_one(app: Flask, address: str, counted: str) -> None:
    app.add_url_rule("/where", "where", public(caller_address))
    answer = app.test_client().get("/where", environ_overrides={"REMOTE_ADDR": address})
    assert answer.text == counted


def test_a_huge_upload_is_refused_on_a_page_of_its_own(pages: Pages) -> None:
    size = {"CONTENT_LENGTH": str(2**40), "CONTENT_TYPE": "multipart/form-data; boundary=x"}
    answer = pages.client.post("/services/x/file", environ_overrides=size)
    assert answer.status_code == 413
    assert "ít tệp hơn" in answer.text
