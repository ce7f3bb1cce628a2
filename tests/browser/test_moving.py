"""Moves in a real browser: for thumbs, by keyboard alone, on the diagrams, without scripts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from engine.actions.open_draft import draft_from_version
from tests.actions.moving import KEY, redraw
from tests.browser.look import PHONE, SCREEN, arrive, complaints, faults_seen, served
from tests.databases import make_tables, sqlite_url
from tests.make import PASSWORD
from tests.web.casework import Casework, open_casework
from tests.web.citizen import furnish_portal

pytestmark = pytest.mark.browser
LIST = f"/workshop/procedures/{KEY}/moving"
RENAMED = (
    ('"xem"', '"tham_dinh"'),
    ('motcua:form="tham_dinh"', 'motcua:form="xem"'),
    ('name="Xem"', 'name="Thẩm định"'),
)
PLACES = {"nop": 0, "tach": 1, "xem": 2, "ghi": 3, "nhap": 4, "xong": 5}


def shapes(*renamed: tuple[str, str]) -> tuple[str, str]:
    """Return what gives the elements of the small procedure places in the drawing."""
    names = dict(renamed)
    drawn = "".join(
        f'<di:BPMNShape id="s{at}" bpmnElement="{names.get(element, element)}">'
        f'<dc:Bounds x="{160 * at}" y="{100 * (at % 2)}" width="120" height="80"/></di:BPMNShape>'
        for element, at in PLACES.items()
    )
    spaces = (
        'xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI"'
        ' xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"'
    )
    plane = f'<di:BPMNPlane id="plane" bpmnElement="hai_nguoi">{drawn}</di:BPMNPlane>'
    return (
        "</definitions>",
        f'<di:BPMNDiagram id="drawing" {spaces}>{plane}</di:BPMNDiagram></definitions>',
    )


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Casework]:
    """Give an office with three cases on a version that was drawn anew since."""
    template = tmp_path / "template.db"
    make_tables(sqlite_url(template))
    with open_casework(template, furnish_portal(template), tmp_path) as made:
        redraw(made.context, shapes())
        for _ in range(3):
            made.file()
        draft_from_version(made.context, made.cast.frank, KEY, 1)
        redraw(made.context, *RENAMED, shapes(("xem", "tham_dinh")))
        yield made


@pytest.fixture
def address(house: Casework) -> Iterator[str]:
    """Give the address of that office."""
    with served(house.app) as found:
        yield found


def sign_in(page: Page, address: str) -> None:
    """Sign Frank, designer and administrator, in."""
    page.goto(f"{address}/sign-in")
    page.get_by_label("Tên đăng nhập").fill("frank")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["screen", "phone"])
def test_no_page_of_moves_has_a_fault(page: Page, address: str, size: dict[str, int]) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    heard = complaints(page)
    sign_in(page, address)
    page.goto(f"{address}/workshop/drafts/1/impact")
    assert faults_seen(page) == []
    page.goto(f"{address}{LIST}")
    assert faults_seen(page) == []
    page.get_by_role("button", name="Ghép các bước").click()
    arrive(page, f"{LIST}/1")
    page.locator("[data-drawn]").nth(1).wait_for()
    assert faults_seen(page) == []
    page.get_by_role("button", name="Lưu và chạy thử").click()
    page.get_by_label("Lý do").wait_for()
    assert faults_seen(page) == []
    page.get_by_label("Lý do").fill("Đổi quy trình")
    page.get_by_role("button", name="Chuyển hồ sơ").click()
    page.get_by_text("Hoàn tác").first.wait_for()
    page.get_by_text("Hoàn tác").first.click()
    assert faults_seen(page) == []
    assert heard == []


def press_to(page: Page, name: str) -> None:
    """Press Tab until the focus is on what is called so."""
    for _ in range(120):
        page.keyboard.press("Tab")
        told = page.evaluate(
            "() => document.activeElement.getAttribute('aria-label')"
            " ?? document.activeElement.labels?.[0]?.textContent"
            " ?? document.activeElement.textContent"
        )
        if name in str(told):
            return
    raise AssertionError(f"Tab never comes to {name}")


def test_a_move_is_prepared_ordered_and_undone_by_keyboard_alone(page: Page, address: str) -> None:
    sign_in(page, address)
    page.goto(f"{address}{LIST}")
    press_to(page, "Ghép các bước")
    page.keyboard.press("Enter")
    arrive(page, f"{LIST}/1")
    press_to(page, "Bước thay cho “Xem”")
    page.keyboard.press("Home")
    page.keyboard.type("Thẩm")
    expect(page.get_by_label("Bước thay cho “Xem”")).to_have_value("tham_dinh")
    press_to(page, "Lưu và chạy thử")
    page.keyboard.press("Enter")
    page.get_by_text("3 chuyển được").first.wait_for()
    press_to(page, "Lý do")
    page.keyboard.type("Đổi quy trình")
    press_to(page, "Chuyển hồ sơ")
    page.keyboard.press("Enter")
    page.get_by_text("3 đã chuyển").first.wait_for()
    press_to(page, "Hoàn tác")
    page.keyboard.press("Enter")
    press_to(page, "Lý do")
    page.keyboard.type("Nhầm")
    page.keyboard.press("Enter")
    page.get_by_text("1 đã chuyển ngược").first.wait_for()


def test_a_click_left_and_a_click_right_match_two_steps(page: Page, address: str) -> None:
    page.set_viewport_size(SCREEN)  # type: ignore[arg-type]
    sign_in(page, address)
    page.goto(f"{address}{LIST}")
    page.get_by_role("button", name="Ghép các bước").click()
    arrive(page, f"{LIST}/1")
    page.locator("[data-drawn]").nth(1).wait_for()
    chosen = page.get_by_label("Bước thay cho “Xem”")
    chosen.select_option("-")
    page.locator('[data-side="before"] [data-element-id="xem"]').click()
    page.locator('[data-side="after"] [data-element-id="tham_dinh"]').click()
    expect(chosen).to_have_value("tham_dinh")


def test_without_scripts_a_move_is_carried_out(page: Page, address: str) -> None:
    browser = page.context.browser
    assert browser is not None
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    plain = context.new_page()
    sign_in(plain, address)
    plain.goto(f"{address}{LIST}")
    plain.get_by_role("button", name="Ghép các bước").click()
    plain.get_by_label("Bước thay cho “Xem”").select_option("tham_dinh")
    plain.get_by_role("button", name="Lưu và chạy thử").click()
    plain.get_by_label("Lý do").fill("Đổi quy trình")
    plain.get_by_role("button", name="Chuyển hồ sơ").click()
    plain.get_by_text("3 đã chuyển").first.wait_for()
    context.close()
