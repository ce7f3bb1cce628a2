"""The page of a draft's guide; it works without JavaScript, each button sends the whole form."""

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.actions.save_draft_files import save_draft_files
from engine.errors import DraftChanged, DraftError
from engine.queries.draft_guide import (
    GuidePage,
    begun_guide,
    change_outcomes,
    get_guide,
    guide_with,
)
from web.auth.policy import requires
from web.auth.session import signed_in
from web.cardeditor.sending import sent_base, sent_fields, sent_source
from web.ui.current import current_context
from web.ui.drafts import READERS
from web.ui.languages import language
from web.ui.texts import gettext as _

FILE = "guide.toml"
DROP, BEGIN = "drop", "begin"


@requires(*READERS)
def show_guide(draft_id: int) -> str:
    """Show the guide as a form; where there is none, what one is for."""
    return _page(get_guide(current_context(), draft_id))


@requires("designer")
def save_guide(draft_id: int) -> str | Response:
    """Save the guide; begin one, or take it away; a button of a row saves too."""
    context, act = current_context(), request.form.get("act", "")
    fields = change_outcomes(sent_fields(), act)
    try:
        save_draft_files(context, signed_in(), draft_id, sent_base(), _changes(draft_id, act))
    except DraftError as error:
        shown = None if sent_source() is not None or act in (BEGIN, DROP) else fields
        guide = get_guide(context, draft_id, shown)
        again = isinstance(error, DraftChanged)
        return make_response(_page(guide, error.text(language()), again), error.status)
    if ":" in act:
        # An empty row has nothing to be saved: the page shows it until it is filled in.
        return _page(get_guide(context, draft_id, fields))
    flash(_("The guide is saved.") if act != DROP else _("The guide is taken away."))
    return redirect(url_for("cardeditor.show_guide", draft_id=draft_id), 303)


def _changes(draft_id: int, act: str) -> dict[str, bytes | None]:
    if act == BEGIN:
        return dict(begun_guide(current_context(), draft_id))
    if act == DROP:
        return {FILE: None}
    source = sent_source()
    if source is not None:
        return {FILE: source}
    fields = change_outcomes(sent_fields(), act)
    return {FILE: guide_with(current_context(), draft_id, fields)}


def _page(guide: GuidePage, refused: str = "", again: bool = False) -> str:
    number = guide.page.draft.number if not refused or again else sent_base()
    return render_template(
        "cardeditor/guide.html", card=guide, page=guide.page, refused=refused, base=number
    )
