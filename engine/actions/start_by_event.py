"""Opening cases by events: a message that nobody awaits, a signal, a timer that is due."""

from dataclasses import dataclass, field
from typing import cast

from engine.actions.choose_version import version_for_event
from engine.actions.open_case import Opening, deciding_office, open_case
from engine.actions.start_case import NAME, applicant_of
from engine.context import Context, Ready
from engine.errors import InputRefused, Words
from engine.expressions.expression import compile_expression
from engine.procedures.beginnings import list_triggers, next_turn
from engine.records.cases import Applicant, Case
from engine.records.jobs import Job
from engine.records.people import Office
from engine.records.starts import StartKind, StartPoint, Trigger
from engine.records.values import Answers, Json
from engine.store import jobs, starts
from engine.store.cases import get_case
from engine.store.database import Db
from engine.store.directory import Directory


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """What has happened.

    payload   of the message or signal; the new case has it as its answers
    sender    the case that sent it; None for a timer and for what comes from outside
    """

    version_id: int
    trigger: Trigger
    payload: Answers = field(default_factory=dict)
    sender: Case | None = None


def open_by_event(context: Context, db: Db, given: Occasion) -> Case:
    """Open the case that the event begins.

    Raises  InputRefused when no office decides it
    """
    begun_by = context.versions.get(db, given.version_id)
    office = _office(begun_by, context.offices.get(db), given)
    chosen = version_for_event(context, db, begun_by.version, office)
    fits = _knows(context, chosen.ready, given.trigger)
    opening = Opening(
        ready=chosen.ready if fits else begun_by,
        office=office,
        applicant=_applicant(given),
        answers=given.payload,
        channel=given.trigger.kind,
        at=given.trigger.element,
        process=given.trigger.process,
        caller=given.sender,
        code=chosen.code,
        received_at=chosen.at,
    )
    return open_case(context, db, opening)


def _knows(context: Context, ready: Ready, trigger: Trigger) -> bool:
    """Tell whether the version begins by the same event: one for some offices may not."""
    process, calendar = ready.compiled.procedure.diagram.process, context.calendars.current
    known = list_triggers(process, context.clock.now(), calendar)
    return any((one.definition, one.name) == (trigger.definition, trigger.name) for one in known)


def start_on_signal(context: Context, job: Job) -> Case | None:
    """Carry out a job that opens a case for a signal; None when it was done before."""
    inputs = job.inputs
    with context.database.begin() as db:
        if not jobs.settle(db, job):
            return None
        occasion = Occasion(
            version_id=cast(int, inputs["version"]),
            trigger=trigger_from(cast(dict[str, Json], inputs["trigger"])),
            payload=cast(Answers, inputs["payload"]),
            sender=get_case(db, job.case_id),
        )
        return open_by_event(context, db, occasion)


def start_on_timer(context: Context, point: StartPoint) -> Case | None:
    """Open the case of a timer that was taken, and set its next turn; None if it was lost."""
    with context.database.begin() as db:
        process = context.versions.get(db, point.version_id).compiled.procedure.diagram.process
        following = next_turn(process, point.trigger, point.fired, context.calendars.current)
        # The row stays locked until the case is there: the turn counts with it, or not at all.
        if not starts.turn(db, point, following):
            return None
        occasion = Occasion(version_id=point.version_id, trigger=point.trigger)
        return open_by_event(context, db, occasion)


def trigger_to(one: Trigger) -> dict[str, Json]:
    """Return a message or signal trigger as the inputs of a job hold it."""
    return {"kind": one.kind, "element": one.element, "process": one.process, "name": one.name}


def trigger_from(kept: dict[str, Json]) -> Trigger:
    """Return the trigger that the inputs of a job hold."""
    return Trigger(
        kind=cast(StartKind, kept["kind"]),
        element=cast(str, kept["element"]),
        process=cast(str | None, kept["process"]),
        name=cast(str | None, kept["name"]),
    )


def _office(ready: Ready, directory: Directory, given: Occasion) -> Office:
    """Return the office that decides: as the start event says, else the nearest of its kind."""
    procedure = ready.compiled.procedure
    wanted = procedure.diagram.process.nodes[given.trigger.element].attributes.get("office", "")
    if wanted.startswith("="):
        wanted = str(compile_expression(wanted).value(given.payload, missing_is_null=True) or "")
    kind = wanted or procedure.card.office_kind
    found = directory.by_code.get(wanted) or nearest(directory, given.sender, kind)
    if found is None:
        reason = Words(en=f"there is no office “{kind}”", vi=f"không có cơ quan “{kind}”")
        raise InputRefused(reason=reason)
    return deciding_office(ready, directory, found.office_id)


def nearest(directory: Directory, sender: Case | None, kind: str) -> Office | None:
    """Return the office of a kind nearest to that of a case, or the first by code without one."""
    if sender is not None:
        return directory.resolve(sender.office_id, kind)
    fitting = (one for one in directory.open if one.kind == kind)
    return min(fitting, key=lambda one: one.code, default=None)


def _applicant(given: Occasion) -> Applicant:
    """Return who the payload names, else the applicant of the case that sent it."""
    if given.sender is not None and not given.payload.get(NAME):
        return given.sender.applicant
    return applicant_of(given.payload)
