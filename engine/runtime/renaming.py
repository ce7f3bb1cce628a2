"""Names of one version as another version has them: elements, flows, steps, records."""

from collections.abc import Iterator, Mapping
from typing import Any

from engine.runtime.version import INNER, Compiled

INNER_MARK, WATCH_MARK = "[]", "#"


class Renaming:
    """What stands in a saved state under the names of `left`, told in those of `version`.

    mapping   element of `left` → element of `version`, or None; what is not named keeps its id
    """

    def __init__(
        self, left: Compiled, version: Compiled, mapping: Mapping[str, str | None]
    ) -> None:
        self.left = left
        self.version = version
        self._mapping = mapping
        self._flows: dict[str, str | None] = {}
        old = left.procedure.diagram.process.nodes
        self._known = {new for new in map(self.element, old) if new is not None}

    def element(self, old: str) -> str | None:
        """Return the new id of an element; None where nothing takes its place."""
        new = self._mapping.get(old, old)
        known = self.version.procedure.diagram.process.find(new) is not None
        return new if known else None

    def step(self, name: str) -> str | None:
        """Return the new name of a step; None where the new version has none such."""
        base, suffix = split_name(name)
        new = self.element(base)
        found = None if new is None else f"{new}{suffix}"
        return found if found in self.version.steps else None

    def flow(self, old: str | None) -> str | None:
        """Return the flow that takes the place of one; None where none does.

        It leads from what took the place of its source, or of what came before a source that is
        gone, to what took the place of its target; new elements may lie between.
        """
        if old is None:
            return None
        if old not in self._flows:
            self._flows[old] = self._find_flow(old)
        return self._flows[old]

    def _find_flow(self, old: str) -> str | None:
        before = self.left.procedure.diagram.process.flows.get(old)
        target = self.element(before.target) if before is not None else None
        if before is None or target is None:
            return None
        process = self.version.procedure.diagram.process
        node = process.nodes.get(target)
        ways = [process.flows[name] for name in node.incoming] if node is not None else []
        # The one of the same id first: there may be several between the same elements.
        ways.sort(key=lambda one: one.flow_id != old)
        for source in self._sources(before.source):
            for one in ways:
                if source in self._old_before(one.source):
                    return one.flow_id
        return old if any(one.flow_id == old for one in ways) else None

    def _old_before(self, at: str) -> set[str]:
        """Return the elements known to the old version that lead to one by new ones alone."""
        process = self.version.procedure.diagram.process
        found: set[str] = set()
        seen, todo = {at}, [at]
        while todo:
            here = todo.pop()
            if here in self._known:
                found.add(here)
                continue
            sources = {process.flows[name].source for name in process.nodes[here].incoming}
            todo.extend(sources - seen)
            seen |= sources
        return found

    def _sources(self, old: str) -> Iterator[str]:
        """Yield what took the place of an element; of one that is gone, of those before it."""
        process = self.left.procedure.diagram.process
        seen, todo = {old}, [old]
        while todo:
            at = todo.pop(0)
            new = self.element(at)
            if new is not None:
                yield new
                continue
            for name in process.nodes[at].incoming if at in process.nodes else ():
                source = process.flows[name].source
                if source not in seen:
                    seen.add(source)
                    todo.append(source)

    def records(self, old: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return the records of what can be undone (undoing.py) under the new names.

        Raises  KeyError with the step that undoes and is gone
        """
        return [self._record(one) for one in old]

    def _record(self, old: dict[str, Any]) -> dict[str, Any]:
        new = dict(old)
        if "at" in old:
            new["at"] = self.element(old["at"]) or old["at"]
        if "by" in old:
            new["by"] = self.undoer(old["by"])
        if "undo" in old:
            new["undo"] = self.records(old["undo"])
        return new

    def undoer(self, old: str) -> str:
        """Return the new name of a step that undoes; raise KeyError where it is gone."""
        found = self.step(old)
        if found is None:
            raise KeyError(old)
        return found

    def counts(self, old: Mapping[str, Any]) -> dict[str, Any]:
        """Return what gateways remember, under the new names; those that are gone forget."""
        found: dict[str, Any] = {}
        for gateway, flows in old.items():
            new = self.step(gateway)
            if new is not None and self.version.steps[new].node.tag == "complexGateway":
                found[new] = sorted(one for one in map(self.flow, flows) if one is not None)
        return found

    def hands(self, old: Mapping[str, int]) -> dict[str, int]:
        """Return who completed which task last, under the new names."""
        renamed = {self.element(name) or name: person for name, person in old.items()}
        return dict(sorted(renamed.items()))


def split_name(name: str) -> tuple[str, str]:
    """Return the id of the node of a step, and what the step's name has beyond it."""
    if name.endswith(INNER_MARK):
        return name[: -len(INNER_MARK)], INNER_MARK
    base, mark, place = name.partition(WATCH_MARK)
    return base, f"{mark}{place}"


def is_inner_of(name: str, holder: str) -> bool:
    """Tell whether a step is the inside of a repeated one."""
    return name == INNER.format(split_name(holder)[0])
