"""The term of one case: what the law gives, what was promised, what has counted, what is owed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from engine.access import SIGNING
from engine.calendars.calendar import WorkCalendar
from engine.calendars.deadlines import add_working_days, due_at
from engine.calendars.watching import rule_for
from engine.context import Context, calendar_for
from engine.drafting.rights import sets_dates
from engine.errors import CalendarTooShort
from engine.queries.case_file import Opened, open_case
from engine.queries.inbox import office_text
from engine.queries.task_terms import TaskTerm, calendars_of, tell_tasks
from engine.queries.term_ledger import Ledger, tell_ledger, term_text
from engine.records.cards import Text
from engine.records.cases import Case
from engine.records.people import Office, Person
from engine.records.terms import DateSet, Duty, dates_set
from engine.signatures.turns import Houses
from engine.store.signatures import posts_held
from engine.store.terms import list_duties

# Who may set another day, where they lead the office that decides.
SETTERS = (SIGNING,)
# A new day is first proposed so many working days ahead.
PROPOSED_DAYS = 5


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What the leader may decide about the day now.

    may_apologise, may_extend   whether the law and the case allow it
    latest_on                   last day of an extension
    proposed_on                 the day proposed for an apology
    basis                       the article of the rule of warning
    """

    may_apologise: bool
    may_extend: bool
    proposed_on: date
    latest_on: date | None
    basis: str


@dataclass(frozen=True, kw_only=True)
class TermFile:
    """What the page of a term shows.

    term, legal   the published and the statutory term
    calendar      the calendar that reckons the case
    changes       how the day was changed, with reason, legal basis and who signed
    duties        what was ever owed
    choice        what the reader may decide; None where they answer for another office
    """

    case: Case
    title: Text
    office: Office
    term: Text | None
    legal: Text | None
    calendar: WorkCalendar
    ledger: Ledger
    tasks: tuple[TaskTerm, ...]
    changes: tuple[DateSet, ...]
    duties: tuple[Duty, ...]
    choice: Choice | None
    names: Mapping[int, str] = field(repr=False)
    offices: Mapping[str, Text] = field(repr=False)

    @property
    def is_provisional(self) -> bool:
        """Whether a decision to come can still move the day promised."""
        due = self.case.standing.due_at
        return due is not None and self.calendar.is_provisional(
            due.astimezone(self.calendar.tz).date()
        )


def get_term_file(context: Context, person: Person, code: str) -> TermFile:
    """Return the term of a case that the person may see; raise NotFound."""
    with context.database.read() as db:
        opened = open_case(context, db, person, code)
        duties = list_duties(db, opened.case.case_id)
        calendar = calendar_for(context, db, opened.case.office_id)
        held = posts_held(db) if person.has_post(SIGNING) else ()
        calendars = calendars_of(context, db, opened.log.entries)
    houses = Houses(offices=opened.directory.offices, held=held)
    case, entries = opened.case, opened.log.entries
    said = opened.procedure.diagram.process.attributes
    now = context.clock.now()
    return TermFile(
        case=case,
        title=opened.procedure.card.title,
        office=opened.directory.by_id[case.office_id],
        term=term_text(said["term"]) if "term" in said else None,
        legal=term_text(said["legalTerm"]) if "legalTerm" in said else None,
        calendar=calendar,
        ledger=tell_ledger(opened.process, entries, opened.log.names, calendar, now),
        tasks=tell_tasks(opened.process, entries, calendars, now),
        changes=dates_set(entries),
        duties=duties,
        choice=_choice(context, opened, calendar)
        if sets_dates(person, case.office_id, houses)
        else None,
        names=opened.log.names,
        offices={one.code: office_text(one) for one in opened.directory.offices},
    )


def _choice(context: Context, opened: Opened, calendar: WorkCalendar) -> Choice | None:
    case, standing = opened.case, opened.case.standing
    runs = standing.status == "running" and standing.due_at is not None and not standing.paused
    if not runs or standing.due_at is None:
        return None
    now = context.clock.now()
    most = opened.ready.compiled.extension
    extended = any(one.act == "extension" for one in dates_set(opened.log.entries))
    latest = due_at(standing.due_at, most, calendar) if most and not extended else None
    rules = context.calendars.watching
    received_on = case.opened_at.astimezone(calendar.tz).date()
    path = opened.directory.path_of(case.office_id)
    return Choice(
        may_apologise=not standing.apologies,
        may_extend=latest is not None and latest > now,
        proposed_on=_proposed(max(standing.due_at, now), calendar),
        latest_on=latest.astimezone(calendar.tz).date() if latest else None,
        basis=rule_for(rules, path, received_on).basis if rules else "",
    )


def _proposed(at: datetime, calendar: WorkCalendar) -> date:
    day = at.astimezone(calendar.tz).date()
    try:
        return add_working_days(day, PROPOSED_DAYS, calendar)
    except CalendarTooShort:
        return day + timedelta(days=PROPOSED_DAYS)
