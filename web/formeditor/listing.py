"""The forms of a draft: which there are, new ones, copies, other names, taking away."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.actions.keep_forms import add_form, delete_form, rename_form
from engine.errors import InputRefused
from engine.queries.draft_forms import list_draft_forms
from engine.queries.drafts import get_draft
from web.auth.policy import requires
from web.auth.session import signed_in
from web.ui.current import current_context
from web.ui.drafts import READERS
from web.ui.languages import language
from web.ui.texts import gettext as _


@requires(*READERS)
def list_forms(draft_id: int) -> str:
    """Show the forms of a draft, in the order in which the procedure asks with them."""
    page = get_draft(current_context(), draft_id)
    return render_template("formeditor/list.html", page=page, forms=list_draft_forms(page))


@requires("designer")
def add(draft_id: int) -> Response:
    """Add a form, empty or like another one, and open it."""
    title = (request.form.get("title", ""), request.form.get("title_en", ""))
    try:
        name = add_form(
            current_context(), signed_in(), draft_id, title, request.form.get("like", "")
        )
    except InputRefused as error:
        flash(error.text(language()), "error")
        return _to_list(draft_id)
    return redirect(url_for("formeditor.show", draft_id=draft_id, name=name), 303)


@requires("designer")
def rename(draft_id: int, name: str) -> Response:
    """Keep a form under another name; the diagram and the card follow."""
    try:
        new = rename_form(
            current_context(), signed_in(), draft_id, name, request.form.get("name", "")
        )
    except InputRefused as error:
        flash(error.text(language()), "error")
        return _to_list(draft_id)
    flash(_("The form is called %(name)s now; the diagram and the card follow.", name=new))
    return _to_list(draft_id)


@requires("designer")
def delete(draft_id: int, name: str) -> Response:
    """Take a form away."""
    delete_form(current_context(), signed_in(), draft_id, name)
    flash(_("The form %(name)s was taken away. The history keeps it.", name=name))
    return _to_list(draft_id)


def _to_list(draft_id: int) -> Response:
    return redirect(url_for("formeditor.list_forms", draft_id=draft_id), 303)
