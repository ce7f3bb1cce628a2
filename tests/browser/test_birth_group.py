"""After a birth: filed once on a phone, four offices, one page, the results downloaded."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from engine.store.cases import find_case_by_code
from engine.store.family import list_family
from tests.browser.look import PHONE, SCREEN, arrive, complaints, faults_seen
from tests.browser.province import Province, open_province
from tests.web.citizen import PDF

pytestmark = pytest.mark.browser
GROUP, BIRTH = "lien-thong-khai-sinh", "dang-ky-khai-sinh"
RESIDENCE, CARD = "dang-ky-thuong-tru", "cap-the-bhyt-tre-em"
MOTHER = "001199000001"
TEXTS = {
    "ho_ten": "Nguyễn Thị Mẫu",
    "so_dinh_danh": MOTHER,
    "so_dien_thoai": "0900000123",
    "email": "mau@example.vn",
    "dia_chi": "Thôn Mẫu, phường Mẫu An",
    "ho_ten_tre": "Trần Văn Mới",
    "ngay_sinh_tre-day": "2",
    "ngay_sinh_tre-month": "11",
    "ngay_sinh_tre-year": "2026",
    "noi_sinh": "Trung tâm y tế Mẫu",
    "dan_toc": "Kinh",
    "que_quan": "Phường Mẫu An, tỉnh Mẫu",
    "ho_ten_me": "Nguyễn Thị Mẫu",
    "so_dinh_danh_me": MOTHER,
    "noi_thuong_tru_tre": "Thôn Mẫu, phường Mẫu An",
    "chu_ho": "Trần Văn Mẫu",
    "noi_kham": "Trạm y tế phường Mẫu An",
}
CHOICES = {
    "gioi_tinh_tre": "nam",
    "cha_me_ket_hon": "co",
    "giay_sinh": "giay_chung_sinh",
    "hinh_thuc_nhan": "tai_mot_cua",
}
DRAFT = {
    "so_dang_ky": "77",
    "quyen_so": "01/2026",
    "so_dinh_danh_tre": "001226000077",
    "noi_dung_du_thao": "Trần Văn Mới, sinh ngày 02/11/2026.",
}
ISSUED = {
    "so_giay_khai_sinh": "77/2026",
    "ngay_cap-day": "23",
    "ngay_cap-month": "11",
    "ngay_cap-year": "2026",
}
# The commune signs and seals the certificate, and for its police; the province for the social
# insurance.
SIGNATORIES = {"tam.lanhdao": 2, "yen.vanthu": 2, "vinh.lanhdao": 1, "chi.vanthu": 1}
# The police and the social insurance have two working days from Monday.
LATE = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Family:
    """The codes of the dossiers that one filing has become."""

    group: str
    birth: str
    residence: str
    card: str


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    """Give the province, whose register knows that the parents are married."""
    known = {MOTHER: {"number": "05/2020", "place": "Phường Mẫu An"}}
    with open_province(tmp_path, (BIRTH, RESIDENCE, CARD, GROUP), known) as made:
        yield made


def file_once(dora: Page, province: Province) -> str:
    """File the declaration with a paper on the phone, and return the code on the receipt."""
    dora.goto(f"{province.address}/services/{GROUP}/file")
    dora.select_option("[name=deciding-office]", "H99.20")
    dora.select_option("[name=quan_he]", "me")
    for name, value in CHOICES.items():
        dora.check(f"[name={name}][value={value}]")
    for name, text in TEXTS.items():
        dora.fill(f"[name='{name}']", text)
    dora.fill("[name=ho_ten_cha]", "Trần Văn Mẫu")
    paper: FilePayload = {
        "name": "giay-chung-sinh.pdf",
        "mimeType": "application/pdf",
        "buffer": PDF,
    }
    dora.set_input_files("[name=tep_giay_sinh]", paper)
    assert faults_seen(dora) == []
    dora.click("button[value=go]")
    arrive(dora, "/services/.+/review")
    dora.get_by_role("button", name="Nộp hồ sơ").click()
    return dora.locator(".receipt-code").inner_text()


def follow(dora: Page, province: Province, code: str) -> None:
    """Open the one page that she follows."""
    dora.goto(f"{province.address}/tracking")
    dora.fill("[name=code]", code)
    dora.fill("[name=digits]", "0123")
    dora.keyboard.press("Enter")
    arrive(dora, "/tracking/dossier")
    expect(dora.get_by_role("heading", name="Nộp một lần, nhiều cơ quan")).to_be_visible()


def codes_of(province: Province, group: str) -> Family:
    """Return the codes of all dossiers that were opened, by their procedure."""
    with province.context.database.read() as db:
        case = find_case_by_code(db, group)
        assert case is not None
        kin = {
            province.context.versions.get(db, one.version_id).compiled.procedure.key: one.code
            for _, one in list_family(db, case.case_id)
        }
    return Family(
        group=group,
        birth=kin[BIRTH],
        residence=kin.get(RESIDENCE, ""),
        card=kin.get(CARD, ""),
    )


def confirm_draft(dora: Page, province: Province, group: str) -> None:
    """Say on the one page that the draft of the certificate is right."""
    follow(dora, province, group)
    dora.get_by_role("button", name="Trả lời").click()
    dora.get_by_role("link", name="Trả lời ngay").click()
    arrive(dora, "/tracking/answer/[0-9]+")
    expect(dora.locator("main")).to_contain_text(DRAFT["noi_dung_du_thao"])
    dora.check("[name=y_kien_du_thao][value=dung]")
    assert faults_seen(dora) == []
    dora.get_by_role("button", name="Gửi trả lời").click()
    arrive(dora, "/tracking/dossier")
    province.work()


def register_birth(officer: Page, dora: Page, province: Province, group: str) -> Family:
    """Let the commune do its part, and return the codes of the dossiers it led to."""
    code = codes_of(province, group).birth
    province.sign_in(officer, "lan.motcua")
    province.do_task(officer, code, {"ket_qua_kiem_tra": "du"})
    province.work()
    province.sign_in(officer, "binh.hotich")
    province.do_task(officer, code, DRAFT)
    province.work()
    confirm_draft(dora, province, group)
    province.sign_in(officer, "tam.lanhdao")
    province.do_task(officer, code, {"ket_qua_ky": "ky"})
    province.sign_in(officer, "yen.vanthu")
    province.do_task(officer, code, {**ISSUED, "da_dong_dau": "on"})
    province.sign_in(officer, "lan.motcua")
    handed = {"cach_giao": "truc_tiep", "nguoi_nhan": TEXTS["ho_ten"]}
    province.do_task(officer, code, {**handed, "on_paper": "Bản giấy đã ký, đóng dấu"})
    province.work()
    return codes_of(province, group)


def download(dora: Page, province: Province, group: str, code: str) -> bytes:
    """Open one of the dossiers from the one page, and download the letter in it."""
    follow(dora, province, group)
    dora.get_by_role("button", name=f"Xem {code}").click()
    expect(dora.locator(".dossier-code")).to_have_text(code)
    assert faults_seen(dora) == []
    with dora.expect_download() as begun:
        dora.locator(".own-letters a").first.click()
    return begun.value.path().read_bytes()


def test_a_birth_filed_once_comes_back_as_results_of_four_offices(
    province: Province, browser: Browser
) -> None:
    dora = browser.new_page(viewport=PHONE, locale="vi-VN")  # type: ignore[arg-type]
    officer = browser.new_page(viewport=SCREEN, locale="vi-VN")  # type: ignore[arg-type]
    heard, overheard = complaints(dora), complaints(officer)
    group = file_once(dora, province)
    province.work()
    codes = register_birth(officer, dora, province, group)

    province.sign_in(officer, "an.congan")
    agreed = {"ket_qua_giai_quyet": "dong_y"}
    province.do_task(officer, codes.residence, {**agreed, "so_thong_bao": "12/TB"})
    # An inbox asks for news every few seconds, and the session is over by then.
    officer.goto("about:blank")
    province.move_to(LATE)
    province.sign_in(officer, "vy.baohiem")
    officer.goto(f"{province.address}/cases/{codes.card}/linked")
    late = officer.locator("li", has_text="ngày làm việc").filter(has_text="Thẩm tra, giải quyết")
    expect(late.last).to_contain_text("Bảo hiểm xã hội Tỉnh Mẫu")
    assert faults_seen(officer) == []
    province.do_task(officer, codes.card, {**agreed, "so_the": "TE1010000000001"})
    province.work()

    for login, letters in SIGNATORIES.items():
        province.sign_letters(officer, login, letters)
    follow(dora, province, group)
    expect(dora.locator(".own-linked li")).to_have_count(4)
    expect(dora.locator(".dossier-state")).to_contain_text("ông/bà đã nhận kết quả")
    assert faults_seen(dora) == []
    for code in (codes.birth, codes.residence, codes.card):
        assert download(dora, province, group, code).startswith(b"%PDF")
    assert (heard, overheard) == ([], [])
