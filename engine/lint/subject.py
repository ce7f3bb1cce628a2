"""What the rules look at."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from engine.calendars.supplementing import SupplementRule, newest_rule
from engine.decisions.decision import Decision
from engine.diagrams.model import Diagram, Node, Process
from engine.errors import MotcuaError, Words
from engine.lint.scopes import Scope, scopes_of
from engine.records.cards import Text
from engine.records.findings import Finding, Rule
from engine.records.forms import Form
from engine.records.offices import OFFICE_KINDS


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A procedure as far as it could be read.

    forms          by id; `form_files` holds the paths of all, also of those that cannot be read
    decisions      the decisions that are asked, as "file" or "file#decision", with the names each
                   reads; `decision_files` holds the paths by file, also of those unreadable
    tables         all decisions that can be read, by the same names
    letters        contents of the letters, by file name; `letter_files` holds their paths
    filing_form    what the card names
    is_internal    the card says that citizens do not file it: no applicant need be named
    supplement     how often the applicant may be asked to complete a dossier
    office_kinds   kinds that may be named, by id
    """

    diagram: Diagram
    forms: Mapping[str, Form] = field(default_factory=dict)
    form_files: Mapping[str, str] = field(default_factory=dict)
    decisions: Mapping[str, frozenset[str]] = field(default_factory=dict)
    decision_files: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[str, Decision] = field(default_factory=dict)
    letters: Mapping[str, bytes] = field(default_factory=dict)
    letter_files: Mapping[str, str] = field(default_factory=dict)
    filing_form: str | None = None
    is_internal: bool = False
    supplement: SupplementRule = field(default_factory=newest_rule)
    office_kinds: Mapping[str, Text] = field(default_factory=lambda: OFFICE_KINDS)

    @property
    def process(self) -> Process:
        """The process of the diagram."""
        return self.diagram.process

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """All nodes of all processes, in the order of the file; without global tasks."""
        return tuple(self.diagram.process.nodes.values())

    @cached_property
    def works(self) -> tuple[Node, ...]:
        """All nodes, and the global tasks too: whatever can carry attributes and expressions."""
        return (*self.nodes, *self.process.global_tasks.values())

    @cached_property
    def scopes(self) -> tuple[Scope, ...]:
        """The processes and subprocesses, the main process first."""
        return scopes_of(self.process)

    @cached_property
    def guests(self) -> Mapping[str, tuple[Node, ...]]:
        """The events on the border of each activity, by its id."""
        found: dict[str, tuple[Node, ...]] = {}
        for node in self.nodes:
            if node.tag == "boundaryEvent" and node.attached_to:
                found[node.attached_to] = (*found.get(node.attached_to, ()), node)
        return found

    def decision_file(self, reference: str) -> str:
        """Return the path of the file in which a decision stands."""
        return self.decision_files[reference.partition("#")[0]]

    def process_of(self, node: Node) -> str:
        """Return the id of the process a node lies in, at any depth."""
        while node.parent is not None and node.parent in self.process.nodes:
            node = self.process.nodes[node.parent]
        return node.parent or self.process.process_id

    def fault(self, rule: Rule, node: Node, **values: object) -> Finding:
        """Return the finding of a rule at a node."""
        return rule.at(self.diagram.file, node.node_id, node.line, **values)

    def eased(self, rule: Rule) -> Rule:
        """Return a rule that refuses what citizens file; an internal procedure it only advises."""
        return replace(rule, severe=False) if self.is_internal else rule

    def fault_in(self, rule: Rule, scope: Scope, **values: object) -> Finding:
        """Return the finding of a rule about a whole scope; `what` is filled in."""
        values = {"what": scope.what, **values}
        return rule.at(self.diagram.file, scope.element, scope.line, **values)


def quoted(node: Node) -> str:
    """Return the name of a node, or else its id, as it stands in the middle of a sentence."""
    return f"“{node.name or node.node_id}”"


def both(error: MotcuaError) -> Words:
    """Return the sentence of an error in both languages."""
    return Words(vi=error.text("vi"), en=error.text("en"))
