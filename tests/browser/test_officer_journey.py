"""An officer's day in a real browser: by keyboard alone, beside a colleague, and on a phone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from engine.actions.complete_task import complete_task
from engine.actions.hold_task import claim_task
from tests.browser.look import PHONE, SCREEN, complaints, faults_seen, served
from tests.make import PASSWORD, Cast, reread
from tests.web.casework import Casework, open_casework
from tests.web.citizen import furnish_portal

pytestmark = pytest.mark.browser


@pytest.fixture
def furnished_office(sqlite_template: Path, tmp_path: Path) -> tuple[Path, Cast]:
    """Give a database with the cast and published procedures."""
    path = tmp_path / "furnished.db"
    path.write_bytes(sqlite_template.read_bytes())
    return path, furnish_portal(path)


@pytest.fixture
def desk(furnished_office: tuple[Path, Cast], tmp_path: Path) -> Iterator[tuple[Casework, str]]:
    """Give the officers' pages and the address they are served at."""
    folder = tmp_path / "served"
    folder.mkdir()
    with open_casework(*furnished_office, folder) as made, served(made.app) as address:
        yield made, address


def sign_in(page: Page, address: str, login: str) -> None:
    """Sign somebody in by keyboard."""
    page.goto(f"{address}/sign-in")
    page.locator("#login").focus()
    page.keyboard.type(login)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/inbox")


def tab_to(page: Page, words: str, most: int = 60) -> None:
    """Press Tab until something called by these words has the focus."""
    for _step in range(most):
        page.keyboard.press("Tab")
        if words in str(page.evaluate("document.activeElement.textContent.trim()")):
            return
    raise AssertionError(f"Tab never came to {words}")


def test_keys_alone_lead_from_sign_in_to_a_completed_step(
    page: Page, desk: tuple[Casework, str]
) -> None:
    casework, address = desk
    case = casework.file()
    heard = complaints(page)
    sign_in(page, address, "alice")
    tab_to(page, "Xem việc chưa ai nhận")
    page.keyboard.press("Enter")
    page.wait_for_url("**/inbox/office**")
    tab_to(page, "Nhận việc")
    page.keyboard.press("Enter")
    expect(page.locator("#task-list .notice-good")).to_contain_text("Bạn đã nhận việc")
    page.goto(f"{address}/inbox")
    tab_to(page, "Xử lý")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tasks/**")
    page.locator("h1").wait_for()
    field = "so_a" if page.locator("[name=so_a]").count() else "chu_b"
    page.locator(f"[name={field}]").focus()
    page.keyboard.type("7")
    tab_to(page, "Hoàn thành bước")
    page.keyboard.press("Enter")
    page.wait_for_url("**/inbox")
    assert reread(casework.context, case).seq == 3
    assert heard == []


def test_a_colleagues_claim_shows_by_itself_and_takes_no_focus(
    page: Page, desk: tuple[Casework, str]
) -> None:
    casework, address = desk
    case = casework.file()
    sign_in(page, address, "alice")
    page.goto(f"{address}/inbox/office")
    link = page.locator(f"#open-{case.case_id}-{casework.place(case, 'ghi')[1]}")
    link.focus()
    claim_task(casework.context, casework.cast.bob, casework.place(case))
    expect(page.locator("#task-list tbody")).to_contain_text("Bob")
    expect(link).to_be_focused()
    expect(page.locator("#list-news")).to_contain_text("Danh sách vừa thay đổi")


def test_a_draft_saves_itself_while_one_writes(page: Page, desk: tuple[Casework, str]) -> None:
    casework, address = desk
    case = casework.file()
    sign_in(page, address, "alice")
    page.goto(address + casework.path(case))
    page.locator("[name=so_a]").focus()
    page.keyboard.type("42")
    expect(page.locator("#draft-state")).to_contain_text("Đã lưu nháp 09:00")
    page.reload()
    expect(page.locator("[name=so_a]")).to_have_value("42")


def test_the_replay_goes_by_arrow_keys_and_says_each_step(
    page: Page, desk: tuple[Casework, str]
) -> None:
    casework, address = desk
    case = casework.file()
    complete_task(casework.context, casework.cast.alice, casework.place(case), {"so_a": "7"})
    sign_in(page, address, "alice")
    page.goto(f"{address}/cases/{case.code}/replay?at=0")
    page.locator("[data-ready]").wait_for()
    slider = page.locator("[data-replay-slider]")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".replay-now")).to_have_count(1)
    expect(slider).to_have_attribute("aria-valuetext", re.compile("Bước 2 trên"))
    page.keyboard.press("End")
    expect(page.locator("[data-replay-facts]")).to_contain_text("Số A")
    expect(page.locator("[data-replay-waiting]")).to_contain_text("Ghi (1)")
    page.locator("[data-replay-go='0']").click()
    expect(slider).to_have_value("0")
    expect(page.locator("[data-replay-facts]")).not_to_contain_text("Số A")


def test_the_diagram_shows_where_tokens_stood(page: Page, desk: tuple[Casework, str]) -> None:
    casework, address = desk
    case = casework.certify()
    sign_in(page, address, "alice")
    page.goto(f"{address}/cases/{case.code}/replay?at=1")
    page.locator("[data-drawn]").wait_for()
    expect(page.locator(".djs-shape.waiting")).to_have_attribute("data-element-id", "nop_yeu_cau")
    page.get_by_role("button", name="Bước sau").click()
    page.get_by_role("button", name="Bước sau").click()
    expect(page.locator(".djs-shape.waiting")).to_have_attribute("data-element-id", "doi_chieu")
    expect(page.locator(".token")).to_have_text("1")


def test_fields_come_and_go_with_the_answers(page: Page, desk: tuple[Casework, str]) -> None:
    casework, address = desk
    case = casework.certify()
    sign_in(page, address, "alice")
    page.goto(address + casework.path(case, "doi_chieu"))
    expect(page.locator("#ask-so_ban")).to_have_count(0)
    page.locator("[name=ket_qua_doi_chieu][value=hop_le]").check()
    expect(page.locator("#ask-so_ban")).to_be_visible()


def test_the_replay_plays_to_its_end_and_stops(page: Page, desk: tuple[Casework, str]) -> None:
    casework, address = desk
    case = casework.file()
    sign_in(page, address, "alice")
    page.goto(f"{address}/cases/{case.code}/replay?at=0")
    page.locator("[data-ready]").wait_for()
    page.locator("[data-replay-speed]").select_option("4")
    # The whole of it may be over before anybody looks a second time.
    press = "one => { one.click(); return one.getAttribute('aria-label'); }"
    assert page.get_by_role("button", name="Phát", exact=True).evaluate(press) == "Dừng"
    expect(page.locator(".replay-steps li:last-child")).to_have_class("replay-now")
    expect(page.get_by_role("button", name="Phát", exact=True)).to_be_visible()


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["screen", "phone"])
def test_no_page_of_an_officer_has_a_fault(
    page: Page, desk: tuple[Casework, str], size: dict[str, int]
) -> None:
    casework, address = desk
    case = casework.certify()
    casework.put_paper(case)
    page.set_viewport_size(size)  # type: ignore[arg-type]
    heard = complaints(page)
    sign_in(page, address, "bob")
    task = casework.path(case, "doi_chieu")
    paths = [
        "/inbox/office",
        "/receive",
        "/receive/dang-ky-khai-sinh",
        task,
        f"{task}/pass-on",
        "/cases",
    ]
    paths += [f"/cases/{case.code}", f"/cases/{case.code}/replay", "/procedures"]
    paths += [
        "/procedures/chung-thuc-ban-sao/1",
        "/procedures/chung-thuc-ban-sao/1/forms/doi-chieu",
    ]
    found = {}
    for path in paths:
        page.goto(address + path)
        if page.locator(".diagram").count():
            page.locator("[data-drawn]").wait_for()
        found[path] = faults_seen(page)
    assert found == {path: [] for path in paths}
    assert heard == []


def test_without_javascript_a_task_is_taken_and_completed(
    browser: Browser, desk: tuple[Casework, str]
) -> None:
    casework, address = desk
    case = casework.file()
    context = browser.new_context(java_script_enabled=False, viewport=PHONE, locale="vi-VN")  # type: ignore[arg-type]
    plain = context.new_page()
    sign_in(plain, address, "alice")
    plain.goto(f"{address}/inbox/office?state=free")
    with plain.expect_navigation():
        plain.get_by_role("button", name="Nhận việc").first.click()
    plain.goto(address + casework.path(case))
    plain.locator("[name=so_a]").fill("7")
    plain.get_by_role("button", name="Hoàn thành bước").click()
    plain.wait_for_url("**/inbox")
    plain.goto(f"{address}/cases/{case.code}/replay?at=0")
    expect(plain.locator("main")).to_contain_text("Nộp hồ sơ")
    context.close()
