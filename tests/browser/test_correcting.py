"""The desk ticks what is wrong, Dora corrects just that on her phone, and the desk sees both."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from engine.records.cases import Case
from tests.browser.look import PHONE, SCREEN, arrive, complaints, faults_seen, served
from tests.make import PASSWORD, task_at
from tests.queries.births import DIGITS
from tests.web.citizen import Portal, furnish_portal, open_portal

pytestmark = pytest.mark.browser


def sign_in(page: Page, address: str) -> None:
    """Sign in as Alice of the desk."""
    page.goto(f"{address}/sign-in")
    page.fill("[name=login]", "alice")
    page.fill("[name=password]", PASSWORD)
    page.locator("main button[type=submit]").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def go_to(page: Page, address: str, portal: Portal, place: tuple[Case, str]) -> None:
    """Open the page of the task at an element of a case."""
    case_id, token = task_at(portal.context, *place)
    page.goto(f"{address}/tasks/{case_id}-{token}")


def ask(page: Page) -> None:
    """Ask for the place of origin and nothing else."""
    page.locator("[name=ket_qua_kiem_tra][value=thieu]").check()
    page.get_by_label("Trẻ được khai sinh: Quê quán").check()
    page.fill("[name=noi_dung_bo_sung]", "Quê quán ghi khác giấy chứng sinh.")
    assert faults_seen(page) == []
    page.get_by_role("button", name="Hoàn thành bước").click()
    arrive(page, "/inbox.*")


def correct(page: Page, address: str, code: str) -> None:
    """Open the dossier and correct what is asked for."""
    page.goto(f"{address}/tracking")
    page.fill("[name=code]", code)
    page.fill("[name=digits]", DIGITS)
    page.locator("main button[type=submit]").first.click()
    arrive(page, "/tracking/dossier")
    page.get_by_role("link", name="Trả lời ngay").click()
    expect(page.locator("[name=que_quan]")).to_have_value("Tỉnh Mẫu")
    expect(page.locator("[name=ho_ten_tre]")).to_have_count(0)
    assert faults_seen(page) == []
    page.fill("[name=que_quan]", "Thôn Mẫu, Tỉnh Mẫu")
    page.fill("[name=tra_loi_bo_sung]", "Tôi đã sửa quê quán.")
    page.get_by_role("button", name="Gửi trả lời").click()
    arrive(page, "/tracking/dossier")


def test_only_what_was_ticked_is_corrected_and_both_answers_are_seen(
    browser: Browser, sqlite_template: Path, tmp_path: Path
) -> None:
    path = tmp_path / "town.db"
    path.write_bytes(sqlite_template.read_bytes())
    cast, folder = furnish_portal(path), tmp_path / "served"
    folder.mkdir()
    with open_portal(path, cast, folder) as portal, served(portal.app) as address:
        alice = browser.new_page(viewport=SCREEN)  # type: ignore[arg-type]
        dora = browser.new_page(viewport=PHONE)  # type: ignore[arg-type]
        heard = [complaints(one) for one in (alice, dora)]
        case = portal.filed()
        sign_in(alice, address)
        go_to(alice, address, portal, (case, "kiem_tra"))
        ask(alice)
        correct(dora, address, case.code)
        go_to(alice, address, portal, (case, "kiem_tra_bo_sung"))
        row = alice.get_by_role("row", name="Quê quán")
        expect(row).to_contain_text("Tỉnh Mẫu")
        expect(row).to_contain_text("Thôn Mẫu, Tỉnh Mẫu")
        assert faults_seen(alice) == []
        assert heard == [[], []]
