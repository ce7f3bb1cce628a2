"""Steps of people, and how often work goes from hand to hand."""

from collections.abc import Iterator

from engine.diagrams.model import Node, Process
from engine.errors import Words
from engine.lint.ways import spread
from engine.measures.ways import Graph
from engine.procedures.wording.elements import name_of
from engine.procedures.wording.values import office_words, post_words
from engine.records.measures import HandOver

PEOPLE = frozenset(("userTask", "manualTask"))
APPLICANT = "applicant"
_CASE = "case"


def tasks_of(process: Process) -> tuple[Node, ...]:
    """Return the tasks of people."""
    return tuple(node for node in process.all_nodes() if node.tag in PEOPLE)


def is_applicants(process: Process, node: Node) -> bool:
    """Tell whether the applicant does a task."""
    return process.attribute(node, "post") == APPLICANT


def handovers(graph: Graph) -> tuple[tuple[HandOver, ...], tuple[HandOver, ...]]:
    """Return where work goes to another post, and where to another office."""
    process = graph.process
    posts, offices = [], []
    for one, other in _next_tasks(graph):
        post = _post(process, one), _post(process, other)
        office = _office(process, one), _office(process, other)
        if post[0] != post[1]:
            posts.append(
                _handover(process, (one, other), (post_words(post[0]), post_words(post[1])))
            )
        if office[0] != office[1]:
            words = (_office_words(office[0]), _office_words(office[1]))
            offices.append(_handover(process, (one, other), words))
    return tuple(posts), tuple(offices)


def _next_tasks(graph: Graph) -> Iterator[tuple[Node, Node]]:
    """Yield each task with each that can follow directly, whatever else lies between."""
    process = graph.process
    tasks = {node.node_id for node in tasks_of(process)}
    between = {key: [] if key in tasks else targets for key, targets in graph.ways.items()}
    for key in sorted(tasks & graph.ways.keys(), key=list(process.nodes).index):
        reached = spread(graph.ways[key], between)
        for target in sorted(reached & tasks, key=list(process.nodes).index):
            if target != key:
                yield process.nodes[key], process.nodes[target]


def _post(process: Process, node: Node) -> str:
    return process.attribute(node, "post") or ""


def _office(process: Process, node: Node) -> str:
    if is_applicants(process, node):
        return APPLICANT
    return process.attribute(node, "office") or _CASE


def _office_words(office: str) -> Words:
    return post_words(APPLICANT) if office == APPLICANT else office_words(office)


def _handover(process: Process, nodes: tuple[Node, Node], people: tuple[Words, Words]) -> HandOver:
    return HandOver(
        source=name_of(process, nodes[0]),
        target=name_of(process, nodes[1]),
        giver=people[0],
        taker=people[1],
    )
