"""The list of tasks, whole and as the part that is fetched again every few seconds."""

from dataclasses import dataclass, replace
from hashlib import sha256
from secrets import token_hex

from flask import make_response, render_template, request
from werkzeug.wrappers import Response

from engine.queries.bulk import EqualGroup, groups_of
from engine.queries.inbox import InboxLine, InboxView
from engine.queries.inbox import list_tasks as find_tasks
from engine.queries.notices import count_new_notices
from engine.queries.term_lists import count_terms
from web.auth.policy import requires
from web.auth.session import signed_in
from web.inbox.wish import MINE, OFFICE, Wish, read_wish
from web.ui.current import current_context
from web.ui.due import DueWords, task_due
from web.ui.fields import spoken
from web.ui.languages import language
from web.ui.navigation import CASEWORK
from web.ui.texts import gettext as _


@dataclass(frozen=True, kw_only=True)
class Row:
    """A line of the list with the words for its deadline."""

    line: InboxLine
    due: DueWords


@dataclass(frozen=True, kw_only=True)
class Listing:
    """A page of the inbox as it is drawn; `digest` changes when anything shown does."""

    wish: Wish
    view: InboxView
    rows: tuple[Row, ...]
    groups: tuple[EqualGroup, ...]
    digest: str

    def procedure_ways(self) -> list[tuple[str, str, int | None, bool]]:
        """Return the filters by procedure as `pills` wants them."""
        chosen = self.wish.procedure
        return [
            (self.wish.url(procedure=""), _("All procedures"), None, not chosen),
            *(
                (self.wish.url(procedure=one.key), spoken(one.title), one.number, chosen == one.key)
                for one in self.view.procedures
            ),
        ]

    def page_url(self, number: int) -> str:
        """Return the address of another page of the list."""
        return self.wish.url(number=number)


@requires(*CASEWORK)
def list_tasks() -> str:
    """Show the tasks that one holds."""
    return _page(MINE)


@requires(*CASEWORK)
def list_office_tasks() -> str:
    """Show the tasks of one's posts, whoever holds them."""
    return _page(OFFICE)


@requires(*CASEWORK)
def show_rows() -> Response:
    """Give the list anew, or 204 when it is still as the page knows it."""
    tab = OFFICE if request.args.get("tab") == OFFICE else MINE
    found = listing(read_wish(tab, request.args))
    if found.digest == request.args.get("known"):
        return Response(status=204)
    return make_response(draw_rows(found, changed=True))


def _page(tab: str) -> str:
    found = listing(read_wish(tab, request.args))
    terms = count_terms(current_context(), signed_in())
    counts = {
        "mine": found.view.counts.mine,
        "office": found.view.counts.office,
        "terms": terms.apology + terms.report,
        "notices": count_new_notices(current_context(), signed_in()),
    }
    return render_template(
        "inbox/list.html",
        found=found,
        wish=found.wish,
        rail_counts=counts,
        terms=terms,
        today=current_context().clock.now(),
        request_key=new_key,
    )


def listing(wish: Wish) -> Listing:
    """Return the page of the inbox that is wished for; past the last page, the last."""
    context, person = current_context(), signed_in()
    view = find_tasks(context, person, wish.filter(), wish.number)
    if not view.lines and wish.number > 1:
        wish = replace(wish, number=min(view.pages, wish.number - 1))
        view = find_tasks(context, person, wish.filter(), wish.number)
    rows = tuple(Row(line=line, due=task_due(line.task, line.due_at)) for line in view.lines)
    shown = repr((language(), wish, rows, view.counts, view.procedures, view.handled, view.total))
    return Listing(
        wish=wish,
        view=view,
        rows=rows,
        groups=groups_of(context, view.lines),
        digest=sha256(shown.encode()).hexdigest()[:16],
    )


def draw_rows(found: Listing, changed: bool = False, fault: str = "", done: str = "") -> str:
    """Return the part of the page that changes.

    changed  screen readers are told how many tasks there are now
    fault    why something could not be done
    done     what has been done
    """
    return render_template(
        "inbox/rows.html",
        found=found,
        wish=found.wish,
        changed=changed,
        fault=fault,
        done=done,
        request_key=new_key,
    )


def new_key() -> str:
    """Return a key for a button: pressing it twice does its work once."""
    return token_hex(16)
