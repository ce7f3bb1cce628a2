"""One move: its mapping, its trial, the order, how far it has come, and undoing it for a case."""

from collections.abc import Callable

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.actions.carry_moves import carry_moves
from engine.actions.order_move import ORDERING, Wish, order_move, resume_move, stop_move, undo_move
from engine.actions.prepare_move import PREPARING, save_mapping, try_out
from engine.errors import CaseError, InputRefused
from engine.queries.moves import get_move_diagram, get_move_page
from engine.records.moving import AT_STEP, NOW
from web.auth.policy import requires
from web.auth.session import signed_in
from web.moving.listing import may
from web.ui.current import current_context
from web.ui.drafts import READERS
from web.ui.languages import language
from web.ui.security import allow_style_attributes
from web.ui.texts import gettext as _

LONGEST_REASON = 1_000
UNDER_WAY = ("trying", "running")
STATES = ("moved", "waiting", "blocked", "fits", "todo", "undone", "ended")
# So long a page waits for the work it has ordered; the rest is done in the background.
PATIENCE_SECONDS = 0.8
ELEMENT, NONE = "to:", "-"


@requires(*READERS)
def show_move(key: str, move_id: int) -> Response:
    """Show a move; its own part alone for a page that asks how far it has come."""
    allow_style_attributes()
    state = request.args.get("state", "")
    found = get_move_page(current_context(), key, move_id, state if state in STATES else "")
    answer = make_response(
        render_template(
            "moving/progress.html" if _is_part() else "moving/move.html",
            found=found,
            move=found.move,
            state=state,
            states=STATES,
            may_prepare=may(*PREPARING),
            may_order=may(*ORDERING),
            nowhere=NONE,
        )
    )
    if _is_part() and found.move.state not in UNDER_WAY:
        answer.headers["HX-Refresh"] = "true"
    return answer


def _is_part() -> bool:
    return request.headers.get("HX-Target") == "progress"


@requires(*PREPARING)
def save_this(key: str, move_id: int) -> Response:
    """Keep the mapping, and try it out."""

    def act() -> None:
        save_mapping(current_context(), signed_in(), move_id, _mapping())
        try_out(current_context(), signed_in(), move_id)

    return _act(key, move_id, act, _("The steps were matched and tried out on all cases."))


@requires(*PREPARING)
def try_this(key: str, move_id: int) -> Response:
    """Try the move out on all cases."""
    return _act(
        key,
        move_id,
        lambda: try_out(current_context(), signed_in(), move_id),
        _("The move was tried out; no case was changed."),
    )


@requires(*ORDERING)
def order_this(key: str, move_id: int) -> Response:
    """Let the cases move."""
    wish = Wish(
        policy=AT_STEP if request.form.get("policy") == AT_STEP else NOW,
        reason=request.form.get("reason", "")[:LONGEST_REASON],
        steps=tuple(request.form.getlist("step")),
    )
    return _act(
        key,
        move_id,
        lambda: order_move(current_context(), signed_in(), move_id, wish),
        _("The move has begun. Each case keeps a record of it in its log."),
    )


@requires(*ORDERING)
def stop_this(key: str, move_id: int) -> Response:
    """Stop the move."""
    return _act(
        key,
        move_id,
        lambda: stop_move(current_context(), signed_in(), move_id),
        _("Stopped. Cases that have moved stay with the new version."),
    )


@requires(*ORDERING)
def resume_this(key: str, move_id: int) -> Response:
    """Go on with the move, and try again what could not move."""
    return _act(
        key,
        move_id,
        lambda: resume_move(current_context(), signed_in(), move_id),
        _("The move goes on with the cases that are left."),
    )


@requires(*ORDERING)
def undo_this(key: str, move_id: int, case_id: int) -> Response:
    """Undo the move for one case."""
    reason = request.form.get("reason", "")[:LONGEST_REASON]
    place = (move_id, case_id)
    return _act(
        key,
        move_id,
        lambda: undo_move(current_context(), signed_in(), place, reason),
        _("The case goes on with the version it had, just as it stood there."),
    )


@requires(*READERS)
def show_diagram(key: str, move_id: int, side: str) -> Response:
    """Give the diagram of the version that is left, or of the one to go on with."""
    source = get_move_diagram(current_context(), key, move_id, side)
    answer = make_response(source)
    answer.headers["Content-Type"] = "application/xml"
    # Opened by itself it is a page of its own: nothing drawn into it may run or load anything.
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _mapping() -> dict[str, str | None]:
    """Return what the page chose for each element; its field begins with a mark of its own."""
    chosen = request.form.items()
    fields = {name: value for name, value in chosen if name.startswith(ELEMENT)}
    return {
        name.removeprefix(ELEMENT): None if value == NONE else value
        for name, value in fields.items()
    }


def _act(key: str, move_id: int, act: Callable[[], object], told: str) -> Response:
    context = current_context()
    get_move_page(context, key, move_id)
    try:
        act()
    except (InputRefused, CaseError) as error:
        flash(error.text(language()), "error")
    else:
        carry_moves(context, PATIENCE_SECONDS)
        flash(told)
    return redirect(url_for("moving.show_move", key=key, move_id=move_id), 303)
