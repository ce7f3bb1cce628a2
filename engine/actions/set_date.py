"""Promising the result for another day: with an apology, or by an extension that the law allows."""

from dataclasses import dataclass
from datetime import date

from engine.access import SIGNING, post_name, stood_in_for
from engine.actions.carry_out import carry_out
from engine.actions.issue_letter import issue_in, standard_wish
from engine.actions.tell_new_day import tell_new_day
from engine.context import Context
from engine.drafting.causes import late_offices
from engine.drafting.rights import sets_dates
from engine.errors import AccessDenied, InputRefused, NotFound, Words
from engine.records.cases import Case
from engine.records.commands import SetDate
from engine.records.people import Person
from engine.records.terms import APOLOGY
from engine.records.values import Json
from engine.signatures.turns import Houses
from engine.store.cases import find_case_by_code, lock_case
from engine.store.database import Db
from engine.store.signatures import posts_held

# TT 03/2025/TT-VPCP: the slip by which an agency apologises and names the new day.
FORM = "04"


@dataclass(frozen=True, kw_only=True)
class NewDate:
    """What a leader decides about the day promised.

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

    Raises  NotFound; AccessDenied unless the person is the leader of the office that decides it,
            or signs in their place; InputRefused without reason or article; TermError and its
            kinds by the law; CaseNotRunning
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
        directory = context.offices.get(db)
        houses = Houses(offices=directory.offices, held=posts_held(db))
        signing = houses.signing_for(found.office_id, (SIGNING,))
        if not sets_dates(person, found.office_id, houses):
            raise AccessDenied(post=post_name(SIGNING))
        command = SetDate(
            act=wanted.act,
            due_on=wanted.due_on.isoformat(),
            reason=_reason(context, db, found, wanted),
            basis=wanted.basis.strip(),
            by=person.person_id,
            instead_of=stood_in_for(person, signing, SIGNING),
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


def _reason(context: Context, db: Db, case: Case, wanted: NewDate) -> str:
    """Return what the applicant reads: an apology names the other offices that caused the delay."""
    reason = wanted.reason.strip()
    causes = late_offices(context, db, case) if wanted.act == APOLOGY else ()
    named = ", ".join(one.name_vi for one in causes if one.name_vi not in reason)
    return f"{reason.rstrip('.')} (chậm tại: {named})" if named else reason


def _text(case: Case) -> str | None:
    due = case.standing.due_at
    return due.isoformat() if due else None
