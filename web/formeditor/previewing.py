"""How citizens and officers will see a form, drawn by the same macros as their own pages."""

from collections.abc import Mapping
from typing import Any

from flask import Response, json, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from engine.errors import InputRefused, Words
from engine.queries.draft_forms import DraftForm, FormSketch, path_of, sketch_form
from engine.queries.drafts import DraftPage, get_draft
from engine.queries.filings import check_answers
from engine.records.forms import DERIVED, Field, Form
from web.auth.policy import requires
from web.formeditor.editing import find_form
from web.ui.current import current_context
from web.ui.drafts import READERS
from web.ui.fields import FormLinks, FormPage, form_page
from web.ui.languages import LANGUAGES, language, speaking
from web.ui.texts import gettext as _

AUDIENCES = ("citizen", "officer")
LARGEST_BODY = 6 * 1024 * 1024
_EXAMPLED = frozenset(("text", "textarea", "email", "phone", "personal", "address"))


@requires(*READERS)
def draw(draft_id: int, name: str) -> Response:
    """Draw a form as it stands in the editor, with what is tried in it, in the language asked."""
    sent = _read_body()
    text = str(sent.get("text", "")).encode()
    sketch = sketch_form(
        current_context(), text, name, lambda: get_draft(current_context(), draft_id).files
    )
    wish = sent.get("language")
    with speaking(wish if wish in LANGUAGES else language()):
        page = _page(sketch, MultiDict(sent.get("answers")), sent.get("check") is True)
        html = render_template(
            "formeditor/sheet.html",
            form=page,
            findings=sketch.findings,
            audience=_audience(sent.get("audience")),
        )
    return Response(json.dumps({"html": html}), content_type="application/json")


@requires(*READERS)
def look(draft_id: int, name: str) -> str:
    """Show the saved form on a page of its own, which works without scripts."""
    return _show(draft_id, name, checked=False)


@requires(*READERS)
def try_look(draft_id: int, name: str) -> str:
    """Check what was typed into the form and show what is to be corrected; nothing is kept."""
    return _show(draft_id, name, checked=True)


@requires(*READERS)
def refresh_look(draft_id: int, name: str) -> str:
    """Answer with the fields as they are shown after a change."""
    _draft, _found, sketch = _saved(draft_id, name)
    page = _page(sketch, request.form, False, _refresh_url(draft_id, name))
    return render_template("formeditor/fields.html", form=page)


def _show(draft_id: int, name: str, *, checked: bool) -> str:
    draft, found, sketch = _saved(draft_id, name)
    form = _page(sketch, request.form, checked, _refresh_url(draft_id, name))
    return render_template(
        "formeditor/look.html",
        page=draft,
        found=found,
        form=form,
        audience=_audience(request.args.get("as"), found),
        findings=sketch.findings,
        passed=checked and form is not None and not form.faults,
    )


def _saved(draft_id: int, name: str) -> tuple[DraftPage, DraftForm, FormSketch]:
    draft = get_draft(current_context(), draft_id)
    found = find_form(draft, name)
    return (
        draft,
        found,
        sketch_form(current_context(), draft.files[path_of(name)], name, lambda: draft.files),
    )


def _refresh_url(draft_id: int, name: str) -> str:
    return url_for("formeditor.refresh_look", draft_id=draft_id, name=name)


def _audience(wish: object, found: DraftForm | None = None) -> str:
    own = "officer" if found is not None and not found.citizen else "citizen"
    return str(wish) if wish in AUDIENCES else own


def _page(
    sketch: FormSketch, sent: MultiDict[str, str], checked: bool, refresh: str = ""
) -> FormPage | None:
    """Return the form with what was tried in it; None where the file is no form."""
    form = sketch.form
    if form is None:
        return None
    tried = _tried(form, sent)
    faults = check_answers(current_context(), form, tried).faults if checked else ()
    return form_page(
        form,
        tried,
        names={one.key: _("(from the case)") for one in form.fields if _is_taken(one)},
        faults=faults,
        choices=sketch.choices,
        links=FormLinks(refresh=refresh),
    )


def _is_taken(one: Field) -> bool:
    return one.readonly and one.kind in _EXAMPLED


def _tried(form: Form, sent: MultiDict[str, str]) -> Mapping[str, object]:
    """Return what was typed into the form; files are not taken, as nothing of it is kept."""
    found: dict[str, object] = {}
    for one in form.fields:
        names = (one.key, *(f"{one.key}-{part}" for part in ("day", "month", "year")))
        if one.kind == "checklist":
            found[one.key] = sent.getlist(one.key)
        elif one.kind not in DERIVED and one.kind != "files":
            found |= {name: sent[name] for name in names if name in sent}
    return found


def _read_body() -> Mapping[str, Any]:
    request.max_content_length = LARGEST_BODY
    sent = request.get_json(silent=True)
    answers = sent.get("answers", {}) if isinstance(sent, dict) else None
    if not isinstance(sent, dict) or not isinstance(answers, dict):
        raise _unreadable()
    texts = (one for many in answers.values() for one in (many if isinstance(many, list) else [0]))
    if not all(isinstance(one, str) for one in texts):
        raise _unreadable()
    return sent


def _unreadable() -> InputRefused:
    return InputRefused(
        reason=Words(en="the request is not as the page sends it", vi="yêu cầu không đúng dạng")
    )
