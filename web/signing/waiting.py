"""Letters that wait for the reader's signature, and signing one or many."""

from collections.abc import Iterator

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.actions.sign_letters import sign_letters
from engine.errors import InputRefused, TooManyTries
from engine.queries.signing import get_own_certificate, get_signing_order, list_waiting_letters
from engine.records.signing import WAITING
from engine.refusals import PasswordWrong
from web.auth.policy import requires
from web.auth.session import signed_in
from web.signing.words import SIGNERS
from web.ui.current import current_context
from web.ui.languages import language

MOST = 500


@requires(*SIGNERS)
def list_waiting() -> str:
    """Show what waits for the reader: what must be signed, or what may be."""
    return _page()


@requires(*SIGNERS)
def sign() -> Response | tuple[str, int]:
    """Sign the letters that were chosen, or all that were shown; the password is asked again."""
    context, person = current_context(), signed_in()
    try:
        order = sign_letters(context, person, list(_chosen()), request.form.get("password", ""))
    except (InputRefused, PasswordWrong, TooManyTries) as refusal:
        return _page(refusal.text(language())), refusal.status
    return redirect(url_for("signing.show_order", order_id=order.order_id), 303)


@requires(*SIGNERS)
def show_order(order_id: int) -> str:
    """Show what became of the letters of an order."""
    found = get_signing_order(current_context(), signed_in(), order_id)
    left = found.order.count(WAITING)
    return render_template("signing/order.html", found=found, left=left)


def _page(fault: str = "") -> str:
    context, person = current_context(), signed_in()
    lines = list_waiting_letters(context, person)
    optional = request.values.get("optional") == "1"
    if fault:
        flash(fault, "error")
    return render_template(
        "signing/waiting.html",
        lines=[one for one in lines if one.step.required != optional],
        must=sum(one.step.required for one in lines),
        may=sum(not one.step.required for one in lines),
        optional=optional,
        chosen=set(request.form.getlist("letter")),
        own=get_own_certificate(context, person),
        now=context.clock.now(),
    )


def _chosen() -> Iterator[tuple[int, int]]:
    """Yield the letters of the form with their steps; with the button "all" every one shown."""
    named = request.form.getlist("shown" if "all" in request.form else "letter")
    for one in named[:MOST]:
        letter_id, _, step = one.partition("-")
        if all(part.isascii() and part.isdigit() and len(part) < 10 for part in (letter_id, step)):
            yield int(letter_id), int(step)
