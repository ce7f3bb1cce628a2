"""The releases of a procedure: what was in force when, going back, retiring, extending a trial."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.actions.roll_back import (
    retire_procedure,
    roll_back,
    take_back_release,
    widen_release,
)
from engine.errors import InputRefused
from engine.queries.releases import get_release_report, get_releases
from web.auth.policy import requires
from web.auth.session import signed_in
from web.publishing.reading import read_number
from web.ui.current import current_context
from web.ui.drafts import READERS
from web.ui.languages import language
from web.ui.texts import gettext as _

MAY_UNDO = ("approver", "administrator")


@requires(*READERS)
def list_releases(key: str) -> str:
    """Show every release of a procedure, the newest first."""
    found = get_releases(current_context(), key)
    return render_template("publishing/releases.html", found=found, fault="", sent={})


@requires(*READERS)
def show_report(key: str, release_id: int) -> str:
    """Show the report that was attached to a release."""
    context = current_context()
    release = get_release_report(context, release_id)
    found = get_releases(context, release.procedure_key)
    return render_template("publishing/report.html", found=found, release=release)


@requires(*MAY_UNDO)
def go_back(key: str) -> Response | tuple[str, int]:
    """Put the files of an earlier version into force again."""

    def act() -> str:
        made = roll_back(current_context(), signed_in(), key, read_number("number"), _reason())
        return _("Version %(number)s is in force, equal to the one chosen.", number=made.number)

    return _do(key, act)


@requires(*MAY_UNDO)
def retire(key: str) -> Response | tuple[str, int]:
    """Let the procedure take no new cases."""

    def act() -> str:
        retire_procedure(current_context(), signed_in(), key, _reason())
        return _("The procedure takes no new dossiers; those that run go on.")

    return _do(key, act)


@requires(*MAY_UNDO)
def widen(key: str, release_id: int) -> Response | tuple[str, int]:
    """Let a version that counts for some cases count for all."""

    def act() -> str:
        widen_release(current_context(), signed_in(), release_id, _reason())
        return _("All new cases take this version now.")

    return _do(key, act)


@requires(*MAY_UNDO)
def end_trial(key: str, release_id: int) -> Response | tuple[str, int]:
    """Let no new case take a version that counted for some."""

    def act() -> str:
        take_back_release(current_context(), signed_in(), release_id, _reason())
        return _("No new case takes this version any more; those that run go on with it.")

    return _do(key, act)


def _do(key: str, act: Callable[[], str]) -> Response | tuple[str, int]:
    try:
        flash(act())
    except InputRefused as refusal:
        found = get_releases(current_context(), key)
        told, sent = refusal.text(language()), request.form
        return render_template("publishing/releases.html", found=found, fault=told, sent=sent), 422
    return redirect(url_for("publishing.list_releases", key=key), 303)


def _reason() -> str:
    return request.form.get("reason", "")
