"""One case as officers see it: where it stands, who has it, its papers, data and history."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO

from engine.access import (
    is_administrator,
    is_auditor,
    may_reassign,
    may_release,
)
from engine.context import Context, Ready
from engine.diagrams.model import Process
from engine.drafting.rights import may_stop
from engine.errors import NotFound, Words
from engine.moving.stopping import stop_refusal
from engine.procedures.procedure import Procedure
from engine.queries.case_rights import require_case_sight, stopping_offices
from engine.queries.corrected import Corrected, list_corrected
from engine.queries.elements import element_name
from engine.queries.facts import FactGroup, Named, list_facts, meaning_of, meanings_of
from engine.queries.history import (
    Step,
    tell_history,
)
from engine.queries.inbox import earlier, office_text
from engine.queries.past import process_told
from engine.queries.told import Told
from engine.records.cards import Text
from engine.records.cases import Case, Task
from engine.records.commands import Complete
from engine.records.connectors import PAYMENT_ORDER
from engine.records.documents import Document, Reading
from engine.records.fees import OPEN, Order
from engine.records.jobs import DueTimer
from engine.records.outcomes import RUNNING, Incident
from engine.records.people import Office, Person
from engine.records.values import Json
from engine.records.versions import Version
from engine.runtime.peek import peek
from engine.store.case_files import NamedLog, read_named_log
from engine.store.cases import find_case_spelled
from engine.store.crossing import list_kin
from engine.store.database import Db
from engine.store.directory import Directory
from engine.store.documents import list_documents
from engine.store.fee_orders import list_orders
from engine.store.incidents import list_case_incidents
from engine.store.readings import list_readings
from engine.store.tasks import list_case_tasks
from engine.store.timers import list_case_timers


@dataclass(frozen=True, kw_only=True)
class TaskLine:
    """An open task of the case; the flags say what its reader may do with it.

    silence   what happens without an answer, such as consent, and when; None where it waits
    """

    task: Task
    step: Text
    office: Text
    due_at: datetime | None
    may_release: bool
    may_reassign: bool
    silence: tuple[Text, datetime] | None = None


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A file of the case, under the label of the field it answers, and who gave it."""

    document: Document
    label: Text
    given_by: str | None


@dataclass(frozen=True, kw_only=True)
class StuckStep:
    """An incident with the name of its element."""

    incident: Incident
    step: Text


@dataclass(frozen=True, kw_only=True)
class CaseFile(Told):
    """What the page of a case shows.

    caller, called  codes of the case that called this one, and of those that it called
    may_intervene  the reader administers the system
    readings       who looked at it; only overseers are told
    may_stop       the reader may stop it at the applicant's request
    has_own_steps  the reader has completed a step of it, and it runs
    owed           fees that a step of it waits for
    """

    case: Case
    version: Version
    office: Office
    tasks: tuple[TaskLine, ...]
    papers: tuple[Paper, ...]
    facts: tuple[FactGroup, ...]
    corrected: tuple[Corrected, ...]
    stuck: tuple[StuckStep, ...]
    readings: tuple[Reading, ...]
    may_intervene: bool
    caller: str | None = None
    called: tuple[str, ...] = ()
    has_own_steps: bool = False
    owed: tuple[Order, ...] = ()
    may_stop: bool = False


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A case with its log, once it is known that its reader may see it.

    process   the elements of all versions that it has run on
    """

    case: Case
    log: NamedLog
    tasks: tuple[Task, ...]
    ready: Ready
    directory: Directory = field(repr=False)
    process: Process = field(repr=False)

    @property
    def procedure(self) -> Procedure:
        """The procedure of the case's version."""
        return self.ready.compiled.procedure

    def stopping_offices(self) -> set[int]:
        """Return the offices whose desks may stop the case for its applicant."""
        return stopping_offices(self.case, self.log.entries, self.directory)

    def history(self) -> tuple[Step, ...]:
        """Return the steps of the case."""
        return tell_history(self.process, self.log.entries, self.log.names)


def get_case_file(context: Context, person: Person, code: str) -> CaseFile:
    """Return the file of a case; raise NotFound.

    Six statements at most; one more for overseers, for cases that call or were called, where an
    open task goes on by itself, and where a step asks for a fee.
    """
    with context.database.read() as db:
        opened = open_case(context, db, person, code)
        case_id = opened.case.case_id
        documents = list_documents(db, case_id)
        incidents = list_case_incidents(db, case_id)
        timers = list_case_timers(db, case_id) if _is_timed(opened) else ()
        oversees = is_administrator(person) or is_auditor(person)
        readings = list_readings(db, case_id) if oversees else ()
        orders = list_orders(db, case_id) if _asks_fees(opened) else ()
        caller, called = list_kin(db, opened.case) if _has_kin(opened) else (None, ())
    process = opened.procedure.diagram.process
    meanings = meanings_of(opened.procedure, opened.directory)
    steps = opened.history()
    return CaseFile(
        case=opened.case,
        version=opened.ready.version,
        procedure=opened.procedure,
        office=opened.directory.by_id[opened.case.office_id],
        tasks=tuple(_task_line(person, opened, task, timers) for task in opened.tasks),
        papers=papers_of(documents, meanings, opened.log.names),
        facts=list_facts(names_now(opened.case, steps), meanings),
        corrected=list_corrected(steps, opened.process, meanings),
        steps=steps,
        stuck=tuple(
            StuckStep(incident=one, step=element_name(process, one.element)) for one in incidents
        ),
        readings=readings,
        may_intervene=is_administrator(person),
        caller=caller,
        called=called,
        owed=tuple(one for one in orders if one.state == OPEN and one.token is not None),
        may_stop=may_stop(person, opened.stopping_offices())
        and stop_refusal(opened.procedure, opened.case, opened.case.state) is None,
        has_own_steps=opened.case.standing.status == RUNNING
        and any(
            isinstance(one.command, Complete) and one.by == person.person_id
            for one in opened.log.entries
        ),
    )


def _asks_fees(opened: Opened) -> bool:
    """Tell whether a step of a running case may wait for a fee."""
    nodes = opened.procedure.diagram.process.all_nodes()
    return opened.case.standing.status == RUNNING and any(
        one.attributes.get("connector") == PAYMENT_ORDER for one in nodes
    )


def _has_kin(opened: Opened) -> bool:
    """Tell whether another case can have called this one, or been called by it."""
    nodes = opened.procedure.diagram.process.nodes.values()
    return opened.case.parent_case_id is not None or any(
        node.tag == "callActivity" for node in nodes
    )


def open_case(context: Context, db: Db, person: Person, code: str) -> Opened:
    """Return a case that the person may see; raise NotFound. Three statements."""
    found = find_case_spelled(db, code)
    if found is None:
        raise NotFound(what=Words(en="dossier", vi="hồ sơ"), key=code)
    log = read_named_log(db, found.case_id)
    tasks = list_case_tasks(db, found.case_id)
    directory = context.offices.get(db)
    case = require_case_sight(person, found, tasks, log.entries, directory)
    ready = context.versions.get(db, case.version_id)
    process = ready.compiled.procedure.diagram.process
    return Opened(
        case=case,
        log=log,
        tasks=tasks,
        ready=ready,
        directory=directory,
        process=process_told(context, db, process, log.entries),
    )


def get_case_id(context: Context, person: Person, code: str) -> int:
    """Return the id of a case that the person may see; raise NotFound."""
    with context.database.read() as db:
        return open_case(context, db, person, code).case.case_id


def get_case_diagram(context: Context, person: Person, code: str) -> bytes:
    """Return the diagram of a case's own version, as it was published; raise NotFound."""
    with context.database.read() as db:
        return open_case(context, db, person, code).procedure.diagram.source


def open_document(
    context: Context, person: Person, code: str, digest: str
) -> tuple[int, Document, BinaryIO]:
    """Return case id, document and content of one of a case's files, to be closed by the caller.

    Raises  NotFound also for a file that exists but belongs to another case
    """
    with context.database.read() as db:
        case_id = open_case(context, db, person, code).case.case_id
        found = [one for one in list_documents(db, case_id) if one.file.digest == digest]
    if not found:
        raise NotFound(what=Words(en="file", vi="tệp"), key=digest[:12])
    return case_id, found[0], context.files.open(digest)


def names_now(case: Case, steps: tuple[Step, ...]) -> Mapping[str, Json]:
    """Return the case data: from the saved state, else put together from what was written."""
    if case.state is not None:
        return peek(case.state).names
    names: dict[str, Json] = {}
    for step in steps:
        names.update(step.written)
    return names


def papers_of(
    documents: tuple[Document, ...], meanings: Mapping[str, Named], people: Mapping[int, str]
) -> tuple[Paper, ...]:
    """Return the files with their labels."""
    return tuple(
        Paper(
            document=one,
            label=meaning_of(one.field, meanings).label,
            given_by=None if one.by is None else people.get(one.by, "–"),
        )
        for one in documents
    )


def _is_timed(opened: Opened) -> bool:
    """Tell whether an open task goes on by itself when nobody answers."""
    process = opened.procedure.diagram.process
    return any(_enders(process, task.element) for task in opened.tasks)


def _enders(process: Process, element: str) -> dict[str, Text]:
    """Return the timers that end a task or what it lies in, with their names."""
    node = process.find(element)
    around = {element, node.parent if node else None} - {None}
    return {
        one.node_id: element_name(process, one.node_id)
        for one in process.nodes.values()
        if one.attached_to in around and one.interrupting and one.has_event("timer")
    }


def _silence(
    opened: Opened, task: Task, timers: tuple[DueTimer, ...]
) -> tuple[Text, datetime] | None:
    enders = _enders(opened.procedure.diagram.process, task.element)
    first = next((one for one in timers if one.element in enders), None)
    return None if first is None else (enders[first.element], first.due_at)


def _task_line(
    person: Person, opened: Opened, task: Task, timers: tuple[DueTimer, ...]
) -> TaskLine:
    return TaskLine(
        task=task,
        step=element_name(opened.procedure.diagram.process, task.element),
        office=office_text(opened.directory.by_id.get(task.office_id)),
        due_at=earlier(task),
        may_release=may_release(person, task),
        may_reassign=may_reassign(person, task),
        silence=_silence(opened, task, timers),
    )
