"""Notices: by which channels, when telephones may ring, what is tried again, and the digest."""

import json
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from engine.actions.enter_absence import enter_absence
from engine.actions.hold_task import claim_task
from engine.actions.notice_setting import set_notices, set_own_notices
from engine.actions.tell_people import tell_people
from engine.context import Context
from engine.errors import MailFailed
from engine.jobs.digests import make_digests
from engine.jobs.outgoing import send_notices
from engine.jobs.worker import run_due
from engine.outside.http import Reply, Request, refuse
from engine.queries.notices import get_case_notices, list_notices
from engine.records.cases import Case
from engine.records.notices import Gateway, NoticeRules, Occasion
from engine.records.people import Person
from tests.actions.conftest import Stage
from tests.actions.test_absences import wish
from tests.make import TEST_PROCEDURES, publish

SMS = Gateway(
    url="https://sms.example.vn/send",
    body='{"phone": "{to}", "content": "{text}", "id": "{key}"}',
    secret="sms",
    plain=True,
    most=160,
)


class Telephones:
    """A gateway that answers as it is told and remembers what it was asked."""

    def __init__(self, *statuses: int) -> None:
        self.statuses = list(statuses)
        self.asked: list[dict[str, Any]] = []

    def call(self, request: Request) -> Reply:
        """Answer with the next status, 200 after the last."""
        status = self.statuses.pop(0) if self.statuses else 200
        if status == 0:
            raise refuse("no answer", "không trả lời", again=True)
        self.asked.append(json.loads(request.body or b"{}"))
        return Reply(status=status, headers={}, body=b"")


def open_lookup(stage: Stage) -> Case:
    """Open a case that sends a notice at once."""
    publish(stage.context, "tra-cuu", TEST_PROCEDURES)
    return stage.file(procedure_key="tra-cuu")


def with_sms(stage: Stage, *statuses: int, **rules: Any) -> tuple[Context, Telephones]:
    """Return a context with a gateway for text messages."""
    phones = Telephones(*statuses)
    notices = NoticeRules(gateways={"sms": SMS}, **rules)
    return replace(stage.context, outside=phones, notices=notices), phones


def give_mail(stage: Stage, *people: Person) -> None:
    """Give people a mail address."""
    with stage.context.database.begin() as db:
        for one in people:
            given = {"email": f"{one.login}@example.vn", "person_id": one.person_id}
            db.execute(text("UPDATE person SET email = :email WHERE id = :person_id"), given)


def sent(stage: Stage) -> list[Any]:
    """Return the mails that went out."""
    found: list[Any] = stage.context.mail.sent  # type: ignore[attr-defined]
    return found


def test_an_applicant_is_told_by_mail_and_text_message(stage: Stage) -> None:
    case = open_lookup(stage)
    context, phones = with_sms(stage)
    run_due(context)
    assert [one.to for one in sent(stage)] == ["dora@example.vn"]
    (asked,) = phones.asked
    assert asked["phone"] == "0900000123"
    assert case.code in asked["content"]
    assert asked["content"].isascii()
    assert "Dora" not in asked["content"]
    told = get_case_notices(context, stage.cast.bob, case.code).notices
    assert {(one.channel, one.state) for one in told} == {("mail", "sent"), ("sms", "sent")}


def test_an_applicant_chooses_the_channels(stage: Stage) -> None:
    case = open_lookup(stage)
    context, phones = with_sms(stage)
    set_own_notices(context, (case.code, "0123"), ["sms", "pigeon"])
    run_due(context)
    assert (len(sent(stage)), len(phones.asked)) == (0, 1)


def test_no_telephone_rings_at_night_but_mail_goes_out(stage: Stage) -> None:
    open_lookup(stage)
    context, phones = with_sms(stage, quiet=(time(21), time(7)))
    stage.clock.move(timedelta(hours=13))
    run_due(context)
    assert (len(sent(stage)), phones.asked) == (1, [])
    stage.clock.move(timedelta(hours=8, minutes=59))
    run_due(context)
    assert phones.asked == []
    stage.clock.move(timedelta(minutes=2))
    run_due(context)
    assert len(phones.asked) == 1


@pytest.mark.parametrize("first", [500, 429, 0])
def test_what_passes_is_tried_again_and_what_does_not_is_told(stage: Stage, first: int) -> None:
    case = open_lookup(stage)
    context, phones = with_sms(stage, first, 400)
    run_due(context)
    waiting = get_case_notices(context, stage.cast.bob, case.code).notices[0]
    assert (waiting.state, bool(waiting.error)) == ("waiting", True)
    stage.clock.move(timedelta(seconds=15))
    run_due(context)
    failed = get_case_notices(context, stage.cast.bob, case.code).notices[0]
    assert failed.state == "failed"
    assert "400" in str(failed.error)
    stage.clock.move(timedelta(days=1))
    before = len(phones.asked)
    run_due(context)
    assert len(phones.asked) == before


def test_who_holds_a_task_of_a_late_case_is_told_once(stage: Stage) -> None:
    alice = stage.cast.alice
    give_mail(stage, alice)
    case = stage.file()
    claim_task(stage.context, alice, stage.task(case, "ghi"))
    stage.clock.move(timedelta(days=8))
    for _ in range(3):
        run_due(stage.context)
    late = [one for one in list_notices(stage.context, alice) if one.kind == "late"]
    assert [one.case_code for one in late] == [case.code]
    assert sum("đã quá hạn từ" in one.subject for one in sent(stage)) == 1


def test_an_occasion_with_a_key_is_told_once(stage: Stage) -> None:
    alice = stage.cast.alice
    occasion = Occasion(kind="late", content={"code": "H99.1", "step": "Xem"}, key="late:1:1")
    for _ in range(2):
        with stage.context.database.begin() as db:
            tell_people(stage.context, db, occasion, [alice.person_id])
    (one,) = list_notices(stage.context, alice)
    assert (one.kind, one.channel) == ("late", "page")


def test_what_a_person_does_not_want_is_not_mailed(stage: Stage) -> None:
    alice = stage.cast.alice
    give_mail(stage, alice)
    set_notices(stage.context, alice, {"late": [], "mention": ["mail"]})
    for kind in ("late", "mention"):
        with stage.context.database.begin() as db:
            tell_people(stage.context, db, Occasion(kind=kind), [alice.person_id])
    while send_notices(stage.context):
        pass
    assert len(sent(stage)) == 1
    assert "nhắc đến" in sent(stage)[0].subject


def test_a_mail_server_that_is_down_is_tried_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_lookup(stage)

    def fail(_message: object) -> None:
        raise MailFailed(again=True, answer="busy")

    with monkeypatch.context() as cut:
        cut.setattr(stage.context.mail, "send", fail)
        run_due(stage.context)
    assert sent(stage) == []
    stage.clock.move(timedelta(seconds=15))
    run_due(stage.context)
    assert len(sent(stage)) == 1


def test_the_digest_comes_once_in_the_morning_with_what_presses(stage: Stage) -> None:
    alice, bob = stage.cast.alice, stage.cast.bob
    give_mail(stage, alice, bob, stage.cast.charlie)
    case = stage.file()
    claim_task(stage.context, alice, stage.task(case, "xem"))
    stage.clock.move(timedelta(days=2, hours=-2))  # 07:00 of the day it is due; 24/11 is a day off
    assert make_digests(stage.context) == 0
    stage.clock.move(timedelta(minutes=31))
    assert make_digests(stage.context) == 2
    assert make_digests(stage.context) == 0
    while send_notices(stage.context):
        pass
    mails = {one.to: one.text for one in sent(stage)}
    assert set(mails) == {"alice@example.vn", "bob@example.vn"}
    assert "Đến hạn hôm nay / Due today: 1" in mails["alice@example.vn"]
    assert case.code in mails["alice@example.vn"]
    assert "UBND xã An Bình" in mails["bob@example.vn"]


def test_no_digest_comes_on_a_day_off_or_after_hours(stage: Stage) -> None:
    give_mail(stage, stage.cast.bob)
    stage.file()
    stage.clock.move(timedelta(days=5))
    assert make_digests(stage.context) == 0
    stage.clock.move(timedelta(days=2, hours=9))
    assert make_digests(stage.context) == 0


def test_the_substitute_gets_what_presses_of_whom_they_stand_in_for(stage: Stage) -> None:
    alice, bob = stage.cast.alice, stage.cast.bob
    give_mail(stage, alice, bob)
    claim_task(stage.context, alice, stage.task(stage.file(), "xem"))
    enter_absence(stage.context, alice, wish(alice, bob, starts_on=date(2026, 11, 25)))
    stage.clock.move(timedelta(days=2))
    make_digests(stage.context)
    while send_notices(stage.context):
        pass
    texts = {one.to: one.text for one in sent(stage) if one.subject.startswith("Việc hôm nay")}
    assert set(texts) == {"bob@example.vn"}
    assert "Alice" in texts["bob@example.vn"]
    assert "Đến hạn hôm nay / Due today: 1" in texts["bob@example.vn"]


def test_a_notice_without_an_address_is_told_as_failed(stage: Stage) -> None:
    alice = stage.cast.alice
    with stage.context.database.begin() as db:
        tell_people(stage.context, db, Occasion(kind="late"), [alice.person_id])
    assert send_notices(stage.context) == 1
    assert send_notices(stage.context) == 0
    assert sent(stage) == []
