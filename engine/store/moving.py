"""Rows that follow a token to another element, when its case goes on with another version."""

from typing import Any

from sqlalchemy import Connection, Table, bindparam, update

from engine.records.outcomes import Outcome
from engine.store.database import run_rows
from engine.store.tables import incident, job, timer


def _follow(table: Table) -> Any:
    return (
        update(table)
        .where(table.c.case_id == bindparam("wanted"), table.c.token == bindparam("at_token"))
        .values(element=bindparam("new_element"))
    )


# A job keeps its lease and its attempts, an incident its age.
FOLLOW = (_follow(timer), _follow(incident), _follow(job).where(job.c.settles))


def save(db: Connection, case_id: int, outcome: Outcome) -> None:
    """Write at which elements the timers, jobs and incidents of moved tokens stand."""
    if not outcome.moved:
        return
    rows = [
        {"wanted": case_id, "at_token": token, "new_element": element}
        for token, element in outcome.moved
    ]
    for statement in FOLLOW:
        run_rows(db, statement, rows)
