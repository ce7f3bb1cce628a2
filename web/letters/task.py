"""The letter of a step, before the step is completed."""

from base64 import b64encode

from flask import render_template, url_for
from werkzeug.wrappers import Response

from engine.actions.note_reading import note_reading
from engine.queries.task_file import get_task_form
from engine.queries.task_letter import preview_task_letter
from web.auth.policy import requires_person
from web.auth.session import signed_in
from web.ui.current import current_context
from web.ui.fields import read_posted


@requires_person
def preview_task(case_id: int, token: int) -> Response | str:
    """Show the letter that the step writes, with the answers as they are now."""
    context, person = current_context(), signed_in()
    place = (case_id, token)
    asked = get_task_form(context, person, place)
    answers = read_posted(asked.form, asked.task.draft).raw if asked.form else {}
    letter = preview_task_letter(context, person, place, answers)
    note_reading(context, person, case_id, "task")
    return render_template(
        "letters/preview.html",
        letter=letter,
        pages=[f"data:image/png;base64,{b64encode(one).decode()}" for one in letter.pages],
        case=asked.case,
        back=url_for("casefile.show_task", case_id=case_id, token=token),
    )
