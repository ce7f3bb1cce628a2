"""Deciding beside the diagram of a trial, in a real browser, and the letters it would issue."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.look import PHONE, SCREEN, complaints, faults_seen
from tests.browser.test_trial import address, sign_in, tried
from tests.web.trial.bench import Trier

pytestmark = pytest.mark.browser
__all__ = ["address", "tried"]


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["screen", "phone"])
def test_a_task_is_returned_and_a_letter_looked_at(
    page: Page, address: str, tried: Trier, size: dict[str, int]
) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    heard = complaints(page)
    sign_in(page, address)
    tried.do("open", scenario="bo-sung-roi-cap", moves=7)
    page.goto(f"{address}{tried.path}/try")
    page.locator("[data-drawn]").wait_for()
    for words in ("Trả lại để sửa", "Rút lại một bước đã làm", "Hẹn lại ngày trả", "Dừng theo yêu"):
        page.locator("summary", has_text=words).click()
    assert faults_seen(page) == []
    page.get_by_role("radio", name="Tổng hợp, dự thảo kết quả Phải").check()
    page.get_by_label("Cần sửa gì").fill("Thiếu ý kiến")
    page.get_by_role("button", name="Trả lại", exact=True).click()
    expect(page.locator("#next")).to_contain_text("Bước được mở lại")
    page.get_by_role("link", name="Yêu cầu bổ sung").first.click()
    expect(page.locator(".letter-sheets img").first).to_be_visible()
    assert faults_seen(page) == []
    assert heard == []
