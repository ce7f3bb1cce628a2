"""Security headers of every answer.

Source  OWASP Secure Headers; W3C Content Security Policy Level 3
"""

from flask import Flask, Response, g, request

from web.ui.current import csp_nonce, current_settings

_FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Frame-Options": "DENY",
}
MAX_PLAIN_BYTES = 2 * 1024 * 1024
_YEAR_SECONDS = 31_536_000


def allow_style_attributes() -> None:
    """Let this page carry style attributes: bpmn-js positions its parts with them."""
    g.style_attributes = True


def content_policy() -> str:
    """Return the Content-Security-Policy of the page at hand."""
    nonce = f"'nonce-{csp_nonce()}'"
    rules = [
        "default-src 'none'",
        f"script-src 'self' {nonce}",
        f"style-src 'self' {nonce}",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ]
    if g.get("style_attributes"):
        rules.append("style-src-attr 'unsafe-inline'")
    return "; ".join(rules)


def add_headers(response: Response) -> Response:
    """Add the headers; an answer that has said how it may be cached keeps that."""
    for name, value in _FIXED.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", content_policy())
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"
    if current_settings().https:
        response.headers["Strict-Transport-Security"] = f"max-age={_YEAR_SECONDS}"
    return response


def limit_plain_body() -> None:
    """Bound a body that is no upload: it is read into memory at once, whatever its size."""
    if request.mimetype != "multipart/form-data":
        request.max_content_length = MAX_PLAIN_BYTES


def install_security(app: Flask) -> None:
    """Bound what `app` reads, and put the headers on every answer; call it before CSRFProtect."""
    app.before_request(limit_plain_body)
    app.after_request(add_headers)
