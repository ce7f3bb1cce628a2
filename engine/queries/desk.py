"""The desk's lists: online filings that wait, dossiers sent home, and what is to be handed over."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from engine.access import post_name
from engine.calendars.calendar import WorkCalendar
from engine.calendars.deadlines import due_at, next_opening
from engine.calendars.terms import parse_term
from engine.context import Context, calendar_for
from engine.errors import AccessDenied
from engine.procedures.supplements import sent_home_until
from engine.records.cards import Text
from engine.records.desk import INCOMPLETE, DeskRule, Reception
from engine.records.documents import Reading
from engine.records.people import Office, Person
from engine.store.database import Db
from engine.store.desk_rules import list_rules, rules_on
from engine.store.directory import Directory
from engine.store.people import names_of
from engine.store.reception_readings import list_looks
from engine.store.receptions import (
    get_reception,
    list_incomplete,
    list_lately,
    list_to_hand_over,
    list_waiting,
)

LATELY = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class WaitingFiling:
    """An online filing that no desk has dealt with.

    look_by    until when the desk has to look at it
    answer_by  until when it has to be accepted, or asked to be completed, in one go
    """

    reception: Reception
    code: str
    token: int
    procedure: Text
    office: Text
    held: bool
    look_by: datetime | None
    answer_by: datetime | None


@dataclass(frozen=True, kw_only=True)
class DeskLine:
    """A reception as a list shows it; `hand_over_by` where it is still to be handed over.

    closes_at  when it is given up where it was sent home and does not come back; None for never
    is_far   another desk's, found by the whole personal number
    looks    who looked at it; told to its own desk
    """

    reception: Reception
    procedure: Text
    office: Text
    desk: Text
    by: str
    code: str | None = None
    hand_over_by: datetime | None = None
    closes_at: datetime | None = None
    is_far: bool = False
    looks: tuple[Reading, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DeskPage:
    """What the desk's page shows."""

    waiting: tuple[WaitingFiling, ...]
    to_hand_over: tuple[DeskLine, ...]
    incomplete: tuple[DeskLine, ...]
    lately: tuple[DeskLine, ...]


def get_desk(context: Context, person: Person, search: str = "") -> DeskPage:
    """Return what waits at the desks of a person; seven statements, whatever is there."""
    desks = own_desks(person)
    now = context.clock.now()
    with context.database.read() as db:
        directory = context.offices.get(db)
        seen = directory.with_former(desks)
        rules = list_rules(db)
        waiting = list_waiting(db, desks)
        handing = list_to_hand_over(db, seen)
        sent_home = list_incomplete(db, seen, search, _reach(directory, desks))
        lately = list_lately(db, seen, now - LATELY)
        every = (*handing, *((one, None) for one in sent_home), *lately)
        names = names_of(db, (one.by for one, _ in every if one.by is not None))
        reader = _Reader(context=context, db=db, names=names, rules=rules)
        home = (replace(reader.line(one), is_far=not _is_near(one, seen)) for one in sent_home)
        return DeskPage(
            waiting=tuple(reader.waiting(*one) for one in waiting),
            to_hand_over=tuple(reader.line(one, code, hands=True) for one, code in handing),
            incomplete=tuple(one for one in home if one.closes_at is None or one.closes_at >= now),
            lately=tuple(reader.line(one, code) for one, code in lately),
        )


def get_desk_line(
    context: Context, person: Person, reception_id: int, *, is_found: bool = False
) -> DeskLine:
    """Return one reception to an officer of its desk; raise NotFound, AccessDenied.

    is_found   the officer has searched with the whole personal number: whoever was sent home may
               return to another desk of the same province
    """
    with context.database.read() as db:
        found = get_reception(db, reception_id)
        directory, desks = context.offices.get(db), own_desks(person)
        near = _is_near(found, directory.with_former(desks))
        far = is_found and found.state == INCOMPLETE
        if not near and not (far and found.desk_id in _reach(directory, desks)):
            raise AccessDenied(post=post_name("desk"))
        names = names_of(db, [found.by] if found.by is not None else [])
        line = _Reader(context=context, db=db, names=names, rules=()).line(found)
        looks = list_looks(db, reception_id) if near else ()
        return replace(line, is_far=not near, looks=looks)


def _is_near(one: Reception, offices: Collection[int]) -> bool:
    """Tell whether one of these offices took a dossier in."""
    return one.desk_id in offices or one.proxy_id in offices


def _reach(directory: Directory, desks: Collection[int]) -> frozenset[int]:
    """Return the offices of the province of these desks."""
    tops = {directory.top_of(one) for one in desks}
    ids = (one.office_id for one in directory.offices)
    return frozenset(one for one in ids if directory.top_of(one) in tops)


def count_waiting(context: Context, person: Person) -> int:
    """Return how many online filings wait at the desks of a person."""
    with context.database.read() as db:
        return len(list_waiting(db, own_desks(person)))


def own_desks(person: Person) -> tuple[int, ...]:
    """Return the offices whose desk the person holds, or stands in at, each once."""
    desks = (post.office_id for post in person.working_posts if post.kind == "desk")
    return tuple(dict.fromkeys(desks))


@dataclass(frozen=True, kw_only=True)
class _Reader:
    """What lines are made with."""

    context: Context
    db: Db
    names: Mapping[int, str]
    rules: tuple[DeskRule, ...]

    def waiting(
        self, one: Reception, code: str, token: int, holder_id: int | None
    ) -> WaitingFiling:
        """Return an online filing with its limits, by the rules of the day it came."""
        rules = self._rules(one.received_at)
        return WaitingFiling(
            reception=one,
            code=code,
            token=token,
            procedure=self._procedure(one),
            office=self._office(one.office_id),
            held=holder_id is not None,
            look_by=self._limit(rules.get("look"), one),
            answer_by=self._limit(rules.get("answer"), one),
        )

    def line(self, one: Reception, code: str | None = None, *, hands: bool = False) -> DeskLine:
        """Return a reception with names for its numbers."""
        rule = self._rules(one.received_at).get("hand-over") if hands else None
        calendar = self._calendar(one)
        return DeskLine(
            reception=one,
            procedure=self._procedure(one),
            office=self._office(one.office_id),
            desk=self._office(one.proxy_id or one.desk_id),
            by=self.names.get(one.by or 0, "–"),
            code=code,
            hand_over_by=hand_over_by(one.received_at, rule, calendar) if rule else None,
            closes_at=self._closes_at(one, calendar),
        )

    def _rules(self, at: datetime) -> Mapping[str, DeskRule]:
        return rules_on(self.rules, at.astimezone(self.context.calendars.current.tz).date())

    def _limit(self, rule: DeskRule | None, one: Reception) -> datetime | None:
        if rule is None:
            return None
        return due_at(one.received_at, parse_term(rule.value), self._calendar(one))

    def _closes_at(self, one: Reception, calendar: WorkCalendar) -> datetime | None:
        if one.state != INCOMPLETE:
            return None
        card = self.context.versions.get(self.db, one.version_id).compiled.procedure.card
        came_on = one.received_at.astimezone(calendar.tz).date()
        return sent_home_until(card, (came_on, one.asked_at or one.received_at), calendar)

    def _calendar(self, one: Reception) -> WorkCalendar:
        """Return the calendar of the desk that took it in."""
        return calendar_for(self.context, self.db, one.proxy_id or one.desk_id)

    def _procedure(self, one: Reception) -> Text:
        ready = self.context.versions.get(self.db, one.version_id)
        return ready.compiled.procedure.card.title

    def _office(self, office_id: int) -> Text:
        return office_name(self.context.offices.get(self.db).by_id.get(office_id))


def office_name(office: Office | None) -> Text:
    """Return the name of an office in both languages."""
    return Text(vi="–", en="–") if office is None else Text(vi=office.name_vi, en=office.name_en)


def hand_over_by(received_at: datetime, rule: DeskRule, calendar: WorkCalendar) -> datetime:
    """Return until when a dossier goes to the office that decides.

    On the same working day; what comes after the hour of the rule, when the next working day
    begins: until the end of its first half.
    Source  NĐ 118/2025/NĐ-CP, Art. 18 (15:00)
    """
    cutoff = time.fromisoformat(rule.value)
    local = received_at.astimezone(calendar.tz)
    in_time = calendar.is_working(local.date()) and local.time() <= cutoff
    if in_time:
        day = local.date()
        at = calendar.hours_on(day)[-1][1]
    else:
        midnight = datetime.combine(local.date() + timedelta(days=1), time(), calendar.tz)
        day = next_opening(midnight, calendar).date()
        at = calendar.hours_on(day)[0][1]
    return datetime.combine(day, at, calendar.tz).astimezone(UTC)
