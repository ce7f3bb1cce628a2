"""The tree of offices as one value, for finding which office a task goes to."""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from engine.records.people import Office


@dataclass(frozen=True)
class Directory:
    """All offices, those that were closed too: old dossiers name them.

    by_id, by_code   the offices
    ids              for each office code the id of the office that acts for it now: its own, or
                     that of the successor after it was closed
    children         the open offices directly below each, in the order of their codes
    """

    offices: tuple[Office, ...]
    by_id: Mapping[int, Office] = field(init=False)
    by_code: Mapping[str, Office] = field(init=False)
    ids: Mapping[str, int] = field(init=False)
    children: Mapping[int, tuple[Office, ...]] = field(init=False)

    def __post_init__(self) -> None:
        below: dict[int, list[Office]] = {}
        for one in sorted(self.offices, key=lambda office: office.code):
            if one.parent_id is not None and not one.is_closed:
                below.setdefault(one.parent_id, []).append(one)
        # Frozen dataclasses are filled this way.
        put = object.__setattr__
        put(self, "by_id", {one.office_id: one for one in self.offices})
        put(self, "by_code", {one.code: one for one in self.offices})
        put(self, "ids", {one.code: self.acting(one.office_id) for one in self.offices})
        put(self, "children", {key: tuple(value) for key, value in below.items()})

    @property
    def open(self) -> tuple[Office, ...]:
        """The offices that were not closed."""
        return tuple(one for one in self.offices if not one.is_closed)

    def acting(self, office_id: int) -> int:
        """Return the office that does the work of another now: itself, or its last successor."""
        met: set[int] = set()
        here = self.by_id.get(office_id)
        while here is not None and here.is_closed and here.successor_id not in (None, *met):
            met.add(here.office_id)
            office_id = here.successor_id or office_id
            here = self.by_id.get(office_id)
        return office_id

    def with_former(self, office_ids: Iterable[int]) -> frozenset[int]:
        """Return these offices and all those whose work they have taken over."""
        wanted = frozenset(office_ids)
        former = (one.office_id for one in self.offices if one.is_closed)
        return wanted | {one for one in former if self.acting(one) in wanted}

    def top_of(self, office_id: int) -> int:
        """Return the office that stands above all others of an office's tree."""
        met: set[int] = set()
        here = self.by_id.get(office_id)
        while here is not None and here.parent_id is not None and here.office_id not in met:
            met.add(here.office_id)
            here = self.by_id.get(here.parent_id)
        return office_id if here is None else here.office_id

    def resolve(self, office_id: int, kind: str) -> Office | None:
        """Return the nearest office of a kind: this one, below it, then below each office above.

        Within a subtree the nearest by levels comes first, and on one level the first by code.
        """
        seen: set[int] = set()
        here = self.by_id.get(self.acting(office_id))
        while here is not None and here.office_id not in seen:
            found = self._find_below(here, kind, seen)
            if found is not None:
                return found
            here = self.by_id.get(here.parent_id) if here.parent_id is not None else None
        return None

    def path_of(self, office_id: int) -> tuple[str, ...]:
        """Return the codes of an office and of those above it, the nearest first."""
        codes: list[str] = []
        here = self.by_id.get(office_id)
        while here is not None and here.code not in codes:
            codes.append(here.code)
            here = self.by_id.get(here.parent_id) if here.parent_id is not None else None
        return tuple(codes)

    def subtree(self, office_id: int) -> tuple[int, ...]:
        """Return the ids of an office and of all below it."""
        top = self.by_id.get(office_id)
        return () if top is None else tuple(one.office_id for one in self._levels([top]))

    def _find_below(self, top: Office, kind: str, seen: set[int]) -> Office | None:
        for one in self._levels([top]):
            if one.office_id not in seen:
                seen.add(one.office_id)
                if one.kind == kind and not one.is_closed:
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
