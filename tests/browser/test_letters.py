"""Letters in a real browser: looked at before, delivered at the desk, checked by anybody."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from engine.actions.issue_letter import issue_standard
from engine.records.letters import Letter
from tests.browser.look import PHONE, SCREEN, arrive, complaints, faults_seen, served
from tests.databases import make_tables, sqlite_url
from tests.make import PASSWORD
from tests.web.casework import Casework, open_casework
from tests.web.citizen import furnish_portal

pytestmark = pytest.mark.browser
REASON = {"reason": "Không thuộc thẩm quyền"}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Casework]:
    """Give an office with a small procedure."""
    template = tmp_path / "template.db"
    make_tables(sqlite_url(template))
    with open_casework(template, furnish_portal(template), tmp_path) as made:
        yield made


@pytest.fixture
def letter(house: Casework) -> Letter:
    """Give a refusal that is issued and not delivered."""
    case = house.file()
    return issue_standard(house.context, house.cast.alice, case.case_id, "03", REASON)


@pytest.fixture
def address(house: Casework) -> Iterator[str]:
    """Give the address of that office."""
    with served(house.app) as found:
        yield found


def sign_in(page: Page, address: str) -> None:
    """Sign Alice, at the desk, in."""
    page.goto(f"{address}/sign-in")
    page.get_by_label("Tên đăng nhập").fill("alice")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["screen", "phone"])
def test_a_letter_is_found_and_delivered_without_a_fault_on_the_way(
    page: Page, address: str, letter: Letter, size: dict[str, int]
) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    heard = complaints(page)
    sign_in(page, address)
    page.goto(f"{address}/letters")
    assert faults_seen(page) == []
    page.get_by_role("link", name="Phiếu từ chối").click()
    arrive(page, "/cases/.+/letters")
    page.get_by_text("Giao văn bản").click()
    assert faults_seen(page) == []
    page.get_by_label("Người nhận").fill("Dora Nguyễn")
    page.get_by_label("Giấy tờ tùy thân").fill("CCCD 000000000123")
    page.get_by_role("button", name="Ghi nhận đã trao").click()
    expect(page.get_by_text("trao cho Dora Nguyễn")).to_be_visible()
    page.get_by_role("link", name="Phiếu kiểm soát").click()
    arrive(page, "/cases/.+/letters/slip")
    assert faults_seen(page) == []
    assert heard == []


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["screen", "phone"])
def test_anybody_checks_a_letter_by_its_code(
    page: Page, address: str, letter: Letter, size: dict[str, int]
) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.goto(f"{address}/verify")
    assert faults_seen(page) == []
    page.get_by_label("Mã ghi dưới mã QR").fill(letter.code.lower())
    page.get_by_role("button", name="Kiểm tra").click()
    expect(page.get_by_role("heading", name="Phiếu từ chối")).to_be_visible()
    assert faults_seen(page) == []
