"""The page on which a procedure is drawn, and its drawing as PDF."""

from flask import Response, json, make_response, render_template, request, url_for

from engine.queries.diagram_pdf import draw_pdf
from engine.queries.drafts import get_draft
from web.auth.policy import requires
from web.ui.current import current_context
from web.ui.drafts import READERS, may_draw
from web.ui.security import allow_style_attributes
from web.ui.texts import gettext as _

FILE = "process.bpmn"


@requires(*READERS)
def show(draft_id: int) -> str:
    """Show the diagram of a draft; a designer may change it while the draft is open."""
    page = get_draft(current_context(), draft_id)
    allow_style_attributes()
    return render_template(
        "modeler/show.html",
        page=page,
        editing=may_draw(page) and FILE in page.files,
        drawn=FILE in page.files,
        choices_url=url_for("modeler.give_choices", draft_id=draft_id),
        words=json.dumps(_spoken()),
    )


@requires(*READERS)
def print_pdf(draft_id: int) -> Response:
    """Give the drawing that the page sends as a PDF."""
    page = get_draft(current_context(), draft_id)
    response = make_response(draw_pdf(request.form.get("svg", "")))
    response.content_type = "application/pdf"
    name = f"{page.draft.procedure_key}.pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _spoken() -> dict[str, str]:
    """Return the sentences that the script of the page says."""
    return {
        "unreadable": _("The diagram cannot be drawn here."),
        "drawnAnew": _("The file had no drawing; it was drawn and arranged. Look it over."),
        "arranged": _("Arranged anew. Undo brings the old places back."),
        "wholeDiagram": _("Whole diagram"),
        "notExported": _("The picture could not be made. Try another format."),
    }
