"""One draft: what it holds, what is wrong with it, its history, and putting it away."""

import io
import zipfile
from collections import Counter

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.actions.keep_draft import discard_draft, rename, reopen_draft
from engine.actions.save_draft_files import restore_save
from engine.errors import InputRefused
from engine.queries.drafts import check_draft, files_of_save, get_draft
from engine.records.findings import Finding
from web.auth.policy import requires
from web.auth.session import signed_in
from web.ui.current import current_context
from web.ui.drafts import READERS, TRYING
from web.ui.languages import language
from web.ui.navigation import url_if
from web.ui.numbers import is_row_number
from web.ui.texts import gettext as _

SHOWN_SAVES = 100
# Which page mends the files of a folder; the diagram and the card have pages of their own.
EDITORS = {
    "forms": "formeditor.show",
    "decisions": "tableeditor.show",
    "letters": "lettereditor.show",
}


@requires(*READERS)
def show_draft(draft_id: int) -> str:
    """Show a draft: its files, and all that is wrong with it."""
    context = current_context()
    page = get_draft(context, draft_id)
    findings = check_draft(context, draft_id, {})
    return render_template(
        "workshop/draft.html",
        page=page,
        findings=findings,
        severe=sum(one.severe for one in findings),
        by_file=Counter(one.file for one in findings if one.severe),
        links={path: edit_url(draft_id, path) for path in page.files},
    )


@requires(*READERS)
def show_history(draft_id: int) -> str:
    """Show every save of a draft."""
    page = get_draft(current_context(), draft_id)
    return render_template("workshop/history.html", page=page, most=SHOWN_SAVES)


@requires("designer")
def restore(draft_id: int) -> Response:
    """Make an earlier save the newest one."""
    number = request.form.get("number", "")
    wanted = int(number) if number.isdecimal() and len(number) < 10 else 0
    restore_save(current_context(), signed_in(), draft_id, wanted)
    flash(_("Save %(number)s is the newest one again; nothing was deleted.", number=wanted))
    return redirect(url_for("workshop.show_draft", draft_id=draft_id), 303)


@requires("designer")
def rename_this(draft_id: int) -> Response:
    """Call the draft something else."""
    try:
        rename(current_context(), signed_in(), draft_id, request.form.get("name", ""))
    except InputRefused as error:
        flash(error.text(language()), "error")
    return redirect(url_for("workshop.show_draft", draft_id=draft_id), 303)


@requires("designer")
def discard(draft_id: int) -> Response:
    """Put the draft away."""
    discard_draft(current_context(), signed_in(), draft_id)
    flash(_("The draft was put away. Nothing of it is deleted; you can take it up again."))
    return redirect(url_for("workshop.list_put_away"), 303)


@requires("designer")
def reopen(draft_id: int) -> Response:
    """Take a draft up again."""
    reopen_draft(current_context(), signed_in(), draft_id)
    return redirect(url_for("workshop.show_draft", draft_id=draft_id), 303)


@requires(*READERS)
def download(draft_id: int) -> Response:
    """Give the whole folder as a zip archive, of the newest save or of the one asked for."""
    context = current_context()
    page = get_draft(context, draft_id)
    asked = request.args.get("save", "")
    number = int(asked) if is_row_number(asked) else page.draft.number
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files_of_save(context, draft_id, number).items():
            archive.writestr(f"{page.draft.procedure_key}/{path}", content)
    response = make_response(packed.getvalue())
    name = f"{page.draft.procedure_key}-{draft_id}-{number}.zip"
    response.content_type = "application/zip"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def edit_url(draft_id: int, path: str) -> str | None:
    """Return the page that edits a file of a draft, if there is one."""
    if path == "process.bpmn":
        return url_if("modeler.show", draft_id=draft_id)
    if path == "procedure.toml":
        return url_if("cardeditor.show", draft_id=draft_id)
    if path == "guide.toml":
        return url_if("cardeditor.show_guide", draft_id=draft_id)
    folder, _slash, name = path.partition("/")
    if folder == "scenarios":
        return scenarios_url(draft_id)
    if folder not in EDITORS:
        return None
    return url_if(EDITORS[folder], draft_id=draft_id, name=name.rpartition(".")[0])


def scenarios_url(draft_id: int) -> str | None:
    """Return the page of a draft's scenarios for those who may open it."""
    if not signed_in().has_post(*TRYING):
        return None
    return url_if("trial.list_scenarios", draft_id=draft_id)


def finding_url(draft_id: int, finding: Finding) -> str | None:
    """Return where a finding is mended: its file's page, at the element."""
    address = edit_url(draft_id, finding.file)
    if address is None or finding.element is None:
        return address
    return f"{address}#{finding.element}"
