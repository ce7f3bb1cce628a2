"""Promising the result for another day: with an apology, or by an extension that the law allows."""

from dataclasses import dataclass
from datetime import date

from engine.access import SUPERVISORS, holds_post, post_name
from engine.actions.carry_out import carry_out
from engine.context import Context
from engine.errors import AccessDenied, InputRefused, NotFound, Words
from engine.records.cases import Case
from engine.records.commands import SetDate
from engine.records.people import Person
from engine.store.cases import find_case_by_code, lock_case


@dataclass(frozen=True, kw_only=True)
class NewDate:
    """What a head or leader decides about the day promised.

    act      "apology" or "extension"
    due_on   the new day
    reason   told to the applicant
    basis    article that allows it
    """

    act: str
    due_on: date
    reason: str
    basis: str


def set_date(
    context: Context, person: Person, code: str, wanted: NewDate, request_key: str | None = None
) -> Case:
    """Promise the result of a case for another day.

    Raises  NotFound; AccessDenied unless the person is head or leader of the office that decides
            it; InputRefused without reason or article; TermError and its kinds by the law;
            CaseNotRunning
    """
    if not (wanted.reason.strip() and wanted.basis.strip()):
        told = Words(
            en="write the reason and the legal basis; both are told to the applicant.",
            vi="hãy ghi lý do và căn cứ pháp lý; người nộp hồ sơ sẽ được biết.",
        )
        raise InputRefused(reason=told)
    with context.database.begin() as db:
        found = find_case_by_code(db, code.strip().upper())
        if found is None:
            raise NotFound(what=Words(en="dossier", vi="hồ sơ"), key=code)
        if not may_set_date(person, found):
            raise AccessDenied(post=post_name("head"))
        command = SetDate(
            act=wanted.act,
            due_on=wanted.due_on.isoformat(),
            reason=wanted.reason.strip(),
            basis=wanted.basis.strip(),
            by=person.person_id,
        )
        return carry_out(context, db, lock_case(db, found.case_id), command, request_key)


def may_set_date(person: Person, case: Case) -> bool:
    """Tell whether the person answers for the office that decides the case.

    Source  form 04: signed by the head of the handling agency
    """
    return holds_post(person, case.office_id, *SUPERVISORS)
