"""Procedures: the list with its versions, and all about one version."""

import re
from dataclasses import replace

from flask import Blueprint, make_response, render_template, request
from werkzeug.wrappers import Response

from engine.errors import NotFound, Words
from engine.queries.procedures import get_version_diagram, get_version_file
from engine.queries.procedures import list_procedures as find_procedures
from web.auth.policy import requires_person
from web.ui.current import current_context
from web.ui.fields import form_page
from web.ui.security import allow_style_attributes
from web.ui.texts import gettext as _
from web.ui.texts import ngettext

_TERM = re.compile(r"(\d{1,4}) (working day|working hour|day)s?")

blueprint = Blueprint("catalogue", __name__, template_folder="templates")


@blueprint.get("/procedures")
@requires_person
def list_procedures() -> str:
    """Show all procedures with their versions."""
    found = find_procedures(current_context())
    return render_template("catalogue/list.html", procedures=found)


@blueprint.get("/procedures/<key>/<int:number>")
@requires_person
def show_version(key: str, number: int) -> str:
    """Show a version: card, diagram, steps, forms, tables and files."""
    found = get_version_file(current_context(), key, number)
    allow_style_attributes()
    pages = [form_page(form, {}, choices=found.choices) for form in found.forms]
    return render_template("catalogue/version.html", found=found, key=key, pages=pages)


@blueprint.get("/procedures/<key>/<int:number>/diagram")
@requires_person
def diagram(key: str, number: int) -> Response:
    """Give the diagram of a version; it never changes."""
    response = make_response(get_version_diagram(current_context(), key, number))
    response.content_type = "application/xml; charset=utf-8"
    response.headers["Cache-Control"] = "private, no-cache"
    # Opened by itself it is a page of its own: nothing drawn into it may run or load anything.
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.add_etag()
    return response.make_conditional(request)


@blueprint.get("/procedures/<key>/<int:number>/forms/<form_id>")
@requires_person
def show_form(key: str, number: int, form_id: str) -> str:
    """Show a form as it will be asked, with every field and nothing to be filled in."""
    found = get_version_file(current_context(), key, number)
    form = next((one for one in found.forms if one.form_id == form_id), None)
    if form is None:
        raise NotFound(what=Words(en="form", vi="biểu mẫu"), key=form_id)
    page = replace(form_page(form, {}, choices=found.choices), hidden=frozenset())
    return render_template("catalogue/form.html", found=found, key=key, page=page)


def field_words(kind: str) -> str:
    """Return the word for a kind of field."""
    return {
        "text": _("Text"),
        "textarea": _("Long text"),
        "number": _("Number"),
        "date": _("Date"),
        "select": _("One of a list"),
        "radio": _("One of a few"),
        "checkbox": _("Yes or no"),
        "checklist": _("Several of a list"),
        "files": _("Files"),
        "email": _("E-mail"),
        "phone": _("Telephone"),
        "personal": _("Personal number"),
        "address": _("Address"),
        "papers": _("List of papers"),
        "decision": _("Decision with reason"),
        "fee": _("Fee"),
        "signature": _("Signature"),
    }.get(kind, kind)


def kind_words(kind: str) -> str:
    """Return the word for a kind of step."""
    return {
        "userTask": _("Task of a person"),
        "manualTask": _("Task of a person"),
        "scriptTask": _("Reckoned by the system"),
        "serviceTask": _("Asked of another system"),
        "sendTask": _("Sent by the system"),
        "receiveTask": _("Waits for a message"),
        "businessRuleTask": _("Decision table"),
        "subProcess": _("Part with steps of its own"),
    }.get(kind, kind)


def term_words(term: str) -> str:
    """Return a term such as "3 working days" in the reader's language; others stay as written."""
    found = _TERM.fullmatch(term.strip())
    if found is None:
        return term
    number = int(found[1])
    if found[2] == "working hour":
        return ngettext("%(num)d working hour", "%(num)d working hours", number)
    if found[2] == "working day":
        return ngettext("%(num)d working day", "%(num)d working days", number)
    return ngettext("%(num)d day", "%(num)d days", number)


blueprint.add_app_template_filter(term_words, "term_words")
blueprint.add_app_template_filter(kind_words, "step_kind_words")
blueprint.add_app_template_filter(field_words, "field_kind_words")
