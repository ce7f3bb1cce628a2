"""Every route says who may call it, and keeps to it."""

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import AnyConverter, BaseConverter, IntegerConverter, Rule

from tests.pages import Pages
from web.auth.policy import access_of, require_marks

OPEN_FILES = {"ui.asset", "ui.favicon", "ui.health"}


def guarded_rules(app: Flask) -> Iterator[Rule]:
    """Give the routes that are not open to everybody."""
    for rule in app.url_map.iter_rules():
        access = None if rule.endpoint in OPEN_FILES else access_of(app, rule.endpoint)
        if access is not None and not access.public and not access.programs:
            yield rule


def address(app: Flask, rule: Rule) -> str:
    """Return some address of a route."""
    values = {name: some_value(one) for name, one in rule._converters.items()}
    return app.url_map.bind("localhost").build(rule.endpoint, values, method=method(rule))


def some_value(converter: BaseConverter) -> object:
    """Return something that a part of an address can be."""
    if isinstance(converter, AnyConverter):
        return min(converter.items)
    return 1 if isinstance(converter, IntegerConverter) else "x"


def method(rule: Rule) -> str:
    """Return the method to try a route with."""
    return "GET" if "GET" in (rule.methods or ()) else "POST"


def call(pages: Pages, app: Flask, rule: Rule) -> int:
    """Call a route and return the status."""
    if method(rule) == "GET":
        return pages.client.get(address(app, rule)).status_code
    form = {"csrf_token": pages.token()}
    return pages.client.post(address(app, rule), data=form).status_code


def test_every_route_says_who_may_call_it(app: Flask) -> None:
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()} - OPEN_FILES
    assert [one for one in sorted(endpoints) if access_of(app, one) is None] == []


def test_the_application_does_not_start_with_a_route_that_says_nothing(app: Flask) -> None:
    bare = Flask("bare")
    bare.add_url_rule("/x", "x", lambda: "x")
    with pytest.raises(RuntimeError, match="'x'"):
        require_marks(bare)


def test_whoever_is_not_signed_in_is_led_to_sign_in_by_every_guarded_route(
    app: Flask, pages: Pages
) -> None:
    rules = list(guarded_rules(app))
    assert len(rules) >= 2
    for rule in rules:
        assert call(pages, app, rule) == 302, rule.rule


def test_a_program_without_a_session_gets_401_from_every_guarded_route(app: Flask) -> None:
    program = Pages(app, {"Accept": "application/json"})
    for rule in guarded_rules(app):
        if method(rule) == "GET":
            page = program.get(address(app, rule), 401)
            assert page.response.mimetype == "application/problem+json"


def test_a_person_without_the_post_gets_403_from_every_route_that_asks_for_one(
    app: Flask,
) -> None:
    browsers = {login: Pages(app) for login in ("ada", "bob")}
    for login, browser in browsers.items():
        browser.sign_in(login)
    for rule in guarded_rules(app):
        access = access_of(app, rule.endpoint)
        assert access is not None
        if access.posts:
            login = "ada" if "administrator" not in access.posts else "bob"
            assert call(browsers[login], app, rule) == 403, rule.rule


def test_no_answer_of_a_guarded_route_may_be_kept_by_a_cache(alice: Pages) -> None:
    assert alice.get("/sessions").response.headers["Cache-Control"] == "no-store"
