"""The term of one case, and setting another day for it."""

from collections.abc import Mapping
from datetime import date

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.actions.note_reading import note_reading
from engine.actions.set_date import NewDate, set_date
from engine.errors import InputRefused
from engine.queries.term_file import SETTERS, TermFile, get_term_file
from engine.refusals import TermError
from web.auth.policy import requires, requires_person
from web.auth.session import signed_in
from web.ui.current import current_context
from web.ui.languages import language
from web.ui.texts import gettext as _

LONGEST_TEXT = 1_000


@requires_person
def show_term(code: str) -> str:
    """Show the ledger of a case; that it was looked at is noted."""
    context, person = current_context(), signed_in()
    found = get_term_file(context, person, code)
    note_reading(context, person, found.case.case_id, "case")
    return _page(found, {}, "")


@requires(*SETTERS)
def set_day(code: str) -> str | Response | tuple[str, int]:
    """Promise the result for another day; what is refused is said beside what was filled in."""
    form = {name: text.strip()[:LONGEST_TEXT] for name, text in request.form.items()}
    try:
        due_on = date.fromisoformat(form.get("due_on", ""))
    except ValueError:
        return _refused(code, form, _("Choose the new day.")), 422
    wanted = NewDate(
        act=form.get("act", ""),
        due_on=due_on,
        reason=form.get("reason", ""),
        basis=form.get("basis", ""),
    )
    try:
        set_date(current_context(), signed_in(), code, wanted)
    except (TermError, InputRefused) as refused:
        return _refused(code, form, refused.text(language())), refused.status
    flash(_("The new day is set. The applicant sees it with the reason."))
    return redirect(url_for("term.show_term", code=code), 303)


def _refused(code: str, form: Mapping[str, str], fault: str) -> str:
    return _page(get_term_file(current_context(), signed_in(), code), form, fault)


def _page(found: TermFile, form: Mapping[str, str], fault: str) -> str:
    return render_template("term/term.html", found=found, case=found.case, form=form, fault=fault)
