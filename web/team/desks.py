"""The load of an office, the tasks on one desk, and giving tasks to others."""

from collections.abc import Sequence

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.actions.work_batch import begin_reassigning, find_begun, work_batch
from engine.errors import InputRefused
from engine.queries.team_view import get_desk, get_team, preview_moves, propose_balance
from engine.records.team import Move
from web.auth.policy import requires_person
from web.auth.session import signed_in
from web.team.words import LONGEST_REASON, new_key, read_places
from web.ui.current import current_context
from web.ui.languages import language
from web.ui.numbers import is_row_number
from web.ui.texts import gettext as _

FREE = "free"


@requires_person
def show_team() -> str:
    """Show who has how much to do."""
    team = get_team(current_context(), signed_in())
    return render_template("team/team.html", team=team)


@requires_person
def show_desk(who: str) -> str:
    """Show the tasks of one officer, or of nobody."""
    return _desk(who)


def _desk(who: str, fault: str = "") -> str:
    if who != FREE and not is_row_number(who):
        abort(404)
    desk = get_desk(current_context(), signed_in(), None if who == FREE else int(who))
    chosen = set(request.form.getlist("place")) if fault else set()
    return render_template("team/desk.html", desk=desk, who=who, fault=fault, chosen=chosen)


@requires_person
def show_balance() -> str:
    """Show who could get what by load."""
    return _moves(propose_balance(current_context(), signed_in()), proposed=True)


@requires_person
def preview() -> str | tuple[str, int]:
    """Show what would go to whom, before it does."""
    places = read_places(request.form.getlist("place"))
    to = request.form.get("to", "")
    if not places:
        who = request.form.get("who", FREE)
        return _desk(who, _("Choose at least one task.")), 422
    receiver = int(to) if is_row_number(to) else None
    moves = preview_moves(current_context(), signed_in(), places, receiver)
    return _moves(moves, proposed=receiver is None)


def _moves(
    moves: Sequence[Move], proposed: bool, fault: str = "", reason: str = "", key: str = ""
) -> str:
    return render_template(
        "team/moves.html",
        moves=[one for one in moves if one.person],
        left=[one for one in moves if not one.person],
        proposed=proposed,
        fault=fault,
        reason=reason,
        request_key=key or new_key(),
    )


@requires_person
def move_tasks() -> Response | tuple[str, int]:
    """Give the tasks to whom the preview named."""
    context, person = current_context(), signed_in()
    key = request.form.get("request_key") or new_key()
    if (begun := find_begun(context, person, key)) is not None:
        return redirect(url_for("team.show_batch", batch_id=begun.batch_id), 303)
    wanted = [one.rpartition(":") for one in request.form.getlist("move")]
    pairs = {place: int(to) for place, _mark, to in wanted if is_row_number(to)}
    places = read_places(pairs)
    moves = [
        one
        for to in sorted(set(pairs.values()))
        for one in preview_moves(
            context, person, [at for at in places if pairs[f"{at[0]}-{at[1]}"] == to], to
        )
    ]
    asked = [
        (one.line.task.case_id, one.line.task.token, one.line.task.code, one.person.person_id)
        for one in moves
        if one.person
    ]
    reason = request.form.get("reason", "")[:LONGEST_REASON]
    key = request.form.get("request_key") or new_key()
    try:
        batch = begin_reassigning(context, person, asked, reason, key)
    except InputRefused as refusal:
        return _moves(moves, False, refusal.text(language()), reason, key), 422
    work_batch(context, person, batch.batch_id)
    return redirect(url_for("team.show_batch", batch_id=batch.batch_id), 303)
