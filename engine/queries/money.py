"""The money of an office: what came in by day, receipts, bad call-backs, days compared."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from engine.context import Context, local_day
from engine.errors import NotFound, Words
from engine.payments.reconcile import bounds_of
from engine.payments.rights import own_offices
from engine.payments.statements import csv_text
from engine.records.fees import CASH, Call, Compared, Order, PaymentDay, Receipt, Refund, Statement
from engine.records.people import Office, Person
from engine.store.database import Db
from engine.store.fee_orders import list_open, list_paid
from engine.store.fee_refunds import open_refunds
from engine.store.money_codes import codes_of
from engine.store.payment_calls import list_bad_calls, list_held
from engine.store.payment_days import compare
from engine.store.payment_statements import find_statement, list_payment_days
from engine.store.people import names_of
from engine.store.receipts import receipts_between

MOST_OPEN = 200
DAYS_SHOWN = 14
HEAD = ("outcome", "reference", "transaction", "dossier", "ours", "theirs", "call_back")


@dataclass(frozen=True, kw_only=True)
class MoneyDay:
    """The money of one day.

    is_all     of all offices, for those who oversee
    held       news of money that was never owed and that nobody has asked back yet
    codes      of dossiers by case id
    """

    day: date
    is_today: bool
    is_all: bool
    paid: tuple[Order, ...]
    receipts: tuple[Receipt, ...]
    open: tuple[Order, ...]
    refunds: tuple[Refund, ...]
    bad_calls: int
    held: tuple[Call, ...]
    codes: Mapping[int, str] = field(repr=False)
    offices: Mapping[int, Office] = field(repr=False)
    names: Mapping[int, str] = field(repr=False)

    @property
    def cash(self) -> int:
        """What was taken in cash."""
        return sum(one.amount for one in self.paid if one.method == CASH)

    @property
    def online(self) -> int:
        """What was paid online."""
        return sum(one.amount for one in self.paid if one.method != CASH)


def get_money_day(context: Context, person: Person, day: date | None) -> MoneyDay:
    """Return the money of a day, today without one, of the offices that the person works for."""
    today = local_day(context)
    wanted = min(day or today, today)
    offices = own_offices(person)
    since, until = bounds_of(wanted, context.calendars.current.tz)
    with context.database.read() as db:
        paid = list_paid(db, offices, since, until)
        receipts = receipts_between(db, offices, since, until)
        waiting = list_open(db, offices, MOST_OPEN)
        refunds = open_refunds(db, offices, MOST_OPEN)
        calls = list_bad_calls(db, offices)
        cases = {one.case_id for one in (*paid, *waiting)}
        cases |= {one.case_id for one in receipts} | {one.case_id for one in refunds}
        people = {one.closed_by for one in paid if one.closed_by is not None}
        return MoneyDay(
            day=wanted,
            is_today=wanted == today,
            is_all=offices is None,
            paid=paid,
            receipts=receipts,
            open=waiting,
            refunds=refunds,
            held=list_held(db, offices, MOST_OPEN),
            bad_calls=sum(one.times for one in calls),
            codes=codes_of(db, cases),
            offices=context.offices.get(db).by_id,
            names=names_of(db, people),
        )


def list_reports(context: Context, person: Person) -> tuple[Call, ...]:
    """Return call-backs that changed nothing: of the person's offices, or all for overseers."""
    with context.database.read() as db:
        return list_bad_calls(db, own_offices(person))


@dataclass(frozen=True, kw_only=True)
class DayCompared:
    """A day of a provider, payment by payment."""

    provider: str
    day: date
    statement: Statement | None
    uploaded_by: str | None
    rows: tuple[Compared, ...]
    codes: Mapping[int, str] = field(repr=False)


def list_days(context: Context) -> tuple[tuple[str, date, PaymentDay | None], ...]:
    """Return the last days by provider, with what comparing them found."""
    today = local_day(context)
    days = [today - timedelta(days=back) for back in range(1, DAYS_SHOWN + 1)]
    with context.database.read() as db:
        known = list_payment_days(db, days[-1].isoformat())
    return tuple(
        (key, day, known.get((key, day.isoformat()))) for day in days for key in context.payments
    )


def get_day_compared(context: Context, person: Person, provider: str, day: date) -> DayCompared:
    """Return a day of a provider; who does not oversee sees the payments of their own offices.

    Raises  NotFound
    """
    if provider not in context.payments:
        what = Words(en="provider of payments", vi="đơn vị thanh toán")
        raise NotFound(what=what, key=provider[:40])
    offices = own_offices(person)
    with context.database.read() as db:
        _known, rows = compare(db, provider, day, context.calendars.current.tz)
        shown = tuple(one for one in rows if offices is None or one.office_id in offices)
        found = find_statement(db, provider, day.isoformat())
        return DayCompared(
            provider=provider,
            day=day,
            statement=found[0] if found else None,
            uploaded_by=_name(db, found[0].uploaded_by) if found else None,
            rows=shown,
            codes=codes_of(db, {one.case_id for one in shown if one.case_id is not None}),
        )


def day_as_csv(found: DayCompared) -> str:
    """Return a day compared as a table for spreadsheets."""
    rows = [
        (
            one.outcome,
            one.reference,
            one.transaction,
            found.codes.get(one.case_id or 0, ""),
            "" if one.ours is None else one.ours,
            "" if one.theirs is None else one.theirs,
            one.verdict or "",
        )
        for one in found.rows
    ]
    return csv_text(HEAD, rows)


def _name(db: Db, person_id: int) -> str | None:
    return names_of(db, [person_id]).get(person_id)
