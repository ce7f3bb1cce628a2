"""Drawing forms in a real browser: by mouse and keyboard, in Vietnamese, losing nothing."""

import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from engine.actions.open_draft import draft_from_version
from engine.actions.save_draft_files import save_draft_files
from engine.queries.drafts import get_draft
from tests.browser.look import PHONE, SCREEN, complaints, faults_seen, served
from tests.databases import make_tables, sqlite_url
from tests.make import PASSWORD, Cast
from tests.web.casework import Casework, open_casework
from tests.web.citizen import furnish_portal
from tests.web.formeditor.drawn import FILE, OWN

pytestmark = pytest.mark.browser
KEY = "chung-thuc-ban-sao"
# What form-js says by itself; nothing of it may be left on a page in Vietnamese.
ENGLISH = (
    r"component|search|input|selection|presentation|container|action|drag|drop|build|create|"
    r"remove|delete|field|form\b|text|number|date|file|checkbox|radio|select|general|validation|"
    r"condition|layout|appearance|custom|properties|powered|preview|window|element|clear"
)
SAID = """(english) => {
  const found = [];
  const word = new RegExp(english, "i");
  const root = document.querySelector("[data-formeditor]");
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walk.currentNode; node; node = walk.nextNode()) {
    const element = node.nodeType === 3 ? node.parentElement : node;
    if (element.closest("[lang=en], .code, script, noscript, option, .drawn-english")) continue;
    const texts = node.nodeType === 3 ? [node.data]
      : [node.title, node.getAttribute?.("aria-label"), node.getAttribute?.("placeholder")];
    for (const text of texts) if (text && word.test(text)) found.push(text.trim());
  }
  return found;
}"""


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A draft with a form of every component of our field, open to its designer."""

    page: Page
    house: Casework
    draft_id: int
    forms: str

    def open(self, name: str = "rieng") -> None:
        """Open a form to be drawn."""
        self.page.goto(f"{self.forms}/{name}")
        self.page.locator("[data-formeditor][data-ready]").wait_for()

    def choose(self, field: str) -> None:
        """Choose a field by its id."""
        self.page.locator(f"[data-id={field}] .drawn").first.click()

    def saved(self, fits: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Return the form as it is saved once it fits; after 20 seconds as it is, to be compared.

        What the page says of saving is no sign: it is the same before a change is noticed.
        """
        until = time.monotonic() + 20
        while not fits(found := self._stored()) and time.monotonic() < until:
            self.page.wait_for_timeout(100)
        return found

    def _stored(self) -> dict[str, Any]:
        draft = get_draft(self.house.context, self.draft_id)
        found: dict[str, Any] = json.loads(draft.files["forms/rieng.form"])
        return found


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Cast]:
    """Give a database with the cast and published procedures, to be copied."""
    template = tmp_path_factory.mktemp("furnished") / "template.db"
    make_tables(sqlite_url(template))
    return template, furnish_portal(template)


@pytest.fixture
def desk(page: Page, furnished: tuple[Path, Cast], tmp_path: Path) -> Iterator[Desk]:
    """Give a designer's screen."""
    with open_casework(*furnished, tmp_path) as house:
        frank = house.cast.frank
        draft = draft_from_version(house.context, frank, KEY, 1, "Thử biểu mẫu")
        content = json.dumps(OWN, ensure_ascii=False).encode()
        save_draft_files(house.context, frank, draft.draft_id, 1, {FILE: content})
        with served(house.app) as address:
            page.set_viewport_size(SCREEN)  # type: ignore[arg-type]
            page.goto(f"{address}/sign-in")
            page.get_by_label("Tên đăng nhập").fill("frank")
            page.get_by_label("Mật khẩu").fill(PASSWORD)
            page.locator("main button[type=submit]").click()
            page.wait_for_url(lambda url: "/sign-in" not in url)
            forms = f"{address}/workshop/drafts/{draft.draft_id}/forms"
            yield Desk(page=page, house=house, draft_id=draft.draft_id, forms=forms)


def test_no_page_of_forms_has_a_fault(desk: Desk) -> None:
    page = desk.page
    heard = complaints(page)
    for size in (SCREEN, PHONE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.goto(desk.forms)
        assert faults_seen(page) == []
        desk.open()
        if size == SCREEN:
            desk.choose("a5")
        assert faults_seen(page) == []
        page.goto(f"{desk.forms}/rieng/preview")
        assert faults_seen(page) == []
    assert heard == []


def test_nothing_of_the_editor_is_left_in_english(desk: Desk) -> None:
    desk.open()
    left: list[str] = desk.page.evaluate(SAID, ENGLISH)
    for field in ("g1", "a1", "a2", "a3", "a4", "a5", "a6", "a7"):
        desk.page.evaluate(f"document.querySelector('[data-id={field}]').click()")
        left += desk.page.evaluate(SAID, ENGLISH)
    desk.page.locator(".fjs-palette-search").fill("zzz")
    left += desk.page.evaluate(SAID, ENGLISH)
    assert left == []


def test_an_empty_form_invites_in_vietnamese(desk: Desk) -> None:
    desk.page.goto(desk.forms)
    desk.page.get_by_label("Tên tiếng Việt").fill("Phiếu mới")
    desk.page.get_by_role("button", name="Thêm biểu mẫu").click()
    desk.page.locator("[data-formeditor][data-ready]").wait_for()
    expect(desk.page.get_by_text("Bắt đầu biểu mẫu")).to_be_visible()
    assert desk.page.evaluate(SAID, ENGLISH) == []


def test_a_question_is_added_and_named_by_keyboard_alone(desk: Desk) -> None:
    desk.open()
    button = desk.page.get_by_role("button", name="Số định danh", exact=True)
    button.focus()
    button.press("Enter")
    label = desk.page.get_by_label("Nhãn (tiếng Việt)")
    label.fill("Số định danh của cha")
    desk.page.get_by_label("Nhãn (tiếng Anh)").fill("Father's number")
    expect(desk.page.get_by_label("Mã câu trả lời")).to_have_value("so_dinh_danh_cua_cha")
    expect(desk.page.locator("[data-canvas]")).to_contain_text("Father's number")
    desk.page.get_by_role("button", name="Lên", exact=True).press("Enter")
    form = desk.saved(lambda form: _types(form) == ["personalnumber", "signature"])
    assert _types(form) == ["personalnumber", "signature"]
    parts = form["components"]
    made = parts[-2]
    assert (made["key"], made["label"]) == ("so_dinh_danh_cua_cha", "Số định danh của cha")
    assert made["properties"]["labelEn"] == "Father's number"


def _types(form: dict[str, Any]) -> list[str]:
    """Return the kinds of the last two parts of a form."""
    return [one["type"] for one in form["components"]][-2:]


def test_a_field_is_dragged_to_another_place_and_stands_alone_there(desk: Desk) -> None:
    desk.open()
    page = desk.page
    page.locator("[data-id=a6]").scroll_into_view_if_needed()
    moved, before = (page.locator(f"[data-id={one}]").bounding_box() for one in ("a6", "a5"))
    assert moved is not None
    assert before is not None
    page.mouse.move(moved["x"] + 100, moved["y"] + 10)
    page.mouse.down()
    page.mouse.move(moved["x"] + 110, moved["y"], steps=5)
    page.mouse.move(before["x"] + 100, before["y"] + 2, steps=20)
    page.mouse.up()
    wanted = ["g1", "a4", "a6", "a5", "a7"]
    parts = desk.saved(lambda form: [one["id"] for one in form["components"]] == wanted)[
        "components"
    ]
    assert [one["id"] for one in parts] == wanted
    assert len({one["layout"]["row"] for one in parts}) == len(parts)


def test_what_was_done_can_be_undone(desk: Desk) -> None:
    desk.open()
    desk.choose("a6")
    desk.page.get_by_role("button", name="Nhân đôi").click()
    assert "le_phi_2" in _keys(desk.saved(lambda form: "le_phi_2" in _keys(form)))
    desk.page.get_by_role("button", name="Hoàn tác").click()
    expect(desk.page.get_by_role("button", name="Làm lại")).to_be_enabled()
    assert "le_phi_2" not in _keys(desk.saved(lambda form: "le_phi_2" not in _keys(form)))


def _keys(form: dict[str, Any]) -> list[str]:
    """Return the names of the answers that a form asks for."""
    return [one.get("key", "") for one in form["components"]]


def test_nothing_that_the_editor_does_not_know_is_lost(desk: Desk) -> None:
    strange = {"type": "hologram", "id": "h1", "key": "x", "label": "Lạ", "deep": {"a": [1, None]}}
    odd = {**OWN, "ours": {"kept": True}, "components": [*OWN["components"], strange]}
    frank, context = desk.house.cast.frank, desk.house.context
    content = json.dumps(odd, ensure_ascii=False).encode()
    save_draft_files(context, frank, desk.draft_id, 2, {FILE: content})
    desk.open()
    desk.choose("a5")
    desk.page.get_by_label("Nhãn (tiếng Việt)").fill("Ý kiến")
    expected = json.loads(content)
    expected["components"][2]["label"] = "Ý kiến"
    wanted = _without_layout(expected)
    assert _without_layout(desk.saved(lambda form: _without_layout(form) == wanted)) == wanted


def _without_layout(part: Any) -> Any:
    """Return a form without what form-js notes on rows and its own version."""
    if isinstance(part, list):
        return [_without_layout(one) for one in part]
    if not isinstance(part, dict):
        return part
    left_out = ("layout", "schemaVersion")
    return {key: _without_layout(value) for key, value in part.items() if key not in left_out}


def test_a_condition_is_chosen_from_lists(desk: Desk) -> None:
    desk.open()
    desk.choose("a6")
    desk.page.locator("[data-name=when]").select_option("show")
    desk.page.locator("[data-name=when-key]").select_option("quyet_dinh")
    desk.page.locator("[data-name=when-value]").select_option("cap")
    expect(desk.page.locator("[data-id=a6] .drawn-when")).to_contain_text("Chỉ hỏi khi")
    wanted = {"hide": '=quyet_dinh != "cap"'}
    form = desk.saved(lambda form: form["components"][3].get("conditional") == wanted)
    assert form["components"][3]["conditional"] == wanted


def test_the_choices_of_a_decision_are_written_one_after_the_other(desk: Desk) -> None:
    desk.open()
    desk.choose("a5")
    desk.page.get_by_role("button", name="Thêm lựa chọn").click()
    desk.page.locator("[data-name=values-2-label]").fill("Chuyển cơ quan khác")
    desk.page.locator("[data-name=values-2-en]").fill("Pass on")
    desk.page.locator("[data-name=values-0-label]").fill("Cấp")
    desk.page.locator("[data-name=values-2-reason]").check()
    desk.page.get_by_role("button", name="Bỏ: Từ chối").click()
    wanted = [
        {"value": "cap", "label": "Cấp", "labelEn": "Grant"},
        {
            "value": "chuyen_co_quan_khac",
            "label": "Chuyển cơ quan khác",
            "labelEn": "Pass on",
            "reason": True,
        },
    ]
    form = desk.saved(lambda form: form["components"][2]["values"] == wanted)
    assert form["components"][2]["values"] == wanted


def test_an_expression_is_checked_while_it_is_written(desk: Desk) -> None:
    desk.open()
    desk.choose("a6")
    area = desk.page.locator("[data-name=amount]")
    area.fill("quyet_dinh **")
    expect(desk.page.locator(".panel-told.panel-bad").first).to_be_visible()
    expect(desk.page.locator("[data-faults] li").first).to_contain_text("Lệ phí")
    expect(desk.page.locator("[data-id=a6]")).to_have_class(re.compile("drawn-faulty"))
    area.fill("75000")
    expect(desk.page.get_by_text("Biểu thức đọc được.")).to_be_visible()


def test_the_preview_follows_what_is_drawn_and_tried(desk: Desk) -> None:
    desk.open()
    desk.choose("a5")
    desk.page.get_by_role("button", name="Xem trước", exact=True).click()
    sheet = desk.page.locator("[data-sheet]")
    expect(sheet.get_by_text("75.000 đ")).to_be_visible()
    desk.page.get_by_label("Nhãn (tiếng Việt)").fill("Kết luận")
    expect(sheet.get_by_text("Kết luận")).to_be_visible()
    sheet.get_by_label("Từ chối").check()
    expect(sheet.get_by_label("Lý do")).to_be_visible()
    expect(sheet.get_by_text("Miễn: hồ sơ bị từ chối")).to_be_visible()
    desk.page.get_by_role("button", name="Kiểm tra câu trả lời").click()
    expect(sheet.locator(".fault-summary")).to_contain_text("Nhập họ và tên")
    desk.page.get_by_role("button", name="English").click()
    expect(sheet.get_by_text("Personal number")).to_be_visible()
    desk.page.get_by_role("button", name="Điện thoại").click()
    assert faults_seen(desk.page) == []


def test_a_form_that_cannot_be_drawn_is_shown_as_text(desk: Desk) -> None:
    frank, context = desk.house.cast.frank, desk.house.context
    save_draft_files(context, frank, desk.draft_id, 2, {FILE: b'{"components": ['})
    desk.open()
    area = desk.page.get_by_label("Nội dung tệp")
    expect(area).to_have_value('{"components": [')
    assert faults_seen(desk.page) == []
    area.fill(json.dumps(OWN))
    area.blur()
    expect(desk.page.locator("[data-id=a1]")).to_be_visible()
