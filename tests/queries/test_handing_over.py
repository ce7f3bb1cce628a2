"""Whoever hands a result over sees which of its letters has not reached the applicant."""

from engine.actions.complete_task import complete_task
from engine.actions.issue_letter import carry_letter
from engine.actions.start_case import start_case
from engine.context import Context
from engine.queries.handing_over import open_letters
from engine.records.cases import Case
from engine.records.filings import Filing
from tests.make import TEST_PROCEDURES, Cast, citizen, publish, reread, task_at

ASKED_FOR = {"noi_dung_bo_sung": "Bản vẽ", "ly_do_bo_sung": "Thiếu"}


def filed(context: Context, cast: Cast) -> Case:
    publish(context, "co-thu", TEST_PROCEDURES)
    filing = Filing(procedure_key="co-thu", office_id=cast.office_id, answers=citizen())
    case = start_case(context, filing)
    complete_task(context, cast.alice, task_at(context, case, "yeu_cau"), ASKED_FOR)
    return reread(context, case)


def test_before_the_decision_there_is_nothing_to_hand_over(context: Context, cast: Cast) -> None:
    assert open_letters(context, filed(context, cast)) == ()


def test_a_letter_is_open_until_it_is_made_and_signed(context: Context, cast: Cast) -> None:
    case = filed(context, cast)
    complete_task(context, cast.alice, task_at(context, case, "tra_loi"), {"ket_luan": "Thôi"})
    case = reread(context, case)
    (making,) = open_letters(context, case)
    assert making.lack == "making"
    carry_letter(context, making.letter.letter_id)
    (made,) = open_letters(context, case)
    assert made.lack == ("unsigned" if made.letter.signer else "undelivered")
