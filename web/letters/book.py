"""Form 07: the log book of an office."""

from datetime import date, timedelta
from typing import Any

from flask import render_template, request, url_for
from werkzeug.wrappers import Response

from engine.queries.log_book import BookQuestion, print_log_book, read_log_book
from web.auth.policy import requires
from web.auth.session import signed_in
from web.letters.listing import LONGEST_SEARCH, REGISTRARS
from web.letters.sending import file_name, send_pdf
from web.ui.current import current_context
from web.ui.formats import local
from web.ui.numbers import is_row_number

# A book is read day by day or month by month; a longer one is no page any more.
LONGEST_DAYS = 366
PAGE_ROWS = 100


@requires(*REGISTRARS)
def show_book() -> str:
    """Show the dossiers an office received in a period."""
    book = read_log_book(current_context(), signed_in(), read_question())
    asked = book.asked
    pairs = {
        "office": book.office.code,
        "since": asked.since.isoformat(),
        "until": asked.until.isoformat(),
        "field": asked.field,
    }
    kept: dict[str, Any] = {key: one for key, one in pairs.items() if one}
    number = _number("page")
    return render_template(
        "letters/book.html",
        book=book,
        asked=asked,
        rows=book.rows[(number - 1) * PAGE_ROWS : number * PAGE_ROWS],
        number=number,
        pages=max(1, -(-len(book.rows) // PAGE_ROWS)),
        page_url=lambda page: url_for("letters.show_book", **kept, page=page),
        file_url=lambda part: url_for("letters.print_book", **kept, part=part),
    )


@requires(*REGISTRARS)
def print_book() -> Response:
    """Give the log book as PDF."""
    asked = read_question()
    part = _number("part")
    content = print_log_book(current_context(), signed_in(), asked, part)
    return send_pdf(content, file_name("07", asked.office, asked.since.isoformat(), str(part)))


def read_question() -> BookQuestion:
    """Return which book is asked for: this month, unless days are given."""
    today = local(current_context().clock.now()).date()
    since = _day(request.args.get("since", "")) or today.replace(day=1)
    until = _day(request.args.get("until", "")) or max(today, since)
    until = max(since, min(until, since + timedelta(days=LONGEST_DAYS)))
    return BookQuestion(
        office=request.args.get("office", "")[:LONGEST_SEARCH],
        since=since,
        until=until,
        field=request.args.get("field", "")[:LONGEST_SEARCH],
    )


def _number(name: str) -> int:
    """Return a number of the address, 1 without one."""
    text = request.args.get(name, "")
    return max(1, int(text)) if is_row_number(text) else 1


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 1900 < found.year < 2200 else None
