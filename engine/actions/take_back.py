"""Withdrawing a step that one completed oneself, while nothing irreversible followed."""

from engine.access import acts_in, post_name
from engine.actions.carry_out import carry_out
from engine.actions.going_back import (
    holders_of,
    keep_answers,
    read_scene,
    require_reason,
    tell_affected,
    words_of,
)
from engine.actions.repeated import Asked, once
from engine.context import Context
from engine.errors import AccessDenied, Words
from engine.moving.ancestry import Deed
from engine.moving.returning import Scene, make_target, taken_back_by, way_back
from engine.records.cases import Case
from engine.records.commands import TakeBack
from engine.records.people import Person
from engine.records.returning import Target
from engine.refusals import NoWayBack
from engine.store.cases import lock_case
from engine.store.database import Db

OTHERS = Words(en="whoever completed it", vi="người đã hoàn thành")


def take_back(
    context: Context,
    person: Person,
    case_id: int,
    token: int,
    reason: str,
    request_key: str | None = None,
) -> Case:
    """Open a step again that the person has completed, with their answers as a draft.

    token   number that the completed task had
    Raises  AccessDenied for a step of somebody else, or of a post that one has no longer; NoWayBack
            once others have gone on with it, or something has gone out; InputRefused without a
            reason; CaseNotRunning
    """
    kept, by = require_reason(reason), person.person_id
    asked = Asked(key=request_key, kind=TakeBack.kind, by=by, case_id=case_id)

    def act() -> Case:
        with context.database.begin() as db:
            case = lock_case(db, case_id)
            scene = read_scene(context, db, case)
            target = _find(scene, person, token)
            _require_post(context, db, person, scene.past.deeds[token])
            command = TakeBack(
                holder=by,
                by=by,
                reason=kept,
                due_at=scene.past.deeds[token].due_at,
                **way_back(scene, target),
            )
            holders = holders_of(db, case, target)
            saved = carry_out(context, db, case, command, request_key)
            keep_answers(db, saved, target)
            tell_affected(context, db, saved, words_of(scene, target, person, kept), holders)
            return saved

    return once(context, asked, act)


def _require_post(context: Context, db: Db, person: Person, deed: Deed) -> None:
    """Raise AccessDenied unless the person does the work today that the step belongs to."""
    post = str(deed.task.get("post"))
    office_id = context.offices.get(db).ids.get(str(deed.task.get("office")))
    if office_id is None or not acts_in(person, office_id, post):
        raise AccessDenied(post=post_name(post))


def _find(scene: Scene, person: Person, token: int) -> Target:
    deed = scene.past.deeds.get(token)
    if deed is None or deed.by != person.person_id:
        raise AccessDenied(post=OTHERS)
    target = taken_back_by(make_target(scene, deed))
    if target.obstacle is not None:
        raise NoWayBack(reason=target.obstacle)
    return target
