"""What the desk reads before it stops a dossier at its applicant's request."""

from dataclasses import dataclass

from engine.context import Context
from engine.drafting.rights import may_stop
from engine.errors import Words
from engine.moving.stopping import stop_refusal
from engine.queries.case_file import open_case
from engine.records.cards import RefundRule, Text
from engine.records.cases import Case
from engine.records.fees import PAID, Order
from engine.records.people import Person
from engine.records.stopping import WITHDRAWN, stage_of
from engine.store.crossing import waiting_caller
from engine.store.fee_orders import list_orders


@dataclass(frozen=True, kw_only=True)
class Stopping:
    """A dossier that might be stopped.

    stage    how far it has come
    refused  why it cannot be stopped any more; None while it can
    paid     what was paid so far
    rule     by which it is given back; None where it is not
    """

    case: Case
    title: Text
    stage: Text
    refused: Words | None
    paid: tuple[Order, ...]
    rule: RefundRule | None
    may_stop: bool

    @property
    def sum_paid(self) -> int:
        """What was paid, in đồng."""
        return sum(one.amount for one in self.paid)


def get_stopping(context: Context, person: Person, code: str) -> Stopping:
    """Return what stopping a dossier means that the person may see; raise NotFound."""
    with context.database.read() as db:
        opened = open_case(context, db, person, code)
        orders = list_orders(db, opened.case.case_id)
        caller = waiting_caller(db, opened.case)
    card = opened.procedure.card
    return Stopping(
        case=opened.case,
        title=card.title,
        stage=stage_of(opened.case.standing),
        refused=stop_refusal(opened.procedure, opened.case, opened.case.state, caller),
        paid=tuple(one for one in orders if one.state == PAID),
        rule=next((one for one in card.refunds if one.when == WITHDRAWN), None),
        may_stop=may_stop(person, opened.stopping_offices()),
    )
