"""Checklists that follow the filing form or the papers of the card."""

from dataclasses import replace

from engine.forms.listing import fill_lists
from engine.records.cards import Paper, Text
from engine.records.forms import Field, Form
from tests.engine.forms.asking import COLOURS, field, form

FILED = form(
    field("text", key="ten", label_vi="Họ tên", label_en="Name"),
    field("phone", key="so_dien_thoai"),
    field("email", key="email"),
    field("personal", key="so_dinh_danh"),
    field("checkbox", key="dong_y"),
    field("checkbox", key="cam_doan", required=True),
    field("signature", key="chu_ky"),
    field("fee", key="phi"),
    field("text", key="da_co", readonly=True),
    field("address", key="noi_o"),
    field("text", key="noi_o_detail", part_of="noi_o"),
    field("files", key="tep"),
)
PAPER = Paper(name=Text(vi="Giấy chứng sinh", en="Birth notice"))


def checklist(source: str) -> Field:
    """Return a checklist that follows something."""
    return field("checklist", key="sua", source=source)


def filled(source: str, *papers: Paper, filed: Form = FILED) -> Field:
    """Return the checklist as the procedure has it."""
    forms, _empty = fill_lists({"nop": filed, "xem": form(checklist(source))}, papers)
    return forms["xem"].fields[0]


def test_it_offers_the_questions_of_the_form_that_can_be_answered_anew() -> None:
    found = filled("fields:nop")
    assert [one.value for one in found.choices] == ["ten", "dong_y", "noi_o", "tep"]
    assert (found.lists, found.source) == ("fields:nop", None)


def test_the_heading_stands_before_a_question() -> None:
    first = filled("fields:nop").choices[0]
    assert (first.label_vi, first.label_en) == ("Phần: Họ tên", "Part: Name")
    bare = replace(FILED, sections=(replace(FILED.sections[0], title_vi="", title_en=""),))
    assert filled("fields:nop", filed=bare).choices[0].label_vi == "Họ tên"


def test_it_offers_the_papers_of_the_card_by_their_place() -> None:
    found = filled("papers", PAPER, PAPER)
    assert [one.value for one in found.choices] == ["giay_to_1", "giay_to_2"]
    assert found.choices[0].label_en == "Birth notice"


def test_a_list_of_nothing_is_told() -> None:
    _forms, empty = fill_lists({"xem": form(checklist("fields:khong_co"))}, ())
    assert [(key, one.key) for key, one in empty] == [("xem", "sua")]


def test_other_choices_stay_as_they_are() -> None:
    plain = form(field("select", choices=COLOURS), field("select", key="b", source="offices:x"))
    assert fill_lists({"a": plain}, (PAPER,)) == ({"a": plain}, ())
