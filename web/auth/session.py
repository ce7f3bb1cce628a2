"""The session cookie and the person behind it; one database statement for a request."""

from flask import Response, g, request

from engine.queries.sessions import find_session
from engine.records.people import Person
from engine.records.sessions import Session
from web.ui.current import current_context, current_settings

_LIFE_SECONDS = 12 * 3600


def cookie_name() -> str:
    """Return the cookie's name; the prefix binds it to this host (RFC 6265bis 4.1.3.2)."""
    return "__Host-motcua" if current_settings().https else "motcua"


def current_session() -> Session | None:
    """Return the session of this request; looked up once."""
    if "session" not in g:
        token = request.cookies.get(cookie_name())
        g.session = find_session(current_context(), token) if token else None
        g.person = g.session.person if g.session else None
    session: Session | None = g.session
    return session


def current_person() -> Person | None:
    """Return who is signed in, or None."""
    session = current_session()
    return session.person if session else None


def signed_in() -> Person:
    """Return who is signed in, in a route that requires somebody."""
    person = current_person()
    if person is None:
        raise RuntimeError(f"{request.endpoint} lacks @requires")
    return person


def set_cookie(response: Response, token: str) -> None:
    """Give the browser its session token."""
    response.set_cookie(
        cookie_name(),
        token,
        max_age=_LIFE_SECONDS,
        httponly=True,
        secure=current_settings().https,
        samesite="Lax",
        path="/",
    )


def drop_cookie(response: Response) -> None:
    """Take the session token back."""
    response.delete_cookie(
        cookie_name(), httponly=True, secure=current_settings().https, samesite="Lax", path="/"
    )
