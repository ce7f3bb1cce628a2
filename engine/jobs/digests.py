"""The morning digest: one mail to each officer when the working day of their office opens.

Only when there is something to say, once a day, however many workers look: whoever writes the row
of an office and a day makes its digests.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain

from engine.access import PERSONAL, led_offices
from engine.actions.tries import Tries
from engine.context import Context, calendar_for, local_day
from engine.errors import CalendarTooShort
from engine.queries.absences import absent_today
from engine.queries.elements import element_name
from engine.queries.term_lists import watched_offices
from engine.records.absences import Absence
from engine.records.notices import DIGEST, USUAL, Channel, NoticeRow
from engine.records.people import Person
from engine.records.terms import TermCounts
from engine.records.values import Json
from engine.store.complaints import count_waiting
from engine.store.database import OUTAGE, Db
from engine.store.digests import (
    HeldTask,
    OfficeLoad,
    begin_digest,
    list_held,
    list_loads,
    list_returned,
    list_staff,
    offices_to_tell,
)
from engine.store.notices import insert_notices, settings_of
from engine.store.term_counts import count_by_office

LOG = logging.getLogger("motcua.worker")
MOST_LINES = 10
LONGEST_WEEKEND = timedelta(days=4)


@dataclass(frozen=True, kw_only=True)
class _Morning:
    """What the digests of an office are made from."""

    held: Mapping[int, Sequence[HeldTask]]
    loads: Mapping[int, OfficeLoad]
    returned: Mapping[int, Sequence[Mapping[str, str]]]
    complaints: Mapping[int, tuple[int, int, int]]
    terms: Mapping[int, TermCounts]
    absent: Mapping[int, Absence]
    staff: frozenset[int]
    now: datetime


def make_digests(context: Context, tries: Tries | None = None) -> int:
    """Write the digests of all offices whose working day is open; return how many mails.

    tries   what failed in the rounds before; an office that fails holds up no other
    """
    day, tries, number = local_day(context), tries or Tries(), 0
    with context.database.read() as db:
        waiting = [one for one in offices_to_tell(db, day) if _is_open(context, db, one, day)]
    for office_id in waiting:
        key = (DIGEST, office_id)
        if tries.waits(key, context.clock.now()):
            continue
        try:
            number += _tell_office(context, office_id, day)
            tries.done(key)
        except OUTAGE:
            raise
        except Exception:  # noqa: BLE001  the mornings of other offices must not wait for this one
            tries.failed(key, context.clock.now())
    return number


def _is_open(context: Context, db: Db, office_id: int, day: date) -> bool:
    """Tell whether the working day of an office has begun and not ended."""
    calendar = calendar_for(context, db, office_id)
    try:
        if not calendar.is_working(day):
            return False
    except CalendarTooShort as error:
        LOG.warning("no digest: %s", error)
        return False
    hours = calendar.hours_on(day)
    return hours[0][0] <= context.clock.now().astimezone(calendar.tz).time() < hours[-1][1]


def _tell_office(context: Context, office_id: int, day: date) -> int:
    with context.database.begin() as db:
        if not begin_digest(db, day, office_id):
            return 0
        staff = [
            one
            for one in list_staff(db, office_id)
            if any(post.kind not in PERSONAL for post in one.posts)
        ]
        if not staff:
            return 0
        ids = [one.person_id for one in staff]
        settings = settings_of(db, ids)
        morning = _morning(context, db, staff)
        rows: list[NoticeRow] = []
        for person in staff:
            channels = settings.get((person.person_id, DIGEST), USUAL[DIGEST])
            content = _content(context, db, person, morning) if channels else None
            if content is not None:
                rows += [_row(person, one, content, day) for one in channels]
        return insert_notices(db, rows, morning.now) if rows else 0


def _row(person: Person, channel: Channel, content: Mapping[str, Json], day: date) -> NoticeRow:
    return NoticeRow(
        kind=DIGEST,
        channel=channel,
        content=content,
        person_id=person.person_id,
        key=f"digest:{day}:{person.person_id}:{channel}",
    )


def _morning(context: Context, db: Db, staff: Sequence[Person]) -> _Morning:
    now = context.clock.now()
    zone = context.calendars.current.tz
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    ends_at = datetime.combine(tomorrow, time(), zone).astimezone(UTC)
    ids = [one.person_id for one in staff]
    held: dict[int, list[HeldTask]] = {}
    for one in list_held(db, ids, ends_at):
        held.setdefault(one.holder_id, []).append(one)
    led = sorted({office for person in staff for office in led_offices(person)})
    return _Morning(
        held=held,
        loads=list_loads(db, led, now, ends_at),
        returned=list_returned(db, ids, now - LONGEST_WEEKEND),
        complaints=count_waiting(db, led, now, ends_at),
        terms=count_by_office(db, set(chain.from_iterable(map(watched_offices, staff))), now),
        absent=absent_today(context),
        staff=frozenset(ids),
        now=now,
    )


def _content(
    context: Context, db: Db, person: Person, morning: _Morning
) -> Mapping[str, Json] | None:
    """Return what a person is told; None when there is nothing."""
    if person.person_id in morning.absent:
        return None
    mine = [
        one
        for holder in (person.person_id, *_stood_for(person, morning))
        for one in morning.held.get(holder, ())
    ]
    late = [one for one in mine if one.urgent_at < morning.now]
    today = [one for one in mine if one.urgent_at >= morning.now]
    returned = morning.returned.get(person.person_id, ())
    offices = _offices(context, db, person, morning)
    terms = _terms(context, db, person, morning)
    if not (late or today or returned or offices or terms):
        return None
    zone = context.calendars.current.tz
    return {
        "day": f"{morning.now.astimezone(zone):%d/%m/%Y}",
        "late": [_line(context, db, one) for one in late[:MOST_LINES]],
        "late_number": len(late),
        "today": [_line(context, db, one) for one in today[:MOST_LINES]],
        "today_number": len(today),
        "returned": [
            {"code": one.get("code", ""), "step": one.get("step", ""), "due": "–"}
            for one in returned[:MOST_LINES]
        ],
        "returned_number": len(returned),
        "absent": _away(person, morning),
        "offices": offices,
        "terms": terms,
    }


def _stood_for(person: Person, morning: _Morning) -> list[int]:
    return [
        one.person_id for one in morning.absent.values() if one.substitute_id == person.person_id
    ]


def _away(person: Person, morning: _Morning) -> list[Json]:
    """Return who is away of those that concern the person: whom they stand in for, or lead."""
    is_head = bool(led_offices(person))
    return [
        {"name": one.person, "until": f"{one.ends_on:%d/%m/%Y}", "substitute": one.substitute}
        for one in morning.absent.values()
        if one.substitute_id == person.person_id or (is_head and one.person_id in morning.staff)
    ]


def _offices(context: Context, db: Db, person: Person, morning: _Morning) -> list[Json]:
    directory = context.offices.get(db)
    found: list[Json] = []
    for office_id in sorted(led_offices(person)):
        load = morning.loads.get(office_id)
        office = directory.by_id.get(office_id)
        late, today, _waiting = morning.complaints.get(office_id, (0, 0, 0))
        if office is None or load is None:
            continue
        if load.late or load.today or load.free or late or today:
            found.append(
                {
                    "name": office.name_vi,
                    "name_en": office.name_en,
                    "late": load.late,
                    "today": load.today,
                    "free": load.free,
                    "complaints_late": late,
                    "complaints_today": today,
                }
            )
    return found


def _terms(context: Context, db: Db, person: Person, morning: _Morning) -> list[Json]:
    """Return what is promised, owed and told upward in the offices whose terms a person watches."""
    directory = context.offices.get(db)
    watched = ((directory.by_id.get(one), one) for one in watched_offices(person))
    counts = ((office, morning.terms.get(one, TermCounts())) for office, one in watched if office)
    return [
        {"name": office.name_vi, "name_en": office.name_en, **asdict(count)}
        for office, count in counts
        if count != TermCounts()
    ]


def _line(context: Context, db: Db, one: HeldTask) -> Json:
    procedure = context.versions.get(db, one.version_id).compiled.procedure
    due = one.urgent_at.astimezone(context.calendars.current.tz)
    return {
        "code": one.code,
        "step": element_name(procedure.diagram.process, one.element).vi,
        "due": f"{due:%H:%M %d/%m/%Y}",
    }
