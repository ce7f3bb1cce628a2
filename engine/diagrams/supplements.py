"""Which steps ask the applicant to complete the dossier."""

from collections.abc import Mapping

from engine.diagrams.model import Node, Process

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
