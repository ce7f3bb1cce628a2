"""Every text of the diagram editor is in the reader's language, whatever is chosen."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.architecture.sources import ROOT
from tests.browser.all_kinds import all_kinds
from tests.browser.look import SCREEN
from tests.browser.modeling import Workshop, focus_canvas, open_workshop

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WORDS = ROOT / "web/client/i18n/vi.json"
COUNTED = re.compile(r"\d+ kết quả")
MISSING = "untranslated"
# What stands in an open menu: its title, its groups, its entries and small buttons.
SAID = """() => [...document.querySelectorAll('.djs-popup *, .djs-context-pad *, .djs-palette *')]
  .flatMap(one => [one.title, one.ariaLabel, one.children.length ? '' : one.textContent.trim()])
  .filter(Boolean)"""


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    with open_workshop(tmp_path) as made:
        yield made


def read_menus(page: Page) -> set[str]:
    """Go through the drawing by keyboard, open each element's menus, and return what they say."""
    said: set[str] = set()
    for _ in range(page.locator(".djs-shape:not(.djs-label)").count()):
        focus_canvas(page)
        page.keyboard.press(".")
        said |= set(page.evaluate(SAID))
        for key in ("r", "a"):
            focus_canvas(page)
            page.keyboard.press(key)
            said |= set(page.evaluate(SAID))
            page.keyboard.press("Escape")
    return said


def test_every_menu_of_every_kind_of_element_speaks_vietnamese(
    page: Page, workshop: Workshop
) -> None:
    page.set_viewport_size(SCREEN)  # type: ignore[arg-type]
    workshop.show(page, workshop.draft(diagram=all_kinds().encode()))
    said = read_menus(page)
    focus_canvas(page)
    page.keyboard.press("n")
    said |= set(page.evaluate(SAID))
    page.keyboard.press("Escape")
    known = set(json.loads(WORDS.read_text(encoding="utf-8")).values())
    assert page.evaluate(MISSING) == []
    assert {one for one in said if not COUNTED.fullmatch(one)} - known == set()
    assert len(said) > 90


def test_tools_on_several_elements_speak_vietnamese(page: Page, workshop: Workshop) -> None:
    page.set_viewport_size(SCREEN)  # type: ignore[arg-type]
    workshop.show(page, workshop.draft())
    focus_canvas(page)
    page.keyboard.press("Control+a")
    page.locator(".djs-context-pad .entry").first.click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Tìm phần tử").click()
    page.get_by_label("Tìm trong sơ đồ").wait_for()
    page.get_by_role("button", name="Bản đồ nhỏ").click()
    assert page.evaluate(MISSING) == []


def test_the_simulation_speaks_vietnamese_and_writes_no_name_as_markup(
    page: Page, workshop: Workshop
) -> None:
    draft_id = workshop.draft()
    named = workshop.saved(draft_id).replace('name="Xem', 'name="&lt;b id=x&gt;Xem', 1)
    page.set_viewport_size(SCREEN)  # type: ignore[arg-type]
    workshop.show(page, workshop.draft(diagram=named.encode()))
    page.get_by_role("button", name="Chạy mô phỏng").click()
    page.locator('.bts-context-pad[title="Kích hoạt sự kiện"]').first.click()
    page.locator(".bts-log .bts-text", has_text="Quy trình đã bắt đầu").wait_for(state="attached")
    page.locator(".bts-log .bts-text", has_text="<b id=x>Xem").first.wait_for(state="attached")
    expect(page.locator("#x")).to_have_count(0)
    assert page.evaluate(MISSING) == []


def test_in_english_nothing_is_translated(page: Page, workshop: Workshop) -> None:
    page.set_viewport_size(SCREEN)  # type: ignore[arg-type]
    draft_id = workshop.draft()
    workshop.show(page, draft_id, "en")
    assert "Activate hand tool" in page.evaluate(SAID)
    expect(page.get_by_role("button", name="Arrange anew")).to_be_visible()
