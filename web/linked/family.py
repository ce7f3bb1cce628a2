"""The page of linked dossiers: one line for each office's own."""

from flask import render_template

from engine.actions.note_reading import note_reading
from engine.queries.family import get_family
from web.auth.policy import requires_person
from web.auth.session import signed_in
from web.ui.current import current_context
from web.ui.due import due_words


@requires_person
def show_linked(code: str) -> str:
    """Show the dossiers that a case hangs together with; that it was looked at is noted."""
    context, person = current_context(), signed_in()
    found = get_family(context, person, code)
    note_reading(context, person, found.case.case_id, "case")
    return render_template("linked/family.html", found=found, case=found.case, due_words=due_words)
