"""The linked dossiers of an applicant: filed once, followed on one page."""

from flask import redirect, request, url_for

from engine.errors import NotFound, Words
from engine.queries.own_family import own_family
from web.portal.following import Own, Page, with_own
from web.portal.own import remember_own
from web.ui.current import current_context


@with_own
def open_linked(own: Own) -> Page:
    """Open another of the linked dossiers in place of this one."""
    wanted = request.form.get("code", "")
    for one in own_family(current_context(), own):
        if one.case.code == wanted:
            remember_own(one.case)
            return redirect(url_for("portal.show_dossier"), 303)
    raise NotFound(what=Words(en="dossier", vi="hồ sơ"), key=wanted[:40])
