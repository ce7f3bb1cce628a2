"""The one place where an error becomes an answer: a page that helps, or problem+json (RFC 9457)."""

import logging
import secrets
from http import HTTPStatus

from flask import Flask, Response, json, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from engine.errors import DatabaseAway, MotcuaError, TokenRefused, TooManyTries
from web.ui.current import current_context, is_for_programs, known_person
from web.ui.languages import language
from web.ui.texts import gettext as _

_log = logging.getLogger("motcua.web")
_PLAIN = "text/plain; charset=utf-8"


def wants_json() -> bool:
    """Tell whether the client asks for JSON rather than for a page."""
    if is_for_programs():
        return True
    best = request.accept_mimetypes.best_match(
        ["text/html", "application/json", "application/problem+json"]
    )
    return best is not None and best != "text/html"


def title_of(status: int) -> str:
    """Return the heading of the page for a status."""
    titles = {
        400: _("We could not read this request"),
        401: _("Please sign in"),
        403: _("You may not do this"),
        404: _("We cannot find this page"),
        405: _("This address cannot be used in that way"),
        409: _("Something has changed in the meantime"),
        413: _("This is too large"),
        422: _("Something needs to be corrected"),
        429: _("Too many tries"),
        503: _("One moment, please"),
    }
    return titles.get(status, _("Something went wrong on our side"))


def answer(status: int, code: str, sentence: str, reference: str = "") -> Response:
    """Return the page or the problem document."""
    if wants_json():
        problem = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
        problem |= {"code": code, "detail": sentence}
        if reference:
            problem["reference"] = reference
        return Response(json.dumps(problem), status, content_type="application/problem+json")
    page = render_template(
        "ui/error.html",
        status=status,
        title=title_of(status),
        sentence=sentence,
        reference=reference,
        frame="ui/office.html" if known_person() else "ui/public.html",
    )
    return make_response(page, status)


def answer_known(error: MotcuaError) -> Response:
    """Answer with what the error says itself."""
    if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return _answer_broken(error.code, error.text(language()))
    response = answer(error.status, error.code, error.text(language()))
    if isinstance(error, TooManyTries):
        response.headers["Retry-After"] = str(error.values.get("seconds", 60))
    if isinstance(error, TokenRefused):
        response.headers["WWW-Authenticate"] = 'Bearer realm="motcua"'  # RFC 6750, 3
    return response


def answer_http(error: HTTPException) -> Response:
    """Answer what Flask itself refuses: unknown address, method, size, a stale form."""
    if error.response is not None:
        return make_response(error.response)
    status = error.code or 500
    sentences = {
        404: _("Check the address, or search for what you need."),
        405: _("Go back to the page you came from and use its buttons."),
        413: _("Send fewer or smaller files and try again."),
    }
    if isinstance(error, CSRFError):
        sentence = _(
            "The page was open for too long, or cookies are off. Go back, reload it and send again."
        )
    else:
        sentence = sentences.get(status, _("Go back and try again."))
    response = answer(status, f"http-{status}", sentence)
    if status == HTTPStatus.METHOD_NOT_ALLOWED and "Allow" in dict(error.get_headers()):
        response.headers["Allow"] = dict(error.get_headers())["Allow"]
    return response


def answer_unexpected(error: Exception) -> Response:
    """Log what nobody foresaw and answer with a number to mention; an outage passes by itself."""
    if current_context().database.is_away(error):
        away = DatabaseAway()
        _log.warning("database away: %s", type(error).__name__, extra={"at": request.endpoint})
        response = answer(away.status, away.code, away.text(language()))
        response.headers["Retry-After"] = "5"
        return response
    return _answer_broken("unexpected", _("We have noted the fault. Try again in a few minutes."))


def _answer_broken(code: str, sentence: str) -> Response:
    reference = secrets.token_hex(4)
    _log.exception("request failed", extra={"reference": reference, "endpoint": request.endpoint})
    try:
        return answer(500, code, sentence, reference)
    except Exception:  # noqa: BLE001 - the last thing that can be said, when the page is at fault
        _log.exception("the page of an error failed", extra={"reference": reference})
        return Response(f"{sentence}\n{reference}\n", 500, content_type=_PLAIN)


def sign_in_first() -> Response:
    """Answer a program that has not signed in."""
    return answer(401, "sign-in-first", _("Sign in and call again."))


def install_errors(app: Flask) -> None:
    """Let `app` answer all errors here."""
    app.register_error_handler(MotcuaError, answer_known)
    app.register_error_handler(HTTPException, answer_http)
    app.register_error_handler(Exception, answer_unexpected)
