"""Signing in and out, sessions, and limits on tries."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from engine.actions.sign_in import TRY_WINDOW
from engine.clock import FixedClock
from engine.context import Context
from engine.store.tries import count_try
from tests.pages import Pages
from tests.web.house import PASSWORD, make_test_settings
from web.app import create_app


def test_the_right_password_leads_on_and_gives_a_safe_cookie(pages: Pages) -> None:
    answer = pages.post("/sign-in", login="alice", password=PASSWORD).response
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert pages.get("/sessions").words.count("Alice") >= 1


def test_over_https_the_cookie_is_bound_to_the_host(context: Context, tmp_path: Path) -> None:
    app = create_app(context, make_test_settings(tmp_path, https=True))
    client = app.test_client()
    page = client.get("/sign-in", base_url="https://office.example")
    token = page.text.split('name="csrf-token" content="')[1].split('"')[0]
    answer = client.post(
        "/sign-in",
        base_url="https://office.example",
        headers={"Referer": "https://office.example/sign-in"},
        data={"csrf_token": token, "login": "alice", "password": PASSWORD},
    )
    cookies = answer.headers.getlist("Set-Cookie")
    assert any(one.startswith("__Host-motcua=") and "Secure" in one for one in cookies)


@pytest.mark.parametrize("login", ["alice", "nobody"])
def test_a_wrong_password_and_an_unknown_login_get_the_same_sentence(
    pages: Pages, login: str
) -> None:
    page = pages.post("/sign-in", 422, login=login, password="wrong")
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in page.words
    assert page.field("login") == login


def test_the_eleventh_try_for_a_login_is_refused_even_with_the_right_password(pages: Pages) -> None:
    for _ in range(10):
        pages.post("/sign-in", 422, login="alice", password="wrong")
    page = pages.post("/sign-in", 429, login="alice", password=PASSWORD)
    assert page.response.headers["Retry-After"] == "900"
    assert "Thử quá nhiều lần" in page.words


def test_after_a_quarter_of_an_hour_one_may_try_again(pages: Pages, context: Context) -> None:
    for _ in range(10):
        pages.post("/sign-in", 422, login="alice", password="wrong")
    assert isinstance(context.clock, FixedClock)
    context.clock.move(timedelta(minutes=15, seconds=1))
    pages.post("/sign-in", 303, login="alice", password=PASSWORD)


def test_sixty_tries_from_one_address_are_enough_whatever_the_login(
    pages: Pages, context: Context
) -> None:
    with context.database.begin() as db:
        for _ in range(60):
            count_try(db, "sign-in:address:127.0.0.1", context.clock.now(), 60, TRY_WINDOW)
    pages.post("/sign-in", 429, login="alice", password=PASSWORD)


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example", "/\\evil.example", "x"]
)
def test_signing_in_never_leads_to_another_host(pages: Pages, target: str) -> None:
    answer = pages.post("/sign-in", login="alice", password=PASSWORD, next=target).response
    assert answer.location.startswith("/")
    assert "evil" not in answer.location


def test_signing_in_leads_back_to_the_page_one_wanted(pages: Pages) -> None:
    wanted = pages.get("/sessions?lang=en", 302).response.location
    assert wanted == "/sign-in?next=/sessions?lang%3Den"
    page = pages.get(wanted)
    answer = pages.post("/sign-in", login="alice", password=PASSWORD, next=page.field("next"))
    assert answer.response.location == "/sessions?lang=en"


def test_signing_out_ends_the_session_on_the_server(alice: Pages) -> None:
    token = alice.client.get_cookie("motcua")
    assert token is not None
    alice.post("/sign-out")
    alice.client.set_cookie("motcua", token.value)
    assert "/sign-in" in alice.get("/sessions", 302).response.location


def test_a_session_ends_after_twelve_hours(alice: Pages, context: Context) -> None:
    assert isinstance(context.clock, FixedClock)
    context.clock.move(timedelta(hours=12, seconds=1))
    alice.get("/sessions", 302)


def test_one_may_end_another_session_of_ones_own(app: Flask, alice: Pages) -> None:
    other = Pages(app)
    other.sign_in("alice")
    key = other.get("/sessions").text.split('/revoke"')[0].rsplit("/", 1)[1]
    other.post(f"/sessions/{key}/revoke")
    alice.get("/sessions", 302)
    assert "Đã kết thúc phiên" in other.get("/sessions").words


def test_nobody_ends_the_session_of_somebody_else(app: Flask, alice: Pages) -> None:
    second = Pages(app)
    second.sign_in("alice")
    key = second.get("/sessions").text.split('/revoke"')[0].rsplit("/", 1)[1]
    charlie = Pages(app)
    charlie.sign_in("charlie")
    charlie.post(f"/sessions/{key}/revoke", 404)
    charlie.post("/sessions/nothing/revoke", 404)
    alice.get("/sessions")


def test_a_request_asks_for_its_session_in_one_statement(alice: Pages, context: Context) -> None:
    alice.get("/sign-in", 302)  # who stands in for whom is read now, and kept for some seconds
    with context.database.count_statements() as count:
        alice.get("/sign-in", 302)
    asked = [one for one in count.statements if not one.startswith("BEGIN")]
    assert len(asked) == 1


def test_sample_people_stand_on_the_page_in_sample_mode_only(
    pages: Pages, context: Context, tmp_path: Path
) -> None:
    assert "Người dùng mẫu" not in pages.get("/sign-in").words
    sample = Pages(sample_app(context, tmp_path))
    page = sample.get("/sign-in")
    assert "Charlie Cán bộ Một cửa · UBND xã Hai" in page.words
    sample.post("/sign-in", login="charlie", password=PASSWORD)


def sample_app(context: Context, folder: Path) -> Flask:
    """Return the application of a sample office on the same database."""
    fields = {name: getattr(context, name) for name in context.__dataclass_fields__}
    return create_app(
        Context(**{**fields, "sample_mode": True}), make_test_settings(folder, sample_mode=True)
    )


def test_signing_out_everywhere_else_leaves_only_this_session(app: Flask) -> None:
    here, there, bob = Pages(app), Pages(app), Pages(app)
    for browser, login in ((here, "alice"), (there, "alice"), (bob, "bob")):
        browser.sign_in(login)
    here.post("/sessions/revoke-others")
    assert "Đã kết thúc 1 phiên" in here.get("/sessions").words
    there.get("/sessions", 302)
    bob.get("/sessions")
