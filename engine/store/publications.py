"""Publications under way, comments on drafts, and how many people must agree."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from engine.errors import NotFound, Words
from engine.records.publications import UNDER_WAY, Comment, Publication, Reach, Wish
from engine.records.values import Json
from engine.store.draft_tables import draft_save
from engine.store.publication_tables import approval_rule, draft_comment, publication
from engine.store.tables import person
from engine.store.types import AnyRow

FEWEST = 1
WORDS = Words(en="publication", vi="lần trình công bố")
COMMENT_WORDS = Words(en="comment", vi="góp ý")
ALL = select(publication).order_by(publication.c.id.desc())
BY_CASE = select(publication).where(publication.c.case_id == bindparam("wanted"))
OF_DRAFT = ALL.where(publication.c.draft_id == bindparam("wanted"))
OPEN = ALL.where(publication.c.state.in_(UNDER_WAY))
AUTHORS = select(draft_save.c.by).where(draft_save.c.draft_id == bindparam("wanted")).distinct()
RULES = select(approval_rule)
COMMENTS = (
    select(draft_comment, person.c.name.label("by_name"))
    .join(person, person.c.id == draft_comment.c.by)
    .where(draft_comment.c.draft_id == bindparam("wanted"))
    .order_by(draft_comment.c.id)
)


@dataclass(frozen=True, kw_only=True)
class NewPublication:
    """What a publication is opened with."""

    draft_id: int
    procedure_key: str
    case_id: int
    state: str
    wish: Wish
    by: int
    at: datetime


def insert_publication(db: Connection, given: NewPublication) -> None:
    """Write down that a draft is to be published."""
    row = {
        "draft_id": given.draft_id,
        "procedure_key": given.procedure_key,
        "case_id": given.case_id,
        "save": 0,
        "digest": "",
        "state": given.state,
        "wish": wish_to(given.wish),
        "needed": FEWEST,
        "authors": [],
        "requested_at": given.at,
        "requested_by": given.by,
        "report": {},
        "reason": "",
    }
    db.execute(insert(publication), row)


def find_publication(db: Connection, case_id: int) -> Publication | None:
    """Return the publication that a case carries out."""
    row = db.execute(BY_CASE, {"wanted": case_id}).first()
    return None if row is None else publication_from(row)


def lock_publication(db: Connection, case_id: int) -> Publication | None:
    """Return the publication of a case; nobody else changes it until the transaction ends."""
    row = db.execute(BY_CASE.with_for_update(), {"wanted": case_id}).first()
    return None if row is None else publication_from(row)


def list_of_draft(db: Connection, draft_id: int) -> tuple[Publication, ...]:
    """Return every publication asked for a draft, the newest first."""
    return tuple(publication_from(row) for row in db.execute(OF_DRAFT, {"wanted": draft_id}))


def list_under_way(db: Connection) -> tuple[Publication, ...]:
    """Return all publications that are not over, the newest first."""
    return tuple(publication_from(row) for row in db.execute(OPEN))


def change_publication(db: Connection, publication_id: int, **changes: Any) -> None:
    """Write columns of a publication."""
    db.execute(update(publication).where(publication.c.id == publication_id).values(**changes))


def authors_of(db: Connection, draft_id: int) -> tuple[int, ...]:
    """Return everybody who saved a draft."""
    return tuple(sorted(db.execute(AUTHORS, {"wanted": draft_id}).scalars()))


def approvals_needed(db: Connection, procedure_key: str) -> int:
    """Return how many people must agree before a procedure is published."""
    rules = read_rules(db)
    return rules.get(procedure_key, rules.get("", FEWEST))


def read_rules(db: Connection) -> Mapping[str, int]:
    """Return how many people must agree, by procedure; the empty key is for all others."""
    return {row.procedure_key: row.needed for row in db.execute(RULES)}


def set_rule(db: Connection, procedure_key: str, needed: int, by: int, at: datetime) -> None:
    """Say how many people must agree."""
    db.execute(delete(approval_rule).where(approval_rule.c.procedure_key == procedure_key))
    row = {"procedure_key": procedure_key, "needed": needed, "set_at": at, "set_by": by}
    db.execute(insert(approval_rule), row)


def insert_comment(db: Connection, given: Comment) -> int:
    """Write a comment, whatever `comment_id` says; return its id."""
    row = {
        "draft_id": given.draft_id,
        "save": given.save,
        "path": given.path,
        "element": given.element,
        "text": given.text,
        "at": given.at,
        "by": given.by,
    }
    made: int = db.execute(insert(draft_comment).returning(draft_comment.c.id), row).scalar_one()
    return made


def resolve_comment(db: Connection, draft_id: int, comment_id: int, at: datetime | None) -> None:
    """Mark a comment of a draft as dealt with, or as open again with None; raise NotFound."""
    mine = (draft_comment.c.id == comment_id) & (draft_comment.c.draft_id == draft_id)
    if not db.execute(update(draft_comment).where(mine).values(resolved_at=at)).rowcount:
        raise NotFound(what=COMMENT_WORDS, key=comment_id)


def list_comments(db: Connection, draft_id: int) -> tuple[Comment, ...]:
    """Return all comments on a draft, the oldest first."""
    return tuple(
        Comment(
            comment_id=row.id,
            draft_id=row.draft_id,
            save=row.save,
            path=row.path,
            element=row.element,
            text=row.text,
            at=row.at,
            by=row.by,
            by_name=row.by_name,
            resolved_at=row.resolved_at,
        )
        for row in db.execute(COMMENTS, {"wanted": draft_id})
    )


def wish_to(wish: Wish) -> dict[str, Json]:
    """Return a wish as it is kept."""
    return {
        "summary": wish.summary,
        "effective_at": wish.effective_at.isoformat() if wish.effective_at else None,
        "offices": list(wish.reach.offices),
        "share": wish.reach.share,
    }


def wish_from(kept: Mapping[str, Any]) -> Wish:
    """Return a wish that was kept."""
    at = kept.get("effective_at")
    return Wish(
        summary=kept["summary"],
        effective_at=datetime.fromisoformat(at) if at else None,
        reach=Reach(offices=tuple(kept["offices"]), share=kept["share"]),
    )


def publication_from(row: AnyRow) -> Publication:
    """Return the publication in a row."""
    return Publication(
        publication_id=row.id,
        draft_id=row.draft_id,
        procedure_key=row.procedure_key,
        case_id=row.case_id,
        save=row.save,
        digest=row.digest,
        state=row.state,
        wish=wish_from(row.wish),
        needed=row.needed,
        authors=tuple(row.authors),
        requested_at=row.requested_at,
        requested_by=row.requested_by,
        report=row.report,
        reason=row.reason,
        version_id=row.version_id,
    )
