"""What the properties panel fetches: its pick lists, and what the server says of a text."""

from typing import Any

import pytest
from werkzeug.test import TestResponse

from engine.actions.open_draft import draft_from_version
from tests.pages import Pages
from tests.web.casework import SMALL, Casework


@pytest.fixture
def address(casework: Casework) -> str:
    """Give the address of a draft that Frank has opened."""
    draft = draft_from_version(casework.context, casework.cast.frank, SMALL, 1)
    return f"/workshop/drafts/{draft.draft_id}"


def _choices(browser: Pages, address: str) -> dict[str, Any]:
    answer = browser.client.get(f"{address}/choices")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.get_json()
    return found


def _ask(browser: Pages, address: str, sent: object) -> TestResponse:
    headers = {"X-CSRFToken": browser.token(), "Accept": "application/json"}
    return browser.client.post(f"{address}/expression", json=sent, headers=headers)


def test_choices_are_in_the_language_of_the_reader(casework: Casework, address: str) -> None:
    browser = casework.browser("frank")
    vietnamese = _choices(browser, address)
    browser.client.get("/workshop?lang=en")
    english = _choices(browser, address)

    for kind in ("posts", "offices", "connectors", "statuses", "clocks", "functions"):
        ours = [one["value"] for one in vietnamese[kind]]
        assert ours == [one["value"] for one in english[kind]]
        assert vietnamese[kind][0]["label"] != english[kind][0]["label"]


def test_what_a_connector_needs_is_told(casework: Casework, address: str) -> None:
    found = _choices(casework.browser("frank"), address)["connectors"]
    inputs = next(one["inputs"] for one in found if one["value"] == "register-lookup")

    assert [(one["name"], one["needed"]) for one in inputs] == [
        ("register", True),
        ("number", True),
    ]


def test_forms_have_the_address_at_which_they_are_made(casework: Casework, address: str) -> None:
    found = _choices(casework.browser("frank"), address)

    assert found["forms"]
    assert all(one["url"].startswith(f"{address}/forms/") for one in found["forms"])


def test_only_the_workshop_is_told(casework: Casework, address: str) -> None:
    browser = casework.browser("alice")

    assert browser.client.get(f"{address}/choices").status_code == 403
    assert _ask(browser, address, {"text": "1", "kind": "expression"}).status_code == 403


def test_a_text_is_judged_with_the_names_on_the_screen(casework: Casework, address: str) -> None:
    browser = casework.browser("frank")
    sent = {"text": "moi_them > 1", "kind": "expression"}

    assert "moi_them" in _ask(browser, address, sent).get_json()["fault"]
    sent_names = {**sent, "names": ["moi_them"]}
    assert _ask(browser, address, sent_names).get_json() == {"fault": None}


@pytest.mark.parametrize("sent", [[], {"text": 1, "kind": "expression"}, {"text": "1"}])
def test_what_no_page_sends_is_refused(casework: Casework, address: str, sent: object) -> None:
    assert _ask(casework.browser("frank"), address, sent).status_code == 422
