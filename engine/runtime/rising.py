"""Errors and escalations: they rise from where they are thrown through the scopes around it.

Source  BPMN 2.0.2, 10.5.7 and 13.5.2: through the enclosing scopes only, never sideways
"""

from engine.diagrams.model import EventDefinition
from engine.runtime.token import Scope, Token
from engine.runtime.undoing import can_undo, give_up

ERROR, ESCALATION = "error", "escalation"


def rise(scope: Scope, kind: str, code: str | None) -> bool:
    """Hand an error or escalation to the nearest event that catches it; False when none does.

    In each scope the event subprocesses come first, then the border of the activity that holds it.
    What an event subprocess throws does not begin it again (BPMN 2.0.2, 10.3.5): it goes further.
    """
    at: Scope | None = scope
    within: str | None = None
    while at is not None:
        others = [one for one in at.listeners.values() if one.step.node.parent != within]
        listener = _first(others, kind, code)
        if listener is not None:
            listener.step.caught(listener, kind, code)
            return True
        if at.holder is None:
            return False
        if catch_at_border(at.holder, kind, code):
            return True
        within, at = at.holder.step.node.node_id, at.holder.scope
    return False


def catch_at_border(host: Token, kind: str, code: str | None) -> bool:
    """Fire a boundary event of `host`, if one catches this; one of that very code goes first.

    Source  BPMN 2.0.2, 13.5.5: of an activity that fails, what was completed inside is undone where
            no event subprocess of its own takes care of the error; 10.3.5.1: not of a transaction
    """
    if "undoing" in host.memory:
        # It came from what undoes something: that is over, and not to be tried anew.
        host.memory["failed"] = kind == ERROR
        return False
    guest = _first(list(host.guests.values()), kind, code)
    if guest is None:
        return False
    fails = kind == ERROR and host.step.node.tag != "transaction" and not guest.step.node.parallel
    if fails and can_undo(host):
        give_up(host, guest, kind, code)
    else:
        guest.step.caught(guest, kind, code)
    return True


def signal_at_border(host: Token, event: EventDefinition) -> None:
    """Fire the boundary events of `host` that wait for what a multi-instance throws."""
    for guest in list(host.guests.values()):
        if not guest.is_live:
            continue
        if any(_answers(one, event) for one in guest.step.node.events):
            guest.step.fire(guest)


def _answers(waited: EventDefinition, thrown: EventDefinition) -> bool:
    if waited.kind != thrown.kind:
        return False
    if waited.kind in (ERROR, ESCALATION):
        return waited.code in (None, thrown.code)
    return waited.name == thrown.name


def _first(waiting: list[Token], kind: str, code: str | None) -> Token | None:
    catching = [one for one in waiting if one.step.catches(kind, code)]
    if not catching:
        return None
    return min(catching, key=lambda one: not one.step.names_code(kind, code))
