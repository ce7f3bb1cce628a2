"""Going back to a task that was completed: what followed from it is undone (ADR 0024).

Tokens that followed are taken away with their timers, jobs and subscriptions; where joins had
merged them with others, those others wait at the joins again. So the case stands as it could have
stood before the task was completed: no token is lost, none is doubled. Case data stays.
"""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from SpiffWorkflow.util.task import TaskState

from engine.errors import CommandRefused, TaskGone, Words
from engine.records.commands import GoBack, SendBack
from engine.records.values import Json
from engine.runtime.activities import UserTask
from engine.runtime.births import born
from engine.runtime.effects import guard, holds_clock, tick
from engine.runtime.fitting import GATEWAYS
from engine.runtime.ledger import ON, PAUSED, STOPPED
from engine.runtime.moves import drop
from engine.runtime.token import INSTANCE, TURN, Scope, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.runtime.run import CaseRun
    from engine.runtime.step import Step

OUTDATED = Words(
    en="going back: the case has moved on meanwhile; look again",
    vi="việc quay lại: hồ sơ vừa chuyển tiếp; hãy xem lại",
)


def go_back(run: "CaseRun", command: GoBack) -> None:
    """Let a case go back to a task. Raises TaskGone; CommandRefused where it has moved on since."""
    run.wake_all()
    asked = _asked(run, command)
    gone = [run.find(number) for number in command.dropped]
    if not all(gone):
        raise CommandRefused(what=OUTDATED)
    step, scope = _place(run, command.place)
    if not isinstance(step, UserTask) or scope.kind in (INSTANCE, TURN):
        raise CommandRefused(what=OUTDATED)
    run.book.note(
        "sent-back" if isinstance(command, SendBack) else "taken-back",
        step.node.node_id,
        None,
        **{"from": asked, "reason": command.reason},
    )
    for token in gone:
        if token is not None and token.is_live:
            drop(token)
    _forget(run, command)
    kept: dict[str, Json] = {"holder": command.holder} if command.holder is not None else {}
    if command.due_at is not None:
        kept["due_at"] = command.due_at
    _stand(run, command.place, kept, command.runs)
    for place in command.joined:
        _stand(run, place, {})


def _asked(run: "CaseRun", command: GoBack) -> str | None:
    """Return the element of the task that is sent back."""
    if not isinstance(command, SendBack):
        return None
    token = run.find(command.token)
    if token is None or "task" not in token.memory:
        raise TaskGone
    return str(token.step.node.node_id)


def _place(run: "CaseRun", place: "Sequence[Json]") -> tuple["Step", Scope]:
    step = run.version.steps.get(str(place[0]))
    scope = run.scopes.get(cast(int, place[1]))
    if step is None or scope is None:
        raise CommandRefused(what=OUTDATED)
    return step, scope


def _forget(run: "CaseRun", command: GoBack) -> None:
    """Take back who did what, and the status, as both were; what the clock was given stays."""
    counted = (*run.ledger.counted, *(command.counted or ()))
    run.ledger = replace(run.ledger, counted=counted)
    for element, person in sorted(command.hands.items()):
        if person is None:
            run.hands.pop(element, None)
        else:
            run.hands[element] = person
    if run.standing.portal_status != command.status:
        run.standing = replace(run.standing, portal_status=command.status)
        run.book.note("status", number=command.status)


def _let_clock_run(token: Token) -> None:
    """Let the legal clock run on that was paused or stopped by what is undone.

    A stop promised that the work was done, so nothing of the term is given back for the time since.
    """
    run = token.run_of
    if any(holds_clock(one) for one in run.awake.values() if one is not token):
        return
    if run.ledger.state == STOPPED:
        run.ledger = replace(run.ledger, state=ON)
        due = run.ledger.due_at.isoformat() if run.ledger.due_at else None
        run.note(token, "clock", act="resume", due=due)
    elif run.ledger.state == PAUSED:
        tick(token, "resume")


def _stand(
    run: "CaseRun", place: "Sequence[Json]", kept: dict[str, Json], runs: bool = False
) -> None:
    """Set a token where one stood before. It was marked then: status and term begin nothing anew.

    kept   what an open task shall have that it would not have by itself
    runs   whether the legal clock runs now, if it does not stand still at this very step
    """
    step, scope = _place(run, place)
    if not (isinstance(step, UserTask) or step.node.tag in GATEWAYS):
        raise CommandRefused(what=OUTDATED)
    via: Any = place[2]
    token = born(Token(run, step, scope, run.new_number(), via), again=cast(int, place[3]))
    if kept:
        token.memory["reopened"] = kept
    run.note(token, "entered", **({"flow": via} if via else {}))
    if runs:
        guard(token, partial(_let_clock_run, token))
    if holds_clock(token):
        act = token.step.marks.clock
        guard(token, partial(tick, token, "pause" if act == "pause-restart" else str(act)))
    if token._state == TaskState.FUTURE:
        step._update(token)
