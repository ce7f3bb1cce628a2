"""The page on which a form is drawn."""

from collections.abc import Mapping

from flask import json, render_template, url_for

from engine.errors import NotFound, Words
from engine.queries.draft_forms import DraftForm, get_draft_form, papers_of, path_of
from engine.queries.drafts import DraftPage, get_draft
from web.auth.policy import requires
from web.formeditor.words import spoken_words
from web.ui.current import current_context
from web.ui.drafts import READERS, may_draw
from web.ui.languages import language
from web.ui.navigation import url_if
from web.ui.security import allow_style_attributes


@requires(*READERS)
def show(draft_id: int, name: str) -> str:
    """Show a form of a draft; a designer may change it while the draft is open."""
    page = get_draft(current_context(), draft_id)
    found = find_form(page, name)
    allow_style_attributes()
    return render_template(
        "formeditor/show.html",
        page=page,
        found=found,
        editing=may_draw(page),
        setting=json.dumps(_setting(page, found)),
    )


def find_form(page: DraftPage, name: str) -> DraftForm:
    """Return a form of the draft; raise NotFound."""
    found = get_draft_form(page, name)
    if found is None:
        raise NotFound(what=Words(en="form", vi="biểu mẫu"), key=name)
    return found


def _setting(page: DraftPage, found: DraftForm) -> Mapping[str, object]:
    """Return what the script of the page is told."""
    draft_id = page.draft.draft_id
    return {
        "path": path_of(found.name),
        "draw": url_for("formeditor.draw", draft_id=draft_id, name=found.name),
        "expression": url_if("modeler.check_expression", draft_id=draft_id),
        "choices": url_if("modeler.give_choices", draft_id=draft_id),
        "papers": [
            {
                "label": one.name.vi,
                "labelEn": one.name.en,
                "originals": one.originals,
                "copies": one.copies,
            }
            for one in papers_of(page)
        ],
        "audience": "citizen" if found.citizen else "officer",
        "language": language(),
        "words": spoken_words(),
    }
