"""Files that were sent with an earlier try of the page, so that nobody sends them twice."""

import json
from collections.abc import Mapping
from typing import Any

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeSerializer

from engine.queries.catalogue import Offer
from web.auth.session import signed_in
from web.ui.fields import stored_files

_SALT = "files of a dossier being received"


def sign_kept(offer: Offer, answers: Mapping[str, object]) -> str:
    """Return the files sent so far, signed: nobody can name a file they have not sent."""
    files = {
        one.key: [dict(file) for file in stored_files(one, answers)]
        for one in offer.form.fields
        if one.kind == "files"
    }
    return str(_signer().dumps(files))


def read_kept() -> Mapping[str, Any]:
    """Return the files that an earlier try of this page has sent."""
    try:
        found: Mapping[str, Any] = _signer().loads(request.form.get("kept", ""))
    except BadSignature:
        return {}
    return found


def _signer() -> URLSafeSerializer:
    """Return what signs with the server's key, for this person only."""
    secret = str(current_app.config["SECRET_KEY"])
    return URLSafeSerializer(secret, salt=f"{_SALT} {signed_in().person_id}", serializer=json)
