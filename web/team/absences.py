"""Saying that somebody is away, and who does their work."""

from datetime import date

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.actions.enter_absence import call_absence_off, enter_absence
from engine.errors import AccessDenied, InputRefused, NotFound
from engine.queries.absences import list_own_absences
from engine.records.absences import AbsenceWish
from web.auth.policy import requires
from web.auth.session import signed_in
from web.team.words import LONGEST_REASON
from web.ui.current import current_context
from web.ui.formats import local
from web.ui.languages import language
from web.ui.mandates import read_mandate
from web.ui.navigation import CASEWORK
from web.ui.numbers import is_row_number
from web.ui.texts import gettext as _


@requires(*CASEWORK)
def list_absences() -> str:
    """Show the absences of oneself and, for heads, of the office."""
    return _page()


@requires(*CASEWORK)
def add_absence() -> Response | tuple[str, int]:
    """Enter an absence, or show what to correct."""
    context, person = current_context(), signed_in()
    wish = _read()
    if wish is None:
        return _page(_("Fill in the person, the substitute and both days.")), 422
    try:
        enter_absence(context, person, wish)
    except (InputRefused, AccessDenied, NotFound) as refusal:
        return _page(refusal.text(language())), refusal.status
    flash(
        _("The absence is entered. The substitute is told, and sees the tasks from the first day.")
    )
    return redirect(url_for("team.list_absences"), 303)


@requires(*CASEWORK)
def call_off(absence_id: int) -> Response:
    """End an absence now."""
    try:
        call_absence_off(current_context(), signed_in(), absence_id)
        flash(_("The absence is called off."))
    except (AccessDenied, NotFound) as refusal:
        flash(refusal.text(language()), "error")
    return redirect(url_for("team.list_absences"), 303)


def _read() -> AbsenceWish | None:
    given = request.form
    person, substitute = given.get("person", ""), given.get("substitute", "")
    try:
        starts, ends = (date.fromisoformat(given.get(name, "")) for name in ("starts", "ends"))
    except ValueError:
        return None
    if not is_row_number(person) or not is_row_number(substitute):
        return None
    signs = given.get("may_sign") == "1"
    mandate = read_mandate(given.get("mandate", ""), given.get("mandate_on", ""))
    return AbsenceWish(
        person_id=int(person),
        substitute_id=int(substitute),
        starts_on=starts,
        ends_on=ends,
        reason=given.get("reason", "").strip()[:LONGEST_REASON],
        may_sign=signs,
        mandate=mandate if signs else None,
    )


def _page(fault: str = "") -> str:
    context = current_context()
    view = list_own_absences(context, signed_in())
    today = local(context.clock.now()).date()
    return render_template(
        "team/absences.html",
        view=view,
        today=today,
        fault=fault,
        sent=request.form,
        coming=[one for one in view.absences if not one.called_off_at and one.ends_on >= today],
        past=[one for one in view.absences if one.called_off_at or one.ends_on < today],
    )
