"""Kept dossiers: one's own, and those of other desks that a whole personal number has found."""

from flask import current_app
from itsdangerous import BadSignature, URLSafeTimedSerializer

from engine.actions.look_up import note_reception_look
from engine.queries.desk import DeskLine, get_desk_line
from web.auth.session import signed_in
from web.ui.current import current_context

_SALT = "reception found by a personal number"
_SECONDS = 3_600


def open_kept(reception_id: int, found: str) -> DeskLine:
    """Return a kept dossier and note who looked; raise NotFound, AccessDenied.

    found   what the search gave with it; empty for one's own desk's
    """
    context, person = current_context(), signed_in()
    line = get_desk_line(context, person, reception_id, is_found=is_found(reception_id, found))
    note_reception_look(context, person, reception_id)
    return line


def sign_found(reception_id: int) -> str:
    """Return the proof that this person has found a dossier by its personal number."""
    return str(_signer().dumps(reception_id))


def is_found(reception_id: int, text: str) -> bool:
    """Tell whether this person has found the dossier by its number, an hour ago at most."""
    try:
        return bool(_signer().loads(text, max_age=_SECONDS) == reception_id)
    except BadSignature:
        return False


def _signer() -> URLSafeTimedSerializer:
    """Return what signs with the server's key, for this person only."""
    secret = str(current_app.config["SECRET_KEY"])
    return URLSafeTimedSerializer(secret, salt=f"{_SALT} {signed_in().person_id}")
