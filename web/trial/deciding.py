"""Deciding beside the diagram of a trial: return a task, take a step back, stop, another day."""

from datetime import date

from flask import request

from engine.queries.trial_acts import (
    Decision,
    date_act,
    send_back_act,
    stop_act,
    take_back_act,
)
from web.auth.policy import requires
from web.trial.acting import Answer, acts_of, bench_of, done, waiting_of
from web.trial.trying import READERS

MOST_LETTERS = 500


@requires(*READERS)
def send_back(draft_id: int) -> Answer:
    """Return an open task to a step that the case has passed."""
    bench = bench_of(draft_id)
    acts, waiting, to = acts_of(bench), waiting_of(bench), _sent("to")
    return done(
        bench, lambda: send_back_act(bench, acts, waiting, to, _decision()), key=waiting.key
    )


@requires(*READERS)
def take_back(draft_id: int) -> Answer:
    """Open a completed step again for whoever did it."""
    bench = bench_of(draft_id)
    acts, target = acts_of(bench), _sent("step")
    return done(bench, lambda: take_back_act(bench, acts, target, _decision()))


@requires(*READERS)
def stop_case(draft_id: int) -> Answer:
    """Stop the case at its applicant's request."""
    bench = bench_of(draft_id)
    acts = acts_of(bench)
    return done(bench, lambda: stop_act(bench, acts, _decision()))


@requires(*READERS)
def set_date(draft_id: int) -> Answer:
    """Promise another day, with an apology or by law."""
    bench = bench_of(draft_id)
    acts, kind = acts_of(bench), _sent("kind")
    return done(bench, lambda: date_act(bench, acts, kind, _decision()))


def _decision() -> Decision:
    return Decision(reason=_sent("reason"), basis=_sent("basis"), day=_day())


def _day() -> date | None:
    try:
        return date.fromisoformat(_sent("day"))
    except ValueError:
        return None


def _sent(name: str) -> str:
    return request.form.get(name, "").strip()[:MOST_LETTERS]
