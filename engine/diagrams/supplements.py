"""Which steps ask the applicant to complete the dossier, and how often a case has asked."""

from collections.abc import Iterable, Mapping

from engine.diagrams.model import Node, Process
from engine.records.events import Event

# TrangThaiHoSo of the national portal: a request for papers.
ASKS = "5"
APPLICANT = "applicant"


def is_supplement(process: Process, node: Node) -> bool:
    """Tell whether a step is one: a task of the applicant with the portal's status 5."""
    lane = process.lanes.get(node.lane or "")
    around: Mapping[str, str] = lane.attributes if lane else {}
    post = node.attributes.get("post", around.get("post"))
    is_task = node.tag in ("userTask", "manualTask")
    return is_task and post == APPLICANT and node.attributes.get("status") == ASKS


def supplement_steps(process: Process) -> frozenset[str]:
    """Return the ids of all of them."""
    return frozenset(one.node_id for one in process.nodes.values() if is_supplement(process, one))


def count_requests(process: Process, events: Iterable[Event]) -> int:
    """Return how often a case has asked, from all its events in their order.

    A step for several people, or for each of a list, is one request however many tasks it opens; a
    step that is repeated asks anew each time.
    """
    asking = supplement_steps(process)
    standing: dict[int | None, str] = {}
    asked: set[str] = set()
    found = 0
    for event in events:
        element = event.element or ""
        if event.kind == "entered" and element in asking:
            standing[event.token] = element
        elif event.kind in ("left", "dropped") and event.token in standing:
            left = standing.pop(event.token)
            asked -= {left} - set(standing.values())
        elif event.kind == "task-opened" and element in asking:
            found += element not in asked
            asked |= set() if _is_repeated(process, element) else {element}
    return found


def _is_repeated(process: Process, element: str) -> bool:
    node = process.find(element)
    return node is not None and node.loop is not None and node.loop.standard
