"""Security headers of every answer.

Source  OWASP Secure Headers; W3C Content Security Policy Level 3
"""

from flask import Flask, Response, g, request
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer

from web.ui.current import csp_nonce, current_settings

_FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}
_POLICY = (
    "default-src 'none'; img-src 'self' data:; font-src 'self'; connect-src 'self';"
    " form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
MAX_PLAIN_BYTES = 2 * 1024 * 1024
_YEAR_SECONDS = 31_536_000


class FormCookies(SecureCookieSessionInterface):
    """The signed cookie of forms and messages: one signer serves all requests."""

    def __init__(self) -> None:
        self._signer: URLSafeTimedSerializer | None = None

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """Return the signer of the application; its secret does not change while it runs."""
        if self._signer is None:
            self._signer = super().get_signing_serializer(app)
        return self._signer


def allow_style_attributes() -> None:
    """Let this page carry style attributes: bpmn-js positions its parts with them."""
    g.style_attributes = True


def content_policy() -> str:
    """Return the Content-Security-Policy of the page at hand; what drew no page has no nonce."""
    nonce = f" 'nonce-{csp_nonce()}'" if "csp_nonce" in g else ""
    more = "; style-src-attr 'unsafe-inline'" if g.get("style_attributes") else ""
    return f"script-src 'self'{nonce}; style-src 'self'{nonce}; {_POLICY}{more}"


def add_headers(response: Response) -> Response:
    """Add the headers; an answer that has said how it may be cached keeps that."""
    said = {name.lower() for name, _ in response.headers}
    headers = {**_FIXED, "Content-Security-Policy": content_policy()}
    if current_settings().https:
        headers["Strict-Transport-Security"] = f"max-age={_YEAR_SECONDS}"
    response.headers.extend({name: headers[name] for name in headers if name.lower() not in said})
    return response


def limit_plain_body() -> None:
    """Bound a body that is no upload: it is read into memory at once, whatever its size."""
    if request.mimetype != "multipart/form-data":
        request.max_content_length = MAX_PLAIN_BYTES


def install_security(app: Flask) -> None:
    """Bound what `app` reads, and put the headers on every answer; call it before CSRFProtect."""
    app.session_interface = FormCookies()
    app.before_request(limit_plain_body)
    app.after_request(add_headers)
