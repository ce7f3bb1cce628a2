"""Paying what a dossier owes, and its receipts."""

from flask import redirect, send_file, url_for

from engine.actions.receipts import open_receipt
from engine.errors import NotFound, Words
from engine.queries.fees import OwnFees, get_own_fees
from web.portal.following import Own, Page, with_own
from web.portal.own import find_own
from web.ui.current import current_context

_ALONE = "default-src 'none'; sandbox"


def own_fees() -> OwnFees | None:
    """Return the fees of the dossier that is open in this browser; None where there are none."""
    own = find_own()
    found = get_own_fees(current_context(), own) if own else None
    return found if found and found.orders else None


@with_own
def pay(own: Own, reference: str) -> Page:
    """Lead to the provider's page for an order of the dossier, back to it when it is settled."""
    for order in get_own_fees(current_context(), own).open:
        if order.reference == reference and order.pay_url:
            return redirect(order.pay_url, 303)
    return redirect(url_for("portal.show_dossier"), 303)


@with_own
def open_own_receipt(own: Own, number: int) -> Page:
    """Give the applicant the PDF of a receipt."""
    fees = get_own_fees(current_context(), own)
    if all(one.receipt_id != number for one in fees.receipts):
        raise NotFound(what=Words(en="receipt", vi="biên lai"), key=number)
    receipt, content = open_receipt(current_context(), fees.case_id, number)
    response = send_file(
        content,
        mimetype="application/pdf",
        as_attachment=True,
        download_name=f"{receipt.code}.pdf",
    )
    response.headers["Content-Security-Policy"] = _ALONE
    response.headers["Cache-Control"] = "no-store"
    return response
