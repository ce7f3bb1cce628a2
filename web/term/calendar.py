"""The cases whose promised day is another one by the calendar in force now."""

from flask import render_template

from engine.queries.term_calendar import LEADERS
from engine.queries.term_calendar import list_moved as find_moved
from web.auth.policy import requires
from web.auth.session import signed_in
from web.ui.current import current_context


@requires(*LEADERS)
def list_moved() -> str:
    """Show the cases; nobody's day is changed by it."""
    rows = find_moved(current_context(), signed_in())
    return render_template("term/calendar.html", rows=rows)
