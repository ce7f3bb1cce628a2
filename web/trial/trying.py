"""The page of a trial: the case on the diagram, and everything that can happen to it next."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from flask import Response, make_response, render_template, request, url_for

from engine.queries.trial_back import own_steps, ways_from
from engine.queries.trial_letters import list_trial_letters
from engine.queries.trial_view import TrialView, Waiting, view_trial
from engine.queries.trials import Bench, get_bench
from engine.records.forms import Fault, Form
from web.auth.policy import requires
from web.auth.session import signed_in
from web.trial.reading import lines_of, read_tried
from web.trial.words import act_lines
from web.ui.current import current_context
from web.ui.fields import FormLinks, FormPage, form_page
from web.ui.formats import local
from web.ui.languages import language
from web.ui.security import allow_style_attributes

READERS = ("designer", "approver")
FILING = "filing"
_SANDBOX = "default-src 'none'; sandbox"


@requires(*READERS)
def show(draft_id: int) -> str:
    """Show the trial; one without acts asks for the filing."""
    bench = get_bench(current_context(), signed_in(), draft_id)
    return trial_page(bench, request.args.get("do", ""))


def trial_page(
    bench: Bench,
    wanted: str = "",
    answers: Mapping[str, object] | None = None,
    faults: Sequence[Fault] = (),
    refusal: str = "",
) -> str:
    """Return the page.

    wanted   key of what shall be done next
    answers  as they were posted, where they are shown again with faults
    refusal  why something could not be done
    """
    allow_style_attributes()
    session = bench.session()
    view = view_trial(bench, session, language()) if session else None
    chosen = _chosen(view, wanted) if view else None
    form, element = _asked(bench, view, chosen)
    before = chosen.before if chosen else {}
    given = (before or bench.example_answers(element)) if answers is None else answers
    draft_id = bench.page.draft.draft_id
    now = view.session.now if view else _first_instant()
    return render_template(
        "trial/try.html",
        page=bench.page,
        bench=bench,
        view=view,
        chosen=chosen,
        fields=fields_page(bench, form, given, chosen, faults) if form else None,
        has_example=bool(given) and answers is None and not before,
        ways=ways_from(session, chosen) if session and chosen else (),
        own=own_steps(session) if session else (),
        may_stop=view is not None and view.may_stop,
        letters=list_trial_letters(current_context(), bench, session) if session else (),
        lines=lines_of(bench.example_answers(chosen.target)) if chosen else "",
        acts=act_lines(bench),
        now=local(now),
        triggers=() if view else bench.triggers(now),
        refusal=refusal,
        diagram_url=url_for("trial.give_diagram", draft_id=draft_id, save=bench.page.draft.number),
    )


@requires(*READERS)
def refresh_fields(draft_id: int) -> str:
    """Give the fields of the form at hand anew for the answers so far."""
    bench = get_bench(current_context(), signed_in(), draft_id)
    session = bench.session()
    view = view_trial(bench, session, language()) if session else None
    key = request.form.get("key", "")
    chosen = view.find(key) if view and key != FILING else None
    form, _element = _asked(bench, None if key == FILING else view, chosen)
    if form is None:
        return ""
    page = fields_page(bench, form, read_tried(form), chosen)
    return render_template("trial/fields.html", fields=page)


@requires(*READERS)
def give_diagram(draft_id: int) -> Response:
    """Give the diagram of the draft as it is saved."""
    bench = get_bench(current_context(), signed_in(), draft_id)
    response: Response = make_response(bench.page.files.get("process.bpmn", b""))
    response.content_type = "application/xml; charset=utf-8"
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Content-Security-Policy"] = _SANDBOX
    return response


def fields_page(
    bench: Bench,
    form: Form,
    answers: Mapping[str, object],
    chosen: Waiting | None,
    faults: Sequence[Fault] = (),
) -> FormPage:
    """Return a form of the draft as the page draws it."""
    refresh = url_for("trial.refresh_fields", draft_id=bench.page.draft.draft_id)
    return form_page(
        form,
        answers,
        names=chosen.names if chosen else {},
        faults=faults,
        choices=bench.choices,
        links=FormLinks(refresh=refresh),
    )


def _chosen(view: TrialView, wanted: str) -> Waiting | None:
    """Return what shall be done next: what is asked for, else the first thing that waits."""
    return view.find(wanted) or next(iter(view.waiting), None)


def _asked(
    bench: Bench, view: TrialView | None, chosen: Waiting | None
) -> tuple[Form | None, str | None]:
    """Return the form that the page shows, and the task it belongs to; None for the filing."""
    if chosen is not None:
        return chosen.form, chosen.target
    if view is not None or bench.procedure is None:
        return None, None
    return bench.procedure.forms.get(bench.procedure.card.filing_form), None


def _first_instant() -> datetime:
    """Return when a new trial begins: eight in the morning of the next day but one off work."""
    day = local(current_context().clock.now()) + timedelta(days=1)
    while day.weekday() > 4:
        day += timedelta(days=1)
    return day.replace(hour=8, minute=0, second=0, microsecond=0)
