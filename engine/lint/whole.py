"""The ways through a whole diagram, into its subprocesses and out of them."""

from engine.lint.subject import Subject
from engine.lint.ways import Ways, ways_from


def whole_ways(subject: Subject) -> Ways:
    """Return where each node leads; a subprocess leads to its start, its ends lead on."""
    ways = {key: list(found) for key, found in ways_from(subject.process, subject.nodes).items()}
    for scope in reversed(subject.scopes):
        if scope.holder is None or scope.holder.by_event:
            continue
        key = scope.holder.node_id
        onward = [one for one in ways.get(key, ()) if not _is_border(subject, one)]
        borders = [one for one in ways.get(key, ()) if _is_border(subject, one)]
        ways[key] = [*(one.node_id for one in scope.starts()), *borders] or onward
        for end in scope.ends():
            ways.setdefault(end.node_id, []).extend(onward)
    return ways


def begin_of(subject: Subject) -> tuple[str, ...]:
    """Return where the main process begins."""
    return tuple(one.node_id for one in subject.scopes[0].begins())


def _is_border(subject: Subject, element: str) -> bool:
    return subject.process.nodes[element].attached_to is not None
