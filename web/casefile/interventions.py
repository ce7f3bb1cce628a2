"""What an administrator can do to a case, always with a reason; and passing a task on."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.actions.hold_task import reassign_task
from engine.actions.intervene import cancel_case, resume_case, retry_incident, suspend_case
from engine.errors import AccessDenied, CaseError, TaskGone
from engine.queries.case_file import get_case_id
from engine.queries.task_file import list_receivers
from web.auth.policy import requires, requires_person
from web.auth.session import signed_in
from web.ui.current import current_context
from web.ui.languages import language
from web.ui.numbers import is_row_number
from web.ui.texts import gettext as _

LONGEST_REASON = 1_000
Act = Callable[[int, str], object]


@requires("administrator")
def suspend(code: str) -> Response:
    """Stop a case for the time being."""
    context, person = current_context(), signed_in()

    def act(case_id: int, reason: str) -> object:
        return suspend_case(context, person, case_id, reason)

    return _intervene(code, act, _("The case is suspended."))


@requires("administrator")
def resume(code: str) -> Response:
    """Let a suspended case go on."""
    context, person = current_context(), signed_in()

    def act(case_id: int, _reason: str) -> object:
        return resume_case(context, person, case_id)

    return _intervene(code, act, _("The case goes on."), needs_reason=False)


@requires("administrator")
def cancel(code: str) -> Response:
    """End a case from outside."""
    context, person = current_context(), signed_in()

    def act(case_id: int, reason: str) -> object:
        return cancel_case(context, person, case_id, reason)

    return _intervene(code, act, _("The case is cancelled."))


@requires("administrator")
def retry(code: str, token: int) -> Response:
    """Try again what failed."""
    context, person = current_context(), signed_in()

    def act(case_id: int, reason: str) -> object:
        return retry_incident(context, person, case_id, token, reason)

    return _intervene(code, act, _("It was tried again."))


def _intervene(code: str, act: Act, done: str, needs_reason: bool = True) -> Response:
    back = url_for("casefile.show_case", code=code)
    reason = request.form.get("reason", "").strip()[:LONGEST_REASON]
    case_id = get_case_id(current_context(), signed_in(), code)
    if needs_reason and not reason:
        flash(_("Nothing was done: write the reason, it stays in the log."), "error")
        return redirect(back, 303)
    try:
        act(case_id, reason)
    except CaseError as refusal:
        flash(refusal.text(language()), "error")
    else:
        flash(done)
    return redirect(back, 303)


@requires_person
def choose_receiver(case_id: int, token: int) -> str:
    """Show to whom a task can be given."""
    asked, step, people = list_receivers(current_context(), signed_in(), (case_id, token))
    return render_template(
        "casefile/pass_on.html", asked=asked, task=asked.task, step=step, people=people
    )


@requires_person
def pass_on(case_id: int, token: int) -> Response:
    """Give a task to another person."""
    context, person = current_context(), signed_in()
    chosen = request.form.get("to", "")
    if not is_row_number(chosen):
        flash(_("Choose who shall do it."), "error")
        return redirect(url_for("casefile.choose_receiver", case_id=case_id, token=token), 303)
    try:
        case = reassign_task(
            context, person, (case_id, token), int(chosen), request.form.get("request_key")
        )
    except (TaskGone, AccessDenied) as refusal:
        flash(refusal.text(language()), "error")
        return redirect(url_for("casefile.show_task", case_id=case_id, token=token), 303)
    flash(_("The task of dossier %(code)s was given to somebody else.", code=case.code))
    return redirect(url_for("inbox.list_office_tasks"), 303)
