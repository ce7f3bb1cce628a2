"""Interventions: suspending, resuming and cancelling a case, retrying what failed, withdrawing."""

from engine.actions.carry_out import carry_out
from engine.actions.own_case import require_own_case
from engine.context import Context
from engine.errors import CaseNotRunning
from engine.records.cases import Case
from engine.records.commands import Cancel, Command, Resume, Retry, Suspend
from engine.records.outcomes import RUNNING, SUSPENDED
from engine.records.people import Person
from engine.store.cases import lock_case

WITHDRAWN = "withdrawn"
DECIDED_STATUS = 9


def suspend_case(context: Context, person: Person, case_id: int, reason: str) -> Case:
    """Stop a case until it is resumed. Raises CaseNotRunning."""
    return _command(context, case_id, Suspend(reason=reason, by=person.person_id))


def resume_case(context: Context, person: Person, case_id: int) -> Case:
    """Let a suspended case go on. Raises CaseNotRunning."""
    return _command(context, case_id, Resume(by=person.person_id))


def cancel_case(context: Context, person: Person, case_id: int, reason: str) -> Case:
    """End a case from outside, for a reason. Raises CaseNotRunning."""
    return _command(context, case_id, Cancel(reason=reason, by=person.person_id))


def retry_incident(context: Context, person: Person, case_id: int, token: int, reason: str) -> Case:
    """Try again what failed. Raises CommandRefused when there is no incident there."""
    return _command(context, case_id, Retry(token=token, reason=reason, by=person.person_id))


def withdraw_as_applicant(context: Context, own: tuple[str, str], reason: str) -> Case:
    """Stop a case at the applicant's request, while there is no decision yet.

    own     dossier code and the telephone's last digits
    Raises  NotFound for a wrong pair; CaseNotRunning once it is decided or has ended
    Source  NĐ 118/2025/NĐ-CP Art. 21: handling stops at the applicant's request before the decision
    """
    with context.database.begin() as db:
        case = lock_case(db, require_own_case(db, *own).case_id)
        if not may_withdraw(case):
            raise CaseNotRunning(status=case.standing.status)
        return carry_out(context, db, case, Cancel(reason=reason, ending=WITHDRAWN))


def may_withdraw(case: Case) -> bool:
    """Tell whether the applicant may still withdraw."""
    standing = case.standing
    return standing.status in (RUNNING, SUSPENDED) and standing.portal_status < DECIDED_STATUS


def _command(context: Context, case_id: int, command: Command) -> Case:
    with context.database.begin() as db:
        return carry_out(context, db, lock_case(db, case_id), command)
