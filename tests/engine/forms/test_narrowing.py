"""A form narrowed to what was ticked, and what is not ticked stays closed."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from engine.forms.narrowing import find_correction, given_before, narrowed
from engine.forms.validate import clean
from engine.records.forms import Choice, Field, Form, Section
from engine.records.values import Json
from tests.engine.forms.asking import field, form

STATES = tuple(Choice(value=one, label_vi=one, label_en=one) for one in ("chua", "ly_hon", "goa"))
FILED = Form(
    form_id="nop",
    title_vi="Tờ khai",
    title_en="Form",
    sections=(
        Section(
            title_vi="Bên nữ",
            title_en="The bride",
            fields=(
                field("text", key="ten", required=True),
                field("radio", key="tinh_trang", choices=STATES),
                field("text", key="so_ban_an", required=True, hide='tinh_trang != "ly_hon"'),
                field("address", key="noi_o"),
                field("text", key="noi_o_detail", part_of="noi_o"),
                field("files", key="tep"),
            ),
        ),
    ),
)
NAMES: dict[str, Json] = {
    "ten": "Nguyễn Thị Mẫu",
    "tinh_trang": "chua",
    "noi_o_detail": "Số 1",
    "tep": [{"name": "cu.pdf"}],
}
OWN = form(field("textarea", key="yeu_cau", readonly=True)), form(field("textarea", key="tra_loi"))
ASKING = replace(OWN[0], form_id="bo-sung", sections=OWN[0].sections + OWN[1].sections)


def ticking(lists: str = "fields:nop") -> Form:
    """Return the form of the officer, with the checklist."""
    keys = ("ten", "tinh_trang", "so_ban_an", "noi_o", "tep")
    choices = tuple(Choice(value=one, label_vi=one, label_en=one) for one in keys)
    return form(
        Field(key="sua", kind="checklist", label_vi="", label_en="", choices=choices, lists=lists)
    )


def asked(*ticked: str, own: Form = ASKING, lists: str = "fields:nop") -> Form:
    """Return what the applicant gets."""
    names: dict[str, Json] = {**NAMES, "sua": list(ticked)}
    found = find_correction("sua", {"nop": FILED, "kiem-tra": ticking(lists)}, names)
    assert found is not None
    return narrowed(own, found, names)


def open_keys(found: Form) -> list[str]:
    """Return the keys of what can be answered."""
    return [one.key for one in found.fields if not one.readonly]


def test_what_is_ticked_stands_under_its_heading_between_the_request_and_the_remark() -> None:
    found = asked("ten")
    assert [one.key for one in found.fields] == ["yeu_cau", "ten", "tra_loi"]
    assert [one.title_vi for one in found.sections] == ["Phần", "Bên nữ", "Phần"]


def test_without_a_tick_only_the_forms_own_questions_are_open() -> None:
    assert open_keys(asked()) == ["tra_loi"]


def test_a_key_that_the_checklist_does_not_offer_opens_nothing() -> None:
    assert open_keys(asked("yeu_cau", "so_dien_thoai")) == ["tra_loi"]


def test_an_address_opens_with_its_parts() -> None:
    assert open_keys(asked("noi_o")) == ["noi_o", "noi_o_detail", "tra_loi"]


def test_a_question_that_a_corrected_answer_brings_up_comes_with_it() -> None:
    assert open_keys(asked("tinh_trang")) == ["tinh_trang", "so_ban_an", "tra_loi"]


def test_a_question_answered_before_does_not_come_with_another() -> None:
    names: dict[str, Json] = {
        **NAMES,
        "tinh_trang": "ly_hon",
        "so_ban_an": "1/HNGĐ",
        "sua": ["tinh_trang"],
    }
    found = find_correction("sua", {"nop": FILED, "kiem-tra": ticking()}, names)
    assert found is not None
    assert open_keys(narrowed(ASKING, found, names)) == ["tinh_trang", "tra_loi"]


@pytest.mark.parametrize("ticked", [("ten",), ()], ids=["ticked", "not ticked"])
def test_a_forms_own_question_closes_unless_it_is_ticked(ticked: tuple[str, ...]) -> None:
    own = form(field("text", key="ten", required=True), field("text", key="tra_loi"))
    found = asked(*ticked, own=own)
    assert open_keys(found) == [*ticked, "tra_loi"]
    assert [one.required for one in found.fields] == [bool(ticked), False]


def test_what_was_given_is_filled_in_and_files_are_asked_anew() -> None:
    names: dict[str, Json] = {**NAMES, "sua": ["ten", "noi_o", "tep"], "tra_loi": "Lần trước"}
    found = find_correction("sua", {"nop": FILED, "kiem-tra": ticking()}, names)
    assert found is not None
    given = given_before(narrowed(ASKING, found, names), found, names)
    assert given == {"ten": "Nguyễn Thị Mẫu", "noi_o_detail": "Số 1"}


def corrected(names: dict[str, Json], **answers: object) -> Mapping[str, object]:
    """Return the case data after the marital status was corrected."""
    found = find_correction("sua", {"nop": FILED, "kiem-tra": ticking()}, names)
    assert found is not None
    return clean(narrowed(ASKING, found, names), answers, names, {}).answers


def test_what_a_corrected_answer_makes_untrue_is_taken_away() -> None:
    names: dict[str, Json] = {
        **NAMES,
        "tinh_trang": "ly_hon",
        "so_ban_an": "1/HNGĐ",
        "sua": ["tinh_trang"],
    }
    assert corrected(names, tinh_trang="chua")["so_ban_an"] is None
    assert "so_ban_an" not in corrected(names, tinh_trang="ly_hon")


def test_an_answer_that_another_step_gave_under_a_hidden_key_stays() -> None:
    names: dict[str, Json] = {**NAMES, "so_ban_an": "của bước khác", "sua": ["tinh_trang"]}
    assert "so_ban_an" not in corrected(names, tinh_trang="goa")


def test_an_empty_list_that_no_checklist_is_corrects_nothing() -> None:
    assert find_correction("khac", {"nop": FILED, "kiem-tra": ticking()}, NAMES) is None


def test_a_list_that_no_checklist_is_opens_what_it_names_and_nothing_else() -> None:
    own = form(field("text", key="ten"), field("text", key="dien_tich"))
    found = find_correction("khac", {"sua": own}, {"khac": ["ten"]})
    assert found is not None
    assert open_keys(narrowed(own, found, {})) == ["ten"]


def test_a_checklist_that_follows_no_form_opens_what_is_ticked_and_nothing_else() -> None:
    own = form(field("text", key="ten"), field("text", key="dien_tich"))
    assert open_keys(asked("ten", own=own, lists="")) == ["ten"]
    assert open_keys(asked(own=own, lists="")) == ["dien_tich"]


def test_a_question_that_the_form_only_shows_opens_when_it_is_ticked() -> None:
    shown = field("text", key="ten", readonly=True)
    own = form(shown, field("textarea", key="tra_loi"))
    assert [one.key for one in asked("ten", own=own).fields] == ["ten", "tra_loi"]
    assert open_keys(asked("ten", own=own)) == ["ten", "tra_loi"]
    assert open_keys(asked(own=own)) == ["tra_loi"]
