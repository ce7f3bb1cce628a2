"""Forms as pages show them and read them back."""

import io
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import pytest
from flask import Flask

from engine.records.forms import Fault
from tests.pages import Page, Pages
from tests.web.sample_form import show_form

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
STORED = {"digest": "ab" * 32, "name": "giấy chứng sinh.pdf", "size": 1_500_000, "media": "x"}
FAULTS = (
    Fault(key="name", vi="Nhập họ tên", en="Enter the name"),
    Fault(key="name", vi="Họ tên quá ngắn", en="The name is too short"),
    Fault(key="born", vi="Nhập ngày sinh có thật", en="Enter a real date"),
    Fault(key="way", vi="Chọn cách nhận", en="Choose a way"),
)


def named(page: Page, name: str) -> list[Element]:
    """Return the fields of a name."""
    return [one for one in page.root.iter() if one.get("name") == name]


def links(page: Page) -> Iterator[str]:
    """Give where the links of the fault summary lead."""
    yield from (one.get("href", "") for one in page.root.iter("a") if "#f-" in one.get("href", ""))


@pytest.mark.parametrize("answers", [{}, {"way": "post", "papers": ["desk"], "scans": [STORED]}])
def test_a_form_with_every_kind_of_field_has_no_fault(
    app: Flask, answers: dict[str, object]
) -> None:
    show_form(app, answers, FAULTS, refresh="/fields")
    Pages(app).get("/form")
    Pages(app).get("/form?lang=en")


def test_faults_stand_at_the_top_and_lead_to_their_fields(app: Flask) -> None:
    show_form(app, {}, FAULTS)
    page = Pages(app).get("/form")
    assert "Có 3 lỗi cần sửa" in page.words
    assert list(links(page)) == ["#f-name", "#f-born", "#f-way"]
    assert page.words.count("Nhập họ tên") == 2
    assert "Họ tên quá ngắn" not in page.words


def test_what_was_typed_is_kept_as_it_was_typed(app: Flask) -> None:
    typed = {"name": '"><b>x', "born-day": "31", "born-month": "2", "area": "viết chữ"}
    show_form(app, typed, FAULTS)
    page = Pages(app).get("/form")
    assert page.field("name") == '"><b>x'
    assert (page.field("born-day"), page.field("born-month")) == ("31", "2")
    assert page.field("area") == "viết chữ"


def test_a_draft_fills_the_form_again(app: Flask) -> None:
    show_form(app, {"born": "1990-11-24", "area": 1234.5, "way": "desk", "true": True})
    page = Pages(app).get("/form")
    assert [page.field(f"born-{part}") for part in ("day", "month", "year")] == ["24", "11", "1990"]
    assert page.field("area") == "1234,5"
    assert [one.get("value") for one in named(page, "way") if "checked" in one.keys()] == ["desk"]  # noqa: SIM118
    assert "checked" in named(page, "true")[0].keys()  # noqa: SIM118


@pytest.mark.parametrize(("way", "shown"), [("post", 1), ("desk", 0), ("", 0)])
def test_a_field_shows_only_while_its_condition_says_so(app: Flask, way: str, shown: int) -> None:
    show_form(app, {"way": way})
    assert len(named(Pages(app).get("/form"), "address")) == shown


def test_a_change_of_a_driving_field_gives_the_fields_anew(app: Flask) -> None:
    show_form(app, {}, refresh="/fields")
    browser = Pages(app)
    page = browser.get("/form")
    assert [one.get("hx-post") for one in named(page, "way")] == ["/fields", "/fields"]
    assert named(page, "name")[0].get("hx-post") is None
    assert len(named(browser.post("/fields", 200, way="post", name="Dora"), "address")) == 1


def test_a_readonly_answer_is_shown_and_never_asked(app: Flask) -> None:
    show_form(app, {})
    page = Pages(app).get("/form")
    assert named(page, "code") == []
    assert "H99.1-261123-0001" in page.words


def test_a_file_is_stored_and_an_earlier_one_stays_unless_it_is_removed(app: Flask) -> None:
    show_form(app, {"scans": [STORED]})
    browser = Pages(app)
    told = browser.post("/form", 200, scans=(io.BytesIO(PDF), "đơn.pdf")).text
    assert str(STORED["digest"]) in told
    assert "đơn.pdf" in told
    told = browser.post("/form", 200, **{"scans-remove": STORED["digest"]}).text
    assert str(STORED["digest"]) not in told


def test_a_digest_in_the_request_is_no_file_of_mine(app: Flask) -> None:
    show_form(app, {})
    told = Pages(app).post("/form", 200, scans=str(STORED)).text
    assert "('scans', [])" in told
