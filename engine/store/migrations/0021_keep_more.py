"""What money and letters keep besides.

A provider that was told of an order is told when it counts no more. A number of a letter is found
by itself. Dossiers that were filed online before desks kept receptions get theirs, so that they
stand on the page of their desk.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from engine.records.chain import decode_payload
from engine.records.commands import Start
from engine.store.folding import fold
from engine.store.types import Instant, JsonText

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

DUE = sa.text("recall_at IS NOT NULL")
AT_ONCE = 500
# The tables as they stand at this revision, as far as they are needed.
CASE = sa.table(
    "case",
    *(sa.column(name) for name in ("id", "office_id", "applicant_name", "number")),
    sa.column("parent_case_id"),
    sa.column("opened_at", Instant()),
)
LOG = sa.table(
    "log",
    *(sa.column(one) for one in ("case_id", "kind", "by", "version_id")),
    sa.column("payload", sa.LargeBinary()),
)
VERSION = sa.table("version", sa.column("id"), sa.column("procedure_key"))
RECEPTION = sa.table(
    "reception",
    sa.column("received_at", Instant()),
    sa.column("missing", JsonText()),
    *(sa.column(one) for one in ("case_id", "office_id", "desk_id", "rounds", "channel", "state")),
    *(sa.column(one) for one in ("procedure_key", "version_id", "applicant_name", "number")),
    *(sa.column(one) for one in ("applicant_search", "reason")),
)
# Begun by nobody of an office and called by no other case; by id, those that have no row yet.
UNKNOWN = (
    sa.select(CASE, LOG.c.payload, LOG.c.version_id, VERSION.c.procedure_key)
    .join_from(CASE, LOG, sa.and_(LOG.c.case_id == CASE.c.id, LOG.c.kind == "start"))
    .join(VERSION, VERSION.c.id == LOG.c.version_id)
    .where(
        CASE.c.id > sa.bindparam("after"),
        CASE.c.parent_case_id.is_(None),
        LOG.c.by.is_(None),
        LOG.c.payload.is_not(None),
        ~sa.exists().where(RECEPTION.c.case_id == CASE.c.id),
    )
    .order_by(CASE.c.id)
    .limit(AT_ONCE)
)


def upgrade() -> None:
    """Add the columns."""
    for name in ("announced_at", "recall_at", "recalled_at"):
        op.add_column("payment_order", sa.Column(name, Instant()))
    op.create_index("letter_number_ix", "letter", ["office_id", "year", "number"])
    tries = sa.Column("recall_tries", sa.Integer(), nullable=False, server_default="0")
    op.add_column("payment_order", tries)
    op.create_index(
        "payment_order_recall_at_ix",
        "payment_order",
        ["recall_at"],
        sqlite_where=DUE,
        postgresql_where=DUE,
    )
    fill_receptions()


def downgrade() -> None:
    """Take the columns away; what was filled in is true before, too."""
    op.drop_index("letter_number_ix", table_name="letter")
    op.drop_index("payment_order_recall_at_ix", table_name="payment_order")
    for name in ("announced_at", "recall_at", "recall_tries", "recalled_at"):
        op.drop_column("payment_order", name)


def fill_receptions() -> None:
    """Write how dossiers came in that were filed online before desks kept that."""
    db, after = op.get_bind(), 0
    while rows := db.execute(UNKNOWN, {"after": after}).all():
        after = rows[-1].id
        filled = [_reception(row) for row in rows if _is_filed_online(row.payload)]
        if filled:
            db.execute(sa.insert(RECEPTION), filled)


def _is_filed_online(payload: bytes) -> bool:
    """Tell whether a citizen filed it; one whose log cannot be read is left as it is."""
    try:
        command, _events = decode_payload(Start.kind, payload)
    except ValueError:
        return False
    return isinstance(command, Start) and command.dossier.get("channel") == "online"


def _reception(row: Any) -> dict[str, Any]:
    return {
        "received_at": row.opened_at,
        "missing": [],
        "case_id": row.id,
        "office_id": row.office_id,
        "desk_id": row.office_id,
        "rounds": 0,
        "channel": "online",
        "state": "filed",
        "procedure_key": row.procedure_key,
        "version_id": row.version_id,
        "applicant_name": row.applicant_name,
        "number": row.number,
        "applicant_search": fold(f"{row.applicant_name} {row.number or ''}"),
        "reason": "",
    }
