"""The letter editor in a real browser: written, looked at, mended, and read by everybody."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from engine.actions.open_draft import draft_from_version
from engine.queries.drafts import get_draft
from tests.browser.look import PHONE, SCREEN, complaints, faults_seen, served
from tests.databases import make_tables, sqlite_url
from tests.make import PASSWORD, publish
from tests.web.casework import Casework, open_casework
from tests.web.citizen import furnish_portal

pytestmark = pytest.mark.browser
KEY = "giay-phep-xay-dung"
LETTER = "thong-bao-khong-cap"
SECONDS = 1.0


@dataclass(frozen=True, kw_only=True)
class Bench:
    """A draft of the building permit, served."""

    casework: Casework
    address: str
    draft_id: int

    def open(self, page: Page, name: str = LETTER) -> None:
        """Open a letter as Frank, who draws."""
        page.goto(f"{self.address}/sign-in")
        page.get_by_label("Tên đăng nhập").fill("frank")
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.locator("main button[type=submit]").click()
        page.wait_for_url(lambda url: "/sign-in" not in url)
        page.goto(f"{self.address}/workshop/drafts/{self.draft_id}/letters/{name}")
        page.locator("#letter-shown img").first.wait_for()


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """Give a draft of the building permit."""
    template = tmp_path / "template.db"
    make_tables(sqlite_url(template))
    with open_casework(template, furnish_portal(template), tmp_path) as made:
        publish(made.context, KEY)
        draft = draft_from_version(made.context, made.cast.frank, KEY, 1)
        with served(made.app) as address:
            yield Bench(casework=made, address=address, draft_id=draft.draft_id)


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["screen", "phone"])
def test_the_pages_are_for_everybody(page: Page, bench: Bench, size: dict[str, int]) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    heard = complaints(page)
    bench.open(page)
    assert faults_seen(page) == []
    page.locator("#letter-text").fill("#foo")
    page.locator("#letter-findings li").wait_for()
    assert faults_seen(page) == []
    page.goto(f"{bench.address}/workshop/drafts/{bench.draft_id}/letters")
    page.get_by_text("Sao chép, đổi tên, xóa").first.click()
    assert faults_seen(page) == []
    assert heard == []


def test_a_fault_is_told_while_writing_and_leads_to_its_line(page: Page, bench: Bench) -> None:
    bench.open(page)
    text = page.locator("#letter-text")
    text.fill('Kính gửi\n\n#field("ho_tem")\n')
    fault = page.get_by_role("button", name="Có phải “ho_ten”?")
    fault.click()
    chosen = "e => e.value.slice(e.selectionStart, e.selectionEnd)"
    assert text.evaluate(chosen) == '#field("ho_tem")'
    page.keyboard.type('#field("ho_ten")')
    expect(page.locator("#letter-findings li")).to_have_count(0)
    expect(page.locator("#letter-told")).to_have_text("Văn bản dựng được.")


def test_a_field_is_put_in_with_the_keyboard_and_saved(page: Page, bench: Bench) -> None:
    bench.open(page)
    page.locator("#letter-text").fill("Số tờ: ")
    page.get_by_label("Tìm trường").fill("tờ bản đồ")
    page.get_by_role("button", name="to_ban_do").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#letter-text")).to_have_value('Số tờ: #field("to_ban_do")')
    expect(page.locator("#draft-status")).to_have_attribute("data-state", "saved")
    saved = get_draft(bench.casework.context, bench.draft_id).files
    assert '#field("to_ban_do")' in saved[f"letters/{LETTER}.typ"].decode()


def test_what_is_missing_is_listed_for_the_chosen_example(page: Page, bench: Bench) -> None:
    bench.open(page)
    page.get_by_label("Xem với dữ liệu của").select_option("")
    missing = page.locator("#letter-missing")
    expect(missing).to_contain_text("Mã hồ sơ dossier.code")
    page.get_by_label("Xem với dữ liệu của").select_option("ba-lan-khong-dat")
    expect(missing).to_be_hidden()


def test_the_preview_follows_within_a_second(page: Page, bench: Bench) -> None:
    bench.open(page)
    picture = page.locator("#letter-shown img").first
    expect(page.locator("#letter-told")).to_have_text("Văn bản dựng được.")
    before = picture.get_attribute("src")
    began = time.monotonic()
    page.locator("#letter-text").fill("Thư khác hẳn")
    page.wait_for_function(
        "old => document.querySelector('#letter-shown img').src !== old", arg=before
    )
    # Ten times the promise: the machine of a test has other things to do.
    assert time.monotonic() - began < 10 * SECONDS


def test_the_pdf_is_of_what_was_just_written(page: Page, bench: Bench) -> None:
    bench.open(page)
    page.locator("#letter-text").fill("Vừa viết xong")
    with page.expect_download() as download:
        page.get_by_role("button", name="PDF").click()
    assert download.value.suggested_filename == f"{LETTER}.pdf"
    saved = get_draft(bench.casework.context, bench.draft_id).files
    assert saved[f"letters/{LETTER}.typ"].decode() == "Vừa viết xong"
