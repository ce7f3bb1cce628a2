"""Complaints are answered within their days; a dossier is rated once it has ended."""

from datetime import timedelta
from typing import Any

import pytest

from engine.actions.complain import (
    Said,
    add_to_complaint,
    complain,
    open_complaint,
    publish_answer,
    reply_to,
)
from engine.actions.note_reading import note_reading
from engine.actions.rate_case import rate_case
from engine.actions.stop_case import withdraw_as_applicant
from engine.actions.verify_cases import verify_cases
from engine.errors import AccessDenied, InputRefused, NotFound, TooManyTries
from engine.queries.complaints import (
    list_office_complaints,
    own_readings,
    published_answers,
    rating_of,
)
from engine.records.complaints import ANSWERED, ASKED, REFUSED, Complaint
from tests.actions.conftest import Stage

PHONE = "0900000123"


def sent(stage: Stage, **more: str) -> Complaint:
    """Return a complaint that a citizen has sent to the first commune."""
    given: dict[str, Any] = {"name": "Dora", "phone": PHONE, "text": "Chậm quá", **more}
    given.setdefault("kind", "complaint")
    return complain(stage.context, Said(office_id=stage.cast.office_id, **given), "192.0.2.1")


def test_it_gets_a_code_and_the_days_of_the_rule(stage: Stage) -> None:
    made = sent(stage)
    assert made.code == "PAKN-H99.1-261123-0001"
    local = [
        one.astimezone(stage.context.calendars.current.tz).date().isoformat()
        for one in (made.refuse_by, made.ask_by, made.due_at)
    ]
    # The 24th is a holiday from 2026 on.
    assert local == ["2026-11-26", "2026-12-01", "2026-12-15"]


def test_only_head_and_leader_of_the_office_answer(stage: Stage) -> None:
    made = sent(stage)
    for stranger in (stage.cast.alice, stage.cast.charlie, stage.cast.frank):
        with pytest.raises(AccessDenied):
            reply_to(stage.context, stranger, made.complaint_id, ANSWERED, "Xin lỗi")
    reply_to(stage.context, stage.cast.bob, made.complaint_id, ANSWERED, "Xin lỗi")
    (line,) = list_office_complaints(stage.context, stage.cast.bob).done
    assert (line.complaint.reply, line.complaint.state) == ("Xin lỗi", ANSWERED)


def test_after_its_days_it_can_no_longer_be_refused(stage: Stage) -> None:
    made = sent(stage)
    stage.clock.move(timedelta(days=4))
    with pytest.raises(InputRefused):
        reply_to(
            stage.context, stage.cast.bob, made.complaint_id, REFUSED, "Không thuộc thẩm quyền"
        )
    assert reply_to(stage.context, stage.cast.bob, made.complaint_id, ANSWERED, "…").reply == "…"


def test_more_is_asked_once(stage: Stage) -> None:
    made, own = sent(stage), (sent(stage).code, "0123")
    bob = stage.cast.bob
    reply_to(stage.context, bob, made.complaint_id, ASKED, "Hôm nào?")
    with pytest.raises(InputRefused):
        add_to_complaint(stage.context, own, "Hôm qua")
    add_to_complaint(stage.context, (made.code, "0123"), "Hôm qua")
    with pytest.raises(InputRefused):
        reply_to(stage.context, bob, made.complaint_id, ASKED, "Lúc nào?")


def test_an_answer_is_published_without_name_and_dossier(stage: Stage) -> None:
    made = sent(stage, code=stage.file().code)
    with pytest.raises(InputRefused):
        publish_answer(stage.context, stage.cast.bob, made.complaint_id)
    reply_to(stage.context, stage.cast.bob, made.complaint_id, ANSWERED, "Xin lỗi")
    publish_answer(stage.context, stage.cast.bob, made.complaint_id)
    (line,) = published_answers(stage.context)
    assert (line.complaint.reply, line.case_code) == ("Xin lỗi", None)


def test_it_is_opened_with_code_and_digits_only(stage: Stage) -> None:
    made = sent(stage)
    assert open_complaint(stage.context, (made.code, "0123"), "192.0.2.1") == made
    with pytest.raises(NotFound):
        open_complaint(stage.context, (made.code, "9999"), "192.0.2.1")


def test_a_complaint_is_no_dossier_that_was_removed(stage: Stage) -> None:
    sent(stage)
    assert list(verify_cases(stage.context)) == []


def test_nobody_floods_an_office(stage: Stage) -> None:
    for _ in range(10):
        sent(stage)
    with pytest.raises(TooManyTries):
        sent(stage)


@pytest.mark.parametrize("lacking", ["name", "text", "phone", "kind"])
def test_what_lacks_something_is_refused(stage: Stage, lacking: str) -> None:
    with pytest.raises(InputRefused):
        sent(stage, **{lacking: ""})


def test_a_dossier_is_rated_after_its_end_and_the_log_tells_it(stage: Stage) -> None:
    own = (stage.file().code, "0123")
    with pytest.raises(InputRefused):
        rate_case(stage.context, own, 5, "")
    withdraw_as_applicant(stage.context, own, "đổi ý")
    rate_case(stage.context, own, 2, "lâu")
    rate_case(stage.context, own, 4, "cũng được")
    found = rating_of(stage.context, own)
    assert found is not None
    assert (found.points, found.text) == (4, "cũng được")
    assert [one.discrepancies for one in verify_cases(stage.context)] == [()]
    means = list_office_complaints(stage.context, stage.cast.bob).means
    assert means[stage.cast.office_id] == (1, 4.0)


def test_an_applicant_sees_who_looked(stage: Stage) -> None:
    case = stage.file()
    note_reading(stage.context, stage.cast.alice, case.case_id, "case")
    (found,) = own_readings(stage.context, (case.code, "0123"))
    assert (found.reading.person_name, found.reading.purpose) == ("Alice", "case")


def test_an_office_reads_the_words_of_its_ratings(stage: Stage) -> None:
    case = stage.file()
    withdraw_as_applicant(stage.context, (case.code, "0123"), "đổi ý")
    rate_case(stage.context, (case.code, "0123"), 2, "Phải đi lại ba lần")
    ((code, one),) = list_office_complaints(stage.context, stage.cast.bob).ratings
    assert (code, one.points, one.text) == (case.code, 2, "Phải đi lại ba lần")
    assert list_office_complaints(stage.context, stage.cast.charlie).ratings == ()
