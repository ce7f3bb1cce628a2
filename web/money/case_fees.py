"""The fees of a case: what was asked, paid and given back, and what an officer may do about it."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec
from uuid import uuid4

from flask import flash, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from engine.actions.collect_fee import ask_by_hand, cancel_order, collect_cash, waive_fee
from engine.actions.note_reading import note_reading
from engine.actions.receipts import cancel_receipt, open_receipt
from engine.actions.refund_fee import ask_refund, decide_refund
from engine.errors import InputRefused
from engine.queries.case_file import get_case_id
from engine.queries.fees import get_case_fees
from engine.records.cards import Text
from engine.records.fees import BAD, KINDS, FeeLine
from engine.refusals import FeeError
from web.auth.policy import requires_person
from web.auth.session import signed_in
from web.ui.current import current_context
from web.ui.languages import language
from web.ui.numbers import is_row_number
from web.ui.texts import gettext as _

LONGEST = 500
P = ParamSpec("P")
BY_HAND = "other"


@requires_person
def show_fees(code: str) -> str:
    """Show the fees of a case; that they were looked at is noted."""
    context, person = current_context(), signed_in()
    found = get_case_fees(context, person, code)
    note_reading(context, person, found.case.case_id, "fees")
    return render_template(
        "money/fees.html",
        found=found,
        case=found.case,
        request_key=uuid4().hex,
        kinds=KINDS,
        bad_verdicts=BAD,
    )


def acting(act: Callable[[str, int], str]) -> Callable[[str, int], Response]:
    """Return a view that does something to a fee of a case and leads back to its fees.

    What is refused is told there; nothing was done then.
    """

    @wraps(act)
    def view(code: str, number: int) -> Response:
        get_case_id(current_context(), signed_in(), code)
        try:
            flash(act(code, number))
        except (FeeError, InputRefused) as refusal:
            flash(refusal.text(language()), "error")
        return redirect(url_for("money.show_fees", code=code), 303)

    return view


def _text(name: str) -> str:
    return request.form.get(name, "").strip()[:LONGEST]


@requires_person
@acting
def collect(code: str, number: int) -> str:
    """Take the money of an order in cash."""
    receipt = collect_cash(current_context(), signed_in(), number)
    return _("The money was taken; receipt %(number)s.", number=receipt.code)


@requires_person
@acting
def waive(code: str, number: int) -> str:
    """Waive fees of an order."""
    told = (_text("reason"), _text("legal_basis"))
    codes = tuple(request.form.getlist("line"))
    waive_fee(current_context(), signed_in(), number, told, codes)
    return _("The fee was waived; reason and legal basis stay in the log.")


@requires_person
@acting
def cancel(code: str, number: int) -> str:
    """Cancel an order."""
    cancel_order(current_context(), signed_in(), number, _text("reason"))
    return _("The order was cancelled.")


@requires_person
@acting
def ask_back(code: str, number: int) -> str:
    """Ask that money goes back."""
    call = request.form.get("call", "")
    call_id = int(call) if is_row_number(call) else None
    ask_refund(current_context(), signed_in(), number, _text("reason"), call_id)
    return _("The refund was asked for; another officer decides on it.")


@requires_person
@acting
def decide(code: str, number: int) -> str:
    """Decide on a refund that somebody else asked for."""
    approve = request.form.get("act") == "approve"
    decide_refund(current_context(), signed_in(), number, approve, _text("reason"))
    return _("The refund was approved.") if approve else _("The refund was rejected.")


@requires_person
@acting
def cancel_paper(code: str, number: int) -> str:
    """Cancel a receipt; another is made out for the same payment."""
    made = cancel_receipt(current_context(), signed_in(), number, _text("reason"))
    return _("The receipt was cancelled; %(number)s takes its place.", number=made.code)


@requires_person
def ask(code: str) -> Response:
    """Ask for a fee that the diagram does not ask for."""
    context, person = current_context(), signed_in()
    case_id = get_case_id(context, person, code)
    amount = _text("amount").replace(".", "").replace(" ", "")
    name, kind = _text("name"), _text("kind")
    line = FeeLine(
        code=BY_HAND,
        name=Text(vi=name, en=name),
        kind=kind if kind in KINDS else KINDS[-1],
        amount=int(amount) if amount.isascii() and amount.isdigit() and len(amount) < 13 else 0,
        legal_basis=_text("legal_basis"),
    )
    try:
        ask_by_hand(context, person, case_id, line, _text("request_key")[:40])
        flash(_("The fee was asked for."))
    except (FeeError, InputRefused) as refusal:
        flash(refusal.text(language()), "error")
    return redirect(url_for("money.show_fees", code=code), 303)


@requires_person
def show_receipt(code: str, number: int) -> Response:
    """Give the PDF of a receipt."""
    context, person = current_context(), signed_in()
    case_id = get_case_id(context, person, code)
    receipt, content = open_receipt(context, case_id, number)
    note_reading(context, person, case_id, "fees")
    return send_receipt(receipt.code, content)


def send_receipt(name: str, content: object) -> Response:
    """Return a PDF as an answer that is saved, never shown within our pages."""
    return send_file(
        content,  # type: ignore[arg-type]
        mimetype="application/pdf",
        as_attachment=True,
        download_name=f"{name}.pdf",
        max_age=0,
    )
