"""The fence around the log: its rows can be added, and their payload erased, and nothing else.

A second line: whoever owns the database can take it down. What proves that nothing was altered is
the chain of hashes (engine/records/chain.py), which does not rely on it.
"""

from alembic import op

REFUSAL = "the log is only appended to"
KEPT = (
    "at",
    "case_id",
    "seq",
    "by",
    "calendar_id",
    "version_id",
    "kind",
    "request_key",
    "commitment",
    "hash",
)
SAME_SQLITE = " AND ".join(f'NEW."{name}" IS OLD."{name}"' for name in KEPT)
SAME_POSTGRES = " AND ".join(f'NEW."{name}" IS NOT DISTINCT FROM OLD."{name}"' for name in KEPT)
ERASED = "NEW.payload IS NULL AND NEW.salt IS NULL"

SQLITE = (
    "CREATE TRIGGER log_no_update BEFORE UPDATE ON log"
    f" WHEN NOT ({ERASED} AND {SAME_SQLITE})"
    f" BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    "CREATE TRIGGER log_no_delete BEFORE DELETE ON log"
    f" BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
)
POSTGRES = (
    "CREATE FUNCTION refuse_log_change() RETURNS trigger LANGUAGE plpgsql AS"
    f" $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$",
    "CREATE TRIGGER log_no_update BEFORE UPDATE ON log FOR EACH ROW"
    f" WHEN (NOT ({ERASED} AND {SAME_POSTGRES})) EXECUTE FUNCTION refuse_log_change()",
    "CREATE TRIGGER log_no_delete BEFORE DELETE ON log FOR EACH ROW"
    " EXECUTE FUNCTION refuse_log_change()",
    "CREATE TRIGGER log_no_truncate BEFORE TRUNCATE ON log EXECUTE FUNCTION refuse_log_change()",
)


def raise_fence() -> None:
    """Make the triggers."""
    is_postgres = op.get_bind().dialect.name == "postgresql"
    for statement in POSTGRES if is_postgres else SQLITE:
        op.execute(statement)
