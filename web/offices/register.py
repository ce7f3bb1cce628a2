"""The tree of offices, and one office: adding, renaming, closing, merging."""

from collections.abc import Callable
from datetime import date

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.actions.keep_offices import (
    add_office,
    change_names,
    change_place,
    close_from,
    keep_office,
)
from engine.errors import InputRefused, Words
from engine.queries.office_register import (
    get_office_file,
    list_office_tree,
    list_register_changes,
    office_kinds,
)
from engine.records.people import Office
from engine.records.registers import Closing
from web.auth.policy import requires
from web.auth.session import signed_in
from web.offices.words import act_words
from web.ui.current import current_context
from web.ui.languages import language
from web.ui.numbers import is_row_number
from web.ui.texts import gettext as _

LONGEST = 500


@requires("administrator")
def list_offices() -> str:
    """Show the tree of offices."""
    return _tree()


@requires("administrator")
def add() -> Response | tuple[str, int]:
    """Add an office."""
    parent = _text("parent")
    try:
        given = Office(
            office_id=0,
            code=_text("code").upper(),
            name_vi=_text("name_vi"),
            name_en=_text("name_en"),
            kind=_text("kind"),
            parent_id=int(parent) if is_row_number(parent) else None,
            valid_from=read_day(_text("valid_from")),
        )
        made = add_office(current_context(), signed_in(), given, _text("reason"))
    except InputRefused as refusal:
        return _tree(refusal.text(language())), 422
    flash(_("%(code)s has been added.", code=made.code))
    return redirect(url_for("offices.show_office", office_id=made.office_id), 303)


@requires("administrator")
def show_office(office_id: int) -> str:
    """Show an office: its people, what would go over to a successor, what was changed."""
    return _office(office_id)


@requires("administrator")
def rename(office_id: int) -> Response | tuple[str, int]:
    """Give an office new names."""

    def act() -> str:
        names = (_text("name_vi"), _text("name_en"))
        change_names(current_context(), signed_in(), office_id, names, _text("reason"))
        return _("The office has its new name.")

    return _act(office_id, act)


@requires("administrator")
def set_place(office_id: int) -> Response | tuple[str, int]:
    """Say where an office dates its letters."""

    def act() -> str:
        change_place(current_context(), signed_in(), office_id, _text("place"), _text("reason"))
        return _("Letters are dated there from now on.")

    return _act(office_id, act)


@requires("administrator")
def close(office_id: int) -> Response | tuple[str, int]:
    """Close an office from a day, merging it into another."""

    def act() -> str:
        successor, on = _text("successor"), read_day(_text("on"))
        if on is None:
            reason = Words(en="write the day.", vi="hãy ghi ngày.")
            raise InputRefused(reason=reason)
        given = Closing(
            office_id=office_id,
            successor_id=int(successor) if is_row_number(successor) else None,
            on=on,
            basis=_text("reason"),
        )
        done = close_from(current_context(), signed_in(), given)
        return _("The office is closed.") if done else _("The closing is planned.")

    return _act(office_id, act)


@requires("administrator")
def keep(office_id: int) -> Response | tuple[str, int]:
    """Call off a closing that was planned."""

    def act() -> str:
        keep_office(current_context(), signed_in(), office_id, _text("reason"))
        return _("The office stays.")

    return _act(office_id, act)


@requires("administrator", "auditor")
def list_changes() -> str:
    """Show who changed offices and people, when and why."""
    changes = list_register_changes(current_context(), signed_in())
    return render_template("offices/changes.html", changes=changes, act_words=act_words)


def read_day(text: str) -> date | None:
    """Return a day; None for an empty text; raise InputRefused for what is no day."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        reason = Words(en=f"“{text}” is no day: 2027-01-01.", vi=f"“{text}” không phải ngày.")
        raise InputRefused(reason=reason) from None


def _act(office_id: int, act: Callable[[], str]) -> Response | tuple[str, int]:
    try:
        flash(act())
    except InputRefused as refusal:
        return _office(office_id, refusal.text(language())), 422
    return redirect(url_for("offices.show_office", office_id=office_id), 303)


def _tree(fault: str = "") -> str:
    return render_template(
        "offices/tree.html",
        lines=list_office_tree(current_context(), signed_in()),
        kinds=office_kinds(),
        fault=fault,
        typed=request.form,
    )


def _office(office_id: int, fault: str = "") -> str:
    context = current_context()
    today = context.clock.now().astimezone(context.calendars.current.tz).date()
    return render_template(
        "offices/office.html",
        found=get_office_file(context, signed_in(), office_id),
        fault=fault,
        typed=request.form,
        today=today,
        act_words=act_words,
    )


def _text(name: str) -> str:
    return request.form.get(name, "").strip()[:LONGEST]
