"""Taking a task and handing it back, from the list or from the task's own page."""

from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

from flask import flash, make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from engine.actions.hold_task import claim_task, release_task
from engine.errors import AccessDenied, CaseError, MotcuaError
from engine.records.cases import Case
from engine.records.people import Person
from web.auth.policy import requires_person
from web.auth.session import signed_in
from web.inbox.listing import draw_rows, listing
from web.inbox.wish import MINE, OFFICE, read_wish
from web.ui.current import current_context
from web.ui.languages import language
from web.ui.texts import gettext as _

Act = Callable[[Person, tuple[int, int], str | None], Case]


@requires_person
def claim(case_id: int, token: int) -> Response:
    """Take a task."""

    def act(person: Person, place: tuple[int, int], key: str | None) -> Case:
        return claim_task(current_context(), person, place, key)

    return _carry_out(act, (case_id, token), _("You have taken the task of dossier %(code)s."))


@requires_person
def release(case_id: int, token: int) -> Response:
    """Hand a task back to its office."""

    def act(person: Person, place: tuple[int, int], key: str | None) -> Case:
        return release_task(current_context(), person, place, key)

    return _carry_out(act, (case_id, token), _("The task of dossier %(code)s is free again."))


def _carry_out(act: Act, place: tuple[int, int], done: str) -> Response:
    """Do it and answer with the list, or lead back to where the button stood."""
    fault, status = "", 200
    try:
        case = act(signed_in(), place, request.form.get("request_key"))
        done %= {"code": case.code}
    except (CaseError, AccessDenied) as refusal:
        fault, done, status = _words(refusal), "", refusal.status
    back = own_path(request.form.get("back", ""))
    if request.headers.get("HX-Request") and (tab := _tab_of(back)):
        asked = dict(parse_qsl(urlsplit(back).query))
        found = listing(read_wish(tab, asked))
        return make_response(draw_rows(found, fault=fault, done=done), status)
    flash(fault or done, "error" if fault else "message")
    return redirect(back, 303)


def own_path(wish: str) -> str:
    """Return an address on this server to go back to; the inbox when it is none."""
    fits = wish.startswith("/") and not wish.startswith(("//", "/\\")) and wish.isprintable()
    return wish if fits else url_for("inbox.list_tasks")


def _tab_of(back: str) -> str | None:
    path = urlsplit(back).path
    tabs = {url_for("inbox.list_tasks"): MINE, url_for("inbox.list_office_tasks"): OFFICE}
    return tabs.get(path)


def _words(refusal: MotcuaError) -> str:
    return refusal.text(language())
