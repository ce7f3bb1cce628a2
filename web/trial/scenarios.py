"""The scenarios of a draft with what came of them, and what they cover of the diagram."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.actions.keep_trial import adapt_scenarios, delete_scenario
from engine.errors import DraftChanged, DraftClosed, ProcedureRefused
from engine.queries.trials import Bench, get_bench
from web.auth.policy import requires
from web.auth.session import signed_in
from web.trial.trying import READERS
from web.ui.current import current_context
from web.ui.fields import spoken
from web.ui.languages import language
from web.ui.security import allow_style_attributes
from web.ui.texts import gettext as _


@requires(*READERS)
def list_scenarios(draft_id: int) -> str:
    """Run all scenarios of the draft and show what came of them."""
    allow_style_attributes()
    bench = get_bench(current_context(), signed_in(), draft_id)
    report = bench.suite()
    return render_template(
        "trial/scenarios.html",
        page=bench.page,
        bench=bench,
        report=report,
        unasked=bench.unasked(),
        missed_flows=flow_words(bench, report.coverage.missed_flows if report.coverage else ()),
        diagram_url=url_for("trial.give_diagram", draft_id=draft_id, save=bench.page.draft.number),
    )


def flow_words(bench: Bench, flows: tuple[str, ...]) -> list[str]:
    """Return arrows as the names of what they join."""
    if bench.procedure is None:
        return []
    known = bench.procedure.diagram.process.flows
    return [
        f"{spoken(bench.name_of(known[one].source))} → {spoken(bench.name_of(known[one].target))}"
        for one in flows
    ]


@requires("designer")
def adapt(draft_id: int) -> Response:
    """Take out of the scenarios what no form asks any more."""
    context, person = current_context(), signed_in()
    number = get_bench(context, person, draft_id).page.draft.number
    try:
        adapt_scenarios(context, person, draft_id, number)
        flash(_("The scenarios answer now what the forms ask."))
    except (DraftChanged, DraftClosed, ProcedureRefused) as refusal:
        flash(refusal.text(language()), "error")
    return redirect(url_for("trial.list_scenarios", draft_id=draft_id), 303)


@requires("designer")
def remove_scenario(draft_id: int) -> Response:
    """Take a scenario out of the draft; its earlier saves keep it."""
    context, person = current_context(), signed_in()
    number = get_bench(context, person, draft_id).page.draft.number
    try:
        delete_scenario(context, person, draft_id, number, request.form.get("key", ""))
        flash(_("The scenario was taken out. Earlier saves of the draft keep it."))
    except (DraftChanged, DraftClosed) as refusal:
        flash(refusal.text(language()), "error")
    return redirect(url_for("trial.list_scenarios", draft_id=draft_id), 303)
