"""The diagram editor in a real browser: drawn, saved, checked, undone, taken along."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.look import PHONE, SCREEN, complaints, faults_seen
from tests.browser.modeling import (
    LARGE,
    Workshop,
    chosen,
    element,
    focus_canvas,
    open_workshop,
    saving,
)

pytestmark = pytest.mark.browser
OTHER = "chung-thuc-ban-sao"
USABLE_MS = 6_000  # 2 s are promised on a machine that is not busy
TRIES = 6
SHAPE = re.compile(
    r'<bpmndi:BPMNShape [^>]*bpmnElement="(?P<id>[^"]+)"[^>]*>\s*<dc:Bounds (?P<bounds>[^>]*)'
)
# A closed subprocess with a drawing of its own.
INSIDE = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
 xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" id="d" targetNamespace="urn:test"
 xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"><process id="p" name="Quy trình chính">
<subProcess id="con" name="Bên trong"><task id="viec"/></subProcess></process>
<bpmndi:BPMNDiagram id="D1"><bpmndi:BPMNPlane id="P1" bpmnElement="p">
<bpmndi:BPMNShape id="con_di" bpmnElement="con" isExpanded="false">
<dc:Bounds x="100" y="100" width="100" height="80"/></bpmndi:BPMNShape></bpmndi:BPMNPlane>
</bpmndi:BPMNDiagram><bpmndi:BPMNDiagram id="D2"><bpmndi:BPMNPlane id="P2" bpmnElement="con">
<bpmndi:BPMNShape id="viec_di" bpmnElement="viec">
<dc:Bounds x="100" y="100" width="100" height="80"/></bpmndi:BPMNShape></bpmndi:BPMNPlane>
</bpmndi:BPMNDiagram></definitions>"""
# Whether the mark of bpmn.io is seen whole, and nothing lies over it.
MARK_SEEN = """() => {
  const mark = document.querySelector('.bjs-powered-by');
  const { left, top, width, height } = mark.getBoundingClientRect();
  const [right, bottom] = [left + width, top + height];
  const seen = [[left + 2, top + 2], [right - 2, bottom - 2], [left + width / 2, top + height / 2]];
  return width > 40 && seen.every(([x, y]) => mark.contains(document.elementFromPoint(x, y)));
}"""


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    with open_workshop(tmp_path) as made:
        yield made


@pytest.fixture
def desk(page: Page) -> Page:
    """Give a page of the size of a desk's screen."""
    page.set_viewport_size(SCREEN)  # type: ignore[arg-type]
    return page


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["screen", "phone"])
def test_the_page_has_no_fault(page: Page, workshop: Workshop, size: dict[str, int]) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    heard = complaints(page)
    workshop.show(page, workshop.draft(LARGE))
    assert faults_seen(page) == []
    assert heard == []


def test_a_phone_shows_the_diagram_and_says_that_drawing_wants_more_room(
    page: Page, workshop: Workshop
) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    workshop.show(page, workshop.draft(LARGE))
    expect(page.get_by_text("Để vẽ, hãy dùng màn hình rộng hơn")).to_be_visible()
    expect(page.locator(".djs-palette")).to_be_hidden()
    page.locator(".bjs-powered-by").scroll_into_view_if_needed()
    page.wait_for_function(MARK_SEEN)


def test_the_mark_of_bpmn_io_is_seen_whatever_is_open(desk: Page, workshop: Workshop) -> None:
    workshop.show(desk, workshop.draft(LARGE))
    desk.wait_for_function(MARK_SEEN)
    for tool in ("Bản đồ nhỏ", "Chạy mô phỏng", "Phóng to hết cửa sổ"):
        desk.get_by_role("button", name=tool).click()
        desk.wait_for_function(MARK_SEEN)


def test_a_step_is_added_and_named_by_keyboard_saved_and_undone(
    desk: Page, workshop: Workshop
) -> None:
    draft_id = workshop.draft(LARGE)
    workshop.show(desk, draft_id)
    element(desk, "kiem_tra")
    focus_canvas(desk)
    desk.keyboard.press("a")
    desk.locator(".djs-popup input").press_sequentially("người dùng")
    expect(desk.locator(".djs-popup .entry").first).to_have_text("Việc của người dùng")
    with saving(desk):
        desk.keyboard.press("Enter")
        desk.keyboard.type("Đối chiếu bản gốc")
        desk.keyboard.press("Enter")
    made = '<bpmn:userTask id="doi_chieu_ban_goc" name="Đối chiếu bản gốc"'
    assert made in workshop.saved(draft_id)
    with saving(desk):
        for _ in range(2):
            desk.get_by_role("button", name="Hoàn tác").click()
    assert "doi_chieu_ban_goc" not in workshop.saved(draft_id)


def test_a_fault_is_marked_listed_and_leads_to_its_element(desk: Page, workshop: Workshop) -> None:
    good = workshop.saved(workshop.draft(LARGE))
    broken = good.replace('motcua:form="tham-dinh"', 'motcua:form="khong-co"', 1)
    assert broken != good
    workshop.show(desk, workshop.draft(diagram=broken.encode()))
    listed = desk.locator("[data-faults] .finding-severe button", has_text="khong-co").first
    listed.wait_for()
    desk.locator(".fault-badge-severe").first.wait_for()
    listed.focus()
    desk.keyboard.press("Enter")
    expect(desk.locator(".djs-element.selected")).to_have_count(1)


def test_another_page_can_point_at_an_element(desk: Page, workshop: Workshop) -> None:
    draft_id = workshop.draft(LARGE)
    workshop.show(desk, draft_id)
    desk.goto(f"{workshop.address}/workshop/drafts/{draft_id}/diagram#quyet_dinh")
    desk.locator('.djs-element.selected[data-element-id="quyet_dinh"]').wait_for()


def test_a_file_that_cannot_be_drawn_is_mended_as_text(desk: Page, workshop: Workshop) -> None:
    draft_id = workshop.draft()
    whole = workshop.saved(draft_id)
    broken = workshop.draft(diagram=b"<definitions><process")
    workshop.show(desk, broken)
    source = desk.get_by_label("Nội dung tệp process.bpmn")
    expect(source).to_have_value("<definitions><process")
    desk.locator("[data-faults] .finding-severe").first.wait_for()
    source.fill(whole)
    desk.get_by_role("button", name="Vẽ lại").click()
    desk.locator('.djs-element[data-element-id="xem"]').wait_for()
    expect(source).to_be_hidden()


def test_a_file_without_a_drawing_gets_one(desk: Page, workshop: Workshop) -> None:
    draft_id = workshop.draft()
    assert "BPMNShape" not in workshop.saved(draft_id)
    workshop.show(desk, draft_id)
    desk.get_by_text("sơ đồ vừa được vẽ và sắp xếp").wait_for()
    desk.locator('#draft-status[data-state="saved"]').wait_for()
    assert workshop.saved(draft_id).count("BPMNShape") >= 5


def test_arranging_anew_is_one_step_that_can_be_undone(desk: Page, workshop: Workshop) -> None:
    draft_id = workshop.draft(LARGE)
    workshop.show(desk, draft_id)
    before = workshop.saved(draft_id)
    with saving(desk):
        desk.get_by_role("button", name="Sắp xếp lại").click()
    arranged = workshop.saved(draft_id)
    with saving(desk):
        desk.get_by_role("button", name="Hoàn tác").click()
    assert bounds(arranged) != bounds(before)
    assert bounds(workshop.saved(draft_id)) == bounds(before)


def bounds(diagram: str) -> dict[str, str]:
    """Return the place of each shape in a file; those of labels are rounded when they are read."""
    return {one["id"]: one["bounds"].replace(".0", "") for one in SHAPE.finditer(diagram)}


def test_steps_are_copied_from_one_diagram_into_another(desk: Page, workshop: Workshop) -> None:
    source, target = workshop.draft(LARGE), workshop.draft(OTHER)
    workshop.show(desk, source)
    element(desk, "kiem_tra")
    focus_canvas(desk)
    desk.keyboard.press("Control+c")
    other = desk.context.new_page()
    other.set_viewport_size(SCREEN)  # type: ignore[arg-type]
    workshop.arrive(other, target)
    focus_canvas(other)
    other.keyboard.press("Control+v")
    box = other.locator("[data-canvas]").bounding_box()
    assert box is not None
    with saving(other):
        other.mouse.move(box["x"] + 400, box["y"] + 300, steps=4)
        other.mouse.click(box["x"] + 402, box["y"] + 300)
    assert 'name="Kiểm tra hồ sơ"' in workshop.saved(target)
    assert 'motcua:form="kiem-tra"' in workshop.saved(target)


@pytest.mark.parametrize(
    ("choice", "begins"),
    [
        ("Hình ảnh (SVG)", b"<?xml"),
        ("Hình ảnh (PNG)", b"\x89PNG"),
        ("Trang in (PDF)", b"%PDF"),
        ("Tệp sơ đồ (BPMN)", b"<?xml"),
    ],
    ids=["svg", "png", "pdf", "bpmn"],
)
def test_the_diagram_is_taken_along(
    desk: Page, workshop: Workshop, choice: str, begins: bytes
) -> None:
    workshop.show(desk, workshop.draft(LARGE))
    desk.get_by_text("Tải về").click()
    with desk.expect_download() as waiting:
        desk.get_by_role("button", name=choice).click()
    content = Path(waiting.value.path()).read_bytes()
    assert content.startswith(begins)
    assert len(content) > 10_000


def test_printing_puts_the_whole_drawing_on_the_sheet(desk: Page, workshop: Workshop) -> None:
    heard = complaints(desk)
    workshop.show(desk, workshop.draft(LARGE))
    desk.evaluate("window.print = () => { document.body.dataset.printed = 'yes'; }")
    desk.get_by_text("Tải về").click()
    desk.get_by_role("button", name="In", exact=True).click()
    desk.locator("body[data-printed]").wait_for()
    desk.emulate_media(media="print")
    sheet = desk.locator("[data-sheet] img").bounding_box()
    assert sheet is not None
    assert sheet["width"] > 1_000
    expect(desk.locator(".modeler-tools")).to_be_hidden()
    assert heard == []


def test_everything_above_the_drawing_is_reached_by_tab(desk: Page, workshop: Workshop) -> None:
    workshop.show(desk, workshop.draft(LARGE))
    desk.get_by_role("button", name="Thu nhỏ").focus()
    reached = set()
    for _ in range(60):
        desk.keyboard.press("Tab")
        reached |= {desk.evaluate("document.activeElement.closest('[data-act],[data-faults],"
                                  "#properties,.djs-container > svg,summary')?.className"
                                  "?.toString() ?? ''")}  # fmt: skip
    assert any("modeler-panel" in one for one in reached)
    focus_canvas(desk)
    desk.keyboard.press(".")
    assert chosen(desk) != []


def test_the_editor_can_be_used_within_two_seconds(desk: Page, workshop: Workshop) -> None:
    draft_id = workshop.draft(LARGE)
    workshop.show(desk, draft_id)
    needed = []
    for _ in range(TRIES):
        workshop.arrive(desk, draft_id)
        needed.append(desk.evaluate("performance.now()"))
    assert min(needed) <= USABLE_MS


def test_the_inside_of_a_closed_subprocess_is_chosen_from_a_list(
    desk: Page, workshop: Workshop
) -> None:
    workshop.show(desk, workshop.draft(diagram=INSIDE.encode()))
    desk.get_by_label("Bản vẽ", exact=True).select_option("Bên trong")
    expect(desk.locator('.djs-element[data-element-id="viec"]')).to_be_visible()
    desk.get_by_label("Bản vẽ", exact=True).select_option("Quy trình chính")
    expect(desk.locator('.djs-element[data-element-id="viec"]')).not_to_be_visible()
