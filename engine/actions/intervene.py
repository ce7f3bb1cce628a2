"""Interventions: suspending, resuming and cancelling a case, mending what failed."""

from collections.abc import Mapping

from engine.access import require_post
from engine.actions.carry_out import carry_out, state_of
from engine.actions.end_publication import end_publication
from engine.actions.repeated import Asked, once
from engine.context import Context
from engine.errors import InputRefused, Words
from engine.faults import ElementError
from engine.procedures.results import names_given
from engine.records.cases import Case
from engine.records.causes import Place
from engine.records.commands import Amend, Cancel, Command, Resume, Retry, Skip, Suspend
from engine.records.people import Person
from engine.records.values import Json
from engine.runtime.peek import peek
from engine.runtime.values import keep_all
from engine.store.cases import get_case, lock_case
from engine.store.incidents import list_case_incidents
from engine.store.jobs import wake_jobs
from engine.store.timers import wake_timers


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


def amend_values(
    context: Context,
    person: Person,
    place: Place,
    names: Mapping[str, Json],
    reason: str,
    request_key: str | None = None,
) -> Case:
    """Correct case data at a step that stands still, and try it again.

    Raises  AccessDenied; InputRefused for what cannot be case data, or without a reason;
            CommandRefused when there is no incident
    """
    _require_reason(reason)
    try:
        kept = keep_all("case", names)
    except ElementError as unfit:
        told = Words(en=unfit.text("en"), vi=unfit.text("vi"))
        raise InputRefused(reason=told) from unfit
    command = Amend(token=place.token, names=kept, reason=reason, by=person.person_id)
    return _command(context, person, place.case_id, command, request_key)


def skip_step(
    context: Context, person: Person, place: Place, reason: str, request_key: str | None = None
) -> Case:
    """Let a step that stands still count as done; what it would have given is told in the log.

    Raises  AccessDenied; InputRefused without a reason; CommandRefused when there is no incident,
            or at an element whose way on depends on data
    """
    _require_reason(reason)
    require_post(person, "administrator")
    command = Skip(
        token=place.token,
        reason=reason,
        by=person.person_id,
        missing=_missing(context, place),
    )
    return _command(context, person, place.case_id, command, request_key)


def _require_reason(reason: str) -> None:
    if not reason.strip():
        told = Words(en="write the reason; it stays in the log.", vi="hãy ghi lý do; sẽ lưu mãi.")
        raise InputRefused(reason=told)


def _missing(context: Context, place: Place) -> tuple[str, ...]:
    """Return the names that the step at a place would give and the case lacks."""
    with context.database.read() as db:
        case = get_case(db, place.case_id)
        procedure = context.versions.get(db, case.version_id).compiled.procedure
        state = state_of(context, db, case)
        found = [one for one in list_case_incidents(db, case.case_id) if one.token == place.token]
    if not found or state is None:
        return ()
    snapshot = peek(state)
    seen = snapshot.names_at(place.token)
    node = procedure.diagram.process.find(found[0].element)
    given = names_given(procedure, node) if node else ()
    return tuple(name for name in given if seen.get(name) is None)


def _command(
    context: Context, person: Person, case_id: int, command: Command, request_key: str | None
) -> Case:
    require_post(person, "administrator")

    def act() -> Case:
        with context.database.begin() as db:
            done = carry_out(context, db, lock_case(db, case_id), command, request_key)
            if isinstance(command, Cancel):
                end_publication(context, db, case_id)
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
