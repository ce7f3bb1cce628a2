"""Who is told what a term has come to: the applicant, desk, head, leader, the office above."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, update

from engine.actions.hold_task import claim_task
from engine.actions.set_date import NewDate, set_date
from engine.actions.tell_terms import tell_terms
from engine.jobs.digests import make_digests
from engine.jobs.outgoing import send_notices
from engine.jobs.wording import mail_of, short_text
from engine.queries.notices import get_case_notices, list_notices
from engine.queries.term_lists import Which, list_terms
from engine.records.cases import Case
from engine.records.notices import Gateway, NoticeRules
from engine.records.people import Person, Post
from engine.records.terms import APOLOGY, REPORT
from engine.store.desk_tables import reception
from engine.store.people import insert_person
from engine.store.tables import person
from engine.store.terms import list_duties
from tests.actions.changing import publish_changed
from tests.actions.conftest import Stage
from tests.make import TEST_PROCEDURES, publish

# Of three working days from Monday 23/11/2026; the 24th is a day off.
PROMISED = datetime(2026, 11, 27, 10, 0, tzinfo=UTC)
NEW = NewDate(act="apology", due_on=date(2026, 12, 4), reason="Thiếu người.", basis="Điều 19")


@pytest.fixture
def case(stage: Stage) -> Case:
    """Give a case with a task that nobody holds, due on Friday 27/11."""
    publish(stage.context, "co-han", TEST_PROCEDURES)
    return stage.file(procedure_key="co-han")


@pytest.fixture
def grace(stage: Stage) -> Person:
    """Give the leader of the province, the office above."""
    with stage.context.database.begin() as db:
        top = stage.context.offices.get(db).by_code["H99"]
        post = Post(office_id=top.office_id, office_code=top.code, kind="leader")
        given = Person(person_id=0, login="grace", name="Grace", posts=(post,))
        return insert_person(db, given, "-", stage.clock.now())


def kinds_of(stage: Stage, person: Person) -> list[str]:
    return sorted(one.kind for one in list_notices(stage.context, person))


def tell_at(stage: Stage, at: datetime) -> None:
    stage.clock.move_to(at)
    tell_terms(stage.context)


@pytest.mark.parametrize(
    ("act", "kind", "words"),
    [("apology", "new-day", "xin lỗi"), ("extension", "more-time", "gia hạn")],
)
def test_the_applicant_is_told_the_new_day_with_the_reason_by_mail_and_text_message(
    stage: Stage, tmp_path: Path, act: str, kind: str, words: str
) -> None:
    gateway = Gateway(url="https://sms.example.vn", body='{"to": "{to}", "text": "{text}"}')
    context = replace(stage.context, notices=NoticeRules(gateways={"sms": gateway}))
    extended = ('"3 working days"', '"3 working days" motcua:mostExtension="10 days"')
    publish_changed(context, tmp_path, extended)
    case = replace(stage, context=context).file(procedure_key="co-han")
    set_date(context, stage.cast.bob, case.code, replace(NEW, act=act))
    told = get_case_notices(context, stage.cast.bob, case.code).notices
    assert {(one.kind, one.channel) for one in told} == {(kind, "mail"), (kind, "sms")}
    for part in (words, "27/11/2026", "04/12/2026", "Thiếu người", case.code):
        assert part in short_text(told[0])
        assert part in mail_of(told[0], "Dora")[1]


def test_a_warning_reaches_the_desk_the_head_and_whoever_may_take_the_free_task(
    stage: Stage, case: Case
) -> None:
    tell_at(stage, PROMISED - timedelta(days=2))
    assert kinds_of(stage, stage.cast.bob) == ["due-soon"]
    assert kinds_of(stage, stage.cast.alice) == ["due-soon"]
    assert kinds_of(stage, stage.cast.charlie) == []


def test_whoever_holds_no_task_is_told_of_the_dossier(stage: Stage, case: Case) -> None:
    claim_task(stage.context, stage.cast.alice, stage.task(case, "giai_quyet"))
    tell_at(stage, PROMISED - timedelta(days=2))
    assert kinds_of(stage, stage.cast.alice) == ["due-soon"]
    assert kinds_of(stage, stage.cast.bob) == ["case-due-soon"]
    tell_at(stage, PROMISED - timedelta(hours=1))
    assert kinds_of(stage, stage.cast.bob) == ["apology-due", "case-due-soon"]
    tell_terms(stage.context)
    assert len(kinds_of(stage, stage.cast.bob)) == 2


def test_a_missed_apology_is_reported_to_the_office_above_until_it_is_made(
    stage: Stage, case: Case, grace: Person
) -> None:
    tell_at(stage, PROMISED)
    assert kinds_of(stage, grace) == ["reported-up"]
    assert {one.kind for one in duties(stage, case)} == {APOLOGY, REPORT}
    set_date(stage.context, stage.cast.bob, case.code, NEW)
    assert duties(stage, case) == []
    tell_at(stage, datetime(2026, 12, 4, 10, 0, tzinfo=UTC))
    assert kinds_of(stage, grace) == ["reported-up", "reported-up"]
    assert list_notices(stage.context, grace)[0].content["why"] == "quá hạn lần thứ hai"
    assert {one.kind for one in duties(stage, case)} == {REPORT}


def duties(stage: Stage, case: Case) -> list[Any]:
    with stage.context.database.read() as db:
        return [one for one in list_duties(db, case.case_id) if one.settled_at is None]


def test_the_digest_tells_what_is_due_soon_and_owed_to_who_watches_it(
    stage: Stage, case: Case
) -> None:
    with stage.context.database.begin() as db:
        db.execute(update(person).values(email=person.c.login + "@example.vn"))
    tell_at(stage, PROMISED - timedelta(hours=9))
    make_digests(stage.context)
    while send_notices(stage.context):
        pass
    mails: Any = stage.context.mail
    told = {one.to: one.text for one in mails.sent if one.subject.startswith("Việc hôm nay")}
    line = "due soon 1, quá hạn / late 0, phải xin lỗi / apologies owed 1"
    assert {to for to, words in told.items() if line in words} == {
        "alice@example.vn",
        "bob@example.vn",
    }


def test_a_desk_sees_the_terms_of_what_it_took_in_for_another_office(
    stage: Stage, case: Case
) -> None:
    with stage.context.database.begin() as db:
        helped = update(reception).where(reception.c.case_id == case.case_id)
        if not db.execute(helped.values(proxy_id=stage.cast.other_office_id)).rowcount:
            db.execute(insert(reception).values(**taken_in(stage, case)))
    tell_at(stage, PROMISED - timedelta(hours=1))
    assert kinds_of(stage, stage.cast.charlie) == ["apology-due"]
    wanted: tuple[Which, ...] = ("soon", "apology")
    for which in wanted:
        found = list_terms(stage.context, stage.cast.charlie, which)
        assert [row.line.code for row in found.rows] == [case.code]
        assert found.rows[0].may_open
    assert (found.counts.soon, found.counts.apology, found.counts.late) == (1, 1, 0)


def taken_in(stage: Stage, case: Case) -> dict[str, Any]:
    """Return the row of a reception on behalf of the deciding office."""
    office = stage.cast.office_id
    return {
        "received_at": stage.clock.now(),
        "case_id": case.case_id,
        "office_id": office,
        "desk_id": office,
        "proxy_id": stage.cast.other_office_id,
        "rounds": 0,
        "channel": "direct",
        "state": "accepted",
        "procedure_key": "co-han",
        "version_id": case.version_id,
        "applicant_name": "Dora",
        "applicant_search": "dora",
        "reason": "",
        "missing": [],
    }
