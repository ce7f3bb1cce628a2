"""The pages on which a task is returned and a step taken back."""

import pytest

from engine.actions.complete_task import complete_task
from engine.actions.publish_procedure import publish_procedure
from engine.actions.start_case import start_case
from engine.records.cases import Case
from engine.records.filings import Filing
from tests.drawn import DONE, FILED, WORK, Pool, chain, drawn_files
from tests.make import TEST_PROCEDURES, citizen, publish, task_at
from tests.web.casework import Casework

KEY = "ba-buoc"
SIGN = '<userTask id="ky" name="Ký" motcua:nameEn="Sign" motcua:post="head"/>'
REASON = "Chưa ghi số thửa đất"


@pytest.fixture
def case(casework: Casework) -> Case:
    """Give a case whose first step Alice has done; the second waits for Bob."""
    ways = chain("nop", "xem", "ky", "xong")
    pool = Pool(elements=FILED + WORK + SIGN + DONE, ways=ways)
    publish_procedure(casework.context, KEY, drawn_files(pool))
    filing = Filing(
        procedure_key=KEY, office_id=casework.cast.office_id, answers=citizen(), request_key=None
    )
    opened = start_case(casework.context, filing)
    place = task_at(casework.context, opened, "xem")
    complete_task(casework.context, casework.cast.alice, place, {"so_a": 7})
    return opened


def first_step(casework: Casework, case: Case) -> str:
    """Return the number of the completed step, as the page names it."""
    page = casework.browser("bob").get(f"{casework.path(case, 'ky')}/return")
    return page.text.split('name="to" value="')[1].split('"')[0]


def test_the_page_says_who_did_the_step_and_what_is_taken_away(
    casework: Casework, case: Case
) -> None:
    page = casework.browser("bob").get(f"{casework.path(case, 'ky')}/return")
    for words in ("Xem", "Alice", "Thu lại: Ký", "Số A"):
        assert words in page.words


def test_a_returned_task_tells_the_reason_and_keeps_the_answers(
    casework: Casework, case: Case
) -> None:
    path = f"{casework.path(case, 'ky')}/return"
    number = first_step(casework, case)
    casework.browser("bob").post(path, to=number, reason=REASON)
    page = casework.browser("alice").get(casework.path(case))
    assert "Bob trả lại để sửa" in page.words
    assert REASON in page.words
    assert 'value="7"' in page.text
    assert f"Trả lại để sửa: Xem ({REASON})" in page.words


@pytest.mark.parametrize(
    ("sent", "said"),
    [({"reason": REASON}, "Hãy chọn bước"), ({"to": "2", "reason": " "}, "hãy ghi lý do")],
    ids=["no step", "no reason"],
)
def test_what_is_missing_is_asked_for(
    casework: Casework, case: Case, sent: dict[str, str], said: str
) -> None:
    page = casework.browser("bob").post(f"{casework.path(case, 'ky')}/return", 422, **sent)
    assert said in page.words


def test_whoever_may_not_do_the_task_does_not_return_it(casework: Casework, case: Case) -> None:
    casework.browser("alice").get(f"{casework.path(case, 'ky')}/return", 403)
    casework.browser("charlie").get(f"{casework.path(case, 'ky')}/return", 404)


def test_ones_own_step_is_taken_back_from_the_case(casework: Casework, case: Case) -> None:
    alice = casework.browser("alice")
    assert f"/cases/{case.code}/own-steps" in alice.get(f"/cases/{case.code}").text
    page = alice.get(f"/cases/{case.code}/own-steps")
    action = page.text.split(f'action="/cases/{case.code}/own-steps/')[1].split('"')[0]
    alice.post(f"/cases/{case.code}/own-steps/{action}", reason=REASON)
    assert "Alice rút lại" in alice.get(casework.path(case)).words


def test_a_step_that_is_gone_on_with_says_why_it_stays(casework: Casework, case: Case) -> None:
    place = task_at(casework.context, case, "ky")
    alice = casework.browser("alice")
    page = alice.get(f"/cases/{case.code}/own-steps")
    number = page.text.split(f'action="/cases/{case.code}/own-steps/')[1].split('"')[0]
    complete_task(casework.context, casework.cast.bob, place, {})
    alice.post(f"/cases/{case.code}/own-steps/{number}", reason=REASON)
    assert "đã kết thúc" in alice.get(f"/cases/{case.code}/own-steps").words


def test_who_has_not_answered_is_shown_with_what_silence_means(casework: Casework) -> None:
    late = (
        '<boundaryEvent id="im_lang" name="Im lặng là đồng ý" attachedToRef="xem">'
        "<timerEventDefinition><timeDuration>12 days</timeDuration></timerEventDefinition>"
        "</boundaryEvent>"
    )
    gate = SIGN.replace('<userTask id="ky"', '<exclusiveGateway id="gop"/><userTask id="ky"')
    ways = (*chain("nop", "xem", "gop", "ky", "xong"), "im_lang gop")
    pool = Pool(elements=FILED + WORK + late + gate + DONE, ways=ways)
    publish_procedure(casework.context, "hoi-y-kien", drawn_files(pool))
    filing = Filing(
        procedure_key="hoi-y-kien",
        office_id=casework.cast.office_id,
        answers=citizen(),
        request_key=None,
    )
    opened = start_case(casework.context, filing)
    page = casework.browser("alice").get(f"/cases/{opened.code}")
    assert "07/12/2026: Im lặng là đồng ý" in page.words


def test_the_officer_reads_the_effect_of_a_request_and_stops_a_dossier(
    casework: Casework,
) -> None:
    publish(casework.context, "bo-sung", TEST_PROCEDURES)
    filing = Filing(
        procedure_key="bo-sung",
        office_id=casework.cast.office_id,
        answers=citizen(),
        request_key=None,
    )
    opened = start_case(casework.context, filing)
    alice = casework.browser("alice")
    page = alice.get(casework.path(opened, "kiem_tra"))
    assert "Đây là lần 1 trong 1 lần được yêu cầu" in page.words
    assert "Bộ chỉ số 766, mục 2.1" in page.words
    assert "đã tiếp nhận, chưa giải quyết" in alice.get(f"/cases/{opened.code}/stop").words
    alice.post(f"/cases/{opened.code}/stop", 422, reason=" ")
    alice.post(f"/cases/{opened.code}/stop", reason=REASON)
    assert "đã kết thúc" in alice.get(f"/cases/{opened.code}/stop").words
