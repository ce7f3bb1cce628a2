"""Filling in a filing: the form, kept on the server from the first answer on."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.actions.forget_filing import forget_filing
from engine.actions.save_filing import save_filing
from engine.context import Context
from engine.errors import NotFound, Words
from engine.queries.catalogue import Offer, deciding_offices, get_offer
from engine.queries.filings import check_answers, choices_of, filing_form, find_begun
from engine.queries.own_cases import own_facts
from engine.records.filings import OFFICE
from engine.records.forms import Fault, Form
from engine.records.people import Office
from engine.records.values import Answers
from web.auth.citizen import signed_in_citizen
from web.auth.policy import public
from web.portal.begun import drop_token, filing_token, keep_token, kept_file, read_answers
from web.portal.papers import send_stored
from web.ui.current import caller_address, current_context
from web.ui.fields import FormLinks, FormPage, form_page
from web.ui.texts import gettext as _


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What the pages of one filing work with.

    form   the procedure's own, after the choice of the office
    begun  what has been kept so far; None before the first answer
    """

    context: Context
    offer: Offer
    offices: tuple[Office, ...]
    form: Form
    begun: Answers | None

    @property
    def answers(self) -> Mapping[str, object]:
        """What stands in the form: what was kept, else what is known before the first answer.

        Where only one office decides, it is chosen; who has signed in need not say who they are.
        """
        if self.begun is not None:
            return self.begun
        who = signed_in_citizen()
        known = own_facts(self.context, who, self.form) if who else {}
        only = {OFFICE: self.offices[0].code} if len(self.offices) == 1 else {}
        return {**known, **only}

    def page(self, answers: Mapping[str, object], faults: tuple[Fault, ...] = ()) -> FormPage:
        """Return the form as a page shows it."""
        key = self.offer.key
        return form_page(
            self.form,
            answers,
            faults=faults,
            choices=choices_of(self.context, self.form),
            links=FormLinks(
                refresh=url_for("portal.refresh_fields", key=key),
                file_url=lambda digest: url_for("portal.open_file", key=key, digest=digest),
            ),
        )


def open_desk(key: str) -> Desk:
    """Return what this request's filing works with; raise NotFound for an unknown procedure."""
    context = current_context()
    begun = find_begun(context, filing_token(key), key, signed_in_citizen())
    chosen = (begun or {}).get(OFFICE)
    offer = get_offer(context, key, chosen if isinstance(chosen, str) else None)
    offices = deciding_offices(context, offer)
    return Desk(
        context=context,
        offer=offer,
        offices=offices,
        form=filing_form(offer, offices),
        begun=begun,
    )


def keep(desk: Desk, answers: Mapping[str, object]) -> str:
    """Keep answers on the server; return the token that finds them again."""
    token = filing_token(desk.offer.key)
    kept: Answers = answers  # type: ignore[assignment]  # typed texts and stored files
    return save_filing(
        desk.context, token, desk.offer.key, kept, caller_address(), signed_in_citizen()
    )


def with_token(response: Response | str | tuple[str, int], desk: Desk, token: str) -> Response:
    """Return the response with the cookie of the filing."""
    made = make_response(response)
    keep_token(made, desk.offer.key, token)
    return made


def show_page(desk: Desk, page: FormPage) -> str:
    """Return the page with the form."""
    return render_template(
        "portal/file.html",
        offer=desk.offer,
        card=desk.offer.card,
        page=page,
        signed_in=signed_in_citizen() is not None,
    )


@public
def show_form(key: str) -> str:
    """Show the form with what was typed before; after a failed review with what to correct."""
    desk = open_desk(key)
    faults: tuple[Fault, ...] = ()
    if "check" in request.args and desk.begun is not None:
        faults = check_answers(desk.context, desk.form, desk.begun).faults
    return show_page(desk, desk.page(desk.answers, faults))


@public
def send_answers(key: str) -> Response:
    """Keep the answers; go on to the review, or show what to correct."""
    desk = open_desk(key)
    posted = read_answers(desk.form, desk.begun or {})
    token = keep(desk, posted.raw)
    if request.form.get("act") == "later" and not posted.faults:
        where = _("Saved for 7 days. Come back to this page in this browser to go on.")
        if signed_in_citizen():
            where = _("Saved for 7 days. Go on in any browser: sign in and look at My dossiers.")
        flash(where)
        return with_token(redirect(url_for("portal.show_form", key=key), 303), desk, token)
    checked = check_answers(desk.context, desk.form, posted.raw)
    faults = (*posted.faults, *checked.faults)
    if faults:
        shown = show_page(desk, desk.page(posted.raw, faults)), 422
        return with_token(shown, desk, token)
    return with_token(redirect(url_for("portal.review", key=key), 303), desk, token)


@public
def refresh_fields(key: str) -> Response:
    """Answer with the fields as they are shown after a change; keep the answers."""
    desk = open_desk(key)
    posted = read_answers(desk.form, desk.begun or {})
    token = keep(desk, posted.raw)
    fields = render_template("portal/fields.html", page=desk.page(posted.raw))
    return with_token(fields, desk, token)


@public
def save_answers(key: str) -> Response:
    """Keep the answers while somebody types, and say so."""
    desk = open_desk(key)
    token = keep(desk, read_answers(desk.form, desk.begun or {}).raw)
    saved = render_template("portal/saved.html", at=desk.context.clock.now())
    return with_token(saved, desk, token)


@public
def begin_anew(key: str) -> Response:
    """Forget what was typed and show the empty form."""
    desk = open_desk(key)
    forget_filing(desk.context, filing_token(key), signed_in_citizen())
    response = redirect(url_for("portal.show_form", key=key), 303)
    drop_token(response, key)
    return response


@public
def open_file(key: str, digest: str) -> Response:
    """Give a file of the filing back to the one who uploaded it."""
    desk = open_desk(key)
    found = kept_file(desk.begun, digest)
    if found is None:
        raise NotFound(what=Words(en="file", vi="tệp"), key=digest[:12])
    return send_stored(digest, str(found["name"]), str(found["media"]))
