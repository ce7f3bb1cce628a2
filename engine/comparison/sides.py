"""Both diagrams of a comparison with what is needed to speak of them, and what was found so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.comparison.matching import Match
from engine.diagrams.model import Node, Process
from engine.errors import Words
from engine.procedures.parts import Parts
from engine.procedures.wording.conditions import Labels, labels_of
from engine.procedures.wording.elements import name_of, quoted_name
from engine.procedures.wording.values import quoted, same
from engine.records.changes import Change, ChangeKind, Subject


@dataclass(frozen=True, kw_only=True)
class Side:
    """One of the two: its diagram, and the folder around it for the names of forms and tables."""

    process: Process
    parts: Parts
    labels: Labels

    def name(self, element: str | None) -> Words:
        """Return what an element is called; its id where it is none."""
        node = self.process.find(element)
        return same(element or "") if node is None else name_of(self.process, node)

    def shown(self, element: str | None) -> Words:
        """Return the name of an element in quotation marks."""
        node = self.process.find(element)
        return quoted(same(element or "")) if node is None else quoted_name(self.process, node)

    def lane(self, lane_id: str | None) -> Words:
        """Return the name of a lane in quotation marks."""
        lane = self.process.lanes.get(lane_id or "")
        if lane is None:
            return Words(vi="ngoài các làn", en="outside the lanes")
        name = lane.name or lane.lane_id
        return quoted(Words(vi=name, en=lane.attributes.get("nameEn") or name))

    def form(self, form_id: str) -> Words:
        """Return the title of a form in quotation marks."""
        form = self.parts.forms.get(form_id)
        if form is None:
            return quoted(same(form_id))
        return quoted(Words(vi=form.title_vi or form_id, en=form.title_en or form_id))

    def decision(self, key: str) -> Words:
        """Return the name of a decision in quotation marks."""
        found = self.parts.decisions.get(key)
        return quoted(same(found.name if found and found.name else key))


def side_of(process: Process, parts: Parts) -> Side:
    """Return one side."""
    return Side(process=process, parts=parts, labels=labels_of(parts.forms.values()))


@dataclass(kw_only=True)
class Pair:
    """Both sides of one diagram, and the changes found so far.

    ordered   ids before of steps whose order changed: flows at them follow from that
    """

    file: str
    old: Side
    new: Side
    match: Match
    back: Mapping[str, str]
    found: list[Change] = field(default_factory=list)
    ordered: set[str] = field(default_factory=set)

    def add(
        self,
        kind: ChangeKind,
        subject: Subject,
        words: Words,
        ends: tuple[str | None, str | None],
        what: tuple[str, str, str] = ("", "", ""),
        quiet: bool = False,
    ) -> None:
        """Keep a change.

        ends   ids on both sides
        what   the aspect, and what stood there before and after
        """
        self.found.append(
            Change(
                kind=kind,
                subject=subject,
                file=self.file,
                words=words,
                aspect=what[0],
                here=ends[0],
                there=ends[1],
                before=what[1],
                after=what[2],
                quiet=quiet,
            )
        )

    def pairs(self) -> list[tuple[Node, Node]]:
        """Return the nodes that are on both sides, in the order of the diagram before."""
        found = []
        for node in self.old.process.all_nodes():
            other = self.new.process.find(self.match.nodes.get(node.node_id))
            if other is not None:
                found.append((node, other))
        return found
