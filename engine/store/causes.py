"""Incidents of all cases, grouped by their cause."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from engine.records.causes import Cause, CauseCount, Place, Stuck
from engine.store.tables import case, incident, version
from engine.store.types import AnyRow

# Rows from before there were patterns are their own.
PATTERN = func.coalesce(incident.c.pattern, incident.c.text)
JOINED = incident.join(case, case.c.id == incident.c.case_id).join(
    version, version.c.id == case.c.version_id
)
CAUSE = (version.c.procedure_key, incident.c.element, incident.c.code, PATTERN.label("pattern"))
COUNT = (
    select(
        *CAUSE,
        func.count().label("number"),
        func.min(incident.c.raised_at).label("first_at"),
        func.max(incident.c.raised_at).label("last_at"),
        func.max(case.c.version_id).label("version_id"),
        func.max(incident.c.text).label("example"),
    )
    .select_from(JOINED)
    .group_by(*CAUSE)
    .order_by(func.count().desc(), func.min(incident.c.raised_at), incident.c.element)
)
STUCK = select(
    *CAUSE,
    incident.c.case_id,
    incident.c.token,
    incident.c.text,
    incident.c.raised_at,
    case.c.code.label("dossier"),
    case.c.version_id,
).select_from(JOINED)
NUMBER = select(func.count()).select_from(JOINED)


@dataclass(frozen=True, kw_only=True)
class Range:
    """Which incidents of a cause.

    until   raised at this instant or before; None for all
    since   raised after this instant
    after   beyond this place
    """

    until: datetime | None = None
    since: datetime | None = None
    after: Place | None = None


def list_causes(db: Connection, most: int) -> tuple[CauseCount, ...]:
    """Return the causes, the most frequent first."""
    return tuple(
        CauseCount(
            cause=_cause(row),
            number=row.number,
            first_at=row.first_at,
            last_at=row.last_at,
            version_id=row.version_id,
            example=row.example,
        )
        for row in db.execute(COUNT.limit(most))
    )


def list_stuck(db: Connection, cause: Cause, within: Range, most: int) -> tuple[Stuck, ...]:
    """Return incidents of a cause in the order of their places."""
    wanted = STUCK.where(*_conditions(cause, within))
    rows = db.execute(wanted.order_by(incident.c.case_id, incident.c.token).limit(most))
    return tuple(_stuck(row) for row in rows)


def count_stuck(db: Connection, cause: Cause, within: Range) -> int:
    """Return how many incidents of a cause there are."""
    wanted: Select[Any] = NUMBER.where(*_conditions(cause, within))
    found: int = db.execute(wanted).scalar_one()
    return found


def find_stuck(db: Connection, place: Place) -> Stuck | None:
    """Return the incident at a place."""
    at = and_(incident.c.case_id == place.case_id, incident.c.token == place.token)
    row = db.execute(STUCK.where(at)).first()
    return None if row is None else _stuck(row)


def _conditions(cause: Cause, within: Range) -> list[ColumnElement[bool]]:
    pattern: ColumnElement[str] = PATTERN
    asked: list[ColumnElement[bool]] = [
        version.c.procedure_key == cause.procedure_key,
        incident.c.element == cause.element,
        incident.c.code == cause.code,
        pattern == cause.pattern,
    ]
    if within.until is not None:
        asked.append(incident.c.raised_at <= within.until)
    if within.since is not None:
        asked.append(incident.c.raised_at > within.since)
    if within.after is not None:
        behind = incident.c.token > within.after.token
        asked.append(
            or_(
                incident.c.case_id > within.after.case_id,
                and_(incident.c.case_id == within.after.case_id, behind),
            )
        )
    return asked


def _cause(row: AnyRow) -> Cause:
    return Cause(
        procedure_key=row.procedure_key, element=row.element, code=row.code, pattern=row.pattern
    )


def _stuck(row: AnyRow) -> Stuck:
    return Stuck(
        place=Place(case_id=row.case_id, token=row.token),
        cause=_cause(row),
        dossier=row.dossier,
        version_id=row.version_id,
        text=row.text,
        raised_at=row.raised_at,
    )
