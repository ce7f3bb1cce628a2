"""The moves of one procedure, and preparing a new one."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.actions.prepare_move import prepare_move
from engine.errors import InputRefused
from engine.queries.moves import list_moves_of
from web.auth.policy import requires
from web.auth.session import signed_in
from web.ui.current import current_context
from web.ui.drafts import READERS
from web.ui.languages import language
from web.ui.numbers import is_row_number

PREPARING = ("designer", "approver", "administrator")


@requires(*READERS)
def list_migrations(key: str) -> str:
    """Show the versions of a procedure with their running cases, and the moves between them."""
    found = list_moves_of(current_context(), key)
    return render_template("moving/list.html", found=found, may_prepare=may(*PREPARING))


@requires(*PREPARING)
def prepare(key: str) -> Response:
    """Begin to prepare a move."""
    left, wanted = (_number(name) for name in ("left", "wanted"))
    try:
        order = prepare_move(current_context(), signed_in(), key, (left, wanted))
    except InputRefused as error:
        flash(error.text(language()), "error")
        return redirect(url_for("moving.list_migrations", key=key), 303)
    return redirect(url_for("moving.show_move", key=key, move_id=order.move_id), 303)


def may(*posts: str) -> bool:
    """Tell whether the reader holds one of these posts."""
    return signed_in().has_post(*posts)


def _number(name: str) -> int:
    text = request.form.get(name, "")
    return int(text) if is_row_number(text) else 0
