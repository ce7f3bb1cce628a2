"""The linked dossiers of an applicant: filed once, followed on one page."""

from flask import redirect, request, url_for

from engine.errors import NotFound, Words
from engine.queries.own_family import own_family
from web.portal.following import Own, Page, with_own
from web.portal.letters import send_letter
from web.portal.own import remember_own
from web.ui.current import current_context


@with_own
def open_linked(own: Own) -> Page:
    """Open another of the linked dossiers in place of this one."""
    wanted = request.form.get("code", "")
    for one in own_family(current_context(), own):
        if one.case.code == wanted:
            remember_own(one.case)
            return redirect(url_for("portal.show_dossier"), 303)
    raise NotFound(what=Words(en="dossier", vi="hồ sơ"), key=wanted[:40])


@with_own
def open_linked_letter(own: Own, letter_id: int) -> Page:
    """Give a letter of any of the linked dossiers to the one whom it is for."""
    for one in own_family(current_context(), own):
        if any(each.letter_id == letter_id for each in one.letters):
            return send_letter((one.case.code, own[1]), letter_id)
    raise NotFound(what=Words(en="letter", vi="văn bản"), key=str(letter_id))


@with_own
def pay_linked(own: Own, reference: str) -> Page:
    """Lead to the provider's page for what any of the linked dossiers owes."""
    for one in own_family(current_context(), own):
        for order in one.dues:
            if order.reference == reference and order.pay_url:
                return redirect(order.pay_url, 303)
    return redirect(url_for("portal.show_dossier"), 303)
