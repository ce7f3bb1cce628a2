"""Documents: which files belong to which case."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from engine.records.documents import Document
from engine.records.forms import StoredFile
from engine.store.tables import document

OF_CASE = (
    select(document)
    .where(document.c.case_id == bindparam("wanted"))
    .order_by(document.c.at, document.c.field, document.c.name)
)
# The same file given twice for the same question is one document.
INSERTS = {
    "sqlite": sqlite.insert(document).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(document).on_conflict_do_nothing(),
}


def insert_documents(
    db: Connection,
    case_id: int,
    files: Iterable[tuple[str, StoredFile]],
    by: int | None,
    now: datetime,
) -> None:
    """Add files to a case, each with the key of its field; `by` None is the applicant."""
    rows = [
        {
            "case_id": case_id,
            "digest": one.digest,
            "field": field,
            "name": one.name,
            "size": one.size,
            "media": one.media,
            "at": now,
            "by": by,
        }
        for field, one in files
    ]
    if rows:
        db.execute(INSERTS[db.dialect.name], rows)


def list_documents(db: Connection, case_id: int) -> tuple[Document, ...]:
    """Return the files of a case in the order they came."""
    return tuple(
        Document(
            file=StoredFile(digest=row.digest, name=row.name, size=row.size, media=row.media),
            field=row.field,
            at=row.at,
            by=row.by,
        )
        for row in db.execute(OF_CASE, {"wanted": case_id})
    )


def find_document(db: Connection, case_id: int, digest: str) -> Document | None:
    """Return the file of this digest if it belongs to the case."""
    found = (one for one in list_documents(db, case_id) if one.file.digest == digest)
    return next(found, None)
