"""Work on many tasks at once: how far it has come, and completing equal tasks."""

from collections.abc import Mapping, Sequence

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.actions.work_batch import begin_completing, find_batch, find_begun, work_batch
from engine.errors import AnswersRefused, CaseError, InputRefused
from engine.queries.bulk import EqualTasks, list_equal
from engine.records.forms import Fault
from engine.records.team import Batch
from web.auth.policy import requires_person
from web.auth.session import signed_in
from web.team.words import new_key, read_places
from web.ui.current import current_context
from web.ui.fields import form_page, read_posted
from web.ui.languages import language

Place = tuple[int, int]


@requires_person
def show_batch(batch_id: int) -> str:
    """Show what became of each task so far."""
    return _page(find_batch(current_context(), signed_in(), batch_id))


@requires_person
def go_on(batch_id: int) -> Response:
    """Do the next tasks; the page asks for it until all are done."""
    batch = work_batch(current_context(), signed_in(), batch_id)
    if request.headers.get("HX-Request"):
        return make_response(render_template("team/progress.html", batch=batch))
    return redirect(url_for("team.show_batch", batch_id=batch_id), 303)


def _page(batch: Batch) -> str:
    return render_template("team/batch.html", batch=batch)


@requires_person
def show_equal(case_id: int, token: int) -> Response | str:
    """Show the form that completes several equal tasks."""
    try:
        found = list_equal(current_context(), signed_in(), (case_id, token))
    except (CaseError, InputRefused) as refusal:
        flash(refusal.text(language()), "error")
        return redirect(url_for("inbox.list_tasks"))
    return _equal(found, {}, {one.key for one in found.lines})


@requires_person
def complete_equal(case_id: int, token: int) -> Response | tuple[str, int]:
    """Complete the tasks chosen, each on its own."""
    context, person, place = current_context(), signed_in(), (case_id, token)
    key = request.form.get("request_key") or new_key()
    if (begun := find_begun(context, person, key)) is not None:
        return redirect(url_for("team.show_batch", batch_id=begun.batch_id), 303)
    try:
        found = list_equal(context, person, place)
    except (CaseError, InputRefused) as refusal:
        flash(refusal.text(language()), "error")
        return redirect(url_for("inbox.list_tasks"), 303)
    posted = read_posted(found.form, {})
    chosen = set(read_places(request.form.getlist("place")))
    tasks = [one.task for one in found.lines if (one.task.case_id, one.task.token) in chosen]
    try:
        if posted.faults:
            raise AnswersRefused(faults=posted.faults)
        places = [(one.case_id, one.token, one.code) for one in tasks]
        key = request.form.get("request_key") or new_key()
        batch = begin_completing(context, person, places, posted.raw, key)  # type: ignore[arg-type]  # what browsers post is JSON
    except AnswersRefused as refusal:
        faults = [Fault(key=one.key, vi=one.vi, en=one.en) for one in refusal.faults]
        return _equal(found, posted.raw, _keys(chosen), faults=faults), 422
    except InputRefused as refusal:
        return _equal(found, posted.raw, _keys(chosen), refusal.text(language())), 422
    work_batch(context, person, batch.batch_id)
    return redirect(url_for("team.show_batch", batch_id=batch.batch_id), 303)


def _keys(places: set[Place]) -> set[str]:
    return {f"{case_id}-{token}" for case_id, token in places}


def _equal(
    found: EqualTasks,
    answers: Mapping[str, object],
    chosen: set[str],
    fault: str = "",
    faults: Sequence[Fault] = (),
) -> str:
    page = form_page(found.form, answers, faults=faults, choices=found.choices)
    return render_template(
        "team/equal.html",
        found=found,
        page=page if found.form.fields else None,
        chosen=chosen,
        fault=fault,
        request_key=request.form.get("request_key") or new_key(),
    )
