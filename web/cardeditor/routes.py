"""The pages of a draft's card and guide; without JavaScript each button sends the whole form."""

import re
from collections.abc import Mapping

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request
from flask import url_for as address_of
from werkzeug.wrappers import Response as AnyResponse

from engine.actions.save_draft_files import save_draft_files
from engine.errors import DraftChanged, DraftError
from engine.queries.draft_card import CardPage, card_with, change_rows, get_card
from web.auth.policy import requires
from web.auth.session import signed_in
from web.cardeditor.guide import save_guide, show_guide
from web.cardeditor.sending import sent_base, sent_fields, sent_source
from web.cardeditor.words import column_words, hint_words, section_words
from web.ui.current import current_context
from web.ui.drafts import READERS
from web.ui.languages import language
from web.ui.texts import gettext as _

FILE = "procedure.toml"
CARD = "/workshop/drafts/<int:draft_id>/card"
GUIDE = "/workshop/drafts/<int:draft_id>/guide"
_INDEX = re.compile(r"\[(\d+)\]")

blueprint = Blueprint("cardeditor", __name__, template_folder="templates")


@blueprint.get(CARD)
@requires(*READERS)
def show(draft_id: int) -> str:
    """Show the card as a form."""
    return _page(get_card(current_context(), draft_id))


@blueprint.post(CARD)
@requires("designer")
def save(draft_id: int) -> tuple[str, int] | str | AnyResponse:
    """Save the card; a button that adds, moves or removes a row saves too."""
    fields = change_rows(sent_fields(), request.form.get("act", ""))
    try:
        content = _content(draft_id, fields)
        saved = save_draft_files(
            current_context(), signed_in(), draft_id, sent_base(), {FILE: content}
        )
    except DraftError as error:
        return _refused(draft_id, fields, error)
    if request.headers.get("HX-Request"):
        return _told(draft_id, saved.number)
    if request.form.get("act"):
        # An empty row has nothing to be saved: the page shows it until it is filled in.
        return _page(get_card(current_context(), draft_id, fields))
    flash(_("The card is saved."))
    return redirect(address_of("cardeditor.show", draft_id=draft_id), 303)


def _content(draft_id: int, fields: Mapping[str, str]) -> bytes:
    source = sent_source()
    if source is not None:
        return source
    return card_with(current_context(), draft_id, fields)


def _refused(draft_id: int, fields: Mapping[str, str], error: DraftError) -> AnyResponse:
    """Say why it was not saved, with everything that was typed kept on the page."""
    shown = None if sent_source() is not None else fields
    card = get_card(current_context(), draft_id, shown)
    if request.headers.get("HX-Request"):
        return Response(error.text(language()), error.status, content_type="text/plain")
    again = isinstance(error, DraftChanged)
    return make_response(_page(card, error.text(language()), again), error.status)


def _told(draft_id: int, number: int) -> AnyResponse:
    card = get_card(current_context(), draft_id)
    return make_response(
        render_template("cardeditor/told.html", card=card, page=card.page, number=number)
    )


def _page(card: CardPage, refused: str = "", again: bool = False) -> str:
    return render_template(
        "cardeditor/card.html",
        card=card,
        page=card.page,
        refused=refused,
        base=card.page.draft.number if not refused or again else sent_base(),
    )


def field_id(element: str | None) -> str:
    """Return the id of the input for the place that a finding names: papers[1].name."""
    if not element:
        return "card"
    place = _INDEX.sub(lambda found: f".{int(found[1]) - 1}", element)
    return "c-" + place.replace(".", "-")


blueprint.add_url_rule(GUIDE, "show_guide", show_guide, methods=["GET"])
blueprint.add_url_rule(GUIDE, "save_guide", save_guide, methods=["POST"])
blueprint.add_app_template_filter(field_id, "card_field_id")
blueprint.add_app_template_filter(column_words, "card_column_words")
blueprint.add_app_template_filter(hint_words, "card_hint_words")
blueprint.add_app_template_filter(section_words, "card_section_words")
