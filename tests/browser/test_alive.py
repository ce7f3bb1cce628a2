"""What JavaScript adds: forms that follow an answer, diagrams that can be read and steered."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, Response, render_template_string
from playwright.sync_api import Page, expect

from engine.store.database import Database
from tests.browser.look import PHONE, complaints, faults_seen, served
from tests.databases import sqlite_url
from tests.web.house import make_test_context, make_test_settings
from tests.web.sample_form import show_form
from web.app import create_app
from web.auth.policy import public
from web.ui.security import allow_style_attributes

pytestmark = pytest.mark.browser
DRAWING = Path(__file__).parents[2] / "bpmn/giay-phep-xay-dung/process.bpmn"
PAGE = """{% extends "ui/public.html" %}{% from "ui/parts.html" import diagram, entry_styles,
entry_script %}{% block title %}Sơ đồ{% endblock %}
{% block styles %}{{ entry_styles("viewer/page.js") }}{% endblock %}
{% block scripts %}{{ entry_script("viewer/page.js") }}{% endblock %}
{% block content %}<h1>Sơ đồ</h1>{{ diagram(url, "Sơ đồ", walked=["start"]) }}{% endblock %}"""
FREE_CORNER = """() => {
  const box = document.querySelector('.bjs-powered-by').getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return box.width > 20 && top !== null && top.closest('.bjs-powered-by') !== null;
}"""


def show_diagrams(app: Flask) -> None:
    """Give `app` a page with a diagram and one whose diagram is missing."""

    @public
    def drawing() -> Response:
        return Response(DRAWING.read_bytes(), content_type="application/xml")

    @public
    def diagram(url: str) -> str:
        allow_style_attributes()
        return render_template_string(PAGE, url=f"/{url}")

    app.add_url_rule("/drawing", "drawing", drawing)
    app.add_url_rule("/diagram/<url>", "diagram", diagram)


@pytest.fixture
def place(sqlite_template: Path, tmp_path: Path) -> Iterator[str]:
    """Give the address of an application with a form and with diagrams."""
    database = Database(sqlite_url(shutil.copyfile(sqlite_template, tmp_path / "motcua.db")))
    app = create_app(make_test_context(database, tmp_path), make_test_settings(tmp_path))
    show_form(app, {}, refresh="/fields")
    show_diagrams(app)
    with served(app) as address:
        yield address
    database.close()


def test_a_question_appears_with_the_answer_that_needs_it(page: Page, place: str) -> None:
    heard = complaints(page)
    page.goto(f"{place}/form")
    page.get_by_label("Họ tên").fill("Dora")
    expect(page.get_by_label("Địa chỉ")).to_have_count(0)
    page.get_by_role("radio", name="Qua bưu điện").check()
    expect(page.get_by_label("Địa chỉ")).to_be_visible()
    expect(page.get_by_label("Họ tên")).to_have_value("Dora")
    assert page.evaluate("document.activeElement.value") == "post"
    assert heard == []


def test_a_chosen_file_stays_when_the_fields_change(page: Page, place: str) -> None:
    page.goto(f"{place}/form")
    file = {"name": "don.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"}
    page.get_by_label("Bản chụp").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("radio", name="Qua bưu điện").check()
    expect(page.get_by_label("Địa chỉ")).to_be_visible()
    assert page.evaluate("document.querySelector('[type=file]').files.length") == 1


def test_a_form_has_no_fault_on_a_phone(page: Page, place: str) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(f"{place}/form")
    assert faults_seen(page) == []


@pytest.mark.parametrize("width", [1440, 390])
def test_a_diagram_is_drawn_and_shows_its_makers_mark(page: Page, place: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    heard = complaints(page)
    page.goto(f"{place}/diagram/drawing")
    page.wait_for_selector("[data-drawn]")
    page.locator(".bjs-powered-by").scroll_into_view_if_needed()
    assert page.evaluate(FREE_CORNER)
    assert faults_seen(page) == []
    assert heard == []


def test_a_diagram_can_be_steered_by_keyboard(page: Page, place: str) -> None:
    page.goto(f"{place}/diagram/drawing")
    page.wait_for_selector("[data-drawn]")
    before = page.locator(".viewport").first.get_attribute("transform")
    page.get_by_role("button", name="Phóng to").press("Enter")
    expect(page.locator(".viewport").first).not_to_have_attribute("transform", str(before))


def test_a_diagram_that_cannot_be_had_says_so(page: Page, place: str) -> None:
    page.goto(f"{place}/diagram/nothing")
    expect(page.get_by_text("Không vẽ được sơ đồ ở đây.")).to_be_visible()
