"""Receipts on paper: printed when they are first asked for; cancelled ones keep their number."""

from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from typing import BinaryIO

from engine.actions.fee_rights import require_money_post
from engine.actions.order_payment import note
from engine.actions.settle_fee import make_receipt
from engine.context import Context
from engine.errors import InputRefused, NotFound, Words
from engine.letters.letter import Filling, make_letter
from engine.letters.reader import read_template
from engine.payments.printing import LABELS, TEMPLATE, TITLE, receipt_values
from engine.payments.rights import COLLECTORS
from engine.records.cards import Text
from engine.records.commands import Note
from engine.records.fees import Order, Receipt
from engine.records.letters import LetterName
from engine.records.people import Person
from engine.records.values import Json
from engine.store import receipts
from engine.store.cases import get_case, lock_case
from engine.store.database import Db
from engine.store.fee_orders import get_order
from engine.store.people import names_of

MOST_BYTES = 2_000_000
SHORTEST_REASON = 3
GROUP = Text(vi="Biên lai", en="Receipt")
WHAT = Words(en="receipt", vi="biên lai")


def open_receipt(context: Context, case_id: int, receipt_id: int) -> tuple[Receipt, BinaryIO]:
    """Return a receipt of a case and its PDF, to be closed by the caller; raise NotFound.

    Whoever calls this has seen to it that the reader may see the case. One that is cancelled while
    it is printed is printed again: what is kept always says whether it counts.
    """
    while True:
        receipt, digest = _print(context, case_id, receipt_id)
        if receipt.digest == digest or _kept(context, receipt, digest):
            return replace(receipt, digest=digest), context.files.open(digest)


def _print(context: Context, case_id: int, receipt_id: int) -> tuple[Receipt, str]:
    """Return a receipt as it is now, and the digest of a PDF that says the same of it."""
    with context.database.read() as db:
        receipt = receipts.get_receipt(db, receipt_id)
        if receipt is None or receipt.case_id != case_id:
            raise NotFound(what=WHAT, key=receipt_id)
        if receipt.digest is not None:
            return receipt, receipt.digest
        order = get_order(db, receipt.order_id)
        if order is None:
            raise NotFound(what=WHAT, key=receipt_id)
        values = _values(context, db, receipt, order)
    content = _printed(values, receipt)
    stored = context.files.put(BytesIO(content), f"{receipt.code}.pdf", MOST_BYTES)
    return receipt, stored.digest


def _kept(context: Context, printed: Receipt, digest: str) -> bool:
    with context.database.begin() as db:
        return receipts.keep_receipt_file(db, printed, digest)


def cancel_receipt(context: Context, person: Person, receipt_id: int, reason: str) -> Receipt:
    """Cancel a receipt that is wrong, and make out another for the same payment; return that.

    The number of the cancelled one is not given again. Raises  NotFound, AccessDenied, InputRefused
    """
    why = " ".join(reason.split())[:1_000]
    if len(why) < SHORTEST_REASON:
        raise InputRefused(
            reason=Words(en="write why it is cancelled.", vi="hãy ghi lý do hủy biên lai.")
        )
    with context.database.begin() as db:
        found = receipts.get_receipt(db, receipt_id)
        order = get_order(db, found.order_id) if found else None
        if found is None or order is None:
            raise NotFound(what=WHAT, key=receipt_id)
        case = lock_case(db, found.case_id)
        require_money_post(context, db, person, case, COLLECTORS)
        now = context.clock.now()
        if not receipts.cancel_receipt(db, receipt_id, person.person_id, why, now):
            raise InputRefused(
                reason=Words(en="it was cancelled already.", vi="biên lai này đã hủy.")
            )
        receipts.forget_receipt_file(db, receipt_id)
        event = Note(
            event="receipt-cancelled",
            values={"number": found.code, "order": order.reference, "reason": why},
            by=person.person_id,
        )
        note(context, db, found.case_id, event)
        return make_receipt(context, db, order, person.person_id)


def _values(context: Context, db: Db, receipt: Receipt, order: Order) -> Mapping[str, Json]:
    case = get_case(db, receipt.case_id)
    directory = context.offices.get(db)
    office = directory.by_id[receipt.office_id]
    above = directory.by_id.get(office.parent_id or 0)
    procedure = context.versions.get(db, case.version_id).compiled.procedure
    local = receipt.created_at.astimezone(context.calendars.current.tz)
    by = receipt.created_by
    collector = names_of(db, [by]).get(by) if by is not None else None
    return {
        "office.parent": above.name_vi if above else None,
        "office.name": office.name_vi,
        "dossier.code": case.code,
        "procedure.title": procedure.card.title.vi,
        **receipt_values(receipt, order, local, collector),
    }


def _printed(values: Mapping[str, Json], receipt: Receipt) -> bytes:
    names = tuple(LetterName(name=name, label=label, group=GROUP) for name, label in LABELS.items())
    title, author = f"{TITLE} {receipt.code}", str(values["office.name"])
    filling = Filling(names=names, values=values, title=title, author=author)
    return make_letter(read_template(TEMPLATE, "receipt.typ"), filling, receipt.created_at)
