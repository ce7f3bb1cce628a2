"""A citizen complains or suggests something, follows it, and adds what is asked."""

from collections.abc import Mapping
from dataclasses import replace

from flask import make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.actions.complain import Said, add_to_complaint, complain, open_complaint
from engine.errors import InputRefused, MotcuaError, NotFound, TooManyTries
from engine.queries.complaints import answer_days, get_own_complaint, published_answers
from engine.queries.offices import list_all_offices
from engine.queries.own_cases import own_complaint_of
from engine.records.complaints import COMPLAINT, KINDS, Complaint
from web.auth.citizen import citizen_session, open_complaint_here, signed_in_citizen
from web.auth.policy import public
from web.ui.current import caller_address, current_context
from web.ui.languages import language
from web.ui.numbers import is_row_number
from web.ui.texts import gettext as _

Page = Response | str | tuple[str, int]


@public
def show_form() -> Page:
    """Ask what it is about, and which office it concerns."""
    who, office = signed_in_citizen(), request.args.get("office", "")
    known = {"name": who.name, "phone": who.phone or ""} if who else {}
    found = citizen_session()
    # Whoever comes from the page of their dossier means that one.
    code = found.case[0] if office and found and found.case else ""
    return _form({"office": office, "kind": COMPLAINT, "code": code, **known})


@public
def send() -> Page:
    """Take it in, or say what is missing; what was written stays."""
    given = request.form
    said = replace(said_in(given), who=signed_in_citizen())
    try:
        made = complain(current_context(), said, caller_address())
    except (InputRefused, NotFound) as refusal:
        return _form(given, refusal.text(language())), 422
    except TooManyTries as refusal:
        return _form(given, refusal.text(language())), 429
    open_complaint_here(made.complaint_id)
    return redirect(url_for("citizen.show_own"), 303)


def said_in(given: Mapping[str, str]) -> Said:
    """Return what a form says."""
    phone = "".join(one for one in given.get("phone", "") if one.isascii() and one.isdigit())
    office = given.get("office", "")
    return Said(
        kind=given.get("kind", ""),
        office_id=int(office) if is_row_number(office) else 0,
        name=given.get("name", "")[:200],
        phone=phone[:20],
        email=given.get("email", "")[:200],
        code=given.get("code", "")[:60],
        text=given.get("text", "")[:5_000],
    )


@public
def follow() -> Page:
    """Ask for code and telephone, or open what they open."""
    if request.method == "GET":
        return render_template("citizen/follow.html", code="", fault=None)
    code, digits = request.form.get("code", ""), request.form.get("digits", "").strip()
    try:
        made = open_complaint(current_context(), (code, digits), caller_address())
    except (NotFound, TooManyTries) as refusal:
        said = _("We find nothing with this code and these digits. Check both.")
        if isinstance(refusal, TooManyTries):
            said = refusal.text(language())
        return render_template("citizen/follow.html", code=code, fault=said), refusal.status
    open_complaint_here(made.complaint_id)
    return redirect(url_for("citizen.show_own"), 303)


@public
def open_mine() -> Page:
    """Open one of the complaints of a citizen who has signed in."""
    who = signed_in_citizen()
    if who is None:
        return redirect(url_for("citizen.follow"), 303)
    code = request.form.get("code", "")
    open_complaint_here(own_complaint_of(current_context(), who, code).complaint_id)
    return redirect(url_for("citizen.show_own"), 303)


@public
def show_own() -> Page:
    """Show where one's own complaint stands."""
    try:
        return render_template("citizen/own.html", one=_own())
    except NotFound:
        return redirect(url_for("citizen.follow"), 303)


@public
def add() -> Page:
    """Take in what the citizen adds."""
    try:
        add_to_complaint(current_context(), _key(), request.form.get("text", ""))
    except MotcuaError as refusal:
        if isinstance(refusal, NotFound):
            return redirect(url_for("citizen.follow"), 303)
        page = render_template("citizen/own.html", one=_own(), fault=refusal.text(language()))
        return make_response(page, refusal.status)
    return redirect(url_for("citizen.show_own"), 303)


@public
def list_answers() -> Page:
    """Show what was answered and published."""
    return render_template("citizen/answers.html", lines=published_answers(current_context()))


def _key() -> tuple[str, str]:
    """Return code and digits of the complaint that is open in this browser."""
    found = citizen_session()
    return (found.complaint if found else None) or ("", "")


def _own() -> Complaint:
    return get_own_complaint(current_context(), _key())


def _form(given: Mapping[str, str], fault: str | None = None) -> str:
    offices = list_all_offices(current_context())
    days = answer_days(current_context())
    return render_template(
        "citizen/form.html", given=given, fault=fault, offices=offices, days=days, kinds=KINDS
    )
