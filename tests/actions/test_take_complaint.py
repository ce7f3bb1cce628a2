"""What came to an officer: its days run from the day it came; code and answer go by mail."""

from datetime import date, timedelta
from typing import Any

import pytest

from engine.actions.complain import Said, complain, reply_to
from engine.actions.take_complaint import take_complaint
from engine.errors import AccessDenied, InputRefused
from engine.jobs.digests import make_digests
from engine.jobs.outgoing import send_notices
from engine.queries.complaints import list_office_complaints, taking_offices
from engine.queries.team_view import get_team
from engine.records.complaints import ANSWERED, Complaint
from tests.actions.conftest import Stage
from tests.actions.test_notices import give_mail, sent

FRIDAY = date(2026, 11, 20)


def said(stage: Stage, **more: str) -> Said:
    """Return what somebody said of the first commune."""
    given: dict[str, Any] = {"kind": "complaint", "name": "Dora", "phone": "0900000123", **more}
    return Said(**{"office_id": stage.cast.office_id, "text": "Chậm", **given})


def taken(stage: Stage, channel: str = "telephone", **more: str) -> Complaint:
    """Return what Alice wrote down on Monday of a call on Friday."""
    return take_complaint(stage.context, stage.cast.alice, said(stage, **more), channel, FRIDAY)


def test_the_days_run_from_the_day_it_came(stage: Stage) -> None:
    made = taken(stage)
    zone = stage.context.calendars.current.tz
    assert made.at.astimezone(zone).date() == FRIDAY
    # Two working days after Friday 20/11/2026: Monday and, as the 24th is a day off, Wednesday.
    assert made.refuse_by.astimezone(zone).date() == date(2026, 11, 25)


def test_who_wrote_it_down_and_how_it_came_stand_with_it(stage: Stage) -> None:
    taken(stage)
    (line,) = list_office_complaints(stage.context, stage.cast.bob).waiting
    assert (line.taker, line.complaint.channel) == ("Alice", "telephone")


@pytest.mark.parametrize(
    ("channel", "day"),
    [("web", FRIDAY), ("desk", date(2026, 11, 24)), ("desk", date(2026, 10, 1))],
)
def test_no_other_way_and_no_day_to_come_or_long_past(
    stage: Stage, channel: str, day: date
) -> None:
    with pytest.raises(InputRefused):
        take_complaint(stage.context, stage.cast.alice, said(stage), channel, day)


def test_only_officers_of_the_office_write_it_down(stage: Stage) -> None:
    for stranger in (stage.cast.charlie, stage.cast.erin, stage.cast.frank):
        with pytest.raises(AccessDenied):
            take_complaint(stage.context, stranger, said(stage), "desk", FRIDAY)
    assert taking_offices(stage.context, stage.cast.erin) == ()


def test_a_letter_may_name_no_telephone_a_call_may_not(stage: Stage) -> None:
    assert taken(stage, "mail", phone="").phone == ""
    with pytest.raises(InputRefused):
        taken(stage, "telephone", phone="")


def test_code_and_answer_go_to_the_address_given(stage: Stage) -> None:
    made = complain(stage.context, said(stage, email="dora@example.vn"), "192.0.2.1")
    reply_to(stage.context, stage.cast.bob, made.complaint_id, ANSWERED, "Chúng tôi xin lỗi")
    send_notices(stage.context)
    kept, answer = sent(stage)
    assert {kept.to, answer.to} == {"dora@example.vn"}
    assert made.code in kept.text
    assert "Chúng tôi xin lỗi" in answer.text


def test_without_an_address_nothing_is_mailed(stage: Stage) -> None:
    complain(stage.context, said(stage), "192.0.2.1")
    assert send_notices(stage.context) == 0


def digest_of(stage: Stage) -> Any:
    """Return the digest that Bob, who leads the office, gets."""
    give_mail(stage, stage.cast.bob)
    make_digests(stage.context)
    send_notices(stage.context)
    return sent(stage)[-1].text


def test_heads_are_warned_of_late_ones_in_the_morning_and_on_their_page(stage: Stage) -> None:
    complain(stage.context, said(stage), "192.0.2.1")
    stage.clock.move(timedelta(days=23))
    assert "Phản ánh, kiến nghị / Complaints: quá hạn / late 1" in digest_of(stage)
    assert get_team(stage.context, stage.cast.bob).complaints == (1, 1)


def test_on_its_last_day_it_is_due_today(stage: Stage) -> None:
    complain(stage.context, said(stage), "192.0.2.1")
    stage.clock.move(timedelta(days=22))
    assert "quá hạn / late 0, hôm nay / today 1" in digest_of(stage)
