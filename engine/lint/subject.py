"""What the rules look at."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.decisions.decision import Decision
from engine.diagrams.model import Diagram, Node, Process
from engine.errors import MotcuaError, Words
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
    filing_form    what the card names
    office_kinds   kinds that may be named, by id
    """

    diagram: Diagram
    forms: Mapping[str, Form] = field(default_factory=dict)
    form_files: Mapping[str, str] = field(default_factory=dict)
    decisions: Mapping[str, frozenset[str]] = field(default_factory=dict)
    decision_files: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[str, Decision] = field(default_factory=dict)
    filing_form: str | None = None
    office_kinds: Mapping[str, Text] = field(default_factory=lambda: OFFICE_KINDS)

    @property
    def process(self) -> Process:
        """The process of the diagram."""
        return self.diagram.process

    @property
    def nodes(self) -> tuple[Node, ...]:
        """All nodes, in the order of the file."""
        return tuple(self.diagram.process.nodes.values())

    def decision_file(self, reference: str) -> str:
        """Return the path of the file in which a decision stands."""
        return self.decision_files[reference.partition("#")[0]]

    def fault(self, rule: Rule, node: Node, **values: object) -> Finding:
        """Return the finding of a rule at a node."""
        return rule.at(self.diagram.file, node.node_id, node.line, **values)


def both(error: MotcuaError) -> Words:
    """Return the sentence of an error in both languages."""
    return Words(vi=error.text("vi"), en=error.text("en"))
