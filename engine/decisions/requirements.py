"""What decisions of one file require of each other: names, order, circles, and which is asked.

Source: OMG DMN 1.3, chapter 6: a requirement makes the answer of another decision visible under
the name of that decision's variable; requirements form no circle.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from types import MappingProxyType
from typing import Final

from engine.decisions import rules
from engine.decisions.decision import Decision, Need
from engine.decisions.sheet import Part, Sheet
from engine.decisions.tables import is_name

REQUIRED: Final[Mapping[str, str]] = MappingProxyType(
    {"requiredDecision": "decision", "requiredInput": "inputData"}
)


def read_needs(sheet: Sheet, decision: Part, known: Mapping[str, Part]) -> tuple[Need, ...]:
    """Return the decisions that one requires; notes what it requires that is not in the file.

    known   decisions and input data of the file by id
    """
    found: dict[str, Need] = {}
    for requirement in decision.all("informationRequirement"):
        for part in (*requirement.all("requiredDecision"), *requirement.all("requiredInput")):
            href = part.attributes.get("href", "")
            other = known.get(href.removeprefix("#"))
            if other is None or other.tag != REQUIRED[part.tag]:
                sheet.note(rules.NEED_UNKNOWN, requirement, other=href)
            elif other.tag == "decision":
                name = variable_of(other)
                if name in found or not is_name(name):
                    shown = other.attributes.get("name") or other.part_id
                    sheet.note(rules.NEED_NAME, other, other=shown, name=name)
                found[name] = Need(decision_id=other.part_id, variable=name)
    return tuple(found.values())


def variable_of(decision: Part) -> str:
    """Return the name under which the answer of a decision is seen by those that require it."""
    variable = decision.first("variable")
    written = variable.attributes.get("name", "") if variable else ""
    name = decision.attributes.get("name", "")
    # Where no variable is drawn, the decision's own name will do, or at last its id.
    return written or (name if is_name(name) else decision.part_id)


def link(
    sheet: Sheet, decisions: Mapping[str, Decision], parts: Mapping[str, Part]
) -> dict[str, Decision]:
    """Return the decisions, each with those that must be asked before it; notes a circle."""
    graph = {
        key: [need.decision_id for need in one.needs if need.decision_id in decisions]
        for key, one in decisions.items()
    }
    try:
        order = list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        circle: Sequence[str] = error.args[1]
        sheet.note(rules.CYCLE, parts[circle[0]], circle=" ← ".join(circle))
        return dict(decisions)
    before: dict[str, frozenset[str]] = {}
    linked: dict[str, Decision] = {}
    for key in order:
        before[key] = frozenset(graph[key]).union(*(before[one] for one in graph[key]))
        asked = tuple(linked[one] for one in order if one in before[key])
        linked[key] = replace(decisions[key], before=asked)
    return {key: linked[key] for key in decisions}


def topmost(decisions: Mapping[str, Decision]) -> tuple[Decision, ...]:
    """Return the decisions that no other one requires, in the order of the file."""
    needed = {need.decision_id for one in decisions.values() for need in one.needs}
    return tuple(one for key, one in decisions.items() if key not in needed)


def find_asked(decisions: Mapping[str, Decision], stem: str = "") -> Decision | None:
    """Return the decision meant by the name of the file alone; None where that is unclear.

    stem   the name of the file: a top-most decision with this id is meant before others
    """
    tops = topmost(decisions)
    named = [one for one in tops if one.decision_id == stem]
    found = named or tops
    return found[0] if len(found) == 1 else None
