"""What a token does to its case: data, jobs, legal clock, status, incidents, the end."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

import orjson
from SpiffWorkflow.util.task import TaskState

from engine.errors import MotcuaError
from engine.records.outcomes import CANCELLED, Incident, JobRequest, Standing
from engine.records.values import Json
from engine.runtime.budgets import budget_of
from engine.runtime.ledger import ONCE, PAUSES
from engine.runtime.token import Token
from engine.runtime.values import keep_all

if TYPE_CHECKING:
    from engine.runtime.run import CaseRun

Act: TypeAlias = Callable[[], object]
CANCELLED_STATUS, WITHDRAWN_STATUS = 8, 7
PAUSING = (*PAUSES, "pause-restart")


def write(token: Token, values: Mapping[str, object]) -> None:
    """Write names into the token's scope; only what changes is noted.

    Raises  ElementError for a value that cannot be kept
    """
    scope, node = token.scope, token.step.node
    changed: dict[str, Json] = {}
    for name, value in keep_all(node.name or node.node_id, values).items():
        own = scope.shelf(name)
        if name not in own or not is_same(own[name], value):
            changed[name] = own[name] = value
    if changed:
        token.run_of.changed.update(changed)
        token.run_of.note(token, "written", names=changed)


def is_same(old: Json, new: Json) -> bool:
    """Tell whether two values are the same in JSON, where true and 1 differ and order does not."""
    return old == new and _canonical(old) == _canonical(new)


def _canonical(value: Json) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def request_job(token: Token, job: JobRequest) -> None:
    """Ask for a job."""
    token.run_of.book.jobs.put(job)
    token.run_of.note(token, "job-requested", connector=job.kind)


def ask_aside(token: Token, kind: str, inputs: dict[str, Json]) -> None:
    """Ask for a job that nobody waits for, with a number of its own."""
    run = token.run_of
    run.book.jobs.put(
        JobRequest(
            token=run.new_number(),
            element=token.step.node.node_id,
            kind=kind,
            inputs=inputs,
            settles=False,
        )
    )


def arrive(token: Token) -> None:
    """Mark the case; where that fails, a retry of the token does it again."""
    token.memory["unmarked"] = True
    mark(token)
    del token.memory["unmarked"]


def mark(token: Token) -> None:
    """Do to the case what entering the node says: status, legal clock, notice."""
    marks, run = token.step.marks, token.run_of
    if marks.status is not None and marks.status != run.standing.portal_status:
        run.standing = replace(run.standing, portal_status=marks.status)
        run.note(token, "status", number=marks.status)
    if marks.clock:
        tick(token, "pause" if marks.clock == "pause-restart" else marks.clock)
    if marks.notice:
        ask_aside(token, "notice", {"to": marks.notice})


def unmark(token: Token) -> None:
    """Let the legal clock go on after a node at which it stood still, unless it does at another."""
    if not holds_clock(token):
        return
    others = any(holds_clock(one) for one in token.run_of.tasks.values() if one is not token)
    if token.step.marks.clock == "pause-restart":
        tick(token, "restart")
        if others:
            tick(token, "pause")
    elif not others:
        tick(token, "resume")


def holds_clock(token: Token) -> bool:
    """Tell whether the legal clock stands still as long as the token is where it is."""
    step = token.step
    return step.waits and step.marks.clock in PAUSING and "quiet" not in token.memory


def tick(token: Token, act: str) -> None:
    """Carry out an act on the legal clock and note it when it changes anything.

    Raises  TermRefused where an expression gives a term that cannot be read
    """
    run = token.run_of
    if act in ONCE and _was_counted(token):
        run.note(token, "clock-kept", act=act)
        return
    budget = budget_of(run.version, token.step.marks, act, token.data)
    after = run.ledger.act(act, budget, run.moment)
    if after == run.ledger:
        return
    run.ledger = after
    said: dict[str, Json] = {
        "limit": after.limit_at.isoformat() if after.limit_at else None,
        "term": budget.term.text if budget.is_own and budget.term else None,
        "extra": budget.extra.text if budget.extra else None,
        "stage": after.stage if after.stage > 1 else None,
        "reason": _reason(token) if act in PAUSES else None,
    }
    due = after.due_at.isoformat() if after.due_at else None
    more = {key: value for key, value in said.items() if value is not None}
    run.note(token, "clock", act=act, due=due, **more)


def _reason(token: Token) -> str | None:
    """Return why the clock stands still, in the words of who let it: the first name with a text."""
    names = str(token.step.node.attributes.get("reason", "")).split()
    texts = (token.data.get(name) for name in names)
    return next((one.strip() for one in texts if isinstance(one, str) and one.strip()), None)


def _was_counted(token: Token) -> bool:
    """Tell whether an act is only passed again, by a case that went back; that is then used up."""
    run, element = token.run_of, token.step.node.node_id
    left = list(run.ledger.counted)
    if element not in left:
        return False
    left.remove(element)
    run.ledger = replace(run.ledger, counted=tuple(left))
    return True


def guard(token: Token, act: Act) -> None:
    """Carry out `act`; what goes wrong becomes an incident at the token."""
    try:
        act()
    except MotcuaError as error:
        raise_incident(token, error)


def raise_incident(token: Token, error: MotcuaError) -> None:
    """Stand still at the token until an administrator retries.

    Raises  the error itself when the token is no longer there to carry it
    """
    run = token.run_of
    if not token.is_live:
        raise error
    drop_rows(token)
    token._set_state(TaskState.ERROR)
    token.memory["incident"] = error.code
    text, element = error.text("vi"), token.step.node.node_id
    run.book.incidents.put(
        Incident(token=token.number, element=element, code=error.code, text=text)
    )
    run.note(token, "incident-raised", code=error.code, text=text)


def clear_incident(token: Token) -> None:
    """Take the incident of a token away."""
    if token.memory.pop("incident", None) is not None:
        token.run_of.book.incidents.remove(token.number)
        token.run_of.note(token, "incident-cleared")


def drop_rows(token: Token) -> None:
    """Take away the rows that mirror the token."""
    number, memory, book = token.number, token.memory, token.run_of.book
    if "awaits" in memory:
        token.run_of.forget_awaiter(*memory["awaits"])
    for key, remove in (
        ("due", book.timers.remove),
        ("awaits", book.awaited.remove),
        ("hears", book.hearings.remove),
        ("job", book.jobs.remove),
        ("task", book.close_task),
        ("incident", book.incidents.remove),
    ):
        if memory.pop(key, None) is not None:
            remove(number)


def finish(run: "CaseRun", status: str, ending: str) -> None:
    """End the case."""
    number = run.standing.portal_status
    if status == CANCELLED:
        early = ending == "withdrawn" and number == 1
        number = WITHDRAWN_STATUS if early else CANCELLED_STATUS
    run.standing = Standing(status=status, ending=ending, portal_status=number)
    run.book.note("case-ended", ending=ending)
