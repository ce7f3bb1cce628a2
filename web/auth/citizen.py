"""The citizen's cookie: a random token; what it has open, and who signed in, lies on the server."""

from flask import Response, after_this_request, g, request

from engine.actions.citizen_session import (
    begin_citizen_session,
    end_citizen_session,
    open_by_code,
    open_for_citizen,
    use_citizen_session,
)
from engine.records.cases import Case
from engine.records.identity import Citizen, CitizenSession
from web.ui.current import current_context, current_settings


def citizen_cookie() -> str:
    """Return the cookie's name; the prefix binds it to this host (RFC 6265bis 4.1.3.2)."""
    return "__Host-citizen" if current_settings().https else "citizen"


def citizen_session() -> CitizenSession | None:
    """Return what this browser has open; looked up once in a request."""
    if "citizen_session" not in g:
        token = _token()
        g.citizen_session = use_citizen_session(current_context(), token) if token else None
    found: CitizenSession | None = g.citizen_session
    return found


def signed_in_citizen() -> Citizen | None:
    """Return who has signed in; None when half an hour is over."""
    found = citizen_session()
    return found.who if found else None


def sign_in_citizen(who: Citizen) -> None:
    """Sign a citizen in with this browser, under a new token."""
    _keep(begin_citizen_session(current_context(), _token(), who))


def open_case_here(case_id: int | None) -> None:
    """Remember the dossier that is open in this browser; None closes it."""
    if case_id is not None or citizen_session() is not None:
        _keep(open_for_citizen(current_context(), _token(), case_id))


def open_by_code_here(case: Case) -> None:
    """Remember the dossier that its code has opened; who else had signed in is signed out."""
    _keep(open_by_code(current_context(), _token(), case))


def open_complaint_here(complaint_id: int) -> None:
    """Remember the complaint that is open in this browser."""
    _keep(open_for_citizen(current_context(), _token(), None, complaint_id))


def end_here() -> None:
    """Sign the citizen out, and close what they had open."""
    token = _token()
    if token:
        end_citizen_session(current_context(), token)
    g.citizen_session = g.citizen_token = None

    @after_this_request
    def drop(response: Response) -> Response:
        response.delete_cookie(citizen_cookie(), **_traits())  # type: ignore[arg-type]
        return response


def _token() -> str | None:
    token: str | None = g.get("citizen_token", request.cookies.get(citizen_cookie()))
    return token


def _keep(token: str) -> None:
    """Give the browser its token until it is closed; the time on the server may end before."""
    g.pop("citizen_session", None)
    g.citizen_token = token

    @after_this_request
    def set_token(response: Response) -> Response:
        response.set_cookie(citizen_cookie(), token, **_traits())  # type: ignore[arg-type]
        return response


def _traits() -> dict[str, object]:
    return {
        "httponly": True,
        "secure": current_settings().https,
        "samesite": "Lax",
        "path": "/",
    }
