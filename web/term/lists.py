"""What is due soon, late, or owed in the offices that a person answers for."""

from typing import get_args

from flask import render_template, request, url_for

from engine.queries.term_lists import WATCHERS, Which
from engine.queries.term_lists import list_terms as find_terms
from web.auth.policy import requires
from web.auth.session import signed_in
from web.ui.current import current_context
from web.ui.numbers import is_row_number
from web.ui.texts import gettext as _


@requires(*WATCHERS)
def list_terms() -> str:
    """Show one of the lists, the most urgent case first."""
    wanted = request.args.get("list", "soon")
    which: Which = next((one for one in get_args(Which) if one == wanted), "soon")
    page = request.args.get("page", "1")
    number = int(page) if is_row_number(page) and int(page) else 1
    found = find_terms(current_context(), signed_in(), which, number)
    counts = found.counts
    choices = [
        (url_for("term.list_terms", list=name), words, count, name == which)
        for name, words, count in (
            ("soon", _("Due soon"), counts.soon),
            ("late", _("Late"), counts.late),
            ("apology", _("Apologies owed"), counts.apology),
            ("report", _("Reported from below"), counts.report),
        )
    ]
    return render_template(
        "term/terms.html",
        found=found,
        choices=choices,
        pages=number + found.has_more,
        page_url=lambda at: url_for("term.list_terms", list=which, page=at),
    )
