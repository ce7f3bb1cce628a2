"""Comments on elements of a diagram: written where it is drawn, read where it is only shown."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.look import PHONE, SCREEN, complaints, faults_seen
from tests.browser.modeling import LARGE, Workshop, element, open_workshop

pytestmark = pytest.mark.browser
TEXT = "Nên gộp với bước trước"


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    with open_workshop(tmp_path) as made:
        yield made


def test_a_comment_on_an_element_is_marked_listed_and_leads_there(
    page: Page, workshop: Workshop
) -> None:
    page.set_viewport_size(SCREEN)  # type: ignore[arg-type]
    heard = complaints(page)
    draft_id = workshop.draft(LARGE)
    workshop.show(page, draft_id)
    element(page, "kiem_tra")
    comments = page.locator("[data-comments]")
    expect(comments.locator("[data-comments-on]")).to_have_text("Kiểm tra hồ sơ")
    comments.get_by_label("Góp ý của anh/chị về").fill(TEXT)
    comments.get_by_role("button", name="Góp ý", exact=True).click()
    expect(comments.locator("li")).to_have_text(f"Kiểm tra hồ sơ {TEXT} – Frank")
    expect(page.locator(".comment-badge")).to_have_attribute("title", f"Frank: {TEXT}")
    element(page, "gw_kiem_tra")
    comments.locator("li button").press("Enter")
    page.locator('.djs-element.selected[data-element-id="kiem_tra"]').wait_for()
    assert faults_seen(page) == []

    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    workshop.arrive(page, draft_id)
    expect(page.locator("[data-comments] li")).to_contain_text(TEXT)
    assert faults_seen(page) == []
    assert heard == []
