"""Which offices a desk officer takes a procedure in for, and at which desk."""

from collections.abc import Sequence

from flask import request

from engine.errors import AccessDenied, Words
from engine.queries.catalogue import Offer, get_offer
from engine.queries.receivable import Receivable, list_receivable
from engine.records.people import Office
from web.auth.session import signed_in
from web.ui.current import current_context

OFFICE, DESK = "deciding-office", "desk"


def chosen_offer(key: str, wanted: str = "") -> tuple[Offer, Receivable]:
    """Return the version in force for the office that is chosen, and what can be chosen.

    wanted  id of the office where the request names none
    Raises  NotFound; AccessDenied where no office of the province decides the procedure
    """
    context = current_context()
    general = get_offer(context, key, for_staff=True)
    choices = list_receivable(context, signed_in(), general)
    if not choices.offices or not choices.desks:
        raise AccessDenied(post=Words(en="one-stop desk officer", vi="cán bộ một cửa"))
    office = chosen_office(choices, wanted).code
    return get_offer(context, key, office, for_staff=True), choices


def chosen_office(choices: Receivable, wanted: str = "") -> Office:
    """Return the office that was chosen to decide, else the reader's own."""
    return _one(choices.offices, request.form.get(OFFICE, wanted))


def chosen_desk(choices: Receivable) -> Office:
    """Return the desk at which the dossier lies, else the reader's first."""
    return _one(choices.desks, request.form.get(DESK, ""))


def _one(offices: Sequence[Office], wanted: str) -> Office:
    return next((one for one in offices if str(one.office_id) == wanted), offices[0])
