"""The same done to many tasks: each in a transaction of its own, refused ones stay with a reason.

Work goes on in slices, so that no request takes long; doing a slice twice does its work once, for
every task has a request key of its own.
"""

import time
from collections.abc import Mapping, Sequence
from contextlib import suppress

from engine.actions.clean_answers import clean_answers
from engine.actions.complete_task import complete_task
from engine.actions.hold_task import reassign_task
from engine.actions.save_draft import save_draft
from engine.context import Context
from engine.errors import AccessDenied, AnswersRefused, CaseError, InputRefused, NotFound, Words
from engine.records.people import Person
from engine.records.team import COMPLETE, REASSIGN, Batch, BatchResult
from engine.records.values import Json
from engine.runtime.peek import peek
from engine.store.batches import (
    find_batch_by_key,
    get_batch,
    get_batch_by_key,
    insert_batch,
    save_results,
)
from engine.store.case_files import find_case_with_task

SLICE_SECONDS = 0.7
MOST_TASKS = 200


def begin_reassigning(
    context: Context,
    person: Person,
    moves: Sequence[tuple[int, int, str, int]],
    reason: str,
    request_key: str,
) -> Batch:
    """Ask for tasks to be given to people; nothing is done yet.

    moves    case id, token, dossier code and the person who gets it
    Raises   InputRefused without a reason or tasks
    """
    if not reason.strip():
        raise InputRefused(reason=Words(en="write the reason.", vi="hãy ghi lý do."))
    content: dict[str, Json] = {"reason": reason.strip(), "places": [list(one) for one in moves]}
    return _begin(context, person, REASSIGN, content, request_key)


def begin_completing(
    context: Context,
    person: Person,
    places: Sequence[tuple[int, int, str]],
    answers: Mapping[str, Json],
    request_key: str,
) -> Batch:
    """Ask for equal tasks to be completed with the same answers; nothing is done yet.

    places   case id, token and dossier code
    Raises   InputRefused without tasks; AnswersRefused for answers that fit no task
    """
    if places:
        _check_answers(context, person, (places[0][0], places[0][1]), answers)
    content: dict[str, Json] = {"answers": dict(answers), "places": [list(one) for one in places]}
    return _begin(context, person, COMPLETE, content, request_key)


def _begin(
    context: Context, person: Person, kind: str, content: Mapping[str, Json], request_key: str
) -> Batch:
    places = content["places"]
    if not isinstance(places, list) or not 0 < len(places) <= MOST_TASKS:
        raise InputRefused(
            reason=Words(
                en=f"choose from 1 to {MOST_TASKS} tasks.",
                vi=f"hãy chọn từ 1 đến {MOST_TASKS} việc.",
            )
        )
    with context.database.begin() as db:
        insert_batch(db, person.person_id, kind, content, request_key, context.clock.now())
        found = get_batch_by_key(db, request_key)
    return _own(person, found)


def _check_answers(
    context: Context, person: Person, place: tuple[int, int], answers: Mapping[str, Json]
) -> None:
    """Raise AnswersRefused for answers that the first of the tasks does not take."""
    with context.database.read() as db:
        case, task = find_case_with_task(db, *place) or (None, None)
        if case is None or task is None or not task.form:
            return
        form = context.versions.get(db, case.version_id).compiled.procedure.forms[task.form]
        names = peek(case.state).names_at(task.token) if case.state else {}
        clean_answers(context, db, form, answers, names, person.name)


def work_batch(
    context: Context, person: Person, batch_id: int, seconds: float = SLICE_SECONDS
) -> Batch:
    """Do the next tasks of a batch for a while, and return how far it has come.

    Raises  NotFound for a batch that is somebody else's
    """
    found = find_batch(context, person, batch_id)
    results = list(found.results)
    until = time.monotonic() + seconds
    for place in found.places[len(results) :]:
        results.append(_do(context, person, found, place))
        if time.monotonic() > until:
            break
    ended = context.clock.now() if len(results) == len(found.places) else None
    with context.database.begin() as db:
        save_results(db, found, results, ended)
        return get_batch(db, batch_id)


def find_begun(context: Context, person: Person, request_key: str) -> Batch | None:
    """Return one's own batch that was asked for under a key; a form sent twice leads to it."""
    with context.database.read() as db:
        found = find_batch_by_key(db, request_key)
    return found if found is not None and found.person_id == person.person_id else None


def find_batch(context: Context, person: Person, batch_id: int) -> Batch:
    """Return one's own batch; raise NotFound."""
    with context.database.read() as db:
        return _own(person, get_batch(db, batch_id))


def _own(person: Person, found: Batch) -> Batch:
    if found.person_id != person.person_id:
        raise NotFound(what=Words(en="batch", vi="lượt xử lý"), key=found.batch_id)
    return found


def _do(context: Context, person: Person, found: Batch, place: Sequence[int | str]) -> BatchResult:
    case_id, token, code, *more = place
    at = (int(case_id), int(token))
    key = f"batch:{found.batch_id}:{at[0]}-{at[1]}"
    said_vi = said_en = ""
    try:
        if found.kind == REASSIGN:
            reason = str(found.content["reason"])
            reassign_task(context, person, at, int(more[0]), key, reason)
        else:
            answers = found.content["answers"]
            given = answers if isinstance(answers, dict) else {}
            complete_task(context, person, at, given, key)
    except AnswersRefused as refusal:
        _keep(context, person, found, at)
        said_vi = "; ".join(one.vi for one in refusal.faults)
        said_en = "; ".join(one.en for one in refusal.faults)
    except (CaseError, AccessDenied, NotFound) as refusal:
        _keep(context, person, found, at)
        said_vi, said_en = refusal.text("vi"), refusal.text("en")
    return BatchResult(case_id=at[0], token=at[1], code=str(code), said_vi=said_vi, said_en=said_en)


def _keep(context: Context, person: Person, found: Batch, place: tuple[int, int]) -> None:
    """Keep the answers with a task that was refused, so that nobody types them again."""
    answers = found.content.get("answers")
    if isinstance(answers, dict) and answers:
        with suppress(CaseError, AccessDenied, NotFound):
            save_draft(context, person, place, answers)
