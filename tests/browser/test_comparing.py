"""Comparing, weighing and telling in a real browser: for readers, thumbs, and both diagrams."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.drawing import sign_in
from tests.browser.look import PHONE, SCREEN, complaints, faults_seen, served
from tests.databases import make_tables, sqlite_url
from tests.make import publish
from tests.web.casework import Casework, open_casework
from tests.web.citizen import furnish_portal
from tests.web.workshop.test_pages import send

pytestmark = pytest.mark.browser
KEY = "giay-phep-xay-dung"


@pytest.fixture
def drawn(tmp_path: Path) -> Iterator[tuple[Casework, str]]:
    """Give an office and the address of a redrawn building permit."""
    template = tmp_path / "template.db"
    make_tables(sqlite_url(template))
    with open_casework(template, furnish_portal(template), tmp_path) as made:
        publish(made.context, KEY)
        frank = made.browser("frank")
        opened = frank.post("/workshop/new/version", key=KEY, number="1")
        address = str(opened.response.location)
        text = frank.client.get(f"{address}/files/process.bpmn").text
        form = frank.client.get(f"{address}/files/forms/don-de-nghi.form").text
        files = {
            "process.bpmn": text.replace('name="Soát xét dự thảo"', 'name="Rà soát"').replace(
                'motcua:term="7 working days" motcua:status',
                'motcua:term="5 working days" motcua:status',
            ),
            "forms/don-de-nghi.form": form.replace('"required": true', '"required": false', 1),
        }
        send(frank, f"{address}/files", {"base": 1, "files": files})
        yield made, address


@pytest.fixture
def address(drawn: tuple[Casework, str]) -> Iterator[str]:
    """Give the address of the draft on a server."""
    with served(drawn[0].app) as found:
        yield f"{found}{drawn[1]}"


def _sign_in(page: Page, address: str) -> None:
    found = re.match(r"(.*)/workshop", address)
    assert found
    sign_in(page, found[1])


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["screen", "phone"])
def test_no_page_has_a_fault(page: Page, address: str, size: dict[str, int]) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    heard = complaints(page)
    _sign_in(page, address)
    for what in ("compare", "weigh", "text"):
        page.goto(f"{address}/{what}")
        if what == "compare":
            page.locator("[data-pictures][data-drawn]").wait_for()
        assert faults_seen(page) == [], what
    assert heard == []


def test_a_sentence_leads_to_its_element_on_both_diagrams(page: Page, address: str) -> None:
    page.set_viewport_size(SCREEN)  # type: ignore[arg-type]
    _sign_in(page, address)
    page.goto(f"{address}/compare")
    page.locator("[data-pictures][data-drawn]").wait_for()
    page.get_by_role("button", name=re.compile("Rà soát")).click()
    for side in ("before", "after"):
        picked = page.locator(f"[data-pane={side}] [data-element-id=soat_xet].picked")
        expect(picked).to_have_count(1)
        expect(picked).to_have_class(re.compile("changed"))


def test_both_diagrams_move_together_and_lie_over_each_other(page: Page, address: str) -> None:
    page.set_viewport_size(SCREEN)  # type: ignore[arg-type]
    _sign_in(page, address)
    page.goto(f"{address}/compare")
    page.locator("[data-pictures][data-drawn]").wait_for()
    page.get_by_role("button", name="Phóng to").click()
    views = page.evaluate(
        "() => [...document.querySelectorAll('[data-pane] .viewport')].map(one =>"
        " Math.round(1000 * one.transform.baseVal.consolidate().matrix.a))"
    )
    assert len(set(views)) == 1
    page.get_by_role("button", name="Chồng lên nhau").click()
    boxes = [page.locator(f"[data-pane={side}]").bounding_box() for side in ("before", "after")]
    assert boxes[0] == boxes[1]
    assert faults_seen(page) == []


def test_without_scripts_everything_is_told(page: Page, address: str) -> None:
    browser = page.context.browser
    assert browser is not None
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    plain = context.new_page()
    _sign_in(plain, address)
    plain.goto(f"{address}/compare")
    told = plain.get_by_text("Bước “Soát xét dự thảo” đổi tên thành “Rà soát”", exact=True)
    expect(told).to_be_visible()
    plain.get_by_label("Trước", exact=True).select_option("s1")
    plain.get_by_role("button", name="So sánh").click()
    expect(plain.locator("p", has_text="từ 7 xuống 5 ngày làm việc")).to_be_visible()
    context.close()
