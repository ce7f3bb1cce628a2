"""What belongs to the request at hand: the outside world, the signed-in person, the nonce."""

import secrets
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import cast

from flask import current_app, g, request

from engine.context import Context
from engine.records.people import Person
from web.settings import Settings


def current_context() -> Context:
    """Return the Context that the application was made with."""
    return cast(Context, current_app.extensions["motcua"]["context"])


def current_settings() -> Settings:
    """Return the Settings that the application was made with."""
    return cast(Settings, current_app.extensions["motcua"]["settings"])


def is_for_programs() -> bool:
    """Tell whether the address is one of the API, whoever calls it."""
    return request.path.startswith("/api/")


def known_person() -> Person | None:
    """Return the signed-in person if this request has looked; never asks the database."""
    return cast("Person | None", g.get("person"))


def csp_nonce() -> str:
    """Return the word that marks this page's own scripts and styles."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return cast(str, g.csp_nonce)


def caller_address() -> str:
    """Return where the request comes from, as limits on tries count it.

    An IPv6 address counts by its first 64 bits: the rest its owner changes at will (RFC 6177, 2).
    """
    text = request.remote_addr or ""
    try:
        address = ip_address(text)
    except ValueError:
        return text
    if not isinstance(address, IPv6Address):
        return text
    return str(address.ipv4_mapped or IPv6Network((int(address) >> 64 << 64, 64)))
