"""PostgreSQL tells listening processes when people, their posts or their sessions change."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# A new session changes nothing that anybody could have remembered.
CHANGES = (
    ("person", "UPDATE OR DELETE"),
    ("post", "INSERT OR UPDATE OR DELETE"),
    ("office", "UPDATE OR DELETE"),
    ("session", "UPDATE OR DELETE"),
)
FUNCTION = """
CREATE FUNCTION tell_of_people() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN PERFORM pg_notify('people', ''); RETURN NULL; END $$
"""


def upgrade() -> None:
    """Make the triggers; SQLite has nobody to tell."""
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute(FUNCTION)
    for table, changes in CHANGES:
        op.execute(
            f'CREATE TRIGGER tell_of_people AFTER {changes} ON "{table}" '
            "FOR EACH STATEMENT EXECUTE FUNCTION tell_of_people()"
        )


def downgrade() -> None:
    """Take them away."""
    if op.get_bind().dialect.name != "postgresql":
        return
    for table, _changes in CHANGES:
        op.execute(f'DROP TRIGGER tell_of_people ON "{table}"')
    op.execute("DROP FUNCTION tell_of_people()")
