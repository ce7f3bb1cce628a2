"""Who may open a case: whoever works or worked on it, their offices, and overseers."""

from collections.abc import Iterable

from engine.access import OVERSEERS, may_see_case, may_see_task
from engine.errors import NotFound, Words
from engine.records.cases import Case, Entry, Task
from engine.records.commands import Start
from engine.records.people import Person
from engine.store.directory import Directory


def require_case_sight(
    person: Person,
    case: Case | None,
    tasks: Iterable[Task],
    entries: Iterable[Entry],
    directory: Directory,
) -> Case:
    """Return the case if the person may know of it.

    Raises  NotFound for one that does not exist and one that is not theirs alike
    """
    if case is not None and may_open(person, case, tuple(tasks), tuple(entries), directory):
        return case
    raise NotFound(what=Words(en="dossier", vi="hồ sơ"), key="" if case is None else case.code)


def may_open(
    person: Person,
    case: Case,
    tasks: tuple[Task, ...],
    entries: tuple[Entry, ...],
    directory: Directory,
) -> bool:
    """Tell whether the person may open the case."""
    if person.has_post(*OVERSEERS) or any(may_see_task(person, task) for task in tasks):
        return True
    offices = {directory.acting(case.office_id), *(task.office_id for task in tasks)}
    for entry in entries:
        offices |= desks_of(entry, directory)
        for event in entry.events:
            if event.kind == "task-opened":
                offices.add(directory.ids.get(str(event.values.get("office")), case.office_id))
    return may_see_case(person, offices) or any(entry.by == person.person_id for entry in entries)


def stopping_offices(case: Case, entries: Iterable[Entry], directory: Directory) -> set[int]:
    """Return the offices whose desks may stop a case: that of the decision, and where it came."""
    offices = {directory.acting(case.office_id)}
    return offices.union(*(desks_of(entry, directory) for entry in entries))


def desks_of(entry: Entry, directory: Directory) -> set[int]:
    """Return the desks that took the case in, where another office decides.

    Source  NĐ 118/2025/NĐ-CP, Art. 14: whoever took a dossier in follows it to the end
    """
    if not isinstance(entry.command, Start):
        return set()
    codes = (entry.command.dossier.get(name) for name in ("desk", "proxy"))
    return {
        directory.ids[code] for code in codes if isinstance(code, str) and code in directory.ids
    }
