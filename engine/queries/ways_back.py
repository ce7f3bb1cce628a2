"""Where a case can go back to, told in the words of its diagram, before anybody decides."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from engine.access import may_complete, may_reassign
from engine.context import Context, archive_of
from engine.errors import AccessDenied, Words
from engine.moving.replaying import read_past
from engine.moving.returning import Scene, list_targets, make_scene, make_target, taken_back_by
from engine.procedures.procedure import Procedure
from engine.queries.case_file import Opened, open_case
from engine.queries.elements import element_name
from engine.queries.facts import meaning_of, meanings_of
from engine.queries.task_file import TaskForm, get_task_form
from engine.records.cards import Text
from engine.records.cases import Case, Task
from engine.records.outcomes import RUNNING
from engine.records.people import Person
from engine.records.publications import PUBLISHING
from engine.records.returning import Step, Target
from engine.store.database import Db
from engine.store.letters import lettered_tokens
from engine.store.people import names_of


@dataclass(frozen=True, kw_only=True)
class Done:
    """A completed step, by name and person."""

    step: Text
    by: str | None
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Way:
    """A completed step to which a case can go back, or why not.

    vanishing   open tasks that are taken away, with who holds them
    undone      what was completed since and must be done anew
    kept        gateways at which the work of other branches waits again
    written     labels of the case data written since; it stays
    """

    target: Target
    name: Text
    by: str | None
    vanishing: tuple[tuple[Text, str | None], ...]
    undone: tuple[Done, ...]
    kept: tuple[Text, ...]
    written: tuple[Text, ...]


@dataclass(frozen=True, kw_only=True)
class WaysBack:
    """The ways back of a case; `asked` is the open task that is to be sent back."""

    case: Case
    procedure: Procedure = field(repr=False)
    ways: tuple[Way, ...]
    asked: TaskForm | None = None
    step: Text | None = None


def get_ways_back(context: Context, person: Person, place: tuple[int, int]) -> WaysBack:
    """Return where an open task can be sent back to, the last step first.

    Raises  NotFound, TaskGone; AccessDenied for somebody who may neither do it nor pass it on
    """
    asked = get_task_form(context, person, place)
    if not (may_complete(person, asked.task) or may_reassign(person, asked.task)):
        raise AccessDenied(post=Words(en="whoever holds the task", vi="người giữ việc"))
    with context.database.read() as db:
        opened = open_case(context, db, person, asked.case.code)
        scene = _scene(context, db, opened)
        found = list_targets(scene, asked.task.token) if scene else ()
        ways = _tell(context, db, opened, found)
    return WaysBack(
        case=opened.case,
        procedure=opened.procedure,
        ways=ways,
        asked=asked,
        step=element_name(opened.process, asked.task.element),
    )


def get_own_steps(context: Context, person: Person, code: str) -> WaysBack:
    """Return the steps of a case that the person has completed and might take back.

    Raises  NotFound
    """
    with context.database.read() as db:
        opened = open_case(context, db, person, code)
        scene = _scene(context, db, opened)
        own = (
            [
                taken_back_by(make_target(scene, deed))
                for deed in sorted(scene.past.deeds.values(), key=lambda one: -one.seq)
                if deed.by == person.person_id
            ]
            if scene
            else []
        )
        return WaysBack(
            case=opened.case, procedure=opened.procedure, ways=_tell(context, db, opened, own)
        )


def _scene(context: Context, db: Db, opened: Opened) -> Scene | None:
    """Return a case with its past; None where it does not run, or its log was erased.

    A publication goes back by an approver's opinion and in no other way.
    """
    case = opened.case
    if case.standing.status != RUNNING or case.state is None:
        return None
    if opened.procedure.key == PUBLISHING:
        return None
    past = read_past(archive_of(context, db), opened.log.entries)
    if past.last_seq != case.seq:
        return None
    lettered = lettered_tokens(db, case.case_id)
    return make_scene(opened.ready.compiled, past, case.state, lettered)


def _tell(context: Context, db: Db, opened: Opened, found: Iterable[Target]) -> tuple[Way, ...]:
    targets = tuple(found)
    steps = [step for one in targets for step in (one.step, *one.undone)]
    names = names_of(db, {one.by for one in steps if one.by is not None})
    tasks = {one.token: one for one in opened.tasks}
    return tuple(_way(opened, one, names, tasks) for one in targets)


def _way(opened: Opened, target: Target, names: dict[int, str], tasks: dict[int, Task]) -> Way:
    process = opened.process
    meanings = meanings_of(opened.procedure, opened.directory)
    vanishing = (tasks[one] for one in target.vanishing if one in tasks)
    return Way(
        target=target,
        name=element_name(process, target.step.element),
        by=_name(target.step, names),
        vanishing=tuple((element_name(process, one.element), one.holder_name) for one in vanishing),
        undone=tuple(
            Done(step=element_name(process, one.element), by=_name(one, names), at=one.at)
            for one in target.undone
        ),
        kept=tuple(element_name(process, one) for one in target.kept),
        written=tuple(meaning_of(one, meanings).label for one in sorted(target.written)),
    )


def _name(step: Step, names: dict[int, str]) -> str | None:
    return None if step.by is None else names.get(step.by, f"#{step.by}")
