"""The addresses of the citizens' pages."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, request

from web.portal.account import come_back, open_own, show_account, sign_in, sign_out
from web.portal.answering import refresh_answer, send_answer, show_answer
from web.portal.digits import ask_digits, enter_digits, show_digits
from web.portal.drafts import settle_draft
from web.portal.filing import (
    begin_anew,
    open_file,
    refresh_fields,
    save_answers,
    send_answers,
    show_form,
)
from web.portal.following import (
    close_dossier,
    open_dossier,
    open_paper,
    show_dossier,
    show_receipt,
    track,
)
from web.portal.guiding import file_guided, refresh_guide, show_guide
from web.portal.letters import open_letter
from web.portal.linking import open_linked, open_linked_letter, pay_linked
from web.portal.offers import home, list_procedures, show_procedure
from web.portal.paying import open_own_receipt, own_fees, pay
from web.portal.rating import rate, show_readers
from web.portal.reviewing import review, submit
from web.portal.telling import ask_telling, save_telling
from web.portal.withdrawing import ask_withdrawal, withdraw

# Ten files of ten megabytes, and the answers around them.
MAX_UPLOAD_BYTES = 110 * 1024 * 1024

blueprint = Blueprint("portal", __name__, template_folder="templates")

ADDRESSES: tuple[tuple[str, str, Callable[..., Any]], ...] = (
    ("GET", "/", home),
    ("GET", "/services", list_procedures),
    ("GET", "/services/<key>", show_procedure),
    ("GET", "/services/<key>/guide", show_guide),
    ("GET", "/services/<key>/guide/fields", refresh_guide),
    ("POST", "/services/<key>/guide/file", file_guided),
    ("GET", "/services/<key>/file", show_form),
    ("POST", "/services/<key>/file", send_answers),
    ("POST", "/services/<key>/file/fields", refresh_fields),
    ("POST", "/services/<key>/file/save", save_answers),
    ("POST", "/services/<key>/file/anew", begin_anew),
    ("GET", "/services/<key>/file/<digest>", open_file),
    ("POST", "/services/<key>/drafts", settle_draft),
    ("GET", "/services/<key>/review", review),
    ("POST", "/services/<key>/review", submit),
    ("GET", "/receipt", show_receipt),
    ("GET", "/account", show_account),
    ("GET", "/account/sign-in", sign_in),
    ("GET", "/account/callback", come_back),
    ("POST", "/account/open", open_own),
    ("POST", "/account/code", ask_digits),
    ("GET", "/account/code", show_digits),
    ("POST", "/account/code/enter", enter_digits),
    ("POST", "/account/sign-out", sign_out),
    ("GET", "/tracking", track),
    ("POST", "/tracking", open_dossier),
    ("POST", "/tracking/close", close_dossier),
    ("GET", "/tracking/dossier", show_dossier),
    ("POST", "/tracking/linked", open_linked),
    ("GET", "/tracking/linked/letters/<int:letter_id>", open_linked_letter),
    ("GET", "/tracking/linked/pay/<reference>", pay_linked),
    ("POST", "/tracking/rate", rate),
    ("GET", "/tracking/readers", show_readers),
    ("GET", "/tracking/papers/<digest>", open_paper),
    ("GET", "/tracking/letters/<int:letter_id>", open_letter),
    ("GET", "/tracking/answer/<int:token>", show_answer),
    ("POST", "/tracking/answer/<int:token>", send_answer),
    ("POST", "/tracking/answer/<int:token>/fields", refresh_answer),
    ("GET", "/tracking/pay/<reference>", pay),
    ("GET", "/tracking/receipts/<int:number>", open_own_receipt),
    ("GET", "/tracking/telling", ask_telling),
    ("POST", "/tracking/telling", save_telling),
    ("GET", "/tracking/withdraw", ask_withdrawal),
    ("POST", "/tracking/withdraw", withdraw),
)
for method, address, view in ADDRESSES:
    blueprint.add_url_rule(address, view.__name__, view, methods=[method])
blueprint.add_app_template_global(own_fees, "own_fees")


@blueprint.url_value_preprocessor
def allow_uploads(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Let forms with files be as large as their files may be; called before the body is read."""
    request.max_content_length = MAX_UPLOAD_BYTES
