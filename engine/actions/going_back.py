"""Going back in a case: what both ways of it share (ADR 0024)."""

from collections.abc import Iterable
from typing import Any

from engine.actions.carry_out import state_of
from engine.actions.tell_people import tell_people
from engine.context import Context, archive_of
from engine.diagrams.model import Node
from engine.errors import CaseNotRunning, InputRefused, Words
from engine.moving.replaying import read_past
from engine.moving.returning import Scene, make_scene
from engine.records.cases import Case, Task
from engine.records.notices import Occasion
from engine.records.outcomes import RUNNING
from engine.records.people import Person
from engine.records.publications import PUBLISHING
from engine.records.returning import Target
from engine.refusals import NoWayBack
from engine.store import tasks
from engine.store.database import Db
from engine.store.letters import lettered_tokens
from engine.store.log import read_log
from engine.store.people import list_people_in_post
from engine.store.tasks import list_case_tasks

ERASED = Words(
    en="part of the log of this case was erased as the law asks",
    vi="một phần nhật ký của hồ sơ đã được xóa theo quy định",
)
OWN_WAY = Words(
    en="a draft is returned to its author by the opinion of an approver",
    vi="bản thảo được trả lại tác giả bằng ý kiến của người duyệt",
)
SHORTEST_REASON = 3


def require_reason(reason: str) -> str:
    """Return the reason without blanks around it. Raises InputRefused for none."""
    kept = reason.strip()
    if len(kept) < SHORTEST_REASON:
        told = Words(
            en="write the reason; whoever gets the step back reads it.",
            vi="hãy ghi lý do; người nhận lại bước sẽ đọc lý do này.",
        )
        raise InputRefused(reason=told)
    return kept


def read_scene(context: Context, db: Db, case: Case) -> Scene:
    """Return a running case with its past. Raises CaseNotRunning; NoWayBack for an erased log."""
    state = state_of(context, db, case)
    if case.standing.status != RUNNING or state is None:
        raise CaseNotRunning(status=case.standing.status)
    version = context.versions.get(db, case.version_id).compiled
    if version.procedure.key == PUBLISHING:
        raise NoWayBack(reason=OWN_WAY)
    past = read_past(archive_of(context, db), read_log(db, case.case_id))
    if past.last_seq != case.seq:
        raise NoWayBack(reason=ERASED)
    return make_scene(version, past, state, lettered_tokens(db, case.case_id))


def doer(context: Context, db: Db, scene: Scene, target: Target) -> int | None:
    """Return who did a task, if it can still be given to them."""
    told = scene.past.deeds[target.step.token].task
    office_id = context.offices.get(db).ids.get(str(told.get("office")))
    if office_id is None or target.step.by is None:
        return None
    people = list_people_in_post(db, office_id, str(told.get("post")))
    return next((one.person_id for one in people if one.person_id == target.step.by), None)


def keep_answers(db: Db, saved: Case, target: Target) -> Task | None:
    """Give the task that opened again what was answered before, as a draft; return it."""
    opened = [
        one for one in list_case_tasks(db, saved.case_id) if one.element == target.step.element
    ]
    if not opened:
        return None
    again = max(opened, key=lambda one: one.token)
    tasks.save_draft(db, saved.case_id, again.token, dict(target.answers))
    return again


def tell_affected(
    context: Context, db: Db, saved: Case, words: dict[str, Any], people: Iterable[int | None]
) -> None:
    """Tell everyone whose work is opened again or taken away, but not whoever did so."""
    affected = {one for one in people if one is not None} - {words.pop("by_id")}
    occasion = Occasion(
        kind="returned", case_id=saved.case_id, content={"code": saved.code, **words}
    )
    tell_people(context, db, occasion, affected)


def holders_of(db: Db, case: Case, target: Target) -> list[int | None]:
    """Return who holds the tasks that are taken away."""
    gone = set(target.vanishing)
    return [one.holder_id for one in list_case_tasks(db, case.case_id) if one.token in gone]


def words_of(scene: Scene, target: Target, person: Person, reason: str) -> dict[str, Any]:
    """Return what a notice says: the step that is open again, who opened it, and why."""
    node: Node = scene.version.steps[scene.past.births[target.step.token].step].node
    name = " ".join(node.name.split()) or node.node_id
    return {
        "step": name,
        "step_en": node.attributes.get("nameEn", name),
        "by": person.name,
        "by_id": person.person_id,
        "reason": reason,
    }
