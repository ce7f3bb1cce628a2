"""Interventions: suspending, resuming and cancelling a case, retrying what failed, withdrawing."""

from engine.access import require_post
from engine.actions.carry_out import carry_out
from engine.actions.own_case import require_own_case
from engine.actions.repeated import Asked, once
from engine.context import Context
from engine.errors import CaseNotRunning
from engine.records.cases import Case
from engine.records.commands import Cancel, Command, Resume, Retry, Suspend
from engine.records.outcomes import RUNNING, SUSPENDED
from engine.records.people import Person
from engine.store.cases import lock_case
from engine.store.jobs import wake_jobs
from engine.store.timers import wake_timers

WITHDRAWN = "withdrawn"
DECIDED_STATUS = 9


def suspend_case(
    context: Context, person: Person, case_id: int, reason: str, request_key: str | None = None
) -> Case:
    """Stop a case until it is resumed. Raises AccessDenied; CaseNotRunning."""
    command = Suspend(reason=reason, by=person.person_id)
    return _command(context, person, case_id, command, request_key)


def resume_case(
    context: Context, person: Person, case_id: int, request_key: str | None = None
) -> Case:
    """Let a suspended case go on. Raises AccessDenied; CaseNotRunning."""
    return _command(context, person, case_id, Resume(by=person.person_id), request_key)


def cancel_case(
    context: Context, person: Person, case_id: int, reason: str, request_key: str | None = None
) -> Case:
    """End a case from outside, for a reason. Raises AccessDenied; CaseNotRunning."""
    command = Cancel(reason=reason, by=person.person_id)
    return _command(context, person, case_id, command, request_key)


def retry_incident(
    context: Context,
    person: Person,
    case_id: int,
    token: int,
    reason: str,
    request_key: str | None = None,
) -> Case:
    """Try again what failed. Raises AccessDenied; CommandRefused when there is no incident."""
    command = Retry(token=token, reason=reason, by=person.person_id)
    return _command(context, person, case_id, command, request_key)


def withdraw_as_applicant(context: Context, own: tuple[str, str], reason: str) -> Case:
    """Stop a case at the applicant's request, while there is no decision yet; twice is as once.

    own     dossier code and the telephone's last digits
    Raises  NotFound for a wrong pair; CaseNotRunning once it is decided or has ended otherwise
    Source  NĐ 118/2025/NĐ-CP Art. 21: handling stops at the applicant's request before the decision
    """
    with context.database.begin() as db:
        case = lock_case(db, require_own_case(db, *own).case_id)
        if case.standing.ending == WITHDRAWN:
            return case
        if not may_withdraw(case):
            raise CaseNotRunning(status=case.standing.status)
        return carry_out(context, db, case, Cancel(reason=reason, ending=WITHDRAWN))


def may_withdraw(case: Case) -> bool:
    """Tell whether the applicant may still withdraw."""
    standing = case.standing
    return standing.status in (RUNNING, SUSPENDED) and standing.portal_status < DECIDED_STATUS


def _command(
    context: Context, person: Person, case_id: int, command: Command, request_key: str | None
) -> Case:
    require_post(person, "administrator")

    def act() -> Case:
        with context.database.begin() as db:
            done = carry_out(context, db, lock_case(db, case_id), command, request_key)
            if isinstance(command, Resume):
                wake_timers(db, case_id)
                wake_jobs(db, case_id, context.clock.now())
                context.wake(db)
            return done

    asked = Asked(
        key=request_key,
        kind=command.kind,
        by=person.person_id,
        case_id=case_id,
        token=getattr(command, "token", None),
    )
    return once(context, asked, act)
