"""Answering what a dossier asks of its applicant: completing it, confirming a draft."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask import flash, redirect, render_template, request, session, url_for

from engine.actions.complete_task import complete_as_applicant
from engine.actions.deliver_message import answer_as_applicant
from engine.actions.forget_filing import forget_filing
from engine.actions.save_filing import save_filing
from engine.errors import AnswersRefused, CaseError
from engine.queries.filings import check_answers, find_begun
from engine.queries.tracking import Ask, Tracked
from engine.records.forms import Fault, Form
from engine.records.values import Answers, Json
from web.portal.begun import read_answers
from web.portal.following import Own, Page, read_own, with_own
from web.ui.current import caller_address, current_context
from web.ui.fields import FormLinks, FormPage, Posted, form_page
from web.ui.languages import language
from web.ui.texts import gettext as _

_KEY = "answering"


@dataclass(frozen=True, kw_only=True)
class Reply:
    """An answer as it is being written; what was typed is kept under the session's own token.

    form  what is asked, or what was asked when nobody asks any more; None when a yes is enough
    ask   None once it is no longer asked
    """

    tracked: Tracked
    token: int
    form: Form | None
    ask: Ask | None

    @property
    def purpose(self) -> str:
        """What the kept answers are for."""
        return f"answer:{self.tracked.case.code}:{self.token}"

    @property
    def begun(self) -> Answers:
        """What was kept so far."""
        return find_begun(current_context(), session.get(_KEY), self.purpose) or {}

    def page(self, answers: Mapping[str, object], faults: Sequence[Fault] = ()) -> FormPage | None:
        """Return the form as a page shows it."""
        if self.form is None:
            return None
        return form_page(
            self.form,
            answers,
            names=self.ask.names if self.ask else {},
            faults=faults,
            choices=self.ask.choices if self.ask else {},
            links=FormLinks(refresh=url_for("portal.refresh_answer", token=self.token)),
        )


def open_reply(own: Own, token: int) -> Reply:
    """Return what is being answered; without an ask, the form that the request names."""
    tracked = read_own(own)
    ask = next((one for one in tracked.asks if one.token == token), None)
    form = ask.form if ask else without_shown(tracked.forms.get(request.form.get("form", "")))
    return Reply(tracked=tracked, token=token, form=form, ask=ask)


def without_shown(form: Form | None) -> Form | None:
    """Return a form without what it only shows: when nobody asks there is nothing to show."""
    if form is None:
        return None
    asked = (
        replace(one, fields=tuple(field for field in one.fields if not field.readonly))
        for one in form.sections
    )
    return replace(form, sections=tuple(one for one in asked if one.fields))


def read_reply(reply: Reply) -> Posted:
    """Return what was posted, and keep it."""
    if reply.form is None:
        return Posted()
    posted = read_answers(reply.form, reply.begun)
    keep(reply, posted.raw)
    return posted


def keep(reply: Reply, answers: Mapping[str, object]) -> None:
    """Keep what was typed."""
    session[_KEY] = save_filing(
        current_context(),
        session.get(_KEY),
        reply.purpose,
        answers,  # type: ignore[arg-type]  # typed texts and stored files
        caller_address(),
    )


def show_page(reply: Reply, page: FormPage | None) -> str:
    """Return the page that asks."""
    return render_template(
        "portal/answer.html",
        reply=reply,
        ask=reply.ask,
        case=reply.tracked.case,
        card=reply.tracked.card,
        page=page,
        request_key=request.form.get("request_key") or secrets.token_hex(16),
    )


@with_own
def show_answer(own: Own, token: int) -> Page:
    """Show what is asked, with what was typed before."""
    reply = open_reply(own, token)
    if reply.ask is None:
        flash(_("This has been answered already, or is no longer needed."))
        return redirect(url_for("portal.show_dossier"), 303)
    return show_page(reply, reply.page({**reply.ask.given, **reply.begun}))


@with_own
def refresh_answer(own: Own, token: int) -> Page:
    """Answer with the fields as they are shown after a change; keep the answers."""
    reply = open_reply(own, token)
    return render_template("portal/fields.html", page=reply.page(read_reply(reply).raw))


@with_own
def send_answer(own: Own, token: int) -> Page:
    """Hand the answer in; show what to correct, or that somebody was faster."""
    if request.form.get("code") != own[0]:
        return show_conflict(None, _("Another dossier was opened in this browser meanwhile."))
    reply = open_reply(own, token)
    posted = read_reply(reply)
    page = reply.page(posted.raw)
    if posted.faults and reply.form is not None:
        checked = check_answers(current_context(), reply.form, posted.raw, names_of(reply))
        return refuse(reply, posted, (*posted.faults, *checked.faults))
    try:
        hand_in(own, reply, posted)
    except AnswersRefused as refusal:
        return refuse(reply, posted, refusal.faults)
    except CaseError as refusal:
        return show_conflict(page, refusal.text(language()))
    forget_filing(current_context(), session.pop(_KEY, None))
    flash(_("Thank you. Your answer has been received."))
    return redirect(url_for("portal.show_dossier"), 303)


def hand_in(own: Own, reply: Reply, posted: Posted) -> None:
    """Carry out the answer; the same page sent twice answers once."""
    key = f"answer:{own[0]}:{request.form.get('request_key', '')[:64]}"
    is_message = reply.ask is not None and not reply.ask.is_task
    act = answer_as_applicant if is_message else complete_as_applicant
    act(current_context(), own, reply.token, posted.raw, key)


def names_of(reply: Reply) -> Mapping[str, Json]:
    """Return the case data that the form's conditions read."""
    return reply.ask.names if reply.ask else {}


def refuse(reply: Reply, posted: Posted, faults: Sequence[Fault]) -> Page:
    """Show the form with what to correct."""
    return show_page(reply, reply.page(posted.raw, faults)), 422


def show_conflict(page: FormPage | None, sentence: str) -> Page:
    """Say that the dossier has moved on, and keep what was typed on the page."""
    return render_template("portal/conflict.html", page=page, sentence=sentence), 409
