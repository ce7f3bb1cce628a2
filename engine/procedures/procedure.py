"""A procedure as one value: card, diagram, forms and decision tables of one folder."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.decisions.decision import Decision
from engine.diagrams.model import Diagram
from engine.records.cards import Card
from engine.records.forms import Form
from engine.records.guides import Guide


@dataclass(frozen=True, kw_only=True)
class Procedure:
    """What can be asked for, and how it runs.

    key        name of the folder: "chung-thuc-ban-sao"
    forms      by id, the file name without its ending
    decisions  by "file#decision", and by "file" where one decision alone is required by no other
    guide      questions that tell which case somebody is; None without any
    files      the folder as it was read, by path
    digest     SHA-256 of the folder in hex, the identity of a version
    """

    key: str
    card: Card
    diagram: Diagram
    forms: Mapping[str, Form]
    decisions: Mapping[str, Decision]
    files: Mapping[str, bytes] = field(repr=False)
    digest: str
    guide: Guide | None = None
