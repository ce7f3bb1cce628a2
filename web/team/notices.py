"""What one was told, and by which channels one wants to be told."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.actions.notice_setting import read_notices, set_notices
from engine.queries.notices import get_settings, list_notices
from engine.records.notices import NAMES, USUAL, Notice, sentence_of
from web.auth.policy import requires
from web.auth.session import signed_in
from web.ui.current import current_context
from web.ui.fields import spoken
from web.ui.navigation import CASEWORK
from web.ui.texts import gettext as _


@requires(*CASEWORK)
def show_notices() -> str:
    """Show what one was told lately; looking at it marks it as seen."""
    context, person = current_context(), signed_in()
    found = list_notices(context, person)
    if found and found[0].read_at is None:
        read_notices(context, person, found[0].notice_id)
    return render_template("team/notices.html", notices=found)


@requires(*CASEWORK)
def show_settings() -> str:
    """Show by which channels one is told."""
    return render_template(
        "team/settings.html",
        settings=get_settings(current_context(), signed_in()),
        kinds=[(kind, spoken(NAMES[kind])) for kind in USUAL],
    )


@requires(*CASEWORK)
def save_settings() -> Response:
    """Keep by which channels one wants to be told."""
    wanted = {kind: request.form.getlist(kind) for kind in USUAL}
    set_notices(current_context(), signed_in(), wanted)
    flash(_("Kept."))
    return redirect(url_for("team.show_settings"), 303)


def notice_words(one: Notice) -> str:
    """Return what a notice says, in the reader's language."""
    return spoken(sentence_of(one.kind, one.content))


def channel_words(channel: str) -> str:
    """Return the name of a channel."""
    return {
        "page": _("On this page"),
        "mail": _("E-mail"),
        "sms": _("Text message"),
        "push": _("Push message"),
    }.get(channel, channel)


def kind_words(kind: str) -> str:
    """Return the name of a kind of notice."""
    return spoken(NAMES[kind]) if kind in NAMES else kind


def state_words(state: str) -> str:
    """Return how a notice fared."""
    return {"waiting": _("Waits"), "sent": _("Sent"), "failed": _("Not delivered")}.get(
        state, state
    )
