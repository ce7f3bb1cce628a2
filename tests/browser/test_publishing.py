"""Publishing in a real browser: every page for readers and thumbs, the whole of it by keyboard."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page

from engine.records.publications import Reach, Wish
from tests.actions.workshop import KEY, SUMMARY, Workshop, open_workshop
from tests.browser.look import PHONE, SCREEN, arrive, complaints, faults_seen, served
from tests.databases import make_tables, sqlite_url
from tests.make import PASSWORD
from tests.web.casework import open_casework
from tests.web.citizen import furnish_portal

pytestmark = pytest.mark.browser


@dataclass(frozen=True, kw_only=True)
class House:
    """A workshop and its address."""

    workshop: Workshop
    address: str

    def sign_in(self, page: Page, login: str) -> None:
        """Sign somebody in."""
        page.goto(f"{self.address}/sign-in")
        page.get_by_label("Tên đăng nhập").fill(login)
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.locator("main button[type=submit]").click()
        page.wait_for_url(lambda url: "/sign-in" not in url)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Give an office with a workshop."""
    template = tmp_path / "template.db"
    make_tables(sqlite_url(template))
    with open_casework(template, furnish_portal(template), tmp_path) as made:
        workshop = open_workshop(made.context)
        made.file()
        with served(made.app) as address:
            yield House(workshop=workshop, address=address)


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["screen", "phone"])
def test_no_page_of_publishing_has_a_fault(page: Page, house: House, size: dict[str, int]) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    heard, workshop = complaints(page), house.workshop
    waiting = workshop.draft()
    workshop.send(waiting, Wish(summary=SUMMARY))
    trial = workshop.send(workshop.draft(), Wish(summary=SUMMARY, reach=Reach(offices=("H99.1",))))
    workshop.agree(workshop.quan, trial)
    house.sign_in(page, "rita")
    for path in (
        "/workshop/approvals",
        f"/workshop/drafts/{waiting.draft_id}/publish",
        f"/workshop/procedures/{KEY}/releases",
    ):
        page.goto(f"{house.address}{path}")
        assert faults_seen(page) == []
    page.get_by_role("link", name="Báo cáo").first.click()
    arrive(page, f"/workshop/procedures/{KEY}/releases/[0-9]+/report")
    assert faults_seen(page) == []
    assert heard == []


def press_to(page: Page, selector: str) -> None:
    """Press the tab key until the focus is there."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("one => document.activeElement?.matches(one)", selector):
            return
    raise AssertionError(f"the tab key never comes to {selector}")


def test_sending_works_by_keyboard(page: Page, house: House) -> None:
    draft, workshop = house.workshop.draft(), house.workshop
    address = f"{house.address}/workshop/drafts/{draft.draft_id}/publish"
    house.sign_in(page, "nora")
    page.goto(address)
    press_to(page, "#summary")
    page.keyboard.type(SUMMARY)
    press_to(page, "form[action$='/publish'] button")
    page.keyboard.press("Enter")
    page.get_by_text("Đang kiểm tra", exact=True).wait_for()
    workshop.work()
    page.get_by_text("Chờ phê duyệt", exact=True).wait_for()


def test_deciding_and_going_back_work_by_keyboard(page: Page, house: House) -> None:
    workshop = house.workshop
    draft = workshop.draft()
    workshop.send(draft)
    house.sign_in(page, "pia")
    page.goto(f"{house.address}/workshop/drafts/{draft.draft_id}/publish")
    press_to(page, "input[value=dong_y]")
    page.keyboard.press("Space")
    press_to(page, "#decision-number")
    page.keyboard.type("123/QĐ-UBND")
    page.locator("#decision-on").fill("2026-11-20")
    press_to(page, "form[action$='/decide'] button")
    page.keyboard.press("Enter")
    page.get_by_text("Đã ghi ý kiến").wait_for()
    workshop.work()
    assert workshop.live().number == 2

    page.goto(f"{house.address}/workshop/procedures/{KEY}/releases")
    press_to(page, "#back-reason")
    page.keyboard.type("Biểu phí mới có lỗi tính toán.")
    press_to(page, "form[action$='/roll-back'] button")
    page.keyboard.press("Enter")
    page.get_by_text("Phiên bản 3 được áp dụng").wait_for()
    assert workshop.live().number == 3
