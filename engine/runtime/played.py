"""SpiffWorkflow's task specifications without prediction, and what a step can be told.

SpiffWorkflow predicts the branches ahead of a task and walks its tree after each step. A step does
neither: when it is entered it is run once, and when it has done it says by which flows to leave.
"""

from collections.abc import Mapping, Set
from typing import TYPE_CHECKING, Any

from SpiffWorkflow.specs.base import TaskSpec

from engine.records.values import Json
from engine.runtime.effects import arrive, write
from engine.runtime.moves import leave, win
from engine.runtime.spreading import reach
from engine.runtime.token import Scope, Token
from engine.runtime.undoing import depart, remember, undo_ended

if TYPE_CHECKING:
    from engine.runtime.step import Way


class Played(TaskSpec):
    """SpiffWorkflow's protocol of a task specification, without prediction."""

    def _predict(self, *_ignored: Any, **_also: Any) -> None:
        """Predict nothing: only live tokens exist."""

    def _update(self, my_task: Token) -> None:
        my_task._ready()

    def _on_ready(self, my_task: Token) -> None:
        my_task.run_of.ready.append(my_task)

    def _run(self, my_task: Token) -> bool | None:
        if "unmarked" in my_task.memory:
            arrive(my_task)
        if "happened" in my_task.memory and my_task.host is not None:
            win(my_task, my_task.host)
        # What has done its work, and found no way out, looks for the way again after a retry.
        done = True if "over" in my_task.memory else my_task.step.begin(my_task)
        brought = my_task.memory.pop("brought", None)
        if brought is not None and done is None:
            reach(my_task, brought)
        return done

    def _on_complete(self, my_task: Token) -> None:
        my_task.memory["over"] = True
        ways = my_task.step.choose(my_task)
        remember(my_task)
        leave(my_task, ways)


class Told(Played):
    """What a step is told while a token waits at it; a step that cannot wait for it is at fault."""

    def fire(self, token: Token) -> None:
        """Go on: what the token waits for has happened."""
        raise NotImplementedError(self.name)

    def take_in(self, token: Token, values: Mapping[str, object]) -> None:
        """Write what a message or signal brings."""
        write(token, values)

    def ask(self, token: Token, changed: Set[str]) -> None:
        """Look whether the condition that the token waits for has become true.

        changed   names of case data written since it was asked last
        """

    def catches(self, kind: str, code: str | None) -> bool:
        """Tell whether this is an event that catches this error, escalation or cancelling."""
        return False

    def names_code(self, kind: str, code: str | None) -> bool:
        """Tell whether it catches this code and no other."""
        return False

    def caught(self, token: Token, kind: str, code: str | None) -> None:
        """Go on: an error or escalation was handed to the token."""
        raise NotImplementedError(self.name)

    def watched(self, token: Token, index: int) -> None:
        """Go on: one of several events that the token waits for has happened."""
        raise NotImplementedError(self.name)

    def settled(self, token: Token, result: Json) -> None:
        """Go on with the result of a job."""
        raise NotImplementedError(self.name)

    def cancel(self, token: Token) -> None:
        """Cancel the transaction."""
        raise NotImplementedError(self.name)


class Holding(Told):
    """What a step is told of the scopes that its token holds."""

    def lets_go(self, token: Token, left: Token, ways: tuple["Way", ...]) -> bool:
        """Tell whether what has `left` inside the activity may go on by its ways."""
        return True

    def inner_left(self, token: Token, scope: Scope) -> None:
        """Take note that a token has left inside the activity."""

    def keep_undo(self, token: Token, scope: Scope) -> None:
        """Keep what can be undone in a scope that the token holds and that is done."""

    def scope_done(self, token: Token, scope: Scope) -> None:
        """Go on: all paths of a scope that the token holds have ended."""
        token.complete()

    def undone(self, token: Token, scope: Scope) -> None:
        """Undo the next activity, or leave after the last: this activity was given up."""
        if undo_ended(token, scope):
            depart(token)
