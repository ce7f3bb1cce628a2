"""What the sentences about one diagram need to know: names, labels of fields, the order."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.diagrams.model import Node, Process
from engine.errors import Words
from engine.lint.ways import upstream_first, ways_from
from engine.outline.pieces import Link
from engine.procedures.parts import Parts
from engine.procedures.wording.conditions import Labels, condition_words, labels_of, value_of
from engine.procedures.wording.elements import quoted_name
from engine.procedures.wording.values import quoted, same


@dataclass(frozen=True, kw_only=True)
class Teller:
    """One diagram with its folder.

    order   numbers of nodes in the course of work
    """

    process: Process
    parts: Parts
    labels: Labels
    order: Mapping[str, int]

    def link(self, element: str) -> Link:
        """Return the name of an element, as a link to it."""
        node = self.process.find(element)
        words = quoted_name(self.process, node) if node else quoted(same(element))
        return Link(words=words, target=element)

    def condition(self, text: str) -> Words:
        """Return a condition in words."""
        return condition_words(text, self.labels)

    def value(self, text: str) -> Words:
        """Return an expression that gives a value in words."""
        return value_of(text, self.labels)

    def form(self, form_id: str) -> Words:
        """Return the title of a form in quotation marks."""
        form = self.parts.forms.get(form_id)
        if form is None:
            return quoted(same(form_id))
        return quoted(Words(vi=form.title_vi or form_id, en=form.title_en or form_id))

    def is_back(self, source: str, target: str) -> bool:
        """Tell whether a way leads back."""
        return self.order.get(target, 0) <= self.order.get(source, 0)


def teller_of(process: Process, parts: Parts) -> Teller:
    """Return the teller of a diagram."""
    return Teller(
        process=process,
        parts=parts,
        labels=labels_of(parts.forms.values()),
        order=_order(process),
    )


def _order(process: Process) -> dict[str, int]:
    """Return the place of each node: scope after scope, upstream first, the rest at the end."""
    found: list[str] = []
    waiting: list[str | None] = [None, *process.pools]
    while waiting:
        nodes = process.children(waiting.pop(0))
        ways = ways_from(process, nodes)
        starts = [node.node_id for node in nodes if _is_first(node)]
        placed = upstream_first(starts, ways)
        here = sorted(nodes, key=lambda node: placed.get(node.node_id, len(placed)))
        found += [node.node_id for node in here]
        waiting[:0] = [node.node_id for node in here]
    found += list(process.global_tasks)
    return {node_id: place for place, node_id in enumerate(dict.fromkeys(found), 1)}


def _is_first(node: Node) -> bool:
    return not node.incoming and node.attached_to is None
