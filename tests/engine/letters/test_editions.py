"""The standard forms: which set holds when, and that each can be set as PDF/A and PDF/UA."""

import re
from datetime import UTC, date, datetime

import pytest

from engine.letters.editions import StandardForm, shipped_editions
from engine.letters.form_names import FORM_NAMES
from engine.letters.letter import Filling, check_letter, make_letter, show_letter
from engine.lint.letter_names import FIXED
from engine.records.letters import LetterName
from engine.records.values import Json

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
ADDRESS = "https://motcua.example.vn/verify/7K3M9QXRT2ZA"
NAMES = (*FIXED, *FORM_NAMES)
FORMS = [form for edition in shipped_editions().editions for form in edition.forms.values()]
LONG = "Nguyễn Thị Ngọc Trường Thọ Phương Uyên Hoàng Khuyên"
each = pytest.mark.parametrize("form", FORMS, ids=[f"{one.edition}-{one.kind}" for one in FORMS])


def value_of(name: LetterName) -> Json:
    """Return something to write: long, with every kind of diacritic."""
    if name.kind == "moment":
        return "2026-11-23T09:30:00+07:00"
    if name.kind == "day":
        return "2026-11-23"
    if name.name in ("form.slip", "form.book", "form.paper_rows"):
        return [["1", "Đặng Thị Ngữ\nỞ ẩn", "", ""]]
    if name.kind == "list":
        return [f"{number}. Giấy chứng nhận quyền sử dụng đất" for number in range(1, 13)]
    return LONG


def filling(form: StandardForm, **more: Json) -> Filling:
    values = {one.name: value_of(one) for one in NAMES} | more
    return Filling(
        names=NAMES, values=values, title=form.title.vi, author="UBND xã", address=ADDRESS
    )


@pytest.mark.parametrize(
    ("day", "kind", "edition"),
    [
        (date(2025, 9, 14), "01", "2018"),
        (date(2025, 9, 15), "01", "2025"),
        (date(2019, 1, 1), "06", "2018"),
        (date(2024, 5, 1), "05", "2025"),
        (date(2010, 1, 1), "02", "2018"),
    ],
)
def test_the_set_of_the_day_of_receipt_holds(day: date, kind: str, edition: str) -> None:
    found = shipped_editions().find(kind, day)
    assert found is not None
    assert found.edition == edition


def test_the_control_slip_had_another_number_before() -> None:
    assert [shipped_editions().get(one, "06").code for one in ("2018", "2025")] == ["05", "06"]  # type: ignore[union-attr]


def test_a_form_that_was_never_there_is_not_found() -> None:
    assert shipped_editions().find("08", date(2026, 1, 1)) is None


@each
def test_a_form_shows_only_what_letters_know(form: StandardForm) -> None:
    assert {one.name for one in form.template.shown} <= {one.name for one in NAMES}
    assert check_letter(form.template, NAMES) == ()


@each
def test_a_form_is_an_archive_file_that_can_be_read_aloud(form: StandardForm) -> None:
    content = make_letter(form.template, filling(form), NOW)
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>" in content
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert b"<rdf:li>vi</rdf:li>" in content
    assert form.title.vi.encode() in content
    assert b"/MarkInfo<</Marked true" in content
    assert ADDRESS.encode() in content


@each
def test_a_form_is_issued_again_with_the_same_bytes(form: StandardForm) -> None:
    first, second = (make_letter(form.template, filling(form), NOW) for _ in range(2))
    assert first == second


def test_the_receipt_with_twelve_papers_fits_two_pages_at_most() -> None:
    form = shipped_editions().get("2025", "01")
    assert form is not None
    shown = show_letter(form.template, filling(form, **{"form.book": None}))
    assert len(shown.parts) <= 2


def test_no_form_is_left_without_its_template() -> None:
    for form in FORMS:
        assert re.search(r"form-head\(", form.template.text), form.template.file
