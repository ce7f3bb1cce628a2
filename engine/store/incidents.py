"""Incidents: what stands still until an administrator looks at it."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select

from engine.records.causes import pattern_of
from engine.records.outcomes import Incident, Outcome
from engine.store.database import run_rows
from engine.store.tables import incident

INSERT_INCIDENT = insert(incident)
DROP_INCIDENTS = delete(incident).where(
    incident.c.case_id == bindparam("wanted"),
    incident.c.token.in_(bindparam("tokens", expanding=True)),
)
OF_CASE = (
    select(incident.c.token, incident.c.element, incident.c.code, incident.c.text)
    .where(incident.c.case_id == bindparam("wanted"))
    .order_by(incident.c.token)
)


def save(db: Connection, case_id: int, outcome: Outcome, now: datetime) -> None:
    """Carry out what an outcome says about incidents."""
    if outcome.incidents_gone:
        db.execute(DROP_INCIDENTS, {"wanted": case_id, "tokens": list(outcome.incidents_gone)})
    rows = [
        {
            "case_id": case_id,
            "token": one.token,
            "element": one.element,
            "code": one.code,
            "text": one.text,
            "pattern": pattern_of(one.text),
            "raised_at": now,
        }
        for one in outcome.incidents
    ]
    run_rows(db, INSERT_INCIDENT, rows)


def list_case_incidents(db: Connection, case_id: int) -> tuple[Incident, ...]:
    """Return the incidents of a case."""
    return tuple(
        Incident(token=row.token, element=row.element, code=row.code, text=row.text)
        for row in db.execute(OF_CASE, {"wanted": case_id})
    )
