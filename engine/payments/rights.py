"""Who may take money, waive it, and give it back: officers of an office that works on the case."""

from collections.abc import Collection, Iterable, Mapping

from engine.access import acts_in
from engine.records.cases import Case, Entry, Task
from engine.records.people import Person

COLLECTORS = ("desk", "clerk")
WAIVERS = ("head", "leader")
REFUNDERS = ("clerk", "desk", "head")
DECIDERS = ("head", "leader")
# Who sees the money of an office, day by day, and call-backs that name its orders.
TREASURERS = ("desk", "clerk", "head", "leader")
WATCHERS = ("administrator", "auditor")


def offices_in(
    case: Case, tasks: Iterable[Task], entries: Iterable[Entry], ids: Mapping[str, int]
) -> frozenset[int]:
    """Return the offices that decide, work or worked on a case; `ids` by office code."""
    offices = {case.office_id, *(task.office_id for task in tasks)}
    for entry in entries:
        for event in entry.events:
            if event.kind == "task-opened":
                offices.add(ids.get(str(event.values.get("office")), case.office_id))
    return frozenset(offices)


def holds_any(person: Person, offices: Collection[int], posts: tuple[str, ...]) -> bool:
    """Tell whether the person holds one of these posts in one of these offices."""
    return any(acts_in(person, office, *posts) for office in offices)


def own_offices(person: Person) -> tuple[int, ...] | None:
    """Return the offices whose money a person looks after; None for all of them."""
    if person.has_post(*WATCHERS):
        return None
    return tuple(sorted({one.office_id for one in person.working_posts if one.kind in TREASURERS}))
