"""Dora files a birth on her phone, is asked for more, answers, and follows her dossier."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.browser.look import PHONE, SCREEN, arrive, complaints, faults_seen, served
from tests.make import Cast
from tests.queries.births import DIGITS, ask_for_more
from tests.web.citizen import PDF, Portal, furnish_portal, open_portal

pytestmark = pytest.mark.browser
FORM = "/services/dang-ky-khai-sinh/file"
TEXTS = {
    "ho_ten": "Dora Nguyễn",
    "so_dinh_danh": "000000000123",
    "so_dien_thoai": "0900000123",
    "email": "dora@example.vn",
    "dia_chi": "Thôn Mẫu, xã An Bình",
    "ho_ten_tre": "Nguyễn An",
    "noi_sinh": "Trạm y tế xã",
    "dan_toc": "Kinh",
    "que_quan": "Tỉnh Mẫu",
    "ho_ten_me": "Dora Nguyễn",
    "so_dinh_danh_me": "000000000123",
    "ngay_sinh_tre-day": "20",
    "ngay_sinh_tre-month": "11",
    "ngay_sinh_tre-year": "2026",
}
CHOICES = {
    "gioi_tinh_tre": "nu",
    "cha_me_ket_hon": "khong",
    "giay_sinh": "giay_chung_sinh",
    "hinh_thuc_nhan": "tai_mot_cua",
}


@dataclass(frozen=True, kw_only=True)
class Town:
    """A portal that is served to a browser."""

    portal: Portal
    address: str


@pytest.fixture(scope="session")
def furnished(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Cast]:
    """Give a database with the cast and published procedures, to be copied."""
    path = tmp_path_factory.mktemp("town") / "motcua.db"
    path.write_bytes(sqlite_template.read_bytes())
    return path, furnish_portal(path)


@pytest.fixture
def town(furnished: tuple[Path, Cast], tmp_path: Path) -> Iterator[Town]:
    """Give the citizens' pages on a free port."""
    with open_portal(*furnished, tmp_path) as portal, served(portal.app) as address:
        yield Town(portal=portal, address=address)


@pytest.fixture(params=[PHONE, SCREEN], ids=["phone", "screen"])
def sized(page: Page, request: pytest.FixtureRequest) -> Page:
    """Give a page as wide as a phone's, then as a screen's."""
    page.set_viewport_size(request.param)
    return page


def fill(page: Page) -> None:
    """Fill in the form as Dora does."""
    page.select_option("[name=deciding-office]", "H99.1")
    page.select_option("[name=quan_he]", "me")
    for name, text in TEXTS.items():
        page.fill(f"[name={name}]", text)
    for name, value in CHOICES.items():
        page.check(f"[name={name}][value={value}]")
    paper: FilePayload = {"name": "giay.pdf", "mimeType": "application/pdf", "buffer": PDF}
    page.set_input_files("[name=tep_giay_sinh]", paper)


def file_dossier(page: Page, town: Town) -> str:
    """File a birth and return the dossier code on the receipt."""
    page.goto(town.address + FORM)
    fill(page)
    page.click("button[value=go]")
    page.get_by_role("button", name="Nộp hồ sơ").click()
    return page.locator(".receipt-code").inner_text()


def open_dossier(page: Page, town: Town, code: str) -> None:
    """Open a dossier with its code and the telephone's last digits."""
    page.goto(f"{town.address}/tracking")
    page.get_by_label("Mã hồ sơ").fill(code)
    page.get_by_label("4 số cuối điện thoại").fill(DIGITS)
    page.get_by_role("button", name="Xem hồ sơ").click()
    arrive(page, "/tracking/dossier")


def test_no_page_before_filing_has_a_fault(sized: Page, town: Town) -> None:
    heard = complaints(sized)
    for path in ("/", "/services?q=sinh", "/services?q=xyz", "/services/dang-ky-khai-sinh", FORM):
        sized.goto(town.address + path)
        assert faults_seen(sized) == [], path
    assert heard == []


def test_no_page_from_form_to_receipt_has_a_fault(sized: Page, town: Town) -> None:
    sized.goto(town.address + FORM)
    sized.click("button[value=go]")
    expect(sized.locator(".fault-summary")).to_be_focused()
    assert faults_seen(sized) == []
    fill(sized)
    sized.click("button[value=go]")
    arrive(sized, "/services/[^/]+/review")
    assert faults_seen(sized) == []
    sized.get_by_role("button", name="Nộp hồ sơ").click()
    sized.locator(".receipt-code").wait_for()
    assert faults_seen(sized) == []


def test_no_page_of_a_dossier_has_a_fault(sized: Page, town: Town) -> None:
    case = town.portal.filed()
    ask_for_more(town.portal.context, town.portal.cast.alice, case)
    open_dossier(sized, town, case.code)
    for path in ("/tracking/dossier", "/tracking/withdraw", "/tracking"):
        sized.goto(town.address + path)
        assert faults_seen(sized) == [], path
    sized.goto(f"{town.address}/tracking/dossier")
    sized.get_by_role("link", name="Trả lời ngay").click()
    arrive(sized, "/tracking/answer/[0-9]+")
    assert faults_seen(sized) == []


def test_dora_is_asked_for_more_and_answers(sized: Page, town: Town) -> None:
    code = file_dossier(sized, town)
    case = town.portal.find(code)
    ask_for_more(town.portal.context, town.portal.cast.alice, case)
    open_dossier(sized, town, code)
    sized.get_by_role("link", name="Trả lời ngay").click()
    sized.get_by_label("Ông/bà đã bổ sung những gì?").fill("Tôi đã chụp lại.")
    sized.get_by_role("button", name="Gửi trả lời").click()
    expect(sized.get_by_text("Đã nhận được trả lời")).to_be_visible()
    expect(sized.get_by_text("Đang kiểm tra phần bổ sung")).to_be_visible()


def test_all_of_it_works_without_javascript(browser: Browser, town: Town) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    code = file_dossier(page, town)
    open_dossier(page, town, code)
    page.get_by_role("link", name="Rút hồ sơ").click()
    page.fill("#reason", "Tôi khai nhầm nơi nộp")
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_role("button", name="Đồng ý rút hồ sơ").click()
    expect(page.locator("body")).to_contain_text("Đã rút theo yêu cầu")
    context.close()


def test_what_is_typed_survives_a_closed_page(page: Page, town: Town) -> None:
    page.goto(town.address + FORM)
    page.fill("[name=ho_ten]", "Dora")
    page.keyboard.press("Tab")
    expect(page.locator(".autosaved")).to_contain_text("Đã lưu lúc")
    page.goto("about:blank")
    page.goto(town.address + FORM)
    expect(page.locator("[name=ho_ten]")).to_have_value("Dora")


def test_a_choice_shows_what_depends_on_it_and_keeps_the_focus(page: Page, town: Town) -> None:
    page.goto(town.address + FORM)
    page.fill("[name=ho_ten]", "Dora")
    page.focus("[name=cha_me_ket_hon][value=co]")
    page.keyboard.press("Space")
    expect(page.locator("[name=ho_ten_cha]")).to_be_visible()
    expect(page.locator("[name=cha_me_ket_hon][value=co]")).to_be_focused()
    expect(page.locator("[name=ho_ten]")).to_have_value("Dora")


def test_a_dossier_is_opened_with_the_keyboard_alone(page: Page, town: Town) -> None:
    page.goto(f"{town.address}/tracking")
    page.get_by_label("Mã hồ sơ").focus()
    code = town.portal.filed().code
    page.keyboard.type(code)
    page.keyboard.press("Tab")
    page.keyboard.type(DIGITS)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Các bước của hồ sơ")).to_be_visible()
