"""The checklist of a case's papers: what the card asks for, what was marked, what could be used."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.context import Context
from engine.procedures.papers import asked_names, is_wanted
from engine.procedures.papers import is_open as is_open
from engine.queries.case_file import Paper as GivenFile
from engine.queries.case_file import names_now, open_case, papers_of
from engine.queries.facts import meanings_of
from engine.records.cards import Paper, Text
from engine.records.cases import Case
from engine.records.desk import Reception
from engine.records.papers import EarlierPaper, MarkedPaper, PaperCounts
from engine.records.people import Office, Person
from engine.records.values import Json
from engine.store.documents import list_documents
from engine.store.papers import count_papers, list_earlier, list_marks
from engine.store.people import names_of
from engine.store.receptions import find_reception
from engine.store.registers import find_entry


@dataclass(frozen=True, kw_only=True)
class PaperLine:
    """One paper of the checklist.

    number    its place in the card, from 1
    marked    None as long as nobody has looked at it
    by        name of the officer who marked it
    earlier   papers the person handed in before, those of the same name first
    known     what the card's register says about the person, by key; empty without an entry
    is_open   nobody was asked whether the case applies: it is asked for only if it does
    """

    number: int
    paper: Paper
    marked: MarkedPaper | None
    by: str
    earlier: tuple[EarlierPaper, ...]
    known: Mapping[str, Json]
    is_open: bool = False


@dataclass(frozen=True, kw_only=True)
class PaperFile:
    """What the page of a case's papers shows.

    files     all files of the case, to be marked as the scan of a paper
    came      how the case came in; None for one that no citizen filed
    proxy    the office whose desk took it in on behalf of the deciding one
    """

    case: Case
    title: Text
    lines: tuple[PaperLine, ...]
    files: tuple[GivenFile, ...]
    came: Reception | None
    office: Office
    proxy: Office | None


def get_paper_file(context: Context, person: Person, code: str) -> PaperFile:
    """Return the checklist of a case that the person may see; raise NotFound."""
    with context.database.read() as db:
        opened = open_case(context, db, person, code)
        case, card = opened.case, opened.procedure.card
        names = names_now(case, opened.history())
        number = case.applicant.number
        today = context.clock.now().astimezone(context.calendars.current.tz).date()
        marks = {one.mark.number: one for one in list_marks(db, case.case_id)}
        earlier = list_earlier(db, number, today, case.case_id) if number else ()
        registers = {one.register for one in card.papers if one.register}
        known = {one: find_entry(db, one, number) for one in sorted(registers) if number}
        people = names_of(db, [one.by for one in marks.values() if one.by is not None])
        came = find_reception(db, case.case_id)
        documents = list_documents(db, case.case_id)
    meanings = meanings_of(opened.procedure, opened.directory)
    asked = asked_names(opened.procedure, names)
    lines = [
        PaperLine(
            number=place,
            paper=one,
            marked=marks.get(place),
            by=people.get(_by(marks.get(place)), ""),
            earlier=_alike_first(one.name, earlier),
            known=known.get(one.register or "") or {},
            is_open=is_open(one, asked),
        )
        for place, one in papers_asked(card.papers, names, marks)
    ]
    proxy_id = came.proxy_id if came else None
    return PaperFile(
        case=case,
        title=card.title,
        lines=tuple(lines),
        files=papers_of(documents, meanings, opened.log.names),
        came=came,
        office=opened.directory.by_id[case.office_id],
        proxy=opened.directory.by_id.get(proxy_id or 0),
    )


def papers_asked(
    papers: tuple[Paper, ...], names: Mapping[str, Json], marked: Collection[int] = ()
) -> tuple[tuple[int, Paper], ...]:
    """Return the papers that the answers ask for, each with its place in the card, from 1.

    A condition that cannot be told yet asks for the paper; one that was marked stays in the list.
    """
    return tuple(
        (place, one)
        for place, one in enumerate(papers, 1)
        if place in marked or is_wanted(one, names)
    )


def count_case_papers(
    context: Context, office_ids: Collection[int] | None, since: datetime, until: datetime
) -> PaperCounts:
    """Return the figures 4.2 to 4.4 of index 766, for these offices or for all."""
    with context.database.read() as db:
        return count_papers(db, office_ids, since, until)


def _by(marked: MarkedPaper | None) -> int:
    return (marked.by if marked else None) or 0


def _alike_first(name: Text, earlier: tuple[EarlierPaper, ...]) -> tuple[EarlierPaper, ...]:
    return tuple(sorted(earlier, key=lambda one: one.name != name))
