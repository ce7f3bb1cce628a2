"""Which elements and flows of a diagram the scenarios of a procedure walk, and which none does."""

from collections.abc import Iterable
from dataclasses import dataclass

from engine.diagrams.model import Process
from engine.records.scenarios import ScenarioResult


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """What scenarios reach of a diagram; ids, in the order of the file.

    nodes, flows                what some scenario reaches or walks
    missed_nodes, missed_flows  what none does
    """

    nodes: tuple[str, ...]
    flows: tuple[str, ...]
    missed_nodes: tuple[str, ...]
    missed_flows: tuple[str, ...]

    @property
    def percent(self) -> int:
        """Nodes and flows together, in whole percent, rounded down; 100 means every one."""
        reached = len(self.nodes) + len(self.flows)
        whole = reached + len(self.missed_nodes) + len(self.missed_flows)
        return 100 * reached // whole if whole else 0


def cover(process: Process, results: Iterable[ScenarioResult]) -> Coverage:
    """Return what the scenarios together reach of a diagram."""
    walked: set[str] = set()
    reached: set[str] = set()
    for result in results:
        walked |= result.flows
        reached |= set(result.path)
    return Coverage(
        nodes=tuple(one for one in process.nodes if one in reached),
        flows=tuple(one for one in process.flows if one in walked),
        missed_nodes=tuple(one for one in process.nodes if one not in reached),
        missed_flows=tuple(one for one in process.flows if one not in walked),
    )
