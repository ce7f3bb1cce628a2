"""Returning a task to an earlier step for correction, with a reason that stays in the log."""

from dataclasses import dataclass

from engine.access import may_reassign, require_completer
from engine.actions.carry_out import carry_out
from engine.actions.going_back import (
    doer,
    holders_of,
    keep_answers,
    read_scene,
    require_reason,
    tell_affected,
    words_of,
)
from engine.actions.open_task import lock_open_task
from engine.actions.repeated import Asked, once
from engine.context import Context
from engine.errors import InputRefused, Words
from engine.moving.returning import Scene, list_targets, way_back
from engine.records.cases import Case, Task
from engine.records.commands import SendBack
from engine.records.people import Person
from engine.records.returning import Target
from engine.refusals import NoWayBack

LATER = Words(
    en="the case has not passed it on its way here",
    vi="hồ sơ chưa đi qua bước đó để đến đây",
)
UNCONFIRMED = Words(
    en="something has gone out since; confirm that you know.",
    vi="đã có nội dung gửi ra ngoài; hãy xác nhận là đã biết.",
)


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What somebody wants who sends a task back.

    to            number of the completed task, as `list_targets` names it
    is_confirmed  whether they have read what has gone out since
    """

    to: int
    reason: str
    is_confirmed: bool = False


def send_back(
    context: Context,
    person: Person,
    place: tuple[int, int],
    wish: Wish,
    request_key: str | None = None,
) -> Case:
    """Return an open task to an earlier step; whoever did that gets it, with their answers.

    place   case id and token of the open task
    Raises  TaskGone, AccessDenied, TaskAlreadyClaimed; InputRefused without a reason, or where
            something has gone out and that was not confirmed; NoWayBack; CaseNotRunning
    """
    reason = require_reason(wish.reason)
    by = person.person_id
    asked = Asked(key=request_key, kind=SendBack.kind, by=by, case_id=place[0], token=place[1])

    def act() -> Case:
        with context.database.begin() as db:
            case, task = lock_open_task(db, place)
            if not may_reassign(person, task):
                require_completer(person, task)
            scene = read_scene(context, db, case)
            target = _find(scene, task, wish)
            command = SendBack(
                token=task.token,
                holder=doer(context, db, scene, target),
                by=by,
                reason=reason,
                **way_back(scene, target),
            )
            holders = holders_of(db, case, target)
            saved = carry_out(context, db, case, command, request_key)
            again = keep_answers(db, saved, target)
            words = words_of(scene, target, person, reason)
            tell_affected(context, db, saved, words, (*holders, again.holder_id if again else None))
            return saved

    return once(context, asked, act)


def _find(scene: Scene, task: Task, wish: Wish) -> Target:
    found = [one for one in list_targets(scene, task.token) if one.step.token == wish.to]
    if not found:
        raise NoWayBack(reason=LATER)
    target = found[0]
    if target.obstacle is not None:
        raise NoWayBack(reason=target.obstacle)
    if target.warnings and not wish.is_confirmed:
        raise InputRefused(reason=UNCONFIRMED)
    return target
