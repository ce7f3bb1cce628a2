"""The inbox: the tasks that wait for a person, the most urgent first, and how many there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from engine.access import find_absent, may_claim, may_complete, may_release
from engine.context import Context
from engine.procedures.procedure import Procedure
from engine.queries.elements import element_name
from engine.records.cards import Text
from engine.records.cases import Task
from engine.records.inbox import Horizon, InboxCounts, InboxFilter, InboxPage
from engine.records.people import Office, Person
from engine.store import inbox
from engine.store.database import Db
from engine.store.inbox_counts import TaskCount, count_by_version, count_handled

_NOWHERE = Text(vi="–", en="–")


@dataclass(frozen=True, kw_only=True)
class InboxLine:
    """One task as the list shows it; the flags say what its reader may do with it.

    due_at   the earlier of the task's own deadline and that of its case
    absent   name of the person for whom its reader would do it, as their substitute
    """

    task: Task
    procedure: Text
    step: Text
    office: Text
    due_at: datetime | None
    may_claim: bool
    may_release: bool
    may_complete: bool
    absent: str | None = None


@dataclass(frozen=True, kw_only=True)
class ProcedureCount:
    """How many tasks of one procedure are in the tab."""

    key: str
    title: Text
    number: int


@dataclass(frozen=True, kw_only=True)
class InboxView:
    """A page of the inbox.

    counts      over the whole tab; `mine` and `office` (free) are the same in both tabs
    in_office   tasks in the office's tab
    total       tasks that the filter shows; None while words are searched
    handled     tasks that the reader has completed since Monday
    """

    lines: tuple[InboxLine, ...]
    wanted: InboxFilter
    counts: InboxCounts
    in_office: int
    procedures: tuple[ProcedureCount, ...]
    handled: int
    number: int
    has_more: bool
    total: int | None

    @property
    def pages(self) -> int:
        """How many pages there are, as far as that is known."""
        if self.total is None:
            return self.number + (1 if self.has_more else 0)
        return max(1, -(-self.total // inbox.PAGE_SIZE))


def list_tasks(context: Context, person: Person, wanted: InboxFilter, number: int = 1) -> InboxView:
    """Return a page of the inbox; three statements.

    wanted   `scope` "mine" is one tab; "all" is the other, and "office" what is free in it
    """
    horizon = horizon_of(context)
    with context.database.read() as db:
        page = inbox.list_tasks(db, person, wanted, horizon, number)
        counted = count_by_version(db, person, horizon)
        handled = count_handled(db, person.person_id, week_start(context))
        lines = _lines(context, db, person, page)
        procedures = {
            one.version_id: context.versions.get(db, one.version_id).compiled.procedure
            for one in counted
        }
    in_tab = [one for one in counted if one.mine or wanted.scope != "mine"]
    return InboxView(
        lines=lines,
        wanted=wanted,
        counts=_add_up(in_tab, counted),
        in_office=sum(one.all for one in counted),
        procedures=_by_procedure(in_tab, procedures),
        handled=handled,
        number=number,
        has_more=page.has_more,
        total=None if wanted.text.strip() else _total(in_tab, wanted, procedures),
    )


def count_tasks(context: Context, person: Person) -> InboxCounts:
    """Return how many tasks wait for a person, by tab and urgency; one statement."""
    with context.database.read() as db:
        return inbox.count_tasks(db, person, horizon_of(context))


def horizon_of(context: Context) -> Horizon:
    """Return what "late" and "today" mean now, by the local day of the calendar in force."""
    now = context.clock.now()
    zone = context.calendars.current.tz
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    ends_at = datetime.combine(tomorrow, time(), zone).astimezone(now.tzinfo)
    return Horizon(now=now, day_ends_at=ends_at)


def week_start(context: Context) -> datetime:
    """Return when the present week began: Monday, midnight, local time."""
    now = context.clock.now()
    zone = context.calendars.current.tz
    today = now.astimezone(zone).date()
    monday = today - timedelta(days=today.weekday())
    return datetime.combine(monday, time(), zone).astimezone(now.tzinfo)


def office_text(office: Office | None) -> Text:
    """Return an office's name in both languages."""
    return _NOWHERE if office is None else Text(vi=office.name_vi, en=office.name_en)


def earlier(task: Task) -> datetime | None:
    """Return the earlier of a task's own deadline and that of its case.

    While the clock of the case stands still only the task's own counts.
    """
    if task.paused:
        return task.due_at
    known = [due for due in (task.due_at, task.case_due_at) if due is not None]
    return min(known, default=None)


def _lines(context: Context, db: Db, person: Person, page: InboxPage) -> tuple[InboxLine, ...]:
    directory = context.offices.get(db)
    absent = {one.person_id: one.name for one in person.stands_for}
    found = []
    for task in page.tasks:
        procedure = context.versions.get(db, task.version_id).compiled.procedure
        found.append(
            InboxLine(
                task=task,
                procedure=procedure.card.title,
                step=element_name(procedure.diagram.process, task.element),
                office=office_text(directory.by_id.get(task.office_id)),
                due_at=earlier(task),
                may_claim=may_claim(person, task),
                may_release=may_release(person, task),
                may_complete=may_complete(person, task),
                absent=absent.get(find_absent(person, task) or 0),
            )
        )
    return tuple(found)


def _add_up(in_tab: Iterable[TaskCount], counted: Iterable[TaskCount]) -> InboxCounts:
    tab = list(in_tab)
    return InboxCounts(
        mine=sum(one.all for one in counted if one.mine),
        office=sum(one.all for one in counted if one.free),
        all=sum(one.all for one in tab),
        late=sum(one.late for one in tab),
        today=sum(one.today for one in tab),
        paused=sum(one.paused for one in tab),
    )


def _by_procedure(
    in_tab: Iterable[TaskCount], procedures: "dict[int, Procedure]"
) -> tuple[ProcedureCount, ...]:
    numbers: dict[str, int] = {}
    titles: dict[str, Text] = {}
    for one in in_tab:
        procedure = procedures[one.version_id]
        numbers[procedure.key] = numbers.get(procedure.key, 0) + one.all
        titles[procedure.key] = procedure.card.title
    return tuple(
        ProcedureCount(key=key, title=titles[key], number=numbers[key])
        for key in sorted(numbers, key=lambda key: titles[key].vi)
    )


def _total(
    in_tab: Iterable[TaskCount], wanted: InboxFilter, procedures: "dict[int, Procedure]"
) -> int:
    column = wanted.only or "all"
    return sum(
        getattr(one, column)
        for one in in_tab
        if (wanted.scope != "office" or one.free)
        and wanted.procedure in (None, procedures[one.version_id].key)
    )
