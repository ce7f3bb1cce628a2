"""What an officer can tick: only what the applicant was asked in this case."""

import pytest

from engine.procedures.asking import asked_form
from engine.records.values import Json
from tests.procedures.shipped import procedure
from tests.queries.births import birth_answers


def offered(key: str, name: str, names: dict[str, Json]) -> set[str]:
    """Return the values of a checklist of the step that takes a dossier in."""
    form = asked_form(procedure(key), "kiem_tra", "kiem-tra", names)
    assert form is not None
    return {value.value for one in form.fields if one.key == name for value in one.choices}


@pytest.mark.parametrize(("married", "is_offered"), [("khong", False), ("co", True)])
def test_a_question_that_was_hidden_is_not_offered(married: str, is_offered: bool) -> None:
    given = birth_answers(cha_me_ket_hon=married)
    found = offered("dang-ky-khai-sinh", "muc_can_sua", given)
    assert ("ho_ten_cha" in found) is is_offered
    assert "cha_me_ket_hon" in found


@pytest.mark.parametrize(("applicant", "is_offered"), [("chu_ho", False), ("uy_quyen", True)])
def test_a_paper_that_was_not_asked_for_is_not_offered(applicant: str, is_offered: bool) -> None:
    key = "dang-ky-ho-kinh-doanh"
    papers = procedure(key).card.papers
    only = {
        f"giay_to_{number}"
        for number, one in enumerate(papers, 1)
        if one.when and "uy_quyen" in one.when
    }
    found = offered(key, "giay_to_thieu", {"nguoi_nop": applicant, "chu_the": "ca_nhan"})
    assert only
    assert (only <= found) is is_offered
    assert "giay_to_1" in found
