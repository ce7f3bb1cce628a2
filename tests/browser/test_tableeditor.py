"""The table editor in a real browser: whole in Vietnamese, checked while drawn, tried at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from engine.actions.open_draft import draft_from_version
from engine.actions.save_draft_files import save_draft_files
from engine.queries.drafts import get_draft
from tests.browser.look import PHONE, SCREEN, complaints, faults_seen, served
from tests.databases import make_tables, sqlite_url
from tests.make import PASSWORD, publish
from tests.web.casework import Casework, open_casework
from tests.web.citizen import furnish_portal

pytestmark = pytest.mark.browser
TABLES = Path(__file__).parents[1] / "web" / "tableeditor"
ONE, TWO = TABLES / "one-decision.dmn", TABLES / "two-decisions.dmn"
PATH = "decisions/le-phi-cap-phep.dmn"
LINE = 48  # pixels of a row whose cells have one line
KEY = "giay-phep-xay-dung"
UNTOLD = """window.untold = [];
document.addEventListener("motcua-untranslated", (event) => window.untold.push(event.detail));"""
# What dmn-js says in English wherever it stands: by itself, in a title, as a label.
ENGLISH = """words => [...document.querySelectorAll('#decision-frame *')].flatMap(one => [
  ...['title', 'aria-label', 'placeholder', 'data-type'].map(name => one.getAttribute(name)),
  ...[...one.childNodes].filter(node => node.nodeType === 3).map(node => node.data),
]).filter(text => text && new RegExp(`\\\\b(${words})\\\\b`, 'i').test(text)
  && !/UNIQUE|FIRST|ANY|COLLECT|ORDER|PRIORITY|dossier/.test(text))"""
WORDS = (
    "add|edit|remove|copy|cut|paste|move|input|output|rule|string|number|type|value|values|when|"
    "then|and|hit|policy|view|open|activate|create|connect|change"
)


@dataclass(frozen=True, kw_only=True)
class Bench:
    """A draft of the building permit, served."""

    casework: Casework
    address: str
    draft_id: int

    def open(self, page: Page, login: str = "frank") -> None:
        """Open the table of the fee, as Frank, who draws, or as somebody else."""
        page.add_init_script(UNTOLD)
        page.goto(f"{self.address}/sign-in")
        page.get_by_label("Tên đăng nhập").fill(login)
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.locator("main button[type=submit]").click()
        page.wait_for_url(lambda url: "/sign-in" not in url)
        page.goto(f"{self.address}/workshop/drafts/{self.draft_id}/tables/le-phi-cap-phep")
        page.locator("#decision-frame :is(table, .djs-container)").first.wait_for()
        page.locator("#decision-try *").first.wait_for()


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """Give a draft of the building permit with a small table."""
    template = tmp_path / "template.db"
    make_tables(sqlite_url(template))
    with open_casework(template, furnish_portal(template), tmp_path) as made:
        context, frank = made.context, made.cast.frank
        publish(context, KEY)
        draft = draft_from_version(context, frank, KEY, 1)
        save_draft_files(context, frank, draft.draft_id, draft.number, {PATH: ONE.read_bytes()})
        with served(made.app) as address:
            yield Bench(casework=made, address=address, draft_id=draft.draft_id)


@pytest.fixture
def two(bench: Bench) -> Bench:
    """Give the same draft with two decisions in the file, one of which asks the other."""
    content = TWO.read_bytes()
    context, frank = bench.casework.context, bench.casework.cast.frank
    save_draft_files(context, frank, bench.draft_id, 2, {PATH: content})
    return bench


def cell(page: Page, rule: str) -> None:
    """Click the first cell of a rule and choose all that stands in it."""
    page.locator(f"td[data-row-id='{rule}']").nth(1).click()
    page.keyboard.press("Control+A")


def english(page: Page) -> list[str]:
    """Return what the editor says in English."""
    found: list[str] = page.evaluate(ENGLISH, WORDS)
    return found


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["screen", "phone"])
def test_the_page_is_for_everybody(page: Page, bench: Bench, size: dict[str, int]) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    heard = complaints(page)
    bench.open(page)
    assert faults_seen(page) == []
    expect(page.locator(".bjs-powered-by")).to_be_visible()
    assert heard == []


def test_everything_the_editor_says_is_vietnamese(page: Page, bench: Bench) -> None:
    heard = complaints(page)
    bench.open(page)
    assert english(page) == []
    page.locator("td[data-row-id='le_phi_truc_tuyen']").nth(1).click(button="right")
    page.get_by_text("Thêm luật phía trên").wait_for()
    assert english(page) == []
    page.locator("#try-title").click()
    for head in ("th.input-cell", "th.output-cell"):
        page.locator(head).click(button="right")
        page.locator(".context-menu").wait_for()
        assert english(page) == []
        page.locator("#try-title").click()
        page.locator(head).dblclick()
        page.locator(".type-ref-edit").wait_for()
        assert english(page) == []
        page.locator("#try-title").click()
    page.get_by_text("Xem sơ đồ quyết định").click()
    page.locator(".djs-palette").wait_for()
    assert english(page) == []
    assert page.evaluate("window.untold") == []
    assert heard == []


def test_a_change_is_checked_tried_and_saved(page: Page, bench: Bench) -> None:
    bench.open(page)
    cell(page, "le_phi_kenh_khac")
    page.keyboard.type('"online"')
    finding = page.locator("#decision-findings").get_by_text("cùng khớp")
    finding.wait_for()
    page.get_by_label("Nộp qua").select_option("post")
    expect(page.locator("#decision-told")).to_contain_text("Không luật nào khớp")
    finding.click()
    expect(page.locator("td[data-row-id='le_phi_truc_tuyen']").first).to_have_class(
        "rule-index rule-shown"
    )
    cell(page, "le_phi_kenh_khac")
    page.keyboard.type('"direct", "post"')
    expect(page.locator("#decision-told")).to_contain_text("75000")
    expect(page.locator("td[data-row-id='le_phi_kenh_khac']").first).to_have_class(
        "rule-index rule-hit"
    )
    expect(page.locator("#decision-findings li")).to_have_count(0)
    expect(page.locator("#draft-status")).to_have_attribute("data-state", "saved")
    saved = get_draft(bench.casework.context, bench.draft_id).files
    assert b'"direct", "post"' in saved[PATH]


def test_a_rule_is_added_with_the_keyboard_alone(page: Page, bench: Bench) -> None:
    bench.open(page)
    page.locator("td[data-row-id='le_phi_kenh_khac'] [contenteditable]").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("td.rule-index")).to_have_count(3)


def test_several_decisions_begin_with_their_drawing_and_are_tried_through(
    page: Page, two: Bench
) -> None:
    heard = complaints(page)
    two.open(page)
    page.locator(".djs-palette").wait_for()
    assert faults_seen(page) == []
    page.get_by_role("button", name="Mức lệ phí").click()
    page.get_by_label("Số tầng").fill("2")
    expect(page.locator("#decision-told")).to_contain_text("75000")
    expect(page.locator("td[data-row-id='p1']").first).to_have_class("rule-index rule-hit")
    assert page.locator("td[data-row-id='p1']").first.evaluate("e => e.offsetHeight") < LINE
    page.get_by_role("button", name="Nhóm công trình").click()
    page.locator("td[data-row-id='n1']").first.wait_for()
    page.locator("#decision-findings").get_by_text("Không luật nào áp dụng").click()
    page.locator("td[data-row-id='p1']").first.wait_for()
    assert english(page) == page.evaluate("window.untold") == heard == []


def test_who_does_not_draw_sees_the_same_in_vietnamese(page: Page, two: Bench) -> None:
    two.open(page, "erin")
    page.get_by_role("button", name="Mức lệ phí").click()
    page.locator("td[data-row-id='p1']").first.wait_for()
    expect(page.locator(".output-variable").first).to_have_text("số")
    expect(page.locator("#decision-frame [contenteditable]")).to_have_count(0)
    assert faults_seen(page) == english(page) == []
