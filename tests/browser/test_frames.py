"""The frames of all pages in a real browser: for screen readers, keyboards, phones."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.look import PHONE, SCREEN, complaints, faults_seen

pytestmark = pytest.mark.browser


def sign_in(page: Page, office: str) -> None:
    """Sign Alice in by one click on the sample people."""
    page.goto(f"{office}/sign-in")
    page.get_by_role("button", name="Alice").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["screen", "phone"])
@pytest.mark.parametrize("path", ["/sign-in", "/nowhere", "/sign-in?lang=en"])
def test_a_page_for_everybody_has_no_fault(
    page: Page, office: str, path: str, size: dict[str, int]
) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.goto(office + path)
    assert faults_seen(page) == []


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["screen", "phone"])
def test_an_officers_page_has_no_fault(page: Page, office: str, size: dict[str, int]) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    heard = complaints(page)
    sign_in(page, office)
    page.goto(f"{office}/sessions")
    assert faults_seen(page) == []
    assert heard == []


def test_the_first_key_leads_to_the_content(page: Page, office: str) -> None:
    page.goto(f"{office}/sign-in")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()


def test_escape_closes_the_menu_and_gives_the_focus_back(page: Page, office: str) -> None:
    sign_in(page, office)
    page.goto(f"{office}/sessions")
    page.locator("details.menu > summary").click()
    expect(page.get_by_role("button", name="Đăng xuất")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Đăng xuất")).to_be_hidden()
    expect(page.locator("details.menu > summary")).to_be_focused()


def test_without_javascript_an_officer_signs_in_and_out_on_a_phone(page: Page, office: str) -> None:
    browser = page.context.browser
    assert browser is not None
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    plain = context.new_page()
    sign_in(plain, office)
    plain.goto(f"{office}/sessions")
    plain.locator("details.menu > summary").click()
    with plain.expect_navigation():
        plain.get_by_role("button", name="Đăng xuất").click()
    plain.goto(f"{office}/sessions")
    assert "/sign-in" in plain.url
    context.close()
