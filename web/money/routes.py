"""The addresses of fees, of an office's money, and of providers."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint
from flask.blueprints import BlueprintSetupState

from web.money import words
from web.money.calling import call_back
from web.money.case_fees import (
    ask,
    ask_back,
    cancel,
    cancel_paper,
    collect,
    decide,
    show_fees,
    show_receipt,
    waive,
)
from web.money.days import (
    save_compared,
    show_compared,
    show_day,
    show_days,
    show_reports,
    upload,
)
from web.money.simulator import call_from_bank, show_bank

FEES = "/cases/<code>/fees"
ORDER = f"{FEES}/orders/<int:number>"
RECEIPT = f"{FEES}/receipts/<int:number>"

DAY = "/money/reconciliation/<provider>/<day>"

blueprint = Blueprint("money", __name__, template_folder="templates")

ADDRESSES: tuple[tuple[str, str, str, Callable[..., Any]], ...] = (
    ("GET", FEES, "show_fees", show_fees),
    ("POST", f"{FEES}/orders", "ask", ask),
    ("POST", f"{ORDER}/cash", "collect", collect),
    ("POST", f"{ORDER}/waive", "waive", waive),
    ("POST", f"{ORDER}/cancel", "cancel", cancel),
    ("POST", f"{ORDER}/refund", "ask_back", ask_back),
    ("POST", f"{FEES}/refunds/<int:number>", "decide", decide),
    ("GET", RECEIPT, "show_receipt", show_receipt),
    ("POST", f"{RECEIPT}/cancel", "cancel_paper", cancel_paper),
    ("GET", "/money", "show_day", show_day),
    ("GET", "/money/reports", "show_reports", show_reports),
    ("GET", "/money/reconciliation", "show_days", show_days),
    ("POST", "/money/reconciliation", "upload", upload),
    ("GET", DAY, "show_compared", show_compared),
    ("GET", f"{DAY}.csv", "save_compared", save_compared),
    ("POST", "/payments/<provider>/callback", "call_back", call_back),
    ("GET", "/simulator/<reference>", "show_bank", show_bank),
    ("POST", "/simulator/<reference>", "call_from_bank", call_from_bank),
)
for method, address, name, view in ADDRESSES:
    blueprint.add_url_rule(address, name, view, methods=[method])

for spoken in (
    words.order_state,
    words.refund_state,
    words.fee_kind,
    words.method_words,
    words.step_words,
    words.verdict_words,
    words.occasion_words,
    words.outcome_words,
):
    blueprint.add_app_template_filter(spoken, spoken.__name__)


@blueprint.record_once
def trust_signatures(state: BlueprintSetupState) -> None:
    """Let providers call back without a form's token: their signature is the key."""
    state.app.extensions["csrf"].exempt(call_back)
