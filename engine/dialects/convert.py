"""A diagram of any tool → a procedure folder, and the list of what could not be carried over."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

from engine.diagrams import rules
from engine.diagrams.kinds import NODES
from engine.diagrams.texts import BPMN, local
from engine.diagrams.xml import Element, line_of
from engine.dialects.asking import carry_filing, carry_form
from engine.dialects.calls import carry_call
from engine.dialects.card import make_card
from engine.dialects.conditions import carry_conditions
from engine.dialects.connecting import carry_call_out
from engine.dialects.events import carry_events, carry_messages
from engine.dialects.mappings import refuse_mappings
from engine.dialects.objects import ASSOCIATIONS, NAMED, carry_association, carry_name
from engine.dialects.people import carry_lane, carry_people
from engine.dialects.remains import note_remains
from engine.dialects.scripts import carry_script, note_side_scripts
from engine.dialects.source import read_source
from engine.dialects.times import carry_times
from engine.dialects.work import Work
from engine.errors import ProcedureRefused, Words
from engine.procedures.parts import DIAGRAM_FILE
from engine.records.findings import Finding

_CALLING = frozenset(("serviceTask", "sendTask", "businessRuleTask"))
_OURS = Words(
    vi="Sơ đồ đã ghi sẵn thuộc tính motcua này nên được giữ.",
    en="The diagram said this with our attribute already, which stays.",
)


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What an import gives.

    files     the folder, by path inside it
    findings  what could not be carried over, or should be looked at, in the order of the file
    tool      name of the program the diagram was made for; None for one that no engine runs
    scripts   (element, language, text) of the scripts that were not carried over
    """

    files: Mapping[str, bytes]
    findings: tuple[Finding, ...]
    tool: str | None
    scripts: tuple[tuple[str, str, str], ...]


def import_diagram(
    content: bytes,
    file: str,
    posts: Mapping[str, str] | None = None,
    beside: Mapping[str, bytes] | None = None,
) -> Imported:
    """Return the procedure folder for a BPMN file.

    file     its name; what is told about it names the lines of this file
    posts    our posts by the names of groups, people or lanes in the file
    beside   decision tables (.dmn) and forms (.form) that lie beside it, by file name
    Raises   ProcedureRefused for what is no BPMN, or no XML that the safe parser takes
    """
    source = read_source(content, file)
    root = source.root
    if root.tag != f"{BPMN}definitions":
        raise ProcedureRefused(
            findings=(rules.NOT_BPMN.at(file, line=line_of(root), root=local(root)),)
        )
    work = Work(source, posts or {}, beside or {})
    carry_filing(work)
    for element in root.iter(f"{BPMN}*"):
        _carry(work, element)
    carry_messages(work)
    for element, wanted, written in work.edits.refused:
        work.look(element, wanted, written, _OURS)
    note_remains(work)
    work.files |= work.forms.files()
    work.files["procedure.toml"] = make_card(root, PurePath(file).stem)
    work.files[DIAGRAM_FILE] = work.edits.content()
    return Imported(
        files=dict(sorted(work.files.items())),
        findings=tuple(sorted(work.findings, key=lambda one: (one.line or 10**9, one.rule))),
        tool=work.tool.name if work.tool else None,
        scripts=tuple(work.scripts),
    )


def _carry(work: Work, element: Element) -> None:
    tag = local(element)
    if tag == "lane":
        carry_lane(work, element)
    elif tag in NAMED:
        carry_name(work, element)
    elif tag in ASSOCIATIONS:
        carry_association(work, element)
    if tag in NODES:
        _carry_node(work, element, tag)
    if tag in NODES or tag == "sequenceFlow":
        carry_conditions(work, element)


def _carry_node(work: Work, element: Element, tag: str) -> None:
    if tag == "userTask":
        carry_form(work, element)
    if tag in ("userTask", "manualTask"):
        carry_people(work, element)
        carry_times(work, element)
    if tag in _CALLING or (tag == "scriptTask" and work.setting(element, "topic")):
        carry_call_out(work, element)
    elif tag == "scriptTask":
        carry_script(work, element)
    elif tag == "callActivity":
        carry_call(work, element)
    carry_events(work, element)
    note_side_scripts(work, element)
    refuse_mappings(work, element)
