"""Receptions, papers of a dossier, and the validity and successors of offices."""

import sqlalchemy as sa
from alembic import op

from engine.store.types import Instant, JsonText

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

NUMBERED = sa.text("number IS NOT NULL")
# (name, valid from, valid to, value, legal basis)
RULES = (
    (
        "code",
        "2018-06-21",
        "2025-09-15",
        "{padded}-{yymmdd}-{number}",
        "Thông tư 01/2018/TT-VPCP",
    ),
    (
        "code",
        "2025-09-15",
        None,
        "{office}-{yymmdd}-{number}",
        "Thông tư 03/2025/TT-VPCP, Điều 13",
    ),
    ("look", "2020-05-22", None, "2 working hours", "Nghị định 45/2020/NĐ-CP"),
    ("answer", "2020-05-22", None, "8 working hours", "Nghị định 45/2020/NĐ-CP"),
    ("hand-over", "2018-06-21", "2025-07-01", "15:00", "Nghị định 61/2018/NĐ-CP, Điều 18"),
    ("hand-over", "2025-07-01", None, "15:00", "Nghị định 118/2025/NĐ-CP, Điều 18"),
    ("rounds", "2018-06-21", "2025-07-01", "1", "Nghị định 61/2018/NĐ-CP, Điều 17"),
    ("rounds", "2025-07-01", None, "1", "Nghị định 118/2025/NĐ-CP, Điều 11"),
)


def upgrade() -> None:
    """Add the tables and the rules in force."""
    rules = op.create_table(
        "desk_rule",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("valid_from", sa.String(), nullable=False),
        sa.Column("valid_to", sa.String()),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", "valid_from", name="desk_rule_pk"),
    )
    names = ("name", "valid_from", "valid_to", "value", "basis")
    op.bulk_insert(rules, [dict(zip(names, one, strict=True)) for one in RULES])
    _add_receptions()
    _add_papers()
    _add_registers()


def downgrade() -> None:
    """Take the tables away."""
    op.drop_table("password_code")
    op.drop_table("register_change")
    op.drop_table("office_term")
    op.drop_table("paper")
    op.drop_index("case_number_ix", table_name="case")
    op.drop_table("reception_reading")
    op.drop_table("reception")
    op.drop_table("desk_rule")


def _add_receptions() -> None:
    op.create_table(
        "reception",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("received_at", Instant(), nullable=False),
        *(sa.Column(name, Instant()) for name in ("handed_over_at", "asked_at")),
        sa.Column("case_id", sa.Integer()),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("desk_id", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.Integer())
            for name in ("proxy_id", "by", "asked_by", "handed_over_by")
        ),
        sa.Column("rounds", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("procedure_key", sa.String(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("applicant_name", sa.String(), nullable=False),
        sa.Column("applicant_search", sa.String(), nullable=False),
        sa.Column("number", sa.String()),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("missing", JsonText(), nullable=False),
        sa.Column("slip", sa.String()),
        sa.Column("answers", JsonText()),
        sa.UniqueConstraint("case_id", name="reception_case_id_key"),
        sqlite_autoincrement=True,
    )
    for owner in ("office", "desk"):
        columns = [f"{owner}_id", "state", "received_at"]
        op.create_index(f"reception_{owner}_id_state_ix", "reception", columns)
    helped = sa.text("proxy_id IS NOT NULL")
    op.create_index(
        "reception_proxy_id_ix",
        "reception",
        ["proxy_id"],
        sqlite_where=helped,
        postgresql_where=helped,
    )
    for table in ("reception", "case"):
        op.create_index(
            f"{table}_number_ix",
            table,
            ["number"],
            sqlite_where=NUMBERED,
            postgresql_where=NUMBERED,
        )
    op.create_table(
        "reception_reading",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("reception_id", sa.Integer(), sa.ForeignKey("reception.id"), nullable=False),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
    )
    op.create_index("reception_reading_reception_id_ix", "reception_reading", ["reception_id"])


def _add_papers() -> None:
    op.create_table(
        "paper",
        sa.Column("checked_at", Instant(), nullable=False),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("case.id"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("checked_by", sa.Integer()),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer()),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("sort", "name_vi", "name_en")),
        sa.Column("digest", sa.String()),
        sa.Column("valid_until", sa.String()),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        *(
            sa.Column(name, sa.Boolean(), nullable=False)
            for name in ("legible", "complete", "reusable")
        ),
        sa.PrimaryKeyConstraint("case_id", "number", name="paper_pk"),
    )


def _add_registers() -> None:
    op.create_table(
        "office_term",
        sa.Column("office_id", sa.Integer(), sa.ForeignKey("office.id"), nullable=False),
        sa.Column("closed_at", Instant()),
        sa.Column("successor_id", sa.Integer(), sa.ForeignKey("office.id")),
        sa.Column("planned_by", sa.Integer()),
        sa.Column("valid_from", sa.String()),
        sa.Column("valid_to", sa.String()),
        sa.Column("basis", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("office_id", name="office_term_pk"),
    )
    op.create_index("office_term_valid_to_ix", "office_term", ["valid_to"])
    op.create_table(
        "register_change",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by", sa.Integer()),
        sa.Column("office_id", sa.Integer()),
        sa.Column("person_id", sa.Integer()),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("changed", JsonText(), nullable=False),
    )
    op.create_index("register_change_office_id_ix", "register_change", ["office_id"])
    op.create_index("register_change_person_id_ix", "register_change", ["person_id"])
    op.create_table(
        "password_code",
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="password_code_pk"),
    )
