"""Somebody forges the news that Dora has paid; nothing happens but that the office hears of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.look import PHONE, SCREEN, arrive, complaints, faults_seen, served
from tests.make import PASSWORD
from tests.web.citizen import furnish_portal
from tests.web.money.treasury import Treasury, open_treasury

pytestmark = pytest.mark.browser


@dataclass(frozen=True, kw_only=True)
class Bank:
    """A treasury that is served to a browser."""

    treasury: Treasury
    address: str


@pytest.fixture
def bank(sqlite_template: Path, tmp_path: Path) -> Iterator[Bank]:
    """Give the pages on a free port."""
    template = tmp_path / "furnished.db"
    template.write_bytes(sqlite_template.read_bytes())
    cast = furnish_portal(template)
    with (
        open_treasury(template, cast, tmp_path) as treasury,
        served(treasury.app) as address,
    ):
        yield Bank(treasury=treasury, address=address)


def follow(page: Page, address: str, code: str) -> None:
    """Open Dora's dossier."""
    page.goto(f"{address}/tracking")
    page.fill("[name=code]", code)
    page.fill("[name=digits]", "0123")
    page.keyboard.press("Enter")
    arrive(page, "/tracking/dossier")


def sign_in(page: Page, address: str, login: str) -> None:
    """Sign an officer in."""
    page.goto(f"{address}/sign-in")
    page.fill("[name=login]", login)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    arrive(page, "/inbox")


def read_report(page: Page, address: str, code: str) -> None:
    """Read what came of the forged news, and that the dossier still waits."""
    page.goto(f"{address}/money/reports")
    expect(page.get_by_text("Giả mạo: chữ ký không đúng")).to_be_visible()
    assert faults_seen(page) == []
    page.get_by_role("link", name=code).click()
    arrive(page, f"/cases/{code}/fees")
    expect(page.get_by_text("Chờ nộp", exact=True)).to_be_visible()
    assert faults_seen(page) == []


def test_a_forged_payment_changes_nothing_and_is_told(bank: Bank, browser: Browser) -> None:
    case = bank.treasury.file()
    dora = browser.new_page(viewport=PHONE, locale="vi-VN")  # type: ignore[arg-type]
    heard = complaints(dora)
    follow(dora, bank.address, case.code)
    expect(dora.get_by_role("heading", name="Phải nộp: 42.500 đ")).to_be_visible()
    assert faults_seen(dora) == []

    dora.get_by_role("link", name="Nộp trực tuyến").click()
    arrive(dora, "/simulator/.*")
    assert faults_seen(dora) == []
    dora.get_by_role("button", name="Giả mạo thông báo").click()
    expect(dora.get_by_text("Giả mạo: chữ ký không đúng")).to_be_visible()
    follow(dora, bank.address, case.code)
    expect(dora.get_by_role("heading", name="Phải nộp: 42.500 đ")).to_be_visible()

    alice = browser.new_page(viewport=SCREEN, locale="vi-VN")  # type: ignore[arg-type]
    sign_in(alice, bank.address, "alice")
    read_report(alice, bank.address, case.code)

    dora.get_by_role("link", name="Nộp trực tuyến").click()
    arrive(dora, "/simulator/.*")
    dora.get_by_role("button", name="Thanh toán", exact=True).click()
    arrive(dora, "/tracking/dossier")
    expect(dora.get_by_role("link", name="Biên lai số BL-2026-0000001")).to_be_visible()
    assert faults_seen(dora) == []
    alice.reload()
    expect(alice.get_by_text("Đã nộp 42.500 đ")).to_be_visible()
    assert heard == []


@pytest.mark.parametrize("size", [PHONE, SCREEN], ids=["phone", "screen"])
def test_the_pages_of_money_can_be_used(bank: Bank, browser: Browser, size: dict[str, int]) -> None:
    twice, wrong = bank.treasury.file(), bank.treasury.file()
    bank.treasury.call(twice, "pay-twice")
    bank.treasury.call(wrong, "wrong-amount")
    page = browser.new_page(viewport=size, locale="vi-VN")  # type: ignore[arg-type]
    heard = complaints(page)
    sign_in(page, bank.address, "bob")
    for path in (
        f"/cases/{twice.code}/fees",
        f"/cases/{wrong.code}/fees",
        "/money",
        "/money/reports",
        "/money/reconciliation",
        "/money/reconciliation/simulator/2026-11-23",
    ):
        page.goto(f"{bank.address}{path}")
        for closed in page.locator("details.fee-more").all():
            closed.evaluate("one => one.open = true")
        assert (path, faults_seen(page)) == (path, [])
    assert heard == []
