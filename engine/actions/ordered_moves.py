"""Cases that move to another version when they reach a step: looked at after each of their steps.

Only a case that carries the mark is looked at, so the steps of all others cost nothing more.
"""

from engine.context import Context, calendar_for
from engine.moving.route import Route, find_obstacles, make_route
from engine.records.cases import Case
from engine.records.commands import Migrate
from engine.records.moving import BLOCKED, ENDED, Move
from engine.records.outcomes import RUNNING, SUSPENDED, Outcome
from engine.runtime.moment import Moment
from engine.runtime.peek import peek
from engine.store.case_migrations import get_move, mark_case, set_case
from engine.store.database import Db
from engine.store.directory import Directory


def route_of(context: Context, db: Db, order: Move) -> Route:
    """Return the way that the cases of a move go."""
    before = context.versions.get(db, order.from_version_id).compiled
    after = context.versions.get(db, order.to_version_id).compiled
    return make_route(before, after, order.mapping)


def move_command(context: Context, db: Db, order: Move, office_id: int) -> Migrate:
    """Return the command that moves a case of an office."""
    directory = context.offices.get(db)
    return Migrate(
        from_version=order.from_version_id,
        to_version=order.to_version_id,
        number=context.versions.get(db, order.to_version_id).version.number,
        mapping=order.mapping,
        offices=offices_near(directory, office_id),
        by=order.ordered_by or order.begun_by,
        reason=order.reason,
    )


def offices_near(directory: Directory, office_id: int) -> dict[str, str]:
    """Return the code of the nearest office of every kind."""
    kinds = sorted({one.kind for one in directory.offices})
    found = {kind: directory.resolve(office_id, kind) for kind in kinds}
    return {kind: one.code for kind, one in found.items() if one is not None}


def due_command(
    context: Context, db: Db, case: Case, outcome: Outcome
) -> tuple[Move, Migrate] | None:
    """Return the command by which a marked case moves now; None where it does not yet.

    What cannot move loses its mark, and the reasons are kept with the order.
    """
    assert case.move_id is not None  # noqa: S101  only marked cases are asked about
    order = get_move(db, case.move_id)
    if case.standing.status not in (RUNNING, SUSPENDED):
        mark_case(db, case.case_id, None)
        set_case(db, order.move_id, case.case_id, ENDED)
        return None
    if case.standing.status == SUSPENDED or not has_reached(case, outcome, order.steps):
        return None
    command = move_command(context, db, order, case.office_id)
    moment = Moment(at=context.clock.now(), calendar=calendar_for(context, db, case.office_id))
    found = find_obstacles(route_of(context, db, order), case.state or b"", command, moment)
    if found:
        mark_case(db, case.case_id, None)
        set_case(db, order.move_id, case.case_id, BLOCKED, None, found)
        return None
    return order, command


def has_reached(case: Case, outcome: Outcome | None, steps: tuple[str, ...]) -> bool:
    """Tell whether a case stands at one of these elements, or has just passed it."""
    here = {element for _, element in peek(case.state).elements} if case.state else set()
    if outcome is not None:
        here |= {one.element or "" for one in outcome.events if one.kind == "entered"}
    return not here.isdisjoint(steps)
