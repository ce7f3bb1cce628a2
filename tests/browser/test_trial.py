"""Trials and scenarios in a real browser: for readers, keyboards, thumbs, and without scripts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.look import PHONE, SCREEN, arrive, complaints, faults_seen, served
from tests.databases import make_tables, sqlite_url
from tests.make import PASSWORD
from tests.web.casework import open_casework
from tests.web.citizen import furnish_portal
from tests.web.trial.bench import PERMIT, Trier, trier

pytestmark = pytest.mark.browser


@pytest.fixture
def tried(tmp_path: Path) -> Iterator[Trier]:
    """Give a draft of the building permit."""
    template = tmp_path / "template.db"
    make_tables(sqlite_url(template))
    with open_casework(template, furnish_portal(template), tmp_path) as made:
        yield trier(made, PERMIT)


@pytest.fixture
def address(tried: Trier) -> Iterator[str]:
    """Give the address of the draft's office."""
    with served(tried.pages.client.application) as found:
        yield found


def sign_in(page: Page, address: str) -> None:
    """Sign Frank in, who draws procedures."""
    page.goto(f"{address}/sign-in")
    page.get_by_label("Tên đăng nhập").fill("frank")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["screen", "phone"])
def test_no_page_of_a_trial_has_a_fault(
    page: Page, address: str, tried: Trier, size: dict[str, int]
) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    heard = complaints(page)
    sign_in(page, address)
    page.goto(f"{address}{tried.path}/try")
    assert faults_seen(page) == []
    with page.expect_navigation():
        page.get_by_role("button", name="Đủ hồ sơ, kiểm tra thực địa").click()
    page.locator("[data-drawn]").wait_for()
    assert faults_seen(page) == []
    with page.expect_navigation():
        page.locator(".trial-did li").nth(2).get_by_role("button").click()
    page.locator("[data-drawn]").wait_for()
    expect(page.locator("main")).not_to_contain_text("Cơ quan mẫu")
    assert faults_seen(page) == []
    page.get_by_role("link", name="Ghi thành kịch bản").click()
    arrive(page, ".*/try/record")
    assert faults_seen(page) == []
    page.goto(f"{address}{tried.path}/scenarios")
    page.locator("[data-drawn]").wait_for()
    assert faults_seen(page) == []
    assert heard == []


def test_without_scripts_a_case_is_tried_and_recorded(
    page: Page, address: str, tried: Trier
) -> None:
    browser = page.context.browser
    assert browser is not None
    plain = browser.new_context(java_script_enabled=False).new_page()
    sign_in(plain, address)
    plain.goto(f"{address}{tried.path}/try")
    plain.get_by_role("button", name="Nộp và bắt đầu chạy thử").click()
    plain.locator("input[name=ket_qua_kiem_tra][value=tu_choi]").check()
    plain.get_by_role("button", name="Hoàn thành bước").click()
    plain.locator("textarea[name=ly_do_tu_choi]").fill("Không phải nhà ở riêng lẻ")
    plain.get_by_role("button", name="Hoàn thành bước").click()
    plain.get_by_role("link", name="Ghi thành kịch bản").click()
    plain.get_by_label("Kịch bản này cho thấy điều gì").fill("Từ chối ngay")
    plain.get_by_role("button", name="Ghi kịch bản").click()
    arrive(plain, ".*/scenarios")
    shipped = len(list(Path("bpmn", PERMIT, "scenarios").glob("*.toml")))
    expect(plain.locator("main")).to_contain_text(f"Cả {shipped + 1} kịch bản đều")
