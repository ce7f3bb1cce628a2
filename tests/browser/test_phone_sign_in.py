"""Dora signs in on her phone with a text message, sees all that is hers, and signs out."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from engine.actions.complain import Said, complain
from engine.actions.note_reading import note_reading
from engine.outside.notices import with_kept_texts
from tests.browser.look import PHONE, SCREEN, arrive, complaints, faults_seen, served
from tests.queries.births import ask_for_more
from tests.web.citizen import FORM, Portal, furnish_portal, open_portal

pytestmark = pytest.mark.browser
NUMBER = "0900 000 123"


@pytest.fixture
def town(sqlite_template: Path, tmp_path: Path) -> Iterator[tuple[Portal, str]]:
    """Give the citizens' pages of a sample office, and their address."""
    path = tmp_path / "motcua.db"
    path.write_bytes(sqlite_template.read_bytes())
    with open_portal(path, furnish_portal(path), tmp_path) as portal:
        rules = with_kept_texts(portal.context.notices, tmp_path / "sms")
        context = replace(portal.context, notices=rules)
        portal.app.extensions["motcua"]["context"] = context
        with served(portal.app) as address:
            yield replace(portal, context=context), address


@pytest.fixture(params=[PHONE, SCREEN], ids=["phone", "screen"])
def sized(page: Page, request: pytest.FixtureRequest) -> Page:
    """Give a page as wide as a phone's, then as a screen's."""
    page.set_viewport_size(request.param)
    return page


def sign_in(page: Page, address: str, code: str) -> None:
    """Sign in with a dossier code and the digits that the sample shows."""
    page.goto(f"{address}/account")
    page.get_by_label("Mã hồ sơ").fill(code)
    page.get_by_label("Số điện thoại đầy đủ").fill(NUMBER)
    page.get_by_role("button", name="Gửi cho tôi 6 chữ số").click()
    arrive(page, "/account/code")
    assert faults_seen(page) == []
    digits = page.locator(".notice").inner_text().split()[-1].rstrip(".")
    page.get_by_label("6 chữ số").fill(digits)
    page.get_by_role("button", name="Đăng nhập").click()
    arrive(page, "/account")


def test_dora_signs_in_by_text_message_and_finds_all(sized: Page, town: tuple[Portal, str]) -> None:
    portal, address = town
    heard, case, other = complaints(sized), portal.filed(), portal.filed()
    ask_for_more(portal.context, portal.cast.alice, case)
    said = Said(
        kind="complaint",
        office_id=portal.cast.office_id,
        name="Dora",
        phone="0900000123",
        text="Chậm",
        code=case.code,
    )
    complain(portal.context, said, "192.0.2.1")
    sized.goto(f"{address}/account")
    assert faults_seen(sized) == []
    sign_in(sized, address, case.code)
    for code in (case.code, other.code, "PAKN-"):
        expect(sized.locator("main")).to_contain_text(code)
    assert faults_seen(sized) == []
    sized.goto(address + FORM)
    expect(sized.locator("[name=so_dinh_danh]")).to_have_value("000000000123")
    sized.fill("[name=ho_ten_tre]", "Nguyễn An")
    sized.click("button[value=later]")
    expect(sized.get_by_text("Đã lưu trong 7 ngày")).to_be_visible()
    sized.goto(f"{address}/account")
    expect(sized.get_by_role("heading", name="Đang khai, chưa gửi")).to_be_visible()
    assert faults_seen(sized) == []
    sized.get_by_role("button", name="Tiếp tục").click()
    expect(sized.locator("[name=ho_ten_tre]")).to_have_value("Nguyễn An")
    sized.goto(f"{address}/account")
    sized.get_by_role("button", name="Đăng xuất").click()
    arrive(sized, "/")
    sized.goto(address + FORM)
    expect(sized.locator("[name=ho_ten_tre]")).to_have_value("")
    assert heard == []


def test_dora_reads_who_looked_and_why(sized: Page, town: tuple[Portal, str]) -> None:
    portal, address = town
    case = portal.filed()
    note_reading(portal.context, portal.cast.alice, case.case_id, "case")
    sign_in(sized, address, case.code)
    sized.get_by_role("button", name="Xem").click()
    arrive(sized, "/tracking/dossier")
    sized.get_by_role("link", name="Ai đã xem hồ sơ").click()
    arrive(sized, "/tracking/readers")
    expect(sized.locator("main")).to_contain_text("đang chờ cán bộ của cơ quan này")
    assert faults_seen(sized) == []
