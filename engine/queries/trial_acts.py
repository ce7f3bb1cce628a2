"""The next act of a trial: checked against the draft before it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from engine.calendars.deadlines import add_working_days
from engine.errors import AnswersRefused, InputRefused, Words
from engine.forms.validate import clean
from engine.queries.trial_view import Waiting
from engine.queries.trials import Bench
from engine.records.cards import Text
from engine.records.forms import DERIVED, Form
from engine.records.scenarios import Act, Expected, Move, Scenario
from engine.records.values import Answers, Json
from engine.scenarios.reader import DATES
from engine.scenarios.session import MOST_MOVES, back_to, propose, record, with_move

KEY = "trial"
_TITLE = Text(vi="Chạy thử", en="Trial run")
_EMPTY: tuple[Json, ...] = (None, "", [], False)
# Of a scenario that is played as a trial nothing is expected; what was refused stays refused.
_UNCHECKED: Mapping[str, Any] = dict.fromkeys(("due", "case_due", "legal_due", "clock", "letters"))
_ACTS: Mapping[str, Act] = {"task": "complete", "message": "message", "job": "settle"}


@dataclass(frozen=True, kw_only=True)
class Came:
    """What a job outside gave, or how it failed."""

    result: Json = None
    error: str | None = None
    error_code: str | None = None


def file_acts(
    bench: Bench, start_at: datetime, channel: str, answers: Mapping[str, object]
) -> Scenario:
    """Return the acts of a trial that begins with a filing; raise AnswersRefused, InputRefused."""
    procedure = bench.procedure
    form = procedure.forms.get(procedure.card.filing_form) if procedure else None
    begun = Scenario(
        key=KEY,
        title=_TITLE,
        start_at=start_at,
        channel=channel,
        answers=_cleaned(bench, form, answers, {}),
        moves=(),
        expected=Expected(),
    )
    return _tried(bench, begun)


def begin_acts(
    bench: Bench, start_at: datetime, element: str, values: Mapping[str, Json]
) -> Scenario:
    """Return the acts of a trial that an event begins, with what comes along.

    Raises   InputRefused for an element that begins nothing
    """
    if element not in {one.element for one in bench.triggers(start_at)}:
        raise InputRefused(
            reason=Words(vi=f"“{element}” không mở hồ sơ nào.", en=f"“{element}” begins no case.")
        )
    begun = Scenario(
        key=KEY,
        title=_TITLE,
        start_at=start_at,
        begins=element,
        answers=values,
        moves=(),
        expected=Expected(),
    )
    return _tried(bench, begun)


def open_acts(bench: Bench, key: str, moves: int | None = None) -> Scenario:
    """Return the acts of one of the draft's scenarios, up to a move; raise InputRefused."""
    found = next((one for one in bench.examples if one.key == key), None)
    if found is None:
        raise InputRefused(
            reason=Words(vi=f"không có kịch bản “{key}”.", en=f"there is no scenario “{key}”.")
        )
    whole = len(found.moves) if moves is None else moves
    plain = tuple(replace(one, **_UNCHECKED) for one in found.moves)
    return back_to(replace(found, moves=plain, expected=Expected()), whole)


def drop_acts(acts: Scenario, moves: int) -> Scenario:
    """Return the acts up to a move."""
    return back_to(acts, moves)


def answer_act(
    bench: Bench, acts: Scenario, waiting: Waiting, raw: Mapping[str, object]
) -> Scenario:
    """Return the acts with a task completed or a message delivered.

    raw      what was posted for its form, or the payload of a message without one
    Raises   AnswersRefused, InputRefused
    """
    answers: Answers = _plain(raw)
    if waiting.form is not None:
        answers = _cleaned(bench, waiting.form, raw, waiting.names)
    move = Move(
        act=_ACTS[waiting.kind], target=waiting.target, label=waiting.label, answers=answers
    )
    return _tried(bench, with_move(acts, move))


def settle_act(bench: Bench, acts: Scenario, waiting: Waiting, came: Came) -> Scenario:
    """Return the acts with a job outside answered or failed; raise InputRefused."""
    move = Move(
        act="settle",
        target=waiting.target,
        result=came.result,
        error=came.error,
        error_code=came.error_code,
    )
    return _tried(bench, with_move(acts, move))


def mend_act(
    bench: Bench, acts: Scenario, waiting: Waiting, act: Act, names: Mapping[str, Json]
) -> Scenario:
    """Return the acts with what stands still tried again, corrected or skipped."""
    move = Move(act=act, target=waiting.target, answers=names if act == "amend" else {})
    return _tried(bench, with_move(acts, move))


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What somebody decides beside the diagram, and why."""

    reason: str
    basis: str | None = None
    day: date | None = None


def send_back_act(
    bench: Bench, acts: Scenario, waiting: Waiting, to: str, decision: Decision
) -> Scenario:
    """Return the acts with a task returned to a step; raise InputRefused where it cannot go."""
    move = Move(
        act="send_back",
        target=waiting.target,
        label=waiting.label,
        to=to,
        reason=_reason(decision),
    )
    return _tried(bench, with_move(acts, move))


def take_back_act(bench: Bench, acts: Scenario, target: str, decision: Decision) -> Scenario:
    """Return the acts with a completed step taken back; raise InputRefused once it cannot be."""
    move = Move(act="take_back", target=target, reason=_reason(decision))
    return _tried(bench, with_move(acts, move))


def stop_act(bench: Bench, acts: Scenario, decision: Decision) -> Scenario:
    """Return the acts with the case stopped for its applicant; raise InputRefused once decided."""
    return _tried(bench, with_move(acts, Move(act="stop", reason=_reason(decision))))


def date_act(bench: Bench, acts: Scenario, kind: str, decision: Decision) -> Scenario:
    """Return the acts with another day promised; raise InputRefused where the law forbids it.

    kind   "apology" or "extension"
    """
    if decision.day is None or kind not in DATES:
        raise InputRefused(reason=Words(vi="hãy chọn ngày mới.", en="choose the new day."))
    basis = (decision.basis or "").strip()
    if not basis:
        raise InputRefused(reason=Words(vi="hãy ghi căn cứ.", en="write the legal basis."))
    move = Move(
        act="set_date", target=kind, day=decision.day, reason=_reason(decision), basis=basis
    )
    return _tried(bench, with_move(acts, move))


def _reason(decision: Decision) -> str:
    kept = decision.reason.strip()
    if not kept:
        raise InputRefused(reason=Words(vi="hãy ghi lý do.", en="write the reason."))
    return kept


def signal_act(bench: Bench, acts: Scenario, name: str) -> Scenario:
    """Return the acts with a signal sent; raise InputRefused where nothing hears it."""
    return _tried(bench, with_move(acts, Move(act="signal", target=name)))


def fire_act(bench: Bench, acts: Scenario, waiting: Waiting) -> Scenario:
    """Return the acts with the clock moved until a timer fires.

    Of several at the same element, as those of a multi-instance, none can be named by itself.
    """
    rows = (row for trial in bench.played(acts).trials for row in trial.timers.values())
    alike = sum(row.element == waiting.element for row in rows)
    move = Move(act="wait", target=waiting.target)
    if alike > 1:
        move = Move(act="wait", at=waiting.due_at)
    return _tried(bench, with_move(acts, move))


def clock_act(bench: Bench, acts: Scenario, at: datetime) -> Scenario:
    """Return the acts with the clock moved to an instant; raise InputRefused for an earlier one."""
    return _tried(bench, with_move(acts, Move(act="wait", at=at)))


def days_act(bench: Bench, acts: Scenario, days: int, working: bool) -> Scenario:
    """Return the acts with the clock moved on by days, to the same time of day.

    Raises   InputRefused; CalendarTooShort past the years known
    """
    calendar = bench.calendar
    now = bench.played(acts).now.astimezone(calendar.tz)
    day = now.date() + timedelta(days=days)
    if working:
        day = add_working_days(now.date(), days, calendar)
    return clock_act(bench, acts, datetime.combine(day, now.timetz()))


def proposed(bench: Bench, acts: Scenario) -> Expected:
    """Return what a scenario of these acts can expect."""
    return propose(bench.played(acts))


def recorded(bench: Bench, acts: Scenario, key: str, title: Text, expected: Expected) -> Scenario:
    """Return the acts as a scenario of the draft."""
    return record(bench.played(acts), key, title, expected)


def _tried(bench: Bench, acts: Scenario) -> Scenario:
    """Return acts whose last one could be made; raise InputRefused with why it could not."""
    if len(acts.moves) > MOST_MOVES:
        raise InputRefused(
            reason=Words(
                vi=f"một lần chạy thử có nhiều nhất {MOST_MOVES} bước.",
                en=f"a trial has at most {MOST_MOVES} steps.",
            )
        )
    session = bench.played(acts)
    if session.fault is not None:
        raise InputRefused(reason=session.fault)
    return acts


def _cleaned(
    bench: Bench, form: Form | None, raw: Mapping[str, object], names: Mapping[str, Json]
) -> Answers:
    if form is None:
        return {}
    cleaned = clean(form, raw, names, bench.choices)
    if cleaned.faults:
        raise AnswersRefused(faults=cleaned.faults)
    # What is worked out from other answers is worked out anew each time; a signature is a tick.
    asked = {one.key: one for one in form.fields if one.kind not in DERIVED}
    signed = {key for key, one in asked.items() if one.kind == "signature"}
    answers: Answers = cleaned.answers  # type: ignore[assignment]  # as in actions: typed by the form
    return {
        key: True if key in signed else one
        for key, one in answers.items()
        if key in asked and one not in _EMPTY
    }


def _plain(raw: Mapping[str, object]) -> Answers:
    return dict(raw)  # type: ignore[arg-type]  # the page reads it as JSON
