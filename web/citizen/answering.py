"""Officers see the complaints of their office, answer them, refuse them or ask for more."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.actions.complain import publish_answer, reply_to
from engine.actions.pass_above import pass_above
from engine.errors import AccessDenied, InputRefused
from engine.queries.complaints import list_office_complaints
from web.auth.policy import requires
from web.auth.session import signed_in
from web.citizen.taking import TAKERS
from web.ui.current import current_context
from web.ui.due import due_words
from web.ui.languages import language
from web.ui.texts import gettext as _

READERS = (*TAKERS, "auditor", "administrator")


@requires(*READERS)
def list_waiting() -> str:
    """Show what is owed an answer, and what was answered."""
    found = list_office_complaints(current_context(), signed_in())
    now = current_context().clock.now()
    return render_template(
        "citizen/list.html", found=found, due_words=due_words, now=now, takers=TAKERS
    )


@requires("head", "leader")
def reply(complaint_id: int) -> Response:
    """Answer, refuse or ask; publish what was answered; or pass on what is about the head."""
    context, person, act = current_context(), signed_in(), request.form.get("act", "")
    try:
        if act == "publish":
            publish_answer(context, person, complaint_id)
        elif act == "above":
            pass_above(context, person, complaint_id)
        else:
            reply_to(context, person, complaint_id, act, request.form.get("text", ""))
    except (InputRefused, AccessDenied) as refusal:
        flash(refusal.text(language()), "error")
    else:
        flash(_("Done."))
    return redirect(url_for("citizen.list_waiting"), 303)
