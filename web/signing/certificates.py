"""The certificates of people and seals: looked at, and revoked."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.actions.revoke_certificate import revoke_certificate
from engine.errors import InputRefused
from engine.queries.signing import list_all_certificates
from web.auth.policy import requires
from web.auth.session import signed_in
from web.ui.current import current_context
from web.ui.languages import language
from web.ui.texts import gettext as _


@requires("administrator")
def list_certificates() -> str:
    """Show every certificate, and whether it counts."""
    context = current_context()
    lines = list_all_certificates(context)
    return render_template("signing/certificates.html", lines=lines, now=context.clock.now())


@requires("administrator")
def revoke(certificate_id: int) -> Response:
    """Let a certificate count no more."""
    reason = request.form.get("reason", "")
    try:
        revoke_certificate(current_context(), signed_in(), certificate_id, reason)
    except InputRefused as refusal:
        flash(refusal.text(language()), "error")
    else:
        flash(_("The certificate counts no more from now on."))
    return redirect(url_for("signing.list_certificates"), 303)
