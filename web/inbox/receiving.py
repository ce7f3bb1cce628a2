"""Taking a dossier in at the desk: choosing the procedure, filling in its form."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response

from engine.actions.start_case import start_case
from engine.errors import AccessDenied, AnswersRefused, Words
from engine.queries.catalogue import (
    Offer,
    asks_alike,
    deciding_offices,
    get_offer,
    list_shelves,
)
from engine.queries.filings import choices_of
from engine.records.filings import DIRECT, Filing
from engine.records.forms import Fault
from engine.records.people import Office
from web.auth.policy import requires
from web.auth.session import signed_in
from web.inbox.listing import new_key
from web.ui.current import current_context
from web.ui.fields import FormLinks, FormPage, form_page, read_posted, stored_files
from web.ui.numbers import is_row_number
from web.ui.texts import gettext as _

_SALT = "files of a dossier being received"


@requires("desk")
def choose_procedure() -> str:
    """Show the procedures that one's desks take in."""
    shelves = list_shelves(current_context())
    offers = [offer for shelf in shelves for offer in shelf.offers if own_offices(offer)]
    return render_template("inbox/choose.html", offers=offers)


@requires("desk")
def show_filing(key: str) -> str:
    """Show the form of a procedure to an officer who takes it in."""
    offer = _offer(key)
    return _page(offer, require_offices(offer), {})


@requires("desk")
def refresh_filing(key: str) -> str:
    """Give the fields anew for the answers so far."""
    offer = _offer(key)
    require_offices(offer)
    page = _fields(offer, read_posted(offer.form, read_kept()).raw)
    return render_template("inbox/fields.html", page=page)


@requires("desk")
def receive(key: str) -> Response | tuple[str, int]:
    """Open the case, or show what to correct; files sent once need not be sent again."""
    context, person = current_context(), signed_in()
    offer = _offer(key)
    offices = require_offices(offer)
    posted = read_posted(offer.form, read_kept())
    shown = request.form.get("version", "")
    if is_row_number(shown) and not asks_alike(context, int(shown), offer):
        flash(_("The form has changed meanwhile. What you typed is kept; read it again."), "error")
        return _page(offer, offices, posted.raw), 409
    chosen = {str(one.office_id): one for one in offices}.get(
        request.form.get("deciding-office", "")
    )
    filing = Filing(
        procedure_key=key,
        office_id=(chosen or offices[0]).office_id,
        answers=posted.raw,
        channel=DIRECT,
        by=person.person_id,
        request_key=request.form.get("request_key"),
    )
    try:
        if posted.faults:
            raise AnswersRefused(faults=posted.faults)
        case = start_case(context, filing)
    except AnswersRefused as refusal:
        faults = [Fault(key=one.key, vi=one.vi, en=one.en) for one in refusal.faults]
        return _page(offer, offices, posted.raw, faults), 422
    flash(_("Dossier %(code)s has been received.", code=case.code))
    return redirect(url_for("casefile.show_case", code=case.code), 303)


def _offer(key: str) -> Offer:
    """Return the version in force for the office that is chosen, or the reader's first."""
    context = current_context()
    general = get_offer(context, key)
    offices = own_offices(general)
    chosen = {str(one.office_id): one for one in offices}.get(
        request.form.get("deciding-office", ""), offices[0] if offices else None
    )
    return get_offer(context, key, chosen.code) if chosen else general


def own_offices(offer: Offer) -> tuple[Office, ...]:
    """Return the offices that decide this procedure and whose desk the reader holds."""
    desks = {post.office_id for post in signed_in().posts if post.kind == "desk"}
    found = deciding_offices(current_context(), offer)
    return tuple(one for one in found if one.office_id in desks)


def require_offices(offer: Offer) -> tuple[Office, ...]:
    """Return the reader's offices for a procedure; raise AccessDenied without any."""
    offices = own_offices(offer)
    if not offices:
        raise AccessDenied(post=Words(en="one-stop desk officer", vi="cán bộ một cửa"))
    return offices


def _page(
    offer: Offer,
    offices: tuple[Office, ...],
    answers: Mapping[str, object],
    faults: Sequence[Fault] = (),
) -> str:
    return render_template(
        "inbox/receive.html",
        offer=offer,
        offices=offices,
        page=_fields(offer, answers, faults),
        kept=sign_kept(offer, answers),
        request_key=new_key(),
    )


def _fields(offer: Offer, answers: Mapping[str, object], faults: Sequence[Fault] = ()) -> FormPage:
    return form_page(
        offer.form,
        answers,
        faults=faults,
        choices=choices_of(current_context(), offer.form),
        links=FormLinks(refresh=url_for("inbox.refresh_filing", key=offer.key)),
    )


def sign_kept(offer: Offer, answers: Mapping[str, object]) -> str:
    """Return the files sent so far, signed: nobody can name a file they have not sent."""
    files = {
        one.key: [dict(file) for file in stored_files(one, answers)]
        for one in offer.form.fields
        if one.kind == "files"
    }
    return str(_signer().dumps(files))


def read_kept() -> Mapping[str, Any]:
    """Return the files that an earlier try of this page has sent."""
    try:
        found: Mapping[str, Any] = _signer().loads(request.form.get("kept", ""))
    except BadSignature:
        return {}
    return found


def _signer() -> URLSafeSerializer:
    """Return what signs with the server's key, for this person only."""
    secret = str(current_app.config["SECRET_KEY"])
    return URLSafeSerializer(secret, salt=f"{_SALT} {signed_in().person_id}", serializer=json)
