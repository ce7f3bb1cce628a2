"""Completing a task, as an officer or as the applicant."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from engine.access import find_absent, require_completer
from engine.actions.carry_out import carry_out, state_of
from engine.actions.clean_answers import clean_answers
from engine.actions.guard_handover import guard_handover
from engine.actions.guard_supplement import require_round_left
from engine.actions.open_task import lock_open_task
from engine.actions.own_case import require_own_case
from engine.actions.repeated import Asked, once
from engine.actions.take_documents import take_documents
from engine.context import Context
from engine.errors import TaskGone
from engine.procedures.asking import asked_form
from engine.records.cases import Case, Task
from engine.records.commands import Complete
from engine.records.forms import Form
from engine.records.people import APPLICANT, Person
from engine.runtime.peek import peek
from engine.store.database import Db

Raw: TypeAlias = Mapping[str, object]
# How a page reads what was sent, once it is known what the task asks and what its draft holds.
Reader: TypeAlias = Callable[[Form | None, Mapping[str, object]], Raw]


def complete_task(
    context: Context,
    person: Person,
    place: tuple[int, int],
    answers: Raw | Reader,
    request_key: str | None = None,
    on_paper: str = "",
) -> Case:
    """Finish a task and move its case on, in one transaction.

    place    case id and token of the task
    answers  as they came in, or what reads them when the task's form and draft are known: so the
             page need not look the task up before
    Raises   TaskGone, TaskAlreadyClaimed, AccessDenied, CaseNotRunning; AnswersRefused;
             RequestRepeated for a key that something else was done with
    """
    by = person.person_id
    asked = Asked(key=request_key, kind=Complete.kind, by=by, case_id=place[0], token=place[1])

    def act() -> Case:
        with context.database.begin() as db:
            case, task = lock_open_task(db, place)
            require_completer(person, task)
            case = guard_handover(context, db, case, task, (person, on_paper))
            return _finish(context, db, case, task, (answers, person, request_key))

    return once(context, asked, act)


def complete_as_applicant(
    context: Context,
    own: tuple[str, str],
    token: int,
    answers: Mapping[str, object],
    request_key: str | None = None,
) -> Case:
    """Finish a task that waits for the applicant, such as the answer to a supplement request.

    own      dossier code and the telephone's last digits
    Raises   NotFound for a wrong pair; TaskGone; AnswersRefused
    """
    with context.database.read() as reading:
        case_id = require_own_case(reading, *own).case_id
    asked = Asked(key=request_key, kind=Complete.kind, by=None, case_id=case_id, token=token)

    def act() -> Case:
        with context.database.begin() as db:
            case, task = lock_open_task(db, (case_id, token))
            if task.post != APPLICANT:
                raise TaskGone
            return _finish(context, db, case, task, (answers, None, request_key))

    return once(context, asked, act)


def _finish(
    context: Context,
    db: Db,
    case: Case,
    task: Task,
    given: tuple[Raw | Reader, Person | None, str | None],
) -> Case:
    sent, person, request_key = given
    by = person.person_id if person else None
    procedure = context.versions.get(db, case.version_id).compiled.procedure
    state = state_of(context, db, case)
    seen = peek(state) if state else None
    names = seen.names_at(task.token) if seen else {}
    form = asked_form(procedure, task.element, task.form, names)
    raw = sent(form, task.draft) if callable(sent) else sent
    answers = clean_answers(context, db, form, raw, names, person.name if person else "")
    absent = find_absent(person, task) if person else None
    command = Complete(token=task.token, answers=answers, by=by, instead_of=absent)
    saved = carry_out(context, db, case, command, request_key)
    require_round_left(context, db, saved)
    take_documents(context, db, saved, form, answers, by)
    return saved
