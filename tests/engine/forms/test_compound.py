"""Components of our field: what is asked, what is refused, what is kept."""

from datetime import UTC, datetime
from typing import Any

import pytest

from engine.forms.derive import Signing, fee_of
from engine.forms.reader import read_form
from engine.forms.validate import clean
from engine.records.forms import Choice, Cleaned, Form
from tests.engine.forms.asking import check, component, document, field

_PDF = {"digest": "a" * 64, "name": "đơn.pdf", "size": 10, "media": "application/pdf"}
_PLACES = {
    "provinces": (Choice(value="48", label_vi="Thành phố Đà Nẵng", label_en="Da Nang"),),
    "communes": (),
}
_PAPERS = [
    {"value": "so_do", "label": "Sổ đỏ", "labelEn": "Land title", "required": True},
    {"value": "ban_ve", "label": "Bản vẽ", "labelEn": "Drawings"},
]
_WAYS = [
    {"value": "cap", "label": "Cấp", "labelEn": "Grant"},
    {"value": "tu_choi", "label": "Từ chối", "labelEn": "Refuse", "reason": True},
]


def read(*components: dict[str, Any]) -> Form:
    """Return the form that these components make, in which nothing is wrong."""
    form, findings = read_form(document(*components), "forms/f.form")
    assert [one.rule for one in findings] == []
    assert form is not None
    return form


def answer(form: Form, raw: dict[str, object], **names: object) -> Cleaned:
    """Return the answers cleaned, in a house that knows one province."""
    signing = Signing(name="Lê Văn Bình", at=datetime(2026, 11, 24, 20, tzinfo=UTC))
    return clean(form, raw, names, _PLACES, signing)


@pytest.mark.parametrize("written", ["048090123456", "048 090 123 456", "048.090.123.456"])
def test_a_personal_number_is_kept_in_digits(written: str) -> None:
    assert check(field("personal"), written).answers == {"a": "048090123456"}


@pytest.mark.parametrize("written", ["04809012345", "0480901234567", "048990123456", "abc"])
def test_what_is_no_personal_number_is_refused(written: str) -> None:
    (fault,) = check(field("personal"), written).faults
    assert fault.vi == "Nhập họ và tên gồm 12 chữ số như trên thẻ căn cước"


def test_a_personal_number_of_another_year_than_the_day_of_birth_is_noticed() -> None:
    form = read(
        component("personalnumber", "number", properties={"labelEn": "N", "refers": "born"}),
        component("datetime", "born", subtype="date"),
    )
    right: dict[str, object] = {"number": "048190123456", "born": "24/11/1990"}
    assert answer(form, right).faults == ()
    (fault,) = answer(form, {**right, "born": "24/11/1991"}).faults
    assert (fault.key, "năm sinh 1990" in fault.vi) == ("number", True)
    assert answer(form, {"number": "048290123456", "born": "1/1/2090"}).faults == ()


def test_a_number_corrected_alone_is_compared_with_the_day_given_before() -> None:
    one = field("personal", refers="born")
    assert check(one, "048190123456", born="1990-11-24").answers == {"a": "048190123456"}
    (fault,) = check(one, "048190123456", born="1991-11-24").faults
    assert fault.key == "a"


def test_a_number_refers_to_a_field_of_its_form() -> None:
    lost = component("personalnumber", properties={"labelEn": "N", "refers": "born"})
    _form, findings = read_form(document(lost), "forms/f.form")
    assert [one.rule for one in findings] == ["form-refers"]


def test_an_address_has_two_levels_and_is_written_as_one_line() -> None:
    form = read(component("address", "home", validate={"required": True}))
    raw: dict[str, object] = {
        "home_province": "48",
        "home_commune": "Phường Hải Châu",
        "home_detail": "5 Lê Lợi",
    }
    assert answer(form, raw).answers == {
        **raw,
        "home": "5 Lê Lợi, Phường Hải Châu, Thành phố Đà Nẵng",
    }
    faults = answer(form, {"home": "typed past the parts", "home_province": "47"}).faults
    assert [one.key for one in faults] == ["home_province", "home_commune", "home_detail"]
    assert faults[1].vi == "Nhập xã, phường, đặc khu (họ và tên)"


def test_an_address_that_need_not_be_given_may_be_empty() -> None:
    kept = answer(read(component("address", "home")), {}).answers
    assert set(kept.values()) == {None}


def test_a_hidden_address_keeps_none_of_its_parts() -> None:
    form = read(component("address", "home", conditional={"hide": "=desk == true"}))
    assert answer(form, {"home_detail": "5 Lê Lợi"}, desk=True).answers == {}


def test_papers_are_counted_and_their_files_kept() -> None:
    form = read(component("paperlist", "papers", values=_PAPERS))
    raw = {"papers_so_do_originals": "1", "papers_ban_ve_copies": "2"}
    kept = answer(form, {**raw, "papers_ban_ve_files": [_PDF]}).answers
    assert kept["papers"] == [
        {"paper": "so_do", "name": "Sổ đỏ", "originals": 1, "copies": 0, "files": 0},
        {"paper": "ban_ve", "name": "Bản vẽ", "originals": 0, "copies": 2, "files": 1},
    ]
    assert kept["papers_ban_ve_files"] == [_PDF]


def test_a_needed_paper_comes_as_a_file_or_as_a_sheet() -> None:
    form = read(component("paperlist", "papers", values=_PAPERS))
    (fault,) = answer(form, {"papers_ban_ve_originals": "1"}).faults
    assert (fault.key, fault.vi) == (
        "papers_so_do_files",
        "Tải lên hoặc ghi số bản sẽ nộp: Sổ đỏ",
    )
    assert answer(form, {"papers_so_do_copies": "1"}).faults == ()
    assert answer(form, {"papers_so_do_files": [_PDF]}).faults == ()


def test_papers_may_ask_for_counts_only_or_for_files_only() -> None:
    only = {"labelEn": "Papers", "files": "false"}
    counts = read(component("paperlist", "papers", values=_PAPERS, properties=only))
    assert [one.key for one in answer(counts, {}).faults] == ["papers_so_do_copies"]
    only = {"labelEn": "Papers", "counts": "false", "files": "false"}
    files = read(component("paperlist", "papers", values=_PAPERS, properties=only))
    assert {one.kind for one in files.fields} == {"papers", "files"}


def test_a_paper_needs_a_code_that_can_stand_in_a_key() -> None:
    wrong = component("paperlist", values=[{"value": "Sổ", "label": "Sổ", "labelEn": "Book"}])
    _form, findings = read_form(document(wrong), "forms/f.form")
    assert [one.rule for one in findings] == ["form-part"]


def test_a_refusal_needs_its_reason_and_a_grant_has_none() -> None:
    form = read(component("decision", "d", values=_WAYS, validate={"required": True}))
    assert [one.key for one in answer(form, {}).faults] == ["d"]
    assert [one.key for one in answer(form, {"d": "tu_choi"}).faults] == ["d_reason"]
    refused = {"d": "tu_choi", "d_reason": "Không đúng quy hoạch"}
    assert answer(form, dict(refused)).answers == refused
    assert answer(form, {**refused, "d": "cap"}).answers == {"d": "cap"}


def test_a_decision_without_any_reason_is_remarked() -> None:
    plain = component("decision", values=_WAYS[:1])
    _form, findings = read_form(document(plain), "forms/f.form")
    assert [(one.rule, one.severe) for one in findings] == [("form-reasons", False)]


@pytest.mark.parametrize(
    ("names", "fee"),
    [({"pages": 3}, 6000), ({"pages": 3, "poor": True}, 0), ({}, None), ({"pages": -1}, None)],
)
def test_a_fee_is_worked_out_by_the_system_alone(names: dict[str, object], fee: int | None) -> None:
    properties = {"labelEn": "Fee", "amount": "=pages * 2000", "freeIf": "poor == true"}
    form = read(component("feeline", "fee", properties=properties))
    assert answer(form, {"fee": "1"}, **names).answers == {"fee": fee}


def test_a_fee_that_nobody_can_reckon_is_refused() -> None:
    none = component("feeline", "one")
    wrong = component("feeline", "two", properties={"labelEn": "F", "amount": "2 **"})
    _form, findings = read_form(document(none, wrong), "forms/f.form")
    assert [one.rule for one in findings] == ["form-amount", "form-fee"]


def test_a_fee_is_never_a_sum_beyond_reason() -> None:
    assert fee_of(field("fee", amount="10 * 1000000000000"), {}) is None


def test_a_signature_is_dated_by_the_system() -> None:
    signed = {"signed": True, "name": "Lê Văn Bình", "on": "2026-11-25"}
    form = read(component("signature", "oath", validate={"required": True}))
    assert answer(form, {"oath": "on"}).answers == {"oath": signed}
    assert answer(form, {"oath": {"signed": True, "on": "1999-01-01"}}).answers == {"oath": signed}
    (fault,) = answer(form, {}).faults
    assert fault.vi == "Đánh dấu vào ô “Họ và tên”"


def test_a_citizen_signs_with_the_name_given_in_the_form() -> None:
    properties = {"labelEn": "Oath", "refers": "ho_ten"}
    form = read(component("signature", "oath", properties=properties))
    kept = clean(form, {"oath": "on"}, {"ho_ten": "Trần An"}, {}).answers["oath"]
    assert kept == {"signed": True, "name": "Trần An", "on": None}
    assert clean(form, {}, {}, {}).answers == {"oath": None}


def test_parts_do_not_take_the_key_of_another_field() -> None:
    both = (component("address", "home"), component("textfield", "home_detail"))
    _form, findings = read_form(document(*both), "forms/f.form")
    assert [one.rule for one in findings] == ["form-key-twice"]
