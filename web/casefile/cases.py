"""A whole case, and finding cases."""

from collections.abc import Mapping
from typing import Any

from flask import render_template, request, url_for

from engine.actions.note_reading import note_reading
from engine.actions.reading_right import Seen
from engine.queries.case_file import get_case_file
from engine.queries.case_search import CaseQuestion, find_cases
from web.auth.policy import requires_person
from web.auth.session import signed_in
from web.casefile.drawing import show_diagram
from web.ui.current import current_context
from web.ui.due import standing_due
from web.ui.texts import gettext as _

STATES = ("running", "late", "suspended", "finished", "cancelled")
LONGEST_SEARCH = 100


@requires_person
def show_case(code: str) -> str:
    """Show a case; that it was looked at is noted."""
    context, person = current_context(), signed_in()
    found = get_case_file(context, person, code)
    seen = Seen(office_id=found.case.office_id, tasks=tuple(one.task for one in found.tasks))
    note_reading(context, person, found.case.case_id, "case", seen=seen)
    show_diagram()
    standing = found.case.standing
    is_open = found.case.closed_at is None
    due = standing_due(standing) if is_open else None
    return render_template("casefile/case.html", found=found, case=found.case, due=due)


@requires_person
def search() -> str:
    """Find cases by words, state and procedure."""
    asked = read_question(request.args)
    found = find_cases(current_context(), signed_in(), asked)

    def address(**changes: object) -> str:
        pairs = {
            "q": asked.text,
            "status": asked.status,
            "procedure": asked.procedure,
            "page": "",
            **changes,
        }
        kept: dict[str, Any] = {key: value for key, value in pairs.items() if value}
        return url_for("casefile.search", **kept)

    return render_template(
        "casefile/search.html",
        found=found,
        asked=asked,
        q=asked.text,
        address=address,
        states=[(name, state_words(name)) for name in STATES],
        page_url=lambda number: address(page=number),
    )


def read_question(asked: Mapping[str, str]) -> CaseQuestion:
    """Return what an address asks for; what makes no sense in it is left out."""
    page, status = asked.get("page", ""), asked.get("status", "")
    return CaseQuestion(
        text=asked.get("q", "").strip()[:LONGEST_SEARCH],
        status=status if status in STATES else "",
        procedure=asked.get("procedure", "")[:LONGEST_SEARCH],
        number=max(1, int(page)) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
    )


def state_words(state: str) -> str:
    """Return the words for a filter by state."""
    return {
        "running": _("In progress"),
        "late": _("Late"),
        "suspended": _("Suspended"),
        "finished": _("Ended"),
        "cancelled": _("Cancelled or withdrawn"),
    }[state]
