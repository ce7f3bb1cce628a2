"""The lists of terms of a person's offices: due soon, late, apologies owed, second lateness."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from engine.access import SUPERVISORS, post_name
from engine.context import Context
from engine.errors import AccessDenied
from engine.queries.inbox import office_text
from engine.records.cards import Text
from engine.records.people import Person
from engine.records.terms import APOLOGY, REPORT, TermCounts, TermLine
from engine.store import term_counts, terms
from engine.store.database import Db

Which: TypeAlias = Literal["soon", "late", "apology", "report"]
# Who is warned: the one-stop unit, and whoever answers for the office.
WATCHERS = ("desk", *SUPERVISORS)


@dataclass(frozen=True, kw_only=True)
class TermRow:
    """A line of the list.

    may_open   the reader's offices decide it or took it in: whoever is told of the lateness of an
               office below sees code and office only
    """

    line: TermLine
    procedure: Text
    office: Text
    may_open: bool


@dataclass(frozen=True, kw_only=True)
class TermList:
    """A page of one of the lists, and how long each is."""

    which: Which
    rows: tuple[TermRow, ...]
    counts: TermCounts
    number: int
    has_more: bool


def list_terms(context: Context, person: Person, which: Which, number: int = 1) -> TermList:
    """Return a page of a list; three statements. Raises AccessDenied for whoever has none."""
    offices = watched_offices(person)
    if not offices:
        raise AccessDenied(post=post_name("head"))
    now = context.clock.now()
    with context.database.read() as db:
        counts = term_counts.count_terms(db, offices, now)
        lines = _lines(db, offices, (which, now, number))
        shown = lines[: terms.PAGE_SIZE]
        directory = context.offices.get(db)
        rows = tuple(
            TermRow(
                line=line,
                procedure=context.versions.get(db, line.version_id).compiled.procedure.card.title,
                office=office_text(directory.by_id.get(line.case_office_id)),
                may_open=which != "report" or line.case_office_id in offices,
            )
            for line in shown
        )
    return TermList(
        which=which,
        rows=rows,
        counts=counts,
        number=number,
        has_more=len(lines) > terms.PAGE_SIZE,
    )


def count_terms(context: Context, person: Person) -> TermCounts:
    """Return how long the lists of a person are; one statement, none for whoever has no list."""
    offices = watched_offices(person)
    if not offices:
        return TermCounts()
    with context.database.read() as db:
        return term_counts.count_terms(db, offices, context.clock.now())


def watched_offices(person: Person) -> list[int]:
    """Return the ids of the offices whose terms a person watches."""
    return sorted({post.office_id for post in person.working_posts if post.kind in WATCHERS})


def _lines(db: Db, offices: list[int], wanted: tuple[Which, datetime, int]) -> tuple[TermLine, ...]:
    which, now, number = wanted
    if which == "soon":
        return terms.list_soon(db, offices, now, number)
    if which == "late":
        return terms.list_late(db, offices, now, number)
    kind = APOLOGY if which == "apology" else REPORT
    return terms.list_owed(db, offices, kind, number)
