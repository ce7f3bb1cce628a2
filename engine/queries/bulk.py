"""Equal tasks that can be completed with one form: the same step of the same version.

Only where the form asks for decisions that can be the same for all: choices, a yes, a reason, a
signature. Numbers, names, days and files belong to one dossier.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from engine.access import may_complete, may_see_task
from engine.context import Context
from engine.errors import InputRefused, NotFound, TaskGone, Words
from engine.procedures.procedure import Procedure
from engine.queries.elements import element_name
from engine.queries.inbox import InboxLine, earlier
from engine.queries.team_view import minutes_of
from engine.records.cards import Text
from engine.records.cases import Task
from engine.records.forms import Choice, Form
from engine.records.people import Person
from engine.records.team import TeamTask
from engine.store.choices import choices_for
from engine.store.database import Db
from engine.store.loads import list_equal_tasks, list_tasks_at

EQUAL = frozenset(("select", "radio", "checkbox", "checklist", "decision", "textarea", "signature"))
MOST_EQUAL = 100


@dataclass(frozen=True, kw_only=True)
class EqualTasks:
    """Tasks that one form can complete."""

    model: Task
    step: Text
    procedure: Text
    form: Form
    choices: Mapping[str, tuple[Choice, ...]]
    lines: tuple[TeamTask, ...]


@dataclass(frozen=True, kw_only=True)
class EqualGroup:
    """A step at which several tasks of a list wait; `model` leads to them."""

    model: Task
    step: Text
    number: int


def can_be_equal(form: Form | None) -> bool:
    """Tell whether the answers to a form can be the same for several dossiers."""
    if form is None:
        return True
    return all(one.kind in EQUAL or one.readonly for one in form.fields)


def groups_of(context: Context, lines: Iterable[InboxLine]) -> tuple[EqualGroup, ...]:
    """Return the steps at which several tasks of a list can be completed together."""
    able = [one for one in lines if one.may_complete]
    counted = Counter((one.task.version_id, one.task.element, one.task.post) for one in able)
    found: dict[tuple[int, str, str], EqualGroup] = {}
    with context.database.read() as db:
        for line in able:
            task = line.task
            key = (task.version_id, task.element, task.post)
            if counted[key] > 1 and key not in found and can_be_equal(_form(context, db, task)):
                found[key] = EqualGroup(model=task, step=line.step, number=counted[key])
    return tuple(found.values())


def list_equal(context: Context, person: Person, place: tuple[int, int]) -> EqualTasks:
    """Return the tasks that can be completed together with one, itself first.

    Raises  NotFound, TaskGone; InputRefused for a form whose answers belong to one dossier
    """
    with context.database.read() as db:
        model = next(iter(list_tasks_at(db, [place])), None)
        if model is None:
            raise TaskGone
        if not may_see_task(person, model):
            raise NotFound(what=Words(en="task", vi="việc"), key=f"{place[0]}-{place[1]}")
        procedure = _procedure(context, db, model)
        form = _form(context, db, model)
        if not can_be_equal(form):
            raise InputRefused(
                reason=Words(
                    en="the answers of this step belong to one dossier; complete them one by one.",
                    vi="nội dung bước này là của riêng từng hồ sơ; hãy xử lý từng hồ sơ.",
                )
            )
        tasks = list_equal_tasks(db, person, model, MOST_EQUAL)
        minutes = minutes_of(context, db, model.version_id, model.element)
        choices = choices_for(form, context.offices.get(db)) if form else {}
    step = element_name(procedure.diagram.process, model.element)
    return EqualTasks(
        model=model,
        step=step,
        procedure=procedure.card.title,
        form=form or Form(form_id="", title_vi="", title_en=""),
        choices=choices,
        lines=tuple(
            TeamTask(
                task=one,
                step=step,
                procedure=procedure.card.title,
                due_at=earlier(one),
                minutes=minutes,
            )
            for one in tasks
            if may_complete(person, one)
        ),
    )


def _procedure(context: Context, db: Db, task: Task) -> Procedure:
    return context.versions.get(db, task.version_id).compiled.procedure


def _form(context: Context, db: Db, task: Task) -> Form | None:
    return _procedure(context, db, task).forms[task.form] if task.form else None
