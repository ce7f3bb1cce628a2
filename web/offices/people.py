"""The register of people: adding somebody, posts, disabling, and a code shown once."""

from collections.abc import Callable
from itertools import zip_longest
from typing import cast

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.actions.keep_people import add_person, change_posts, disable, enable, give_code
from engine.errors import InputRefused
from engine.queries.office_register import (
    get_person_file,
    list_office_tree,
    list_people_register,
)
from engine.records.people import POST_KINDS, Authority, Person, Post
from web.auth.policy import requires
from web.auth.session import signed_in
from web.offices.words import act_words, authority_words
from web.ui.current import current_context
from web.ui.due import post_words
from web.ui.languages import language
from web.ui.mandates import read_mandate
from web.ui.numbers import is_row_number
from web.ui.texts import gettext as _

LONGEST = 500
EMPTY_POSTS = 2
MOST_POSTS = 20
POST_BLANKS = ("office", "kind", "signs", "title", "mandate", "mandate-on")


@requires("administrator")
def list_people() -> str:
    """Show everybody, and the form to add somebody."""
    return _people()


@requires("administrator")
def add() -> str | tuple[str, int]:
    """Add somebody and show their code, once."""
    try:
        made, code = add_person(
            current_context(), signed_in(), _typed(_text("login").lower()), _text("reason")
        )
    except InputRefused as refusal:
        return _people(refusal.text(language())), 422
    return _code(made, code)


@requires("administrator")
def show_person(person_id: int) -> str:
    """Show a person with their posts."""
    return _person(person_id)


@requires("administrator")
def change(person_id: int) -> Response | tuple[str, int]:
    """Write name, address and posts."""
    try:
        change_posts(current_context(), signed_in(), person_id, _typed(""), _text("reason"))
    except InputRefused as refusal:
        return _person(person_id, refusal.text(language())), 422
    flash(_("The person has been changed."))
    return redirect(url_for("offices.show_person", person_id=person_id), 303)


@requires("administrator")
def do_disable(person_id: int) -> Response | tuple[str, int]:
    """Let a person no longer sign in."""
    try:
        disable(current_context(), signed_in(), person_id, _text("reason"))
    except InputRefused as refusal:
        return _person(person_id, refusal.text(language())), 422
    flash(_("The person can no longer sign in; their sessions have ended."))
    return redirect(url_for("offices.show_person", person_id=person_id), 303)


@requires("administrator")
def do_enable(person_id: int) -> str | tuple[str, int]:
    """Let a person sign in again, and show the code for a password, once."""
    return _with_code(
        person_id, lambda: enable(current_context(), signed_in(), person_id, _text("reason"))
    )


@requires("administrator")
def reset(person_id: int) -> str | tuple[str, int]:
    """End the password and show a code for a new one, once."""
    return _with_code(
        person_id, lambda: give_code(current_context(), signed_in(), person_id, _text("reason"))
    )


def _with_code(person_id: int, act: Callable[[], str]) -> str | tuple[str, int]:
    try:
        code = act()
    except InputRefused as refusal:
        return _person(person_id, refusal.text(language())), 422
    found = get_person_file(current_context(), signed_in(), person_id)
    return _code(found.row.person, code)


def _code(person: Person, code: str) -> str:
    return render_template("offices/code.html", about=person, code=code)


def _typed(login: str) -> Person:
    return Person(
        person_id=0,
        login=login,
        name=_text("name"),
        email=_text("email") or None,
        posts=tuple({(one.office_id, one.kind): one for one in _typed_posts()}.values()),
    )


def _typed_posts() -> list[Post]:
    typed = (request.form.getlist(f"post-{name}") for name in POST_BLANKS)
    rows = list(zip_longest(*typed, fillvalue=""))[:MOST_POSTS]
    return [
        Post(
            office_id=int(office),
            office_code="",
            kind=kind,
            signs=cast("Authority", signs),
            title=" ".join(title.split())[:LONGEST],
            mandate=read_mandate(number, day) if signs == "TUQ" else None,
        )
        for office, kind, signs, title, number, day in rows
        if is_row_number(office) and kind
    ]


def _people(fault: str = "") -> str:
    context, person = current_context(), signed_in()
    lines = list_office_tree(context, person)
    return render_template(
        "offices/people.html",
        rows=list_people_register(context, person),
        offices=[one.office for one in lines if not one.office.is_closed],
        kinds=_kinds(),
        authorities=authority_words(),
        empty=EMPTY_POSTS,
        fault=fault,
        typed=request.form,
    )


def _person(person_id: int, fault: str = "") -> str:
    found = get_person_file(current_context(), signed_in(), person_id)
    return render_template(
        "offices/person.html",
        found=found,
        about=found.row.person,
        offices=found.offices,
        kinds=_kinds(),
        authorities=authority_words(),
        empty=EMPTY_POSTS,
        fault=fault,
        act_words=act_words,
    )


def _kinds() -> list[tuple[str, str]]:
    return [(kind, post_words(kind)) for kind in POST_KINDS]


def _text(name: str) -> str:
    return request.form.get(name, "").strip()[:LONGEST]
