"""The sample office's desk: online filings that wait, help for another commune, one sent home."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

from engine.actions.mark_papers import mark_papers
from engine.actions.receive_dossier import (
    Brought,
    accept_dossier,
    ask_completion,
    refuse_dossier,
)
from engine.actions.start_case import start_case
from engine.records.cases import Case
from engine.records.desk import Missing
from engine.records.filings import DIRECT, ONLINE, Filing
from engine.records.papers import PaperMark
from engine.records.people import Office, Person
from engine.records.registers import Closing
from engine.sample.names import make_citizen
from engine.sample.plans import Plan
from engine.sample.stage import Stage
from engine.sample.stories import BIRTH
from engine.sample.tale import FILING
from engine.store.database import Db
from engine.store.log import find_request
from engine.store.office_terms import close_office, plan_closing
from engine.store.offices import insert_office

DESK, OWN, OTHER = "lan.motcua", "H99.20", "H99.21"
FORMER = ("H99.23", "UBND Xã Mẫu Cũ", "People's Committee of Mẫu Cũ Commune")
DECISION = "Nghị quyết 15/NQ-HĐND về sắp xếp đơn vị hành chính cấp xã"
# How long before now the waiting filings came: one late, one to be looked at, one new.
WAITING = (timedelta(days=4), timedelta(hours=3), timedelta(minutes=20))
# Cases that this adds to those of the plans: what waits, and the one taken in for another commune.
MADE = len(WAITING) + 1
LACK = (
    Missing(what="Giấy chứng sinh", reason="Thành phần hồ sơ bắt buộc, ông/bà chưa mang theo."),
    Missing(what="Văn bản ủy quyền", reason="Người nộp không phải cha, mẹ của trẻ."),
)
REFUSAL = "Trẻ cư trú ở tỉnh khác; đề nghị nộp tại Ủy ban nhân dân xã nơi cha hoặc mẹ cư trú."
# Citizens of their own, behind those of the plans.
_NUMBERS = 980


def insert_former(db: Db, offices: dict[str, Office], opened_at: datetime) -> None:
    """Make a commune that was merged into the first one before the sample begins."""
    code, vi, en = FORMER
    old = insert_office(db, code, (vi, en), "commune", offices["H99"].office_id)
    closing = Closing(
        office_id=old.office_id,
        successor_id=offices[OWN].office_id,
        on=date(2025, 7, 1),
        basis=DECISION,
    )
    plan_closing(db, closing, None)
    close_office(db, old.office_id, opened_at)


def show_desk_work(stage: Stage, plans: tuple[Plan, ...], until: datetime) -> None:
    """Let dossiers wait at the first commune's desk; what was done before is not done again."""
    like = next((one for one in plans if one.story.procedure == BIRTH), None)
    if like is None:
        return
    like = replace(like, office=OWN)
    with stage.context.database.read() as db:
        if find_request(db, _like(like, 0).request_key) is not None:
            return
    people = {one.login: one for one in stage.people}
    for number, ago in enumerate(WAITING):
        _at(stage, until - ago)
        start_case(stage.context, _filing(stage, _like(like, number), ONLINE))
    _at(stage, until - timedelta(hours=2))
    helped = _like(replace(like, office=OTHER), 10)
    case = accept_dossier(stage.context, people[DESK], _brought(stage, helped, people[DESK]))
    _mark(stage, people[DESK], case)
    lacking = _like(like, 11)
    ask_completion(stage.context, people[DESK], _brought(stage, lacking, people[DESK]), LACK)
    refused = _like(like, 12)
    refuse_dossier(stage.context, people[DESK], _brought(stage, refused, people[DESK]), REFUSAL)


def _mark(stage: Stage, person: Person, case: Case) -> None:
    card = stage.procedures[BIRTH].card
    marks = [
        PaperMark(number=place, name=one.name, sort="original", copies=max(1, one.originals))
        for place, one in enumerate(card.papers[:2], 1)
    ]
    mark_papers(stage.context, person, case.case_id, marks)


def _brought(stage: Stage, plan: Plan, person: Person) -> Brought:
    desk = next(post.office_id for post in person.posts if post.office_code.endswith(".1"))
    return Brought(filing=_filing(stage, plan, DIRECT), desk_id=desk)


def _filing(stage: Stage, plan: Plan, channel: str) -> Filing:
    procedure = stage.procedures[BIRTH]
    form = procedure.forms[procedure.card.filing_form]
    rng = Random(plan.request_key)  # noqa: S311 - a sample, no secret
    return Filing(
        procedure_key=procedure.key,
        office_id=stage.directory.by_code[plan.office].office_id,
        answers=stage.answers(plan, FILING, form, rng),
        channel=channel,
        request_key=plan.request_key,
    )


def _like(plan: Plan, number: int) -> Plan:
    citizen = make_citizen(_NUMBERS + number, "Phường Mẫu An")
    return replace(plan, number=_NUMBERS + number, citizen=citizen, desk="")


def _at(stage: Stage, at: datetime) -> None:
    stage.clock.move_to(at.astimezone(UTC))
