"""Timers and messages while a hundred thousand of each wait."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from sqlalchemy import create_engine, text

from bench.client import RequestFailed
from bench.figures import Figure, middle, percentile
from bench.house import WAITING, House
from bench.server import ROOT

CROWD = 100_000
DUE, EACH_SECONDS, RUNS = 500, 0.02, 3
AHEAD_SECONDS, PATIENCE_SECONDS = 8.0, 60.0
FAR = "2099-01-01T00:00:00Z"
MILLISECOND = timedelta(milliseconds=1)
# Cases that wait, as the engine would have written them: copies of a real one with other codes,
# keys and instants.
CASES = """
INSERT INTO "case" (opened_at, due_at, version_id, office_id, seq, portal_status, state_format,
  paused, code, status, applicant_name, applicant_search, phone, head, state)
SELECT opened_at, due_at, version_id, office_id, seq, portal_status, state_format, paused,
  'H99.8-260101-' || n, status, applicant_name, applicant_search, phone, head, state
FROM "case", generate_series(1, :crowd) AS n WHERE id = :model
"""
TIMERS = """
INSERT INTO timer (due_at, wake_at, case_id, token, fence, element)
SELECT t.due_at - c.id * interval '1 minute', t.due_at - c.id * interval '1 minute', c.id, t.token,
  0, t.element
FROM timer AS t, "case" AS c WHERE t.case_id = :model AND c.code LIKE 'H99.8-%'
"""
MESSAGES = """
INSERT INTO subscription (case_id, token, element, name, key)
SELECT c.id, s.token, s.element, s.name, c.code
FROM subscription AS s, "case" AS c WHERE s.case_id = :model AND c.code LIKE 'H99.8-%'
"""
FIRED = """
SELECT case_id, at FROM log WHERE kind = 'fire-timer' AND case_id >= :first
"""


def gather_crowd(house: House) -> None:
    """Let a hundred thousand cases wait for a message and an instant far off; only once."""
    engine = create_engine(house.url, isolation_level="AUTOCOMMIT")
    with engine.connect() as db:
        if db.execute(text("SELECT count(*) FROM timer")).scalar_one() < CROWD:
            model = house.file(WAITING, luc=FAR).case_id
            db.execute(text(CASES), {"crowd": CROWD, "model": model})
            db.execute(text(TIMERS), {"model": model})
            db.execute(text(MESSAGES), {"model": model})
            db.execute(text("VACUUM ANALYZE"))
    engine.dispose()


def measure_timers(house: House) -> tuple[Figure, ...]:
    """Return the milliseconds from due to fired that 99 of 100 timers keep to, with one worker."""
    gather_crowd(house)
    with _working(house):
        runs = [_late(house) for _ in range(RUNS)]
    return (
        middle(
            "timer fired after it is due, 100,000 waiting, 99 of 100",
            "ms",
            [percentile(run, 0.99) for run in runs],
            target=1000,
        ),
        middle("  the same, 50 of 100", "ms", [percentile(run, 0.5) for run in runs]),
    )


def _late(house: House) -> list[float]:
    """Let timers become due one after the other and return the milliseconds each was late."""
    due: dict[int, datetime] = {}
    begin = house.context.clock.now() + timedelta(seconds=AHEAD_SECONDS)
    for number in range(DUE):
        instant = begin + timedelta(seconds=number * EACH_SECONDS)
        due[house.file(WAITING, luc=instant.isoformat()).case_id] = instant
    until = time.monotonic() + PATIENCE_SECONDS
    fired: dict[int, datetime] = {}
    while len(fired) < DUE:
        if time.monotonic() > until:
            raise RequestFailed(f"{DUE - len(fired)} timers have not fired")
        time.sleep(0.5)
        fired = _fired(house, min(due))
    return [(fired[case_id] - instant) / MILLISECOND for case_id, instant in due.items()]


def _fired(house: House, first: int) -> dict[int, datetime]:
    with house.context.database.read() as db:
        return {row.case_id: row.at for row in db.execute(text(FIRED), {"first": first})}


@contextmanager
def _working(house: House) -> Iterator[None]:
    """Let one worker run beside: `motcua work`."""
    variables = {**os.environ, "DATABASE_URL": house.url, "MOTCUA_VAR": str(house.var)}
    words = [sys.executable, "-m", "engine.cli", "work", "--name", "bench"]
    running = subprocess.Popen(  # noqa: S603 - our own words
        words, cwd=ROOT, env=variables, stdout=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        running.terminate()
        running.wait(30)
