"""Watched terms are found by index, however many cases are open."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from engine.store.database import Database
from engine.store.term_counts import count_terms
from engine.store.terms import list_due, list_late, next_due

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
MANY = 100_000
# A hundred thousand open cases over fifty offices; one in a thousand has something to be told.
CASES = """
INSERT INTO "case" (id, opened_at, version_id, office_id, seq, portal_status, state_format, paused,
  code, status, applicant_name, applicant_search, phone, head)
SELECT n, :now, 1, 1 + n % 50, 1, 2, 2, false, 'H99-' || n, 'running', 'A', 'a', '0', ''
FROM generate_series(1, :many) AS n
"""
TERMS = """
INSERT INTO term (next_at, due_at, case_id, office_id, reached, runs)
SELECT CAST(:now AS timestamptz) + CASE WHEN n % 1000 = 0 THEN interval '-1 hour'
  ELSE n * interval '1 minute' END,
  CAST(:now AS timestamptz) + (n - 1000) * interval '1 minute', n, 1 + n % 50, 0, true
FROM generate_series(1, :many) AS n
"""
DUE = "SELECT case_id FROM term WHERE next_at <= '2026-11-23T02:00Z' ORDER BY next_at LIMIT 100"
LATE = "SELECT 1 FROM term WHERE office_id IN (2) AND runs AND due_at < '2026-11-23T02:00Z'"


def plan(database: Database, statement: str) -> str:
    """Return how PostgreSQL carries a statement out."""
    with database.read() as db:
        return "\n".join(row[0] for row in db.execute(text(f"EXPLAIN {statement}")))


def test_a_hundred_thousand_terms_are_looked_through_by_index(database: Database) -> None:
    if not database.is_postgres:
        pytest.skip("plans are PostgreSQL's")
    with database.begin() as db:
        db.execute(text("SET LOCAL session_replication_role = replica"))
        for statement in (CASES, TERMS):
            db.execute(text(statement), {"now": NOW, "many": MANY})
        db.execute(text("ANALYZE"))
    with database.read() as db:
        assert len(list_due(db, NOW, 500)) == MANY // 1000
        assert next_due(db) == NOW - timedelta(hours=1)
        assert (count_terms(db, [2], NOW).late, len(list_late(db, [2], NOW, 1))) == (20, 20)
    assert "term_next_at_ix" in plan(database, DUE)
    assert "term_office_id_due_at_ix" in plan(database, LATE)
