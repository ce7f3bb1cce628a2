"""On a phone: from what has happened, over a few questions, to a filing that is begun."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.look import arrive, complaints, faults_seen, served
from tests.make import Cast, publish
from tests.web.citizen import furnish_portal, open_portal

pytestmark = pytest.mark.browser
GROUP, BIRTH = "/services/lien-thong-khai-sinh", "/services/dang-ky-khai-sinh"
ANSWERS = {
    "cong_dan": "trong_nuoc",
    "can_gi": "chi_khai_sinh",
    "giay_sinh": "nguoi_lam_chung",
    "cha_me_ket_hon": "khong",
    "nop_thay": "khong",
}


@pytest.fixture(scope="session")
def furnished(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Cast]:
    """Give a database with the cast and published procedures, to be copied."""
    path = tmp_path_factory.mktemp("guide") / "motcua.db"
    path.write_bytes(sqlite_template.read_bytes())
    return path, furnish_portal(path)


@pytest.fixture
def town(furnished: tuple[Path, Cast], tmp_path: Path) -> Iterator[str]:
    """Give the address of the citizens' pages, with both ways to register a birth."""
    with open_portal(*furnished, tmp_path) as portal:
        publish(portal.context, "lien-thong-khai-sinh")
        with served(portal.app) as address:
            yield address


def answer(page: Page) -> None:
    """Answer all questions."""
    for name, value in ANSWERS.items():
        page.check(f"[name={name}][value={value}]")


def test_a_mother_finds_her_case_and_begins_to_file_on_her_phone(page: Page, town: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    heard = complaints(page)
    page.goto(town)
    page.get_by_role("link", name="Tôi có con mới sinh").click()
    arrive(page, f"{GROUP}/guide")
    assert faults_seen(page) == []
    page.check("[name=can_gi][value=nhom]")
    expect(page.locator("#ask-o_cung_cha_me")).to_be_visible()
    answer(page)
    expect(page.locator("#ask-o_cung_cha_me")).to_have_count(0)
    page.get_by_role("button", name="Xem tôi cần làm gì").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Chỉ đăng ký khai sinh")
    assert faults_seen(page) == []
    page.get_by_role("link", name="Tiếp tục với thủ tục này").click()
    arrive(page, f"{BIRTH}/guide")
    expect(page.get_by_text("Nộp bây giờ thì có kết quả")).to_be_visible()
    assert faults_seen(page) == []
    page.get_by_role("button", name="Nộp hồ sơ trực tuyến").first.click()
    arrive(page, f"{BIRTH}/file")
    expect(page.locator("[name=giay_sinh][value=nguoi_lam_chung]")).to_be_checked()
    expect(page.locator("[name=cha_me_ket_hon][value=khong]")).to_be_checked()
    assert heard == []


def test_a_shared_page_goes_back_to_its_answers(page: Page, town: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    query = "&".join(f"{name}={value}" for name, value in ANSWERS.items())
    page.goto(f"{town}{BIRTH}/guide?{query}")
    assert faults_seen(page) == []
    page.get_by_role("link", name="Sửa câu trả lời").click()
    expect(page.locator("[name=giay_sinh][value=nguoi_lam_chung]")).to_be_checked()
    page.check("[name=giay_sinh][value=giay_chung_sinh]")
    page.get_by_role("button", name="Xem tôi cần làm gì").click()
    expect(page.get_by_text("Giấy chứng sinh của cơ sở y tế")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("button", name="Xem tôi cần làm gì")).to_be_visible()


def test_without_javascript_the_questions_that_follow_come_next(
    browser: Browser, town: str
) -> None:
    page = browser.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 844}
    ).new_page()
    page.goto(f"{town}/services/chung-thuc-ban-sao/guide?lang=en")
    page.check("[name=co_vneid][value=khong]")
    page.get_by_role("button", name="Show what I need").click()
    expect(page.get_by_text("A few more questions follow")).to_be_visible()
    page.check("[name=co_ban_chinh][value=khong]")
    page.get_by_role("button", name="Show what I need").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Without the original")
