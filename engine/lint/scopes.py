"""The scopes of a diagram: the main process, further processes, and each kind of subprocess."""

from dataclasses import dataclass

from engine.diagrams.kinds import SCOPES
from engine.diagrams.model import Node, Process
from engine.diagrams.words import called
from engine.errors import Words


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What lies directly in a process or subprocess.

    key      id of the subprocess or further process; None for the main process
    holder   the subprocess; None for a process
    element, line, what   where a finding about the scope as such stands, and what it is called
    """

    key: str | None
    holder: Node | None
    nodes: tuple[Node, ...]
    element: str
    line: int | None
    what: Words

    @property
    def is_ad_hoc(self) -> bool:
        """Whether its activities have no order: it has neither start nor end."""
        return self.holder is not None and self.holder.tag == "adHocSubProcess"

    def starts(self) -> tuple[Node, ...]:
        """Return its start events."""
        return tuple(node for node in self.nodes if node.tag == "startEvent")

    def begins(self) -> tuple[Node, ...]:
        """Return its start events and, of a process, what else begins it."""
        if self.holder is not None:
            return self.starts()
        return tuple(node for node in self.nodes if node.tag == "startEvent" or node.instantiates)

    def ends(self) -> tuple[Node, ...]:
        """Return its end events."""
        return tuple(node for node in self.nodes if node.tag == "endEvent")


def is_aside(node: Node) -> bool:
    """Tell whether a node lies outside the sequence: an event subprocess, or a compensation."""
    return node.by_event or node.undoes


def scopes_of(process: Process) -> tuple[Scope, ...]:
    """Return the scopes of the diagram, the main process first."""
    inside = process.scopes()
    found = [_of_process(None, process.process_id, process.name, process.line, inside)]
    for key, pool in process.pools.items():
        found.append(_of_process(key, key, pool.name, pool.line, inside))
    for node in process.nodes.values():
        if node.tag in SCOPES:
            found.append(
                Scope(
                    key=node.node_id,
                    holder=node,
                    nodes=tuple(inside.get(node.node_id, ())),
                    element=node.node_id,
                    line=node.line,
                    what=called(node),
                )
            )
    return tuple(found)


def _of_process(
    key: str | None,
    process_id: str,
    name: str,
    line: int | None,
    inside: dict[str | None, list[Node]],
) -> Scope:
    return Scope(
        key=key,
        holder=None,
        nodes=tuple(inside.get(key, ())),
        element=process_id,
        line=line,
        what=Words(vi=f"Quy trình “{name}”", en=f"The process “{name}”"),
    )
