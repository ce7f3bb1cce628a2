"""A desk at which a fee is asked for, and a bank that tells that it was paid."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from engine.actions.receive_payment_call import receive_payment_call
from engine.actions.start_case import start_case
from engine.context import Context
from engine.jobs.worker import run_due
from engine.payments.simulator import SIMULATOR, make_simulator, signed_call
from engine.records.cases import Case
from engine.records.fees import Incoming, Order
from engine.records.filings import Filing
from engine.store.fee_orders import list_orders
from engine.store.payment_calls import list_bad_calls
from engine.store.tasks import list_case_tasks
from tests.actions.conftest import Stage
from tests.make import TEST_PROCEDURES, citizen, publish, reread

KEY = "nop-phi"


@dataclass(frozen=True, kw_only=True)
class Till:
    """A stage with a provider of payments and a procedure that asks for a fee."""

    stage: Stage
    context: Context

    def file(self, channel: str = "online", **answers: Any) -> Case:
        """File a dossier as Dora, and let the worker ask for the fee."""
        given = citizen(**{"so_trang": 3, "dien": "thuong", **answers})
        filing = Filing(
            procedure_key=KEY,
            office_id=self.stage.cast.office_id,
            answers=given,
            channel=channel,
            by=self.stage.cast.alice.person_id if channel == "direct" else None,
        )
        case = start_case(self.context, filing)
        run_due(self.context)
        return reread(self.context, case)

    def order(self, case: Case, place: int = -1) -> Order:
        """Return an order of a case, the last one unless told otherwise."""
        with self.context.database.read() as db:
            return list_orders(db, case.case_id)[place]

    def steps(self, case: Case) -> list[str]:
        """Return the elements at which the case has open tasks."""
        with self.context.database.read() as db:
            return [task.element for task in list_case_tasks(db, case.case_id)]

    def body(self, order: Order, **changes: Any) -> dict[str, Any]:
        """Return what the bank says of a payment."""
        told = {
            "reference": order.reference,
            "amount": order.amount,
            "currency": "VND",
            "state": "paid",
            "transaction": "GD-0001",
        }
        return {**told, **changes}

    def sign(self, body: dict[str, Any], **more: Any) -> Incoming:
        """Return a call-back as the bank signs it, now unless `at` says otherwise."""
        at: datetime = more.pop("at", self.context.clock.now())
        return signed_call(self.context.payments[SIMULATOR], body, at, **more)

    def send(self, incoming: Incoming) -> str:
        """Send a call-back; return what it is answered."""
        return receive_payment_call(self.context, SIMULATOR, incoming).verdict

    def pay(self, order: Order, **changes: Any) -> str:
        """Let the bank tell that an order was paid; return what it is answered."""
        return self.send(self.sign(self.body(order, **changes)))

    def reports(self) -> list[str]:
        """Return the verdicts of call-backs that changed nothing, the last first."""
        with self.context.database.read() as db:
            return [one.verdict for one in list_bad_calls(db, None)]

    def pass_time(self, **span: float) -> None:
        """Move the clock on."""
        self.stage.clock.move(timedelta(**span))


def make_till(stage: Stage, folder: Path) -> Till:
    """Return a till on a stage."""
    context = replace(stage.context, payments={SIMULATOR: make_simulator(folder)})
    publish(context, KEY, TEST_PROCEDURES)
    return Till(stage=replace(stage, context=context), context=context)
