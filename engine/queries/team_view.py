"""The work of an office for its head: who has how much, what presses, and who is away."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from engine.access import PERSONAL, led_offices, may_be_given, post_name
from engine.calendars.deadlines import add_working_days
from engine.context import Context, local_day
from engine.errors import AccessDenied, NotFound, Words
from engine.queries.absences import absent_today
from engine.queries.balance import USUAL_MINUTES, propose
from engine.queries.elements import element_name
from engine.queries.inbox import earlier, week_start
from engine.records.cases import Task
from engine.records.people import Office, Person
from engine.records.team import Load, Move, OfficerLoad, TeamTask
from engine.store.complaints import count_waiting
from engine.store.database import Db
from engine.store.loads import count_done, list_loads, list_staff, list_tasks_at, list_tasks_of
from engine.store.people import names_of

MOST_SHOWN = 200


@dataclass(frozen=True, kw_only=True)
class TeamView:
    """The load of all officers; `free` is what nobody holds.

    complaints   how many are late, and how many wait for an answer at all
    """

    offices: tuple[Office, ...]
    officers: tuple[OfficerLoad, ...]
    free: OfficerLoad
    complaints: tuple[int, int] = (0, 0)


@dataclass(frozen=True, kw_only=True)
class DeskView:
    """The tasks of one officer, or of nobody, and the colleagues they can go to."""

    officer: OfficerLoad
    tasks: tuple[TeamTask, ...]
    staff: tuple[Person, ...]


def get_team(context: Context, person: Person) -> TeamView:
    """Return the load of the offices that a person leads. Raises AccessDenied. Five statements."""
    now = context.clock.now()
    with context.database.read() as db:
        offices = require_led(person)
        counts = count_waiting(db, offices, now, now).values()
        complaints = sum(late for late, _, _ in counts), sum(whole for _, _, whole in counts)
        return replace(_team(context, db, offices), complaints=complaints)


def get_desk(context: Context, person: Person, holder_id: int | None) -> DeskView:
    """Return the tasks of one officer of the offices that a person leads; None: of nobody.

    Raises  AccessDenied; NotFound for somebody who neither works there nor holds a task there
    """
    with context.database.read() as db:
        offices = require_led(person)
        team = _team(context, db, offices)
        loads = (team.free, *team.officers)
        officer = next((one for one in loads if one.person_id == holder_id), None)
        if officer is None:
            raise NotFound(what=Words(en="officer", vi="cán bộ"), key=holder_id)
        tasks = list_tasks_of(db, offices, holder_id, MOST_SHOWN)
        lines = tuple(_line(context, db, one) for one in tasks)
        staff = _able(list_staff(db, offices), offices)
    return DeskView(officer=officer, tasks=lines, staff=staff)


def preview_moves(
    context: Context, person: Person, places: Sequence[tuple[int, int]], to: int | None
) -> tuple[Move, ...]:
    """Return what would go to whom; without a receiver the load decides.

    Only tasks of the offices that the person leads. Raises  AccessDenied
    """
    with context.database.read() as db:
        offices = require_led(person)
        tasks = [one for one in list_tasks_at(db, places) if one.office_id in offices]
        lines = tuple(_line(context, db, one) for one in tasks)
        staff = _able(list_staff(db, offices), offices)
        if to is not None:
            receiver = next((one for one in staff if one.person_id == to), None)
            return tuple(Move(line=one, person=_fit(receiver, one.task)) for one in lines)
        team = _team(context, db, offices)
    return propose(lines, staff, _minutes(team), frozenset(absent_today(context)))


def propose_balance(context: Context, person: Person) -> tuple[Move, ...]:
    """Return how what nobody holds, and what absent officers hold, could be given out by load.

    Nothing is changed: the head decides. Raises AccessDenied
    """
    with context.database.read() as db:
        offices = require_led(person)
        team = _team(context, db, offices)
        away = absent_today(context)
        tasks = list(list_tasks_of(db, offices, None, MOST_SHOWN))
        for officer in team.officers:
            if officer.person_id in away and officer.open:
                tasks += list_tasks_of(db, offices, officer.person_id, MOST_SHOWN)
        lines = tuple(_line(context, db, one) for one in tasks[:MOST_SHOWN])
        staff = _able(list_staff(db, offices), offices)
    return propose(lines, staff, _minutes(team), frozenset(away))


def require_led(person: Person) -> list[int]:
    """Return the offices that a person leads; raise AccessDenied for none."""
    offices = sorted(led_offices(person))
    if not offices:
        raise AccessDenied(post=post_name("head"))
    return offices


def _team(context: Context, db: Db, offices: Sequence[int]) -> TeamView:
    now, calendar = context.clock.now(), context.calendars.current
    last = add_working_days(local_day(context), 1, calendar) + timedelta(days=1)
    soon = datetime.combine(last, time(), calendar.tz).astimezone(UTC)
    loads = list_loads(db, offices, now, soon)
    staff = _able(list_staff(db, offices), offices)
    ids = [one.person_id for one in staff]
    done = count_done(db, ids, week_start(context)) if ids else {}
    others = {one.holder_id for one in loads if one.holder_id is not None} - set(ids)
    names = {one.person_id: one.name for one in staff} | names_of(db, others)
    posts = {
        one.person_id: tuple(
            dict.fromkeys(post.kind for post in one.posts if post.office_id in offices)
        )
        for one in staff
    }
    away = absent_today(context)
    counted = _count(context, db, loads)
    officers = [
        _officer(counted.get(person_id), person_id, name, posts.get(person_id, ()))
        for person_id, name in names.items()
    ]
    by_id = context.offices.get(db).by_id
    return TeamView(
        offices=tuple(by_id[one] for one in offices if one in by_id),
        officers=tuple(
            replace(one, done=done.get(one.person_id or 0, 0), absence=away.get(one.person_id or 0))
            for one in sorted(officers, key=lambda one: (-one.late, -one.open, one.name))
        ),
        free=_officer(counted.get(None), None, "", ()),
    )


@dataclass(kw_only=True)
class _Sum:
    open: int = 0
    late: int = 0
    soon: int = 0
    minutes: int = 0
    unknown: int = 0


def _count(context: Context, db: Db, loads: Iterable[Load]) -> dict[int | None, _Sum]:
    found: dict[int | None, _Sum] = {}
    for one in loads:
        total = found.setdefault(one.holder_id, _Sum())
        minutes = minutes_of(context, db, one.version_id, one.element)
        total.open += one.open
        total.late += one.late
        total.soon += one.soon
        total.minutes += (minutes or 0) * one.open
        total.unknown += 0 if minutes is not None else one.open
    return found


def minutes_of(context: Context, db: Db, version_id: int, element: str) -> int | None:
    """Return the minutes of work that a diagram says for a step; None where it says none."""
    process = context.versions.get(db, version_id).compiled.procedure.diagram.process
    node = process.find(element)
    text = node.attributes.get("workMinutes", "") if node else ""
    try:
        return round(float(text))
    except ValueError:
        return None


def _officer(
    total: _Sum | None, person_id: int | None, name: str, posts: tuple[str, ...]
) -> OfficerLoad:
    known = total or _Sum()
    return OfficerLoad(
        person_id=person_id,
        name=name,
        posts=posts,
        open=known.open,
        late=known.late,
        soon=known.soon,
        minutes=known.minutes,
        unknown=known.unknown,
    )


def _line(context: Context, db: Db, task: Task) -> TeamTask:
    procedure = context.versions.get(db, task.version_id).compiled.procedure
    return TeamTask(
        task=task,
        step=element_name(procedure.diagram.process, task.element),
        procedure=procedure.card.title,
        due_at=earlier(task),
        minutes=minutes_of(context, db, task.version_id, task.element),
    )


def _able(staff: Iterable[Person], offices: Sequence[int]) -> tuple[Person, ...]:
    """Return the staff that does casework in these offices."""
    return tuple(
        one
        for one in staff
        if any(post.office_id in offices and post.kind not in PERSONAL for post in one.posts)
    )


def _fit(receiver: Person | None, task: Task) -> Person | None:
    if receiver is None or not may_be_given(receiver, task):
        return None
    return receiver


def _minutes(team: TeamView) -> Mapping[int, int]:
    return {
        one.person_id: one.minutes + one.unknown * USUAL_MINUTES
        for one in team.officers
        if one.person_id is not None
    }
