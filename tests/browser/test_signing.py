"""Signing in a real browser: read beside the list, sign, see the result; also without scripts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.actions.conftest import Stage
from tests.actions.signing import Desk, open_desk
from tests.browser.look import PHONE, SCREEN, arrive, complaints, faults_seen, served
from tests.databases import make_tables, sqlite_url
from tests.make import PASSWORD
from tests.web.casework import open_casework
from tests.web.citizen import furnish_portal
from tests.web.house import make_test_settings
from web.app import create_app

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Give an office in which two letters wait for their leader."""
    template = tmp_path / "template.db"
    make_tables(sqlite_url(template))
    with open_casework(template, furnish_portal(template), tmp_path) as made:
        desk = open_desk(Stage(context=made.context, cast=made.cast), tmp_path)
        desk.letter()
        desk.letter()
        yield desk


@pytest.fixture
def address(desk: Desk, tmp_path: Path) -> Iterator[str]:
    """Give the address of that office."""
    with served(create_app(desk.context, make_test_settings(tmp_path))) as found:
        yield found


def sign_in(page: Page, address: str, login: str) -> None:
    """Sign somebody in."""
    page.goto(f"{address}/sign-in")
    page.get_by_label("Tên đăng nhập").fill(login)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


def test_a_letter_is_read_beside_the_list_and_signed_with_the_others(
    page: Page, address: str
) -> None:
    page.set_viewport_size(SCREEN)  # type: ignore[arg-type]
    heard = complaints(page)
    sign_in(page, address, "bob")
    page.goto(f"{address}/signing")
    page.locator("a.sign-wide").first.click()
    expect(page.locator("#preview img").first).to_be_visible()
    assert faults_seen(page) == []
    page.locator("#sign-password").fill(PASSWORD)
    page.get_by_role("button", name="Ký tất cả 2").click()
    arrive(page, "/signing/orders/[0-9]+")
    expect(page.get_by_text("Đã ký 2 trên 2")).to_be_visible()
    assert faults_seen(page) == []
    assert heard == []


def test_on_a_phone_without_scripts_one_letter_is_read_and_signed(page: Page, address: str) -> None:
    browser = page.context.browser
    assert browser is not None
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    plain = context.new_page()
    sign_in(plain, address, "bob")
    plain.goto(f"{address}/signing")
    plain.locator("a.sign-narrow").first.click()
    arrive(plain, "/signing/letters/[0-9]+")
    plain.locator("#one-password").fill(PASSWORD)
    plain.get_by_role("button", name="Ký: Người ký ban hành").click()
    arrive(plain, "/signing/orders/[0-9]+")
    expect(plain.get_by_text("Đã ký 1 trên 1")).to_be_visible()
    context.close()


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["screen", "phone"])
def test_certificates_and_a_letter_have_no_fault(
    page: Page, address: str, size: dict[str, int]
) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    sign_in(page, address, "bob")
    page.goto(f"{address}/signing/letters/1")
    assert faults_seen(page) == []
    page.context.clear_cookies()
    sign_in(page, address, "frank")
    page.goto(f"{address}/signing/certificates")
    page.get_by_text("Thu hồi").first.click()
    assert faults_seen(page) == []
