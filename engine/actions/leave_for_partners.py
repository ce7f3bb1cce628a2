"""What a step leaves for other systems: messages in the outbox, in the step's own transaction."""

from collections.abc import Iterator

from engine.context import Context
from engine.records.cases import Case
from engine.records.commands import Command, Complete
from engine.records.outcomes import Outcome
from engine.records.partners import DOSSIER, PROGRESS, Kind
from engine.store.database import Db
from engine.store.outbox import leave_message

# What changes the dossier as another system knows it: its status, its dates, its end.
TOLD = (
    *("case-started", "status", "clock", "date-set"),
    *("case-ended", "case-suspended", "case-resumed"),
)


def leave_for_partners(
    context: Context, db: Db, case: Case, command: Command, outcome: Outcome
) -> None:
    """Write what each partner is to be told of the step that was just saved.

    Nothing without partners, so that a step costs no more where there are none.
    """
    kinds = tuple(_kinds(command, outcome)) if context.partners else ()
    now = context.clock.now()
    for partner in context.partners:
        for kind in kinds:
            if kind in partner.tells:
                leave_message(db, (case.case_id, case.seq), partner.name, kind, now)
                context.wake(db)


def _kinds(command: Command, outcome: Outcome) -> Iterator[Kind]:
    if isinstance(command, Complete):
        yield PROGRESS
    if any(event.kind in TOLD for event in outcome.events):
        yield DOSSIER
