"""The address at which providers of payments call back."""

from flask import Response, jsonify, request

from engine.actions.receive_payment_call import receive_payment_call
from engine.records.fees import FORGED, STALE, UNKNOWN_ORDER, Incoming
from web.auth.policy import public
from web.ui.current import caller_address, current_context

MOST_BYTES = 16_384
# A provider that is told 4xx must not think that the money was taken; 409 asks it to look.
STATUSES = {FORGED: 401, STALE: 401, UNKNOWN_ORDER: 404}
OK, CONFLICT = 200, 409


@public
def call_back(provider: str) -> tuple[Response, int]:
    """Take a call-back; tell what came of it. The signature is the key: there is no other."""
    request.max_content_length = MOST_BYTES
    incoming = Incoming(
        headers={name.lower(): value for name, value in request.headers.items()},
        body=request.get_data(),
        address=caller_address(),
    )
    answer = receive_payment_call(current_context(), provider, incoming)
    status = OK if answer.understood else STATUSES.get(answer.verdict, CONFLICT)
    return jsonify(status=answer.verdict, accepted=answer.understood), status
