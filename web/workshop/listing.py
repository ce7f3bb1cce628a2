"""The list of procedures in the workshop, and opening drafts."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from engine.actions.open_draft import (
    Upload,
    draft_from_template,
    draft_from_upload,
    draft_from_version,
)
from engine.errors import InputRefused, ProcedureRefused
from engine.queries.drafts import list_discarded, list_procedure_states, offered_templates
from engine.records.drafts import Draft
from web.auth.policy import requires
from web.auth.session import signed_in
from web.ui.current import current_context
from web.ui.drafts import READERS
from web.ui.languages import language
from web.ui.texts import gettext as _

MOST_FILES, LARGEST_UPLOAD = 50, 25 * 1024 * 1024


@requires(*READERS)
def list_procedures() -> str:
    """Show every procedure with its live version, drafts and running cases."""
    states = list_procedure_states(current_context())
    return render_template("workshop/list.html", states=states)


@requires(*READERS)
def list_put_away() -> str:
    """Show the drafts that were put away."""
    return render_template("workshop/put_away.html", lines=list_discarded(current_context()))


@requires("designer")
def new_draft() -> str:
    """Ask what a new draft shall begin as."""
    return _ask({}, None)


@requires("designer")
def open_from_version() -> Response:
    """Open a draft of a version."""
    form = request.form
    number = form.get("number", "")
    made = draft_from_version(
        current_context(),
        signed_in(),
        form.get("key", ""),
        int(number) if number.isdecimal() and len(number) < 7 else 0,
        form.get("name", ""),
    )
    return _lead_to(made)


@requires("designer")
def open_from_template() -> tuple[str, int] | Response:
    """Open a draft of a new procedure."""
    form = request.form
    try:
        made = draft_from_template(
            current_context(),
            signed_in(),
            form.get("key", "").strip(),
            form.get("template", ""),
            form.get("name", ""),
        )
    except InputRefused as error:
        return _ask(form.to_dict(), error), 422
    return _lead_to(made)


@requires("designer")
def open_from_upload() -> tuple[str, int] | Response:
    """Open a draft of files from elsewhere."""
    request.max_content_length = LARGEST_UPLOAD
    sent = [one for one in request.files.getlist("files") if one.filename][:MOST_FILES]
    files = {_plain_name(one): one.read() for one in sent}
    form = request.form
    try:
        made = draft_from_upload(
            current_context(),
            signed_in(),
            form.get("key", "").strip(),
            Upload(files=files),
            form.get("name", ""),
        )
    except InputRefused as error:
        return _ask(form.to_dict(), error), 422
    flash(_("The files were read. What was not carried over is listed below."))
    return _lead_to(made)


def _plain_name(sent: FileStorage) -> str:
    """Return the last part of a name: some browsers send a whole path."""
    return (sent.filename or "").replace("\\", "/").rpartition("/")[2][:120]


def _ask(given: dict[str, str], error: InputRefused | None) -> str:
    findings = error.findings if isinstance(error, ProcedureRefused) else ()
    told = [one.text(language()) for one in findings] or ([error.text(language())] if error else [])
    return render_template(
        "workshop/new.html",
        templates=offered_templates(),
        states=list_procedure_states(current_context()),
        given=given,
        told=told[:20],
    )


def _lead_to(made: Draft) -> Response:
    return redirect(url_for("workshop.show_draft", draft_id=made.draft_id), 303)
