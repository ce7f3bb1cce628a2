"""Doing something in a trial: each act is tried first, and kept when it can be made."""

from collections.abc import Callable

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from engine.actions.keep_trial import end_trial, keep_trial
from engine.errors import AnswersRefused, CalendarTooShort, InputRefused, NotFound, Words
from engine.queries.trial_acts import (
    Came,
    answer_act,
    begin_acts,
    clock_act,
    days_act,
    drop_acts,
    file_acts,
    fire_act,
    mend_act,
    open_acts,
    settle_act,
    signal_act,
)
from engine.queries.trial_view import Waiting, view_trial
from engine.queries.trials import Bench, get_bench
from engine.records.forms import Fault, Form
from engine.records.scenarios import Scenario
from web.auth.policy import requires
from web.auth.session import signed_in
from web.trial.reading import read_count, read_instant, read_tried, read_values
from web.trial.trying import FILING, READERS, trial_page
from web.ui.current import current_context
from web.ui.languages import language

Answer = Response | tuple[str, int]
CHANNELS = ("online", "direct", "post")


@requires(*READERS)
def file_case(draft_id: int) -> Answer:
    """Begin a trial by filing the case."""
    bench = bench_of(draft_id)
    procedure = bench.procedure
    form = procedure.forms.get(procedure.card.filing_form) if procedure else None
    at, channel = read_instant("at"), request.form.get("channel", "")

    def make() -> Scenario:
        if at is None or channel not in CHANNELS:
            raise InputRefused(reason=_WHEN)
        return file_acts(bench, at, channel, read_tried(form))

    return done(bench, make, form)


@requires(*READERS)
def begin(draft_id: int) -> Answer:
    """Begin a trial by an event: a message, a signal or a timer."""
    bench = bench_of(draft_id)
    at, element = read_instant("event"), request.form.get("element", "")

    def make() -> Scenario:
        if at is None:
            raise InputRefused(reason=_WHEN)
        return begin_acts(bench, at, element, read_values(request.form.get("values", "")))

    return done(bench, make)


@requires(*READERS)
def act(draft_id: int) -> Answer:
    """Do what was chosen: complete, deliver, answer, fire, or mend."""
    bench = bench_of(draft_id)
    acts, waiting = acts_of(bench), waiting_of(bench)
    return done(bench, lambda: _next(bench, acts, waiting), waiting.form, waiting.key)


@requires(*READERS)
def move_clock(draft_id: int) -> Answer:
    """Move the clock to an instant, or on by some days."""
    bench = bench_of(draft_id)
    acts, at, days = acts_of(bench), read_instant("at"), read_count("days", 400)
    is_working = request.form.get("unit") == "working"

    def make() -> Scenario:
        if days:
            return days_act(bench, acts, days, is_working)
        if at is None:
            raise InputRefused(reason=_WHEN)
        return clock_act(bench, acts, at)

    return done(bench, make)


@requires(*READERS)
def send_signal(draft_id: int) -> Answer:
    """Send a signal."""
    bench = bench_of(draft_id)
    acts, name = acts_of(bench), request.form.get("name", "")
    return done(bench, lambda: signal_act(bench, acts, name))


@requires(*READERS)
def go_back(draft_id: int) -> Answer:
    """Go back to a step: what came after it is dropped."""
    bench = bench_of(draft_id)
    acts, moves = acts_of(bench), read_count("moves")
    return done(bench, lambda: drop_acts(acts, moves))


@requires(*READERS)
def open_scenario(draft_id: int) -> Answer:
    """Make a scenario the trial, up to a step or to its end."""
    bench = bench_of(draft_id)
    key = request.form.get("scenario", "")
    moves = read_count("moves") if request.form.get("moves") else None
    return done(bench, lambda: open_acts(bench, key, moves))


@requires(*READERS)
def end(draft_id: int) -> Response:
    """Forget the trial, to begin a new one."""
    end_trial(current_context(), signed_in(), draft_id)
    return redirect(url_for("trial.show", draft_id=draft_id), 303)


def bench_of(draft_id: int) -> Bench:
    """Return the draft on the bench, with the reader's trial."""
    return get_bench(current_context(), signed_in(), draft_id)


def acts_of(bench: Bench) -> Scenario:
    """Return the acts of the trial; raise NotFound where none is under way."""
    if bench.acts is None:
        raise NotFound(what=_TRIAL, key=bench.page.draft.draft_id)
    return bench.acts


def waiting_of(bench: Bench) -> Waiting:
    """Return what waits under the key that was sent; raise NotFound."""
    session, key = bench.session(), request.form.get("key", "")
    found = view_trial(bench, session, language()).find(key) if session else None
    if found is None:
        raise NotFound(what=_STEP, key=key)
    return found


def _next(bench: Bench, acts: Scenario, waiting: Waiting) -> Scenario:
    if waiting.kind == "timer":
        return fire_act(bench, acts, waiting)
    text = request.form.get("values", "")
    if waiting.kind == "job":
        return settle_act(bench, acts, waiting, _came(text))
    if waiting.kind == "incident":
        how = request.form.get("how", "")
        mend = how if how in ("retry", "amend", "skip") else "retry"
        return mend_act(bench, acts, waiting, mend, read_values(text))  # type: ignore[arg-type]  # one of the three
    raw = read_tried(waiting.form) if waiting.form else read_values(text)
    return answer_act(bench, acts, waiting, dict(raw))


def _came(text: str) -> Came:
    """Return what the other system gave, as the page asks for it."""
    how = request.form.get("how", "")
    error = request.form.get("error", "").strip()[:500] or "–"
    if how == "fails":
        return Came(error=error)
    if how == "code":
        code = request.form.get("code", "").strip()[:100] or "–"
        return Came(error=error, error_code=code)
    return Came(result=read_values(text) if how == "gives" else None)


def done(
    bench: Bench, make: Callable[[], Scenario], form: Form | None = None, key: str = FILING
) -> Answer:
    """Keep the acts and show the trial; or show what has to be corrected."""
    draft_id = bench.page.draft.draft_id
    try:
        keep_trial(current_context(), signed_in(), draft_id, make())
    except AnswersRefused as refusal:
        faults = [Fault(key=one.key, vi=one.vi, en=one.en) for one in refusal.faults]
        return trial_page(bench, key, read_tried(form), faults), 422
    except (InputRefused, CalendarTooShort) as refusal:
        sent = read_tried(form) if form else None
        return trial_page(bench, key, sent, refusal=refusal.text(language())), 422
    return redirect(url_for("trial.show", draft_id=draft_id) + "#next", 303)


_TRIAL = Words(vi="lần chạy thử", en="trial")
_STEP = Words(vi="việc đang chờ", en="waiting step")
_WHEN = Words(vi="hãy chọn ngày, giờ và kênh nộp.", en="choose a day, a time and a channel.")
