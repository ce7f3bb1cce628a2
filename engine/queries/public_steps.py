"""A case's log as the steps that its applicant reads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

from engine.diagrams.model import Node, Process
from engine.queries.plain_words import is_public, words_else, words_now
from engine.records.cards import Text
from engine.records.cases import Entry, Task
from engine.records.events import Event
from engine.records.people import APPLICANT

StepState: TypeAlias = Literal["done", "now", "stopped", "ended"]
GOOD_ENDINGS = ("done", None)


@dataclass(frozen=True, kw_only=True)
class PublicStep:
    """One step as the applicant reads it.

    state      done, now, stopped (its time ran out, or the case ended before it was done), or
               ended (the case ended here, and not well)
    office     code of the office that has or had it
    post       kind of post; "applicant" when it waits for the applicant
    officer    who holds it or did it; None while nobody has taken it
    due_at     end of its own term, while it lasts
    parts      steps inside a subprocess
    """

    words: Text
    state: StepState
    started_at: datetime
    ended_at: datetime | None = None
    office: str | None = None
    post: str | None = None
    officer: str | None = None
    due_at: datetime | None = None
    parts: "tuple[PublicStep, ...]" = ()


@dataclass(kw_only=True)
class Visit:
    """A token's stay at an element, put together from events."""

    element: str
    token: int
    started_at: datetime
    ended_at: datetime | None = None
    is_done: bool = False
    office: str | None = None
    post: str | None = None
    by: int | None = None
    inside: "list[Visit]" = field(default_factory=list)


def visits_of(entries: Iterable[Entry]) -> list[Visit]:
    """Return where tokens have been, in the order they came."""
    visits: dict[tuple[int, str], Visit] = {}
    for entry in entries:
        for event in entry.events:
            if event.element is not None and event.token is not None:
                _take(visits, event, event.element, event.token, entry)
    return sorted(visits.values(), key=lambda one: one.started_at)


def _take(
    visits: dict[tuple[int, str], Visit], event: Event, element: str, token: int, entry: Entry
) -> None:
    key = (token, element)
    if event.kind == "moved":
        _follow(visits, event, key)
    elif event.kind in ("entered", "task-opened"):
        visit = visits.setdefault(key, Visit(element=element, token=token, started_at=entry.at))
        visit.office = _text(event.values.get("office")) or visit.office
        visit.post = _text(event.values.get("post")) or visit.post
    elif key in visits and event.kind in ("left", "dropped", "task-completed"):
        visit = visits[key]
        visit.ended_at = entry.at
        visit.is_done = visit.is_done or event.kind != "dropped"
        visit.by = entry.by if event.kind == "task-completed" else visit.by


def _follow(visits: dict[tuple[int, str], Visit], event: Event, key: tuple[int, str]) -> None:
    """Let a stay go on at the element that took the place of its own in another version."""
    visit = visits.pop((key[0], str(event.values.get("from"))), None)
    if visit is not None:
        visit.element = key[1]
        visits[key] = visit


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What the steps of a case are read with.

    tasks  open tasks by token
    names  names of people by id
    live   tokens that are on the diagram now
    """

    process: Process
    tasks: Mapping[int, Task]
    names: Mapping[int, str]
    live: frozenset[int]

    def node_of(self, visit: Visit) -> Node:
        """Return the node or global task that was visited."""
        process = self.process
        return process.nodes.get(visit.element) or process.global_tasks[visit.element]


def public_steps(scene: Scene, visits: Iterable[Visit]) -> tuple[PublicStep, ...]:
    """Return the steps that citizens see, those inside a subprocess within its own."""
    nested = _nested(scene.process, visits)
    return tuple(_step(scene, one) for one in nested if _is_shown(scene, one))


def _nested(process: Process, visits: Iterable[Visit]) -> list[Visit]:
    """Return the visits at the top; each other one is put into the last one around it.

    The instances of a multi-instance task are put into the task itself.
    """
    top: list[Visit] = []
    last: dict[str, Visit] = {}
    for visit in visits:
        node = process.find(visit.element)
        if node is None:
            continue
        body = last.get(visit.element) if node.loop and visit.post else None
        outer = body or last.get(node.parent or "")
        (top if outer is None else outer.inside).append(visit)
        if body is None:
            last[visit.element] = visit
    return top


def _is_shown(scene: Scene, visit: Visit) -> bool:
    """Leave out what citizens do not see, and events that something else came before."""
    node = scene.node_of(visit)
    is_missed = visit.ended_at is not None and not visit.is_done and node.events != ()
    return is_public(node) and not is_missed


def _step(scene: Scene, visit: Visit) -> PublicStep:
    node = scene.node_of(visit)
    task = scene.tasks.get(visit.token)
    is_own = APPLICANT in (visit.post, node.attributes.get("audience"))
    state = _state(scene, visit)
    return PublicStep(
        words=words_now(node) if state == "now" else words_else(node),
        state=state,
        started_at=visit.started_at,
        ended_at=visit.ended_at,
        office=None if is_own else visit.office,
        post=APPLICANT if is_own else visit.post,
        officer=None if is_own else _officer(scene, visit, task),
        due_at=task.due_at if task else None,
        parts=tuple(_step(scene, one) for one in visit.inside if _is_shown(scene, one)),
    )


def _officer(scene: Scene, visit: Visit, task: Task | None) -> str | None:
    return task.holder_name if task else scene.names.get(visit.by or 0)


def _state(scene: Scene, visit: Visit) -> StepState:
    node = scene.node_of(visit)
    if visit.is_done:
        is_bad = node.tag == "endEvent" and node.attributes.get("ending") not in GOOD_ENDINGS
        return "ended" if is_bad else "done"
    return "now" if visit.token in scene.live else "stopped"


def steps_now(steps: Iterable[PublicStep]) -> tuple[PublicStep, ...]:
    """Return the steps that somebody works on now; of a subprocess those inside it."""
    found: list[PublicStep] = []
    for step in steps:
        inner = steps_now(step.parts)
        found += inner or ([step] if step.state == "now" else [])
    return tuple(found)
