"""The rows of a case that moved to another version: what waits is told again as it stands now."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from engine.records.outcomes import Hearing, OpenTask, Subscription, Timer
from engine.runtime.activities import UserTask
from engine.runtime.rows import TokenRow
from engine.runtime.token import Token

if TYPE_CHECKING:
    from engine.runtime.run import CaseRun

# Rows that change in one column only: the lease of a job, or the age of an incident, stays.
KEPT = ("due", "job", "incident")


def task_of(token: Token) -> OpenTask:
    """Return the open task of a token as its memory has it."""
    step, memory = token.step, token.memory["task"]
    return OpenTask(
        token=token.number,
        element=step.node.node_id,
        post=memory["post"],
        form=step.form if isinstance(step, UserTask) else None,
        office=memory["office"],
        due_at=datetime.fromisoformat(memory["due"]) if memory["due"] else None,
        holder=memory["holder"],
        label=memory["label"],
        forbidden=tuple(memory["forbidden"] or ()),
    )


def mirror_again(run: "CaseRun", before: Mapping[int, tuple[TokenRow, str]]) -> None:
    """Note the changes to rows between tokens as they were and as they are.

    before   each token's row, and the element at which it stood
    """
    for number, (row, element) in before.items():
        token = run.awake.get(number)
        _take_away(run, row, {} if token is None else token.memory)
        if token is not None:
            _tell_kept(token, row.memory, element)
    for number, token in sorted(run.awake.items()):
        if number not in before and "due" in token.memory:
            _put_timer(token)
        if "awaits" in token.memory:
            _put_subscription(token)
        if "hears" in token.memory:
            _put_hearing(token)


def _take_away(run: "CaseRun", row: TokenRow, kept: Mapping[str, Any]) -> None:
    """Remove the rows that a token has no more, and those that are written anew."""
    book, number, memory = run.book, row.number, row.memory
    if "awaits" in memory:
        book.awaited.remove(number)
    if "hears" in memory:
        book.hearings.remove(number)
    for key, remove in (
        ("due", book.timers.remove),
        ("job", book.jobs.remove),
        ("task", book.close_task),
        ("incident", book.incidents.remove),
    ):
        if key in memory and key not in kept:
            remove(number)


def _tell_kept(token: Token, memory: Mapping[str, Any], element: str) -> None:
    book, now = token.run_of.book, token.memory
    if "task" in now:
        book.change_task(task_of(token))
    if "due" in now and now["due"] != memory.get("due"):
        if "due" in memory:
            book.timers.remove(token.number)
        _put_timer(token)
    elif any(key in now for key in KEPT) and element != token.step.node.node_id:
        book.moved.append((token.number, token.step.node.node_id))


def _put_timer(token: Token) -> None:
    due = datetime.fromisoformat(token.memory["due"])
    element = token.step.node.node_id
    token.run_of.book.timers.put(Timer(token=token.number, element=element, due_at=due))


def _put_subscription(token: Token) -> None:
    name, key = token.memory["awaits"]
    node = token.step.node
    token.run_of.book.awaited.put(
        Subscription(
            token=token.number,
            element=node.node_id,
            name=name,
            key=key,
            audience=node.attributes.get("audience"),
            form=node.attributes.get("form"),
        )
    )


def _put_hearing(token: Token) -> None:
    node = token.step.node
    hearing = Hearing(token=token.number, element=node.node_id, name=token.memory["hears"])
    token.run_of.book.hearings.put(hearing)
