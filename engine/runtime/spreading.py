"""Signals and messages: what leaves a token and reaches others, in this case and elsewhere.

What waits in this very case gets it at once; for the rest a job carries it.
"""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from engine.errors import Words
from engine.faults import ElementError
from engine.records.connectors import MESSAGE, SIGNAL
from engine.records.values import Json
from engine.runtime.effects import ask_aside, guard
from engine.runtime.token import Token
from engine.runtime.values import keep_all

if TYPE_CHECKING:
    from engine.runtime.run import CaseRun


def broadcast(token: Token, name: str, payload: dict[str, Json]) -> None:
    """Send a signal to everything that waits for it, here and in other cases.

    Source  BPMN 2.0.2, 10.5.5: a signal reaches every one that can catch it
    """
    run = token.run_of
    _require_fit(token, payload)
    run.note(token, "signal-thrown", name=name)
    inputs: dict[str, Json] = {"name": name, "payload": payload}
    ask_aside(token, SIGNAL, inputs)
    hear(run, name, payload)


def hear(run: "CaseRun", name: str, payload: dict[str, Json]) -> int:
    """Let every token go on that waits for the signal now; return how many did."""
    waiting = [one for one in run.tasks.values() if one.memory.get("hears") == name]
    count = 0
    for token in waiting:
        if token.is_live and token.memory.get("hears") == name:
            count += 1
            run.note(token, "signal-received", name=name)
            guard(token, partial(reach, token, payload))
    return count


def send(token: Token, awaited: tuple[str, str], payload: dict[str, Json]) -> None:
    """Send a message (name, key) to the one that waits for it."""
    run = token.run_of
    name, key = awaited
    _require_fit(token, payload)
    run.note(token, "message-sent", name=name)
    waiting = run.awaiters().get((name, key))
    if waiting is not None:
        run.note(waiting, "message-received", name=name)
        guard(waiting, partial(reach, waiting, payload))
        return
    inputs: dict[str, Json] = {"name": name, "key": key, "payload": payload}
    ask_aside(token, MESSAGE, inputs)


def _require_fit(token: Token, payload: Mapping[str, Json]) -> None:
    """Refuse to send what nobody could write, before anything is sent. Raises ElementError."""
    node = token.step.node
    keep_all(node.name or node.node_id, payload)


def reach(token: Token, payload: dict[str, Json]) -> None:
    """Write what a message or signal brings to a token, and let it go on.

    What cannot be written is kept by the token, for a retry.
    """
    token.memory["brought"] = payload
    token.step.take_in(token, payload)
    del token.memory["brought"]
    token.step.fire(token)


def require_key(element: str, key: object) -> str:
    """Return the key of a message as text; raise ElementError for an empty one."""
    if key is None or key == "":
        reason = Words(en="the key of the message is empty", vi="khóa của thông điệp để trống")
        raise ElementError(element=element, reason=reason)
    return str(key)
