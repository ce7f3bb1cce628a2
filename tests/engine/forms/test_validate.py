import time
from typing import Any

import pytest

from engine.forms.schema import json_schema
from engine.forms.validate import clean
from engine.records.forms import Choice
from tests.engine.forms.asking import COLOURS, check, field, form

_PDF = {"digest": "a" * 64, "name": "đơn.pdf", "size": 10, "media": "application/pdf"}


@pytest.mark.parametrize(
    ("kind", "vi", "en"),
    [
        ("text", "Nhập họ và tên", "Enter full name"),
        ("select", "Chọn họ và tên", "Choose full name"),
        ("files", "Tải lên họ và tên", "Upload full name"),
        ("checkbox", "Đánh dấu vào ô “Họ và tên”", "Tick “Full name”"),
        ("checklist", "Chọn họ và tên", "Choose full name"),
        ("date", "Nhập họ và tên, ví dụ 24/11/2026", "Enter full name, for example 24/11/2026"),
    ],
)
def test_a_required_answer_is_asked_for(kind: str, vi: str, en: str) -> None:
    faults = check(field(kind, required=True, choices=COLOURS), "").faults

    assert [(one.vi, one.en) for one in faults] == [(vi, en)]


@pytest.mark.parametrize(
    ("more", "wrong", "right", "vi"),
    [
        ({"minimum": 3}, "ab", "abc", "Nhập họ và tên từ 3 ký tự trở lên"),
        ({"maximum": 3}, "abcd", "abc", "Nhập họ và tên không quá 3 ký tự"),
        (
            {"pattern": r"\d{12}", "pattern_vi": "Nhập 12 chữ số"},
            "1234",
            "012345678901",
            "Nhập 12 chữ số",
        ),
        ({"kind": "number", "minimum": 5}, "4", "5", "Nhập họ và tên từ 5 trở lên"),
        ({"kind": "number", "maximum": 1000.5}, "2000", "9", "Nhập họ và tên không quá 1.000,5"),
        ({"kind": "number", "minimum": 1, "maximum": 9}, "0", "9", "Nhập họ và tên từ 1 đến 9"),
        ({"kind": "number", "step": 1}, "1,5", "2", "Nhập họ và tên là số nguyên"),
        (
            {"kind": "number", "step": 0.1},
            "12,34",
            "12,3",
            "Nhập họ và tên với không quá 1 chữ số thập phân",
        ),
        ({"kind": "email"}, "a@b", "a@b.vn", "Nhập họ và tên theo dạng ten@example.vn"),
        ({"kind": "radio", "choices": COLOURS}, "green", "red", "Chọn họ và tên trong danh sách"),
    ],
)
def test_a_wrong_answer_says_what_to_do(
    more: dict[str, Any], wrong: str, right: str, vi: str
) -> None:
    one = field(**({"kind": "text"} | more))

    assert [fault.vi for fault in check(one, wrong).faults] == [vi]
    assert check(one, right).faults == ()


def test_a_label_of_capitals_keeps_them() -> None:
    assert check(field("text", label_vi="CCCD", required=True), "").faults[0].vi == "Nhập CCCD"


def test_each_field_has_one_fault_in_the_order_of_the_page() -> None:
    one = field("text", minimum=5, pattern="x+", pattern_vi="Chỉ x", pattern_en="Only x")
    cleaned = clean(form(one, field("date", key="b")), {"a": "y", "b": "?"}, {}, {})

    assert [fault.key for fault in cleaned.faults] == ["a", "b"]
    assert cleaned.answers == {}


def test_input_that_is_no_field_is_never_stored() -> None:
    cleaned = clean(form(field("text")), {"a": "x", "dossier": "y", "z": 1}, {}, {})

    assert cleaned.answers == {"a": "x"}


def test_a_hidden_field_is_neither_asked_nor_kept() -> None:
    married = field("checkbox", key="married")
    spouse = field("text", key="spouse", required=True, hide="married != true")

    assert clean(form(married, spouse), {"spouse": "X"}, {}, {}).answers == {"married": False}
    asked = clean(form(married, spouse), {"married": "on"}, {}, {})
    assert [fault.key for fault in asked.faults] == ["spouse"]


def test_what_depends_on_a_hidden_answer_is_hidden_too() -> None:
    first = field("text", key="b", hide="not a")
    second = field("text", key="c", hide='b != "yes"')
    cleaned = clean(form(field("checkbox"), first, second), {"b": "yes", "c": "z"}, {}, {})

    assert cleaned.answers == {"a": False}


def test_a_condition_reads_the_case_too() -> None:
    one = field("text", required=True, hide="decided == true")

    assert check(one, "", decided=True).answers == {}
    assert check(one, "", decided=False).faults != ()


def test_a_hidden_section_hides_its_fields() -> None:
    one = field("text", required=True)

    assert clean(form(one, hide="quick"), {}, {"quick": True}, {}).answers == {}


def test_a_readonly_field_is_never_taken_from_the_input() -> None:
    one = field("text", readonly=True, required=True)
    other = field("text", key="b", hide='a == "set"')

    assert clean(form(one, other), {"a": "forged", "b": "x"}, {"a": "set"}, {}).answers == {}


def test_choices_come_from_their_source() -> None:
    one = field("select", source="offices:commune")
    offices = {"offices:commune": (Choice(value="H01.2", label_vi="Xã A", label_en="A"),)}

    assert clean(form(one), {"a": "H01.2"}, {}, offices).answers == {"a": "H01.2"}
    assert clean(form(one), {"a": "H01.3"}, {}, offices).faults != ()
    assert clean(form(one), {"a": "H01.2"}, {}, {}).faults != ()


@pytest.mark.parametrize(
    ("files", "vi"),
    [
        ([_PDF, _PDF, _PDF], "Tải lên họ và tên: từ 0 đến 2 tệp"),
        (
            [_PDF | {"media": "image/gif", "name": "x.pdf"}],
            "Tệp “x.pdf” không đúng loại. Chọn tệp PDF",
        ),
    ],
)
def test_files_are_counted_and_of_the_kinds_accepted(files: list[object], vi: str) -> None:
    one = field("files", maximum=2, accept=("pdf",))

    assert [fault.vi for fault in check(one, files).faults] == [vi]
    assert check(one, [_PDF]).answers["a"] == [_PDF]


def test_a_forged_file_is_refused() -> None:
    assert check(field("files", accept=("pdf",)), [_PDF | {"digest": "../x"}]).faults != ()


@pytest.mark.parametrize("pattern", ["(a+)+", "(a|aa)+", "(.*)*x"])
def test_a_pattern_that_explodes_elsewhere_answers_at_once(pattern: str) -> None:
    one = field("text", pattern=pattern)
    before = time.perf_counter()

    assert check(one, "a" * 999 + "!").faults != ()
    assert time.perf_counter() - before < 5  # where it explodes, it takes hours


def test_the_schema_names_types_bounds_and_what_is_required() -> None:
    schema = json_schema(form(field("number", minimum=1, required=True)))

    assert schema["properties"]["a"] == {"title": "Họ và tên", "type": "number", "minimum": 1}
    assert (schema["required"], schema["additionalProperties"]) == (["a"], False)
