"""What a receipt lists: the papers of the card that the answers ask for."""

import pytest

from engine.drafting.facts import is_wanted
from engine.records.cards import Paper, Text

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
