"""Finding a procedure and reading what it asks."""

from flask import render_template, request

from engine.queries.catalogue import deciding_offices, get_offer, list_shelves
from engine.queries.filings import find_begun
from engine.queries.guides import list_events
from web.auth.citizen import signed_in_citizen
from web.auth.policy import public
from web.portal.begun import filing_token
from web.ui.current import current_context

LONGEST_SEARCH = 100


@public
def home() -> str:
    """Show what can be done here, what may have happened, and the procedures by field."""
    shelves = list_shelves(current_context())
    return render_template("portal/home.html", shelves=shelves, events=list_events(shelves))


@public
def list_procedures() -> str:
    """Show the procedures, all or those that fit a search."""
    search = request.args.get("q", "").strip()[:LONGEST_SEARCH]
    shelves = list_shelves(current_context(), search)
    count = sum(len(shelf.offers) for shelf in shelves)
    return render_template("portal/procedures.html", shelves=shelves, q=search, count=count)


@public
def show_procedure(key: str) -> str:
    """Show the card of a procedure: all that the law wants published."""
    context = current_context()
    offer = get_offer(context, key)
    begun = find_begun(context, filing_token(key), key, signed_in_citizen())
    return render_template(
        "portal/procedure.html",
        offer=offer,
        card=offer.card,
        offices=deciding_offices(context, offer),
        is_begun=begun is not None,
    )
