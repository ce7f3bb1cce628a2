"""Asking for fees: the order that a step of a diagram makes, and that its case waits for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from secrets import token_hex

from engine.actions.carry_out import carry_out, state_of
from engine.calendars.deadlines import due_at
from engine.calendars.terms import parse_term
from engine.context import Context, calendar_for
from engine.errors import CaseNotRunning, CommandRefused, Words
from engine.payments.lines import Filed, read_lines
from engine.payments.settled import less_settled
from engine.payments.wording import WHY_CLOSED, names_of_lines, sum_text
from engine.procedures.repeating import is_repeated
from engine.records.cases import Case
from engine.records.commands import Note, SettleJob
from engine.records.fees import (
    EXPIRED,
    FREE,
    OPEN,
    PAID,
    STEPS,
    WAIVED,
    FeeLine,
    Order,
    total_due,
)
from engine.records.jobs import Job
from engine.records.outcomes import RUNNING
from engine.records.values import Json
from engine.refusals import FeesUnreadable
from engine.runtime.peek import peek
from engine.store import fee_orders, jobs
from engine.store.cases import lock_case
from engine.store.database import Db
from engine.store.fee_refunds import list_refunds
from engine.store.receipts import find_receipt

TERM = "15 working days"
# The code of the only fee of a step that names an amount instead of lines.
PLAIN = "fee"
PLAIN_NAME = "Phí, lệ phí"
EXPIRED_CODE, CANCELLED_CODE = "payment-expired", "payment-cancelled"
REFERENCE_BYTES = 8


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is to be paid, when, until when and to whom.

    key   under which the same order is made once
    """

    lines: tuple[FeeLine, ...]
    step: str
    expires_at: datetime
    provider: str | None
    key: str
    token: int | None = None
    element: str | None = None
    by: int | None = None


def order_payment(context: Context, job: Job) -> Order:
    """Return the order that a step waits for; make it the first time, however often it is asked.

    Raises  FeesUnreadable for inputs that are no fees; TermRefused; CaseNotRunning
    """
    with context.database.begin() as db:
        case = lock_case(db, job.case_id)
        if case.standing.status != RUNNING:
            raise CaseNotRunning(status=case.standing.status)
        return _current(db, job) or _make(context, db, case, job)


def await_payment(context: Context, job: Job, known: Order) -> Mapping[str, Json]:
    """Return what the case is told, once its order is settled; else let the job rest.

    known   the order that its provider was told of: where another has taken its place meanwhile,
            the job comes back at once

    An order whose time is over is closed, and its case goes on by the boundary event that catches
    `payment-expired`, or stands still with an incident. In both cases the job is no longer ours,
    and what is returned is not written.

    Raises  CaseNotRunning; CommandRefused when the lease was lost
    """
    with context.database.begin() as db:
        case = lock_case(db, job.case_id)
        if case.standing.status != RUNNING:
            raise CaseNotRunning(status=case.standing.status)
        order = _current(db, job)
        if order is None:
            raise CommandRefused(what=f"job {job.token}")
        if order.state != OPEN:
            return result_of(db, order)
        if order.expires_at <= context.clock.now():
            _expire(context, db, order)
        elif not jobs.rest(db, job, _looks_again(context, order, known)):
            raise CommandRefused(what=f"job {job.token}")
        return {}


def _looks_again(context: Context, order: Order, known: Order) -> datetime:
    """Return when the job looks again: at the end of an order that its provider knows."""
    return order.expires_at if order.order_id == known.order_id else context.clock.now()


def make_order(context: Context, db: Db, case: Case, asked: Asked) -> Order:
    """Make an order and note it in the log; one that asks for nothing is free at once."""
    amount = total_due(asked.lines)
    now = context.clock.now()
    order = fee_orders.insert_order(
        db,
        Order(
            order_id=0,
            case_id=case.case_id,
            token=asked.token,
            element=asked.element,
            office_id=case.office_id,
            # Told to nobody but the applicant and the provider, and not to be guessed.
            reference=f"P{token_hex(REFERENCE_BYTES).upper()}",
            lines=asked.lines,
            amount=amount,
            step=asked.step,
            provider=asked.provider,
            state=OPEN if amount else FREE,
            created_at=now,
            created_by=asked.by,
            expires_at=asked.expires_at,
            closed_at=None if amount else now,
        ),
        asked.key,
    )
    note_order(context, db, order, asked.by)
    return order


def note_order(context: Context, db: Db, order: Order, by: int | None) -> None:
    """Write into the log that an order was made."""
    local = order.expires_at.astimezone(context.calendars.current.tz)
    values: dict[str, Json] = {
        "order": order.reference,
        "amount": order.amount,
        "sum": sum_text(order.amount),
        "step": order.step,
        "until": f"{local:%d/%m/%Y %H:%M}",
        "lines": [
            {"code": one.code, "kind": one.kind, "due": one.due, "exempt": one.exempt}
            for one in order.lines
        ],
        **names_of_lines(order.lines),
    }
    note(context, db, order.case_id, Note(event="fee-ordered", values=values, by=by))


def note(context: Context, db: Db, case_id: int, what: Note) -> Case:
    """Write a note into the log of a case that this transaction has locked."""
    return carry_out(context, db, lock_case(db, case_id), what)


def result_of(db: Db, order: Order) -> dict[str, Json]:
    """Return what a case is told about an order that was settled."""
    receipt = find_receipt(db, order.order_id)
    return {
        "state": order.state,
        "order": order.reference,
        "amount": order.amount if order.state == PAID else 0,
        "method": order.method,
        "transaction": order.transaction,
        "receipt": receipt.code if receipt else None,
        "paid_at": order.closed_at.isoformat() if order.closed_at else None,
    }


def close_unpaid(
    context: Context, db: Db, order: Order, state: str, told: Mapping[str, object] | None = None
) -> None:
    """Close an open order without payment and note why; the case does not move yet."""
    fee_orders.close_order(db, order, state, context.clock.now(), told)
    why = WHY_CLOSED[state]
    values: dict[str, Json] = {
        "order": order.reference, "state": state, "why": why.vi, "why_en": why.en,
    }  # fmt: skip
    by = told.get("by") if told else None
    by = by if isinstance(by, int) else None
    note(context, db, order.case_id, Note(event="fee-closed", values=values, by=by))


def settle_unpaid(context: Context, db: Db, order: Order, error: Words, code: str) -> None:
    """Let a case that waits for an order go on without it, by the error `code`."""
    if order.token is not None and fee_orders.is_awaited(db, order):
        command = SettleJob(token=order.token, error=error.vi, error_code=code)
        carry_out(context, db, lock_case(db, order.case_id), command)


def term_ends(context: Context, db: Db, case: Case, text: str | None) -> datetime:
    """Return when a term of payment that begins now is over, by the hours of the office of a case.

    Raises  TermRefused
    """
    term = parse_term(text or TERM)
    return due_at(context.clock.now(), term, calendar_for(context, db, case.office_id))


def filed_as(context: Context, db: Db, case: Case) -> Filed:
    """Return the day on which a case was received, and how it was filed."""
    state = state_of(context, db, case)
    dossier = peek(state).names.get("dossier") if state else None
    channel = dossier.get("channel") if isinstance(dossier, dict) else None
    on: date = case.opened_at.astimezone(context.calendars.current.tz).date()
    return Filed(on=on, channel=str(channel or ""))


def _current(db: Db, job: Job) -> Order | None:
    """Return the order of this token that counts: one that ran out is asked for anew on a retry."""
    found = [one for one in fee_orders.list_orders(db, job.case_id) if one.token == job.token]
    counts = found and found[-1].state in (OPEN, PAID, WAIVED, FREE)
    return found[-1] if counts else None


def _make(context: Context, db: Db, case: Case, job: Job) -> Order:
    known = fee_orders.list_orders(db, job.case_id)
    number = sum(one.token == job.token for one in known)
    step = str(job.inputs.get("at") or STEPS[0])
    if step not in STEPS:
        raise FeesUnreadable(
            where=Words(en="at", vi="at"), wanted=", ".join(STEPS), value=step[:60]
        )
    term = job.inputs.get("expires")
    lines = read_lines(_lines_given(job.inputs), filed_as(context, db, case))
    process = context.versions.get(db, case.version_id).compiled.procedure.diagram.process
    too_much = 0
    if not is_repeated(process, job.element):
        before = [one for one in known if one.element == job.element]
        lines, too_much = less_settled(lines, before, list_refunds(db, case.case_id))
    asked = Asked(
        lines=lines,
        step=step,
        expires_at=term_ends(context, db, case, None if term is None else str(term)),
        provider=choose_provider(context, job.inputs.get("provider")),
        key=f"{job.case_id}-{job.token}-{number + 1}",
        token=job.token,
        element=job.element,
    )
    made = make_order(context, db, case, asked)
    if too_much:
        told: dict[str, Json] = {"amount": too_much, "sum": sum_text(too_much)}
        note(context, db, case.case_id, Note(event="fee-overpaid", values=told))
    return made


def choose_provider(context: Context, wanted: Json = None) -> str | None:
    """Return the provider that an order is paid through; None where there is none: cash only.

    Raises  FeesUnreadable for a provider that is not known
    """
    known = tuple(context.payments)
    if wanted is None or wanted == "":
        return known[0] if known else None
    if wanted not in known:
        where = Words(en="provider", vi="provider")
        raise FeesUnreadable(where=where, wanted=", ".join(known) or "–", value=str(wanted)[:60])
    return str(wanted)


def _lines_given(inputs: Mapping[str, Json]) -> Json:
    if "amount" not in inputs:
        return inputs.get("lines")
    amount = inputs["amount"]
    if isinstance(amount, str) and amount.isdecimal():
        amount = int(amount[:20])
    return {
        "code": PLAIN,
        "name": inputs.get("name") or PLAIN_NAME,
        "amount": amount,
        "legal_basis": inputs.get("legal_basis"),
    }


def _expire(context: Context, db: Db, order: Order) -> None:
    close_unpaid(context, db, order, EXPIRED)
    error = Words(
        vi=f"đã quá hạn nộp {sum_text(order.amount)}",
        en=f"{sum_text(order.amount)} was not paid in time",
    )
    settle_unpaid(context, db, order, error, EXPIRED_CODE)
