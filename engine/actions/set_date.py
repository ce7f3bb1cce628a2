"""Promising the result for another day: with an apology, or by an extension that the law allows."""

from dataclasses import dataclass
from datetime import date

from engine.access import SUPERVISORS, holds_post, post_name
from engine.actions.carry_out import carry_out
from engine.actions.issue_letter import issue_in, standard_wish
from engine.actions.tell_new_day import tell_new_day
from engine.context import Context
from engine.errors import AccessDenied, InputRefused, NotFound, Words
from engine.records.cases import Case
from engine.records.commands import SetDate
from engine.records.people import Person
from engine.records.terms import APOLOGY
from engine.records.values import Json
from engine.store.cases import find_case_by_code, lock_case

# TT 03/2025/TT-VPCP: the slip by which an agency apologises and names the new day.
FORM = "04"


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
    """Promise the result of a case for another day; an apology is written at once as form 04.

    The applicant is told by mail and text message, with the reason.

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
        case = lock_case(db, found.case_id)
        saved = carry_out(context, db, case, command, request_key)
        tell_new_day(context, db, case, saved, command)
        if wanted.act != APOLOGY:
            return saved
        facts: dict[str, Json] = {
            "old_due": _text(case),
            "new_due": _text(saved),
            "reason": command.reason,
        }
        return issue_in(context, db, saved, standard_wish(person, FORM, facts))[0]


def _text(case: Case) -> str | None:
    due = case.standing.due_at
    return due.isoformat() if due else None


def may_set_date(person: Person, case: Case) -> bool:
    """Tell whether the person answers for the office that decides the case.

    Source  form 04: signed by the head of the handling agency
    """
    return holds_post(person, case.office_id, *SUPERVISORS)
