"""Warnings while a hundred thousand cases with a day promised are open."""

import time
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import create_engine, text

from bench.figures import RUNS, Figure, middle, percentile
from bench.house import House
from bench.listing import COPY_CASES, OPEN_TASKS
from engine.actions.tell_terms import tell_terms
from engine.clock import FixedClock
from engine.store.terms import list_due

TIMES = 100
# The copies are promised for days to come and are looked at then.
COPY_TERMS = """
INSERT INTO term (next_at, due_at, case_id, office_id, reached, runs)
SELECT due_at + interval '30 days', due_at + interval '30 days', id, office_id, 0, true
FROM "case" WHERE code LIKE 'H99.9-%' ON CONFLICT DO NOTHING
"""
COPIED = "SELECT 1 FROM \"case\" WHERE code LIKE 'H99.9-%' LIMIT 1"


def measure_warnings(house: House) -> tuple[Figure, ...]:
    """Return the milliseconds in which due terms are found, and in which each is told."""
    _gather(house)
    found, told = [], []
    for _ in range(RUNS):
        dues = [house.file().standing.due_at for _ in range(TIMES)]
        due_at = max(due for due in dues if due is not None)
        clock = FixedClock(due_at - timedelta(hours=1))
        context = replace(house.context, clock=clock)
        times = []
        for _ in range(TIMES):
            begun = time.perf_counter()
            with context.database.read() as db:
                list_due(db, clock.now(), TIMES)
            times.append((time.perf_counter() - begun) * 1000)
        found.append(percentile(times, 0.95))
        begun = time.perf_counter()
        number = tell_terms(context, TIMES)
        told.append((time.perf_counter() - begun) * 1000 / number)
    return (
        middle("terms due are found among 100,000 open cases, 95 of 100", "ms", found, target=5),
        middle("  and one is told: log, duty, next instant", "ms", told),
    )


def _gather(house: House) -> None:
    engine = create_engine(house.url, isolation_level="AUTOCOMMIT")
    given = {"offices": 1, "open": OPEN_TASKS, "model": house.file().case_id}
    with engine.connect() as db:
        if not db.execute(text(COPIED)).scalar():
            db.execute(text(COPY_CASES), given)
        db.execute(text(COPY_TERMS))
        db.execute(text("VACUUM ANALYZE"))
    engine.dispose()
