"""The last mark of each paper of a case, and what a person handed in before."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, case, delete, func, or_, select
from sqlalchemy.sql.expression import insert

from engine.records.cards import Text
from engine.records.forms import StoredFile
from engine.records.papers import EarlierPaper, MarkedPaper, PaperCounts, PaperMark
from engine.store.database import run_rows
from engine.store.desk_tables import paper, reception
from engine.store.tables import case as case_table
from engine.store.tables import document
from engine.store.types import AnyRow

MOST_EARLIER = 50
OF_CASE = (
    select(paper, document.c.name, document.c.size, document.c.media)
    .select_from(
        paper.outerjoin(
            document,
            and_(document.c.case_id == paper.c.case_id, document.c.digest == paper.c.digest),
        )
    )
    .where(paper.c.case_id == bindparam("wanted"))
    .order_by(paper.c.number)
)
DROP = delete(paper).where(
    paper.c.case_id == bindparam("of_case"),
    paper.c.number.in_(bindparam("numbers", expanding=True)),
)
INSERT = insert(paper)
EARLIER = (
    select(paper, document.c.name, document.c.size, document.c.media, case_table.c.code)
    .select_from(
        case_table.join(paper, paper.c.case_id == case_table.c.id).join(
            document,
            and_(document.c.case_id == paper.c.case_id, document.c.digest == paper.c.digest),
        )
    )
    .where(
        case_table.c.number == bindparam("person"),
        case_table.c.id != bindparam("but"),
        paper.c.legible,
        paper.c.complete,
        or_(paper.c.valid_until.is_(None), paper.c.valid_until >= bindparam("today")),
    )
    .order_by(paper.c.checked_at.desc())
    .limit(MOST_EARLIER)
)


def save_marks(
    db: Connection, case_id: int, marks: Iterable[PaperMark], by: int | None, now: datetime
) -> None:
    """Put these marks in the place of earlier ones of the same papers."""
    rows = [_row(case_id, one, by, now) for one in marks]
    if rows:
        db.execute(DROP, {"of_case": case_id, "numbers": [row["number"] for row in rows]})
        run_rows(db, INSERT, rows)


def list_marks(db: Connection, case_id: int) -> tuple[MarkedPaper, ...]:
    """Return the marked papers of a case; a file given for two fields is named once."""
    found = {row.number: row for row in db.execute(OF_CASE, {"wanted": case_id})}
    return tuple(
        MarkedPaper(mark=_mark(row), by=row.checked_by, at=row.checked_at) for row in found.values()
    )


def list_earlier(
    db: Connection, number: str, today: date, but_case: int = 0
) -> tuple[EarlierPaper, ...]:
    """Return the digitised papers of a person that are still valid, the newest of each file."""
    given = {"person": number, "but": but_case, "today": today.isoformat()}
    found: dict[str, EarlierPaper] = {}
    for row in db.execute(EARLIER, given):
        stored = _file(row)
        if stored is not None and row.digest not in found:
            found[row.digest] = EarlierPaper(
                case_id=row.case_id,
                code=row.code,
                name=Text(vi=row.name_vi, en=row.name_en),
                file=stored,
                pages=row.pages,
                valid_until=_day(row.valid_until),
                at=row.checked_at,
            )
    return tuple(found.values())


def count_papers(
    db: Connection, office_ids: Collection[int] | None, since: datetime, until: datetime
) -> PaperCounts:
    """Return the figures of the dossiers received in a time, of these offices or of all.

    Source  QĐ 766/QĐ-TTg, items 4.2 to 4.4
    """
    within = and_(reception.c.received_at >= since, reception.c.received_at < until)
    received = select(reception.c.case_id).where(within, reception.c.case_id.is_not(None))
    if office_ids is not None:
        received = received.where(reception.c.office_id.in_(sorted(office_ids)))
    is_digitised = and_(paper.c.digest.is_not(None), paper.c.legible, paper.c.complete)
    row = db.execute(
        select(
            func.count(func.distinct(case((is_digitised, paper.c.case_id)))).label("digitised"),
            func.count(case((or_(paper.c.reusable, paper.c.sort == "reused"), 1))).label("able"),
            func.count(case((paper.c.sort == "reused", 1))).label("reused"),
            func.count(case((paper.c.sort == "known", 1))).label("known"),
        ).where(paper.c.case_id.in_(received))
    ).one()
    dossiers = db.execute(select(func.count()).select_from(received.subquery())).scalar_one()
    return PaperCounts(
        dossiers=dossiers,
        digitised=row.digitised,
        reusable=row.able,
        reused=row.reused,
        from_store=row.known,
    )


def _row(case_id: int, one: PaperMark, by: int | None, now: datetime) -> dict[str, Any]:
    return {
        "case_id": case_id,
        "number": one.number,
        "checked_at": now,
        "checked_by": by,
        "copies": one.copies,
        "pages": one.pages,
        "sort": one.sort,
        "name_vi": one.name.vi,
        "name_en": one.name.en,
        "digest": one.file.digest if one.file else None,
        "valid_until": one.valid_until.isoformat() if one.valid_until else None,
        "source": one.source,
        "note": one.note,
        "legible": one.legible,
        "complete": one.complete,
        "reusable": one.reusable,
    }


def _mark(row: AnyRow) -> PaperMark:
    return PaperMark(
        number=row.number,
        name=Text(vi=row.name_vi, en=row.name_en),
        sort=row.sort,
        copies=row.copies,
        file=_file(row),
        pages=row.pages,
        legible=row.legible,
        complete=row.complete,
        valid_until=_day(row.valid_until),
        source=row.source,
        reusable=row.reusable,
        note=row.note,
    )


def _file(row: AnyRow) -> StoredFile | None:
    if row.digest is None or row.name is None:
        return None
    return StoredFile(digest=row.digest, name=row.name, size=row.size, media=row.media)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
