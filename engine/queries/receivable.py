"""For which offices a desk officer may take a procedure in, and at which of their desks."""

from dataclasses import dataclass

from engine.context import Context
from engine.queries.catalogue import Offer, deciding_offices
from engine.queries.desk import own_desks
from engine.records.people import Office, Person

CENTRES = ("commune-centre", "provincial-centre")


@dataclass(frozen=True, kw_only=True)
class Receivable:
    """The choices at the desk.

    own     offices that decide, and whose own desk this is
    others  offices of the same province that decide: taken in on their behalf
    desks   the officer's desks, one-stop centres first
    """

    own: tuple[Office, ...]
    others: tuple[Office, ...]
    desks: tuple[Office, ...]

    @property
    def offices(self) -> tuple[Office, ...]:
        """All offices that may be chosen, the own ones first."""
        return (*self.own, *self.others)


def list_receivable(context: Context, person: Person, offer: Offer) -> Receivable:
    """Return the offices that a person may take a procedure in for.

    Source  NĐ 118/2025/NĐ-CP, Art. 14: any desk within the province, the directory says who decides
    """
    held = own_desks(person)
    today = context.clock.now().astimezone(context.calendars.current.tz).date()
    with context.database.read() as db:
        directory = context.offices.get(db)
    desks = [directory.by_id[one] for one in held if one in directory.by_id]
    tops = {directory.top_of(one.office_id) for one in desks}
    deciding = [
        one
        for one in deciding_offices(context, offer)
        if one.valid_from is None or one.valid_from <= today
    ]
    return Receivable(
        own=tuple(one for one in deciding if one.office_id in held),
        others=tuple(
            one
            for one in deciding
            if one.office_id not in held and directory.top_of(one.office_id) in tops
        ),
        desks=tuple(sorted(desks, key=lambda one: (one.kind not in CENTRES, one.code))),
    )
