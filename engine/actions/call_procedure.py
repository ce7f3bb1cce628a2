"""Calling another procedure: a case of its own that the calling case waits for.

docs/reference/starts.md explains it to designers.
"""

from collections.abc import Iterator, Mapping
from typing import cast

from engine.actions.carry_out import carry_out, state_of
from engine.actions.choose_version import Choice, choose_version
from engine.actions.kin import has_ended
from engine.actions.open_case import Opening, deciding_office, open_case
from engine.actions.pass_files import require_own_files, take_files, take_results
from engine.actions.start_by_event import nearest
from engine.actions.stop_case import stop_and_tell
from engine.context import Context, Ready, version_in_force
from engine.errors import CaseNotRunning, CommandRefused, InputRefused, NotFound, Words
from engine.moving.stopping import has_decision
from engine.procedures.endings import uncaught_codes
from engine.records.cases import Case, Entry
from engine.records.commands import Cancel, SettleJob
from engine.records.jobs import Job
from engine.records.outcomes import CANCELLED, RUNNING
from engine.records.stopping import WITHDRAWN
from engine.records.values import Answers, Json
from engine.runtime.peek import peek
from engine.store import jobs
from engine.store.cases import get_case, lock_case
from engine.store.crossing import awaits_case, call_depth, hold
from engine.store.database import Db
from engine.store.log import read_log
from engine.store.versions import find_numbered

MOST_CALLS = 50
FILED = "online"


def call_procedure(context: Context, job: Job) -> Case:
    """Open the case that a call activity calls, and let the job wait until it has ended.

    Inputs  procedure, version (a number, or None for the live one), answers; office (a code, or
            a kind) where the diagram says which one decides
    Raises  NotFound for a procedure or version that is not there; InputRefused for calls too deep,
            or where no office decides; CaseNotRunning; CommandRefused when the lease was lost
    """
    with context.database.begin() as db:
        caller = lock_case(db, job.case_id)
        if caller.standing.status != RUNNING:
            raise CaseNotRunning(status=caller.standing.status)
        if call_depth(db, caller.case_id, MOST_CALLS) >= MOST_CALLS:
            raise InputRefused(reason=_too_deep())
        opening = _opening(context, db, caller, job)
        require_own_files(db, caller, opening.answers)
        called = open_case(context, db, opening)
        take_files(context, db, called, opening.answers)
        if not hold(db, job, called.code):
            raise CommandRefused(what=f"job {job.token}")
        return called


def answer_call(context: Context, job: Job) -> Case | None:
    """Carry out a job that tells a case how the one it called ended; None when it is too late.

    Inputs  case (id of the one that was called)
    Raises  CaseNotRunning while the caller is suspended
    """
    with context.database.begin() as db:
        caller = lock_case(db, job.case_id)
        called = get_case(db, cast(int, job.inputs["case"]))
        waits = awaits_case(db, caller.case_id, job.token, called.code)
        if not jobs.settle(db, job) or not waits:
            return None
        moved = carry_out(context, db, caller, _answer(context, db, called, job.token))
        take_results(context, db, caller)
        return moved


def end_called(context: Context, job: Job) -> Case | None:
    """Carry out a job that cancels a case nobody waits for any more; None when it goes on.

    One that was decided goes its way to the end. Where its caller was stopped for the applicant, so
    is this one, with the notice of its own office (NĐ 118/2025/NĐ-CP Art. 21).

    Inputs  caller (dossier code of the case that called)
    """
    with context.database.begin() as db:
        case = lock_case(db, job.case_id)
        if not jobs.settle(db, job) or has_ended(case) or _is_decided(context, db, case):
            return None
        wish = _stopped_for(context, db, case)
        card = context.versions.get(db, case.version_id).compiled.procedure.card
        if wish is not None and not card.is_internal:
            return stop_and_tell(context, db, case, wish)
        reason = f"hồ sơ {job.inputs['caller']} đã gọi không còn chờ kết quả"
        return carry_out(context, db, case, Cancel(reason=reason))


def _is_decided(context: Context, db: Db, case: Case) -> bool:
    procedure = context.versions.get(db, case.version_id).compiled.procedure
    return has_decision(procedure, case.standing, state_of(context, db, case))


def _stopped_for(context: Context, db: Db, case: Case) -> str | None:
    """Return why the applicant had the calling case stopped; None where it was not."""
    caller = get_case(db, case.parent_case_id) if case.parent_case_id is not None else None
    if caller is None or caller.standing.ending != WITHDRAWN:
        return None
    commands = [one.command for one in read_log(db, caller.case_id)]
    return next((one.reason for one in reversed(commands) if isinstance(one, Cancel)), "")


def _opening(context: Context, db: Db, caller: Case, job: Job) -> Opening:
    ready = _version(context, db, job)
    directory = context.offices.get(db)
    kind = str(job.inputs.get("office") or ready.compiled.procedure.card.office_kind)
    office = directory.by_code.get(kind) or nearest(directory, caller, kind)
    if office is None:
        reason = Words(en=f"there is no office “{kind}”", vi=f"không có cơ quan “{kind}”")
        raise InputRefused(reason=reason)
    chosen = Choice(ready=ready)
    if job.inputs.get("version") is None:
        chosen = choose_version(context, db, ready.version.procedure_key, office.office_id)
    names = _names(context, db, caller)
    dossier = names.get("dossier")
    channel = dossier.get("channel") if isinstance(dossier, dict) else None
    return Opening(
        ready=chosen.ready,
        office=deciding_office(chosen.ready, directory, office.office_id),
        applicant=caller.applicant,
        answers=cast(Answers, job.inputs["answers"]),
        channel=str(channel or FILED),
        caller=caller,
        token=job.token,
        code=chosen.code,
        received_at=chosen.at,
    )


def _version(context: Context, db: Db, job: Job) -> Ready:
    key, number = cast(str, job.inputs["procedure"]), job.inputs.get("version")
    if number is None:
        return version_in_force(context, db, key)
    found = find_numbered(db, key, cast(int, number))
    if found is None:
        what = Words(en="version of a procedure", vi="phiên bản thủ tục")
        raise NotFound(what=what, key=f"{key} {number}")
    return context.versions.get(db, found.version_id)


def _answer(context: Context, db: Db, called: Case, token: int) -> SettleJob:
    if called.standing.status == CANCELLED:
        error = f"hồ sơ {called.code} đã bị hủy ({called.standing.ending})"
        return SettleJob(token=token, error=error, error_code=CANCELLED)
    thrown = list(_errors(context, db, read_log(db, called.case_id)))
    if thrown:
        error = f"hồ sơ {called.code} kết thúc với lỗi {thrown[-1]}"
        return SettleJob(token=token, error=error, error_code=thrown[-1])
    names = dict(_names(context, db, called))
    try:
        require_own_files(db, called, names)
    except InputRefused as refused:
        return SettleJob(token=token, error=refused.text("vi"))
    return SettleJob(token=token, result=names)


def _names(context: Context, db: Db, case: Case) -> Mapping[str, Json]:
    state = state_of(context, db, case)
    return peek(state).names if state else {}


def _errors(context: Context, db: Db, entries: tuple[Entry, ...]) -> Iterator[str]:
    """Yield the codes of the errors that nothing in a case caught, by its log."""
    for entry in entries:
        process = context.versions.get(db, entry.version_id).compiled.procedure.diagram.process
        for event in entry.events:
            if event.kind == "left" and event.element:
                yield from uncaught_codes(process, event.element)


def _too_deep() -> Words:
    return Words(
        en=f"more than {MOST_CALLS} procedures called by each other",
        vi=f"các thủ tục gọi lồng nhau quá {MOST_CALLS} tầng",
    )
