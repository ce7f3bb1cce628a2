"""Reading a filing once more, and sending it."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from engine.actions.submit_filing import submit_filing
from engine.errors import AnswersRefused, InputRefused, NotFound
from engine.queries.filings import check_answers
from web.auth.citizen import signed_in_citizen
from web.auth.policy import public
from web.portal.begun import drop_token, filing_token
from web.portal.filing import open_desk
from web.portal.own import remember_own
from web.ui.current import current_context
from web.ui.languages import language
from web.ui.texts import gettext as _


@public
def review(key: str) -> str | Response:
    """Show all answers and files before they are sent."""
    desk = open_desk(key)
    if desk.begun is None:
        return redirect(url_for("portal.show_form", key=key))
    checked = check_answers(desk.context, desk.form, desk.begun)
    if checked.faults:
        return to_corrections(key)
    page = desk.page(checked.answers)
    return render_template("portal/review.html", offer=desk.offer, card=desk.offer.card, page=page)


@public
def submit(key: str) -> Response:
    """Open the case and lead to its receipt; sending twice opens one case."""
    try:
        case = submit_filing(current_context(), filing_token(key), key, who=signed_in_citizen())
    except AnswersRefused:
        return to_corrections(key)
    except InputRefused as refusal:
        flash(refusal.text(language()), "error")
        return to_corrections(key)
    except NotFound:
        flash(nothing_to_send(key), "error")
        return redirect(url_for("portal.show_form", key=key), 303)
    remember_own(case)
    response = redirect(url_for("portal.show_receipt"), 303)
    drop_token(response, key)
    return response


def nothing_to_send(key: str) -> str:
    """Return why nothing was sent; what was begun while signed in waits for the next sign-in."""
    if signed_in_citizen() is not None or filing_token(key) is None:
        return _("There is nothing to send any more. Please fill in the form again.")
    return _(
        "There is nothing to send here. Had you signed in, do so again: what was saved stands"
        " in My dossiers. Otherwise please fill in the form again."
    )


def to_corrections(key: str) -> Response:
    """Lead back to the form, which shows what to correct."""
    return redirect(url_for("portal.show_form", key=key, check=1), 303)
