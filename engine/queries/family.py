"""Linked dossiers as officers see them: each with its office, its term, and who was late."""

from dataclasses import dataclass, field
from datetime import datetime

from engine.context import Context, calendar_for
from engine.drafting.causes import delays_of, late_offices
from engine.queries.case_file import open_case
from engine.queries.case_rights import may_open
from engine.queries.due import DueState, lateness
from engine.queries.elements import element_name
from engine.queries.past import process_told
from engine.records.cards import Card, Text
from engine.records.cases import Case
from engine.records.people import Office, Person
from engine.store.database import Db
from engine.store.directory import Directory
from engine.store.family import list_family
from engine.store.log import read_log
from engine.store.tasks import list_case_tasks


@dataclass(frozen=True, kw_only=True)
class WaitingStep:
    """A step that somebody of an office has to do now.

    rests   its term stands still with the clock of its dossier
    """

    step: Text
    post: str
    office: Text
    due_at: datetime | None
    rests: bool = False


@dataclass(frozen=True, kw_only=True)
class LateStep:
    """A step that took longer than its term, counted to the office that had it.

    step       None for the whole dossier
    late       how late, without the time in which the clock stood still; of a step not done yet,
               so far
    causes     other offices whose dossiers it waited for and that were late themselves
    """

    step: Text | None
    office: Text
    due_at: datetime
    done_at: datetime | None
    late: DueState
    causes: tuple[Text, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LinkedCase:
    """One of the dossiers that hang together.

    depth     0 for the one that was filed, 1 for those that it called …
    may_open  the reader may see its file; otherwise only these lines
    """

    case: Case
    depth: int
    card: Card
    office: Office
    waiting: tuple[WaitingStep, ...]
    late: tuple[LateStep, ...]
    may_open: bool


@dataclass(frozen=True, kw_only=True)
class Family:
    """A dossier among those that it hangs together with."""

    case: Case
    card: Card
    lines: tuple[LinkedCase, ...]


@dataclass(frozen=True, kw_only=True)
class _Reader:
    context: Context
    db: Db
    directory: Directory = field(repr=False)
    person: Person


def get_family(context: Context, person: Person, code: str) -> Family:
    """Return a case that the person may see among all that are linked with it; raise NotFound.

    Whoever may see one of them sees of the others where they stand and who is late, not their
    content.
    """
    with context.database.read() as db:
        opened = open_case(context, db, person, code)
        reader = _Reader(context=context, db=db, directory=context.offices.get(db), person=person)
        kin = list_family(db, opened.case.case_id)
        return Family(
            case=opened.case,
            card=opened.procedure.card,
            lines=tuple(_line(reader, depth, one) for depth, one in kin),
        )


def _line(reader: _Reader, depth: int, case: Case) -> LinkedCase:
    context, db, directory = reader.context, reader.db, reader.directory
    entries = read_log(db, case.case_id)
    tasks = list_case_tasks(db, case.case_id) if case.closed_at is None else ()
    procedure = context.versions.get(db, case.version_id).compiled.procedure
    process = process_told(context, db, procedure.diagram.process, entries)
    calendar, now = calendar_for(context, db, case.office_id), context.clock.now()
    whole, steps = delays_of(context, db, case)
    causes = late_offices(context, db, case) if whole is not None else ()
    return LinkedCase(
        case=case,
        depth=depth,
        card=procedure.card,
        office=directory.by_id[case.office_id],
        waiting=tuple(
            WaitingStep(
                step=element_name(process, one.element),
                post=one.post,
                office=_name(directory.by_id[one.office_id]),
                due_at=one.due_at,
                rests=one.paused and one.due_at is None,
            )
            for one in tasks
        ),
        late=tuple(
            LateStep(
                step=None if one.element is None else element_name(process, one.element),
                office=_name(directory.by_code.get(one.office), one.office),
                due_at=one.due_at,
                done_at=one.done_at,
                late=lateness(one.late, one.due_at, one.done_at or now, calendar),
                causes=tuple(_name(each) for each in causes) if one is whole else (),
            )
            for one in (*((whole,) if whole else ()), *steps)
        ),
        may_open=may_open(reader.person, case, tasks, entries, directory),
    )


def _name(office: Office | None, code: str = "") -> Text:
    if office is None:
        return Text(vi=code or "–", en=code or "–")
    return Text(vi=office.name_vi, en=office.name_en)
