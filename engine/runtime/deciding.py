"""Whether the decision a case asks for was taken, by the steps its diagram marks (`decides`)."""

from collections.abc import Collection

from engine.diagrams.model import Process
from engine.expressions.expression import compile_expression
from engine.faults import ExpressionError
from engine.runtime.peek import Snapshot, peek

DECIDES = "decides"


def is_decided(process: Process, state: bytes | None) -> bool:
    """Tell whether a step that decides was completed, and answered so that it did.

    A step that was sent back or taken back counts as not done, and one that waits again neither.

    state   saved state; without one nothing was decided
    """
    seen = peek(state) if state else None
    return seen is not None and any(_has_decided(process, seen, element) for element in seen.hands)


def find_decider(process: Process, state: bytes | None, posts: Collection[str]) -> int | None:
    """Return who decided, at a step of one of these posts; None where nobody has."""
    seen = peek(state) if state else None
    for element, person_id in seen.hands.items() if seen else ():
        if post_of(process, element) in posts and seen and _has_decided(process, seen, element):
            return person_id
    return None


def post_of(process: Process, element: str) -> str | None:
    """Return the post of a step, as it or its lane says."""
    node = process.find(element)
    lane = process.lanes.get(node.lane or "") if node else None
    own = node.attributes.get("post") if node else None
    return own or (lane.attributes.get("post") if lane else None)


def _has_decided(process: Process, seen: Snapshot, element: str) -> bool:
    node = process.find(element)
    text = node.attributes.get(DECIDES) if node else None
    if not text or any(one == element for _token, one in seen.elements):
        return False
    try:
        return bool(compile_expression(text).value(seen.names, missing_is_null=True))
    except ExpressionError:
        return True  # whoever cannot be sure does not stop a case that may have its result
