"""The tree of offices as one value, for finding which office a task goes to."""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from engine.records.people import Office


@dataclass(frozen=True)
class Directory:
    """All offices.

    by_id, by_code   the offices
    ids              office id for each office code
    children         ids of the offices directly below each, in the order of their codes
    """

    offices: tuple[Office, ...]
    by_id: Mapping[int, Office] = field(init=False)
    by_code: Mapping[str, Office] = field(init=False)
    ids: Mapping[str, int] = field(init=False)
    children: Mapping[int, tuple[Office, ...]] = field(init=False)

    def __post_init__(self) -> None:
        below: dict[int, list[Office]] = {}
        for one in sorted(self.offices, key=lambda office: office.code):
            if one.parent_id is not None:
                below.setdefault(one.parent_id, []).append(one)
        # Frozen dataclasses are filled this way.
        put = object.__setattr__
        put(self, "by_id", {one.office_id: one for one in self.offices})
        put(self, "by_code", {one.code: one for one in self.offices})
        put(self, "ids", {one.code: one.office_id for one in self.offices})
        put(self, "children", {key: tuple(value) for key, value in below.items()})

    def resolve(self, office_id: int, kind: str) -> Office | None:
        """Return the nearest office of a kind: this one, below it, then below each office above.

        Within a subtree the nearest by levels comes first, and on one level the first by code.
        """
        seen: set[int] = set()
        here = self.by_id.get(office_id)
        while here is not None and here.office_id not in seen:
            found = self._find_below(here, kind, seen)
            if found is not None:
                return found
            here = self.by_id.get(here.parent_id) if here.parent_id is not None else None
        return None

    def subtree(self, office_id: int) -> tuple[int, ...]:
        """Return the ids of an office and of all below it."""
        top = self.by_id.get(office_id)
        return () if top is None else tuple(one.office_id for one in self._levels([top]))

    def _find_below(self, top: Office, kind: str, seen: set[int]) -> Office | None:
        for one in self._levels([top]):
            if one.office_id not in seen:
                seen.add(one.office_id)
                if one.kind == kind:
                    return one
        return None

    def _levels(self, tops: Iterable[Office]) -> Iterable[Office]:
        waiting = deque(tops)
        met: set[int] = set()
        while waiting:
            one = waiting.popleft()
            if one.office_id in met:
                continue
            met.add(one.office_id)
            yield one
            waiting.extend(self.children.get(one.office_id, ()))
