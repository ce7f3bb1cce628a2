"""What belongs to the request at hand: the outside world, the signed-in person, the nonce."""

import secrets
from typing import cast

from flask import current_app, g

from engine.context import Context
from engine.records.people import Person
from web.settings import Settings


def current_context() -> Context:
    """Return the Context that the application was made with."""
    return cast(Context, current_app.extensions["motcua"]["context"])


def current_settings() -> Settings:
    """Return the Settings that the application was made with."""
    return cast(Settings, current_app.extensions["motcua"]["settings"])


def known_person() -> Person | None:
    """Return the signed-in person if this request has looked; never asks the database."""
    return cast("Person | None", g.get("person"))


def csp_nonce() -> str:
    """Return the word that marks this page's own scripts and styles."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return cast(str, g.csp_nonce)
