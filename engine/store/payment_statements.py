"""Statements of providers, and what comparing their days with ours found."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, bindparam, delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from engine.records.fees import PaymentDay, Statement, StatementLine
from engine.store.database import run_rows
from engine.store.money_tables import payment_day, statement, statement_line
from engine.store.types import AnyRow

KEYS = ("provider", "day")
OF_DAY = select(statement).where(
    statement.c.provider == bindparam("of_provider"), statement.c.day == bindparam("of_day")
)
LINES = (
    select(statement_line)
    .where(statement_line.c.statement_id == bindparam("wanted"))
    .order_by(statement_line.c.number)
)
DROP_LINES = delete(statement_line).where(statement_line.c.statement_id == bindparam("wanted"))
DROP = delete(statement).where(statement.c.id == bindparam("wanted"))
INSERT = insert(statement).returning(statement.c.id)
INSERT_LINE = insert(statement_line)


def keep_statement(db: Connection, told: Statement, lines: Sequence[StatementLine]) -> None:
    """Keep the statement of a day; one that was there before gives way."""
    of_day = {"of_provider": told.provider, "of_day": told.day}
    known = db.execute(OF_DAY, of_day).first()
    if known is not None:
        db.execute(DROP_LINES, {"wanted": known.id})
        db.execute(DROP, {"wanted": known.id})
    statement_id: int = db.execute(INSERT, dict(vars(told))).scalar_one()
    rows = [
        {
            "statement_id": statement_id,
            "number": number,
            "reference": line.reference,
            "transaction_number": line.transaction,
            "amount": line.amount,
            "currency": line.currency,
        }
        for number, line in enumerate(lines, 1)
    ]
    run_rows(db, INSERT_LINE, rows)


def find_statement(
    db: Connection, provider: str, day: str
) -> tuple[Statement, tuple[StatementLine, ...]] | None:
    """Return the statement of a day with its lines."""
    row = db.execute(OF_DAY, {"of_provider": provider, "of_day": day}).first()
    if row is None:
        return None
    lines = tuple(
        StatementLine(
            reference=one.reference,
            transaction=one.transaction_number,
            amount=one.amount,
            currency=one.currency,
        )
        for one in db.execute(LINES, {"wanted": row.id})
    )
    told = Statement(
        provider=row.provider,
        day=row.day,
        name=row.name,
        digest=row.digest,
        uploaded_at=row.uploaded_at,
        uploaded_by=row.uploaded_by,
    )
    return told, lines


def keep_payment_day(db: Connection, found: PaymentDay) -> None:
    """Keep what comparing a day found, in the place of what was found before."""
    dialect = sqlite if db.dialect.name == "sqlite" else postgresql
    row = dict(vars(found))
    new = {name: value for name, value in row.items() if name not in KEYS}
    statement_of = dialect.insert(payment_day).values(row)
    db.execute(statement_of.on_conflict_do_update(index_elements=KEYS, set_=new))


def list_payment_days(db: Connection, since: str) -> Mapping[tuple[str, str], PaymentDay]:
    """Return what was found on days from `since` on, by provider and day."""
    rows = db.execute(
        select(payment_day)
        .where(payment_day.c.day >= since)
        .order_by(payment_day.c.day.desc(), payment_day.c.provider)
    )
    return {(row.provider, row.day): _day_from(row) for row in rows}


def _day_from(row: AnyRow) -> PaymentDay:
    return PaymentDay(
        provider=row.provider,
        day=row.day,
        matched=row.matched,
        missing_here=row.missing_here,
        missing_there=row.missing_there,
        differing=row.differing,
        has_statement=row.has_statement,
        checked_at=row.checked_at,
    )
