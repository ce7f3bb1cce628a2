"""Fees of a case: what is owed, what was paid, what was given back. Money is whole VND."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from engine.records.cards import Text

VND = "VND"
FEE, CHARGE = "phi", "le-phi"
KINDS = (FEE, CHARGE)
# When it is collected (HinhThucThu): at receipt, at supplement, at return.
STEPS = ("receipt", "supplement", "return")
# States of an order. Open: waits for money. Free: nothing was due.
OPEN, PAID, FREE, WAIVED = "open", "paid", "free", "waived"
EXPIRED, ORDER_CANCELLED, REPLACED = "expired", "cancelled", "replaced"
ORDER_STATES = (OPEN, PAID, FREE, WAIVED, EXPIRED, ORDER_CANCELLED, REPLACED)
ONLINE, CASH = "online", "cash"
# What a refund is asked for. The first three need a rule of the card; the others were never owed.
BY_RULE = ("not-accepted", "withdrawn", "refused")
ASKED, APPROVED, REJECTED = "asked", "approved", "rejected"
# What a call-back of a provider comes to. Only "paid" changes anything.
ACCEPTED, DECLINED, DOUBLED = "paid", "declined", "doubled"
FORGED, STALE, REPLAYED, UNREADABLE = "forged", "stale", "replayed", "unreadable"
UNKNOWN_ORDER, WRONG_AMOUNT, WRONG_CURRENCY = "unknown-order", "wrong-amount", "wrong-currency"
LATE, PAID_TWICE = "late", "paid-twice"
BAD = (
    *(FORGED, STALE, REPLAYED, UNREADABLE, UNKNOWN_ORDER),
    *(WRONG_AMOUNT, WRONG_CURRENCY, LATE, PAID_TWICE, DOUBLED),
)
# Money has come although none was owed: it goes back whatever the card says.
NEVER_OWED = (PAID_TWICE, LATE, WRONG_AMOUNT)
# Paid before the case went back to an earlier step, which then asked for less.
TOO_MUCH = "too-much"
OCCASIONS = (*BY_RULE, *NEVER_OWED, TOO_MUCH)
# What comparing a day with a provider's statement finds for a payment.
MATCHED, MISSING_HERE, MISSING_THERE = "matched", "missing-here", "missing-there"
DIFFERING, UNCHECKED = "differing", "unchecked"

KIND_NAMES: Mapping[str, Text] = MappingProxyType(
    {FEE: Text(vi="Phí", en="Fee"), CHARGE: Text(vi="Lệ phí", en="Charge")}
)


@dataclass(frozen=True, kw_only=True)
class FeeLine:
    """One fee of a dossier.

    amount    before exemption and discount
    discount  taken off because the dossier was filed online
    exempt    why nothing is due; None where it is due
    settled   paid or waived when the case stood at the same step before
    """

    code: str
    name: Text
    kind: str
    amount: int
    discount: int = 0
    exempt: str | None = None
    legal_basis: str | None = None
    settled: int = 0

    @property
    def due(self) -> int:
        """What is to be paid."""
        return 0 if self.exempt else self.amount - self.discount - self.settled


def total_due(lines: Sequence[FeeLine]) -> int:
    """Return the sum of what is due."""
    return sum(line.due for line in lines)


@dataclass(frozen=True, kw_only=True)
class Order:
    """What a dossier was asked to pay at one step.

    token        where the case waits for it; None for one made by hand at the desk
    reference    by which providers know it
    step         receipt, supplement or return
    expires_at   after this instant nothing can be paid on it
    closed_at    when it was paid, waived, expired or cancelled
    closed_by    the officer who took the cash, waived or cancelled
    transaction  number the provider gave
    reason       of a waiver or cancellation
    """

    order_id: int
    case_id: int
    token: int | None
    element: str | None
    office_id: int
    reference: str
    lines: tuple[FeeLine, ...]
    amount: int
    step: str
    provider: str | None
    state: str
    created_at: datetime
    expires_at: datetime
    currency: str = VND
    pay_url: str | None = None
    created_by: int | None = None
    closed_at: datetime | None = None
    closed_by: int | None = None
    method: str | None = None
    transaction: str | None = None
    reason: str | None = None
    legal_basis: str | None = None


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """A receipt (biên lai); numbers of an office, year and series have no gaps.

    digest   of the PDF; None until it was printed
    """

    receipt_id: int
    office_id: int
    year: int
    series: str
    number: int
    order_id: int
    case_id: int
    amount: int
    payer: str
    created_at: datetime
    created_by: int | None = None
    digest: str | None = None
    cancelled_at: datetime | None = None
    cancelled_by: int | None = None
    cancel_reason: str | None = None

    @property
    def code(self) -> str:
        """Series, year and number as they are printed: BL-2026-0000001."""
        return receipt_code(self.series, self.year, self.number)


def receipt_code(series: str, year: int, number: int) -> str:
    """Return series, year and number as they are printed."""
    return f"{series}-{year}-{number:07d}"


@dataclass(frozen=True, kw_only=True)
class Refund:
    """Money to be given back: asked by one person, decided by another.

    call_id  of the call-back that told of money never owed; None for a fee given back by rule
    """

    refund_id: int
    order_id: int
    case_id: int
    office_id: int
    amount: int
    occasion: str
    reason: str
    state: str
    asked_at: datetime
    asked_by: int
    legal_basis: str | None = None
    decided_at: datetime | None = None
    decided_by: int | None = None
    decision_reason: str | None = None
    call_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Call:
    """A call-back of a provider, and what came of it.

    times   how often the like came: what cannot be told apart is counted, not kept
    digest  SHA-256 of the body
    """

    call_id: int
    provider: str
    at: datetime
    last_at: datetime
    day: str
    times: int
    verdict: str
    address: str
    digest: str
    reference: str | None = None
    order_id: int | None = None
    case_id: int | None = None
    office_id: int | None = None
    amount: int | None = None
    currency: str | None = None
    transaction: str | None = None
    dossier: str | None = None


@dataclass(frozen=True, kw_only=True)
class StatementLine:
    """One payment as a provider's statement has it."""

    reference: str
    transaction: str
    amount: int
    currency: str = VND


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """A call-back as it came.

    headers   names in small letters
    address   of whoever sent it
    """

    headers: Mapping[str, str]
    body: bytes
    address: str


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A payment as we and its provider know it.

    ours, theirs   amounts; None for whoever does not know it
    verdict        what came of the call-back about it; None without one
    """

    outcome: str
    reference: str
    transaction: str
    ours: int | None = None
    theirs: int | None = None
    verdict: str | None = None
    order_id: int | None = None
    case_id: int | None = None
    office_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A provider's statement of a day, as it was handed in."""

    provider: str
    day: str
    name: str
    digest: str
    uploaded_at: datetime
    uploaded_by: int


@dataclass(frozen=True, kw_only=True)
class PaymentDay:
    """What comparing a day with its provider found, in numbers."""

    provider: str
    day: str
    matched: int
    missing_here: int
    missing_there: int
    differing: int
    has_statement: bool
    checked_at: datetime

    @property
    def is_open(self) -> bool:
        """Tell whether somebody must look at the day."""
        return bool(self.missing_here or self.missing_there or self.differing)
