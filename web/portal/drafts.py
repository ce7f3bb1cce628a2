"""Filings that a signed-in citizen has begun: going on with one here, or forgetting it."""

from flask import flash, redirect, request, url_for

from engine.actions.own_draft import forget_draft, take_up_draft
from web.auth.citizen import signed_in_citizen
from web.auth.policy import public
from web.portal.begun import filing_token, keep_token
from web.portal.following import Page
from web.ui.current import current_context
from web.ui.texts import gettext as _


@public
def settle_draft(key: str) -> Page:
    """Go on with a filing, or forget it.

    The address is one of the procedure's: what this browser has begun is known there only.
    """
    who, draft = signed_in_citizen(), request.form.get("key", "")
    if who is None:
        return redirect(url_for("portal.show_account"), 303)
    if request.form.get("act") == "forget":
        forget_draft(current_context(), who, draft)
        flash(_("Thrown away."))
        return redirect(url_for("portal.show_account"), 303)
    procedure, token = take_up_draft(current_context(), who, draft, filing_token(key))
    response = redirect(url_for("portal.show_form", key=procedure), 303)
    keep_token(response, procedure, token)
    return response
