"""One task with all its holder needs: form, case data, papers, history."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.access import (
    is_barred,
    may_be_given,
    may_claim,
    may_complete,
    may_reassign,
    may_release,
    may_see_task,
    post_name,
)
from engine.context import Context, Ready
from engine.errors import AccessDenied, NotFound, TaskGone, Words
from engine.procedures.asking import asked_form
from engine.procedures.procedure import Procedure
from engine.queries.case_file import Paper, names_now, papers_of
from engine.queries.case_rights import may_open
from engine.queries.corrected import Corrected, list_corrected
from engine.queries.elements import element_name
from engine.queries.facts import FactGroup, list_facts, meanings_of
from engine.queries.history import (
    tell_history,
)
from engine.queries.inbox import earlier, office_text
from engine.queries.past import process_told
from engine.queries.supplement_effect import SupplementEffect, effect_at
from engine.queries.told import Told
from engine.records.cards import Text
from engine.records.cases import Case, Task
from engine.records.forms import Choice, Form
from engine.records.people import Person
from engine.records.values import Json
from engine.records.versions import Version
from engine.runtime.moment import Moment
from engine.runtime.peek import peek
from engine.store.case_files import NamedLog, find_case_with_task, read_named_log
from engine.store.choices import choices_for
from engine.store.database import Db
from engine.store.directory import Directory
from engine.store.documents import list_documents
from engine.store.people import list_people_in_post

Place = tuple[int, int]
_WORDS = Words(en="task", vi="việc")


@dataclass(frozen=True, kw_only=True)
class TaskForm:
    """The form of a task, with what it needs to be shown; `form` is None when a yes is enough."""

    case: Case
    task: Task
    form: Form | None
    names: Mapping[str, Json]
    choices: Mapping[str, tuple[Choice, ...]]


@dataclass(frozen=True, kw_only=True)
class TaskFile(Told):
    """What the page of a task shows; the flags say what its reader may do with it."""

    asked: TaskForm
    version: Version
    step: Text
    office: Text
    due_at: datetime | None
    papers: tuple[Paper, ...]
    facts: tuple[FactGroup, ...]
    corrected: tuple[Corrected, ...]
    may_claim: bool
    may_complete: bool
    may_release: bool
    may_reassign: bool
    is_barred: bool
    supplement: SupplementEffect | None = None

    @property
    def case(self) -> Case:
        """The case of the task."""
        return self.asked.case

    @property
    def task(self) -> Task:
        """The task."""
        return self.asked.task


@dataclass(frozen=True, kw_only=True)
class LostTask:
    """A task that is no longer open, or that somebody else holds."""

    case: Case
    step: Text
    form: Form | None
    names: Mapping[str, Json]
    choices: Mapping[str, tuple[Choice, ...]]


@dataclass(frozen=True, kw_only=True)
class _Found:
    case: Case
    task: Task
    log: NamedLog
    ready: Ready
    directory: Directory

    @property
    def procedure(self) -> Procedure:
        return self.ready.compiled.procedure

    @property
    def step(self) -> Text:
        return element_name(self.procedure.diagram.process, self.task.element)


def get_task(context: Context, person: Person, place: Place) -> TaskFile:
    """Return a task; three statements.

    place   case id and token
    Raises  NotFound; TaskGone when the person may see the case but the task is no longer open
    """
    with context.database.read() as db:
        found = _find(context, db, person, place)
        documents = list_documents(db, found.case.case_id)
        process = found.procedure.diagram.process
        process = process_told(context, db, process, found.log.entries)
    case, task, log, directory = found.case, found.task, found.log, found.directory
    steps = tell_history(process, log.entries, log.names)
    meanings = meanings_of(found.procedure, directory)
    return TaskFile(
        asked=_asked(found),
        version=found.ready.version,
        procedure=found.procedure,
        step=found.step,
        office=office_text(directory.by_id.get(task.office_id)),
        due_at=earlier(task),
        papers=papers_of(documents, meanings, log.names),
        facts=list_facts(names_now(case, steps), meanings),
        corrected=list_corrected(steps, process, meanings),
        steps=steps,
        may_claim=may_claim(person, task),
        may_complete=may_complete(person, task),
        may_release=may_release(person, task),
        may_reassign=may_reassign(person, task),
        is_barred=is_barred(person, task),
        supplement=effect_at(
            found.ready.compiled, case, task.element, log.entries, _moment(context, found)
        ),
    )


def get_task_form(context: Context, person: Person, place: Place) -> TaskForm:
    """Return what is asked in a task. Raises NotFound, TaskGone.

    One statement for whoever may see the task; only others' sight of the case is found in its log.
    """
    with context.database.read() as db:
        case, task = find_case_with_task(db, *place) or (None, None)
        if case is None or task is None or not may_see_task(person, task):
            return _asked(_find(context, db, person, place))
        ready = context.versions.get(db, case.version_id)
        return _ask(case, task, ready.compiled.procedure, context.offices.get(db))


def get_lost_task(context: Context, person: Person, place: Place) -> LostTask:
    """Return what was asked in a task, open or not, so that input can still be shown.

    Raises  NotFound
    """
    with context.database.read() as db:
        found = find_case_with_task(db, *place)
        if found is None:
            raise _not_found(place)
        log = read_named_log(db, place[0])
        directory = context.offices.get(db)
        case, task = found
        if not may_open(person, case, (task,) if task else (), log.entries, directory):
            raise _not_found(place)
        procedure = context.versions.get(db, case.version_id).compiled.procedure
    element = _element_of(log, place[1])
    process = procedure.diagram.process
    node = process.find(element)
    names = peek(case.state).names if case.state else {}
    form = asked_form(procedure, element, node.attributes.get("form") if node else None, names)
    return LostTask(
        case=case,
        step=element_name(process, element),
        form=form,
        names=names,
        choices=choices_for(form, directory) if form else {},
    )


def list_receivers(
    context: Context, person: Person, place: Place
) -> tuple[TaskForm, Text, tuple[Person, ...]]:
    """Return a task, the name of its step, and the people it can be given to.

    Raises  NotFound, TaskGone; AccessDenied for somebody who may not give it to others
    """
    with context.database.read() as db:
        found = _find(context, db, person, place)
        task = found.task
        if not may_reassign(person, task):
            raise AccessDenied(post=post_name("head"))
        people = list_people_in_post(db, task.office_id, task.post)
    fit = tuple(
        one for one in people if may_be_given(one, task) and one.person_id != task.holder_id
    )
    return _asked(found), found.step, fit


def _find(context: Context, db: Db, person: Person, place: Place) -> _Found:
    row = find_case_with_task(db, *place)
    if row is None:
        raise _not_found(place)
    case, task = row
    log = read_named_log(db, case.case_id)
    directory = context.offices.get(db)
    if not may_open(person, case, (task,) if task else (), log.entries, directory):
        raise _not_found(place)
    if task is None:
        raise TaskGone
    ready = context.versions.get(db, case.version_id)
    return _Found(case=case, task=task, log=log, ready=ready, directory=directory)


def _moment(context: Context, found: _Found) -> Moment:
    """Return now, by the calendar of the office that decides."""
    path = found.directory.path_of(found.case.office_id)
    return Moment(at=context.clock.now(), calendar=context.calendars.of(path))


def _not_found(place: Place) -> NotFound:
    """Return what is said of a task that is not there and of one that is not theirs alike.

    The dossier code must not be told: with four digits it is the applicant's key.
    """
    return NotFound(what=_WORDS, key=f"{place[0]}-{place[1]}")


def _asked(found: _Found) -> TaskForm:
    return _ask(found.case, found.task, found.procedure, found.directory)


def _ask(case: Case, task: Task, procedure: Procedure, directory: Directory) -> TaskForm:
    seen = peek(case.state) if case.state else None
    names = seen.names_at(task.token) if seen else {}
    form = asked_form(procedure, task.element, task.form, names)
    return TaskForm(
        case=case,
        task=task,
        form=form,
        names=names,
        choices=choices_for(form, directory) if form else {},
    )


def _element_of(log: NamedLog, token: int) -> str:
    opened = (
        event.element
        for entry in log.entries
        for event in entry.events
        if event.kind == "task-opened" and event.token == token
    )
    return next(opened, None) or ""
