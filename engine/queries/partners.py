"""How it stands with other systems: what waits, what they refused, what was compared."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.access import require_post
from engine.context import Context
from engine.queries.case_file import open_case
from engine.records.partners import REFUSED, SENT, WAITING, OutMessage, Partner, Reconciliation
from engine.records.people import Person
from engine.store.database import Db
from engine.store.outbox import (
    count_messages,
    last_sent,
    list_case_messages,
    list_messages,
)
from engine.store.reconciling import list_days

MOST_SHOWN, DAYS_SHOWN = 50, 14
Counts = Mapping[tuple[str, str], tuple[int, datetime]]


@dataclass(frozen=True, kw_only=True)
class PartnerState:
    """How it stands with one partner.

    oldest   since when a message waits; None when none does
    refused  the oldest of those that wait for an administrator
    """

    partner: Partner
    sent: int
    waiting: int
    refused_count: int
    oldest: datetime | None
    last_sent: datetime | None
    refused: tuple[OutMessage, ...]
    days: tuple[Reconciliation, ...]


def list_partners(context: Context, person: Person) -> tuple[PartnerState, ...]:
    """Return how it stands with every partner, for administrators and auditors.

    Raises  AccessDenied
    """
    require_post(person, "administrator", "auditor")
    with context.database.read() as db:
        counts, latest = count_messages(db), last_sent(db)
        return tuple(_state(db, one, counts, latest.get(one.name)) for one in context.partners)


def told_of_case(context: Context, person: Person, code: str) -> tuple[OutMessage, ...]:
    """Return what other systems were told of a case that the person may see; raise NotFound."""
    with context.database.read() as db:
        return list_case_messages(db, open_case(context, db, person, code).case.case_id)


def _state(db: Db, partner: Partner, counts: Counts, latest: datetime | None) -> PartnerState:
    waiting = counts.get((partner.name, WAITING))
    return PartnerState(
        partner=partner,
        sent=counts[partner.name, SENT][0] if (partner.name, SENT) in counts else 0,
        waiting=waiting[0] if waiting else 0,
        refused_count=counts[partner.name, REFUSED][0] if (partner.name, REFUSED) in counts else 0,
        oldest=waiting[1] if waiting else None,
        last_sent=latest,
        refused=list_messages(db, partner.name, REFUSED, MOST_SHOWN),
        days=list_days(db, partner.name, DAYS_SHOWN),
    )
