"""Headers, tokens, and what a hostile page or request cannot do."""

from pathlib import Path

import pytest

from engine.context import Context
from tests.pages import Pages
from tests.web.house import PASSWORD, make_test_settings
from web.app import create_app


@pytest.mark.parametrize("path", ["/sign-in", "/nowhere", "/healthz", "/sessions"])
def test_every_answer_carries_the_security_headers(pages: Pages, path: str) -> None:
    headers = pages.client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_the_nonce_is_another_one_each_time(pages: Pages) -> None:
    first, second = (pages.get("/sign-in").response.headers for _ in range(2))
    assert first["Content-Security-Policy"] != second["Content-Security-Policy"]


def test_https_is_announced_only_where_it_is_used(
    pages: Pages, context: Context, tmp_path: Path
) -> None:
    assert "Strict-Transport-Security" not in pages.get("/sign-in").response.headers
    secure = create_app(context, make_test_settings(tmp_path, https=True)).test_client()
    assert "max-age=31536000" in secure.get("/sign-in").headers["Strict-Transport-Security"]


def test_a_post_without_a_token_changes_nothing(pages: Pages) -> None:
    form = {"login": "alice", "password": PASSWORD}
    answer = pages.client.post("/sign-in", data=form)
    assert answer.status_code == 400
    assert "motcua=" not in answer.headers.get("Set-Cookie", "")
    assert "tải lại trang" in answer.text


def test_a_token_of_another_browser_does_not_count(pages: Pages, alice: Pages) -> None:
    form = {"login": "alice", "password": PASSWORD, "csrf_token": alice.token()}
    assert pages.client.post("/sign-in", data=form).status_code == 400


@pytest.mark.parametrize("cookie", ["", "x", "a" * 3000, "%00", "é"])
def test_a_made_up_session_cookie_is_nobody(pages: Pages, cookie: str) -> None:
    pages.client.set_cookie("motcua", cookie)
    pages.get("/sessions", 302)


def test_what_somebody_types_is_never_markup(pages: Pages) -> None:
    page = pages.post("/sign-in", 422, login='"><script>x</script>', password="x")
    assert "<script>x" not in page.text


def test_a_huge_form_is_refused_in_words(pages: Pages) -> None:
    values = {"csrf_token": pages.token(), "login": "a" * 3_000_000}
    answer = pages.client.post("/sign-in", data=values)
    assert answer.status_code == 413
    assert "ít tệp hơn" in answer.text


@pytest.mark.parametrize("name", ["../../app.py", "manifest.json", "%2e%2e/app.py", "x.js"])
def test_only_built_files_are_served(pages: Pages, name: str) -> None:
    assert pages.client.get(f"/static/dist/{name}").status_code == 404
