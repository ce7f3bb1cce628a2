"""Withdrawing a dossier in two steps."""

import pytest

from engine.actions.stop_case import withdraw_as_applicant
from engine.records.cases import Case
from tests.make import reread
from tests.pages import Pages
from tests.queries.births import DIGITS, refuse_birth
from tests.web.citizen import Portal, open_case

PATH = "/tracking/withdraw"
REASON = "Tôi khai nhầm nơi nộp"


@pytest.fixture
def case(portal: Portal, dora: Pages) -> Case:
    """Give a dossier that Dora has opened."""
    case = portal.filed()
    open_case(dora, case)
    return case


def test_the_first_step_changes_nothing(portal: Portal, dora: Pages, case: Case) -> None:
    dora.get(PATH)
    page = dora.post(PATH, 200, reason=REASON, act="go")
    assert REASON in page.words
    assert "không thể hoàn tác" in page.words
    assert reread(portal.context, case).standing.status == "running"


def test_the_second_step_withdraws(portal: Portal, dora: Pages, case: Case) -> None:
    dora.post(PATH, reason=REASON, act="confirm", code=case.code)
    assert reread(portal.context, case).standing.ending == "withdrawn"
    assert "Đã rút theo yêu cầu" in dora.get("/tracking/dossier").words


def test_a_reason_is_needed(portal: Portal, dora: Pages, case: Case) -> None:
    page = dora.post(PATH, 422, reason=" a ", act="confirm", code=case.code)
    assert "Hãy ghi ngắn gọn lý do" in page.words
    assert reread(portal.context, case).standing.status == "running"


def test_the_reason_can_be_changed_before_it_is_confirmed(dora: Pages, case: Case) -> None:
    page = dora.post(PATH, 200, reason=REASON, act="change")
    assert f">\n{REASON}</textarea>" in page.text


def test_a_second_click_finds_it_withdrawn(dora: Pages, case: Case) -> None:
    for _ in range(2):
        answer = dora.post(PATH, reason=REASON, act="confirm", code=case.code)
        assert answer.response.location == "/tracking/dossier"


def test_the_confirmation_of_another_dossier_withdraws_nothing(
    portal: Portal, dora: Pages, case: Case
) -> None:
    other = portal.filed()
    open_case(dora, other)
    dora.post(PATH, 200, reason=REASON, act="confirm", code=case.code)
    assert reread(portal.context, other).standing.status == "running"


def test_what_is_decided_can_no_longer_be_withdrawn(
    portal: Portal, dora: Pages, case: Case
) -> None:
    refuse_birth(portal.context, portal.cast.alice, portal.cast.bob, case)
    assert dora.get(PATH, 303).response.location == "/tracking/dossier"
    dora.post(PATH, 409, reason=REASON, act="confirm", code=case.code)


def test_what_another_browser_withdrew_is_shown_as_withdrawn(
    portal: Portal, dora: Pages, case: Case
) -> None:
    withdraw_as_applicant(portal.context, (case.code, DIGITS), REASON)
    assert "Đã rút theo yêu cầu" in dora.get("/tracking/dossier").words


def test_a_withdrawn_dossier_has_no_receipt_any_more(dora: Pages, case: Case) -> None:
    dora.get("/receipt")
    dora.post(PATH, reason=REASON, act="confirm", code=case.code)
    assert dora.get("/receipt", 303).response.location == "/tracking/dossier"
