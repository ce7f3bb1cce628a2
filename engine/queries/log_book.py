"""Form 07, the log book: the dossiers an office received in a period, by field.

Source  Thông tư 03/2025/TT-VPCP, form 07; Thông tư 01/2018/TT-VPCP, form 06
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from engine.context import Context
from engine.drafting.facts import address_keys, office_facts
from engine.drafting.rights import register_offices
from engine.errors import NotFound, Words
from engine.letters.form_names import FORM_NAMES
from engine.letters.letter import Filling, make_letter
from engine.letters.wording import ZONE, day_text
from engine.lint.letter_names import FIXED
from engine.records.cards import Card, Text
from engine.records.letters import BY_HAND, BY_POST, LOG_BOOK, ONLINE
from engine.records.people import Office, Person
from engine.records.values import Json
from engine.store.database import Db
from engine.store.log_book import (
    answers_filed,
    list_received,
    list_versions_received,
    ways_delivered,
)

MOST_ROWS = 2_000
# Of one printed part: setting more would take longer than a letter may.
PART_ROWS = 300
HANDED_OVER = 10
WAY_WORDS = {
    BY_HAND: Words(vi="Trực tiếp", en="In person"),
    BY_POST: Words(vi="Bưu điện", en="By post"),
    ONLINE: Words(vi="Trực tuyến", en="Online"),
}


@dataclass(frozen=True, kw_only=True)
class BookQuestion:
    """Which log book: an office by its code, days inclusive, a field in Vietnamese ("" for all)."""

    office: str
    since: date
    until: date
    field: str = ""


@dataclass(frozen=True, kw_only=True)
class BookRow:
    """A dossier in the book.

    version_id  by which its filing form is found
    office      that decides it: not the book's own where its desk took it in for another
    way         how its result was delivered
    """

    number: int
    case_id: int
    version_id: int
    office: Office
    code: str
    title: Text
    applicant: str
    phone: str
    received_at: datetime
    due_at: datetime | None
    returned_at: datetime | None
    way: str


@dataclass(frozen=True, kw_only=True)
class LogBook:
    """A log book.

    offices   whose books the reader may read
    fields    to choose from
    is_cut    there are more rows than are shown
    """

    office: Office
    asked: BookQuestion
    rows: tuple[BookRow, ...]
    offices: tuple[Office, ...]
    fields: tuple[Text, ...]
    is_cut: bool

    @property
    def parts(self) -> int:
        """In how many parts it is printed."""
        return max(1, -(-len(self.rows) // PART_ROWS))


def read_log_book(context: Context, person: Person, asked: BookQuestion) -> LogBook:
    """Return a log book; without an office that of the reader's first one.

    Raises  NotFound for an office whose book is not the reader's, and for a reader without any
    """
    with context.database.read() as db:
        directory = context.offices.get(db)
        found = [directory.by_id[one] for one in register_offices(person, directory)]
        mine = tuple(sorted(found, key=lambda one: one.is_closed))
        office = next((one for one in mine if asked.office in ("", one.code)), None)
        if office is None:
            raise NotFound(what=Words(en="log book", vi="sổ theo dõi"), key=asked.office[:40])
        return _read(context, db, office, mine, asked)


def print_log_book(context: Context, person: Person, asked: BookQuestion, part: int) -> bytes:
    """Return a part of a log book, from 1, as PDF/A; raise NotFound."""
    book = read_log_book(context, person, asked)
    now = context.clock.now()
    form = context.editions.find(LOG_BOOK, asked.since)
    if form is None:
        raise NotFound(what=Words(en="form", vi="mẫu"), key=LOG_BOOK)
    rows = book.rows[(part - 1) * PART_ROWS : part * PART_ROWS]
    with context.database.read() as db:
        directory = context.offices.get(db)
        addresses = _addresses(context, db, rows)
    naming = context.editions.naming(book.office.kind)
    span = f"từ {day_text(asked.since)} đến {day_text(asked.until)}"
    scope = f"Lĩnh vực: {asked.field} · {span}" if asked.field else span.capitalize()
    if book.parts > 1:
        scope = f"{scope} · phần {part}/{book.parts}"
    values: dict[str, Json] = {
        **office_facts(book.office, directory, naming),
        "today": now.astimezone(ZONE).date().isoformat(),
        "person.name": person.name,
        "form.scope": scope,
        "form.book": [_line(one, addresses.get(one.case_id, "")) for one in rows] or [[""] * 11],
    }
    names = (*FIXED, *FORM_NAMES)
    filling = Filling(names=names, values=values, title=form.title.vi, author=book.office.name_vi)
    return make_letter(form.template, filling, now)


def _read(
    context: Context, db: Db, office: Office, mine: tuple[Office, ...], asked: BookQuestion
) -> LogBook:
    period = _midnight(asked.since), _midnight(asked.until + timedelta(days=1))
    cards = {
        one: context.versions.get(db, one).compiled.procedure.card
        for one in list_versions_received(db, (office.office_id,), period)
    }
    chosen = [one for one, card in cards.items() if asked.field in ("", card.field.vi)]
    found = list_received(db, (office.office_id,), period, chosen, MOST_ROWS + 1)
    ways = ways_delivered(db, [one["id"] for one in found])
    fields = {card.field.vi: card.field for card in cards.values()}
    return LogBook(
        office=office,
        asked=asked,
        rows=tuple(
            _row(number, one, cards, (context.offices.get(db).by_id, ways.get(one["id"], "")))
            for number, one in enumerate(found[:MOST_ROWS], 1)
        ),
        offices=mine,
        fields=tuple(fields[one] for one in sorted(fields)),
        is_cut=len(found) > MOST_ROWS,
    )


def _row(
    number: int,
    one: Mapping[str, Any],
    cards: Mapping[int, Card],
    known: tuple[Mapping[int, Office], str],
) -> BookRow:
    offices, way = known
    return BookRow(
        number=number,
        case_id=one["id"],
        version_id=one["version_id"],
        office=offices[one["office_id"]],
        code=one["code"],
        title=cards[one["version_id"]].title,
        applicant=one["applicant_name"],
        phone=one["phone"],
        received_at=one["opened_at"],
        due_at=one["due_at"],
        returned_at=one["closed_at"] if one["portal_status"] == HANDED_OVER else None,
        way=way,
    )


def _addresses(context: Context, db: Db, rows: Sequence[BookRow]) -> dict[int, str]:
    """Return the address that each dossier gives, where its filing form asks for one."""
    filed = answers_filed(db, [one.case_id for one in rows])
    found: dict[int, str] = {}
    for row in rows:
        procedure = context.versions.get(db, row.version_id).compiled.procedure
        given = (filed.get(row.case_id, {}).get(key) for key in address_keys(procedure))
        found[row.case_id] = str(next((one for one in given if one), ""))
    return found


def _line(one: BookRow, address: str) -> list[Json]:
    way = WAY_WORDS[one.way].vi if one.way in WAY_WORDS else ""
    moments = (one.received_at, one.due_at, one.returned_at)
    reached = "\n".join(part for part in (address, one.phone) if part)
    people = [one.applicant, reached, one.office.name_vi]
    return [str(one.number), one.code, one.title.vi, *people, *map(_short, moments), way, ""]


def _short(moment: datetime | None) -> str:
    if moment is None:
        return ""
    here = moment.astimezone(ZONE)
    return f"{here:%H:%M}\n{day_text(here.date())}"


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ZONE)
