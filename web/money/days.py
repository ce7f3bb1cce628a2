"""The money of an office: a day, bad call-backs, days compared with a provider's statement."""

from datetime import date, timedelta

from flask import Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from engine.actions.reconcile_payments import take_statement
from engine.errors import InputRefused, NotFound, Words
from engine.queries.money import (
    day_as_csv,
    get_day_compared,
    get_money_day,
    list_days,
    list_reports,
)
from engine.refusals import FeeError
from web.auth.policy import requires
from web.auth.session import signed_in
from web.ui.current import current_context
from web.ui.languages import language
from web.ui.texts import gettext as _

MOST_BYTES = 6_000_000
EARLIEST, LATEST = 1901, 2199
SEES = ("desk", "clerk", "head", "leader", "administrator", "auditor")
COMPARES = ("clerk", "head", "leader", "administrator", "auditor")


@requires(*SEES)
def show_day() -> str:
    """Show what came in on a day, what waits, and the receipts."""
    found = get_money_day(current_context(), signed_in(), read_day(request.args.get("day", "")))
    return render_template(
        "money/day.html",
        found=found,
        earlier=found.day - timedelta(days=1),
        later=None if found.is_today else found.day + timedelta(days=1),
        compares=signed_in().has_post(*COMPARES),
    )


@requires(*SEES)
def show_reports() -> str:
    """Show call-backs that changed nothing."""
    calls = list_reports(current_context(), signed_in())
    return render_template("money/reports.html", calls=calls, providers=current_context().payments)


@requires(*COMPARES)
def show_days() -> str:
    """Show the last days by provider, with what comparing them found."""
    context = current_context()
    return render_template(
        "money/days.html",
        days=list_days(context),
        providers=context.payments,
        may_upload=signed_in().has_post("administrator"),
    )


@requires(*COMPARES)
def show_compared(provider: str, day: str) -> str:
    """Show a day of a provider, payment by payment."""
    context = current_context()
    found = get_day_compared(context, signed_in(), provider, _named_day(day))
    name = context.payments[provider].name
    return render_template("money/compared.html", found=found, name=name)


@requires(*COMPARES)
def save_compared(provider: str, day: str) -> Response:
    """Give a day compared as a file for spreadsheets."""
    found = get_day_compared(current_context(), signed_in(), provider, _named_day(day))
    return Response(
        day_as_csv(found),
        mimetype="text/csv",
        headers={
            "Content-Disposition": f"attachment; filename={found.provider}-{found.day}.csv",
            "Cache-Control": "no-store",
        },
    )


@requires("administrator")
def upload() -> AnyResponse:
    """Take a provider's statement of a day, and compare it."""
    provider, day = request.form.get("provider", ""), read_day(request.form.get("day", ""))
    file = request.files.get("file")
    if day is None or file is None or not file.filename:
        flash(_("Choose the provider, the day and the file."), "error")
        return redirect(url_for("money.show_days"), 303)
    named = (file.filename, file.stream.read(MOST_BYTES))
    try:
        take_statement(current_context(), signed_in(), (provider, day), named)
    except (FeeError, InputRefused) as refusal:
        flash(refusal.text(language()), "error")
        return redirect(url_for("money.show_days"), 303)
    flash(_("The statement was read and compared."))
    return redirect(url_for("money.show_compared", provider=provider, day=day.isoformat()), 303)


def _named_day(text: str) -> date:
    """Return the day that an address names; raise NotFound."""
    found = read_day(text)
    if found is None:
        raise NotFound(what=Words(en="day", vi="ngày"), key=text[:40])
    return found


def read_day(text: str) -> date | None:
    """Return a day as addresses and forms name it; None for what is none."""
    try:
        found = date.fromisoformat(text) if len(text) == len("2026-11-23") else None
    except ValueError:
        return None
    return found if found and EARLIEST <= found.year <= LATEST else None
