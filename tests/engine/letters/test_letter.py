"""Templates and values become letters, or sentences about what is wrong."""

from datetime import UTC, datetime

import pytest

from engine.faults import LetterIncomplete, LetterRefused
from engine.letters.letter import (
    Filling,
    check_letter,
    find_missing,
    make_letter,
    show_letter,
)
from engine.letters.merge import merge, written
from engine.letters.reader import Template, read_template
from engine.records.cards import Text
from engine.records.letters import LetterName
from engine.records.values import Json

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
ASSERT = "#assert.eq({}, {})"


def name(key: str, kind: str = "text", **choices: str) -> LetterName:
    label = Text(vi=f"Nhãn {key}", en=f"Label {key}")
    return LetterName(name=key, label=label, group=label, kind=kind, choices=choices)


NAMES = (name("a"), name("so", "number"), name("ngay", "day"), name("c", "choice", mot="Một"))


def template(text: str) -> Template:
    return read_template(text.encode(), "letters/a.typ")


def filled(**values: Json) -> Filling:
    return Filling(names=NAMES, values=values, title="Thư")


def said(text: str) -> list[tuple[str, int | None]]:
    return [(one.rule, one.line) for one in check_letter(template(text), NAMES)]


@pytest.mark.parametrize(
    ("kind", "value", "use", "text"),
    [
        ("text", "Đặng *A* #b", "text", "Đặng *A* #b"),
        ("choice", "mot", "text", "Một"),
        ("list", ["mot", "hai"], "text", "Một, hai"),
        ("number", 75000, "money", "75.000 đồng"),
        ("number", 75000, "words", "Bảy mươi lăm nghìn"),
        ("day", "2026-11-05", "text", "05/11/2026"),
        ("day", "2026-11-05", "day", "ngày 05 tháng 11 năm 2026"),
        ("moment", "2026-11-23T01:00:00+00:00", "day", "ngày 23 tháng 11 năm 2026"),
        ("text", "2026-13-45", "text", "2026-13-45"),
        ("text", True, "text", "Có"),
        ("list", [{"name": "a.pdf", "size": 1}], "text", "a.pdf"),
        ("lines", "1. Một\n\n- Hai", "lines", ["Một", "Hai"]),
    ],
)
def test_values_are_written_as_people_write(kind: str, value: Json, use: str, text: object) -> None:
    assert written(name("x", kind, mot="Một"), value)[use] == text


def test_a_template_sees_no_name_that_it_does_not_show() -> None:
    one = template('#assert.eq(_fields.keys(), ("a",)) #field("a")')
    assert show_letter(one, filled(a="x", so=1)).fault is None
    assert '"so"' in merge(NAMES, {})


def test_what_stands_in_a_value_is_text_and_never_a_command() -> None:
    one = template('#field("a")')
    assert show_letter(one, filled(a='#panic("x") *a _b $ @c <d')).fault is None


def test_what_is_missing_is_listed_and_marked_in_the_pages() -> None:
    one = template('#field("a") #money("so") #field("c", default: "–")')
    assert [name.name for name in find_missing(one, filled(a=" "))] == ["a", "so"]
    assert show_letter(one, filled()).parts != show_letter(one, filled(a="x", so=1)).parts


def test_a_letter_with_holes_is_not_made_and_names_them() -> None:
    with pytest.raises(LetterIncomplete) as caught:
        make_letter(template('#field("a") #money("so")'), filled(), NOW)
    assert "Nhãn a, Nhãn so" in caught.value.text("vi")


def test_a_letter_is_pdf_a_and_the_same_each_time() -> None:
    one = template('= Giấy\n#field("a") — #day("ngay")')
    pdf = make_letter(one, filled(a="Ừ, được", ngay="2026-11-05"), NOW)
    assert pdf.startswith(b"%PDF-")
    assert b"pdfaid:part" in pdf
    assert b"Tinos" in pdf
    assert pdf == make_letter(one, filled(a="Ừ, được", ngay="2026-11-05"), NOW)


def test_a_fault_in_the_template_is_told_with_its_line() -> None:
    with pytest.raises(LetterRefused, match="foo"):
        make_letter(template("a\n#foo"), filled(), NOW)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('Kính gửi #field("a")', []),
        ("a\nb *c", [("letter-fault", 2)]),
        ("#foo", [("letter-fault", 1)]),
        ('#if given("a") [#nope]', [("letter-fault", 1)]),
        ('#if not given("a") [#nope]', [("letter-fault", 1)]),
        ('a\n#day("a")', [("letter-field-kind", 2)]),
        ('#words("so") #money("so") #day("ngay") #lines("a")', []),
        ("#for a in range(100000) {for b in range(100000) {[x]}}", [("letter-stopped", None)]),
        ('#import "@preview/a:1.0.0"', [("letter-access", 1)]),
        ("user@host < 5", [("letter-fault", 1)]),
    ],
)
def test_a_template_is_tried_with_and_without_values(
    text: str, found: list[tuple[str, int | None]]
) -> None:
    assert said(text) == found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("#foo", "không có lệnh hay biến “foo”"),
        ("a *b", "mở ra mà không đóng"),
        ("#if 1 [x]", "cần đúng/sai nhưng lại là số nguyên"),
        ("#while true {}", "không bao giờ dừng"),
        ("#std.at()", "Typst báo"),
    ],
)
def test_complaints_are_told_in_vietnamese(text: str, words: str) -> None:
    (found,) = check_letter(template(text), NAMES)
    assert words in found.vi
    assert found.vi != found.en
