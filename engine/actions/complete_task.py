"""Completing a task, as an officer or as the applicant."""

from collections.abc import Mapping

from engine.access import require_completer
from engine.actions.carry_out import carry_out, state_of
from engine.actions.clean_answers import clean_answers
from engine.actions.own_case import require_own_case
from engine.actions.repeated import was_done
from engine.actions.take_documents import take_documents
from engine.context import Context
from engine.errors import RequestRepeated, TaskGone
from engine.records.cases import Case, Task
from engine.records.commands import Complete
from engine.records.people import APPLICANT, Person
from engine.runtime.peek import peek
from engine.store.cases import lock_case_with_task
from engine.store.database import Db


def complete_task(
    context: Context,
    person: Person,
    place: tuple[int, int],
    answers: Mapping[str, object],
    request_key: str | None = None,
) -> Case:
    """Finish a task and move its case on, in one transaction.

    place    case id and token of the task
    answers  as they came in
    Raises   TaskGone, TaskAlreadyClaimed, AccessDenied, CaseNotRunning; AnswersRefused
    """
    try:
        with context.database.begin() as db:
            case, task = lock_case_with_task(db, *place)
            if task is None:
                raise TaskGone
            require_completer(person, task)
            return _finish(context, db, case, task, (answers, person.person_id, request_key))
    except (TaskGone, RequestRepeated):
        done = was_done(context, request_key)
        if done is None:
            raise
        return done


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
    try:
        with context.database.begin() as db:
            known = require_own_case(db, *own)
            case, task = lock_case_with_task(db, known.case_id, token)
            if task is None or task.post != APPLICANT:
                raise TaskGone
            return _finish(context, db, case, task, (answers, None, request_key))
    except (TaskGone, RequestRepeated):
        done = was_done(context, request_key)
        if done is None:
            raise
        return done


def _finish(
    context: Context,
    db: Db,
    case: Case,
    task: Task,
    given: tuple[Mapping[str, object], int | None, str | None],
) -> Case:
    raw, by, request_key = given
    procedure = context.versions.get(db, case.version_id).compiled.procedure
    form = procedure.forms[task.form] if task.form else None
    state = state_of(context, db, case)
    seen = peek(state) if state else None
    names = {**seen.names, **seen.inside.get(task.token, {})} if seen else {}
    answers = clean_answers(context, db, form, raw, names)
    command = Complete(token=task.token, answers=answers, by=by)
    saved = carry_out(context, db, case, command, request_key)
    take_documents(context, db, saved, form, answers, by)
    return saved
