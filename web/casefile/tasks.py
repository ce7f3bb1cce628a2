"""One task: looking at it, filling it in, keeping a draft, completing it."""

from collections.abc import Mapping, Sequence
from contextlib import suppress

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.actions.complete_task import complete_task
from engine.actions.note_reading import note_reading
from engine.actions.reading_right import Seen
from engine.actions.save_draft import save_draft
from engine.errors import AccessDenied, AnswersRefused, CaseError, MotcuaError, TaskGone
from engine.queries.handing_over import open_letters
from engine.queries.history import Step
from engine.queries.task_file import (
    LostTask,
    TaskFile,
    TaskForm,
    get_lost_task,
    get_task,
    get_task_form,
)
from engine.records.forms import Fault, Form
from engine.refusals import HandoverRefused
from web.auth.policy import requires_person
from web.auth.session import signed_in
from web.casefile.drawing import show_diagram
from web.casefile.words import new_key
from web.ui.current import current_context
from web.ui.due import task_due
from web.ui.fields import FormLinks, FormPage, Posted, form_page, read_posted
from web.ui.formats import local
from web.ui.languages import language
from web.ui.texts import gettext as _

Place = tuple[int, int]


@requires_person
def show_task(case_id: int, token: int) -> Response | str:
    """Show a task with its form; one that is no longer open leads to its case."""
    context, person = current_context(), signed_in()
    try:
        found = get_task(context, person, (case_id, token))
    except TaskGone:
        lost = get_lost_task(context, person, (case_id, token))
        flash(_("That task is no longer open: it was completed or is no longer needed."), "error")
        return redirect(url_for("casefile.show_case", code=lost.case.code))
    seen = Seen(office_id=found.case.office_id, tasks=(found.task,))
    note_reading(context, person, case_id, "task", seen=seen)
    return task_page(found, found.task.draft)


def task_page(found: TaskFile, answers: Mapping[str, object], faults: Sequence[Fault] = ()) -> str:
    """Return the page of a task."""
    show_diagram()
    task = found.task
    asked = found.asked
    return render_template(
        "casefile/task.html",
        found=found,
        case=found.case,
        task=task,
        page=fields_page(asked, answers, faults) if asked.form and found.may_complete else None,
        due=task_due(task, found.due_at),
        open_letters=(
            open_letters(current_context(), found.case, task.element) if found.may_complete else ()
        ),
        on_paper=request.form.get("on_paper", ""),
        returned=returned_step(found.steps, task.element),
        request_key=new_key(),
        place={"case_id": task.case_id, "token": task.token},
    )


def returned_step(steps: Sequence[Step], element: str) -> Step | None:
    """Return the step by which a task came back, unless it was completed since."""
    for step in reversed(steps):
        if step.element == element and step.kind in ("sent-back", "taken-back"):
            return step
        if step.element == element and step.kind == "task-completed":
            return None
    return None


def fields_page(
    asked: TaskForm, answers: Mapping[str, object], faults: Sequence[Fault] = ()
) -> FormPage:
    """Return the form of a task as the page draws it."""
    if asked.form is None:
        raise ValueError(f"the task {asked.task.token} asks nothing")
    case, task = asked.case, asked.task
    refresh = url_for("casefile.refresh_fields", case_id=task.case_id, token=task.token)
    return form_page(
        asked.form,
        answers,
        names=asked.names,
        faults=faults,
        choices=asked.choices,
        links=FormLinks(
            refresh=refresh,
            file_url=lambda digest: url_for("casefile.download", code=case.code, digest=digest),
        ),
    )


@requires_person
def refresh_fields(case_id: int, token: int) -> str:
    """Give the fields anew for the answers so far."""
    asked = get_task_form(current_context(), signed_in(), (case_id, token))
    page = fields_page(asked, _posted(asked.form, asked.task.draft).raw)
    return render_template("casefile/fields.html", page=page)


@requires_person
def keep_draft(case_id: int, token: int) -> Response:
    """Keep the answers so far; a page that does so by itself is told when it was done."""
    context, person = current_context(), signed_in()
    by_itself = bool(request.headers.get("HX-Request"))
    status, said = 200, _("Draft saved at %(time)s", time=f"{local(context.clock.now()):%H:%M}")
    try:
        asked = get_task_form(context, person, (case_id, token))
        posted = _posted(asked.form, asked.task.draft)
        save_draft(context, person, (case_id, token), posted.raw)  # type: ignore[arg-type]  # what browsers post is JSON
    except (CaseError, AccessDenied) as refusal:
        status, said = refusal.status, refusal.text(language())
    if by_itself:
        kept = status == 200
        return make_response(render_template("casefile/draft.html", said=said, kept=kept), status)
    flash(said, "message" if status == 200 else "error")
    return redirect(url_for("casefile.show_task", case_id=case_id, token=token), 303)


@requires_person
def complete(case_id: int, token: int) -> Response | tuple[str, int]:
    """Complete the task, or show what to correct, or say that somebody was faster."""
    context, person, place = current_context(), signed_in(), (case_id, token)
    sent = Sent()
    try:
        if any(one.filename for one in request.files.values()):
            # Files are taken in before the case is locked: an upload can take its time.
            sent.look_up(place)
        case = complete_task(
            context,
            person,
            place,
            sent,
            request.form.get("request_key"),
            request.form.get("on_paper", ""),
        )
    except AnswersRefused as refusal:
        return _correct(place, sent.look_up(place), refusal.faults), 422
    except HandoverRefused as refusal:
        flash(refusal.text(language()), "error")
        return _correct(place, sent.look_up(place)), refusal.status
    except (CaseError, AccessDenied) as refusal:
        return _lost_page(place, sent.look_up(place), refusal)
    flash(_("Completed: %(step)s", step=f"{request.form.get('step', '')} · {case.code}"))
    return redirect(url_for("inbox.list_tasks"), 303)


class Sent:
    """What the browser has sent for a task, read once, as soon as it is known what was asked."""

    def __init__(self) -> None:
        self.posted: Posted | None = None

    def __call__(self, form: Form | None, draft: Mapping[str, object]) -> Mapping[str, object]:
        """Return the answers as they came in; raise AnswersRefused for what cannot be read."""
        if self.posted is None:
            self.posted = _posted(form, draft)
        if self.posted.faults:
            raise AnswersRefused(faults=self.posted.faults)
        return self.posted.raw

    def look_up(self, place: Place) -> Posted:
        """Return what was sent, looking up what was asked if that is not known yet."""
        if self.posted is None:
            asked = _asked(place)
            draft = asked.task.draft if isinstance(asked, TaskForm) else {}
            self.posted = _posted(asked.form, draft)
        return self.posted


def _asked(place: Place) -> TaskForm | LostTask:
    context, person = current_context(), signed_in()
    try:
        return get_task_form(context, person, place)
    except TaskGone:
        return get_lost_task(context, person, place)


def _posted(form: Form | None, stored: Mapping[str, object]) -> Posted:
    return read_posted(form, stored) if form is not None else Posted()


def _correct(place: Place, posted: Posted, refused: Sequence[Fault] = ()) -> str:
    """Show the form with its faults; the draft keeps what was sent, files included."""
    context, person = current_context(), signed_in()
    with suppress(CaseError, AccessDenied):
        save_draft(context, person, place, posted.raw)  # type: ignore[arg-type]  # what browsers post is JSON
    faults = [Fault(key=one.key, vi=one.vi, en=one.en) for one in refused]
    return task_page(get_task(context, person, place), posted.raw, faults)


def _lost_page(place: Place, posted: Posted, refusal: MotcuaError) -> tuple[str, int]:
    context, person = current_context(), signed_in()
    lost = get_lost_task(context, person, place)
    with suppress(CaseError, AccessDenied):  # a case that only rests asks for it again
        save_draft(context, person, place, posted.raw)  # type: ignore[arg-type]  # what browsers post is JSON
    page = None
    if lost.form is not None:
        page = form_page(lost.form, posted.raw, names=lost.names, choices=lost.choices)
    said = refusal.text(language())
    return render_template("casefile/lost.html", lost=lost, page=page, said=said), refusal.status
