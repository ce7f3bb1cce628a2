"""What a receipt lists: the papers of the card that the answers ask for."""

import pytest

from engine.drafting.papers import paper_lines
from engine.procedures.papers import is_wanted
from engine.records.cards import Paper, Text
from engine.records.values import Json
from tests.procedures.shipped import procedure

NAME = Text(vi="Giấy ủy quyền", en="Authorisation")
CASE = Text(vi="Nộp thay", en="On behalf")


@pytest.mark.parametrize(
    ("case", "when", "is_listed"),
    [
        (None, None, True),
        (CASE, None, False),
        (CASE, 'nguoi_nop == "uy_quyen"', True),
        (CASE, 'nguoi_nop == "chu_ho"', False),
        (None, 'nguoi_nop == "chu_ho"', False),
    ],
    ids=["always", "a case nobody told", "a case that is so", "a case that is not", "a condition"],
)
def test_a_receipt_lists_the_papers_of_the_cases_that_are_so(
    case: Text | None, when: str | None, is_listed: bool
) -> None:
    paper = Paper(name=NAME, originals=1, case=case, when=when)
    assert is_wanted(paper, {"nguoi_nop": "uy_quyen"}, whole_case=False) is is_listed


def test_a_paper_whose_case_only_the_guide_asks_about_is_listed_if_any() -> None:
    names: dict[str, Json] = {"chon_tro_cap": ["bhxh"], "giay_bao_tu": "giay_bao_tu"}
    lines = paper_lines(procedure("lien-thong-khai-tu"), names)
    open_ones = [one for one in lines if str(one).endswith(" (nếu có)")]
    assert open_ones == [lines[2]]
