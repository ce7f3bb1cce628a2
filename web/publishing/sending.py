"""Publishing one draft: sending it, taking it back, deciding on it, calling it off."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.actions.decide_publishing import decide_publishing
from engine.actions.request_publishing import request_publishing
from engine.actions.take_back_draft import call_off_publication, resend_draft, take_back_draft
from engine.errors import AnswersRefused, InputRefused, MotcuaError, NotFound, Words
from engine.queries.drafts import check_draft, get_draft
from engine.queries.publishing import PublishingPage, get_publishing
from web.auth.policy import requires
from web.auth.session import signed_in
from web.publishing.reading import chosen_offices, read_vote, read_wish, typed_wish
from web.ui.current import current_context
from web.ui.drafts import READERS
from web.ui.languages import language
from web.ui.texts import gettext as _

MOST_BOXES = 60


@requires(*READERS)
def show(draft_id: int) -> str:
    """Show how a draft stands on its way to being published."""
    return _page(draft_id)


@requires("designer")
def send(draft_id: int) -> Response | tuple[str, int]:
    """Send the draft, for the first time or again after a correction."""
    context, person = current_context(), signed_in()
    current = get_publishing(context, person, draft_id).current

    def act() -> object:
        if current is None:
            return request_publishing(context, person, draft_id, read_wish())
        return resend_draft(context, person, current.publication.case_id, read_wish())

    return _do(draft_id, act, _("The draft was sent. It is being checked now."))


@requires("designer")
def take_back(draft_id: int) -> Response | tuple[str, int]:
    """Take the draft back; it can be changed again."""
    context, person = current_context(), signed_in()

    def act() -> object:
        return take_back_draft(context, person, _case_of(draft_id))

    return _do(draft_id, act, _("The draft was taken back and can be changed again."))


@requires("approver")
def decide(draft_id: int) -> Response | tuple[str, int]:
    """Agree to the draft, return it, or refuse it."""
    context, person = current_context(), signed_in()

    def act() -> object:
        vote = read_vote(person.person_id)
        seen = request.form.get("digest", "")
        return decide_publishing(context, person, _case_of(draft_id), vote, seen)

    return _do(draft_id, act, _("Your opinion was written down."))


@requires("approver", "administrator")
def call_off(draft_id: int) -> Response | tuple[str, int]:
    """Give up what was to come into force."""
    context, person = current_context(), signed_in()

    def act() -> object:
        return call_off_publication(context, person, _case_of(draft_id))

    return _do(draft_id, act, _("It was called off; the draft can be changed again."))


def _do(draft_id: int, act: Callable[[], object], done: str) -> Response | tuple[str, int]:
    """Do it and lead back to the page; show the page with what is to be corrected otherwise."""
    try:
        act()
    except AnswersRefused as refusal:
        told = "; ".join(one.vi if language() == "vi" else one.en for one in refusal.faults)
        return _page(draft_id, told), 422
    except InputRefused as refusal:
        return _page(draft_id, refusal.text(language())), 422
    except MotcuaError as refusal:
        if isinstance(refusal, NotFound):
            raise
        flash(refusal.text(language()), "error")
    else:
        flash(done)
    return redirect(url_for("publishing.show", draft_id=draft_id), 303)


def _case_of(draft_id: int) -> int:
    found: PublishingPage = get_publishing(current_context(), signed_in(), draft_id)
    if found.current is None:
        raise NotFound(what=Words(en="publication", vi="lần trình công bố"), key=draft_id)
    return found.current.publication.case_id


def _page(draft_id: int, fault: str = "") -> str:
    context, person = current_context(), signed_in()
    found = get_publishing(context, person, draft_id)
    return render_template(
        "publishing/show.html",
        page=get_draft(context, draft_id),
        found=found,
        faults=[one for one in check_draft(context, draft_id, {}) if one.severe],
        fault=fault,
        sent=request.form if fault else typed_wish(found),
        chosen=request.form.getlist("offices") if fault else chosen_offices(found),
        boxes=len(found.offices) <= MOST_BOXES,
    )
