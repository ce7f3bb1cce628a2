"""Which case am I: the questions of a guide, and the page that answers them.

The answers stand in the address, so that a page can be shared and gone back to; nothing is kept
before somebody begins to file.
"""

from collections.abc import Mapping

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.queries.filings import check_answers
from engine.queries.guides import Advice, Guided, advise, get_guided
from engine.records.forms import Field, Form
from engine.records.guides import ASKED
from engine.records.values import Json
from web.auth.policy import public
from web.portal.filing import keep, open_desk, with_token
from web.ui.current import current_context
from web.ui.fields import FormPage, form_page

Query = dict[str, str | list[str]]
_PARTS = ("-day", "-month", "-year")


@public
def show_guide(key: str) -> str:
    """Ask the questions; where they are answered, tell what is right."""
    context = current_context()
    guided = get_guided(context, key)
    raw = _asked(guided.form)
    if not raw or "edit" in request.args:
        return _questions(guided, form_page(guided.form, raw))
    checked = check_answers(context, guided.form, raw)
    if checked.faults:
        # What is only asked because of another answer was not seen by whoever has no JavaScript.
        unseen = form_page(guided.form, {}).hidden
        is_sent = "go" in request.args
        faults = [one for one in checked.faults if is_sent and one.key not in unseen]
        return _questions(guided, form_page(guided.form, raw, faults=faults), is_short=is_sent)
    given: Mapping[str, Json] = checked.answers  # type: ignore[assignment]  # typed by its check
    return _advice(guided, advise(context, guided, given), form_page(guided.form, given))


@public
def refresh_guide(key: str) -> str:
    """Answer with the questions as they are shown after a change."""
    guided = get_guided(current_context(), key)
    page = form_page(guided.form, _asked(guided.form))
    return render_template("portal/fields.html", page=page)


@public
def file_guided(key: str) -> Response:
    """Begin a filing with the answers filled in; what was typed before, or is known, stays."""
    desk = open_desk(key)
    sent = {one.key: _sent(one) for one in desk.offer.form.fields if one.kind in ASKED}
    given = {name: value for name, value in sent.items() if value}
    token = keep(desk, {**desk.answers, **given})
    return with_token(redirect(url_for("portal.show_form", key=key), 303), desk, token)


def as_query(answers: Mapping[str, object] | None) -> Query:
    """Return answers as they stand in an address; what is empty is left out."""
    found: Query = {}
    for key, value in (answers or {}).items():
        if isinstance(value, list):
            found[key] = [str(one) for one in value]
        elif value is True:
            found[key] = "on"
        elif value not in (None, False):
            found[key] = str(value)
    return {key: value for key, value in found.items() if value}


def _pairs(query: Query) -> list[tuple[str, str]]:
    """Return answers as hidden inputs carry them: each name as often as it has values."""
    each = ((name, [one] if isinstance(one, str) else one) for name, one in query.items())
    return [(name, one) for name, many in each for one in many]


def _asked(form: Form) -> dict[str, object]:
    """Return the answers that stand in the address."""
    found: dict[str, object] = {}
    for one in form.fields:
        names = [one.key, *(one.key + part for part in _PARTS if one.kind == "date")]
        for name in names:
            if name in request.args:
                many = one.kind == "checklist"
                found[name] = request.args.getlist(name) if many else request.args[name]
    return found


def _sent(one: Field) -> str | list[str]:
    found = request.form.getlist(one.key)
    return found if one.kind == "checklist" else "".join(found[:1])


def _questions(guided: Guided, page: FormPage, is_short: bool = False) -> str:
    return render_template("portal/guide.html", guided=guided, page=page, is_short=is_short)


def _advice(guided: Guided, advice: Advice, page: FormPage) -> str:
    own = {one.key for one in guided.form.fields}
    query = as_query({key: one for key, one in advice.given.items() if key in own})
    key = guided.offer.key
    here = {"key": key, **query}
    return render_template(
        "portal/advice.html",
        guided=guided,
        advice=advice,
        page=page,
        edit_url=url_for("portal.show_guide", edit=1, **here),  # type: ignore[arg-type]
        onward=_onward(advice),
        prefilled=_pairs(as_query(advice.answers)),
        is_same=len({one.total for one in advice.fees}) == 1,
    )


def _onward(advice: Advice) -> str:
    """Return where another guide goes on with these answers; "" where none does."""
    if advice.target is None or not advice.goes_on:
        return ""
    query = as_query(advice.given)
    return url_for("portal.show_guide", key=advice.target.key, **query)  # type: ignore[arg-type]
