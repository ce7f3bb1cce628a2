"""A dossier as its applicant follows it: what has been done, who has it, what is asked of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from engine.access import is_own_case
from engine.context import Context
from engine.diagrams.model import Node, Process
from engine.errors import NotFound, Words
from engine.moving.stopping import stop_refusal
from engine.procedures.asking import answers_before, asked_form
from engine.procedures.procedure import Procedure
from engine.queries.past import process_told
from engine.queries.plain_words import is_ahead, words_ahead, words_now
from engine.queries.public_steps import PublicStep, Scene, Visit, public_steps, steps_now, visits_of
from engine.queries.ways_ahead import certain_ahead
from engine.records.cards import Card, Text
from engine.records.cases import Case, Task
from engine.records.documents import Document
from engine.records.forms import Choice, Field, Form
from engine.records.jobs import DueTimer
from engine.records.outcomes import RUNNING, SUSPENDED, Subscription
from engine.records.people import APPLICANT, Office
from engine.records.terms import DateSet, dates_set
from engine.records.values import Json
from engine.runtime.peek import Snapshot, peek
from engine.store.cases import find_case_spelled
from engine.store.choices import choices_for
from engine.store.crossing import waiting_caller
from engine.store.database import Db
from engine.store.documents import list_documents
from engine.store.log import read_log
from engine.store.people import names_of
from engine.store.subscriptions import list_case_subscriptions
from engine.store.tasks import list_case_tasks
from engine.store.timers import list_case_timers


@dataclass(frozen=True, kw_only=True)
class Ask:
    """Something that waits for the applicant.

    is_task    a task, else a message
    form       what is asked; None when a yes is enough
    names      case data that the form shows and its conditions read
    given      answers of before that can be corrected
    answer_by  instant at which the case goes on without an answer; None if it waits for ever
    """

    token: int
    is_task: bool
    words: Text
    form: Form | None
    names: Mapping[str, Json]
    choices: Mapping[str, tuple[Choice, ...]]
    given: Mapping[str, Json]
    answer_by: datetime | None


@dataclass(frozen=True, kw_only=True)
class Tracked:
    """A case as its applicant sees it.

    steps    what has been entered so far, the first first
    ahead    what is certain to come
    asks     what waits for the applicant now
    reason   why it was refused, where the procedure names it
    changes  how the day promised was changed, with the reasons
    papers   files the applicant gave
    offices  offices by code
    forms    the forms of its version by id
    kept     why it is not stopped any more; None while the applicant may ask for it
    """

    case: Case
    procedure_key: str
    card: Card
    office: Office
    steps: tuple[PublicStep, ...]
    ahead: tuple[Text, ...]
    asks: tuple[Ask, ...]
    reason: str | None
    changes: tuple[DateSet, ...]
    papers: tuple[Document, ...]
    offices: Mapping[str, Office] = field(repr=False)
    forms: Mapping[str, Form] = field(repr=False)
    kept: Words | None = None

    @property
    def now(self) -> tuple[PublicStep, ...]:
        """The steps that somebody works on now."""
        return steps_now(self.steps)

    @property
    def questions(self) -> Mapping[str, Field]:
        """The fields of all its forms by key."""
        return {one.key: one for form in self.forms.values() for one in form.fields}


@dataclass(frozen=True, kw_only=True)
class _Rows:
    """What the database holds on a case; `process` has the elements of all its versions."""

    process: Process
    visits: list[Visit]
    changes: tuple[DateSet, ...]
    tasks: tuple[Task, ...]
    awaited: tuple[Subscription, ...]
    timers: tuple[DueTimer, ...]


def track(context: Context, own: tuple[str, str]) -> Tracked:
    """Return the case that dossier code and last digits open; raise NotFound for a wrong pair."""
    with context.database.read() as db:
        case = own_case(db, own)
        procedure = context.versions.get(db, case.version_id).compiled.procedure
        directory = context.offices.get(db)
        rows = _read_rows(context, db, case)
        seen = peek(case.state) if case.state else None
        choices = _choices(context, db, procedure)
        process = rows.process
        live = {token for token, _ in seen.elements} if seen else set()
        scene = Scene(
            process=process,
            tasks={one.token: one for one in rows.tasks},
            names=names_of(db, (one.by for one in rows.visits if one.by is not None)),
            live=frozenset(live | {one.token for one in rows.tasks}),
        )
        return Tracked(
            case=case,
            procedure_key=procedure.key,
            card=procedure.card,
            office=directory.by_id[case.office_id],
            steps=public_steps(scene, rows.visits),
            ahead=_ahead(procedure.diagram.process, case, seen),
            asks=tuple(_asks(procedure, rows, seen, choices)),
            reason=_reason(process, rows.visits, seen),
            changes=rows.changes,
            papers=tuple(one for one in list_documents(db, case.case_id) if one.by is None),
            offices=directory.by_code,
            forms=procedure.forms,
            kept=stop_refusal(procedure, case, case.state, waiting_caller(db, case)),
        )


def own_case(db: Db, own: tuple[str, str]) -> Case:
    """Return the applicant's case; raise NotFound for a wrong code and wrong digits alike."""
    code, last_digits = own
    case = find_case_spelled(db, code)
    if case is None or not is_own_case(case, last_digits):
        raise NotFound(what=Words(en="dossier", vi="hồ sơ"), key=code)
    return case


def _read_rows(context: Context, db: Db, case: Case) -> _Rows:
    is_open = case.standing.status in (RUNNING, SUSPENDED)
    entries = read_log(db, case.case_id)
    process = context.versions.get(db, case.version_id).compiled.procedure.diagram.process
    return _Rows(
        process=process_told(context, db, process, entries),
        visits=visits_of(entries),
        changes=dates_set(entries),
        tasks=list_case_tasks(db, case.case_id) if is_open else (),
        awaited=list_case_subscriptions(db, case.case_id) if is_open else (),
        timers=list_case_timers(db, case.case_id) if is_open else (),
    )


def _choices(context: Context, db: Db, procedure: Procedure) -> Mapping[str, tuple[Choice, ...]]:
    directory = context.offices.get(db)
    found: dict[str, tuple[Choice, ...]] = {}
    for form in procedure.forms.values():
        found |= choices_for(form, directory)
    return found


def _ahead(process: Process, case: Case, seen: Snapshot | None) -> tuple[Text, ...]:
    if seen is None or case.standing.status not in (RUNNING, SUSPENDED):
        return ()
    live = {element for _, element in seen.elements if element in process.nodes}
    here = {_top(process, one) for one in live if not _is_alternative(process, one, live)}
    nodes = certain_ahead(process, sorted(here))
    return tuple(words_ahead(one) for one in nodes if is_ahead(one))


def _is_alternative(process: Process, element: str, live: set[str]) -> bool:
    """Tell whether an event waits at an event-based gateway, which stands for all of its events."""
    sources = (process.flows[one].source for one in process.nodes[element].incoming)
    return any(one in live and process.nodes[one].tag == "eventBasedGateway" for one in sources)


def _top(process: Process, element: str) -> str:
    node = process.nodes[element]
    around = process.nodes.get(node.parent or "")
    return element if around is None else _top(process, around.node_id)


def _asks(
    procedure: Procedure,
    rows: _Rows,
    seen: Snapshot | None,
    choices: Mapping[str, tuple[Choice, ...]],
) -> list[Ask]:
    waiting = [
        (one.token, one.element, one.form, True) for one in rows.tasks if one.post == APPLICANT
    ]
    waiting += [
        (one.token, one.element, one.form, False)
        for one in rows.awaited
        if one.audience == APPLICANT
    ]
    process = procedure.diagram.process
    found: list[Ask] = []
    for token, element, form_id, is_task in waiting:
        node = process.find(element)
        if node is None:
            continue
        names = seen.names_at(token) if seen else {}
        form = asked_form(procedure, element, form_id, names)
        found.append(
            Ask(
                token=token,
                is_task=is_task,
                words=words_now(node),
                form=form,
                names=names,
                choices=choices,
                given=answers_before(procedure, element, form, names),
                answer_by=_answer_by(process, node, rows.timers),
            )
        )
    return found


def _answer_by(process: Process, node: Node, timers: tuple[DueTimer, ...]) -> datetime | None:
    """Return when the earliest timer fires that takes this question away."""
    rivals = _rivals(process, node)
    return min((one.due_at for one in timers if one.element in rivals), default=None)


def _rivals(process: Process, node: Node) -> set[str]:
    """Return the ids of interrupting boundary events of an element, and of events beside it."""
    around = {node.node_id, node.parent}
    rivals = {
        one.node_id
        for one in process.nodes.values()
        if one.attached_to is not None and one.attached_to in around and one.interrupting
    }
    for flow in node.incoming:
        source = process.nodes[process.flows[flow].source]
        if source.tag == "eventBasedGateway":
            rivals |= {process.flows[one].target for one in source.outgoing}
    return rivals


def _reason(process: Process, visits: list[Visit], seen: Snapshot | None) -> str | None:
    """Return what stands under the names that the end event reached last gives as its reason."""
    ends = [
        process.nodes[one.element]
        for one in visits
        if one.element in process.nodes and process.nodes[one.element].tag == "endEvent"
    ]
    named = ends[-1].attributes.get("reason", "").split() if ends else []
    texts = (seen.names.get(name) for name in named) if seen else ()
    return next((text for text in texts if isinstance(text, str) and text), None)
