"""Incidents in a real browser: every page for readers and thumbs, and all of it without scripts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.look import PHONE, SCREEN, arrive, complaints, faults_seen, served
from tests.databases import make_tables, sqlite_url
from tests.make import PASSWORD
from tests.web.casework import Casework, open_casework
from tests.web.citizen import furnish_portal
from tests.web.incidents.breaking import stick

pytestmark = pytest.mark.browser


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Casework]:
    """Give an office in which three cases stand still."""
    template = tmp_path / "template.db"
    make_tables(sqlite_url(template))
    with open_casework(template, furnish_portal(template), tmp_path) as made:
        stick(made, 3)
        yield made


@pytest.fixture
def address(house: Casework) -> Iterator[str]:
    """Give the address of that office."""
    with served(house.app) as found:
        yield found


def sign_in(page: Page, address: str) -> None:
    """Sign Frank, the administrator, in."""
    page.goto(f"{address}/sign-in")
    page.get_by_label("Tên đăng nhập").fill("frank")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["screen", "phone"])
def test_no_page_of_incidents_has_a_fault(page: Page, address: str, size: dict[str, int]) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    heard = complaints(page)
    sign_in(page, address)
    page.goto(f"{address}/incidents")
    assert faults_seen(page) == []
    page.get_by_role("link", name="Việc bên ngoài bị lỗi").click()
    arrive(page, "/incidents/causes/.+")
    assert faults_seen(page) == []
    page.get_by_role("link", name="Khắc phục").first.click()
    arrive(page, "/incidents/[0-9]+-[0-9]+")
    page.get_by_text("Mọi dữ liệu khác").click()
    assert faults_seen(page) == []
    assert heard == []


def test_a_long_round_goes_on_by_itself(
    page: Page, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.actions.retry_incidents.MOST_SECONDS", 0.0)
    sign_in(page, address)
    page.goto(f"{address}/incidents")
    page.get_by_role("link", name="Việc bên ngoài bị lỗi").click()
    page.get_by_label("Lý do").fill("Sổ đã mở lại")
    page.get_by_role("button", name="Chạy lại cả 3").click()
    page.get_by_text("Đã chạy lại 3 bước.").wait_for()
    assert page.url == f"{address}/incidents"


def test_without_scripts_an_administrator_corrects_and_skips(page: Page, address: str) -> None:
    browser = page.context.browser
    assert browser is not None
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    plain = context.new_page()
    sign_in(plain, address)
    plain.goto(f"{address}/incidents")
    plain.get_by_role("link", name="Việc bên ngoài bị lỗi").click()
    plain.get_by_role("link", name="Khắc phục").first.click()
    plain.get_by_label("Số định danh").fill("000000000999")
    plain.locator("#amend-reason").fill("Ghi nhầm")
    plain.get_by_role("button", name="Sửa và chạy lại").click()
    expect(plain.get_by_text("Đã sửa dữ liệu")).to_be_visible()
    context.close()
